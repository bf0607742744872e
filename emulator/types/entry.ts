import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

export const EntryStatus = defineEnum("KalturaEntryStatus", [
  ...["-2", "-1", "0", "1", "2", "3", "4", "5", "6", "7"],
  "virusScan.Infected",
  "virusScan.ScanFailure",
]);
export const EntryType = defineEnum("KalturaEntryType", [
  ...["-1", "1", "2", "5", "6", "7", "8", "10"],
  "conference.CONFERENCE_ENTRY_SERVER",
  "externalMedia.externalMedia",
  "room.room",
  "sip.SIP_ENTRY_SERVER",
]);
export const ModerationStatus = defineEnum("KalturaEntryModerationStatus", [1, 2, 3, 4, 5, 6]);
export const MediaType = defineEnum("KalturaMediaType", [1, 2, 5, 201, 202, 203, 204]);
export const SourceType = defineEnum("KalturaSourceType", [
  ...["1", "2", "5", "6", "29", "30", "31", "32", "33", "34", "35", "36", "37", "42"],
  "limeLight.LIVE_STREAM",
  "velocix.VELOCIX_LIVE",
]);
const LicenseType = defineEnum(
  "KalturaLicenseType",
  Array.from({ length: 17 }, (_, index) => index - 1),
);
const DisplayInSearch = defineEnum("KalturaEntryDisplayInSearchType", [-2, -1, 0, 1, 2]);
const ReplacementStatus = defineEnum("KalturaEntryReplacementStatus", ["0", "1", "2", "3", "4"]);
const RecordStatus = defineEnum("KalturaRecordStatus", [0, 1, 2]);
const DvrStatus = defineEnum("KalturaDVRStatus", [0, 1]);
const ViewMode = defineEnum("KalturaViewMode", [0, 1]);
const RecordingStatus = defineEnum("KalturaRecordingStatus", [0, 1, 2, 3]);
const PublishStatus = defineEnum("KalturaLivePublishStatus", [0, 1]);
const LiveStatus = defineEnum("KalturaEntryServerNodeStatus", [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };

defineClass("KalturaOperationAttributes", {});
defineClass("KalturaLiveStreamConfiguration", {
  fields: {
    protocol: p.string(),
    url: p.string(),
    publishUrl: p.string(),
    backupUrl: p.string(),
    streamName: p.string(),
  },
});
defineClass("KalturaLiveStreamBitrate", {
  fields: { bitrate: p.int(), width: p.int(), height: p.int(), tags: p.string() },
});
defineClass("KalturaLiveEntryRecordingOptions", {
  fields: {
    shouldCopyEntitlement: p.nullableBool(),
    shouldCopyScheduling: p.nullableBool(),
    shouldCopyThumbnail: p.nullableBool(),
    shouldMakeHidden: p.nullableBool(),
    shouldAutoArchive: p.nullableBool(),
    nonDeletedCuePointsTags: p.string(),
    archiveVodSuffixTimezone: p.string(),
  },
});

defineClass("KalturaBaseEntry", {
  fields: {
    id: p.string({ ...readOnly, ignoredOnAdd: true }),
    name: p.string({ multiLingual: true }),
    description: p.string({ multiLingual: true }),
    partnerId: p.int(readOnly),
    userId: p.string(),
    creatorId: p.string(insertOnly),
    tags: p.string({ multiLingual: true }),
    adminTags: p.string(),
    categories: p.string(),
    categoriesIds: p.string(),
    status: p.dynamicEnum(EntryStatus, readOnly),
    moderationStatus: p.enum(ModerationStatus, readOnly),
    moderationCount: p.int(readOnly),
    type: p.dynamicEnum(EntryType),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    rank: p.float(readOnly),
    totalRank: p.int(readOnly),
    votes: p.int(readOnly),
    groupId: p.int({ answeredAs: "string" }),
    partnerData: p.string(),
    downloadUrl: p.string(readOnly),
    searchText: p.string(readOnly),
    licenseType: p.enum(LicenseType),
    version: p.int(readOnly),
    thumbnailUrl: p.string(readOnly),
    accessControlId: p.int(),
    startDate: p.time(),
    endDate: p.time(),
    referenceId: p.string({ minLength: 2 }),
    replacingEntryId: p.string(readOnly),
    replacedEntryId: p.string(readOnly),
    replacementStatus: p.dynamicEnum(ReplacementStatus, readOnly),
    partnerSortValue: p.int(),
    conversionProfileId: p.int(),
    redirectEntryId: p.string(),
    rootEntryId: p.string(readOnly),
    parentEntryId: p.string(),
    operationAttributes: p.array("KalturaOperationAttributes"),
    entitledUsersEdit: p.string(),
    entitledUsersPublish: p.string(),
    entitledUsersView: p.string(),
    capabilities: p.string(readOnly),
    templateEntryId: p.string(insertOnly),
    displayInSearch: p.enum(DisplayInSearch),
    application: p.string(insertOnly),
    applicationVersion: p.string(insertOnly),
    blockAutoTranscript: p.bool(),
    defaultLanguage: p.string(readOnly),
    responseLanguage: p.string(readOnly),
  },
});

defineClass("KalturaPlayableEntry", {
  base: "KalturaBaseEntry",
  fields: {
    plays: p.int(readOnly),
    views: p.int(readOnly),
    lastPlayedAt: p.time(readOnly),
    width: p.int(readOnly),
    height: p.int(readOnly),
    duration: p.int(readOnly),
    msDuration: p.int(),
    durationType: p.string(readOnly),
  },
});

defineClass("KalturaMediaEntry", {
  base: "KalturaPlayableEntry",
  fields: {
    mediaType: p.enum(MediaType, insertOnly),
    conversionQuality: p.int(insertOnly),
    sourceType: p.stringEnum(SourceType, insertOnly),
    sourceVersion: p.string(insertOnly),
    searchProviderType: p.int(insertOnly),
    searchProviderId: p.string(insertOnly),
    creditUserName: p.string(),
    creditUrl: p.string(),
    mediaDate: p.time(readOnly),
    dataUrl: p.string(readOnly),
    flavorParamsIds: p.string(readOnly),
    isTrimDisabled: p.nullableBool(readOnly),
  },
});

defineClass("KalturaLiveEntry", {
  base: "KalturaMediaEntry",
  abstract: true,
  fields: {
    offlineMessage: p.string(),
    recordStatus: p.enum(RecordStatus),
    dvrStatus: p.enum(DvrStatus),
    dvrWindow: p.int(),
    lastElapsedRecordingTime: p.int(),
    liveStreamConfigurations: p.array("KalturaLiveStreamConfiguration"),
    recordedEntryId: p.string(),
    pushPublishEnabled: p.enum(PublishStatus, { writeOnly: true }),
    firstBroadcast: p.time(readOnly),
    lastBroadcast: p.time(readOnly),
    currentBroadcastStartTime: p.float(),
    recordingOptions: p.object("KalturaLiveEntryRecordingOptions"),
    liveStatus: p.enum(LiveStatus, readOnly),
    segmentDuration: p.int(),
    explicitLive: p.nullableBool(),
    viewMode: p.enum(ViewMode),
    recordingStatus: p.enum(RecordingStatus),
    lastBroadcastEndTime: p.time(readOnly),
    broadcastTime: p.int(),
  },
});

defineClass("KalturaLiveStreamEntry", {
  base: "KalturaLiveEntry",
  fields: {
    streamRemoteId: p.string(readOnly),
    streamRemoteBackupId: p.string(readOnly),
    bitrates: p.array("KalturaLiveStreamBitrate"),
    primaryBroadcastingUrl: p.string(),
    secondaryBroadcastingUrl: p.string(),
    primarySecuredBroadcastingUrl: p.string(),
    secondarySecuredBroadcastingUrl: p.string(),
    primaryRtspBroadcastingUrl: p.string(),
    secondaryRtspBroadcastingUrl: p.string(),
    primarySrtBroadcastingUrl: p.string(),
    primarySrtStreamId: p.string(),
    secondarySrtBroadcastingUrl: p.string(),
    secondarySrtStreamId: p.string(),
    streamName: p.string(),
    streamUrl: p.string(),
    hlsStreamUrl: p.string(),
    urlManager: p.string(),
    encodingIP1: p.string(),
    encodingIP2: p.string(),
    streamPassword: p.string(),
    streamUsername: p.string(readOnly),
    srtPass: p.string({ minLength: 10, maxLength: 79 }),
    primaryServerNodeId: p.int(readOnly),
    sipToken: p.string(readOnly),
    sipSourceType: p.int(readOnly),
  },
});
/** What an admin session reads. */
defineClass("KalturaLiveStreamAdminEntry", { base: "KalturaLiveStreamEntry" });

const filterFields = {
  ...each(["idEqual", "idIn", "idNotIn", "nameLike", "nameMultiLikeOr", "nameMultiLikeAnd", "nameEqual"]),
  ...each(["partnerIdEqual", "partnerIdIn", "userIdEqual", "userIdIn", "userIdNotIn", "creatorIdEqual"]),
  ...each(["tagsLike", "tagsMultiLikeOr", "tagsMultiLikeAnd"]),
  ...each(["adminTagsLike", "adminTagsMultiLikeOr", "adminTagsMultiLikeAnd"]),
  ...each(["categoriesMatchAnd", "categoriesMatchOr", "categoriesNotContains"]),
  ...each(["categoriesIdsMatchAnd", "categoriesIdsMatchOr", "categoriesIdsNotContains"]),
  ...each(["categoriesFullNameIn", "categoryAncestorIdIn"]),
  statusEqual: p.stringEnum(EntryStatus),
  statusNotEqual: p.stringEnum(EntryStatus),
  ...each(["statusIn", "statusNotIn"]),
  moderationStatusEqual: p.enum(ModerationStatus),
  moderationStatusNotEqual: p.enum(ModerationStatus),
  ...each(["moderationStatusIn", "moderationStatusNotIn"]),
  typeEqual: p.stringEnum(EntryType),
  typeIn: p.string(),
  createdAtGreaterThanOrEqual: p.time(),
  createdAtLessThanOrEqual: p.time(),
  updatedAtGreaterThanOrEqual: p.time(),
  updatedAtLessThanOrEqual: p.time(),
  groupIdEqual: p.int(),
  accessControlIdEqual: p.int(),
  accessControlIdIn: p.string(),
  startDateGreaterThanOrEqual: p.time(),
  startDateLessThanOrEqual: p.time(),
  endDateGreaterThanOrEqual: p.time(),
  endDateLessThanOrEqual: p.time(),
  startDateGreaterThanOrEqualOrNull: p.time(),
  startDateLessThanOrEqualOrNull: p.time(),
  endDateGreaterThanOrEqualOrNull: p.time(),
  endDateLessThanOrEqualOrNull: p.time(),
  rankGreaterThanOrEqual: p.float(),
  rankLessThanOrEqual: p.float(),
  totalRankGreaterThanOrEqual: p.int(),
  totalRankLessThanOrEqual: p.int(),
  ...each(["referenceIdEqual", "referenceIdIn", "rootEntryIdEqual", "rootEntryIdIn", "parentEntryIdEqual"]),
  ...each(["replacingEntryIdEqual", "replacingEntryIdIn", "replacedEntryIdEqual", "replacedEntryIdIn"]),
  replacementStatusEqual: p.stringEnum(ReplacementStatus),
  replacementStatusIn: p.string(),
  ...each(["tagsNameMultiLikeOr", "tagsAdminTagsMultiLikeOr", "tagsAdminTagsNameMultiLikeOr"]),
  ...each(["tagsNameMultiLikeAnd", "tagsAdminTagsMultiLikeAnd", "tagsAdminTagsNameMultiLikeAnd"]),
  ...each(["searchTextMatchAnd", "searchTextMatchOr"]),
  ...each(["entitledUsersEditMatchAnd", "entitledUsersEditMatchOr", "entitledUsersPublishMatchAnd"]),
  ...each(["entitledUsersPublishMatchOr", "entitledUsersViewMatchAnd", "entitledUsersViewMatchOr"]),
  categoriesIdsEmpty: p.nullableBool(),
  partnerSortValueGreaterThanOrEqual: p.int(),
  partnerSortValueLessThanOrEqual: p.int(),
  displayInSearchEqual: p.enum(DisplayInSearch),
  displayInSearchIn: p.string(),
  ...each(["freeText", "descriptionLike", "redirectFromEntryId"]),
  isRoot: p.nullableBool(),
  conversionProfileIdEqual: p.int(),
};

defineClass("KalturaBaseEntryFilter", { base: "KalturaFilter", fields: filterFields });
defineClass("KalturaPlayableEntryFilter", {
  base: "KalturaBaseEntryFilter",
  fields: {
    lastPlayedAtGreaterThanOrEqual: p.time(),
    lastPlayedAtLessThanOrEqual: p.time(),
    lastPlayedAtLessThanOrEqualOrNull: p.time(),
    durationLessThan: p.int(),
    durationGreaterThan: p.int(),
    durationLessThanOrEqual: p.int(),
    durationGreaterThanOrEqual: p.int(),
    durationTypeMatchOr: p.string(),
  },
});
defineClass("KalturaMediaEntryFilter", {
  base: "KalturaPlayableEntryFilter",
  fields: {
    mediaTypeEqual: p.enum(MediaType),
    mediaTypeIn: p.string(),
    sourceTypeEqual: p.stringEnum(SourceType),
    sourceTypeIn: p.string(),
    sourceTypeNotEqual: p.stringEnum(SourceType),
    sourceTypeNotIn: p.string(),
    mediaDateGreaterThanOrEqual: p.time(),
    mediaDateLessThanOrEqual: p.time(),
  },
});
defineClass("KalturaLiveEntryFilter", {
  base: "KalturaMediaEntryFilter",
  fields: { isLive: p.nullableBool(), isRecordedEntryIdEmpty: p.nullableBool() },
});
defineClass("KalturaLiveStreamEntryFilter", { base: "KalturaLiveEntryFilter" });

function each(names: string[]): Record<string, ReturnType<typeof p.string>> {
  return Object.fromEntries(names.map(name => [name, p.string()]));
}
