import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { hex, objectId } from "../ids.js";
import type { AccessControl, ConversionProfile } from "../seeds.js";
import { checkLength, validateForAdd, validateForUpdate } from "../types/cast.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { entryHooks } from "./hooks.js";
import { isKalturaSource } from "./live.js";
import { DELETED, type Entry, entriesOf, LIVE_STREAM, READY } from "./model.js";
import { checkChanges, checkDeletion } from "./onAir.js";
import { entryValues } from "./read.js";
import { cutBytes, databaseText, entryTags } from "./text.js";

/** Properties that updates drop in silence, or that are no business of the caller. */
const IGNORED = new Set(["id", "type", "pushPublishEnabled", "categories", "categoriesIds", "urlManager"]);

/** Texts which read "" once cleared; the others go away. */
const NEVER_ABSENT = new Set(["name", "description", "tags"]);

/** Properties whose clearing breaks the server. */
const CANNOT_CLEAR = ["userId", "accessControlId", "conversionProfileId", "recordingOptions"];

/** What a service decides about a new entry. */
export interface NewEntry {
  type: number | string;
  status: number;
  sourceType?: string;
}

/** Make an entry of what a caller sent. */
export function addEntry(ctx: CallContext, input: InputObject, kind: NewEntry): Entry {
  validateForAdd(input);
  const isLive = kind.type === LIVE_STREAM;
  const { defaults } = ctx.account;
  const template = templateOf(ctx, input);
  const now = ctx.now;
  const entry: Entry = {
    id: objectId(),
    partnerId: ctx.partnerId,
    type: kind.type,
    status: kind.status,
    moderationStatus: 6,
    name: template?.name ?? `${ctx.partnerId}_${now}`,
    description: template?.description ?? "",
    tags: template?.tags ?? "",
    userId: ctx.userId,
    creatorId: input.string("creatorId") ?? input.string("userId") ?? ctx.userId,
    createdAt: now,
    updatedAt: now,
    categories: "",
    categoriesIds: "",
    capabilities: "",
    accessControlId: defaults.accessControlId,
    displayInSearch: 1,
    duration: 0,
    msDuration: 0,
  };
  if (kind.sourceType !== undefined) entry.sourceType = kind.sourceType;
  if (isLive) {
    entry.streamPassword = hex(8);
    entry.recordStatus = ctx.account.features.recording ? 1 : 0;
    if (isKalturaSource(kind.sourceType) && defaults.liveConversionProfileId !== undefined) {
      entry.conversionProfileId = defaults.liveConversionProfileId;
    }
  }
  const assign = checkCategories(ctx, undefined, input);
  check(ctx, input, entry);
  Object.assign(entry, changesOf(input, entry));
  if (isLive && entry.conversionProfileId !== undefined) entry.conversionQuality = entry.conversionProfileId;
  entriesOf(ctx.store).insert(entry);
  assign(entry);
  return entry;
}

/** Change an entry as a caller asks. */
export function updateEntry(ctx: CallContext, entry: Entry, input: InputObject): Entry {
  validateForUpdate(input, entryValues(ctx, entry));
  for (const name of CANNOT_CLEAR) {
    if (input.isCleared(name)) throw apiError("INTERNAL_SERVERL_ERROR");
  }
  check(ctx, input, entry);
  const assign = checkCategories(ctx, entry, input);
  const changes: Record<string, unknown> = changesOf(input, entry);
  if (entry.type === LIVE_STREAM) checkChanges(entry, changes, entryValues(ctx, entry).liveStatus);
  for (const name of ["recordStatus", "recordingOptions", "conversionProfileId"]) {
    // A changed recording setup makes the server forget the recording and the redirect to it.
    if (name in changes && JSON.stringify(changes[name]) !== JSON.stringify(entry[name])) {
      changes.recordedEntryId = undefined;
      changes.redirectEntryId = undefined;
    }
  }
  entriesOf(ctx.store).update(entry, { ...changes, updatedAt: ctx.now });
  assign(entry);
  return entry;
}

/** Delete an entry: it stays in the database with status 3. */
export function deleteEntry(ctx: CallContext, entry: Entry): void {
  checkDeletion(entry);
  entriesOf(ctx.store).update(entry, { status: DELETED, moderationStatus: 4, updatedAt: ctx.now });
  for (const hook of entryHooks.deleted) hook(ctx, entry);
}

/** A template gives its texts to the new entry. */
function templateOf(ctx: CallContext, input: InputObject): Entry | undefined {
  const id = input.string("templateEntryId");
  if (id === undefined || id === "") return undefined;
  const found = entriesOf(ctx.store).get(id);
  return found && found.status === READY && found.partnerId === ctx.partnerId ? found : undefined;
}

