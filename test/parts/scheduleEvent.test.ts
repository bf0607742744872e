/** The schedule event of a session: what is sent to Kaltura's calendar, what is found, taken over and taken away. */
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import type { AnyPart, Step } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { redirect } from "../../provider/parts/redirect";
import { liveStreamEvent, meetingEvent, simuliveEvent } from "../../provider/parts/scheduleEvent";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { type Answers, desk, MARK, OTHER, STACK, shown } from "./site";

const NINE = Date.parse("2027-05-04T09:00Z") / 1000;
const HOUR = 3600;
const SIBLING = `${STACK}xba9876543210`;

const TYPE = "KalturaLiveStreamScheduleEvent";
const DATES = { startDate: NINE, endDate: NINE + HOUR };
const KEYNOTE = { name: "Keynote", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" };
/** When the event of the fixture is on. */
const SLOT = { start: NINE, end: NINE + HOUR, lead: 0, tail: 0 };

/** The event as the server has it when nothing differs from {@link KEYNOTE}. */
const event = (more: Props = {}): Props => ({
  id: 4711,
  objectType: TYPE,
  status: 2,
  summary: "Keynote",
  ...DATES,
  templateEntryId: "1_e",
  ...more,
});

const CANCELLED = { status: 1 };

/** What an event can say that no input decides. */
const BESIDE = {
  ...{ priority: 5, contact: "Ann", comment: "bring cables", geoLatitude: 52.5, geoLongitude: 13.4 },
  ...{ entryIds: "1_a,1_b", categoryIds: "7" },
};

/** The desk of a session whose entry is known. */
const place = (answers: Answers = {}, more: NonNullable<Parameters<typeof desk>[1]> = {}) =>
  desk(answers, { ...more, handles: { entry: "1_e", ...more.handles } });

interface Circumstances {
  readonly part?: AnyPart;
  readonly previous?: Props;
  readonly at?: ReturnType<typeof desk>;
}

const plan = (
  inputs: Props,
  observed?: Props,
  { part = liveStreamEvent, previous, at = place() }: Circumstances = {},
): Promise<Step[]> => part.plan({ inputs, previous, unfinished: new Set() }, observed, at.site);

/** The object that a step sends. */
const sent = (step: Step | undefined): Props => step?.call.args.scheduleEvent as Props;

const drift = (inputs: Props, observed?: Props, part: AnyPart = liveStreamEvent) =>
  part.drift(inputs, observed, place().site);

const fill = (observed: Props | undefined, known: Props = {}, part: AnyPart = liveStreamEvent) =>
  part.fill!(observed, place().site, known);

describe("a session's schedule event, when there is none,", () => {
  it("is made with the session's title and times, for its entry", async () => {
    const steps = await plan(KEYNOTE);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "make the schedule event",
        call: "schedule_scheduleevent.add",
        args: {
          scheduleEvent: {
            objectType: TYPE,
            recurrenceType: 0,
            summary: "Keynote",
            ...DATES,
            templateEntryId: "1_e",
          },
        },
      },
    ]);
    expect(steps[0]).to.include({ searched: true, keepsOthers: false });
    expect(steps[0]!.inputOf!("KalturaScheduleEvent::summary")).to.equal("name");
  });

  it("carries the user's tags and the mark by which it is found again", async () => {
    const inputs = { ...KEYNOTE, mark: MARK, scheduleEvent: { tags: ["mine"] } };
    expect(sent((await plan(inputs))[0]).tags).to.equal(`mine,${STACK},${MARK}`);
    expect(sent((await plan(inputs, undefined, { part: simuliveEvent }))[0]).tags).to.equal(
      `simulive,mine,${STACK},${MARK}`,
    );
  });

  it("takes its title from the entry of the same request, so that none is made for an entry that failed", async () => {
    const made = calls.liveStream.add({ objectType: "KalturaLiveStreamEntry", name: "Keynote" }, "32");
    const entry = new Reference(made, "id");
    const [step] = await plan(KEYNOTE, undefined, { at: place({}, { handles: { entry } }) });
    expect(sent(step).templateEntryId).to.equal(entry);
    expect(sent(step).summary).to.deep.equal(new Reference(made, "name"));
  });

  it("gets its owner by an update behind, as Kaltura ignores it before", async () => {
    const at = place();
    const steps = await plan({ ...KEYNOTE, scheduleEvent: { owner: "ann" } }, undefined, { at });
    expect(sent(steps[0])).not.to.have.property("ownerId");
    expect(shown(steps.slice(1))).to.deep.equal([
      {
        purpose: "set the schedule event's owner",
        call: "schedule_scheduleevent.update",
        args: {
          scheduleEventId: new Reference(steps[0]!.call, "id"),
          scheduleEvent: { objectType: TYPE, ...DATES, ownerId: "ann" },
        },
      },
    ]);
    expect(steps[1]!.inputOf!("ownerId")).to.equal("scheduleEvent.owner");
    steps[1]!.done!(event({ ownerId: "ann" }) as never);
    expect(at.site.seen.get("event")).to.deep.equal(event({ ownerId: "ann" }));
  });

  it("is known by its id once it is made", async () => {
    const at = place();
    const [step] = await plan(KEYNOTE, undefined, { at });
    step!.done!(event() as never);
    expect(at.site.handles.get("event")).to.equal("4711");
    expect(at.site.seen.get("event")).to.deep.equal(event());
  });

  it("is not made for a session without a start", async () => {
    expect(await plan({ name: "Keynote" })).to.deep.equal([]);
    expect(await plan({ name: "Keynote", end: KEYNOTE.end })).to.deep.equal([]);
  });

  it("is of the class that fits what is shown: a stream, a room or a recording", async () => {
    const classes: [AnyPart, string][] = [
      [liveStreamEvent, TYPE],
      [simuliveEvent, TYPE],
      [meetingEvent, "KalturaMeetingScheduleEvent"],
    ];
    for (const [part, objectType] of classes) {
      const at = place();
      const [step] = await plan(KEYNOTE, undefined, { part, at });
      expect(sent(step)).to.include({ objectType });
      step!.done!(event({ objectType }) as never);
      expect(at.site.handles.get("event")).to.equal("4711");
      expect(at.site.seen.get("event")).to.deep.equal(event({ objectType }));
      expect(part.slots!(event())).to.deep.equal([SLOT]);
    }
  });

  it("says what it takes to make one, and that it outlives its entry", () => {
    expect(liveStreamEvent).to.deep.include({
      key: "event",
      label: "schedule event",
      outlivesRoot: true,
      product: "Scheduling (plugin schedule)",
      permissions: ["SCHEDULE_EVENT_BASE", "SCHEDULE_EVENT_MANAGE", "SCHEDULE_EVENT_DELETE"],
    });
  });
});

