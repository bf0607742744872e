import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { HandedBack } from "../../reach/failures";
import { BullTasks } from "../../reach/queue/bull";
import { Journal } from "../../reach/queue/journal";
import {
  backoff,
  Failed,
  type Job,
  type Queue,
  type QueueSettings,
  type Verdict,
} from "../../reach/queue/queue";
import { type RedisServer, startRedis } from "./redis";
import { eventually } from "./support";

const DONE: Verdict = { kind: "done" };
const captions = (...ids: number[]) => ids.map(id => ({ id: String(id), service: "captions" as const }));

describe("a queue of tasks", () => {
  let redis: RedisServer;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  describe("keeps its tries apart in time", () => {
    it("doubling, half by chance, and with a limit", () => {
      const settings = { backoffMs: 100, maxBackoffMs: 1000 };
      for (const [failures, most] of [
        [1, 100],
        [2, 200],
        [4, 800],
        [9, 1000],
        [99, 1000],
      ] as const) {
        for (let i = 0; i < 50; i++) expect(backoff(failures, settings)).to.be.within(most / 2, most);
      }
    });
  });

  for (const kind of ["journal", "Redis"] as const) {
    describe(`in a ${kind}`, () => {
      let folder: string;
      let number = 0;
      const open: Queue[] = [];
      const troubles: string[] = [];

      beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "reach-queue-"));
        number += 1;
        troubles.length = 0;
      });
      afterEach(async () => {
        await Promise.all(open.splice(0).map(queue => queue.close()));
        rmSync(folder, { recursive: true, force: true });
      });

      const make = async (change: Partial<QueueSettings> = {}): Promise<Queue> => {
        const settings: QueueSettings = {
          ...{ attempts: 3, backoffMs: 5, maxBackoffMs: 50, keepMs: 3_600_000 },
          ...{ concurrency: { captions: 2, chapters: 1 }, onTrouble: text => void troubles.push(text) },
          ...change,
        };
        const queue =
          kind === "journal"
            ? await Journal.open(join(folder, "journal"), settings)
            : await BullTasks.open({ ...settings, url: redis.url, prefix: `test-${number}`, leaseMs: 1000 });
        open.push(queue);
        return queue;
      };
      const close = async (queue: Queue) => {
        open.splice(open.indexOf(queue), 1);
        await queue.close();
      };
      const settled = (queue: Queue) =>
        eventually(
          async () => {
            const { waiting, active, delayed } = await queue.counts();
            return waiting + active + delayed === 0;
          },
          () => "tasks are left",
        );

      it("gives out each task once, however often it is offered", async () => {
        const queue = await make();
        const seen: string[] = [];
        expect(await queue.offer(captions(1, 2, 2))).to.have.length(2);
        await queue.work(async job => {
          seen.push(job.ticket.id);
          return DONE;
        });
        expect((await queue.offer(captions(2, 3))).map(ticket => ticket.id)).to.deep.equal(["3"]);
        await eventually(
          () => seen.length >= 3,
          () => String(seen),
        );
        await settled(queue);
        expect(await queue.offer(captions(1, 2, 3))).to.deep.equal([]);
        expect(seen.sort()).to.deep.equal(["1", "2", "3"]);
      });

      it("remembers what is done when it is opened again, and what is not", async () => {
        const first = await make();
        await first.offer(captions(1, 2));
        await first.work(async job => {
          if (job.ticket.id === "1") return DONE;
          await job.note({ delivering: true, result: { of: "2" } });
          return { kind: "back" };
        });
        await eventually(
          async () => (await first.counts()).waiting + (await first.counts()).active <= 1,
          () => "",
        );
        await close(first);
        const second = await make();
        const seen: [string, unknown][] = [];
        expect(await second.offer(captions(1, 2))).to.deep.equal([]);
        await second.work(async job => {
          seen.push([job.ticket.id, job.notes]);
          return DONE;
        });
        await settled(second);
        expect(seen.map(([id]) => id)).to.deep.equal(["2"]);
        expect(seen[0]![1]).to.deep.include({ delivering: true, result: { of: "2" } });
      });

      it("works on so many of a service at a time, and on others meanwhile", async () => {
        const queue = await make();
        let running = 0;
        let most = 0;
        let chapters = 0;
        await queue.offer([...captions(1, 2, 3, 4, 5, 6), { id: "7", service: "chapters" }]);
        await queue.work(async job => {
          if (job.ticket.service === "chapters") {
            chapters += 1;
            return DONE;
          }
          running += 1;
          most = Math.max(most, running);
          await new Promise(resolve => setTimeout(resolve, 20));
          running -= 1;
          return DONE;
        });
        await settled(queue);
        expect([most, chapters]).to.deep.equal([2, 1]);
      });

      it("tries a task again that failed, and keeps it as a dead letter with the last reason when it keeps failing", async () => {
        const queue = await make();
        const tries: [number, boolean][] = [];
        await queue.offer(captions(1));
        await queue.work(async job => {
          tries.push([job.failures, job.isLastTry]);
          throw new Failed(`no. ${job.failures}`, false);
        });
        await eventually(
          async () => (await queue.counts()).dead === 1,
          () => JSON.stringify(tries),
        );
        expect(tries).to.deep.equal([
          [0, false],
          [1, false],
          [2, true],
        ]);
        const [letter] = await queue.deadLetters();
        expect(letter).to.deep.include({ ticket: captions(1)[0], reason: "no. 2" });
        expect(letter!.at).to.be.within(Date.now() - 60_000, Date.now());
        expect(await queue.offer(captions(1))).to.deep.equal([]);
      });

      it("tries no more when a failure is final", async () => {
        const queue = await make();
        let tries = 0;
        await queue.offer(captions(1));
        await queue.work(async () => {
          tries += 1;
          throw new Failed("never", true);
        });
        await eventually(
          async () => (await queue.counts()).dead === 1,
          () => "",
        );
        expect(tries).to.equal(1);
      });

      it("brings a dead letter back to life, from its first try", async () => {
        const queue = await make({ attempts: 1 });
        let isGood = false;
        const failures: number[] = [];
        await queue.offer(captions(1));
        await queue.work(async job => {
          failures.push(job.failures);
          if (isGood) return DONE;
          throw new Failed("not yet", false);
        });
        await eventually(
          async () => (await queue.counts()).dead === 1,
          () => "",
        );
        isGood = true;
        expect(await queue.revive("2")).to.equal(false);
        expect(await queue.revive("1")).to.equal(true);
        await settled(queue);
        expect(failures).to.deep.equal([0, 0]);
        expect(await queue.deadLetters()).to.deep.equal([]);
      });

      it("goes on later with what is not due yet, which counts as no try", async () => {
        const queue = await make({ attempts: 1 });
        const at: number[] = [];
        await queue.offer(captions(1));
        await queue.work(async job => {
          at.push(Date.now());
          expect(job.failures).to.equal(0);
          return at.length < 4 ? { kind: "later", at: Date.now() + 60 } : DONE;
        });
        await settled(queue);
        await eventually(
          () => at.length === 4,
          () => String(at),
        );
        expect(at[3]! - at[0]!).to.be.at.least(170);
      });

      it("lets what is under way end before it is closed, and gives out nothing more", async () => {
        const queue = await make({ concurrency: { captions: 1 } });
        const seen: string[] = [];
        let release = () => {};
        const held = new Promise<void>(resolve => {
          release = resolve;
        });
        await queue.offer(captions(1, 2));
        await queue.work(async job => {
          seen.push(job.ticket.id);
          await held;
          return DONE;
        });
        await eventually(
          () => seen.length === 1,
          () => "",
        );
        const drained = queue.drain();
        release();
        await drained;
        expect(seen).to.have.length(1);
        expect((await queue.counts()).waiting).to.equal(1);
      });

      it("counts the tries that ended with their worker", async () => {
        const first = await make();
        await first.offer(captions(1));
        let begun = 0;
        await first.work(async () => {
          begun += 1;
          return new Promise<Verdict>(() => {});
        });
        await eventually(
          () => begun === 1,
          () => "",
        );
        // As good as killed: its store is let go of, and nothing else.
        open.splice(open.indexOf(first), 1);
        await abandon(first);
        const second = await make();
        const jobs: Job[] = [];
        await second.work(async job => {
          jobs.push(job);
          return DONE;
        });
        await eventually(
          () => jobs.length === 1,
          () => "not given out again",
        );
        expect([jobs[0]!.crashes, jobs[0]!.failures]).to.deep.equal([1, 0]);
        await settled(second);
      });
    });
  }

  it("on Redis tells a worker that lost its hold, and keeps no note of it", async () => {
    const settings: QueueSettings = {
      ...{ attempts: 3, backoffMs: 5, maxBackoffMs: 50, keepMs: 3_600_000 },
      ...{ concurrency: { captions: 1 }, onTrouble: () => {} },
    };
    const connect = () => BullTasks.open({ ...settings, url: redis.url, prefix: "test-lost", leaseMs: 300 });
    const queue = await connect();
    const lost: unknown[] = [];
    await queue.offer(captions(1));
    let tries = 0;
    await queue.work(async job => {
      tries += 1;
      if (tries > 1) return DONE;
      const { Redis } = await import("ioredis");
      const other = new Redis(redis.url);
      // What happens to a worker that was stopped for longer than its lease.
      await other.set("test-lost:captions:task-1:lock", "somebody else");
      await new Promise(resolve => job.signal.addEventListener("abort", resolve, { once: true }));
      lost.push(await job.note({ delivering: true }).catch((error: unknown) => error));
      await other.del("test-lost:captions:task-1:lock");
      other.disconnect();
      return { kind: "back" };
    });
    await eventually(
      () => tries > 1,
      () => String(tries),
    );
    expect(lost[0]).to.be.instanceOf(HandedBack);
    await queue.close();
  });

  it("on Redis says where it looked when nobody is there", async () => {
    const settings = { attempts: 1, backoffMs: 1, maxBackoffMs: 1, keepMs: 1, concurrency: { captions: 1 } };
    const failure = await BullTasks.open({
      ...settings,
      ...{ url: "redis://user:s3cret@127.0.0.1:1", prefix: "x", leaseMs: 1000, onTrouble: () => {} },
    }).catch((error: Error) => error.message);
    expect(failure).to.match(/^Redis at 127.0.0.1:1 can't be reached: /);
    expect(failure).not.to.include("s3cret");
  });
});

/** Cuts a queue off from its store in the middle of its work. */
async function abandon(queue: Queue): Promise<void> {
  const inside = queue as unknown as {
    db?: { close(): Promise<void> };
    workers?: { close(force: boolean): Promise<void> }[];
  };
  await inside.db?.close();
  await Promise.all((inside.workers ?? []).map(worker => worker.close(true)));
}
