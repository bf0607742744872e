/**
 * What a worker asks of a queue; one for a single machine (journal.ts) and one for several (bull.ts) give it. Both
 * keep tasks before they are touched, give each to one worker at a time, and again when that worker dies.
 */
import type { ServiceName } from "../services";

/** What is kept of a task: nothing secret. The access key is fetched anew each time. */
export interface Ticket {
  readonly id: string;
  readonly service: ServiceName;
}

/** What earlier tries noted, durable. Holds no key, address or token. */
export interface Notes {
  /** Results are being put in place: some may be there already. */
  readonly delivering?: boolean;
  /** What the handler made, so that it isn't asked again when the worker dies while it delivers. */
  readonly result?: unknown;
  /** Nothing will come of the task: only Kaltura has still to be told, in these words. */
  readonly givenUp?: string;
  /** Times of the live event as the handler was told last, epoch seconds. */
  readonly window?: { readonly start: number; readonly end: number };
  /** The handler was told that the live event begins. */
  readonly begun?: boolean;
}

/** One try. */
export interface Job {
  readonly ticket: Ticket;
  readonly notes: Notes;
  /** Tries that failed before. */
  readonly failures: number;
  /** Tries that ended with their worker, without a word. */
  readonly crashes: number;
  /** Whether a failure of this try is the last one. */
  readonly isLastTry: boolean;
  /** Aborted when the worker no longer holds the task. */
  readonly signal: AbortSignal;
  /**
   * Keeps notes beside those there are; they are durable once it resolves.
   * @throws HandedBack when the worker no longer holds the task
   */
  note(notes: Notes): Promise<void>;
  /** @throws HandedBack when the worker no longer holds the task */
  ensureHeld(): Promise<void>;
}

/** How a try ended. Throwing is a failed try: {@link Failed} says whether there may be another. */
export type Verdict =
  /** Nothing is left to do. */
  | { readonly kind: "done" }
  /** To go on with later (epoch milliseconds); counts as no try. */
  | { readonly kind: "later"; readonly at: number }
  /** For another worker to go on with, at once; counts as no try. */
  | { readonly kind: "back" };

/** A try that failed. Its message is kept, and holds no secret. */
export class Failed extends Error {
  /** @param isFinal no other try: the task becomes a dead letter */
  constructor(
    message: string,
    readonly isFinal: boolean,
  ) {
    super(message);
    this.name = "Failed";
    Object.defineProperty(this, "stack", { value: message, configurable: true, writable: true });
  }
}

/** A task that was given up. */
export interface DeadLetter {
  readonly ticket: Ticket;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export type Counts = Readonly<Record<"waiting" | "active" | "delayed" | "dead", number>>;

export interface QueueSettings {
  /** Tries in all. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubles, half of it by chance. */
  readonly backoffMs: number;
  /** Milliseconds between tries at most. */
  readonly maxBackoffMs: number;
  /** Milliseconds for which finished tasks are remembered: Kaltura's list may still show them. */
  readonly keepMs: number;
  /** Tasks at a time, by service; services that are not named are not worked on. */
  readonly concurrency: Readonly<Partial<Record<ServiceName, number>>>;
  /** Told of the queue's own troubles. */
  readonly onTrouble: (message: string) => void;
}

export interface Queue {
  /** Takes tasks that it does not know yet. @returns those */
  offer(tickets: readonly Ticket[]): Promise<readonly Ticket[]>;
  /** Begins to give out tasks. */
  work(work: (job: Job) => Promise<Verdict>): Promise<void>;
  counts(): Promise<Counts>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Tries a dead letter again, from its first try. @returns whether there was one of this id */
  revive(id: string): Promise<boolean>;
  /** Gives out nothing more, and resolves when what is under way has ended. */
  drain(): Promise<void>;
  /** Lets go of everything. */
  close(): Promise<void>;
}

/** Milliseconds before the next try: doubling, half of it by chance. */
export function backoff(
  failures: number,
  settings: Pick<QueueSettings, "backoffMs" | "maxBackoffMs">,
): number {
  const whole = Math.min(settings.maxBackoffMs, settings.backoffMs * 2 ** Math.min(30, failures - 1));
  return Math.round(whole / 2 + (Math.random() * whole) / 2);
}
