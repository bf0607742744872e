import type { CallContext } from "../context.js";
import { addCapability, findEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { mentionUser } from "../services/user.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { checkForAdd, checkForUpdate, timeOf } from "./check.js";
import { afterChange, followLeader } from "./links.js";
import {
  ACTIVE,
  CANCELLED,
  DELETED,
  eventsOf,
  LIVE_STREAM_EVENT,
  nextSequence,
  RECURRENCE,
  RECURRING,
  REDIRECT_EVENT,
  type ScheduleEvent,
  SINGLE,
} from "./model.js";
import { datesOf, type Recurrence } from "./recurrence.js";

/** Add an event, and the dates of a series. */
export function addEvent(ctx: CallContext, sent: InputObject): ScheduleEvent {
  const input = checkForAdd(ctx, sent);
  const event: ScheduleEvent = {
    id: 0,
    partnerId: ctx.partnerId,
    objectType: input.objectType,
    status: ACTIVE,
    startDate: 0,
    endDate: 0,
    duration: 0,
    sequence: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  Object.assign(event, changesOf(ctx, input, event));
  // Whoever adds an event owns it; the user that was sent comes into being and is forgotten.
  mentionUser(ctx, input.string("ownerId"));
  event.ownerId = ctx.userId;
  event.sequence = nextSequence(event.sequence);
  if (event.recurrenceType !== RECURRENCE) event.classificationType ??= 1;
  event.id = ctx.store.nextNumber("scheduleEvent");
  if (event.recurrenceType === RECURRING) {
    const dates = firstDates(event);
    save(ctx, event);
    for (const date of dates) addDate(ctx, event, date);
  } else {
    save(ctx, event);
  }
  followLeader(ctx, event);
  return event;
}

/** Change an event; a series gets new dates. */
export function updateEvent(ctx: CallContext, event: ScheduleEvent, sent: InputObject): ScheduleEvent {
  const input = checkForUpdate(ctx, sent, event);
  const wasSeries = event.recurrenceType === RECURRING;
  const before = { ...event };
  const sequence = sent.number("sequence");
  mentionUser(ctx, sent.string("ownerId"));
  const changes = changesOf(ctx, input, event);
  // A revision number that does not rise is stored as it came, and the next change counts on from there.
  changes.sequence = sequence ?? nextSequence(event.sequence);
  const next = { ...event, ...changes } as ScheduleEvent;
  if (next.recurrenceType === RECURRING && next.recurrence === undefined)
    throw apiError("INTERNAL_SERVERL_ERROR");
  if (next.recurrenceType === SINGLE && wasSeries) {
    removeDates(ctx, event);
    changes.recurrence = undefined;
    changes.sequence = 1;
  }
  eventsOf(ctx.store).update(event, changes);
  if (event.recurrenceType === RECURRING) {
    const dates = firstDates(event);
    save(ctx, event);
    renewDates(ctx, event, dates);
  } else {
    save(ctx, event);
  }
  afterChange(ctx, event, before);
  return event;
}

/** Delete an event; it stays in the database with status 3. The dates of a series go. */
export function deleteEvent(ctx: CallContext, event: ScheduleEvent): ScheduleEvent {
  if (event.recurrenceType === RECURRENCE) {
    throw apiError("RECURRENCE_CANT_BE_DELETE", { ID: event.id, PARENT_ID: event.parentId });
  }
  return end(ctx, event, DELETED);
}

/** Cancel an event: it stays listed and keeps its time. */
export function cancelEvent(ctx: CallContext, event: ScheduleEvent): ScheduleEvent {
  return end(ctx, event, CANCELLED);
}

/** Save an event as the server does: derived values, the time of change, what its entry can do now. */
export function save(ctx: CallContext, event: ScheduleEvent): void {
  const events = eventsOf(ctx.store);
  const changes: Partial<ScheduleEvent> = { updatedAt: ctx.now };
  if (event.recurrenceType !== RECURRING) changes.duration = lengthOf(event);
  if (events.get(event.id) === event) events.update(event, changes);
  else events.insert(Object.assign(event, changes));
  markEntry(ctx, event);
}

function end(ctx: CallContext, event: ScheduleEvent, status: number): ScheduleEvent {
  const before = { ...event };
  eventsOf(ctx.store).update(event, { status });
  save(ctx, event);
  if (event.recurrenceType === RECURRING) removeDates(ctx, event);
  afterChange(ctx, event, before);
  return event;
}

function lengthOf(event: ScheduleEvent): number {
  if (event.objectType !== LIVE_STREAM_EVENT) return event.endDate - event.startDate;
  return (event.endScreenTime ?? event.endDate) - (event.startScreenTime ?? event.startDate);
}

/** Live events leave on their entry what it can do from then on. */
function markEntry(ctx: CallContext, event: ScheduleEvent): void {
  if (event.objectType !== LIVE_STREAM_EVENT && event.objectType !== REDIRECT_EVENT) return;
  const entry = findEntry(ctx.store, ctx.partnerId, event.templateEntryId ?? "");
  if (!entry) return;
  addCapability(ctx.store, entry, "live_schedule_capability");
  if (event.sourceEntryId) addCapability(ctx.store, entry, "simulive_capability");
}

/** Properties that are not stored as sent. */
const NOT_COPIED = new Set(["linkedBy", "startDate", "endDate", "sequence"]);

/** What the input changes in the stored event. The class that was sent decides what the fields mean. */
function changesOf(ctx: CallContext, input: InputObject, event: ScheduleEvent): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const known = propertiesOf(event.objectType);
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (NOT_COPIED.has(name) || property.readOnly === true || !known.has(name) || !input.has(name)) continue;
    if (input.isCleared(name)) {
      changes[name] = undefined;
      continue;
    }
    const list = input.list(name);
    const object = input.object(name);
    changes[name] = list?.map(item => item.toPlain()) ?? object?.toPlain() ?? input.value(name) ?? undefined;
  }
  if (event.id === 0 && input.number("sequence") !== undefined) changes.sequence = input.number("sequence");
  return { ...changes, ...timesOf(ctx, input, event, changes) };
}

