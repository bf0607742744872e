import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { type Answer, listAnswer } from "../types/answer.js";
import { itemAnswer, itemsOf } from "./catalog.js";
import { profileAnswer, profilesOf } from "./profiles.js";

const NAME = "reach_vendor";

/**
 * A response profile that the server keeps by name. There is one here: it gives a task what its customer wants of
 * the work, the REACH profile and the catalog item, under the names by which Kaltura's guide for vendors calls them.
 */
export function withRelated(ctx: CallContext, result: unknown, systemName: string): unknown {
  if (systemName !== NAME) throw apiError("RESPONSE_PROFILE_NAME_NOT_FOUND", { NAME: systemName });
  const task = result as Answer;
  if (task?.objectType !== "KalturaEntryVendorTask") return result;
  const { objectType, ...fields } = task;
  const profile = profilesOf(ctx.store).get(Number(task.reachProfileId));
  const item = itemsOf(ctx.store).get(Number(task.catalogItemId));
  const relatedObjects = {
    reach_vendor_profile: listAnswer(
      "KalturaReachProfileListResponse",
      profile ? [profileAnswer(profile)] : [],
    ),
    reach_vendor_catalog_item: listAnswer(
      "KalturaVendorCatalogItemListResponse",
      item ? [itemAnswer(ctx, item)] : [],
    ),
  };
  return { ...fields, relatedObjects, objectType };
}
