import { InputObject } from "./input.js";

/** How a property travels. See README.md for what each one accepts and answers. */
export type WireType =
  | "string"
  | "int"
  | "bigint"
  | "float"
  | "bool"
  | "nullableBool"
  | "time"
  | "enum"
  | "stringEnum"
  | "dynamicEnum"
  | "object"
  | "array"
  | "map";

/** An enumeration class and its values. */
export interface EnumDef {
  name: string;
  values: readonly (string | number)[];
}

/** Rules of a property beside its type. */
export interface PropertyRules {
  /** Refused on add, and on update unless it equals what is stored. */
  readOnly?: boolean;
  /** Taken on add; on update refused unless it equals what is stored. */
  insertOnly?: boolean;
  /** Dropped in silence where a read-only one would be refused on add (the entry's id). */
  ignoredOnAdd?: boolean;
  /** Never answered. */
  writeOnly?: boolean;
  /** Limits as annotated on the server's class: checked while the request is read. Lengths are bytes. */
  minLength?: number;
  maxLength?: number;
  minValue?: number;
  maxValue?: number;
  /** Errors about these limits name the field alone, without its class: how depends on where the server checks. */
  limitsNameField?: boolean;
  /** A text that may also be a list of languages: JSON null is refused with WRONG_REQUEST_LANGUAGE. */
  multiLingual?: boolean;
  /** Number which the server answers as a string. */
  answeredAs?: "string";
}

/** One property of a class. */
export interface Property extends PropertyRules {
  type: WireType;
  enum?: EnumDef;
  /** Class of an object, or of an array's items. */
  of?: string;
}

/** A class: its own properties in order of output, after those of its base. */
export interface ClassDef {
  name: string;
  base?: string;
  abstract?: boolean;
  own: Readonly<Record<string, Property>>;
}

type Rules = PropertyRules;
const make =
  (type: WireType) =>
  (rules: Rules = {}): Property => ({ type, ...rules });

/** Builders for properties: `p.string({ maxLength: 256 })`, `p.enum(RecordStatus)`, `p.array("KalturaX")`. */
export const p = {
  string: make("string"),
  int: make("int"),
  bigint: make("bigint"),
  float: make("float"),
  bool: make("bool"),
  time: make("time"),
  nullableBool: (rules: Rules = {}): Property => ({ type: "nullableBool", enum: NullableBoolean, ...rules }),
  enum: (of: EnumDef, rules: Rules = {}): Property => ({ type: "enum", enum: of, ...rules }),
  stringEnum: (of: EnumDef, rules: Rules = {}): Property => ({ type: "stringEnum", enum: of, ...rules }),
  dynamicEnum: (of: EnumDef, rules: Rules = {}): Property => ({ type: "dynamicEnum", enum: of, ...rules }),
  object: (of: string, rules: Rules = {}): Property => ({ type: "object", of, ...rules }),
  array: (of: string, rules: Rules = {}): Property => ({ type: "array", of, ...rules }),
  map: (of: string, rules: Rules = {}): Property => ({ type: "map", of, ...rules }),
};

/** Declare an enumeration. */
export function defineEnum(name: string, values: readonly (string | number)[]): EnumDef {
  return { name, values };
}

/** 1, 0 and -1 for "not set"; also "true" and "false". */
export const NullableBoolean = defineEnum("KalturaNullableBoolean", [-1, 0, 1]);

const classes = new Map<string, ClassDef>();
const allProperties = new Map<string, ReadonlyMap<string, Property>>();

/** Declare a class. */
export function defineClass(
  name: string,
  spec: { base?: string; abstract?: boolean; fields?: Record<string, Property> },
): string {
  const def: ClassDef = { name, own: spec.fields ?? {} };
  if (spec.base !== undefined) def.base = spec.base;
  if (spec.abstract !== undefined) def.abstract = spec.abstract;
  classes.set(name, def);
  return name;
}

/** A declared class. */
export function findClass(name: string): ClassDef | undefined {
  return classes.get(name);
}

/** A declared class which must exist: a missing one is a mistake in the emulator. */
export function getClass(name: string): ClassDef {
  const found = classes.get(name);
  if (!found) throw new Error(`class ${name} is not declared`);
  return found;
}

/** Is a class another one or a descendant of it? */
export function isKindOf(name: string, ancestor: string): boolean {
  for (let at = classes.get(name); at; at = at.base === undefined ? undefined : classes.get(at.base)) {
    if (at.name === ancestor) return true;
  }
  return false;
}

/** All properties of a class, those of its bases first. */
export function propertiesOf(name: string): ReadonlyMap<string, Property> {
  const known = allProperties.get(name);
  if (known) return known;
  const def = getClass(name);
  const all = new Map<string, Property>(def.base === undefined ? [] : propertiesOf(def.base));
  for (const [field, property] of Object.entries(def.own)) all.set(field, property);
  allProperties.set(name, all);
  return all;
}

/** Shorthand for tests and seeds: an input object made in code. */
export function inputOf(
  className: string,
  fields: Record<string, string | number | boolean | null>,
): InputObject {
  return new InputObject(className, new Map(Object.entries(fields)));
}
