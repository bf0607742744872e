import type { Json } from "../types/cast.js";

/** Parameters of a call, as a tree. */
export type Params = Record<string, Json>;

/** Put `a:b:c` = value into a tree. */
export function setPath(tree: Params, path: string, value: Json): void {
  const steps = path.split(":");
  let at = tree;
  for (const step of steps.slice(0, -1)) {
    // Own fields only: a step may be called __proto__.
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (typeof next === "object" && next !== null && !Array.isArray(next)) {
      at = next;
    } else {
      const made: Params = {};
      at[step] = made;
      at = made;
    }
  }
  at[steps[steps.length - 1]!] = value;
}

/** Keys with colons count as paths in JSON bodies too. */
export function expandKeys(raw: Params): Params {
  const tree: Params = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key.includes(":")) setPath(tree, key, value);
    else tree[key] = value;
  }
  return tree;
}

/** A form body or query string. Keys may be `a:b` or, as PHP takes them, `a[b]`. */
export function parseForm(text: string): Params {
  const tree: Params = {};
  for (const [key, value] of new URLSearchParams(text)) {
    if (key !== "") setPath(tree, key.replace(/\[([^\]]*)\]/g, ":$1"), value);
  }
  return tree;
}

/** Put one tree over another: objects merge, anything else is replaced. */
export function mergeParams(base: Params, over: Params): Params {
  const merged: Params = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergeParams(below, value) : value;
  }
  return merged;
}

/** Is it an object? */
export function isTree(value: Json | undefined): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A parameter as text; undefined when absent or no scalar. */
export function textOf(params: Params, name: string): string | undefined {
  const value = params[name];
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}
