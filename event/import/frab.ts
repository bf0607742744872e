/** Schedules of frab and pretalx, as XML (schedule.xml) and as JSON (schedule.json): days, rooms, events, persons. */
import { XMLParser } from "fast-xml-parser";
import { isTimezone } from "../../provider/time";
import { dayPlus, hasForeignOffset, isDate } from "../times";
import { asLocal, known, lengthOf, Named, RULES, tagsOf, textOf, zoneName } from "./fields";
import type { BadRow, Imported, Importer, ImportOptions } from "./importer";

type Fields = Readonly<Record<string, unknown>>;

/** An event of a schedule, in whichever form it was written. */
interface Talk {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly track: string | undefined;
  readonly room: string | undefined;
  /** With an offset, mostly. */
  readonly date: string | undefined;
  /** Time of day. */
  readonly start: string | undefined;
  /** Until this time of day, a time is that of the day after. */
  readonly dayChange: string | undefined;
  readonly duration: string | undefined;
  readonly type: string | undefined;
  readonly language: string | undefined;
  readonly persons: readonly { readonly id: string | undefined; readonly name: string | undefined }[];
}

interface Schedule {
  readonly title: string | undefined;
  readonly timezone: string | undefined;
  readonly talks: readonly Talk[];
}

export const frabXml: Importer = {
  name: "frab-xml",
  doc: "A schedule.xml of frab or pretalx.",
  recognises: text => /<schedule[\s>]/.test(text.slice(0, 5000)) && /<conference[\s>]/.test(text),
  read: (text, options) => imported(fromXml(text), options),
};

export const frabJson: Importer = {
  name: "frab-json",
  doc: "A schedule.json of frab or pretalx.",
  recognises: text => /"conference"\s*:/.test(text) && /"days"\s*:/.test(text),
  read: (text, options) => imported(fromJson(text), options),
};

// ---- XML -------------------------------------------------------------------------------------------------

const LISTS = new Set(["day", "room", "event", "person"]);

function fromXml(text: string): Schedule {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    textNodeName: "text",
    // 0123 and 2027 are texts here.
    parseTagValue: false,
    parseAttributeValue: false,
    // &#252; as well.
    htmlEntities: true,
    isArray: (name, path) => LISTS.has(name) && !String(path).endsWith("event.room"),
  });
  let schedule: Fields;
  try {
    schedule = fieldsOf((parser.parse(text) as Fields).schedule);
  } catch (error) {
    throw new Error(`it is no XML: ${(error as Error).message}`);
  }
  const conference = fieldsOf(schedule.conference);
  const talks = listOf(schedule.day).flatMap(day =>
    listOf(day.room).flatMap(room =>
      listOf(room.event).map(
        (event): Talk => ({
          id: inner(event.id) ?? inner(event.guid),
          title: inner(event.title),
          description: inner(event.abstract) ?? inner(event.description),
          track: inner(event.track),
          room: inner(event.room) ?? inner(room.name),
          date: inner(event.date) ?? inner(day.date),
          start: inner(event.start),
          dayChange: inner(conference.day_change),
          duration: inner(event.duration),
          type: inner(event.type),
          language: inner(event.language),
          persons: listOf(fieldsOf(event.persons).person).map(p => ({ id: inner(p.id), name: inner(p) })),
        }),
      ),
    ),
  );
  return { title: inner(conference.title), timezone: inner(conference.time_zone_name), talks };
}

/** The text of an element, with attributes or without. */
const inner = (value: unknown): string | undefined =>
  textOf(typeof value === "object" && value !== null ? (value as Fields).text : value);

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Elements that are mere text are objects of text here. */
const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(item => (typeof item === "object" ? fieldsOf(item) : { text: item })) : [];

// ---- JSON ------------------------------------------------------------------------------------------------

