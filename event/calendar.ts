/**
 * The calendar of an event: iCalendar text (RFC 5545) of its agenda, to subscribe to or to send around.
 *
 * - UID: the session's id and the event's. A session that moves stays the same entry in everybody's calendar.
 * - SEQUENCE: the revision, the same for all. Whoever subscribes sees each change without it; programs that were sent
 *   a file take a newer one for newer only when its revision is higher.
 * - DTSTAMP follows from the revision, not from the clock: the text changes when the programme does, and a preview
 *   that changes nothing shows no change.
 * - Times are local, with the rules of their timezones (VTIMEZONE) as far as the event needs them.
 */
import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import type { AgendaItem } from "./agenda";

export interface CalendarOptions {
  /** Stays what it is for the life of the event: half of each UID. */
  readonly id: string;
  /** Shown by calendars that are subscribed to it. */
  readonly name: string;
  /** SEQUENCE; 0. */
  readonly revision?: number;
}

/** What it needs of an agenda item. */
export type CalendarItem = Pick<AgendaItem, "id" | "title" | "start" | "end" | "timezone"> &
  Partial<AgendaItem>;

/** The text of a .ics file. */
export function calendarText(items: readonly CalendarItem[], options: CalendarOptions): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//pulumi-kaltura//event calendar//EN");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("name", options.name);
  // The name that most programs look for.
  calendar.addPropertyWithValue("x-wr-calname", options.name);
  for (const [zone, span] of spans(items)) {
    if (!isUtc(zone)) calendar.addSubcomponent(timezone(zone, span));
  }
  for (const item of items) calendar.addSubcomponent(eventOf(item, options));
  const lines = calendar.toString().replaceAll("\r\n ", "").split("\r\n");
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** Lines are of 75 bytes at most; ical.js forgets to count the blank that a continuation begins with. */
function folded(line: string): string {
  let text = "";
  let room = 75;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      text += "\r\n ";
      room = 74;
    }
    text += character;
    room -= size;
  }
  return text;
}

// ---- events --------------------------------------------------------------------------------------------

function eventOf(item: CalendarItem, { id, revision = 0 }: CalendarOptions): ICAL.Component {
  const event = new ICAL.Component("vevent");
  const text = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== "") event.addPropertyWithValue(name, plain(value));
  };
  text("uid", `${item.id}@${id}.pulumi-kaltura`);
  event.addPropertyWithValue("dtstamp", utc(STAMP.add({ seconds: revision })));
  event.addPropertyWithValue("sequence", revision);
  time(event, "dtstart", item.start, item.timezone);
  time(event, "dtend", item.end, item.timezone);
  text("summary", item.title);
  text("location", item.room);
  text("url", item.playerUrl);
  text("description", descriptionOf(item));
  if (item.tracks !== undefined && item.tracks.length > 0) {
    const categories = new ICAL.Property("categories");
    categories.setValues(item.tracks.map(plain));
    event.addProperty(categories);
  }
  return event;
}

/** Calendars show no HTML. */
function descriptionOf({ description, presenters = [], playerUrl }: CalendarItem): string {
  const people = presenters.map(({ name, title }) => (title === undefined ? name : `${name}, ${title}`));
  return [description === undefined ? "" : textOfHtml(description), people.join("\n"), playerUrl ?? ""]
    .filter(part => part !== "")
    .join("\n\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** The text of a description, which may be HTML. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<(br|\/p|\/li|\/h\d|\/div)\b[^>]*>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/\n{3,}/g, "\n\n")
    .trim();

function entity(name: string): string | undefined {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** iCalendar keeps line feeds; a carriage return or another control character would end a line in mid-text. */
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");

// ---- times ---------------------------------------------------------------------------------------------

/** When "revision 0" was: any moment will do that stays what it is. */
const STAMP = Temporal.Instant.from("2020-01-01T00:00:00Z");

const isUtc = (zone: string) => /^(etc\/)?(utc|uct|gmt|universal|zulu)$/i.test(zone);

const at = (text: string, zone: string) => Temporal.Instant.from(text).toZonedDateTimeISO(zone);

const utc = (instant: Temporal.Instant): ICAL.Time =>
  icalTime(instant.toZonedDateTimeISO("UTC").toPlainDateTime(), true);

function icalTime(local: Temporal.PlainDateTime, isUtcTime: boolean): ICAL.Time {
  const { year, month, day, hour, minute, second } = local;
  const zone = isUtcTime ? ICAL.Timezone.utcTimezone : ICAL.Timezone.localTimezone;
  return new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, zone);
}

function time(event: ICAL.Component, name: string, text: string, zone: string): void {
  if (isUtc(zone)) {
    event.addPropertyWithValue(name, utc(Temporal.Instant.from(text)));
    return;
  }
  const property = event.addPropertyWithValue(name, icalTime(at(text, zone).toPlainDateTime(), false));
  property.setParameter("tzid", zone);
}

// ---- timezones -----------------------------------------------------------------------------------------

interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** From the first to the last moment that is written in each timezone. */
function spans(items: readonly CalendarItem[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  const earlier = Temporal.Instant.compare;
  for (const { start, end, timezone: zone } of items) {
    const [from, to] = [Temporal.Instant.from(start), Temporal.Instant.from(end)];
    const before = spans.get(zone) ?? { from, to };
    spans.set(zone, {
      from: earlier(from, before.from) < 0 ? from : before.from,
      to: earlier(to, before.to) > 0 ? to : before.to,
    });
  }
  return spans;
}

/** Every change of the clocks that counts in the span, each by itself: no rule is guessed from a few years. */
function timezone(zone: string, { from, to }: Span): ICAL.Component {
  const component = new ICAL.Component("vtimezone");
  component.addPropertyWithValue("tzid", zone);
  for (const since of observances(zone, from, to)) {
    const before = offsetSeconds(since.subtract({ nanoseconds: 1 }));
    const after = offsetSeconds(since);
    const daylight = after > standardOffset(since);
    const part = new ICAL.Component(daylight ? "daylight" : "standard");
    // The onset is written in the time that was in force until then.
    const onset = since.toInstant().toZonedDateTimeISO("UTC").toPlainDateTime().add({ seconds: before });
    part.addPropertyWithValue("dtstart", icalTime(onset, false));
    part.addPropertyWithValue("tzoffsetfrom", offset(before));
    part.addPropertyWithValue("tzoffsetto", offset(after));
    component.addSubcomponent(part);
  }
  return component;
}

/** The change that is in force at the start, and those until the end; for a zone without any, the start of time. */
function observances(zone: string, from: Temporal.Instant, to: Temporal.Instant): Temporal.ZonedDateTime[] {
  const start = from.toZonedDateTimeISO(zone);
  // A transition at this very moment is found from the next one on.
  const first = start.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const list = [first ?? Temporal.Instant.from("1970-01-01T00:00:00Z").toZonedDateTimeISO(zone)];
  for (;;) {
    const next = list.at(-1)!.getTimeZoneTransition("next");
    if (next === null || Temporal.Instant.compare(next.toInstant(), to) > 0) return list;
    list.push(next);
  }
}

const offsetSeconds = (time: Temporal.ZonedDateTime) => Math.round(time.offsetNanoseconds / 1e9);

/** The smaller offset of that year: summer time is what is ahead of it. */
const standardOffset = (time: Temporal.ZonedDateTime): number =>
  Math.min(...[1, 7].map(month => offsetSeconds(time.with({ month, day: 1 }))));

const offset = (seconds: number): ICAL.UtcOffset => ICAL.UtcOffset.fromSeconds(seconds);
