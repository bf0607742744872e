import { apiError } from "../errors.js";
import { ACTIVE, DELETED, enabledOf, findEnabled, itemAnswer, requireItem } from "../reach/catalog.js";
import { action, defineService, optional, required } from "./define.js";

/** `partnerCatalogItem`: which items an account may order. The administration says so, for the account it names. */
export const reachPartnerCatalogItem = defineService({
  name: "reach_partnercatalogitem",
  access: "console",
  plugin: { name: "reach", feature: "reach" },
  actions: {
    add: action({
      params: { id: required.int(), defaultReachProfileId: optional.int() },
      run(ctx, args) {
        const item = requireItem(ctx.store, args.id);
        const { store, partnerId } = ctx;
        if (findEnabled(store, item.id, partnerId)) {
          throw apiError("VENDOR_CATALOG_ITEM_ALREADY_ENABLED_ON_PARTNER", {
            ID: item.id,
            PARTNER_ID: partnerId,
          });
        }
        const profileId = args.defaultReachProfileId || undefined;
        if (profileId !== undefined) {
          const profile = store
            .collection<{ id: number; partnerId: number; status: number }>("reachProfiles")
            .get(profileId);
          if (profile?.partnerId !== partnerId || profile.status !== ACTIVE) {
            throw apiError("REACH_PROFILE_NOT_FOUND", { ID: profileId });
          }
        }
        const enabled = { status: ACTIVE, partnerId, catalogItemId: item.id, system: true };
        enabledOf(store).insert({
          id: store.nextNumber("partnerCatalogItem"),
          ...enabled,
          ...(profileId === undefined ? {} : { defaultReachProfileId: profileId }),
        });
        return itemAnswer(ctx, item, { defaultReachProfileId: profileId });
      },
    }),

    delete: action({
      params: { id: required.int() },
      run(ctx, args) {
        const item = requireItem(ctx.store, args.id);
        const enabled = findEnabled(ctx.store, item.id, ctx.partnerId);
        if (!enabled) throw apiError("PARTNER_CATALOG_ITEM_NOT_FOUND", { ID: item.id });
        enabledOf(ctx.store).update(enabled, { status: DELETED, defaultReachProfileId: undefined });
        return null;
      },
    }),
  },
});
