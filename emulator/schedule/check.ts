import type { CallContext } from "../context.js";
import { findEntry, MEDIA, requireEntry } from "../entries/model.js";
import { ApiError, apiError } from "../errors.js";
import { requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import {
  findEvent,
  followersOf,
  isEntryEvent,
  LIVE_STREAM_EVENT,
  maxDuration,
  maxSingleDuration,
  RECURRENCE,
  RECURRING,
  REDIRECT_EVENT,
  type ScheduleEvent,
  SINGLE,
} from "./model.js";
import { eventValues } from "./read.js";
import { isTimeInUse } from "./window.js";

const PLAYLIST = 5;

/**
 * The server's checks of a new event, in its order. Gives back the input with what the server fills in on the
 * way: the dates of an event that follows another one, the duration of a series.
 */
export function checkForAdd(ctx: CallContext, input: InputObject): InputObject {
  checkVirtualEvent(ctx, input);
  checkLiveFields(ctx, input);
  requireField(input, "recurrenceType");
  requireField(input, "summary");
  if (!input.has("startDate") && !input.has("linkedTo")) throw apiError("START_TIME_AND_LINKED_TO_NOT_SET");
  if (input.has("startDate") && input.has("linkedTo")) throw apiError("START_TIME_AND_LINKED_TO_CONFLICT");
  const recurrenceType = input.number("recurrenceType");
  if (input.has("linkedTo") && recurrenceType !== SINGLE) throw apiError("RECURRENCE_LINKED_EVENT_CONFLICT");
  let draft = input;
  if (recurrenceType === RECURRING) draft = checkSeries(draft);
  if (draft.has("startDate")) requireField(draft, "endDate");
  if (draft.has("linkedTo")) {
    requireField(draft, "duration");
    draft = withLinkedTimes(ctx, draft, draft.number("duration") ?? 0);
  }
  refuseUnusable(draft, ["startDate"]);
  const start = timeOf(draft, "startDate") ?? 0;
  const end = timeOf(draft, "endDate") ?? 0;
  checkWindow(ctx, draft, start, end, []);
  const longest = maxSingleDuration(draft.objectType);
  if (end - start > longest) throw apiError("MAX_SCHEDULE_DURATION_REACHED", { MAX: longest });
  // What is read-only is refused as it was sent, not as it was filled in.
  validateForAdd(input);
  checkUsage(draft);
  return draft;
}

/** The same for a change. Where dates are not sent, the stored window, pre and post times included, counts. */
export function checkForUpdate(ctx: CallContext, input: InputObject, event: ScheduleEvent): InputObject {
  checkVirtualEvent(ctx, input);
  checkLiveFields(ctx, input);
  if (input.isCleared("endDate")) {
    throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: `${input.objectType}::endDate` });
  }
  refuseUnusable(input, ["linkedTo"]);
  let draft = withStored(input, event, ["templateEntryId", "id"]);
  let start = timeOf(draft, "startDate") || event.startDate;
  let end = timeOf(draft, "endDate") || event.endDate;
  const linkedTo = draft.object("linkedTo");
  if ((linkedTo?.number("eventId") ?? 0) !== 0 && timeOf(draft, "startDate")) {
    throw apiError("START_TIME_AND_LINKED_TO_CONFLICT");
  }
  if (linkedTo) {
    draft = withLinkedTimes(ctx, draft, draft.number("duration") ?? event.duration);
    start = timeOf(draft, "startDate") || start;
    end = timeOf(draft, "endDate") || end;
  }
  if ((linkedTo || event.linkedTo) && (draft.number("recurrenceType") ?? SINGLE) !== SINGLE) {
    throw apiError("RECURRENCE_LINKED_EVENT_CONFLICT");
  }
  checkRecurrenceType(draft, event);
  draft = withStored(draft, event, ["recurrenceType", "linkedBy"]);
  refuseUnusable(input, ["startDate"]);
  checkWindow(ctx, draft, start, end, followersOf({ ...event, linkedBy: draft.string("linkedBy") ?? "" }));
  draft = withDuration(draft, start, end);
  if (draft.number("recurrenceType") === SINGLE && event.recurrenceType === RECURRING) {
    draft = draft.with({ duration: undefined });
  }
  validateForUpdate(input, eventValues(ctx, event));
  checkUsage(draft);
  refuseUnusable(input, ["preStartTime", "postEndTime"]);
  return draft;
}

