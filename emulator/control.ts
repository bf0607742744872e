import type { IncomingMessage, ServerResponse } from "node:http";
import type { Emulator } from "./emulator.js";
import type { FaultSpec } from "./faults.js";
import { readAll } from "./wire/request.js";

/** Steering over HTTP, for tests that run the emulator in another process. */
export async function serveControl(
  emulator: Emulator,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const body = (await readAll(request)).toString("utf8");
  const name = path.slice("/_emulator/".length);
  const respond = (value: unknown): void => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  const handler = handlers[`${request.method} ${name}`];
  if (!handler) {
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: `no ${request.method} ${name}`, known: Object.keys(handlers) }));
    return;
  }
  respond(handler(emulator, body === "" ? {} : (JSON.parse(body) as Record<string, unknown>)) ?? null);
}

type Handler = (emulator: Emulator, body: Record<string, unknown>) => unknown;

const handlers: Record<string, Handler> = {
  "GET counts": emulator => emulator.counts(),
  "GET calls": emulator => emulator.calls,
  "GET usage": emulator => ({
    requests: emulator.requests,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  }),
  "DELETE calls": emulator => emulator.clearCalls(),
  "POST faults": (emulator, body) => {
    const specs = (Array.isArray(body) ? body : [body]) as FaultSpec[];
    for (const spec of specs) emulator.faults.add(spec);
  },
  "GET faults": emulator => emulator.faults.hits(),
  "DELETE faults": emulator => emulator.faults.clear(),
  "POST clock": (emulator, body) => {
    if (typeof body.set === "number") emulator.clock.set(body.set);
    if (typeof body.freeze === "number") emulator.clock.freeze(body.freeze);
    if (typeof body.advance === "number") emulator.clock.advance(body.advance);
    if (body.reset === true) emulator.clock.reset();
    return { now: emulator.clock.now() };
  },
  "POST latency": (emulator, body) => emulator.setLatency(Number(body.ms ?? 0)),
  "POST indexLag": (emulator, body) => emulator.setIndexLag(Number(body.ms ?? 0)),
  "POST onAir": (emulator, body) => {
    const entryId = String(body.entryId);
    if (body.on === false) emulator.takeOffAir(entryId, body.recordingPending === true);
    else emulator.putOnAir(entryId);
  },
  "POST jobs": emulator => ({ run: emulator.runJobs() }),
  "POST reset": emulator => emulator.reset(),
};
