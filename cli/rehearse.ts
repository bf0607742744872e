/** The event at any moment, in an embedded Kaltura: what is live, what feeds it, what viewers get. */
import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";

interface Options {
  readonly cwd: string;
  readonly stack?: string;
  readonly at?: readonly string[];
  readonly timezone?: string;
  readonly silent?: readonly string[];
  readonly gap: string;
  readonly format: "text" | "html" | "json";
  readonly out?: string;
}

export const rehearseCommand = () =>
  new Command("rehearse")
    .description(
      "run the event in an embedded Kaltura: which session is live, upcoming or over, what feeds it, what a viewer of each embed gets; gaps and collisions. Touches no account",
    )
    .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
    .option("-s, --stack <name>", "stack whose plain settings the program is run with")
    .option(
      "--at <time...>",
      "moments to look at: 2027-06-08T09:30 in the event's timezone, or with an offset; default: whenever something begins or ends",
    )
    .option("--timezone <name>", "IANA timezone of --at; default: that of most sessions")
    .option("--silent <name...>", "sessions or channels whose encoder fails, by id or title")
    .option("--gap <minutes>", "length from which an empty time in a track is named", "30")
    .addOption(
      new Option("--format <format>", "of the report").choices(["text", "html", "json"]).default("text"),
    )
    .option("--out <file>", "write the report there")
    .action(async (options: Options) => {
      process.exitCode = await rehearsal(options);
    });

/** @returns exit code: 1 when something did not go as planned */
async function rehearsal(options: Options): Promise<number> {
  // The emulator and all schemas, which other commands need not wait for.
  const { openStage } = await import("../rehearsal/stage.js");
  const { rehearse } = await import("../rehearsal/rehearse.js");
  const { rehearsalText } = await import("../rehearsal/text.js");
  const { rehearsalPage } = await import("../rehearsal/page.js");
  const { epochOf, TimeError } = await import("../provider/time.js");
  const say = (line: string) => console.error(line);
  const gapMinutes = Number(options.gap);
  if (!(gapMinutes > 0)) throw new Error(`--gap ${options.gap} is no number of minutes`);

  const instantOf = (text: string, zone: string | undefined) => {
    try {
      return epochOf(text, zone);
    } catch (error) {
      if (error instanceof TimeError) throw new Error(`--at ${text} ${error.message}`);
      throw error;
    }
  };
  // A slip of the pen is told before anything is deployed, which takes its time.
  for (const text of options.at ?? []) instantOf(text, options.timezone ?? "UTC");

  const stage = await openStage({ cwd: options.cwd, stack: options.stack, say });
  try {
    const zone = options.timezone ?? stage.pieces.find(p => p.start !== undefined)?.timezone;
    const at = options.at?.map(text => instantOf(text, zone));
    const report = await rehearse(stage, { at, silent: options.silent ?? [], gapMinutes, say });
    const text = {
      text: rehearsalText,
      html: rehearsalPage,
      json: (r: typeof report) => `${JSON.stringify(r, null, 2)}\n`,
    }[options.format](report);
    if (options.out === undefined) process.stdout.write(text);
    else {
      writeFileSync(options.out, text);
      say(`${options.out}: ${rehearsalText(report).split("\n", 1)[0]}`);
    }
    return report.problems.length + report.collisions.length > 0 ? 1 : 0;
  } finally {
    await stage.close();
  }
}
