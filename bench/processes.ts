/** Programs that are measured, and what each of their processes costs. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** What a process is in a run of Pulumi. */
export type Role = "engine" | "program" | "provider";

export interface Cost {
  /** User and system, to the last look: a tenth of a second is missing at most. */
  cpuSeconds: number;
  /** Peak of resident memory. */
  peakMb: number;
}

export interface Ran {
  readonly seconds: number;
  readonly costs: Readonly<Partial<Record<Role, Cost>>>;
  readonly output: string;
}

const TICKS_PER_SECOND = 100;

const roleOf = (command: string): Role | undefined => {
  if (/dynamic-provider/.test(command)) return "provider";
  if (/pulumi-language-nodejs/.test(command)) return "engine";
  if (/cmd\/run|@pulumi\/pulumi\/cmd/.test(command)) return "program";
  return /(^|\/)pulumi\0/.test(command) ? "engine" : undefined;
};

/** Costs of a process tree, looked up in /proc while it runs; empty where there is none. */
class Watch {
  private readonly seen = new Map<number, { role: Role; cost: Cost }>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.timer = setInterval(() => this.look(), 100);
  }

  private look(): void {
    for (const pid of this.tree()) {
      try {
        const role = roleOf(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
        if (role === undefined) continue;
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const [user = 0, system = 0] = stat
          .slice(stat.lastIndexOf(")") + 2)
          .split(" ")
          .slice(11, 13)
          .map(Number);
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
        this.seen.set(pid, {
          role,
          cost: { cpuSeconds: (user + system) / TICKS_PER_SECOND, peakMb: Number(peak ?? 0) / 1024 },
        });
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  /** The process and all that descend from it. */
  private tree(): number[] {
    const found = [this.root];
    for (const pid of found) {
      try {
        for (const task of readdirSync(`/proc/${pid}/task`)) {
          const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
          found.push(...children.split(" ").filter(Boolean).map(Number));
        }
      } catch {
        // It has ended meanwhile.
      }
    }
    return found;
  }

  end(): Ran["costs"] {
    clearInterval(this.timer);
    const costs: Partial<Record<Role, Cost>> = {};
    for (const { role, cost } of this.seen.values()) {
      const sum = costs[role] ?? { cpuSeconds: 0, peakMb: 0 };
      costs[role] = {
        cpuSeconds: sum.cpuSeconds + cost.cpuSeconds,
        peakMb: Math.max(sum.peakMb, cost.peakMb),
      };
    }
    return costs;
  }
}

/** Runs a program to its end. @throws when it fails, with what it printed */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const start = process.hrtime.bigint();
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const watch = new Watch(child.pid ?? 0);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const costs = watch.end();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output.slice(-4000)}`);
  return { seconds, costs, output };
}

/** An embedded Kaltura in a process of its own. */
export class EmulatorProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(cli: string): Promise<EmulatorProcess> {
    const child = spawn(process.execPath, [cli], { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout! }).once("line", resolve);
      child.once("exit", code => reject(new Error(`the emulator ended with ${code}`)));
    });
    return new EmulatorProcess(child, url);
  }

  /** Steers it. */
  async control<T>(method: string, name: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_emulator/${name}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  }

  usage(): Promise<{ requests: number; cpuSeconds: number }> {
    return this.control("GET", "usage");
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
  }
}