/** All that the events of live sessions can be told, as people write it … */
const ALL = {
  description: "The opening",
  scheduleEvent: {
    classification: "confidential",
    organizer: "Ann",
    referenceId: "ref-1",
    location: "Hall 1",
    projectedAudience: 500,
    preStartSeconds: 60,
    postEndSeconds: 120,
  },
};
/** … and as the wire has it. */
const ALL_SENT = {
  description: "The opening",
  classificationType: 3,
  organizer: "Ann",
  referenceId: "ref-1",
  location: "Hall 1",
  projectedAudience: 500,
  preStartTime: 60,
  postEndTime: 120,
};
const AIRED = {
  source: "1_src",
  preStartEntry: "1_pre",
  postEndEntry: "1_post",
  contentInterruptible: true,
};
const AIRED_SENT = {
  sourceEntryId: "1_src",
  preStartEntryId: "1_pre",
  postEndEntryId: "1_post",
  isContentInterruptible: 1,
};

describe("what a schedule event says", () => {
  it("comes from the session's inputs", async () => {
    const [step] = await plan({ ...KEYNOTE, ...ALL });
    expect(sent(step)).to.deep.include(ALL_SENT);
    const [aired] = await plan({ ...KEYNOTE, ...ALL, ...AIRED }, undefined, { part: simuliveEvent });
    expect(sent(aired)).to.deep.include({ ...ALL_SENT, ...AIRED_SENT });
    const [channel] = await plan({ ...KEYNOTE, channel: "1_chn" });
    expect(sent(channel)).to.include({ sourceEntryId: "1_chn" });
  });

  it("is less for a room, whose meeting has neither an audience nor a lead-out", async () => {
    const [step] = await plan({ ...KEYNOTE, ...ALL }, undefined, { part: meetingEvent });
    const { projectedAudience, postEndTime, ...rest } = ALL_SENT;
    expect(sent(step)).to.deep.equal({
      objectType: "KalturaMeetingScheduleEvent",
      recurrenceType: 0,
      summary: "Keynote",
      ...DATES,
      ...rest,
      templateEntryId: "1_e",
    });
  });

  it("is cleared when the program no longer says it", async () => {
    const before = { ...KEYNOTE, ...ALL, contentInterruptible: true };
    const [step] = await plan(KEYNOTE, event({ ...ALL_SENT, isContentInterruptible: true }), {
      previous: before,
    });
    expect(sent(step)).to.deep.equal({
      objectType: TYPE,
      ...DATES,
      description: "",
      classificationType: 1,
      organizer__null: "",
      referenceId__null: "",
      location__null: "",
      projectedAudience__null: "",
      preStartTime: 0,
      postEndTime: 0,
      isContentInterruptible: 0,
    });
  });

  it("reads back as inputs for an import, but for title and description, which the entry has", async () => {
    expect(
      await fill(event({ ...ALL_SENT, ownerId: "ann", tags: `simulive,mine,${STACK},${MARK}` })),
    ).to.deep.equal({
      start: KEYNOTE.start,
      end: KEYNOTE.end,
      "scheduleEvent.classification": "confidential",
      "scheduleEvent.organizer": "Ann",
      "scheduleEvent.referenceId": "ref-1",
      "scheduleEvent.location": "Hall 1",
      "scheduleEvent.projectedAudience": 500,
      "scheduleEvent.preStartSeconds": 60,
      "scheduleEvent.postEndSeconds": 120,
      "scheduleEvent.owner": "ann",
      "scheduleEvent.tags": ["mine"],
    });
  });

  it("reads back without the times of clips, and in the session's timezone", async () => {
    const observed = event({ ...AIRED_SENT, isContentInterruptible: "1", preStartTime: 7, postEndTime: 8 });
    expect(await fill(observed, { timezone: "Europe/Berlin" }, simuliveEvent)).to.deep.equal({
      start: "2027-05-04T11:00",
      end: "2027-05-04T12:00",
      source: "1_src",
      preStartEntry: "1_pre",
      postEndEntry: "1_post",
      contentInterruptible: true,
    });
  });

  it("leaves out of an import what is not there", async () => {
    expect(await fill(undefined)).to.deep.equal({});
    expect(await fill(event({ tags: STACK, classificationType: 1, preStartTime: 0 }))).to.deep.equal({
      start: KEYNOTE.start,
      end: KEYNOTE.end,
    });
  });
});

