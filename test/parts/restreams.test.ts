/** The events of a restreamer channel, one for each webcast it feeds: found, made, moved, shown and taken down. */
import { expect } from "chai";
import { ApiError } from "../../provider/kaltura/errors";
import { Reference, type RefusalKind } from "../../provider/kaltura/types";
import type {
  LiveStreamScheduleEvent as Event,
  LiveFeature,
  LiveRestreamFeature,
  LiveStreamEntry,
} from "../../provider/kaltura/wire";
import type { Step } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { type Restream, type RestreamInputs, restreams } from "../../provider/parts/restreams";
import { failureOf } from "../support/failure";
import { type Desk, desk, MARK, OTHER, OTHER_STACK, STACK, shown } from "./site";

const TAGS = `${STACK},${MARK}`;
const CHANNEL = "1_channel";

/** Epoch of a time on the show's day: `at("10:30")`. */
const at = (time: string) => Date.parse(`2027-05-04T${time}Z`) / 1000;

const webcast = (id: string, more: Partial<LiveStreamEntry> = {}): LiveStreamEntry => ({
  objectType: "KalturaLiveStreamEntry",
  id,
  primaryBroadcastingUrl: `rtmp://first/${id}`,
  secondaryBroadcastingUrl: `rtmp://second/${id}`,
  streamName: `${id}_key`,
  ...more,
});
const feature = (session: string, more: Partial<LiveRestreamFeature> = {}): LiveRestreamFeature => ({
  objectType: "KalturaLiveRestreamFeature",
  systemName: `pulumi-restream-${session}`,
  primaryUrl: `rtmp://first/${session}`,
  secondaryUrl: `rtmp://second/${session}`,
  streamKey: `${session}_key`,
  ...more,
});
/** Captions that somebody ordered for an event. */
const THEIRS: LiveFeature = { objectType: "KalturaLiveCaptionFeature", systemName: "captions-1" };

const target = (session: string, from: string, until: string, more: Partial<Restream> = {}): Restream => ({
  session,
  from: `2027-05-04T${from}Z`,
  until: `2027-05-04T${until}Z`,
  ...more,
});
const event = (
  id: number,
  session: string | undefined,
  from: string,
  until: string,
  more: Partial<Event> = {},
): Event => ({
  objectType: "KalturaLiveStreamScheduleEvent",
  id,
  status: 2,
  summary: "Channel",
  description: "",
  startDate: at(from),
  endDate: at(until),
  preStartTime: 0,
  postEndTime: 0,
  tags: TAGS,
  templateEntryId: CHANNEL,
  liveFeatures: session === undefined ? [] : [feature(session)],
  ...more,
});

const A = event(1, "A", "10:00", "11:00");
const B = event(2, "B", "12:00", "13:00");
const [ten, twelve] = [target("A", "10:00", "11:00"), target("B", "12:00", "13:00")];

/** @param mark null: without one */
const inputs = (targets?: Restream[], mark: string | null = MARK): RestreamInputs => ({
  name: "Channel",
  ...(mark === null ? {} : { mark }),
  ...(targets === undefined ? {} : { targets }),
});

/** What the account has. A test may change it on the way. */
interface Account {
  /** What the search index shows of the channel. */
  listed: Event[];
  /** What only the database has. */
  unlisted: Event[];
  webcasts: LiveStreamEntry[];
}

interface Setting extends Partial<Account> {
  handles?: Props;
  state?: Props;
  /** `10:30` */
  now?: string;
}

interface Channel extends Desk {
  readonly account: Account;
  observe(want?: Partial<RestreamInputs>): ReturnType<typeof restreams.observe>;
  plan(want: RestreamInputs): Promise<Step[]>;
}

function channel({
  handles = { entry: CHANNEL },
  state = {},
  now = "08:00",
  ...more
}: Setting = {}): Channel {
  const account: Account = {
    listed: [],
    unlisted: [],
    webcasts: [webcast("A"), webcast("B"), webcast("C")],
    ...more,
  };
  const answers = {
    scheduleEventsOf: (entry: string) => (entry === CHANNEL ? account.listed : []),
    scheduleEvent: (id: string) => [...account.listed, ...account.unlisted].find(e => String(e.id) === id),
    liveEntry: (id: string) => account.webcasts.find(entry => entry.id === id),
  };
  const made = desk(answers, { handles, state, now: at(now) * 1000 });
  return {
    ...made,
    account,
    observe: (want = inputs()) => restreams.observe(made.site, want),
    plan: want =>
      restreams.plan({ inputs: want, previous: undefined, unfinished: new Set() }, undefined, made.site),
  };
}

