/** The tracks of a programme, and the names their categories get. */
import { problemsOf } from "pulumi-kaltura/check";
import {
  type Fields,
  given,
  idProblems,
  isFields,
  type Row,
  refuseRepeats,
  sharedProblems,
  textOf,
  webcastOf,
  webcastProblems,
} from "./fields";
import { zoneName } from "./times";

/** A track: a category, and what its sessions have in common. */
export interface Track {
  readonly id: string;
  /** As the sessions call it. */
  readonly name: string;
  readonly category: Category;
  readonly timezone: string;
  /** Inputs of its webcasts, unless a session says otherwise. */
  readonly webcast: Fields;
}

/** What tracks take over from the file as a whole. */
export interface Shared {
  readonly file: string;
  readonly timezone: string;
  readonly webcast: Fields;
}

export const TRACK_FIELDS = ["id", "name", "description", "color", "timezone", "webcast"];

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
  const webcast = { ...shared.webcast, ...webcastOf(fields, shared.file) };
  const { category, problems: categoryProblems } = categoryOf(name, given(fields.description));
  const problems = [
    ...idProblems(id),
    ...categoryProblems,
    ...webcastProblems(fields),
    ...sharedProblems(webcast, timezone),
  ];
  const value = { id, name, category, timezone, webcast } as Track;
  return { list: "track", row, id, title: name, problems, value };
}

/** The track that a session names, by its name or else its id. */
export function trackOf(raw: unknown, tracks: readonly Row<Track>[]): { track?: Track; problems: string[] } {
  const name = textOf(raw);
  if (name === "") return { problems: ["track: is missing; it is required"] };
  const called = (key: "name" | "id") => tracks.filter(track => track.value[key] === name);
  const byName = called("name");
  const meant = byName.length > 0 ? byName : called("id");
  // Of two with the same name the second is refused; the sessions are the first one's.
  const found = meant.find(track => track.problems.length === 0) ?? meant[0];
  const says = `track: ${JSON.stringify(name)}`;
  if (found === undefined)
    return { problems: [`${says} is not in the list of tracks; add it there, or name one of them`] };
  if (found.problems.length > 0)
    return { problems: [`${says} can't be deployed itself; see track ${found.row}`] };
  return { track: found.value, problems: [] };
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
