import { defineClass, defineEnum, p } from "./define.js";

/** Paging, filters and answers that many services share. */
defineClass("KalturaFilterPager", { fields: { pageSize: p.int(), pageIndex: p.int() } });

defineClass("KalturaSearchItem", { abstract: true });
defineClass("KalturaSearchCondition", {
  base: "KalturaSearchItem",
  fields: { field: p.string(), value: p.string() },
});
defineClass("KalturaSearchOperator", {
  base: "KalturaSearchItem",
  fields: { type: p.int(), items: p.array("KalturaSearchItem") },
});
defineClass("KalturaMetadataSearchItem", {
  base: "KalturaSearchOperator",
  fields: { metadataProfileId: p.int(), orderBy: p.string() },
});

defineClass("KalturaFilter", {
  abstract: true,
  fields: { orderBy: p.string(), advancedSearch: p.object("KalturaSearchItem") },
});

/** Status of most objects. */
export const CommonStatus = { disabled: 1, active: 2, deleted: 3 } as const;

export const SessionType = defineEnum("KalturaSessionType", [0, 2]);

defineClass("KalturaSessionInfo", {
  fields: {
    ks: p.string(),
    sessionType: p.enum(SessionType),
    partnerId: p.string(),
    userId: p.string(),
    expiry: p.int(),
    privileges: p.string(),
  },
});

defineClass("KalturaStartWidgetSessionResponse", {
  fields: { partnerId: p.int(), ks: p.string(), userId: p.int() },
});