/** What is planned for a channel after a look at it. */
async function planned(targets: Restream[], setting: Setting = {}, mark: string | null = MARK) {
  const there = channel(setting);
  await there.observe(inputs(targets, mark));
  return { ...there, steps: await there.plan(inputs(targets, mark)) };
}

const idsOf = (events: readonly Event[] | undefined) => events?.map(e => e.id);
const refusal = (code: string, kind?: RefusalKind) =>
  new ApiError({
    code,
    message: "no",
    args: {},
    service: "scheduleEvent",
    action: "add",
    ...(kind === undefined ? {} : { kind }),
  });
const purposes = (steps: readonly Step[]) => steps.map(step => step.purpose);
/** The event that a step sends. */
const sent = (step: Step | undefined) => step?.call.args.scheduleEvent as Event | undefined;

describe("the events of a channel", () => {
  it("are those that carry its mark; others of the entry are others'", async () => {
    const theirs = event(3, "C", "14:00", "15:00", { tags: `${OTHER_STACK},${OTHER}` });
    const { tags: _, ...bare } = event(4, undefined, "15:00", "16:00");
    const seen = await channel({ listed: [A, theirs, B, bare] }).observe();
    expect([idsOf(seen?.own), idsOf(seen?.others)]).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
  });

  it("are also those that the state or this run knows by their ids, which the index may not show yet", async () => {
    const unlisted = [
      event(5, "A", "10:00", "11:00", { tags: "" }),
      event(6, "B", "12:00", "13:00"),
      event(7, "C", "14:00", "15:00"),
    ];
    const there = channel({
      unlisted,
      handles: { entry: CHANNEL, "restream:6": "6", "restream:77": "77" },
      state: { restreams: [{ session: "A", eventId: "5" }] },
    });
    expect(idsOf((await there.observe())?.own)).to.deep.equal([5, 6]);
    expect(there.asked).to.have.members([
      `scheduleEventsOf ${CHANNEL}`,
      "scheduleEvent 5",
      "scheduleEvent 6",
      "scheduleEvent 77",
    ]);
  });

  it("stay known after one look, though their marks are taken away and the index loses them", async () => {
    const there = channel({ listed: [A] });
    await there.observe();
    there.account.listed = [];
    there.account.unlisted = [{ ...A, tags: "" }];
    expect(idsOf((await there.observe())?.own)).to.deep.equal([1]);
  });

  it("are only the known ones where the resource has no mark", async () => {
    const there = channel({ listed: [A, B], state: { restreams: [{ eventId: "2" }] } });
    const seen = await there.observe(inputs([], null));
    expect([idsOf(seen?.own), idsOf(seen?.others)]).to.deep.equal([[2], [1]]);
  });

  it("are not there when there is none, and not looked for before the channel's entry is known", async () => {
    expect(await channel({ listed: [event(3, "C", "14:00", "15:00", { tags: OTHER })] }).observe()).to.equal(
      undefined,
    );
    const unread = channel({ state: { restreams: "none" } });
    expect(await unread.observe()).to.equal(undefined);
    expect(unread.asked).to.deep.equal([`scheduleEventsOf ${CHANNEL}`]);
    const early = channel({ handles: {}, listed: [A] });
    expect(await early.observe()).to.equal(undefined);
    expect(early.asked).to.deep.equal([]);
  });

  it("take their time while they are active, and are told by webcast, in its order", async () => {
    const lost = event(3, undefined, "14:00", "15:00");
    const ids = (...own: Event[]) => restreams.outputs!({ own, others: [] });
    expect(ids(B, A, { ...lost, id: 4 }, lost)).to.deep.equal({
      restreams: [
        { session: "", eventId: "4" },
        { session: "", eventId: "3" },
        { session: "A", eventId: "1" },
        { session: "B", eventId: "2" },
      ],
    });
    const own = [
      { ...A, preStartTime: 60, postEndTime: 30 },
      { ...B, status: 0 },
    ];
    expect(restreams.slots!({ own, others: [] })).to.deep.equal([
      { start: at("10:00"), end: at("11:00"), lead: 60, tail: 30 },
    ]);
  });

  it("are called what they are, outlive the channel, and what they take is said", () => {
    expect([restreams.key, restreams.label, restreams.outlivesRoot, restreams.product]).to.deep.equal([
      "restreams",
      "schedule event of each target",
      true,
      "Scheduling (plugin schedule)",
    ]);
    expect(restreams.permissions).to.deep.equal([
      "SCHEDULE_EVENT_BASE",
      "SCHEDULE_EVENT_MANAGE",
      "SCHEDULE_EVENT_DELETE",
    ]);
  });
});

