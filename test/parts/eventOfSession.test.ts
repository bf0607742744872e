/** When a session is on, which event is its own, what a change does to it, and what goes over to a new event. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import {
  disruptionBy,
  eventSlot,
  eventToAdopt,
  isActive,
  timesShown,
} from "../../provider/parts/eventOfSession";
import { liveFeaturesOf } from "../../provider/parts/liveFeatures";
import { moment } from "../../provider/parts/moment";
import { desk, MARK, OTHER, STACK } from "./site";

const NINE = Date.parse("2027-05-04T09:00Z") / 1000;
const HOUR = 3600;
const SIBLING = `${STACK}xba9876543210`;

type Event = Parameters<typeof disruptionBy>[0];

const event = (more: Props = {}): Event =>
  ({ id: 1, status: 2, summary: "Keynote", startDate: NINE, endDate: NINE + HOUR, ...more }) as Event;

describe("the time of a schedule event", () => {
  it("is from start to end, with its lead-in and lead-out", () => {
    expect(eventSlot(event({ preStartTime: 60, postEndTime: 120 }))).to.deep.equal({
      start: NINE,
      end: NINE + HOUR,
      lead: 60,
      tail: 120,
    });
  });

  it("is nothing where the server says nothing", () => {
    expect(eventSlot({})).to.deep.equal({ start: 0, end: 0, lead: 0, tail: 0 });
  });

  it("counts only while the event is neither cancelled nor deleted", () => {
    expect([1, 2, 3, undefined].map(status => isActive({ status: status as number }))).to.deep.equal([
      false,
      true,
      false,
      false,
    ]);
  });

  it("is when sessions show an entry, cancelled ones aside", async () => {
    const { site, asked } = desk({ eventsShowing: () => [event({ status: 1 }), event({ startDate: 5 })] });
    expect(await timesShown(site, "1_src")).to.deep.equal([{ start: 5, end: NINE + HOUR, lead: 0, tail: 0 }]);
    expect(asked).to.deep.equal(["eventsShowing 1_src"]);
  });
});

describe("the event that an adopted entry's session takes over", () => {
  const AT = { startDate: NINE, endDate: NINE + HOUR };

  const toAdopt = (
    there: Event[],
    { mark, from, named }: { mark?: string; from?: string; named?: string } = {},
  ) =>
    eventToAdopt(there, { entry: "1_e", label: "schedule event", mark }, AT, {
      scheduleEventId: named,
      from,
    });
  const idOf = (...args: Parameters<typeof toAdopt>) => toAdopt(...args)?.id;

  it("is the only one, whenever it is", () => {
    expect(idOf([event({ id: 7, startDate: 5, endDate: 6 })])).to.equal(7);
    expect(idOf([event({ id: 7, recurrenceType: 0 })])).to.equal(7);
    expect(idOf([])).to.equal(undefined);
  });

  it("is none that was cancelled, or belongs to a series", () => {
    const unfit = [event({ status: 1 }), event({ recurrenceType: 1 }), event({ recurrenceType: 2 })];
    expect(idOf(unfit)).to.equal(undefined);
    expect(idOf([...unfit, event({ id: 7 })])).to.equal(7);
  });

  it("is none more when the session has its own already", () => {
    const there = [event({ tags: `${STACK},${MARK}` }), event({ id: 7 })];
    expect(idOf(there, { mark: MARK })).to.equal(undefined);
    expect(idOf(there)).to.equal(7);
    expect(idOf([event({ tags: `${STACK},${SIBLING}` }), event({ id: 7 })], { mark: MARK })).to.equal(7);
  });

  it("is none of others, unless adopt says whose it was", () => {
    const there = [event({ id: 7, tags: `theirs,${OTHER}` })];
    expect(idOf(there, { mark: MARK })).to.equal(undefined);
    expect(idOf(there, { mark: MARK, from: OTHER })).to.equal(7);
  });

  it("is of several the one at the session's times", () => {
    const startsAlike = event({ id: 2, endDate: NINE + 2 * HOUR });
    const endsAlike = event({ id: 3, startDate: NINE - HOUR });
    expect(idOf([startsAlike, endsAlike, event({ id: 4 })])).to.equal(4);
  });

  it("is the one that adopt names, whatever the times", () => {
    const there = [event({ id: 2 }), event({ id: 3, startDate: 5 })];
    expect(idOf(there, { named: "3" })).to.equal(3);
  });

  it("is refused when the one named is not there, in words that list what is", () => {
    const there = [event({ id: 2 }), event({ id: 3, status: 1 }), { id: 4, status: 2 } as Event];
    expect(() => toAdopt(there, { named: "3" })).to.throw(
      /^input adopt: entry 1_e has no active schedule event 3 that is nobody's; it has: 2 "Keynote" \(2027-05-04T09:00Z to 2027-05-04T10:00Z\), 4 "" \(1970-01-01T00:00Z to 1970-01-01T00:00Z\)$/,
    );
    expect(() => toAdopt([], { named: "3" })).to.throw(
      /^input adopt: entry 1_e has no active schedule event 3 that is nobody's; it has: none$/,
    );
  });

  it("is refused when it is not clear which, in words that say how to name it", () => {
    expect(() => toAdopt([event({ id: 2 }), event({ id: 3 })])).to.throw(
      /^input adopt: entry 1_e has 2 of the kind "schedule event": 2 "Keynote" \(2027-05-04T09:00Z to 2027-05-04T10:00Z\), 3 "Keynote" \(2027-05-04T09:00Z to 2027-05-04T10:00Z\)\. Say which is the session's, such as adopt: \{ id: "1_e", scheduleEventId: "2" \}, or delete the others$/,
    );
    const elsewhere = [event({ id: 2, startDate: 5 }), event({ id: 3, endDate: 5 })];
    expect(() => toAdopt(elsewhere)).to.throw(/ has 2 of the kind /);
  });
});

describe("a change of the event of a session", () => {
  /** As a table of inputs would have it: `startDate` comes from `input startDate`. */
  const inputOf = (wire: string): string | undefined => `input ${wire}`;
  const DURING = NINE + 600;
  const SLOT = { start: NINE, end: NINE + HOUR, lead: 0, tail: 0 };

  const disruption = (patch: Props, epoch = DURING, observed = event(), find = inputOf) =>
    disruptionBy(observed, patch, epoch, find);

  it("disrupts nothing when only words change", () => {
    expect(disruption({ summary: "Opening" })).to.equal(undefined);
    expect(disruption({ summary: "Opening" }, NINE - HOUR)).to.equal(undefined);
  });

  it("disrupts what is shown, whether that is set or taken out", () => {
    for (const name of ["sourceEntryId", "preStartEntryId", "postEndEntryId"]) {
      const expected = {
        what: "changes what it shows",
        inputs: [`input ${name}`],
        slot: SLOT,
        whileOnAir: true,
      };
      expect(disruption({ [name]: "1_x" })).to.deep.equal(expected);
    }
  });

  it("disrupts when it moves the session away from now", () => {
    const moves: [string, number, number][] = [
      ["startDate", NINE + 1200, DURING],
      ["endDate", NINE + 300, DURING],
      ["preStartTime", 60, NINE - 90],
      ["postEndTime", 60, NINE + HOUR + 90],
    ];
    const observed = event({ preStartTime: 120, postEndTime: 120 });
    for (const [name, value, epoch] of moves) {
      expect(disruption({ [name]: value }, epoch, observed), name).to.deep.equal({
        what: "moves it away from now",
        inputs: [`input ${name}`],
        slot: { ...SLOT, lead: 120, tail: 120 },
        whileOnAir: true,
      });
    }
  });

  it("lets a session go on that is made longer while it is on, or shorter without ending it now", () => {
    expect(disruption({ endDate: NINE + 2 * HOUR })).to.equal(undefined);
    expect(disruption({ endDate: NINE + 900 })).to.equal(undefined);
  });

  it("names the inputs that it comes from, and no wire property without one", () => {
    const known = (wire: string) => (wire === "endDate" ? "end" : undefined);
    const moved = { startDate: NINE + HOUR, endDate: NINE + 2 * HOUR };
    expect(disruption(moved, DURING, event(), known)?.inputs).to.deep.equal(["end"]);
  });
});

