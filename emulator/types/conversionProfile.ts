import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const Status = defineEnum("KalturaConversionProfileStatus", [1, 2, 3]);
/** 1 MEDIA, 2 LIVE_STREAM. */
export const ConversionProfileType = defineEnum("KalturaConversionProfileType", [1, 2]);
const MediaParserType = defineEnum("KalturaMediaParserType", [0, 1]);

defineClass("KalturaCropDimensions", {
  fields: { left: p.int(), top: p.int(), width: p.int(), height: p.int() },
});

defineClass("KalturaConversionProfile", {
  fields: {
    id: p.int(readOnly),
    partnerId: p.int(readOnly),
    status: p.dynamicEnum(Status),
    type: p.dynamicEnum(ConversionProfileType, { insertOnly: true }),
    name: p.string(),
    systemName: p.string(),
    tags: p.string(),
    description: p.string(),
    defaultEntryId: p.string(),
    createdAt: p.time(readOnly),
    flavorParamsIds: p.string(),
    isDefault: p.nullableBool(),
    isPartnerDefault: p.bool(readOnly),
    cropDimensions: p.object("KalturaCropDimensions"),
    clipStart: p.int(),
    clipDuration: p.int(),
    xslTransformation: p.string(),
    storageProfileId: p.int(),
    mediaParserType: p.dynamicEnum(MediaParserType),
    calculateComplexity: p.nullableBool(),
    collectionTags: p.string(),
    conditionalProfiles: p.string(),
    detectGOP: p.int(),
    mediaInfoXslTransformation: p.string(),
    defaultAudioLang: p.string(),
    deliveryTag: p.string(),
  },
});

defineClass("KalturaConversionProfileFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    idIn: p.string(),
    statusEqual: p.stringEnum(Status),
    statusIn: p.string(),
    typeEqual: p.stringEnum(ConversionProfileType),
    typeIn: p.string(),
    nameEqual: p.string(),
    systemNameEqual: p.string(),
    systemNameIn: p.string(),
    tagsMultiLikeOr: p.string(),
    tagsMultiLikeAnd: p.string(),
    defaultEntryIdEqual: p.string(),
    defaultEntryIdIn: p.string(),
  },
});
