/** Conference programmes as JSON: `{ name, timezone, tracks: [{ id, name }], sessions: [ … ] }`, as open-event exports. */
import { RULES, textOf, zoneName } from "./fields";
import type { BadRow, Imported, Importer } from "./importer";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Empty fields of a programme mean that nothing is known. */
const given = (value: unknown): unknown =>
  value === null || (typeof value === "string" && value.trim() === "") ? undefined : value;

const EVENT_FIELDS = ["name", "description", "timezone", "tracks", "sessions"];
const TRACK_FIELDS = ["id", "name", "description"];
const SESSION_FIELDS = [
  ...["id", "title", "abstract", "track", "room", "type", "start", "end", "language", "speakers", "timezone"],
];

export const conference: Importer = {
  name: "conference",
  doc: "A programme as JSON with name, timezone, tracks and sessions; sessions have abstract, speakers, type and language.",
  recognises(text) {
    const sessions = programmeIn(text)?.sessions;
    if (!Array.isArray(sessions)) return false;
    const own = ["abstract", "speakers", "type", "language"];
    return sessions.some(row => isFields(row) && own.some(field => Object.hasOwn(row, field)));
  },
  read(text) {
    const raw = programmeIn(text);
    if (raw === undefined) throw new Error("it is not a JSON object");
    for (const list of ["tracks", "sessions"]) {
      if (!Array.isArray(raw[list])) throw new Error(`${list}: is not a list`);
    }
    const bad: BadRow[] = [];
    const tracks = itemsOf(raw.tracks as unknown[], "tracks", bad);
    const sessions = itemsOf(raw.sessions as unknown[], "sessions", bad);
    const timezone = zoneName(given(raw.timezone));
    const trackId = idsByName(tracks.items);
    return {
      definition: {
        name: textOf(raw.name),
        description: given(raw.description),
        timezone,
        rules: RULES,
        tracks: tracks.items.map(({ id, name, description }) => ({
          ...{ id: textOf(id), name: textOf(name), description: given(description) },
        })),
        sessions: sessions.items.map(row => sessionOf(row, trackId)),
      },
      rows: { tracks: tracks.rows, sessions: sessions.rows },
      bad,
      notes: [
        ...(timezone === raw.timezone
          ? []
          : [`timezone ${JSON.stringify(raw.timezone)} is read as ${timezone}`]),
        ...unusedFields("the file", [raw], EVENT_FIELDS),
        ...unusedFields("tracks", tracks.items, TRACK_FIELDS),
        ...unusedFields("sessions", sessions.items, SESSION_FIELDS),
      ],
    } satisfies Imported;
  },
};

function programmeIn(text: string): Fields | undefined {
  try {
    // Spreadsheets put a byte order mark in front.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function itemsOf(list: readonly unknown[], name: string, bad: BadRow[]): { items: Fields[]; rows: number[] } {
  const items: Fields[] = [];
  const rows: number[] = [];
  for (const [i, item] of list.entries()) {
    if (isFields(item)) {
      items.push(item);
      rows.push(i + 1);
    } else bad.push({ row: i + 1, path: `${name}[${i}]`, reason: "is not an object" });
  }
  return { items, rows };
}

/** Sessions call their track by its name, or else its id. */
function idsByName(tracks: readonly Fields[]): (name: string) => string {
  const byName = new Map(tracks.map(({ id, name }) => [textOf(name), textOf(id)] as const).reverse());
  return name => byName.get(name) ?? name;
}

function sessionOf(row: Fields, trackId: (name: string) => string): Fields {
  const track = textOf(row.track);
  return {
    id: textOf(row.id),
    title: given(row.title),
    description: given(row.abstract),
    // A track that is missing is one that does not exist, not the event as a whole.
    track: track === undefined ? "" : trackId(track),
    room: textOf(row.room),
    start: given(row.start),
    end: given(row.end),
    timezone: zoneName(given(row.timezone)),
    tags: tagsOf(row),
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

/** Fields nobody reads are worth a word: one may be a misspelling of another. */
function unusedFields(where: string, items: readonly Fields[], known: readonly string[]): string[] {
  const unused = new Set(items.flatMap(Object.keys));
  for (const name of known) unused.delete(name);
  return unused.size === 0 ? [] : [`fields of ${where} that are not used: ${[...unused].join(", ")}`];
}
