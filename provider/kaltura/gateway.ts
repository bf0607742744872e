/**
 * The one way to Kaltura: takes calls, brings outcomes. Packs calls into few requests, renews the session,
 * repeats what may be repeated and nothing else, and gives up in time.
 */
import { AnswerLost, ApiError, Redactor, TransportError, type TransportFailure } from "./errors";
import { Gate } from "./gate";
import { CREATE_ROOM, isKaf, kafFailure, kafOutcome } from "./kaf";
import { type Credentials, SessionSource } from "./session";
import { type Answer, isException, type RequestRecord, Transport } from "./transport";
import { type Call, type FileArg, type Json, type Outcome, Reference, type Safety } from "./types";
import { apiVersion, clientTag, nameOf, spokenService } from "./vocabulary";

export interface GatewaySettings {
  /** Where the API answers: `https://www.kaltura.com`. */
  readonly serviceUrl: string;
  readonly partnerId: number;
  readonly credentials: Credentials;
  /** The KAF instance: `https://107.kaf.kaltura.com`. Without it no room can be made there. */
  readonly kafUrl?: string;
  /** Requests at a time; 16. */
  readonly concurrency?: number;
  /** Milliseconds for one request, from connecting to the last byte; 30,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for the whole run, from the first request; 20 minutes. */
  readonly runTimeoutMs?: number;
  /** Bytes of an answer at most; 64 MiB. */
  readonly maxAnswerBytes?: number;
  /** How reads are packed: those issued within `windowMs` (3) go together, up to `maxCalls` (40) a request. */
  readonly batch?: { readonly windowMs?: number; readonly maxCalls?: number };
  readonly retry?: RetrySettings;
  /** Told of waits longer than 2 s, one line each; nothing by default. */
  readonly log?: (line: string) => void;
  /** Told of every HTTP request once it has ended; for measuring. */
  readonly onRequest?: (request: RequestRecord) => void;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
  /** Waits; for tests. */
  readonly sleep?: (ms: number) => Promise<void>;
}

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

/** What may be done when the answer to a call is lost. */
export function safetyOf(call: Call): Safety {
  const { service, action, args } = call;
  if (/^(get|list|count|is[A-Z])|^(ping|startSession|startWidgetSession)$/.test(action)) return "read";
  if (service === "schedule_scheduleevent" && action === "update") {
    // `duration` without both ends moves the start each time it is sent.
    const event = args.scheduleEvent as Record<string, unknown> | undefined;
    return event && "duration" in event && !("startDate" in event && "endDate" in event)
      ? "unsafe"
      : "idempotent";
  }
  // Taken twice it is refused: the first one is under way, and its upload is used up.
  if (action === "updateContent") return "unsafe";
  return /^(update|delete|move|setAsDefault|cancel|abort)/.test(action) ? "idempotent" : "unsafe";
}

