import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { type LineResult, replayFolder } from "./run.js";

/** A line that is known to differ, and why that is right. */
interface Exception {
  file: string;
  line: number;
  reason: string;
}

interface Flags {
  only?: string;
  exceptions: string;
}

async function main(): Promise<void> {
  const command = new Command("contract")
    .description("replay recordings of a real server against the emulator")
    .argument("<folder>", "folder with *.jsonl recordings")
    .option("--only <file>", "report this file only (the others are replayed all the same)")
    .option("--exceptions <file>", "list of lines that may differ", defaultExceptions())
    .parse();
  const flags = command.opts<Flags>();
  const results = await replayFolder(resolve(command.args[0]!));
  const only = flags.only?.replace(/\.jsonl$/, "");
  const shown = results.filter(result => only === undefined || result.line.file === `${only}.jsonl`);
  const exceptions = readExceptions(flags.exceptions);
  process.exitCode = report(shown, exceptions) ? 0 : 1;
}

/** The list beside the source, also when run from the compiled output. */
function defaultExceptions(): string {
  const beside = join(__dirname, "exceptions.json");
  return existsSync(beside) ? beside : join(__dirname, "../../../emulator/contract/exceptions.json");
}

function readExceptions(file: string): Exception[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Exception[]) : [];
}

function report(results: readonly LineResult[], exceptions: readonly Exception[]): boolean {
  let passed = 0;
  let failed = 0;
  let excepted = 0;
  const perFile = new Map<string, [passed: number, of: number]>();
  for (const { line, differences } of results) {
    const title = `${line.file}:${line.line} ${line.service}.${line.action}`;
    const exception = exceptions.find(one => one.file === line.file && one.line === line.line);
    const count = perFile.get(line.file) ?? [0, 0];
    count[1] += 1;
    perFile.set(line.file, count);
    if (differences.length === 0) {
      passed += 1;
      count[0] += 1;
      if (exception) print(`${title} stale exception: it passes (${exception.reason})`);
    } else if (exception) {
      excepted += 1;
      count[0] += 1;
    } else {
      failed += 1;
      for (const { path, expected, got } of differences.slice(0, 8)) {
        print(`${title} ${path || "(answer)"} expected ${short(expected)} got ${short(got)}`);
      }
      if (differences.length > 8) print(`${title} … and ${differences.length - 8} more`);
    }
  }
  for (const [file, [good, of]] of perFile) print(`${file} ${good}/${of}`);
  if (excepted > 0) print(`${excepted} lines differ as listed in the exceptions`);
  print(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

function short(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(2);
});
