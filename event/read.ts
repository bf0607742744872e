/**
 * Reads event files, YAML or JSON, with all that they include: one definition, and where each word of it stands.
 * What is wrong with the form of a file is a finding, with its line and column; only a file that can't be opened is
 * an error.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EventDefinition } from "./definition";
import { LISTS } from "./definition";
import type { Finding, Path, Position, Source } from "./findings";
import { filesLike } from "./globs";
import { type Parsed, parseFile } from "./yaml";

/** A definition as it was read: its form is not checked yet. */
export interface Read {
  readonly definition: unknown;
  readonly source: Source;
  /** What is wrong with the files as files. */
  readonly findings: readonly Finding[];
}

const PARTS: readonly string[] = ["templates", ...LISTS];

/** Reads an event file and what it includes. */
export function readEvent(file: string): Read {
  const main = parseFile(file, textOf(file));
  const findings: Finding[] = [...main.findings];
  const whole = main.value;
  if (!isFields(whole)) {
    if (findings.length === 0)
      findings.push(complaint(main, [], "is no event; write name, timezone and sessions into it"));
    return { definition: {}, source: new FilesSource(main, []), findings };
  }
  const merged: Record<string, unknown> = { ...whole };
  const pieces: Piece[] = [];
  for (const part of partsOf(main, whole.include, findings)) {
    findings.push(...part.findings);
    merge(merged, part, pieces, findings);
  }
  return { definition: merged, source: new FilesSource(main, pieces), findings };
}

/** A definition that a program wrote: nothing has a line. Paths in it start where the program runs. */
export const written = (definition: EventDefinition): Read => ({
  definition,
  source: { locate: () => undefined, folderOf: () => "." },
  findings: [],
});

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`);
  }
}

// ---- parts ---------------------------------------------------------------------------------------------

/** Where the items of a list, or a template, come from, if not from the event file itself. */
interface Piece {
  readonly list: string;
  readonly part: Parsed;
  /** What stands before an item's number in the part: nothing, where it is a mere list. */
  readonly prefix: Path;
  /** Number of the first item in the whole list, and how many there are; of a map, its keys. */
  readonly from: number;
  readonly count: number;
  readonly keys?: ReadonlySet<string>;
}

function partsOf(main: Parsed, include: unknown, findings: Finding[]): Parsed[] {
  const patterns = typeof include === "string" ? [include] : Array.isArray(include) ? include : [];
  const folder = dirname(main.file);
  const seen = new Set([main.file]);
  return patterns.flatMap((pattern, i) => {
    // What is no text is for the check of the form.
    if (typeof pattern !== "string") return [];
    const files = filesLike(folder, pattern).map(file => join(folder, file));
    if (files.length === 0) {
      const path = Array.isArray(include) ? ["include", i] : ["include"];
      findings.push(
        complaint(
          main,
          path,
          `${JSON.stringify(pattern)} is the name of no file; paths start at the folder of this file`,
        ),
      );
    }
    const fresh = files.filter(file => !seen.has(file));
    for (const file of fresh) seen.add(file);
    return fresh.map(file => parseFile(file, textOf(file)));
  });
}

function merge(whole: Record<string, unknown>, part: Parsed, pieces: Piece[], findings: Finding[]): void {
  const add = (list: string, items: unknown, prefix: Path) => {
    if (!Array.isArray(items)) {
      findings.push(complaint(part, prefix, "is not a list"));
      return;
    }
    const before = Array.isArray(whole[list]) ? (whole[list] as unknown[]) : [];
    whole[list] = [...before, ...items];
    pieces.push({ list, part, prefix, from: before.length, count: items.length });
  };
  if (part.value === undefined) return;
  if (Array.isArray(part.value)) {
    add("sessions", part.value, []);
    return;
  }
  if (!isFields(part.value)) {
    findings.push(complaint(part, [], `is no part of an event; write some of ${PARTS.join(", ")} into it`));
    return;
  }
  for (const [name, value] of Object.entries(part.value)) {
    if (name === "$schema") continue;
    if (name === "templates" && isFields(value)) addTemplates(whole, value, part, pieces, findings);
    else if (PARTS.includes(name)) add(name, value, [name]);
    else {
      const what = `${name} belongs into the event file itself; a part may have ${PARTS.join(", ")}`;
      findings.push(complaint(part, [name], what, "name"));
    }
  }
}

function addTemplates(
  whole: Record<string, unknown>,
  templates: Readonly<Record<string, unknown>>,
  part: Parsed,
  pieces: Piece[],
  findings: Finding[],
): void {
  const before = isFields(whole.templates) ? whole.templates : {};
  for (const name of Object.keys(templates)) {
    if (Object.hasOwn(before, name)) {
      findings.push(
        complaint(
          part,
          ["templates", name],
          `template "${name}" is there already; give it another name`,
          "name",
        ),
      );
    }
  }
  whole.templates = { ...templates, ...before };
  const keys = new Set(Object.keys(templates).filter(name => !Object.hasOwn(before, name)));
  pieces.push({ list: "templates", part, prefix: ["templates"], from: 0, count: 0, keys });
}

const complaint = (file: Parsed, path: Path, message: string, of: "value" | "name" = "value"): Finding => ({
  rule: "form",
  severity: "error",
  sessions: [],
  message,
  path,
  at: file.locate(path, of),
});

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// ---- places --------------------------------------------------------------------------------------------

/** Several files as one. */
class FilesSource implements Source {
  constructor(
    private readonly main: Parsed,
    private readonly pieces: readonly Piece[],
  ) {}

  locate(path: Path, of: "value" | "name" = "value"): Position {
    const [file, inFile] = this.origin(path);
    return file.locate(inFile, of);
  }

  folderOf(path: Path): string {
    return dirname(this.origin(path)[0].file);
  }

  private origin(path: Path): [Parsed, Path] {
    const [list, item, ...rest] = path;
    for (const { list: of, part, prefix, from, count, keys } of this.pieces) {
      if (of !== list) continue;
      if (typeof item === "number" && item >= from && item < from + count) {
        return [part, [...prefix, item - from, ...rest]];
      }
      if (typeof item === "string" && keys?.has(item)) return [part, [...prefix, item, ...rest]];
    }
    return [this.main, path];
  }
}

/** Whether there is such a file. */
export const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();
