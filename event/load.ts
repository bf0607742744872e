/** An event from wherever it is: a file of our own, one that an importer knows, or a program. */
import { readText } from "./decode";
import type { EventDefinition } from "./definition";

import { asRead, type ImportOptions, readWith } from "./import/importer";
import { importers } from "./import/registry";
import { type Read, readEvent, written } from "./read";

export interface Loaded extends Read {
  readonly notes: readonly string[];
}

/**
 * @param from path of an event file, or of a programme that an importer recognises; or a definition
 * @throws when the file can't be opened, or is in another format and can't be imported
 */
export function load(from: string | EventDefinition, options: ImportOptions = {}): Loaded {
  if (typeof from !== "string") return { ...written(from), notes: [] };
  const text = readText(from);
  const importer = importers.find(importer => importer.recognises(text, from));
  if (importer === undefined) return { ...readEvent(from), notes: [] };
  const imported = readWith(importer, text, from, options);
  return { ...asRead(imported, from), notes: imported.notes };
}