describe("a target that is new", () => {
  it("gets an event of the channel that names the webcast's ingest point, under the mark", async () => {
    const talk = target("A", "10:00", "11:00", { name: "Talk", preStartSeconds: 60, postEndSeconds: 30 });
    const { steps } = await planned([talk]);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: 'make the schedule event of "Talk"',
        call: "schedule_scheduleevent.add",
        args: {
          scheduleEvent: {
            objectType: "KalturaLiveStreamScheduleEvent",
            recurrenceType: 0,
            summary: "Channel",
            description: "Talk",
            startDate: at("10:00"),
            endDate: at("11:00"),
            preStartTime: 60,
            postEndTime: 30,
            tags: TAGS,
            liveFeatures: [feature("A")],
            templateEntryId: CHANNEL,
          },
        },
      },
    ]);
    expect(steps[0]).to.include({ searched: true });
    expect(steps[0]!.inputOf!("startDate")).to.equal("targets");
    expect(steps[0]).to.not.have.property("disrupts");
  });

  it("says all of itself also where the program says little, and is called by the webcast's id", async () => {
    const local = {
      session: "A",
      from: "2027-05-04T12:00",
      until: "2027-05-04T13:00",
      timezone: "Europe/Berlin",
    };
    const { steps } = await planned([local], {}, null);
    expect(purposes(steps)).to.deep.equal(["make the schedule event of A"]);
    expect(sent(steps[0])).to.include({
      description: "",
      startDate: at("10:00"),
      endDate: at("11:00"),
      preStartTime: 0,
      postEndTime: 0,
      tags: "",
    });
  });

  it("takes its title from a channel that is made along with it, so it fails with it", async () => {
    const call = { service: "livestream", action: "add", args: {} };
    const there = channel({ handles: { entry: new Reference(call, "id") } });
    const [step] = await there.plan(inputs([ten]));
    expect(sent(step)).to.deep.include({
      summary: new Reference(call, "name"),
      templateEntryId: new Reference(call, "id"),
    });
    step!.done!(A as never);
    expect(there.site.seen.get("restreams")).to.deep.equal({ own: [A], others: [] });
  });

  it("is refused where the account has no such webcast", async () => {
    expect((await failureOf(planned([target("X", "10:00", "11:00")])))?.message).to.equal(
      "input targets: the account has no live entry X; give a WebcastSession, or the entry id of a webcast that exists",
    );
  });

  it("is none where the program has no targets", async () => {
    expect(await channel().plan(inputs())).to.deep.equal([]);
  });
});

describe("the ingest point of a webcast", () => {
  const featureOf = async (entry: LiveStreamEntry) => {
    const { steps, hidden } = await planned([ten], { webcasts: [entry] });
    return { feature: sent(steps[0])!.liveFeatures![0], hidden };
  };

  it("is the secured one where there is one, and its addresses and password count as secrets", async () => {
    const secured = {
      primarySecuredBroadcastingUrl: "rtmps://first",
      secondarySecuredBroadcastingUrl: "rtmps://second",
      streamPassword: "word",
    };
    const { feature: made, hidden } = await featureOf(webcast("A", secured));
    expect(made).to.deep.equal(feature("A", { primaryUrl: "rtmps://first", secondaryUrl: "rtmps://second" }));
    expect(hidden).to.deep.equal(["rtmps://first", "rtmps://second", "word"]);
  });

  it("is the other one where that is empty, and leaves out what the webcast has not", async () => {
    const empty = { primarySecuredBroadcastingUrl: "", secondarySecuredBroadcastingUrl: "" };
    expect((await featureOf(webcast("A", empty))).feature).to.deep.equal(feature("A"));
    const { feature: bare, hidden } = await featureOf({ objectType: "KalturaLiveStreamEntry", id: "A" });
    expect(bare).to.deep.equal({
      objectType: "KalturaLiveRestreamFeature",
      systemName: "pulumi-restream-A",
    });
    expect(hidden).to.deep.equal([]);
  });
});

