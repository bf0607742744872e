/** What the server has, as inputs and outputs: a refresh. */
import type { Definition } from "./define";
import { leftOver, ROOT_GONE, UNFINISHED, unfinishedOf } from "./diff";
import { OperationError } from "./failure";
import { inForce, observe } from "./observe";
import type { AnyPart, Drift, Site } from "./part";
import { outputsOf } from "./site";
import { canonical, getPath, type Props, setPath } from "./values";

/** What a refresh finds: inputs and outputs as the server has them; undefined when the object is gone. */
export async function readBack<I>(
  definition: Definition<I>,
  site: Site,
  inputs: Props,
): Promise<{ inputs: Props; outputs: Props } | undefined> {
  const wanted = await inForce(definition, inputs as I, site).catch(error => {
    if (error instanceof OperationError) return undefined;
    throw error;
  });
  if (!(await observe(definition, site, wanted ?? (inputs as Partial<I>)))) {
    const orphaned = definition.parts.slice(1).some(part => part.outlivesRoot && site.seen.has(part.key));
    // Gone would leave the orphan behind for good: the resource stays until it is replaced.
    return orphaned
      ? { inputs, outputs: { ...site.state, ...inputs, [UNFINISHED]: [ROOT_GONE] } }
      : undefined;
  }
  const owed = leftOver(definition, site.state);
  if (wanted === undefined) {
    // What it depends on is not there or not ready: the next update says so, in its words. What was owed still is.
    const before = unfinishedOf(site.state).filter(key => key !== ROOT_GONE);
    const open = [...new Set([definition.parts[0]!.key, ...before])];
    return { inputs, outputs: { ...owed, ...outputsOf(definition, site, inputs), [UNFINISHED]: open } };
  }
  const drifts = await driftsOf(definition, site, wanted);
  let found = inputs;
  for (const { drift } of drifts) {
    for (const [path, value] of Object.entries(drift.inputs)) found = setPath(found, path, value);
  }
  const missing = drifts.filter(({ drift }) => drift.missing).map(({ part }) => part.key);
  missing.push(...(await disagreeing(definition, site, found, drifts)).filter(key => !missing.includes(key)));
  const outputs: Props = { ...owed, ...outputsOf(definition, site, found) };
  if (missing.length > 0) outputs[UNFINISHED] = missing;
  return { inputs: found, outputs };
}

interface PartDrift {
  readonly part: AnyPart;
  readonly drift: Drift;
}

async function driftsOf<I>(definition: Definition<I>, site: Site, inputs: I): Promise<PartDrift[]> {
  const drifts: PartDrift[] = [];
  for (const part of definition.parts) {
    drifts.push({ part, drift: await part.drift(inputs as never, site.seen.get(part.key) as never, site) });
  }
  return drifts;
}

/**
 * Parts that say something else than what was found: an entry has its new title, and its event the old one, as the run
 * that changed them was killed between the two. The inputs can't say both, so these are unfinished.
 */
async function disagreeing<I>(
  definition: Definition<I>,
  site: Site,
  found: Props,
  drifts: readonly PartDrift[],
): Promise<string[]> {
  if (drifts.every(({ drift }) => Object.keys(drift.inputs).length === 0)) return [];
  const wanted = await inForce(definition, found as I, site).catch(() => found as I);
  const other = ([path, value]: [string, unknown]) => canonical(getPath(found, path)) !== canonical(value);
  return (await driftsOf(definition, site, wanted))
    .filter(({ drift }) => drift.missing || Object.entries(drift.inputs).some(other))
    .map(({ part }) => part.key);
}
