/** The base of all dynamic resource classes: what they register, and the outputs that need no server. */
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../config";
import { embedConfigOf } from "../embedConfig";
import { markOf, placeOf } from "../mark";
import type { ComputedOutputs, EmbedConfig } from "../outputs/embeds";
import { unpack } from "../packed";
import { isSigned } from "../signed";
import { showAdoption } from "./adoptPreview";
import { isPlain, remember, withChannels } from "./channels";
import { type Follows, followed } from "./follow";
import { programFramesOnly } from "./programFrames";
import { providerText, TYPE } from "./text";

/** What a class says of its kind; written by the generator. */
export interface Kind {
  readonly kind: string;
  /** Names of all registered properties. */
  readonly properties: readonly string[];
  /** Those of them that are no inputs: the server alone knows them. */
  readonly outputs: readonly string[];
  readonly secrets: readonly string[];
  readonly computed: ComputedOutputs;
  readonly follows?: Follows;
  /** What a preview says when the resource would be made. */
  readonly warnOnCreate?: string;
}

/** Where embed URLs point to: from the environment, then stack config. */
export function embedConfig(): EmbedConfig {
  const config = new pulumi.Config("kaltura");
  return embedConfigOf(readSettings(key => config.get(key)));
}

/** As far as the mark is concerned; both are on every resource of the SDK. */
interface Ancestor {
  readonly __pulumiType?: string;
  readonly __parentResource?: Ancestor;
}

/** Types of all that the resource lies in, the outermost first, as the engine has them in its URN. */
function typesAbove(opts: pulumi.CustomResourceOptions | undefined): string[] {
  const types: string[] = [];
  for (
    let at = opts?.parent as Ancestor | undefined;
    at?.__pulumiType !== undefined;
    at = at.__parentResource
  ) {
    types.unshift(at.__pulumiType);
  }
  return types;
}

/** Resources among the arguments stand for their ids. */
function idsForResources(value: unknown): unknown {
  if (pulumi.CustomResource.isInstance(value)) return value.id;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return value;
  if (Array.isArray(value)) return value.map(idsForResources);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, idsForResources(v)]));
  }
  return value;
}

/** Signed addresses as secrets. */
function shielded(value: unknown): unknown {
  if (isSigned(value)) return pulumi.secret(value);
  if (!pulumi.Output.isInstance(value) && !(value instanceof Promise)) return value;
  return pulumi.output(value).apply(known => (isSigned(known) ? pulumi.secret(known) : known));
}

/**
 * Names of the inputs that are secret here: the engine hands the provider their bare values, and a check must not
 * print them. Undefined without any.
 */
async function secretNames(inputs: Readonly<Record<string, unknown>>): Promise<string[] | undefined> {
  const open = Object.entries(inputs).filter(([, value]) => !isPlain(value));
  const secret = await Promise.all(open.map(([, value]) => pulumi.isSecret(pulumi.output(value))));
  const names = open.flatMap(([name], i) => (secret[i] ? [name] : []));
  return names.length > 0 ? names : undefined;
}

/** In a preview, an id that is not known is that of a resource which would be made, or made anew. */
async function warnOfNew(resource: pulumi.CustomResource, text: string): Promise<void> {
  // Not in the SDK's types, but on every output.
  const { isKnown } = resource.id as unknown as { readonly isKnown: Promise<boolean> };
  if (!(await isKnown)) await pulumi.log.warn(text, resource);
}

/** A property that is worked out when it is first asked for: most programs ask for few. */
function lazily(resource: pulumi.CustomResource, name: string, value: () => unknown): void {
  Object.defineProperty(resource, name, {
    get: () => {
      const known = value();
      Object.defineProperty(resource, name, { value: known, enumerable: true });
      return known;
    },
    enumerable: true,
    configurable: true,
  });
}

/** A resource of this package. Use its subclasses. */
export abstract class KalturaResource extends pulumi.CustomResource {
  protected constructor(about: Kind, name: string, args: object, opts?: pulumi.CustomResourceOptions) {
    const stack = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    // An output that is not named here would be missing on the object.
    const outputs = Object.fromEntries(about.outputs.map(p => [p, undefined]));
    const given = idsForResources(withChannels(about.kind, args)) as Readonly<Record<string, unknown>>;
    const inputs = Object.fromEntries(Object.entries(given).map(([k, v]) => [k, shielded(v)]));
    const registered = {
      ...inputs,
      ...followed(about.follows ?? {}, args),
      mark: markOf(stack, about.kind, placeOf(name, typesAbove(opts))),
    };
    const secrets = secretNames(inputs);
    const restore = programFramesOnly();
    try {
      super(
        `${TYPE}${about.kind}`,
        name,
        {
          ...outputs,
          ...registered,
          __provider: providerText(about.kind),
          // For the check alone, which takes it out.
          __secrets: secrets,
        },
        pulumi.mergeOptions(opts, {
          additionalSecretOutputs: [...about.secrets],
          // Also with `pulumi up --replace`, of which a provider isn't told: the new one would find the old one by
          // the mark, take it for its own, and lose it when the old one goes.
          deleteBeforeReplace: true,
        }),
      );
    } finally {
      restore();
    }
    for (const output of about.outputs.filter(o => about.secrets.includes(o))) {
      const kept = (this as unknown as Record<string, pulumi.Output<unknown>>)[output]!;
      lazily(this, output, () => kept.apply(unpack));
    }
    if (about.warnOnCreate !== undefined && pulumi.runtime.isDryRun())
      void warnOfNew(this, about.warnOnCreate);
    if (given.adopt !== undefined && pulumi.runtime.isDryRun())
      void showAdoption(this, about.kind, registered, secrets);
    // Unset inputs have no value, here and in the state. To register them would cost the SDK four promises with a
    // stack trace each, and there are dozens.
    for (const property of about.properties) {
      if (!(property in registered) && !(property in outputs))
        lazily(this, property, () => pulumi.output(undefined));
    }
    // What the program says is known in previews of updates, too, where Pulumi makes all outputs unknown.
    for (const [input, value] of Object.entries(inputs)) {
      if (value === undefined || value === null || about.secrets.includes(input)) continue;
      lazily(this, input, () => pulumi.all([this.id, value]).apply(([, known]) => known));
    }
    const config = embedConfig();
    const { name: title } = args as { name?: pulumi.Input<string> };
    for (const [output, { of }] of Object.entries(about.computed)) {
      lazily(this, output, () =>
        pulumi
          .all([this.id, title])
          .apply(([id, known]) => of(id, known === undefined ? {} : { name: known }, config)),
      );
    }
    remember(this, args);
  }
}
