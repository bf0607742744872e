/** A program of the engine in small, for the real one. */
import * as pulumi from "@pulumi/pulumi";
import * as kaltura from "pulumi-kaltura";
import type { Program } from "./stack";

/** What a program came to know of its resources, by `resource.property`. */
export type Known = Record<string, unknown>;

type Class = new (name: string, args: object, opts?: object) => pulumi.CustomResource;

/** The same program for the real engine; `known` gets what its outputs are, when they are. */
export const realOf =
  (declared: Program, known: Known = {}) =>
  async () => {
    const made = new Map<string, pulumi.CustomResource & Record<string, unknown>>();
    for (const [name, { kind, inputs, formerly }] of Object.entries(declared)) {
      const args =
        typeof inputs === "function"
          ? inputs(
              other => made.get(other)!.id as unknown as string,
              (other, output) => made.get(other)![output],
            )
          : inputs;
      // The class works it out by itself.
      const { lengths: _, ...given } = args;
      const Kind = (kaltura as unknown as Record<string, Class>)[kind]!;
      const options = formerly === undefined ? {} : kaltura.formerly(formerly as "WebcastSession");
      const resource = new Kind(name, given, options) as pulumi.CustomResource & Record<string, unknown>;
      made.set(name, resource);
      for (const [property, value] of Object.entries(resource)) {
        if (property.startsWith("__") || !pulumi.Output.isInstance(value)) continue;
        (value as pulumi.Output<unknown>).apply(now => {
          known[`${name}.${property}`] = now;
        });
      }
    }
    return Object.fromEntries(
      [...made].map(([name, resource]) => [name, { id: resource.id, iframe: resource.iframe }]),
    );
  };
