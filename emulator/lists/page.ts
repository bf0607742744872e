import { apiError } from "../errors.js";
import type { InputObject } from "../types/input.js";

const DEFAULT_SIZE = 30;
const MAX_SIZE = 500;
const MAX_MATCHES = 10_000;
/** A page size that is no number of objects means as many as a search gives. */
const UNLIMITED = 1000;

/** A page of a list, and how many objects there are in all. */
export interface Page<T> {
  objects: T[];
  totalCount: number;
}

/**
 * Sort and cut a list as the server does. The index gives documents in order of creation unless `orderBy`
 * names a field; rows of an unordered page then come from the database in order of their ids.
 */
export function pageOf<T extends { id: string | number }>(
  items: readonly T[],
  filter: InputObject | undefined,
  pager: InputObject | undefined,
  orderable: readonly string[],
  options: { defaultSize?: number; searched?: boolean } = {},
): Page<T> {
  const { size, index } = pageBounds(pager, options.defaultSize ?? DEFAULT_SIZE);
  if (options.searched !== false && size * (index - 1) >= MAX_MATCHES) {
    throw apiError("QUERY_EXCEEDED_MAX_MATCHES_ALLOWED");
  }
  const order = parseOrder(filter?.string("orderBy"), orderable);
  const sorted = order ? [...items].sort((a, b) => order.sign * compareBy(order.field, a, b)) : [...items];
  const page = sorted.slice((index - 1) * size, index * size);
  if (!order) page.sort((a, b) => compareIds(a.id, b.id));
  return { objects: page, totalCount: items.length };
}

function pageBounds(pager: InputObject | undefined, defaultSize: number): { size: number; index: number } {
  const sent = pager?.number("pageSize");
  const index = Math.max(pager?.number("pageIndex") ?? 0, 1);
  if (sent === undefined) return { size: defaultSize, index };
  return sent <= 0 ? { size: UNLIMITED, index: 1 } : { size: Math.min(sent, MAX_SIZE), index };
}

/** `+createdAt` or `-createdAt`; anything that the class does not know is ignored. */
function parseOrder(
  text: string | undefined,
  orderable: readonly string[],
): { field: string; sign: 1 | -1 } | undefined {
  const match = /^([+-]?)(\w+)$/.exec(text ?? "");
  const field = match?.[2];
  if (field === undefined || !orderable.includes(field)) return undefined;
  return { field, sign: match?.[1] === "-" ? -1 : 1 };
}

function compareBy(field: string, a: object, b: object): number {
  const left = (a as Record<string, unknown>)[field];
  const right = (b as Record<string, unknown>)[field];
  if (typeof left === "number" || typeof right === "number") return Number(left ?? 0) - Number(right ?? 0);
  return String(left ?? "").localeCompare(String(right ?? ""));
}

function compareIds(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}
