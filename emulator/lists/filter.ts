import type { InputObject, InputValue } from "../types/input.js";

/** A filter's own reading of one of its fields; true keeps the object. */
export type FilterRule<T> = (value: Exclude<InputValue, symbol>, item: T) => boolean;

const OPERATORS = [
  "GreaterThanOrEqual",
  "LessThanOrEqual",
  "GreaterThan",
  "LessThan",
  "MultiLikeOr",
  "MultiLikeAnd",
  "NotContains",
  "StartsWith",
  "NotEqual",
  "MatchAnd",
  "MatchOr",
  "NotIn",
  "Equal",
  "Like",
  "In",
] as const;

type Operator = (typeof OPERATORS)[number];

/**
 * Does an object pass a filter? `nameEqual`, `statusIn`, `createdAtGreaterThanOrEqual` … compare the property
 * that the field's name starts with. Fields that mean something else have a rule of their own; fields that
 * match neither are ignored, as on the real server.
 */
export function passes<T extends object>(
  filter: InputObject,
  item: T,
  rules: Readonly<Record<string, FilterRule<T>>> = {},
): boolean {
  for (const [field, value] of filter.fields) {
    // An empty text asks for nothing.
    if (typeof value === "symbol" || value === null || value === "") continue;
    const rule = rules[field];
    if (rule) {
      if (!rule(value, item)) return false;
      continue;
    }
    const parsed = parseField(field);
    if (!parsed) continue;
    const own = (item as Record<string, unknown>)[parsed.property];
    if (parsed.orNull && (own === undefined || own === null)) continue;
    if (!compare(parsed.operator, own, value)) return false;
  }
  return true;
}

function parseField(field: string): { property: string; operator: Operator; orNull: boolean } | undefined {
  const orNull = field.endsWith("OrNull");
  const name = orNull ? field.slice(0, -"OrNull".length) : field;
  for (const operator of OPERATORS) {
    if (name.length > operator.length && name.endsWith(operator)) {
      return { property: name.slice(0, -operator.length), operator, orNull };
    }
  }
  return undefined;
}

function compare(operator: Operator, own: unknown, value: InputValue): boolean {
  const text = own === undefined || own === null ? "" : String(own);
  const wanted = String(value);
  const words = splitList(wanted);
  switch (operator) {
    case "Equal":
      return text.toLowerCase() === wanted.toLowerCase() && own !== undefined;
    case "NotEqual":
      return text.toLowerCase() !== wanted.toLowerCase();
    case "In":
      return words.some(word => word.toLowerCase() === text.toLowerCase());
    case "NotIn":
      return !words.some(word => word.toLowerCase() === text.toLowerCase());
    case "Like":
      return contains(text, wanted);
    case "StartsWith":
      return text.toLowerCase().startsWith(wanted.toLowerCase());
    case "MultiLikeOr":
      return words.some(word => contains(text, word));
    case "MultiLikeAnd":
      return words.every(word => contains(text, word));
    case "MatchOr":
      return words.some(word => splitList(text).includes(word));
    case "MatchAnd":
      return words.every(word => splitList(text).includes(word));
    case "NotContains":
      return !words.some(word => splitList(text).includes(word));
    case "GreaterThan":
      return Number(own ?? 0) > Number(value);
    case "GreaterThanOrEqual":
      return Number(own ?? 0) >= Number(value);
    case "LessThan":
      return Number(own ?? 0) < Number(value);
    case "LessThanOrEqual":
      return Number(own ?? 0) <= Number(value);
  }
}

/** Text search: all words of the text sought, in any case, as parts of words. */
export function contains(text: string, sought: string): boolean {
  const haystack = text.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== "")
    .every(word => haystack.includes(word));
}

/** A comma list, trimmed, without empty items. */
export function splitList(text: string): string[] {
  return text
    .split(",")
    .map(word => word.trim())
    .filter(word => word !== "");
}
