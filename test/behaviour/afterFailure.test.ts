/** What a run that failed half-way owes stays owed: until the next run, and also when a refresh comes between. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import type { Props } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const TALK: Props = { name: "Talk", start: "2027-05-04T11:00+02:00", end: "2027-05-04T11:30+02:00" };
const REFUSED = { kind: "apiError", code: "INVALID_FIELD_VALUE", times: 0 } as const;
const picture = (name: string) => join(__dirname, "..", "..", "..", "test", "support", name);

describe("after a failure", () => {
  let world: World;
  let stack: Stack;
  let folder: string;

  before(async () => {
    world = await World.withProfiles({ mediaNeedsContent: true });
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-failure-"));
  });
  after(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    stack = new Stack(world.runtime);
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    world.emulator.setIndexLag(0);
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
  });

  const talk = (more: Props = {}): Program => ({
    talk: { kind: "WebcastSession", inputs: { ...TALK, ...more } },
  });
  const eventsOf = (type = "LiveStream") =>
    world.list("schedule_scheduleevent", {
      objectType: `Kaltura${type}ScheduleEventFilter`,
      templateEntryIdEqual: stack.id("talk"),
    });
  const entryOf = () => world.must("liveStream", "get", { entryId: stack.id("talk") });
  /** An `up` in which each call of this action is refused. */
  const failing = async (service: string, action: string, program: Program) => {
    world.emulator.faults.add({ ...REFUSED, service, action });
    const error = await failureOf(stack.up(program));
    expect(error).to.be.instanceOf(PartialError);
    world.emulator.faults.clear();
  };
  const quiet = async (program: Program) => {
    expect(stack.changes(program)).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
  };

  for (const between of ["", ", and a refresh comes between"]) {
    const next = async () => (between === "" ? undefined : stack.refresh());

    it(`clears what was taken out of a group${between}`, async () => {
      await stack.up(talk({ scheduleEvent: { organizer: "Team", location: "Hall 1" } }));
      const without = talk({ scheduleEvent: { organizer: "Team" } });
      await failing("schedule_scheduleevent", "update", without);
      await next();
      await stack.up(without);
      expect((await eventsOf())[0]).to.not.have.property("location");
      await quiet(without);
    });

    it(`takes away what was taken out of a list${between}`, async () => {
      const category = await world.must("category", "add", {
        category: { objectType: "KalturaCategory", name: `Track${between.length}` },
      });
      await stack.up(talk({ adminTags: ["keep", "drop"], categories: [category.id] }));
      const without = talk({ adminTags: ["keep"], categories: [] });
      world.emulator.faults.add({ ...REFUSED, service: "categoryEntry", action: "delete" });
      await failing("liveStream", "update", without);
      await next();
      await stack.up(without);
      expect(String((await entryOf()).adminTags).split(","))
        .to.include("keep")
        .and.not.include("drop");
      expect(world.emulator.counts().categoryEntries ?? 0).to.equal(0);
      await quiet(without);
      await world.must("category", "delete", { id: category.id });
    });

    it(`sets a picture that was refused${between}`, async () => {
      const program = talk({ thumbnail: picture("red.jpg") });
      await failing("liveStream", "updateOfflineThumbnailJpeg", program);
      await next();
      world.emulator.clearCalls();
      await stack.up(program);
      expect(world.called()).to.include("livestream.updateOfflineThumbnailJpeg");
      await quiet(program);
    });

    it(`hands over other content that was refused${between}`, async () => {
      const file = join(folder, "film.mp4");
      const film = (bytes: number): Program => {
        writeFileSync(file, Buffer.alloc(bytes, 7));
        return { talk: { kind: "MediaAsset", inputs: { name: "Film", file } } };
      };
      await stack.up(film(2000));
      await failing("media", "updateContent", film(3000));
      await next();
      await stack.up(film(3000));
      const entries = world.emulator.store.collection<Props & { id: string; partnerId: number }>("entries");
      expect(entries.get(stack.id("talk"))!.content).to.equal(3000);
      await quiet(film(3000));
    });

    it(`takes the recording away from a simulive that becomes a webcast${between}`, async () => {
      const program: Program = {
        film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4" } },
        talk: {
          kind: "SimuliveSession",
          inputs: id => ({ name: "Talk", start: TALK.start, source: id("film"), redirectAfter: true }),
        },
      };
      await stack.up(program);
      stack.resources.set("talk", { ...stack.resources.get("talk")!, kind: "WebcastSession" });
      const now = { ...program, ...talk() };
      await failing("schedule_scheduleevent", "delete", now);
      await next();
      await stack.up(now);
      const [event, ...more] = await eventsOf();
      expect(event).to.not.have.property("sourceEntryId");
      expect(more).to.deep.equal([]);
      expect(await eventsOf("LiveRedirect")).to.deep.equal([]);
      await quiet(now);
    });
  }

  it("makes the room anew that was to get other moderators", async () => {
    const program = (more: Props, ...roomModerators: string[]): Program => ({
      talk: {
        kind: "StudioSession",
        inputs: { ...TALK, ...more, room: { createdBy: "kaf", roomModerators } },
      },
    });
    await stack.up(program({}, "ann@example.com"));
    const room = stack.outputs("talk").roomId;
    const now = program({ offlineMessage: "Soon" }, "bob@example.com");
    await failing("liveStream", "update", now);
    expect(stack.outputs("talk").roomId).to.equal(room);
    await stack.up(now);
    expect(stack.outputs("talk").roomId).to.not.equal(room);
    await quiet(now);
  });

  it("forgets the trouble of a source that was not ready at one refresh, and is at the next", async () => {
    const program: Program = {
      film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4" } },
      talk: {
        kind: "SimuliveSession",
        inputs: id => ({ ...TALK, source: id("film"), thumbnail: picture("red.jpg") }),
      },
    };
    await stack.up(program);
    const entries = world.emulator.store.collection<
      Props & { id: string; partnerId: number; status: number }
    >("entries");
    const become = (status: number) => entries.update(entries.get(stack.id("film"))!, { status });
    become(1);
    await stack.refresh();
    expect(stack.changes(program)).to.include({ talk: "update" });
    become(2);
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
    // Gone for good: it can be looked at and taken down.
    become(3);
    await stack.refresh();
    expect([...stack.resources.keys()]).to.deep.equal(["talk"]);
  });

  it("sees that a simulive became a webcast, though all its inputs are the same", async () => {
    const film: Program = {
      film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4" } },
    };
    await stack.up({
      ...film,
      talk: { kind: "SimuliveSession", inputs: id => ({ ...TALK, source: id("film") }) },
    });
    stack.resources.set("talk", { ...stack.resources.get("talk")!, kind: "WebcastSession" });
    expect(stack.changes({ ...film, ...talk() })).to.deep.equal({ talk: "update" });
    await stack.up({ ...film, ...talk() });
    expect((await eventsOf())[0]).to.not.have.property("sourceEntryId");
    await quiet({ ...film, ...talk() });
  });

  it("ends later in the same update that takes the redirect away", async () => {
    const simulive = (more: Props): Program => ({
      film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4" } },
      talk: { kind: "SimuliveSession", inputs: id => ({ ...TALK, source: id("film"), ...more }) },
    });
    await stack.up(simulive({ redirectAfter: true }));
    const later = simulive({ end: "2027-05-04T12:00+02:00" });
    await stack.up(later);
    expect(await eventsOf("LiveRedirect")).to.deep.equal([]);
    await quiet(later);
  });

  it("has one event when an answer is lost, and the search finds entries before events", async () => {
    const runtime = world.freshRuntime();
    let looks = 0;
    const find = runtime.load.scheduleEventsOf.bind(runtime.load);
    runtime.load.scheduleEventsOf = async (...args) => (++looks <= 3 ? [] : find(...args));
    stack = new Stack(runtime);
    world.emulator.faults.add({ service: "liveStream", action: "add", kind: "lostAnswer", times: 1 });
    await stack.up(talk());
    expect(looks).to.be.greaterThan(3);
    expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
    await runtime.gateway.close();
    stack = Object.assign(new Stack(world.runtime), { resources: stack.resources });
  });

  it("takes a session out of a category though another that it was in is gone", async () => {
    const add = (name: string) =>
      world.must("category", "add", { category: { objectType: "KalturaCategory", name } });
    const [gone, stays] = [await add("Gone"), await add("Stays")];
    await stack.up(talk({ categories: ["Gone", stays.id] }));
    await world.must("category", "delete", { id: gone.id });
    await stack.up(talk({ categories: [] }));
    const links = await world.list("categoryEntry", {
      objectType: "KalturaCategoryEntryFilter",
      entryIdEqual: stack.id("talk"),
    });
    expect(links.map(link => link.categoryId)).to.not.include(stays.id);
    await world.must("category", "delete", { id: stays.id });
  });

  it("makes an event again that somebody cancelled", async () => {
    await stack.up(talk());
    const [event] = await eventsOf();
    await world.must("schedule_scheduleevent", "cancel", { scheduleEventId: event!.id });
    await stack.refresh();
    expect(stack.changes(talk())).to.deep.equal({ talk: "update" });
    await stack.up(talk());
    const [again, ...more] = await eventsOf();
    expect(again).to.include({ status: 2, startDate: event!.startDate });
    expect(more).to.deep.equal([]);
    await quiet(talk());
  });

  it("takes what Kaltura has anyhow for no change, be it written or not", async () => {
    await stack.up(talk());
    expect(stack.changes(talk({ pushPublish: false }))).to.deep.equal({});
    await stack.destroy();
    const film = (more: Props = {}): Program => ({
      film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4", ...more } },
    });
    await stack.up(film());
    expect(stack.changes(film({ mediaType: "video" }))).to.deep.equal({});
    expect(stack.changes(film({ mediaType: "audio" }))).to.deep.equal({ film: "replace" });
  });
});
