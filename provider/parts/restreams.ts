/**
 * The events of a restreamer channel: one for each webcast it feeds, on the channel's own entry, each with a live
 * feature that names the webcast's ingest point.
 *
 * Which session an event serves stands in the name of that feature, and that it is ours in its tags, so what is on
 * the server tells all: after a crash the next run goes on from whatever it finds.
 */
import type { ApiError } from "../kaltura/errors";
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { LiveRestreamFeature, LiveStreamEntry, LiveStreamScheduleEvent } from "../kaltura/wire";
import { marksOfOthers } from "../lifecycle/adopt";
import { OperationError } from "../lifecycle/failure";
import { commaList, type Field, toAdd, toUpdate } from "../lifecycle/fields";
import { type Disruption, isIn } from "../lifecycle/live";
import { knownId, type Part, type Site, type Step } from "../lifecycle/part";
import { canonical, type Props } from "../lifecycle/values";
import { markTags } from "../mark";
import { inTheWay, type Slot } from "../slots";
import { epochOf, writeLike } from "../time";
import { eventSlot, isActive } from "./eventOfSession";
import { lineUp } from "./lineUp";
import { markedEvents } from "./marked";
import { featureFor, featuresToWrite, isOurs, sessionOf } from "./restreamFeature";
import { marksIn, tagsToWrite } from "./tags";

/** A webcast that the channel feeds, and when. */
export interface Restream {
  /** Entry id of the webcast. */
  session: string;
  name?: string;
  from: string;
  until: string;
  timezone?: string;
  preStartSeconds?: number;
  postEndSeconds?: number;
}

export interface RestreamInputs {
  /** The channel's. */
  name: string;
  targets?: Restream[];
  mark?: string;
}

/** When the channel feeds this webcast. @throws TimeError */
export const slotOf = (target: Restream): Slot => ({
  start: epochOf(target.from, target.timezone),
  end: epochOf(target.until, target.timezone),
  lead: target.preStartSeconds ?? 0,
  tail: target.postEndSeconds ?? 0,
});

/** A target as the table reads it: an event may come from another session, so all of it is always written. */
interface Row {
  readonly channel: string;
  readonly description: string;
  readonly slot: Slot;
}

const fields: readonly Field<Row>[] = [
  { input: "channel", wire: "summary", clear: "stay" },
  { input: "description", wire: "description", clear: "stay" },
  { input: "slot.start", wire: "startDate", clear: "stay" },
  { input: "slot.end", wire: "endDate", clear: "stay" },
  { input: "slot.lead", wire: "preStartTime", clear: "stay" },
  { input: "slot.tail", wire: "postEndTime", clear: "stay" },
];

const rowOf = (channel: string, target: Restream): Row => ({
  channel,
  description: target.name ?? "",
  slot: slotOf(target),
});

type Event = LiveStreamScheduleEvent;

interface Seen {
  readonly own: readonly Event[];
  /** Of the same entry, made by others. They take their time too. */
  readonly others: readonly Event[];
}

const KEY = "restreams";
/** What was seen last, though an event that should be there was not. */
const LAST = "restreams:last";
/** Sessions whose events were sent and not answered for. */
const SENT = "restreams:sent";
/** Handles of the events begin so. */
const HANDLE = "restream:";
/** The index lags. */
const CAREFUL = "restreams:careful";

const OBJECT_TYPE = "KalturaLiveStreamScheduleEvent";

const title = (target: Restream) => (target.name === undefined ? target.session : `"${target.name}"`);

/** The webcasts' entries, by id. @throws OperationError for one that is not there */
async function entriesOf(targets: readonly Restream[], site: Site): Promise<Map<string, LiveStreamEntry>> {
  const found = await Promise.all(
    targets.map(async target => {
      const entry = await site.runtime.load.liveEntry(target.session);
      if (entry === undefined) {
        throw new OperationError(
          `input targets: the account has no live entry ${target.session}; give a WebcastSession, or the entry id of a webcast that exists`,
        );
      }
      return [target.session, entry] as const;
    }),
  );
  return new Map(found);
}

/** What of an event is not as the target asks for. */
function patchFor(row: Row, feature: LiveRestreamFeature, mark: string | undefined, event: Event): Props {
  const tags = tagsToWrite({ constant: [], own: undefined, previous: undefined, mark }, event.tags ?? "");
  const liveFeatures = featuresToWrite(feature, event.liveFeatures);
  return {
    ...toUpdate(fields, row, undefined, event as Props),
    ...(tags === undefined ? {} : { tags }),
    ...(liveFeatures === undefined ? {} : { liveFeatures }),
  };
}

/** Takes over what a call made of an event: its new self, or nothing. */
function note(site: Site, id: number | undefined, event: Event | undefined): void {
  const { own, others } = lastSeen(site);
  const rest = own.filter(e => e.id !== id);
  // Under a handle each, as the journal keeps handles.
  if (event !== undefined) site.handles.set(`${HANDLE}${event.id}`, String(event.id));
  else site.handles.delete(`${HANDLE}${id}`);
  const now: Seen = { own: event === undefined ? rest : [...rest, event], others };
  site.seen.set(KEY, now);
  site.seen.set(LAST, now);
}

