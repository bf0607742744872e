/** Any edit of a channel's targets arrives in one update, though the server refuses every overlap on the way. */
import { expect } from "chai";
import fc from "fast-check";
import type { Props } from "../../provider/lifecycle/values";
import { clash } from "../../provider/slots";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const NINE = Date.parse("2027-05-04T09:00:00Z") / 1000;

interface Fed {
  readonly session: string;
  /** Quarters of an hour after nine. */
  readonly start: number;
  readonly quarters: number;
  /** Minutes. */
  readonly lead: number;
  readonly tail: number;
}

const slotOf = (f: Fed) => ({
  start: NINE + f.start * 900,
  end: NINE + (f.start + f.quarters) * 900,
  lead: f.lead * 60,
  tail: f.tail * 60,
});
const iso = (epoch: number) => new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
const targetOf = (f: Fed): Props => ({
  session: f.session,
  name: `About ${f.session}`,
  from: iso(slotOf(f).start),
  until: iso(slotOf(f).end),
  preStartSeconds: f.lead * 60,
  postEndSeconds: f.tail * 60,
});

/** What one person may do to a programme; numbers choose whom and how far. */
const edits = {
  add: (day: Fed[], free: string[], n: number, m: number) =>
    free.length === 0
      ? day
      : [...day, { session: free[n % free.length]!, start: m % 40, quarters: 1 + (n % 6), lead: 0, tail: 0 }],
  remove: (day: Fed[], _: string[], n: number) => day.filter((_, i) => i !== n % day.length),
  move: (day: Fed[], _: string[], n: number, m: number) =>
    day.map((f, i) => (i === n % day.length ? { ...f, start: m % 40 } : f)),
  resize: (day: Fed[], _: string[], n: number, m: number) =>
    day.map((f, i) =>
      i === n % day.length ? { ...f, quarters: 1 + (m % 6), lead: m % 16, tail: m % 11 } : f,
    ),
  shift: (day: Fed[], _: string[], n: number, m: number) =>
    day.map((f, i) => (i >= n % day.length ? { ...f, start: f.start + (m % 9) - 4 } : f)),
  swap: (day: Fed[], _: string[], n: number, m: number) => {
    const [a, b] = [n % day.length, m % day.length];
    return day.map((f, i) => ({ ...f, session: day[i === a ? b : i === b ? a : i]!.session }));
  },
  rotate: (day: Fed[], _: string[], n: number) =>
    day.map((f, i) => ({ ...f, session: day[(i + n) % day.length]!.session })),
  /** The order of sessions is turned, each keeps its length: no place stays what it was. */
  reverse: (day: Fed[]) => {
    let at = Math.min(...day.map(f => f.start));
    return [...day].reverse().map(f => {
      const moved = { ...f, start: at, lead: 0, tail: 0 };
      at += f.quarters;
      return moved;
    });
  },
  replace: (day: Fed[], free: string[], n: number, m: number) =>
    free.length === 0
      ? day
      : day.map((f, i) => (i === n % day.length ? { ...f, session: free[m % free.length]! } : f)),
} as const;

type Edit = readonly [keyof typeof edits, number, number];

/** The programme after some edits; those that make no valid one are left out. */
function edited(day: Fed[], pool: readonly string[], list: readonly Edit[]): Fed[] {
  let now = day;
  for (const [kind, n, m] of list) {
    if (now.length === 0 && kind !== "add") continue;
    const free = pool.filter(session => !now.some(f => f.session === session));
    const next = edits[kind](now, free, n, m);
    const valid = next.every(
      (a, i) => a.start >= 0 && next.slice(0, i).every(b => !clash(slotOf(a), slotOf(b))),
    );
    if (valid) now = next;
  }
  return now;
}

const anEdit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom(...(Object.keys(edits) as Array<keyof typeof edits>)),
  fc.nat(1000),
  fc.nat(1000),
);
const sequence = fc.array(fc.array(anEdit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 });

