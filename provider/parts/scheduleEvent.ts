/** The schedule event of an entry: when the session is on, in Kaltura's calendar. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { LiveStreamScheduleEvent } from "../kaltura/wire";
import {
  allUnset,
  choice,
  commaList,
  driftOf,
  type Field,
  inputFinder,
  toAdd,
  toUpdate,
} from "../lifecycle/fields";
import { knownId, type Part, type Step } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { markTags } from "../mark";
import { epochOf, writeLike } from "../time";
import type { Times } from "./sessionMetadata";
import { type TagWish, tagDrift, tagsToWrite } from "./tags";

export interface ScheduleEventInputs extends Times {
  name: string;
  description?: string;
  scheduleEvent?: { tags?: string[] };
  mark?: string;
}

export const classifications = { public: 1, private: 2, confidential: 3 } as const;
const RECURRENCE_NONE = 0;

const moment = (input: "start" | "end", wire: string): Field<ScheduleEventInputs> => ({
  input,
  wire,
  to: (v: string, inputs) => epochOf(v, inputs.timezone),
  from: (v: number, inputs) => writeLike(v, inputs[input], inputs.timezone),
  clear: "stay",
});

const fields: readonly Field<ScheduleEventInputs>[] = [
  { input: "name", wire: "summary", clear: "stay" },
  { input: "description", wire: "description", clear: { value: "" } },
  moment("start", "startDate"),
  moment("end", "endDate"),
  {
    input: "scheduleEvent.classification",
    wire: "classificationType",
    ...choice(classifications),
    clear: { value: classifications.public },
  },
  { input: "scheduleEvent.organizer", wire: "organizer", clear: "null" },
  { input: "scheduleEvent.referenceId", wire: "referenceId", clear: "null" },
  { input: "scheduleEvent.location", wire: "location", clear: "null" },
  { input: "scheduleEvent.projectedAudience", wire: "projectedAudience", clear: "null" },
  // Neither can be cleared (api-facts, "Schedule event"), but zero is what "none" means.
  { input: "scheduleEvent.preStartSeconds", wire: "preStartTime", clear: { value: 0 } },
  { input: "scheduleEvent.postEndSeconds", wire: "postEndTime", clear: { value: 0 } },
];

/** Kaltura ignores ownerId when an event is added, and takes it on update. */
const owner: Field<ScheduleEventInputs> = { input: "scheduleEvent.owner", wire: "ownerId", clear: "stay" };

const all = [...fields, owner];

const wish = (inputs: Partial<ScheduleEventInputs>, previous?: Partial<ScheduleEventInputs>): TagWish => ({
  constant: [],
  own: inputs.scheduleEvent?.tags,
  previous: previous?.scheduleEvent?.tags,
  mark: inputs.mark,
});

/** Kaltura's update checks an event without both dates against its widened times: always send the two. */
const withDates = (inputs: ScheduleEventInputs, patch: Props): LiveStreamScheduleEvent => ({
  objectType: "KalturaLiveStreamScheduleEvent",
  startDate: epochOf(inputs.start, inputs.timezone),
  endDate: epochOf(inputs.end, inputs.timezone),
  ...patch,
});

const KEY = "event";

export const liveStreamEvent: Part<ScheduleEventInputs, LiveStreamScheduleEvent> = {
  key: KEY,
  label: "schedule event",
  outlivesRoot: true,
  product: "Scheduling (plugin schedule)",
  permissions: ["SCHEDULE_EVENT_BASE", "SCHEDULE_EVENT_MANAGE", "SCHEDULE_EVENT_DELETE"],

  async observe(site, want) {
    const { load } = site.runtime;
    const known = knownId(site, "event");
    if (known !== undefined) {
      const event = await load.scheduleEvent(known);
      if (event) return event;
      site.handles.delete("event");
    }
    const entry = knownId(site, "entry");
    if (entry === undefined) return undefined;
    // Not by its id: then the one on our entry that carries our mark. Others are not ours.
    const mark = markTags(want.mark)[1];
    const event = (await load.scheduleEventsOf(entry)).find(
      e => mark !== undefined && commaList.from(e.tags ?? "").includes(mark),
    );
    if (event) site.handles.set("event", String(event.id));
    return event;
  },

  async plan({ inputs, previous }, observed, site) {
    const inputOf = inputFinder(all);
    const note = (event: LiveStreamScheduleEvent) => {
      site.handles.set("event", String(event.id));
      site.seen.set(KEY, event);
    };
    const entry = site.handles.get("entry")!;
    const tags = tagsToWrite(
      wish(inputs, previous),
      observed === undefined ? undefined : (observed.tags ?? ""),
    );
    if (observed === undefined) {
      const add = calls.scheduleEvent.add<LiveStreamScheduleEvent>({
        objectType: "KalturaLiveStreamScheduleEvent",
        recurrenceType: RECURRENCE_NONE,
        ...toAdd(fields, inputs),
        ...(tags === "" ? {} : { tags }),
        // Kaltura does not check templateEntryId, and a failed entry leaves it empty: the event would be an
        // orphan. A summary that comes from the entry too is then empty, and an empty summary is refused.
        ...(entry instanceof Reference ? { summary: new Reference(entry.call, "name") } : {}),
        templateEntryId: entry,
      });
      const steps: Step[] = [{ call: add, purpose: "make the schedule event", inputOf, done: note }];
      const ownerId = toAdd([owner], inputs);
      if (Object.keys(ownerId).length > 0) {
        steps.push({
          call: calls.scheduleEvent.update(new Reference(add, "id"), withDates(inputs, ownerId)),
          purpose: "set the schedule event's owner",
          inputOf,
          done: note,
        });
      }
      return steps;
    }
    const patch = {
      ...toUpdate(all, inputs, previous, observed as Props),
      ...(tags === undefined ? {} : { tags }),
      ...(observed.templateEntryId === entry ? {} : { templateEntryId: entry }),
    };
    if (Object.keys(patch).length === 0) return [];
    return [
      {
        call: calls.scheduleEvent.update(observed.id!, withDates(inputs, patch)),
        purpose: "update the schedule event",
        inputOf,
        done: note,
      },
    ];
  },

  async drift(inputs, observed) {
    if (observed === undefined) {
      // The times are required inputs and stay; what shows is that the event is missing.
      const { name: _n, description: _d, start: _s, end: _e, ...unset } = allUnset(all, inputs);
      return { inputs: unset, missing: true };
    }
    const drift = driftOf(all, inputs, observed as Props);
    const tags = tagDrift(wish(inputs), observed.tags);
    if (tags.own !== undefined) drift["scheduleEvent.tags"] = tags.own;
    return { inputs: drift, missing: tags.missing };
  },

  async remove(observed, site) {
    const id = observed?.id ?? knownId(site, "event");
    if (id === undefined) return [];
    return [{ call: calls.scheduleEvent.delete(id), purpose: "delete the schedule event", fine: ["gone"] }];
  },

  outputs: event => ({ scheduleEventId: String(event.id) }),
};
