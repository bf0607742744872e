/**
 * The one flow behind create, update and finishing what was begun: observe → plan → send, again until
 * nothing is left to do. Stored state is a hint, the server decides, and each round may be repeated: what
 * is there already is not made again.
 */
import { type ApiError, TransportError } from "../kaltura/errors";
import type { Outcome } from "../kaltura/types";
import { type Adoption, adoptionOf, isMarked, takeOver } from "./adopt";
import type { Definition } from "./define";
import { leftOver, ROOT_GONE, UNFINISHED, unfinishedOf } from "./diff";
import { describe, explain, GO_ON, OperationError, PartialError } from "./failure";
import { goOn } from "./limit";
import { adviceOnLive, guardRemoval, guardUpdate, isGuarded } from "./live";
import { type AnyPart, type Drift, knownId, knownIds, type Site, type Step, type Want } from "./part";
import type { Runtime } from "./runtime";
import { metaOf, propertiesOf } from "./schema";
import { markIn, Noting, takeUp } from "./takeUp";
import { canonical, getPath, inEither, type Props, setPath } from "./values";

/** Rounds after which a resource that does not come to rest is given up. */
const MAX_ROUNDS = 6;
/** Before the first look whether a lost create happened; then twice as long each, as the search index lags. */
const SETTLE_MS = 500;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

export interface Settled {
  readonly id: string;
  readonly outputs: Props;
}

/** A place to work on one resource; the id is known unless it is to be made. */
export function siteFor<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string | undefined,
  state: Props,
): Site {
  const site: Site = { handles: new Map(), seen: new Map(), state, runtime };
  for (const [handle, output] of Object.entries(definition.handles ?? {})) {
    const value = state[output];
    if (typeof value === "string" || typeof value === "number") site.handles.set(handle, String(value));
  }
  if (id !== undefined) site.handles.set(definition.root, id);
  return site;
}

/** Looks at all parts. The root first when its id has to be found; undefined when the root is not there. */
export async function observe<I>(definition: Definition<I>, site: Site, want: Partial<I>): Promise<boolean> {
  const [root, ...rest] = definition.parts as [AnyPart, ...AnyPart[]];
  const look = async (part: AnyPart) => {
    const observed = await part.observe(site, want as never);
    if (observed === undefined) site.seen.delete(part.key);
    else site.seen.set(part.key, observed);
    return observed !== undefined;
  };
  const id = knownId(site, definition.root);
  if (id === undefined && !(await look(root))) return false;
  const [found] = await Promise.all([id === undefined ? true : look(root), ...rest.map(look)]);
  return found ?? false;
}

export async function inForce<I>(definition: Definition<I>, inputs: I, site: Site): Promise<I> {
  return definition.inForce === undefined ? inputs : definition.inForce(inputs, site);
}

interface Planned {
  readonly part: AnyPart;
  readonly step: Step;
}

