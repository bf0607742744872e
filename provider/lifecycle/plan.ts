/** The calls that bring a resource to what is wanted, packed into requests. */
import type { Definition } from "./define";
import { type AnyPart, knownId, type Site, type Step, type Want } from "./part";

export interface Planned {
  readonly part: AnyPart;
  readonly step: Step;
}

/** The calls of one request; `next` is the part to go on with once they went well, if there is more to do. */
export interface Batch {
  readonly planned: Planned[];
  readonly next: number | undefined;
}

export async function planFrom<I>(
  start: number,
  definition: Definition<I>,
  want: Want<I>,
  site: Site,
  adopting = false,
): Promise<Batch> {
  const planned: Planned[] = [];
  // In order, as later parts point at what earlier ones make; look-ups inside are shared and remembered.
  for (const [i, part] of definition.parts.entries()) {
    if (i < start) continue;
    const steps = await part.plan(want as never, site.seen.get(part.key) as never, site);
    const alone = steps.some(step => step.alone);
    if (alone && planned.length > 0) return { planned, next: i };
    planned.push(...steps.map(step => ({ part, step })));
    if (alone) return { planned, next: i };
    // The root gets our mark before anything else of it is touched.
    if (adopting && i === 0 && steps.length > 0) return { planned, next: 1 };
  }
  return { planned, next: undefined };
}

/**
 * What is left of an object that is there once a batch is sent, as far as it can be told before: the guard has to see
 * all of it before any of it happens.
 */
export async function stepsAfter<I>(
  next: number | undefined,
  definition: Definition<I>,
  want: Want<I>,
  site: Site,
): Promise<Step[]> {
  if (next === undefined || knownId(site, definition.root) === undefined) return [];
  const steps: Step[] = [];
  const trial = trialOf(site);
  for (const part of definition.parts.slice(next)) {
    steps.push(...(await part.plan(want as never, trial.seen.get(part.key) as never, trial)));
  }
  return steps;
}

/** A copy to plan on what is not sent: plans leave notes of what they are about to make. */
export const trialOf = (site: Site): Site => ({
  ...site,
  handles: new Map(site.handles),
  seen: new Map(site.seen),
});
