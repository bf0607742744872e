/** What is there already is taken over as it is: by its id or reference id, marked, and changed only where it differs. */
import { expect } from "chai";
import { AdoptionRefused } from "../../provider/lifecycle/adopt";
import { adoptionDiff, adoptionText } from "../../provider/lifecycle/adoptionDiff";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { markOf, markTags } from "../../provider/mark";
import { definitionOf, registry } from "../../provider/resources/registry";
import { furnish, type Things, unmark, withThings } from "../support/account";
import { dump } from "../support/dump";
import { failureOf } from "../support/failure";
import { samples } from "../support/samples";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const MAKERS = "organization/makers/test";

const TALK: Props = { name: "Talk", start: "2027-05-04T09:00+02:00", end: "2027-05-04T10:00+02:00" };

/** Inputs beyond the least, so that every part has something to take over. */
const MORE: Readonly<Record<string, Props>> = {
  WebcastSession: {
    categories: ["$root"],
    presenters: [{ name: "Ann" }],
    chat: { enabled: true },
    tags: ["one"],
  },
  SimuliveSession: { categories: ["$root"], redirectAfter: true },
  StudioSession: { room: { name: "Green room" } },
  InteractiveRoom: { start: TALK.start, end: TALK.end, presenters: [{ name: "Ann" }], categories: ["$root"] },
  MediaAsset: { categories: ["$root"] },
  RestreamerChannel: {
    targets: [{ session: "$channel", from: TALK.start, until: TALK.end }],
  },
  EventCategory: { parent: "$root", description: "About" },
};

const adoptable = registry.filter(definition => "adopt" in definition.inputs.shape);

