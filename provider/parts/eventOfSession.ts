/** The schedule event as the time of a session: when it is on, which of several is its own, what a change does to it. */
import type { EntryScheduleEvent } from "../kaltura/wire";
import { AdoptionRefused, adoptLine, marksOfOthers } from "../lifecycle/adopt";
import { type Disruption, isIn } from "../lifecycle/live";
import type { Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { markTags } from "../mark";
import { type Slot, spell } from "../slots";
import { marksIn } from "./tags";

type Event = EntryScheduleEvent & { readonly preStartTime?: number; readonly postEndTime?: number };

const RECURRENCE_NONE = 0;
/** KalturaScheduleEventStatus.ACTIVE */
const ACTIVE = 2;

/** A cancelled event can't be made active again, and still takes its time (api-facts, "More traps"). */
export const isActive = (event: { readonly status?: number }) => event.status === ACTIVE;

export const eventSlot = (event: Event): Slot => ({
  start: event.startDate ?? 0,
  end: event.endDate ?? 0,
  lead: event.preStartTime ?? 0,
  tail: event.postEndTime ?? 0,
});

/** When sessions show an entry as their source. */
export async function timesShown(site: Site, entryId: string): Promise<Slot[]> {
  return (await site.runtime.load.eventsShowing(entryId)).filter(isActive).map(eventSlot);
}

/** `4711 "Keynote" (2027-05-04T07:00Z to 2027-05-04T08:00Z)`, with commas between; or none. */
const listed = (events: readonly Event[]): string =>
  events
    .map(e => `${e.id} ${spell(e.summary ?? "", { start: e.startDate ?? 0, end: e.endDate ?? 0 })}`)
    .join(", ") || "none";

/**
 * The event that an adopted entry's session takes over: the only one that nobody manages, or of several the one that
 * adopt names or that has the very times; undefined when there is none, or one that is ours already.
 * @throws AdoptionRefused when it is not clear which
 */
export function eventToAdopt(
  there: readonly Event[],
  about: { readonly entry: string; readonly label: string; readonly mark: string | undefined },
  at: { readonly startDate?: number; readonly endDate?: number },
  adoption: { readonly scheduleEventId: string | undefined; readonly from: string | undefined },
): Event | undefined {
  const { entry, label, mark } = about;
  const own = markTags(mark)[1];
  const single = there.filter(e => isActive(e) && (e.recurrenceType ?? RECURRENCE_NONE) === RECURRENCE_NONE);
  if (own !== undefined && single.some(event => marksIn(event.tags).includes(own))) return undefined;
  const free = single.filter(event => marksOfOthers(marksIn(event.tags), mark, adoption.from).length === 0);
  const wished = adoption.scheduleEventId;
  if (wished !== undefined) {
    const named = free.find(event => String(event.id) === wished);
    if (named !== undefined) return named;
    throw new AdoptionRefused(
      `input adopt: entry ${entry} has no active ${label} ${wished} that is nobody's; it has: ${listed(free)}`,
    );
  }
  const atThatTime = free.filter(e => e.startDate === at.startDate && e.endDate === at.endDate);
  const [one, ...more] = atThatTime.length === 1 ? atThatTime : free;
  if (more.length > 0) {
    throw new AdoptionRefused(
      `input adopt: entry ${entry} has ${free.length} of the kind "${label}": ${listed(free)}. Say which is the session's, such as ${adoptLine(entry, { scheduleEventId: String(one!.id) })}, or delete the others`,
    );
  }
  return one;
}

/** Properties of an event that say what is shown while it is on, and when. */
const SHOWN = ["sourceEntryId", "preStartEntryId", "postEndEntryId"];
const TIMES = ["startDate", "endDate", "preStartTime", "postEndTime"];

/**
 * What a change of its event does to a session that is on; undefined when viewers see nothing of it. A session that
 * is made longer while it is on goes on.
 * @param epoch now, in seconds
 */
export function disruptionBy(
  event: Event,
  patch: Props,
  epoch: number,
  inputOf: (wire: string) => string | undefined,
): Disruption | undefined {
  const among = (names: readonly string[]) =>
    names.filter(name => name in patch).flatMap(name => inputOf(name) ?? []);
  const common = { slot: eventSlot(event), whileOnAir: true };
  const shown = among(SHOWN);
  if (shown.length > 0) return { what: "changes what it shows", inputs: shown, ...common };
  const times = among(TIMES);
  if (times.length === 0 || isIn(eventSlot({ ...event, ...patch } as Event), epoch)) return undefined;
  return { what: "moves it away from now", inputs: times, ...common };
}
