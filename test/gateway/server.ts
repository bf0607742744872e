/** A server of our own that answers as a test says: well, badly, or not at all. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Gateway, type GatewaySettings } from "../../provider/kaltura/gateway";
import type { RequestRecord } from "../../provider/kaltura/transport";

export interface SeenCall {
  readonly service: string;
  readonly action: string;
  readonly args: Record<string, unknown>;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Everything in the JSON, numbered calls of a multirequest included. */
  readonly json: Record<string, unknown>;
  readonly ks: string | undefined;
  readonly calls: readonly SeenCall[];
  /** Field names and contents of files. */
  readonly files: ReadonlyMap<string, string>;
  readonly multi: boolean;
}

/** What to answer: a value (for each call), or whatever the function does with the response itself. */
export type Answering = (call: SeenCall, request: SeenRequest) => unknown;
export type Handling = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface FakeServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How requests are answered from now on. */
  answer(answering: Answering): void;
  /** The same, for all of a request. */
  handle(handling: Handling): void;
  /** One request each is handled so, then as before. */
  next(...handlings: Handling[]): void;
  /** Connections open. */
  connections(): number;
  close(): Promise<void>;
}

export const refusal = (code: string, message = code, args: Record<string, string> = {}) => ({
  objectType: "KalturaAPIException",
  code,
  message,
  args,
});

export const expired = () =>
  refusal("INVALID_KS", 'Invalid KS "EXPIRED", Error "-1,INVALID_STR"', {
    KSID: "EXPIRED",
    ERR_CODE: "-1",
    ERR_DESC: "INVALID_STR",
  });

/** Answers a whole request by what `answering` says of each call. */
export const each =
  (answering: Answering): Handling =>
  (request, response) => {
    const values = request.calls.map(call => answering(call, request) ?? null);
    response.setHeader("Content-Type", "application/json");
    response.setHeader("X-Kaltura-Session", "1234567");
    response.end(JSON.stringify(request.multi ? values : values[0]));
  };

/** Answers with this text as it is. */
export const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Handling =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Breaks the connection without a word. */
export const reset: Handling = (_, response) => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const stall: Handling = () => {};

export async function startServer(answering: Answering = () => true): Promise<FakeServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const queue: Handling[] = [];
  let handling: Handling = each(answering);
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = understand(incoming, Buffer.concat(chunks).toString("latin1"));
      requests.push(request);
      void (queue.shift() ?? handling)(request, response);
    });
  });
  server.on("connection", socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: next => {
      handling = each(next);
    },
    handle: next => {
      handling = next;
    },
    next: (...next) => {
      queue.push(...next);
    },
    connections: () => sockets.size,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function understand(incoming: IncomingMessage, latin1: string): SeenRequest {
  const path = incoming.url ?? "";
  const body = Buffer.from(latin1, "latin1").toString("utf8");
  const boundary = /boundary=(.+)$/.exec(incoming.headers["content-type"] ?? "")?.[1];
  const files = new Map<string, string>();
  let text = body;
  if (boundary) {
    for (const part of body.split(`--${boundary}`)) {
      const match = /name="([^"]+)"(; filename="[^"]*")?[\s\S]*?\r\n\r\n([\s\S]*)\r\n$/.exec(part);
      if (!match) continue;
      if (match[2]) files.set(match[1]!, match[3]!);
      else if (match[1] === "json") text = match[3]!;
    }
  }
  const json = JSON.parse(text) as Record<string, unknown>;
  const multi = path.endsWith("/multirequest");
  const calls: SeenCall[] = [];
  if (multi) {
    for (let i = 1; json[i]; i++) {
      const { service, action, ...args } = json[i] as { service: string; action: string };
      calls.push({ service, action, args });
    }
  } else {
    const [, service = "", action = ""] = /service\/([^/]+)\/action\/([^/]+)/.exec(path) ?? [];
    calls.push({ service, action, args: json });
  }
  return {
    path,
    headers: incoming.headers,
    body,
    json,
    ks: json.ks as string | undefined,
    calls,
    files,
    multi,
  };
}

export const SECRET = "9f3c1e7ab05d4c22";

/** A gateway to a fake server which waits hardly ever. */
export function gatewayTo(
  server: Pick<FakeServer, "url">,
  more: Partial<GatewaySettings> = {},
): Gateway & { readonly log: string[]; readonly records: RequestRecord[] } {
  const log: string[] = [];
  const records: RequestRecord[] = [];
  const gateway = new Gateway({
    serviceUrl: server.url,
    partnerId: 107,
    credentials: { adminSecret: SECRET },
    timeoutMs: 2000,
    log: line => log.push(line),
    onRequest: record => records.push(record),
    ...more,
    retry: { baseMs: 1, maxMs: 5, blockedMs: 5, ...more.retry },
  });
  return Object.assign(gateway, { log, records });
}

/** What a promise is rejected with; fails when it is not. */
export async function failure<E extends Error>(
  promise: Promise<unknown>,
  kind: abstract new (...args: never[]) => E,
): Promise<E> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
  throw new Error(`expected a ${kind.name}`);
}
