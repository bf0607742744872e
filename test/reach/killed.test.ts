/** Workers that are killed at any moment: nothing is lost, and nothing is delivered twice. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { QueueChoice } from "../../reach";
import { type RedisServer, startRedis } from "./redis";
import { Market, STATUS, TASK } from "./support";

const TASKS = Number(process.env.REACH_TASKS ?? (process.env.NIGHTLY === undefined ? 100 : 1000));
const SEED = Number(process.env.REACH_SEED ?? 20_261_127);

/** The same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe(`workers that are killed (${TASKS} tasks, REACH_SEED=${SEED})`, function () {
  this.timeout(30 * 60_000);
  let market: Market;
  const children = new Set<ChildProcess>();

  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(async () => {
    await Promise.all([...children].map(kill));
    await market.close();
  });

  const start = (queue: QueueChoice): ChildProcess => {
    const settings = { url: market.emulator.url, secret: market.emulator.adminSecret, queue, handlerMs: 60 };
    const child = spawn(process.execPath, [join(__dirname, "workerProcess.js"), JSON.stringify(settings)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr!.on("data", (chunk: Buffer) => said.push(String(chunk)));
    children.add(child);
    return child;
  };
  const said: string[] = [];

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise(resolve => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /**
   * Kills one of the workers each time that Kaltura has served some more calls, wherever it is at that moment, and
   * starts another in its place, until all tasks are done.
   * @returns how often
   */
  async function rampage(ids: readonly string[], queues: readonly QueueChoice[]): Promise<number> {
    const next = random(SEED);
    const workers = queues.map(start);
    const left = () => ids.filter(id => market.task(id).status !== STATUS.READY);
    const end = Date.now() + 25 * 60_000;
    const served = () => market.emulator.calls.filter(call => !/^(getJobs|list)$/.test(call.action)).length;
    let kills = 0;
    let at = served() + 10 + Math.floor(next() * 120);
    while (left().length > 0) {
      if (Date.now() > end) {
        const tasks = left().map(id => `${id}: ${market.task(id).status}`);
        throw new Error(`left over: ${tasks.slice(0, 10).join(", ")}\n${said.slice(-20).join("")}`);
      }
      await sleep(2);
      if (served() < at) continue;
      const victim = Math.floor(next() * workers.length);
      await kill(workers[victim]!);
      kills += 1;
      workers[victim] = start(queues[victim]!);
      at = served() + 10 + Math.floor(next() * 120);
    }
    await Promise.all(workers.map(kill));
    return kills;
  }

  async function orderAll(count = TASKS): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push(await market.order());
    market.emulator.setLatency(3);
    market.emulator.clearCalls();
    return ids;
  }

  /** What Kaltura has of each task: READY once, one file of captions and one transcript, its own. */
  function check(ids: readonly string[], kills: number): void {
    expect(kills, "workers killed").to.be.at.least(TASKS / 25);
    for (const id of ids) {
      const task = market.task(id);
      const captions = market.assets("captionAssets", task.entryId);
      const transcripts = market.assets("attachmentAssets", task.entryId);
      expect(task.status, `task ${id}`).to.equal(STATUS.READY);
      expect(
        captions.map(one => one.status),
        `captions of ${id}`,
      ).to.deep.equal([2]);
      expect(
        transcripts.map(one => one.status),
        `transcripts of ${id}`,
      ).to.deep.equal([2]);
      expect(captions[0]!.content).to.include(`task ${id} of ${task.entryId}`);
      expect(captions[0]!.associatedTranscriptIds).to.equal(transcripts[0]!.id);
      expect(task.outputObjectId).to.equal(captions[0]!.id);
    }
    const told = market.emulator.calls.flatMap(call => {
      const task = call.params.entryVendorTask as { status?: number; outputObjectId?: string } | undefined;
      return call.service === TASK && call.action === "updateJob" && call.outcome === "ok" ? [task] : [];
    });
    expect(told.filter(task => task?.status === STATUS.ERROR)).to.deep.equal([]);
    // A READY whose answer was lost with its worker may be said once more, of the same result.
    const results = told.filter(task => task?.status === STATUS.READY).map(task => task?.outputObjectId);
    expect(new Set(results).size).to.equal(ids.length);
  }

  it("on one machine: what the journal knows goes on, however often its worker dies", async () => {
    const ids = await orderAll();
    const kills = await rampage(ids, [{ journal: join(market.folder, "journal") }]);
    check(ids, kills);
  });

  describe("on several machines", () => {
    let redis: RedisServer;
    before(async () => {
      redis = await startRedis();
    });
    after(() => redis.stop());

    it("each task is finished once by one of two workers, however often they die", async () => {
      const ids = await orderAll();
      const queue = { redis: redis.url, leaseSeconds: 1 };
      const kills = await rampage(ids, [queue, queue]);
      check(ids, kills);
    });

    it("a worker that was stopped for longer than its lease does no harm when it goes on", async () => {
      const ids = await orderAll(Math.ceil(TASKS / 4));
      const next = random(SEED);
      const queue = { redis: redis.url, prefix: "stopped", leaseSeconds: 1 };
      const workers = [start(queue), start(queue)];
      let stops = 0;
      while (ids.some(id => market.task(id).status !== STATUS.READY)) {
        const at = market.emulator.calls.length + 5 + Math.floor(next() * 60);
        while (market.emulator.calls.length < at && ids.some(id => market.task(id).status !== STATUS.READY))
          await sleep(2);
        const worker = workers[stops % 2]!;
        worker.kill("SIGSTOP");
        await sleep(2500);
        worker.kill("SIGCONT");
        stops += 1;
      }
      // Those who were late have their say.
      await sleep(1500);
      check(ids, Number.POSITIVE_INFINITY);
    });
  });
});
