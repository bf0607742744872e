/** Objects of the account that users name by system name, where Kaltura's objects hold their ids. */
import type { Loaders } from "../kaltura/loaders";
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";

/** An input that holds a system name, and the wire's property that holds the id it stands for. */
export interface Named {
  readonly input: string;
  readonly wire: string;
  /** For people: "live conversion profile". */
  readonly what: string;
  readonly all: (load: Loaders) => Promise<ReadonlyArray<{ id?: number; systemName?: string }>>;
}

/**
 * The ids to write: those that the inputs name and the observed object does not hold.
 * @throws OperationError naming input and known names, when the account has none of that system name
 */
export async function idsToWrite(
  table: readonly Named[],
  inputs: Props,
  observed: Props | undefined,
  site: Site,
): Promise<Props> {
  const patch: Props = {};
  for (const { input, wire, what, all } of table) {
    const name = inputs[input];
    if (name === undefined) continue;
    const there = await all(site.runtime.load);
    const id = there.find(one => one.systemName === name)?.id;
    if (id === undefined) {
      const known = there
        .map(one => one.systemName)
        .filter(Boolean)
        .join(", ");
      throw new OperationError(
        `input ${input}: the account has no ${what} of system name "${name}"; it has: ${known || "none"}`,
      );
    }
    if (id !== observed?.[wire]) patch[wire] = id;
  }
  return patch;
}

/** Inputs that name another object than the one observed, with the name of that one. */
export async function nameDrift(
  table: readonly Named[],
  inputs: Props,
  observed: Props,
  site: Site,
): Promise<Props> {
  const drift: Props = {};
  for (const { input, wire, all } of table) {
    if (inputs[input] === undefined) continue;
    const there = await all(site.runtime.load);
    const named = there.find(one => one.systemName === inputs[input]);
    if (named !== undefined && named.id === observed[wire]) continue;
    drift[input] = there.find(one => one.id === observed[wire])?.systemName;
  }
  return drift;
}

/** The inputs that name what an object holds the ids of. What has no system name can't be named. */
export async function namesIn(table: readonly Named[], observed: Props, site: Site): Promise<Props> {
  const names: Props = {};
  for (const { input, wire, all } of table) {
    if (!observed[wire]) continue;
    const name = (await all(site.runtime.load)).find(one => one.id === observed[wire])?.systemName;
    if (name) names[input] = name;
  }
  return names;
}