describe("an answer that is lost", () => {
  it("makes the look come to nothing until the event shows", async () => {
    const there = await planned([ten, twelve], { listed: [A] });
    expect(purposes(there.steps)).to.deep.equal(["make the schedule event of B"]);
    expect(await there.observe()).to.equal(undefined);
    there.account.listed = [A, B];
    expect(idsOf((await there.observe())?.own)).to.deep.equal([1, 2]);
  });

  it("is none once the event is made: it is known by its id, though the index has it not yet", async () => {
    const there = await planned([ten, twelve], { listed: [A] });
    there.steps[0]!.done!(B as never);
    expect(there.site.handles.get("restream:2")).to.equal("2");
    expect(there.site.seen.get("restreams")).to.deep.equal({ own: [A, B], others: [] });
    there.account.unlisted = [B];
    expect(idsOf((await there.observe())?.own)).to.have.members([1, 2]);
    there.account.unlisted = [];
    expect(idsOf((await there.observe())?.own), "it was made, and is gone").to.deep.equal([1]);
  });

  it("is none when Kaltura refused, unless it broke on the way", async () => {
    const there = await planned([ten, twelve], { listed: [A] });
    expect(there.steps[0]!.recover!(refusal("INTERNAL_SERVERL_ERROR", "server"))).to.equal(false);
    expect(await there.observe()).to.equal(undefined);
    expect(there.steps[0]!.recover!(refusal("SERVICE_FORBIDDEN", "permission"))).to.equal(false);
    expect(idsOf((await there.observe())?.own)).to.deep.equal([1]);
  });

  it("does not make the plan forget what it saw", async () => {
    const there = await planned([ten, twelve], { listed: [A] });
    await there.observe();
    expect(purposes(await there.plan(inputs([ten, twelve])))).to.deep.equal(["make the schedule event of B"]);
  });
});