describe("a session's schedule event that is there", () => {
  it("is left alone when nothing differs", async () => {
    const inputs = { ...KEYNOTE, mark: MARK };
    expect(await plan(inputs, event({ tags: `${STACK},${MARK},theirs` }))).to.deep.equal([]);
    expect(await plan(KEYNOTE, event(), { previous: KEYNOTE })).to.deep.equal([]);
  });

  it("is sent what differs alone, and both its dates, against which Kaltura checks an update", async () => {
    const at = place();
    const steps = await plan({ ...KEYNOTE, name: "Opening" }, event(), { at });
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "update the schedule event",
        call: "schedule_scheduleevent.update",
        args: {
          scheduleEventId: 4711,
          scheduleEvent: { objectType: TYPE, ...DATES, summary: "Opening" },
        },
      },
    ]);
    expect(steps[0]).to.include({ keepsOthers: false });
    expect(steps[0]).not.to.have.property("disrupts");
    expect(steps[0]!.inputOf!("summary")).to.equal("name");
    steps[0]!.done!(event({ summary: "Opening" }) as never);
    expect(at.site.handles.get("event")).to.equal("4711");
    expect(at.site.seen.get("event")).to.include({ summary: "Opening" });
  });

  it("keeps what Kaltura can't take back when the program no longer says it", async () => {
    const previous = { ...KEYNOTE, scheduleEvent: { owner: "ann" } };
    expect(await plan({ start: KEYNOTE.start }, event({ ownerId: "ann" }), { previous })).to.deep.equal([]);
  });

  it("is tied to its entry again when somebody tied it to another", async () => {
    const [step] = await plan(KEYNOTE, event({ templateEntryId: "1_z" }));
    expect(sent(step)).to.deep.equal({ objectType: TYPE, ...DATES, templateEntryId: "1_e" });
  });

  it("gets its owner along with the rest", async () => {
    const [step] = await plan({ ...KEYNOTE, scheduleEvent: { owner: "ann" } }, event({ ownerId: "bob" }));
    expect(sent(step)).to.deep.equal({ objectType: TYPE, ...DATES, ownerId: "ann" });
  });

  it("keeps the tags of others, and loses those of ours that the program drops", async () => {
    const inputs = { ...KEYNOTE, mark: MARK, scheduleEvent: { tags: ["new"] } };
    const previous = { ...KEYNOTE, scheduleEvent: { tags: ["old"] } };
    const [step] = await plan(inputs, event({ tags: "theirs,old" }), { previous });
    expect(sent(step)).to.deep.equal({ objectType: TYPE, ...DATES, tags: `theirs,new,${STACK},${MARK}` });
    expect(step).to.include({ keepsOthers: true });
  });

  it("gets its tags when it has none", async () => {
    const [step] = await plan({ ...KEYNOTE, mark: MARK }, event());
    expect(sent(step).tags).to.equal(`${STACK},${MARK}`);
  });

  it("loses the tag that makes it a simulive, when it is none any more", async () => {
    const [step] = await plan(KEYNOTE, event({ tags: "simulive,theirs" }));
    expect(sent(step).tags).to.equal("theirs");
    expect(await plan(KEYNOTE, event({ tags: "simulive" }), { part: simuliveEvent })).to.deep.equal([]);
  });

  it("disrupts the session when it moves it away while it is on, and not before", async () => {
    const later = { ...KEYNOTE, start: "2027-05-04T09:45Z" };
    const during = place({}, { now: (NINE + 600) * 1000 });
    const [step] = await plan(later, event(), { at: during });
    expect(step!.disrupts).to.deep.equal({
      what: "moves it away from now",
      inputs: ["start"],
      slot: SLOT,
      whileOnAir: true,
    });
    const [harmless] = await plan({ ...KEYNOTE, start: "2027-05-04T09:05Z" }, event(), { at: during });
    expect(harmless).not.to.have.property("disrupts");
  });
});

