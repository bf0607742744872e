/** Sessions of the account, looked up for programs and tools: what viewers can go to, and when. */
import { calls } from "../kaltura/vocabulary";
import type { BaseEntry } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import { splitList } from "../lifecycle/fields";
import type { Runtime } from "../lifecycle/runtime";
import { isMark } from "../mark";
import { epochOf, TimeError, writeLike } from "../time";
import { branchOf, categoryOf } from "./categories";

/** A resource kind of ours that an entry can be. */
export type SessionKind =
  | "WebcastSession"
  | "SimuliveSession"
  | "InteractiveRoom"
  | "RestreamerChannel"
  | "MediaAsset";

/** An entry as programs see it. */
export interface EntryFound {
  readonly id: string;
  readonly name: string;
  /** The resource that it can be imported as; not set for what is none of ours. */
  readonly kind?: SessionKind;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly referenceId?: string;
  readonly owner?: string;
  readonly categoryIds: readonly number[];
  /** ISO 8601 in UTC. */
  readonly start?: string;
  readonly end?: string;
  readonly scheduleEventId?: string;
  /** A stack of pulumi-kaltura, this one or another, holds it. */
  readonly managed: boolean;
}

export interface SessionQuery {
  /** Id or full name; sessions of the categories below it are found, too. */
  readonly category?: string | number;
  /** Only what carries this word of an ownership mark. */
  readonly mark?: string;
  /** Only what is on at or after this time, before that time. ISO 8601 with offset. */
  readonly from?: string;
  readonly until?: string;
}

const utc = (epoch: number) => writeLike(epoch, undefined, undefined);

/** By its admin tags and type, as Kaltura's applications tell. */
function kindOf(entry: BaseEntry): SessionKind | undefined {
  const tags = splitList(entry.adminTags).map(tag => tag.toLowerCase());
  if (entry.type === "room.room") return "InteractiveRoom";
  if (Number(entry.type) === 1) return "MediaAsset";
  if (Number(entry.type) !== 7) return undefined;
  if (tags.includes("kms-webcast-event-simulive")) return "SimuliveSession";
  return tags.includes("kms-webcast-event") ? "WebcastSession" : "RestreamerChannel";
}

async function found(entry: BaseEntry, runtime: Runtime): Promise<EntryFound> {
  const { load } = runtime;
  const kind = kindOf(entry);
  const [links, events] = await Promise.all([
    load.categoryLinksOf(entry.id!),
    kind === undefined || kind === "MediaAsset"
      ? []
      : load.scheduleEventsOf(entry.id!, kind === "InteractiveRoom" ? "Meeting" : "LiveStream"),
  ]);
  // 2 is active; a channel's own events are those of the webcasts it feeds.
  const event = kind === "RestreamerChannel" ? undefined : events.find(e => e.status === 2);
  return {
    id: entry.id!,
    name: entry.name ?? "",
    ...(kind === undefined ? {} : { kind }),
    ...(entry.description ? { description: entry.description } : {}),
    tags: splitList(entry.tags).filter(tag => !isMark(tag)),
    ...(entry.referenceId ? { referenceId: entry.referenceId } : {}),
    ...(entry.userId ? { owner: entry.userId } : {}),
    categoryIds: links.map(link => Number(link.categoryId)).sort((a, b) => a - b),
    ...(event?.startDate === undefined ? {} : { start: utc(event.startDate) }),
    ...(event?.endDate === undefined ? {} : { end: utc(event.endDate) }),
    ...(event === undefined ? {} : { scheduleEventId: String(event.id) }),
    managed: splitList(entry.adminTags).some(isMark),
  };
}

/** @throws OperationError when the account has no entry of this id */
export async function getEntry(id: string, runtime: Runtime): Promise<EntryFound> {
  const entry = await runtime.load.entry(id);
  if (entry === undefined) throw new OperationError(`the account has no entry ${id}`);
  return found(entry, runtime);
}

/** Entries in these categories, as the links say: an entry's own list of them leaves out what is private. */
async function entriesIn(categories: readonly number[], runtime: Runtime): Promise<BaseEntry[]> {
  const links = await runtime.load.all(calls.categoryEntry.list, {
    objectType: "KalturaCategoryEntryFilter",
    categoryIdIn: categories.join(","),
  });
  const own = links.filter(link => categories.includes(Number(link.categoryId)));
  const ids = [...new Set(own.map(link => String(link.entryId)))];
  // Links outlive their entries for a while.
  const entries = await Promise.all(ids.map(id => runtime.load.entry(id)));
  return entries.filter(entry => entry !== undefined);
}

function instant(name: string, text: string): number {
  try {
    return epochOf(text, undefined);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    throw new OperationError(`argument ${name}: "${text}" ${error.message}`);
  }
}

const isOn = ({ start, end }: EntryFound, from: number | undefined, until: number | undefined): boolean => {
  if (from === undefined && until === undefined) return true;
  if (start === undefined || end === undefined) return false;
  return (
    (from === undefined || epochOf(end, undefined) > from) &&
    (until === undefined || epochOf(start, undefined) < until)
  );
};

/**
 * The sessions that a query finds, by their start; channels, recordings and what has no place in the calendar last.
 * @throws OperationError for a category that is not there, a time that is none, and a query that says nothing
 */
export async function listSessions(query: SessionQuery, runtime: Runtime): Promise<EntryFound[]> {
  const { category, mark } = query;
  const from = query.from === undefined ? undefined : instant("from", query.from);
  const until = query.until === undefined ? undefined : instant("until", query.until);
  const lists: BaseEntry[][] = [];
  if (category !== undefined) {
    const branch = await branchOf(await categoryOf(category, runtime), runtime);
    lists.push(
      await entriesIn(
        branch.map(c => c.id!),
        runtime,
      ),
    );
  }
  if (mark !== undefined) lists.push(await runtime.load.entriesWithAdminTag(mark));
  if (lists.length === 0) lists.push(await entriesBetween(from, until, runtime));
  const [first = [], ...others] = lists;
  const entries = first.filter(entry => others.every(list => list.some(other => other.id === entry.id)));
  const all = await Promise.all(entries.map(entry => found(entry, runtime)));
  return all.filter(entry => isOn(entry, from, until)).sort(byStart);
}

/** Of the events that the calendar has in a window; the whole calendar would be too much to ask. */
async function entriesBetween(
  from: number | undefined,
  until: number | undefined,
  runtime: Runtime,
): Promise<BaseEntry[]> {
  if (from === undefined || until === undefined) {
    throw new OperationError(
      "say which sessions: those of a category, of this stack, or from a time until another",
    );
  }
  const events = await runtime.load.all(calls.scheduleEvent.list, {
    objectType: "KalturaScheduleEventFilter",
    endDateGreaterThanOrEqual: from,
    startDateLessThanOrEqual: until,
  });
  const ids = events.flatMap(event => {
    const { templateEntryId } = event as { readonly templateEntryId?: string };
    return templateEntryId ? [templateEntryId] : [];
  });
  const entries = await Promise.all([...new Set(ids)].map(id => runtime.load.entry(id)));
  return entries.filter(entry => entry !== undefined);
}

const byStart = (a: EntryFound, b: EntryFound) =>
  (a.start ?? "9").localeCompare(b.start ?? "9") || a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
