/** From a resource's state to a place to work on it, and from there to its next state. */
import type { Definition } from "./define";
import { knownId, type Site } from "./part";
import type { Runtime } from "./runtime";
import { metaOf, propertiesOf } from "./schema";
import type { Props } from "./values";

/** A place to work on one resource; the id is known unless it is to be made. */
export function siteFor<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string | undefined,
  state: Props,
): Site {
  const site: Site = { handles: new Map(), seen: new Map(), state, runtime };
  for (const [handle, output] of Object.entries(definition.handles ?? {})) {
    const value = state[output];
    if (typeof value === "string" || typeof value === "number") site.handles.set(handle, String(value));
  }
  if (id !== undefined) site.handles.set(definition.root, id);
  return site;
}

/** The state of a resource: its inputs as they are in force, its handles, and what only the server knows. */
export function outputsOf<I>(definition: Definition<I>, site: Site, inputs: Props): Props {
  const outputs: Props = { ...inputs };
  // What was for the making alone is over.
  for (const [name, schema] of propertiesOf(definition.inputs)) {
    if (metaOf(schema).option === "once") delete outputs[name];
  }
  for (const part of definition.parts) {
    const seen = site.seen.get(part.key);
    if (seen !== undefined) Object.assign(outputs, part.outputs?.(seen as never));
  }
  for (const [handle, output] of Object.entries(definition.handles ?? {})) {
    const id = knownId(site, handle);
    if (id !== undefined) outputs[output] = id;
  }
  // Pulumi's wire has no undefined.
  return JSON.parse(JSON.stringify(outputs)) as Props;
}
