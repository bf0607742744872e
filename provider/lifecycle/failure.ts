/** Errors for the people who run `pulumi up`: what happened, to what, what to do, and Kaltura's own words. */
import { ApiError, TransportError } from "../kaltura/errors";
import type { Step } from "./part";
import type { Props } from "./values";

/**
 * An operation that did not come off. One line, and the stack is the message: Pulumi prints both, and
 * neither a stack nor a body may carry anything secret.
 */
export class OperationError extends Error {
  override readonly name: string = "OperationError";
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * The object exists, but not all of it. Pulumi keeps the resource with these properties, shows the reasons,
 * and calls update the next time, which makes the rest.
 */
export class PartialError extends OperationError {
  override readonly name = "PartialError";
  readonly reasons: string[];
  constructor(
    readonly id: string,
    readonly properties: Props,
    message: string,
  ) {
    super(message);
    this.reasons = [message];
  }
}

/** What to run after a failure. */
export const GO_ON = "Once that is mended run pulumi up again: it goes on with what is left";

/**
 * Describes a step that failed, in four parts.
 * @param advice what to do, in place of what the code alone would say
 */
export function describe(step: Step, error: unknown, advice?: string): string {
  return `could not ${step.purpose}: ${explain(error, step.inputOf, advice)}`;
}

/** What went wrong and what to do about it; names the input where the server names its property. */
export function explain(error: unknown, inputOf?: Step["inputOf"], advice?: string): string {
  if (error instanceof ApiError) {
    const property = error.property === undefined ? undefined : inputOf?.(error.property);
    const where = property === undefined ? "" : `input ${property}; `;
    const support = error.sessionId === undefined ? "" : `, session ${error.sessionId}`;
    return `${where}${advice ?? error.hint} (Kaltura: ${error.code} – ${error.message} [${error.service}.${error.action}${support}])`;
  }
  if (error instanceof TransportError) return `${error.message}; ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
