/** The end of an operation before its time: the user gave up, or it took too long. */
import { OperationError } from "./failure";
import type { Runtime } from "./runtime";

/**
 * The runtime of an operation that ends when the signal says so: a call that is under way gets its answer, no other is
 * sent, and waits are broken off. What was made is then in the state, or found by its mark in the next run.
 * @param signal its reason is an Error for the user
 */
export const limited = (runtime: Runtime, signal: AbortSignal): Runtime => ({
  ...runtime,
  signal,
  sleep: async ms => {
    goOn({ signal });
    let wake: (() => void) | undefined;
    const broken = new Promise<void>(resolve => {
      wake = resolve;
      signal.addEventListener("abort", wake, { once: true });
    });
    await Promise.race([runtime.sleep(ms), broken]);
    signal.removeEventListener("abort", wake!);
    goOn({ signal });
  },
});

/** @throws OperationError when the operation must come to its end */
export function goOn({ signal }: Pick<Runtime, "signal">): void {
  if (!signal?.aborted) return;
  const why = signal.reason instanceof Error ? signal.reason.message : "the run was broken off";
  throw new OperationError(`${why}; nothing more was sent. The next pulumi up takes up what was made`);
}
