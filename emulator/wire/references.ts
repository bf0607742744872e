import { ApiError, EmptyAnswer } from "../errors.js";
import type { Json } from "../types/cast.js";
import { findClass, propertiesOf } from "../types/define.js";

/** Greedy on purpose: text after the last `}` of a string belongs to the reference on the real server too. */
const REFERENCE = /\{(\d+):result(?::(.*))?\}/s;

/**
 * Replace `{2:result:id}` in every string of a call by what the earlier call answered. A reference to a call
 * that is not answered yet stays as it is, one to a failed call becomes "".
 */
export function resolveReferences(value: Json, results: ReadonlyMap<number, unknown>): Json {
  if (typeof value === "string") return resolveText(value, results);
  if (Array.isArray(value)) return value.map(item => resolveReferences(item, results));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, resolveReferences(item, results)]),
    );
  }
  return value;
}

function resolveText(text: string, results: ReadonlyMap<number, unknown>): string {
  const match = REFERENCE.exec(text);
  if (!match) return text;
  const number = Number(match[1]);
  if (!results.has(number)) return text;
  const found = follow(results.get(number), match[2]);
  return text.slice(0, match.index) + found + text.slice(match.index + match[0].length);
}

function follow(result: unknown, path: string | undefined): string {
  if (result instanceof ApiError) return "";
  let at: unknown = result;
  for (const step of path === undefined || path === "" ? [] : path.split(":")) {
    if (Array.isArray(at)) {
      if (step.startsWith("_all")) return joinAll(at, path!);
      at = at[Number(step)];
      if (at === undefined) return "";
    } else if (typeof at === "object" && at !== null) {
      at = property(at as Record<string, unknown>, step);
      if (at === undefined) return "";
    } else {
      // A property of a text or a number ends the PHP process.
      throw new EmptyAnswer("reference into a scalar");
    }
  }
  if (at === null || at === undefined || at === false) return "";
  return typeof at === "object" ? "" : at === true ? "1" : String(at);
}

/** `objects:_all:id`: the attribute of every item. */
function joinAll(items: unknown[], path: string): string {
  const rest = path.slice(path.indexOf("_all") + "_all".length + 1);
  return items.map(item => follow(item, rest)).join(",");
}

function property(object: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const type = String(object.objectType ?? "");
  // Declared and null: empty text. Not declared at all: the server dies.
  if (findClass(type) && propertiesOf(type).has(name)) return undefined;
  throw new EmptyAnswer(`reference to ${type}::${name}`);
}
