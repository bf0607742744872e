import { expect } from "chai";
import { EventCategory, WebcastSession } from "pulumi-kaltura";
import { found } from "../support/canaries";
import { EngineStack } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const TIMES = { start: "2027-05-04T09:00", end: "2027-05-04T10:00", timezone: "Europe/Berlin" };

/** As much as is looked at of what the engine keeps of a resource. */
interface Kept {
  readonly type: string;
  readonly sourcePosition: string;
  readonly stackTrace: ReadonlyArray<{ readonly sourcePosition?: string }>;
}

/** A small event; `keynote` changes the session of that name. */
const summit =
  (keynote: object = {}) =>
  async () => {
    const event = new EventCategory("event", { name: "Summit" });
    const track = new EventCategory("track", { name: "Main stage", parent: event });
    const opening = new WebcastSession("keynote", {
      name: "Keynote",
      ...TIMES,
      categories: [track],
      ...keynote,
    });
    const panel = new WebcastSession("panel", {
      name: "Panel",
      start: "2027-05-04T10:30+02:00",
      end: "2027-05-04T11:30+02:00",
      categories: [track],
      chat: { enabled: true },
    });
    return {
      player: opening.playerUrl,
      iframe: opening.iframe,
      panel: panel.entryId,
      ingest: opening.ingest,
    };
  };

describe("on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;

  before(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, summit());
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  it("previews without a call and without credentials", async () => {
    const poor = await EngineStack.create(world, summit(), { KALTURA_ADMIN_SECRET: "" });
    world.emulator.clearCalls();
    const { changes } = await poor.preview();
    expect(changes).to.deep.equal({ create: 5 });
    expect(world.emulator.calls).to.have.length(0);
    await poor.close();
  });

  it("makes the event", async () => {
    const { changes } = await stack.up();
    expect(changes).to.deep.equal({ create: 5 });
    expect(world.emulator.counts()).to.include({
      entries: 2,
      scheduleEvents: 2,
      categories: 2,
      categoryEntries: 2,
    });
    const outputs = await stack.stack.outputs();
    expect(outputs.player!.value).to.match(
      /^https:\/\/cdnapisec\.kaltura\.com\/p\/107\/embedPlaykitJs\/uiconf_id\/4711\?iframeembed=true&entry_id=0_\w+$/,
    );
    expect(outputs.player!.secret).to.equal(false);
    expect(outputs.ingest!.secret).to.equal(true);
    expect(outputs.ingest!.value.streamKey).to.be.a("string");
  });

  it("shows no changes afterwards, and none after a refresh", async () => {
    expect((await stack.up()).changes).to.deep.equal({ same: 5 });
    const { changes } = await stack.refresh();
    expect(changes).to.deep.equal({ same: 5 });
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 5 });
  });

  it("keeps provider text small and by reference, and secrets out of the state", async () => {
    const state = stack.files();
    const providers = [...state.matchAll(/"__provider":\s*"((?:[^"\\]|\\.)*)"/g)].map(m => m[1]!);
    expect(providers).to.not.be.empty;
    for (const text of providers) {
      expect(text.length).to.be.lessThan(512);
      expect(text).to.match(/^exports\.handler=\(\)=>require\(\\"pulumi-kaltura\/dynamic\\"\)/);
    }
    const entries = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    expect(entries).to.have.length(2);
    const secrets = [world.emulator.adminSecret, ...entries.map(e => String(e.streamPassword))];
    expect(found(Object.fromEntries(secrets.map(s => [s, s])), { state })).to.deep.equal([]);
  });

  it("keeps in the state which line of the program made what, and nothing of the frames around it", async () => {
    const { deployment } = await stack.stack.exportStack();
    const [opening] = (deployment.resources as Kept[]).filter(r => r.type.endsWith(":WebcastSession"));
    expect(opening!.sourcePosition).to.match(/test\/engine\/lifecycle\.test\.js#\d+,\d+$/);
    const frames = opening!.stackTrace.map(frame => frame.sourcePosition ?? "");
    expect(frames[0]).to.equal(opening!.sourcePosition);
    expect(frames.filter(f => !f.includes("/test/engine/"))).to.deep.equal([]);
  });

  it("edits one session by exactly one update, with the embed known in the preview", async () => {
    stack.program = summit({ end: "2027-05-04T10:15" });
    const player = (await stack.stack.outputs()).player!.value;
    const preview = await stack.preview();
    expect(preview.changes).to.deep.equal({ same: 4, update: 1 });
    expect(preview.output).to.include('"2027-05-04T10:00" => "2027-05-04T10:15"');
    expect(preview.output).to.not.match(/player\s*:.*=>/);
    expect((await stack.up()).changes).to.deep.equal({ same: 4, update: 1 });
    expect((await stack.stack.outputs()).player!.value).to.equal(player);
  });

  it("shows drift by property, and mends it", async () => {
    const panel = String((await stack.stack.outputs()).panel!.value);
    await world.must("liveStream", "update", {
      entryId: panel,
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Renamed by hand" },
    });
    const drift = await stack.refresh();
    expect(drift.changes).to.deep.equal({ same: 4, update: 1 });
    const preview = await stack.preview();
    expect(preview.output).to.include('"Renamed by hand" => "Panel"');
    expect((await stack.up()).changes).to.deep.equal({ same: 4, update: 1 });
    expect((await world.must("liveStream", "get", { entryId: panel })).name).to.equal("Panel");
  });

  it("names path, value and remedy of a wrong input, in the preview", async () => {
    stack.program = summit({ end: "2027-05-04T08:00" });
    const error = String(await failureOf(stack.preview()));
    expect(error).to.include('end: "2027-05-04T08:00" is not after start (2027-05-04T09:00)');
    stack.program = summit({ end: "2027-05-04T10:15" });
  });

  it("keeps half a session, and completes it", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    stack.program = async () => {
      await summit({ end: "2027-05-04T10:15" })();
      new WebcastSession("late", {
        name: "Late night",
        start: "2027-05-04T22:00Z",
        end: "2027-05-04T23:00Z",
      });
      return {};
    };
    const error = String(await failureOf(stack.up()));
    expect(error).to.include("could not make the schedule event").and.include("SCHEDULE_TIME_IN_USE");
    expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 2 });
    expect((await stack.up()).changes).to.include({ update: 1 });
    expect(world.emulator.counts()).to.include({ entries: 3, scheduleEvents: 3 });
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 6 });
  });

  it("takes everything down", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({
      entries: 0,
      scheduleEvents: 0,
      metadata: 0,
      categories: 0,
      categoryEntries: 0,
    });
  });
});
