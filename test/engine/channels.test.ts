import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { RestreamerChannel, WebcastSession, type WebcastSessionArgs } from "pulumi-kaltura";
import { EngineStack, type ProgramFn } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const at = (hour: number) => `2027-05-04T${String(hour).padStart(2, "0")}:00`;
const zone = { timezone: "Europe/Berlin" };
type More = Partial<WebcastSessionArgs>;

/** Two webcasts that show hall 1, and two that hall 2 restreams to. */
const halls =
  ({ keynote = 10, talk = 9, panel = 10, more = {} as More } = {}) =>
  async () => {
    const hall1 = new RestreamerChannel("hall-1", { name: "Hall 1" });
    const on = (hour: number) => ({ start: at(hour), end: at(hour + 1), ...zone });
    new WebcastSession("opening", { name: "Opening", ...on(9), channel: hall1 });
    new WebcastSession("keynote", { name: "Keynote", ...on(keynote), channel: hall1.id, ...more });
    const first = new WebcastSession("talk", { name: "Talk", ...on(talk) });
    const second = new WebcastSession("panel", { name: "Panel", ...on(panel) });
    const hall2 = new RestreamerChannel("hall-2", {
      name: "Hall 2",
      targets: [{ session: first }, { session: second.id }],
    });
    return { channel: hall2.entryId, ingest: hall2.ingest };
  };

describe("channels on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;

  before(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, halls());
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  const events = async () => {
    const channel = String((await stack.stack.outputs()).channel!.value);
    const list = await world.list("schedule_scheduleevent", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      templateEntryIdEqual: channel,
    });
    const hourOf = (epoch: unknown) => new Date((Number(epoch) + 7200) * 1000).getUTCHours();
    return list.map(e => `${e.description} at ${hourOf(e.startDate)}`).sort();
  };

  const refusal = async (program: ProgramFn) => {
    stack.program = program;
    world.emulator.clearCalls();
    const error = await failureOf(stack.preview());
    expect(world.emulator.calls).to.have.length(0);
    return String(error?.message);
  };

  it("refuses sessions of one channel that overlap, in the first preview, by both names", async () => {
    const source = await refusal(halls({ keynote: 9 }));
    expect(source).to.include(
      '"Opening" (2027-05-04T07:00Z to 2027-05-04T08:00Z) and "Keynote" (2027-05-04T07:00Z to 2027-05-04T08:00Z) are on channel "Hall 1" at once',
    );
    const leadIn = await refusal(halls({ more: { scheduleEvent: { preStartSeconds: 60 } } }));
    expect(leadIn).to.include('"Keynote" (2027-05-04T07:59Z');
    const late = { start: pulumi.output(at(9)), end: Promise.resolve(at(10)) };
    expect(await refusal(halls({ more: late }))).to.include('on channel "Hall 1" at once');
    const byId = async () => {
      for (const name of ["One", "Two"]) {
        new WebcastSession(name, { name, start: at(9), end: at(10), ...zone, channel: "1_abcd1234" });
      }
      return {};
    };
    expect(await refusal(byId))
      .to.include('"One" (')
      .and.include('"Two" (')
      .and.include("on one channel");
    const restream = await refusal(halls({ panel: 9 }));
    expect(restream).to.include('has the channel feed "Talk" (').and.include('"Panel" (');
  });

  it("feeds targets at their sessions' own times, and shows no changes afterwards", async () => {
    stack.program = halls();
    expect((await stack.up()).changes).to.deep.equal({ create: 7 });
    expect(await events()).to.deep.equal(["Panel at 10", "Talk at 9"]);
    expect((await stack.refresh()).changes).to.deep.equal({ same: 7 });
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 7 });
    expect((await stack.stack.outputs()).ingest!.secret).to.equal(true);
  });

  it("keeps no ingest point in the clear", async () => {
    const entries = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    expect(entries).to.have.length(6);
    const state = stack.files();
    for (const { streamPassword } of entries) expect(state).to.not.include(String(streamPassword));
  });

  it("swaps two sessions in one up, known by both in the preview", async () => {
    stack.program = halls({ talk: 10, panel: 9 });
    const preview = await stack.preview();
    expect(preview.changes).to.deep.equal({ same: 4, update: 3 });
    expect((await stack.up()).changes).to.deep.equal({ same: 4, update: 3 });
    expect(await events()).to.deep.equal(["Panel at 9", "Talk at 10"]);
  });

  it("leaves nothing behind", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
  });
});
