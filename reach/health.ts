/**
 * Whether the worker is well, for machines that watch it: `/healthz`, `/metrics` (Prometheus), `/tasks` (how far each
 * task is). Shows ids and numbers, no names, keys or addresses.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics";
import type { TaskProgress } from "./progress";
import type { Counts } from "./queue/queue";

export interface Health {
  readonly ok: boolean;
  /** Why not. */
  readonly problem?: string;
  readonly lastPoll: string | undefined;
  readonly queue: Counts;
}

export interface HealthSource {
  health(): Promise<Health>;
  tasks(): readonly TaskProgress[];
  readonly metrics: Metrics;
}

/** @returns the server and the port it has */
export async function serveHealth(
  source: HealthSource,
  port: number,
  host: string,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const send = (status: number, type: string, text: string) => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    const json = (status: number, value: unknown) =>
      send(status, "application/json", `${JSON.stringify(value)}\n`);
    const answer = async () => {
      if (request.method !== "GET" && request.method !== "HEAD") return send(405, "text/plain", "GET only\n");
      switch ((request.url ?? "").split("?")[0]) {
        case "/healthz": {
          const health = await source.health();
          return json(health.ok ? 200 : 503, health);
        }
        case "/tasks":
          return json(200, source.tasks());
        case "/metrics": {
          source.metrics.queue((await source.health()).queue);
          const { type, text } = await source.metrics.text();
          return send(200, type, text);
        }
        default:
          return send(404, "text/plain", "There are /healthz, /tasks and /metrics\n");
      }
    };
    answer().catch(() => send(500, "text/plain", "The queue can't be asked\n"));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new Error(`The health endpoint can't be opened at ${host}:${port} (${error.code ?? error.message})`),
      ),
    );
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}
