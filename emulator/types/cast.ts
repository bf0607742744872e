import { type ApiError, apiError } from "../errors.js";
import { type EnumDef, findClass, getClass, isKindOf, type Property, propertiesOf } from "./define.js";
import { CLEARED, InputObject, type InputValue } from "./input.js";

/** Anything a request body can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Times nearer to zero than this are offsets from now. */
const TEN_YEARS = 315_360_000;

/** Characters that XML cannot carry are refused. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const XML_ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Read an object of a request as the declared class, or the descendant that it names. */
export function castObject(raw: Json | undefined, declared: string, now: number): InputObject {
  const source = isRecord(raw) ? raw : {};
  const wanted = typeof source.objectType === "string" ? source.objectType : declared;
  const className = findClass(wanted) && isKindOf(wanted, declared) ? wanted : declared;
  if (getClass(className).abstract === true) {
    throw apiError("OBJECT_TYPE_ABSTRACT", { OBJ_TYPE: className });
  }
  const fields = new Map<string, InputValue>();
  for (const [name, property] of propertiesOf(className)) {
    if (Object.hasOwn(source, `${name}__null`) && property.type !== "array") {
      fields.set(name, CLEARED);
      continue;
    }
    if (!Object.hasOwn(source, name)) continue;
    const value = castValue(source[name] ?? null, property, name, now);
    if (value === undefined) continue;
    checkLimits(value, property, property.limitsNameField === true ? name : `${className}::${name}`);
    fields.set(name, value);
  }
  return new InputObject(className, fields);
}

/** Read one value; undefined when the server would not see it at all. */
export function castValue(raw: Json, property: Property, name: string, now: number): InputValue | undefined {
  switch (property.type) {
    case "string":
      return castString(raw, property, name);
    case "int":
    case "bigint":
      return castInt(raw);
    case "float":
      return castFloat(raw);
    case "bool":
      return castBool(raw);
    case "time":
      return castTime(raw, now);
    case "nullableBool":
    case "enum":
      return castEnum(raw, property.enum!, name);
    case "stringEnum":
    case "dynamicEnum":
      return castStringEnum(raw, property.enum!, name);
    case "object":
      return isRecord(raw) ? castObject(raw, property.of!, now) : undefined;
    case "array":
      return castArray(raw, property.of!, now);
    case "map":
      return isRecord(raw) ? raw : undefined;
  }
}

function castString(raw: Json, property: Property, name: string): string | undefined {
  if (property.multiLingual === true && (raw === null || typeof raw === "object")) {
    throw apiError("WRONG_REQUEST_LANGUAGE", { LANGUAGE: undefined });
  }
  if (raw !== null && typeof raw === "object") return undefined;
  const text = raw === null || raw === false ? "" : raw === true ? "1" : String(raw);
  if (XML_ILLEGAL.test(text)) throw apiError("INVALID_PARAMETER_CHAR", { PARAM_NAME: name });
  return text;
}

/** PHP's cast: leading digits count, anything else is 0. */
function castInt(raw: Json): number {
  if (typeof raw === "number") return Math.trunc(raw);
  if (typeof raw === "boolean") return raw ? 1 : 0;
  if (typeof raw !== "string") return 0;
  const match = /^\s*([+-]?\d+)/.exec(raw);
  return match ? Number(match[1]) : 0;
}

function castFloat(raw: Json): number {
  if (typeof raw === "number") return raw;
  if (typeof raw === "boolean") return raw ? 1 : 0;
  const value = typeof raw === "string" ? Number.parseFloat(raw) : 0;
  return Number.isNaN(value) ? 0 : value;
}

function castBool(raw: Json): boolean {
  if (typeof raw === "string") return raw !== "" && raw !== "0" && raw.toLowerCase() !== "false";
  return Boolean(raw);
}

/** -1 and empty mean "no time"; what is near zero is an offset from now, so words (0) are now. */
function castTime(raw: Json, now: number): number | null {
  if (raw === null || raw === "") return null;
  const value = castInt(raw);
  if (value === -1) return null;
  return Math.abs(value) <= TEN_YEARS ? now + value : value;
}

