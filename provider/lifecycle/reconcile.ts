/**
 * The one flow behind create, update and finishing what was begun: observe → plan → send, again until
 * nothing is left to do. Stored state is a hint, the server decides, and each round may be repeated: what
 * is there already is not made again.
 */
import { TransportError } from "../kaltura/errors";
import { type Adoption, adoptionOf, isMarked, takeOver } from "./adopt";
import type { Definition } from "./define";
import { UNFINISHED } from "./diff";
import { explain, GO_ON, OperationError, PartialError } from "./failure";
import { guardUpdate, isGuarded } from "./live";
import { inForce, observe } from "./observe";
import { knownId, type Site, type Want } from "./part";
import { type Batch, type Planned, planFrom, stepsAfter } from "./plan";
import { carryOut, MAX_ROUNDS, nextRound, type Refused, wordsFor } from "./send";
import { outputsOf } from "./site";
import { markIn, Noting, takeUp } from "./takeUp";
import { inEither, type Props } from "./values";

/** Before the first look whether a lost create happened; then twice as long each, as the search index lags. */
const SETTLE_MS = 500;

export interface Settled {
  readonly id: string;
  readonly outputs: Props;
}

/**
 * Brings a resource to what is wanted.
 * @param fresh true for a create: the root need not be there.
 * @throws PartialError when the root exists but something else failed; OperationError when there is nothing.
 */
export async function reconcile<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  fresh: boolean,
): Promise<Settled> {
  const adoption = fresh ? adoptionOf(want.inputs) : undefined;
  const progress: Progress = { begun: false, adoption };
  const noting = new Noting(site, markIn(want.inputs));
  try {
    const made = await rounds(definition, site, want, fresh, progress, noting);
    noting.answered([]);
    return made;
  } catch (error) {
    noting.failed();
    if (error instanceof Stopped)
      throw partialOr(definition, site, want, error.open, error.message, progress);
    // Something may be there already, and its id must not be lost: neither by a look nor by a plan that fails.
    if (!progress.begun) throw error;
    throw partialOr(definition, site, want, { planned: [], next: 0 }, explain(error), progress);
  }
}

/** The rounds ended with this left open. */
class Stopped extends Error {
  constructor(
    readonly open: Batch,
    why: string,
  ) {
    super(why);
  }
}

interface Progress {
  /** Something was sent. */
  begun: boolean;
  /** What is taken over, when this is its making. */
  readonly adoption: Adoption | undefined;
}

async function rounds<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  fresh: boolean,
  progress: Progress,
  noting: Noting,
): Promise<Settled> {
  const wanted: Want<I> = { ...want, inputs: await inForce(definition, want.inputs, site) };
  const root = definition.parts[0]!;
  const { adoption } = progress;
  if (adoption !== undefined) await takeOver(definition, site, adoption, wanted.inputs);
  let looked = await takeUp(definition, site, wanted, () => observe(definition, site, wanted.inputs));
  if (fresh && adoption === undefined) {
    noting.begin(root.key);
    // A create has nothing to look at, unless a run that was killed made it already.
    looked ||= !(await root.begun?.(site, wanted.inputs as never));
  }
  let start = 0;
  let failed: { readonly open: Batch; readonly why: string } | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!looked) {
      const there = await observe(definition, site, wanted.inputs);
      if (!there && !fresh) throw new OperationError(goneMessage(definition, site));
      looked = true;
    }
    const batch = await planFrom(start, definition, wanted, site, adoption !== undefined);
    const { planned, next } = batch;
    if (round === 0 && site.runtime.load.usedReadAhead && planned.some(({ step }) => step.keepsOthers)) {
      looked = false;
      continue;
    }
    if (planned.length === 0) return finish(definition, site, want, wanted, progress);
    if (isGuarded(definition)) {
      const steps = [...planned.map(p => p.step), ...(await stepsAfter(next, definition, wanted, site))];
      guardUpdate(definition, site, steps, wanted.inputs as Props);
    }
    start = 0;
    progress.begun = true;
    let refused: Refused[];
    try {
      refused = await carryOut(planned, site, noting);
    } catch (error) {
      if (!(error instanceof TransportError) || error.happened === "no") {
        throw new Stopped(batch, explain(error));
      }
      // The answer is lost: what happened is found out by looking, never by repeating.
      failed = { open: batch, why: explain(error) };
      await lookForLost(definition, site, wanted, planned, round);
      continue;
    }
    if (refused.length === 0) {
      if (next === undefined) return finish(definition, site, want, wanted, progress);
      start = next;
      looked = !planned.some(({ step }) => step.alone);
      continue;
    }
    failed = {
      open: { planned: refused, next },
      why: await whatFailed(definition, site, refused, wanted.inputs as Props),
    };
    const verdict = await nextRound(refused, round, site);
    if (verdict === "give up") break;
    looked = verdict === "repeat" && refused.length === planned.length;
  }
  throw new Stopped(failed!.open, failed!.why);
}