describe("a session's schedule event that can't be changed into what is wanted", () => {
  it("is deleted and made again when it was cancelled", async () => {
    const steps = await plan({ ...KEYNOTE, mark: MARK }, event(CANCELLED));
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "delete the schedule event",
        call: "schedule_scheduleevent.delete",
        args: { scheduleEventId: 4711 },
      },
      {
        purpose: "make the schedule event",
        call: "schedule_scheduleevent.add",
        args: {
          scheduleEvent: {
            objectType: TYPE,
            recurrenceType: 0,
            summary: "Keynote",
            ...DATES,
            tags: `${STACK},${MARK}`,
            templateEntryId: "1_e",
          },
        },
      },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
    // Nobody sees a cancelled event go.
    expect(steps[0]).not.to.have.property("disrupts");
    expect(steps[1]).to.include({ keepsOthers: true, searched: true });
  });

  it("is deleted and made again to show nothing but the entry's own stream, which disrupts it", async () => {
    const steps = await plan(KEYNOTE, event({ sourceEntryId: "1_src" }), {
      previous: { ...KEYNOTE, source: "1_src" },
    });
    expect(steps.map(step => step.purpose)).to.deep.equal([
      "delete the schedule event",
      "make the schedule event",
    ]);
    expect(steps[0]!.disrupts).to.deep.equal({
      what: "takes away what it shows",
      inputs: [],
      slot: SLOT,
      whileOnAir: true,
    });
    expect(sent(steps[1])).not.to.have.property("sourceEntryId");
  });

  it("is deleted and made again to lose a clip before or after the recording", async () => {
    for (const [input, wire] of [
      ["preStartEntry", "preStartEntryId"],
      ["postEndEntry", "postEndEntryId"],
    ] as const) {
      const aired = { ...KEYNOTE, source: "1_src" };
      const observed = event({ tags: "simulive", sourceEntryId: "1_src", [wire]: "1_clip" });
      const previous = { ...aired, [input]: "1_clip" };
      const steps = await plan(aired, observed, { previous, part: simuliveEvent });
      expect(
        steps.map(step => step.purpose),
        input,
      ).to.deep.equal(["delete the schedule event", "make the schedule event"]);
      expect(sent(steps[1])).to.include({ sourceEntryId: "1_src" });
      expect(sent(steps[1])).not.to.have.property(wire);
    }
  });

  it("is changed in place where another recording is shown", async () => {
    const steps = await plan({ ...KEYNOTE, channel: "1_chn" }, event({ sourceEntryId: "1_src" }), {
      previous: { ...KEYNOTE, source: "1_src" },
    });
    expect(steps.map(step => step.purpose)).to.deep.equal(["update the schedule event"]);
  });

  it("is forgotten once it is deleted", async () => {
    const at = place({}, { handles: { event: "4711" }, seen: { event: event() } });
    const [step] = await plan(KEYNOTE, event(CANCELLED), { at });
    step!.done!(undefined as never);
    expect(at.site.handles.has("event")).to.equal(false);
    expect(at.site.seen.has("event")).to.equal(false);
  });

  it("hands over what others set on it, but not what the program set and set no more", async () => {
    const previous = { ...KEYNOTE, scheduleEvent: { location: "Hall 1" } };
    const theirs = {
      tags: "theirs",
      organizer: "Ann",
      referenceId: "",
      liveFeatures: [{ systemName: "cc" }],
      ...BESIDE,
    };
    const steps = await plan(KEYNOTE, event({ ...CANCELLED, ...theirs, location: "Hall 1" }), { previous });
    expect(sent(steps[1])).to.deep.equal({
      objectType: TYPE,
      recurrenceType: 0,
      summary: "Keynote",
      ...DATES,
      organizer: "Ann",
      liveFeatures: [{ systemName: "cc" }],
      ...BESIDE,
      tags: "theirs",
      templateEntryId: "1_e",
    });
  });

  it("hands it over to the next round, too, when the new one was not made in the first", async () => {
    const at = place();
    await plan(KEYNOTE, event({ ...CANCELLED, tags: "theirs", organizer: "Ann" }), { at });
    const steps = await plan({ ...KEYNOTE, mark: MARK }, undefined, { at });
    expect(steps.map(step => step.purpose)).to.deep.equal(["make the schedule event"]);
    expect(sent(steps[0])).to.include({ organizer: "Ann", tags: `theirs,${STACK},${MARK}` });
    expect(steps[0]).to.include({ keepsOthers: true });
  });
});

