import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const at = (hour: number, minute = 0) =>
  `2027-05-04T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00+02:00`;
const times = (start: number, end: number) => ({ start: at(start), end: at(end) });
const CAPTIONS = {
  objectType: "KalturaLiveCaptionFeature",
  systemName: "LiveCaptionFeature-reach-9",
  language: "eng",
};

describe("RestreamerChannel", () => {
  let world: World;
  let stack: Stack;
  /** Milliseconds of each; the emulator's time. */
  let waits: number[];

  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());
  beforeEach(() => {
    waits = [];
    const sleep = async (ms: number) => {
      waits.push(ms);
      world.emulator.clock.advance(ms / 1000);
    };
    stack = new Stack({ ...world.runtime, sleep });
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    world.emulator.setIndexLag(0);
    await stack.destroy();
    const { entries, scheduleEvents, metadata } = world.emulator.counts();
    expect({ entries, scheduleEvents, metadata }).to.deep.equal({
      entries: 0,
      scheduleEvents: 0,
      metadata: 0,
    });
  });

  const session = (name: string, start: number, end: number, more: Props = {}) => ({
    kind: "WebcastSession",
    inputs: { name, ...times(start, end), ...more },
  });
  /** Two webcasts, and a channel that restreams to both. */
  const hall = (targets?: (id: (name: string) => string) => Props[], more: Props = {}): Program => ({
    talk: session("Talk", 9, 10),
    panel: session("Panel", 10, 11),
    hall: {
      kind: "RestreamerChannel",
      inputs: id => ({
        name: "Hall 1",
        targets: targets
          ? targets(id)
          : [
              { session: id("talk"), name: "Talk", from: at(9), until: at(10) },
              { session: id("panel"), name: "Panel", from: at(10), until: at(11) },
            ],
        ...more,
      }),
    },
  });
  const eventsOf = async (name = "hall") =>
    (
      await world.list("schedule_scheduleevent", {
        objectType: "KalturaLiveStreamScheduleEventFilter",
        templateEntryIdEqual: stack.id(name),
      })
    ).sort((a, b) => Number(a.startDate) - Number(b.startDate));
  const entryOf = (name: string) => world.must("liveStream", "get", { entryId: stack.id(name) });
  const writes = () => world.called().filter(c => !/\.(list|get)$/.test(c));

  describe("restreaming", () => {
    it("makes the channel and an event for each target in one request", async () => {
      const { hall: _, ...sessions } = hall();
      await stack.up(sessions);
      world.emulator.clearCalls();
      await stack.up(hall());
      expect(writes()).to.deep.equal([
        "livestream.add",
        "schedule_scheduleevent.add",
        "schedule_scheduleevent.add",
      ]);
      const entry = await entryOf("hall");
      expect(String(entry.adminTags)).to.not.include("kms-webcast-event");
      const talk = await entryOf("talk");
      const [first, second] = await eventsOf();
      expect(first).to.include({ summary: "Hall 1", description: "Talk", templateEntryId: stack.id("hall") });
      expect(first!.startDate).to.equal(Date.parse(at(9)) / 1000);
      expect(first!.liveFeatures).to.deep.equal([
        {
          objectType: "KalturaLiveRestreamFeature",
          systemName: `pulumi-restream-${stack.id("talk")}`,
          primaryUrl: talk.primarySecuredBroadcastingUrl,
          secondaryUrl: talk.secondarySecuredBroadcastingUrl,
          streamKey: talk.streamName,
        },
      ]);
      expect(stack.outputs("hall").restreams).to.have.deep.members([
        { session: stack.id("talk"), eventId: String(first!.id) },
        { session: stack.id("panel"), eventId: String(second!.id) },
      ]);
      expect((stack.outputs("hall").ingest as Props).rtmpsPrimary).to.equal(
        entry.primarySecuredBroadcastingUrl,
      );
    });

    it("shows no change when nothing changed, before and after a refresh, in whatever order", async () => {
      await stack.up(hall());
      expect(stack.changes(hall())).to.deep.equal({});
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({});
      const turned = hall(id => [
        { session: id("panel"), name: "Panel", from: at(10), until: at(11) },
        { session: id("talk"), name: "Talk", from: at(9), until: at(10) },
      ]);
      expect(stack.changes(turned)).to.deep.equal({});
    });

    it("keeps no stream key of a webcast in its state", async () => {
      await stack.up(hall());
      await stack.refresh();
      const { ingest: _, ...kept } = stack.outputs("hall");
      for (const name of ["talk", "panel"]) {
        const { streamPassword } = await entryOf(name);
        expect(JSON.stringify(kept)).to.not.include(String(streamPassword));
      }
    });

    it("names no stream key when Kaltura repeats what it was sent", async () => {
      const { hall: _, ...sessions } = hall();
      await stack.up(sessions);
      const { primarySecuredBroadcastingUrl: url, streamPassword } = await entryOf("talk");
      const said = { code: "INVALID_FIELD_VALUE", message: `value ${url} is not valid` };
      world.emulator.faults.add({
        ...{ service: "schedule_scheduleevent", action: "add", kind: "apiError", times: 2 },
        ...said,
      });
      const error = await failureOf(stack.up(hall()));
      expect(error?.message).to.include("INVALID_FIELD_VALUE").and.not.include(String(streamPassword));
    });

    it("repairs an event after a webcast's stream key was made anew", async () => {
      await stack.up(hall());
      const store = world.emulator.store.collection<{
        id: string;
        partnerId: number;
        streamPassword: string;
      }>("entries");
      store.update(store.get(stack.id("talk"))!, { streamPassword: "0123abcd" });
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({ hall: "update" });
      world.emulator.clearCalls();
      await stack.up(hall());
      expect(writes()).to.deep.equal(["schedule_scheduleevent.update"]);
      expect(JSON.stringify((await eventsOf())[0]!.liveFeatures)).to.include("t=0123abcd");
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({});
    });

    /** As REACH does when captions are ordered. */
    const addCaptions = (event: Props) =>
      world.must("schedule_scheduleevent", "update", {
        scheduleEventId: event.id,
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          ...{ startDate: event.startDate, endDate: event.endDate },
          liveFeatures: [...(event.liveFeatures as Props[]), CAPTIONS],
        },
      });
    const featuresOf = (event: Props | undefined) =>
      (event!.liveFeatures as Props[]).map(f => f.systemName).sort();

    it("keeps live features of others, when an event moves and when it gets another session", async () => {
      await stack.up(hall());
      const [first] = await eventsOf();
      await addCaptions(first!);
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({});
      const both = (session: string) => [CAPTIONS.systemName, `pulumi-restream-${stack.id(session)}`];
      await stack.up(
        hall(id => [
          { session: id("talk"), name: "Talk", from: at(12), until: at(13) },
          { session: id("panel"), name: "Panel", from: at(10), until: at(11) },
        ]),
      );
      const moved = (await eventsOf()).at(-1)!;
      expect(moved.id).to.equal(first!.id);
      expect(featuresOf(moved)).to.deep.equal(both("talk"));
      await stack.up(
        hall(id => [
          { session: id("panel"), name: "Panel", from: at(12), until: at(13) },
          { session: id("talk"), name: "Talk", from: at(10), until: at(11) },
        ]),
      );
      const taken = (await eventsOf()).at(-1);
      expect(featuresOf(taken)).to.deep.equal(both("panel"));
    });

    it("shows an event that was moved by hand, deleted or cancelled, and mends it", async () => {
      await stack.up(hall());
      const [first, second] = await eventsOf();
      await world.must("schedule_scheduleevent", "update", {
        scheduleEventId: first!.id,
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          startDate: Number(first!.startDate) - 1800,
          endDate: first!.endDate,
        },
      });
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: second!.id });
      await stack.refresh();
      expect((stack.outputs("hall").targets as Props[]).map(t => [t.name, t.from])).to.deep.equal([
        ["Talk", "2027-05-04T08:30+02:00"],
      ]);
      await stack.up(hall());
      await world.must("schedule_scheduleevent", "cancel", { scheduleEventId: first!.id });
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({ hall: "update" });
      await stack.up(hall());
      expect((await eventsOf()).map(e => [e.description, e.status, e.startDate])).to.deep.equal([
        ["Talk", 2, first!.startDate],
        ["Panel", 2, second!.startDate],
      ]);
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({});
    });

    it("leaves events of others on its entry alone, and says at once when one is in the way", async () => {
      await stack.up(hall());
      const theirs = await world.must("schedule_scheduleevent", "add", {
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          ...{ summary: "Theirs", recurrenceType: 0, templateEntryId: stack.id("hall") },
          ...{ startDate: Date.parse(at(14)) / 1000, endDate: Date.parse(at(15)) / 1000 },
        },
      });
      await stack.refresh();
      expect(stack.changes(hall())).to.deep.equal({});
      const error = await failureOf(
        stack.up(hall(id => [{ session: id("talk"), name: "Talk", from: at(14), until: at(15) }])),
      );
      expect(error).to.be.instanceOf(PartialError);
      expect(error!.message).to.include('the schedule event of "Talk"').and.include("SCHEDULE_TIME_IN_USE");
      expect(waits).to.deep.equal([]);
      await world.must("schedule_scheduleevent", "delete", { scheduleEventId: theirs.id });
    });

    it("goes on after a part was refused", async () => {
      world.emulator.faults.add({
        service: "schedule_scheduleevent",
        action: "add",
        kind: "apiError",
        code: "INTERNAL_SERVERL_ERROR",
        message: "Internal server error occurred",
        nth: 3, // after those of the two sessions
        times: 0,
      });
      const error = await failureOf(stack.up(hall()));
      expect(error).to.be.instanceOf(PartialError);
      world.emulator.faults.clear();
      expect(stack.changes(hall())).to.deep.equal({ hall: "update" });
      await stack.up(hall());
      expect((await eventsOf()).map(e => e.description)).to.deep.equal(["Talk", "Panel"]);
    });

    for (const kind of ["lostAnswer", "empty", "reset", "http502"] as const) {
      it(`makes no doubles when an answer is ${kind}, though the index lags`, async () => {
        const { hall: _, ...sessions } = hall();
        await stack.up(sessions);
        world.emulator.setIndexLag(1500);
        world.emulator.faults.add({ service: "multirequest", kind, times: 1 });
        await stack.up(hall());
        expect(stack.changes(hall())).to.deep.equal({});
        world.emulator.clock.advance(60);
        expect((await eventsOf()).map(e => e.description)).to.deep.equal(["Talk", "Panel"]);
        expect(world.emulator.counts()).to.include({ entries: 3 });
        world.emulator.clock.advance(60);
      });
    }

    it("makes no double of a target added later, when the answer is lost and the index lags", async () => {
      const talk = (id: (name: string) => string) => [
        { session: id("talk"), name: "Talk", from: at(9), until: at(10) },
      ];
      await stack.up(hall(talk));
      world.emulator.setIndexLag(1500);
      world.emulator.clearCalls();
      world.emulator.faults.add({ service: "schedule_scheduleevent", action: "add", kind: "lostAnswer" });
      await stack.up(hall());
      expect(writes()).to.deep.equal(["schedule_scheduleevent.add"]);
      expect(stack.outputs("hall").restreams).to.have.length(2);
      world.emulator.clock.advance(60);
    });

    it("makes no orphaned event when the entry is refused", async () => {
      const { hall: _, ...sessions } = hall();
      await stack.up(sessions);
      world.emulator.faults.add({
        service: "liveStream",
        action: "add",
        kind: "apiError",
        code: "RECORDING_DISABLED",
        message: "Recording is disabled",
        times: 1,
      });
      expect((await failureOf(stack.up(hall())))?.message).to.include("RECORDING_DISABLED");
      expect(world.emulator.counts()).to.include({ entries: 2, scheduleEvents: 2 });
    });

    it("names a webcast that is not there, before anything is changed", async () => {
      const error = await failureOf(
        stack.up({
          hall: {
            kind: "RestreamerChannel",
            inputs: { name: "Hall", targets: [{ session: "1_nosuch00", from: at(9), until: at(10) }] },
          },
        }),
      );
      expect(error?.message).to.include("input targets: the account has no live entry 1_nosuch00");
      expect(world.emulator.counts()).to.include({ entries: 0 });
    });

    it("is not deleted while it is on air; after it the entry goes first, as its recording may hold it", async () => {
      await stack.up(hall());
      const id = stack.id("hall");
      world.emulator.putOnAir(id);
      const { hall: _, ...sessions } = hall();
      expect((await failureOf(stack.up(sessions)))?.message).to.include("is on air; nothing was deleted");
      expect(await eventsOf()).to.have.length(2);
      world.emulator.takeOffAir(id);
      world.emulator.clearCalls();
      await stack.up(sessions);
      expect(writes()).to.deep.equal([
        "livestream.delete",
        "schedule_scheduleevent.delete",
        "schedule_scheduleevent.delete",
      ]);
    });

    const refused: Array<[string, Props[], string]> = [
      [
        "overlapping targets, by both names",
        [
          { session: "1_a", name: "Talk", from: at(9), until: at(10, 15) },
          { session: "1_b", name: "Panel", from: at(10), until: at(11) },
        ],
        'targets[1].from: "2027-05-04T10:00:00+02:00" has the channel feed "Talk" (2027-05-04T07:00Z to 2027-05-04T08:15Z) and "Panel" (2027-05-04T08:00Z to 2027-05-04T09:00Z) at once',
      ],
      [
        "overlapping targets whose sessions a first preview doesn't know",
        [
          { session: UNKNOWN, name: "Talk", from: at(9), until: at(10) },
          { session: UNKNOWN, name: "Panel", from: at(9), until: at(10) },
        ],
        '"Talk" (',
      ],
      [
        "a lead-in that reaches into the session before",
        [
          { session: "1_a", name: "Talk", from: at(9), until: at(10) },
          { session: "1_b", name: "Panel", from: at(10), until: at(11), preStartSeconds: 60 },
        ],
        '"Panel" (2027-05-04T07:59Z to 2027-05-04T09:00Z, with lead-in and lead-out)',
      ],
      [
        "one session twice",
        [
          { session: "1_a", from: at(9), until: at(10) },
          { session: "1_a", from: at(10), until: at(11) },
        ],
        'targets[1].session: "1_a" is in the list before',
      ],
      [
        "a target without times",
        [{ session: "1_a" }],
        "targets[0].from: nothing is given; only a WebcastSession",
      ],
      [
        "an end before the start",
        [{ session: "1_a", from: at(9), until: at(8) }],
        'targets[0].until: "2027-05-04T08:00:00+02:00" is not after from',
      ],
      [
        "more than a day",
        [{ session: "1_a", from: at(9), until: "2027-05-05T09:01+02:00" }],
        "targets[0].until: ",
      ],
      [
        "a local time without timezone",
        [{ session: "1_a", from: "2027-05-04T09:00", until: at(10) }],
        "targets[0].from: ",
      ],
    ];
    for (const [what, targets, words] of refused) {
      it(`refuses ${what}, with nothing sent`, async () => {
        const before = world.requests;
        const error = await failureOf(
          stack.up({ hall: { kind: "RestreamerChannel", inputs: { name: "Hall", targets } } }),
        );
        expect(error).to.be.instanceOf(Refused);
        expect(error!.message).to.include(words);
        expect(world.requests).to.equal(before);
      });
    }

    it("takes targets that touch, and times that a preview doesn't know", () => {
      const targets = [
        { session: "1_a", from: at(9), until: at(10), postEndSeconds: 0 },
        { session: "1_b", from: at(10), until: at(11) },
        { session: "1_c", from: UNKNOWN, until: at(9, 30) },
        { session: UNKNOWN, from: at(9, 30), until: at(9, 45), timezone: UNKNOWN },
      ];
      const program: Program = { hall: { kind: "RestreamerChannel", inputs: { name: "Hall", targets } } };
      expect(stack.changes(program)).to.deep.equal({ hall: "create" });
    });
  });

  describe("as a source", () => {
    const sourced = (withChannel: boolean, more: Props = {}): Program => ({
      hall: { kind: "RestreamerChannel", inputs: { name: "Hall 1" } },
      talk: {
        kind: "WebcastSession",
        inputs: id => ({
          name: "Talk",
          ...times(9, 10),
          ...(withChannel ? { channel: id("hall") } : {}),
          ...more,
        }),
      },
    });

    it("is shown by the session's own event, and nothing of the session is on the channel", async () => {
      await stack.up(sourced(true));
      const [event] = await eventsOf("talk");
      expect(event).to.include({ templateEntryId: stack.id("talk"), sourceEntryId: stack.id("hall") });
      expect(await eventsOf("hall")).to.have.length(0);
      await stack.refresh();
      expect(stack.changes(sourced(true))).to.deep.equal({});
    });

    it("is put in by an update, and taken out by a new event in one request, with what others set on it", async () => {
      await stack.up(sourced(false));
      world.emulator.clearCalls();
      await stack.up(sourced(true));
      expect(writes()).to.deep.equal(["schedule_scheduleevent.update"]);
      const [event] = await eventsOf("talk");
      await world.must("schedule_scheduleevent", "update", {
        scheduleEventId: event!.id,
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          ...{ startDate: event!.startDate, endDate: event!.endDate },
          ...{ organizer: "Theirs", tags: `${event!.tags},theirs`, liveFeatures: [CAPTIONS] },
        },
      });
      const before = world.requests;
      world.emulator.clearCalls();
      await stack.up(sourced(false));
      expect(writes()).to.deep.equal(["schedule_scheduleevent.delete", "schedule_scheduleevent.add"]);
      expect(world.requests - before).to.be.at.most(4); // three of them look, one at the order of the captions
      const [anew, ...more] = await eventsOf("talk");
      expect(more).to.have.length(0);
      expect(anew!.id).to.not.equal(event!.id);
      expect(anew).to.include({ organizer: "Theirs", startDate: event!.startDate });
      expect(anew!.sourceEntryId ?? "").to.equal("");
      expect(String(anew!.tags)).to.include("theirs");
      expect((anew!.liveFeatures as Props[])[0]).to.include(CAPTIONS);
      expect(stack.outputs("talk").scheduleEventId).to.equal(String(anew!.id));
      await stack.refresh();
      expect(stack.changes(sourced(false))).to.deep.equal({});
    });

    it("waits for the index when the event just deleted is still in its own way", async () => {
      await stack.up(sourced(true));
      world.emulator.faults.add({
        service: "schedule_scheduleevent",
        action: "add",
        kind: "apiError",
        code: "SCHEDULE_TIME_IN_USE",
        message: "Another event is already scheduled during this time",
        times: 2,
      });
      await stack.up(sourced(false));
      expect((await eventsOf("talk")).map(e => e.sourceEntryId ?? "")).to.deep.equal([""]);
    });

    it("is finished by the next up when the new event was refused", async () => {
      await stack.up(sourced(true));
      world.emulator.faults.add({
        service: "schedule_scheduleevent",
        action: "add",
        kind: "apiError",
        code: "SERVICE_FORBIDDEN",
        message: "Forbidden",
        times: 1,
      });
      expect(await failureOf(stack.up(sourced(false)))).to.be.instanceOf(PartialError);
      expect(await eventsOf("talk")).to.have.length(0);
      await stack.up(sourced(false));
      expect((await eventsOf("talk")).map(e => e.sourceEntryId ?? "")).to.deep.equal([""]);
      expect(stack.changes(sourced(false))).to.deep.equal({});
    });
  });
});
