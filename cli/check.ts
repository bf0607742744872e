/** All that is wrong, or odd, in an event file, for editors and pipelines. Needs no Pulumi and no account. */
import { Command, Option } from "commander";

interface CheckOptions {
  readonly format: "text" | "github" | "json";
  readonly strict?: boolean;
}

export const checkCommand = () =>
  new Command("check")
    .description(
      "all that is wrong, or odd, in an event file, as file:line:column, before anything is deployed; exits with 1 when something is wrong",
    )
    .argument("<file>", "event file (YAML or JSON), or a programme that an importer reads")
    .addOption(
      new Option(
        "--format <format>",
        "text, github for annotations of a GitHub workflow, or json for programs",
      )
        .choices(["text", "github", "json"])
        .default("text"),
    )
    .option("--strict", "exit with 1 on warnings, too")
    .action((file: string, options: CheckOptions) => {
      process.exitCode = check(file, options);
    });

/** What programs give from the stack's configuration, as it differs between accounts. */
const FROM_THE_PROGRAM = { webinar: { templateRoomEntryId: "given by the program" } };

/** @returns exit code */
function check(file: string, { format, strict = false }: CheckOptions): number {
  // The schemas of all resources, which other commands need not wait for.
  const { load } = require("../event/load") as typeof import("../event/load");
  const { examine } = require("../event/examine") as typeof import("../event/examine");
  const { dotted, isError, lineOf, place } =
    require("../event/findings") as typeof import("../event/findings");

  const read = load(file);
  const { event, findings, notes } = examine(read, { defaults: FROM_THE_PROGRAM });
  const errors = findings.filter(isError).length;
  const warnings = findings.length - errors;
  switch (format) {
    case "json":
      console.log(
        JSON.stringify(
          findings.map(f => ({ ...f, path: dotted(f.path) })),
          null,
          2,
        ),
      );
      break;
    case "github":
      for (const finding of findings) console.log(annotation(finding));
      break;
    case "text": {
      for (const note of [...read.notes, ...notes]) console.log(`${file}: note: ${note}`);
      for (const finding of findings) console.log(lineOf(finding));
      const sessions = event === undefined ? "" : `${count(event.sessions.length, "session")} right, `;
      console.log(`${sessions}${count(errors, "error")}, ${count(warnings, "warning")}`);
    }
  }
  return errors > 0 || (strict && warnings > 0) ? 1 : 0;

  /** https://docs.github.com/actions/reference/workflow-commands: a message is one line, of escaped text. */
  function annotation(finding: (typeof findings)[number]): string {
    const { at, severity, rule, message } = finding;
    const escaped = (text: string) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
    const property = (text: string) => escaped(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
    const where = [
      ...(at === undefined ? [] : [`file=${property(at.file)}`]),
      ...(at?.line === undefined ? [] : [`line=${at.line}`, `col=${at.column}`]),
      `title=${property(rule)}`,
    ];
    const text = at?.row === undefined ? message : `${place(finding)}: ${message}`;
    return `::${severity} ${where.join(",")}::${escaped(text)}`;
  }
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