describe("a target that is there", () => {
  it("needs nothing when all is as it should be", async () => {
    const more = { description: "Talk", preStartTime: 60, postEndTime: 30 };
    const talk = { name: "Talk", preStartSeconds: 60, postEndSeconds: 30 };
    const { steps } = await planned([target("A", "10:00", "11:00", talk)], { listed: [{ ...A, ...more }] });
    expect(steps).to.deep.equal([]);
  });

  it("gets what differs, along with both of its dates", async () => {
    const { steps, site } = await planned([target("A", "10:00", "11:00", { name: "Talk" })], { listed: [A] });
    expect(shown(steps)).to.deep.equal([
      {
        purpose: 'update the schedule event of "Talk"',
        call: "schedule_scheduleevent.update",
        args: {
          scheduleEventId: 1,
          scheduleEvent: {
            objectType: "KalturaLiveStreamScheduleEvent",
            startDate: at("10:00"),
            endDate: at("11:00"),
            description: "Talk",
          },
        },
      },
    ]);
    expect(steps[0]!.inputOf!("description")).to.equal("targets");
    expect(steps[0]!.keepsOthers).to.equal(false);
    const now = { ...A, description: "Talk" };
    steps[0]!.done!(now as never);
    expect(site.seen.get("restreams")).to.deep.equal({ own: [now], others: [] });
  });

  it("gets each of its properties mended that others changed", async () => {
    const mended = async (more: Partial<Event>) => {
      const { steps } = await planned([ten], {
        listed: [{ ...A, ...more }],
        state: { restreams: [{ eventId: "1" }] },
      });
      const { objectType: _, startDate, endDate, ...patch } = sent(steps[0])!;
      expect([startDate, endDate]).to.deep.equal([at("10:00"), at("11:00")]);
      return { patch, keepsOthers: steps[0]!.keepsOthers };
    };
    expect(await mended({ summary: "Theirs" })).to.deep.equal({
      patch: { summary: "Channel" },
      keepsOthers: false,
    });
    expect(await mended({ endDate: at("11:30") })).to.deep.equal({ patch: {}, keepsOthers: false });
    expect((await mended({ preStartTime: 60 })).patch).to.deep.equal({ preStartTime: 0 });
    expect((await mended({ postEndTime: 60 })).patch).to.deep.equal({ postEndTime: 0 });
    expect((await mended({ templateEntryId: "1_other" })).patch).to.deep.equal({ templateEntryId: CHANNEL });
    expect(await mended({ tags: "theirs" })).to.deep.equal({
      patch: { tags: `theirs,${TAGS}` },
      keepsOthers: true,
    });
    expect((await mended({ tags: undefined as never })).patch).to.deep.equal({ tags: TAGS });
  });

  it("gets a feature that is outdated mended; what others keep there stays, in it and beside it", async () => {
    const mended = async (...liveFeatures: LiveFeature[]) => {
      const { steps } = await planned([ten], { listed: [{ ...A, liveFeatures }] });
      return { sent: sent(steps[0])?.liveFeatures, keepsOthers: steps[0]?.keepsOthers };
    };
    const old = feature("A", { streamKey: "old", preStartTime: 5 });
    expect(await mended(old, THEIRS)).to.deep.equal({
      sent: [THEIRS, feature("A", { preStartTime: 5 })],
      keepsOthers: true,
    });
    expect((await mended(THEIRS, feature("A", { preStartTime: 5 }))).sent).to.equal(undefined);
    const nameless: LiveFeature = { objectType: "KalturaLiveCaptionFeature" };
    expect((await mended(nameless)).sent).to.deep.equal([nameless, feature("A")]);
    // One event feeds one webcast, and nothing of another's feature goes along.
    expect((await mended(feature("C", { preStartTime: 9 }), feature("A"))).sent).to.deep.equal([
      feature("A"),
    ]);
  });

  it("keeps what the webcast does not say", async () => {
    const { secondaryBroadcastingUrl: _, ...silent } = webcast("A");
    expect((await planned([ten], { listed: [A], webcasts: [silent] })).steps).to.deep.equal([]);
  });

  it("gets its feature where the event has no list of them", async () => {
    const { liveFeatures: _, ...bare } = A;
    const { steps } = await planned([ten], { listed: [bare] });
    expect(sent(steps[0])?.liveFeatures).to.deep.equal([feature("A")]);
  });

  it("moves, and is disrupted by that unless it goes on at its new time", async () => {
    const disrupted = async (now: string, ...aim: Restream[]) => {
      const { steps } = await planned(aim, { listed: [A], now });
      expect(purposes(steps)).to.deep.equal([`update the schedule event of ${aim[0]!.session}`]);
      return steps[0]!.disrupts;
    };
    const stops = {
      what: "stops feeding A",
      inputs: ["targets"],
      slot: { start: at("10:00"), end: at("11:00"), lead: 0, tail: 0 },
      whileOnAir: false,
    };
    expect(await disrupted("10:30", target("A", "14:00", "15:00"))).to.deep.equal(stops);
    expect(await disrupted("10:30", target("A", "10:00", "12:00"))).to.equal(undefined);
    expect(await disrupted("10:30", target("B", "10:00", "12:00"))).to.deep.equal(stops);
  });

  it("is named in what disrupts it by its name, its webcast, or not at all", async () => {
    const words = async (seen: Event) =>
      (await planned([target("C", "10:00", "11:00")], { listed: [seen] })).steps[0]!.disrupts!.what;
    expect(await words({ ...A, description: "Talk" })).to.equal("stops feeding Talk");
    expect(await words(A)).to.equal("stops feeding A");
    expect(await words(event(1, undefined, "10:00", "11:00"))).to.equal("stops feeding a target");
  });
});

