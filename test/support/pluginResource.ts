/** Resources of the plugin for programs in tests: what a generated SDK does, and no more. */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** Project settings by which the engine finds the plugin of this checkout. */
export const withPlugin = {
  plugins: { providers: [{ name: "kaltura", path: join(__dirname, "..", "..", "..", "plugin") }] },
} as object;

export class PluginResource extends pulumi.CustomResource {
  /** @param outputs names of outputs that the program reads */
  constructor(
    kind: string,
    name: string,
    args: object,
    opts: pulumi.CustomResourceOptions = {},
    outputs: readonly string[] = [],
  ) {
    const unset = Object.fromEntries(outputs.map(output => [output, undefined]));
    super(`kaltura:index:${kind}`, name, { ...unset, ...args }, opts);
  }

  output(name: string): pulumi.Output<unknown> {
    return (this as unknown as Record<string, pulumi.Output<unknown>>)[name]!;
  }
}

/** The option by which a dynamic resource becomes this one; generated SDKs have it by themselves. */
export const fromDynamic = (kind: string): pulumi.CustomResourceOptions => ({
  aliases: [{ type: `pulumi-nodejs:dynamic/kaltura:${kind}` }],
});
