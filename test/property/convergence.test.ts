/**
 * Whatever the way, the same end: random definitions of an event, random edits, some of them interrupted by faults,
 * kills and people who change things by hand; afterwards the account equals one where the last definition was
 * deployed afresh, and a preview shows nothing.
 */
import { expect } from "chai";
import fc from "fast-check";
import type { FaultKind, FaultSpec } from "../../emulator";
import { anEdit, anEvent } from "../support/events";
import { BY_HAND, type ByHand, type Journey, type Met, type Step, travel } from "../support/journey";
import { withReach } from "../support/reach";
import { World } from "../support/world";

/** Faults that a run can meet; after some the engine gives up, and the next up goes on. */
const FAULTS: readonly FaultKind[] = [
  "lostAnswer",
  "http502",
  "reset",
  "empty",
  "internalError",
  "expiredKs",
];
const PLACES: ReadonlyArray<Pick<FaultSpec, "service" | "action">> = [
  { service: "livestream", action: "add" },
  { service: "category", action: "add" },
  { service: "schedule_scheduleevent", action: "add" },
  { action: "update" },
  { action: "delete" },
  { action: "list" },
];
const fault = fc
  .record({ kind: fc.constantFrom(...FAULTS), place: fc.constantFrom(...PLACES), nth: fc.constantFrom(1, 2) })
  .map(({ kind, place, nth }): FaultSpec => ({ kind, nth, times: 1, ...place }));
const byHand: fc.Arbitrary<ByHand> = fc.record({ what: fc.constantFrom(...BY_HAND), which: fc.nat(9) });
const killed = fc.record({
  at: fc.integer({ min: 1, max: 6 }),
  moment: fc.constantFrom("before" as const, "after" as const),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ edit: anEdit }) },
  {
    weight: 2,
    arbitrary: fc.record({ edit: anEdit, faults: fc.array(fault, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ edit: anEdit, killed }) },
  {
    weight: 1,
    arbitrary: fc.record({ edit: anEdit, byHand: fc.array(byHand, { minLength: 1, maxLength: 2 }) }),
  },
);

const nightly = process.env.NIGHTLY !== undefined;
const journey: fc.Arbitrary<Journey> = fc.record({
  first: anEvent,
  steps: fc.array(step, { minLength: 1, maxLength: nightly ? 20 : 8, size: "max" }),
  lag: fc.constantFrom(0, 0, 800),
});

const webcast = (name: string) =>
  ({ kind: "WebcastSession", name, slot: 0, track: null, inHall: false, details: {} }) as const;

/** Ways that once went wrong. */
const FOUND: Readonly<Record<string, Journey>> = {
  "captions are there once after their event was cancelled and made again": {
    first: {
      a: webcast("Talk"),
      captions: { of: "a", language: "English" },
    },
    steps: [{ edit: { drop: "c" }, byHand: [{ what: "an event is cancelled", which: 0 }] }],
    lag: 0,
  },
  "a webcast that was a simulive is like one that never was": {
    first: {
      a: { ...webcast("Talk"), kind: "SimuliveSession" },
      film: { name: "Film", url: "https://example.com/film.mp4", track: null, mediaType: "video" },
    },
    steps: [{ edit: { put: "a", as: webcast("Talk") } }],
    lag: 0,
  },
};

describe("whatever the way, the same end", function () {
  this.timeout(7_200_000);
  const runs = Number(process.env.CONVERGENCE_RUNS ?? (nightly ? 1000 : 100));
  let worlds: [World, World];
  const none = (): Met => ({ faults: 0, kills: 0, byHand: 0, ups: 0, writes: 0 });

  before(async () => {
    worlds = [await World.withProfiles(), await World.withProfiles()];
    for (const world of worlds) {
      await withReach(world);
      // Somebody else's, to be left alone.
      await world.must("liveStream", "add", {
        liveStreamEntry: {
          objectType: "KalturaLiveStreamEntry",
          name: "Foreign",
          mediaType: 201,
          sourceType: "32",
        },
      });
    }
  });
  after(async () => {
    for (const world of worlds) await world.stop();
  });

  for (const [name, way] of Object.entries(FOUND)) it(name, () => travel(worlds, way, none()));

  it(`for ${runs} random events and edits, with faults, kills and changes by hand`, async () => {
    const met = none();
    const details = await fc.check(
      fc.asyncProperty(journey, way => travel(worlds, way, met)),
      {
        numRuns: runs,
        seed: Number(process.env.CONVERGENCE_SEED ?? 20270504),
        endOnFailure: process.env.CONVERGENCE_FAST !== undefined,
      },
    );
    if (details.failed) {
      const [way] = details.counterexample ?? [];
      const words = String((details.errorInstance as Error | null)?.stack ?? details.errorInstance);
      throw new Error(
        `${words}\n\nAfter ${details.numRuns} ways. A test of it, for test/property/convergence.test.ts (seed ${details.seed}):\n\n` +
          `  it("…", () => travel(worlds, ${JSON.stringify(way)}, none()));\n`,
      );
    }
    console.log(
      `      ${runs} ways, ${met.ups} ups with ${met.writes} writes, ${met.faults} faults, ${met.kills} kills, ${met.byHand} changes by hand`,
    );
    expect(met.faults).to.be.greaterThan(runs / 3);
    expect(met.kills).to.be.greaterThan(runs / 10);
    expect(met.byHand).to.be.greaterThan(runs / 10);
  });
});
