/** The schedule event of an entry: when the session is on, in Kaltura's calendar. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type {
  EntryScheduleEvent,
  LiveRedirectScheduleEvent,
  LiveStreamScheduleEvent,
  MeetingScheduleEvent,
} from "../kaltura/wire";
import {
  allUnset,
  commaList,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  mustBeRemade,
  toAdd,
  toUpdate,
  undecided,
} from "../lifecycle/fields";
import { knownId, type Part, type Step } from "../lifecycle/part";
import { getPath, type Props } from "../lifecycle/values";
import { markTags } from "../mark";
import { writeLike } from "../time";
import {
  eventDetails,
  eventText,
  eventTimes,
  liveDetails,
  liveStreamEventFields,
  OTHERS_SAY,
  preStart,
  recording,
  type ScheduleEventInputs,
} from "./eventFields";
import { disruptionBy, eventSlot, eventToAdopt, isActive } from "./eventOfSession";
import { liveFeaturesOf } from "./liveFeatures";
import { markedEvents } from "./marked";
import { marksIn, ownTags, type TagWish, tagDrift, tagsToWrite } from "./tags";

const RECURRENCE_NONE = 0;

/** Kaltura ignores ownerId when an event is added, and takes it on update. */
const owner: Field<ScheduleEventInputs> = { input: "scheduleEvent.owner", wire: "ownerId", clear: "stay" };

/** What an event can be; each is an object of its own class, which never changes. */
interface EventClasses {
  LiveStream: LiveStreamScheduleEvent;
  Meeting: MeetingScheduleEvent;
  LiveRedirect: LiveRedirectScheduleEvent;
}

export interface ScheduleEventSpec<C extends keyof EventClasses, I> {
  /** `LiveStream` for KalturaLiveStreamScheduleEvent. */
  readonly type: C;
  /** The part's key. */
  readonly key: string;
  readonly label?: string;
  /** Handle name of the event's id. */
  readonly handle: string;
  /** Handle name of the entry that the event belongs to. */
  readonly of: string;
  /** The whole table. There is no event when the inputs give it no startDate. */
  readonly fields: readonly Field<I>[];
  /** Tags that make the event what it is. */
  readonly tags?: readonly string[];
  /** Tags that would make it something else: taken away. */
  readonly notTags?: readonly string[];
  /** It is when the session is on. */
  readonly ofSession?: true;
  /** Keys of other events on the same entry, which may have to give way first. */
  readonly beside?: readonly string[];
}

/**
 * The event of one class on one entry. A class and an entry have one event at most that carries a resource's
 * mark; by it an event is found again whose id was never learnt.
 */
