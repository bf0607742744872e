/**
 * The one way to Kaltura: takes calls, brings outcomes. Packs calls into few requests, renews the session,
 * repeats what may be repeated and nothing else, and gives up in time.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { AnswerLost, ApiError, Redactor, TransportError, type TransportFailure } from "./errors";
import { CREATE_ROOM, isKaf, kafFailure, kafOutcome } from "./kaf";
import { Line } from "./line";
import { encode, looksLikeReference, outcomesOf } from "./request";
import { mayPass, Retry, type RetrySettings } from "./retry";
import { safetyOf } from "./safety";
import { type Credentials, SessionSource } from "./session";
import { type RequestRecord, Transport } from "./transport";
import type { Call, Outcome } from "./types";
import { apiVersion, clientTag, nameOf } from "./vocabulary";
import { WriteLog } from "./writes";

export interface GatewaySettings {
  /** Where the API answers: `https://www.kaltura.com`. */
  readonly serviceUrl: string;
  readonly partnerId: number;
  readonly credentials: Credentials;
  /** The KAF instance: `https://107.kaf.kaltura.com`. Without it no room can be made there. */
  readonly kafUrl?: string;
  /** Requests at a time; 16. Of a line that is shared, the line's. */
  readonly concurrency?: number;
  /** Connections and limits to share with other gateways to this server; by default the gateway has its own. */
  readonly line?: Line;
  /** How calls are named in Kaltura's logs; by default after this package. Must not contain "kmc". */
  readonly clientTag?: string;
  /** Milliseconds for one request, from connecting to the last byte; 30,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for the whole run, from the first request; 20 minutes. */
  readonly runTimeoutMs?: number;
  /** Bytes of an answer at most; 64 MiB. */
  readonly maxAnswerBytes?: number;
  /** How reads are packed: those issued within `windowMs` (3) go together, up to `maxCalls` (40) a request. */
  readonly batch?: { readonly windowMs?: number; readonly maxCalls?: number };
  readonly retry?: RetrySettings;
  /** Whether nobody waits for the outcome any more: then what is under way ends, and nothing else is sent. */
  readonly abandoned?: () => boolean;
  /** Told of waits longer than 2 s, one line each; nothing by default. */
  readonly log?: (line: string) => void;
  /** Told of every HTTP request once it has ended; for measuring. */
  readonly onRequest?: (request: RequestRecord) => void;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

interface Read {
  readonly call: Call;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Failures that may be the fault of one call among many: a fatal error in one empties the whole answer. */
const SPLITTABLE: ReadonlySet<TransportFailure> = new Set([
  "http",
  "empty",
  "garbled",
  "short",
  "large",
  "timeout",
]);

/** The session ended while a request waited for its turn. */
class SessionOver extends Error {}

const isTimeout = (error: unknown) => error instanceof TransportError && error.timedOut;

/**
 * Whether to try again, as far as time goes: a call that got no answer in its time has the same time once more, so it
 * ends within twice its time-out. Of several reads each gets that by itself.
 */
function patience(calls = 1): (error: Error) => boolean {
  let left = calls === 1 ? 1 : 0;
  return error => !isTimeout(error) || left-- > 0;
}

/** Nothing was done and the very same call may go through in a moment; not after a wait for media, or with an old version. */
const soon = ({ kind, code }: ApiError) =>
  kind === "busy" && code !== "ENTRY_NOT_READY" && code !== "INVALID_METADATA_VERSION";

/** Of a question on which the server broke: it may do better, and a database mostly does. */
const mayMend = ({ kind, code }: ApiError, before: number) =>
  kind === "server" && (before < 2 || code === "INTERNAL_DATABASE_ERROR");

export class Gateway {
  /** What was sent that may change something. */
  readonly writes = new WriteLog();
  private readonly settings: GatewaySettings;
  private readonly redactor = new Redactor();
  private readonly transport: Transport;
  private readonly kaf: Transport | undefined;
  private readonly session: SessionSource;
  private readonly line: Line;
  private readonly retry: Retry;
  private readonly now: () => number;
  private queue: Read[] = [];
  private flushing: NodeJS.Timeout | undefined;
  private runEnds: number | undefined;
  private closed = false;

