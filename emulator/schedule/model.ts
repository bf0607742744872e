import { type Column, TEXT } from "../columns.js";
import type { Collection, Entity, Store } from "../store.js";
import { isKindOf } from "../types/define.js";

/** Event states. */
export const CANCELLED = 1;
export const ACTIVE = 2;
export const DELETED = 3;

/** Kinds of repetition: none, a series, one date of a series. */
export const SINGLE = 0;
export const RECURRING = 1;
export const RECURRENCE = 2;

export const LIVE_STREAM_EVENT = "KalturaLiveStreamScheduleEvent";
export const REDIRECT_EVENT = "KalturaLiveRedirectScheduleEvent";
export const BLACKOUT_EVENT = "KalturaBlackoutScheduleEvent";

const DAY = 86_400;
const YEAR = 365 * DAY;

/**
 * An event as stored: the API properties of these names. `startDate` and `endDate` are the window that filters
 * and the overlap rule see; a live event's window is widened by its pre and post times, and what it shows are
 * the screen times.
 */
export interface ScheduleEvent extends Entity {
  id: number;
  /** Its class; it never changes. */
  objectType: string;
  parentId?: number;
  status: number;
  startDate: number;
  endDate: number;
  startScreenTime?: number;
  endScreenTime?: number;
  /** Where a date of a series belongs. */
  originalStartDate?: number;
  duration: number;
  sequence: number;
  recurrenceType?: number;
  recurrence?: Record<string, unknown>;
  summary?: string;
  ownerId?: string;
  templateEntryId?: string;
  sourceEntryId?: string;
  redirectEntryId?: string;
  preStartTime?: number;
  postEndTime?: number;
  liveFeatures?: LiveFeature[];
  linkedTo?: { offset?: number; eventId?: number; [property: string]: unknown };
  linkedBy?: string;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** A caption or restream feature of a live event. */
export interface LiveFeature {
  objectType: string;
  systemName?: string;
  [property: string]: unknown;
}

/** Columns that may change a value. */
export const EVENT_COLUMNS: Readonly<Record<string, Column>> = {
  summary: { chars: 256 },
  description: TEXT,
  referenceId: { chars: 256 },
  location: { chars: 256 },
  organizer: { chars: 256 },
  contact: { chars: 1024 },
  comment: TEXT,
  tags: TEXT,
  geoLatitude: "float",
  geoLongitude: "float",
};

/** All events. */
export function eventsOf(store: Store): Collection<ScheduleEvent> {
  return store.collection<ScheduleEvent>("scheduleEvents");
}

/** An event of an account that is not deleted. */
export function findEvent(store: Store, partnerId: number, id: number): ScheduleEvent | undefined {
  const event = eventsOf(store).get(id);
  return event && event.partnerId === partnerId && event.status !== DELETED ? event : undefined;
}

/** Does an event of this class belong to an entry? */
export function isEntryEvent(objectType: string): boolean {
  return isKindOf(objectType, "KalturaEntryScheduleEvent");
}

/** Longest window of one event of a class. */
export function maxSingleDuration(objectType: string): number {
  if (objectType === REDIRECT_EVENT) return 5 * YEAR;
  return ownMaximum(objectType) ?? DAY;
}

/** Longest time from start to end of a class's events, series included. */
export function maxDuration(objectType: string): number {
  return ownMaximum(objectType) ?? 2 * YEAR;
}

function ownMaximum(objectType: string): number | undefined {
  if (objectType === "KalturaMeetingScheduleEvent") return 3 * DAY;
  if (objectType === "KalturaVodScheduleEvent" || objectType === "KalturaVirtualScheduleEvent")
    return 5 * YEAR;
  return undefined;
}

/** The server counts revisions in tens, with the number of its data centre at the end. */
export function nextSequence(sequence: number): number {
  return (Math.floor(sequence / 10) + 1) * 10 + 2;
}

/** What a date of a series takes from the series: whatever it has not itself. */
const OWN_OF_RECURRENCE = new Set(["startScreenTime", "endScreenTime", "originalStartDate", "system"]);

/** An event with what it inherits from its series. */
export function withInherited(store: Store, event: ScheduleEvent): ScheduleEvent {
  const parent = event.parentId === undefined ? undefined : eventsOf(store).get(event.parentId);
  if (!parent) return event;
  const whole: ScheduleEvent = { ...event };
  for (const [name, value] of Object.entries(parent)) {
    if (whole[name] === undefined && !OWN_OF_RECURRENCE.has(name)) whole[name] = value;
  }
  return whole;
}

/** The entry under which an event is indexed; only dates of live series have that of their series. */
export function indexedEntryId(store: Store, event: ScheduleEvent): string | undefined {
  if (event.templateEntryId !== undefined || event.objectType !== LIVE_STREAM_EVENT)
    return event.templateEntryId;
  return withInherited(store, event).templateEntryId;
}

/** Ids in `linkedBy`. */
export function followersOf(event: ScheduleEvent): number[] {
  return (event.linkedBy ?? "")
    .split(",")
    .filter(id => id.trim() !== "")
    .map(Number);
}
