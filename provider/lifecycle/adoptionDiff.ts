/** What an adoption would change, before anything is changed: for the previews of all front ends. */
import { adoptionOf, takeOver } from "./adopt";
import type { Definition } from "./define";
import { OperationError } from "./failure";
import { heldOutputs } from "./held";
import { guardUpdate } from "./live";
import { inForce, observe } from "./observe";
import type { Site, Step } from "./part";
import { planFrom, stepsAfter } from "./plan";
import type { Runtime } from "./runtime";
import { isSecretPath } from "./schema";
import { siteFor } from "./site";
import { getPath, type Props, setPath, tidy, unknownPaths } from "./values";

export interface AdoptionDiff {
  /** What is taken over, for people: `entry 1_abc ("Keynote", live entry)`. */
  readonly title: string;
  readonly id: string;
  /** Inputs that the server has otherwise, by dotted path. */
  readonly changes: ReadonlyArray<{ readonly path: string; readonly now: unknown; readonly wanted: unknown }>;
  /** What would be done, in the words of the calls: "make the schedule event". */
  readonly steps: readonly string[];
  /** Inputs that a preview does not know yet, so they could not be compared. */
  readonly unknown: readonly string[];
  /** Why `pulumi up` would refuse it right now: the session is on. */
  readonly guarded?: string;
}

/**
 * Looks at what the inputs would take over; changes nothing.
 * @param given inputs as a front end has them, with unknowns among them
 * @returns undefined when they take over nothing, or nothing that is known yet
 * @throws AdoptionRefused for what `pulumi up` would refuse; OperationError and the gateway's errors for what else
 * keeps it from being looked at
 */
export async function adoptionDiff<I>(
  definition: Definition<I>,
  runtime: Runtime,
  given: Props,
): Promise<AdoptionDiff | undefined> {
  const all = tidy(given) as Props;
  const unknown = [...new Set(unknownPaths(all).map(path => path[0]!))];
  const known = Object.fromEntries(Object.entries(all).filter(([name]) => !unknown.includes(name))) as Props;
  const adoption = adoptionOf(known);
  if (adoption === undefined) return undefined;
  const site = siteFor(definition, runtime, undefined, {});
  // What follows from other objects can't be worked out of half of them.
  const half = unknown.length > 0 ? (known as I) : await inForce(definition, known as I, site);
  const { id, title } = await takeOver(definition, site, adoption, half);
  await observe(definition, site, half);
  const inputs = await asFound(definition, site, half, unknown);
  const changes = new Map<string, { path: string; now: unknown; wanted: unknown }>();
  for (const part of definition.parts) {
    const drift = await part.drift(inputs as never, site.seen.get(part.key) as never, site);
    for (const [path, now] of Object.entries(drift.inputs)) {
      if (!changes.has(path)) changes.set(path, { path, now, wanted: getPath(inputs, path) });
    }
  }
  const want = { inputs, previous: undefined, unfinished: new Set<string>() };
  const { planned, next } = await planFrom(0, definition, want, site);
  const steps = [...planned.map(p => p.step), ...(await stepsAfter(next, definition, want, site))];
  return {
    title,
    id,
    changes: [...changes.values()],
    steps: steps.map(step => step.purpose),
    unknown,
    ...guarded(definition, site, steps, inputs as Props),
  };
}

/** By what the server says of it now; `pulumi up` asks again. */
function guarded<I>(
  definition: Definition<I>,
  site: Site,
  steps: readonly Step[],
  inputs: Props,
): { guarded?: string } {
  try {
    guardUpdate(definition, site, steps, inputs);
    return {};
  } catch (error) {
    if (error instanceof OperationError) return { guarded: error.message };
    throw error;
  }
}

/** What is not known yet is taken for what is there: nobody says that it is to be taken away. */
async function asFound<I>(
  definition: Definition<I>,
  site: Site,
  inputs: I,
  unknown: readonly string[],
): Promise<I> {
  if (unknown.length === 0) return inputs;
  let all = inputs as Props;
  for (const part of definition.parts) {
    const filled = (await part.fill?.(site.seen.get(part.key) as never, site, all)) ?? {};
    for (const [path, value] of Object.entries(filled)) {
      if (value !== undefined && unknown.includes(path.split(".")[0]!)) all = setPath(all, path, value);
    }
  }
  return all as I;
}

const spelled = (value: unknown): string => {
  const text = value === undefined ? "not set" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};

/**
 * The same for people, in a few lines. Secrets are never among them.
 * @param secrets names of inputs that the program made secret
 */
export function adoptionText<I>(
  definition: Definition<I>,
  { title, changes, steps, unknown, guarded }: AdoptionDiff,
  secrets: readonly string[] = [],
): string {
  const hidden = (path: string) => {
    const keys = path.split(".");
    return secrets.includes(keys[0]!) || isSecretPath(definition.inputs, keys);
  };
  const lines = changes.map(({ path, now, wanted }) =>
    hidden(path) ? `${path}: another value (secret)` : `${path}: ${spelled(now)} → ${spelled(wanted)}`,
  );
  const held = [...heldOutputs(definition).values()].flat();
  return [
    `takes over ${title}. Its id stays${held.length > 0 ? `, with ${held.join(", ")}` : ""}, and so does what the program does not set.`,
    ...(lines.length > 0 ? ["pulumi up changes:", ...lines.map(line => `  ${line}`)] : ["No input differs."]),
    `Calls: ${steps.join("; ") || "none"}. The ownership mark is put on what is taken over.`,
    ...(unknown.length > 0 ? [`Not known yet, so not compared: ${unknown.join(", ")}.`] : []),
    ...(guarded === undefined ? [] : [`pulumi up refuses this now: ${guarded}.`]),
  ].join("\n");
}