describe("a schedule event whose time is taken", () => {
  const inUse = refusal("input", "SCHEDULE_TIME_IN_USE");
  const seeing = (key: string) => ({ at: place({}, { seen: { [key]: event() } }) });

  it("waits for what gives way: its predecessor, or the event beside it", async () => {
    for (const key of ["event:replaced", "redirect", "redirect:gone"]) {
      const [made] = await plan(KEYNOTE, undefined, seeing(key));
      expect(made!.recover!(inUse), key).to.equal("later");
      const [changed] = await plan({ ...KEYNOTE, name: "Opening" }, event(), seeing(key));
      expect(changed!.recover!(inUse), key).to.equal("later");
    }
    const [again] = (await plan(KEYNOTE, event(CANCELLED))).slice(1);
    expect(again!.recover!(inUse)).to.equal("later");
    const [show] = await plan(KEYNOTE, undefined, { ...seeing("redirect"), part: simuliveEvent });
    expect(show!.recover!(inUse)).to.equal("later");
  });

  it("is refused for good when nothing gives way, or for another reason", async () => {
    const [made] = await plan(KEYNOTE);
    expect(made!.recover!(inUse)).to.equal(false);
    const [other] = await plan(KEYNOTE, undefined, seeing("redirect"));
    expect(other!.recover!(refusal("input", "INVALID_ENTRY_ID"))).to.equal(false);
    const [meeting] = await plan(KEYNOTE, undefined, { ...seeing("redirect"), part: meetingEvent });
    expect(meeting!.recover!(inUse)).to.equal(false);
  });
});

