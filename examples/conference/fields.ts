/** What the lists of a programme file have in common: rows, their fields, and words for what is wrong with them. */
import { dirname, relative, resolve, sep } from "node:path";
import { problemsOf } from "pulumi-kaltura/check";

export type Fields = Readonly<Record<string, unknown>>;

/** A track or a session of the file: what it says, and why it can't be deployed if it can't. */
export interface Row<T> {
  readonly list: "track" | "row";
  /** Its place in the list of the file, from 1. */
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly problems: string[];
  /** To be relied on only when there are no problems. */
  readonly value: T;
}

export const isGood = (row: Row<unknown>): boolean => row.problems.length === 0;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Empty fields of a programme mean that nothing is known. */
export const given = (value: unknown): unknown =>
  value === null || (typeof value === "string" && value.trim() === "") ? undefined : value;

/** Names and ids as text; "" for what is neither text nor number. */
export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

/** A letter or digit first, then also . _ - since ids become resource names and keys of outputs. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

export function idProblems(id: string): string[] {
  if (id === "") return ["id: is missing; it is required"];
  if (ID.test(id)) return [];
  return [
    `id: ${JSON.stringify(id)} can't name a resource; use letters, digits, . _ - and at most 100 characters`,
  ];
}

/** The first of a kind is kept; the others are told where it stands. */
export function refuseRepeats<T>(
  rows: readonly Row<T>[],
  what: string,
  keyOf: (row: Row<T>) => string,
): void {
  const first = new Map<string, Row<T>>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = first.get(key);
    if (before !== undefined && key !== "") {
      row.problems.push(`${what}: is that of ${before.list} ${before.row} already; give it one of its own`);
    } else first.set(key, row);
  }
}

/** Fields nobody reads are worth a word: one may be a misspelling of another. */
export function unusedFields(where: string, items: readonly unknown[], known: readonly string[]): string[] {
  const unused = new Set(items.filter(isFields).flatMap(Object.keys));
  for (const name of known) unused.delete(name);
  return unused.size === 0 ? [] : [`fields of ${where} that are not used: ${[...unused].join(", ")}`];
}

// ---- inputs of webcasts --------------------------------------------------------------------------------

/** Where an input of a webcast is written in a row. All others stand in its `webcast`. */
const FIELD_OF: Readonly<Record<string, string>> = {
  name: "title",
  description: "abstract",
  categories: "track",
  presenters: "speakers",
  start: "start",
  end: "end",
  timezone: "timezone",
};

/**
 * The inputs that the file, a track or a row writes as `webcast`. A picture lies beside the file that names it,
 * while the provider sees paths from where the program runs.
 */
export function webcastOf(fields: Fields, file: string): Fields {
  const webcast = isFields(fields.webcast) ? fields.webcast : {};
  const { thumbnail } = webcast;
  if (typeof thumbnail !== "string" || /^https?:/i.test(thumbnail)) return webcast;
  const path = relative(process.cwd(), resolve(dirname(file), thumbnail));
  return { ...webcast, thumbnail: path.split(sep).join("/") };
}

/** What is wrong with the form of `webcast`: it is an object, and says nothing that has a field of its own. */
export function webcastProblems({ webcast }: Fields): string[] {
  if (webcast === undefined) return [];
  if (!isFields(webcast)) return ["webcast: is not an object; write inputs of WebcastSession into it"];
  return Object.keys(webcast)
    .filter(key => Object.hasOwn(FIELD_OF, key))
    .map(key => `webcast.${key}: has a field of its own; write it as ${FIELD_OF[key]}`);
}

/** What the provider would refuse in a session. It speaks of inputs; who mends the file looks for its fields. */
export function sessionProblems(inputs: Fields): string[] {
  return problemsOf("WebcastSession", inputs).map(problem => {
    if (problem.startsWith("scheduleEvent.location:"))
      return problem.replace("scheduleEvent.location", "room");
    if (problem.startsWith("tags")) return problem.replace("tags", "type and language, as tags");
    return problem.replace(/^\w+/, input => FIELD_OF[input] ?? `webcast.${input}`);
  });
}

/** A session without faults. */
const SAMPLE = { name: "Sample", start: "2027-06-08T09:00Z", end: "2027-06-08T10:00Z" };

/** What the provider would refuse in every session that shares these inputs. */
export const sharedProblems = (webcast: Fields, timezone: unknown): string[] =>
  sessionProblems({ ...webcast, ...SAMPLE, timezone });
