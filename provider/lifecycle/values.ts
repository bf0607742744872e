/** Small helpers for plain JSON values: paths, unknowns, comparison. */
import { sameInstant } from "../time";
import type { Sameness } from "./schema";

export type Props = Record<string, unknown>;

/** What Pulumi hands to a dynamic provider in place of a value that a preview does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A plain object, and no list. */
export const isObject = (value: unknown): value is Props =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Paths of all unknown values in `value`. */
export function unknownPaths(value: unknown, at: readonly string[] = []): string[][] {
  if (value === UNKNOWN) return [[...at]];
  if (Array.isArray(value)) return value.flatMap((v, i) => unknownPaths(v, [...at, String(i)]));
  if (isObject(value)) return Object.entries(value).flatMap(([k, v]) => unknownPaths(v, [...at, k]));
  return [];
}

/** True when an unknown lies at, above or below `path`. */
export function touchesUnknown(unknowns: string[][], path: readonly PropertyKey[]): boolean {
  const own = path.map(String);
  return unknowns.some(u => u.every((key, i) => own[i] === undefined || own[i] === key));
}

/** Without null, undefined and internal `__` keys, at any depth: null means "not set" to us. */
export function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(v => v !== null && v !== undefined).map(tidy);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([k, v]) => v !== null && v !== undefined && !k.startsWith("__"))
      .map(([k, v]) => [k, tidy(v)]),
  );
}

/** An object of settings without any setting says no more than none. */
const isUnset = (value: unknown): boolean =>
  value === undefined || (isObject(value) && Object.values(value).every(isUnset));

/** JSON text with sorted keys and without what is unset, so that values that mean the same give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).filter(k => !isUnset(value[k]));
    return `{${keys
      .sort()
      .map(k => `${JSON.stringify(k)}:${canonical(value[k])}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** The value at a dotted path, undefined where the path ends early. */
export function getPath(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split(".")) {
    if (!isObject(at)) return undefined;
    at = at[key];
  }
  return at;
}

/** A copy of `value` with the dotted path set; `undefined` takes the property out, and empty parents with it. */
export function setPath(value: Props, path: string, to: unknown): Props {
  const [head, ...rest] = path.split(".") as [string, ...string[]];
  const copy = { ...value };
  const inner = rest.length === 0 ? to : setPath(isObject(copy[head]) ? copy[head] : {}, rest.join("."), to);
  if (inner === undefined || (rest.length > 0 && Object.keys(inner as Props).length === 0)) delete copy[head];
  else copy[head] = inner;
  return copy;
}

/**
 * What may be in force after a change that did not come to its end: the new values, and what was to be taken out,
 * of groups and of lists of plain values, too.
 */
export function inEither(before: unknown, now: unknown): unknown {
  if (now === undefined) return before;
  if (isObject(before) && isObject(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return Object.fromEntries(names.map(name => [name, inEither(before[name], now[name])]));
  }
  if (Array.isArray(before) && Array.isArray(now) && ![...before, ...now].some(isObject)) {
    return [...new Set([...now, ...before])];
  }
  return now;
}

/** How Kaltura keeps entry tags: trimmed, lower case, no repeats (api-facts, "rewrites"). */
export const normalTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map(t => t.trim().toLowerCase()).filter(t => t !== "")),
];

/** True when two values of a property mean the same. `zones` are the timezones beside them. */
export function sameValue(
  kind: Sameness,
  a: unknown,
  b: unknown,
  zones: readonly [string | undefined, string | undefined] = [undefined, undefined],
): boolean {
  if (isUnset(a) || isUnset(b)) return isUnset(a) && isUnset(b);
  if (kind === "instant" && typeof a === "string" && typeof b === "string") {
    return sameInstant(a, zones[0], b, zones[1]);
  }
  if ((kind === "set" || kind === "tags") && Array.isArray(a) && Array.isArray(b)) {
    const norm = (list: unknown[]) => {
      const texts = list.map(item => (isObject(item) ? canonical(item) : String(item)));
      return [...new Set(kind === "tags" ? normalTags(texts) : texts)].sort();
    };
    return canonical(norm(a)) === canonical(norm(b));
  }
  return canonical(a) === canonical(b);
}
