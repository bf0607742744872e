/** Instants: ISO text for people, epoch seconds on the wire. */
import type { Field } from "../lifecycle/fields";
import { epochOf, writeLike } from "../time";

/**
 * The field of a time. Read back, it is written the way its owner wrote it.
 * @param wire Kaltura's property, in epoch seconds
 */
export function moment<Name extends string, I extends { timezone?: string } & { [K in Name]?: string }>(
  input: Name,
  wire: string,
  clear: Field<I>["clear"],
): Field<I> {
  return {
    input,
    wire,
    to: (value: string, inputs) => epochOf(value, inputs.timezone),
    from: (value: number, inputs) => writeLike(value, inputs[input], inputs.timezone),
    clear,
  };
}
