/** What is on air, or in its time, is not deleted, made anew, moved away or robbed of what it shows by a run. */
import { expect } from "chai";
import { adoptionRemark } from "../../provider/lifecycle/adoptionRemark";
import { type Props, setPath } from "../../provider/lifecycle/values";
import { registry } from "../../provider/resources/registry";
import { furnish, type Things, unmark, withThings } from "../support/account";
import { dump } from "../support/dump";
import { failureOf } from "../support/failure";
import { samples } from "../support/samples";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

/**
 * Kaltura's sessions live for an hour or so, and the clock of the server is what is moved: ten seconds of the show's
 * day are one. Its nine o'clock is in a quarter of an hour.
 */
const NINE = Math.ceil(Date.now() / 60_000) * 60 + 900;

/** The instant of a time of the show's day, in seconds. */
const at = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return NINE + (hours - 9) * 360 + minutes * 6;
};
const iso = (time: string, day = 0) =>
  `${new Date((at(time) + day * 86_400) * 1000).toISOString().slice(0, 19)}Z`;

/** Sessions of all kinds, on from 9 to 10, with a lead-in of ten minutes where the kind has one. */
const TIMES: Props = { start: iso("09:00"), end: iso("10:00") };
const LEAD: Props = { scheduleEvent: { preStartSeconds: 60 } };
const ON: Readonly<Record<string, Props>> = {
  WebcastSession: { ...TIMES, ...LEAD },
  SimuliveSession: { ...TIMES, ...LEAD },
  StudioSession: { ...TIMES, ...LEAD },
  InteractiveRoom: { ...TIMES, ...LEAD },
  RestreamerChannel: {
    targets: [{ session: "$channel", from: TIMES.start, until: TIMES.end, preStartSeconds: 60 }],
  },
};

/** Inputs of a time that is not now; of channels those of its target. */
const moved = (kind: string, inputs: Props): Props => {
  const later = { from: iso("09:00", 1), until: iso("10:00", 1) };
  return kind === "RestreamerChannel"
    ? { ...inputs, targets: (inputs.targets as Props[]).map(t => ({ ...t, ...later })) }
    : { ...inputs, start: later.from, end: later.until };
};
const longer = (kind: string, inputs: Props): Props =>
  kind === "RestreamerChannel"
    ? {
        ...inputs,
        targets: (inputs.targets as Props[]).map(t => ({ ...t, until: iso("10:30") })),
      }
    : { ...inputs, end: iso("10:30") };

/** A recording has no time of its own. */
const guarded = registry.filter(
  ({ inputs, kind }) => "allowChangesWhileLive" in inputs.shape && kind !== "MediaAsset",
);

