/** The real engine with the program of every resource, as processes that can be killed. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { World } from "./world";

const execute = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");

/** Registers the resources of `everything` with the classes that users have, each after the one before: in one order. */
const PROGRAM = `
const classes = require("pulumi-kaltura");
const { everything } = require(process.env.EVERYTHING);
const made = {};
let last = [];
for (const [name, { kind, inputs }] of Object.entries(everything(process.env.FILMS, Number(process.env.VERSION)))) {
  const args = typeof inputs === "function" ? inputs(n => made[n].id, (n, output) => made[n][output]) : inputs;
  made[name] = new classes[kind](name, args, { dependsOn: last });
  last = [made[name]];
}
`;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A command under way. */
export class Running {
  readonly ended: Promise<Ended>;
  private output = "";

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        this.output += String(data);
      });
    }
    this.ended = new Promise(resolve => {
      // Not "close": orphans hold the other end of its pipes.
      child.once("exit", code => resolve({ code, output: this.output }));
    });
  }

  signal(name: "SIGINT" | "SIGKILL"): void {
    this.child.kill(name);
  }

  /** Processes that the engine started: its language host and its provider. @throws when there is no provider */
  async children(): Promise<{ pid: number; isProvider: boolean }[]> {
    const { stdout } = await execute("ps", ["-A", "-o", "pid=,ppid=,args="], { maxBuffer: 1 << 26 });
    const children = stdout
      .split("\n")
      .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter(found => Number(found?.[2]) === this.child.pid)
      .map(found => ({ pid: Number(found![1]), isProvider: found![3]!.includes("dynamic-provider") }));
    if (!children.some(c => c.isProvider)) throw new Error("the engine has no provider");
    return children;
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
};

/** Whether a process is there, and no zombie. */
export const isRunning = (pid: number): boolean => commandOf(pid) !== "";

export class KillableStack {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-killed-"));
  readonly films = join(this.folder, "films");
  private readonly state = join(this.folder, "state");
  private readonly env: NodeJS.ProcessEnv;
  /** Of the program: 1 or 2. */
  version: 1 | 2 = 1;
  /** Whether the engine writes its state at each step, as it does by default, or at the end alone. */
  notesEachStep = true;
  private readonly orphans = new Set<number>();

  constructor(world: World, env: Record<string, string> = {}) {
    for (const folder of [this.state, this.films]) mkdirSync(folder);
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"), "junction");
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: summit\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(this.folder, "package.json"), "{}");
    writeFileSync(join(this.folder, "index.js"), PROGRAM);
    this.env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${this.state}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      KALTURA_SERVICE_URL: world.emulator.url,
      KALTURA_PARTNER_ID: String(world.emulator.partnerId),
      KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
      KALTURA_USER_ID: "producer@example.com",
      KALTURA_KAF_HOST: world.emulator.url.replace("http://", ""),
      EVERYTHING: join(__dirname, "everything.js"),
      FILMS: this.films,
      ...env,
    };
  }

  /** Starts a command of Pulumi. */
  start(...args: string[]): Running {
    return new Running(
      spawn("pulumi", [...args, "--non-interactive", "--color=never"], {
        cwd: this.folder,
        env: {
          ...this.env,
          VERSION: String(this.version),
          ...(!this.notesEachStep && { PULUMI_SKIP_CHECKPOINTS: "true" }),
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }

  /** Runs a command of Pulumi. @throws with what it printed, when it fails */
  async pulumi(...args: string[]): Promise<string> {
    return this.well(this.start(...args), args[0]!);
  }

  /** What a person is told to do after a run that was killed. */
  async recover(): Promise<string> {
    const cli = join(ROOT, "dist", "cli", "main.js");
    const child = spawn(process.execPath, [cli, "recover"], {
      cwd: this.folder,
      env: { ...this.env, VERSION: String(this.version) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return this.well(new Running(child), "recover");
  }

  private async well(running: Running, what: string): Promise<string> {
    const { code, output } = await running.ended;
    if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output}`);
    return output;
  }

  /** SIGKILL for the engine; its children are left to themselves. @returns their ids */
  async killEngine(run: Running): Promise<number[]> {
    const children = await run.children();
    run.signal("SIGKILL");
    await run.ended;
    for (const { pid } of children) this.orphans.add(pid);
    return children.filter(c => c.isProvider).map(c => c.pid);
  }

  /** SIGKILL for the provider under the engine. */
  async killProvider(run: Running): Promise<void> {
    for (const { pid, isProvider } of await run.children()) if (isProvider) process.kill(pid, "SIGKILL");
  }

  /** Whether a text, such as a type in a URN, is in the engine's state. */
  holds(text: string): boolean {
    return readdirSync(this.state, { recursive: true, withFileTypes: true }).some(
      f => f.name === "test.json" && readFileSync(join(f.parentPath, f.name), "utf8").includes(text),
    );
  }

  /** Keeps the engine's state under a name, and brings it back. */
  save(name: string): void {
    cpSync(this.state, join(this.folder, `saved-${name}`), { recursive: true });
  }
  load(name: string): void {
    const saved = join(this.folder, `saved-${name}`);
    if (!existsSync(saved)) throw new Error(`nothing was saved as ${name}`);
    rmSync(this.state, { recursive: true, force: true });
    cpSync(saved, this.state, { recursive: true });
  }

  /** Ends what killed engines left running. */
  clear(): void {
    for (const pid of this.orphans) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    this.orphans.clear();
  }

  close(): void {
    this.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