describe("reshuffling the targets of a channel", () => {
  let world: World;
  let stack: Stack;
  /** Milliseconds of each. */
  let waits: number[];
  let pool: string[];
  let features: Map<string, Props>;

  before(async () => {
    world = await World.start();
    pool = [];
    features = new Map();
    for (let i = 0; i < 7; i++) {
      const entry = await world.must("liveStream", "add", {
        liveStreamEntry: {
          objectType: "KalturaLiveStreamEntry",
          name: `Session ${i}`,
          mediaType: 201,
          sourceType: "32",
        },
      });
      pool.push(String(entry.id));
      features.set(String(entry.id), {
        objectType: "KalturaLiveRestreamFeature",
        systemName: `pulumi-restream-${entry.id}`,
        primaryUrl: entry.primarySecuredBroadcastingUrl,
        secondaryUrl: entry.secondarySecuredBroadcastingUrl,
        streamKey: entry.streamName,
      });
    }
  });
  after(() => world.stop());
  /** Only waiting moves the emulator's clock, and never past the end of a session. */
  const standStill = () => world.emulator.clock.freeze(Math.floor(Date.now() / 1000));
  beforeEach(() => {
    standStill();
    waits = [];
    const sleep = async (ms: number) => {
      waits.push(ms);
      world.emulator.clock.advance(ms / 1000);
    };
    stack = new Stack({ ...world.runtime, sleep });
  });
  afterEach(async () => {
    world.emulator.setIndexLag(0);
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: pool.length, scheduleEvents: 0 });
  });

  const program = (day: readonly Fed[]): Program => ({
    channel: { kind: "RestreamerChannel", inputs: { name: "Stage", targets: day.map(targetOf) } },
  });

  /** What is on the server, whoever made it: without ids, and with one word for any mark. */
  const events = async (of: Stack) => {
    world.emulator.clock.advance(2); // for the index
    const list = await world.list("schedule_scheduleevent", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      templateEntryIdEqual: of.id("channel"),
    });
    return list
      .map(({ status, summary, description, startDate, endDate, preStartTime, postEndTime, ...e }) => ({
        ...{ status, summary, description, startDate, endDate, preStartTime, postEndTime },
        tags: String(e.tags).replace(/pulumi\w+/g, "mark"),
        features: e.liveFeatures as Props[],
      }))
      .sort((x, y) => Number(x.startDate) - Number(y.startDate));
  };

  /** What should be there. */
  const expected = (day: readonly Fed[]) =>
    [...day]
      .sort((x, y) => x.start - y.start)
      .map(f => ({
        status: 2,
        summary: "Stage",
        description: `About ${f.session}`,
        startDate: slotOf(f).start,
        endDate: slotOf(f).end,
        preStartTime: f.lead * 60,
        postEndTime: f.tail * 60,
        tags: "mark,mark",
        features: [features.get(f.session)!],
      }));

  const writes = () => world.called().filter(c => !/\.(list|get)$/.test(c));

  /** Each session an hour, one right after the other. */
  const hours = (...indexes: number[]): Fed[] =>
    indexes.map((s, i) => ({ session: pool[s]!, start: i * 4, quarters: 4, lead: 0, tail: 0 }));

  const cheap: Array<[string, () => [Fed[], Fed[]], string[]]> = [
    ["two swapped", () => [hours(0, 1, 2), hours(1, 0, 2)], ["update", "update"]],
    ["three rotated", () => [hours(0, 1, 2), hours(2, 0, 1)], ["update", "update", "update"]],
    [
      "two of different length swapped",
      () => [
        [...hours(0), { ...hours(0)[0]!, session: pool[1]!, start: 4, quarters: 6 }],
        [
          { ...hours(1)[0]!, quarters: 6 },
          { ...hours(0)[0]!, start: 6 },
        ],
      ],
      ["update", "update"],
    ],
    [
      "all a quarter later, with no gap between them",
      () => [hours(0, 1, 2, 3), hours(0, 1, 2, 3).map(f => ({ ...f, start: f.start + 1 }))],
      ["update", "update", "update", "update"],
    ],
    [
      "the first made the last",
      () => [hours(0, 1, 2), [...hours(9, 1, 2).slice(1), { ...hours(0)[0]!, start: 12 }]],
      ["update"],
    ],
    [
      "one taken out and another put in elsewhere",
      () => [hours(0, 1), [...hours(0), { ...hours(2)[0]!, start: 20 }]],
      ["delete", "add"],
    ],
    ["one session in the place of another", () => [hours(0, 1), hours(0, 2)], ["update"]],
  ];
  for (const [what, days, actions] of cheap) {
    it(`${what}: ${actions.length} calls in one request`, async () => {
      const [before, after] = days();
      await stack.up(program(before));
      world.emulator.clearCalls();
      await stack.up(program(after));
      expect(writes()).to.deep.equal(actions.map(a => `schedule_scheduleevent.${a}`));
      expect(world.emulator.calls.filter(c => c.service === "multirequest").length).to.be.at.most(2);
      expect(await events(stack)).to.deep.equal(expected(after));
    });
  }

  it("a long chain of moves takes three rounds when the index lags, not one for each", async () => {
    world.emulator.setIndexLag(900);
    const day = hours(0, 1, 2, 3, 4, 5, 6);
    await stack.up(program(day));
    world.emulator.clock.advance(60);
    await stack.up(program(day.map(f => ({ ...f, start: f.start + 1 }))));
    expect(waits).to.deep.equal([1000, 2000]);
  });

  for (const lag of [0, 1500]) {
    it(`ends as a fresh deployment does, after any edits, with an index that is ${lag} ms behind`, async () => {
      await fc.assert(
        fc.asyncProperty(sequence, async plan => {
          world.emulator.setIndexLag(lag);
          const fresh = new Stack(stack.runtime, "organization/fresh/test");
          let day: Fed[] = edited(
            [],
            pool,
            [...Array(5).keys()].map(i => ["add", i, i * 7] as const),
          );
          await stack.up(program(day));
          for (const list of plan) {
            day = edited(day, pool, list);
            await stack.up(program(day));
            if (lag === 0) expect(waits, "refused on the way").to.deep.equal([]);
            expect(stack.changes(program(day))).to.deep.equal({});
            expect(await events(stack)).to.deep.equal(expected(day));
          }
          await Promise.all([fresh.up(program(day)), stack.refresh()]);
          expect(await events(fresh)).to.deep.equal(expected(day));
          expect(stack.changes(program(day))).to.deep.equal({});
          await Promise.all([fresh.destroy(), stack.destroy()]);
          standStill();
        }),
        { numRuns: 50 },
      );
    }).timeout(60_000);
  }
});
