/** How a vendor's worker is set up. One table: what is asked, and what is taken when it is left out. */
import { z } from "zod";
import type { RetrySettings } from "../provider/kaltura/retry";
import type { Credentials } from "../provider/kaltura/session";
import type { Handlers } from "./handlers";
import type { LogLine } from "./log";
import { type ServiceName, serviceNames } from "./services";

const seconds = (most: number) => z.number().positive().max(most);

const schema = z.strictObject({
  serviceUrl: z.string().min(1).default("https://www.kaltura.com"),
  partnerId: z.int().positive(),
  name: z
    .string()
    .regex(/^[A-Za-z0-9._]{1,60}$/, "must be 1 to 60 of A–Z, a–z, 0–9, . and _")
    // Kaltura skips fields in calls whose tag holds this.
    .refine(name => !/kmc/i.test(name), 'must not hold "kmc"'),
  concurrency: z
    .union([
      z.int().positive(),
      z.partialRecord(z.enum(serviceNames as [ServiceName, ...ServiceName[]]), z.int().positive()),
    ])
    .default(4),
  requests: z.int().positive().default(16),
  pollSeconds: seconds(3600).default(30),
  attempts: z.int().positive().default(5),
  crashes: z.int().positive().default(5),
  backoffSeconds: seconds(86_400).default(30),
  maxBackoffSeconds: seconds(86_400).default(3600),
  timeoutMinutes: z.number().positive().max(20_000).default(360),
  graceSeconds: z.number().min(0).max(86_400).default(60),
  leadSeconds: z.number().min(0).max(86_400).default(60),
  lookSeconds: seconds(3600).default(60),
  keyMarginMinutes: z.number().min(0).max(10_000).default(60),
  keepDays: seconds(365).default(7),
  callTimeoutSeconds: seconds(600).default(30),
  host: z.string().min(1).default("127.0.0.1"),
  port: z.int().min(0).max(65_535).optional(),
});

/** Where tasks are kept. */
export type QueueChoice =
  /** A folder on this machine: one worker, nothing else to run. */
  | { readonly journal: string }
  /** A Redis that several workers share. */
  | { readonly redis: string; readonly prefix?: string; readonly leaseSeconds?: number };

export interface VendorSettings {
  /** Where the API answers; https://www.kaltura.com. */
  readonly serviceUrl?: string;
  /** The vendor's account. */
  readonly partnerId: number;
  /** The vendor's app token, with the privilege disableentitlement. */
  readonly credentials: Credentials;
  /** The vendor's name as agreed with Kaltura: part of every call's client tag. */
  readonly name: string;
  readonly handlers: Handlers;
  readonly queue: QueueChoice;
  /** Tasks at a time, of each service or by service; 4. */
  readonly concurrency?: number | Readonly<Partial<Record<ServiceName, number>>>;
  /** Requests to Kaltura at a time; 16. */
  readonly requests?: number;
  /** Seconds between polls; 30. A fifth more or less by chance, more when polls fail. */
  readonly pollSeconds?: number;
  /** Tries of a task; 5. */
  readonly attempts?: number;
  /** How many workers may end while they are at a task, before it is taken for the cause; 5. */
  readonly crashes?: number;
  /** Seconds before the second try, 30; doubles up to maxBackoffSeconds, 3600. */
  readonly backoffSeconds?: number;
  readonly maxBackoffSeconds?: number;
  /** Minutes that a handler may take; 360. */
  readonly timeoutMinutes?: number;
  /** Seconds that work under way gets to end when the worker is stopped; 60. Then it is handed back. */
  readonly graceSeconds?: number;
  /** Seconds before a live event at which its time has come; 60. */
  readonly leadSeconds?: number;
  /** Seconds between looks at a live event; 60. */
  readonly lookSeconds?: number;
  /** Minutes before the end of an access key at which it is extended; 60. */
  readonly keyMarginMinutes?: number;
  /** Days for which finished tasks are remembered; 7. */
  readonly keepDays?: number;
  /** Seconds for one call to Kaltura; 30. */
  readonly callTimeoutSeconds?: number;
  /** Port of the health endpoint and the metrics; none by default. 0 takes a free one. */
  readonly port?: number;
  /** Address on which that port is opened; 127.0.0.1. */
  readonly host?: string;
  /** Told of each event; secrets are taken out before. By default lines of JSON on stderr. */
  readonly log?: (line: LogLine) => void;
  /** How calls to Kaltura are repeated; for tests. */
  readonly retry?: RetrySettings;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

export type ResolvedSettings = z.output<typeof schema> & {
  readonly keyMarginMs: number;
  readonly timeoutMs: number;
  readonly now: () => number;
};

/** Fills in what was left out. @throws Error that names what is wrong and how it should be */
export function resolveSettings(given: VendorSettings): ResolvedSettings {
  const { credentials: _c, handlers: _h, queue: _q, log: _l, retry: _r, now = Date.now, ...plain } = given;
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(plain).filter(([, v]) => v !== undefined)),
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "settings"}: ${message}`,
    );
    throw new Error(`The vendor's settings can't be used: ${problems.join("; ")}`);
  }
  const settings = parsed.data;
  return {
    ...settings,
    keyMarginMs: settings.keyMarginMinutes * 60_000,
    timeoutMs: settings.timeoutMinutes * 60_000,
    now,
  };
}

/** Tasks at a time of a service. */
export const concurrencyOf = (
  { concurrency }: Pick<ResolvedSettings, "concurrency">,
  service: ServiceName,
) => (typeof concurrency === "number" ? concurrency : (concurrency[service] ?? 4));
