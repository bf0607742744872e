/** Adoption on the real engine: the preview shows it, up takes over, destroy takes down. */

import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { EventCategory, WebcastSession, type WebcastSessionArgs } from "pulumi-kaltura";
import { EngineStack } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const TIMES = { start: "2027-05-04T09:00", end: "2027-05-04T10:00", timezone: "Europe/Berlin" };

/** What was said at resources. */
const said = (events: readonly EngineEvent[]) => events.map(e => e.diagnosticEvent?.message ?? "").join("\n");

describe("adoption on the real engine", function () {
  this.timeout(180_000);
  let world: World;
  let stack: EngineStack;
  let id: string;

  const program = (more: Partial<WebcastSessionArgs>) => async () => {
    const category = new EventCategory("event", { name: "Summit" });
    const session = new WebcastSession("keynote", {
      name: "Opening keynote",
      ...TIMES,
      categories: [category],
      offlineMessage: "Soon",
      ...more,
    });
    return { player: session.playerUrl };
  };

  before(async () => {
    world = await World.withProfiles();
    const liveStreamEntry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Keynote (draft)" };
    id = String((await world.must("liveStream", "add", { liveStreamEntry, sourceType: "32" })).id);
    stack = await EngineStack.create(world, program({ adopt: id }));
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  it("a preview without credentials opens no connection, and says what it would take to see the difference", async () => {
    const poor = await EngineStack.create(world, program({ adopt: id }), { KALTURA_ADMIN_SECRET: "" });
    world.emulator.clearCalls();
    const { events, changes } = await poor.preview();
    expect(changes).to.deep.equal({ create: 3 });
    expect(said(events))
      .to.include("can't be looked at in a preview without credentials")
      .and.include("KALTURA_APP_TOKEN_ID");
    expect(world.emulator.calls).to.have.length(0);
    await poor.close();
  });

  // The program runs in this very process.
  const env = () => ({
    KALTURA_SERVICE_URL: world.emulator.url,
    KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
  });
  const withCredentials = async <R>(work: () => Promise<R>): Promise<R> => {
    Object.assign(process.env, env());
    try {
      return await work();
    } finally {
      for (const name of Object.keys(env())) delete process.env[name];
    }
  };

  it("the preview shows the difference before anything changes", async () => {
    world.emulator.clearCalls();
    const { events } = await withCredentials(() => stack.preview());
    expect(said(events))
      .to.include(`takes over entry ${id} ("Keynote (draft)", live entry)`)
      .and.include('name: "Keynote (draft)" → "Opening keynote"')
      .and.include('offlineMessage: not set → "Soon"')
      .and.include("make the schedule event")
      .and.include("not compared: categories");
    expect(world.called().filter(call => !/\.(list|get|start)/.test(call))).to.deep.equal([]);
  });

  it("what can't be taken over fails in the preview already", async () => {
    stack.program = program({ adopt: "0_nosuch01" });
    const error = await failureOf(withCredentials(() => stack.preview()));
    expect(error?.message).to.include('the account has nothing by the name of "0_nosuch01"');
  });

  it("up takes it over: the entry stays, the embeds are its own; afterwards nothing is left to do", async () => {
    stack.program = program({ adopt: id });
    const { changes } = await stack.up();
    expect(changes).to.deep.equal({ create: 3 });
    expect((await stack.stack.outputs()).player!.value).to.include(`entry_id=${id}`);
    expect(await world.must("liveStream", "get", { entryId: id })).to.include({ name: "Opening keynote" });
    expect(said((await stack.preview({ expectNoChanges: true })).events)).to.not.include("takes over");
    await stack.refresh();
    stack.program = program({});
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("destroy takes it down like any other", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
  });
});