describe("live features of an event that is made again", () => {
  const goOver = async (features: unknown, tasks: Readonly<Record<string, Props>> = {}) => {
    const { site, asked } = desk({ vendorTask: (id: string) => tasks[id] });
    return { features: await liveFeaturesOf({ liveFeatures: features } as never, site), asked };
  };

  it("go over as they are when others set them", async () => {
    const theirs = [
      { systemName: "restream" },
      { preStartTime: 60 },
      { systemName: "reach-12" },
      { systemName: "x-reach-12-copy" },
    ];
    expect(await goOver(theirs)).to.deep.equal({ features: { liveFeatures: theirs }, asked: [] });
  });

  it("are not spoken of where there are none", async () => {
    expect((await goOver([])).features).to.deep.equal({});
    expect((await goOver(undefined)).features).to.deep.equal({});
  });

  it("stay behind when a LiveCaptions resource ordered them, as it orders others for the new event", async () => {
    const [ours, theirs, unknown] = [12, 13, 14].map(id => ({ systemName: `cc-reach-${id}` }));
    const { features, asked } = await goOver([ours, theirs, unknown], {
      "12": { partnerData: JSON.stringify({ pulumi: MARK }) },
      "13": { partnerData: "{}" },
    });
    expect(features).to.deep.equal({ liveFeatures: [theirs, unknown] });
    expect(asked).to.deep.equal(["vendorTask 12", "vendorTask 13", "vendorTask 14"]);
    const alone = await goOver([ours], { "12": { partnerData: JSON.stringify({ pulumi: MARK }) } });
    expect(alone.features).to.deep.equal({});
  });
});

describe("a moment", () => {
  interface When {
    readonly begin?: string;
    readonly timezone?: string;
  }
  const field = moment<"begin", When>("begin", "startDate", { value: 0 });
  const to = (value: string, inputs: When) => field.to!(value as never, inputs);
  const from = (value: number, inputs: When) => field.from!(value as never, inputs);

  it("is an instant on the wire, by its offset or the timezone beside it", () => {
    expect(to("2027-05-04T09:00Z", {})).to.equal(NINE);
    expect(to("2027-05-04T11:00", { timezone: "Europe/Berlin" })).to.equal(NINE);
  });

  it("reads back as its owner wrote it", () => {
    expect(from(NINE, {})).to.equal("2027-05-04T09:00Z");
    expect(from(NINE, { begin: "2027-01-01T00:00+02:00" })).to.equal("2027-05-04T11:00+02:00");
    expect(from(NINE, { begin: "2027-01-01T00:00", timezone: "Europe/Berlin" })).to.equal("2027-05-04T11:00");
  });

  it("stands for one input and one property", () => {
    expect(field).to.deep.include({ input: "begin", wire: "startDate", clear: { value: 0 } });
  });
});
