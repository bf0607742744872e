/** What can go wrong on purpose. */
export type FaultKind =
  /** HTTP status with a proxy's page. */
  | "http500"
  | "http502"
  | "http503"
  | "http429"
  /** The connection is cut before anything is done. */
  | "reset"
  /** The work is done, then the connection is cut: the caller cannot know. */
  | "lostAnswer"
  /** The work is done, and the answer never comes. */
  | "unanswered"
  /** The answer never comes (or after `delayMs`, when given). */
  | "stall"
  /** HTTP 200 with an empty body, a web page, or half a JSON text. */
  | "empty"
  | "html"
  | "garbage"
  /** API errors: INTERNAL_SERVERL_ERROR, an expired KS, or any `code` with `message` and `args`. */
  | "internalError"
  | "expiredKs"
  | "apiError"
  /** Served as usual, `delayMs` later. */
  | "slow";

/** A fault to inject. */
export interface FaultSpec {
  kind: FaultKind;
  /** Only calls of this service and action (any case); default: every call. */
  service?: string;
  action?: string;
  /** The first matching call to hit, from 1. */
  nth?: number;
  /** How many calls to hit; default 1, 0 for all from then on. */
  times?: number;
  /** For apiError. */
  code?: string;
  message?: string;
  args?: Record<string, string>;
  /** For stall and slow. */
  delayMs?: number;
  /** Seconds, for the Retry-After header of http429 and http503. */
  retryAfter?: number;
}

/** Trouble at random, the same for the same seed. */
export interface Trouble {
  /** Share of all requests that meet it, from 0 to 1. */
  share: number;
  kinds: readonly FaultKind[];
  seed: number;
}

interface Armed {
  spec: FaultSpec;
  seen: number;
  hits: number;
}

/** Faults waiting for their calls. */
export class Faults {
  #armed: Armed[] = [];
  #trouble: Trouble | undefined;
  #random: () => number = () => 1;
  #troubled = 0;

  /** Arm a fault. */
  add(spec: FaultSpec): void {
    this.#armed.push({ spec, seen: 0, hits: 0 });
  }

  /** Let a share of all requests go wrong from now on, each in one of some ways. */
  trouble(trouble: Trouble): void {
    this.#trouble = trouble;
    this.#random = randomFrom(trouble.seed);
    this.#troubled = 0;
  }

  /** How many requests went wrong by {@link trouble}. */
  get troubled(): number {
    return this.#troubled;
  }

  /** What goes wrong with a request, and with which of its calls, if it has that much luck. */
  roll(calls: number): { spec: FaultSpec; call: number } | undefined {
    if (this.#trouble === undefined || this.#random() >= this.#trouble.share) return undefined;
    const { kinds } = this.#trouble;
    this.#troubled += 1;
    const kind = kinds[Math.floor(this.#random() * kinds.length)]!;
    return { spec: { kind }, call: Math.floor(this.#random() * calls) };
  }

  /** Disarm all. */
  clear(): void {
    this.#armed = [];
    this.#trouble = undefined;
  }

  /** How often the armed faults have hit, in order of arming. */
  hits(): number[] {
    return this.#armed.map(armed => armed.hits);
  }

  /** The fault that a call meets, if any. Counts the call. */
  match(service: string, action: string): FaultSpec | undefined {
    let found: FaultSpec | undefined;
    for (const armed of this.#armed) {
      const { spec } = armed;
      if (spec.service !== undefined && spec.service.toLowerCase() !== service.toLowerCase()) continue;
      if (spec.action !== undefined && spec.action.toLowerCase() !== action.toLowerCase()) continue;
      armed.seen += 1;
      const times = spec.times ?? 1;
      if (armed.seen < (spec.nth ?? 1) || (times > 0 && armed.hits >= times) || found) continue;
      armed.hits += 1;
      found = spec;
    }
    return found;
  }
}

/** Faults of one call inside the API; the others hit the whole HTTP request. */
export const API_FAULTS: ReadonlySet<FaultKind> = new Set(["internalError", "expiredKs", "apiError"]);

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