/** The calls whose results this one points to. When one of them failed, the server put "" in its place. */
export function referredBy(call: Call): ReadonlySet<Call> {
  const found = new Set<Call>();
  const look = (value: unknown): void => {
    if (value instanceof Reference) found.add(value.call);
    else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  look(call.args);
  return found;
}

/** In a multirequest the server replaces what looks so, from here to the last brace of the text. */
const LOOKS_LIKE_REFERENCE = /\{\d+:result/;

interface Read {
  readonly call: Call;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
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
const passing = ({ what, happened }: TransportError) =>
  PASSING.has(what) || (what === "http" && happened === "unknown");

/** The server is not to be reached at all. */
const UNREACHABLE: ReadonlySet<TransportFailure> = new Set(["refused", "dns", "unreachable"]);

/** Failures that may be the fault of one call among many: a fatal error in one empties the whole answer. */
const SPLITTABLE: ReadonlySet<TransportFailure> = new Set([
  "http",
  "empty",
  "garbled",
  "short",
  "large",
  "timeout",
]);

/** Nothing was done and the very same call may go through in a moment; not after a wait for media, or with an old version. */
const soon = ({ kind, code }: ApiError) =>
  kind === "busy" && code !== "ENTRY_NOT_READY" && code !== "INVALID_METADATA_VERSION";

export class Gateway {
  private readonly settings: GatewaySettings;
  private readonly redactor = new Redactor();
  private readonly transport: Transport;
  private readonly kaf: Transport | undefined;
  private readonly session: SessionSource;
  private readonly gate: Gate;
  private readonly now: () => number;
  private readonly sleep: (ms: number) => Promise<void>;
  private queue: Read[] = [];
  private flushing: NodeJS.Timeout | undefined;
  private runEnds: number | undefined;
  /** The server asked for silence until then. */
  private pausedUntil = 0;
  /** Failures to connect in a row; and how long others need not try, after many of them. */
  private unreached = 0;
  private unreachable: { readonly until: number; readonly error: TransportError } | undefined;
  private closed = false;

  /** Makes no request and loads nothing. @throws TypeError when serviceUrl is no web address */
  constructor(settings: GatewaySettings) {
    this.settings = settings;
    this.now = settings.now ?? Date.now;
    this.sleep = settings.sleep ?? (ms => new Promise(resolve => setTimeout(resolve, ms)));
    const concurrency = Math.max(1, settings.concurrency ?? 16);
    this.gate = new Gate(concurrency);
    const transportTo = (serviceUrl: string) =>
      new Transport({
        serviceUrl,
        connections: concurrency,
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
   * place of the reference (see {@link referredBy}).
   *
   * Repeated inside only when it is sure that nothing happened, or when repeating changes nothing.
   * @throws AnswerLost when it may have been carried out: look before you repeat
   * @throws TransportError (happened "no") when it was not carried out
   */
  async send(calls: readonly Call[]): Promise<Outcome[]> {
    if (calls.length === 0) return [];
    const repeatable = calls.every(call => safetyOf(call) !== "unsafe");
    let renewed = false;
    let perhapsDone = false;
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= this.attempts;
      const { ks, outcomes, error } = await this.attempt(calls);
      if (error) {
        perhapsDone ||= error.happened === "unknown";
        const again = passing(error) && (!perhapsDone || repeatable) && !last;
        if (again && (await this.rest(attempt, error))) continue;
        throw perhapsDone ? new AnswerLost(error, calls, namesOf(calls)) : error;
      }
      const refused = outcomes.map(outcome => (outcome.ok ? undefined : outcome.error));
      if (refused.some(e => e?.kind === "session")) {
        this.session.invalidate(ks);
        if (!refused.every(e => e?.kind === "session")) return outcomes.map(midway);
        if (renewed) return outcomes.map(outcome => this.explained(outcome));
        renewed = true;
        attempt--;
        continue;
      }
      if (!last && refused.every(e => e && soon(e)) && (await this.rest(attempt, refused[0]))) continue;
      return outcomes;
    }
  }

  /** Breaks off what is under way and lets go of connections. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.flushing);
    const gone = new TransportError("closed", "no", "The connection to Kaltura was closed");
    for (const { reject } of this.queue.splice(0)) reject(gone);
    await Promise.all([this.transport.close(), this.kaf?.close()]);
  }

  private get attempts(): number {
    return Math.max(1, this.settings.retry?.attempts ?? 5);
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
  private async answer(reads: readonly Read[], attempts = this.attempts): Promise<void> {
    let open = reads;
    let renewed = false;
    try {
      for (let attempt = 1; open.length > 0; attempt++) {
        const last = attempt >= attempts;
        const { ks, outcomes, error } = await this.attempt(open.map(read => read.call));
        if (error) {
          if (!last && passing(error) && (await this.rest(attempt, error))) continue;
          if (open.length === 1 || !SPLITTABLE.has(error.what)) throw error;
          const middle = Math.ceil(open.length / 2);
          await Promise.all([this.answer(open.slice(0, middle), 1), this.answer(open.slice(middle), 1)]);
          return;
        }
        const again: Read[] = [];
        let because: ApiError | undefined;
        let expired = false;
        for (const [i, read] of open.entries()) {
          const outcome = outcomes[i]!;
          if (outcome.ok) {
            read.resolve(outcome.value as never);
            continue;
          }
          const { kind, code } = outcome.error;
          if (kind === "session" && !renewed) {
            expired = true;
            again.push(read);
          } else if (
            !last &&
            (soon(outcome.error) ||
              (kind === "server" && (attempt < 3 || code === "INTERNAL_DATABASE_ERROR")))
          ) {
            because ??= outcome.error;
            again.push(read);
          } else read.reject(kind === "session" ? this.session.explain(outcome.error) : outcome.error);
        }
        if (expired) {
          renewed = true;
          this.session.invalidate(ks);
        }
        if (because && !(await this.rest(attempt, because))) {
          for (const read of again) read.reject(because);
          return;
        }
        open = again;
      }
    } catch (error) {
      for (const read of open) read.reject(error);
    }
  }

  // --- one request ---

  /** One request, or why there was none. Failures of the session's own calls count as its failure. */
  private async attempt(
    calls: readonly Call[],
  ): Promise<
    | { ks: string; outcomes: Outcome[]; error?: undefined }
    | { ks: string; outcomes?: undefined; error: TransportError }
  > {
    let ks = "";
    try {
      ks = await this.session.ks();
      return { ks, outcomes: await this.request(calls, ks) };
    } catch (error) {
      // A session that could not be started: nothing was sent of these calls.
      if (error instanceof TransportError) {
        return { ks, error: ks === "" ? notSent(error) : error };
      }
      throw error;
    }
  }

  /** A call of the session's own: not batched, a few tries, its refusal thrown. */
  private async ask<R>(call: Call<R>, ks: string | undefined): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= this.attempts;
      try {
        const [outcome] = await this.request([call], ks);
        if (outcome!.ok) return outcome!.value as R;
        const { error } = outcome!;
        if (last || !["busy", "server"].includes(error.kind) || !(await this.rest(attempt, error)))
          throw error;
      } catch (error) {
        if (
          !(error instanceof TransportError) ||
          last ||
          !passing(error) ||
          !(await this.rest(attempt, error))
        )
          throw error;
      }
    }
  }

  private async request(calls: readonly Call[], ks: string | undefined): Promise<Outcome[]> {
    if (calls.some(isKaf)) return [await this.requestKaf(calls, ks)];
    const { path, body, files } = encode(calls, ks);
    return this.gate.pass(async epoch => {
      await this.silence();
      const { value, sessionId } = await this.post(path, body, files, calls.length, epoch);
      const outcomes = this.outcomesOf(calls, value, sessionId);
      if (outcomes.some(outcome => !outcome.ok && outcome.error.code === "ACTION_BLOCKED"))
        this.gate.narrow(epoch);
      else this.gate.widen();
      return outcomes;
    });
  }

  /** KAF's one call: by itself, under the same limits as all others. */
  private async requestKaf([call, ...more]: readonly Call[], ks: string | undefined): Promise<Outcome> {
    const { kaf } = this;
    if (more.length > 0) throw new Error("a call to KAF goes in a request of its own");
    if (kaf === undefined) throw new Error("a call to KAF needs the setting kafUrl");
    const body = JSON.stringify({ ...call!.args, ks });
    return this.gate.pass(async () => {
      await this.silence();
      try {
        const { value } = await kaf.post(CREATE_ROOM, body, new Map(), this.timeLeft());
        return kafOutcome(value, text => this.redactor.clean(text));
      } catch (error) {
        if (error instanceof TransportError) return kafFailure(error);
        throw error;
      }
    });
  }

  private async post(
    path: string,
    body: string,
    files: ReadonlyMap<string, FileArg>,
    calls: number,
    epoch: number,
  ): Promise<Answer> {
    // With the server away, five hundred resources need not each find it out by themselves.
    if (this.unreachable && this.now() < this.unreachable.until) throw this.unreachable.error;
    try {
      const answer = await this.transport.post(path, body, files, this.timeLeft(), calls);
      this.unreached = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (!UNREACHABLE.has(error.what)) this.unreached = 0;
      else if (++this.unreached >= 10) this.unreachable = { until: this.now() + 10_000, error };
      if (error.what === "busy") {
        this.gate.narrow(epoch);
        if (error.retryAfter) this.pausedUntil = Math.max(this.pausedUntil, this.now() + error.retryAfter);
      }
      throw error;
    }
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

  private outcomesOf(calls: readonly Call[], value: Json, sessionId: string | undefined): Outcome[] {
    if (calls.length === 1) return [this.outcomeOf(calls[0]!, value, sessionId)];
    // Refused as a whole: so is each of them.
    if (isException(value)) return calls.map(call => this.outcomeOf(call, value, sessionId));
    const more = { sessionId };
    if (!Array.isArray(value)) {
      throw new TransportError("garbled", "unknown", "Kaltura answered a multirequest with one result", more);
    }
    if (value.length !== calls.length) {
      throw new TransportError(
        "short",
        "unknown",
        `Kaltura answered ${value.length} of ${calls.length} calls`,
        more,
      );
    }
    return calls.map((call, i) => this.outcomeOf(call, value[i]!, sessionId));
  }

  private outcomeOf(call: Call, value: Json, sessionId: string | undefined): Outcome {
    if (!isException(value)) return { ok: true, value };
    const args: Record<string, string> = {};
    if (typeof value.args === "object" && value.args !== null && !Array.isArray(value.args)) {
      for (const [name, arg] of Object.entries(value.args)) args[name] = this.redactor.clean(String(arg));
    }
    const code = this.redactor.clean(String(value.code ?? "UNKNOWN"));
    return {
      ok: false,
      error: new ApiError({
        code,
        message: plain(this.redactor.clean(String(value.message ?? code))),
        args,
        service: spokenService(call),
        action: call.action,
        sessionId,
      }),
    };
  }

  private explained(outcome: Outcome): Outcome {
    return outcome.ok ? outcome : { ok: false, error: this.session.explain(outcome.error) };
  }

  // --- waiting ---

  /** Waits before the next try. False when that would outlast the run, so there is none. */
  private async rest(attempt: number, because: TransportError | ApiError | undefined): Promise<boolean> {
    const { baseMs = 250, maxMs = 10_000, blockedMs = 10_000 } = this.settings.retry ?? {};
    const doubled = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
    let ms = doubled * (0.5 + Math.random() / 2);
    if (because instanceof ApiError && because.code === "ACTION_BLOCKED") ms = Math.max(ms, blockedMs);
    if (because instanceof TransportError && because.retryAfter) ms = Math.max(ms, because.retryAfter);
    if (this.closed || (this.runEnds !== undefined && this.now() + ms >= this.runEnds)) return false;
    if (ms > 2000) this.announce(ms, because);
    await this.sleep(ms);
    return !this.closed;
  }

  /** Keeps the silence which the server asked for. @throws TransportError when it outlasts the run */
  private async silence(): Promise<void> {
    for (;;) {
      const ms = this.pausedUntil - this.now();
      if (ms <= 0) return;
      if (this.runEnds !== undefined && this.pausedUntil >= this.runEnds) {
        const text = `Kaltura wants no requests for another ${Math.ceil(ms / 1000)} s; the call was not sent`;
        throw new TransportError("busy", "no", text, { retryAfter: ms });
      }
      if (ms > 2000) this.announce(ms);
      await this.sleep(ms);
    }
  }

  private announcedUntil = 0;

  /** Once for all who wait at the same time. */
  private announce(ms: number, because?: TransportError | ApiError): void {
    const until = this.now() + ms;
    if (this.now() < this.announcedUntil) return;
    this.announcedUntil = until;
    const why = because
      ? `${because instanceof ApiError ? because.code : because.message}`
      : "it asked for a pause";
    this.settings.log?.(`Kaltura: waiting ${Math.ceil(ms / 1000)} s, then trying again (${why})`);
  }
}

/** The server quotes the words of its XML validator for HTML. */
const plain = (text: string) =>
  text.replace(/&(?:#0?39|quot|lt|gt|amp);/g, entity => ENTITIES[entity] ?? entity);
const ENTITIES: Readonly<Record<string, string>> = {
  "&#039;": "'",
  "&#39;": "'",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

/** "liveStream.add, metadata.add ×3" */
function namesOf(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(nameOf(call), (counts.get(nameOf(call)) ?? 0) + 1);
  return [...counts].map(([name, n]) => (n > 1 ? `${name} ×${n}` : name)).join(", ");
}

/** The session ended between two calls of a request: this one was not carried out and may be repeated. */
function midway(outcome: Outcome): Outcome {
  if (outcome.ok || outcome.error.kind !== "session") return outcome;
  const { code, message, args, service, action, sessionId } = outcome.error;
  return {
    ok: false,
    error: new ApiError({
      code,
      message,
      args,
      service,
      action,
      sessionId,
      kind: "busy",
      hint: "The session ended in the middle; this call was not carried out, run again",
    }),
  };
}

/** A session's own call was lost: of the calls that wanted the session nothing was sent. */
const notSent = ({ what, message, hint, status, retryAfter, sessionId }: TransportError) =>
  new TransportError(what, "no", message, { hint, status, retryAfter, sessionId });

/** A request's path, JSON and files. @throws when a reference points nowhere or a text looks like one */
function encode(calls: readonly Call[], ks: string | undefined) {
  const common = { format: 1, clientTag, apiVersion, ...(ks !== undefined && { ks }) };
  const files = new Map<string, FileArg>();
  if (calls.length === 1) {
    const call = calls[0]!;
    for (const [name, file] of Object.entries(call.files ?? {})) files.set(name, file);
    const json = { ...(resolve(call.args, new Map(), call, false) as object), ...common };
    return {
      path: `/api_v3/service/${call.service}/action/${call.action}`,
      body: JSON.stringify(json),
      files,
    };
  }
  const json: Record<string, unknown> = { ...common };
  const numbers = new Map<Call, number>();
  calls.forEach((call, i) => {
    // The server counts from 1, and a gap would end the list.
    const number = i + 1;
    json[number] = {
      ...(resolve(call.args, numbers, call, true) as object),
      service: call.service,
      action: call.action,
    };
    for (const [name, file] of Object.entries(call.files ?? {})) files.set(`${number}:${name}`, file);
    numbers.set(call, number);
  });
  return { path: "/api_v3/service/multirequest", body: JSON.stringify(json), files };
}

/** Args with references spelt out. */
function resolve(value: unknown, numbers: ReadonlyMap<Call, number>, call: Call, multi: boolean): unknown {
  if (value instanceof Reference) {
    const number = numbers.get(value.call);
    if (number === undefined) {
      throw new Error(
        `${nameOf(call)} refers to the result of ${nameOf(value.call)}, which does not stand before it in the request`,
      );
    }
    return value.path === "" ? `{${number}:result}` : `{${number}:result:${value.path}}`;
  }
  if (Array.isArray(value)) return value.map(item => resolve(item, numbers, call, multi));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, resolve(item, numbers, call, multi)]),
    );
  }
  if (multi && typeof value === "string" && LOOKS_LIKE_REFERENCE.test(value)) {
    throw new ApiError({
      code: "TEXT_LOOKS_LIKE_REFERENCE",
      message: "A text holds “{”, a number and “:result”, which Kaltura would replace",
      args: {},
      service: spokenService(call),
      action: call.action,
      kind: "input",
      hint: "Write it another way, for instance with a blank after the brace",
    });
  }
  return value;
}

function looksLikeReference(value: unknown): boolean {
  if (typeof value === "string") return LOOKS_LIKE_REFERENCE.test(value);
  if (Array.isArray(value)) return value.some(looksLikeReference);
  if (typeof value === "object" && value !== null && !(value instanceof Reference)) {
    return Object.values(value).some(looksLikeReference);
  }
  return false;
}
