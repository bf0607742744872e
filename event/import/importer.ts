/**
 * What an importer is: it turns what organisers have into a definition. Ids stay what they are in the source, so that
 * a later import of the same programme changes what was changed there, and nothing else.
 */
import type { List } from "../definition";
import type { Position } from "../findings";
import type { Read } from "../read";

/** A row that can't become part of an event. */
export interface BadRow {
  /** In the file, from 1; where a source has no rows, the number in its list. */
  readonly row: number;
  /** What it is, in the words of the source: `sessions[3].start`. */
  readonly path: string;
  readonly reason: string;
}

export interface Imported {
  /** Its form is checked afterwards, as that of an event file is: an importer needn't. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** For each item of the definition's lists, the row that it comes from. */
  readonly rows: Partial<Record<List, readonly number[]>>;
  /** Rows that nothing could be made of. */
  readonly bad: readonly BadRow[];
  /** What was understood differently than it is written, and what was not used. */
  readonly notes: readonly string[];
}

export interface ImportOptions {
  /** IANA timezone, for sources that have none. */
  readonly timezone?: string | undefined;
  /** Name of the event, for sources that have none. */
  readonly name?: string | undefined;
}

export interface Importer {
  /** As a command line names it: `conference`. */
  readonly name: string;
  /** One sentence: what it reads. */
  readonly doc: string;
  /** Whether a text is of this form; must not throw. */
  readonly recognises: (text: string, file: string) => boolean;
  /** @throws Error when it is not of this form after all; says why */
  readonly read: (text: string, options: ImportOptions) => Imported;
}

/** @throws Error naming the file, when it is not what the importer reads */
export function readWith(importer: Importer, text: string, file: string, options: ImportOptions): Imported {
  try {
    return importer.read(text, options);
  } catch (error) {
    throw new Error(`${file} can't be imported (${importer.name}): ${(error as Error).message}`);
  }
}

/** What was imported as if it had been read from an event file: with the rows in place of lines. */
export function asRead({ definition, rows, bad }: Imported, file: string): Read {
  return {
    definition,
    findings: bad.map(({ row, path, reason }) => {
      // The list or column alone: the definition has no such item. The source's own names are words of the message.
      const field = /^\w*/.exec(path)![0];
      return {
        rule: "form",
        severity: "error",
        sessions: [],
        message: field === "" ? `${path}: ${reason}` : reason,
        path: field === "" ? [] : [field],
        at: { file, row },
      };
    }),
    source: {
      folderOf: () => folder(file),
      locate: ([list, item]): Position => {
        const row = typeof item === "number" ? rows[list as List]?.[item] : undefined;
        return row === undefined ? { file } : { file, row };
      },
    },
  };
}

const folder = (file: string) => file.replace(/[^/\\]*$/, "") || ".";
