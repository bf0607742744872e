/**
 * What a resource's zod schema says beyond types: which fields are secret, which can't be changed in place,
 * and how two values are compared. Checks, diffs, secret outputs, JSON Schema and the reference docs are
 * all read from here.
 */
import { z } from "zod";

/** How two values of a property are told apart. */
export type Sameness =
  /** Deep equality of the JSON (the default). */
  | "json"
  /** ISO times: the instants decide, not the spelling. */
  | "instant"
  /** Lists where order and repetition carry no meaning. */
  | "set"
  /** Kaltura's tags: case and order carry no meaning either. */
  | "tags";

export interface PropertyMeta {
  /** The value is never printed, logged or kept in the clear. */
  readonly secret?: true;
  /** The API can't change it in place; says why, for the docs. */
  readonly replace?: string;
  readonly same?: Sameness;
  /** What Kaltura has where it is not set: to write just that is no change. */
  readonly unset?: unknown;
  /**
   * A preview takes a value that it does not know yet for the one in force: it is an output of another resource,
   * and stays when that one is updated. Without this, each update there would look like a replacement here.
   */
  readonly unknownIsSame?: true;
  /** Where it was not there before, its coming is no change: the next update brings it along. */
  readonly comesLater?: true;
  /** An output that no update changes. */
  readonly stays?: true;
  /**
   * Says how the resource is made or treated: never sent, never drift. `once`: for its making alone, so to change it
   * is no change of the resource. `standing`: kept in the state, where a later delete finds it.
   */
  readonly option?: "once" | "standing";
  /** Filled in by check or by the front end; users don't write it. */
  readonly internal?: true;
  /** Filled in by the front end with this output of the resources among these inputs. */
  readonly follows?: { readonly inputs: readonly string[]; readonly output: string };
  /** A change of it may disrupt a session that is on: it is moved, or shows something else. */
  readonly whileLive?: "guarded";
  /** Of an output: who keeps it outside of the program, and has to be told of a new one. */
  readonly heldBy?: string;
  /** What happens on the server when the property is taken out of the program. Default: it is cleared. */
  readonly whenRemoved?: string;
  /** Name of the nested type in generated schemas and SDKs. */
  readonly typeName?: string;
}

const registry = z.registry<PropertyMeta>();

/** Attaches what the type alone doesn't say to a property's schema. Call it last, after optional() and describe(). */
export function property<T extends z.ZodType>(schema: T, meta: PropertyMeta): T {
  registry.add(schema, meta);
  return schema;
}

/** What was attached to this schema, or to what it wraps. */
export function metaOf(schema: z.ZodType): PropertyMeta {
  const own = registry.get(schema);
  const inner = (schema._zod.def as { innerType?: z.ZodType }).innerType;
  return { ...(inner ? metaOf(inner) : {}), ...own };
}

/** The properties of an object schema with their names, in order. */
export function propertiesOf(schema: z.ZodObject): Array<[string, z.ZodType]> {
  return Object.entries(schema.shape) as Array<[string, z.ZodType]>;
}

/** Names of the top-level properties that hold a secret, at whatever depth. */
export function secretsOf(schema: z.ZodObject): string[] {
  return propertiesOf(schema)
    .filter(([, s]) => holdsSecret(s))
    .map(([name]) => name);
}

function holdsSecret(schema: z.ZodType): boolean {
  if (metaOf(schema).secret) return true;
  const def = schema._zod.def as { innerType?: z.ZodType; element?: z.ZodType };
  if (schema instanceof z.ZodObject) return propertiesOf(schema).some(([, s]) => holdsSecret(s));
  return [def.innerType, def.element].some(s => s !== undefined && holdsSecret(s));
}

/** True when the value at this path of the schema, or anything above it, is secret. */
export function isSecretPath(schema: z.ZodType, path: readonly PropertyKey[]): boolean {
  if (metaOf(schema).secret) return true;
  if (path.length === 0) return false;
  const [head, ...rest] = path;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const next = (inner.shape as Record<string, z.ZodType>)[String(head)];
    return next !== undefined && isSecretPath(next, rest);
  }
  const element = (inner._zod.def as { element?: z.ZodType }).element;
  return element !== undefined && isSecretPath(element, rest);
}

/** The schema without its optional, nullable or default wrappers. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema._zod.def as { innerType?: z.ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}