/** The stored window and, for live events, the screen times and the lengths of what is played around them. */
function timesOf(
  ctx: CallContext,
  input: InputObject,
  event: ScheduleEvent,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const start = timeOf(input, "startDate");
  const end = timeOf(input, "endDate");
  const times: Record<string, unknown> = {};
  if (start !== undefined) times.startDate = start;
  if (end !== undefined) times.endDate = end;
  if (input.objectType !== LIVE_STREAM_EVENT || event.objectType !== LIVE_STREAM_EVENT) return times;
  const preStart =
    durationOf(ctx, input.string("preStartEntryId")) ?? (changes.preStartTime as number | undefined);
  const postEnd =
    durationOf(ctx, input.string("postEndEntryId")) ?? (changes.postEndTime as number | undefined);
  if (preStart !== undefined) times.preStartTime = preStart;
  if (postEnd !== undefined) times.postEndTime = postEnd;
  if (start !== undefined) times.startScreenTime = start;
  if (end !== undefined) times.endScreenTime = end;
  if (start !== undefined || preStart !== undefined) {
    const screen = start ?? event.startScreenTime ?? event.startDate;
    times.startDate = screen - (preStart ?? event.preStartTime ?? 0);
  }
  if (end !== undefined || postEnd !== undefined) {
    const screen = end ?? event.endScreenTime ?? event.endDate;
    times.endDate = screen + (postEnd ?? event.postEndTime ?? 0);
  }
  return times;
}

function durationOf(ctx: CallContext, entryId: string | undefined): number | undefined {
  if (entryId === undefined || entryId === "") return undefined;
  const entry = findEntry(ctx.store, ctx.partnerId, entryId);
  return entry ? Math.round(entry.msDuration / 1000) : undefined;
}

/** Starts of a series; its own window becomes that of the first one. */
function firstDates(event: ScheduleEvent): number[] {
  const dates = datesOf((event.recurrence ?? {}) as Recurrence, event.startDate);
  const first = dates[0];
  if (first !== undefined) {
    event.startDate = first;
    event.endDate = first + event.duration + marginOf(event);
  }
  return dates;
}

function marginOf(event: ScheduleEvent): number {
  return event.objectType === LIVE_STREAM_EVENT ? (event.preStartTime ?? 0) + (event.postEndTime ?? 0) : 0;
}

function addDate(ctx: CallContext, series: ScheduleEvent, start: number): void {
  const end = start + series.duration + marginOf(series);
  const date: ScheduleEvent = {
    id: ctx.store.nextNumber("scheduleEvent"),
    partnerId: series.partnerId,
    objectType: series.objectType,
    parentId: series.id,
    status: ACTIVE,
    startDate: start,
    endDate: end,
    originalStartDate: start,
    duration: 0,
    sequence: 1,
    recurrenceType: RECURRENCE,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  if (series.objectType === LIVE_STREAM_EVENT) {
    date.startScreenTime = start + (series.preStartTime ?? 0);
    date.endScreenTime = end - (series.postEndTime ?? 0);
    if (series.sourceEntryId && series.templateEntryId) date.templateEntryId = series.templateEntryId;
  }
  save(ctx, date);
}

/** Dates that stay where they were keep their ids. */
function renewDates(ctx: CallContext, series: ScheduleEvent, starts: readonly number[]): void {
  const wanted = new Set(starts);
  const kept = new Set<number>();
  for (const date of datesOfSeries(ctx, series)) {
    const stays = wanted.has(date.startDate) && date.endDate === date.startDate + series.duration;
    if (stays) kept.add(date.startDate);
    else eventsOf(ctx.store).remove(date.id);
  }
  for (const start of starts) if (!kept.has(start)) addDate(ctx, series, start);
}

function removeDates(ctx: CallContext, series: ScheduleEvent): void {
  for (const date of datesOfSeries(ctx, series)) eventsOf(ctx.store).remove(date.id);
}

function datesOfSeries(ctx: CallContext, series: ScheduleEvent): ScheduleEvent[] {
  return eventsOf(ctx.store).where(
    event => event.parentId === series.id && event.recurrenceType === RECURRENCE && event.status !== DELETED,
  );
}
