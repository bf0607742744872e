/** What a rule over a whole event is. */
import type { Path, Severity } from "../findings";
import type { PlannedEvent } from "../planned";

/** What a rule has to say. */
export interface Found {
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
  /** Ids of the sessions that it is about. */
  readonly sessions: readonly string[];
  /** Where it is shown. Default: at the first of these sessions. */
  readonly path?: Path;
  /** The field there: `room`. */
  readonly field?: string;
}

export interface RuleContext {
  /** The moment that counts as now, in epoch seconds. */
  readonly now: number;
}

/** One of the rules that come with the package. */
export interface EventRule {
  /** What the event file calls it. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly doc: string;
  /** Unless the file says otherwise. */
  readonly severity: Severity;
  /** Set where a breach can't be deployed at all: then the file has no choice. */
  readonly always?: true;
  /** Whether it also looks at sessions with other mistakes. Without it, one mistake is one complaint. */
  readonly all?: true;
  readonly check: (event: PlannedEvent, context: RuleContext) => Found[];
}

/**
 * A rule of an organiser's own. What it finds is an error, unless it says otherwise.
 * @example (event) => event.sessions.filter(s => s.presenters.length === 0)
 *   .map(s => ({ rule: "presenterMissing", message: "has no presenter", sessions: [s.id] }))
 */
export type OwnRule = (
  event: PlannedEvent,
) => ReadonlyArray<Found & { readonly rule?: string; readonly severity?: Severity }>;
