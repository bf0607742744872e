import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import type { Props } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const KEYNOTE: Props = {
  name: "Opening keynote",
  description: "<p>Where we are going</p>",
  start: "2027-05-04T09:00",
  end: "2027-05-04T10:00",
  timezone: "Europe/Berlin",
  tags: ["Keynote", "plenary"],
  adminTags: ["summit-2027"],
  referenceId: "key-1",
  coEditors: ["ann@example.com", "bob@example.com"],
  dvr: { enabled: true, windowMinutes: 120 },
  recording: { mode: "appended", copyThumbnail: true, hidden: false },
  previewMode: true,
  conversionProfile: "Default_Live",
  offlineMessage: "We start soon",
  presenters: [{ name: "Ann Example", title: "CTO & co", bio: "a < b" }],
  slidesEntryId: "0_slides01",
  calendarReminder: "15minutes",
  chat: {
    enabled: true,
    moderation: "aroundBroadcast",
    moderationPreBroadcastMinutes: 10,
    moderationPostBroadcastMinutes: 5,
    groupChat: "groupChat",
  },
  scheduleEvent: { organizer: "Events team", projectedAudience: 5000, preStartSeconds: 600, tags: ["main"] },
};

const MINIMAL: Props = { name: "Talk", start: "2027-05-04T11:00+02:00", end: "2027-05-04T11:30+02:00" };

