/** An embedded Kaltura with a provider's runtime beside it, and a stranger's client that shares no code with ours. */
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { signV2 } from "../../emulator/ks";
import { Gateway, type GatewaySettings } from "../../provider/kaltura/gateway";
import { type LoaderSettings, Loaders } from "../../provider/kaltura/loaders";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";
import { bundledSchema, sessionProfiles } from "../../provider/schemas";

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

  private constructor(readonly emulator: Emulator) {
    this.runtime = this.freshRuntime();
  }

  static async start(options: EmulatorOptions = {}): Promise<World> {
    return new World(await startEmulator({ jobDelayMs: 0, ...options }));
  }

  /** The runtime of another provider process, which remembers nothing of this one. */
  freshRuntime(loading: LoaderSettings = {}, batch: GatewaySettings["batch"] = {}): Runtime {
    const gateway = new Gateway({
      serviceUrl: this.emulator.url,
      partnerId: this.emulator.partnerId,
      kafUrl: this.emulator.url,
      credentials: { adminSecret: this.emulator.adminSecret, userId: "producer@example.com" },
      timeoutMs: 2000,
      retry: FAST,
      batch,
      onRequest: () => {
        this.requests += 1;
      },
    });
    return {
      gateway,
      load: new Loaders(gateway, loading),
      sleep: () => new Promise(resolve => setImmediate(resolve)),
      say: line => this.said.push(line),
      now: () => this.emulator.clock.nowMs(),
    };
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
  }
}
