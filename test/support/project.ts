/** A Pulumi project in a folder of its own, as a user has one: program, state, CLI; for what the Automation API hides. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { World } from "./world";

const ROOT = join(__dirname, "..", "..", "..");

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Project {
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    readonly folder: string,
    env: Record<string, string>,
  ) {
    this.env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...env,
    };
  }

  /**
   * With a stack `test` that has nothing yet.
   * @param files of the project by path; `index.js` is the program, unless there is another Pulumi.yaml
   * @param world the Kaltura to work on; without one there are neither credentials nor an address
   */
  static async create(
    files: Readonly<Record<string, string>>,
    world?: World,
    env: Record<string, string> = {},
  ): Promise<Project> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-project-"));
    const project = new Project(folder, {
      KALTURA_PARTNER_ID: String(world?.emulator.partnerId ?? 107),
      ...(world === undefined
        ? {}
        : {
            KALTURA_SERVICE_URL: world.emulator.url,
            KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
          }),
      ...env,
    });
    mkdirSync(join(folder, "state"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    project.write("Pulumi.yaml", "name: event\nruntime: nodejs\nmain: index.js\n");
    project.write("package.json", "{}");
    for (const [file, text] of Object.entries(files)) project.write(file, text);
    await project.pulumi("stack", "init", "test");
    return project;
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** @throws when it fails, with what it printed */
  async pulumi(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try("pulumi", ...args, "--non-interactive", "--color=never");
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** `npx pulumi-kaltura …`, however it ends. */
  kaltura(...args: string[]): Promise<Output> {
    return this.try(process.execPath, join(ROOT, "dist", "cli", "main.js"), ...args);
  }

  /** Any program, however it ends. */
  try(command: string, ...args: string[]): Promise<Output> {
    const options = { cwd: this.folder, env: this.env, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((resolve, reject) => {
      execFile(command, args, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr });
        else reject(error);
      });
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
