/** What one provider process shares: the way to Kaltura and what was looked up on it. */
import type { Gateway } from "../kaltura/gateway";
import type { Loaders } from "../kaltura/loaders";

export interface Runtime {
  readonly gateway: Gateway;
  readonly load: Loaders;
  /** Waits; tests make it short. */
  readonly sleep: (ms: number) => Promise<void>;
}
