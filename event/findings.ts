/** What is wrong, or odd, in an event: where it is written, and how it is said. */

/** Where something is in a definition: `["sessions", 3, "end"]`. */
export type Path = readonly (string | number)[];

export type Severity = "error" | "warning";

/** A place in a file: by line and column, counted from 1, or by the row of a spreadsheet. */
export interface Position {
  /** As it was named by whoever reads it. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly row?: number;
}

export interface Finding {
  /** Name of the rule that found it: one of {@link rules}, an organiser's own, or `form`, `inputs`, `reference`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Ids of the sessions that it is about. */
  readonly sessions: readonly string[];
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
  readonly path: Path;
  /** Unknown for definitions that are written in a program. */
  readonly at?: Position | undefined;
}

/** What a definition was read from. */
export interface Source {
  /** Where this is written, or the innermost thing around it that is. @param of the field's value, or its name */
  locate(path: Path, of?: "value" | "name"): Position | undefined;
  /** The folder that relative paths start at which are written here. */
  folderOf(path: Path): string;
}

/** `sessions[3].end` */
export const dotted = (path: Path): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );

/** `event.yaml:12:5`, as editors and CI systems make links of it. */
export function place({ at, path }: Pick<Finding, "at" | "path">): string {
  if (at === undefined) return dotted(path);
  if (at.row !== undefined) return `${at.file} row ${at.row}`;
  return [at.file, at.line, at.column].filter(part => part !== undefined).join(":");
}

/** `event.yaml:12:5: error: … (simuliveTooLong)`; with the field where no line leads there. */
export function lineOf(finding: Finding): string {
  const { at, path, severity, message, rule } = finding;
  const field =
    at === undefined || at.line !== undefined ? "" : dotted(at.row === undefined ? path : fieldIn(path));
  return [place(finding), severity, field, `${message} (${rule})`].filter(part => part !== "").join(": ");
}

/** Inside a session: the session itself is known by its row. Rows of other lists are counted for themselves. */
export const fieldIn = (path: Path): Path =>
  path[0] === "sessions" && typeof path[1] === "number" ? path.slice(2) : path;

export const isError = (finding: Finding): boolean => finding.severity === "error";

/** In the order of the files, so that whoever mends them goes through each once; without files, item by item. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      (a.at?.file ?? "").localeCompare(b.at?.file ?? "") ||
      (a.at?.row ?? a.at?.line ?? 0) - (b.at?.row ?? b.at?.line ?? 0) ||
      (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
      (a.path[0] === b.path[0] ? numberOf(a.path[1]) - numberOf(b.path[1]) : 0),
  );

const numberOf = (key: string | number | undefined) => (typeof key === "number" ? key : -1);
