/** Deletes a resource with all that belongs to it. */
import type { Definition } from "./define";
import { OperationError } from "./failure";
import { guardRemoval } from "./live";
import { observe } from "./observe";
import { knownId, type Site, type Want } from "./part";
import type { Planned } from "./plan";
import { carryOut, MAX_ROUNDS, nextRound, type Refused, wordsFor } from "./send";
import { isOfAnother, markIn, takeUp } from "./takeUp";
import type { Props } from "./values";

/**
 * Takes a resource down: last part first, root last. What is gone already is fine. A root that Kaltura may refuse to
 * delete goes first and alone, so that a refusal finds all of it as it was.
 */
export async function takeDown<I>(definition: Definition<I>, site: Site, inputs: Props): Promise<void> {
  const want: Want<I> = { inputs: inputs as I, previous: undefined, unfinished: new Set() };
  const id = knownId(site, definition.root);
  await takeUp(definition, site, want, () => observe(definition, site, inputs as Partial<I>));
  await allGone(definition, site, inputs);
  const mark = markIn(inputs);
  if (mark === undefined) return;
  const { journal } = site.runtime;
  const trace = journal.find(mark);
  // A run whose end the engine did not note may have made another in its place: the next create takes it up.
  if (trace === undefined || !isOfAnother(definition, id, trace)) journal.forget(mark);
}

async function allGone<I>(definition: Definition<I>, site: Site, inputs: Props): Promise<void> {
  const root = definition.parts[0]!;
  let refused: Refused[] = [];
  let untouched = true;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!(await observe(definition, site, inputs as Partial<I>))) {
      // The root is gone; what it left behind (a schedule event outlives its entry) still has to go.
      site.seen.delete(root.key);
    } else if (untouched) await guardRemoval(definition, site, inputs);
    const seen = site.seen.get(root.key) as never;
    const rootFirst = seen !== undefined && root.mayStay?.(seen, site.runtime.now()) === true;
    const planned: Planned[] = [];
    for (const part of rootFirst ? [root] : [...definition.parts].reverse()) {
      const steps = await part.remove(site.seen.get(part.key) as never, site);
      planned.push(...steps.map(step => ({ part, step })));
    }
    if (planned.length === 0) return;
    refused = await carryOut(planned, site);
    untouched &&= refused.length === planned.length;
    if (refused.length === 0) {
      if (rootFirst) continue;
      return;
    }
    if ((await nextRound(refused, round, site)) === "give up") break;
  }
  throw new OperationError(await wordsFor(definition, site, refused, inputs));
}
