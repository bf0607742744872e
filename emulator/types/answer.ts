import { type Property, propertiesOf } from "./define.js";

/** An object of an answer: fields in the class's order, nulls left out, objectType last. */
export type Answer = Record<string, unknown>;

/**
 * Make an answer of a class out of plain values. Values of no declared property are dropped, so the same
 * record can be answered as a base class. Nested records need an `objectType` or take the declared class.
 */
export function answer(className: string, values: Readonly<Record<string, unknown>>): Answer {
  const out: Answer = {};
  for (const [name, property] of propertiesOf(className)) {
    if (property.writeOnly === true) continue;
    const value = values[name];
    if (value === undefined || value === null) continue;
    out[name] = shape(value, property);
  }
  out.objectType = className;
  return out;
}

/** A list answer. */
export function listAnswer(className: string, objects: Answer[], totalCount = objects.length): Answer {
  return { totalCount, objects, objectType: className };
}

function shape(value: unknown, property: Property): unknown {
  switch (property.type) {
    case "string":
    case "stringEnum":
      return String(value);
    case "dynamicEnum":
      return /^-?\d+$/.test(String(value)) ? Number(value) : String(value);
    case "int":
    case "float":
    case "time":
    case "enum":
    case "bigint":
      return property.answeredAs === "string"
        ? String(value)
        : typeof value === "number"
          ? value
          : Number(value);
    case "bool":
      return Boolean(value);
    case "nullableBool":
    case "map":
      return value;
    case "object":
      return nested(value, property.of!);
    case "array":
      return Array.isArray(value) ? value.map(item => nested(item, property.of!)) : value;
  }
}

function nested(value: unknown, declared: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  return answer(typeof record.objectType === "string" ? record.objectType : declared, record);
}
