import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

const Status = defineEnum("KalturaScheduleEventStatus", [1, 2, 3]);
const Classification = defineEnum("KalturaScheduleEventClassificationType", [1, 2, 3]);
const RecurrenceType = defineEnum("KalturaScheduleEventRecurrenceType", [0, 1, 2]);
const Frequency = defineEnum("KalturaScheduleEventRecurrenceFrequency", [
  ...["seconds", "minutes", "hours", "days", "weeks", "months", "years"],
]);
const WeekDay = defineEnum("KalturaScheduleEventRecurrenceDay", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
const VirtualSubType = defineEnum("KalturaVirtualScheduleEventSubType", [1, 2, 3]);
/** Which conflicts to look for. */
export const ConflictType = defineEnum("KalturaScheduleEventConflictType", [1, 2, 3]);

const readOnly = { readOnly: true };
const limits = { limitsNameField: true };
const notNegative = { minValue: 0, ...limits };

defineClass("KalturaLinkedScheduleEvent", { fields: { offset: p.int(), eventId: p.int() } });
defineClass("KalturaScheduleEventRecurrence", {
  fields: {
    name: p.string(),
    frequency: p.stringEnum(Frequency),
    until: p.time(),
    timeZone: p.string(),
    count: p.int(),
    interval: p.int(),
    bySecond: p.string(),
    byMinute: p.string(),
    byHour: p.string(),
    byDay: p.string(),
    byMonthDay: p.string(),
    byYearDay: p.string(),
    byWeekNumber: p.string(),
    byMonth: p.string(),
    byOffset: p.string(),
    weekStartDay: p.stringEnum(WeekDay),
  },
});

defineClass("KalturaLiveFeature", {
  abstract: true,
  fields: { systemName: p.string(), preStartTime: p.int(), postEndTime: p.int() },
});
defineClass("KalturaLiveCaptionFeature", {
  base: "KalturaLiveFeature",
  fields: {
    mediaUrl: p.string(),
    mediaKey: p.string(),
    captionUrl: p.string(),
    captionToken: p.string(),
    inputDelay: p.int(),
    captionFormat: p.string(),
    language: p.string(),
  },
});
defineClass("KalturaLiveRestreamFeature", {
  base: "KalturaLiveFeature",
  fields: {
    primaryUrl: p.string(),
    secondaryUrl: p.string(),
    playbackUrl: p.string(),
    streamKey: p.string(),
  },
});

defineClass("KalturaScheduleEvent", {
  abstract: true,
  fields: {
    id: p.int(readOnly),
    partnerId: p.int(readOnly),
    parentId: p.int(readOnly),
    summary: p.string({ minLength: 1, maxLength: 256, ...limits }),
    description: p.string(),
    status: p.enum(Status, readOnly),
    startDate: p.time(),
    endDate: p.time(),
    referenceId: p.string(),
    linkedTo: p.object("KalturaLinkedScheduleEvent"),
    linkedBy: p.string(),
    classificationType: p.enum(Classification),
    geoLatitude: p.float(notNegative),
    geoLongitude: p.float(notNegative),
    location: p.string(),
    organizer: p.string(),
    ownerId: p.string(),
    priority: p.int({ minValue: 0, maxValue: 9, ...limits }),
    sequence: p.int(notNegative),
    recurrenceType: p.enum(RecurrenceType),
    duration: p.int(notNegative),
    contact: p.string(),
    comment: p.string(),
    tags: p.string(),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    recurrence: p.object("KalturaScheduleEventRecurrence"),
  },
});
defineClass("KalturaEntryScheduleEvent", {
  base: "KalturaScheduleEvent",
  abstract: true,
  fields: {
    templateEntryId: p.string(),
    entryIds: p.string(),
    categoryIds: p.string(),
    blackoutConflicts: p.array("KalturaScheduleEvent", readOnly),
  },
});
defineClass("KalturaBaseLiveScheduleEvent", { base: "KalturaEntryScheduleEvent", abstract: true });
defineClass("KalturaLiveStreamScheduleEvent", {
  base: "KalturaBaseLiveScheduleEvent",
  fields: {
    sourceEntryId: p.string(),
    projectedAudience: p.int(notNegative),
    preStartTime: p.int(),
    postEndTime: p.int(),
    preStartEntryId: p.string(),
    postEndEntryId: p.string(),
    isContentInterruptible: p.bool(),
    liveFeatures: p.array("KalturaLiveFeature"),
  },
});
defineClass("KalturaLiveRedirectScheduleEvent", {
  base: "KalturaBaseLiveScheduleEvent",
  fields: { redirectEntryId: p.string() },
});
defineClass("KalturaMeetingScheduleEvent", {
  base: "KalturaEntryScheduleEvent",
  fields: { preStartTime: p.int() },
});
defineClass("KalturaRecordScheduleEvent", { base: "KalturaEntryScheduleEvent" });
defineClass("KalturaVodScheduleEvent", { base: "KalturaEntryScheduleEvent" });
defineClass("KalturaBlackoutScheduleEvent", { base: "KalturaScheduleEvent" });
defineClass("KalturaVirtualScheduleEvent", {
  base: "KalturaScheduleEvent",
  fields: {
    virtualEventId: p.int(),
    virtualScheduleEventSubType: p.enum(VirtualSubType, { insertOnly: true }),
  },
});

defineClass("KalturaScheduleEventFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    ...texts(["idIn", "idNotIn"]),
    parentIdEqual: p.int(),
    ...texts(["parentIdIn", "parentIdNotIn"]),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    startDateGreaterThanOrEqual: p.time(),
    startDateLessThanOrEqual: p.time(),
    endDateGreaterThanOrEqual: p.time(),
    endDateLessThanOrEqual: p.time(),
    ...texts(["referenceIdEqual", "referenceIdIn", "ownerIdEqual", "ownerIdIn"]),
    priorityEqual: p.int(),
    priorityIn: p.string(),
    priorityGreaterThanOrEqual: p.int(),
    priorityLessThanOrEqual: p.int(),
    recurrenceTypeEqual: p.enum(RecurrenceType),
    recurrenceTypeIn: p.string(),
    ...texts(["tagsLike", "tagsMultiLikeOr", "tagsMultiLikeAnd"]),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    ...texts(["resourceIdsLike", "resourceIdsMultiLikeOr", "resourceIdsMultiLikeAnd", "resourceIdEqual"]),
    ...texts(["templateEntryCategoriesIdsLike", "templateEntryCategoriesIdsMultiLikeOr"]),
    templateEntryCategoriesIdsMultiLikeAnd: p.string(),
  },
});
defineClass("KalturaEntryScheduleEventFilter", {
  base: "KalturaScheduleEventFilter",
  fields: texts([
    ...["templateEntryIdEqual", "entryIdsLike", "entryIdsMultiLikeOr", "entryIdsMultiLikeAnd"],
    ...["categoryIdsLike", "categoryIdsMultiLikeOr", "categoryIdsMultiLikeAnd"],
    ...["parentCategoryIdsLike", "parentCategoryIdsMultiLikeOr", "parentCategoryIdsMultiLikeAnd"],
  ]),
});
defineClass("KalturaLiveStreamScheduleEventFilter", {
  base: "KalturaEntryScheduleEventFilter",
  fields: { sourceEntryIdEqual: p.string() },
});
for (const kind of ["LiveRedirect", "Meeting", "Record", "Vod", "Blackout"]) {
  defineClass(`Kaltura${kind}ScheduleEventFilter`, { base: "KalturaEntryScheduleEventFilter" });
}
defineClass("KalturaVirtualScheduleEventFilter", { base: "KalturaScheduleEventFilter" });

function texts(names: string[]): Record<string, ReturnType<typeof p.string>> {
  return Object.fromEntries(names.map(name => [name, p.string()]));
}
