import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Account } from "./accounts.js";
import type { Call } from "./calls.js";
import type { Clock } from "./clock.js";
import { serveControl } from "./control.js";
import { Core } from "./core.js";
import { putOnAir, takeOffAir } from "./entries/onAir.js";
import { Faults } from "./faults.js";
import { type Provisioned, provision } from "./provision.js";
import { type ReachIds, type ReachSetup, seedReach } from "./reach/seed.js";
import type { AccountSetup } from "./seeds.js";
import { Snapshot } from "./snapshot.js";
import { addStandIn, type StandIn } from "./standIns.js";
import type { Store } from "./store.js";
import { createWireServer, type OnMoment, type Wire } from "./wire/server.js";

/** How an emulator is started. Everything has a default. */
export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  partnerId?: number;
  adminSecret?: string;
  userSecret?: string;
  /** File that keeps the state: read at the start if it is there, written shortly after each change. */
  snapshot?: string;
  /** Delay of every answer. */
  latencyMs?: number;
  /** Delay of the search index behind the database. */
  indexLagMs?: number;
  /** Delay of the server's background jobs; "manual" leaves them to `runJobs()`. */
  jobDelayMs?: number | "manual";
  /** Length of media entries, which become ready with the background jobs. */
  mediaSeconds?: number;
  /** See CoreOptions. */
  mediaStatus?: number;
  mediaNeedsContent?: boolean;
  mediaUnindexed?: boolean;
}

/** What the emulator starts with unless told otherwise. The secrets are words on purpose: they protect nothing. */
export const DEFAULTS = {
  partnerId: 107,
  adminSecret: "emulator-admin-secret",
  userSecret: "emulator-user-secret",
} as const;

/** A running emulator. */
export class Emulator {
  readonly faults = new Faults();
  readonly core: Core;
  readonly #wire: Wire;
  readonly #server: Server;
  readonly #snapshot: Snapshot | undefined;

  constructor(options: EmulatorOptions) {
    this.core = new Core({
      partnerId: options.partnerId ?? DEFAULTS.partnerId,
      adminSecret: options.adminSecret ?? DEFAULTS.adminSecret,
      userSecret: options.userSecret ?? DEFAULTS.userSecret,
      indexLagMs: options.indexLagMs ?? 0,
      jobDelayMs: options.jobDelayMs ?? 200,
      mediaSeconds: options.mediaSeconds ?? 120,
      mediaStatus: options.mediaStatus ?? 2,
      mediaNeedsContent: options.mediaNeedsContent ?? false,
      mediaUnindexed: options.mediaUnindexed ?? false,
    });
    if (options.snapshot !== undefined) {
      this.#snapshot = new Snapshot(options.snapshot, this.core.store);
      if (this.#snapshot.load()) this.core.setUp();
      this.#snapshot.watch();
    }
    this.#wire = {
      core: this.core,
      faults: this.faults,
      calls: [],
      latencyMs: options.latencyMs ?? 0,
      requests: 0,
      onMoment: undefined,
      control: (request, response, path) => serveControl(this, request, response, path),
    };
    this.#server = createWireServer(this.#wire);
  }

  /** Listen on loopback. */
  async listen(port: number): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    this.core.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  /** Base address, without a slash at the end. */
  get url(): string {
    return this.core.url;
  }

  get partnerId(): number {
    return this.core.options.partnerId;
  }

  get adminSecret(): string {
    return this.core.options.adminSecret;
  }

  get userSecret(): string {
    return this.core.options.userSecret;
  }

  /** All state, to look at or to tamper with. */
  get store(): Store {
    return this.core.store;
  }

  get clock(): Clock {
    return this.core.clock;
  }

  /** Calls served so far, those of a multirequest one by one. */
  get calls(): readonly Call[] {
    return this.#wire.calls;
  }

  /** HTTP requests so far; the number of the last one. */
  get requests(): number {
    return this.#wire.requests;
  }

  /** Be told of each moment of each request, and hold the server there; for tests that kill its clients. */
  set onMoment(told: OnMoment | undefined) {
    this.#wire.onMoment = told;
  }

  /** Forget the calls. */
  clearCalls(): void {
    this.#wire.calls.length = 0;
  }

  /** Live (not deleted) objects that users made, by kind: entries, scheduleEvents, categories, appTokens … */
  counts(): Record<string, number> {
    return this.core.store.counts();
  }

  /** Delay every answer from now on. */
  setLatency(ms: number): void {
    this.#wire.latencyMs = ms;
  }

  /** Let the search index lag behind the database from now on. */
  setIndexLag(ms: number): void {
    this.core.store.setIndexLag(ms);
  }

  /** Run all waiting background jobs now; how many there were. */
  runJobs(): number {
    return this.core.jobs.runAll();
  }

  /** Let an encoder send to a live entry. */
  putOnAir(entryId: string): void {
    putOnAir(this.store, this.partnerId, entryId, this.clock.now());
  }

  /** End its broadcast. @param recordingPending the server still works on the recording */
  takeOffAir(entryId: string, recordingPending = false): void {
    takeOffAir(this.store, this.partnerId, entryId, this.clock.now(), recordingPending);
  }

  /** Add an account, or change the features of one. */
  addAccount(setup: AccountSetup): Account {
    return this.core.addAccount(setup);
  }

  /** Let an account order captions and the like: catalog items and a profile, which accounts cannot make. */
  addReach(setup: ReachSetup = {}): ReachIds {
    return seedReach(this.core, { ...setup, partnerId: setup.partnerId ?? this.partnerId });
  }

  /** Set up what an account gets from Kaltura's people: REACH, and a template room for webinars. */
  provision(): Provisioned {
    return provision(this.core);
  }

  /**
   * Have something that an account has already, under its own id or name, so that an event that builds on it can be
   * tried out here.
   * @returns false when it is there
   */
  standIn(what: StandIn): boolean {
    return addStandIn(this.core, what);
  }

  /** An empty server again: no objects, no faults, no calls, the machine's time. */
  reset(): void {
    this.core.reset();
    this.faults.clear();
    this.clearCalls();
  }

  /** Stop listening; open connections are cut, the snapshot is saved. */
  async stop(): Promise<void> {
    this.#snapshot?.save();
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Start an emulator. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return new Emulator(options).listen(options.port ?? 0);
}
