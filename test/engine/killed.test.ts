/**
 * Runs that are killed on the real engine, with every kind of resource: the provider or the engine, before and after
 * calls of create, update and destroy. Then what a person is told to run: nothing is lost, nothing is doubled.
 *
 * By day a chain of killed runs comes past every kind of call; `npm run test:nightly` tries every point by itself.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Moment } from "../../emulator";
import { differences, dump } from "../support/dump";
import { isRunning, KillableStack } from "../support/killing";
import { at, gate, type Point, pointsOf, spell } from "../support/points";
import { withReach } from "../support/reach";
import { World } from "../support/world";

const NIGHTLY = process.env.NIGHTLY !== undefined;

const WAYS = [
  "the engine is killed, and its orphaned provider finishes the call during the next run",
  "the provider is killed, and the server breaks off",
  "the provider is killed, and the server goes on during the next run",
] as const;
type Way = (typeof WAYS)[number];

const PHASES = ["create", "update", "destroy"] as const;
type Phase = (typeof PHASES)[number];

/** The search index is behind by less than what the provider is told to allow for. */
const LAG_MS = 1500;
const ALLOWED = { KALTURA_INDEX_LAG_SECONDS: "6" };
/** What hangs at the server goes on by then, at the latest. */
const HANGS_MS = 2500;

const isWrite = (call: string) => !/\.(list|get)$/.test(call);

