/** What people hold on to outside of the program: it stays as long as the object does, and changes with it. */
import type { EmbedConfig } from "../outputs/embeds";
import type { Definition } from "./define";
import { metaOf, propertiesOf } from "./schema";

const CONFIG: EmbedConfig = { partnerId: 1, cdnHost: "cdn", kafHost: "kaf", playerId: "1" };

/** Names of the outputs that are others for another object, by who keeps them: first pages and applications. */
export function heldOutputs<I>({ computed, outputs }: Definition<I>): ReadonlyMap<string, string[]> {
  const held = new Map<string, string[]>();
  const add = (who: string, name: string) => held.set(who, [...(held.get(who) ?? []), name]);
  for (const [name, { of }] of Object.entries(computed)) {
    if (of("1", {}, CONFIG) !== of("2", {}, CONFIG)) add("pages and applications", name);
  }
  for (const [name, schema] of propertiesOf(outputs)) {
    const { heldBy } = metaOf(schema);
    if (heldBy !== undefined) add(heldBy, name);
  }
  return held;
}