describe("the live guard", () => {
  let world: World;
  let things: Things;
  let stack: Stack;
  let known: Set<string>;

  before(async () => {
    world = await World.withProfiles();
    things = await furnish(world);
    known = new Set(Object.keys(await dump(world)));
  });
  after(() => world.stop());
  beforeEach(() => {
    world.emulator.clock.set(at("07:00"));
    stack = new Stack(world.freshRuntime());
  });
  afterEach(async () => {
    world.emulator.clock.set(at("12:00"));
    await stack.destroy();
    expect(Object.keys(await dump(world)).filter(key => !known.has(key))).to.deep.equal([]);
  });

  const one = (kind: string, inputs: Props): Program => ({ it: { kind, inputs } });
  const of = (kind: string): Props => withThings({ ...samples[kind]!.base, ...ON[kind] }, things) as Props;
  const writes = () => world.called().filter(call => !/\.(list|get|start)/.test(call));
  async function refused(work: Promise<unknown>): Promise<string> {
    world.emulator.clearCalls();
    const error = await failureOf(work);
    expect(error, "refused").to.not.equal(undefined);
    expect(writes()).to.deep.equal([]);
    return error!.message;
  }

  it("is there for every kind that is broadcast or met in", () => {
    expect(guarded.map(d => d.kind)).to.have.members(Object.keys(ON));
  });

  for (const { kind, label } of guarded) {
    describe(`a ${label} in its time`, () => {
      for (const [time, when] of [
        ["08:51", "its lead-in"],
        ["09:30", "its time"],
      ] as const) {
        it(`is not deleted within ${when}, and says until when`, async () => {
          await stack.up(one(kind, of(kind)));
          world.emulator.clock.set(at(time));
          const message = await refused(stack.up({}));
          expect(message)
            .to.include(`${label} "${of(kind).name}" (${stack.id("it")}) is on from `)
            .and.include("nothing was deleted")
            .and.include("allowChangesWhileLive: true");
          const plain = (time: string) => iso(time).replace(/:00Z$/, "Z");
          expect(message).to.include(`from ${plain("08:50")} to ${plain("10:00")}`);
          expect(await refused(stack.destroy())).to.include("nothing was deleted");
        });
      }

      it("is not moved away, but may be made longer, and its texts change", async () => {
        const inputs = of(kind);
        await stack.up(one(kind, inputs));
        world.emulator.clock.set(at("09:30"));
        const message = await refused(stack.up(one(kind, moved(kind, inputs))));
        expect(message)
          .to.include("nothing was changed")
          .and.match(/\((start|end|targets)/);
        const texts = { ...inputs, description: "On right now", tags: ["live"] };
        expect(await stack.up(one(kind, texts))).to.deep.equal({ it: "update" });
        expect(await stack.up(one(kind, longer(kind, texts)))).to.deep.equal({ it: "update" });
        await stack.refresh();
        expect(stack.changes(one(kind, longer(kind, texts)))).to.deep.equal({});
      });

      it("changes all the same with allowChangesWhileLive, also by its delete once the state has it", async () => {
        const inputs = of(kind);
        await stack.up(one(kind, inputs));
        world.emulator.clock.set(at("09:30"));
        const allowed = { ...inputs, allowChangesWhileLive: true };
        expect(await stack.up(one(kind, allowed))).to.deep.equal({ it: "update" });
        await stack.up(one(kind, moved(kind, allowed)));
        await stack.up(one(kind, allowed));
        await stack.up({});
        expect(stack.resources.size).to.equal(0);
      });

      it("goes like any other when it is over", async () => {
        await stack.up(one(kind, of(kind)));
        world.emulator.clock.set(at("10:01"));
        await stack.up({});
        expect(stack.resources.size).to.equal(0);
      });
    });
  }

  it("a session that goes on while its delete waits for a busy server is not deleted", async () => {
    await stack.up(one("WebcastSession", of("WebcastSession")));
    world.emulator.clock.set(at("08:50") - 2);
    world.emulator.faults.add({ action: "delete", kind: "apiError", code: "LOCK_TIMED_OUT", times: 0 });
    const error = await failureOf(stack.up({}));
    world.emulator.faults.clear();
    expect(error?.message).to.include("is on from ").and.include("nothing was deleted");
    await stack.refresh();
    expect(stack.changes(one("WebcastSession", of("WebcastSession")))).to.deep.equal({});
  });

  it("a studio's other moderators, which its room is made anew for, are refused before anything else changes", async () => {
    const inputs = of("StudioSession");
    const room = (user: string) => ({ ...(inputs.room as Props), createdBy: "kaf", roomModerators: [user] });
    await stack.up(one("StudioSession", { ...inputs, room: room("ann@example.com") }));
    world.emulator.clock.set(at("09:30"));
    const changed = { ...inputs, description: "On right now", room: room("bob@example.com") };
    expect(await refused(stack.up(one("StudioSession", changed))))
      .to.include("this makes its room anew (room.roomModerators, room.chatModerators)")
      .and.include("nothing was changed");
    expect(stack.resources.get("it")!.initErrors).to.deep.equal([]);
  });

  it("a session that is adopted while it is on is not moved away, and then stays whose it was", async () => {
    const makers = new Stack(world.freshRuntime(), "organization/makers/test");
    await makers.up(one("WebcastSession", of("WebcastSession")));
    const id = makers.id("it");
    makers.resources.clear();
    unmark(world, "organization/makers/test");
    world.emulator.clock.set(at("09:30"));
    const wanted = { ...of("WebcastSession"), name: "Ours now", adopt: id };
    expect(await refused(stack.up(one("WebcastSession", moved("WebcastSession", wanted)))))
      .to.include("this moves it away from now")
      .and.include("nothing was changed");
    expect(stack.resources.size).to.equal(0);
    // The preview says so, too.
    const definition = registry.find(d => d.kind === "WebcastSession")!;
    const previewed = (inputs: Props) =>
      adoptionRemark(definition, work => work(world.freshRuntime()), inputs, []);
    const { severity, text } = await previewed(moved("WebcastSession", wanted));
    expect(text).to.match(/^pulumi up refuses this now: .* is on from .* moves it away from now/m);
    expect(severity).to.equal("warning");
    expect((await previewed(wanted)).severity).to.equal("info");
    await stack.up(one("WebcastSession", wanted));
    expect(stack.id("it")).to.equal(id);
  });

  const broadcast = guarded.filter(({ parts }) => parts[0]!.onAir !== undefined);

  for (const { kind, label } of broadcast) {
    it(`a ${label} that is on air outside of its time is guarded, too`, async () => {
      const inputs = of(kind);
      await stack.up(one(kind, inputs));
      world.emulator.putOnAir(stack.id("it"));
      expect(await refused(stack.up({}))).to.include(
        "is on air; nothing was deleted. Run again when the broadcast is over",
      );
      if (kind !== "RestreamerChannel") {
        expect(await refused(stack.up(one(kind, moved(kind, inputs))))).to.include(
          "is on air, and this moves it away from now",
        );
      } else {
        // What a channel is to feed another time is no matter of its being on air.
        await stack.up(one(kind, moved(kind, inputs)));
      }
      await stack.up(one(kind, { ...inputs, description: "Overrun" }));
      world.emulator.takeOffAir(stack.id("it"));
    });

    it(`a ${label} on air stays whole where Kaltura itself refuses, whatever is allowed`, async () => {
      const inputs = { ...of(kind), allowChangesWhileLive: true };
      await stack.up(one(kind, inputs));
      world.emulator.putOnAir(stack.id("it"));
      const before = world.emulator.counts();
      const error = await failureOf(stack.up({}));
      expect(error?.message)
        .to.include("Kaltura itself refuses this while it is on air")
        .and.include("whatever allowChangesWhileLive says")
        .and.include("CANNOT_DELETE_LIVE_ENTRY_WHILE_STREAMING");
      expect(world.emulator.counts()).to.deep.equal(before);
      // A simulive is not recorded.
      if (kind !== "SimuliveSession") {
        world.emulator.takeOffAir(stack.id("it"), true);
        const later = await failureOf(stack.up({}));
        expect(later?.message).to.include("run again when Kaltura has the recording ready");
        expect(world.emulator.counts()).to.deep.equal(before);
      }
      world.emulator.takeOffAir(stack.id("it"));
      await stack.up({});
      expect(stack.resources.size).to.equal(0);
    });

    it(`a ${label} on air: what Kaltura does not change is named by its inputs, with the time to try again`, async () => {
      const inputs = of(kind);
      await stack.up(one(kind, inputs));
      world.emulator.clock.set(at("09:30"));
      world.emulator.putOnAir(stack.id("it"));
      const wanted = setPath(inputs, "dvr", { enabled: true, windowMinutes: 30 });
      const error = await failureOf(stack.up(one(kind, wanted)));
      expect(error?.message)
        .to.match(/Kaltura itself refuses to change inputs dvr\.\w+, dvr\.\w+ while it is on air/)
        .and.include("CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING")
        .and.include("run again when the broadcast is over (planned from ");
      world.emulator.takeOffAir(stack.id("it"));
      world.emulator.clock.set(at("12:00"));
      expect(await stack.up(one(kind, wanted))).to.deep.equal({ it: "update" });
    });
  }

  it("what is moved to now is not kept from it", async () => {
    const inputs = of("WebcastSession");
    await stack.up(one("WebcastSession", inputs));
    world.emulator.clock.set(at("14:00"));
    const now = { ...inputs, start: iso("13:30"), end: iso("14:30") };
    expect(await stack.up(one("WebcastSession", now))).to.deep.equal({ it: "update" });
    world.emulator.clock.set(at("16:00"));
  });

  it("the server's times count: what a producer moved to now by hand is not moved back", async () => {
    const inputs = of("WebcastSession");
    await stack.up(one("WebcastSession", inputs));
    const scheduleEvent = {
      objectType: "KalturaLiveStreamScheduleEvent",
      startDate: at("13:30"),
      endDate: at("14:30"),
    };
    await world.must("schedule_scheduleevent", "update", {
      scheduleEventId: stack.outputs("it").scheduleEventId,
      scheduleEvent,
    });
    world.emulator.clock.set(at("14:00"));
    await stack.refresh();
    expect(await refused(stack.up(one("WebcastSession", inputs)))).to.include("moves it away from now");
    world.emulator.clock.set(at("16:00"));
    await stack.up(one("WebcastSession", inputs));
  });

  it("the source of what is on is not taken away", async () => {
    const simulive = of("SimuliveSession");
    await stack.up(one("SimuliveSession", simulive));
    world.emulator.clock.set(at("09:30"));
    const other = withThings({ ...simulive, source: "$media2" }, things) as Props;
    expect(await refused(stack.up(one("SimuliveSession", other)))).to.include(
      "changes what it shows (source)",
    );
    await stack.up(one("SimuliveSession", { ...other, allowChangesWhileLive: true }));
    world.emulator.clock.set(at("12:00"));
    await stack.destroy();

    world.emulator.clock.set(at("07:00"));
    const plain = of("WebcastSession");
    const fed = withThings({ ...plain, channel: "$channel" }, things) as Props;
    await stack.up(one("WebcastSession", fed));
    world.emulator.clock.set(at("09:30"));
    expect(await refused(stack.up(one("WebcastSession", plain)))).to.include("takes away what it shows");
    const another = withThings({ ...plain, channel: "$channel2" }, things) as Props;
    expect(await refused(stack.up(one("WebcastSession", another)))).to.include(
      "changes what it shows (channel)",
    );
  });

  it("a replacement deletes, and is refused like it", async () => {
    const inputs = of("WebcastSession");
    await stack.up(one("WebcastSession", inputs));
    world.emulator.clock.set(at("09:30"));
    const id = stack.id("it");
    expect(await refused(stack.up(one("WebcastSession", { ...inputs, pushPublish: true })))).to.include(
      "nothing was deleted",
    );
    expect(stack.id("it")).to.equal(id);
  });

  it("a room taken off the schedule while people meet in it is refused", async () => {
    const { start: _s, end: _e, scheduleEvent: _d, ...bare } = of("InteractiveRoom");
    await stack.up(one("InteractiveRoom", of("InteractiveRoom")));
    world.emulator.clock.set(at("09:30"));
    expect(await refused(stack.up(one("InteractiveRoom", bare)))).to.include(
      "takes it off the schedule (start, end)",
    );
  });

  describe("what a session that is on shows as its source", () => {
    const film = { name: "Own film", url: "https://example.com/own.mp4" };
    const hall = { name: "Own hall" };

    it("a recording is neither deleted, nor made anew, nor filled with something else", async () => {
      const show = of("SimuliveSession");
      const programs = (media: Props): Program => ({
        film: { kind: "MediaAsset", inputs: media },
        it: { kind: "SimuliveSession", inputs: id => ({ ...show, source: id("film") }) },
      });
      await stack.up(programs(film));
      world.emulator.clock.set(at("09:30"));
      const source = stack.id("film");
      const audio = await refused(stack.up(programs({ ...film, mediaType: "audio" })));
      expect(audio)
        .to.include(`media asset "Own film" (${source}) is on from`)
        .and.include("nothing was deleted");
      const other = { ...film, url: "https://example.com/other.mp4" };
      expect(await refused(stack.up(programs(other)))).to.include("is shown by a session that is on from");
      await stack.up(programs({ ...other, allowChangesWhileLive: true }));
      world.emulator.clock.set(at("10:30"));
      await stack.up(programs(film));
    });

    it("a channel is not deleted", async () => {
      await stack.up({
        hall: { kind: "RestreamerChannel", inputs: hall },
        it: { kind: "WebcastSession", inputs: id => ({ ...of("WebcastSession"), channel: id("hall") }) },
      });
      world.emulator.clock.set(at("09:30"));
      const session: Program = {
        it: { kind: "WebcastSession", inputs: { ...of("WebcastSession"), channel: stack.id("hall") } },
      };
      expect(await refused(stack.up(session))).to.include("nothing was deleted");
    });
  });

  it("a cancelled event is nobody's time", async () => {
    await stack.up(one("WebcastSession", of("WebcastSession")));
    await world.must("schedule_scheduleevent", "cancel", {
      scheduleEventId: stack.outputs("it").scheduleEventId,
    });
    world.emulator.clock.set(at("09:30"));
    await stack.up({});
    expect(stack.resources.size).to.equal(0);
  });

  it("a session that is adopted while it is on is not moved by that", async () => {
    const liveStreamEntry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "By hand" };
    const { id } = await world.must("liveStream", "add", { liveStreamEntry, sourceType: "32" });
    const { id: eventId } = await world.must("schedule_scheduleevent", "add", {
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        summary: "By hand",
        startDate: at("14:00"),
        endDate: at("15:00"),
        recurrenceType: 0,
        templateEntryId: id,
      },
    });
    world.emulator.clock.set(at("14:30"));
    const adopted = { ...of("WebcastSession"), adopt: String(id) };
    const error = await failureOf(stack.up(one("WebcastSession", adopted)));
    expect(error?.message).to.include("moves it away from now");
    expect(await world.must("schedule_scheduleevent", "get", { scheduleEventId: eventId })).to.include({
      startDate: at("14:00"),
    });
    world.emulator.clock.set(at("16:00"));
    await stack.up(one("WebcastSession", adopted));
  });
});
