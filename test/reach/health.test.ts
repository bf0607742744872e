import { expect } from "chai";
import { captions, eventually, Market, STATUS } from "./support";

describe("the health of a vendor's worker", () => {
  let market: Market;
  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  const get = async (port: number | undefined, page: string, method = "GET") => {
    const answer = await fetch(`http://127.0.0.1:${port}/${page}`, { method });
    return { status: answer.status, text: await answer.text() };
  };

  it("is good while polls go well, and bad when none did for long", async () => {
    const worker = await market.work({ port: 0, handlers: { captions: () => captions() } });
    await eventually(
      async () => (await get(worker.port, "healthz")).status === 200,
      () => JSON.stringify(market.lines),
    );
    const health = await worker.health();
    expect(health).to.deep.include({ ok: true, queue: { waiting: 0, active: 0, delayed: 0, dead: 0 } });
    // As it looks from later on.
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
    try {
      expect(await worker.health()).to.include({ ok: false, problem: "no poll went well lately" });
    } finally {
      Date.now = now;
    }
  });

  it("shows how far each task is", async () => {
    const id = await market.order();
    let release = () => {};
    const worker = await market.work({
      port: 0,
      handlers: {
        captions: (_, { progress }) => {
          progress(42, "listening");
          return new Promise(resolve => {
            release = () => resolve(captions());
          });
        },
      },
    });
    let shown: Record<string, unknown>[] = [];
    await eventually(
      async () => {
        shown = JSON.parse((await get(worker.port, "tasks")).text);
        return shown[0]?.percent === 42;
      },
      () => JSON.stringify(shown),
    );
    expect(shown).to.have.length(1);
    expect(shown[0]).to.include({ id, service: "captions", phase: "working", words: "listening" });
    release();
    await market.until(id, STATUS.READY);
    await eventually(
      () => worker.tasks().length === 0,
      () => "still there",
    );
  });

  it("counts in Prometheus' format: tasks by their end, failures, polls and requests", async () => {
    const good = await market.order();
    const bad = await market.order();
    const worker = await market.work({
      port: 0,
      attempts: 2,
      handlers: {
        captions: task => {
          if (task.id === bad) throw new Error("no");
          return captions();
        },
      },
    });
    await market.until(good, STATUS.READY);
    await market.until(bad, STATUS.ERROR);
    let text = "";
    const has = (line: string) => text.split("\n").some(one => one.startsWith(line));
    await eventually(
      async () => {
        ({ text } = await get(worker.port, "metrics"));
        return has('reach_vendor_queue_tasks{state="dead"} 1');
      },
      () => text,
    );
    for (const line of [
      'reach_vendor_tasks_found_total{service="captions"} 2',
      'reach_vendor_tasks_ended_total{service="captions",ending="ready"} 1',
      'reach_vendor_tasks_ended_total{service="captions",ending="error"} 1',
      'reach_vendor_task_failures_total{service="captions"} 2',
      'reach_vendor_polls_total{outcome="ok"}',
      'reach_vendor_kaltura_requests_total{status="200"}',
      "reach_vendor_last_poll_timestamp_seconds",
    ]) {
      expect(has(line), `${line} in\n${text}`).to.equal(true);
    }
  });

  it("answers nothing but what there is", async () => {
    const worker = await market.work({ port: 0, handlers: { captions: () => captions() } });
    expect((await get(worker.port, "secrets")).status).to.equal(404);
    expect((await get(worker.port, "tasks", "POST")).status).to.equal(405);
  });
});
