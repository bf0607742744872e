import type { Json } from "./types/cast.js";
import type { Params } from "./wire/params.js";

/** One API call as the emulator saw it. Calls of a multirequest are logged one by one. */
export interface Call {
  /** Number of the HTTP request, from 1. */
  request: number;
  service: string;
  action: string;
  /** Parameters with sessions and secrets blotted out. */
  params: Params;
  /** "ok" or the error's code; faults that hit the request read "fault:reset" and the like. */
  outcome: string;
  /** Place in a multirequest, from 1. */
  index?: number;
  /** Milliseconds by the machine's clock. */
  at: number;
}

const SECRET =
  /^(ks|secret|adminSecret|token|tokenHash|session|streamPassword|streamKey|primaryUrl|secondaryUrl|srtPass|password)$/i;

/** A copy that is fit for a log. */
export function redact(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, SECRET.test(name) ? "***" : redactValue(value)]),
  );
}

function redactValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value === "object" && value !== null) return redact(value);
  return value;
}
