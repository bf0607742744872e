import { apiError } from "../errors.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { AccessControl } from "../seeds.js";
import "../types/accessControl.js";
import { answer, listAnswer } from "../types/answer.js";
import { action, defineService, optional, required, type ServiceDef } from "./define.js";

/** Reads of access control profiles, which accounts have from the start; written in no recording. */
function reader(name: string, className: string): ServiceDef {
  return defineService({
    name,
    access: "admin",
    actions: {
      get: action({
        params: { id: required.int() },
        run(ctx, args) {
          const found = ctx.store.collection<AccessControl>("accessControl").get(args.id);
          if (found?.partnerId !== ctx.partnerId)
            throw apiError("ACCESS_CONTROL_ID_NOT_FOUND", { ID: args.id });
          return answer(className, { ...found });
        },
      }),

      list: action({
        params: {
          filter: optional.object(`${className}Filter`),
          pager: optional.object("KalturaFilterPager"),
        },
        run(ctx, args) {
          const found = ctx.store
            .collection<AccessControl>("accessControl")
            .where(
              one =>
                one.partnerId === ctx.partnerId && (args.filter === undefined || passes(args.filter, one)),
            );
          const page = pageOf(found, args.filter, args.pager, ["createdAt"], { searched: false });
          const objects = page.objects.map(one => answer(className, { ...one }));
          return listAnswer(`${className}ListResponse`, objects, page.totalCount);
        },
      }),
    },
  });
}

/** `accessControl`: the older name. */
export const accessControl = reader("accessControl", "KalturaAccessControl");

/** `accessControlProfile`: who may watch, from where. */
export const accessControlProfile = reader("accessControlProfile", "KalturaAccessControlProfile");