  /** Makes no request and loads no client. @throws TypeError when serviceUrl is no web address */
  constructor(settings: GatewaySettings) {
    this.settings = settings;
    this.now = settings.now ?? Date.now;
    this.line = settings.line ?? new Line(Math.max(1, settings.concurrency ?? 16));
    this.retry = new Retry(settings.retry ?? {}, (ms, because) => this.mayWait(ms, because));
    const transportTo = (serviceUrl: string) =>
      new Transport({
        serviceUrl,
        line: this.line,
        maxAnswerBytes: settings.maxAnswerBytes ?? 64 * 1024 * 1024,
        redactor: this.redactor,
        onRequest: settings.onRequest,
      });
    this.transport = transportTo(settings.serviceUrl);
    this.kaf = settings.kafUrl === undefined ? undefined : transportTo(settings.kafUrl);
    this.session = new SessionSource({
      partnerId: settings.partnerId,
      credentials: settings.credentials,
      redactor: this.redactor,
      ask: (call, ks) => this.ask(call, ks),
      now: this.now,
    });
  }

  /** Goes along with every request. */
  private get common() {
    const { credentials, partnerId, clientTag: tag = clientTag } = this.settings;
    return { format: 1, clientTag: tag, apiVersion, ...("ks" in credentials && { partnerId }) };
  }

  /** No request is under way. */
  get idle(): boolean {
    return this.line.gate.idle;
  }

  get partnerId(): number {
    return this.settings.partnerId;
  }

  /** Takes the run's secrets, and what looks like a session, out of a text. */
  redact(text: string): string {
    return this.redactor.clean(text);
  }

  /** From now on this text counts as a secret: a stream key, a token just made. */
  hide(secret: string | undefined): void {
    this.redactor.add(secret);
  }

  /**
   * Asks something that changes nothing. Questions of the same moment share a request; what may pass is asked
   * again.
   * @throws ApiError when Kaltura says no, TransportError when no answer could be had
   */
  read<R>(call: Call<R>): Promise<R> {
    if (safetyOf(call) !== "read") return Promise.reject(new Error(`${nameOf(call)} is no read`));
    return new Promise<R>((resolve, reject) => {
      this.queue.push({ call, resolve: resolve as (value: never) => void, reject });
      const { windowMs = 3, maxCalls = 40 } = this.settings.batch ?? {};
      if (this.queue.length >= maxCalls) this.flush();
      else this.flushing ??= setTimeout(() => this.flush(), windowMs);
    });
  }

  /**
   * Sends calls as ONE request, in order; a call may refer to the results of those before it. It is no
   * transaction: each has its own outcome, and one which refers to a failed one was carried out with "" in the
   * place of the reference.
   *
   * Repeated inside only when it is sure that nothing happened, or when repeating changes nothing.
   * @param entries ids of the entries whose parts the calls may change, beside those they name
   * @throws AnswerLost when it may have been carried out: look before you repeat
   * @throws TransportError (happened "no") when it was not carried out
   */
  async send(calls: readonly Call[], entries: Iterable<string> = []): Promise<Outcome[]> {
    if (calls.length === 0) return [];
    const over = this.writes.begin(
      calls.filter(call => safetyOf(call) !== "read"),
      entries,
    );
    let perhapsDone = false;
    try {
      return await this.carryOut(calls, () => {
        perhapsDone = true;
      });
    } finally {
      over(perhapsDone);
    }
  }

  private async carryOut(calls: readonly Call[], doubt: () => void): Promise<Outcome[]> {
    const repeatable = calls.every(call => safetyOf(call) !== "unsafe");
    let perhapsDone = false;
    const patient = patience();
    let outcomes: Outcome[] = [];
    try {
      await this.retry.run(
        async () => {
          outcomes = await this.exchange(calls);
          const refused = outcomes.flatMap(outcome => (outcome.ok ? [] : outcome.error));
          if (refused.length === calls.length && refused.every(soon)) throw refused[0];
        },
        error => {
          if (error instanceof TransportError && error.happened === "unknown") {
            perhapsDone = true;
            doubt();
          }
          return mayPass(error) && patient(error) && (repeatable || !perhapsDone);
        },
      );
    } catch (error) {
      // A refusal that did not pass is an outcome like any other.
      if (outcomes.some(outcome => !outcome.ok && outcome.error === error)) return outcomes;
      if (perhapsDone && error instanceof TransportError) throw new AnswerLost(error, calls, namesOf(calls));
      throw error;
    }
    return outcomes;
  }

