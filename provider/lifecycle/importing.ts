/**
 * Taking into a state what is on the server: from the id alone, the object with all its parts, and the inputs that say
 * what it is. Nothing is written, so the object gets its mark with the first update.
 */
import type { z } from "zod";
import { markTags } from "../mark";
import { check } from "./check";
import type { Definition } from "./define";
import { type AnyPart, knownId, type Site } from "./part";
import { propertiesOf, unwrap } from "./schema";
import { outputsOf } from "./site";
import { type Props, setPath } from "./values";

export interface Imported {
  /** May be spelt another way than the one that was asked for: a category's full name becomes its id. */
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** Whether the resource has an input at this dotted path; parts serve several resources. */
function isInput(schema: z.ZodObject, path: string): boolean {
  const [head, ...rest] = path.split(".");
  const found = propertiesOf(schema).find(([name]) => name === head)?.[1];
  if (found === undefined || rest.length === 0) return found !== undefined;
  const inner = unwrap(found);
  return "shape" in inner && isInput(inner as z.ZodObject, rest.join("."));
}

/**
 * @param mark that this resource has, or will have
 * @returns undefined when there is no such object
 */
export async function findById<I>(
  definition: Definition<I>,
  site: Site,
  mark: string | undefined,
): Promise<Imported | undefined> {
  let found: Props = {};
  for (const [i, part] of (definition.parts as readonly AnyPart[]).entries()) {
    await part.seek?.(site);
    const observed = await part.observe(site, found);
    if (observed !== undefined) site.seen.set(part.key, observed);
    else if (i === 0) return undefined;
    const filled = (await part.fill?.(observed, site, found)) ?? {};
    for (const [path, value] of Object.entries(filled)) {
      if (value !== undefined && isInput(definition.inputs, path)) found = setPath(found, path, value);
    }
    if (i === 0 && part.marks?.(observed).includes(markTags(mark)[1] ?? "")) found.mark = mark;
    if (i === 0) warnOfOwner(definition, site, part.marks?.(observed) ?? [], mark);
  }
  const inputs = takenOver(definition, site, found);
  return { id: knownId(site, definition.root)!, inputs, outputs: outputsOf(definition, site, inputs) };
}

/** Two stacks with one object would change it back and forth. */
function warnOfOwner<I>(
  definition: Definition<I>,
  site: Site,
  marks: readonly string[],
  own: string | undefined,
): void {
  const other = marks.find(one => !markTags(own).includes(one));
  if (other === undefined) return;
  site.runtime.say(
    `${definition.label} ${knownId(site, definition.root)} carries the mark of another resource or stack (${other}): take it out of that state first (pulumi state delete), or both will change it back and forth. The next update here puts this resource's mark in its place`,
  );
}

/** What this resource would itself refuse is left out, if it can be, and said. */
function takenOver<I>(definition: Definition<I>, site: Site, found: Props): Props {
  const first = check(definition, found);
  if (first.failures.length === 0) return first.inputs;
  let kept = found;
  for (const { path, reason } of first.failures) {
    const name = path.replace(/[.[].*$/, "");
    const schema = definition.inputs.shape[name] as z.ZodType | undefined;
    if (schema?.safeParse(undefined).success) kept = setPath(kept, name, undefined);
    site.runtime.say(
      `${definition.label} ${knownId(site, definition.root)} has something that this package can't say: ${path}: ${reason}`,
    );
  }
  return check(definition, kept).inputs;
}
