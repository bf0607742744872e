/** Outputs that follow from id, inputs and settings, as far as a preview knows them. */
import type { Definition } from "../lifecycle/define";
import { metaOf, propertiesOf, secretsOf } from "../lifecycle/schema";
import { type Props, UNKNOWN } from "../lifecycle/values";
import type { EmbedConfig } from "../outputs/embeds";
import { isSigned } from "../signed";
import type { Path } from "./wire";

/** Whatever holds an unknown is unknown; a number made of one is none. */
const settled = (value: unknown): unknown =>
  (typeof value === "string" && value.includes(UNKNOWN)) || Number.isNaN(value) ? UNKNOWN : value;

/** @param id UNKNOWN for a resource that is still to be made */
export function withComputed(
  definition: Definition,
  id: string,
  outputs: Props,
  config: () => EmbedConfig,
): Props {
  const { computed } = definition;
  const entries = Object.entries(computed);
  if (entries.length === 0) return outputs;
  const name = typeof outputs.name === "string" ? { name: outputs.name } : {};
  const worked = entries
    .map(([output, { of }]) => [output, settled(of(id, name, config()))] as const)
    .filter(([, value]) => value !== undefined);
  return { ...outputs, ...Object.fromEntries(worked) };
}

/**
 * What the outputs will be, as a preview can tell: the inputs, what no update changes, and unknowns.
 * @param state of the resource that would be updated; none for a create
 */
export function expected(definition: Definition, inputs: Props, state: Props): Props {
  const made = propertiesOf(definition.outputs).map(([name, schema]) => {
    const kept = metaOf(schema).stays && state[name] !== undefined;
    return [name, kept ? state[name] : UNKNOWN] as const;
  });
  return { ...Object.fromEntries(made), ...inputs };
}

/** Where the secrets are in the outputs: those of the schema, those that came so, signed addresses, and what holds one. */
export function secretsIn(definition: Definition, outputs: Props, given: readonly Path[]): Path[] {
  const declared = [...secretsOf(definition.inputs), ...secretsOf(definition.outputs)].map(name => [name]);
  const signed = Object.keys(outputs).filter(
    name => isSigned(outputs[name]) && !(name in definition.computed),
  );
  // An embed's title is the name.
  const name = given.some(([head]) => head === "name") ? outputs.name : undefined;
  const titled = Object.keys(definition.computed).filter(
    output => typeof name === "string" && String(outputs[output]).includes(name),
  );
  return [...declared, ...given, ...[...signed, ...titled].map(n => [n])];
}

/** Top-level names among paths. */
export const namesOf = (paths: readonly Path[]): string[] => [...new Set(paths.map(([head]) => head!))];
