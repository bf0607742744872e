import "./thumbAsset.js";
import { defineClass, defineEnum, p } from "./define.js";
import { LANGUAGES } from "./languages.js";

const Language = defineEnum("KalturaLanguage", LANGUAGES);
const Format = defineEnum("KalturaCaptionType", ["1", "2", "3", "4", "5"]);
const Status = defineEnum("KalturaCaptionAssetStatus", [-1, 0, 2, 3, 7, 9]);
const Source = defineEnum("KalturaCaptionSource", ["0", "1", "2"]);
const Usage = defineEnum("KalturaCaptionAssetUsage", ["0", "1"]);

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };

defineClass("KalturaCaptionAsset", {
  base: "KalturaAsset",
  fields: {
    captionParamsId: p.int(insertOnly),
    language: p.stringEnum(Language),
    languageCode: p.string(readOnly),
    isDefault: p.nullableBool(),
    label: p.string(),
    format: p.stringEnum(Format, insertOnly),
    source: p.stringEnum(Source, insertOnly),
    status: p.enum(Status, readOnly),
    parentId: p.string(insertOnly),
    accuracy: p.int(),
    displayOnPlayer: p.bool(),
    associatedTranscriptIds: p.string(),
    usage: p.dynamicEnum(Usage),
  },
});
defineClass("KalturaCaptionAssetFilter", {
  base: "KalturaAssetFilter",
  fields: {
    captionParamsIdEqual: p.int(),
    captionParamsIdIn: p.string(),
    formatEqual: p.stringEnum(Format),
    formatIn: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    statusNotIn: p.string(),
  },
});
