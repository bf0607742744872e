/** A programme that was imported and looked through: what of it can be deployed, and which rows can't. */
import { examine } from "../examine";
import { dotted, isError } from "../findings";
import { asRead, type Importer, type ImportOptions } from "./importer";

export interface Programme {
  /** All but the bad rows. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** By row; a row may have several. */
  readonly bad: ReadonlyArray<{ readonly row: number | undefined; readonly reason: string }>;
  readonly notes: readonly string[];
}

/**
 * @param file name of the programme, for complaints
 * @throws Error when the text is not what the importer reads, or when something is wrong that is in no single row
 */
export function readProgramme(
  importer: Importer,
  text: string,
  file: string,
  options: ImportOptions,
): Programme {
  const imported = importer.read(text, options);
  const { findings, notes } = examine(asRead(imported, file));
  const errors = findings.filter(isError);
  const whole = errors.filter(({ path, at }) => typeof path[1] !== "number" && at?.row === undefined);
  if (whole.length > 0) {
    const needs = whole.some(({ path }) => path[0] === "timezone") ? "; give it with --timezone" : "";
    throw new Error(`${file}: ${whole.map(f => `${dotted(f.path)}: ${f.message}`).join("; ")}${needs}`);
  }
  const broken = new Map<string, Set<number>>();
  for (const { path } of errors) {
    const [list, item] = path;
    if (typeof item === "number") broken.set(String(list), (broken.get(String(list)) ?? new Set()).add(item));
  }
  const good = Object.entries(imported.definition).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((_, i) => !broken.get(name)?.has(i)) : value,
  ]);
  return {
    definition: Object.fromEntries(good) as Record<string, unknown>,
    bad: errors.map(({ at, path, message }) => ({
      row: at?.row,
      reason: `${typeof path[1] === "number" ? dotted(path.slice(2)) : dotted(path)}: ${message}`,
    })),
    notes: [...imported.notes, ...notes],
  };
}
