/** Calendars: iCalendar (.ics), as calendar programs and conference tools export it. */
import ICAL from "ical.js";
import { epochOf, isTimezone, TimeError, writeLike } from "../../provider/time";
import { lengthText } from "../times";
import { asLocal, known, Named, RULES, tagsOf, textOf, zoneName } from "./fields";
import type { BadRow, Imported, Importer } from "./importer";

export const ical: Importer = {
  name: "ics",
  doc: "A calendar (.ics): its events are the sessions, their categories the tracks, their locations the rooms.",
  recognises: text => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text),
  read(text, options) {
    const calendars = parsed(text);
    const first = (name: string) =>
      calendars.map(calendar => textOf(calendar.getFirstPropertyValue(name))).find(Boolean);
    const timezone = zoneName(options.timezone ?? first("x-wr-timezone"));
    const [tracks, rooms] = [new Named(), new Named()];
    const zones = new Map(
      calendars
        .flatMap(calendar => calendar.getAllSubcomponents("vtimezone"))
        .map(zone => [String(zone.getFirstPropertyValue("tzid")), new ICAL.Timezone(zone)] as const),
    );
    const bad: BadRow[] = [];
    const rows: number[] = [];
    const sessions: object[] = [];
    const cancelled: string[] = [];
    const events = calendars.flatMap(calendar => calendar.getAllSubcomponents("vevent"));
    for (const [i, event] of events.entries()) {
      const row = i + 1;
      const value = (name: string) => textOf(event.getFirstPropertyValue(name)?.toString());
      const title = value("summary");
      try {
        const id = value("uid");
        if (id === undefined) throw new Refused("uid", "is missing: nothing to know it by the next time");
        if (value("status")?.toUpperCase() === "CANCELLED") {
          cancelled.push(title ?? id);
          continue;
        }
        for (const name of ["rrule", "rdate", "recurrence-id"]) {
          if (event.hasProperty(name)) {
            throw new Refused(name, "makes several sessions of one; write each as an event of its own");
          }
        }
        const start = timeOf(event, "dtstart", timezone, zones);
        if (start === undefined) throw new Refused("dtstart", "is missing");
        const end = timeOf(event, "dtend", timezone, zones);
        const lengths = event.getFirstProperty("duration");
        const length = lengths === null ? undefined : (valueIn(lengths, "duration") as ICAL.Duration);
        if (end === undefined && length === undefined)
          throw new Refused("dtend", "is missing, and so is a duration");
        const tags = event.getAllProperties("categories").flatMap(p => p.getValues().map(String));
        sessions.push(
          known({
            id,
            title,
            description: value("description"),
            track: tracks.id(tags[0]),
            room: rooms.id(value("location")),
            start: start.text,
            end: end === undefined ? undefined : inZoneOf(start, end),
            duration: end === undefined ? lengthText(length!.toSeconds()) : undefined,
            timezone: start.timezone === timezone ? undefined : start.timezone,
            tags: tagsOf(...tags.slice(1)),
          }),
        );
        rows.push(row);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        bad.push({
          row,
          path: `${JSON.stringify(title ?? `event ${row}`)} ${error.property}`,
          reason: error.message,
        });
      }
    }
    const name = first("x-wr-calname") ?? options.name;
    return {
      definition: known({ name, timezone, rules: RULES, tracks: tracks.list, rooms: rooms.list, sessions }),
      rows: { sessions: rows },
      bad,
      notes: cancelled.length === 0 ? [] : [`cancelled events are left out: ${cancelled.join(", ")}`],
    } satisfies Imported;
  },
};

function parsed(text: string): ICAL.Component[] {
  try {
    const json = ICAL.parse(text.replace(/^\uFEFF/, ""));
    // Several calendars in one file come as a list.
    const several = Array.isArray(json[0]) ? (json as unknown as (typeof json)[]) : [json];
    return several.map(calendar => new ICAL.Component(calendar));
  } catch (error) {
    throw new Error(`it is no calendar: ${(error as Error).message}`);
  }
}

/** @throws Refused for what has not the form of its kind, and for a date that the calendar has not: never carried over */
function valueIn(property: ICAL.Property, name: string): unknown {
  const written = String(property.toJSON()[3]);
  try {
    const value = property.getFirstValue();
    const exists = !(value instanceof ICAL.Time) || value.toString() === written;
    if (exists) return value;
  } catch {
    // Said below, with the text.
  }
  throw new Refused(name, `${JSON.stringify(written)} is no ${name === "duration" ? "length" : "time"}`);
}

/** Why an event can't become a session. */
class Refused extends Error {
  constructor(
    readonly property: string,
    message: string,
  ) {
    super(message);
  }
}

type Zones = ReadonlyMap<string, ICAL.Timezone>;

/** A time as text, in the timezone in which it is read. */
interface Time {
  readonly text: string;
  readonly timezone?: string | undefined;
}

/** A session has one timezone, that of its start: the end of a flight is written by the clocks where it began. */
function inZoneOf(start: Time, { text, timezone }: Time): string {
  if (timezone === start.timezone) return text;
  try {
    return writeLike(epochOf(text, timezone), undefined, start.timezone);
  } catch (error) {
    if (error instanceof TimeError) throw new Refused("dtend", `${text} ${error.message}`);
    throw error;
  }
}

/**
 * A time as the event file has it. A timezone is known by its IANA name, or else by the rules that the calendar brings
 * along; a time without any is in the event's timezone.
 * @throws Refused for a whole day, and for a time that nobody can place
 */
function timeOf(
  event: ICAL.Component,
  name: "dtstart" | "dtend",
  zone: string | undefined,
  zones: Zones,
): Time | undefined {
  const property = event.getFirstProperty(name);
  const time = property === null ? undefined : valueIn(property, name);
  if (property === null || !(time instanceof ICAL.Time)) return undefined;
  if (time.isDate) throw new Refused(name, "is a whole day; a session has times");
  const local = time.toString().replace(/Z$/, "").replace(/:00$/, "");
  const tzid = zoneName(textOf(property?.getParameter("tzid")));
  if (tzid !== undefined) {
    if (isTimezone(tzid)) return { text: local, timezone: tzid };
    const own = zones.get(String(property?.getParameter("tzid")));
    if (own === undefined) {
      const reason = `is in the timezone "${tzid}", which is none of the IANA database, and the calendar does not describe it`;
      throw new Refused(name, reason);
    }
    time.zone = own;
    const utc = `${time.convertToZone(ICAL.Timezone.utcTimezone).toString().replace(/Z$/, "")}Z`;
    return { text: asLocal(utc, zone), timezone: zone };
  }
  if (time.zone === ICAL.Timezone.utcTimezone) return { text: asLocal(`${local}Z`, zone), timezone: zone };
  if (zone === undefined) {
    throw new Refused(name, "has no timezone; say with --timezone in which one the calendar is");
  }
  return { text: local, timezone: zone };
}