describe("a run that is killed on the real engine", function () {
  this.timeout(NIGHTLY ? 4 * 3_600_000 : 900_000);
  let world: World;
  let stack: KillableStack;
  const servers = new Map<Phase, unknown>();
  const ends = new Map<Phase, Record<string, unknown>>();
  const points = new Map<Phase, Point[]>();
  /** Calls that a run was killed at. */
  const covered = new Set<string>();
  /** The last request before the run under way. */
  let since = 0;
  let tried = 0;
  let doubles = 0;

  const command = (phase: Phase) => [
    phase === "destroy" ? "destroy" : "up",
    "--yes",
    "--skip-preview",
    "--parallel=1",
  ];
  const account = async () => {
    // The index catches up.
    world.emulator.clock.advance(10);
    const now = await dump(world);
    world.emulator.clock.reset();
    return now;
  };

  before(async () => {
    world = await World.withProfiles({ mediaNeedsContent: true, indexLagMs: LAG_MS });
    await withReach(world);
    stack = new KillableStack(world, ALLOWED);
    await stack.pulumi("stack", "init", "test");
    for (const phase of PHASES) {
      servers.set(phase, structuredClone(world.emulator.store.image()));
      stack.save(phase);
      stack.version = phase === "create" ? 1 : 2;
      points.set(phase, await pointsOf(world.emulator, () => stack.pulumi(...command(phase))));
      ends.set(phase, await account());
      // What the index does not know yet would be lost with the image.
      await sleep(LAG_MS);
    }
  });
  after(async () => {
    console.log(`      ${tried} points tried on the real engine, ${doubles} doubles`);
    stack.close();
    await world.stop();
  });

  /** The server and the engine's state as they were before a phase. */
  function begin(phase: Phase): void {
    world.emulator.onMoment = undefined;
    world.emulator.store.restore(structuredClone(servers.get(phase)) as never);
    stack.load(phase);
    stack.notesEachStep = true;
    stack.version = phase === "create" ? 1 : 2;
  }

  /**
   * Runs until it is told to stop, and kills there. What hangs at the server goes on when the next command asks
   * something, or a little later.
   * @returns false when the run came to its end before
   */
  async function killedAt(
    phase: Phase,
    way: Way,
    arm: (act: (m: Moment) => Promise<"cut" | undefined>) => void,
  ) {
    const [reached, goesOn] = [gate(), gate()];
    since = world.emulator.requests;
    const run = stack.start(...command(phase));
    arm(async () => {
      reached.open();
      if (way.startsWith("the provider")) await stack.killProvider(run);
      if (way.endsWith("breaks off")) return "cut";
      await goesOn.opened;
      return undefined;
    });
    const ended = await Promise.race([run.ended, reached.opened.then(() => undefined)]);
    if (ended !== undefined) {
      if (ended.code !== 0) throw new Error(`a run that nobody killed failed:\n${ended.output}`);
      return false;
    }
    tried += 1;
    const orphans = way.startsWith("the engine") ? await stack.killEngine(run) : [];
    await run.ended;
    void sleep(HANGS_MS).then(goesOn.open);
    world.emulator.onMoment = async () => {
      goesOn.open();
      return undefined;
    };
    if (orphans.length > 0) {
      await stack.recover();
      goesOn.open();
      await hasEnded(orphans);
    }
    return true;
  }

  /** An orphaned provider finishes its call and ends. */
  async function hasEnded(pids: readonly number[]): Promise<void> {
    for (let looks = 0; pids.some(isRunning); looks++) {
      expect(looks, "looks at an orphaned provider that does not end").to.be.lessThan(200);
      await sleep(100);
    }
  }

  /** Runs to the end, and finds everything as if nothing had happened. */
  async function converges(phase: Phase): Promise<void> {
    await stack.pulumi(...command(phase));
    world.emulator.onMoment = undefined;
    const wrong = differences(await account(), ends.get(phase)!);
    doubles += wrong.filter(line => line.endsWith("too much")).length;
    expect(wrong, wrong.join("; ")).to.deep.equal([]);
    if (phase !== "destroy") await stack.pulumi("preview", "--expect-no-changes");
  }

  for (const phase of PHASES) {
    if (NIGHTLY) {
      it(`${phase}: at every point`, async () => {
        const failures: string[] = [];
        let unmet = 0;
        for (const [i, point] of points.get(phase)!.entries()) {
          // Of what only asks, the moment before is enough.
          if (point.done > 0 && !point.calls.some(isWrite)) continue;
          const way = WAYS[i % WAYS.length]!;
          begin(phase);
          try {
            if (await killedAt(phase, way, act => at(world.emulator, point, act))) await converges(phase);
            // What is looked up again and again until something is ready comes more or less often.
            else if (point.calls.some(isWrite)) throw new Error("was not met");
            else unmet += 1;
          } catch (error) {
            failures.push(`${spell(point)}: ${way}: ${String(error).slice(0, 1500)}`);
            // At once: the run takes an hour.
            console.log(`      ${failures.at(-1)}`);
          }
          stack.clear();
        }
        if (unmet > 0) console.log(`      ${unmet} looks were not met again`);
        expect(failures, failures.join("\n")).to.deep.equal([]);
      });
      continue;
    }

    it(`${phase}: one run after the other, at every kind of call`, async () => {
      const calls = points.get(phase)!.flatMap(point => point.calls.filter(isWrite));
      const open = [...new Set(calls)].filter(call => !covered.has(call));
      for (const call of open) covered.add(call);
      let turn = PHASES.indexOf(phase);
      while (open.length > 0) {
        begin(phase);
        const before = open.length;
        // In the order in which they come, as far as a run gets to them; what comes no more, in another chain.
        for (const call of [...open]) {
          const done = turn % 2;
          const met = await killedAt(phase, WAYS[turn % WAYS.length]!, act => {
            let acted = false;
            world.emulator.onMoment = async moment => {
              // What a killed run sent may still be under way.
              if (acted || moment.request <= since || moment.calls[moment.done - done] !== call)
                return undefined;
              acted = true;
              return act(moment);
            };
          });
          if (!met) break;
          open.splice(open.indexOf(call), 1);
          turn += 1;
        }
        await converges(phase);
        stack.clear();
        expect(open.length, `calls that no run comes to: ${open.join(", ")}`).to.be.lessThan(before);
      }
    });
  }

  for (const phase of PHASES) {
    it(`${phase}: and when the engine had noted nothing of it (PULUMI_SKIP_CHECKPOINTS)`, async () => {
      const writes = points.get(phase)!.filter(point => point.done > 0 && point.calls.some(isWrite));
      for (const share of [0.4, 0.9]) {
        begin(phase);
        stack.notesEachStep = false;
        const point = writes[Math.floor(share * writes.length)]!;
        expect(await killedAt(phase, WAYS[0], act => at(world.emulator, point, act)), spell(point)).to.equal(
          true,
        );
        await converges(phase);
        stack.clear();
      }
    });
  }

  for (const [times, notesEachStep] of [
    [1, true],
    [1, false],
    [2, true],
  ] as const) {
    const noted = notesEachStep ? "" : ", with the state written at the end";
    it(`and when Ctrl-C comes ${times === 1 ? "once" : "twice"} in the middle of a call${noted}`, async () => {
      begin("create");
      stack.notesEachStep = notesEachStep;
      const [reached, goesOn] = [gate(), gate()];
      let first = true;
      world.emulator.onMoment = async ({ calls, done }) => {
        if (!first || calls[done] !== "schedule_scheduleevent.add") return undefined;
        first = false;
        reached.open();
        await goesOn.opened;
        return undefined;
      };
      const run = stack.start(...command("create"));
      await reached.opened;
      for (let sent = 0; sent < times; sent++) {
        run.signal("SIGINT");
        await sleep(500);
      }
      goesOn.open();
      expect((await run.ended).code).to.not.equal(0);
      // After the second the engine ends at once, as if it had been killed; after the first all is in the state.
      expect(stack.holds("dynamic/kaltura:"), "something of the run is in the state").to.equal(true);
      if (times === 2) await stack.recover();
      await converges("create");
    });
  }

  it("and when every answer is lost once", async () => {
    let lost = 0;
    for (const phase of PHASES) {
      begin(phase);
      const seen = new Set<string>();
      world.emulator.onMoment = async ({ calls, done }) => {
        const name = calls.join();
        if (done < calls.length || !calls.some(isWrite) || seen.has(name)) return undefined;
        seen.add(name);
        lost += 1;
        return "cut";
      };
      await converges(phase);
    }
    console.log(`      ${lost} answers lost on the real engine`);
    expect(lost).to.be.greaterThan(30);
  });
});
