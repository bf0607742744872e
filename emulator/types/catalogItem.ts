import { CATALOG_LANGUAGES } from "../reach/languages.js";
import { defineClass, defineEnum, type Property, p } from "./define.js";
import "./common.js";

const readOnly = { readOnly: true };
const Status = defineEnum("KalturaVendorCatalogItemStatus", [1, 2, 3]);
const Stage = defineEnum("KalturaVendorCatalogItemStage", [1, 2]);
const VideoAnalysis = defineEnum("KalturaVendorVideoAnalysisType", [1]);
const DocumentEnrichment = defineEnum("KalturaVendorDocumentEnrichmentType", [1]);
const PriceFunction = defineEnum("KalturaVendorCatalogItemPriceFunction", [
  ...["kReachUtils::calcPricePerSecond", "kReachUtils::calcPricePerMinute"],
  ...["kReachUtils::calcPricePerHour", "kReachUtils::calcPricePerToken"],
]);

/** 1 HUMAN, 2 MACHINE. */
export const ServiceType = defineEnum("KalturaVendorServiceType", [1, 2]);
/** What the vendor makes of the entry. */
export const ServiceFeature = defineEnum("KalturaVendorServiceFeature", [
  ...Array.from({ length: 23 }, (_, index) => index + 1),
]);
/** Business days up to 7, seconds above; -1 best effort, 0 at once. */
export const TurnAroundTime = defineEnum("KalturaVendorServiceTurnAroundTime", [
  ...[-1, 0, 1, 2, 3, 4, 5, 6, 7, 1800, 7200, 10800, 21600, 28800, 43200, 86400, 172800],
  ...[345600, 432000, 864000],
]);
/** 1 SRT, 2 DFXP, 3 VTT. */
export const OutputFormat = defineEnum("KalturaVendorCatalogItemOutputFormat", [1, 2, 3]);
/** Names of languages. */
export const CatalogItemLanguage = defineEnum("KalturaCatalogItemLanguage", CATALOG_LANGUAGES);
/** States of a catalog item. */
export const CatalogItemStatus = Status;

defineClass("KalturaVendorCatalogItemPricing", {
  fields: { pricePerUnit: p.float(), priceFunction: p.stringEnum(PriceFunction) },
});

defineClass("KalturaVendorCatalogItem", {
  abstract: true,
  fields: {
    id: p.int(readOnly),
    vendorPartnerId: p.int(),
    name: p.string(),
    systemName: p.string(),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    status: p.enum(Status, readOnly),
    serviceType: p.enum(ServiceType),
    serviceFeature: p.enum(ServiceFeature, readOnly),
    turnAroundTime: p.enum(TurnAroundTime),
    pricing: p.object("KalturaVendorCatalogItemPricing"),
    engineType: p.string(),
    sourceLanguage: p.stringEnum(CatalogItemLanguage),
    allowResubmission: p.bool(),
    payPerUse: p.bool(),
    vendorData: p.string(),
    stage: p.enum(Stage),
    lastBulkUpdateId: p.int(),
    contract: p.string(),
    createdBy: p.string(),
    notes: p.string(),
    partnerId: p.int(),
    defaultReachProfileId: p.int(),
    adminTagsToExclude: p.string(),
  },
});

const outputFormat = p.enum(OutputFormat, { answeredAs: "string" });
const targetLanguage = p.stringEnum(CatalogItemLanguage);
const buffer = p.int({ insertOnly: true, minValue: 0, maxValue: 3600 });
const audio = { flavorParamsId: p.int(), clearAudioFlavorParamsId: p.int() };

