import type { IncomingMessage } from "node:http";
import { Busboy } from "@fastify/busboy";
import type { UploadedFile } from "../services/define.js";
import { expandKeys, mergeParams, type Params, parseForm, setPath } from "./params.js";

/** A request as read from the wire. */
export interface WireRequest {
  service: string;
  action: string;
  params: Params;
  /** Uploaded files by field name (`fileData`, `2:fileData`). */
  files: ReadonlyMap<string, UploadedFile>;
}

/** Read a request. A body that cannot be read counts as absent, as on the real server. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const fromPath = pathPairs(url.pathname);
  const fromQuery = parseForm(url.search.slice(1));
  const { params: fromBody, files } = await readBody(request);
  const params = mergeParams(mergeParams(fromBody, fromQuery), fromPath);
  const service = String(params.service ?? "");
  const action = String(params.action ?? "");
  delete params.service;
  delete params.action;
  return { service, action, params, files };
}

/** `/api_v3/service/x/action/y/entryId/0_z`: names and values by turns. */
function pathPairs(path: string): Params {
  const steps = path
    .split("/")
    .filter(step => step !== "")
    .map(decoded);
  const start = steps.indexOf("api_v3") + 1;
  const pairs: Params = {};
  const rest = steps.slice(start).filter(step => step !== "index.php");
  for (let at = 0; at < rest.length; at += 2) {
    setPath(pairs, rest[at]!, rest[at + 1] ?? "");
  }
  return pairs;
}

/** PHP leaves a percent sign that starts no escape as it is. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

async function readBody(
  request: IncomingMessage,
): Promise<{ params: Params; files: Map<string, UploadedFile> }> {
  const none = new Map<string, UploadedFile>();
  const type = request.headers["content-type"] ?? "";
  if (/^multipart\/form-data/i.test(type)) return readMultipart(request, type);
  const text = (await readAll(request)).toString("utf8");
  // Exactly this type: with a charset the real server ignores the body too.
  if (type.trim().toLowerCase() === "application/json") return { params: parseJsonBody(text), files: none };
  if (/^application\/x-www-form-urlencoded/i.test(type) || type === "") {
    return { params: parseForm(text), files: none };
  }
  return { params: {}, files: none };
}

function parseJsonBody(text: string): Params {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) return {};
  try {
    return expandKeys(JSON.parse(trimmed) as Params);
  } catch {
    return {};
  }
}

function readMultipart(
  request: IncomingMessage,
  type: string,
): Promise<{ params: Params; files: Map<string, UploadedFile> }> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, UploadedFile>();
    let params: Params = {};
    const parser = new Busboy({
      headers: { ...request.headers, "content-type": type },
      limits: { fieldSize: 64 * 1024 * 1024 },
    });
    parser.on("field", (name, value) => {
      if (name === "json") params = mergeParams(params, parseJsonBody(value));
      else setPath(params, name, value);
    });
    parser.on("file", (name, stream, filename) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => files.set(name, { name: filename, bytes: Buffer.concat(chunks) }));
    });
    parser.on("finish", () => resolve({ params, files }));
    parser.on("error", reject);
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("request aborted")));
    request.pipe(parser);
  });
}

/** The whole body. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