export function scheduleEvent<C extends keyof EventClasses, I extends ScheduleEventInputs>(
  spec: ScheduleEventSpec<C, I>,
): Part<I, EventClasses[C]> {
  type Event = EntryScheduleEvent;
  const { type, key, handle, fields, label = "schedule event" } = spec;
  const objectType = `Kaltura${type}ScheduleEvent`;
  const all: readonly Field<I>[] = [...fields, owner as Field<I>];
  const own = all.filter(f => f.input.startsWith("scheduleEvent."));
  const dates = fields.filter(f => f.wire === "startDate" || f.wire === "endDate");
  const inputOf = inputFinder(all);

  const datesOf = (inputs: I) => toAdd(dates, inputs) as { startDate?: number; endDate?: number };
  const isWanted = (inputs: I) => datesOf(inputs).startDate !== undefined;
  /** Kaltura's update checks an event without both dates against its widened times: always send the two. */
  const withDates = (inputs: I, patch: Props): Event => ({ objectType, ...datesOf(inputs), ...patch });
  const wish = (inputs: Partial<I>, previous?: Partial<I>): TagWish => ({
    constant: spec.tags ?? [],
    unwanted: spec.notTags ?? [],
    own: inputs.scheduleEvent?.tags,
    previous: previous?.scheduleEvent?.tags,
    mark: inputs.mark,
  });

  const replaced = `${key}:replaced`;
  const gone = (which: string) => `${which}:gone`;
  const givingWay = [replaced, ...(spec.beside ?? []).flatMap(other => [other, gone(other)])];
  /** What an event says that the inputs don't decide. */
  const unmanaged = (event: Event, previous: Partial<I> | undefined): Props => {
    const names = [...undecided(fields, previous), ...OTHERS_SAY];
    const values = names.map(wire => [wire, (event as Props)[wire]] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== ""));
  };

  return {
    key,
    label,
    outlivesRoot: true,
    product: "Scheduling (plugin schedule)",
    permissions: ["SCHEDULE_EVENT_BASE", "SCHEDULE_EVENT_MANAGE", "SCHEDULE_EVENT_DELETE"],

    async observe(site, want) {
      const { load } = site.runtime;
      const known = knownId(site, handle);
      if (known !== undefined) {
        const event = await load.scheduleEvent(known);
        if (event) return event as EventClasses[C];
        site.handles.delete(handle);
      }
      const entry = knownId(site, spec.of);
      const hasDates = dates.some(field => getPath(want, field.input) !== undefined);
      // Not by its id: then the one on our entry that carries our mark. Others are not ours.
      const mark = markTags(want.mark)[1];
      if (entry === undefined || !hasDates || mark === undefined) return undefined;
      const there = await load.scheduleEventsOf(entry, type);
      const event = there.find(e => commaList.from(e.tags ?? "").includes(mark));
      if (event) site.handles.set(handle, String(event.id));
      return event as EventClasses[C] | undefined;
    },

    marked: markedEvents,

    marks: event => marksIn(event.tags),

    async claim(site, want, { scheduleEventId, from }) {
      const entry = knownId(site, spec.of);
      if (entry === undefined || !isWanted(want)) return;
      const one = eventToAdopt(
        await site.runtime.load.scheduleEventsOf(entry, type),
        { entry, label, mark: want.mark },
        datesOf(want),
        // By its id only the session's own can be named.
        { scheduleEventId: spec.ofSession ? scheduleEventId : undefined, from },
      );
      if (one?.id !== undefined) site.handles.set(handle, String(one.id));
    },

    async plan({ inputs, previous }, observed, site) {
      const note = (event: Event) => {
        site.handles.set(handle, String(event.id));
        site.seen.set(key, event);
      };
      const forget = () => {
        site.handles.delete(handle);
        site.seen.delete(key);
      };
      if (!isWanted(inputs)) {
        const done = () => {
          forget();
          site.seen.set(gone(key), true);
        };
        const off = disruption(observed, "takes it off the schedule", ["start", "end"]);
        return deletion(observed?.id).map(step => ({ ...step, ...off, done }));
      }
      // The search index may have a deleted event for a moment yet, or the one beside gives way in this very request.
      const recover: Step["recover"] = error =>
        error.code === "SCHEDULE_TIME_IN_USE" && givingWay.some(other => site.seen.has(other)) && "later";
      const entry = site.handles.get(spec.of)!;
      const remake =
        observed !== undefined &&
        (!isActive(observed) || mustBeRemade(all, inputs, previous, observed as Props));
      if (remake) site.seen.set(replaced, observed);
      if (observed === undefined || remake) {
        // The event deleted for this one, now or in the round before: what others set on it goes over.
        const old = site.seen.get(replaced) as Event | undefined;
        const tags = tagsToWrite(wish(inputs, previous), old && (old.tags ?? "")) ?? old?.tags;
        const add = calls.scheduleEvent.add<Event>({
          objectType,
          recurrenceType: RECURRENCE_NONE,
          ...(old && { ...unmanaged(old, previous), ...(await liveFeaturesOf(old, site)) }),
          ...toAdd(fields, inputs),
          ...(tags === "" || tags === undefined ? {} : { tags }),
          // Kaltura does not check templateEntryId, and a failed entry leaves it empty: the event would be an
          // orphan. A summary that comes from the entry too is then empty, and an empty summary is refused.
          ...(entry instanceof Reference ? { summary: new Reference(entry.call, "name") } : {}),
          templateEntryId: entry,
        });
        const steps: Step[] = [
          ...(remake
            ? deletion(observed.id).map(step => ({
                ...step,
                ...disruption(observed, "takes away what it shows", []),
                done: forget,
              }))
            : []),
          {
            call: add,
            purpose: `make the ${label}`,
            inputOf,
            done: note,
            recover,
            searched: true,
            keepsOthers: old !== undefined,
          },
        ];
        const ownerId = toAdd([owner], inputs);
        if (Object.keys(ownerId).length > 0) {
          steps.push({
            call: calls.scheduleEvent.update(new Reference(add, "id"), withDates(inputs, ownerId)),
            purpose: `set the ${label}'s owner`,
            inputOf,
            done: note,
          });
        }
        return steps;
      }
      const tags = tagsToWrite(wish(inputs, previous), observed.tags ?? "");
      const patch = {
        ...toUpdate(all, inputs, previous, observed as Props),
        ...(tags === undefined ? {} : { tags }),
        ...(observed.templateEntryId === entry ? {} : { templateEntryId: entry }),
      };
      if (Object.keys(patch).length === 0) return [];
      const disrupts = spec.ofSession
        ? disruptionBy(observed, patch, site.runtime.now() / 1000, inputOf)
        : undefined;
      return [
        {
          call: calls.scheduleEvent.update(observed.id!, withDates(inputs, patch)),
          purpose: `update the ${label}`,
          inputOf,
          ...(disrupts === undefined ? {} : { disrupts }),
          done: note,
          recover,
          keepsOthers: tags !== undefined,
        },
      ];
    },

    async drift(inputs, observed) {
      // An event that is not wanted but there was to be deleted: still to do.
      if (!isWanted(inputs)) return { inputs: {}, missing: observed !== undefined };
      // What the session shares with the event stays: its other parts have it.
      if (observed === undefined) return { inputs: allUnset(own, inputs), missing: true };
      const drift = driftOf(all, inputs, observed as Props);
      const tags = tagDrift(wish(inputs), observed.tags);
      if (tags.own !== undefined) drift["scheduleEvent.tags"] = tags.own;
      return { inputs: drift, missing: tags.missing || !isActive(observed) };
    },

    // The active one; of several the first, as the calendar has them.
    async seek(site) {
      const entry = knownId(site, spec.of);
      if (entry === undefined || knownId(site, handle) !== undefined) return;
      const there = await site.runtime.load.scheduleEventsOf(entry, type);
      const [event, ...others] = there
        .filter(isActive)
        .sort((a, b) => Number(a.startDate ?? 0) - Number(b.startDate ?? 0));
      if (event === undefined) return;
      site.handles.set(handle, String(event.id));
      if (others.length > 0) {
        site.runtime.say(
          `entry ${entry} has ${others.length + 1} events of the kind "${label}"; the first, ${event.id}, is taken for the session's, and ${others.map(o => o.id).join(", ")} left alone`,
        );
      }
    },

    async fill(observed, _site, known) {
      if (observed === undefined) return {};
      // Title and description are the entry's.
      const table = all.filter(f => f.input !== "name" && f.input !== "description");
      const tags = ownTags(wish({}), observed.tags);
      return {
        ...inputsFrom(table, observed as Props, known),
        ...(tags.length > 0 ? { "scheduleEvent.tags": tags } : {}),
      };
    },

    slots: observed => (spec.ofSession && isActive(observed) ? [eventSlot(observed)] : []),

    remove: async (observed, site) => deletion(observed?.id ?? knownId(site, handle)),
  };

  /** What it means that the session's event goes; nothing for one that is cancelled, or not the session's. */
  function disruption(observed: Event | undefined, what: string, inputs: string[]): Pick<Step, "disrupts"> {
    if (!spec.ofSession || observed === undefined || !isActive(observed)) return {};
    return { disrupts: { what, inputs, slot: eventSlot(observed), whileOnAir: true } };
  }

  function deletion(id: number | string | undefined): Step[] {
    if (id === undefined) return [];
    return [{ call: calls.scheduleEvent.delete(id), purpose: `delete the ${label}`, fine: ["gone"] }];
  }
}