/** Number of the feature, base class and own fields by the kind in the middle of the class's name. */
const KINDS: Readonly<Record<string, [feature: number, fields?: Record<string, Property>, base?: string]>> = {
  Captions: [1, { outputFormat, enableSpeakerId: p.nullableBool(), fixedPriceAddons: p.int() }],
  Translation: [2, { targetLanguage, requireSource: p.bool() }, "Captions"],
  Alignment: [3, { outputFormat }],
  AudioDescription: [4, audio],
  Chaptering: [5],
  IntelligentTagging: [6],
  Dubbing: [7, { ...audio, targetLanguage }],
  Live: [0, { minimalRefundTime: p.int(), minimalOrderTime: p.int(), durationLimit: p.int() }, "Captions"],
  LiveCaption: [8, { startTimeBuffer: buffer, endTimeBuffer: buffer }, "Live"],
  ExtendedAudioDescription: [9, { ...audio, outputFormat }],
  Clips: [10],
  LiveTranslation: [11, { targetLanguage }, "Live"],
  Quiz: [12],
  Summary: [13],
  VideoAnalysis: [14, { videoAnalysisType: p.enum(VideoAnalysis), maxVideoDuration: p.int() }],
  Moderation: [15],
  MetadataEnrichment: [16],
  SentimentAnalysis: [17],
  DocumentEnrichment: [18, { documentEnrichmentType: p.enum(DocumentEnrichment) }],
  SignLanguage: [19, { targetLanguage }],
  SpeechToVideo: [20],
  ImmersiveAgentCall: [21],
  ImmersiveAgentChat: [22],
  AvatarVod: [23],
};

const className = (kind: string): string => `KalturaVendor${kind}CatalogItem`;
const features = new Map<string, number>();

for (const [kind, [feature, fields, base]] of Object.entries(KINDS)) {
  defineClass(className(kind), {
    base: base === undefined ? "KalturaVendorCatalogItem" : className(base),
    ...(fields === undefined ? {} : { fields }),
  });
  features.set(className(kind), feature);
}

/** Number of the feature that items of a class offer. */
export function featureOf(objectType: string): number {
  return features.get(objectType) ?? 1;
}

const texts = (...names: string[]): Record<string, Property> =>
  Object.fromEntries(names.map(name => [name, p.string()]));
const times = (...names: string[]): Record<string, Property> =>
  Object.fromEntries(
    names.flatMap(name => [
      [`${name}GreaterThanOrEqual`, p.time()],
      [`${name}LessThanOrEqual`, p.time()],
    ]),
  );

defineClass("KalturaVendorCatalogItemFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    ...texts("idIn", "idNotIn"),
    vendorPartnerIdEqual: p.int(),
    vendorPartnerIdIn: p.string(),
    ...times("createdAt", "updatedAt"),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    serviceTypeEqual: p.enum(ServiceType),
    serviceTypeIn: p.string(),
    serviceFeatureEqual: p.enum(ServiceFeature),
    serviceFeatureIn: p.string(),
    turnAroundTimeEqual: p.enum(TurnAroundTime),
    turnAroundTimeIn: p.string(),
    sourceLanguageEqual: p.stringEnum(CatalogItemLanguage),
    sourceLanguageIn: p.string(),
    partnerIdEqual: p.int(),
    catalogItemIdEqual: p.int(),
  },
});
const formats = { outputFormatEqual: p.enum(OutputFormat), outputFormatIn: p.string() };
const targets = { targetLanguageEqual: p.stringEnum(CatalogItemLanguage), targetLanguageIn: p.string() };
const withFormat = new Set(["Captions", "Alignment", "AudioDescription", "Chaptering", "LiveCaption"]);
const withTarget = new Set(["Dubbing", "SignLanguage"]);
const withBoth = new Set(["Translation", "LiveTranslation"]);

for (const kind of Object.keys(KINDS)) {
  if (kind === "Live") continue;
  defineClass(`${className(kind)}Filter`, {
    base: "KalturaVendorCatalogItemFilter",
    fields: {
      ...(withFormat.has(kind) || withBoth.has(kind) || kind === "ExtendedAudioDescription" ? formats : {}),
      ...(withTarget.has(kind) || withBoth.has(kind) ? targets : {}),
    },
  });
}

/** Feature to which a filter's class restricts a list; undefined for the general one. */
export function featureOfFilter(objectType: string): number | undefined {
  return features.get(objectType.replace(/Filter$/, ""));
}
