/**
 * pulumi-kaltura/agenda: the agenda of a deployed event, typed, for websites. Needs nothing of the provider, and of
 * Pulumi only what is handed over.
 */
import type * as pulumi from "@pulumi/pulumi";
import type { AgendaItem } from "./agenda";

export type { AgendaItem, SessionKind } from "./agenda";

/** As much of a stack of the Automation API as is needed. */
interface WithOutputs {
  outputs(): Promise<Readonly<Record<string, { readonly value: unknown }>>>;
}

/** As much of a pulumi.StackReference as is needed. */
interface WithOutput {
  requireOutput(name: string): pulumi.Output<unknown>;
}

/**
 * The agenda, in order of time.
 * @param from text of `pulumi stack output --json`, or of `pulumi stack output agenda --json`
 * @param output what the program calls the output
 * @throws when there is no agenda in it, or one of another version that can't be read
 */
export function readAgenda(from: string, output?: string): AgendaItem[];
/** @param from a stack of the Automation API */
export function readAgenda(from: WithOutputs, output?: string): Promise<AgendaItem[]>;
/** @param from a stack reference, in another Pulumi program */
export function readAgenda(from: WithOutput, output?: string): pulumi.Output<AgendaItem[]>;
export function readAgenda(
  from: string | WithOutputs | WithOutput,
  output = "agenda",
): AgendaItem[] | Promise<AgendaItem[]> | pulumi.Output<AgendaItem[]> {
  if (typeof from === "string") return agendaIn(parsed(from), output);
  if ("requireOutput" in from) return from.requireOutput(output).apply(value => itemsOf(value, output));
  return from.outputs().then(outputs => itemsOf(outputs[output]?.value, output));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`this is no output of pulumi stack output --json: ${(error as Error).message}`);
  }
}

const agendaIn = (value: unknown, output: string) =>
  itemsOf(Array.isArray(value) ? value : (value as Record<string, unknown> | null)?.[output], output);

const TEXTS = ["id", "title", "kind", "start", "end", "timezone", "entryId"] as const;

function itemsOf(value: unknown, output: string): AgendaItem[] {
  if (!Array.isArray(value)) {
    throw new Error(
      `the stack has no output "${output}" that is an agenda; export it from the program: export const ${output} = event.agenda`,
    );
  }
  return value.map((item: unknown, i) => {
    const fields = (item ?? {}) as Record<string, unknown>;
    const missing = TEXTS.find(name => typeof fields[name] !== "string");
    if (missing !== undefined || !Array.isArray(fields.tracks)) {
      throw new Error(
        `item ${i + 1} of the output "${output}" has no ${missing ?? "tracks"}; it is no agenda of this version of pulumi-kaltura`,
      );
    }
    return item as AgendaItem;
  });
}
