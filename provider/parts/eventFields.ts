/** What a schedule event says, and which input each of it comes from. */
import { isYes } from "../kaltura/wire";
import { choice, type Field } from "../lifecycle/fields";
import { moment } from "./moment";
import type { Times } from "./sessionMetadata";

/** The inputs that every kind of event reads, beside those in its table. */
export interface ScheduleEventInputs extends Partial<Times> {
  scheduleEvent?: { tags?: string[] };
  mark?: string;
}

const classifications = { public: 1, private: 2, confidential: 3 } as const;

/** Title and description are the session's. */
export const eventText: readonly Field<ScheduleEventInputs>[] = [
  { input: "name", wire: "summary", clear: "stay" },
  { input: "description", wire: "description", clear: { value: "" } },
];

/** The session's own times. */
export const eventTimes: readonly Field<ScheduleEventInputs>[] = [
  moment<"start", ScheduleEventInputs>("start", "startDate", "stay"),
  moment<"end", ScheduleEventInputs>("end", "endDate", "stay"),
];

/** What events of all classes have in common. */
export const eventDetails: readonly Field<ScheduleEventInputs>[] = [
  {
    input: "scheduleEvent.classification",
    wire: "classificationType",
    ...choice(classifications),
    clear: { value: classifications.public },
  },
  { input: "scheduleEvent.organizer", wire: "organizer", clear: "null" },
  { input: "scheduleEvent.referenceId", wire: "referenceId", clear: "null" },
  { input: "scheduleEvent.location", wire: "location", clear: "null" },
];

// Neither can be cleared (api-facts, "Schedule event"), but zero is what "none" means.
export const preStart: Field<ScheduleEventInputs> = {
  input: "scheduleEvent.preStartSeconds",
  wire: "preStartTime",
  clear: { value: 0 },
};
const postEnd: Field<ScheduleEventInputs> = {
  input: "scheduleEvent.postEndSeconds",
  wire: "postEndTime",
  clear: { value: 0 },
};

/** What the event shows in place of the entry's own stream. An entry that is live itself takes an admin's session. */
const source = (input: string): Field<ScheduleEventInputs> => ({
  input,
  wire: "sourceEntryId",
  clear: "remake",
});

export const liveDetails: readonly Field<ScheduleEventInputs>[] = [
  ...eventText,
  ...eventTimes,
  ...eventDetails,
  { input: "scheduleEvent.projectedAudience", wire: "projectedAudience", clear: "null" },
  preStart,
  postEnd,
];

/** A recording that is aired as live, with clips before and after it; Kaltura takes their lengths for the times. */
export const recording: readonly Field<ScheduleEventInputs>[] = [
  source("source"),
  { input: "preStartEntry", wire: "preStartEntryId", derives: ["preStartTime"], clear: "remake" },
  { input: "postEndEntry", wire: "postEndEntryId", derives: ["postEndTime"], clear: "remake" },
  {
    input: "contentInterruptible",
    wire: "isContentInterruptible",
    to: (v: boolean) => Number(v),
    from: isYes,
    clear: { value: 0 },
  },
];

/** The table of a live stream's event; a simulive that became a webcast gets rid of its recording. */
export const liveStreamEventFields = [...liveDetails, source("channel"), ...recording];

/** What an event can say that no input decides. */
export const OTHERS_SAY = [
  "priority",
  "contact",
  "comment",
  "geoLatitude",
  "geoLongitude",
  "entryIds",
  "categoryIds",
];
