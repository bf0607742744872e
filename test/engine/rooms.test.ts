import { expect } from "chai";
import { InteractiveRoom, StudioSession } from "pulumi-kaltura";
import { EngineStack } from "../support/engine";
import { World } from "../support/world";

const TIMES = { start: "2027-05-04T09:00", end: "2027-05-04T10:00", timezone: "Europe/Berlin" };

/** An open room made by KAF, and a panel; `speakers` is the room of the panel. */
const summit =
  (speakers: object = {}) =>
  async () => {
    const circle = new InteractiveRoom("circle", { name: "Circle", mode: "interactive", createdBy: "kaf" });
    const panel = new StudioSession("panel", { name: "Panel", ...TIMES, room: speakers });
    return {
      circle: circle.roomUrlTemplate,
      audience: panel.playerUrl,
      speakers: panel.roomUrlTemplate,
      webcast: panel.entryId,
      room: panel.roomId,
      ingest: panel.ingest,
    };
  };

describe("rooms on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;
  let kafHost: string;

  before(async () => {
    world = await World.withProfiles();
    kafHost = new URL(world.emulator.url).host;
    stack = await EngineStack.create(world, summit());
    await stack.stack.setConfig("kaltura:kafHost", { value: kafHost });
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  it("are made, with both embeds of a studio", async () => {
    expect((await stack.up()).changes).to.deep.equal({ create: 3 });
    expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 1 });
    const outputs = await stack.stack.outputs();
    const page = `http://${kafHost}/embeddedrooms/index/view-room/ks/{KS}`;
    expect([outputs.circle!.value, outputs.speakers!.value]).to.deep.equal([page, page]);
    expect(outputs.audience!.value).to.include(`entry_id=${outputs.webcast!.value}`);
    expect([outputs.room!.secret, outputs.ingest!.secret]).to.deep.equal([false, true]);
    const room = await world.must("room_room", "get", { roomId: outputs.room!.value });
    expect(room.broadcastEntryId).to.equal(outputs.webcast!.value);
  });

  it("show no changes afterwards, and none after a refresh", async () => {
    expect((await stack.up()).changes).to.deep.equal({ same: 3 });
    expect((await stack.refresh()).changes).to.deep.equal({ same: 3 });
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("change alone: the embeds stay and are known in the preview", async () => {
    stack.program = summit({ name: "Green room" });
    const before = await stack.stack.outputs();
    const preview = await stack.preview();
    expect(preview.changes).to.deep.equal({ same: 2, update: 1 });
    expect(preview.output).to.not.match(/(audience|speakers)\s*:.*=>/);
    await stack.up();
    expect(await stack.stack.outputs()).to.deep.equal(before);
  });

  it("are made again when deleted by hand, with the webcast as it was", async () => {
    const before = await stack.stack.outputs();
    await world.must("room_room", "delete", { roomId: before.room!.value });
    expect((await stack.refresh()).changes).to.deep.equal({ same: 2, update: 1 });
    expect((await stack.up()).changes).to.deep.equal({ same: 2, update: 1 });
    const after = await stack.stack.outputs();
    expect(after.webcast!.value).to.equal(before.webcast!.value);
    expect(after.room!.value).to.not.equal(before.room!.value);
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("leave nothing behind", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0, metadata: 0 });
  });
});
