/** `pulumi-kaltura import-event`: what a hand-made event becomes in an import file. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { importEvent } from "../../cli/importEvent";
import type { Props } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { Stack } from "../support/stack";
import { World } from "../support/world";

const at = (hour: number) => ({
  start: `2027-06-08T${String(hour).padStart(2, "0")}:00`,
  end: `2027-06-08T${String(hour).padStart(2, "0")}:45`,
  timezone: "Europe/Berlin",
});

describe("import-event", () => {
  let world: World;
  let folder: string;
  let stack: Stack;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    world = await World.withProfiles();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-import-"));
    stack = new Stack(world.runtime, "organization/theirs/test");
    await stack.up({
      summit: { kind: "EventCategory", inputs: { name: "Summit" } },
      track: { kind: "EventCategory", inputs: id => ({ name: "Main stage", parent: id("summit") }) },
      other: { kind: "EventCategory", inputs: { name: "Other" } },
      opening: {
        kind: "WebcastSession",
        inputs: id => ({ name: "Opening: Ünïcode & co", ...at(9), categories: [id("track")] }),
      },
      again: {
        kind: "WebcastSession",
        inputs: id => ({ name: "Opening: unicode, co", ...at(10), categories: [id("summit"), id("track")] }),
      },
      panel: {
        kind: "StudioSession",
        inputs: id => ({ name: "Panel", ...at(11), categories: [id("track")] }),
      },
      circle: {
        kind: "InteractiveRoom",
        inputs: id => ({ name: "Circle", mode: "interactive", ...at(12), categories: [id("summit")] }),
      },
      film: {
        kind: "MediaAsset",
        inputs: id => ({ name: "Film", url: "https://media.example.com/f.mp4", categories: [id("summit")] }),
      },
      elsewhere: {
        kind: "WebcastSession",
        inputs: id => ({ name: "Elsewhere", ...at(9), categories: [id("other")] }),
      },
    });
    await stack.up({
      ...Object.fromEntries([...stack.resources].map(([name, { kind, inputs }]) => [name, { kind, inputs }])),
      rerun: {
        kind: "SimuliveSession",
        inputs: id => ({ name: "Rerun", source: id("film"), ...at(15), categories: [id("track")] }),
      },
    });
    env = {
      KALTURA_SERVICE_URL: world.emulator.url,
      KALTURA_PARTNER_ID: String(world.emulator.partnerId),
      KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
    };
    world.emulator.clearCalls();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const written = async (category: string, kind: "plugin" | "dynamic") => {
    const out = join(folder, `${kind}.json`);
    expect(await importEvent({ category, out, for: kind }, env, () => undefined)).to.equal(0);
    return (JSON.parse(readFileSync(out, "utf8")) as { resources: Props[] }).resources;
  };

  it("names every object once, by what it is, and changes nothing", async () => {
    const resources = await written("Summit", "plugin");
    const id = (name: string) => stack.id(name);
    expect(resources).to.deep.equal([
      { type: "kaltura:index:EventCategory", name: "summit", id: id("summit") },
      { type: "kaltura:index:EventCategory", name: "main-stage", id: id("track") },
      { type: "kaltura:index:WebcastSession", name: "opening-unicode-co", id: id("opening") },
      { type: "kaltura:index:WebcastSession", name: "opening-unicode-co-2", id: id("again") },
      { type: "kaltura:index:StudioSession", name: "panel", id: id("panel") },
      { type: "kaltura:index:InteractiveRoom", name: "circle", id: id("circle") },
      { type: "kaltura:index:SimuliveSession", name: "rerun", id: id("rerun") },
      { type: "kaltura:index:MediaAsset", name: "film", id: id("film") },
    ]);
    expect(world.called().filter(call => !/\.(list|get|start)/.test(call))).to.deep.equal([]);
  });

  it("tells of dynamic resources all that Pulumi can't ask for, but no secret", async () => {
    const resources = await written("Summit", "dynamic");
    const opening = resources.find(r => r.name === "opening-unicode-co")! as {
      type: string;
      inputs: Props;
      outputs: Props;
    };
    expect(opening.type).to.equal("pulumi-nodejs:dynamic/kaltura:WebcastSession");
    expect(opening.inputs).to.deep.include({ name: "Opening: Ünïcode & co", ...at(9) });
    expect(opening.inputs.__provider).to.equal(opening.outputs.__provider);
    expect(opening.outputs.scheduleEventId).to.be.a("string");
    const entries = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    for (const { streamPassword } of entries) {
      expect(JSON.stringify(resources)).to.not.include(String(streamPassword));
    }
  });

  it("names the channels that its webcasts show, too, wherever those are", async () => {
    const hall = await world.must("liveStream", "add", {
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Hall" },
      sourceType: "32",
    });
    const event = { objectType: "KalturaLiveStreamScheduleEvent", sourceEntryId: hall.id };
    await world.must("schedule_scheduleEvent", "update", {
      scheduleEventId: stack.resources.get("again")!.outputs.scheduleEventId,
      scheduleEvent: event,
    });
    const resources = await written("Summit", "plugin");
    expect(resources.at(-1)).to.deep.equal({
      type: "kaltura:index:RestreamerChannel",
      name: "hall",
      id: hall.id,
    });
  });

  it("writes an event file in place of the import file, and never over one that is there", async () => {
    const eventFile = join(folder, "event.yaml");
    const lines: string[] = [];
    const options = { category: "Summit", for: "plugin", eventFile } as const;
    expect(await importEvent(options, env, line => lines.push(line))).to.equal(0);
    const text = readFileSync(eventFile, "utf8");
    expect(text).to.include(`adopt: ${stack.id("opening")}`);
    expect(lines.at(-1)).to.include("Next: new EventProgram");
    const error = await failureOf(importEvent(options, env, () => undefined));
    expect(error?.message).to.include("is there already");
    expect(readFileSync(eventFile, "utf8")).to.equal(text);
  });

  it("asks nobody for an event in a timezone that there isn't", async () => {
    world.emulator.clearCalls();
    const options = { category: "Summit", for: "plugin", eventFile: join(folder, "x.yaml") } as const;
    const error = await failureOf(importEvent({ ...options, timezone: "Berlin" }, env, () => undefined));
    expect(error?.message).to.include("--timezone Berlin is not a timezone");
    expect(world.called()).to.deep.equal([]);
  });

  it("says that there is no such event", async () => {
    const error = await failureOf(
      importEvent({ category: "Nowhere", out: join(folder, "x"), for: "plugin" }, env, () => undefined),
    );
    expect(String(error)).to.include('no category of full name "Nowhere"');
  });
});
