/** Calendars to download: of all sessions, and of each by itself, as the same entries. */
import ICAL from "ical.js";
import { calendarText } from "../event/calendar";
import type { Site, SiteSession } from "./model";

export interface Calendars {
  readonly all: string;
  readonly of: (session: SiteSession) => string;
}

/**
 * @param text the stack output `calendar`; without it one is made of the agenda
 * @param id of the event, for a calendar that is made here
 */
export function calendarsOf(site: Site, text: string | undefined, id: string): Calendars {
  if (text === undefined) {
    const made = (sessions: readonly SiteSession[]) =>
      calendarText(
        sessions.map(({ item }) => item),
        { id, name: site.title },
      );
    return { all: made(site.sessions), of: session => made([session]) };
  }
  const parsed = parse(text);
  const events = new Map(
    parsed
      .getAllSubcomponents("vevent")
      .map(event => [idOf(String(event.getFirstPropertyValue("uid"))), event]),
  );
  return {
    all: text,
    of: ({ item }) => {
      const event = events.get(item.id);
      if (event !== undefined) return `${only(parsed, event).toString()}\r\n`;
      throw new Error(
        `The output calendar has no entry for session ${JSON.stringify(item.id)}; run pulumi up`,
      );
    },
  };
}

/** What the calendar calls the event. */
export function nameIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const name = parse(text).getFirstPropertyValue("x-wr-calname");
  return typeof name === "string" && name.trim() !== "" ? name.trim() : undefined;
}

function parse(text: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    if (calendar.name === "vcalendar") return calendar;
  } catch {
    // It has words of its own, which say nothing of where the text is from.
  }
  throw new Error("The output calendar is no iCalendar text");
}

/** `opening@summit.pulumi-kaltura` → `opening`; a session's id may hold an @ itself. */
const idOf = (uid: string) => uid.slice(0, Math.max(0, uid.lastIndexOf("@")));

/** A calendar of one event, with the timezones it needs. */
function only(calendar: ICAL.Component, event: ICAL.Component): ICAL.Component {
  const single = new ICAL.Component("vcalendar");
  for (const name of ["version", "prodid", "calscale"]) {
    const property = calendar.getFirstProperty(name);
    if (property) single.addProperty(new ICAL.Property(property.toJSON()));
  }
  const zones = new Set(
    event
      .getAllProperties()
      .map(property => property.getParameter("tzid"))
      .filter(zone => zone !== undefined),
  );
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    if (zones.has(String(zone.getFirstPropertyValue("tzid")))) single.addSubcomponent(copy(zone));
  }
  single.addSubcomponent(copy(event));
  return single;
}

const copy = (component: ICAL.Component) => new ICAL.Component(structuredClone(component.toJSON()));
