/** A Pulumi project in a folder of its own, driven by the real CLI. */
import {
  cpSync,
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
import { type Ran, run } from "./processes";

const ROOT = join(__dirname, "..", "..");

export type Part = "up" | "preview" | "refresh" | "update" | "destroy";

const COMMANDS: Readonly<Record<Part, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  update: ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

export class Project {
  private constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param program compiled program below bench/programs */
  static async create(program: "sessions" | "nothing", env: NodeJS.ProcessEnv): Promise<Project> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-bench-"));
    const modules = join(folder, "node_modules");
    mkdirSync(join(folder, "state"));
    mkdirSync(join(modules, "bench-nothing"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(modules, "@pulumi"), "junction");
    symlinkSync(ROOT, join(modules, "pulumi-kaltura"), "junction");
    cpSync(
      join(ROOT, "dist", "bench", "programs", "nothingProvider.js"),
      join(modules, "bench-nothing", "index.js"),
    );
    writeFileSync(join(folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(folder, "package.json"), "{}");
    const main = join(ROOT, "dist", "bench", "programs", `${program}.js`);
    writeFileSync(join(folder, "index.js"), `require(${JSON.stringify(main)});\n`);
    const project = new Project(folder, {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of a bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...env,
    });
    await project.pulumi(["stack", "init", "bench"]);
    return project;
  }

  run(part: Part): Promise<Ran> {
    return this.pulumi(COMMANDS[part], part === "update" ? { BENCH_LATER: "5" } : {});
  }

  /** Bytes of the engine's state. */
  stateBytes(): number {
    const folder = join(this.folder, "state", ".pulumi", "stacks");
    const file = readdirSync(folder, { recursive: true, withFileTypes: true }).find(f =>
      /^bench\.json$/.test(f.name),
    )!;
    return readFileSync(join(file.parentPath, file.name)).length;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private pulumi(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return run("pulumi", [...args, "--non-interactive", "--color=never"], {
      cwd: this.folder,
      env: { ...this.env, ...env },
    });
  }
}
