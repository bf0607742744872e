/** What one provider process shares: the way to Kaltura and what was looked up on it. */
import type { Gateway } from "../kaltura/gateway";
import type { Loaders } from "../kaltura/loaders";

export interface Runtime {
  readonly gateway: Gateway;
  readonly load: Loaders;
  /** Waits; tests make it short. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Set where an operation may have to end before its time; see limit.ts. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970; whether a session is on by its times is judged by it. */
  readonly now: () => number;
  /** Tells the user how something stands that takes long. One line, which names its object. */
  readonly say: (line: string) => void;
}
