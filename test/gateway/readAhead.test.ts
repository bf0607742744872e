import { expect } from "chai";
import type { Loaders } from "../../provider/kaltura/loaders";
import type { ReadAheadSettings } from "../../provider/kaltura/readAhead";
import { calls } from "../../provider/kaltura/vocabulary";
import type { LiveStreamEntry } from "../../provider/kaltura/wire";
import * as core from "../../provider/lifecycle/operations";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";
import { markOf, markTags } from "../../provider/mark";
import { webcastSession } from "../../provider/resources/webcastSession";
import { World } from "../support/world";

const STACK = "organization/summit/test";
const WIDE = { windowMs: 20 };
/** Nothing grows old while a slow machine is at it. */
const UNHURRIED = { now: () => 0 };

const inputsOf = (i: number, stack = STACK): Props => ({
  name: `Session ${i}`,
  mark: markOf(stack, "WebcastSession", String(i)),
  start: "2027-05-04T09:00Z",
  end: "2027-05-04T10:00Z",
  calendarReminder: "none",
});

interface Made {
  readonly id: string;
  readonly outputs: Props;
}

/** Works on all, eight at a time, as the engine does on two cores. */
async function each<T>(items: readonly T[], work: (item: T, i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      await work(items[i]!, i);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

describe("reading ahead", function () {
  this.timeout(60_000);
  let world: World;
  const runtimes: Runtime[] = [];

  beforeEach(async () => {
    world = await World.withProfiles();
  });
  afterEach(async () => {
    await Promise.all(runtimes.splice(0).map(runtime => runtime.gateway.close()));
    await world.stop();
  });

  /** A process whose look-ups gather long enough for a slow machine. */
  function process(readAhead: ReadAheadSettings = {}): Runtime {
    const runtime = world.freshRuntime({ ...WIDE, readAhead }, { windowMs: 40 });
    runtimes.push(runtime);
    return runtime;
  }

  async function sessions(n: number, stack = STACK): Promise<Made[]> {
    const made: Made[] = new Array(n);
    const runtime = world.freshRuntime();
    runtimes.push(runtime);
    await each(made, async (_, i) => {
      made[i] = await core.create(webcastSession as never, runtime, inputsOf(i, stack));
    });
    return made;
  }

  async function requestsOf(work: () => Promise<void>): Promise<number> {
    const before = world.requests;
    await work();
    return world.requests - before;
  }

  const read = (runtime: Runtime, { id, outputs }: Made) =>
    core.read(webcastSession as never, runtime, id, outputs);

  /** The look-ups of one resource of the stack, of which only the mark counts. */
  const lookOf = (load: Loaders, resource: string, maxAgeMs = 30_000): Loaders => {
    const mark = markOf(STACK, "WebcastSession", resource);
    return load.forReader({ stack: markTags(mark)[0]!, resource: mark, maxAgeMs });
  };

  const renamed = (name: string) =>
    ({ objectType: "KalturaLiveStreamEntry", name }) as LiveStreamEntry & { objectType: string };

  const rename = (id: string, name: string) =>
    world.must("liveStream", "update", { entryId: id, liveStreamEntry: renamed(name) });

  describe("how many requests a run makes", () => {
    it("one for each session made", async () => {
      const runtime = process();
      const requests = await requestsOf(() =>
        each(Array.from({ length: 100 }), async (_, i) => {
          await core.create(webcastSession as never, runtime, inputsOf(i));
        }),
      );
      // Two questions for all of them: what the stack owns already, and the account's profiles.
      expect(requests).to.equal(102);
    });

    for (const [n, most] of [
      [100, 4],
      [600, 11],
    ] as const) {
      it(`at most ${most} to refresh ${n} sessions`, async () => {
        const made = await sessions(n);
        const runtime = process(UNHURRIED);
        const requests = await requestsOf(() =>
          each(made, async session => {
            const found = await read(runtime, session);
            expect(found!.inputs).to.deep.equal(inputsOf(made.indexOf(session)));
          }),
        );
        expect(requests).to.be.at.most(most);
      });
    }

    it("one for each session changed or taken down, and three more", async () => {
      const made = await sessions(100);
      const changing = process(UNHURRIED);
      const changes = await requestsOf(() =>
        each(made, async ({ id, outputs }, i) => {
          const moved = { ...inputsOf(i), end: "2027-05-04T10:30Z" };
          await core.update(webcastSession as never, changing, id, outputs, moved);
        }),
      );
      expect(changes).to.be.within(100, 104);
      const deleting = process(UNHURRIED);
      const deletes = await requestsOf(() =>
        each(made, ({ id, outputs }) => core.remove(webcastSession as never, deleting, id, outputs)),
      );
      expect(deletes).to.be.within(100, 104);
      expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0, metadata: 0 });
    });

    it("for one session as many as without: one to read, two to change or take down", async () => {
      const [session] = (await sessions(30)) as [Made];
      const { id, outputs } = session;
      expect(await requestsOf(async () => void (await read(process(), session)))).to.equal(1);
      const moved = { ...inputsOf(0), end: "2027-05-04T10:30Z" };
      expect(
        await requestsOf(async () => {
          await core.update(webcastSession as never, process(), id, outputs, moved);
        }),
      ).to.equal(2);
      expect(await requestsOf(() => core.remove(webcastSession as never, process(), id, outputs))).to.equal(
        2,
      );
    });

    it("hardly more for a few sessions all over a large stack: what brings little is given up", async () => {
      const made = await sessions(60);
      const runtime = process({ block: 2 });
      const few = made.filter((_, i) => i % 4 === 0);
      world.emulator.clearCalls();
      await each(few, async session => void (await read(runtime, session)));
      const ids = world.emulator.calls
        .filter(c => c.service === "baseentry")
        .map(c => (c.params.filter as { idIn?: string }).idIn?.split(",").length ?? 0);
      expect(ids.reduce((a, b) => a + b, 0)).to.be.at.most(few.length * 3);
    });
  });

  describe("serves nothing stale", () => {
    let made: Made[];
    let load: Loaders;
    let runtime: Runtime;

    beforeEach(async () => {
      made = await sessions(4);
      runtime = process({ after: 0 });
      load = runtime.load;
      // From here on all four are there in advance.
      await lookOf(load, "first").entry(made[0]!.id);
      world.emulator.clearCalls();
    });

    const lookedUp = () => world.called().filter(name => /^baseentry\.(list|get)$/i.test(name)).length;

    it("and needs no request for what nobody touched", async () => {
      expect(await lookOf(load, "1").entry(made[1]!.id)).to.include({ name: "Session 1" });
      expect(lookedUp()).to.equal(0);
    });

    it("to a resource that looks for the second time", async () => {
      const resource = lookOf(load, "1");
      await resource.entry(made[1]!.id);
      await rename(made[1]!.id, "By somebody else");
      expect(await resource.entry(made[1]!.id)).to.include({ name: "By somebody else" });
      expect(await lookOf(load, "1").entry(made[1]!.id)).to.include({ name: "By somebody else" });
      expect(lookedUp()).to.equal(2);
    });

    it("after a write of this process, to whomever", async () => {
      await runtime.gateway.send([calls.liveStream.update(made[1]!.id, renamed("Renamed"))]);
      expect(await lookOf(load, "1").entry(made[1]!.id)).to.include({ name: "Renamed" });
      expect(await lookOf(load, "2").entry(made[2]!.id)).to.include({ name: "Session 2" });
      expect(lookedUp()).to.equal(1);
    });

    it("while a write is under way, nor from a list that was asked for meanwhile", async () => {
      const slow = { service: "livestream", action: "update", kind: "slow", delayMs: 400, times: 1 } as const;
      world.emulator.faults.add(slow);
      const { id } = made[1]!;
      const write = runtime.gateway.send([calls.liveStream.update(id, renamed("Renamed"))]);
      await lookOf(load, "1").entry(id);
      expect(lookedUp()).to.equal(1);
      await write;

      const other = process({ after: 0 });
      world.emulator.faults.add(slow);
      const again = other.gateway.send([calls.liveStream.update(id, renamed("Renamed again"))]);
      await lookOf(other.load, "first").entry(made[2]!.id);
      const asked = lookedUp();
      await lookOf(other.load, "2").entry(id);
      expect(lookedUp()).to.equal(asked + 1);
      await again;
      expect(await lookOf(other.load, "1").entry(id)).to.include({ name: "Renamed again" });
    });

    it("of what belongs to an object that was written: metadata, links, the event, by the ids of its session", async () => {
      const { id, outputs } = made[1]!;
      const look = lookOf(load, "first");
      const before = await look.scheduleEvent(String(outputs.scheduleEventId));
      await Promise.all([look.metadataOf(id), look.categoryLinksOf(id)]);
      world.emulator.clearCalls();
      await runtime.gateway.send(
        [
          calls.scheduleEvent.update(before!.id!, {
            objectType: "KalturaLiveStreamScheduleEvent",
            summary: "Moved",
          }),
        ],
        [id],
      );
      const later = lookOf(load, "1");
      expect(await later.scheduleEvent(before!.id!)).to.include({ summary: "Moved" });
      await Promise.all([later.metadataOf(id), later.categoryLinksOf(id), later.entry(id)]);
      expect(world.called().filter(name => name.endsWith(".list"))).to.have.length(4);
    });

    it("after a write whose reach its ids don't tell: a category, a metadata profile", async () => {
      const add = calls.category.add({ objectType: "KalturaCategory", name: "Track" });
      const [category] = await runtime.gateway.send([add]);
      expect(category!.ok).to.equal(true);
      await lookOf(load, "1").entry(made[1]!.id);
      expect(lookedUp()).to.equal(1);
    });

    it("after a write that may still happen, as its answer was lost", async () => {
      world.emulator.faults.add({ service: "livestream", action: "update", kind: "lostAnswer", times: 1 });
      let now = 0;
      const unlucky = process({ after: 0, now: () => now });
      const { id } = made[1]!;
      await unlucky.gateway.send([calls.liveStream.update(id, renamed("Renamed"))]);
      for (now = 0; now <= 60_000; now += 60_000) {
        await lookOf(unlucky.load, `first at ${now}`).entry(made[now === 0 ? 2 : 3]!.id);
        const asked = lookedUp();
        await lookOf(unlucky.load, `then at ${now}`).entry(id);
        expect(lookedUp()).to.equal(asked + 1);
      }
    });

    it("that is too old", async () => {
      let now = 0;
      const old = process({ after: 0, now: () => now });
      await lookOf(old.load, "first", 5_000).entry(made[0]!.id);
      await rename(made[1]!.id, "By somebody else");
      await rename(made[2]!.id, "By somebody else");
      now = 5_000;
      expect(await lookOf(old.load, "1", 5_000).entry(made[1]!.id)).to.include({ name: "Session 1" });
      now = 5_001;
      expect(await lookOf(old.load, "2", 5_000).entry(made[2]!.id)).to.include({ name: "By somebody else" });
    });

    it("that is too old, by way of resources that only show it", async () => {
      let now = 0;
      const old = process({ after: 0, now: () => now });
      const id = made[1]!.id;
      await lookOf(old.load, "first").entry(made[0]!.id);
      await rename(id, "By somebody else");
      now = 20_000;
      expect(await lookOf(old.load, "1").entryToShow(id, "1")).to.include({ name: "Session 1" });
      expect(await lookOf(old.load, "2", 5_000).entryToShow(id, "2")).to.include({
        name: "By somebody else",
      });
    });

    it("when the server takes longer to answer than it may be old", async () => {
      let now = 0;
      const slow = process({ after: 0, now: () => (now += 6_000) });
      const look = lookOf(slow.load, "1", 5_000);
      expect(await look.entry(made[1]!.id)).to.include({ name: "Session 1" });
      expect(look.usedReadAhead).to.equal(false);
      // Nor is it tried for ever.
      const asked = lookedUp();
      for (let i = 0; i < 30; i++) await lookOf(slow.load, `then ${i}`, 5_000).entry(made[1]!.id);
      expect(lookedUp()).to.be.at.most(asked + 30 + 8);
    });
  });

  describe("knows that the search index lags", () => {
    it("what is not in it yet is looked up by itself, and what is there no more is gone", async () => {
      const old = await sessions(4);
      world.emulator.setIndexLag(3_600_000);
      const fresh = (await core.create(webcastSession as never, process(), inputsOf(77))) as Made;
      await world.must("liveStream", "delete", { entryId: old[3]!.id });
      await rename(old[2]!.id, "By somebody else");
      const runtime = process({ after: 0 });
      expect(await read(runtime, old[0]!)).to.deep.include({ inputs: inputsOf(0) });
      expect(await read(runtime, fresh)).to.deep.include({ inputs: inputsOf(77) });
      expect((await read(runtime, old[2]!))!.inputs).to.include({ name: "By somebody else" });
      // The event outlives its entry, so the session is there to be made anew.
      expect((await read(runtime, old[3]!))!.outputs).to.have.property("unfinished");
      // Nothing of all that came by other ways than the index and what it led to.
      expect(world.called()).to.include("baseentry.get");
    });

    it("what an update wrote a moment ago is no drift", async () => {
      const made = await sessions(12);
      world.emulator.setIndexLag(3_600_000);
      const changing = process();
      const moved: Made[] = [];
      await each(made, async ({ id, outputs }, i) => {
        const wanted = { ...inputsOf(i), name: `New ${i}`, end: "2027-05-04T11:00Z" };
        moved[i] = await core.update(webcastSession as never, changing, id, outputs, wanted);
      });
      const refreshing = process();
      await each(moved, async (session, i) => {
        const found = await read(refreshing, session);
        expect(found!.inputs).to.include({ name: `New ${i}`, end: "2027-05-04T11:00Z" });
      });
    });
  });

  it("looks at nothing of other stacks and other people, however many they are", async () => {
    const [own, others] = [await sessions(12), await sessions(12, "organization/other/test")];
    const { store } = world.emulator;
    const entries = store.collection<{ id: string; partnerId: number; adminTags: string }>("entries");
    const pattern = entries.get(others[0]!.id)!;
    for (let i = 0; i < 3000; i++) {
      entries.insert({ ...pattern, id: `0_foreign${i}`, adminTags: i % 2 ? "kwebcast" : "" });
    }
    world.emulator.clearCalls();
    const runtime = process();
    const requests = await requestsOf(() => each(own, async session => void (await read(runtime, session))));
    expect(requests).to.be.at.most(4);
    const ids = world.emulator.calls.flatMap(c =>
      ((c.params.filter as { idIn?: string }).idIn ?? "").split(",").filter(id => id.startsWith("0_")),
    );
    expect(ids.filter(id => !own.some(session => session.id === id))).to.deep.equal([]);
  });

  it("takes only what carries the stack's tag, whatever a list answers", async () => {
    const own = await sessions(2);
    const others = await sessions(3, "organization/other/test");
    // As with a server that does not know the filter.
    const load = process({ after: 0 }).load;
    const page = load as unknown as { lists: { page: (list: unknown, filter: Props, i: number) => unknown } };
    const plain = page.lists.page.bind(page.lists);
    page.lists.page = (list, { adminTagsMultiLikeOr, tagsMultiLikeOr, ...filter }, i) =>
      plain(list, filter, i);
    world.emulator.clearCalls();
    await lookOf(load, "first").entry(own[0]!.id);
    const asked = world.emulator.calls.map(c => (c.params.filter as { idIn?: string }).idIn).filter(Boolean);
    expect(asked).to.have.length(1);
    for (const { id } of others) expect(asked[0]).not.to.include(id);
  });

  it("is an advance only: when it fails, look-ups go on as without it", async () => {
    const made = await sessions(20);
    const runtime = process({ after: 0 });
    await read(runtime, made[0]!);
    world.emulator.faults.add({
      service: "baseentry",
      action: "list",
      kind: "apiError",
      code: "QUERY_EXCEEDED_MAX_MATCHES_ALLOWED",
      times: 1,
    });
    const other = process({ after: 0 });
    await each(made, async (session, i) => {
      expect((await read(other, session))!.inputs).to.deep.equal(inputsOf(i));
    });
  });

  describe("keeps what others write meanwhile", () => {
    const detail = (key: string, value: string) =>
      `<Detail><Key>${key}</Key><Value>"${value}"</Value></Detail>`;

    it("in metadata, by the version it saw", async () => {
      const made = await sessions(3);
      const runtime = process({ after: 0 });
      // All are read ahead by now.
      await core.update(webcastSession as never, runtime, made[0]!.id, made[0]!.outputs, {
        ...inputsOf(0),
        calendarReminder: "small",
      });
      const [info] = (
        await world.list("metadata_metadata", {
          objectType: "KalturaMetadataFilter",
          objectIdEqual: made[1]!.id,
        })
      ).filter(m => String(m.xml).includes("Detail"));
      await world.must("metadata_metadata", "update", {
        id: info!.id,
        xmlData: `<metadata>${detail("calenderReminder", "none")}${detail("theirs", "kept")}</metadata>`,
      });
      world.emulator.clearCalls();
      await core.update(webcastSession as never, runtime, made[1]!.id, made[1]!.outputs, {
        ...inputsOf(1),
        calendarReminder: "small",
      });
      const now = await world.must("metadata_metadata", "get", { id: info!.id });
      expect(now.xml).to.include("theirs").and.include("small");
      expect(world.emulator.calls.map(c => c.outcome)).to.include("INVALID_METADATA_VERSION");
    });

    it("in admin tags, by another look before they are written", async () => {
      const made = await sessions(3);
      const runtime = process({ after: 0 });
      const tagged = (i: number) => ({ ...inputsOf(i), adminTags: ["vip"] });
      await core.update(webcastSession as never, runtime, made[0]!.id, made[0]!.outputs, tagged(0));
      const entry = await world.must("liveStream", "get", { entryId: made[1]!.id });
      await world.must("liveStream", "update", {
        entryId: made[1]!.id,
        liveStreamEntry: {
          objectType: "KalturaLiveStreamEntry",
          adminTags: `${String(entry.adminTags)},theirs`,
        },
      });
      await core.update(webcastSession as never, runtime, made[1]!.id, made[1]!.outputs, tagged(1));
      const { adminTags } = await world.must("liveStream", "get", { entryId: made[1]!.id });
      expect(String(adminTags).split(",")).to.include.members(["vip", "theirs"]);
    });
  });
});
