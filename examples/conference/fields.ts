/** What the lists of a programme file have in common: rows, their fields, and words for what is wrong with them. */
import { dirname, relative, resolve, sep } from "node:path";
import { problemsOf } from "pulumi-kaltura/check";

export type Fields = Readonly<Record<string, unknown>>;

/** An item of one of the file's lists: what it says, and why it can't be deployed if it can't. */
export interface Row<T> {
  readonly list: "track" | "video" | "channel" | "row";
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

/** The one item of another list that a row means, of those that it may mean. */
export function pick<T>(
  field: "track" | "video" | "channel",
  name: string,
  meant: readonly Row<T>[],
): { value?: T; problems: string[] } {
  // Of two that are called the same, the second is refused; who names them means the first.
  const found = meant.find(isGood) ?? meant[0];
  const says = `${field}: ${JSON.stringify(name)}`;
  if (found === undefined) {
    return { problems: [`${says} is not in the list of ${field}s; add it there, or name one of them`] };
  }
  if (!isGood(found)) return { problems: [`${says} can't be deployed itself; see ${field} ${found.row}`] };
  return { value: found.value, problems: [] };
}

/** Fields nobody reads are worth a word: one may be a misspelling of another. */
export function unusedFields(where: string, items: readonly unknown[], known: readonly string[]): string[] {
  const unused = new Set(items.filter(isFields).flatMap(Object.keys));
  for (const name of known) unused.delete(name);
  return unused.size === 0 ? [] : [`fields of ${where} that are not used: ${[...unused].join(", ")}`];
}

/** A picture or video lies beside the file that names it; the provider sees paths from where the program runs. */
export function pathOf(path: unknown, file: string): unknown {
  if (typeof path !== "string" || /^https?:/i.test(path)) return path;
  return relative(process.cwd(), resolve(dirname(file), path))
    .split(sep)
    .join("/");
}

/** What the provider would refuse, by the field that the reader can mend. */
export const problemsWith = (resource: string, inputs: Fields, fieldOf: (path: string) => string): string[] =>
  problemsOf(resource, inputs).map(problem => problem.replace(/^[^:\s]+/, fieldOf));
