import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";

/** What an input sets, as plain values to store; `undefined` for what it clears. */
export function plainChanges(
  input: InputObject,
  except: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (property.readOnly === true || except.has(name) || !input.has(name)) continue;
    if (input.isCleared(name)) {
      changes[name] = undefined;
      continue;
    }
    const nested = input.list(name)?.map(item => item.toPlain()) ?? input.object(name)?.toPlain();
    const value = property.type === "nullableBool" ? input.bool(name) : input.value(name);
    changes[name] = nested ?? value ?? undefined;
  }
  return changes;
}
