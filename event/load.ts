/** An event from wherever it is: a file of our own, one that an importer knows, or a program. */
import { readFileSync } from "node:fs";
import type { EventDefinition } from "./definition";
import { decoded } from "./import/decode";
import { asRead, type ImportOptions } from "./import/importer";
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
  const text = textOf(from);
  const importer = importers.find(importer => importer.recognises(text, from));
  if (importer === undefined) return { ...readEvent(from), notes: [] };
  try {
    const imported = importer.read(text, options);
    return { ...asRead(imported, from), notes: imported.notes };
  } catch (error) {
    throw new Error(`${from} can't be imported (${importer.name}): ${(error as Error).message}`);
  }
}

function textOf(file: string): string {
  try {
    return decoded(readFileSync(file));
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`);
  }
}
