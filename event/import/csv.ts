/** Spreadsheets as CSV: one session a row, under a row of headings. */
import { type CsvError, parse } from "csv-parse/sync";
import { asLocal, known, lengthOf, Named, RULES, slug, tagsOf, textOf, zoneName } from "./fields";
import type { BadRow, Imported, Importer } from "./importer";

/** Headings by what they mean; letter case, blanks and signs around words don't matter. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  id: ["id", "code", "session id", "session code", "uid"],
  title: ["title", "name", "session", "session title", "talk"],
  description: ["abstract", "description", "summary"],
  track: ["track", "category", "stream"],
  room: ["room", "location", "stage", "venue"],
  date: ["date", "day"],
  start: ["start", "starts", "start time", "starts at", "begin", "from"],
  end: ["end", "ends", "end time", "ends at", "until", "to"],
  duration: ["duration", "length", "minutes"],
  timezone: ["timezone", "time zone", "tz"],
  presenters: ["speakers", "speaker", "presenters", "presenter", "people"],
  kind: ["kind"],
  type: ["type", "session type", "format"],
  language: ["language", "lang"],
  tags: ["tags", "keywords"],
  channel: ["channel"],
  video: ["video"],
  template: ["template"],
};

type Column = keyof typeof HEADINGS & string;
type Row = Readonly<Partial<Record<Column, string>>>;

const columnOf = (heading: string): Column | undefined => {
  const words = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return Object.keys(HEADINGS).find(column => HEADINGS[column]!.includes(words));
};

export const csv: Importer = {
  name: "csv",
  doc: "A spreadsheet saved as CSV: headings in the first row (title, start, end or duration; id, track, room, abstract, speakers, kind …), one session a row.",
  recognises(text, file) {
    if (!/\.(csv|tsv|txt)$/i.test(file)) return false;
    try {
      const [[, head = []] = []] = recordsOf(text);
      const columns = head.map(columnOf);
      return columns.includes("title") && columns.includes("start");
    } catch {
      return false;
    }
  },
  read(text, { name, timezone }) {
    const [[, head = []] = [], ...records] = recordsOf(text);
    const columns = head.map(columnOf);
    for (const needed of ["title", "start"]) {
      if (!columns.includes(needed)) {
        throw new Error(
          `it has no column for the ${needed}; name one of its headings ${HEADINGS[needed]!.join(", ")}`,
        );
      }
    }
    const twice = columns.find((column, i) => column !== undefined && columns.indexOf(column) < i);
    if (twice !== undefined)
      throw new Error(`it has two columns for the ${twice}; take one out or rename it`);
    const zone = zoneName(timezone);
    const [tracks, rooms] = [new Named(), new Named()];
    const bad: BadRow[] = [];
    const rows: number[] = [];
    const sessions: object[] = [];
    for (const [row, record] of records) {
      if (record.length > head.length && record.slice(head.length).some(cell => cell.trim() !== "")) {
        const reason = `are ${record.length} under ${head.length} headings; put texts with commas into quotes`;
        bad.push({ row, path: "cells", reason });
        continue;
      }
      const cells: Row = Object.fromEntries(
        record.flatMap((cell, c) =>
          columns[c] === undefined || textOf(cell) === undefined ? [] : [[columns[c], cell.trim()]],
        ),
      );
      const problem = problemOf(cells);
      if (problem !== undefined) {
        bad.push({ row, ...problem });
        continue;
      }
      sessions.push(sessionOf(cells, zone, tracks, rooms));
      rows.push(row);
    }
    const unused = head.filter((heading, i) => columns[i] === undefined && heading.trim() !== "");
    return {
      definition: known({
        name,
        timezone: zone,
        rules: RULES,
        tracks: tracks.list,
        rooms: rooms.list,
        sessions,
      }),
      rows: { sessions: rows },
      bad,
      notes: [
        ...(unused.length > 0 ? [`columns that are not used: ${unused.join(", ")}`] : []),
        ...(columns.includes("id")
          ? []
          : [
              "there is no column id, so ids follow the titles: a new title would be a new session, with a new embed; add a column id",
            ]),
      ],
    } satisfies Imported;
  },
};

/** Rows by their numbers in the spreadsheet, without empty ones. Commas, semicolons or tabs: what parts the headings. */
function recordsOf(text: string): Array<readonly [row: number, cells: string[]]> {
  const head = /\S.*/.exec(text.replace(/^\uFEFF/, ""))?.[0] ?? "";
  const delimiter = [",", ";", "\t"].sort((a, b) => head.split(b).length - head.split(a).length)[0]!;
  try {
    const rows = parse(text, { bom: true, delimiter, relax_column_count: true }) as string[][];
    return rows
      .map((cells, i) => [i + 1, cells] as const)
      .filter(([, cells]) => cells.some(cell => cell.trim() !== ""));
  } catch (error) {
    throw new Error(`it can't be read as CSV: ${(error as CsvError).message}`);
  }
}

