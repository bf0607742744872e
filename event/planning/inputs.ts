/** Inputs of resources as the provider checks them, and where in the definition they are written. */
import { relative, resolve, sep } from "node:path";
import { check } from "../../provider/lifecycle/check";
import { definitionOf } from "../../provider/resources/registry";
import { isSigned } from "../../provider/signed";
import type { Path } from "../findings";
import type { Inputs } from "../planned";
import type { Report } from "./report";

/** `presenters[0].name` as a path. */
const pathOf = (dotted: string): (string | number)[] =>
  dotted
    .split(/[.[\]]+/)
    .filter(part => part !== "")
    .map(part => (/^\d+$/.test(part) ? Number(part) : part));

/**
 * Notes what the provider would refuse, where it is written.
 * @param whereOf the place of an input, by its path
 */
export function checkInputs(
  report: Report,
  kind: string,
  inputs: Inputs,
  whereOf: (path: readonly (string | number)[]) => Path,
  sessions: readonly string[] = [],
): void {
  // Hashes of files are for the deployment.
  const { complete: _, ...definition } = definitionOf(kind);
  // Of a signed address nothing is printed, here as in the engine.
  const signed = Object.keys(inputs).filter(name => isSigned(inputs[name]));
  for (const { path, reason } of check(definition, { ...inputs, __secrets: signed }).failures) {
    const where = whereOf(pathOf(path));
    // The form of what is written was complained about before, and so were times.
    if (!report.hasOther(where, "inputs")) report.add(where, "inputs", reason, { sessions });
  }
}

/** A picture or video lies beside the file that names it; the provider sees paths from where the program runs. */
export function fileFrom(folder: string, path: unknown): unknown {
  if (typeof path !== "string" || /^https?:/i.test(path)) return path;
  return relative(process.cwd(), resolve(folder, path)).split(sep).join("/");
}

/** Captions, unless the file asks for another service. */
export const captionsOf = (order: Inputs | undefined): Inputs | undefined =>
  order && { ...(order.catalogItemId === undefined && { service: "captions" }), ...order };
