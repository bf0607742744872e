import type { Json } from "../types/cast.js";
import { isKindOf } from "../types/define.js";
import { isTree, textOf } from "./params.js";

/**
 * A response profile given with the call: type 1 answers only the named fields, type 2 all but those. It holds
 * for the object answered, or for each object of a list.
 */
export function applyResponseProfile(result: unknown, profile: Json | undefined): unknown {
  if (!isTree(profile)) return result;
  const names = textOf(profile, "fields");
  if (names === undefined) return result;
  const fields = new Set(names.split(",").map(name => name.trim()));
  const include = textOf(profile, "type") !== "2";
  const pick = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pick);
    if (typeof value !== "object" || value === null) return value;
    const record = value as Record<string, unknown>;
    if (Array.isArray(record.objects)) return { ...record, objects: record.objects.map(pick) };
    return Object.fromEntries(
      Object.entries(record).filter(([name]) => isAlwaysThere(name, record) || fields.has(name) === include),
    );
  };
  return pick(result);
}

/** The class is always answered, and the type of an entry. */
function isAlwaysThere(name: string, object: Record<string, unknown>): boolean {
  return (
    name === "objectType" || (name === "type" && isKindOf(String(object.objectType), "KalturaBaseEntry"))
  );
}