describe("WebcastSession", () => {
  let world: World;
  let stack: Stack;

  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    world.emulator.faults.clear();
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    await stack.destroy();
    const left = world.emulator.counts();
    expect([
      left.entries,
      left.scheduleEvents,
      left.metadata,
      left.categoryEntries ?? 0,
      left.categories ?? 0,
    ]).to.deep.equal([0, 0, 0, 0, 0], JSON.stringify(left));
  });

  const one = (inputs: Props = KEYNOTE): Program => ({ keynote: { kind: "WebcastSession", inputs } });
  const entryOf = (name = "keynote") => world.must("liveStream", "get", { entryId: stack.id(name) });
  const eventsOf = (name = "keynote") =>
    world.list("schedule_scheduleevent", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      templateEntryIdEqual: stack.id(name),
    });
  const metadataOf = (name = "keynote") =>
    world.list("metadata_metadata", { objectType: "KalturaMetadataFilter", objectIdEqual: stack.id(name) });

  it("makes entry, three metadata objects and event in one request", async () => {
    world.emulator.clearCalls();
    // Profiles are looked up once a run.
    await stack.up(one(MINIMAL));
    const before = world.requests;
    world.emulator.clearCalls();
    await stack.up({
      ...one(MINIMAL),
      second: { kind: "WebcastSession", inputs: { ...KEYNOTE, name: "Second" } },
    });
    expect(world.requests - before).to.equal(2); // the live conversion profiles are asked for here for the first time
    expect(world.called()).to.deep.equal([
      "conversionprofile.list",
      "livestream.add",
      "metadata_metadata.add",
      "metadata_metadata.add",
      "metadata_metadata.add",
      "schedule_scheduleevent.add",
    ]);
  });

  it("puts every input where Kaltura keeps it", async () => {
    await stack.up(one());
    const entry = await entryOf();
    expect(entry).to.include({
      name: "Opening keynote",
      tags: "keynote, plenary",
      referenceId: "key-1",
      entitledUsersEdit: "ann@example.com,bob@example.com",
      dvrStatus: 1,
      dvrWindow: 120,
      recordStatus: 1,
      explicitLive: true,
      offlineMessage: "We start soon",
      mediaType: 201,
      sourceType: "32",
    });
    expect(String(entry.adminTags).split(",")).to.include.members([
      "kms-webcast-event",
      "kwebcast",
      "summit-2027",
    ]);
    expect(entry.recordingOptions).to.include({ shouldCopyThumbnail: true, shouldMakeHidden: false });
    const [event] = await eventsOf();
    expect(event).to.include({
      summary: "Opening keynote",
      startDate: Date.parse("2027-05-04T07:00:00Z") / 1000,
      endDate: Date.parse("2027-05-04T08:00:00Z") / 1000,
      organizer: "Events team",
      projectedAudience: 5000,
      preStartTime: 600,
    });
    const xml = (await metadataOf()).map(m => String(m.xml)).join("\n");
    expect(xml).to.include(
      "<StartTime>1809500400</StartTime>".replace("1809500400", String(event!.startDate)),
    );
    expect(xml).to.include("<Timezone>Europe/Berlin</Timezone>");
    expect(xml).to.include("<PresenterTitle>CTO &amp; co</PresenterTitle>");
    expect(xml).to.include("<IsKwebcastEntry>1</IsKwebcastEntry>");
    expect(xml).to.include("<Key>calenderReminder</Key><Value>&quot;15minutes&quot;</Value>");
  });

  it("shows no change when nothing changed, before and after a refresh", async () => {
    await stack.up(one());
    expect(stack.changes(one())).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({});
  });

  it("gives the ingest points of the entry", async () => {
    await stack.up(one());
    const entry = await entryOf();
    expect(stack.outputs("keynote").ingest).to.include({
      rtmpsPrimary: entry.primarySecuredBroadcastingUrl,
      streamKey: entry.streamPassword,
      streamName: entry.streamName,
    });
  });

  it("moves event and metadata together, and touches nothing else", async () => {
    await stack.up(one());
    world.emulator.clearCalls();
    const moved = one({ ...KEYNOTE, start: "2027-05-04T09:30", end: "2027-05-04T10:30" });
    expect(await stack.up(moved)).to.deep.equal({ keynote: "update" });
    expect(world.called().filter(c => !/\.(list|get)$/.test(c))).to.deep.equal([
      "metadata_metadata.update",
      "schedule_scheduleevent.update",
    ]);
    await stack.refresh();
    expect(stack.changes(moved)).to.deep.equal({});
  });

  it("takes the same instant in another spelling for no change", async () => {
    await stack.up(one());
    expect(stack.changes(one({ ...KEYNOTE, start: "2027-05-04T07:00Z" }))).to.deep.equal({});
  });

  it("shows a session moved by ten minutes in Kaltura's console, and moves it back", async () => {
    await stack.up(one());
    const [event] = await eventsOf();
    await world.must("schedule_scheduleevent", "update", {
      scheduleEventId: event!.id,
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        startDate: Number(event!.startDate) + 600,
        endDate: Number(event!.endDate) + 600,
      },
    });
    await stack.refresh();
    expect(stack.outputs("keynote")).to.include({ start: "2027-05-04T09:10", end: "2027-05-04T10:10" });
    expect(stack.changes(one())).to.deep.equal({ keynote: "update" });
    await stack.up(one());
    const [mended] = await eventsOf();
    expect(mended!.startDate).to.equal(event!.startDate);
  });

  for (const [what, remove] of Object.entries({
    "schedule event": async () => {
      const [event] = await eventsOf();
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
    },
    "webcast metadata": async () => {
      const found = (await metadataOf()).find(m => String(m.xml).includes("IsKwebcastEntry"));
      await world.must("metadata_metadata", "delete", { id: found!.id });
    },
    "times metadata": async () => {
      const found = (await metadataOf()).find(m => String(m.xml).includes("StartTime"));
      await world.must("metadata_metadata", "delete", { id: found!.id });
    },
    "additional info": async () => {
      const found = (await metadataOf()).find(m => String(m.xml).includes("Detail"));
      await world.must("metadata_metadata", "delete", { id: found!.id });
    },
  })) {
    it(`makes the ${what} again when somebody deleted it, and keeps the entry`, async () => {
      await stack.up(one());
      const id = stack.id("keynote");
      await remove();
      await stack.refresh();
      expect(stack.changes(one())).to.deep.equal({ keynote: "update" });
      await stack.up(one());
      expect(stack.id("keynote")).to.equal(id);
      expect(await eventsOf()).to.have.length(1);
      expect(await metadataOf()).to.have.length(3);
      await stack.refresh();
      expect(stack.changes(one())).to.deep.equal({});
    });
  }

  it("makes the session anew when somebody deleted its entry", async () => {
    await stack.up(one());
    const old = stack.id("keynote");
    const [event] = await eventsOf();
    await world.must("liveStream", "delete", { entryId: old });
    await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({ keynote: "create" });
    await stack.up(one());
    expect(stack.id("keynote")).to.not.equal(old);
  });

  it("takes down the event that outlived an entry deleted by hand, and makes the session anew", async () => {
    await stack.up(one());
    const old = stack.id("keynote");
    await world.must("liveStream", "delete", { entryId: old });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({ keynote: "replace" });
    await stack.up(one());
    expect(stack.id("keynote")).to.not.equal(old);
    expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1, metadata: 3 });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({});
  });

  it("can be taken down on an account that has lost a metadata profile", async () => {
    const poor = await World.withProfiles();
    try {
      const own = new Stack(poor.runtime);
      await own.up(one());
      for (const { id } of await poor.list("metadata_metadataprofile", {
        objectType: "KalturaMetadataProfileFilter",
      })) {
        await poor.must("metadata_metadataprofile", "delete", { id });
      }
      poor.runtime.load.invalidate();
      await own.refresh();
      expect(own.changes(one())).to.deep.equal({ keynote: "update" });
      await own.destroy();
      expect(poor.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
    } finally {
      await poor.stop();
    }
  });

  it("keeps the entry when an update of it is refused, or somebody takes its admin tags away", async () => {
    await stack.up(one());
    const id = stack.id("keynote");
    world.emulator.faults.add({
      service: "liveStream",
      action: "update",
      kind: "apiError",
      code: "CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING",
      message: "On air",
      times: 1,
    });
    const changed = one({ ...KEYNOTE, dvr: { enabled: false } });
    await stack.up(changed).catch(() => undefined);
    expect(stack.changes(changed)).to.deep.equal({ keynote: "update" });
    await stack.up(changed);
    expect((await entryOf()).dvrStatus).to.equal(0);
    await world.must("liveStream", "update", {
      entryId: id,
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", adminTags: "theirs" },
    });
    await stack.refresh();
    expect(stack.changes(changed)).to.deep.equal({ keynote: "update" });
    await stack.up(changed);
    expect(stack.id("keynote")).to.equal(id);
    expect((await entryOf()).adminTags)
      .to.include("kms-webcast-event")
      .and.include("theirs");
  });

  it("leaves what the show changes alone", async () => {
    await stack.up(one());
    await world.must("liveStream", "update", {
      entryId: stack.id("keynote"),
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        viewMode: 1,
        recordingStatus: 2,
        redirectEntryId: "0_recording",
      },
    });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({});
  });

  it("leaves others' tags, settings and presenters alone while ours are unset", async () => {
    await stack.up(one(MINIMAL));
    const entryId = stack.id("keynote");
    const entry = await entryOf();
    await world.must("liveStream", "update", {
      entryId,
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        adminTags: `${entry.adminTags},theirs`,
        tags: "their tag",
      },
    });
    const times = (await metadataOf()).find(m => String(m.xml).includes("StartTime"))!;
    await world.must("metadata_metadata", "update", {
      id: times.id,
      xmlData: String(times.xml).replace(
        "</metadata>",
        "<Presenter><PresenterName>Theirs</PresenterName></Presenter></metadata>",
      ),
    });
    await stack.refresh();
    expect(stack.changes(one(MINIMAL))).to.deep.equal({});
    await stack.up(one({ ...MINIMAL, end: "2027-05-04T11:45+02:00" }));
    expect((await entryOf()).adminTags).to.include("theirs");
    expect((await metadataOf()).map(m => m.xml).join()).to.include("Theirs");
  });

  it("keeps foreign details beside its own in the additional info", async () => {
    await stack.up(one());
    const info = (await metadataOf()).find(m => String(m.xml).includes("Detail"))!;
    await world.must("metadata_metadata", "update", {
      id: info.id,
      xmlData: String(info.xml).replace(
        "</metadata>",
        "<Detail><Key>theirs</Key><Value>1</Value></Detail></metadata>",
      ),
    });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({});
    await stack.up(one({ ...KEYNOTE, calendarReminder: "1hour" }));
    const xml = (await metadataOf()).map(m => String(m.xml)).join();
    expect(xml).to.include("<Key>theirs</Key>");
    expect(xml).to.include("1hour");
    expect(xml).to.not.include("15minutes");
  });

  it("leaves others' chat settings beside its own, and takes another spelling of them for no change", async () => {
    await stack.up(one());
    const info = (await metadataOf()).find(m => String(m.xml).includes("Detail"))!;
    const theirs = {
      cnc_theirs: "x",
      cnc_groupChat_mode: "groupChat",
      cnc_moderation: "2",
      cnc_moderation_preBroadcast: 10,
      cnc_moderation_postBroadcast: 5,
      cnc_enabled: 1,
    };
    await world.must("metadata_metadata", "update", {
      id: info.id,
      xmlData: String(info.xml).replace(/\{.*?\}/, JSON.stringify(theirs).replace(/"/g, "&quot;")),
    });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({});
    await stack.up(one({ ...KEYNOTE, chat: { enabled: false } }));
    const xml = (await metadataOf()).map(m => String(m.xml)).join();
    expect(xml).to.include("cnc_theirs").and.not.include("cnc_moderation");
    await stack.refresh();
    expect(stack.changes(one({ ...KEYNOTE, chat: { enabled: false } }))).to.deep.equal({});
  });

  it("clears on the server what is taken out of the program", async () => {
    await stack.up(one());
    const {
      description: _d,
      coEditors: _c,
      offlineMessage: _o,
      presenters: _p,
      chat: _h,
      dvr: _v,
      ...rest
    } = KEYNOTE;
    await stack.up(one(rest));
    const entry = await entryOf();
    expect(
      [entry.description, entry.entitledUsersEdit, entry.offlineMessage, entry.dvrStatus].map(v => v || ""),
    ).to.deep.equal(["", "", "", ""]);
    const xml = (await metadataOf()).map(m => String(m.xml)).join();
    expect(xml).to.not.include("Presenter");
    expect(xml).to.not.include("cnc_widgetSettings");
    await stack.refresh();
    expect(stack.changes(one(rest))).to.deep.equal({});
  });

  it("follows its categories, and leaves links of others alone", async () => {
    const program = (categories: string[]): Program => ({
      event: { kind: "EventCategory", inputs: { name: "Summit" } },
      a: { kind: "EventCategory", inputs: id => ({ name: "Track A", parent: id("event") }) },
      b: { kind: "EventCategory", inputs: id => ({ name: "Track B", parent: id("event") }) },
      keynote: { kind: "WebcastSession", inputs: id => ({ ...MINIMAL, categories: categories.map(id) }) },
    });
    await stack.up(program(["a"]));
    const theirs = await world.must("category", "add", {
      category: { objectType: "KalturaCategory", name: "Theirs" },
    });
    await world.must("categoryEntry", "add", {
      categoryEntry: {
        objectType: "KalturaCategoryEntry",
        categoryId: theirs.id,
        entryId: stack.id("keynote"),
      },
    });
    expect(await stack.up(program(["b"]))).to.deep.include({ keynote: "update", a: "same" });
    const links = await world.list("categoryEntry", {
      objectType: "KalturaCategoryEntryFilter",
      entryIdEqual: stack.id("keynote"),
    });
    expect(links.map(l => String(l.categoryId)).sort()).to.deep.equal(
      [stack.id("b"), String(theirs.id)].sort(),
    );
    await stack.refresh();
    expect(stack.changes(program(["b"]))).to.deep.equal({});
    await stack.destroy();
    await world.must("category", "delete", { id: theirs.id });
  });

  it("keeps what was made when a part is refused, and the next up makes the rest", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    const error = await failureOf(stack.up(one()));
    expect(error).to.be.instanceOf(PartialError);
    expect(error!.message).to.include("SCHEDULE_TIME_IN_USE");
    const id = stack.id("keynote");
    expect(stack.changes(one())).to.deep.equal({ keynote: "update" });
    world.emulator.clearCalls();
    await stack.up(one());
    expect(stack.id("keynote")).to.equal(id);
    expect(world.called().filter(c => !/\.(list|get)$/.test(c))).to.deep.equal([
      "schedule_scheduleevent.add",
    ]);
  });

  it("makes no orphaned event when the entry is refused", async () => {
    world.emulator.faults.add({
      service: "liveStream",
      action: "add",
      kind: "apiError",
      code: "RECORDING_DISABLED",
      message: "Recording is disabled",
      times: 1,
    });
    const error = await failureOf(stack.up(one()));
    expect(error?.message).to.include("RECORDING_DISABLED").and.not.include("METADATA_OBJECT");
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
    await stack.up(one());
  });

  for (const kind of ["lostAnswer", "empty", "http502", "reset", "html"] as const) {
    it(`makes one session, not two, when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "livestream", action: "add", kind, times: 1 });
      await stack.up(one());
      expect(world.emulator.faults.hits()).to.deep.equal([1]);
      expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1, metadata: 3 });
      expect(stack.changes(one())).to.deep.equal({});
    });
  }

  it("takes on the session that a run made which was killed before it could note it", async () => {
    await stack.up(one());
    const id = stack.id("keynote");
    const after = new Stack(world.freshRuntime());
    await after.up(one());
    expect(after.id("keynote")).to.equal(id);
    expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1, metadata: 3 });
    expect(after.changes(one())).to.deep.equal({});
  });

  it("does not take on the session of another stack", async () => {
    await stack.up(one());
    const other = new Stack(world.freshRuntime(), "organization/summit/other");
    await other.up(one());
    expect(other.id("keynote")).to.not.equal(stack.id("keynote"));
    await other.destroy();
  });

  it("refuses a wrong programme before anything is sent", async () => {
    const before = world.requests;
    const error = await failureOf(stack.up(one({ ...KEYNOTE, end: "2027-05-04T08:00" })));
    expect(error).to.be.instanceOf(Refused);
    expect(error!.message).to.include('end: "2027-05-04T08:00" is not after start');
    expect(world.requests).to.equal(before);
  });

  it("names profile and module when the account lacks a metadata profile", async () => {
    const bare = await World.start();
    try {
      const error = await failureOf(new Stack(bare.runtime).up(one()));
      expect(error?.message).to.include("KwebcastProfile").and.include("module kwebcast");
      expect(bare.emulator.counts().entries ?? 0).to.equal(0);
    } finally {
      await bare.stop();
    }
  });

  it("replaces only what Kaltura can't change in place", async () => {
    await stack.up(one(MINIMAL));
    expect(stack.changes(one({ ...MINIMAL, pushPublish: true }))).to.deep.equal({ keynote: "replace" });
    const { start: _s, end: _e, ...others } = KEYNOTE;
    for (const [property, value] of Object.entries(others)) {
      const changes = stack.changes(one({ ...MINIMAL, timezone: "Europe/Berlin", [property]: value }));
      expect(changes.keynote ?? "same", property).to.be.oneOf(["update", "same"]);
    }
  });
});