/** What is left once all calls went through: work that no call ends. */
async function finish<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  wanted: Want<I>,
  progress: Progress,
): Promise<Settled> {
  for (const part of definition.parts) {
    if (part.settle === undefined) continue;
    progress.begun = true;
    await part.settle(wanted as never, site);
  }
  return settled(definition, site, want);
}

async function lookForLost<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  planned: readonly Planned[],
  round: number,
): Promise<void> {
  const known = knownId(site, definition.root) !== undefined;
  const sought = planned.filter(({ step }) => step.searched).map(({ part }) => part.key);
  // What the root's id finds is read from the database, so one look is enough; the rest must be searched for.
  const once = known && sought.length === 0;
  // The next run looks anyhow; only an id must not be lost.
  if (once && round === MAX_ROUNDS - 1) return;
  let wait = SETTLE_MS * (once ? 2 ** round : 1);
  for (let waited = 0; waited < site.runtime.indexLagMs; waited += wait, wait *= 2) {
    await site.runtime.sleep(wait);
    if ((await observe(definition, site, want.inputs)) && sought.every(key => site.seen.has(key))) return;
    if (once) return;
  }
}

/** The root's refusal explains all the others when the root is not there. */
async function whatFailed<I>(
  definition: Definition<I>,
  site: Site,
  refused: Refused[],
  inputs: Props,
): Promise<string> {
  const root = definition.parts[0]!.key;
  const rootless = knownId(site, definition.root) === undefined;
  const shown = rootless ? refused.filter(r => r.part.key === root) : refused;
  return wordsFor(definition, site, shown.length > 0 ? shown : refused, inputs);
}

function goneMessage<I>(definition: Definition<I>, site: Site): string {
  return `${definition.label} ${knownId(site, definition.root)} is not in Kaltura any more; run pulumi refresh, then pulumi up makes it anew`;
}

/** The error for what was left undone: with the id and all that exists, when the root does. */
function partialOr<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  open: Batch,
  message: string,
  { adoption }: Progress,
): OperationError {
  const id = knownId(site, definition.root);
  if (id === undefined) return new OperationError(`${message}. ${GO_ON}`);
  if (adoption !== undefined && !isMarked(definition, site, want.inputs)) {
    // With its id in the state it would be deleted with the resource, though it never became ours.
    return new OperationError(`${message}. Nothing was taken over, and it is as it was`);
  }
  const later = open.next === undefined ? [] : definition.parts.slice(open.next);
  const unfinished = [...new Set([...open.planned.map(p => p.part.key), ...later.map(p => p.key)])];
  // What was to be cleared and is not stays in the state, so that the next run clears it.
  const properties = {
    ...outputsOf(definition, site, inEither(want.previous, want.inputs) as Props),
    [UNFINISHED]: unfinished,
  };
  return new PartialError(id, properties, `${message}. Run pulumi up again: it completes what is missing`);
}

function settled<I>(definition: Definition<I>, site: Site, want: Want<I>): Settled {
  const id = knownId(site, definition.root);
  if (id === undefined) {
    throw new OperationError(
      `${definition.label} has no id after it was made; this is a bug of pulumi-kaltura`,
    );
  }
  return { id, outputs: outputsOf(definition, site, want.inputs as Props) };
}
