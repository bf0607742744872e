/**
 * The way to one server, which several gateways may share: its connections, how many requests run at a time, and
 * the silence the server asked for. A limit is the server's towards the machine, whoever's session a request has.
 */
import type { Dispatcher } from "undici";
import { Gate } from "./gate";

export class Line {
  readonly gate: Gate;
  /** The server asked for silence until then; milliseconds since 1970. */
  pausedUntil = 0;
  /** Of silences, the latest that was told of. */
  announcedUntil = 0;
  private readonly dispatchers = new Map<string, Dispatcher>();

  /** @param connections requests at a time, each on a connection of its own */
  constructor(readonly connections: number) {
    this.gate = new Gate(connections);
  }

  /** The connections to a host. Undici is loaded with the first request: a preview makes none. */
  dispatcher(origin: string, ms: number): Dispatcher {
    let known = this.dispatchers.get(origin);
    if (known === undefined) {
      known = makeDispatcher(origin, this.connections, ms);
      this.dispatchers.set(origin, known);
    }
    return known;
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    const all = [...this.dispatchers.values()];
    this.dispatchers.clear();
    await Promise.all(all.map(dispatcher => dispatcher.destroy(new Error("closed"))));
  }
}

export const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] as const;

function makeDispatcher(origin: string, connections: number, ms: number): Dispatcher {
  const { Agent, EnvHttpProxyAgent } = require("undici") as typeof import("undici");
  const options = { connections, pipelining: 1, connect: { timeout: Math.min(ms, 10_000) } };
  // A proxy has no way to this machine's own addresses.
  const local = /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(origin).hostname);
  const proxied = !local && PROXY_VARIABLES.some(name => process.env[name]);
  return proxied ? new EnvHttpProxyAgent(options) : new Agent(options);
}
