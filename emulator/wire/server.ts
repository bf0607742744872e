import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Call, redact } from "../calls.js";
import type { Core } from "../core.js";
import { ApiError, apiError, EmptyAnswer } from "../errors.js";
import { API_FAULTS, type FaultSpec, type Faults } from "../faults.js";
import { pageAt, sendPage } from "../pages/index.js";
import { type CallRequest, dispatch } from "./dispatch.js";
import { CREATE_ROOM, kafRequest, sendKaf } from "./kaf.js";
import { runMultirequest, splitMultirequest } from "./multirequest.js";
import { textOf } from "./params.js";
import { isPlayManifest, servePlayManifest } from "./playManifest.js";
import { readRequest, type WireRequest } from "./request.js";
import { errorAnswer, formatOf, render } from "./respond.js";

/** What the wire layer works on. */
export interface Wire {
  core: Core;
  faults: Faults;
  calls: Call[];
  latencyMs: number;
  /** Number of the last HTTP request. */
  requests: number;
  /** Told of each {@link Moment}, and waited for. */
  onMoment: OnMoment | undefined;
  /** Requests under `/_emulator/`, which steer the emulator itself. */
  control: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
}

/** A moment in the serving of a request: before its first call, after each, and so before the answer. */
export interface Moment {
  /** Number of the HTTP request. */
  readonly request: number;
  /** Its calls in order: `livestream.add`. */
  readonly calls: readonly string[];
  /** How many of them were carried out. */
  readonly done: number;
}

/** Answers "cut" for a server that breaks down there: what is left is not done, and nobody is answered. */
export type OnMoment = (moment: Moment) => Promise<"cut" | undefined>;

