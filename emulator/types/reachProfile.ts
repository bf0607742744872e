import { CatalogItemLanguage, OutputFormat } from "./catalogItem.js";
import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const Type = defineEnum("KalturaReachProfileType", [1, 2]);
const DeletionPolicy = defineEnum("KalturaReachProfileContentDeletionPolicy", [1, 2, 3, 4, 5]);
const Region = defineEnum("KalturaVendorTaskProcessingRegion", [1, 2, 3]);
const Frequency = defineEnum("KalturaVendorCreditRecurrenceFrequency", ["day", "week", "month", "year"]);
/** States of a profile: 1 DISABLED, 2 ACTIVE, 3 DELETED. */
export const ReachProfileStatus = defineEnum("KalturaReachProfileStatus", [1, 2, 3]);

defineClass("KalturaBaseVendorCredit", { abstract: true });
defineClass("KalturaVendorCredit", {
  base: "KalturaBaseVendorCredit",
  fields: { credit: p.int(), fromDate: p.time(), overageCredit: p.int(), addOn: p.int() },
});
defineClass("KalturaTimeRangeVendorCredit", { base: "KalturaVendorCredit", fields: { toDate: p.time() } });
defineClass("KalturaReoccurringVendorCredit", {
  base: "KalturaTimeRangeVendorCredit",
  fields: { frequency: p.stringEnum(Frequency) },
});
defineClass("KalturaUnlimitedVendorCredit", {
  base: "KalturaBaseVendorCredit",
  fields: { credit: p.int(readOnly), fromDate: p.time() },
});

defineClass("KalturaDictionary", {
  fields: { language: p.stringEnum(CatalogItemLanguage), data: p.string() },
});

// Rules that order by themselves are not emulated: a profile never has any.
defineClass("KalturaRule", { fields: {} });

defineClass("KalturaReachProfile", {
  fields: {
    id: p.int(readOnly),
    name: p.string(),
    partnerId: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    status: p.enum(ReachProfileStatus, readOnly),
    profileType: p.enum(Type),
    defaultOutputFormat: p.enum(OutputFormat),
    enableMachineModeration: p.nullableBool(),
    enableHumanModeration: p.nullableBool(),
    autoDisplayMachineCaptionsOnPlayer: p.nullableBool(),
    autoDisplayHumanCaptionsOnPlayer: p.nullableBool(),
    enableMetadataExtraction: p.nullableBool(),
    enableSpeakerChangeIndication: p.nullableBool(),
    enableAudioTags: p.nullableBool(),
    enableProfanityRemoval: p.nullableBool(),
    maxCharactersPerCaptionLine: p.int(),
    labelAdditionForMachineServiceType: p.string(),
    labelAdditionForHumanServiceType: p.string(),
    contentDeletionPolicy: p.enum(DeletionPolicy),
    rules: p.array("KalturaRule"),
    credit: p.object("KalturaBaseVendorCredit"),
    usedCredit: p.float(),
    dictionaries: p.array("KalturaDictionary"),
    flavorParamsIds: p.string(),
    vendorTaskProcessingRegion: p.enum(Region),
  },
});

defineClass("KalturaReachProfileFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    idIn: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    statusEqual: p.enum(ReachProfileStatus),
    statusIn: p.string(),
    profileTypeEqual: p.enum(Type),
    profileTypeIn: p.string(),
  },
});
