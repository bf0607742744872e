/**
 * The provider's own check, for programs that read their definitions from data: it says of every row what is
 * wrong before a single resource is registered, in the words the engine would use. Opens no socket.
 */
import { check } from "./lifecycle/check";
import { definitionOf } from "./resources/registry";

/** Whether one channel can't feed two sessions, as their times overlap; problemsOf sees one session at a time. */
export { clash, type Slot } from "./slots";

/**
 * What the provider would refuse in these inputs, as `path: reason`; empty when they are right.
 * @param kind name of the resource class, such as "WebcastSession"
 * @param args its inputs as plain values, without resources or outputs among them
 * @throws for a kind that there is no resource of
 */
export function problemsOf(kind: string, args: object): string[] {
  const { failures } = check(definitionOf(kind), { ...args });
  return failures.map(({ path, reason }) => `${path}: ${reason}`);
}
