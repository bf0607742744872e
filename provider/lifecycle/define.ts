/** What a resource file says; everything else about the resource is derived from it. */
import type { z } from "zod";
import type { ComputedOutputs } from "../outputs/embeds";
import type { AnyPart, Site } from "./part";
import type { Props } from "./values";

/** A rule over several inputs. Skipped while a preview doesn't know one of the inputs it reads. */
export interface Rule<I> {
  /** Dotted paths the rule reads; the first is the one it complains about. */
  readonly reads: readonly string[];
  /** What is wrong and what to do, or undefined when all is well. */
  readonly problem: (inputs: I) => string | undefined;
}

export interface Definition<I = Props> {
  /** The resource's type name: `WebcastSession`. */
  readonly kind: string;
  /** For people, with its article: "a webcast session". */
  readonly label: string;
  /** Reference text: what it is, which API objects it stands for. */
  readonly doc: string;
  readonly inputs: z.ZodObject;
  /** What only the server knows. Whatever follows from id, inputs and configuration is computed in the program. */
  readonly outputs: z.ZodObject;
  /** Outputs that follow from id, inputs and configuration. */
  readonly computed: ComputedOutputs;
  readonly rules: readonly Rule<I>[];
  /** In the order they are made; taken down in reverse. The first is the root: its handle is the resource's id. */
  readonly parts: readonly AnyPart[];
  /** Handle name of the resource's id. */
  readonly root: string;
  /** Handles kept in outputs: handle name → output name. */
  readonly handles?: Readonly<Record<string, string>>;
  /** What a preview warns of when the resource would be made (anew): that it costs, for example. */
  readonly warnOnCreate?: string;
  /** Fills in inputs that only the provider's machine can know (a file's hash). Must not touch the network. */
  readonly complete?: (inputs: I) => I;
  /**
   * Fills in inputs that follow from other objects (an end from a video's length). Parts see the result; the state
   * keeps what was given.
   * @throws OperationError naming the input, when the other object is not there or not as it must be
   */
  readonly inForce?: (inputs: I, site: Site) => Promise<I>;
}

/** Gives a definition its input type. */
export function defineResource<I>(definition: Definition<I>): Definition<I> {
  return definition;
}