const deletion = (event: Event, site: Site): Step => ({
  call: calls.scheduleEvent.delete(event.id!),
  purpose: `delete the schedule event of ${event.description || sessionOf(event) || "a target"}`,
  fine: ["gone"],
  done: () => note(site, event.id, undefined),
  ...(isActive(event) ? { disrupts: stopsFeeding(event) } : {}),
});

const stopsFeeding = (event: Event): Disruption => ({
  what: `stops feeding ${event.description || sessionOf(event) || "a target"}`,
  inputs: ["targets"],
  slot: eventSlot(event),
  whileOnAir: false,
});

/** Kaltura's update checks an event without both dates against its widened times: always send the two. */
const change = (event: Event, slot: Slot, patch: Props, purpose: string, site: Site): Step => ({
  call: calls.scheduleEvent.update<Event>(event.id!, {
    objectType: OBJECT_TYPE,
    startDate: slot.start,
    endDate: slot.end,
    ...patch,
  }),
  purpose,
  inputOf: () => "targets",
  done: (now: Event) => note(site, event.id, now),
  keepsOthers: "tags" in patch || "liveFeatures" in patch,
});

/** Either the index still has one of ours where it was, which passes; or the time is another's, which does not. */
const whenInUse =
  (slot: Slot, others: readonly Event[], site: Site) =>
  (error: ApiError): false | "later" => {
    if (error.code !== "SCHEDULE_TIME_IN_USE") return false;
    if (others.some(other => inTheWay(slot, eventSlot(other)))) return false;
    site.seen.set(CAREFUL, true);
    return "later";
  };

