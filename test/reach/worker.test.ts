import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createVendor, readable } from "../../reach";
import { expiryIn } from "../../reach/accessKey";
import { captions, eventually, Market, STATUS, TASK } from "./support";

const DAY = 86_400;

describe("a vendor's worker", () => {
  let market: Market;
  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  const callsOf = (action: string) => market.emulator.calls.filter(call => call.action === action);
  const now = () => market.emulator.clock.now() * 1000;
  const said = (words: RegExp) => market.lines.filter(line => words.test(line.message));

  describe("and the keys of its tasks", () => {
    it("reads the end of a key from the key itself", () => {
      const { clock, core } = market.emulator;
      const expiry = clock.now() + 77;
      expect(
        expiryIn(core.sessions.mint({ partnerId: 107, userId: "", type: 0, expiry, privileges: "" })),
      ).to.equal(expiry);
      expect(expiryIn("djJ8MTA3fGFiY2Rl")).to.equal(undefined);
    });

    it("extends a key that nears its end, and goes on with the new one", async () => {
      const id = await market.order();
      const first = market.task(id).accessKey;
      market.emulator.clock.advance(6.9 * DAY);
      await market.work({ now, keyMarginMinutes: 600, handlers: { captions: () => captions() } });
      await market.until(id, STATUS.READY);
      expect(callsOf("extendAccessKey").map(call => call.outcome)).to.deep.equal(["ok"]);
      expect(market.task(id).accessKey).not.to.equal(first);
    });

    it("extends it while a handler takes its time", async () => {
      const id = await market.order();
      await market.work({
        now,
        handlers: {
          captions: async () => {
            // The key ends while the handler is at it.
            market.emulator.clock.advance(8 * DAY);
            return captions();
          },
        },
      });
      const { entryId } = await market.until(id, STATUS.READY);
      expect(callsOf("extendAccessKey").map(call => call.outcome)).to.deep.equal(["ok"]);
      expect(market.assets("captionAssets", entryId)).to.have.length(1);
    });

    it("takes a task whose key has run out while it waited", async () => {
      const id = await market.order();
      market.emulator.clock.advance(30 * DAY);
      await market.work({ now, handlers: { captions: () => captions() } });
      await market.until(id, STATUS.READY);
    });

    it("takes a task whose key never worked, as after the customer's secret was changed", async () => {
      const id = await market.order();
      const tasks = market.emulator.store.collection<never>("vendorTasks");
      tasks.update(market.task(id) as never, { accessKey: "djJ8MTA3fG5vdCBhIGtleSBhdCBhbGw=" } as never);
      await market.work({ handlers: { captions: () => captions() } });
      await market.until(id, STATUS.READY);
    });

    it("ends with ERROR, and says so clearly, when a key has run out and can't be extended", async () => {
      const id = await market.order();
      market.emulator.clock.advance(30 * DAY);
      market.emulator.faults.add({
        service: TASK,
        action: "extendAccessKey",
        kind: "apiError",
        code: "FAILED_EXTEND_ACCESS_KEY",
        message: "Failed to extend access key",
        times: 99,
      });
      await market.work({ now, handlers: { captions: () => captions() } });
      const task = await market.until(id, STATUS.ERROR);
      expect(task.errDescription).to.equal(
        `The access key of task ${id} has run out, and can't be extended: Failed to extend access key`,
      );
    });
  });

  it("says nothing secret: not in its log, its journal or at its health endpoint", async () => {
    const ids = [
      await market.order(),
      await market.order(),
      await market.order("liveCaptions", await live()),
    ];
    const worker = await market.work({
      port: 0,
      handlers: {
        captions: (task, tools) => {
          tools.log(`the media is at ${tools.media!.url}`);
          tools.progress(10, `fetching ${tools.media!.url}`);
          if (task.id === ids[1]) throw new Error(`no way to ${tools.media!.url}`);
          return captions();
        },
        liveCaptions: {
          provision: () => ({
            ...{ mediaUrl: "rtmps://vendor.example/live", mediaKey: "media-key-canary" },
            ...{ captionUrl: "wss://vendor.example/captions", captionToken: "caption-token-canary" },
          }),
          begin: () => {
            throw new Error("no stream media-key-canary, nor caption-token-canary");
          },
        },
      },
    });
    await market.until(ids[0]!, STATUS.READY);
    await market.until(ids[1]!, STATUS.ERROR);
    await market.until(ids[2]!, STATUS.SCHEDULED);
    const pages = await Promise.all(
      ["healthz", "tasks", "metrics"].map(async page =>
        (await fetch(`http://127.0.0.1:${worker.port}/${page}`)).text(),
      ),
    );
    await worker.stop();
    const journal = join(market.folder, "journal");
    const files = readdirSync(journal).map(file => readFileSync(join(journal, file), "latin1"));
    const all = [...market.lines.map(line => JSON.stringify(line)), ...pages, ...files].join("\n");
    expect(said(/the media is at/)).to.have.length.above(0);
    for (const secret of [
      ...ids.map(id => market.task(id).accessKey!),
      ...["media-key-canary", "caption-token-canary", market.emulator.adminSecret],
    ]) {
      expect(all).not.to.include(secret);
      expect(all).not.to.include(encodeURIComponent(secret));
    }
  });

  /** What a live order needs: an event that begins in two hours. */
  const live = async () => {
    const entry = await market.world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Live",
        mediaType: 201,
        sourceType: "32",
      },
    });
    const startDate = market.emulator.clock.now() + 7200;
    const event = await market.world.must("schedule_scheduleevent", "add", {
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        ...{ summary: "Live", startDate, endDate: startDate + 3600 },
        ...{ recurrenceType: 0, templateEntryId: entry.id },
      },
    });
    const taskJobData = { objectType: "KalturaScheduledVendorTaskData", scheduledEventId: event.id };
    return { entryId: String(entry.id), taskJobData };
  };

  it("works on no more tasks of a service at a time than it is told to", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 9; i++) ids.push(await market.order(i % 3 === 0 ? "chapters" : "machineCaptions"));
    const running = { captions: 0, chapters: 0 };
    const most = { captions: 0, chapters: 0 };
    const busy = async <T>(service: "captions" | "chapters", result: T): Promise<T> => {
      running[service] += 1;
      most[service] = Math.max(most[service], running[service]);
      await new Promise(resolve => setTimeout(resolve, 20));
      running[service] -= 1;
      return result;
    };
    await market.work({
      concurrency: { captions: 3, chapters: 1 },
      handlers: {
        captions: () => busy("captions", captions()),
        chapters: () => busy("chapters", { chapters: [{ start: 0, title: "Start" }] }),
      },
    });
    for (const id of ids) await market.until(id, STATUS.READY);
    expect(most).to.deep.equal({ captions: 3, chapters: 1 });
  });

  describe("that is stopped", () => {
    it("lets what is under way end, and takes nothing new", async () => {
      const [first, second] = [await market.order(), await market.order()];
      let release = () => {};
      const worker = await market.work({
        concurrency: 1,
        handlers: {
          captions: () =>
            new Promise(resolve => {
              release = () => resolve(captions());
            }),
        },
      });
      await market.until(first, STATUS.PROCESSING);
      await eventually(
        () => worker.tasks().some(task => task.phase === "working"),
        () => JSON.stringify(worker.tasks()),
      );
      const stopped = worker.stop();
      release();
      await stopped;
      expect(market.task(first).status).to.equal(STATUS.READY);
      expect(market.task(second).status).to.equal(STATUS.PENDING);
    });

    it("hands back what does not end in time, and the next worker does it, as the first try", async () => {
      const id = await market.order();
      let told: unknown;
      const first = await market.work({
        graceSeconds: 0.05,
        attempts: 1,
        handlers: {
          captions: (_, { signal }) =>
            new Promise<never>(() => {
              signal.addEventListener("abort", () => {
                told = signal.reason;
              });
            }),
        },
      });
      await eventually(
        () => first.tasks().some(task => task.phase === "working"),
        () => JSON.stringify(first.tasks()),
      );
      await first.stop();
      expect(String(told)).to.include("the worker is being stopped");
      expect(market.task(id).status).to.equal(STATUS.PROCESSING);
      await market.work({ attempts: 1, handlers: { captions: () => captions() } });
      await market.until(id, STATUS.READY);
    });
  });

  it("goes on with tasks of its own when its queue has lost its memory, and leaves those of others", async () => {
    const [own, foreign] = [await market.order(), await market.order()];
    const say = (id: string, externalTaskId: string) =>
      market.world.must(
        TASK,
        "updateJob",
        {
          id,
          entryVendorTask: {
            objectType: "KalturaEntryVendorTask",
            status: STATUS.PROCESSING,
            externalTaskId,
          },
        },
        103,
      );
    await say(own, `acme-${own}`);
    await say(foreign, `other-${foreign}`);
    await market.work({ handlers: { captions: () => captions() } });
    await market.until(own, STATUS.READY);
    expect(market.task(foreign).status).to.equal(STATUS.PROCESSING);
  });

  it("does not share its journal with another worker, and says what to do instead", async () => {
    await market.work({ handlers: { captions: () => captions() } });
    const second = createVendor(market.settings({ handlers: { captions: () => captions() } }));
    const failure = await second.start().then(
      () => "it started",
      (error: Error) => error.message,
    );
    expect(failure).to.match(/in use by another worker: one worker a journal, or a queue on Redis/);
  });

  it("refuses settings and handlers that can't be used, before it does anything", () => {
    const refused = (given: object) => {
      try {
        createVendor({ ...market.settings({ handlers: { captions: () => captions() } }), ...given } as never);
      } catch (error) {
        return (error as Error).message;
      }
      return "nothing";
    };
    expect(refused({ name: "Acme Inc." })).to.match(/name: must be 1 to 60 of/);
    expect(refused({ name: "kmc" })).to.match(/must not hold "kmc"/);
    expect(refused({ pollSeconds: 0 })).to.match(/pollSeconds/);
    expect(refused({ concurrency: { caption: 1 } })).to.match(/concurrency/);
    expect(refused({ polSeconds: 1 })).to.match(/polSeconds/);
    expect(refused({ handlers: {} })).to.match(/There is no handler: give one of captions/);
    expect(refused({ handlers: { subtitles: () => {} } })).to.match(/There is no service subtitles/);
    expect(refused({ handlers: { captions: {} } })).to.match(/The handler of captions must be a function/);
    expect(refused({ handlers: { liveCaptions: () => {} } })).to.match(/object with a function provision/);
  });

  it("writes lines that people can read", () => {
    const line = { time: "2026-11-27T09:30:01.000Z", level: "info" as const, message: "task found" };
    expect(readable({ ...line, task: "8", reason: "no way" })).to.equal(
      '09:30:01 info  task found task=8 reason="no way"',
    );
  });
});
