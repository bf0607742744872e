/** The categories of the event and its tracks. */
import type { TrackDefinition } from "../definition";
import type { Inputs, PlannedTrack } from "../planned";
import { checkInputs } from "./inputs";
import type { Items } from "./items";
import type { Report } from "./report";

/** Kaltura writes _ for , < and > in names of categories: these read better, and keep names apart. */
const STAND_INS: Readonly<Record<string, string>> = { ",": ";", "<": "‹", ">": "›" };

const categoryName = (name: string) => name.replace(/[,<>]/g, character => STAND_INS[character]!).trim();

/** What becomes a category: inputs but the parent of a track. */
export function categoryOf(
  item: {
    readonly name: string;
    readonly description?: string | undefined;
    readonly category?: Inputs | undefined;
  },
  report: Report,
  path: readonly (string | number)[],
): Inputs {
  const name = categoryName(item.name);
  if (name !== item.name) {
    report.notes.push(
      `the category of ${JSON.stringify(item.name)} is named ${JSON.stringify(name)}, as Kaltura keeps no , < > in its names`,
    );
  }
  const inputs = {
    ...item.category,
    name,
    ...(item.description !== undefined && { description: item.description }),
  };
  const own = ["name", "description"];
  checkInputs(
    report,
    "EventCategory",
    { ...inputs, ...(path.length > 0 && { parent: 1 }) },
    ([first, ...rest]) =>
      own.includes(String(first)) ? [...path, first!, ...rest] : [...path, "category", first!, ...rest],
  );
  return inputs;
}

export function planTracks(tracks: Items<TrackDefinition>, report: Report): Map<string, PlannedTrack> {
  const planned = new Map<string, PlannedTrack>();
  // Kaltura takes names that differ in case for the same, and would refuse the second.
  const names = new Map<string, string>();
  for (const { id, path, raw } of tracks.good) {
    const category = categoryOf(raw, report, path);
    const name = String(category.name).toLowerCase();
    const before = names.get(name);
    if (before === undefined) names.set(name, id);
    else {
      report.add(
        [...path, "name"],
        "inputs",
        `"${raw.name}" is the name of track "${before}" already, whatever the case; give it one of its own`,
      );
    }
    if (report.isGood(path)) planned.set(id, { id, name: raw.name, category });
  }
  return planned;
}
