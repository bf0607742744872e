/** The tracks of a programme, and the names their categories get. */
import { problemsOf } from "pulumi-kaltura/check";
import { type Fields, given, idProblems, isFields, pick, type Row, refuseRepeats, textOf } from "./fields";
import { KIND_NAMES, merged, type Settings, settingsOf, settingsProblems, sharedProblems } from "./kinds";
import { zoneName } from "./times";

/** A track: a category, and what its sessions have in common. */
export interface Track {
  readonly id: string;
  /** As the sessions call it. */
  readonly name: string;
  readonly category: Category;
  readonly timezone: string;
  /** Inputs of its sessions, unless a session says otherwise. */
  readonly settings: Settings;
}

/** What tracks take over from the file as a whole. */
export interface Shared {
  readonly file: string;
  readonly timezone: string;
  readonly settings: Settings;
}

export const TRACK_FIELDS = ["id", "name", "description", "color", "timezone", ...KIND_NAMES];

export function readTracks(list: readonly unknown[], shared: Shared): Row<Track>[] {
  const tracks = list.map((raw, index) => readTrack(isFields(raw) ? raw : {}, index + 1, shared));
  refuseRepeats(tracks, "id", track => track.id);
  // Kaltura takes names that differ in case for the same, and would refuse the second.
  refuseRepeats(tracks, "name", track => track.value.category.name.toLowerCase());
  return tracks;
}

function readTrack(fields: Fields, row: number, shared: Shared): Row<Track> {
  const id = textOf(fields.id);
  const name = textOf(fields.name);
  const timezone = zoneName(given(fields.timezone) ?? shared.timezone);
  const settings = merged(shared.settings, settingsOf(fields, shared.file));
  const { category, problems: categoryProblems } = categoryOf(name, given(fields.description));
  const problems = [
    ...idProblems(id),
    ...categoryProblems,
    ...settingsProblems(fields),
    ...sharedProblems(settings, timezone),
  ];
  const value = { id, name, category, timezone, settings } as Track;
  return { list: "track", row, id, title: name, problems, value };
}

/** The track that a session names, by its name or else its id. */
export function trackOf(raw: unknown, tracks: readonly Row<Track>[]): { value?: Track; problems: string[] } {
  const name = textOf(raw);
  if (name === "") return { problems: ["track: is missing; it is required"] };
  const called = (key: "name" | "id") => tracks.filter(track => track.value[key] === name);
  const byName = called("name");
  return pick("track", name, byName.length > 0 ? byName : called("id"));
}

// ---- categories ----------------------------------------------------------------------------------------

/** Inputs of a category. */
export interface Category {
  readonly name: string;
  readonly description?: string;
}

/** Kaltura writes _ for , < and > in names of categories: these read better, and keep names apart. */
const STAND_INS: Readonly<Record<string, string>> = { ",": ";", "<": "‹", ">": "›" };

const categoryNameOf = (name: string) => name.replace(/[,<>]/g, character => STAND_INS[character]!);

/** The category of an event or a track, and what the provider would refuse in it. */
export function categoryOf(name: string, description: unknown): { category: Category; problems: string[] } {
  const category = {
    name: categoryNameOf(name),
    ...(description !== undefined && { description: description as string }),
  };
  const problems = name === "" ? ["name: is missing; it is required"] : problemsOf("EventCategory", category);
  return { category, problems };
}

/** A word on names that could not stay as they are. */
export const renamed = (names: readonly string[]): string[] =>
  names
    .filter(name => categoryNameOf(name) !== name)
    .map(
      name =>
        `the category of ${JSON.stringify(name)} is named ${JSON.stringify(categoryNameOf(name))}, as Kaltura keeps no , < > in its names`,
    );
