/**
 * The gateway's vocabulary of types: what a call to Kaltura is, and what comes back.
 * Parts build calls, the gateway sends them; neither knows the other's inside.
 */

/** A JSON value as Kaltura's wire carries it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A file sent along with a call (multipart). */
export interface FileArg {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * One API call, not sent yet. `args` are the action's parameters by their Kaltura name; a value anywhere
 * in them may be a {@link Reference} to the result of another call.
 */
export interface Call<Result = unknown> {
  /** Kaltura's wire name, a plugin's with its prefix: `liveStream`, `schedule_scheduleevent`. */
  readonly service: string;
  readonly action: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, FileArg>>;
  /** Carries the type of the result; never set. */
  readonly result?: Result;
}

/** Points into the result of a call that stands earlier in the same request. */
export class Reference {
  constructor(
    readonly call: Call,
    /** Path into the result: `id`, `objects:0:id`. */
    readonly path: string,
  ) {}
}

/**
 * What may be done when the answer of a call is lost.
 * - `read`: changes nothing, repeat freely.
 * - `idempotent`: repeating gives the same state (update, delete where "gone" is fine).
 * - `unsafe`: repeating may double an object (add): look first.
 */
export type Safety = "read" | "idempotent" | "unsafe";

/** Why Kaltura, or the way to it, said no. Decides what is done next and what the user is told. */
export type RefusalKind =
  /** Something in the inputs; the user can mend it. */
  | "input"
  /** The object is not there (any more). */
  | "gone"
  /** An object with this key exists. */
  | "exists"
  /** The credentials are wrong or may not do this. */
  | "permission"
  /** The account lacks the product or feature. */
  | "product"
  /** Busy, locked, rate limited: the same call may go through later; nothing was done. */
  | "busy"
  /** The session is on air and this field can't change now. */
  | "live"
  /** KS expired or invalid: mint a new one. */
  | "session"
  /** The server broke (INTERNAL_SERVERL_ERROR and kin): unknown whether it was done. */
  | "server"
  /** A call we should not have made: our bug. */
  | "bug";

/** The outcome of one call of a request. */
export type Outcome<Result = unknown> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: import("./errors").ApiError };