/** Checks that the server makes beyond those of the class. */
function check(ctx: CallContext, input: InputObject, entry: Entry): void {
  const userId = input.string("userId");
  if (userId !== undefined) checkLength(userId, "userId", undefined, 100);
  checkProfiles(ctx, input);
  if (input.has("segmentDuration") && !ctx.account.features.dynamicSegmentDuration) {
    throw apiError("DYNAMIC_SEGMENT_DURATION_DISABLED");
  }
  if ((input.number("recordStatus") ?? 0) !== 0 && !ctx.account.features.recording) {
    throw apiError("RECORDING_DISABLED");
  }
  const display = input.number("displayInSearch");
  if (display !== undefined && ![-2, -1, 1, entry.displayInSearch].includes(display)) {
    throw apiError("ENTRY_DISPLAY_IN_SEARCH_VALUE_NOT_ALLOWED", { DISPLAY_IN_SEARCH_NEW_VALUE: display });
  }
  const start = dateAfter(input, entry, "startDate");
  const end = dateAfter(input, entry, "endDate");
  const sent = input.has("startDate") || input.has("endDate");
  if (sent && start !== undefined && end !== undefined && start >= end) {
    throw apiError("INVALID_ENTRY_SCHEDULE_DATES");
  }
}

function dateAfter(input: InputObject, entry: Entry, name: string): number | undefined {
  if (input.has(name)) return input.number(name);
  return entry[name] as number | undefined;
}

function checkProfiles(ctx: CallContext, input: InputObject): void {
  const profileId = input.number("conversionProfileId");
  if (profileId !== undefined && profileId !== -1) {
    const profile = ctx.store.collection<ConversionProfile>("conversionProfile").get(profileId);
    if (profile?.partnerId !== ctx.partnerId || profile.status === 3) {
      throw apiError("CONVERSION_PROFILE_ID_NOT_FOUND", { ID: profileId });
    }
  }
  const controlId = input.number("accessControlId");
  if (controlId !== undefined) {
    const control = ctx.store.collection<AccessControl>("accessControl").get(controlId);
    if (control?.partnerId !== ctx.partnerId)
      throw apiError("ACCESS_CONTROL_ID_NOT_FOUND", { ID: controlId });
  }
}

/** The deprecated ways to categorise an entry, when a category service is there to follow them. */
function checkCategories(
  ctx: CallContext,
  entry: Entry | undefined,
  input: InputObject,
): (entry: Entry) => void {
  if (!input.isSet("categories") && !input.isSet("categoriesIds")) return () => undefined;
  const todo = entryHooks.categories.map(hook => hook(ctx, entry, input));
  return saved => {
    for (const assign of todo) assign(saved);
  };
}

/** What the input changes in the stored entry; undefined takes a property away. */
function changesOf(input: InputObject, entry: Entry): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of propertiesOf(input.objectType).keys()) {
    if (IGNORED.has(name) || !input.has(name)) continue;
    if (input.isCleared(name)) {
      // Admin tags stay when they are to be cleared.
      if (name !== "adminTags") changes[name] = NEVER_ABSENT.has(name) ? "" : undefined;
      continue;
    }
    changes[name] = storedValue(input, name, entry);
  }
  return changes;
}

function storedValue(input: InputObject, name: string, entry: Entry): unknown {
  switch (name) {
    case "name":
    case "adminTags":
      return databaseText(input.string(name) ?? "");
    case "tags":
      return entryTags(databaseText(input.string(name) ?? ""));
    case "description":
      return cutBytes(databaseText(input.string(name) ?? ""), 65_535);
    case "partnerData":
      return cutBytes(databaseText(input.string(name) ?? ""), 4096);
    case "startDate":
    case "endDate":
      return input.number(name);
    case "explicitLive":
      return input.bool(name) ?? entry.explicitLive;
    case "recordingOptions":
      return recordingOptions(input.object(name));
    default: {
      const list = input.list(name);
      if (list) return list.map(item => item.toPlain());
      return input.object(name)?.toPlain() ?? input.value(name);
    }
  }
}

const RECORDING_FLAGS = ["shouldCopyEntitlement", "shouldCopyScheduling", "shouldCopyThumbnail"];

/** Recording options are replaced as a whole; the two that are always there default to false. */
function recordingOptions(input: InputObject | undefined): Record<string, unknown> | undefined {
  if (!input) return undefined;
  const options: Record<string, unknown> = {};
  for (const flag of RECORDING_FLAGS) {
    const value = input.bool(flag);
    if (value !== undefined) options[flag] = value;
  }
  options.shouldMakeHidden = input.bool("shouldMakeHidden") ?? false;
  options.shouldAutoArchive = input.bool("shouldAutoArchive") ?? false;
  for (const text of ["nonDeletedCuePointsTags", "archiveVodSuffixTimezone"]) {
    const value = input.string(text);
    if (value !== undefined) options[text] = value;
  }
  return options;
}