function castEnum(raw: Json, of: EnumDef, name: string): number {
  if (raw === null && of.values.includes(0)) return 0;
  let text = raw === null || raw === false ? "" : raw === true ? "1" : String(raw);
  if (raw === false || text.toLowerCase() === "false") text = "0";
  else if (text.toLowerCase() === "true") text = "1";
  const match = of.values.find(value => String(value) === text.trim());
  if (match === undefined || text === "") throw invalidEnum(text, name, of);
  return Number(match);
}

function castStringEnum(raw: Json, of: EnumDef, name: string): string {
  const text = raw === null ? "" : String(raw);
  const match = of.values.find(value => String(value) === text);
  if (match === undefined) throw invalidEnum(text, name, of);
  return text;
}

function castArray(raw: Json, of: string, now: number): InputObject[] | undefined {
  if (Array.isArray(raw)) return raw.map(item => castObject(item, of, now));
  if (!isRecord(raw)) return undefined;
  // Form bodies number the items; a lone "-" key is the form's way to say "empty".
  return Object.keys(raw)
    .filter(key => /^\d+$/.test(key))
    .sort((a, b) => Number(a) - Number(b))
    .map(key => castObject(raw[key], of, now));
}

function invalidEnum(value: string, name: string, of: EnumDef): ApiError {
  return apiError("INVALID_ENUM_VALUE", { ENUM_VAL: value, PARAM_NAME: name, ENUM_TYPE: of.name });
}

function checkLimits(value: InputValue, property: Property, title: string): void {
  if (typeof value === "string") {
    checkLength(value, title, property.minLength, property.maxLength);
  } else if (typeof value === "number") {
    checkRange(value, title, property.minValue, property.maxValue);
  }
}

/** Length in bytes, with the server's words. The title is what the error names: `KalturaX::field` or `field`. */
export function checkLength(text: string, title: string, min?: number, max?: number): void {
  const bytes = Buffer.byteLength(text);
  if (min !== undefined && bytes < min) {
    throw apiError("PROPERTY_VALIDATION_MIN_LENGTH", { PROP_NAME: title, MIN_LEN: min });
  }
  if (max !== undefined && bytes > max) {
    throw apiError("PROPERTY_VALIDATION_MAX_LENGTH", { PROP_NAME: title, MAX_LEN: max });
  }
}

/** Range of a number, with the server's words. */
export function checkRange(value: number, title: string, min?: number, max?: number): void {
  if (min !== undefined && value < min) {
    throw apiError("PROPERTY_VALIDATION_MIN_VALUE", { PROP_NAME: title, MIN_VAL: min });
  }
  if (max !== undefined && value > max) {
    throw apiError("PROPERTY_VALIDATION_MAX_VALUE", { PROP_NAME: title, MAX_VAL: max });
  }
}

/** On add nothing read-only may be sent. */
export function validateForAdd(input: InputObject): void {
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (property.readOnly === true && property.ignoredOnAdd !== true && input.isSet(name)) {
      throw notUpdatable(input, name);
    }
  }
}

/** On update read-only and insert-only fields must equal what is stored (as answered). */
export function validateForUpdate(input: InputObject, stored: Readonly<Record<string, unknown>>): void {
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (property.readOnly !== true && property.insertOnly !== true) continue;
    if (!input.isSet(name)) continue;
    const value = input.value(name);
    if (String(stored[name] ?? "") !== String(value)) throw notUpdatable(input, name);
  }
}

/** A field that the class demands on add. */
export function requireField(input: InputObject, name: string, title = `${input.objectType}::${name}`): void {
  if (!input.isSet(name)) throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: title });
}

function notUpdatable(input: InputObject, name: string): ApiError {
  return apiError("PROPERTY_VALIDATION_NOT_UPDATABLE", { PROP_NAME: `${input.objectType}::${name}` });
}

function isRecord(raw: Json | undefined): raw is { [key: string]: Json } {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
