/**
 * The table between a resource's inputs and the properties of one API object. From one table follow the
 * object to add, the smallest update, and the drift; so the three can't disagree.
 */
import { getPath, type Props } from "./values";

export interface Field<I = Props> {
  /** Dotted path of the input: `dvr.windowMinutes`. */
  readonly input: string;
  /** Kaltura's property. */
  readonly wire: string;
  /** From input to wire; default: as it is. */
  readonly to?: (value: never, inputs: I) => unknown;
  /** From wire to input; default: as it is. */
  readonly from?: (value: never, inputs: I) => unknown;
  /** Whether the server's value means the wanted one; default: equal but for 1/true/"1" and unset/empty. */
  readonly same?: (observed: unknown, wanted: unknown) => boolean;
  /**
   * What is sent when the input is taken out of the program.
   * `null`: Kaltura's `field__null`; `{value}`: that value; `stay`: nothing, as the server can't clear it;
   * `remake`: nothing either, but the object has to be made anew without it ({@link mustBeRemade}).
   */
  readonly clear: "null" | "stay" | "remake" | { readonly value: unknown };
  /** Other wire properties that the server sets by it. */
  readonly derives?: readonly string[];
  /** Without it the others of its group say nothing: `dvr.enabled`. */
  readonly leads?: true;
  /** The server's answers don't carry it, or not reliably: written, never compared. */
  readonly writeOnly?: true;
}

/** The wire value an input asks for; undefined when the input is not set. */
function wanted<I>(field: Field<I>, inputs: I): unknown {
  const value = getPath(inputs, field.input);
  if (value === undefined) return undefined;
  return field.to ? field.to(value as never, inputs) : value;
}

const plain = (value: unknown): string =>
  typeof value === "boolean"
    ? String(Number(value))
    : value === undefined || value === null
      ? ""
      : String(value);

const asStoredWithoutAstral = (want: string): RegExp =>
  new RegExp(
    `^${want.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[\u{10000}-\u{10ffff}]/gu, "\\?{1,4}")}$`,
    "u",
  );

/**
 * Whether a text on the server means the wished one. Some accounts keep a four-byte character (an emoji) as question
 * marks: that is no difference (api-facts, "Lengths").
 */
export const sameText = (has: string, wish: string): boolean =>
  has === wish || (/[\u{10000}-\u{10ffff}]/u.test(wish) && asStoredWithoutAstral(wish).test(has));

/** The same for lists in which order and repetition carry no meaning. */
export const sameTexts = (has: readonly string[], wish: readonly string[]): boolean =>
  wish.every(w => has.some(h => sameText(h, w))) && has.every(h => wish.some(w => sameText(h, w)));

function same<I>(field: Field<I>, observed: unknown, want: unknown): boolean {
  if (field.same) return field.same(observed, want);
  return sameText(plain(observed), plain(want));
}

