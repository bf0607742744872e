/** The plugin as the real engine starts it: its life, import, drift, several accounts, and the way from dynamic resources. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EventCategory, WebcastSession } from "pulumi-kaltura";
import { importEvent } from "../../cli/importEvent";
import { EngineStack, type ProgramFn } from "../support/engine";
import { failureOf } from "../support/failure";
import { fromDynamic, PluginResource, withPlugin } from "../support/pluginResource";
import { Stack } from "../support/stack";
import { World } from "../support/world";

const TIMES = { start: "2027-05-04T09:00", end: "2027-05-04T10:00", timezone: "Europe/Berlin" };
const OUTPUTS = ["playerUrl", "iframe", "ingest", "name", "end"];

const summit =
  (keynote: object = {}): ProgramFn =>
  async () => {
    const track = new PluginResource("EventCategory", "track", { name: "Main stage" });
    const opening = new PluginResource(
      "WebcastSession",
      "keynote",
      { name: "Keynote", ...TIMES, categories: [track.id], presenters: [{ name: "Ann" }], ...keynote },
      {},
      OUTPUTS,
    );
    return { id: opening.id, player: opening.output("playerUrl"), ingest: opening.output("ingest") };
  };

describe("the plugin on the real engine", function () {
  this.timeout(180_000);
  let world: World;
  let stack: EngineStack;

  before(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, summit(), {}, withPlugin);
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  const writes = () => world.called().filter(call => !/\.(list|get|startSession)$/.test(call));

  it("previews without a call and without credentials", async () => {
    const poor = await EngineStack.create(world, summit(), { KALTURA_ADMIN_SECRET: "" }, withPlugin);
    world.emulator.clearCalls();
    expect((await poor.preview()).changes).to.deep.equal({ create: 3 });
    expect(world.emulator.calls).to.have.length(0);
    await poor.close();
  });

  it("makes the event, with secrets kept", async () => {
    expect((await stack.up()).changes).to.deep.equal({ create: 3 });
    expect(world.emulator.counts()).to.include({
      entries: 1,
      scheduleEvents: 1,
      categories: 1,
      categoryEntries: 1,
    });
    const outputs = await stack.stack.outputs();
    expect(outputs.player!.value).to.include("/embedPlaykitJs/uiconf_id/4711");
    expect(outputs.ingest!.secret).to.equal(true);
    const state = stack.files();
    for (const text of [world.emulator.adminSecret, String(outputs.ingest!.value.streamKey)]) {
      expect(state).to.not.include(text);
    }
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("shows a change by its place, with all else known", async () => {
    stack.program = summit({ presenters: [{ name: "Ann" }, { name: "Bob" }] });
    const { output, changes } = await stack.preview();
    expect(changes).to.deep.equal({ same: 2, update: 1 });
    expect(output).to.match(/\[1\]: \{\s*\+ name: "Bob"/);
    expect(output).to.not.match(/player\s*:/);
    expect((await stack.up()).changes).to.deep.equal({ same: 2, update: 1 });
  });

  it("shows drift by property in a refresh, and mends it", async () => {
    const id = String((await stack.stack.outputs()).id!.value);
    await world.must("liveStream", "update", {
      entryId: id,
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Renamed by hand" },
    });
    expect((await stack.refresh()).changes).to.deep.equal({ same: 2, update: 1 });
    const preview = await stack.preview();
    expect(preview.output).to.include('name: "Renamed by hand" => "Keynote"');
    expect((await stack.up()).changes).to.deep.equal({ same: 2, update: 1 });
    expect((await world.must("liveStream", "get", { entryId: id })).name).to.equal("Keynote");
  });

  it("honours replaceOnChanges, the old one first", async () => {
    const before = String((await stack.stack.outputs()).id!.value);
    stack.program = async () => {
      const track = new PluginResource("EventCategory", "track", { name: "Main stage" });
      const opening = new PluginResource(
        "WebcastSession",
        "keynote",
        { name: "Keynote", ...TIMES, categories: [track.id], description: "Anew" },
        { replaceOnChanges: ["description"] },
        OUTPUTS,
      );
      return { id: opening.id };
    };
    await stack.up();
    expect(String((await stack.stack.outputs()).id!.value)).to.not.equal(before);
    expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
  });

  it("shows what a check refuses at the resource", async () => {
    stack.program = summit({ end: "2027-05-04T08:00" });
    const error = String(await failureOf(stack.preview()));
    expect(error).to.include("kaltura:index:WebcastSession").and.include("keynote");
    expect(error).to.include('end: "2027-05-04T08:00" is not after start (2027-05-04T09:00)');
  });

  it("keeps half a session with its reason, and completes it", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    const late = new Date().toISOString();
    stack.program = async () => {
      new PluginResource("WebcastSession", "late", {
        name: `Late ${late}`,
        start: "2027-05-04T22:00Z",
        end: "2027-05-04T23:00Z",
      });
      return {};
    };
    expect(String(await failureOf(stack.up()))).to.include("could not make the schedule event");
    const { output } = await stack.preview();
    expect(output).to.include("unfinished");
    await stack.up();
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 2 });
  });

  it("takes everything down", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0, categories: 0 });
  });

  describe("imports", () => {
    let ids: Record<string, string>;
    before(async () => {
      // Made by dynamic resources of another stack, which then forgets them.
      const other = await EngineStack.create(world, async () => {
        const track = new EventCategory("track", { name: "Old track" });
        const talk = new WebcastSession(
          "talk",
          {
            name: "Old talk",
            ...TIMES,
            categories: [track],
            chat: { enabled: true },
            presenters: [{ name: "Ann" }],
          },
          {},
        );
        return { track: track.id, talk: talk.id };
      });
      await other.up();
      const outputs = await other.stack.outputs();
      ids = { track: String(outputs.track!.value), talk: String(outputs.talk!.value) };
      await other.close();
    });

    it("by the option, writing nothing, and what it gave is no change afterwards", async () => {
      const own = await EngineStack.create(
        world,
        async () => {
          new PluginResource(
            "WebcastSession",
            "talk",
            {
              name: "Old talk",
              ...TIMES,
              categories: [Number(ids.track)],
              chat: { enabled: true },
              presenters: [{ name: "Ann" }],
              conversionProfile: "Default_Live",
              accessControlId: 7,
              recording: { mode: "appended" },
            },
            { import: ids.talk!, retainOnDelete: true },
          );
          return {};
        },
        {},
        withPlugin,
      );
      world.emulator.clearCalls();
      const ran = await own.up();
      expect(ran.changes).to.deep.equal({ create: 1, import: 1 });
      expect(writes()).to.deep.equal([]);
      expect((await own.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 2 });
      expect((await own.refresh()).changes).to.deep.equal({ same: 2 });
      expect((await own.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 2 });
      await own.destroy();
      await own.close();
    });
  });

  it("has a file by which dynamic resources are imported, too", async () => {
    const hand = new Stack(world.runtime, "organization/byhand/test");
    await hand.up({
      event: { kind: "EventCategory", inputs: { name: "By hand" } },
      talk: {
        kind: "WebcastSession",
        inputs: id => ({ name: "Hand talk", ...TIMES, categories: [id("event")], chat: { enabled: true } }),
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-import-"));
    const out = join(folder, "import.json");
    await importEvent(
      { category: "By hand", out, for: "dynamic" },
      {
        KALTURA_SERVICE_URL: world.emulator.url,
        KALTURA_PARTNER_ID: String(world.emulator.partnerId),
        KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
      },
      () => undefined,
    );
    const { resources } = JSON.parse(readFileSync(out, "utf8"));
    rmSync(folder, { recursive: true });
    const own = await EngineStack.create(world, async () => {
      const event = new EventCategory("by-hand", { name: "By hand" });
      const talk = new WebcastSession("hand-talk", {
        name: "Hand talk",
        ...TIMES,
        categories: [event],
        chat: { enabled: true },
        conversionProfile: "Default_Live",
        accessControlId: 7,
        recording: { mode: "appended" },
        owner: "producer@example.com",
        scheduleEvent: { owner: "producer@example.com" },
      });
      return { ingest: talk.ingest };
    });
    await own.stack.import({ resources, protect: false, generateCode: false });
    world.emulator.clearCalls();
    const preview = await own.preview();
    expect(preview.changes).to.deep.equal({ same: 3 });
    expect(world.emulator.calls).to.have.length(0);
    await own.refresh();
    expect((await own.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
    await own.up();
    expect((await own.stack.outputs()).ingest!.secret).to.equal(true);
    await own.destroy();
    await own.close();
  });

  describe("takes over dynamic resources", () => {
    const dynamic: ProgramFn = async () => {
      const track = new EventCategory("track", { name: "Moving track" });
      const group = new pulumi.ComponentResource("my:event:Day", "day");
      const talk = new WebcastSession(
        "talk",
        { name: "Moving talk", ...TIMES, categories: [track] },
        { parent: group },
      );
      return { player: talk.playerUrl, ingest: talk.ingest };
    };
    const plugged =
      (talk: object = {}): ProgramFn =>
      async () => {
        const track = new PluginResource(
          "EventCategory",
          "track",
          { name: "Moving track" },
          fromDynamic("EventCategory"),
        );
        const group = new pulumi.ComponentResource("my:event:Day", "day");
        const session = new PluginResource(
          "WebcastSession",
          "talk",
          { name: "Moving talk", ...TIMES, categories: [track.id], ...talk },
          { ...fromDynamic("WebcastSession"), parent: group },
          OUTPUTS,
        );
        return { player: session.output("playerUrl"), ingest: session.output("ingest") };
      };

    it("by an alias, without a call and with the same outputs", async () => {
      const moving = await EngineStack.create(world, dynamic, {}, withPlugin);
      await moving.up();
      const marks = async () =>
        (await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" }))
          .filter(e => e.name === "Moving talk")
          .map(e => e.adminTags);
      const before = await marks();
      moving.program = plugged();
      const outputs = await moving.stack.outputs();
      expect(outputs.ingest!.value.streamKey).to.be.a("string");
      world.emulator.clearCalls();
      const preview = await moving.preview();
      expect(preview.changes).to.deep.equal({ same: 2, update: 2 });
      expect(preview.output).to.not.match(/player\s*:/);
      const said = preview.events.map(e => e.diagnosticEvent?.message ?? "");
      expect(said.filter(m => m.includes("nothing is sent to Kaltura"))).to.have.length(1);
      expect((await moving.up()).changes).to.deep.equal({ same: 2, update: 2 });
      expect(await moving.stack.outputs()).to.deep.equal(outputs);
      expect(world.emulator.calls).to.have.length(0);
      expect((await moving.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 4 });

      expect((await moving.refresh()).changes).to.deep.equal({ same: 4 });
      moving.program = plugged({ end: "2027-05-04T10:15" });
      expect((await moving.up()).changes).to.deep.equal({ same: 3, update: 1 });
      expect(await marks()).to.deep.equal(before);
      expect((await moving.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 4 });
      expect(JSON.stringify(await moving.stack.exportStack())).to.not.include(
        "pulumi-nodejs:dynamic/kaltura",
      );
      await moving.destroy();
      expect(await marks()).to.deep.equal([]);
      await moving.close();
    });
  });

  it("works on several accounts, one provider each", async () => {
    const second = await World.withProfiles();
    const accounts = await EngineStack.create(
      world,
      async () => {
        const provider = (name: string, of: World) =>
          new (class extends pulumi.ProviderResource {})("kaltura", name, {
            serviceUrl: of.emulator.url,
            partnerId: String(of.emulator.partnerId),
            adminSecret: pulumi.secret(of.emulator.adminSecret),
          });
        for (const [name, of] of [
          ["one", world],
          ["two", second],
        ] as const) {
          new PluginResource("EventCategory", name, { name: `Of ${name}` }, { provider: provider(name, of) });
        }
        return {};
      },
      { KALTURA_SERVICE_URL: "", KALTURA_ADMIN_SECRET: "" },
      withPlugin,
    );
    await accounts.up();
    const names = async (of: World) =>
      (await of.list("category", { objectType: "KalturaCategoryFilter" })).map(c => c.name);
    expect(await names(world))
      .to.include("Of one")
      .and.not.include("Of two");
    expect(await names(second)).to.deep.equal(["Of two"]);
    expect(accounts.files()).to.not.include(world.emulator.adminSecret);
    await accounts.destroy();
    await accounts.close();
    await second.stop();
  });
});
