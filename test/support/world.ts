/** An embedded Kaltura with a provider's runtime beside it, and a stranger's client that shares no code with ours. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { signV2 } from "../../emulator/ks";
import { FileJournal } from "../../provider/journal";
import { Gateway, type GatewaySettings } from "../../provider/kaltura/gateway";
import { type LoaderSettings, Loaders } from "../../provider/kaltura/loaders";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";
import { bundledSchema, sessionProfiles } from "../../provider/schemas";

const INDEX_LAG_MS = 15_000;
const FAST = { attempts: 4, baseMs: 1, maxMs: 5, blockedMs: 5 };

export const PROFILES = sessionProfiles.map(({ schema, ...names }) => ({
  ...names,
  xsd: bundledSchema(schema),
}));

export class World {
  /** HTTP requests of the provider's gateway so far. */
  requests = 0;

  /** Lines that users were told of what takes long. */
  readonly said: string[] = [];

  /** What a provider process has: made anew for each Pulumi command. */
  runtime: Runtime;

  /** Provider processes that are still there. */
  private readonly processes = new Map<number, Runtime>();
  private lastProcess = 0;
  private readonly journals = mkdtempSync(join(tmpdir(), "pulumi-kaltura-journal-"));
  private lastJournal = 0;

  private constructor(readonly emulator: Emulator) {
    this.runtime = this.freshRuntime();
  }

  static async start(options: EmulatorOptions = {}): Promise<World> {
    return new World(await startEmulator({ jobDelayMs: 0, ...options }));
  }

  /**
   * The runtime of another provider process, which remembers nothing of this one. Its waits take no time: they move
   * the server's clock.
   * @param engine whether the engine that started it is still there
   */
  freshRuntime(
    loading: LoaderSettings = {},
    batch: GatewaySettings["batch"] = {},
    engine: () => boolean = () => true,
  ): Runtime {
    const gateway = new Gateway({
      serviceUrl: this.emulator.url,
      partnerId: this.emulator.partnerId,
      kafUrl: this.emulator.url,
      credentials: { adminSecret: this.emulator.adminSecret, userId: "producer@example.com" },
      timeoutMs: 2000,
      retry: FAST,
      batch,
      abandoned: () => !engine(),
      onRequest: () => {
        this.requests += 1;
      },
    });
    this.lastProcess += 1;
    const pid = this.lastProcess;
    const journal = new FileJournal({
      folder: join(this.journals, String(this.lastJournal)),
      indexLagMs: INDEX_LAG_MS,
      pid,
      isAlive: other => this.processes.has(other),
      now: () => this.emulator.clock.nowMs(),
    });
    const runtime: Runtime = {
      gateway,
      load: new Loaders(gateway, loading),
      // A process that was killed writes nothing more.
      journal: {
        find: mark => journal.find(mark),
        note: (mark, trace) => this.processes.has(pid) && journal.note(mark, trace),
        forget: mark => this.processes.has(pid) && journal.forget(mark),
      },
      indexLagMs: INDEX_LAG_MS,
      sleep: async ms => {
        this.emulator.clock.advance(ms / 1000);
        await new Promise(resolve => setImmediate(resolve));
      },
      say: line => this.said.push(line),
      now: () => this.emulator.clock.nowMs(),
    };
    this.processes.set(pid, runtime);
    return runtime;
  }

  /** Nothing of earlier runs is known on this machine. */
  forgetRuns(): void {
    this.lastJournal += 1;
  }

  /** An orphaned process has ended by itself: it finishes its calls, and makes no more. */
  async ended(runtime: Runtime): Promise<void> {
    for (let idle = 0; idle < 2; idle = runtime.gateway.idle ? idle + 1 : 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await this.end(runtime);
  }

  /** The process of this runtime ends, in whatever it is doing. */
  async end(runtime: Runtime): Promise<void> {
    for (const [pid, other] of this.processes) if (other === runtime) this.processes.delete(pid);
    await runtime.gateway.close();
  }

  /** An account whose modules are enabled: it has the three metadata profiles. */
  static async withProfiles(options: EmulatorOptions = {}): Promise<World> {
    const world = await World.start(options);
    for (const { xsd, ...profile } of PROFILES) {
      await world.ask("metadata_metadataprofile", "add", {
        metadataProfile: { objectType: "KalturaMetadataProfile", metadataObjectType: "1", ...profile },
        xsdData: xsd,
      });
    }
    world.emulator.clearCalls();
    return world;
  }

  /**
   * A plain call by somebody else: no retries, no batching, nothing of the provider in it.
   * @param partnerId of another account: 103 is a REACH vendor, -2 the platform's administration
   */
  async ask(
    service: string,
    action: string,
    args: Props = {},
    partnerId = this.emulator.partnerId,
  ): Promise<Props> {
    const { emulator } = this;
    const ks = signV2(
      {
        partnerId,
        userId: "stranger",
        type: 2,
        expiry: Math.floor(Date.now() / 1000) + 86_400,
        privileges: "disableentitlement",
      },
      emulator.adminSecret,
    );
    const response = await fetch(`${emulator.url}/api_v3/service/${service}/action/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ks, format: 1, ...args }),
    });
    return (await response.json()) as Props;
  }

  /** Like {@link ask}, for calls that must work. */
  async must(service: string, action: string, args: Props = {}, partnerId?: number): Promise<Props> {
    const answer = await this.ask(service, action, args, partnerId);
    if (answer?.objectType === "KalturaAPIException")
      throw new Error(`${service}.${action}: ${answer.message}`);
    return answer;
  }

  /** The objects of a list. */
  async list(service: string, filter: Props): Promise<Props[]> {
    return (await this.must(service, "list", { filter })).objects as Props[];
  }

  /** Names of the calls served since the last {@link Emulator.clearCalls}: `liveStream.add`. */
  called(): string[] {
    return this.emulator.calls.filter(c => c.service !== "multirequest").map(c => `${c.service}.${c.action}`);
  }

  async stop(): Promise<void> {
    await this.runtime.gateway.close();
    await this.emulator.stop();
    rmSync(this.journals, { recursive: true, force: true });
  }
}
