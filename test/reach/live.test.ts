import { expect } from "chai";
import type { LiveHandler, VendorSettings } from "../../reach";
import { eventually, Market, STATUS, TASK } from "./support";

const HOUR = 3600;
const PLACE = {
  mediaUrl: "rtmps://vendor.example/live",
  mediaKey: "stream-of-8",
  captionUrl: "wss://vendor.example/captions",
  captionToken: "token-of-8",
};

describe("live captions", () => {
  let market: Market;
  let heard: string[];
  beforeEach(async () => {
    market = await Market.open();
    heard = [];
  });
  afterEach(() => market.close());

  const now = () => market.emulator.clock.now() * 1000;
  const seconds = () => market.emulator.clock.now();
  const said = (words: RegExp) => market.lines.some(line => words.test(line.message));

  /** A live event two hours ahead, an hour long, and captions ordered for it. */
  const order = async (item: "liveCaptions" | "liveTranslation" = "liveCaptions") => {
    const entry = await market.world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Live",
        mediaType: 201,
        sourceType: "32",
      },
    });
    const startDate = seconds() + 2 * HOUR;
    const event = await market.world.must("schedule_scheduleevent", "add", {
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        ...{
          summary: "Live",
          startDate,
          endDate: startDate + HOUR,
          recurrenceType: 0,
          templateEntryId: entry.id,
        },
      },
    });
    const taskJobData = { objectType: "KalturaScheduledVendorTaskData", scheduledEventId: event.id };
    const id = await market.order(item, { entryId: entry.id, taskJobData });
    return { id, eventId: Number(event.id), startDate };
  };

  const handler = (change: Partial<LiveHandler<"liveCaptions">> = {}): LiveHandler<"liveCaptions"> => ({
    provision: task => {
      heard.push(`provision ${task.id}`);
      return PLACE;
    },
    begin: task => void heard.push(`begin ${task.id}`),
    moved: (task, window) => void heard.push(`moved ${task.id} to ${window.start / 1000}`),
    end: task => void heard.push(`end ${task.id}`),
    cancelled: (task, why) => void heard.push(`cancelled ${task.id}: ${why}`),
    ...change,
  });
  const work = (change: Partial<LiveHandler<"liveCaptions">> = {}, settings: Partial<VendorSettings> = {}) =>
    market.work({ now, handlers: { liveCaptions: handler(change) }, ...settings });

  const featureOf = async (eventId: number, id: string) => {
    const event = await market.world.must("schedule_scheduleevent", "get", { scheduleEventId: eventId });
    const features = event.liveFeatures as { systemName: string; [name: string]: unknown }[];
    return features.find(one => one.systemName === `LiveCaptionFeature-reach-${id}`);
  };
  const move = (eventId: number, startDate: number) =>
    market.world.must("schedule_scheduleevent", "update", {
      scheduleEventId: eventId,
      scheduleEvent: { objectType: "KalturaLiveStreamScheduleEvent", startDate, endDate: startDate + HOUR },
    });
  const heardOf = (words: string) =>
    eventually(
      () => heard.some(one => one.startsWith(words)),
      () => `${words} among ${JSON.stringify(heard)} ${JSON.stringify(market.lines.slice(-4))}`,
    );

  it("are scheduled, begin, and end with their event", async () => {
    const { id, eventId } = await order();
    await work();
    await market.until(id, STATUS.SCHEDULED);
    expect(await featureOf(eventId, id)).to.include({ ...PLACE, language: "eng" });
    expect(heard).to.deep.equal([`provision ${id}`]);
    market.emulator.clock.advance(2 * HOUR);
    await market.until(id, STATUS.PROCESSING);
    await heardOf("begin");
    market.emulator.clock.advance(HOUR + 1);
    await market.until(id, STATUS.READY);
    expect(heard).to.deep.equal([`provision ${id}`, `begin ${id}`, `end ${id}`]);
  });

  it("keep no place busy while they wait", async () => {
    const { id } = await order();
    const worker = await work({}, { concurrency: 1 });
    await market.until(id, STATUS.SCHEDULED);
    const second = await order();
    await market.until(second.id, STATUS.SCHEDULED);
    await eventually(
      async () => (await worker.health()).queue.delayed === 2,
      () => "not delayed",
    );
  });

  it("come to their lead time before the event starts", async () => {
    const { id } = await order();
    await work({}, { leadSeconds: 600 });
    await market.until(id, STATUS.SCHEDULED);
    market.emulator.clock.advance(2 * HOUR - 599);
    await market.until(id, STATUS.PROCESSING);
  });

  it("follow an event that is moved, and begin at its new time", async () => {
    const { id, eventId, startDate } = await order();
    await work();
    await market.until(id, STATUS.SCHEDULED);
    await move(eventId, startDate + 5 * HOUR);
    await heardOf(`moved ${id} to ${startDate + 5 * HOUR}`);
    market.emulator.clock.advance(3 * HOUR);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(market.task(id).status).to.equal(STATUS.SCHEDULED);
    market.emulator.clock.advance(4 * HOUR);
    await market.until(id, STATUS.PROCESSING);
    market.emulator.clock.advance(HOUR + 1);
    await market.until(id, STATUS.READY);
    expect(heard.filter(one => one.startsWith("moved"))).to.have.length(1);
  });

  it("begin sooner when their event is moved to sooner", async () => {
    const { id, eventId } = await order();
    await work();
    await market.until(id, STATUS.SCHEDULED);
    await move(eventId, seconds() + 30);
    await market.until(id, STATUS.PROCESSING);
  });

  it("go on until the end of an event that is made longer while it is on", async () => {
    const { id, eventId, startDate } = await order();
    await work();
    market.emulator.clock.advance(2 * HOUR);
    await heardOf("begin");
    await market.world.must("schedule_scheduleevent", "update", {
      scheduleEventId: eventId,
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        ...{ startDate, endDate: startDate + 3 * HOUR },
      },
    });
    await heardOf("moved");
    market.emulator.clock.advance(2 * HOUR);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(market.task(id).status).to.equal(STATUS.PROCESSING);
    market.emulator.clock.advance(HOUR + 1);
    await market.until(id, STATUS.READY);
  });

  it("begin once more when their event is put off after it began", async () => {
    const { id, eventId } = await order();
    await work();
    market.emulator.clock.advance(2 * HOUR);
    await heardOf("begin");
    await move(eventId, seconds() + 5 * HOUR);
    await heardOf("moved");
    heard.length = 0;
    market.emulator.clock.advance(5 * HOUR);
    await heardOf(`begin ${id}`);
  });

  for (const action of ["delete", "cancel"]) {
    it(`end with ERROR, which gives the credit back, when their event is taken away before it begins (${action})`, async () => {
      const { id, eventId } = await order();
      await work();
      await market.until(id, STATUS.SCHEDULED);
      await market.world.must("schedule_scheduleevent", action, { scheduleEventId: eventId });
      const task = await market.until(id, STATUS.ERROR);
      expect(task.errDescription).to.equal(
        `The schedule event ${eventId} was deleted or cancelled before it began`,
      );
      expect(heard).to.include(`cancelled ${id}: its event was deleted`);
    });
  }

  it("end as done when their event is deleted while it is on", async () => {
    const { id, eventId } = await order();
    await work();
    market.emulator.clock.advance(2 * HOUR + 60);
    await heardOf("begin");
    await market.world.must("schedule_scheduleevent", "delete", { scheduleEventId: eventId });
    await market.until(id, STATUS.READY);
    expect(heard).to.include(`end ${id}`);
  });

  it("tell the handler when the customer takes the order back", async () => {
    const { id } = await order();
    await work();
    await market.until(id, STATUS.SCHEDULED);
    await market.world.must(TASK, "abort", { id, abortReason: "No need" });
    await heardOf(`cancelled ${id}: it was taken back`);
  });

  it("are provided once more when somebody replaces the event's features with an old copy", async () => {
    const { id, eventId } = await order();
    await work();
    await market.until(id, STATUS.SCHEDULED);
    const { mediaUrl: _, captionUrl: __, ...old } = (await featureOf(eventId, id))!;
    await market.world.must("schedule_scheduleevent", "update", {
      scheduleEventId: eventId,
      scheduleEvent: { objectType: "KalturaLiveStreamScheduleEvent", liveFeatures: [old] },
    });
    let feature: Record<string, unknown> | undefined;
    await eventually(
      async () => {
        feature = await featureOf(eventId, id);
        return feature?.mediaUrl === PLACE.mediaUrl;
      },
      () => JSON.stringify(feature),
    );
    expect(feature).to.include(PLACE);
  });

  it("are provided by the next process, which asks the handler anew: no secret outlives the first", async () => {
    const { id } = await order();
    const first = await work();
    await market.until(id, STATUS.SCHEDULED);
    await first.stop();
    await work();
    market.emulator.clock.advance(2 * HOUR);
    await market.until(id, STATUS.PROCESSING);
    await heardOf("begin");
    market.emulator.clock.advance(HOUR + 1);
    await market.until(id, STATUS.READY);
    expect(heard).to.deep.equal([`provision ${id}`, `provision ${id}`, `begin ${id}`, `end ${id}`]);
  });

  it("end with ERROR when the event was over before anybody was there", async () => {
    const { id } = await order();
    market.emulator.clock.advance(4 * HOUR);
    await work();
    const task = await market.until(id, STATUS.ERROR);
    expect(task.errDescription).to.equal("The event was over before the task could be taken");
    expect(heard).to.deep.equal([`cancelled ${id}: its event was over before the task was taken`]);
  });

  it("keep their key alive over weeks", async () => {
    const { id } = await order();
    await work({}, { keyMarginMinutes: 1440 });
    await market.until(id, STATUS.SCHEDULED);
    await move((market.task(id).taskJobData?.scheduledEventId as number) ?? 0, seconds() + 30 * 24 * HOUR);
    for (let week = 0; week < 5; week++) {
      const before = market.task(id).accessKey;
      market.emulator.clock.advance(6.5 * 24 * HOUR);
      await eventually(
        () => market.task(id).accessKey !== before || market.task(id).status !== STATUS.SCHEDULED,
        () => JSON.stringify(market.lines.slice(-3)),
      );
    }
    await market.until(id, STATUS.PROCESSING, STATUS.READY);
  });

  it("refuse a place that Kaltura could not use, without showing it", async () => {
    const { id } = await order();
    await work(
      { provision: () => ({ ...PLACE, mediaUrl: "https://key-in-the-url@vendor.example/x" }) },
      { attempts: 2 },
    );
    await market.until(id, STATUS.ERROR);
    expect(said(/mediaUrl must be an rtmp, rtmps or srt address/)).to.equal(true);
    expect(JSON.stringify(market.lines)).not.to.include("key-in-the-url");
  });

  it("try a handler again that fails, while there is time", async () => {
    const { id } = await order();
    let tries = 0;
    await work({
      provision: () => {
        tries += 1;
        if (tries < 3) throw new Error("no studio is free");
        return PLACE;
      },
    });
    await market.until(id, STATUS.SCHEDULED);
  });

  it("are translated by a handler of their own", async () => {
    const { id, eventId } = await order("liveTranslation");
    await market.work({
      now,
      handlers: {
        liveTranslation: {
          provision: task => {
            expect(task.targetLanguage).to.equal("French");
            return PLACE;
          },
        },
      },
    });
    await market.until(id, STATUS.SCHEDULED);
    expect(await featureOf(eventId, id)).to.include({ ...PLACE, language: "fra" });
  });
});
