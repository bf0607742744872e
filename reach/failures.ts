/** How work on a task can end without a result. Their texts are fit for logs, and for the customer where it says so. */
import { ApiError, TransportError } from "../provider/kaltura/errors";
import { mayPass } from "../provider/kaltura/retry";

/** An error whose stack is its own line: queues keep stacks, and a stack may quote anything. */
class Plain extends Error {
  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "stack", { value: message, configurable: true, writable: true });
  }
}

/**
 * The task can't be done, whoever tries again: no speech in it, a language we don't have. Handlers throw it; the task
 * ends as ERROR at once, and Kaltura gives the customer the credit back.
 */
export class CannotDo extends Plain {
  /** @param message for the customer, who reads it in Kaltura */
  constructor(message: string) {
    super(message);
    this.name = "CannotDo";
  }
}

/** A try failed in a way that another one may not. */
export class TryFailed extends Plain {
  constructor(message: string) {
    super(message);
    this.name = "TryFailed";
  }
}

/** Nothing is left to be done: the task was taken back, or somebody else has ended it. */
export class TaskIsGone extends Plain {
  /** @param isReady somebody has brought a result */
  constructor(
    message: string,
    readonly isReady = false,
  ) {
    super(message);
    this.name = "TaskIsGone";
  }
}

/** The worker is being stopped, or lost its hold on the task: whoever has it now does the work. */
export class HandedBack extends Plain {
  constructor(message: string) {
    super(message);
    this.name = "HandedBack";
  }
}

/** Kaltura is out of reach, or busy: the fault is nobody's here, and counts as no try. */
export const isOutage = (error: unknown): error is Error => error instanceof Error && mayPass(error);

/** The session of the task has ended. */
export const isKeyEnded = (error: unknown): boolean => error instanceof ApiError && error.kind === "session";

/** Milliseconds that the server asked to wait. */
export const askedToWait = (error: unknown): number =>
  error instanceof TransportError
    ? (error.retryAfter ?? 0)
    : error instanceof ApiError && error.code === "ACTION_BLOCKED"
      ? 10_000
      : 0;

/** What an error says, on one line. */
export const wordsOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
};
