/** The results in words and tables. */
import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import type { Results, Row } from "./main";
import type { Sample } from "./measure";
import type { Part } from "./project";

const PARTS: readonly Part[] = ["up", "preview", "refresh", "update", "destroy"];

export function machine() {
  const cpu = cpus();
  return {
    cores: cpu.length,
    cpu: cpu[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    loadAtTheEnd: loadavg().map(l => Math.round(l * 10) / 10),
    node: process.version,
    pulumi: execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim(),
    sdk: (require("@pulumi/pulumi/package.json") as { version: string }).version,
  };
}

/** "3.1" for one sample, "2.9–3.1–4.0" for several: least, median, most. */
function spread(values: readonly number[], digits = 1): string {
  if (values.length === 0) return "";
  const sorted = [...values].sort((a, b) => a - b);
  const [least, middle, most] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  return sorted.length < 3
    ? least.toFixed(digits)
    : `${least.toFixed(digits)}–${middle.toFixed(digits)}–${most.toFixed(digits)}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map(cells => `| ${cells.join(" | ")} |`).join("\n");

class Rows {
  constructor(private readonly rows: readonly Row[]) {}

  samples(who: Row["who"], size: number, latencyMs: number, part: Part): Sample[] {
    return this.rows
      .filter(r => r.who === who && r.size === size && r.latencyMs === latencyMs)
      .flatMap(r => r.measured.parts[part] ?? []);
  }

  /** The least seconds: what other work on the machine adds is no part of it. */
  seconds(who: Row["who"], size: number, latencyMs: number, part: Part): number {
    return Math.min(...this.samples(who, size, latencyMs, part).map(s => s.seconds));
  }

  cpu(who: Row["who"], size: number, latencyMs: number, part: Part, also: readonly string[] = []): number {
    const all = this.samples(who, size, latencyMs, part).map(({ cpu }) =>
      (["engine", "program", "provider", ...also] as const).reduce(
        (sum, role) => sum + (cpu[role as keyof typeof cpu] ?? 0),
        0,
      ),
    );
    return Math.min(...all);
  }
}

/** Nothing for what was not measured. */
const shown = (value: number, digits = 0): string => (Number.isFinite(value) ? value.toFixed(digits) : "");

const ratio = (a: number, b: number): string =>
  Number.isFinite(a) && Number.isFinite(b) && b > 0 ? `${(a / b).toFixed(2)} ×` : "";

export function report({ date, command, machine: m, coldStart, rows }: Results): string {
  const all = new Rows(rows);
  const sizes = [...new Set(rows.map(r => r.size))];
  const latencies = [...new Set(rows.filter(r => r.who === "ours").map(r => r.latencyMs))];
  const seconds = (who: Row["who"], size: number, latency: number, part: Part) =>
    spread(all.samples(who, size, latency, part).map(s => s.seconds));
  const bySizeAndPart = (cells: (size: number, part: Part) => string[]) =>
    sizes.flatMap(size => PARTS.map(part => [String(size), part, ...cells(size, part)]));
  const sections = [
    `Measured ${date} with \`${command}\` on ${m.cores} cores (${m.cpu}), ${m.memoryGb} GB, Node ${m.node}, Pulumi ${m.pulumi}, SDK ${m.sdk}, file backend. Load averages at the end of the run: ${m.loadAtTheEnd.join(", ")}.`,
    "## Wall time, seconds",
    "Least–median–most where there were several runs; ratios are those of the least.",
    table(
      [
        "sessions",
        "part",
        "floor",
        "floor, same data",
        ...latencies.flatMap(l => [`ours ${l} ms`, `÷ floor`, `script ${l} ms`, `script ÷ ours`]),
      ],
      bySizeAndPart((size, part) => [
        seconds("floor", size, 0, part),
        seconds("floorFull", size, 0, part),
        ...latencies.flatMap(l => [
          seconds("ours", size, l, part),
          ratio(all.seconds("ours", size, l, part), all.seconds("floor", size, 0, part)),
          seconds("script", size, l, part),
          ratio(all.seconds("script", size, l, part), all.seconds("ours", size, l, part)),
        ]),
      ]),
    ),
    "## State written at the end of a run, seconds",
    "With PULUMI_SKIP_CHECKPOINTS=true the engine writes its state once a run, and not twice a resource.",
    table(
      [
        "sessions",
        "part",
        "floor",
        ...latencies.flatMap(l => [`ours ${l} ms`, ...(l === 0 ? ["÷ floor"] : []), "script ÷ ours"]),
      ],
      bySizeAndPart((size, part) => [
        seconds("floorAtEnd", size, 0, part),
        ...latencies.flatMap(l => [
          seconds("oursAtEnd", size, l, part),
          ...(l === 0
            ? [ratio(all.seconds("oursAtEnd", size, l, part), all.seconds("floorAtEnd", size, 0, part))]
            : []),
          ratio(all.seconds("script", size, l, part), all.seconds("oursAtEnd", size, l, part)),
        ]),
      ]),
    ),
    "## CPU, seconds",
    "Engine, program and provider; the embedded Kaltura apart. Hardly touched by what else runs on the machine.",
    table(
      [
        "sessions",
        "part",
        "floor",
        "floor, same data",
        "ours 0 ms",
        "÷ floor",
        "÷ floor, same data",
        "engine",
        "program",
        "provider",
        "Kaltura",
      ],
      bySizeAndPart((size, part) => {
        const least = all
          .samples("ours", size, 0, part)
          .sort((a, b) => a.seconds - b.seconds)
          .at(0);
        const of = (role: "engine" | "program" | "provider" | "emulator") =>
          (least?.cpu[role] ?? 0).toFixed(1);
        return [
          shown(all.cpu("floor", size, 0, part), 1),
          shown(all.cpu("floorFull", size, 0, part), 1),
          shown(all.cpu("ours", size, 0, part), 1),
          ratio(all.cpu("ours", size, 0, part), all.cpu("floor", size, 0, part)),
          ratio(all.cpu("ours", size, 0, part), all.cpu("floorFull", size, 0, part)),
          of("engine"),
          of("program"),
          of("provider"),
          of("emulator"),
        ];
      }),
    ),
    "## HTTP requests",
    "Sessions and their two categories. The script makes eight calls to make a session, four to read and four to delete one.",
    table(
      ["sessions", "latency", ...PARTS, "refresh: sessions per request"],
      sizes.flatMap(size =>
        latencies.map(l => {
          const of = (part: Part) => all.samples("ours", size, l, part).map(s => s.requests ?? 0);
          return [
            String(size),
            `${l} ms`,
            ...PARTS.map(part => spread(of(part), 0)),
            of("refresh").length > 0 ? shown(size / Math.min(...of("refresh"))) : "",
          ];
        }),
      ),
    ),
    "## State and memory",
    table(
      [
        "sessions",
        "state, bytes a session",
        "floor",
        "floor, same data",
        "provider's peak, up",
        "preview",
        "refresh",
        "destroy",
      ],
      sizes.map(size => {
        const bytes = (who: Row["who"]) =>
          rows.find(r => r.who === who && r.size === size)?.measured.stateBytes ?? Number.NaN;
        const peak = (part: Part) =>
          shown(Math.min(...all.samples("ours", size, 0, part).map(s => s.providerPeakMb ?? Number.NaN)));
        return [
          String(size),
          shown(bytes("ours") / size),
          shown(bytes("floor") / size),
          shown(bytes("floorFull") / size),
          peak("up"),
          peak("preview"),
          peak("refresh"),
          peak("destroy"),
        ];
      }),
    ),
    "## Start of the provider process",
    table(
      ["loads", "ms", "MB"],
      coldStart.map(({ what, ms, mb }) => [what, ms.toFixed(0), mb.toFixed(0)]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}