/** The HTTP server; not yet listening. */
export function createWireServer(wire: Wire): Server {
  const server = createServer((request, response) => {
    serveHttp(wire, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return response.destroy();
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`emulator failure: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function serveHttp(wire: Wire, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0]!;
  if (path.startsWith("/_emulator/")) return wire.control(request, response, path);
  if (isPlayManifest(path)) return servePlayManifest(wire.core, path, response);
  const onKaf = path === CREATE_ROOM;
  if (!path.startsWith("/api_v3") && !onKaf) {
    const shown = request.method === "GET" ? pageAt(wire.core, request.url ?? "/") : undefined;
    if (shown) return sendPage(response, shown);
    response.writeHead(404, { "content-type": "text/plain" });
    response.end(
      `only /api_v3, playManifest, ${CREATE_ROOM}, and pages of the player and of KAF are emulated`,
    );
    return;
  }
  const started = process.hrtime.bigint();
  const number = ++wire.requests;
  let incoming: WireRequest;
  try {
    incoming = await readRequest(request);
    if (onKaf) incoming = kafRequest(incoming);
  } catch {
    response.destroy();
    return;
  }
  if (wire.latencyMs > 0) await sleep(wire.latencyMs);
  const work = planRequest(wire, incoming, number);
  if (work.fault) {
    const over = await breakBefore(work.fault, response);
    if (over) return;
  }
  const moment = async (done: number) => {
    if ((await wire.onMoment?.({ request: number, calls: work.calls, done })) === "cut") throw new Cut();
  };
  let result: unknown;
  try {
    result = await work.run(moment);
    await moment(work.calls.length);
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    response.destroy();
    return;
  }
  if (work.fault?.kind === "unanswered") return;
  if (work.fault?.kind === "lostAnswer") {
    response.destroy();
    return;
  }
  if (onKaf) sendKaf(response, result);
  else send(response, incoming, result, Number(process.hrtime.bigint() - started) / 1e9);
}

interface Work {
  fault: FaultSpec | undefined;
  calls: readonly string[];
  run: (moment: (done: number) => Promise<void>) => Promise<unknown>;
}

class Cut extends Error {}

const spoken = ({ service, action }: CallRequest): string => `${service}.${action}`;

function planRequest(wire: Wire, incoming: WireRequest, number: number): Work {
  wire.core.jobs.runDue();
  if (incoming.service.toLowerCase() !== "multirequest") {
    const call: CallRequest = incoming;
    const fault = wire.faults.match(call.service, call.action) ?? wire.faults.roll(1)?.spec;
    const inside = fault && API_FAULTS.has(fault.kind) ? fault : undefined;
    const outside = inside ? undefined : fault;
    if (outside) logFault(wire, call, number, undefined, outside);
    const run: Work["run"] = async moment => {
      await moment(0);
      try {
        const logged = outside !== undefined && outside.kind !== "slow";
        return await serveCall(wire, call, number, undefined, inside, logged);
      } catch (error) {
        if (error instanceof ApiError || error instanceof EmptyAnswer) return error;
        throw error;
      }
    };
    return { fault: outside, calls: [spoken(call)], run };
  }
  const calls = splitMultirequest(incoming.params, incoming.files);
  const faults = new Map<number, FaultSpec>();
  let outside: FaultSpec | undefined;
  const rolled = wire.faults.roll(calls.length);
  for (const [at, { number: index, call }] of calls.entries()) {
    const fault =
      wire.faults.match(call.service, call.action) ?? (rolled?.call === at ? rolled.spec : undefined);
    if (!fault) continue;
    if (API_FAULTS.has(fault.kind)) faults.set(index, fault);
    else if (!outside) {
      outside = fault;
      logFault(wire, call, number, index, fault);
    }
  }
  const run: Work["run"] = async moment => {
    let done = 0;
    try {
      return await runMultirequest(calls, async (call, index) => {
        await moment(done++);
        return serveCall(wire, call, number, index, faults.get(index), false);
      });
    } catch (error) {
      if (error instanceof EmptyAnswer) return error;
      throw error;
    }
  };
  return { fault: outside, calls: calls.map(({ call }) => spoken(call)), run };
}

function logFault(
  wire: Wire,
  call: CallRequest,
  request: number,
  index: number | undefined,
  fault: FaultSpec,
): void {
  if (fault.kind === "slow") return;
  log(wire, call, request, index, `fault:${fault.kind}`);
}

function log(
  wire: Wire,
  call: CallRequest,
  request: number,
  index: number | undefined,
  outcome: string,
): void {
  const entry: Call = {
    request,
    service: call.service,
    action: call.action,
    params: redact(call.params),
    outcome,
    at: Date.now(),
  };
  if (index !== undefined) entry.index = index;
  wire.calls.push(entry);
}

async function serveCall(
  wire: Wire,
  call: CallRequest,
  request: number,
  index: number | undefined,
  fault: FaultSpec | undefined,
  logged: boolean,
): Promise<unknown> {
  const note = (outcome: string): void => {
    if (!logged) log(wire, call, request, index, outcome);
  };
  try {
    if (fault) throw faultError(fault);
    const result = await dispatch(wire.core, call);
    note("ok");
    return result;
  } catch (error) {
    if (error instanceof ApiError) note(error.code);
    else note(error instanceof EmptyAnswer ? "empty" : "failure");
    throw error;
  }
}

function faultError(fault: FaultSpec): ApiError {
  switch (fault.kind) {
    case "expiredKs":
      return apiError("INVALID_KS", { KSID: "EXPIRED", ERR_CODE: "-1", ERR_DESC: "INVALID_STR" });
    case "apiError":
      return new ApiError(
        fault.code ?? "INTERNAL_SERVERL_ERROR",
        fault.message ?? fault.code ?? "",
        fault.args,
      );
    default:
      return apiError("INTERNAL_SERVERL_ERROR");
  }
}

/** Faults that end the request before anything is done; true when it is over. */
async function breakBefore(fault: FaultSpec, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return true;
    case "stall":
      if (fault.delayMs === undefined) await new Promise(resolve => response.once("close", resolve));
      else await sleep(fault.delayMs);
      response.destroy();
      return true;
    case "slow":
      await sleep(fault.delayMs ?? 1000);
      return false;
    case "http500":
      return page(response, 500, fault);
    case "http502":
      return page(response, 502, fault);
    case "http503":
      return page(response, 503, fault);
    case "http429":
      return page(response, 429, fault);
    case "empty":
      response.writeHead(200, { "content-type": "application/json" });
      response.end();
      return true;
    case "html":
      return page(response, 200, fault);
    case "garbage":
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"id":"0_gar');
      return true;
    default:
      return false;
  }
}

function page(response: ServerResponse, status: number, fault: FaultSpec): true {
  const headers: Record<string, string> = { "content-type": "text/html" };
  if (fault.retryAfter !== undefined) headers["retry-after"] = String(fault.retryAfter);
  response.writeHead(status, headers);
  response.end(`<html><body><h1>${status} ${fault.message ?? "proxy page"}</h1></body></html>`);
  return true;
}

function send(response: ServerResponse, incoming: WireRequest, result: unknown, seconds: number): void {
  const id = randomBytes(5).readUIntBE(0, 5);
  const headers: Record<string, string> = { "X-Me": "emulator", "X-Kaltura-Session": String(id) };
  if (result instanceof EmptyAnswer) {
    response.writeHead(200, { ...headers, "content-type": "text/html" });
    response.end();
    return;
  }
  const asked = textOf(incoming.params, "format");
  const format = formatOf(asked);
  const plain = format === undefined ? apiError("UNKNOWN_RESPONSE_FORMAT", { FORMAT: asked }) : result;
  if (plain instanceof ApiError) {
    headers["X-Kaltura"] = `error-${plain.code}`;
    // Cut: an error may quote a document of any length.
    const message = plain.message.slice(0, 1000).replace(/[^\x20-\x7e]/g, "?");
    headers["X-Kaltura-App"] = `exiting on error ${plain.code} - ${message}`;
  }
  const text = render(asAnswer(plain), format ?? "xml", seconds);
  headers["content-type"] = format === "json" ? "application/json" : "text/xml";
  headers["content-length"] = String(Buffer.byteLength(text));
  response.writeHead(200, headers);
  response.end(text);
}

function asAnswer(result: unknown): unknown {
  if (result instanceof ApiError) return errorAnswer(result);
  if (Array.isArray(result)) return result.map(asAnswer);
  return result;
}
