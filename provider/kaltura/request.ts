/** A request in Kaltura's JSON, one call or several that point to each other's results, and what its answer says of each. */
import { ApiError, TransportError } from "./errors";
import { isException } from "./transport";
import { type Call, type FileArg, type Json, type Outcome, Reference } from "./types";
import { nameOf, spokenService } from "./vocabulary";

/** In a multirequest the server replaces what looks so, from here to the last brace of the text. */
const LOOKS_LIKE_REFERENCE = /\{\d+:result/;

/** A request's path, JSON and files. @throws when a reference points nowhere or a text looks like one */
export function encode(calls: readonly Call[], common: Readonly<Record<string, unknown>>) {
  const files = new Map<string, FileArg>();
  if (calls.length === 1) {
    const call = calls[0]!;
    for (const [name, file] of Object.entries(call.files ?? {})) files.set(name, file);
    const json = { ...common, ...(resolve(call.args, new Map(), call, false) as object) };
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

/** Whether the server would take some text in it for a reference. */
export function looksLikeReference(value: unknown): boolean {
  if (typeof value === "string") return LOOKS_LIKE_REFERENCE.test(value);
  if (Array.isArray(value)) return value.some(looksLikeReference);
  if (typeof value === "object" && value !== null && !(value instanceof Reference)) {
    return Object.values(value).some(looksLikeReference);
  }
  return false;
}

/**
 * What a request's answer says of each of its calls.
 * @param clean takes secrets out of the server's words
 * @throws TransportError when it is no answer to these calls
 */
export function outcomesOf(
  calls: readonly Call[],
  value: Json,
  sessionId: string | undefined,
  clean: (text: string) => string,
): Outcome[] {
  const of = (call: Call, result: Json) => outcomeOf(call, result, sessionId, clean);
  if (calls.length === 1) return [of(calls[0]!, value)];
  // Refused as a whole: so is each of them.
  if (isException(value)) return calls.map(call => of(call, value));
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
  return calls.map((call, i) => of(call, value[i]!));
}

function outcomeOf(
  call: Call,
  value: Json,
  sessionId: string | undefined,
  clean: (text: string) => string,
): Outcome {
  if (!isException(value)) return { ok: true, value };
  const args: Record<string, string> = {};
  if (typeof value.args === "object" && value.args !== null && !Array.isArray(value.args)) {
    for (const [name, arg] of Object.entries(value.args)) args[name] = clean(String(arg));
  }
  const code = clean(String(value.code ?? "UNKNOWN"));
  return {
    ok: false,
    error: new ApiError({
      code,
      message: plain(clean(String(value.message ?? code))),
      args,
      service: spokenService(call),
      action: call.action,
      sessionId,
    }),
  };
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
