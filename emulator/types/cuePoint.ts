import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

const Status = defineEnum("KalturaCuePointStatus", [1, 2, 3, 4]);
const Type = defineEnum("KalturaCuePointType", [
  ...["adCuePoint.Ad", "annotation.Annotation", "codeCuePoint.Code", "eventCuePoint.Event"],
  ...["quiz.QUIZ_ANSWER", "quiz.QUIZ_QUESTION", "sessionCuePoint.Session", "thumbCuePoint.Thumb"],
]);
const ThumbSubType = defineEnum("KalturaThumbCuePointSubType", [1, 2]);

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };

defineClass("KalturaCuePoint", {
  abstract: true,
  fields: {
    id: p.string(readOnly),
    intId: p.bigint(readOnly),
    cuePointType: p.dynamicEnum(Type, { readOnly: true, ignoredOnAdd: true }),
    status: p.enum(Status, readOnly),
    entryId: p.string(insertOnly),
    partnerId: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    triggeredAt: p.time(),
    tags: p.string(),
    startTime: p.int(),
    userId: p.string(),
    partnerData: p.string(),
    partnerSortValue: p.int(),
    forceStop: p.nullableBool(),
    thumbOffset: p.int(),
    systemName: p.string(),
    isMomentary: p.bool(readOnly),
    copiedFrom: p.string(readOnly),
  },
});
defineClass("KalturaAnnotation", {
  base: "KalturaCuePoint",
  fields: {
    parentId: p.string(insertOnly),
    text: p.string(),
    endTime: p.int(),
    duration: p.int(readOnly),
    depth: p.int(readOnly),
    childrenCount: p.int(readOnly),
    directChildrenCount: p.int(readOnly),
    isPublic: p.nullableBool(),
    searchableOnEntry: p.nullableBool(),
    originalCuePointCreateAt: p.time(),
  },
});
defineClass("KalturaCodeCuePoint", {
  base: "KalturaCuePoint",
  fields: { code: p.string(), description: p.string(), endTime: p.int(), duration: p.int(readOnly) },
});
defineClass("KalturaThumbCuePoint", {
  base: "KalturaCuePoint",
  fields: {
    assetId: p.string(),
    description: p.string(),
    title: p.string(),
    subType: p.enum(ThumbSubType),
  },
});

defineClass("KalturaCuePointFilter", {
  base: "KalturaFilter",
  fields: {
    ...texts(["idEqual", "idIn", "entryIdEqual", "entryIdIn", "statusIn", "cuePointTypeIn", "freeText"]),
    cuePointTypeEqual: p.stringEnum(Type),
    statusEqual: p.enum(Status),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    triggeredAtGreaterThanOrEqual: p.time(),
    triggeredAtLessThanOrEqual: p.time(),
    startTimeGreaterThanOrEqual: p.int(),
    startTimeLessThanOrEqual: p.int(),
    ...texts(["tagsLike", "tagsMultiLikeOr", "tagsMultiLikeAnd", "userIdEqual", "userIdIn"]),
    partnerSortValueEqual: p.int(),
    partnerSortValueIn: p.string(),
    partnerSortValueGreaterThanOrEqual: p.int(),
    partnerSortValueLessThanOrEqual: p.int(),
    forceStopEqual: p.nullableBool(),
    ...texts(["systemNameEqual", "systemNameIn"]),
  },
});
defineClass("KalturaAnnotationFilter", { base: "KalturaCuePointFilter" });
defineClass("KalturaCodeCuePointFilter", { base: "KalturaCuePointFilter" });
defineClass("KalturaThumbCuePointFilter", { base: "KalturaCuePointFilter" });

function texts(names: string[]): Record<string, ReturnType<typeof p.string>> {
  return Object.fromEntries(names.map(name => [name, p.string()]));
}
