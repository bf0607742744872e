/** The preview of an adoption. A dynamic provider is not asked in a preview, so the program looks by itself. */
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../config";
import type { Runtime } from "../lifecycle/runtime";

/** One way to Kaltura for all that look at the same time; closed when the last is done, so that the program can end. */
let shared: { readonly runtime: Runtime; users: number } | undefined;

async function withRuntime<R>(work: (runtime: Runtime) => Promise<R>): Promise<R> {
  // Loaded when it is needed: a program without adoptions loads neither schemas nor gateway.
  const { openRuntime } = require("../runtime") as typeof import("../runtime");
  const config = new pulumi.Config("kaltura");
  shared ??= { runtime: openRuntime(readSettings(key => config.get(key))), users: 0 };
  const mine = shared;
  mine.users += 1;
  try {
    return await work(mine.runtime);
  } finally {
    mine.users -= 1;
    if (mine.users === 0) {
      if (shared === mine) shared = undefined;
      await mine.runtime.gateway.close();
    }
  }
}

/** Plain values; what is not known yet stands as Pulumi's word for it. */
async function resolved(inputs: Readonly<Record<string, unknown>>, unknown: string) {
  const values = Object.entries(inputs).map(async ([name, value]) => {
    // Not in the SDK's types, but on every output.
    const output = pulumi.output(value) as unknown as {
      readonly isKnown: Promise<boolean>;
      promise(): Promise<unknown>;
    };
    return [name, (await output.isKnown) ? await output.promise() : unknown] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

/**
 * Logs at the resource what its adoption would change, if the resource is a new one.
 * @param secrets names of the inputs that the program made secret
 */
export async function showAdoption(
  resource: pulumi.CustomResource,
  kind: string,
  inputs: Readonly<Record<string, unknown>>,
  secrets: Promise<string[] | undefined>,
): Promise<void> {
  // The program must not end before the look does.
  const done = pulumi.runtime.rpcKeepAlive();
  try {
    const { isKnown } = resource.id as unknown as { readonly isKnown: Promise<boolean> };
    if (await isKnown) return;
    const { adoptionRemark } =
      require("../lifecycle/adoptionRemark") as typeof import("../lifecycle/adoptionRemark");
    const { UNKNOWN } = require("../lifecycle/values") as typeof import("../lifecycle/values");
    const { definitionOf } = require("../resources/registry") as typeof import("../resources/registry");
    const { check } = require("../lifecycle/check") as typeof import("../lifecycle/check");
    const definition = definitionOf(kind);
    const { inputs: checked, failures } = check(definition, await resolved(inputs, UNKNOWN));
    // What is wrong with them the provider's own check says.
    if (failures.length > 0) return;
    const { severity, text } = await adoptionRemark(definition, withRuntime, checked, (await secrets) ?? []);
    await { info: pulumi.log.info, warning: pulumi.log.warn, error: pulumi.log.error }[severity](
      text,
      resource,
    );
  } finally {
    done();
  }
}
