/**
 * What a vendor's worker costs beside the calls themselves: tasks a second, against a script that makes the very same
 * requests with the same number of tasks at a time, and knows no queue, journal, handler or check. Kaltura is the
 * embedded one, in a process of its own. Ratios count, not times: machines differ.
 *
 *   npm run bench:reach -- [tasks] [at a time]         writes bench/results/reach.json
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, request } from "undici";
import { createVendor, type QueueChoice } from "../reach";
import { startRedis } from "../test/reach/redis";

const TASKS = Number(process.argv[2] ?? 400);
const AT_A_TIME = Number(process.argv[3] ?? 16);
/** Of so many runs the best counts: what disturbs a run is not what is measured. */
const RUNS = 3;
/** Answers of a Kaltura far away, and of one that costs nothing. */
const LATENCIES_MS = [0, 20];
const ROOT = join(__dirname, "..", "..");
const SECRET = "emulator-admin-secret";
const [CUSTOMER, VENDOR] = [107, 103];
const VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n";

/** As many as the worker has. */
const connections = new Agent({ connections: AT_A_TIME, pipelining: 1 });

type Answer = Readonly<Record<string, unknown>>;

/** An embedded Kaltura of its own, with tasks that wait for the vendor. */
class Market {
  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async open(latencyMs: number): Promise<Market> {
    const program = join(ROOT, "dist", "emulator", "cli.js");
    const child = spawn(process.execPath, [program, "--provision"], { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>(resolve =>
      child.stdout.once("data", (chunk: Buffer) => resolve(String(chunk).trim())),
    );
    const gone = new Promise<void>(resolve => child.once("exit", () => resolve()));
    const market = new Market(url, () => {
      child.kill("SIGKILL");
      return gone;
    });
    await market.order();
    await fetch(`${url}/_emulator/latency`, { method: "POST", body: JSON.stringify({ ms: latencyMs }) });
    return market;
  }

  async post(path: string, body: object): Promise<Answer> {
    const response = await request(`${this.url}/api_v3/service/${path}`, {
      dispatcher: connections,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ format: 1, ...body }),
    });
    const answer = (await response.body.json()) as Answer & { objectType?: string; message?: string };
    if (answer?.objectType === "KalturaAPIException") throw new Error(`${path}: ${answer.message}`);
    return answer;
  }

  session(partnerId: number): Promise<string> {
    const start = { secret: SECRET, partnerId, type: 2, privileges: "disableentitlement" };
    return this.post("session/action/start", start) as Promise<unknown> as Promise<string>;
  }

  private async order(): Promise<void> {
    const ks = await this.session(CUSTOMER);
    const filter = { objectType: "KalturaVendorCaptionsCatalogItemFilter", partnerIdEqual: CUSTOMER };
    const { objects: items } = await this.post("reach_vendorcatalogitem/action/list", { ks, filter });
    const { objects: profiles } = await this.post("reach_reachprofile/action/list", { ks });
    const item = (items as { name: string; id: number }[]).find(one => one.name === "machineCaptions");
    const profile = (profiles as { id: number }[])[0];
    const ids: string[] = [];
    for (let i = 0; i < TASKS; i++) {
      const entry = { objectType: "KalturaMediaEntry", mediaType: 1, name: `Recording ${i}` };
      ids.push(String((await this.post("media/action/add", { ks, entry })).id));
    }
    await fetch(`${this.url}/_emulator/jobs`, { method: "POST" });
    for (const entryId of ids) {
      const order = { entryId, catalogItemId: item?.id, reachProfileId: profile?.id };
      const entryVendorTask = { objectType: "KalturaEntryVendorTask", ...order };
      await this.post("reach_entryvendortask/action/add", { ks, entryVendorTask });
    }
  }
}