describe("adoption", () => {
  let world: World;
  let things: Things;
  /** Who made it: by hand, once the marks are off. */
  let makers: Stack;
  let stack: Stack;
  let known: Set<string>;
  let hands = 0;

  before(async () => {
    world = await World.withProfiles();
    things = await furnish(world);
    known = new Set(Object.keys(await dump(world)));
  });
  after(() => world.stop());
  beforeEach(() => {
    makers = new Stack(world.runtime, MAKERS);
    stack = new Stack(world.freshRuntime());
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    await stack.destroy();
    await makers.destroy();
    expect(Object.keys(await dump(world)).filter(key => !known.has(key))).to.deep.equal([]);
  });

  const one = (kind: string, inputs: Props): Program => ({ it: { kind, inputs } });
  const full = (kind: string): Props =>
    withThings({ ...samples[kind]!.base, ...MORE[kind] }, things) as Props;
  const writes = () => world.called().filter(call => !/\.(list|get|start)/.test(call));

  /** Makes one by hand, and leaves it. */
  async function byHand(kind: string, inputs: Props): Promise<string> {
    // Each under another name: what a stack made, it would take up again.
    const name = `hand${hands++}`;
    await makers.up({ [name]: { kind, inputs } });
    const id = makers.id(name);
    makers.resources.clear();
    unmark(world, MAKERS);
    world.emulator.clearCalls();
    return id;
  }

  it("is there for every kind whose root is an object that people make", () => {
    expect(registry.filter(d => !adoptable.includes(d)).map(d => d.kind)).to.have.members([
      "CategoryMember", // taken over by its key anyhow
      "CaptionOrder", // costs, and is no object to keep
      "LiveCaptions",
    ]);
    for (const { kind, parts } of adoptable) {
      expect(parts[0]!.candidates, kind).to.be.a("function");
      expect(parts[0]!.marks, kind).to.be.a("function");
    }
  });

  for (const { kind } of adoptable) {
    describe(kind, () => {
      it("is taken over by its id with all that belongs to it, and only marked when nothing differs", async () => {
        const inputs = full(kind);
        const id = await byHand(kind, inputs);
        const before = world.emulator.counts();
        await stack.up(one(kind, { ...inputs, adopt: id }));
        expect(stack.id("it")).to.equal(id);
        expect(world.emulator.counts()).to.deep.equal(before);
        for (const call of writes()) expect(call).to.match(/\.update$/);
        // Nothing is left to do, with adopt and without it.
        await stack.refresh();
        expect(stack.changes(one(kind, { ...inputs, adopt: id }))).to.deep.equal({});
        expect(stack.changes(one(kind, inputs))).to.deep.equal({});
        expect(stack.outputs("it")).to.not.have.property("adopt");
      });

      it("is refused when it carries another stack's mark, with the line to paste", async () => {
        const inputs = full(kind);
        await makers.up(one(kind, inputs));
        const id = makers.id("it");
        world.emulator.clearCalls();
        const error = await failureOf(stack.up(one(kind, { ...inputs, adopt: id })));
        const mark = markOf(MAKERS, kind, "it");
        expect(error?.message)
          .to.include("carries the mark of another stack")
          .and.include("retainOnDelete")
          .and.include(`adopt: { id: "${id}", from: "${mark}" }`);
        expect(writes()).to.deep.equal([]);
        // As the message says.
        makers.resources.clear();
        await stack.up(one(kind, { ...inputs, adopt: { id, from: mark } }));
        expect(stack.id("it")).to.equal(id);
        await stack.refresh();
        expect(stack.changes(one(kind, inputs))).to.deep.equal({});
      });

      it("is not there: said so, with what to do", async () => {
        const error = await failureOf(stack.up(one(kind, { ...full(kind), adopt: "0_nosuch01" })));
        expect(error?.message).to.include('input adopt: the account has nothing by the name of "0_nosuch01"');
        expect(stack.resources.size).to.equal(0);
      });
    });
  }

  it("finds the object again when the answer of its marking is lost, or the run ended there", async () => {
    const id = await byHand("WebcastSession", TALK);
    world.emulator.faults.add({ service: "liveStream", action: "update", kind: "lostAnswer", times: 1 });
    await stack.up(one("WebcastSession", { ...TALK, adopt: id }));
    expect(stack.id("it")).to.equal(id);
    // A killed run noted nothing: the engine calls create once more.
    stack.resources.clear();
    stack = new Stack(world.freshRuntime());
    world.emulator.clearCalls();
    await stack.up(one("WebcastSession", { ...TALK, adopt: id }));
    expect(stack.id("it")).to.equal(id);
    expect(writes()).to.deep.equal([]);
  });

  it("takes nothing of what a killed run made under the same name", async () => {
    const adopted = await byHand("WebcastSession", { ...TALK, name: "Theirs" });
    for (const { id } of await world.list("schedule_scheduleevent", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      templateEntryIdEqual: adopted,
    })) {
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: id });
    }
    await stack.up(one("WebcastSession", TALK));
    const { id: made, outputs } = stack.resources.get("it")!;
    // Killed: nothing of it was noted, and the next run is told to take over another one.
    stack.resources.clear();
    stack = new Stack(world.freshRuntime());
    await stack.up(one("WebcastSession", { ...TALK, adopt: adopted }));
    expect(stack.id("it")).to.equal(adopted);
    expect(stack.outputs("it").scheduleEventId).to.not.equal(outputs.scheduleEventId);
    const event = await world.must("schedule_scheduleevent", "get", {
      scheduleEventId: outputs.scheduleEventId,
    });
    expect(event.templateEntryId).to.equal(made);
    await world.must("schedule_scheduleevent", "delete", { scheduleEventId: outputs.scheduleEventId });
    await world.must("liveStream", "delete", { entryId: made });
  });

  it("gives away for good: who had it makes another one, also right after", async () => {
    await makers.up(one("WebcastSession", TALK));
    const id = makers.id("it");
    makers.resources.clear();
    const from = markOf(MAKERS, "WebcastSession", "it");
    await stack.up(one("WebcastSession", { ...TALK, adopt: { id, from } }));
    expect(stack.id("it")).to.equal(id);
    makers = new Stack(world.freshRuntime(), MAKERS);
    await makers.up(one("WebcastSession", TALK));
    expect(makers.id("it")).to.not.equal(id);
    await stack.refresh();
    expect(stack.changes(one("WebcastSession", TALK))).to.deep.equal({});
  });

  it("sends only what differs, and leaves what the program does not set", async () => {
    const made = {
      ...TALK,
      description: "Theirs",
      tags: ["theirs"],
      dvr: { enabled: true },
      presenters: [{ name: "Ann" }],
    };
    const id = await byHand("WebcastSession", made);
    const entry = await world.must("liveStream", "get", { entryId: id });
    const wanted = { name: "Keynote", start: TALK.start, end: "2027-05-04T10:30+02:00" };
    await stack.up(one("WebcastSession", { ...wanted, adopt: id }));
    const now = await world.must("liveStream", "get", { entryId: id });
    expect(now).to.include({ name: "Keynote", description: "Theirs", tags: "theirs", dvrStatus: 1 });
    expect(now.primaryBroadcastingUrl).to.equal(entry.primaryBroadcastingUrl);
    expect(now.streamPassword).to.equal(entry.streamPassword);
    const xml = (
      await world.list("metadata_metadata", { objectType: "KalturaMetadataFilter", objectIdEqual: id })
    )
      .map(m => String(m.xml))
      .join();
    expect(xml)
      .to.include("Ann")
      .and.include(String(Date.parse("2027-05-04T08:30Z") / 1000));
  });

  it("shows the difference without changing anything", async () => {
    const id = await byHand("WebcastSession", {
      ...TALK,
      description: "Theirs",
      thumbnail: "https://a.test/a.jpg?sig=1",
    });
    const definition = definitionOf("WebcastSession");
    const inputs = {
      ...TALK,
      name: "Keynote",
      end: "2027-05-04T10:30+02:00",
      offlineMessage: "hush hush",
      categories: [UNKNOWN],
      mark: markOf("organization/summit/test", "WebcastSession", "it"),
      adopt: id,
    };
    const diff = (await adoptionDiff(definition, world.freshRuntime(), inputs))!;
    expect(writes()).to.deep.equal([]);
    expect(diff).to.deep.include({ id, unknown: ["categories"] });
    expect(diff.changes).to.deep.equal([
      { path: "name", now: "Talk", wanted: "Keynote" },
      { path: "offlineMessage", now: undefined, wanted: "hush hush" },
      { path: "end", now: TALK.end, wanted: "2027-05-04T10:30+02:00" },
    ]);
    const text = adoptionText(definition, diff, ["offlineMessage"]);
    expect(text)
      .to.include(
        `takes over entry ${id} ("Talk", live entry). Its id stays, with entryId, playerUrl, iframe`,
      )
      .and.include('name: "Talk" → "Keynote"')
      .and.include("ingest")
      .and.include("update the schedule event")
      .and.include("not compared: categories")
      .and.not.include("hush");
    expect(await adoptionDiff(definition, world.freshRuntime(), { ...inputs, adopt: UNKNOWN })).to.equal(
      undefined,
    );
    await stack.up(one("WebcastSession", { ...TALK, adopt: id }));
  });

  it("takes away nothing for what is not known yet", async () => {
    const definition = definitionOf("RestreamerChannel");
    const id = await byHand("RestreamerChannel", full("RestreamerChannel"));
    const inputs = { name: "Stage", targets: [{ session: UNKNOWN }], adopt: id };
    const diff = (await adoptionDiff(definition, world.freshRuntime(), inputs))!;
    expect(diff).to.deep.include({ unknown: ["targets"] });
    expect(diff.steps.join()).to.include("update the live entry").and.not.include("delete");
    await stack.up(one("RestreamerChannel", { name: "Stage", adopt: id }));
  });

  describe("by reference id", () => {
    it("takes the only one, and names the candidates when there are several", async () => {
      const session = { ...TALK, referenceId: "KEY-01" };
      const first = await byHand("WebcastSession", session);
      // Of another kind, so it is none of the candidates.
      const film = await byHand("MediaAsset", {
        name: "Film",
        url: "https://example.com/film.mp4",
        referenceId: "KEY-01",
      });
      await stack.up(one("WebcastSession", { ...session, adopt: { referenceId: "KEY-01" } }));
      expect(stack.id("it")).to.equal(first);
      stack.resources.clear();
      unmark(world, stack.name);
      const second = await byHand("WebcastSession", { ...session, name: "Twin" });
      const error = await failureOf(
        stack.up(one("WebcastSession", { ...session, adopt: { referenceId: "KEY-01" } })),
      );
      expect(error).to.be.instanceOf(AdoptionRefused);
      expect(error?.message)
        .to.include('has 2 of reference id "KEY-01"')
        .and.include(`entry ${first} ("Talk", live entry), entry ${second} ("Twin", live entry)`)
        .and.include(`adopt: "${first}"`);
      for (const entryId of [first, second, film]) await world.must("baseEntry", "delete", { entryId });
      await clearEvents();
    });
  });

  async function clearEvents(): Promise<void> {
    for (const event of await world.list("schedule_scheduleevent", {
      objectType: "KalturaScheduleEventFilter",
    })) {
      await world.ask("schedule_scheduleevent", "delete", { scheduleEventId: event.id });
    }
  }

  describe("what is of another kind", () => {
    for (const [made, kind, words] of [
      ["MediaAsset", "WebcastSession", "a live entry is needed"],
      ["WebcastSession", "InteractiveRoom", "a room is needed"],
      ["WebcastSession", "MediaAsset", "a media entry is needed"],
      ["SimuliveSession", "WebcastSession", "kms-webcast-event-simulive"],
    ] as const) {
      it(`a ${made} is no ${kind}`, async () => {
        const id = await byHand(made, full(made));
        const error = await failureOf(stack.up(one(kind, { ...full(kind), adopt: id })));
        expect(error?.message)
          .to.include(`input adopt: entry ${id}`)
          .and.include(words)
          .and.include("Nothing was changed");
        expect(writes()).to.deep.equal([]);
        await stack.up(one(made, { ...full(made), adopt: id }));
      });
    }

    it("a live entry whose stream comes from elsewhere has no ingest points to give", async () => {
      const entry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "External" };
      const { id } = await world.must("liveStream", "add", { liveStreamEntry: entry, sourceType: "30" });
      const error = await failureOf(stack.up(one("WebcastSession", { ...TALK, adopt: String(id) })));
      expect(error?.message).to.include("comes from elsewhere (sourceType 30)");
      await world.must("liveStream", "delete", { entryId: id });
    });
  });

  describe("schedule events that nobody manages", () => {
    const event = (entry: string, day: number, objectType = "KalturaLiveStreamScheduleEvent") =>
      world.must("schedule_scheduleevent", "add", {
        scheduleEvent: {
          objectType,
          summary: `Day ${day}`,
          startDate: Date.UTC(2027, 4, day, 7) / 1000,
          endDate: Date.UTC(2027, 4, day, 8) / 1000,
          recurrenceType: 0,
          templateEntryId: entry,
        },
      });
    const live = async () => {
      const liveStreamEntry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Talk" };
      return String((await world.must("liveStream", "add", { liveStreamEntry, sourceType: "32" })).id);
    };
    const events = (entry: string) =>
      world.list("schedule_scheduleevent", {
        objectType: "KalturaLiveStreamScheduleEventFilter",
        templateEntryIdEqual: entry,
      });

    it("the only one is taken and moved", async () => {
      const entry = await live();
      const { id } = await event(entry, 20);
      await stack.up(one("WebcastSession", { ...TALK, adopt: entry }));
      expect(stack.outputs("it").scheduleEventId).to.equal(String(id));
      expect((await events(entry)).map(e => e.startDate)).to.deep.equal([Date.UTC(2027, 4, 4, 7) / 1000]);
    });

    it("of several, the one at the session's very times is taken", async () => {
      const entry = await live();
      const rehearsal = await event(entry, 3);
      const show = await event(entry, 4);
      await stack.up(one("WebcastSession", { ...TALK, adopt: entry }));
      expect(stack.outputs("it").scheduleEventId).to.equal(String(show.id));
      expect((await events(entry)).map(e => e.id)).to.deep.equal([rehearsal.id, show.id]);
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: rehearsal.id });
    });

    it("of several others none is guessed; the error names them, and adopt can", async () => {
      const entry = await live();
      const [a, b] = [await event(entry, 20), await event(entry, 21)];
      world.emulator.clearCalls();
      const error = await failureOf(stack.up(one("WebcastSession", { ...TALK, adopt: entry })));
      expect(error?.message)
        .to.include(`${a.id} "Day 20" (2027-05-20T07:00Z to 2027-05-20T08:00Z), ${b.id} "Day 21"`)
        .and.include(`adopt: { id: "${entry}", scheduleEventId: "${a.id}" }`);
      expect(writes()).to.deep.equal([]);
      const none = await failureOf(
        stack.up(one("WebcastSession", { ...TALK, adopt: { id: entry, scheduleEventId: 1 } })),
      );
      expect(none?.message).to.include("has no active schedule event 1 that is nobody's; it has: ");
      await stack.up(one("WebcastSession", { ...TALK, adopt: { id: entry, scheduleEventId: Number(b.id) } }));
      expect(stack.outputs("it").scheduleEventId).to.equal(String(b.id));
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: a.id });
    });

    it("a cancelled one is left, and so is another resource's", async () => {
      const entry = await live();
      const cancelled = await event(entry, 20);
      await world.must("schedule_scheduleevent", "cancel", { scheduleEventId: cancelled.id });
      const foreign = await event(entry, 21);
      const tags = markTags(markOf("organization/others/test", "WebcastSession", "x")).join(",");
      await world.must("schedule_scheduleevent", "update", {
        scheduleEventId: foreign.id,
        scheduleEvent: { objectType: "KalturaLiveStreamScheduleEvent", tags },
      });
      await stack.up(one("WebcastSession", { ...TALK, adopt: entry }));
      expect(stack.outputs("it").scheduleEventId).to.not.be.oneOf([String(cancelled.id), String(foreign.id)]);
      for (const { id } of [cancelled, foreign]) {
        await world.must("schedule_scheduleevent", "delete", { scheduleEventId: id });
      }
    });

    it("stay when a room is adopted that has no schedule in the program", async () => {
      const entry = { objectType: "KalturaRoomEntry", roomType: 1, name: "Round table" };
      const { id } = await world.must("room_room", "add", { entry });
      const theirs = await event(String(id), 5, "KalturaMeetingScheduleEvent");
      await stack.up(one("InteractiveRoom", { name: "Round table", mode: "interactive", adopt: String(id) }));
      await stack.refresh();
      expect(await world.must("schedule_scheduleevent", "get", { scheduleEventId: theirs.id })).to.include({
        status: 2,
      });
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: theirs.id });
    });
  });

  it("refused by Kaltura leaves nothing behind in the state, so that nothing of others is ever deleted", async () => {
    const id = await byHand("WebcastSession", TALK);
    world.emulator.faults.add({
      service: "liveStream",
      action: "update",
      kind: "apiError",
      code: "INVALID_FIELD_VALUE",
      times: 1,
    });
    const error = await failureOf(stack.up(one("WebcastSession", { ...TALK, name: "Keynote", adopt: id })));
    expect(error?.message).to.include("Nothing was taken over, and it is as it was");
    expect(error?.message.match(/Nothing was taken over/g), "said once").to.have.length(1);
    expect(stack.resources.size).to.equal(0);
    expect(writes()).to.deep.equal(["livestream.update"]);
    await stack.up(one("WebcastSession", { ...TALK, adopt: id }));
  });

  it("that breaks off after the mark goes on with the next run", async () => {
    const id = await byHand("WebcastSession", TALK);
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "update",
      kind: "apiError",
      code: "INVALID_FIELD_VALUE",
      times: 1,
    });
    const wanted = { ...TALK, end: "2027-05-04T10:30+02:00" };
    await failureOf(stack.up(one("WebcastSession", { ...wanted, adopt: id })));
    expect(stack.id("it")).to.equal(id);
    expect(await stack.up(one("WebcastSession", { ...wanted, adopt: id }))).to.deep.equal({ it: "update" });
    await stack.refresh();
    expect(stack.changes(one("WebcastSession", wanted))).to.deep.equal({});
  });

  it("left in the program, it keeps what it named from being deleted for a new one", async () => {
    const id = await byHand("WebcastSession", TALK);
    const adopted = { ...TALK, adopt: id };
    await stack.up(one("WebcastSession", adopted));
    const anew = one("WebcastSession", { ...adopted, pushPublish: true });
    expect(() => stack.preview(anew))
      .to.throw("pushPublish can't change in place")
      .with.property("message")
      .that.includes("Take adopt out");
    expect(await stack.up(one("WebcastSession", { ...TALK, pushPublish: true }))).to.deep.equal({
      it: "replace",
    });
  });

  it("an adopted category stays in its place when the program names no parent", async () => {
    const id = await byHand("EventCategory", { name: "Track", parent: String(things.$root) });
    await stack.up(one("EventCategory", { name: "Track", adopt: Number(id) }));
    await stack.refresh();
    expect(stack.changes(one("EventCategory", { name: "Track" }))).to.deep.equal({});
    expect(await world.must("category", "get", { id })).to.include({ parentId: Number(things.$root) });
  });

  it("a category can be named by its full name or reference id, too", async () => {
    for (const adopt of ["Root>Track", { referenceId: "r-1" }]) {
      const id = await byHand("EventCategory", {
        name: "Track",
        parent: String(things.$root),
        referenceId: "r-1",
      });
      await stack.up(one("EventCategory", { name: "Track", adopt }));
      expect(stack.id("it")).to.equal(id);
      await stack.destroy();
    }
  });

  it("a recording keeps its content when it is adopted", async () => {
    const media = { name: "Film", url: "https://example.com/film.mp4" };
    const id = await byHand("MediaAsset", media);
    await stack.up(one("MediaAsset", { ...media, adopt: id }));
    expect(writes()).to.deep.equal(["media.update"]);
  });

  it("two rooms that broadcast to an adopted studio's webcast are named", async () => {
    const id = await byHand("StudioSession", TALK);
    const entry = { objectType: "KalturaRoomEntry", roomType: 1, name: "Second", broadcastEntryId: id };
    const second = await world.must("room_room", "add", { entry });
    const error = await failureOf(stack.up(one("StudioSession", { ...TALK, adopt: id })));
    expect(error?.message).to.include("has 2 rooms that broadcast to it").and.include(String(second.id));
    await world.must("room_room", "delete", { roomId: second.id });
    await stack.up(one("StudioSession", { ...TALK, adopt: id }));
  });

  it("says in check what names nothing, or the same thing twice", () => {
    expect(() => stack.preview(one("WebcastSession", { ...TALK, adopt: {} }))).to.throw(
      "adopt: {} names nothing",
    );
    expect(() =>
      stack.preview(one("WebcastSession", { ...TALK, adopt: { id: "1_a", referenceId: "b" } })),
    ).to.throw("take one of them out");
  });
});

