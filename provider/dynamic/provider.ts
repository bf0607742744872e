/**
 * The provider process's side of the dynamic resources: Pulumi's dynamic protocol on one hand, the operations
 * of the core on the other, and no logic between.
 */
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { readSettings } from "../config";
import { PartialError } from "../lifecycle/failure";
import * as core from "../lifecycle/operations";
import { secretsOf } from "../lifecycle/schema";
import type { Props } from "../lifecycle/values";
import { followEngine } from "../lifeline";
import { pack, unpack, withEach } from "../packed";
import { definitionOf } from "../resources/registry";
import { lazyRuntime } from "../runtime";

// Of Pulumi's own process for dynamic resources, which holds nothing but providers; not of a tool or test.
if (/[\\/]cmd[\\/]dynamic-provider[\\/]/.test(process.argv[1] ?? "")) followEngine();

const said = new Set<string>();

/** Pulumi shows it as a line of the run; it may ask for the same diff more than once. */
function sayOnce(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  console.log(line);
}

/** The provider of one kind of resource; Pulumi makes one per kind and process. */
export function provider(kind: string): dynamic.ResourceProvider {
  const definition = definitionOf(kind);
  const secretOutputs = secretsOf(definition.outputs);
  const toState = (outputs: Props, before: Props = {}) =>
    withEach(outputs, secretOutputs, (value, name) => pack(value, before[name]));
  const ofState = (state: Props) => withEach(state, secretOutputs, unpack);

  /**
   * Pulumi's SDK adds the provider's text to what an operation answers, but not to what a failed one leaves. Without it
   * neither a refresh nor a destroy could load the provider of a resource that is half made.
   */
  async function keepingProvider<R>({ __provider }: Props, work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PartialError)) throw error;
      throw new PartialError(error.id, { ...toState(error.properties), __provider }, error.message);
    }
  }

  let runtime = lazyRuntime(() => readSettings(() => undefined));
  return {
    // Pulumi does not wait for this before it calls read: only store, never await.
    async configure(request: dynamic.ConfigureRequest) {
      runtime = lazyRuntime(() => readSettings(key => request.config.get(`kaltura:${key}`)));
    },

    async check(_olds: Props, news: Props) {
      const { inputs, failures } = core.check(definition, news);
      // A property name would make Pulumi print the value, secret or not.
      return { inputs, failures: failures.map(f => ({ property: "", reason: `${f.path}: ${f.reason}` })) };
    },

    async diff(id: string, olds: Props, news: Props) {
      const difference = core.diff(definition, olds, news);
      for (const line of core.remarksOn(definition, id, olds, news, difference, Date.now())) sayOnce(line);
      const { changed, unfinished, replaces, deleteBeforeReplace } = difference;
      return { changes: changed.length > 0 || unfinished.length > 0, replaces, deleteBeforeReplace };
    },

    async create(inputs: Props) {
      const { id, outputs } = await keepingProvider(inputs, () => core.create(definition, runtime(), inputs));
      return { id, outs: toState(outputs) };
    },

    async read(id: string, props: Props) {
      const found = await core.read(definition, runtime(), id, ofState(props));
      // Without an id the object counts as gone, and the next up makes it again.
      return found === undefined ? {} : { id, props: toState(found.outputs, props), inputs: found.inputs };
    },

    async update(id: string, olds: Props, news: Props) {
      const { outputs } = await keepingProvider(news, () =>
        core.update(definition, runtime(), id, ofState(olds), news),
      );
      return { outs: toState(outputs, olds) };
    },

    async delete(id: string, props: Props) {
      await core.remove(definition, runtime(), id, ofState(props));
    },
  };
}
