import "./resource.js";
import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };
const Status = defineEnum("KalturaThumbAssetStatus", [-1, 0, 1, 2, 3, 7, 9]);

/** What all files of an entry have in common. */
defineClass("KalturaAsset", {
  fields: {
    id: p.string(readOnly),
    entryId: p.string(readOnly),
    partnerId: p.int(readOnly),
    version: p.int({ ...readOnly, answeredAs: "string" }),
    size: p.int(readOnly),
    tags: p.string(),
    fileExt: p.string(insertOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    deletedAt: p.time(readOnly),
    description: p.string(readOnly),
    partnerData: p.string(),
    partnerDescription: p.string(),
    actualSourceAssetParamsIds: p.string(),
    sizeInBytes: p.bigint({ ...readOnly, answeredAs: "string" }),
  },
});

defineClass("KalturaThumbAsset", {
  base: "KalturaAsset",
  fields: {
    thumbParamsId: p.int(insertOnly),
    width: p.int(readOnly),
    height: p.int(readOnly),
    status: p.enum(Status, readOnly),
  },
});

defineClass("KalturaAssetFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.string(),
    idIn: p.string(),
    entryIdEqual: p.string(),
    entryIdIn: p.string(),
    partnerIdEqual: p.int(),
    partnerIdIn: p.string(),
    sizeGreaterThanOrEqual: p.int(),
    sizeLessThanOrEqual: p.int(),
    tagsLike: p.string(),
    tagsMultiLikeOr: p.string(),
    tagsMultiLikeAnd: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
  },
});

defineClass("KalturaThumbAssetFilter", {
  base: "KalturaAssetFilter",
  fields: {
    thumbParamsIdEqual: p.int(),
    thumbParamsIdIn: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    statusNotIn: p.string(),
  },
});
