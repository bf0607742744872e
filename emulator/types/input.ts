/** Stands for `field__null`: the caller wants the field to be empty. */
export const CLEARED: unique symbol = Symbol("cleared");

/**
 * A value after casting. `null` is what an empty time becomes (JSON null or ""), which the services read in
 * different ways; everything else is never null.
 */
export type InputValue =
  | string
  | number
  | boolean
  | null
  | InputObject
  | InputObject[]
  | Record<string, unknown>
  | typeof CLEARED;

/** An object of a request: its class and only the fields that the caller sent. */
export class InputObject {
  constructor(
    /** Name of the class. */
    readonly objectType: string,
    readonly fields: ReadonlyMap<string, InputValue>,
  ) {}

  /** Did the caller send it, be it to clear it? */
  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** Did the caller send `name__null`? */
  isCleared(name: string): boolean {
    return this.fields.get(name) === CLEARED;
  }

  /** Sent, and not to clear it. */
  isSet(name: string): boolean {
    const value = this.fields.get(name);
    return value !== undefined && value !== CLEARED;
  }

  /** Value as cast; undefined when absent or cleared. */
  value(name: string): Exclude<InputValue, typeof CLEARED> | undefined {
    const value = this.fields.get(name);
    return value === CLEARED ? undefined : value;
  }

  /** A text. */
  string(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
  }

  /** A number (int, time, enum). */
  number(name: string): number | undefined {
    const value = this.value(name);
    return typeof value === "number" ? value : undefined;
  }

  /** A bool, or a nullable one: -1 is undefined. */
  bool(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === -1 || value === undefined || value === null) return undefined;
    return Boolean(value);
  }

  /** A nested object. */
  object(name: string): InputObject | undefined {
    const value = this.value(name);
    return value instanceof InputObject ? value : undefined;
  }

  /** An array of objects. */
  list(name: string): InputObject[] | undefined {
    const value = this.value(name);
    return Array.isArray(value) ? value : undefined;
  }

  /** The same with some fields changed or (undefined) taken away. */
  with(changes: Record<string, InputValue | undefined>): InputObject {
    const fields = new Map(this.fields);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) fields.delete(name);
      else fields.set(name, value);
    }
    return new InputObject(this.objectType, fields);
  }

  /** Plain values, for objects that are stored as they come. */
  toPlain(): Record<string, unknown> {
    const plain: Record<string, unknown> = { objectType: this.objectType };
    for (const [name, value] of this.fields) {
      if (value === CLEARED) continue;
      plain[name] = Array.isArray(value)
        ? value.map(item => item.toPlain())
        : value instanceof InputObject
          ? value.toPlain()
          : value;
    }
    return plain;
  }
}