/** A time as the server holds it: empty ones are 0. Undefined when not sent or cleared. */
export function timeOf(input: InputObject, name: string): number | undefined {
  const value = input.value(name);
  return value === null ? 0 : typeof value === "number" ? value : undefined;
}

/** Clearing some fields makes the server calculate with an object, which ends it. */
function refuseUnusable(input: InputObject, names: readonly string[]): void {
  if (names.some(name => input.isCleared(name))) throw apiError("INTERNAL_SERVERL_ERROR");
}

/** What was not sent is taken from the stored event. */
function withStored(input: InputObject, event: ScheduleEvent, names: readonly string[]): InputObject {
  const filled: Record<string, string | number> = {};
  for (const name of names) {
    const stored = event[name];
    if (!input.has(name) && (typeof stored === "string" || typeof stored === "number")) filled[name] = stored;
  }
  return input.with(filled);
}

function checkVirtualEvent(ctx: CallContext, input: InputObject): void {
  const id = input.number("virtualEventId");
  if (id === undefined || id === 0) return;
  const found = ctx.store
    .collection<{ id: number; partnerId: number; status?: number }>("virtualEvents")
    .get(id);
  if (found?.partnerId !== ctx.partnerId || found.status === 3)
    throw apiError("INVALID_OBJECT_ID", { ID: id });
}

/** Entries that live events name must exist and be of a kind that can be played there. */
function checkLiveFields(ctx: CallContext, input: InputObject): void {
  if (input.objectType === REDIRECT_EVENT) {
    refuseUnusable(input, ["redirectEntryId"]);
    const id = input.string("redirectEntryId") ?? "";
    if (id !== "") requireEntry(ctx.store, ctx.partnerId, id);
    return;
  }
  if (input.objectType !== LIVE_STREAM_EVENT) return;
  for (const name of ["preStartTime", "postEndTime"]) {
    if ((input.number(name) ?? 0) < 0) throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: name });
  }
  checkEntry(ctx, input, "sourceEntryId", ctx.isAdmin ? undefined : [MEDIA, PLAYLIST]);
  checkEntry(ctx, input, "preStartEntryId", [MEDIA]);
  checkEntry(ctx, input, "postEndEntryId", [MEDIA]);
}

function checkEntry(
  ctx: CallContext,
  input: InputObject,
  name: string,
  types: readonly (string | number)[] | undefined,
): void {
  refuseUnusable(input, [name]);
  const id = input.string(name);
  if (id === undefined) return;
  const entry = findEntry(ctx.store, ctx.partnerId, id);
  if (!entry) throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: id });
  if (types && !types.includes(entry.type)) throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: name });
}

/** A series needs its rule, and a duration or an end from which the other follows. */
function checkSeries(input: InputObject): InputObject {
  let draft = input;
  const duration = input.number("duration") ?? 0;
  const start = timeOf(input, "startDate") ?? 0;
  if (duration < 1 && input.isSet("endDate")) {
    draft = draft.with({ duration: (timeOf(input, "endDate") ?? 0) - start });
  } else if (!input.isSet("endDate") && duration > 0) {
    draft = draft.with({ endDate: start + duration });
  }
  requireField(draft, "recurrence");
  const until = draft.object("recurrence")?.number("until") ?? 0;
  if (until !== 0 && until < (timeOf(draft, "endDate") ?? 0)) {
    throw apiError("PROPERTY_VALIDATION_UNTIL_NOT_VALID", { PROP_NAME: "Recurrence::until" });
  }
  requireField(draft, "duration");
  return draft;
}

/** An event that follows another one starts some time after the end of that one's window. */
function withLinkedTimes(ctx: CallContext, input: InputObject, duration: number): InputObject {
  const linkedTo = input.object("linkedTo");
  const leaderId = linkedTo?.number("eventId");
  if (leaderId === undefined) return input;
  const leader = findEvent(ctx.store, ctx.partnerId, leaderId);
  if (!leader) throw apiError("LINKED_TO_EVENT_NOT_FOUND_OR_NOT_ACCESSIBLE");
  const startDate = leader.endDate + (linkedTo?.number("offset") ?? 0);
  return input.with({ startDate, endDate: startDate + duration });
}