describe("events that no target needs", () => {
  it("are deleted, and disrupted by that", async () => {
    const { steps, site } = await planned([ten], { listed: [A, { ...B, description: "Second" }] });
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "delete the schedule event of Second",
        call: "schedule_scheduleevent.delete",
        args: { scheduleEventId: 2 },
      },
    ]);
    expect(steps[0]).to.deep.include({
      fine: ["gone"],
      disrupts: {
        what: "stops feeding Second",
        inputs: ["targets"],
        slot: { start: at("12:00"), end: at("13:00"), lead: 0, tail: 0 },
        whileOnAir: false,
      },
    });
    site.handles.set("restream:2", "2");
    steps[0]!.done!(undefined as never);
    expect(site.handles.has("restream:2")).to.equal(false);
    expect(site.handles.get("entry")).to.equal(CHANNEL);
    expect(site.seen.get("restreams")).to.deep.equal({ own: [A], others: [] });
    expect(purposes(await restreams.remove(undefined, site))).to.deep.equal([
      "delete the schedule event of A",
    ]);
  });

  it("are deleted where they were cancelled: a new one is made, and nobody is disrupted", async () => {
    const { steps } = await planned([ten], { listed: [{ ...A, status: 0 }] });
    expect(purposes(steps)).to.deep.equal(["delete the schedule event of A", "make the schedule event of A"]);
    expect(steps[0]).to.not.have.property("disrupts");
  });

  it("are all of the channel's when it goes, and none of others'", async () => {
    const theirs = event(3, "C", "14:00", "15:00", { tags: OTHER });
    const there = channel({ listed: [A, event(4, undefined, "16:00", "17:00"), theirs] });
    await there.observe();
    expect(purposes(await restreams.remove(undefined, there.site))).to.deep.equal([
      "delete the schedule event of A",
      "delete the schedule event of a target",
    ]);
    expect(await restreams.remove(undefined, channel().site)).to.deep.equal([]);
  });
});

describe("a time that Kaltura says is in use", () => {
  const IN_USE = refusal("SCHEDULE_TIME_IN_USE");
  const swapped = [
    target("A", "12:00", "13:00"),
    target("B", "14:00", "15:00"),
    target("C", "16:00", "17:00"),
  ];
  const three = [A, B, event(3, "C", "14:00", "15:00")];

  it("waits for the index where it is one of ours, and then all get out of the way at once", async () => {
    const there = await planned(swapped, { listed: three });
    expect(purposes(there.steps)).to.deep.equal([
      "update the schedule event of C",
      "update the schedule event of B",
      "update the schedule event of A",
    ]);
    expect(there.steps[1]!.recover!(IN_USE)).to.equal("later");
    const steps = await there.plan(inputs(swapped));
    expect(purposes(steps)).to.deep.equal([
      "move a schedule event out of the way",
      "update the schedule event of A",
      "update the schedule event of C",
      "update the schedule event of B",
    ]);
    const parking = Date.parse("2000-01-01T00:00Z") / 1000;
    expect(steps[0]!.call.args).to.deep.equal({
      scheduleEventId: 2,
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        startDate: parking,
        endDate: parking + 3600,
      },
    });
    expect(steps[0]!.disrupts).to.include({ what: "stops feeding B", whileOnAir: false });
    expect(steps[0]!.keepsOthers).to.equal(false);
  });

  it("gets out of the way to where nothing of others is", async () => {
    const theirs = event(9, undefined, "00:00", "01:00", {
      tags: OTHER,
      startDate: Date.parse("2000-01-01T00:00Z") / 1000,
      endDate: Date.parse("2000-01-02T00:00Z") / 1000,
    });
    const there = await planned(swapped, { listed: [...three, theirs] });
    there.steps[0]!.recover!(IN_USE);
    const [park] = await there.plan(inputs(swapped));
    expect(sent(park)?.startDate).to.equal(Date.parse("2000-01-31T00:00Z") / 1000);
  });

  it("is refused where it is another's, with a lead-out of theirs counted", async () => {
    const elsewhere = event(8, undefined, "20:00", "21:00", { tags: OTHER });
    const theirs = event(9, undefined, "12:30", "13:30", { tags: OTHER, postEndTime: 3600 });
    const { steps } = await planned([target("A", "14:00", "15:00")], { listed: [A, elsewhere, theirs] });
    expect(steps[0]!.recover!(IN_USE)).to.equal(false);
  });

  it("is judged the same for a new event, and other refusals are final", async () => {
    const theirs = event(9, undefined, "10:30", "11:30", { tags: OTHER });
    const verdict = async (listed: Event[], error: ApiError) =>
      (await planned([ten], { listed })).steps[0]!.recover!(error);
    expect(await verdict([theirs], IN_USE)).to.equal(false);
    expect(await verdict([event(9, undefined, "11:00", "12:00", { tags: OTHER })], IN_USE)).to.equal("later");
    expect(await verdict([], IN_USE)).to.equal("later");
    expect(await verdict([], refusal("SERVICE_FORBIDDEN"))).to.equal(false);
  });

  it("does not make a channel careful that was refused for another reason", async () => {
    const there = await planned(swapped, { listed: three });
    expect(there.steps[1]!.recover!(refusal("SERVICE_FORBIDDEN"))).to.equal(false);
    expect((await there.plan(inputs(swapped)))[0]!.purpose).to.equal("update the schedule event of C");
  });
});