/** What is wrong with the form of a row's times; all else is checked with the whole event. */
function problemOf(cells: Row): Omit<BadRow, "row"> | undefined {
  const { date } = cells;
  if (date !== undefined && dateOf(date) === undefined)
    return { path: "date", reason: `${JSON.stringify(date)} ${DATES}` };
  for (const which of ["start", "end"] as const) {
    const text = cells[which];
    if (text === undefined) {
      if (which === "start") return { path: "start", reason: "is missing" };
      continue;
    }
    if (timeOf(text, date) === undefined) return { path: which, reason: `${JSON.stringify(text)} ${TIMES}` };
  }
  const { duration, end } = cells;
  if (end === undefined && duration === undefined && cells.kind !== "simulive") {
    return { path: "end", reason: "is missing, and so is a duration" };
  }
  if (duration !== undefined && lengthOf(duration) === undefined) {
    return {
      path: "duration",
      reason: `${JSON.stringify(duration)} is no length; write minutes, 1:30 or PT1H30M`,
    };
  }
  return undefined;
}

const DATES = "is no date that means one day everywhere; write it as 2027-06-08";
const TIMES =
  "is no time that is clear; write 2027-06-08T09:30 or 2027-06-08 09:30, with an offset if need be; or 09:30 beside a column date";

const dateOf = (text: string) => /^(\d{4})[-/](\d{2})[-/](\d{2})$/.exec(text)?.slice(1).join("-");

/** ISO 8601, with a blank in place of T, or a time of day on the row's date. */
function timeOf(text: string, date: string | undefined): string | undefined {
  const whole = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}(?::\d{2})?)\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (whole !== null) {
    const offset = whole[3]?.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2") ?? "";
    return `${whole[1]}T${whole[2]!.padStart(whole[2]!.indexOf(":") === 1 ? whole[2]!.length + 1 : 0, "0")}${offset}`;
  }
  const clock = /^(\d{1,2}):(\d{2})(?::00)?(?:\s*([ap])\.?m\.?)?$/i.exec(text);
  if (clock === null || date === undefined) return undefined;
  const [, h, m, half] = clock;
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  if (hour > 23 || Number(m) > 59 || (half !== undefined && (Number(h) > 12 || Number(h) === 0)))
    return undefined;
  return `${dateOf(date)}T${String(hour).padStart(2, "0")}:${m}`;
}

function sessionOf(cells: Row, zone: string | undefined, tracks: Named, rooms: Named): object {
  const at = (text: string | undefined) =>
    text === undefined
      ? undefined
      : asLocal(timeOf(text, cells.date)!, cells.timezone === undefined ? zone : undefined);
  return known({
    id: cells.id ?? slug(cells.title ?? ""),
    title: cells.title,
    description: cells.description,
    kind: cells.kind,
    track: tracks.id(cells.track),
    room: rooms.id(cells.room),
    start: at(cells.start),
    end: at(cells.end),
    duration: cells.end === undefined && cells.duration !== undefined ? lengthOf(cells.duration) : undefined,
    timezone: zoneName(cells.timezone),
    presenters: peopleOf(cells.presenters),
    tags: tagsOf(cells.type, cells.language, cells.tags),
    channel: cells.channel,
    video: cells.video,
    template: cells.template,
  });
}

/** Names with semicolons or line breaks between, or commas where there are neither. A mere number only counts them. */
const peopleOf = (cell: string | undefined): Array<{ name: string }> | undefined => {
  if (cell === undefined || /^\d+$/.test(cell)) return undefined;
  const names = cell.split(/[;\n]/.test(cell) ? /[;\n]/ : /,/);
  return names.map(name => ({ name: name.trim() })).filter(({ name }) => name !== "");
};
