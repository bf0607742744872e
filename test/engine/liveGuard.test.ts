/** The live guard and what a preview says of replacements, on the real engine. */

import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { WebcastSession, type WebcastSessionArgs } from "pulumi-kaltura";
import { EngineStack } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

/** What was said at resources and by the provider. */
const said = (events: readonly EngineEvent[]) => events.map(e => e.diagnosticEvent?.message ?? "").join("\n");

const iso = (minutes: number) =>
  new Date(Math.floor(Date.now() / 60_000) * 60_000 + minutes * 60_000).toISOString().replace(".000", "");

describe("a session that is on, on the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: EngineStack;
  const times = { start: iso(-5), end: iso(120) };

  const program = (more: Partial<WebcastSessionArgs>) => async () => {
    new WebcastSession("keynote", { name: "Keynote", ...times, ...more });
    return {};
  };

  before(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, program({}));
    await stack.up();
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  it("is named in the preview of its replacement, with what changes for pages and encoder, once", async () => {
    stack.program = program({ pushPublish: true });
    const { events, changes } = await stack.preview();
    expect(changes).to.deep.equal({ same: 1, replace: 1 });
    const line =
      /webcast session "Keynote" \(0_\w+\) is made anew, and the old one is deleted \(pushPublish: .*ingest \(for the encoder\)/g;
    expect(said(events).match(line)).to.have.length(1);
    expect(said(events)).to.include("pulumi up refuses to make it anew");
  });

  it("is not moved: the preview warns, up refuses, and nothing changes", async () => {
    stack.program = program({ start: iso(60 * 24), end: iso(60 * 25), description: "Tomorrow" });
    expect(said((await stack.preview()).events)).to.include(
      "is on right now, so pulumi up refuses to change start, end",
    );
    const error = await failureOf(stack.up());
    expect(error?.message).to.include("moves it away from now (start, end); nothing was changed");
    const [entry] = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    expect(entry).to.include({ description: "" });
  });

  it("changes in what viewers see nothing of", async () => {
    stack.program = program({ description: "On right now" });
    expect((await stack.up()).changes).to.deep.equal({ same: 1, update: 1 });
  });

  it("is not destroyed, until the state has allowChangesWhileLive", async () => {
    const error = await failureOf(stack.destroy());
    expect(error?.message).to.include("nothing was deleted").and.include("allowChangesWhileLive: true");
    expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
    stack.program = program({ description: "On right now", allowChangesWhileLive: true });
    await stack.up();
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
  });
});