/** All that is set, as the object to add. */
export function toAdd<I>(fields: readonly Field<I>[], inputs: I): Props {
  const entries = fields
    .map(f => [f.wire, wanted(f, inputs)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** Only what differs from the server, and the clearing of what is no longer set. */
export function toUpdate<I>(
  fields: readonly Field<I>[],
  inputs: I,
  previous: Partial<I> | undefined,
  observed: Props,
): Props {
  const patch: Props = {};
  for (const field of fields) {
    const want = wanted(field, inputs);
    if (want !== undefined) {
      const changed = field.writeOnly
        ? plain(wanted(field, (previous ?? {}) as I)) !== plain(want)
        : !same(field, getPath(observed, field.wire), want);
      if (changed) patch[field.wire] = want;
    } else if (
      field.clear !== "stay" &&
      field.clear !== "remake" &&
      getPath(previous, field.input) !== undefined
    ) {
      const had = getPath(observed, field.wire);
      if (field.clear === "null") {
        if (plain(had) !== "") patch[`${field.wire}__null`] = "";
      } else if (!same(field, had, field.clear.value)) {
        patch[field.wire] = field.clear.value;
      }
    }
  }
  return patch;
}

/** Whether something was taken out of the program that the server can only get rid of with the object. */
export function mustBeRemade<I>(
  fields: readonly Field<I>[],
  inputs: I,
  previous: Partial<I> | undefined,
  observed: Props,
): boolean {
  // Several inputs may stand for one property: a session shows a channel or a recording.
  const set = new Set(fields.filter(field => wanted(field, inputs) !== undefined).map(field => field.wire));
  return fields.some(
    field =>
      field.clear === "remake" &&
      !set.has(field.wire) &&
      getPath(previous, field.input) !== undefined &&
      plain(getPath(observed, field.wire)) !== "",
  );
}

/** Wire properties that none of these inputs decides. */
export function undecided<I>(fields: readonly Field<I>[], inputs: Partial<I> | undefined): string[] {
  const decided = new Set(
    fields
      .filter(field => getPath(inputs, field.input) !== undefined)
      .flatMap(field => [field.wire, ...(field.derives ?? [])]),
  );
  return fields.map(field => field.wire).filter(wire => !decided.has(wire));
}

/** Inputs that say something else than the server, with the server's value. Inputs that are not set are not ours. */
export function driftOf<I>(fields: readonly Field<I>[], inputs: I, observed: Props): Record<string, unknown> {
  const drift: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.writeOnly) continue;
    const want = wanted(field, inputs);
    if (want === undefined) continue;
    const has = getPath(observed, field.wire);
    if (same(field, has, want)) continue;
    drift[field.input] =
      has === undefined || has === null || has === ""
        ? undefined
        : field.from
          ? field.from(has as never, inputs)
          : has;
  }
  return drift;
}

/**
 * The inputs that say what the server has, by path. What it has where an input is not set is left out.
 * @param known inputs that are known already, such as the timezone that times are written in
 */
export function inputsFrom<I>(fields: readonly Field<I>[], observed: Props, known: Props): Props {
  const has = (field: Field<I>) => getPath(observed, field.wire);
  const isSet = (field: Field<I>) =>
    plain(has(field)) !== "" &&
    !(typeof field.clear === "object" && same(field, has(field), field.clear.value));
  const set = fields.filter(isSet);
  const derived = new Set(set.flatMap(field => field.derives ?? []));
  // Without what leads a group the others say nothing.
  const idle = fields.filter(f => f.leads && !isSet(f)).map(f => f.input.replace(/[^.]*$/, ""));
  const found: Props = {};
  for (const field of set) {
    if (field.writeOnly || derived.has(field.wire) || idle.some(group => field.input.startsWith(group)))
      continue;
    const value = field.from ? field.from(has(field) as never, known as I) : has(field);
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) found[field.input] = value;
  }
  return found;
}

/** Every managed input as not set: what drift says when the object itself is gone. */
export function allUnset<I>(fields: readonly Field<I>[], inputs: I): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter(f => getPath(inputs, f.input) !== undefined).map(f => [f.input, undefined]),
  );
}

/** Finds the input behind a wire property named in an error (`KalturaLiveStreamEntry::dvrWindow`). */
export function inputFinder<I>(fields: readonly Field<I>[]): (wireProperty: string) => string | undefined {
  return property => {
    const name = property.split("::").pop();
    return fields.find(f => f.wire === name || f.wire.endsWith(`.${name}`))?.input;
  };
}

/** `a,b` lists of the wire. */
export const commaList = {
  to: (value: readonly string[]) => value.join(","),
  from: (value: string) => splitList(value),
  same: (observed: unknown, want: unknown) => sameTexts(splitList(observed), splitList(want)),
};

export const splitList = (value: unknown): string[] =>
  String(value ?? "")
    .split(",")
    .map(t => t.trim())
    .filter(t => t !== "");

/** An enum of the wire by the names users write. */
export function choice<T extends string>(values: Readonly<Record<T, number>>) {
  return {
    to: (value: T) => values[value],
    from: (value: number) =>
      (Object.keys(values) as T[]).find(k => values[k] === Number(value)) ?? String(value),
  };
}
