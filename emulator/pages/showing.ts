/** What there is to say of an entry at a moment: its title, its times, and where in its schedule the moment is. */
import type { Core } from "../core.js";
import { type Entry, LIVE_STREAM, ROOM } from "../entries/model.js";
import { ACTIVE, eventsOf, type ScheduleEvent } from "../schedule/model.js";
import { escapeHtml } from "./html.js";

export type Phase = "upcoming" | "on" | "over" | "recording" | "unscheduled";

export interface Showing {
  entry: Entry;
  phase: Phase;
  /** Epoch seconds, as screens show them; absent without a schedule. */
  start?: number;
  end?: number;
}

/** The event that runs, else the next one, else the last. */
export function showingOf(core: Core, entry: Entry): Showing {
  const now = core.clock.now();
  const events = eventsOf(core.store)
    .where(
      event =>
        event.partnerId === entry.partnerId && event.status === ACTIVE && event.templateEntryId === entry.id,
    )
    .map(event => ({ ...screenTimes(event) }))
    .sort((a, b) => a.start - b.start);
  const event = events.find(({ end }) => end > now) ?? events.at(-1);
  if (event === undefined)
    return { entry, phase: entry.type === LIVE_STREAM || entry.type === ROOM ? "unscheduled" : "recording" };
  const phase = now < event.start ? "upcoming" : now < event.end ? "on" : "over";
  return { entry, phase, ...event };
}

const screenTimes = ({ startDate, endDate, startScreenTime, endScreenTime }: ScheduleEvent) => ({
  start: startScreenTime ?? startDate,
  end: endScreenTime ?? endDate,
});

const WORDS: Readonly<Record<Phase, string>> = {
  upcoming: "Upcoming",
  on: "On now, by its schedule",
  over: "Over",
  recording: "Recording",
  unscheduled: "Not scheduled",
};

/** Title, state and times as HTML. */
export function showingHtml({ entry, phase, start, end }: Showing): string {
  const when = start === undefined || end === undefined ? "" : `${time(start)} to ${time(end)}`;
  return [
    `<p class="state${phase === "on" ? " on" : ""}">${WORDS[phase]}</p>`,
    `<h1>${escapeHtml(entry.name || entry.id)}</h1>`,
    when && `<p class="quiet">${when}</p>`,
  ]
    .filter(Boolean)
    .join("\n");
}

const time = (seconds: number) =>
  `<time datetime="${new Date(seconds * 1000).toISOString()}">${new Date(seconds * 1000)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ")} UTC</time>`;