/** The bound: the requests that a task takes, and nothing else. @returns seconds */
async function byScript(market: Market): Promise<number> {
  const ks = await market.session(VENDOR);
  const started = performance.now();
  const { objects } = await market.post("reach_entryvendortask/action/getJobs", {
    ks,
    filter: { objectType: "KalturaEntryVendorTaskFilter", vendorPartnerIdEqual: VENDOR, statusEqual: 1 },
    pager: { objectType: "KalturaFilterPager", pageSize: 500 },
  });
  const tasks = objects as { id: string; entryId: string; accessKey: string }[];
  const say = (id: string, change: object) =>
    market.post("reach_entryvendortask/action/updateJob", {
      ...{ ks, id, entryVendorTask: { objectType: "KalturaEntryVendorTask", ...change } },
    });
  const work = async ({ id, entryId, accessKey }: (typeof tasks)[number]) => {
    await market.post("multirequest", {
      ks: accessKey,
      "1": {
        ...{ service: "reach_entryvendortask", action: "get", id },
        responseProfile: { objectType: "KalturaResponseProfileHolder", systemName: "reach_vendor" },
      },
      "2": {
        ...{ service: "baseEntry", action: "getPlaybackContext", entryId },
        contextDataParams: {
          objectType: "KalturaPlaybackContextOptions",
          streamerType: "http",
          ks: accessKey,
        },
      },
    });
    await say(id, { status: 3, externalTaskId: `acme-${id}` });
    const [made] = (await market.post("multirequest", {
      ks: accessKey,
      "1": {
        ...{ service: "caption_captionasset", action: "add", entryId },
        captionAsset: {
          ...{ objectType: "KalturaCaptionAsset", language: "English", label: "English", format: "3" },
          partnerData: `reach-task-${id}/caption-1`,
        },
      },
      "2": {
        ...{ service: "caption_captionasset", action: "setContent", id: "{1:result:id}" },
        contentResource: { objectType: "KalturaStringResource", content: VTT },
      },
    })) as unknown as { id: string }[];
    await say(id, { status: 2, outputObjectId: made!.id });
  };
  let next = 0;
  const line = async () => {
    while (next < tasks.length) await work(tasks[next++]!);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, line));
  return (performance.now() - started) / 1000;
}

/** @returns seconds from the first look to the last READY */
async function byWorker(market: Market, queue: QueueChoice): Promise<number> {
  let ready = 0;
  let done = () => {};
  const all = new Promise<void>(resolve => {
    done = resolve;
  });
  const worker = createVendor({
    serviceUrl: market.url,
    partnerId: VENDOR,
    credentials: { adminSecret: SECRET },
    name: "acme",
    ...{ queue, concurrency: AT_A_TIME, requests: AT_A_TIME, pollSeconds: 3600 },
    handlers: { captions: () => ({ captions: [{ language: "English", format: "vtt", content: VTT }] }) },
    log: ({ level, message }) => {
      if (level !== "info") throw new Error(message);
      if (message === "task is READY" && ++ready === TASKS) done();
    },
  });
  const started = performance.now();
  await worker.start();
  await all;
  const seconds = (performance.now() - started) / 1000;
  await worker.stop();
  return seconds;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reach-bench-"));
  const redis = await startRedis();
  const rows: Record<string, string | number>[] = [];
  try {
    for (const latencyMs of LATENCIES_MS) {
      const measured: [string, (market: Market, run: number) => Promise<number>][] = [
        ["the calls alone", byScript],
        [
          "worker, journal",
          (market, run) => byWorker(market, { journal: join(folder, `${latencyMs}-${run}`) }),
        ],
        [
          "worker, Redis",
          (market, run) => byWorker(market, { redis: redis.url, prefix: `bench-${latencyMs}-${run}` }),
        ],
      ];
      const best = new Map<string, number>();
      for (let run = 0; run < RUNS; run++) {
        for (const [what, measure] of measured) {
          const market = await Market.open(latencyMs);
          const seconds = await measure(market, run).finally(market.stop);
          best.set(what, Math.max(best.get(what) ?? 0, TASKS / seconds));
        }
      }
      const bound = best.get(measured[0]![0])!;
      for (const [what, rate] of best) {
        rows.push({ what, latencyMs, tasksPerSecond: round(rate), ofBound: round(rate / bound, 2) });
      }
    }
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.table(rows);
  const results = join(ROOT, "bench", "results");
  mkdirSync(results, { recursive: true });
  const about = {
    tasks: TASKS,
    atATime: AT_A_TIME,
    bestOf: RUNS,
    node: process.version,
    cores: availableParallelism(),
  };
  writeFileSync(join(results, "reach.json"), `${JSON.stringify({ ...about, rows }, null, 2)}\n`);
}

const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
