import type { Account } from "./accounts.js";
import type { Core } from "./core.js";
import { apiError } from "./errors.js";
import type { Session } from "./ks.js";
import { privilegeOf } from "./ks.js";
import type { Store } from "./store.js";

/** What an action knows about the call it serves. */
export class CallContext {
  constructor(
    readonly core: Core,
    /** Account that the call is for. */
    readonly account: Account,
    /** The session; undefined for calls that need none. */
    readonly session: Session | undefined,
    /** Wire name of the service and action as the caller wrote them. */
    readonly title: string,
  ) {}

  get store(): Store {
    return this.core.store;
  }

  get partnerId(): number {
    return this.account.id;
  }

  /** User of the session, "" when it names none. */
  get userId(): string {
    return this.session?.userId ?? "";
  }

  get isAdmin(): boolean {
    return (this.session?.type ?? 0) >= 1;
  }

  /** Epoch seconds. */
  get now(): number {
    return this.core.clock.now();
  }

  /** Base of URLs in answers. */
  get host(): string {
    return this.core.url;
  }

  /** Value of a privilege of the session ("" when it has none); undefined when the session does not hold it. */
  privilege(name: string): string | undefined {
    return this.session === undefined ? undefined : privilegeOf(this.session, name);
  }

  /** The session; actions with access other than "open" always have one. */
  requireSession(): Session {
    if (!this.session) throw this.forbidden();
    return this.session;
  }

  /** The error for a caller who may not. */
  forbidden(): Error {
    return apiError("SERVICE_FORBIDDEN", { SERVICE: this.title });
  }

  /** Run something in the background, as the server's job workers do. */
  enqueue(kind: string, data: Record<string, unknown>): void {
    this.core.jobs.enqueue(kind, data);
  }
}