describe("what a refresh shows of a channel", () => {
  const shownOf = async (targets: Restream[] | undefined, own: Event[], setting: Setting = {}) => {
    const { site } = channel(setting);
    return restreams.drift(inputs(targets), own.length === 0 ? undefined : { own, others: [] }, site);
  };

  it("is nothing while the account has what the program says", async () => {
    expect(await shownOf([ten, twelve], [B, A])).to.deep.equal({ inputs: {}, missing: false });
    expect(await shownOf(undefined, [])).to.deep.equal({ inputs: {}, missing: false });
    expect(await shownOf([], [])).to.deep.equal({ inputs: {}, missing: false });
  });

  it("is the targets that are left", async () => {
    expect(await shownOf([ten, twelve], [B])).to.deep.equal({
      inputs: { targets: [twelve] },
      missing: false,
    });
    expect(await shownOf([ten], [])).to.deep.equal({ inputs: { targets: [] }, missing: false });
    expect(await shownOf([ten], [{ ...A, status: 0 }])).to.deep.equal({
      inputs: { targets: [] },
      missing: true,
    });
  });

  it("is the times that somebody moved, in the words of the program, and nothing beside them", async () => {
    const local: Restream = {
      session: "A",
      name: "Talk",
      from: "2027-05-04T12:00",
      until: "2027-05-04T15:00+02:00",
      timezone: "Europe/Berlin",
    };
    const seen = { ...A, description: "Talk", endDate: at("13:00") };
    const refreshed = async (more: Partial<Event>) => {
      const { inputs: drift, missing } = await shownOf([local], [{ ...seen, ...more }]);
      expect(missing).to.equal(false);
      return drift.targets;
    };
    expect(await refreshed({})).to.equal(undefined);
    expect(await refreshed({ startDate: at("09:00") })).to.deep.equal([
      { ...local, from: "2027-05-04T11:00" },
    ]);
    expect(await refreshed({ endDate: at("14:00") })).to.deep.equal([
      { ...local, until: "2027-05-04T16:00+02:00" },
    ]);
    const whole = { ...local, from: "2027-05-04T12:00:00", until: "2027-05-04T15:00:00+02:00" };
    const { inputs: drift } = await shownOf([whole], [{ ...seen, preStartTime: 60 }]);
    expect(drift.targets).to.deep.equal([{ ...whole, preStartSeconds: 60 }]);
    expect(await refreshed({ preStartTime: 60 })).to.deep.equal([{ ...local, preStartSeconds: 60 }]);
    expect(await refreshed({ postEndTime: 30 })).to.deep.equal([{ ...local, postEndSeconds: 30 }]);
  });

  it("is that something is missing which no input shows", async () => {
    expect(await shownOf([ten], [{ ...A, summary: "Theirs" }])).to.deep.equal({ inputs: {}, missing: true });
    expect(await shownOf([ten], [{ ...A, tags: STACK }])).to.deep.equal({ inputs: {}, missing: true });
    expect(
      await shownOf([ten], [{ ...A, liveFeatures: [feature("A", { streamKey: "old" })] }]),
    ).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect((await shownOf([ten, twelve], [{ ...A, summary: "Theirs" }, B])).missing).to.equal(true);
  });

  it("is that there is more than the program says", async () => {
    expect(await shownOf([ten], [A, B])).to.deep.equal({ inputs: {}, missing: true });
    const unclear = event(3, undefined, "14:00", "15:00");
    expect(await shownOf(undefined, [unclear])).to.deep.equal({ inputs: {}, missing: true });
  });

  it("leaves it to a webcast that is gone to say so", async () => {
    expect(await shownOf([ten], [{ ...A, summary: "Theirs" }], { webcasts: [] })).to.deep.equal({
      inputs: {},
      missing: false,
    });
  });
});

