/**
 * What the provider costs on the real engine, beside two references measured in the same run: the engine with as many
 * resources that do nothing, and a script that follows the guide call by call. Ratios, not times: machines differ.
 *
 *   npm run bench -- --sizes 10,100 --latency 0,50 --runs 1 --only ours,floor,script --out bench/results
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { coldStart, type Loading } from "./coldStart";
import { floor, type Measured, ours, script } from "./measure";
import { plot } from "./plot";
import { machine, report } from "./report";

/**
 * The engine alone, with few inputs or with a session's; ours; the script; and the first and ours again with a state
 * that the engine writes once, at the end (PULUMI_SKIP_CHECKPOINTS).
 */
const CONTESTANTS = ["floor", "floorFull", "ours", "script", "floorAtEnd", "oursAtEnd"] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** One measurement of one contestant. */
export interface Row {
  readonly who: Contestant;
  readonly size: number;
  /** Milliseconds that the server takes for each request beside its work. */
  readonly latencyMs: number;
  readonly measured: Measured;
}

export interface Results {
  readonly date: string;
  readonly command: string;
  readonly machine: ReturnType<typeof machine>;
  readonly coldStart: readonly Loading[];
  readonly rows: readonly Row[];
}

/** The engine writes its state when a run ends, and at no step of it. */
const AT_THE_END = { PULUMI_SKIP_CHECKPOINTS: "true" };

const numbers = (text: string): number[] => text.split(",").map(Number);

async function main(): Promise<void> {
  const options = new Command("bench")
    .description("measures the provider on the real engine; see bench/results")
    .option("--sizes <list>", "sessions", numbers, [10, 100, 500, 1000])
    .option("--latency <list>", "milliseconds per API call", numbers, [0, 50])
    .option("--runs <n>", "runs of everything at sizes up to 100", Number, 3)
    .option("--only <list>", CONTESTANTS.join(), (text: string) => text.split(","), [...CONTESTANTS])
    .option(
      "--script-up-to <n>",
      "sessions at most for the script, whose time grows by the session",
      Number,
      500,
    )
    .option("--out <folder>", "where the results go; none are written without it")
    .parse()
    .opts<{
      sizes: number[];
      latency: number[];
      runs: number;
      only: string[];
      scriptUpTo: number;
      out?: string;
    }>();
  const rows: Row[] = [];
  const measure = async (who: Row["who"], size: number, latencyMs: number, work: () => Promise<Measured>) => {
    if (!options.only.includes(who)) return;
    const measured = await work();
    rows.push({ who, size, latencyMs, measured });
    // Each time: a run of hours that breaks off has told something.
    if (options.out !== undefined) write(options.out, results());
    const parts = Object.entries(measured.parts).map(
      ([part, { seconds, requests }]) => `${part} ${seconds.toFixed(1)} s${requests ? ` (${requests})` : ""}`,
    );
    console.log(`${who} ${size} at ${latencyMs} ms: ${parts.join(", ")}`);
  };
  const loading = await coldStart();
  const results = (): Results => ({
    date: new Date().toISOString().slice(0, 10),
    command: `npm run bench -- ${process.argv.slice(2).join(" ")}`.trim(),
    machine: machine(),
    coldStart: loading,
    rows,
  });
  for (const size of options.sizes) {
    for (let run = 0; run < (size <= 100 ? options.runs : 1); run++) {
      // Side by side, so that what else the machine does hits both.
      await measure("floor", size, 0, () => floor(size, "few"));
      await measure("floorAtEnd", size, 0, () => floor(size, "few", AT_THE_END));
      for (const latency of options.latency) {
        await measure("ours", size, latency, () => ours(size, latency));
        await measure("oursAtEnd", size, latency, () => ours(size, latency, AT_THE_END));
        if (run === 0 && size <= options.scriptUpTo)
          await measure("script", size, latency, () => script(size, latency));
      }
      await measure("floorFull", size, 0, () => floor(size, "full"));
    }
  }
  console.log(`\n${report(results())}`);
}

function write(out: string, results: Results): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "results.json"), `${JSON.stringify(results, undefined, 1)}\n`);
  writeFileSync(join(out, "tables.md"), report(results));
  for (const part of ["up", "refresh", "destroy"] as const) {
    writeFileSync(join(out, `${part}.svg`), plot(results.rows, part));
  }
}

void main();
