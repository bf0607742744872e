/** Diff: only real differences. What the server rewrites or derives is never one. */
import type { Definition } from "./define";
import { type Change, changesIn } from "./detail";
import { OperationError } from "./failure";
import { metaOf, propertiesOf } from "./schema";
import { type Props, sameValue, tidy, UNKNOWN } from "./values";

export interface Difference {
  /** Names of the top-level inputs that differ. */
  readonly changed: string[];
  /** What the API can't change in place: names of inputs, or {@link UNFINISHED} when the root itself is gone. */
  readonly replaces: string[];
  /** Parts to complete, though no input differs. */
  readonly unfinished: string[];
  /** The same, place by place. */
  readonly details: ReadonlyArray<Change & { readonly replaces: boolean }>;
  /** The old one has to go before the new one is made. */
  readonly deleteBeforeReplace: boolean;
}

/** Output that lists parts which are not there although they should be; see {@link unfinishedOf}. */
export const UNFINISHED = "unfinished";

/** In that list: the root itself is gone, and something of it outlived it. */
export const ROOT_GONE = "(gone)";

/** Parts an earlier run, or somebody by hand, left incomplete. The next update completes them. */
export function unfinishedOf(state: Props): string[] {
  const value = state[UNFINISHED];
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * Compares the inputs in force with the wished ones.
 * @param state the resource's outputs, which carry the inputs in force.
 * @throws OperationError for a replacement that could not be made, before anything is deleted for it
 */
export function diff<I>(definition: Definition<I>, state: Props, wished: Props): Difference {
  const old = tidy(state) as Props;
  const news = tidy(wished) as Props;
  const zone = (props: Props) => (typeof props.timezone === "string" ? props.timezone : undefined);
  const changed: string[] = [];
  const replaces: string[] = [];
  const details: Array<Change & { replaces: boolean }> = [];
  for (const [name, schema] of propertiesOf(definition.inputs)) {
    const meta = metaOf(schema);
    if (meta.option === "once") continue;
    const value = news[name];
    if (value === UNKNOWN && meta.unknownIsSame && old[name] !== undefined) continue;
    if (meta.comesLater && old[name] === undefined) continue;
    const [before, after] = [old[name] ?? meta.unset, value ?? meta.unset];
    if (value !== UNKNOWN && sameValue(meta.same ?? "json", before, after, [zone(old), zone(news)])) continue;
    changed.push(name);
    // An unknown may turn out to be the same; only a preview can tell so much, and it errs on the careful side.
    const anew = meta.replace !== undefined && value !== undefined;
    if (anew) replaces.push(name);
    const places = changesIn(name, old[name], value, meta.same ?? "json");
    details.push(...places.map(place => ({ ...place, replaces: anew })));
  }
  const left = Object.keys(leftOver(definition, state));
  changed.push(...left);
  details.push(...left.map(path => ({ path, kind: "delete" as const, replaces: false })));
  const unfinished = unfinishedOf(state);
  // Somebody deleted the root, and something of it outlived it: take that down, and make the whole anew.
  const rootless = unfinished.includes(ROOT_GONE);
  if (rootless) replaces.push(UNFINISHED);
  // Where an input differs, that says enough: often it is why parts disagree.
  if (rootless || (unfinished.length > 0 && details.length === 0)) {
    details.push({ path: UNFINISHED, kind: "delete", replaces: rootless });
  }
  if (replaces.length > 0 && news.adopt !== undefined) {
    const why = rootless ? "it was deleted in Kaltura" : `${replaces.join(", ")} can't change in place`;
    throw new OperationError(
      `input adopt: this ${definition.label} has to be made anew (${why}), and what adopt names is deleted for that. Take adopt out: it has done its work`,
    );
  }
  return {
    changed,
    replaces,
    unfinished,
    details,
    // Always: with the old one still there, its mark would make the new one take it for its own.
    deleteBeforeReplace: replaces.length > 0,
  };
}

/** The inputs that a state carries. */
export function inputsIn<I>(definition: Definition<I>, state: Props): Props {
  const names = new Set(propertiesOf(definition.inputs).map(([name]) => name));
  return Object.fromEntries(Object.entries(tidy(state) as Props).filter(([name]) => names.has(name)));
}

/**
 * All inputs that were in force, also those of the kind that the resource was before, when an alias turned it into
 * this one: what they set is still there.
 */
export function inputsBefore<I>(definition: Definition<I>, state: Props): Props {
  const outputs = new Set([
    ...propertiesOf(definition.outputs).map(([name]) => name),
    ...Object.keys(definition.computed),
    UNFINISHED,
  ]);
  return Object.fromEntries(Object.entries(tidy(state) as Props).filter(([name]) => !outputs.has(name)));
}

/** Of those the ones that this kind does not have: an update still owes that they go. */
export function leftOver<I>(definition: Definition<I>, state: Props): Props {
  const own = new Set([
    ...propertiesOf(definition.inputs).map(([name]) => name),
    ...Object.values(definition.handles ?? {}),
  ]);
  return Object.fromEntries(
    Object.entries(inputsBefore(definition, state)).filter(([name]) => !own.has(name)),
  );
}