export const restreams: Part<RestreamInputs, Seen> = {
  key: KEY,
  label: "schedule event of each target",
  outlivesRoot: true,
  product: "Scheduling (plugin schedule)",
  permissions: ["SCHEDULE_EVENT_BASE", "SCHEDULE_EVENT_MANAGE", "SCHEDULE_EVENT_DELETE"],

  async observe(site, want) {
    const { load } = site.runtime;
    const entry = knownId(site, "entry");
    if (entry === undefined) return undefined;
    const mark = markTags(want.mark)[1];
    // The list asks the search index, which lags; ids are looked up in the database.
    const ids = new Set([...idsIn(site), ...lastSeen(site).own.map(event => String(event.id))]);
    const [listed, known] = await Promise.all([
      load.scheduleEventsOf(entry),
      Promise.all([...ids].map(id => load.scheduleEvent(id))),
    ]);
    const own = new Map<number, Event>();
    for (const event of known) if (event) own.set(event.id!, event);
    for (const event of listed) {
      if (mark !== undefined && commaList.from(event.tags ?? "").includes(mark)) own.set(event.id!, event);
    }
    const seen: Seen = { own: [...own.values()], others: listed.filter(event => !own.has(event.id!)) };
    site.seen.set(LAST, seen);
    const sessions = new Set(seen.own.map(sessionOf));
    const lost = [...sentBy(site)].some(session => !sessions.has(session));
    return lost || own.size === 0 ? undefined : seen;
  },

  // The events of a channel that another stack left, or whose marks somebody took away.
  async claim(site, want, { from }) {
    const entry = knownId(site, "entry");
    if (entry === undefined) return;
    const own = (await site.runtime.load.scheduleEventsOf(entry)).filter(
      event =>
        event.liveFeatures?.some(isOurs) === true &&
        marksOfOthers(marksIn(event.tags), want.mark, from).length === 0,
    );
    site.seen.set(LAST, { own, others: [] } satisfies Seen);
  },

  async plan({ inputs }, _, site) {
    // Not what observe answered: that is nothing while something sent is not found.
    const { own, others } = lastSeen(site);
    const targets = inputs.targets ?? [];
    const entries = await entriesOf(targets, site);
    const entry = site.handles.get("entry")!;
    const sent = new Set<string>();
    site.seen.set(SENT, sent);

    const add = (target: Restream, row: Row, feature: LiveRestreamFeature): Step => {
      const inUse = whenInUse(row.slot, others, site);
      sent.add(target.session);
      return {
        call: calls.scheduleEvent.add<Event>({
          objectType: OBJECT_TYPE,
          recurrenceType: 0,
          ...toAdd(fields, row),
          tags: markTags(inputs.mark).join(","),
          liveFeatures: [feature],
          // As in scheduleEvent.ts: the event of a failed entry must not become an orphan.
          ...(entry instanceof Reference ? { summary: new Reference(entry.call, "name") } : {}),
          templateEntryId: entry,
        }),
        purpose: `make the schedule event of ${title(target)}`,
        inputOf: () => "targets",
        searched: true,
        done: (now: Event) => {
          sent.delete(target.session);
          note(site, now.id, now);
        },
        recover: error => {
          if (error.kind !== "server") sent.delete(target.session);
          return inUse(error);
        },
      };
    };

    const active = own.filter(isActive);
    const places = active.map(event => ({ event, slot: eventSlot(event), session: sessionOf(event) }));
    const aims = targets.map(target => ({ target, slot: slotOf(target), session: target.session }));
    const moves = lineUp(places, aims, others.map(eventSlot), site.seen.has(CAREFUL));
    return [
      ...own.filter(event => !isActive(event)).map(event => deletion(event, site)),
      ...moves.flatMap((move): Step[] => {
        if (move.kind === "delete") return [deletion(move.place.event, site)];
        if (move.kind === "park") {
          const { event } = move.place;
          const step = change(event, move.slot, {}, "move a schedule event out of the way", site);
          return [{ ...step, disrupts: stopsFeeding(event) }];
        }
        const { target, slot } = move.aim;
        const row = rowOf(inputs.name, target);
        const feature = featureFor(entries.get(target.session)!, site);
        if (move.kind === "add") return [add(target, row, feature)];
        const { event } = move.place;
        const patch = {
          ...patchFor(row, feature, inputs.mark, event),
          ...(event.templateEntryId === entry ? {} : { templateEntryId: entry }),
        };
        if (Object.keys(patch).length === 0) return [];
        const step = change(event, slot, patch, `update the schedule event of ${title(target)}`, site);
        const goesOn = move.place.session === target.session && isIn(slot, site.runtime.now() / 1000);
        return [
          {
            ...step,
            ...(goesOn ? {} : { disrupts: stopsFeeding(event) }),
            recover: whenInUse(slot, others, site),
          },
        ];
      }),
    ];
  },

  async drift(inputs, observed, site) {
    const own = observed?.own ?? [];
    const found = (inputs.targets ?? []).flatMap(target => {
      const event = own.find(e => isActive(e) && sessionOf(e) === target.session);
      return event === undefined ? [] : [{ target, event }];
    });
    const wrong = await Promise.all(
      found.map(async ({ target, event }) => {
        const entry = await site.runtime.load.liveEntry(target.session);
        // A webcast that is gone is its own resource's drift.
        if (entry === undefined) return false;
        // Times show in the inputs.
        const row = { ...rowOf(inputs.name, target), slot: eventSlot(event) };
        return Object.keys(patchFor(row, featureFor(entry, site), inputs.mark, event)).length > 0;
      }),
    );
    const there = found.map(({ target, event }) => asTarget(event, target));
    const same = canonical(there) === canonical(inputs.targets ?? []);
    return {
      inputs: same ? {} : { targets: there },
      missing: wrong.includes(true) || own.length > found.length,
    };
  },

  // Events whose feature names the webcast; of others nobody could say which it is.
  async seek(site) {
    const entry = knownId(site, "entry");
    const listed = entry === undefined ? [] : await site.runtime.load.scheduleEventsOf(entry);
    site.seen.set(LAST, { own: listed.filter(e => isActive(e) && sessionOf(e) !== undefined), others: [] });
  },

  async fill(observed) {
    const targets = (observed?.own ?? []).map(event => {
      const { start, end, lead, tail } = eventSlot(event);
      const written = (epoch: number) => writeLike(epoch, undefined, undefined);
      return {
        session: sessionOf(event),
        ...(event.description ? { name: event.description } : {}),
        from: written(start),
        until: written(end),
        ...(lead ? { preStartSeconds: lead } : {}),
        ...(tail ? { postEndSeconds: tail } : {}),
      };
    });
    return targets.length > 0 ? { targets } : {};
  },

  marked: markedEvents,

  slots: ({ own }) => own.filter(isActive).map(eventSlot),

  remove: async (_, site) => lastSeen(site).own.map(event => deletion(event, site)),

  outputs: ({ own }) => ({
    restreams: own
      .map(event => ({ session: sessionOf(event) ?? "", eventId: String(event.id) }))
      .sort((a, b) => (a.session < b.session ? -1 : 1)),
  }),
};

/** The target as the event has it, in the words of its owner where they say the same. */
function asTarget(event: Event, target: Restream): Restream {
  const [there, wanted] = [eventSlot(event), slotOf(target)];
  const written = (epoch: number, text: string) => writeLike(epoch, text, target.timezone);
  return {
    ...target,
    ...(there.start === wanted.start ? {} : { from: written(there.start, target.from) }),
    ...(there.end === wanted.end ? {} : { until: written(there.end, target.until) }),
    ...(there.lead === wanted.lead ? {} : { preStartSeconds: there.lead! }),
    ...(there.tail === wanted.tail ? {} : { postEndSeconds: there.tail! }),
  };
}

const lastSeen = (site: Site): Seen => (site.seen.get(LAST) as Seen | undefined) ?? { own: [], others: [] };

const sentBy = (site: Site): ReadonlySet<string> =>
  (site.seen.get(SENT) as ReadonlySet<string> | undefined) ?? new Set();

function idsIn({ state, handles }: Site): string[] {
  const list = state.restreams;
  const kept = Array.isArray(list) ? list.map(item => String((item as { eventId?: unknown }).eventId)) : [];
  const made = [...handles.keys()].filter(handle => handle.startsWith(HANDLE));
  return [...kept, ...made.map(handle => handle.slice(HANDLE.length))];
}
