/** The real Pulumi engine with an inline program, in a state folder of its own, against a {@link World}. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent, OpMap, ProjectSettings, Stack } from "@pulumi/pulumi/automation";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import * as settings from "@pulumi/pulumi/runtime/settings";
import type { World } from "./world";

// Connections of the SDK in a process that runs many programs: those to engines that have ended stay, by their address,
// as failed for a while. An engine that gets such a port anew would be said unavailable without being asked.
const { grpcClientOptions } = settings as unknown as { readonly grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

export type ProgramFn = () => Promise<Record<string, unknown>>;

export interface Ran {
  /** Operations by kind: create, update, delete, same … */
  readonly changes: OpMap;
  readonly output: string;
  readonly events: readonly EngineEvent[];
}

export class EngineStack {
  private constructor(
    readonly stack: Stack,
    private readonly dir: string,
  ) {}

  static async create(
    world: World,
    program: ProgramFn,
    env: Record<string, string> = {},
    project: Partial<ProjectSettings> = {},
  ): Promise<EngineStack> {
    const dir = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", projectName: "summit", program },
      {
        projectSettings: { name: "summit", runtime: "nodejs", main: process.cwd(), ...project },
        envVars: {
          PULUMI_BACKEND_URL: `file://${dir}`,
          PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          KALTURA_SERVICE_URL: world.emulator.url,
          KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
          ...env,
        },
      },
    );
    await stack.setConfig("kaltura:partnerId", { value: String(world.emulator.partnerId) });
    await stack.setConfig("kaltura:playerId", { value: "4711" });
    return new EngineStack(stack, dir);
  }

  /** Another version of the program for the same stack. */
  set program(program: ProgramFn) {
    this.stack.workspace.program = program;
  }

  async preview(options: { expectNoChanges?: boolean } = {}): Promise<Ran> {
    return this.run((onOutput, onEvent) =>
      this.stack
        .preview({ ...options, onOutput, onEvent, color: "never", diff: true })
        .then(r => r.changeSummary),
    );
  }

  /** @param options.replace URNs of resources to make anew, whether they changed or not */
  async up(options: { replace?: string[] } = {}): Promise<Ran> {
    return this.run((onOutput, onEvent) =>
      this.stack
        .up({ ...options, onOutput, onEvent, color: "never" })
        .then(r => r.summary.resourceChanges ?? {}),
    );
  }

  async refresh(): Promise<Ran> {
    return this.run((onOutput, onEvent) =>
      this.stack
        .refresh({ onOutput, onEvent, color: "never" })
        .then(r => (r.summary.resourceChanges ?? {}) as OpMap),
    );
  }

  async destroy(): Promise<Ran> {
    return this.run((onOutput, onEvent) =>
      this.stack
        .destroy({ onOutput, onEvent, color: "never" })
        .then(r => (r.summary.resourceChanges ?? {}) as OpMap),
    );
  }

  /** Everything the engine keeps on disk of this stack: state, backups, history. */
  files(): string {
    return readdirSync(this.dir, { recursive: true, withFileTypes: true })
      .filter(e => e.isFile())
      .map(e => readFileSync(join(e.parentPath, e.name), "utf8"))
      .join("\n");
  }

  async close(): Promise<void> {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async run(
    work: (onOutput: (text: string) => void, onEvent: (event: EngineEvent) => void) => Promise<OpMap>,
  ): Promise<Ran> {
    let output = "";
    const events: EngineEvent[] = [];
    const changes = await work(
      text => {
        output += text;
      },
      event => events.push(event),
    );
    return { changes, output, events };
  }
}
