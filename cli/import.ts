/** What organisers have (a spreadsheet, a calendar, a schedule) as an event file. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";

interface ImportCommandOptions {
  readonly format?: string;
  readonly out?: string;
  readonly timezone?: string;
  readonly name?: string;
  readonly skipBadRows?: boolean;
  readonly removeMissing?: boolean;
}

export const importCommand = () =>
  new Command("import")
    .description(
      "make an event file of a programme: CSV, iCalendar, frab or pretalx XML and JSON, open-event JSON. Done again, it brings in what changed, and leaves what you wrote",
    )
    .argument("<programme>", "the file to read")
    .option("--out <event.yaml>", "event file to write, or to bring up to date; default: print it")
    .option("--format <name>", "what the programme is; default: it is recognised")
    .option("--timezone <name>", "IANA timezone of the event, where the programme has none")
    .option("--name <text>", "name of the event, where the programme has none")
    .option("--skip-bad-rows", "leave out rows that can't be read, instead of stopping")
    .option("--remove-missing", "take sessions out of the event file that the programme has no more")
    .action((file: string, options: ImportCommandOptions) => {
      process.exitCode = importProgramme(file, options);
    });

/** @returns exit code: 1 when there are bad rows that may not be skipped */
function importProgramme(file: string, options: ImportCommandOptions): number {
  // The schemas of all resources, which other commands need not wait for.
  const { importers } = require("../event/import/registry") as typeof import("../event/import/registry");
  const { readProgramme } =
    require("../event/import/programme") as typeof import("../event/import/programme");
  const { readText } = require("../event/decode") as typeof import("../event/decode");
  const { mergeInto } = require("../event/import/write") as typeof import("../event/import/write");

  const text = readText(file);
  const { format, out } = options;
  const importer =
    format === undefined
      ? importers.find(i => i.recognises(text, file))
      : importers.find(i => i.name === format);
  if (importer === undefined) {
    const known = importers.map(i => `  ${i.name.padEnd(12)}${i.doc}`).join("\n");
    throw new Error(
      `${file}: ${format === undefined ? "is of no form that is known; say which with --format" : `there is no format ${format}`}. Known are\n${known}`,
    );
  }
  const { definition, bad, notes } = readProgramme(importer, text, file, options);
  const say = (line: string) => console.error(line);
  for (const note of notes) say(note);
  for (const { row, reason } of bad) say(row === undefined ? reason : `row ${row}: ${reason}`);
  if (bad.length > 0 && options.skipBadRows !== true) {
    const rows = new Set(bad.map(({ row, reason }) => row ?? reason)).size;
    const count = rows === 1 ? "1 row" : `${rows} rows`;
    say(`${count} can't be used, so nothing was written. Mend this, or leave it out with --skip-bad-rows`);
    return 1;
  }
  if (bad.length > 0 && options.removeMissing === true) {
    say(
      "Nothing was written: a row that can't be read looks like a session that is no longer in the programme, and --remove-missing would take that out. Mend the rows, or leave out --remove-missing",
    );
    return 1;
  }
  const existing = out !== undefined && existsSync(out) ? readFileSync(out, "utf8") : undefined;
  const merged = mergeInto(existing, definition, options.removeMissing);
  if (out === undefined) process.stdout.write(merged.text);
  else {
    writeFileSync(out, merged.text);
    const { added, changed, missing } = merged;
    const sessions = added.length === 1 ? "session" : "sessions";
    say(
      `${out}: ${added.length} ${sessions} added, ${changed.length} changed, ${missing.length} no longer in the programme`,
    );
    if (missing.length > 0) {
      const fate = options.removeMissing === true ? "taken out" : "left in (--remove-missing takes them out)";
      say(`no longer in the programme, ${fate}: ${missing.join(", ")}`);
    }
  }
  return 0;
}