  /** Breaks off what is under way and lets go of its connections; those that it shares stay. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.flushing);
    const gone = new TransportError("closed", "no", "The connection to Kaltura was closed");
    for (const { reject } of this.queue.splice(0)) reject(gone);
    this.transport.close();
    this.kaf?.close();
    if (this.settings.line === undefined) await this.line.close();
  }

  // --- reads ---

  private flush(): void {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    const queue = this.queue;
    this.queue = [];
    const { maxCalls = 40 } = this.settings.batch ?? {};
    const together: Read[] = [];
    for (const read of queue) {
      // A text that looks like a reference must not go into a multirequest.
      if (looksLikeReference(read.call.args)) void this.answer([read]);
      else together.push(read);
    }
    for (let i = 0; i < together.length; i += maxCalls) void this.answer(together.slice(i, i + maxCalls));
  }

  /** Settles each read; never rejects. */
  private async answer(reads: readonly Read[], attempts?: number): Promise<void> {
    const patient = patience(reads.length);
    let open = reads;
    let refused: ApiError[] = [];
    try {
      await this.retry.run(
        async before => {
          const again: Read[] = [];
          refused = [];
          const outcomes = await this.exchange(open.map(read => read.call));
          for (const [i, read] of open.entries()) {
            const outcome = outcomes[i]!;
            if (outcome.ok) read.resolve(outcome.value as never);
            else if (soon(outcome.error) || mayMend(outcome.error, before)) {
              again.push(read);
              refused.push(outcome.error);
            } else read.reject(outcome.error);
          }
          open = again;
          if (refused[0]) throw refused[0];
        },
        error => mayPass(error) && patient(error),
        attempts,
      );
    } catch (error) {
      // Too much at once, or one of them breaks it.
      if (open.length > 1 && error instanceof TransportError && SPLITTABLE.has(error.what)) {
        // After a time-out there is time for one more try: each by itself, so that none waits for another.
        const size = isTimeout(error) ? 1 : Math.ceil(open.length / 2);
        const smaller = Array.from({ length: Math.ceil(open.length / size) }, (_, i) =>
          open.slice(i * size, (i + 1) * size),
        );
        await Promise.all(smaller.map(some => this.answer(some, 1)));
      } else for (const [i, read] of open.entries()) read.reject(error === refused[0] ? refused[i] : error);
    }
  }

  // --- one request ---

  /** One request, with the session; another one with a new session when it had ended and nothing was done. */
  private async exchange(calls: readonly Call[]): Promise<Outcome[]> {
    const harmless = calls.every(call => safetyOf(call) === "read");
    for (let renewed = false; ; ) {
      const ks = await this.session.ks();
      let outcomes: Outcome[];
      try {
        outcomes = await this.request(calls, ks);
      } catch (error) {
        if (error instanceof SessionOver) continue;
        throw error;
      }
      const ended = outcomes.filter(sessionEnded);
      if (ended.length < calls.length) this.session.accepted();
      if (ended.length === 0) return outcomes;
      this.session.invalidate(ks);
      if (ended.length < calls.length && !harmless) return outcomes.map(midway);
      if (renewed) return outcomes.map(outcome => this.explained(outcome));
      renewed = true;
    }
  }

  /**
   * One call with this KS, or none, in place of the gateway's own session: sessions are started so. Its refusal is
   * thrown; of calls that wait for the session nothing was sent.
   * @throws ApiError; TransportError
   */
  async ask<R>(call: Call<R>, ks: string | undefined): Promise<R> {
    try {
      const [outcome] = await this.request([call], ks);
      if (outcome!.ok) return outcome!.value as R;
      throw outcome!.error;
    } catch (error) {
      throw error instanceof TransportError
        ? new TransportError(error.what, "no", error.message, error)
        : error;
    }
  }

  private async request(calls: readonly Call[], ks: string | undefined): Promise<Outcome[]> {
    if (calls.some(isKaf)) return [await this.requestKaf(calls, ks)];
    const { path, body, files } = encode(calls, { ...this.common, ...(ks !== undefined && { ks }) });
    return this.pass(ks, async epoch => {
      try {
        const { value, sessionId } = await this.retry.reach(() =>
          this.transport.post(path, body, files, this.timeLeft(), calls.length),
        );
        const outcomes = outcomesOf(calls, value, sessionId, text => this.redactor.clean(text));
        const blocked = outcomes.some(outcome => !outcome.ok && outcome.error.code === "ACTION_BLOCKED");
        if (blocked) this.line.gate.narrow(epoch);
        else this.line.gate.widen();
        return outcomes;
      } catch (error) {
        if (error instanceof TransportError && error.what === "busy") {
          this.line.gate.narrow(epoch);
          this.line.pausedUntil = Math.max(this.line.pausedUntil, this.now() + (error.retryAfter ?? 0));
        }
        throw error;
      }
    });
  }

