/** Puts a part whose inputs stand by themselves into a resource that groups them under a name. */
import type { Part, Want } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";

/**
 * @param group the input that holds the part's inputs: `room` for `room.name`
 * @param inputsOf the part's inputs out of the resource's; fills in what the group leaves to the resource
 */
export function nested<I, P, O>(
  part: Part<P, O>,
  group: string,
  inputsOf: (inputs: Partial<I>) => Partial<P>,
): Part<I, O> {
  const path = (name: string) => `${group}.${name}`;
  const wantOf = ({ inputs, previous, unfinished }: Want<I>): Want<P> => ({
    inputs: inputsOf(inputs) as P,
    previous: previous && inputsOf(previous),
    unfinished,
  });
  // Only roots are asked whether they were begun, and are adopted by themselves.
  const { begun: _, candidates: _candidates, settle, claim, fill, ...rest } = part;
  return {
    ...rest,
    ...(claim === undefined
      ? {}
      : { claim: (site, want, adoption) => claim(site, inputsOf(want) as P, adoption) }),
    ...(settle === undefined ? {} : { settle: (want, site) => settle(wantOf(want), site) }),
    observe: (site, want) => part.observe(site, inputsOf(want)),
    async plan(want, observed, site) {
      const steps = await part.plan(wantOf(want), observed, site);
      return steps.map(step => {
        const { inputOf } = step;
        if (inputOf === undefined) return step;
        return {
          ...step,
          inputOf: property => {
            const name = inputOf(property);
            return name === undefined ? undefined : path(name);
          },
        };
      });
    },
    ...(fill === undefined
      ? {}
      : {
          fill: async (observed, site, known) => {
            const filled = await fill(observed, site, inputsOf(known as Partial<I>) as Props);
            return Object.fromEntries(Object.entries(filled).map(([name, value]) => [path(name), value]));
          },
        }),
    async drift(inputs, observed, site) {
      const drift = await part.drift(inputsOf(inputs) as P, observed, site);
      return {
        ...drift,
        inputs: Object.fromEntries(Object.entries(drift.inputs).map(([name, value]) => [path(name), value])),
      };
    },
  };
}
