/** What an earlier run made without living to tell Pulumi is taken up before anything is made. */
import { isOthers } from "./adopt";
import type { Definition } from "./define";
import type { Trace } from "./journal";
import { knownId, type Site, type Want } from "./part";
import { trialOf } from "./plan";
import type { Props } from "./values";

/** Milliseconds between two looks. */
const LOOKS_MS = [500, 500, 1_000, 1_000, 2_000];
/** The longest that an orphaned process needs for the call it is in. */
const ORPHAN_MS = 45_000;

export const markIn = (inputs: unknown): string | undefined =>
  (inputs as { mark?: string } | undefined)?.mark;

/**
 * Finds what the journal tells of. When it does not say whether something was made, it is waited for: until the
 * process that was at it has ended, and then for as long as the search index may lag.
 * @param look looks at all parts; false when the root is not there
 * @returns whether everything was looked at, and the root is there
 */
export async function takeUp<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  look: () => Promise<boolean>,
): Promise<boolean> {
  const mark = markIn(want.inputs);
  if (mark === undefined) return false;
  const { journal, sleep, indexLagMs } = site.runtime;
  let waited = 0;
  for (let round = 0; ; round++) {
    const trace = journal.find(mark);
    if (trace === undefined || isOfAnother(definition, knownId(site, definition.root), trace)) return false;
    const there = !trace.busy && (await takeIds(definition, site, want, trace, look));
    if (trace.open.length === 0) return there;
    if (there && (await isAllThere(definition, site, want, trace.open))) return true;
    if (waited >= ORPHAN_MS + indexLagMs) return there;
    const pause = LOOKS_MS[Math.min(round, LOOKS_MS.length - 1)]!;
    if (round === 0) announce(site);
    await sleep(pause);
    waited += pause;
  }
}

/**
 * Whether the note is of another object than the one with this id, such as one that was made or adopted in its place.
 * @param known id of the resource's root; undefined when there is none yet
 */
export function isOfAnother<I>({ root }: Definition<I>, known: string | undefined, { ids }: Trace): boolean {
  return known !== undefined && ids[root] !== undefined && known !== ids[root];
}

/** Ids that only the journal knows, as far as there is something under them, and it was not given away. */
async function takeIds<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  { ids, open }: Trace,
  look: () => Promise<boolean>,
): Promise<boolean> {
  const { handles } = site;
  const others = Object.entries(ids).filter(([handle, id]) => handles.get(handle) !== id);
  const fresh = knownId(site, definition.root) === undefined;
  if (fresh) {
    for (const [handle, id] of others) handles.set(handle, id);
    const there = await look();
    const given = there && isOthers(definition, site, want.inputs);
    if (given) site.seen.clear();
    if (!there || given) for (const [handle] of others) handles.delete(handle);
    return there && !given;
  }
  if (others.length === 0 && open.length === 0) return false;
  const there = await look();
  // What the state knows comes first; what is gone by its id, the look has forgotten.
  const lacking = others.filter(([handle]) => !handles.has(handle));
  if (!there || lacking.length === 0) return there;
  for (const [handle, id] of lacking) handles.set(handle, id);
  return look();
}

/** Whether every part that may have been made is there, and nothing more of it would be made. All were looked at. */
async function isAllThere<I>(
  definition: Definition<I>,
  site: Site,
  want: Want<I>,
  open: readonly string[],
): Promise<boolean> {
  const trial = trialOf(site);
  for (const part of definition.parts) {
    if (!open.includes(part.key)) continue;
    const observed = site.seen.get(part.key);
    if (observed === undefined) return false;
    const steps = await part.plan(want as never, observed as never, trial);
    if (steps.some(step => step.searched)) return false;
  }
  return true;
}

/** What an operation makes, noted so that the next run can take it up. */
export class Noting {
  private open = new Set<string>();
  private sent = false;

  constructor(
    private readonly site: Site,
    private readonly mark: string | undefined,
  ) {}

  /** About to make the root, as soon as it is its turn. */
  begin(root: string): void {
    this.open.add(root);
    this.note();
  }

  /** Calls go out now, among them some that make these. */
  sending(parts: readonly string[]): void {
    this.sent = true;
    if (parts.length === 0) return;
    for (const part of parts) this.open.add(part);
    this.note();
  }

  /** They are answered for; of these it is not known what happened. */
  answered(unknown: readonly string[]): void {
    if (this.open.size === 0) return;
    this.open = new Set(unknown);
    this.note();
  }

  /** The operation failed. What never went out was not made. */
  failed(): void {
    if (!this.sent) this.answered([]);
  }

  private note(): void {
    if (this.mark === undefined) return;
    const ids: Props = {};
    for (const handle of this.site.handles.keys()) {
      const id = knownId(this.site, handle);
      if (id !== undefined) ids[handle] = id;
    }
    this.site.runtime.journal.note(this.mark, { ids: ids as Trace["ids"], open: [...this.open] });
  }
}

const told = new WeakSet<object>();

/** Once a run, however many resources wait. */
function announce({ runtime }: Site): void {
  // Operations have runtimes of their own, and share the journal.
  if (told.has(runtime.journal)) return;
  told.add(runtime.journal);
  runtime.say(
    `An earlier run was killed while it made something: waiting until Kaltura shows what became of it, up to ${Math.ceil(runtime.indexLagMs / 1000)} s`,
  );
}
