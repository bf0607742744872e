/** The sessions of a programme: from a row of the file to the inputs of its webcast, at its final time. */
import type { WebcastSessionArgs } from "pulumi-kaltura";
import {
  type Fields,
  given,
  idProblems,
  isFields,
  isGood,
  type Row,
  refuseRepeats,
  sessionProblems,
  textOf,
  webcastOf,
  webcastProblems,
} from "./fields";
import { daysUntil, hasForeignOffset, instantOf, MoveError, moved, timeIn, zoneName } from "./times";
import { type Track, trackOf } from "./tracks";

export interface Session {
  /** From the file, so that a session keeps its resource wherever its row moves. */
  readonly id: string;
  readonly title: string;
  readonly track: Track;
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
  /** All inputs of the webcast but its categories. */
  readonly inputs: WebcastSessionArgs;
}

/** What a row says, before it is a session. */
interface Draft {
  readonly track: Track | undefined;
  readonly inputs: Fields;
}

/** What sessions need to know of the rest of the file. */
interface Context {
  readonly file: string;
  readonly timezone: string;
  readonly tracks: readonly Row<Track>[];
  /** First day of the programme; undefined leaves the dates as they are. */
  readonly shiftTo: string | undefined;
}

export const SESSION_FIELDS = [
  ...["id", "title", "abstract", "track", "room", "type", "start", "end", "language", "speakers"],
  ...["timezone", "webcast"],
];

/** All rows, good and bad, at their final times; and what there is to say about them. */
export function readSessions(
  list: readonly unknown[],
  context: Context,
): { rows: Row<Session>[]; notes: string[] } {
  const drafts = list.map((raw, index) => readRow(raw, index + 1, context));
  refuseRepeats(drafts, "id", row => row.id);
  return { rows: placed(drafts, context).map(asSession), notes: foreignOffsets(drafts) };
}

function readRow(raw: unknown, row: number, context: Context): Row<Draft> {
  if (!isFields(raw)) {
    const value = { track: undefined, inputs: {} };
    return { list: "row", row, id: "", title: "", problems: ["is not an object"], value };
  }
  const id = textOf(raw.id);
  const { track, problems } = trackOf(raw.track, context.tracks);
  const inputs = inputsOf(raw, track, context);
  return {
    list: "row",
    row,
    id,
    title: textOf(raw.title),
    problems: [...idProblems(id), ...problems, ...webcastProblems(raw), ...sessionProblems(inputs)],
    value: { track, inputs },
  };
}

function inputsOf(row: Fields, track: Track | undefined, { file, timezone }: Context): Fields {
  const webcast: Fields = { ...track?.webcast, ...webcastOf(row, file) };
  const location = given(row.room);
  return {
    tags: tagsOf(row),
    ...webcast,
    ...(location !== undefined && { scheduleEvent: { ...(webcast.scheduleEvent ?? {}), location } }),
    name: given(row.title),
    description: given(row.abstract),
    start: given(row.start),
    end: given(row.end),
    timezone: zoneName(given(row.timezone) ?? track?.timezone ?? timezone),
    presenters: presentersOf(row.speakers),
  };
}

/** Type and language, as viewers search for them. Kaltura makes several tags of one with commas, and so do we. */
const tagsOf = (row: Fields): unknown[] =>
  [row.type, row.language]
    .flatMap(value => (typeof value === "string" ? value.split(",").map(tag => tag.trim()) : [value]))
    .filter(value => given(value) !== undefined);

/** Names or presenters; many programmes only count them. */
function presentersOf(speakers: unknown): unknown {
  if (typeof speakers === "number") return undefined;
  if (!Array.isArray(speakers)) return given(speakers);
  return speakers.map(speaker => (typeof speaker === "string" ? { name: speaker } : speaker));
}

// ---- times ---------------------------------------------------------------------------------------------

type Times = Readonly<Record<"start" | "end" | "timezone", string>>;

/** Of good rows only: there the check has seen that these are texts. */
const timesOf = (row: Row<Draft>) => row.value.inputs as Times;

const startOf = (row: Row<Draft>) => instantOf(timesOf(row).start, timesOf(row).timezone);

/** All moved by the same number of days. Bad rows stay where they are, and have no say in which day is the first. */
function placed(rows: readonly Row<Draft>[], { shiftTo, timezone }: Context): Row<Draft>[] {
  const starts = rows.filter(isGood).map(startOf);
  const days = shiftTo === undefined ? 0 : daysUntil(shiftTo, starts, timezone);
  return rows.map(row => (isGood(row) ? place(row, days, timezone) : row));
}

/** Written with offsets, at the same time of day in `zone`. What the clocks skip or repeat there is refused. */
function place(row: Row<Draft>, days: number, zone: string): Row<Draft> {
  const times = timesOf(row);
  const problems: string[] = [];
  const at = (which: "start" | "end") => {
    try {
      return timeIn(times.timezone, moved(instantOf(times[which], times.timezone), days, zone));
    } catch (error) {
      if (!(error instanceof MoveError)) throw error;
      problems.push(`${which}: ${error.message}`);
      return times[which];
    }
  };
  const inputs = { ...row.value.inputs, start: at("start"), end: at("end") };
  // A move may lengthen or shorten a session by the hour that the clocks change.
  if (problems.length === 0) problems.push(...sessionProblems(inputs));
  return { ...row, problems, value: { ...row.value, inputs } };
}

/** Some exports write the offset of whoever made them. The instant is taken as written, and that is said. */
function foreignOffsets(rows: readonly Row<Draft>[]): string[] {
  const odd = rows.filter(isGood).filter(row => hasForeignOffset(timesOf(row).start, timesOf(row).timezone));
  const [first] = odd;
  if (first === undefined) return [];
  const { start, timezone } = timesOf(first);
  const there = timeIn(timezone, startOf(first));
  return [
    `${odd.length} of ${rows.length} rows have an offset that their timezone does not have then: ` +
      `row ${first.row} starts at ${start}, which is ${there} in ${timezone}. ` +
      "The offset decides; if it is the time of day that is right, take the offsets out",
  ];
}

function asSession({ value, ...row }: Row<Draft>): Row<Session> {
  const { start, end, timezone } = value.inputs as Times;
  const { id, title } = row;
  const inputs = value.inputs as unknown as WebcastSessionArgs; // the check has been through them
  return { ...row, value: { id, title, track: value.track!, start, end, timezone, inputs } };
}
