/** What all clients of a worker have in common: where Kaltura is, and one line to it. */
import { Gateway } from "../provider/kaltura/gateway";
import { Line } from "../provider/kaltura/line";
import type { RetrySettings } from "../provider/kaltura/retry";
import type { Credentials } from "../provider/kaltura/session";
import type { RequestRecord } from "../provider/kaltura/transport";
import type { Call, Outcome } from "../provider/kaltura/types";

export interface KalturaSettings {
  readonly serviceUrl: string;
  /** Requests at a time, of all clients together; 16. */
  readonly concurrency?: number;
  /** Milliseconds for one request; 30,000. */
  readonly timeoutMs?: number;
  readonly retry?: RetrySettings;
  readonly onRequest?: (request: RequestRecord) => void;
  readonly log?: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes clients that share connections and limits, and nothing else: each has a session of its own. */
export class Kaltura {
  private readonly line: Line;

  constructor(private readonly settings: KalturaSettings) {
    this.line = new Line(Math.max(1, settings.concurrency ?? 16));
  }

  /** A client with a session of its own. A worker runs on, so there is no end of a run. */
  client(partnerId: number, credentials: Credentials, clientTag: string): Gateway {
    const { concurrency: _, ...settings } = this.settings;
    return new Gateway({
      ...settings,
      partnerId,
      credentials,
      clientTag,
      line: this.line,
      runTimeoutMs: Number.POSITIVE_INFINITY,
    });
  }

  close(): Promise<void> {
    return this.line.close();
  }
}

/** Sends calls as one request. @throws the first refusal */
export async function sendAll(gateway: Gateway, calls: readonly Call[]): Promise<unknown[]> {
  return valuesOf(await gateway.send(calls));
}

/** Sends one call. @throws its refusal */
export async function sendOne<R>(gateway: Gateway, call: Call<R>): Promise<R> {
  const [value] = await sendAll(gateway, [call]);
  return value as R;
}

function valuesOf(outcomes: readonly Outcome[]): unknown[] {
  return outcomes.map(outcome => {
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  });
}
