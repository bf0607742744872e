import { expect } from "chai";
import { CaptionOrder, LiveCaptions, WebcastSession } from "pulumi-kaltura";
import { EngineStack, type Ran } from "../support/engine";
import { recording, withReach } from "../support/reach";
import { World } from "../support/world";

describe("orders to REACH on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;
  let entryId: string;

  const program = (start: string, notes: string, description?: string) => async () => {
    const talk = new WebcastSession("talk", {
      name: "Talk",
      start,
      end: "2027-05-04T18:00",
      timezone: "Europe/Berlin",
      description,
    });
    const live = new LiveCaptions("live", {
      entryId: talk.id,
      scheduleEventId: talk.scheduleEventId,
      start: talk.start,
      end: talk.end,
      timezone: talk.timezone,
      service: "captions",
      serviceType: "human",
      sourceLanguage: "English",
    });
    const order = new CaptionOrder("chapters", { entryId, service: "chapters", notes });
    return { price: order.price, live: live.status };
  };

  before(async () => {
    world = await World.withProfiles();
    await withReach(world);
    entryId = await recording(world);
    stack = await EngineStack.create(world, program("2027-05-04T17:00", "One"));
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  /** Names of the resources that are warned of. */
  const warned = ({ events }: Ran) =>
    events
      .filter(
        e => e.diagnosticEvent?.severity === "warning" && /costs credit/.test(e.diagnosticEvent.message),
      )
      .map(e => e.diagnosticEvent!.urn!.split("::").pop())
      .sort();

  it("warns in the preview of what an order costs, without a call and without credentials", async () => {
    const poor = await EngineStack.create(world, program("2027-05-04T17:00", "One"), {
      KALTURA_ADMIN_SECRET: "",
    });
    world.emulator.clearCalls();
    expect(warned(await poor.preview())).to.deep.equal(["chapters", "live"]);
    expect(world.emulator.calls).to.have.length(0);
    await poor.close();
  });

  it("places them", async () => {
    expect((await stack.up()).changes).to.deep.equal({ create: 4 });
    const outputs = await stack.stack.outputs();
    expect([outputs.price!.value, outputs.live!.value]).to.deep.equal([2, "pending"]);
  });

  it("warns of nothing when nothing would be ordered", async () => {
    expect(warned(await stack.preview({ expectNoChanges: true }))).to.deep.equal([]);
    stack.program = program("2027-05-04T17:00", "Two");
    const changed = await stack.preview();
    expect(changed.changes).to.include({ update: 1 });
    expect(warned(changed)).to.deep.equal([]);
    await stack.up();
  });

  it("warns of nothing when the session changes, but for its times", async () => {
    stack.program = program("2027-05-04T17:00", "Two", "About it");
    const preview = await stack.preview();
    expect(preview.changes).to.include({ update: 1, same: 3 });
    expect(warned(preview)).to.deep.equal([]);
    expect((await stack.up()).changes).to.include({ update: 1, same: 3 });
  });

  it("orders anew when the session moves, and warns of that one alone", async () => {
    stack.program = program("2027-05-04T16:00", "Two", "About it");
    expect(warned(await stack.preview())).to.deep.equal(["live"]);
    expect((await stack.up()).changes).to.include({ update: 1, replace: 1 });
    expect((await stack.refresh()).changes).to.deep.equal({ same: 4 });
    await stack.preview({ expectNoChanges: true });
  });

  it("keeps the vendor's access keys out of the state, and takes all back", async () => {
    const tasks = await world.list("reach_entryvendortask", { objectType: "KalturaEntryVendorTaskFilter" });
    expect(tasks).to.have.length(2);
    for (const { accessKey } of tasks) expect(stack.files()).to.not.include(String(accessKey));
    await stack.destroy();
    expect(
      await world.list("reach_entryvendortask", { objectType: "KalturaEntryVendorTaskFilter" }),
    ).to.deep.equal([]);
  });
});
