/**
 * `pulumi-kaltura import-event`: an event that was made by hand, as an import file for `pulumi import --file`. Nothing is
 * changed on Kaltura.
 */
import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { readSettings } from "../provider/config";
import { providerText, TYPE } from "../provider/dynamic/text";
import { tokenOf } from "../provider/plugin/tokens";
import { type EventResource, eventResources } from "../provider/queries/eventResources";
import { lazyRuntime } from "../provider/runtime";

interface Options {
  readonly category: string;
  readonly out: string;
  readonly for: "plugin" | "dynamic";
}

export const importEventCommand = () =>
  new Command("import-event")
    .description(
      "write an import file of an event that exists: its categories, sessions, rooms, channels and recordings",
    )
    .requiredOption(
      "-c, --category <event>",
      'the event\'s category: its id, or its full name ("site>channels>Summit")',
    )
    .option("-o, --out <file>", "the import file to write", "import.json")
    .addOption(
      new Option("-f, --for <resources>", "whether the program has resources of the plugin, or dynamic ones")
        .choices(["plugin", "dynamic"])
        .default("plugin"),
    )
    .action(async (options: Options) => {
      process.exitCode = await importEvent(options);
    });

/** What an import file says of a resource. */
const entries = {
  plugin: ({ kind, name, id }: EventResource) => ({ type: tokenOf(kind), name, id }),
  // Pulumi can't read a dynamic resource that it doesn't hold yet: the file tells what it would have read.
  dynamic: ({ kind, name, id, inputs, outputs }: EventResource) => {
    const __provider = providerText(kind);
    return {
      type: `${TYPE}${kind}`,
      name,
      id,
      inputs: { ...inputs, __provider },
      outputs: { ...outputs, __provider },
    };
  },
} as const;

/** @returns the exit code: 0 when the file is written */
export async function importEvent(
  { category, out, for: front }: Options,
  env: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = console.log,
): Promise<number> {
  const runtime = { ...lazyRuntime(() => readSettings(() => undefined, env))(), say };
  const { resources, left } = await eventResources(category, runtime);
  writeFileSync(out, `${JSON.stringify({ resources: resources.map(entries[front]) }, null, 2)}\n`);
  const kinds = new Map<string, number>();
  for (const { kind } of resources) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  say(`${out}: ${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(", ")}.`);
  for (const line of left) say(`Left out: ${line}.`);
  say(
    front === "plugin"
      ? `Next: pulumi import --file ${out} --protect=false, then put the code that it prints into the program.`
      : `Next: pulumi import --file ${out} --protect=false --generate-code=false (Pulumi 3.254 or newer), with the same resources in the program; then pulumi refresh, which brings what is secret.`,
  );
  return 0;
}