describe("a schedule event that is not wanted any more", () => {
  it("is deleted, which takes the session off the schedule", async () => {
    const at = place({}, { handles: { event: "4711" }, seen: { event: event() } });
    const steps = await plan({ name: "Keynote" }, event(), { at });
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "delete the schedule event",
        call: "schedule_scheduleevent.delete",
        args: { scheduleEventId: 4711 },
      },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
    expect(steps[0]!.disrupts).to.deep.equal({
      what: "takes it off the schedule",
      inputs: ["start", "end"],
      slot: SLOT,
      whileOnAir: true,
    });
    steps[0]!.done!(undefined as never);
    expect(at.site.handles.has("event")).to.equal(false);
    expect(at.site.seen.has("event")).to.equal(false);
    // By this the redirect beside it knows that its time may become free.
    expect(at.site.seen.get("event:gone")).to.equal(true);
  });

  it("disturbs nobody when it was cancelled", async () => {
    const [step] = await plan({ name: "Keynote" }, event(CANCELLED));
    expect(step!.purpose).to.equal("delete the schedule event");
    expect(step).not.to.have.property("disrupts");
  });

  it("goes with its resource, found or by the id in the state", async () => {
    const remove = (observed: Props | undefined, handles: Props = {}) =>
      liveStreamEvent.remove(observed as never, place({}, { handles }).site);
    expect(shown(await remove(event()))).to.deep.equal([
      {
        purpose: "delete the schedule event",
        call: "schedule_scheduleevent.delete",
        args: { scheduleEventId: 4711 },
      },
    ]);
    expect((await remove(undefined, { event: "4712" }))[0]!.call.args).to.deep.equal({
      scheduleEventId: "4712",
    });
    expect(await remove(undefined)).to.deep.equal([]);
  });
});

describe("the look at a schedule event", () => {
  const observe = (at: ReturnType<typeof desk>, want: Props, part: AnyPart = liveStreamEvent) =>
    part.observe(at.site, want);

  it("asks by its id when that is known", async () => {
    const at = place({ scheduleEvent: () => event() }, { handles: { event: "4711" } });
    expect(await observe(at, { ...KEYNOTE, mark: MARK })).to.deep.equal(event());
    expect(at.asked).to.deep.equal(["scheduleEvent 4711"]);
    expect(at.site.handles.get("event")).to.equal("4711");
  });

  it("finds one whose id was never learnt by its resource's mark on the entry", async () => {
    const ours = event({ id: 5, tags: `theirs, ${STACK},${MARK}` });
    const others = [event({ id: 3 }), event({ id: 4, tags: `${STACK},${SIBLING}` })];
    const at = place({ scheduleEventsOf: () => [...others, ours] });
    expect(await observe(at, { ...KEYNOTE, mark: MARK })).to.deep.equal(ours);
    expect(at.site.handles.get("event")).to.equal("5");
    expect(at.asked).to.deep.equal(["scheduleEventsOf 1_e LiveStream"]);
  });

  it("leaves those of others alone", async () => {
    const at = place({ scheduleEventsOf: () => [event({ tags: `${STACK},${SIBLING}` }), event()] });
    expect(await observe(at, { ...KEYNOTE, mark: MARK })).to.equal(undefined);
    expect(await observe(at, KEYNOTE)).to.equal(undefined);
    expect(at.site.handles.has("event")).to.equal(false);
  });

  it("searches again when the known one is gone, and forgets its id", async () => {
    const at = place(
      { scheduleEvent: () => undefined, scheduleEventsOf: () => [] },
      { handles: { event: "4711" } },
    );
    // A session that lost one of its times may still have its event.
    expect(await observe(at, { start: KEYNOTE.start, mark: MARK })).to.equal(undefined);
    expect(at.site.handles.has("event")).to.equal(false);
    expect(at.asked).to.deep.equal(["scheduleEvent 4711", "scheduleEventsOf 1_e LiveStream"]);
  });

  it("asks nothing for a session without times, or whose entry is not there yet", async () => {
    const untimed = place();
    expect(await observe(untimed, { name: "Keynote", mark: MARK })).to.equal(undefined);
    const entryless = desk();
    expect(await observe(entryless, { ...KEYNOTE, mark: MARK })).to.equal(undefined);
    expect([...untimed.asked, ...entryless.asked]).to.deep.equal([]);
  });

  it("asks for events of its own class", async () => {
    const at = place({ scheduleEventsOf: () => [] });
    await observe(at, { ...KEYNOTE, mark: MARK }, meetingEvent);
    await observe(at, { ...KEYNOTE, redirectAfter: "1_r", mark: MARK }, redirect);
    expect(at.asked).to.deep.equal(["scheduleEventsOf 1_e Meeting", "scheduleEventsOf 1_e LiveRedirect"]);
  });

  it("tells whose marks it carries, and when it is on", () => {
    expect(liveStreamEvent.marks!(event({ tags: `theirs,${STACK},${OTHER}` }) as never)).to.deep.equal([
      STACK,
      OTHER,
    ]);
    expect(liveStreamEvent.slots!(event({ preStartTime: 60, postEndTime: 120 }) as never)).to.deep.equal([
      { ...SLOT, lead: 60, tail: 120 },
    ]);
    expect(liveStreamEvent.slots!(event(CANCELLED) as never)).to.deep.equal([]);
    expect(redirect.slots!(event() as never)).to.deep.equal([]);
  });

  it("tells when a simulive ends, in UTC", () => {
    expect(simuliveEvent.outputs!(event() as never)).to.deep.equal({ endsAt: "2027-05-04T10:00Z" });
  });
});

