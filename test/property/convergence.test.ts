/**
 * Whatever the way, the same end: random definitions of an event, random edits, some of them interrupted by faults;
 * afterwards the account equals one where the last definition was deployed afresh, and a preview shows nothing.
 */
import { expect } from "chai";
import fc from "fast-check";
import type { FaultKind, FaultSpec } from "../../emulator";
import type { Props } from "../../provider/lifecycle/values";
import { dump } from "../support/dump";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

interface Session extends Props {
  name: string;
  slot: number;
  track: number | undefined;
}

/** An event: tracks by name and the track they are in, sessions by key. */
interface Event {
  tracks: Record<string, { name: string; under: "event" | "site" }>;
  sessions: Record<string, Session>;
}

const SESSIONS = ["a", "b", "c"] as const;
const TRACKS = ["t0", "t1"] as const;

const time = (slot: number, minutes: number) =>
  new Date(Date.UTC(2027, 4, 4, 8 + slot, minutes)).toISOString().replace(":00.000", "");

function program(event: Event): Program {
  const out: Record<string, Program[string]> = {
    site: { kind: "EventCategory", inputs: { name: "Site" } },
    event: { kind: "EventCategory", inputs: id => ({ name: "Event", parent: id("site") }) },
  };
  for (const [key, { name, under }] of Object.entries(event.tracks)) {
    out[key] = { kind: "EventCategory", inputs: id => ({ name: `${name} ${key}`, parent: id(under) }) };
  }
  for (const [key, { slot, track, ...inputs }] of Object.entries(event.sessions)) {
    const category = track === undefined ? undefined : TRACKS[track];
    out[key] = {
      kind: "WebcastSession",
      inputs: id => ({
        start: time(slot, 0),
        end: time(slot, 45),
        ...inputs,
        ...(category !== undefined && category in event.tracks ? { categories: [id(category)] } : {}),
      }),
    };
  }
  return out;
}

/** Inputs that can be taken out again: what Kaltura can't clear would stay behind, as documented. */
const details = fc.record(
  {
    description: fc.constantFrom("About", "<p>More</p>"),
    tags: fc.constantFrom(["one"], ["two", "three"]),
    referenceId: fc.constantFrom("r-1", "r-2"),
    offlineMessage: fc.constantFrom("Soon", "Later"),
    presenters: fc.constantFrom([{ name: "Ann" }], [{ name: "Bob", title: "CTO" }, { name: "Cy" }]),
    calendarReminder: fc.constantFrom("none", "1hour"),
    chat: fc.constantFrom({ enabled: true }, { enabled: false, groupChat: "disabled" }),
    dvr: fc.constantFrom({ enabled: true }, { enabled: true, windowMinutes: 30 }),
    timezone: fc.constantFrom("Europe/Berlin", "America/New_York"),
    scheduleEvent: fc.constantFrom({ organizer: "Team" }, { location: "Hall", preStartSeconds: 60 }),
  },
  { requiredKeys: [] },
);
const session: fc.Arbitrary<Session> = fc
  .tuple(
    fc.record({
      name: fc.constantFrom("Talk", "Panel", "Keynote"),
      slot: fc.nat(5),
      track: fc.option(fc.nat(1), { nil: undefined }),
    }),
    details,
  )
  .map(([base, more]) => ({ ...more, ...base }));
const track = fc.record({
  name: fc.constantFrom("Main", "Side"),
  under: fc.constantFrom("event" as const, "site" as const),
});

type Edit = (event: Event) => Event;
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...SESSIONS), session).map(
    ([key, s]): Edit =>
      e => ({ ...e, sessions: { ...e.sessions, [key]: s } }),
  ),
  fc.constantFrom(...SESSIONS).map(
    (key): Edit =>
      e => {
        const { [key]: _, ...sessions } = e.sessions;
        return { ...e, sessions };
      },
  ),
  fc.tuple(fc.constantFrom(...TRACKS), track).map(
    ([key, t]): Edit =>
      e => ({ ...e, tracks: { ...e.tracks, [key]: t } }),
  ),
  fc.constantFrom(...TRACKS).map(
    (key): Edit =>
      e => {
        const { [key]: _, ...tracks } = e.tracks;
        return { ...e, tracks };
      },
  ),
  // Two sessions change places.
  fc.constant<Edit>(e => {
    const { a, b, ...rest } = e.sessions;
    return a && b ? { ...e, sessions: { ...rest, a: { ...a, slot: b.slot }, b: { ...b, slot: a.slot } } } : e;
  }),
);
const event: fc.Arbitrary<Event> = fc.record({
  tracks: fc.dictionary(fc.constantFrom(...TRACKS), track),
  sessions: fc.dictionary(fc.constantFrom(...SESSIONS), session),
});

/** Faults that a run can meet; after some the engine gives up, and the next up goes on. */
const FAULTS: readonly FaultKind[] = [
  "lostAnswer",
  "http502",
  "reset",
  "empty",
  "internalError",
  "expiredKs",
];
const TARGETS: ReadonlyArray<Pick<FaultSpec, "service" | "action">> = [
  { service: "livestream", action: "add" },
  { service: "category", action: "add" },
  { service: "schedule_scheduleevent", action: "add" },
  { action: "update" },
  { action: "delete" },
  { action: "list" },
];
const faults = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...FAULTS),
      target: fc.constantFrom(...TARGETS),
      nth: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ kind, target, nth }): FaultSpec => ({ kind, nth, times: 1, ...target })),
  { maxLength: 3 },
);

describe("whatever the way, the same end", function () {
  this.timeout(600_000);
  const runs = Number(process.env.CONVERGENCE_RUNS ?? 100);
  let edited: World;
  let fresh: World;

  before(async () => {
    edited = await World.withProfiles();
    fresh = await World.withProfiles();
  });
  after(async () => {
    await edited.stop();
    await fresh.stop();
  });

  /** `up` until it goes through: what a person does. */
  async function insist(stack: Stack, p: Program): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await stack.up(p);
        return;
      } catch (error) {
        if (tries >= 4) throw error;
      }
    }
  }

  it(`for ${runs} random events and edits, with faults on the way`, async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        event,
        fc.array(fc.tuple(edit, faults), { minLength: 1, maxLength: 5 }),
        async (first, edits) => {
          const stack = new Stack(edited.runtime);
          const plain = new Stack(fresh.runtime);
          try {
            let now = first;
            for (const [change, trouble] of edits) {
              now = change(now);
              for (const one of trouble) edited.emulator.faults.add(one);
              await insist(stack, program(now));
              hits += edited.emulator.faults.hits().reduce((sum, n) => sum + n, 0);
              edited.emulator.faults.clear();
            }
            expect(stack.changes(program(now))).to.deep.equal({});
            await stack.refresh();
            expect(stack.changes(program(now))).to.deep.equal({});
            await plain.up(program(now));
            expect(await dump(edited)).to.deep.equal(await dump(fresh));
          } finally {
            edited.emulator.faults.clear();
            await stack.destroy();
            await plain.destroy();
          }
          expect(await dump(edited)).to.deep.equal({});
        },
      ),
      {
        numRuns: runs,
        seed: Number(process.env.CONVERGENCE_SEED ?? 20270504),
        endOnFailure: process.env.CONVERGENCE_FAST !== undefined,
      },
    );
    console.log(`      ${hits} faults were met on the way`);
    expect(hits).to.be.greaterThan(runs / 2);
  });
});