function checkRecurrenceType(input: InputObject, event: ScheduleEvent): void {
  const wanted = input.number("recurrenceType");
  const stored = event.recurrenceType;
  if (wanted !== undefined && (wanted === RECURRENCE) !== (stored === RECURRENCE)) {
    throw apiError("SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED", { SOURCE_TYPE: stored, TARGET_TYPE: wanted });
  }
  const staysSingle = stored === SINGLE && (wanted === undefined || wanted === SINGLE);
  if (staysSingle && input.has("recurrence")) {
    const text =
      'Can\'t update single schedule event with recurring data when recurrenceType is not "RECURRING".';
    throw new ApiError(text, text);
  }
}

/** Order and length of the dates, then the overlap rule. */
function checkWindow(
  ctx: CallContext,
  input: InputObject,
  start: number,
  end: number,
  followers: readonly number[],
): void {
  const recurrenceType = input.number("recurrenceType");
  if (!isEntryEvent(input.objectType) && recurrenceType === RECURRENCE) {
    throw apiError("INVALID_ENUM_VALUE", {
      ENUM_VAL: RECURRENCE,
      PARAM_NAME: "recurrenceType",
      ENUM_TYPE: "KalturaScheduleEventRecurrenceType",
    });
  }
  if (start > end) throw apiError("INVALID_SCHEDULE_END_BEFORE_START", { START: start, END: end });
  const longest = maxDuration(input.objectType);
  if (end - start > longest) throw apiError("MAX_SCHEDULE_DURATION_REACHED", { MAX: longest });
  if (!isEntryEvent(input.objectType) || recurrenceType !== SINGLE) return;
  const entryId = input.string("templateEntryId") ?? "";
  if (input.isCleared("templateEntryId")) throw apiError("INTERNAL_SERVERL_ERROR");
  if (entryId === "") return;
  const own = input.number("id") ?? 0;
  if (isTimeInUse(ctx, entryId, start, end, [own, ...followers])) throw apiError("SCHEDULE_TIME_IN_USE");
}

/**
 * A duration that is sent with a change moves the end, and fixes the start at that of the stored window: this
 * is how a live event's start slips by its pre time.
 */
function withDuration(input: InputObject, start: number, end: number): InputObject {
  const longest = maxSingleDuration(input.objectType);
  const tooLong = (seconds: number): void => {
    if (seconds > longest) throw apiError("MAX_SCHEDULE_DURATION_REACHED", { MAX: longest });
  };
  const duration = input.number("duration");
  if (duration === undefined) {
    tooLong(end - start);
    return input;
  }
  if (input.isSet("endDate") && !input.isSet("linkedTo") && start + duration !== timeOf(input, "endDate")) {
    throw apiError("MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME");
  }
  const recurrenceType = input.number("recurrenceType");
  if (recurrenceType === RECURRING) {
    tooLong(duration);
    return input;
  }
  if (recurrenceType === SINGLE) tooLong(duration);
  return input.with({ startDate: start, endDate: start + duration, duration: undefined });
}

/** Checks that the server makes while it fills the stored object. */
function checkUsage(input: InputObject): void {
  if (input.isCleared("recurrence")) throw apiError("INTERNAL_SERVERL_ERROR");
  const recurrence = input.object("recurrence");
  if (recurrence) {
    if (recurrence.isSet("until") === recurrence.isSet("count")) {
      throw apiError("PROPERTY_VALIDATION_ALL_MUST_BE_NULL_BUT_ONE", { PROP_NAME: "until / count" });
    }
    requireField(recurrence, "frequency", "frequency");
  }
  checkFeatureNames(
    (input.list("liveFeatures") ?? []).map(feature => [feature.objectType, feature.string("systemName")]),
  );
}

/** Features of one event have names of their own; one without a name goes by its class. */
export function checkFeatureNames(
  features: readonly (readonly [objectType: string, name: string | undefined])[],
): void {
  const seen = new Set<string>();
  for (const [objectType, systemName] of features) {
    const name = systemName || objectType.replace(/^Kaltura/, "");
    if (seen.has(name)) throw apiError("DUPLICATE_LIVE_FEATURE", { SYSTEM_NAME: name });
    seen.add(name);
  }
}

/** An event of the account, or INVALID_OBJECT_ID. */
export function requireEvent(ctx: CallContext, id: number): ScheduleEvent {
  const event = findEvent(ctx.store, ctx.partnerId, id);
  if (!event) throw apiError("INVALID_OBJECT_ID", { ID: id });
  return event;
}
