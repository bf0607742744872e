/** What one provider process shares: the way to Kaltura and what was looked up on it. */
import type { Gateway } from "../kaltura/gateway";
import type { Loaders } from "../kaltura/loaders";
import type { Journal } from "./journal";

export interface Runtime {
  readonly gateway: Gateway;
  readonly load: Loaders;
  readonly journal: Journal;
  /** Milliseconds that Kaltura's search index may be behind; what is not found by then is not there. */
  readonly indexLagMs: number;
  /** Waits; tests make it short. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Set where an operation may have to end before its time; see limit.ts. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970; whether a session is on by its times is judged by it. */
  readonly now: () => number;
  /** Tells the user how something stands that takes long. One line, which names its object. */
  readonly say: (line: string) => void;
}
