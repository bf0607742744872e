import { defineClass, p } from "./define.js";

/** Where content comes from. */
defineClass("KalturaResource", { abstract: true });
defineClass("KalturaContentResource", { base: "KalturaResource", abstract: true });
defineClass("KalturaUploadedFileTokenResource", {
  base: "KalturaContentResource",
  fields: { token: p.string() },
});
defineClass("KalturaUrlResource", {
  base: "KalturaContentResource",
  fields: { url: p.string(), forceAsyncDownload: p.bool() },
});
defineClass("KalturaEntryResource", {
  base: "KalturaContentResource",
  fields: { entryId: p.string(), flavorParamsId: p.int() },
});
defineClass("KalturaAssetResource", { base: "KalturaContentResource", fields: { assetId: p.string() } });
defineClass("KalturaStringResource", { base: "KalturaContentResource", fields: { content: p.string() } });
