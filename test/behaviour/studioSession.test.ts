import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const MINIMAL: Props = { name: "Panel", start: "2027-05-04T11:00+02:00", end: "2027-05-04T12:00+02:00" };

/** Any call that changes something. */
const writes = (called: string[]) => called.filter(c => !/\.(list|get)$/.test(c));

describe("StudioSession", () => {
  let world: World;
  let stack: Stack;
  let template: string;

  before(async () => {
    world = await World.withProfiles();
    const entry = { objectType: "KalturaRoomEntry", roomType: 1, name: "Studio template" };
    template = String((await world.must("room_room", "add", { entry })).id);
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    world.emulator.clearCalls();
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    await stack.destroy();
    const left = world.emulator.counts();
    expect([
      left.entries,
      left.scheduleEvents ?? 0,
      left.metadata ?? 0,
      left.categoryEntries ?? 0,
    ]).to.deep.equal([1, 0, 0, 0], JSON.stringify(left));
  });

  const one = (more: Props = {}): Program => ({
    panel: {
      kind: "StudioSession",
      inputs: { ...MINIMAL, room: { templateRoomEntryId: template }, ...more },
    },
  });
  const roomId = () => String(stack.outputs("panel").roomId);
  const roomOf = () => world.must("room_room", "get", { roomId: roomId() });
  const failing = (program: Program) => failureOf(stack.up(program));
  const unchanged = async (program: Program) => {
    expect(stack.changes(program)).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
  };

  it("makes the webcast with all that belongs to it first, then the room that broadcasts to it", async () => {
    await stack.up(one());
    const made = world.emulator.calls.filter(c => c.action === "add");
    expect(made.map(c => c.service)).to.deep.equal([
      "livestream",
      "metadata_metadata",
      "metadata_metadata",
      "schedule_scheduleevent",
      "room_room",
    ]);
    expect(new Set(made.map(c => c.request)).size).to.equal(2);
    expect(await roomOf()).to.include({
      name: "Panel (studio)",
      roomType: 1,
      templateRoomEntryId: template,
      broadcastEntryId: stack.id("panel"),
    });
    const webcast = await world.must("liveStream", "get", { entryId: stack.id("panel") });
    expect(String(webcast.adminTags)).to.include("kms-webcast-event");
    expect(stack.outputs("panel").ingest).to.have.property("streamKey");
    await unchanged(one());
  });

  it("takes the room down first", async () => {
    await stack.up(one());
    world.emulator.clearCalls();
    await stack.destroy();
    expect(writes(world.called())).to.deep.equal([
      "room_room.delete",
      "schedule_scheduleevent.delete",
      "livestream.delete",
    ]);
  });

  it("follows the session's title with the room's, unless that has one of its own", async () => {
    await stack.up(one());
    await stack.up(one({ name: "Debate" }));
    expect((await roomOf()).name).to.equal("Debate (studio)");
    await stack.up(one({ name: "Debate", room: { name: "Green room" } }));
    expect(await roomOf()).to.include({ name: "Green room", templateRoomEntryId: "" });
    world.emulator.clearCalls();
    await stack.up(one({ name: "Quarrel", room: { name: "Green room" } }));
    expect(writes(world.called())).to.not.include("room_room.update");
    await unchanged(one({ name: "Quarrel", room: { name: "Green room" } }));
  });

  it("has a room name that Kaltura does not cut, however long the session's is", async () => {
    const name = "é".repeat(128);
    await stack.up(one({ name }));
    expect((await roomOf()).name).to.equal(`${"é".repeat(123)} (studio)`);
    await unchanged(one({ name }));
  });

  it("makes the room again when somebody deleted it, and leaves the webcast alone", async () => {
    await stack.up(one());
    const [id, old] = [stack.id("panel"), roomId()];
    await world.must("room_room", "delete", { roomId: old });
    await stack.refresh();
    expect(stack.outputs("panel")).to.not.have.property("roomId");
    expect(stack.changes(one())).to.deep.equal({ panel: "update" });
    world.emulator.clearCalls();
    await stack.up(one());
    expect(writes(world.called())).to.deep.equal(["room_room.add"]);
    expect(stack.id("panel")).to.equal(id);
    expect(roomId()).to.not.equal(old);
    expect((await roomOf()).broadcastEntryId).to.equal(id);
    await unchanged(one());
  });

  it("takes down the room that outlived a webcast deleted by hand, and makes both anew", async () => {
    await stack.up(one());
    const old = stack.id("panel");
    await world.must("liveStream", "delete", { entryId: old });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({ panel: "replace" });
    await stack.up(one());
    expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 1, metadata: 2 });
    expect((await roomOf()).broadcastEntryId).to.equal(stack.id("panel"));
    expect(stack.id("panel")).to.not.equal(old);
    await unchanged(one());
  });

  it("finds the room again by its mark when the state does not know it", async () => {
    await stack.up(one());
    const room = roomId();
    delete stack.resources.get("panel")!.outputs.roomId;
    await stack.refresh();
    expect(roomId()).to.equal(room);
    await unchanged(one());
  });

  it("shows what somebody changed in the room, and mends it with its broadcast", async () => {
    await stack.up(one({ room: { name: "Green room", tags: ["speakers"] } }));
    const room = { objectType: "KalturaRoomEntry", name: "Theirs", tags: "", broadcastEntryId: "" };
    await world.must("room_room", "update", { roomId: roomId(), room });
    await stack.refresh();
    expect(stack.outputs("panel").room).to.deep.equal({ name: "Theirs" });
    expect(stack.outputs("panel").unfinished).to.deep.equal(["room"]);
    await stack.up(one({ room: { name: "Green room", tags: ["speakers"] } }));
    expect(await roomOf()).to.include({
      name: "Green room",
      tags: "speakers",
      broadcastEntryId: stack.id("panel"),
    });
  });

  it("mends a room that only lost its broadcast", async () => {
    await stack.up(one());
    const room = { objectType: "KalturaRoomEntry", broadcastEntryId: "0_other123" };
    await world.must("room_room", "update", { roomId: roomId(), room });
    await stack.refresh();
    expect(stack.changes(one())).to.deep.equal({ panel: "update" });
    await stack.up(one());
    expect((await roomOf()).broadcastEntryId).to.equal(stack.id("panel"));
  });

  it("makes no room for a webcast that was refused", async () => {
    world.emulator.faults.add({
      service: "liveStream",
      action: "add",
      kind: "apiError",
      code: "RECORDING_DISABLED",
      message: "Recording is disabled",
      times: 1,
    });
    expect((await failing(one()))?.message).to.include("RECORDING_DISABLED");
    expect(world.called()).to.not.include("room_room.add");
    expect(world.emulator.counts()).to.include({ entries: 1 });
  });

  it("keeps the webcast when the room is refused, and makes the room in the next run", async () => {
    const error = await failing(one({ room: { templateRoomEntryId: "0_nosuch99" } }));
    expect(error).to.be.instanceOf(PartialError);
    expect(error!.message).to.include("could not make the studio room").and.include("ENTRY_ID_NOT_FOUND");
    const id = stack.id("panel");
    expect(stack.changes(one())).to.deep.equal({ panel: "update" });
    world.emulator.clearCalls();
    await stack.up(one());
    expect(stack.id("panel")).to.equal(id);
    expect(writes(world.called())).to.deep.equal(["room_room.add"]);
    await unchanged(one());
  });

  it("names the room's input in Kaltura's refusal", async () => {
    await stack.up(one());
    const error = await failing(one({ room: { templateRoomEntryId: stack.id("panel") } }));
    expect(error?.message).to.include("input room.templateRoomEntryId").and.include("INVALID_FIELD_VALUE");
  });

  it("makes the room with the rest when a part of the webcast was refused first", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    expect(await failing(one())).to.be.instanceOf(PartialError);
    expect(stack.outputs("panel").unfinished).to.deep.equal(["event", "room"]);
    world.emulator.clearCalls();
    await stack.up(one());
    expect(writes(world.called())).to.deep.equal(["schedule_scheduleevent.add", "room_room.add"]);
    await unchanged(one());
  });

  for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
    it(`makes one room, not two, when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "room_room", action: "add", kind, times: 1 });
      await stack.up(one());
      expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 1 });
      await unchanged(one());
    });
  }

  it("makes one room, not two, though the index shows a new one late", async () => {
    const late = await World.withProfiles({ indexLagMs: 40 });
    try {
      const runtime = {
        ...late.runtime,
        sleep: (ms: number) => new Promise<void>(r => setTimeout(r, ms / 50)),
      };
      const own = new Stack(runtime);
      late.emulator.faults.add({ service: "room_room", action: "add", kind: "lostAnswer", times: 1 });
      await own.up({ panel: { kind: "StudioSession", inputs: MINIMAL } });
      expect(late.emulator.counts().entries).to.equal(2);
      await own.destroy();
      expect(late.emulator.counts().entries).to.equal(0);
    } finally {
      await late.stop();
    }
  });

  describe("with a room made by KAF", () => {
    const onKaf = (...users: string[]) =>
      one({ room: { templateRoomEntryId: template, createdBy: "kaf", roomModerators: users } });

    it("links the room to the webcast afterwards", async () => {
      await stack.up(onKaf("ann@example.com"));
      const called = writes(world.called());
      expect(called.slice(-2)).to.deep.equal(["kaf.createRoom", "room_room.update"]);
      expect(await roomOf()).to.include({
        name: "Panel (studio)",
        tags: "",
        broadcastEntryId: stack.id("panel"),
      });
      await unchanged(onKaf("ann@example.com"));
    });

    it("makes another room for other moderators, and leaves the webcast alone", async () => {
      await stack.up(onKaf("ann@example.com", "bob@example.com"));
      const [id, old] = [stack.id("panel"), roomId()];
      await stack.up(onKaf("bob@example.com", "ann@example.com"));
      expect(roomId()).to.equal(old);
      world.emulator.clearCalls();
      expect(await stack.up(onKaf("cy@example.com"))).to.deep.equal({ panel: "update" });
      expect(writes(world.called())).to.deep.equal([
        "room_room.delete",
        "kaf.createRoom",
        "room_room.update",
      ]);
      expect(stack.id("panel")).to.equal(id);
      expect(roomId()).to.not.equal(old);
      expect(world.emulator.counts()).to.include({ entries: 3 });
      await unchanged(onKaf("cy@example.com"));
    });

    it("makes one room, not two, when KAF's answer is lost", async () => {
      world.emulator.faults.add({ service: "kaf", kind: "lostAnswer", times: 1 });
      await stack.up(onKaf("ann@example.com"));
      expect(world.emulator.counts()).to.include({ entries: 3 });
      await unchanged(onKaf("ann@example.com"));
    });
  });

  it("does not delete what is on air", async () => {
    await stack.up(one());
    world.emulator.putOnAir(stack.id("panel"));
    world.emulator.clearCalls();
    const error = await failureOf(stack.destroy());
    expect(error?.message).to.include("is on air; nothing was deleted");
    expect(writes(world.called())).to.deep.equal([]);
    world.emulator.takeOffAir(stack.id("panel"));
  });

  it("refuses in check, with nothing sent, what can't be", () => {
    const cases: Array<[Props, string]> = [
      [{ room: { chatModerators: ["ann"] } }, 'room.chatModerators: ["ann"] are taken by KAF only'],
      [{ room: { roomType: "breakout" } }, "room.roomType: "],
      [{ room: { name: "" } }, "room.name: "],
      [{ end: "2027-05-04T10:00+02:00" }, "is not after start"],
      [{ mode: "webinar" }, "is not a property of this resource"],
    ];
    for (const [inputs, reason] of cases) {
      expect(() => stack.preview(one(inputs)), JSON.stringify(inputs)).to.throw(Refused, reason);
    }
    expect(world.called()).to.deep.equal([]);
  });

  it("takes what a preview does not know yet", () => {
    for (const room of [
      UNKNOWN,
      { templateRoomEntryId: UNKNOWN },
      { roomModerators: UNKNOWN, createdBy: UNKNOWN },
    ]) {
      expect(stack.preview(one({ room }))).to.deep.equal({ panel: "create" });
    }
    expect(stack.preview(one({ name: UNKNOWN, start: UNKNOWN }))).to.deep.equal({ panel: "create" });
  });
});
