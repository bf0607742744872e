/**
 * Loads the programme of a conference from a data file and checks all of it before anything is registered.
 * The format is described in README.md beside this file.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { type Fields, given, isFields, isGood, problemsWith, type Row, textOf, unusedFields } from "./fields";
import { KIND_NAMES, settingsOf, settingsProblems, sharedProblems } from "./kinds";
import { readSessions, SESSION_FIELDS, type Session } from "./sessions";
import { readSources, type Source } from "./sources";
import { isDate, zoneName } from "./times";
import { type Category, categoryOf, readTracks, renamed, TRACK_FIELDS, type Track } from "./tracks";

export interface Options {
  /** First day of the programme, such as "2027-06-08"; without it the dates of the file hold. */
  readonly shiftTo?: string | undefined;
  /** Entry id of the room that webinars are made from, where the file names none. */
  readonly webinarTemplate?: string | undefined;
  /** Leave out what can't be deployed, instead of stopping. */
  readonly skipBadRows?: boolean;
}

/** All that the program makes resources of. */
export interface Programme {
  /** Inputs of the event's category. */
  readonly category: Category;
  readonly timezone: string;
  /** User ids of those who moderate the event's category. */
  readonly team: readonly string[];
  /** Address of the website that shows the event. */
  readonly website: string | undefined;
  readonly tracks: readonly Track[];
  readonly videos: readonly Source[];
  readonly channels: readonly Source[];
  /** In order of time. */
  readonly sessions: readonly Session[];
  /** What was left out, on request only. */
  readonly skipped: readonly Skipped[];
  /** What was understood differently than it is written. */
  readonly notes: readonly string[];
}

/** An item that can't be deployed, and why. */
export type Skipped = Omit<Row<unknown>, "value">;

/**
 * Reads a programme, moves it to other dates if asked to, and checks it as the provider would.
 * @throws RunError that lists everything bad in the lists, unless they may be skipped
 */
export function loadProgramme(file: string, options: Options = {}): Programme {
  const { shiftTo, webinarTemplate, skipBadRows = false } = options;
  const raw = readJson(file);
  const event = readEvent(raw, file, shiftTo);
  const tracks = readTracks(event.tracks, event);
  const videos = readSources("video", raw.videos, file);
  const channels = readSources("channel", raw.channels, file);
  const lists = { tracks, videos, channels };
  const sessions = readSessions(event.sessions, { ...event, ...lists, shiftTo, webinarTemplate });
  const skipped = [...tracks, ...videos, ...channels, ...sessions.rows]
    .filter(row => !isGood(row))
    .map(({ value, ...rest }) => rest);
  const good = goodOf(sessions.rows);
  if (skipped.length > 0 && !(skipBadRows && good.length > 0)) {
    throw new RunError(refusal(file, skipped, sessions.rows.length, good.length));
  }
  return {
    category: event.category,
    timezone: event.timezone,
    team: event.team,
    website: event.website,
    tracks: goodOf(tracks),
    videos: goodOf(videos),
    channels: goodOf(channels),
    sessions: good.sort((a, b) => Date.parse(a.start) - Date.parse(b.start)),
    skipped,
    notes: [
      ...readAs(raw.timezone, event.timezone),
      ...renamed([event.name, ...tracks.map(track => track.value.name)]),
      ...sessions.notes,
      ...unusedFields("the file", [raw], EVENT_FIELDS),
      ...unusedFields("tracks", event.tracks, TRACK_FIELDS),
      ...unusedFields("sessions", event.sessions, SESSION_FIELDS),
    ],
  };
}

const goodOf = <T>(rows: readonly Row<T>[]): T[] => rows.filter(isGood).map(row => row.value);

const readAs = (written: unknown, zone: string): string[] =>
  zone === written ? [] : [`timezone ${JSON.stringify(written)} is read as ${zone}`];

function readJson(file: string): Fields {
  let value: unknown;
  try {
    // Spreadsheets put a byte order mark in front.
    value = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new RunError(`${file} can't be read as JSON: ${(error as Error).message}`);
  }
  if (!isFields(value)) throw new RunError(`${file} holds no programme: it is not a JSON object`);
  return value;
}

const EVENT_FIELDS = [
  ...["name", "description", "timezone", "team", "website", "tracks", "videos", "channels", "sessions"],
  ...KIND_NAMES,
];

/** What all rows depend on: a mistake here can't be skipped. */
function readEvent(raw: Fields, file: string, shiftTo: string | undefined) {
  const name = textOf(raw.name);
  const { category, problems: categoryProblems } = categoryOf(name, given(raw.description));
  const timezone = zoneName(given(raw.timezone));
  const settings = settingsOf(raw, file);
  const team = Array.isArray(raw.team) ? raw.team : [];
  const website = given(raw.website);
  const problems = [
    ...categoryProblems,
    ...(timezone === undefined ? ["timezone: is missing; it is required"] : []),
    ...settingsProblems(raw),
    ...sharedProblems(settings, timezone),
    ...["tracks", "sessions"].filter(key => !Array.isArray(raw[key])).map(key => `${key}: is not a list`),
    ...["team", "videos", "channels"]
      .filter(key => raw[key] !== undefined && !Array.isArray(raw[key]))
      .map(key => `${key}: is not a list`),
    ...team.flatMap(teamProblems),
    ...problemsWith("AppToken", { description: website, privileges: "name" }, () => "website"),
    ...(shiftTo === undefined || isDate(shiftTo)
      ? []
      : [`--shift-to: ${JSON.stringify(shiftTo)} is not a date; write it like 2027-06-08`]),
  ];
  if (problems.length > 0) throw new RunError(problems.map(text => `${basename(file)}: ${text}`).join("\n"));
  return {
    file,
    name,
    category,
    timezone: timezone as string,
    settings,
    team: team as string[],
    website: website as string | undefined,
    tracks: raw.tracks as unknown[],
    sessions: raw.sessions as unknown[],
  };
}

const teamProblems = (userId: unknown, at: number, team: unknown[]): string[] => [
  ...problemsWith("CategoryMember", { category: 1, userId }, () => `team[${at}]`),
  ...(team.indexOf(userId) < at ? [`team[${at}]: is in the list before; take one out`] : []),
];

// ---- words ---------------------------------------------------------------------------------------------

/** What a run without bad rows says of them. */
export const leftOut = (skipped: readonly Skipped[]): string =>
  `Left out, as --skip-bad-rows asks. What was deployed of them before is taken down.\n${listOf(skipped)}`;

const listOf = (skipped: readonly Skipped[]): string =>
  skipped
    .map(({ list, row, id, title, problems }) => {
      const name = [id, title && JSON.stringify(clip(title))].filter(Boolean).join(" ");
      return `  ${list} ${row}${name && `, ${name}`}: ${problems.join("; ")}`;
    })
    .join("\n");

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function refusal(file: string, skipped: readonly Skipped[], rows: number, good: number): string {
  const count = (list: string) => skipped.filter(item => item.list === list).length;
  const bad = [
    ...(["track", "video", "channel"] as const)
      .filter(list => count(list) > 0)
      .map(list => `${count(list)} of the ${list}s`),
    ...(count("row") > 0 ? [`${count("row")} of ${rows} rows`] : []),
  ];
  // Without any row left, skipping would only take down what an earlier run has deployed.
  const choice =
    good > 0
      ? "Mend them in the file, or deploy the rest without them: npm start -- --skip-bad-rows"
      : "Nothing would be left to deploy. Mend them in the file.";
  return `${basename(file)}: ${bad.join(" and ")} can't be deployed:\n${listOf(skipped)}\n${choice}`;
}