function fromJson(text: string): Schedule {
  let conference: Fields;
  try {
    conference = fieldsOf(fieldsOf(fieldsOf(JSON.parse(text.replace(/^\uFEFF/, ""))).schedule).conference);
  } catch (error) {
    throw new Error(`it is no JSON: ${(error as Error).message}`);
  }
  const talks = listOf(conference.days).flatMap(day =>
    Object.entries(fieldsOf(day.rooms)).flatMap(([room, events]) =>
      listOf(events).map(
        (event): Talk => ({
          id: textOf(event.id) ?? textOf(event.guid),
          title: textOf(event.title),
          description: textOf(event.abstract) ?? textOf(event.description),
          track: textOf(event.track),
          room: textOf(event.room) ?? room,
          date: textOf(event.date) ?? textOf(day.date),
          start: textOf(event.start),
          dayChange: undefined,
          duration: textOf(event.duration),
          type: textOf(event.type),
          language: textOf(event.language),
          persons: listOf(event.persons).map(p => ({
            id: textOf(p.id) ?? textOf(p.code),
            name: textOf(p.public_name) ?? textOf(p.name) ?? textOf(p.full_public_name),
          })),
        }),
      ),
    ),
  );
  return { title: textOf(conference.title), timezone: textOf(conference.time_zone_name), talks };
}

// ---- both ------------------------------------------------------------------------------------------------

function imported({ title, timezone, talks }: Schedule, options: ImportOptions): Imported {
  const zone = zoneName(timezone ?? options.timezone);
  const [tracks, rooms] = [new Named(), new Named()];
  const presenters = new Map<string, string>();
  const bad: BadRow[] = [];
  const rows: number[] = [];
  const sessions: object[] = [];
  const foreign: string[] = [];
  for (const [i, talk] of talks.entries()) {
    const row = i + 1;
    const start = startOf(talk);
    const duration = talk.duration === undefined ? undefined : lengthOf(talk.duration);
    const problem = problemOf(talk, start, duration);
    if (problem !== undefined) {
      bad.push({ row, ...problem });
      continue;
    }
    if (zone !== undefined && isTimezone(zone) && hasForeignOffset(start!, zone)) foreign.push(talk.id!);
    for (const { id, name } of talk.persons)
      if (id !== undefined && name !== undefined) presenters.set(id, name);
    sessions.push(
      known({
        id: talk.id,
        title: talk.title,
        description: talk.description,
        track: tracks.id(talk.track),
        room: rooms.id(talk.room),
        start: asLocal(start!, zone),
        duration,
        presenters: talk.persons.flatMap((p): unknown[] =>
          p.name === undefined ? [] : [p.id ?? { name: p.name }],
        ),
        tags: tagsOf(talk.type, talk.language),
      }),
    );
    rows.push(row);
  }
  return {
    definition: known({
      name: title ?? options.name,
      timezone: zone,
      rules: RULES,
      tracks: tracks.list,
      rooms: rooms.list,
      presenters: [...presenters].map(([id, name]) => ({ id, name })),
      sessions,
    }),
    rows: { sessions: rows },
    bad,
    notes:
      foreign.length === 0
        ? []
        : [
            `${foreign.length} of ${talks.length} sessions have an offset that ${zone} does not have then (${foreign.slice(0, 3).join(", ")}${foreign.length > 3 ? " …" : ""}); the offset decides`,
          ],
  };
}

/**
 * The date with its offset where there is one; else the time of day on the date. What is on after midnight stands with
 * the day before, up to the conference's day change.
 */
function startOf({ date, start, dayChange }: Talk): string | undefined {
  if (date === undefined) return undefined;
  if (/T\d{2}:\d{2}/.test(date)) return date.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
  const clock = /^(\d{1,2}):(\d{2})/.exec(start ?? "");
  if (clock === null || !isDate(date)) return undefined;
  const time = `${clock[1]!.padStart(2, "0")}:${clock[2]}`;
  return `${dayPlus(date, time < (dayChange ?? "") ? 1 : 0)}T${time}`;
}

function problemOf(
  talk: Talk,
  start: string | undefined,
  duration: string | undefined,
): Omit<BadRow, "row"> | undefined {
  const name = talk.title ?? talk.id ?? "event";
  const say = (field: string, reason: string) => ({ path: `${JSON.stringify(name)} ${field}`, reason });
  if (talk.id === undefined)
    return say("id", "is missing, and so is its guid: nothing to know it by the next time");
  if (start === undefined) {
    const given = talk.date ?? talk.start;
    return say("date", given === undefined ? "is missing" : `${JSON.stringify(given)} is no time`);
  }
  if (duration === undefined) {
    return say(
      "duration",
      talk.duration === undefined ? "is missing" : `${JSON.stringify(talk.duration)} is no length`,
    );
  }
  return undefined;
}
