import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { PROFILES, World } from "../support/world";

const CIRCLE: Props = {
  name: "Sound circle",
  mode: "interactive",
  description: "Bring your own microphone",
  tags: ["Sound", "workshop"],
  adminTags: ["summit-2027"],
  referenceId: "room-1",
  owner: "ann@example.com",
  start: "2027-05-04T09:00",
  end: "2027-05-06T18:00",
  timezone: "Europe/Berlin",
  presenters: [{ name: "Ann Example", title: "Sound engineer" }],
  scheduleEvent: { organizer: "Events team", preStartSeconds: 600, tags: ["main"] },
};

const MINIMAL: Props = { name: "Round table", mode: "interactive" };

/** Any call that changes something. */
const writes = (called: string[]) => called.filter(c => !/\.(list|get)$/.test(c));

describe("InteractiveRoom", () => {
  let world: World;
  let stack: Stack;
  /** A room that others are made from; it is the account's, not ours. */
  let template: string;

  before(async () => {
    world = await World.withProfiles();
    const entry = { objectType: "KalturaRoomEntry", roomType: 1, name: "Webinar template" };
    template = String((await world.must("room_room", "add", { entry })).id);
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    world.emulator.faults.clear();
    world.emulator.clearCalls();
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    await stack.destroy();
    const left = world.emulator.counts();
    expect([left.entries, left.scheduleEvents ?? 0, left.metadata ?? 0]).to.deep.equal(
      [1, 0, 0],
      JSON.stringify(left),
    );
  });

  const one = (inputs: Props = CIRCLE): Program => ({ room: { kind: "InteractiveRoom", inputs } });
  const webinar = (more: Props = {}): Program =>
    one({ ...MINIMAL, mode: "webinar", templateRoomEntryId: template, ...more });
  const onKaf = (more: Props = {}): Program => one({ ...MINIMAL, createdBy: "kaf", ...more });
  const entryOf = () => world.must("room_room", "get", { roomId: stack.id("room") });
  const eventsOf = () =>
    world.list("schedule_scheduleevent", {
      objectType: "KalturaMeetingScheduleEventFilter",
      templateEntryIdEqual: stack.id("room"),
    });
  const metadataOf = () =>
    world.list("metadata_metadata", { objectType: "KalturaMetadataFilter", objectIdEqual: stack.id("room") });
  const failing = (program: Program) => failureOf(stack.up(program));
  const unchanged = async (program: Program) => {
    expect(stack.changes(program)).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
  };

  it("makes room, metadata and event in one request", async () => {
    await stack.up(one());
    expect(writes(world.called())).to.deep.equal([
      "room_room.add",
      "metadata_metadata.add",
      "schedule_scheduleevent.add",
    ]);
    expect(new Set(world.emulator.calls.filter(c => c.action === "add").map(c => c.request)).size).to.equal(
      1,
    );
    expect(await entryOf()).to.include({ name: "Sound circle", roomType: 1, userId: "ann@example.com" });
    const [event] = await eventsOf();
    expect(event).to.include({
      objectType: "KalturaMeetingScheduleEvent",
      summary: "Sound circle",
      startDate: Date.parse("2027-05-04T07:00:00Z") / 1000,
      endDate: Date.parse("2027-05-06T16:00:00Z") / 1000,
      preStartTime: 600,
    });
    expect(stack.outputs("room").scheduleEventId).to.equal(String(event!.id));
    await unchanged(one());
  });

  it("is a room and nothing else without a schedule, on an account without any module", async () => {
    const bare = await World.start();
    try {
      const own = new Stack(bare.runtime);
      await own.up(one(MINIMAL));
      expect(writes(bare.called())).to.deep.equal(["room_room.add"]);
      await own.refresh();
      expect(own.changes(one(MINIMAL))).to.deep.equal({});
      await own.destroy();
      expect(bare.emulator.counts().entries ?? 0).to.equal(0);
    } finally {
      await bare.stop();
    }
  });

  it("notes a webinar where Kaltura's applications look for the mode, and follows a change of mind", async () => {
    await stack.up(webinar());
    expect((await metadataOf())[0]!.xml).to.include(
      "<Key>meetingEntryMode</Key><Value>&quot;webinar&quot;</Value>",
    );
    await unchanged(webinar());
    const id = stack.id("room");
    await stack.up(webinar({ mode: "interactive" }));
    expect(await metadataOf()).to.deep.equal([]);
    await unchanged(webinar({ mode: "interactive" }));
    expect(stack.id("room")).to.equal(id);
  });

  it("shows that somebody made a webinar of it, and makes it interactive again", async () => {
    await stack.up(webinar());
    const [noted] = await metadataOf();
    const xml = String(noted!.xml).replace(
      "</metadata>",
      "<Detail><Key>theirs</Key><Value>1</Value></Detail></metadata>",
    );
    await stack.up(webinar({ mode: "interactive" }));
    await world.must("metadata_metadata", "add", {
      metadataProfileId: noted!.metadataProfileId,
      objectType: "1",
      objectId: stack.id("room"),
      xmlData: xml,
    });
    await stack.refresh();
    expect(stack.outputs("room").mode).to.equal("webinar");
    await stack.up(webinar({ mode: "interactive" }));
    const left = String((await metadataOf())[0]!.xml);
    expect(left).to.include("theirs").and.not.include("meetingEntryMode");
  });

  it("comes onto the agenda and goes off it, as the same room", async () => {
    await stack.up(one(MINIMAL));
    const id = stack.id("room");
    const planned = one({ ...MINIMAL, start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" });
    expect(await stack.up(planned)).to.deep.equal({ room: "update" });
    expect([(await eventsOf()).length, (await metadataOf()).length]).to.deep.equal([1, 1]);
    await unchanged(planned);
    await stack.up(one(MINIMAL));
    expect([(await eventsOf()).length, (await metadataOf()).length]).to.deep.equal([0, 0]);
    expect(stack.outputs("room")).to.not.have.property("scheduleEventId");
    expect(stack.id("room")).to.equal(id);
    await unchanged(one(MINIMAL));
  });

  it("takes the times that others gave a room without a schedule for theirs", async () => {
    await stack.up(one(MINIMAL));
    const profiles = await world.list("metadata_metadataprofile", {
      objectType: "KalturaMetadataProfileFilter",
      systemNameEqual: "KMS_EVENTS3",
    });
    await world.must("metadata_metadata", "add", {
      metadataProfileId: profiles[0]!.id,
      objectType: "1",
      objectId: stack.id("room"),
      xmlData: "<metadata><StartTime>1900000000</StartTime></metadata>",
    });
    await stack.refresh();
    expect(stack.changes(one(MINIMAL))).to.deep.equal({});
    await stack.up(one({ ...MINIMAL, description: "New" }));
    expect((await metadataOf())[0]!.xml).to.include("1900000000");
  });

  for (const [what, remove] of Object.entries({
    "schedule event": async () => {
      const [event] = await eventsOf();
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
    },
    "times metadata": async () => {
      const [times] = await metadataOf();
      await world.must("metadata_metadata", "delete", { id: times!.id });
    },
  })) {
    it(`makes the ${what} again when somebody deleted it, and keeps the room`, async () => {
      await stack.up(one());
      const id = stack.id("room");
      await remove();
      await stack.refresh();
      expect(stack.changes(one())).to.deep.equal({ room: "update" });
      await stack.up(one());
      expect(stack.id("room")).to.equal(id);
      expect([(await eventsOf()).length, (await metadataOf()).length]).to.deep.equal([1, 1]);
      await unchanged(one());
    });
  }

  it("makes everything anew when somebody deleted the room, and takes the event that outlived it down", async () => {
    await stack.up(one());
    const old = stack.id("room");
    await world.must("room_room", "delete", { roomId: old });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({ room: "replace" });
    await stack.up(one());
    expect(stack.id("room")).to.not.equal(old);
    expect(world.emulator.counts()).to.include({ entries: 2, scheduleEvents: 1, metadata: 1 });
    await unchanged(one());
  });

  it("shows what somebody changed by hand, and mends it", async () => {
    await stack.up(webinar({ roomType: "breakout" }));
    const room = { objectType: "KalturaRoomEntry", name: "Theirs", roomType: 1, templateRoomEntryId: "" };
    await world.must("room_room", "update", { roomId: stack.id("room"), room });
    await stack.refresh();
    expect(stack.outputs("room")).to.include({ name: "Theirs", roomType: "room" });
    expect(stack.outputs("room")).to.not.have.property("templateRoomEntryId");
    await stack.up(webinar({ roomType: "breakout" }));
    expect(await entryOf()).to.include({ name: "Round table", roomType: 2, templateRoomEntryId: template });
  });

  it("keeps what was made when the event is refused, and the next up makes the rest", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    expect(await failing(one())).to.be.instanceOf(PartialError);
    const id = stack.id("room");
    world.emulator.clearCalls();
    await stack.up(one());
    expect(stack.id("room")).to.equal(id);
    expect(writes(world.called())).to.deep.equal(["schedule_scheduleevent.add"]);
  });

  it("names the input when the template is no room", async () => {
    const live = await world.must("liveStream", "add", {
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Live" },
      sourceType: "32",
    });
    const error = await failing(webinar({ templateRoomEntryId: live.id }));
    expect(error?.message).to.include("input templateRoomEntryId").and.include("INVALID_FIELD_VALUE");
    await world.must("liveStream", "delete", { entryId: live.id });
  });

  for (const kind of ["lostAnswer", "empty", "reset"] as const) {
    it(`makes one room, not two, when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "multirequest", kind, times: 1 });
      await stack.up(one());
      expect(world.emulator.counts()).to.include({ entries: 2, scheduleEvents: 1, metadata: 1 });
      await unchanged(one());
    });
  }

  describe("made by KAF", () => {
    const moderated = { roomModerators: ["ann@example.com"], chatModerators: ["bob@example.com"] };

    it("gets moderators there, then its mark and what KAF does not take", async () => {
      await stack.up(onKaf({ ...CIRCLE, ...moderated, createdBy: "kaf" }));
      const [made] = world.emulator.calls.filter(c => c.service === "kaf");
      expect(made!.params).to.deep.include({
        name: "Sound circle",
        roomModeratorUserIds: ["ann@example.com"],
        chatModeratorUserIds: ["bob@example.com"],
      });
      expect(writes(world.called()).slice(0, 2)).to.deep.equal(["kaf.createRoom", "room_room.update"]);
      const entry = await entryOf();
      expect(entry).to.include({ tags: "sound, workshop", referenceId: "room-1", userId: "ann@example.com" });
      expect(String(entry.adminTags)).to.match(/summit-2027.*pulumi[0-9a-f]{10}x[0-9a-f]{12}/);
      expect([(await eventsOf()).length, (await metadataOf()).length]).to.deep.equal([1, 1]);
      await unchanged(onKaf({ ...CIRCLE, ...moderated, createdBy: "kaf" }));
    });

    it("shows its users no mark, even where the program gives no tags", async () => {
      await stack.up(onKaf());
      expect((await entryOf()).tags).to.equal("");
      await unchanged(onKaf());
    });

    for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
      it(`is made once when KAF's answer is ${kind}`, async () => {
        world.emulator.faults.add({ service: "kaf", kind, times: 1 });
        await stack.up(onKaf());
        expect(world.emulator.counts()).to.include({ entries: 2 });
        await unchanged(onKaf());
      });
    }

    it("is taken on by the next run when this one died right after KAF made it", async () => {
      world.emulator.faults.add({ service: "kaf", kind: "lostAnswer", times: 1 });
      // Nor can it be looked for.
      world.emulator.faults.add({
        service: "baseEntry",
        action: "list",
        kind: "apiError",
        code: "SERVICE_FORBIDDEN",
        nth: 2,
        times: 0,
      });
      expect((await failing(onKaf()))?.message).to.include("SERVICE_FORBIDDEN");
      world.emulator.faults.clear();
      stack = new Stack(world.freshRuntime());
      await stack.up(onKaf());
      expect(world.emulator.counts()).to.include({ entries: 2 });
    });

    it("says that KAF showed a web page, and does not ask again", async () => {
      world.emulator.faults.add({ service: "kaf", kind: "html", times: 0 });
      const error = await failing(onKaf());
      expect(error?.message)
        .to.include("web page")
        .and.include("kaltura:kafHost")
        .and.include("embeddedrooms");
      expect(world.called().filter(c => c.startsWith("kaf"))).to.have.length(1);
    });

    it("says KAF's own words when it refuses", async () => {
      const error = await failing(onKaf({ templateRoomEntryId: "0_nosuch99" }));
      expect(error?.message).to.include('Entry id "0_nosuch99" not found').and.include("kaf.createRoom");
    });

    it("is completed when the profile that its times need was missing", async () => {
      const bare = await World.start();
      try {
        const own = new Stack(bare.runtime);
        const planned = onKaf({ start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" });
        const error = await failureOf(own.up(planned));
        expect(error).to.be.instanceOf(PartialError);
        expect(error!.message).to.include("EventsProfile3");
        expect(own.outputs("room").unfinished).to.include("eventMetadata");
        const { xsd, ...profile } = PROFILES[1]!;
        await bare.must("metadata_metadataprofile", "add", {
          metadataProfile: { objectType: "KalturaMetadataProfile", metadataObjectType: "1", ...profile },
          xsdData: xsd,
        });
        await own.up(planned);
        expect(bare.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1, metadata: 1 });
        expect(own.changes(planned)).to.deep.equal({});
        await own.destroy();
        expect(bare.emulator.counts().entries).to.equal(0);
      } finally {
        await bare.stop();
      }
    });
  });

  it("refuses in check, with nothing sent, what can't be", () => {
    const cases: Array<[Props, string]> = [
      [{ mode: "webinar" }, 'mode: "webinar" is made from a template room; give templateRoomEntryId'],
      [{ start: "2027-05-04T09:00Z" }, "though end is missing; give both, or neither"],
      [{ end: "2027-05-04T09:00Z" }, "though end is set; give both, or neither"],
      [{ presenters: [{ name: "Ann" }] }, "needs a schedule; give start and end"],
      [{ scheduleEvent: { location: "Hall" } }, "needs a schedule; give start and end"],
      [
        { start: "2027-05-04T09:00Z", end: "2027-05-07T09:01Z" },
        "72.0 hours after start; Kaltura takes at most 72",
      ],
      [{ roomModerators: ["ann"] }, 'set createdBy to "kaf"'],
      [{ roomModerators: ["a,b"], createdBy: "kaf" }, "holds a comma"],
      [{ roomType: "lobby" }, "is not one of room, breakout"],
      [{ templateRoomEntryId: "" }, "is empty"],
    ];
    for (const [inputs, reason] of cases) {
      expect(() => stack.preview(one({ ...MINIMAL, ...inputs })), JSON.stringify(inputs)).to.throw(
        Refused,
        reason,
      );
    }
    expect(world.called()).to.deep.equal([]);
  });

  it("takes what a preview does not know yet", () => {
    for (const name of ["start", "templateRoomEntryId", "timezone", "roomModerators", "createdBy"]) {
      const inputs = { ...CIRCLE, createdBy: "kaf", mode: "webinar", templateRoomEntryId: template };
      expect(stack.preview(one({ ...inputs, [name]: UNKNOWN })), name).to.deep.equal({ room: "create" });
    }
  });

  it("replaces the room for other moderators only", async () => {
    await stack.up(onKaf({ roomModerators: ["ann@example.com", "cy@example.com"] }));
    const changes = (more: Props) =>
      stack.changes(onKaf({ roomModerators: ["ann@example.com", "cy@example.com"], ...more }));
    expect(changes({ roomModerators: ["cy@example.com", "ann@example.com"] })).to.deep.equal({});
    expect(changes({ roomModerators: ["bob@example.com"] })).to.deep.equal({ room: "replace" });
    for (const [name, value] of Object.entries({ ...CIRCLE, roomType: "breakout" })) {
      if (["start", "end", "timezone", "presenters", "scheduleEvent"].includes(name)) continue;
      expect(changes({ [name]: value }).room ?? "same", name).to.be.oneOf(["update", "same"]);
    }
  });
});
