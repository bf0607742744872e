import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const SHOW: Props = {
  name: "Keynote",
  description: "<p>Recorded last week</p>",
  start: "2027-05-04T09:00",
  timezone: "Europe/Berlin",
  presenters: [{ name: "Ann Example" }],
  chat: { enabled: true },
  calendarReminder: "1hour",
  dvr: { enabled: true },
  scheduleEvent: { organizer: "Team", tags: ["main"] },
};
const NINE = Date.parse("2027-05-04T07:00:00Z") / 1000;
const SPAN = 700 * 86_400;

describe("SimuliveSession", () => {
  let world: World;
  let stack: Stack;
  let film: string;
  let other: string;
  let trailer: string;

  /** A video of somebody else's, ready and of that length. */
  const video = async (name: string, seconds: number) => {
    const { id } = await world.must("media", "add", {
      entry: { objectType: "KalturaMediaEntry", name, mediaType: 1 },
    });
    setLength(String(id), seconds);
    return String(id);
  };
  const entries = () =>
    world.emulator.store.collection<Props & { id: string; partnerId: number; status: number }>("entries");
  const setLength = (id: string, seconds: number, status = 2) =>
    entries().update(entries().get(id)!, {
      status,
      duration: Math.floor(seconds),
      msDuration: seconds * 1000,
    });

  before(async () => {
    world = await World.withProfiles();
    film = await video("Film", 1800.2);
    other = await video("Other film", 2400);
    trailer = await video("Trailer", 29.6);
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    setLength(film, 1800.2);
    setLength(trailer, 29.6);
    world.emulator.clearCalls();
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    world.emulator.setIndexLag(0);
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 0, metadata: 0 });
  });

  const one = (more: Props = {}): Program => ({
    talk: { kind: "SimuliveSession", inputs: { ...SHOW, source: film, ...more } },
  });
  const entryOf = () => world.must("liveStream", "get", { entryId: stack.id("talk") });
  const eventsOf = (type = "LiveStream") =>
    world.list("schedule_scheduleevent", {
      objectType: `Kaltura${type}ScheduleEventFilter`,
      templateEntryIdEqual: stack.id("talk"),
    });
  const written = () => world.called().filter(c => !/\.(list|get)$/.test(c));
  const quiet = async (program: Program) => {
    expect(stack.changes(program)).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
  };

  it("makes everything in one request once the source is known, and ends when it has been played", async () => {
    await stack.up(one({ redirectAfter: true }));
    expect(written()).to.deep.equal([
      "livestream.add",
      "metadata_metadata.add",
      "metadata_metadata.add",
      "metadata_metadata.add",
      "schedule_scheduleevent.add",
      "schedule_scheduleevent.add",
    ]);
    const entry = await entryOf();
    expect(entry).to.include({ recordStatus: 0, explicitLive: false, dvrStatus: 1 });
    expect(String(entry.adminTags).split(",")).to.include.members([
      "kms-webcast-event",
      "kwebcast",
      "kms-webcast-event-simulive",
    ]);
    const [event] = await eventsOf();
    // 1800.2 s are 1801: what is shorter than its slot ends early, what is longer is cut.
    expect(event).to.include({
      sourceEntryId: film,
      startDate: NINE,
      endDate: NINE + 1801,
      organizer: "Team",
    });
    expect(String(event!.tags).split(",")).to.include.members(["simulive", "main"]);
    const [after] = await eventsOf("LiveRedirect");
    expect(after).to.include({
      redirectEntryId: film,
      startDate: NINE + 1801,
      endDate: NINE + 1801 + SPAN,
    });
    const xml = (
      await world.list("metadata_metadata", {
        objectType: "KalturaMetadataFilter",
        objectIdEqual: stack.id("talk"),
      })
    )
      .map(m => String(m.xml))
      .join();
    expect(xml)
      .to.include(`<EndTime>${NINE + 1801}</EndTime>`)
      .and.include("<IsSelfServe>0</IsSelfServe>");
    expect(stack.outputs("talk")).to.include({ endsAt: "2027-05-04T07:30:01Z" });
    expect(stack.outputs("talk")).to.not.have.property("end");
    await quiet(one({ redirectAfter: true }));
  });

  it("moves the end when the video changed, and shows that as drift of end", async () => {
    const program = one({ redirectAfter: true });
    await stack.up(program);
    const id = stack.id("talk");
    setLength(film, 2000);
    await stack.refresh();
    expect(stack.outputs("talk").end).to.equal("2027-05-04T09:30:01");
    expect(stack.changes(program)).to.deep.equal({ talk: "update" });
    await stack.up(program);
    expect(stack.id("talk")).to.equal(id);
    expect((await eventsOf())[0]!.endDate).to.equal(NINE + 2000);
    expect((await eventsOf("LiveRedirect"))[0]!.startDate).to.equal(NINE + 2000);
    expect(stack.outputs("talk").endsAt).to.equal("2027-05-04T07:33:20Z");
    await quiet(program);
    setLength(film, 100);
    await stack.refresh();
    await stack.up(program);
    expect((await eventsOf("LiveRedirect"))[0]!.startDate).to.equal(NINE + 100);
    await quiet(program);
  });

  it("follows a MediaAsset of the same program in the same run", async () => {
    const program = (url: string, lengths: unknown): Program => ({
      asset: { kind: "MediaAsset", inputs: { name: "Asset", url } },
      talk: { kind: "SimuliveSession", inputs: id => ({ ...SHOW, source: id("asset"), lengths }) },
    });
    const { options } = world.emulator.core;
    await stack.up(program("https://example.com/a.mp4", [120]));
    options.mediaSeconds = 240;
    // What the class makes of the asset's output: known when the asset is done, unknown in a preview.
    expect(stack.changes(program("https://example.com/b.mp4", [UNKNOWN]))).to.deep.equal({
      asset: "update",
      talk: "update",
    });
    await stack.up(program("https://example.com/b.mp4", [240]));
    expect((await eventsOf())[0]!.endDate).to.equal(NINE + 240);
    await quiet(program("https://example.com/b.mp4", [240]));
    options.mediaSeconds = 120;
  });

  it("airs another source on the same entry, by one update of the event", async () => {
    await stack.up(one());
    const id = stack.id("talk");
    const [before] = await eventsOf();
    world.emulator.clearCalls();
    await stack.up(one({ source: other }));
    expect(stack.id("talk")).to.equal(id);
    expect(written()).to.deep.equal(["metadata_metadata.update", "schedule_scheduleevent.update"]);
    const [event] = await eventsOf();
    expect(event).to.include({ id: before!.id, sourceEntryId: other, endDate: NINE + 2400 });
    await quiet(one({ source: other }));
  });

  it("takes the clips' lengths for what is before and after, and the end is the source's", async () => {
    const program = one({ preStartEntry: trailer, postEndEntry: trailer, contentInterruptible: true });
    await stack.up(program);
    expect((await eventsOf())[0]).to.include({
      preStartEntryId: trailer,
      preStartTime: 30,
      postEndTime: 30,
      endDate: NINE + 1801,
      isContentInterruptible: true,
    });
    await quiet(program);
    setLength(trailer, 45);
    await stack.refresh();
    // Once more, with the drift in the state: a clip's length is never taken off the source.
    await stack.refresh();
    expect(stack.outputs("talk")).to.not.have.property("end");
    expect(stack.changes(program)).to.deep.equal({ talk: "update" });
    await stack.up(program);
    expect((await eventsOf())[0]).to.include({ preStartTime: 45, postEndTime: 45 });
    await quiet(program);
  });

  it("takes lead-in and lead-out off the source when they are part of it", async () => {
    const program = one({ scheduleEvent: { preStartSeconds: 60, postEndSeconds: 40 }, redirectAfter: other });
    await stack.up(program);
    expect((await eventsOf())[0]).to.include({
      preStartTime: 60,
      postEndTime: 40,
      endDate: NINE + 1801 - 100,
    });
    expect((await eventsOf("LiveRedirect"))[0]).to.include({
      startDate: NINE + 1801 - 60,
      redirectEntryId: other,
    });
    await quiet(program);
  });

  it("makes the event anew, on the same entry, when a clip is taken out: the server can't clear it", async () => {
    await stack.up(one({ preStartEntry: trailer, redirectAfter: true }));
    const id = stack.id("talk");
    const [before] = await eventsOf();
    await stack.up(one({ redirectAfter: true }));
    expect(stack.id("talk")).to.equal(id);
    const events = await eventsOf();
    expect(events).to.have.length(1);
    expect(events[0]!.id).to.not.equal(before!.id);
    expect(events[0]).to.include({ sourceEntryId: film, preStartTime: 0, organizer: "Team" });
    expect(events[0]).to.not.have.property("preStartEntryId");
    await quiet(one({ redirectAfter: true }));
  });

  it("waits for the index to forget the deleted event", async () => {
    await stack.up(one({ preStartEntry: trailer }));
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 2,
    });
    await stack.up(one());
    expect(await eventsOf()).to.have.length(1);
    await quiet(one());
  });

  it("gets event and redirect past one another, whichever way the session moves", async () => {
    await stack.up(one({ redirectAfter: true }));
    for (const start of ["2027-05-05T09:00", "2027-05-03T09:00", "2029-09-04T09:00", "2027-05-04T09:05"]) {
      await stack.up(one({ start, redirectAfter: true }));
      const [event] = await eventsOf();
      const [after] = await eventsOf("LiveRedirect");
      expect(event!.endDate, start).to.equal(after!.startDate);
      await quiet(one({ start, redirectAfter: true }));
    }
    await stack.up(one());
    expect(await eventsOf("LiveRedirect")).to.have.length(0);
    await quiet(one());
  });

  /** What an alias does: the same state, of another kind. */
  const turn = (kind: string) => stack.resources.set("talk", { ...stack.resources.get("talk")!, kind });
  const webcast = (more: Props = {}): Program => ({
    talk: { kind: "WebcastSession", inputs: { ...SHOW, end: "2027-05-04T09:50", ...more } },
  });

  it("becomes a webcast and a simulive again, on the same entry and with nothing of the other left", async () => {
    const simulive = one({ preStartEntry: trailer, contentInterruptible: true, redirectAfter: true });
    await stack.up(simulive);
    const id = stack.id("talk");
    turn("WebcastSession");
    expect(await stack.up(webcast({ previewMode: true }))).to.deep.equal({ talk: "update" });
    expect(stack.id("talk")).to.equal(id);
    const [event, ...more] = await eventsOf();
    expect(more).to.have.length(0);
    expect(event).to.not.have.any.keys("sourceEntryId", "preStartEntryId");
    expect(event).to.include({ preStartTime: 0, endDate: NINE + 3000 });
    expect(String(event!.tags)).to.not.include("simulive");
    expect(await eventsOf("LiveRedirect")).to.have.length(0);
    expect(String((await entryOf()).adminTags)).to.not.include("simulive");
    await quiet(webcast({ previewMode: true }));
    turn("SimuliveSession");
    await stack.up(simulive);
    expect(stack.id("talk")).to.equal(id);
    expect(await entryOf()).to.include({ explicitLive: false, recordStatus: 0 });
    expect((await eventsOf())[0]).to.include({ sourceEntryId: film, preStartTime: 30, endDate: NINE + 1801 });
    await quiet(simulive);
  });

  it("is recorded once it is a webcast, unless the program or the account says otherwise", async () => {
    const become = async (more: Props = {}) => {
      await stack.up(one());
      turn("WebcastSession");
      await stack.up(webcast(more));
      const { recordStatus } = await entryOf();
      await quiet(webcast(more));
      await stack.destroy();
      return recordStatus;
    };
    expect(await become()).to.equal(1);
    expect(await become({ recording: { mode: "disabled" } })).to.equal(0);
    const { features } = world.emulator.core.accounts.get(world.emulator.partnerId)!;
    features.recording = false;
    try {
      expect(await become()).to.equal(0);
    } finally {
      features.recording = true;
    }
  });

  it("becomes a webcast that shows a channel by one update: its source changes hands", async () => {
    const channel = await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Live",
        mediaType: 201,
        sourceType: "32",
      },
    });
    await stack.up(one());
    const [before] = await eventsOf();
    turn("WebcastSession");
    await stack.up(webcast({ channel: channel.id }));
    const [event] = await eventsOf();
    expect(event).to.include({ id: before!.id, sourceEntryId: channel.id });
    expect(String(event!.tags)).to.not.include("simulive");
    await quiet(webcast({ channel: channel.id }));
    await stack.destroy();
    await world.must("liveStream", "delete", { entryId: channel.id });
  });

  for (const [what, type] of [
    ["event", "LiveStream"],
    ["redirect", "LiveRedirect"],
  ] as const) {
    it(`makes the ${what} again when somebody deleted it`, async () => {
      const program = one({ redirectAfter: true });
      await stack.up(program);
      const id = stack.id("talk");
      const [event] = await eventsOf(type);
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
      await stack.refresh();
      expect(stack.changes(program)).to.deep.equal({ talk: "update" });
      await stack.up(program);
      expect(stack.id("talk")).to.equal(id);
      expect(await eventsOf(type)).to.have.length(1);
      await quiet(program);
    });
  }

  it("mends what was changed by hand", async () => {
    const program = one({ redirectAfter: true });
    await stack.up(program);
    const [event] = await eventsOf();
    const [after] = await eventsOf("LiveRedirect");
    await world.must("schedule_scheduleevent", "update", {
      scheduleEventId: after!.id,
      scheduleEvent: { objectType: "KalturaLiveRedirectScheduleEvent", redirectEntryId: other },
    });
    await world.must("schedule_scheduleevent", "update", {
      scheduleEventId: event!.id,
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        startDate: NINE,
        endDate: NINE + 600,
        sourceEntryId: other,
      },
    });
    await world.must("liveStream", "update", {
      entryId: stack.id("talk"),
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", recordStatus: 1, explicitLive: true },
    });
    await stack.refresh();
    expect(stack.outputs("talk")).to.include({
      end: "2027-05-04T09:10",
      source: other,
      redirectAfter: other,
    });
    await stack.up(program);
    expect((await eventsOf())[0]).to.include({ endDate: NINE + 1801, sourceEntryId: film });
    expect(await entryOf()).to.include({ recordStatus: 0, explicitLive: false });
    await quiet(program);
  });

  it("refuses a source that can't be aired, by name, before anything is made", async () => {
    const refusal = async (more: Props) => (await failureOf(stack.up(one(more))))?.message;
    const live = await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Live",
        mediaType: 201,
        sourceType: "32",
      },
    });
    expect(await refusal({ source: "0_nosuch99" })).to.include(
      "input source: the account has no entry 0_nosuch99",
    );
    expect(await refusal({ source: live.id })).to.include('("Live") is not a video or a playlist of videos');
    expect(await refusal({ preStartEntry: live.id })).to.include("input preStartEntry:");
    await world.must("liveStream", "delete", { entryId: live.id });
    setLength(film, 0, 1);
    expect(await refusal({}))
      .to.include("input source: entry")
      .and.include('("Film") is not ready');
    setLength(film, 90_000);
    expect(await refusal({})).to.include("input source: it plays 25.0 hours; Kaltura takes at most 24");
    setLength(film, 50);
    expect(await refusal({ scheduleEvent: { preStartSeconds: 60 } })).to.include("input scheduleEvent:");
    // The two of the stranger, and none of ours.
    expect(written().map(c => c.toLowerCase())).to.deep.equal(["livestream.add", "livestream.delete"]);
  });

  it("can be read and taken down when its source is gone, and says so in the next run", async () => {
    const gone = await video("Short-lived", 60);
    await stack.up(one({ source: gone }));
    await world.must("media", "delete", { entryId: gone });
    await stack.refresh();
    expect(stack.changes(one({ source: gone }))).to.deep.equal({ talk: "update" });
    const error = await failureOf(stack.up(one({ source: gone })));
    expect(error?.message).to.include(`the account has no entry ${gone}`);
    await stack.up(one());
    await quiet(one());
  });

  it("keeps what was made when a part is refused, and the next run makes the rest", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SERVICE_FORBIDDEN",
      message: "no",
      times: 2,
    });
    const error = await failureOf(stack.up(one({ redirectAfter: true })));
    expect(error).to.be.instanceOf(PartialError);
    const id = stack.id("talk");
    world.emulator.clearCalls();
    await stack.up(one({ redirectAfter: true }));
    expect(stack.id("talk")).to.equal(id);
    expect(written()).to.deep.equal(["schedule_scheduleevent.add", "schedule_scheduleevent.add"]);
  });

  for (const kind of ["lostAnswer", "http502", "reset"] as const) {
    it(`makes one session, not two, when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "liveStream", action: "add", kind });
      await stack.up(one({ redirectAfter: true }));
      expect(world.emulator.faults.hits()).to.deep.equal([1]);
      expect(world.emulator.counts()).to.include({ entries: 4, scheduleEvents: 2, metadata: 3 });
      await quiet(one({ redirectAfter: true }));
    });
  }

  it("refuses in preview what can't work, and lets unknowns pass", () => {
    const before = world.requests;
    for (const [more, words] of [
      [{ start: "2027-05-04" }, "start: "],
      [{ end: "2027-05-04T08:00" }, "is not after start"],
      [{ end: "2027-05-06T08:00" }, "hours after start"],
      [{ preStartEntry: trailer, scheduleEvent: { preStartSeconds: 5 } }, "beside preStartEntry"],
      [{ recording: { mode: "appended" } }, "recording: "],
      [{ source: "" }, "source: "],
    ] as const) {
      expect(() => stack.preview(one(more)), JSON.stringify(more)).to.throw(Refused, words);
    }
    for (const input of ["source", "end", "start", "preStartEntry", "redirectAfter"]) {
      expect(stack.preview(one({ [input]: UNKNOWN })), input).to.deep.equal({ talk: "create" });
    }
    expect(world.requests).to.equal(before);
  });
});