/** By this tag Kaltura's applications know the event of a simulive. */
const SIMULIVE = "simulive";

/** The event of a live session's entry. */
export const liveStreamEvent = scheduleEvent<"LiveStream", ScheduleEventInputs>({
  type: "LiveStream",
  key: "event",
  handle: "event",
  of: "entry",
  ofSession: true,
  fields: liveStreamEventFields,
  notTags: [SIMULIVE],
  beside: ["redirect"],
});

/** The event of a room's entry. */
export const meetingEvent = scheduleEvent<"Meeting", ScheduleEventInputs>({
  type: "Meeting",
  key: "event",
  handle: "event",
  of: "entry",
  ofSession: true,
  fields: [...eventText, ...eventTimes, ...eventDetails, preStart],
});

/** The event of a simulive's entry: what makes the recording live. */
export const simuliveEvent: Part<ScheduleEventInputs, LiveStreamScheduleEvent> = {
  ...scheduleEvent<"LiveStream", ScheduleEventInputs>({
    type: "LiveStream",
    key: "event",
    handle: "event",
    of: "entry",
    ofSession: true,
    fields: [...liveDetails, ...recording],
    tags: [SIMULIVE],
    beside: ["redirect"],
  }),
  outputs: event => ({ endsAt: writeLike(event.endDate!, undefined, undefined) }),
};
