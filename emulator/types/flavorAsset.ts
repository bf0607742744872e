import "./thumbAsset.js";
import { defineClass, defineEnum, p } from "./define.js";
import { LANGUAGES } from "./languages.js";

const Status = defineEnum("KalturaFlavorAssetStatus", [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

defineClass("KalturaFlavorAsset", {
  base: "KalturaAsset",
  fields: {
    flavorParamsId: p.int({ insertOnly: true }),
    isWeb: p.bool({ readOnly: true }),
    isOriginal: p.bool({ readOnly: true }),
    language: p.stringEnum(defineEnum("KalturaLanguage", LANGUAGES)),
    label: p.string(),
    isDefault: p.nullableBool(),
    status: p.enum(Status, { readOnly: true }),
  },
});
