import { ServiceFeature, ServiceType, TurnAroundTime } from "./catalogItem.js";
import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };
const Status = defineEnum("KalturaEntryVendorTaskStatus", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
const ObjectType = defineEnum("KalturaEntryObjectType", [1, 2, 3]);
const CreationMode = defineEnum("KalturaEntryVendorTaskCreationMode", [1, 2]);
const WritingStyle = defineEnum("KalturaSummaryWritingStyleTaskData", ["formal", "casual"]);
const SummaryType = defineEnum("KalturaTypeOfSummaryTaskData", ["concise", "detailed", "extensive"]);
const ApplyMode = defineEnum("KalturaMetadataEnrichmentApplyMode", [
  ...["FILL_EMPTY", "OVERRIDE_ALL", "FILL_EMPTY_AND_OVERRIDE_LIST"],
]);

defineClass("KalturaVendorTaskData", { abstract: true, fields: { entryDuration: p.int(readOnly) } });
const data = (kind: string, fields: Record<string, ReturnType<typeof p.string>>, base?: string): void => {
  defineClass(`Kaltura${kind}`, { base: base ?? "KalturaVendorTaskData", fields });
};
data("ScheduledVendorTaskData", {
  startDate: p.time(insertOnly),
  endDate: p.time(insertOnly),
  scheduledEventId: p.int(insertOnly),
});
defineClass("KalturaVendorTaskDataCaptionAsset", {
  base: "KalturaVendorTaskData",
  abstract: true,
  fields: { captionAssetId: p.string(insertOnly) },
});
data("TranslationVendorTaskData", {}, "KalturaVendorTaskDataCaptionAsset");
data(
  "AlignmentVendorTaskData",
  { textTranscriptAssetId: p.string(), jsonTranscriptAssetId: p.string(insertOnly) },
  "KalturaVendorTaskDataCaptionAsset",
);
data("IntelligentTaggingVendorTaskData", { assetId: p.string(insertOnly) });
data("LocalizedVendorTaskData", { outputLanguage: p.string(), outputJson: p.string() });
const LOCALIZED = "KalturaLocalizedVendorTaskData";
data(
  "ClipsVendorTaskData",
  {
    clipsDuration: p.int(insertOnly),
    eventSessionContextId: p.string(insertOnly),
    instruction: p.string(insertOnly),
    clipsOutputJson: p.string(),
  },
  LOCALIZED,
);
data(
  "QuizVendorTaskData",
  {
    numberOfQuestions: p.int(),
    questionsType: p.string(),
    context: p.string(),
    formalStyle: p.string(),
    createQuiz: p.bool(),
    quizOutput: p.string(),
    instruction: p.string(insertOnly),
  },
  LOCALIZED,
);
data(
  "SummaryVendorTaskData",
  {
    typeOfSummary: p.stringEnum(SummaryType),
    writingStyle: p.stringEnum(WritingStyle),
    summaryOutputJson: p.string(),
    instruction: p.string(insertOnly),
  },
  LOCALIZED,
);
data(
  "MetadataEnrichmentVendorTaskData",
  {
    detailLevel: p.string(insertOnly),
    instruction: p.string(insertOnly),
    shouldApply: p.bool(),
    applyMode: p.stringEnum(ApplyMode),
  },
  LOCALIZED,
);
data("ModerationVendorTaskData", {
  ruleIds: p.string(),
  policyIds: p.string(),
  categoryIds: p.string(),
  moderationOutputJson: p.string(),
});

defineClass("KalturaEntryVendorTask", {
  fields: {
    id: p.bigint({ ...readOnly, answeredAs: "string" }),
    partnerId: p.int(readOnly),
    vendorPartnerId: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    queueTime: p.time(readOnly),
    finishTime: p.time(readOnly),
    entryId: p.string(insertOnly),
    status: p.enum(Status),
    reachProfileId: p.int(insertOnly),
    catalogItemId: p.int(insertOnly),
    price: p.float(readOnly),
    userId: p.string(readOnly),
    entryObjectType: p.enum(ObjectType, insertOnly),
    unitsUsed: p.int(),
    moderatingUser: p.string(readOnly),
    errDescription: p.string(),
    accessKey: p.string(readOnly),
    // Declared as a text, answered as the number that its column holds.
    version: p.int(readOnly),
    notes: p.string(),
    dictionary: p.string(readOnly),
    context: p.string(),
    accuracy: p.int(),
    outputObjectId: p.string(),
    partnerData: p.string(),
    creationMode: p.enum(CreationMode, readOnly),
    taskJobData: p.object("KalturaVendorTaskData"),
    expectedFinishTime: p.time(readOnly),
    serviceType: p.enum(ServiceType, readOnly),
    serviceFeature: p.enum(ServiceFeature, readOnly),
    turnAroundTime: p.enum(TurnAroundTime, readOnly),
    externalTaskId: p.string(),
    externalObjectId: p.string(insertOnly),
  },
});

const times = ["createdAt", "updatedAt", "queueTime", "finishTime", "expectedFinishTime"].flatMap(
  (name): [string, ReturnType<typeof p.time>][] => [
    [`${name}GreaterThanOrEqual`, p.time()],
    [`${name}LessThanOrEqual`, p.time()],
  ],
);

defineClass("KalturaEntryVendorTaskFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.bigint(),
    idIn: p.string(),
    idNotIn: p.string(),
    vendorPartnerIdEqual: p.int(),
    vendorPartnerIdIn: p.string(),
    ...Object.fromEntries(times),
    entryIdEqual: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    reachProfileIdEqual: p.int(),
    reachProfileIdIn: p.string(),
    catalogItemIdEqual: p.int(),
    catalogItemIdIn: p.string(),
    userIdEqual: p.string(),
    contextEqual: p.string(),
    entryObjectTypeEqual: p.enum(ObjectType),
    entryObjectTypeIn: p.string(),
    entryObjectTypeNotIn: p.string(),
    freeText: p.string(),
  },
});
