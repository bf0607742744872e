/** An embedded Kaltura with orders for a vendor, and workers against it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator, EmulatorOptions } from "../../emulator";
import { createVendor, type LogLine, type VendorSettings, type VendorWorker } from "../../reach";
import { World } from "../support/world";

export const VENDOR = 103;
export const TASK = "reach_entryvendortask";
export const STATUS = {
  PENDING: 1,
  READY: 2,
  PROCESSING: 3,
  MODERATION: 4,
  REJECTED: 5,
  ERROR: 6,
  ABORTED: 7,
  SCHEDULED: 9,
} as const;

export const VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n";
/** A result that every captions task takes. */
export const captions = (content = VTT) => ({
  captions: [{ language: "English", format: "vtt" as const, content }],
});

export interface StoredTask {
  id: number;
  partnerId: number;
  entryId: string;
  status: number;
  errDescription?: string;
  outputObjectId?: string;
  externalTaskId?: string;
  accessKey?: string;
  taskJobData?: Record<string, unknown>;
}
export interface StoredAsset {
  id: string;
  partnerId: number;
  entryId: string;
  status: number;
  objectType?: string;
  content?: string;
  partnerData?: string;
  displayOnPlayer?: boolean;
  [field: string]: unknown;
}

type Item = keyof ReturnType<Emulator["addReach"]>["items"];

export class Market {
  readonly lines: LogLine[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "reach-test-"));
  private readonly workers: VendorWorker[] = [];

  private constructor(
    readonly world: World,
    readonly reach: ReturnType<Emulator["addReach"]>,
  ) {}

  static async open(options: EmulatorOptions = {}): Promise<Market> {
    const world = await World.start(options);
    return new Market(world, world.emulator.addReach());
  }

  get emulator(): Emulator {
    return this.world.emulator;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.stop()));
    await this.world.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A recording that is ready. */
  async recording(name = "Recording"): Promise<string> {
    const { id } = await this.world.must("media", "add", {
      entry: { objectType: "KalturaMediaEntry", mediaType: 1, name },
    });
    this.emulator.runJobs();
    return String(id);
  }

  /** Orders something for a recording of its own. @returns the task's id */
  async order(item: Item = "machineCaptions", more: Record<string, unknown> = {}): Promise<string> {
    const entryId = more.entryId ?? (await this.recording());
    const { id } = await this.world.must(TASK, "add", {
      entryVendorTask: {
        objectType: "KalturaEntryVendorTask",
        catalogItemId: this.reach.items[item],
        reachProfileId: this.reach.profileId,
        ...more,
        entryId,
      },
    });
    return String(id);
  }

  task(id: string): StoredTask {
    return this.emulator.store.collection<StoredTask>("vendorTasks").get(Number(id)) as StoredTask;
  }

  /** What is there of a kind, deleted ones aside, oldest first. */
  assets(kind: "captionAssets" | "attachmentAssets" | "flavorAssets" | "cuePoints", entryId?: string) {
    const gone = kind === "cuePoints" ? 2 : 3;
    return this.emulator.store
      .collection<StoredAsset>(kind)
      .all()
      .filter(one => one.status !== gone && (entryId === undefined || one.entryId === entryId));
  }

  /** The settings of a worker that hurries. */
  settings(given: Partial<VendorSettings> & Pick<VendorSettings, "handlers">): VendorSettings {
    return {
      serviceUrl: this.emulator.url,
      partnerId: VENDOR,
      credentials: { adminSecret: this.emulator.adminSecret },
      name: "acme",
      queue: { journal: join(this.folder, "journal") },
      pollSeconds: 0.05,
      backoffSeconds: 0.02,
      lookSeconds: 0.1,
      graceSeconds: 5,
      retry: { attempts: 4, baseMs: 1, maxMs: 5, blockedMs: 5 },
      log: line => this.lines.push(line),
      ...given,
    };
  }

  /** Starts a worker, which {@link close} stops. */
  async work(given: Partial<VendorSettings> & Pick<VendorSettings, "handlers">): Promise<VendorWorker> {
    const worker = createVendor(this.settings(given));
    this.workers.push(worker);
    await worker.start();
    return worker;
  }

  /** Waits until a task has one of these states. */
  async until(id: string, ...states: number[]): Promise<StoredTask> {
    await eventually(
      () => states.includes(this.task(id).status),
      () => `task ${id} is ${this.task(id).status}: ${JSON.stringify(this.lines.slice(-5))}`,
    );
    return this.task(id);
  }
}

/** Waits for something that comes by itself. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  words: () => string,
  ms = 60_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${words()}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