describe("what exists but is not ours", () => {
  let world: World;
  let stack: Stack;

  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.freshRuntime());
  });

  it("a category of the same name is left alone, and the error hands over the line to paste", async () => {
    const category = { objectType: "KalturaCategory", name: "Summit", description: "Theirs" };
    const { id } = await world.must("category", "add", { category });
    const inputs = { name: "summit", description: "Ours" };
    const error = await failureOf(stack.up({ it: { kind: "EventCategory", inputs } }));
    expect(error?.message).to.include(`To take it over, add adopt: "${id}"`).and.include("left alone");
    expect(await world.must("category", "get", { id })).to.include({ name: "Summit", description: "Theirs" });
    await stack.up({ it: { kind: "EventCategory", inputs: { ...inputs, adopt: String(id) } } });
    expect(stack.id("it")).to.equal(String(id));
    await stack.destroy();
  });

  it("a category that another stack made is named with its mark", async () => {
    const other = new Stack(world.freshRuntime(), "organization/other/test");
    const program: Program = { it: { kind: "EventCategory", inputs: { name: "Summit" } } };
    await other.up(program);
    const error = await failureOf(stack.up(program));
    expect(error?.message)
      .to.include("carries the mark of another stack")
      .and.include(`from: "${markOf("organization/other/test", "EventCategory", "it")}"`);
    await other.destroy();
  });

  it("a metadata profile of the same system name is left alone, and the error hands over the line to paste", async () => {
    const [theirs] = await world.list("metadata_metadataprofile", {
      objectType: "KalturaMetadataProfileFilter",
    });
    const inputs = {
      name: "Mine",
      systemName: String(theirs!.systemName),
      xsd: String(theirs!.xsd),
      objectType: "entry",
    };
    const error = await failureOf(stack.up({ it: { kind: "MetadataProfile", inputs } }));
    expect(error?.message).to.include(`add adopt: "${theirs!.id}"`).and.include("deletes all metadata of it");
    expect(stack.resources.size).to.equal(0);
  });
});
