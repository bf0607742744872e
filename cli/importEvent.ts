/**
 * `pulumi-kaltura import-event`: an event that was made by hand, as an import file for `pulumi import --file`, or as an
 * event file whose items take over what is there. Nothing is changed on Kaltura.
 */
import { existsSync, writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { readSettings } from "../provider/config";
import { providerText, TYPE } from "../provider/dynamic/text";
import { tokenOf } from "../provider/plugin/tokens";
import { type EventFound, type EventResource, eventResources } from "../provider/queries/eventResources";
import { lazyRuntime } from "../provider/runtime";
import { isTimezone, timezoneProblem } from "../provider/time";

interface Options {
  readonly category: string;
  /** Default: import.json, where no event file is asked for. */
  readonly out?: string;
  readonly for: "plugin" | "dynamic";
  readonly eventFile?: string;
  readonly timezone?: string;
}

export const importEventCommand = () =>
  new Command("import-event")
    .description(
      "write an import file, or an event file, of an event that exists: its categories, sessions, rooms, channels and recordings",
    )
    .requiredOption(
      "-c, --category <event>",
      'the event\'s category: its id, or its full name ("site>channels>Summit")',
    )
    .option(
      "-e, --event-file <event.yaml>",
      "write an event file whose items take over what is there (adopt)",
    )
    .option("--timezone <name>", "IANA timezone of the event file, where no session has one; default: UTC")
    .option("-o, --out <file>", "the import file to write; default: import.json, or with --event-file none")
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

/**
 * @returns the exit code: 0 when all is written, 1 when the event file needs mending
 * @throws Error when the event file is there already, or the timezone is none
 */
export async function importEvent(
  { category, out, for: front, eventFile, timezone }: Options,
  env: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = console.log,
): Promise<number> {
  if (eventFile !== undefined && existsSync(eventFile)) {
    throw new Error(`${eventFile} is there already, and may have been edited: give another name`);
  }
  if (timezone !== undefined && !isTimezone(timezone)) {
    throw new Error(`--timezone ${timezone} ${timezoneProblem(timezone)}`);
  }
  const runtime = { ...lazyRuntime(() => readSettings(() => undefined, env))(), say };
  const found = await eventResources(category, runtime);
  for (const line of found.left) say(`Left out: ${line}.`);
  if (out !== undefined || eventFile === undefined) writeImportFile(found, out ?? "import.json", front, say);
  return eventFile === undefined ? 0 : writeEventFile(found, eventFile, timezone, say);
}

function writeImportFile(
  { resources }: EventFound,
  file: string,
  front: Options["for"],
  say: (line: string) => void,
): void {
  writeFileSync(file, `${JSON.stringify({ resources: resources.map(entries[front]) }, null, 2)}\n`);
  const kinds = new Map<string, number>();
  for (const { kind } of resources) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  say(`${file}: ${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(", ")}.`);
  say(
    front === "plugin"
      ? `Next: pulumi import --file ${file} --protect=false, then put the code that it prints into the program.`
      : `Next: pulumi import --file ${file} --protect=false --generate-code=false (Pulumi 3.254 or newer), with the same resources in the program; then pulumi refresh, which brings what is secret.`,
  );
}

function writeEventFile(
  found: EventFound,
  file: string,
  timezone: string | undefined,
  say: (line: string) => void,
): number {
  // The schemas of event files, which other commands need not wait for.
  const { eventOfAccount } =
    require("../event/import/fromAccount") as typeof import("../event/import/fromAccount");
  const { mergeInto } = require("../event/import/write") as typeof import("../event/import/write");
  const { check } = require("../event/check") as typeof import("../event/check");
  const { isError, lineOf } = require("../event/findings") as typeof import("../event/findings");

  const { definition, notes } = eventOfAccount(found, timezone);
  const { text, added } = mergeInto(undefined, definition);
  writeFileSync(file, text, { flag: "wx" });
  for (const note of notes) say(`${note}.`);
  const findings = check(file);
  for (const finding of findings) say(lineOf(finding));
  say(`${file}: ${added.length} ${added.length === 1 ? "session" : "sessions"}.`);
  if (findings.some(isError)) {
    say(`Next: mend what is wrong in ${file}; npx pulumi-kaltura check ${file} says what is left.`);
    return 1;
  }
  say(
    `Next: new EventProgram("summit", { file: "${file}" }) in the program, then pulumi preview: it says at each resource what it takes over, and what would change. pulumi up makes none of it anew.`,
  );
  return 0;
}
