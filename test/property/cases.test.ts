/** Any valid state × one operation: no fault of ours, a state that is whole, nothing of others touched, and a way on. */
import { expect } from "chai";
import fc from "fast-check";
import type { FaultSpec } from "../../emulator";
import { type Case, tryCase, type Wound } from "../support/cases";
import { anEdit, anEvent } from "../support/events";
import { BY_HAND } from "../support/journey";
import { withReach } from "../support/reach";
import { World } from "../support/world";

const wound: fc.Arbitrary<Wound> = fc.oneof(
  fc.record({ what: fc.constant("forgotten" as const), which: fc.nat(15) }),
  fc.record({ what: fc.constant("init error" as const), which: fc.nat(15) }),
  fc.record({ what: fc.constant("unfinished" as const), which: fc.nat(15), part: fc.nat(9) }),
  fc.record({ what: fc.constant("without output" as const), which: fc.nat(15), output: fc.nat(9) }),
);
const fault: fc.Arbitrary<FaultSpec> = fc
  .record({
    place: fc.constantFrom(
      { action: "add" },
      { action: "update" },
      { action: "delete" },
      { action: "list" },
      { action: "get" },
      { service: "schedule_scheduleevent", action: "add" },
      { service: "metadata_metadata" },
      { service: "categoryEntry" },
      { service: "reach_entryvendortask" },
    ),
    how: fc.constantFrom<Pick<FaultSpec, "kind" | "code" | "times">>(
      { kind: "apiError", code: "INVALID_FIELD_VALUE", times: 0 },
      { kind: "apiError", code: "SERVICE_FORBIDDEN", times: 0 },
      { kind: "apiError", code: "SCHEDULE_TIME_IN_USE", times: 0 },
      { kind: "internalError", times: 0 },
      { kind: "lostAnswer", times: 1 },
      { kind: "http502", times: 0 },
      { kind: "empty", times: 2 },
    ),
    nth: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ place, how, nth }) => ({ ...place, ...how, nth }));

const aCase: fc.Arbitrary<Case> = fc.record({
  event: anEvent,
  edit: fc.option(anEdit, { nil: null }),
  wounds: fc.array(wound, { maxLength: 3 }),
  byHand: fc.array(fc.record({ what: fc.constantFrom(...BY_HAND), which: fc.nat(9) }), { maxLength: 2 }),
  operation: fc.constantFrom("preview", "up", "up", "refresh", "destroy"),
  targets: fc.option(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), { nil: null, freq: 2 }),
  fault: fc.option(fault, { nil: null, freq: 3 }),
});

/** Cases that once went wrong. */
const FOUND: Readonly<Record<string, Case>> = {
  "finds a category again that the state forgot and that somebody renamed": {
    event: {},
    edit: null,
    wounds: [
      { what: "forgotten", which: 0 },
      { what: "init error", which: 8 },
    ],
    byHand: [
      { what: "a category is renamed", which: 0 },
      { what: "metadata is deleted", which: 0 },
    ],
    operation: "destroy",
    targets: [13, 3, 13, 0],
    fault: {
      service: "reach_entryvendortask",
      kind: "apiError",
      code: "SERVICE_FORBIDDEN",
      times: 0,
      nth: 1,
    },
  },
};

describe("one operation on any state", function () {
  this.timeout(7_200_000);
  const runs = Number(process.env.CASES_RUNS ?? (process.env.NIGHTLY === undefined ? 60 : 1000));
  let world: World;

  before(async () => {
    world = await World.withProfiles();
    await withReach(world);
    await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Foreign",
        mediaType: 201,
        sourceType: "32",
      },
    });
  });
  after(() => world.stop());

  for (const [name, one] of Object.entries(FOUND)) it(name, () => tryCase(world, one));

  it(`leaves it whole, for ${runs} random states, operations and failing calls`, async () => {
    let failed = 0;
    const details = await fc.check(
      fc.asyncProperty(aCase, async one => {
        if ((await tryCase(world, one)) !== undefined) failed++;
      }),
      { numRuns: runs, seed: Number(process.env.CASES_SEED ?? 20270505) },
    );
    if (details.failed) {
      const [one] = details.counterexample ?? [];
      const words = String((details.errorInstance as Error | null)?.stack ?? details.errorInstance);
      throw new Error(
        `${words}\n\nA test of it, for test/property/cases.test.ts (seed ${details.seed}):\n\n` +
          `  it("…", () => tryCase(world, ${JSON.stringify(one)}));\n`,
      );
    }
    console.log(`      ${runs} operations, ${failed} of which were to fail and did`);
    expect(failed).to.be.greaterThan(runs / 20);
  });
});
