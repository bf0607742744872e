/** Looks at what is there, and works out what is wanted of it. */
import type { Definition } from "./define";
import { type AnyPart, knownId, type Site } from "./part";

/** Looks at all parts. The root first when its id has to be found; false when the root is not there. */
export async function observe<I>(definition: Definition<I>, site: Site, want: Partial<I>): Promise<boolean> {
  const [root, ...rest] = definition.parts as [AnyPart, ...AnyPart[]];
  const look = async (part: AnyPart) => {
    const observed = await part.observe(site, want as never);
    if (observed === undefined) site.seen.delete(part.key);
    else site.seen.set(part.key, observed);
    return observed !== undefined;
  };
  const id = knownId(site, definition.root);
  if (id === undefined && !(await look(root))) return false;
  const [found] = await Promise.all([id === undefined ? true : look(root), ...rest.map(look)]);
  return found ?? false;
}

/** The inputs with what follows from other objects worked out. */
export async function inForce<I>(definition: Definition<I>, inputs: I, site: Site): Promise<I> {
  return definition.inForce === undefined ? inputs : definition.inForce(inputs, site);
}
