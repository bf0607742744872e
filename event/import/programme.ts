/** A programme that was imported and looked through: what of it can be deployed, and which rows can't. */
import { examine } from "../examine";
import { dotted, type Finding, fieldIn, isError } from "../findings";
import { asRead, type Importer, type ImportOptions, readWith } from "./importer";

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
  const imported = readWith(importer, text, file, options);
  if (imported.bad.length === 0 && !imported.definition.sessions)
    throw new Error(`${file}: no session is in it`);
  let { definition, rows } = imported;
  const bad: Array<{ row: number | undefined; reason: string }> = [];
  let said: readonly string[] | undefined;
  // A session may be at fault only once what it names is left out: look again until nothing is.
  for (;;) {
    const found = examine(asRead({ ...imported, definition, rows, bad: said ? [] : imported.bad }, file));
    said ??= found.notes;
    const errors = found.findings.filter(isError);
    const whole = errors.filter(({ path, at }) => typeof path[1] !== "number" && at?.row === undefined);
    if (whole.length > 0) {
      throw new Error(
        `${file}: ${whole.map(f => `${dotted(f.path)}: ${f.message}${needs(f.path)}`).join("; ")}`,
      );
    }
    bad.push(...errors.map(error => ({ row: error.at?.row, reason: reasonOf(error) })));
    const broken = errors.filter(({ path }) => typeof path[1] === "number");
    if (broken.length === 0) break;
    const isGood = (list: string) => {
      const out = new Set(broken.filter(({ path }) => path[0] === list).map(({ path }) => path[1]));
      return (_: unknown, i: number) => !out.has(i);
    };
    definition = withLists(definition, isGood);
    rows = withLists(rows, isGood);
  }
  const order = ({ row = 0 }: { row: number | undefined }) => row;
  return {
    definition,
    bad: bad.sort((a, b) => order(a) - order(b)),
    notes: [...imported.notes, ...said],
  };
}

/** Lists that are empty then go, too. */
const withLists = <T extends object>(
  fields: T,
  keep: (name: string) => (_: unknown, i: number) => boolean,
): T =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, Array.isArray(value) ? value.filter(keep(name)) : value] as const)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0),
  ) as T;

/** What has a row is known by it; what has none (a track, a presenter) is named. */
function reasonOf({ at, path, message }: Finding): string {
  const where = dotted(at?.row === undefined ? path : fieldIn(path));
  return where === "" ? message : `${where}: ${message}`;
}

const needs = ([field]: Finding["path"]) =>
  field === "timezone" || field === "name" ? ` (give it with --${field})` : "";