describe("a channel that is taken over", () => {
  it("comes with the events that feed webcasts and are nobody's, its own, or its former owner's", async () => {
    const { liveFeatures: _, ...silent } = event(8, undefined, "18:00", "19:00", { tags: "" });
    const { tags: __, ...bare } = event(3, "C", "14:00", "15:00");
    const listed = [
      A,
      bare,
      event(4, "D", "15:00", "16:00", { tags: `${OTHER_STACK},${OTHER}` }),
      event(5, "E", "16:00", "17:00", { liveFeatures: [THEIRS, feature("E")], tags: "mine" }),
      event(6, undefined, "17:00", "18:00", { tags: "", liveFeatures: [THEIRS] }),
      silent,
    ];
    const claimed = async (from?: string) => {
      const { site } = channel({ listed });
      await restreams.claim!(site, inputs(), from === undefined ? {} : { from });
      return (await restreams.remove(undefined, site)).map(step => step.call.args.scheduleEventId);
    };
    expect(await claimed()).to.deep.equal([1, 3, 5]);
    expect(await claimed(OTHER)).to.deep.equal([1, 3, 4, 5]);
  });

  it("plans with them from then on, without a look", async () => {
    const { site, plan } = channel({ listed: [{ ...A, tags: "" }] });
    await restreams.claim!(site, inputs(), {});
    const steps = await plan(inputs([ten]));
    expect(steps.map(sent)).to.deep.equal([
      {
        objectType: "KalturaLiveStreamScheduleEvent",
        startDate: at("10:00"),
        endDate: at("11:00"),
        tags: TAGS,
      },
    ]);
    steps[0]!.done!(A as never);
    expect(site.seen.get("restreams")).to.deep.equal({ own: [A], others: [] });
  });

  it("has none before its entry is known", async () => {
    const { site, asked } = channel({ handles: {}, listed: [A] });
    await restreams.claim!(site, inputs(), {});
    expect(asked).to.deep.equal([]);
    expect(await restreams.remove(undefined, site)).to.deep.equal([]);
  });
});

describe("an import of a channel", () => {
  it("finds the active events that say which webcast they feed, whoever made them", async () => {
    const listed = [
      { ...A, tags: "" },
      event(3, undefined, "14:00", "15:00"),
      { ...B, status: 0 },
      event(4, undefined, "16:00", "17:00", { liveFeatures: [THEIRS] }),
    ];
    const there = channel({ listed, handles: { entry: CHANNEL } });
    await restreams.seek!(there.site);
    const seen = await there.observe(inputs([], null));
    expect(idsOf(seen?.own)).to.deep.equal([1]);
    const early = channel({ listed, handles: {} });
    await restreams.seek!(early.site);
    expect(early.asked).to.deep.equal([]);
    expect(await restreams.remove(undefined, early.site)).to.deep.equal([]);
  });

  it("fills in a target for each, with what it says and no more", async () => {
    const own = [{ ...A, description: "Talk", preStartTime: 60, postEndTime: 30 }, B];
    const { site } = channel();
    expect(await restreams.fill!({ own, others: [] }, site, {})).to.deep.equal({
      targets: [
        target("A", "10:00", "11:00", { name: "Talk", preStartSeconds: 60, postEndSeconds: 30 }),
        target("B", "12:00", "13:00"),
      ],
    });
    expect(await restreams.fill!({ own: [], others: [] }, site, {})).to.deep.equal({});
    expect(await restreams.fill!(undefined, site, {})).to.deep.equal({});
  });
});