describe("drift of a schedule event", () => {
  it("is none where all is as wanted", async () => {
    expect(await drift(KEYNOTE, event())).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift({ name: "Keynote" })).to.deep.equal({ inputs: {}, missing: false });
  });

  it("shows what the server has instead, as the program writes it", async () => {
    const inputs = {
      ...KEYNOTE,
      mark: MARK,
      scheduleEvent: { owner: "ann", location: "Hall 1", tags: ["mine", "gone"] },
    };
    const observed = event({
      summary: "Renamed",
      startDate: NINE - HOUR,
      ownerId: "bob",
      tags: `mine,${STACK},${MARK}`,
    });
    expect(await drift(inputs, observed)).to.deep.equal({
      inputs: {
        name: "Renamed",
        start: "2027-05-04T08:00Z",
        "scheduleEvent.owner": "bob",
        "scheduleEvent.location": undefined,
        "scheduleEvent.tags": ["mine"],
      },
      missing: false,
    });
  });

  it("shows that it lost its mark, or was cancelled, which no input says", async () => {
    expect(await drift({ ...KEYNOTE, mark: MARK }, event({ tags: "mine" }))).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect(await drift(KEYNOTE, event(CANCELLED))).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift(KEYNOTE, event(), simuliveEvent)).to.deep.equal({ inputs: {}, missing: true });
  });

  it("shows an event that is gone by its own inputs, as the session's other parts have the rest", async () => {
    const inputs = { ...KEYNOTE, scheduleEvent: { owner: "ann", location: "Hall 1" } };
    expect(await drift(inputs, undefined)).to.deep.equal({
      inputs: { "scheduleEvent.owner": undefined, "scheduleEvent.location": undefined },
      missing: true,
    });
  });

  it("shows an event that was to be deleted", async () => {
    expect(await drift({ name: "Keynote" }, event())).to.deep.equal({ inputs: {}, missing: true });
  });
});

