/** Sends what was planned, and judges what was refused: whether another round helps, and what to tell the user. */
import { type ApiError, TransportError } from "../kaltura/errors";
import type { Outcome } from "../kaltura/types";
import type { Definition } from "./define";
import { describe } from "./failure";
import { goOn } from "./limit";
import { adviceOnLive } from "./live";
import { knownIds, type Site } from "./part";
import type { Planned } from "./plan";
import type { Noting } from "./takeUp";
import type { Props } from "./values";

/** Rounds after which a resource that does not come to rest is given up. */
export const MAX_ROUNDS = 6;
/** Milliseconds between two rounds. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

export interface Refused extends Planned {
  readonly error: ApiError;
}

const keysOf = (planned: readonly Planned[]): string[] => planned.map(({ part }) => part.key);

/**
 * Sends a plan; answers what was refused and whether trying again can help.
 * @param noting told of what only a search would find again
 */
export async function carryOut(planned: Planned[], site: Site, noting?: Noting): Promise<Refused[]> {
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
export async function nextRound(
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

/** What was refused, for people. */
export async function wordsFor<I>(
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
