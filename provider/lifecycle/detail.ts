/** Where two values of a property differ, place by place: what a plan shows of a change. */
import type { Sameness } from "./schema";
import { canonical, isObject } from "./values";

export interface Change {
  /** Dotted path, list positions in brackets: `presenters[0].name`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

/** @param same how the property compares: lists without order are told as a whole */
export function changesIn(path: string, before: unknown, after: unknown, same: Sameness): Change[] {
  if (before === undefined) return [{ path, kind: "add" }];
  if (after === undefined) return [{ path, kind: "delete" }];
  const inside = parts(before, after, same);
  if (inside === undefined) return [{ path, kind: "update" }];
  return inside.flatMap(([key, a, b]) =>
    canonical(a) === canonical(b) ? [] : changesIn(`${path}${key}`, a, b, same),
  );
}

/** What lies in both values by key; undefined where they are told as a whole. */
function parts(
  before: unknown,
  after: unknown,
  same: Sameness,
): Array<[string, unknown, unknown]> | undefined {
  if (Array.isArray(before) && Array.isArray(after) && same === "json") {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => [`[${i}]`, before[i], after[i]]);
  }
  if (!isObject(before) || !isObject(after)) return undefined;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.map(key => [`.${key}`, before[key], after[key]]);
}
