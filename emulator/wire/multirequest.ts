import { ApiError } from "../errors.js";
import type { UploadedFile } from "../services/define.js";
import type { CallRequest } from "./dispatch.js";
import { isTree, type Params, textOf } from "./params.js";
import { resolveReferences } from "./references.js";

/** Parameters which calls take from the top level. */
const INHERITED = ["ks", "partnerId", "p", "clientTag", "language", "apiVersion"];

/**
 * The calls of a multirequest: numbered from 1 (or 0), ended by the first number that lacks a service or an
 * action. Anything else at the top level is common to all calls or ignored.
 */
export function splitMultirequest(
  params: Params,
  files: ReadonlyMap<string, UploadedFile>,
): { number: number; call: CallRequest }[] {
  const calls: { number: number; call: CallRequest }[] = [];
  for (let number = isTree(params["0"]) ? 0 : 1; ; number++) {
    const own = params[String(number)];
    if (!isTree(own)) break;
    const service = textOf(own, "service");
    const action = textOf(own, "action");
    if (service === undefined || action === undefined) break;
    const { service: _service, action: _action, ...rest } = own;
    for (const name of INHERITED) {
      const common = params[name];
      if (rest[name] === undefined && common !== undefined) rest[name] = common;
    }
    calls.push({ number, call: { service, action, params: rest, files: filesOf(files, number) } });
  }
  return calls;
}

/** Run them one after the other. A failing call does not stop the next; results and errors come in order. */
export async function runMultirequest(
  calls: { number: number; call: CallRequest }[],
  serve: (call: CallRequest, number: number) => Promise<unknown>,
): Promise<unknown[]> {
  const results = new Map<number, unknown>();
  for (const { number, call } of calls) {
    const params = resolveReferences(call.params, results) as Params;
    try {
      results.set(number, await serve({ ...call, params }, number));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      results.set(number, error);
    }
  }
  return [...results.values()];
}

/** Files of call 2 are named `2:fileData`. */
function filesOf(files: ReadonlyMap<string, UploadedFile>, number: number): Map<string, UploadedFile> {
  const prefix = `${number}:`;
  const own = new Map<string, UploadedFile>();
  for (const [name, file] of files) {
    if (name.startsWith(prefix)) own.set(name.slice(prefix.length), file);
  }
  return own;
}