  /** When it is its turn and nothing speaks against it. @throws TransportError when it will not be sent */
  private pass<T>(ks: string | undefined, work: (epoch: number) => Promise<T>): Promise<T> {
    return this.line.gate.pass(async epoch => {
      await this.silence();
      if (this.settings.abandoned?.())
        throw new TransportError("closed", "no", "The run has ended; the call was not sent");
      // Of those who waited for their turn meanwhile none need ask again.
      if (this.session.refusal) throw this.session.refusal;
      if (ks !== undefined && this.session.isOver(ks)) throw new SessionOver();
      return work(epoch);
    });
  }

  /** KAF's one call: by itself, under the same limits as all others. */
  private async requestKaf([call, ...more]: readonly Call[], ks: string | undefined): Promise<Outcome> {
    const { kaf } = this;
    if (more.length > 0) throw new Error("a call to KAF goes in a request of its own");
    if (kaf === undefined) throw new Error("a call to KAF needs the setting kafUrl");
    const body = JSON.stringify({ ...call!.args, ks });
    return this.pass(ks, async () => {
      try {
        const { value } = await kaf.post(CREATE_ROOM, body, new Map(), this.timeLeft());
        return kafOutcome(value, text => this.redactor.clean(text));
      } catch (error) {
        if (error instanceof TransportError) return kafFailure(error);
        throw error;
      }
    });
  }

  /** Milliseconds for the next request. @throws TransportError when the run's time is over */
  private timeLeft(): number {
    const { timeoutMs = 30_000, runTimeoutMs = 20 * 60_000 } = this.settings;
    this.runEnds ??= this.now() + runTimeoutMs;
    const left = this.runEnds - this.now();
    if (left <= 0) {
      const minutes = Math.round(runTimeoutMs / 6000) / 10;
      throw new TransportError(
        "deadline",
        "no",
        `The run's limit of ${minutes} minutes is over; the call was not sent`,
      );
    }
    return Math.min(timeoutMs, left);
  }

  private explained(outcome: Outcome): Outcome {
    return sessionEnded(outcome) ? { ok: false, error: this.session.explain(outcome.error) } : outcome;
  }

  // --- waiting ---

  /** Whether to wait so long before another try: not when the run is over by then. */
  private mayWait(ms: number, because: Error): boolean {
    if (this.closed || this.settings.abandoned?.() || this.outlastsRun(ms)) return false;
    this.announce(ms, because instanceof ApiError ? because.code : because.message);
    return true;
  }

  /** Keeps the silence which the server asked for. @throws TransportError when it outlasts the run */
  private async silence(): Promise<void> {
    for (;;) {
      const ms = this.line.pausedUntil - this.now();
      if (ms <= 0) return;
      if (this.outlastsRun(ms)) {
        const text = `Kaltura wants no requests for another ${Math.ceil(ms / 1000)} s; the call was not sent`;
        throw new TransportError("busy", "no", text, { retryAfter: ms });
      }
      this.announce(ms, "it asked for a pause");
      await sleep(ms);
    }
  }

  private outlastsRun(ms: number): boolean {
    return this.runEnds !== undefined && this.now() + ms >= this.runEnds;
  }

  /** Tells of a long wait, once for all who wait at the same time. */
  private announce(ms: number, why: string): void {
    if (ms <= 2000 || this.now() < this.line.announcedUntil) return;
    this.line.announcedUntil = this.now() + ms;
    this.settings.log?.(`Kaltura: waiting ${Math.ceil(ms / 1000)} s, then trying again (${why})`);
  }
}

/** "liveStream.add, metadata.add ×3" */
function namesOf(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(nameOf(call), (counts.get(nameOf(call)) ?? 0) + 1);
  return [...counts].map(([name, n]) => (n > 1 ? `${name} ×${n}` : name)).join(", ");
}

const sessionEnded = (outcome: Outcome): outcome is Extract<Outcome, { ok: false }> =>
  !outcome.ok && outcome.error.kind === "session";

/** The session ended between two calls of a request: this one was not carried out and may be repeated. */
function midway(outcome: Outcome): Outcome {
  if (!sessionEnded(outcome)) return outcome;
  const hint = "The session ended in the middle; this call was not carried out, run again";
  return { ok: false, error: outcome.error.with({ kind: "busy", hint }) };
}