/** The calls of one request; `next` is the part to go on with once they went well, if there is more to do. */
interface Batch {
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
async function stepsAfter<I>(
  next: number | undefined,
  definition: Definition<I>,
  want: Want<I>,
  site: Site,
): Promise<Step[]> {
  if (next === undefined || !isGuarded(definition)) return [];
  if (knownId(site, definition.root) === undefined) return [];
  const steps: Step[] = [];
  const trial: Site = { ...site, handles: new Map(site.handles), seen: new Map(site.seen) };
  for (const part of definition.parts.slice(next)) {
    steps.push(...(await part.plan(want as never, trial.seen.get(part.key) as never, trial)));
  }
  return steps;
}

interface Refused extends Planned {
  readonly error: ApiError;
}

const keysOf = (planned: readonly Planned[]): string[] => planned.map(({ part }) => part.key);

/**
 * Sends a plan; answers what was refused and whether trying again can help.
 * @param noting told of what only a search would find again
 */
async function carryOut(planned: Planned[], site: Site, noting?: Noting): Promise<Refused[]> {
  goOn(site.runtime);
  noting?.sending(keysOf(planned.filter(({ step }) => step.searched)));
  let outcomes: Outcome[];
  try {
    outcomes = await site.runtime.gateway.send(
      planned.map(p => p.step.call),
      knownIds(site),
    );
  } catch (error) {
    if (error instanceof TransportError && error.happened === "no") noting?.answered([]);
    throw error;
  }
  const refused: Refused[] = [];
  planned.forEach(({ part, step }, i) => {
    const outcome = outcomes[i]!;
    if (outcome.ok) step.done?.(outcome.value as never);
    else if (!step.fine?.includes(outcome.error.kind)) refused.push({ part, step, error: outcome.error });
  });
  // The server may have broken down after it had done its work.
  noting?.answered(keysOf(refused.filter(({ step, error }) => step.searched && error.kind === "server")));
  return refused;
}

/** Whether waiting may help. A server error that comes again is no passing trouble but an answer. */
const passing = (error: ApiError, round: number) =>
  error.kind === "busy" || (error.kind === "server" && round < 2);

/**
 * Waits if need be, and tells whether another round is worth it, and whether to look at the server before it: not
 * when all that was refused was so for being busy, as then nothing happened.
 */
async function nextRound(
  refused: Refused[],
  round: number,
  site: Site,
): Promise<"look" | "repeat" | "give up"> {
  const ways = refused.map(({ step, error }) => step.recover?.(error) ?? false);
  const open = refused.filter((_, i) => ways[i] === false);
  if (!open.every(r => passing(r.error, round))) return "give up";
  if (open.length > 0 || ways.includes("later"))
    await site.runtime.sleep(RETRY_MS[Math.min(round, RETRY_MS.length - 1)]!);
  return open.length === refused.length && open.every(r => r.error.kind === "busy") ? "repeat" : "look";
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
    // Something may be there already, and its id must not be lost: neither by a look nor by a plan that fails.
    if (error instanceof PartialError || !progress.begun) throw error;
    throw partialOr(definition, site, want, { planned: [], next: 0 }, explain(error), progress);
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
    const steps = [...planned.map(p => p.step), ...(await stepsAfter(next, definition, wanted, site))];
    guardUpdate(definition, site, steps, wanted.inputs as Props);
    start = 0;
    progress.begun = true;
    let refused: Refused[];
    try {
      refused = await carryOut(planned, site, noting);
    } catch (error) {
      if (!(error instanceof TransportError) || error.happened === "no") {
        throw partialOr(definition, site, want, batch, explain(error), progress);
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
  throw partialOr(definition, site, want, failed!.open, failed!.why, progress);
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

async function wordsFor<I>(
  definition: Definition<I>,
  site: Site,
  refused: readonly Refused[],
  inputs: Props,
): Promise<string> {
  const words = refused.map(async ({ step, error }) => {
    // A look that fails, too, must not hide what failed first.
    const advice = await step.advice?.(error).catch(() => undefined);
    return describe(step, error, advice ?? adviceOnLive(definition, site, step, error, inputs));
  });
  return (await Promise.all(words)).join("; ");
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

/** The state of a resource: its inputs as they are in force, its handles, and what only the server knows. */
export function outputsOf<I>(definition: Definition<I>, site: Site, inputs: Props): Props {
  const outputs: Props = { ...inputs };
  // What was for the making alone is over.
  for (const [name, schema] of propertiesOf(definition.inputs)) {
    if (metaOf(schema).option === "once") delete outputs[name];
  }
  for (const part of definition.parts) {
    const seen = site.seen.get(part.key);
    if (seen !== undefined) Object.assign(outputs, part.outputs?.(seen as never));
  }
  for (const [handle, output] of Object.entries(definition.handles ?? {})) {
    const id = knownId(site, handle);
    if (id !== undefined) outputs[output] = id;
  }
  // Pulumi's wire has no undefined.
  return JSON.parse(JSON.stringify(outputs)) as Props;
}

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

/**
 * Takes a resource down: last part first, root last. What is gone already is fine. A root that Kaltura may refuse to
 * delete goes first and alone, so that a refusal finds all of it as it was.
 */
export async function takeDown<I>(definition: Definition<I>, site: Site, inputs: Props): Promise<void> {
  const want: Want<I> = { inputs: inputs as I, previous: undefined, unfinished: new Set() };
  await takeUp(definition, site, want, () => observe(definition, site, inputs as Partial<I>));
  await allGone(definition, site, inputs);
  const mark = markIn(inputs);
  if (mark !== undefined) site.runtime.journal.forget(mark);
}

async function allGone<I>(definition: Definition<I>, site: Site, inputs: Props): Promise<void> {
  const root = definition.parts[0]!;
  let refused: Refused[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!(await observe(definition, site, inputs as Partial<I>))) {
      // The root is gone; what it left behind (a schedule event outlives its entry) still has to go.
      site.seen.delete(root.key);
    } else if (round === 0) await guardRemoval(definition, site, inputs);
    const seen = site.seen.get(root.key) as never;
    const rootFirst = seen !== undefined && root.mayStay?.(seen, site.runtime.now()) === true;
    const planned: Planned[] = [];
    for (const part of rootFirst ? [root] : [...definition.parts].reverse()) {
      const steps = await part.remove(site.seen.get(part.key) as never, site);
      planned.push(...steps.map(step => ({ part, step })));
    }
    if (planned.length === 0) return;
    refused = await carryOut(planned, site);
    if (refused.length === 0) {
      if (rootFirst) continue;
      return;
    }
    if ((await nextRound(refused, round, site)) === "give up") break;
  }
  throw new OperationError(await wordsFor(definition, site, refused, inputs));
}
