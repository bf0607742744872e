import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { addProfile, type Reach, recording, VENDOR, withReach } from "../support/reach";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const TASK = "reach_entryvendortask";
const [PENDING, READY, PROCESSING, REJECTED, ERROR, ABORTED] = [1, 2, 3, 5, 6, 7];

describe("orders to REACH", () => {
  let world: World;
  let reach: Reach;
  let stack: Stack;
  let entryId: string;

  beforeEach(async () => {
    world = await World.withProfiles();
    reach = await withReach(world);
    entryId = await recording(world);
    stack = new Stack(world.runtime);
    world.emulator.clearCalls();
  });
  afterEach(() => world.stop());

  const failed = (what: Promise<unknown>) =>
    what.then(
      () => "nothing failed",
      (e: Error) => e.message,
    );
  const task = (name = "order") => world.must(TASK, "get", { id: stack.id(name) });
  interface Stored {
    id: number;
    partnerId: number;
    status: number;
    errDescription?: string;
  }
  /** As the database has it: Kaltura hides what was aborted. */
  const stored = (id: string) =>
    world.emulator.store.collection<Stored>("vendorTasks").get(Number(id)) as Stored;
  const tasks = () => world.list(TASK, { objectType: "KalturaEntryVendorTaskFilter" });
  const vendor = (change: Props, name = "order") =>
    world.must(
      TASK,
      "updateJob",
      { id: stack.id(name), entryVendorTask: { objectType: "KalturaEntryVendorTask", ...change } },
      VENDOR,
    );

  describe("CaptionOrder", () => {
    const order = (inputs: Props = {}): Program => ({
      order: { kind: "CaptionOrder", inputs: { entryId, service: "chapters", ...inputs } },
    });

    it("is placed once, with what it costs, and shows no change before and after a refresh", async () => {
      await stack.up(order({ notes: "Please" }));
      expect(world.called().filter(c => c.endsWith(".add"))).to.deep.equal([`${TASK}.add`]);
      expect(await task()).to.include({
        status: PENDING,
        catalogItemId: reach.items.chapters,
        price: 2,
        notes: "Please",
      });
      expect(stack.outputs("order")).to.include({ status: "pending", price: 2 });
      expect(stack.changes(order({ notes: "Please" }))).to.deep.equal({});
      await stack.refresh();
      expect(stack.changes(order({ notes: "Please" }))).to.deep.equal({});
    });

    it("never shows the access key of the vendor", async () => {
      await stack.up(order());
      const { accessKey } = await task();
      expect(accessKey).to.be.a("string").and.not.equal("");
      expect(JSON.stringify(stack.outputs("order"))).to.not.include(String(accessKey));
    });

    it("chooses by service, language, speed and who does it", async () => {
      const human = {
        service: "captions",
        serviceType: "human",
        sourceLanguage: "English",
        turnaround: "24hours",
      };
      await stack.up(order(human));
      expect((await task()).catalogItemId).to.equal(reach.items.human);
    });

    it("does not guess among several, and lists them", async () => {
      const said = await failed(stack.up(order({ service: "captions", sourceLanguage: "English" })));
      expect(said)
        .to.include("input service: the account can order several that fit")
        .and.include(`machine, English, 30minutes (catalogItemId ${reach.items.machine})`)
        .and.include(`human, English, 24hours (catalogItemId ${reach.items.human})`);
      expect(await tasks()).to.have.length(0);
    });

    it("says what can be ordered when nothing fits", async () => {
      expect(await failed(stack.up(order({ sourceLanguage: "Latin" })))).to.include(
        `can order no chapters like that; it can order: machine, English, 30minutes (catalogItemId ${reach.items.chapters})`,
      );
      expect(await failed(stack.up(order({ service: "quiz" })))).to.include("ask Kaltura to enable it");
    });

    it("is paid by the only profile, or by the one that is named", async () => {
      const second = await addProfile(world, "Second");
      expect(await failed(stack.up(order())))
        .to.include("input reachProfile: the account has not one")
        .and.include('"Main"');
      expect(await failed(stack.up(order({ reachProfile: "Third" })))).to.include(
        'no active reach profile of name "Third"',
      );
      world.runtime.load.invalidate();
      await stack.up(order({ reachProfile: "Second" }));
      expect((await task()).reachProfileId).to.equal(second);
    });

    it("changes notes and context in place, and keeps what others have in partnerData", async () => {
      await stack.up(order({ notes: "One", context: "A talk" }));
      const id = stack.id("order");
      const data = JSON.parse(String((await task()).partnerData));
      await world.must(TASK, "update", {
        id,
        entryVendorTask: {
          objectType: "KalturaEntryVendorTask",
          notes: "By hand",
          partnerData: JSON.stringify({ ...data, theirs: 1, pulumi: "gone" }),
        },
      });
      await stack.refresh();
      expect(stack.outputs("order").notes).to.equal("By hand");
      expect(await stack.up(order({ notes: "Two" }))).to.deep.equal({ order: "update" });
      expect(stack.id("order")).to.equal(id);
      expect(await task()).to.include({ notes: "Two" });
      expect(JSON.parse(String((await task()).partnerData))).to.deep.equal({ theirs: 1, ...data });
      await stack.refresh();
      expect(stack.changes(order({ notes: "Two" }))).to.deep.equal({});
    });

    it("is another order when what it is about changes: the old one is taken back", async () => {
      await stack.up(order());
      const old = stack.id("order");
      expect(await stack.up(order({ service: "tagging" }))).to.deep.equal({ order: "replace" });
      expect(stored(old).status).to.equal(ABORTED);
      expect(await task()).to.include({ status: PENDING, catalogItemId: reach.items.tagging });
    });

    it("shows what became of it, and is not ordered again by itself", async () => {
      await stack.up(order());
      await vendor({ status: PROCESSING });
      await vendor({ status: READY, outputObjectId: "0_chapters" });
      await stack.refresh();
      expect(stack.outputs("order")).to.include({ status: "ready", outputObjectId: "0_chapters" });
      expect(stack.changes(order())).to.deep.equal({});
    });

    it("shows why a vendor gave up", async () => {
      await stack.up(order());
      await vendor({ status: ERROR, errDescription: "no sound" });
      await stack.refresh();
      expect(stack.outputs("order")).to.include({ status: "error", errDescription: "no sound" });
      expect(stack.changes(order())).to.deep.equal({});
      expect(await tasks()).to.have.length(1);
    });

    it("is placed anew when it is replaced after a vendor gave up", async () => {
      await stack.up(order());
      const old = stack.id("order");
      await vendor({ status: ERROR });
      await stack.destroy();
      await stack.up(order());
      expect(stack.id("order")).to.not.equal(old);
      expect(await task()).to.include({ status: PENDING });
    });

    it("is placed again when somebody aborted it by hand", async () => {
      await stack.up(order());
      await world.must(TASK, "abort", { id: stack.id("order") });
      await stack.refresh();
      expect(stack.changes(order())).to.deep.equal({ order: "create" });
    });

    it("is taken back when nobody works on it yet", async () => {
      await stack.up(order());
      const id = stack.id("order");
      await stack.destroy();
      expect(stored(id).status).to.equal(ABORTED);
    });

    for (const [state, words] of [
      [
        PROCESSING,
        "can't be taken back any more (processing); it is carried out, and its price of 2 stays charged",
      ],
      [READY, "is done; what it made stays on the entry"],
    ] as const) {
      it(`is left, with a word, when it is ${state === READY ? "done" : "worked on"}`, async () => {
        await stack.up(order());
        const id = stack.id("order");
        await vendor({ status: state });
        await stack.destroy();
        expect((await world.must(TASK, "get", { id })).status).to.equal(state);
        expect(world.said.join("\n")).to.include(`REACH order ${id} for entry ${entryId} ${words}`);
      });
    }

    it("goes quietly when a vendor takes it up in the very moment it is taken back", async () => {
      await stack.up(order());
      world.emulator.faults.add({
        service: TASK,
        action: "abort",
        kind: "apiError",
        code: "CANNOT_ABORT_NOT_MODERATED_TASK",
      });
      await stack.destroy();
      expect(stack.resources.size).to.equal(0);
    });

    it("goes with its entry", async () => {
      await stack.up(order());
      await world.must("media", "delete", { entryId });
      await stack.refresh();
      await stack.destroy();
      expect(stack.resources.size).to.equal(0);
    });

    for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
      it(`is placed once when the answer is ${kind}`, async () => {
        world.emulator.faults.add({ service: TASK, action: "add", kind, times: 1 });
        await stack.up(order());
        expect(await tasks()).to.have.length(1);
      });
    }

    it("is taken on by the next run when the one that placed it was killed, done or not", async () => {
      for (const status of [PENDING, READY]) {
        await stack.up(order());
        if (status === READY) await vendor({ status });
        const id = stack.id("order");
        const forgetful = new Stack(world.runtime, stack.name);
        await forgetful.up(order());
        expect(forgetful.id("order")).to.equal(id);
      }
      expect(await tasks()).to.have.length(1);
    });

    it("is placed anew after it was taken back", async () => {
      await stack.up(order());
      const old = stack.id("order");
      await stack.destroy();
      await stack.up(order());
      expect(await task()).to.include({ status: PENDING });
      expect(stack.id("order")).to.not.equal(old);
    });

    it("does not take on somebody else's order, and says what to do", async () => {
      const theirs = {
        ...{ objectType: "KalturaEntryVendorTask", entryId },
        ...{ catalogItemId: reach.items.chapters, reachProfileId: reach.profile },
      };
      await world.must(TASK, "add", { entryVendorTask: theirs });
      expect(await failed(stack.up(order())))
        .to.include("which this resource did not place")
        .and.include("DUPLICATION");
      expect(stack.resources.size).to.equal(0);
    });

    it("says of credit that is used up what it is", async () => {
      await addProfile(world, "Poor", {
        credit: { objectType: "KalturaVendorCredit", credit: 1, fromDate: 1_700_000_000, overageCredit: 0 },
      });
      expect(await failed(stack.up(order({ reachProfile: "Poor" })))).to.include(
        "credit does not cover this order",
      );
    });

    it("shows a rejection by the account's moderators", async () => {
      await stack.up(order());
      Object.assign(stored(stack.id("order")), { status: REJECTED, errDescription: "too dear" });
      await stack.refresh();
      expect(stack.outputs("order")).to.include({ status: "rejected", errDescription: "too dear" });
      expect(stack.changes(order())).to.deep.equal({});
    });

    for (const [inputs, reason] of [
      [{ service: undefined }, "service: is missing, and so is catalogItemId"],
      [{ catalogItemId: 5 }, 'service: "chapters" and catalogItemId both say what is ordered'],
      [
        { service: undefined, catalogItemId: 5, turnaround: "2hours" },
        'turnaround: "2hours" narrows a service',
      ],
      [{ turnaround: "tomorrow" }, "is not one of bestEffort"],
      [{ context: "x".repeat(257) }, "has 257 bytes"],
      [{ entryId: "" }, 'entryId: "" is empty'],
    ] as const) {
      it(`refuses ${JSON.stringify(inputs).slice(0, 50)} in preview, and asks nobody`, () => {
        expect(() => stack.preview(order(inputs))).to.throw(Refused, reason);
        expect(world.emulator.calls).to.have.length(0);
      });
    }
  });

  describe("LiveCaptions", () => {
    const SLOT = { start: "2027-05-04T09:00", end: "2027-05-04T10:00", timezone: "Europe/Berlin" };
    const live = {
      service: "captions",
      serviceType: "machine",
      sourceLanguage: "English",
      turnaround: "immediate",
    };
    const session = (slot: Props = SLOT): Program => ({
      talk: {
        kind: "WebcastSession",
        inputs: { name: "Talk", scheduleEvent: { preStartSeconds: 600 }, ...slot },
      },
    });
    const program = (slot: Props = SLOT, inputs: Props = {}): Program => ({
      ...session(slot),
      order: {
        kind: "LiveCaptions",
        inputs: id => ({
          entryId: id("talk"),
          scheduleEventId: stack.outputs("talk").scheduleEventId,
          ...slot,
          ...live,
          ...inputs,
        }),
      },
    });
    const epoch = (text: string) => Date.parse(text) / 1000;
    const captionsOf = async (eventId: unknown) =>
      (
        (await world.must("schedule_scheduleevent", "get", { scheduleEventId: Number(eventId) }))
          .liveFeatures as Props[]
      ).map(f => f.systemName);

    it("is ordered for the session's own event and times, and makes no event of its own", async () => {
      await stack.up(program());
      expect((await task()).taskJobData).to.include({
        scheduledEventId: Number(stack.outputs("talk").scheduleEventId),
        startDate: epoch("2027-05-04T09:00+02:00"),
        endDate: epoch("2027-05-04T10:00+02:00"),
      });
      expect(stack.outputs("order")).to.include({ status: "pending", price: 60 });
      expect(world.emulator.counts()).to.include({ scheduleEvents: 1 });
      expect(await captionsOf(stack.outputs("talk").scheduleEventId)).to.have.length(1);
      expect(stack.changes(program())).to.deep.equal({});
      await stack.refresh();
      expect(stack.changes(program())).to.deep.equal({});
    });

    it("is taken back and ordered anew when the session moves", async () => {
      await stack.up(program());
      const old = stack.id("order");
      const later = { ...SLOT, start: "2027-05-04T14:00", end: "2027-05-04T14:30" };
      expect(await stack.up(program(later))).to.deep.equal({ talk: "update", order: "replace" });
      expect(stored(old).status).to.equal(ABORTED);
      expect((await task()).taskJobData).to.include({ startDate: epoch("2027-05-04T14:00+02:00") });
      expect(await captionsOf(stack.outputs("talk").scheduleEventId)).to.deep.equal([
        `LiveCaptionFeature-reach-${stack.id("order")}`,
      ]);
    });

    it("is no other order when the same times are written another way", async () => {
      await stack.up(program());
      const same = { ...SLOT, start: "2027-05-04T07:00Z", end: "2027-05-04T10:00+02:00" };
      expect(stack.changes(program(same))).to.deep.equal({});
      await stack.up(program(same));
      expect(await tasks()).to.have.length(1);
    });

    it("says why the order of a moved session is refused while a vendor works on the old one", async () => {
      await stack.up(program());
      await vendor({ status: PROCESSING });
      const said = await failed(stack.up(program({ ...SLOT, end: "2027-05-04T10:30" })));
      expect(said).to.include("wait until that order is done");
      expect(world.said.join("\n")).to.include("can't be taken back any more");
    });

    it("goes before its session, and leaves nothing", async () => {
      await stack.up(program());
      await stack.destroy();
      expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 0 });
      expect(stored("1").status).to.equal(ABORTED);
    });

    for (const kind of ["lostAnswer", "empty"] as const) {
      it(`is ordered once when the answer is ${kind}`, async () => {
        world.emulator.faults.add({ service: TASK, action: "add", kind, times: 1 });
        await stack.up(program());
        expect(await tasks()).to.have.length(1);
      });
    }

    it("is there once when somebody cancelled the event, and another was made", async () => {
      await stack.up(program());
      const old = stack.outputs("talk").scheduleEventId;
      await world.must("schedule_scheduleevent", "cancel", { scheduleEventId: Number(old) });
      await stack.refresh();
      await stack.up(program());
      const now = stack.outputs("talk").scheduleEventId;
      expect(now).to.not.equal(old);
      expect(await captionsOf(now)).to.have.length(1);
      expect(stack.changes(program())).to.deep.equal({});
    });

    it("translates", async () => {
      const french = { ...live, service: "translation", targetLanguage: "French" };
      await stack.up(program(SLOT, french));
      expect((await task()).catalogItemId).to.equal(reach.items.liveFrench);
    });

    it("says that a session is too long for what is ordered", async () => {
      const long = { ...SLOT, end: "2027-05-04T21:00" };
      expect(await failed(stack.up(program(long)))).to.include("longer than what is ordered allows");
    });

    it("names the input when the times are not the session's", async () => {
      await stack.up(session());
      const off = program(SLOT, { start: "2027-05-05T09:00", end: "2027-05-05T10:00" });
      expect(await failed(stack.up(off))).to.include("input start");
    });

    it("refuses to be without an event, as Kaltura would make one that blocks the session's", () => {
      const bare: Program = { order: { kind: "LiveCaptions", inputs: { entryId: "1_a", ...SLOT, ...live } } };
      expect(() => stack.preview(bare)).to.throw(
        Refused,
        "scheduleEventId: is missing: Kaltura would make an event of its own",
      );
    });
  });
});
