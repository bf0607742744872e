/**
 * What is tried again, how long to wait before, and when not even to try: cockatiel's policies, told what the
 * answers of Kaltura mean.
 */
import type { CircuitBreakerPolicy, IBackoff, IBackoffFactory, IRetryBackoffContext } from "cockatiel";
import { ApiError, TransportError, type TransportFailure } from "./errors";

export interface RetrySettings {
  /** Tries in all; 5. */
  readonly attempts?: number;
  /** Milliseconds before the second try; grows by half-random doubling; 250. */
  readonly baseMs?: number;
  /** Milliseconds between tries at most, unless the server orders more; 10,000. */
  readonly maxMs?: number;
  /** Milliseconds to wait when the rate of a call is limited (the server counts in windows of 10 s); 10,000. */
  readonly blockedMs?: number;
}

/** Failures which the same request may not meet again; the others are facts. */
const PASSING: ReadonlySet<TransportFailure> = new Set([
  "refused",
  "dns",
  "unreachable",
  "timeout",
  "reset",
  "busy",
  "empty",
  "garbled",
  "short",
  "xml",
  "page",
]);

/** The server is not to be reached at all. */
const UNREACHABLE: ReadonlySet<TransportFailure> = new Set(["refused", "dns", "unreachable"]);

/** Whether the same may go better in a moment. Whether it may be repeated, the caller knows. */
export function mayPass(error: Error): boolean {
  if (error instanceof ApiError) return error.kind === "busy" || error.kind === "server";
  if (!(error instanceof TransportError)) return false;
  return PASSING.has(error.what) || (error.what === "http" && (error.status ?? 0) >= 500);
}

export class Retry {
  /** Loaded with the gateway, so with the first call. */
  private readonly cockatiel = require("cockatiel") as typeof import("cockatiel");
  private readonly backoff: IBackoffFactory<unknown>;
  private readonly breaker: CircuitBreakerPolicy;
  /** Failures of others that were told to those who came after them. */
  private readonly known = new WeakSet<Error>();

  /** @param mayWait asked before each wait; false gives up, with the failure as it is */
  constructor(
    private readonly settings: RetrySettings,
    private readonly mayWait: (ms: number, because: Error) => boolean,
  ) {
    const { ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, halfJitterGenerator, handleType } =
      this.cockatiel;
    const { baseMs = 250, maxMs = 10_000 } = settings;
    this.backoff = new ExponentialBackoff({
      generator: halfJitterGenerator,
      initialDelay: baseMs,
      maxDelay: maxMs,
    });
    this.breaker = circuitBreaker(
      handleType(TransportError, ({ what }) => UNREACHABLE.has(what)),
      { breaker: new ConsecutiveBreaker(10), halfOpenAfter: 10_000 },
    );
  }

  /**
   * Does the work, and after a wait again while it fails in a way that `again` wants repeated.
   * @param work is told how often it was done before
   * @throws the last failure
   */
  run<T>(
    work: (before: number) => Promise<T>,
    again: (error: Error) => boolean = mayPass,
    attempts = this.settings.attempts ?? 5,
  ): Promise<T> {
    const { DelegateBackoff, handleWhen, retry } = this.cockatiel;
    const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>>((context, last) => {
      const next = (last ?? this.backoff).next(context);
      const { error } = context.result as { error: Error };
      const delay = Math.max(next.duration, this.ordered(error));
      if (!this.mayWait(delay, error)) throw error;
      return { delay, state: next };
    });
    // What is known of the server from others, who have just tried, is not waited for.
    const may = handleWhen(error => !this.known.has(error) && again(error));
    return retry(may, { maxAttempts: Math.max(0, attempts - 1), backoff }).execute(({ attempt }) =>
      work(attempt),
    );
  }

  /**
   * Does the work, which reaches out to the server. When ten in a row found nobody, with no answer between, the
   * others are told so at once for ten seconds; then one looks for all.
   */
  async reach<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.breaker.execute(work);
    } catch (error) {
      const { lastFailure } = this.breaker;
      if (this.cockatiel.isBrokenCircuitError(error) && lastFailure && "error" in lastFailure) {
        this.known.add(lastFailure.error);
        throw lastFailure.error;
      }
      throw error;
    }
  }

  /** Milliseconds which the server wants us to wait. */
  private ordered(error: Error): number {
    if (error instanceof TransportError) return error.retryAfter ?? 0;
    const blocked = error instanceof ApiError && error.code === "ACTION_BLOCKED";
    return blocked ? (this.settings.blockedMs ?? 10_000) : 0;
  }
}
