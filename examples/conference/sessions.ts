/** The sessions of a programme: from a row of the file to the inputs of its resource, at its final time. */
import { clash, type Slot } from "pulumi-kaltura/check";
import {
  type Fields,
  given,
  idProblems,
  isFields,
  isGood,
  pick,
  type Row,
  refuseRepeats,
  textOf,
} from "./fields";
import {
  KIND_NAMES,
  KINDS,
  type Kind,
  kindOf,
  ONLY_SOME,
  sessionProblems,
  settingsOf,
  settingsProblems,
  strayProblems,
} from "./kinds";
import { captionProblems, captionsOf, type Source } from "./sources";
import { daysUntil, hasForeignOffset, instantOf, MoveError, moved, timeIn, zoneName } from "./times";
import { type Track, trackOf } from "./tracks";

export interface Session {
  /** From the file, so that a session keeps its resource wherever its row moves. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly track: Track;
  readonly start: string;
  /** Undefined where it follows from a video. */
  readonly end: string | undefined;
  readonly timezone: string;
  /** All inputs of the resource but its categories, and those that stand for the next two. */
  readonly inputs: Fields;
  /** Id of the video that is shown. */
  readonly video: string | undefined;
  /** Id of the channel that feeds it. */
  readonly channel: string | undefined;
  /** Inputs of an order of live captions. */
  readonly captions: Fields | undefined;
}

/** What a row says, before it is a session. */
interface Draft extends Pick<Session, "kind" | "inputs" | "video" | "channel" | "captions"> {
  readonly track: Track | undefined;
}

/** What sessions need to know of the rest of the file. */
interface Context {
  readonly file: string;
  readonly timezone: string;
  readonly tracks: readonly Row<Track>[];
  readonly videos: readonly Row<Source>[];
  readonly channels: readonly Row<Source>[];
  readonly webinarTemplate: string | undefined;
  /** First day of the programme; undefined leaves the dates as they are. */
  readonly shiftTo: string | undefined;
}

export const SESSION_FIELDS = [
  ...["id", "title", "abstract", "track", "room", "type", "start", "end", "language", "speakers"],
  ...["kind", "timezone"],
  ...ONLY_SOME,
  ...KIND_NAMES,
];

/** All rows, good and bad, at their final times; and what there is to say about them. */
export function readSessions(
  list: readonly unknown[],
  context: Context,
): { rows: Row<Session>[]; notes: string[] } {
  const drafts = list.map((raw, index) => readRow(raw, index + 1, context));
  refuseRepeats(drafts, "id", row => row.id);
  const rows = placed(drafts, context);
  refuseClashes(rows);
  return { rows: rows.map(asSession), notes: foreignOffsets(drafts) };
}

function readRow(raw: unknown, row: number, context: Context): Row<Draft> {
  const fields = isFields(raw) ? raw : {};
  const id = textOf(fields.id);
  const about = { list: "row", row, id, title: textOf(fields.title) } as const;
  const { kind, problems: kindProblems } = kindOf(fields.kind);
  const track = trackOf(fields.track, context.tracks);
  const video = sourceOf("video", fields, context.videos);
  const channel = sourceOf("channel", fields, context.channels);
  const captions = captionsOf(fields.captions);
  const inputs = inputsOf(fields, kind, track.value, context);
  const value = { kind, track: track.value, inputs, video: video.id, channel: channel.id, captions };
  if (!isFields(raw)) return { ...about, problems: ["is not an object"], value };
  const problems = [
    ...idProblems(id),
    ...[kindProblems, track.problems, video.problems, channel.problems].flat(),
    ...settingsProblems(fields),
    ...strayProblems(fields, kind),
    ...rowProblems(value),
    ...captionProblems("LiveCaptions", fields.captions, captions),
  ];
  return { ...about, problems, value };
}

/** What the provider would refuse, with ids of the file for what only has one in Kaltura. */
const rowProblems = ({ kind, inputs, video, channel }: Draft): string[] =>
  sessionProblems(kind, {
    ...inputs,
    ...(kind === "simulive" && { source: video }),
    ...(kind === "webcast" && { channel }),
  });

/** The video or channel that a row names by its id. */
function sourceOf(field: "video" | "channel", row: Fields, list: readonly Row<Source>[]) {
  const id = textOf(row[field]);
  if (id === "") return { id: undefined, problems: [] };
  const meant = list.filter(item => item.id === id);
  return { id, problems: pick(field, id, meant).problems };
}

function inputsOf(row: Fields, kind: Kind, track: Track | undefined, context: Context): Fields {
  const { file, timezone, webinarTemplate } = context;
  const settings: Fields = {
    ...(kind === "webinar" && webinarTemplate !== undefined && { templateRoomEntryId: webinarTemplate }),
    ...track?.settings[kind],
    ...settingsOf(row, file)[kind],
  };
  const location = given(row.room);
  return {
    tags: tagsOf(row),
    ...settings,
    ...(location !== undefined && { scheduleEvent: { ...(settings.scheduleEvent ?? {}), location } }),
    ...KINDS[kind].fixed,
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

type Times = Pick<Session, "start" | "end" | "timezone">;

/** Of good rows only: there the check has seen that these are texts. */
const timesOf = (row: Row<Draft>) => row.value.inputs as unknown as Times;

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
    const time = times[which];
    if (time === undefined) return undefined;
    try {
      return timeIn(times.timezone, moved(instantOf(time, times.timezone), days, zone));
    } catch (error) {
      if (!(error instanceof MoveError)) throw error;
      problems.push(`${which}: ${error.message}`);
      return time;
    }
  };
  const inputs = { ...row.value.inputs, start: at("start"), end: at("end") };
  const value = { ...row.value, inputs };
  // A move may lengthen or shorten a session by the hour that the clocks change.
  if (problems.length === 0) problems.push(...rowProblems(value));
  return { ...row, problems, value };
}

/** What a channel would have to feed at once: of two rows, the later is refused. */
function refuseClashes(rows: readonly Row<Draft>[]): void {
  const fed: Array<{ row: Row<Draft>; slot: Slot }> = [];
  for (const row of rows.filter(isGood)) {
    const { channel } = row.value;
    if (channel === undefined) continue;
    const slot = slotOf(row);
    const other = fed.find(one => one.row.value.channel === channel && clash(one.slot, slot));
    if (other === undefined) fed.push({ row, slot });
    else {
      row.problems.push(
        `channel: ${JSON.stringify(channel)} feeds row ${other.row.row} at that time; move one of them, or name another channel`,
      );
    }
  }
}

function slotOf(row: Row<Draft>): Slot {
  const { start, end, timezone } = timesOf(row);
  const { preStartSeconds: lead = 0, postEndSeconds: tail = 0 } = (row.value.inputs.scheduleEvent ??
    {}) as Record<string, number>;
  const epoch = (time: string) => instantOf(time, timezone).epochMilliseconds / 1000;
  return { start: epoch(start), end: epoch(end!), lead, tail };
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
  const { start, end, timezone } = value.inputs as unknown as Times;
  const { id, title } = row;
  return { ...row, value: { ...value, id, title, track: value.track!, start, end, timezone } };
}
