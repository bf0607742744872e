/** A big event over a bad line, on the real engine: one call in ten goes wrong, and the event is as planned. */
import { expect } from "chai";
import { EventCategory, WebcastSession } from "pulumi-kaltura";
import type { FaultKind } from "../../emulator";
import { differences, dump } from "../support/dump";
import { EngineStack } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const SESSIONS = 100;
const KINDS: readonly FaultKind[] = [
  "http500",
  "http502",
  "http503",
  "reset",
  "lostAnswer",
  "unanswered",
  "empty",
  "internalError",
  "expiredKs",
];
const TROUBLE = { share: 0.1, kinds: KINDS, seed: 20270504 };

const event = (minutes: number) => async () => {
  const summit = new EventCategory("summit", { name: "Summit" });
  for (let i = 0; i < SESSIONS; i++) {
    const start = Date.UTC(2027, 4, 4, 8 + (i % 10));
    const at = (more: number) => new Date(start + more * 60_000).toISOString().replace(".000", "");
    new WebcastSession(`session-${i}`, {
      name: `Session ${i}`,
      start: at(0),
      end: at(minutes),
      categories: [summit],
    });
  }
  return {};
};

describe(`an event of ${SESSIONS} sessions when one call in ten goes wrong`, function () {
  this.timeout(900_000);
  let calm: World;
  let rough: World;
  const stacks: EngineStack[] = [];

  before(async () => {
    [calm, rough] = [await World.withProfiles(), await World.withProfiles()];
    for (const world of [calm, rough]) {
      stacks.push(
        await EngineStack.create(world, event(30), {
          PULUMI_SKIP_CHECKPOINTS: "true",
          KALTURA_CALL_TIMEOUT_SECONDS: "3",
          KALTURA_INDEX_LAG_SECONDS: "3",
        }),
      );
    }
  });
  after(async () => {
    await Promise.all(stacks.map(stack => stack.close()));
    await Promise.all([calm.stop(), rough.stop()]);
  });

  it("goes up, changes and comes down as over a good one", async () => {
    const [good, bad] = stacks as [EngineStack, EngineStack];
    let met = 0;
    const disturbed = async (work: () => Promise<unknown>) => {
      rough.emulator.faults.trouble(TROUBLE);
      await work();
      met += rough.emulator.faults.troubled;
      rough.emulator.faults.clear();
      expect(differences(await dump(rough), await dump(calm))).to.deep.equal([]);
    };
    await good.up();
    await disturbed(() => bad.up());
    expect((await bad.preview()).changes).to.deep.equal({ same: SESSIONS + 2 });
    for (const stack of stacks) stack.program = event(45);
    await good.up();
    await disturbed(() => bad.up());
    await disturbed(() => bad.refresh());
    expect((await bad.preview()).changes).to.deep.equal({ same: SESSIONS + 2 });
    await good.destroy();
    await disturbed(() => bad.destroy());
    console.log(`      ${met} requests went wrong`);
    expect(met).to.be.greaterThan(20);
  });
});

describe("a failure that will not pass", function () {
  this.timeout(300_000);
  let world: World;
  let stack: EngineStack;

  const few = async () => {
    for (let i = 0; i < 6; i++) {
      new WebcastSession(`session-${i}`, {
        name: `Session ${i}`,
        start: "2027-05-04T09:00Z",
        end: "2027-05-04T10:00Z",
      });
    }
    return {};
  };

  beforeEach(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, few, {
      PULUMI_PARALLEL: "1",
      KALTURA_CALL_TIMEOUT_SECONDS: "3",
      KALTURA_INDEX_LAG_SECONDS: "1",
    });
  });
  afterEach(async () => {
    await stack.close();
    await world.stop();
  });

  for (const [what, spec, words] of [
    [
      "the account is blocked",
      { kind: "apiError", code: "SERVICE_FORBIDDEN_CONTENT_BLOCKED" },
      /SERVICE_FORBIDDEN_CONTENT_BLOCKED/,
    ],
    ["the credentials are revoked", { kind: "expiredKs" }, /check this machine's clock/],
    ["the server breaks down", { kind: "http502" }, /HTTP 502/],
    ["the server is gone", { kind: "reset" }, /broke before the answer/],
  ] as const) {
    it(`${what} half way: says what was done, and what to run next`, async () => {
      world.emulator.faults.add({ ...spec, nth: 14, times: 0 });
      const output = String(await failureOf(stack.up()));
      expect(output).to.match(words);
      expect(output).to.match(/WebcastSession session-\d created/);
      expect(output).to.match(/run pulumi up again/i);
      world.emulator.faults.clear();
      await stack.up();
      expect(world.emulator.counts()).to.include({ entries: 6, scheduleEvents: 6 });
      expect((await stack.preview()).changes).to.deep.equal({ same: 7 });
    });
  }
});
