import { cutBytes, databaseText } from "./entries/text.js";
import type { Collection, Entity } from "./store.js";

/** What a database column does to a value: a varchar counts characters, a text bytes, a float keeps six digits. */
export type Column = { chars: number } | { bytes: number } | "float";

/** A column of the type TEXT. */
export const TEXT: Column = { bytes: 65_535 };

/**
 * Store values as their columns keep them. The object that comes back still has them as they were sent: that is
 * what the answer to the very call shows, and only a later read tells what was really kept.
 */
export function fitColumns<T extends Entity>(
  collection: Collection<T>,
  object: T,
  columns: Readonly<Record<string, Column>>,
): T {
  const shown: T = { ...object };
  const kept: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns)) {
    const value = (object as Record<string, unknown>)[name];
    const fitted = keptBy(column, value);
    if (fitted !== value) kept[name] = fitted;
  }
  if (Object.keys(kept).length > 0) collection.update(object, kept as Partial<T>);
  return shown;
}

function keptBy(column: Column, value: unknown): unknown {
  if (column === "float")
    return typeof value === "number" ? Number(Math.fround(value).toPrecision(6)) : value;
  if (typeof value !== "string") return value;
  const text = databaseText(value);
  return "chars" in column ? [...text].slice(0, column.chars).join("") : cutBytes(text, column.bytes);
}
