import "./thumbAsset.js";
import { defineClass, defineEnum, p } from "./define.js";
import { LANGUAGES } from "./languages.js";

const Format = defineEnum("KalturaAttachmentType", ["1", "2", "3", "4", "5"]);
const Status = defineEnum("KalturaAttachmentAssetStatus", [-1, 0, 2, 3, 7, 9]);
const Provider = defineEnum("KalturaTranscriptProviderType", ["1", "2", "3"]);

defineClass("KalturaAttachmentAsset", {
  base: "KalturaAsset",
  fields: {
    filename: p.string(),
    title: p.string(),
    format: p.dynamicEnum(Format),
    status: p.enum(Status, { readOnly: true }),
  },
});
defineClass("KalturaTextualAttachmentAsset", {
  base: "KalturaAttachmentAsset",
  fields: {
    language: p.stringEnum(defineEnum("KalturaLanguage", LANGUAGES)),
    humanVerified: p.nullableBool(),
  },
});
defineClass("KalturaTranscriptAsset", {
  base: "KalturaTextualAttachmentAsset",
  fields: { accuracy: p.float(), providerType: p.dynamicEnum(Provider) },
});