describe("an import of a session", () => {
  const seek = async (there: Props[], handles: Props = {}) => {
    const at = place({ scheduleEventsOf: () => there }, { handles });
    await liveStreamEvent.seek!(at.site);
    return at;
  };

  it("takes the first active event of the entry, and says which it leaves alone", async () => {
    const cancelled = event({ id: 1, startDate: NINE - HOUR, ...CANCELLED });
    const [late, early, latest] = [
      event({ id: 3, startDate: NINE + HOUR }),
      event({ id: 2 }),
      event({ id: 4, startDate: NINE + 2 * HOUR }),
    ];
    for (const there of [
      [cancelled, late, early, latest],
      [cancelled, early, late, latest],
    ]) {
      const at = await seek(there);
      expect(at.site.handles.get("event")).to.equal("2");
      expect(at.said).to.deep.equal([
        'entry 1_e has 3 events of the kind "schedule event"; the first, 2, is taken for the session\'s, and 3, 4 left alone',
      ]);
      expect(at.asked).to.deep.equal(["scheduleEventsOf 1_e LiveStream"]);
    }
  });

  it("takes one without a date for the first", async () => {
    const { startDate, ...dateless } = event({ id: 9 });
    for (const there of [
      [event({ id: 3 }), dateless],
      [dateless, event({ id: 3 })],
    ]) {
      expect((await seek(there)).site.handles.get("event")).to.equal("9");
    }
  });

  it("says nothing of a single event", async () => {
    const at = await seek([event()]);
    expect(at.site.handles.get("event")).to.equal("4711");
    expect(at.said).to.deep.equal([]);
  });

  it("takes none where none is active", async () => {
    const at = await seek([event(CANCELLED)]);
    expect(at.site.handles.has("event")).to.equal(false);
  });

  it("does not search for one that is known, nor without an entry", async () => {
    const known = await seek([event({ id: 5 })], { event: "4711" });
    expect(known.site.handles.get("event")).to.equal("4711");
    const entryless = desk();
    await liveStreamEvent.seek!(entryless.site);
    expect([...known.asked, ...entryless.asked]).to.deep.equal([]);
  });
});

describe("the adoption of a session", () => {
  const claim = async (
    there: Props[],
    inputs: Props,
    adoption: Props = {},
    part: AnyPart = liveStreamEvent,
  ) => {
    const at = place({ scheduleEventsOf: () => there });
    const failure = await failureOf(part.claim!(at.site, inputs, adoption));
    return { ...at, failure, taken: (name = "event") => at.site.handles.get(name) };
  };

  it("takes over the entry's one event", async () => {
    const at = await claim([event()], KEYNOTE);
    expect(at.taken()).to.equal("4711");
    expect(at.asked).to.deep.equal(["scheduleEventsOf 1_e LiveStream"]);
    expect((await claim([], KEYNOTE)).failure).to.equal(undefined);
    expect((await claim([], KEYNOTE)).taken()).to.equal(undefined);
  });

  it("takes over of several the one at the session's times, or the one that adopt names", async () => {
    const two = [event({ id: 1, startDate: NINE - HOUR }), event({ id: 2 })];
    expect((await claim(two, KEYNOTE)).taken()).to.equal("2");
    expect((await claim(two, KEYNOTE, { scheduleEventId: "1" })).taken()).to.equal("1");
  });

  it("takes over one with a mark only from its named former owner, or when it is the resource's own already", async () => {
    const theirs = [event({ tags: OTHER })];
    expect((await claim(theirs, KEYNOTE)).taken()).to.equal(undefined);
    expect((await claim(theirs, KEYNOTE, { from: OTHER })).taken()).to.equal("4711");
    const mixed = [event({ id: 1, tags: MARK }), event({ id: 2 })];
    expect((await claim(mixed, { ...KEYNOTE, mark: MARK })).taken()).to.equal(undefined);
  });

  it("names an event of the session only, not the redirect beside it", async () => {
    const inputs = { ...KEYNOTE, redirectAfter: "1_r" };
    const at = await claim([event({ id: 8 })], inputs, { scheduleEventId: "4711" }, redirect);
    expect(at.failure).to.equal(undefined);
    expect(at.taken("redirect")).to.equal("8");
  });

  it("looks for none when the session has no times, or no entry", async () => {
    expect((await claim([event()], { name: "Keynote" })).asked).to.deep.equal([]);
    const entryless = desk();
    await liveStreamEvent.claim!(entryless.site, KEYNOTE as never, {});
    expect(entryless.asked).to.deep.equal([]);
  });

  it("is refused in words that name the entry and the kind of event", async () => {
    const { failure } = await claim([], KEYNOTE, { scheduleEventId: "1" });
    expect(failure?.message).to.equal(
      "input adopt: entry 1_e has no active schedule event 1 that is nobody's; it has: none",
    );
  });
});
