/** What a preview means for the event, for people: in a terminal, or as a comment on a pull request. */
import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";

interface PlanCommandOptions {
  readonly base?: string;
  readonly format: "text" | "markdown" | "json";
  readonly out?: string;
  readonly timezone?: string;
  readonly drift?: boolean;
  readonly expectNoChanges?: boolean;
}

/** As Pulumi's own --expect-no-changes. */
const CHANGES = 7;

export const planCommand = () =>
  new Command("plan")
    .description(
      "what a preview means for the event: what is added, moved, changed or removed, by day and track. Asks nobody anything: pulumi preview --json --show-sames | pulumi-kaltura plan",
    )
    .argument("[preview]", "file with the output of pulumi preview --json; - for standard input", "-")
    .option(
      "--base <file>",
      "what was before, for a preview made without the stack's state: the same of the branch it goes to, or pulumi stack export",
    )
    .addOption(
      new Option("--format <format>", "text for people, markdown for a comment, or json for programs")
        .choices(["text", "markdown", "json"])
        .default("text"),
    )
    .option("--out <file>", "write it there; what is printed then is the text")
    .option("--timezone <name>", "IANA timezone to show times in; default: the one of most sessions")
    .option("--drift", "the preview was made with --refresh: say what somebody changed in Kaltura")
    .option("--expect-no-changes", `exit with ${CHANGES} when there is anything to change`)
    .action((file: string, options: PlanCommandOptions) => {
      process.exitCode = plan(file, options);
    });

/** @returns exit code: 1 for a preview that failed, 7 for changes that were not expected */
function plan(file: string, options: PlanCommandOptions): number {
  // The schemas of all resources, which other commands need not wait for.
  const { against, readPreview } = require("../event/plan/preview") as typeof import("../event/plan/preview");
  const { planOf } = require("../event/plan/plan") as typeof import("../event/plan/plan");
  const { planText } = require("../event/plan/text") as typeof import("../event/plan/text");
  const { planMarkdown } = require("../event/plan/markdown") as typeof import("../event/plan/markdown");
  const { verdictOf } = require("../event/plan/verdict") as typeof import("../event/plan/verdict");
  const { isTimezone, timezoneProblem } = require("../provider/time") as typeof import("../provider/time");

  const { base, timezone } = options;
  if (timezone !== undefined && !isTimezone(timezone)) {
    throw new Error(`--timezone ${timezone} ${timezoneProblem(timezone)}`);
  }
  const read = readPreview(textOf(file), file === "-" ? "standard input" : file);
  const preview = base === undefined ? read : against(read, textOf(base), base);
  const made = planOf(preview, { timezone, drift: options.drift });
  const colour = process.stdout.isTTY === true && !process.env.NO_COLOR; // no-color.org
  const forms = {
    text: () => planText(made, colour && options.out === undefined),
    markdown: () => planMarkdown(made),
    json: () => `${JSON.stringify(made, null, 2)}\n`,
  };
  const result = forms[options.format]();
  if (options.out === undefined) process.stdout.write(result);
  else {
    writeFileSync(options.out, result);
    process.stdout.write(planText(made, colour));
  }
  if (made.failed) return 1;
  return options.expectNoChanges === true && verdictOf(made).level !== "same" ? CHANGES : 0;
}

function textOf(file: string): string {
  if (file === "-" && process.stdin.isTTY === true) {
    throw new Error("Give it a preview: pulumi preview --json --show-sames | pulumi-kaltura plan");
  }
  const { readText } = require("../event/decode") as typeof import("../event/decode");
  return readText(file === "-" ? 0 : file);
}
