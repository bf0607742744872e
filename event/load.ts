/** An event from wherever it is: a file of our own, one that an importer knows, or a program. */
import { readFileSync } from "node:fs";
import type { EventDefinition } from "./definition";
import { asRead, type ImportOptions } from "./import/importer";
import { importers } from "./import/registry";
import { type Read, readEvent, written } from "./read";

export interface Loaded extends Read {
  readonly notes: readonly string[];
}

/**
 * @param from path of an event file, or of a programme that an importer recognises; or a definition
 * @throws when the file can't be opened
 */
export function load(from: string | EventDefinition, options: ImportOptions = {}): Loaded {
  if (typeof from !== "string") return { ...written(from), notes: [] };
  const importer = importerOf(from);
  if (importer === undefined) return { ...readEvent(from), notes: [] };
  const imported = importer.read(textOf(from), options);
  return { ...asRead(imported, from), notes: imported.notes };
}

function importerOf(file: string) {
  // An event file is YAML or JSON; so may others be.
  const text = textOf(file);
  return importers.find(importer => importer.recognises(text, file));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`);
  }
}
