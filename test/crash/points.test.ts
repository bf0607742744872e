/**
 * A run that is broken off anywhere, and run again: the account is as if nothing had happened. Every boundary between
 * two calls of create, update and destroy, on the engine in small; the real one is in test/engine/killed.test.ts.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { differences, dump } from "../support/dump";
import { everything } from "../support/everything";
import { failureOf } from "../support/failure";
import { at, gate, type Point, pointsOf, spell } from "../support/points";
import { withReach } from "../support/reach";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

/** What happens at a point. */
const WAYS = [
  "the provider is killed and the server breaks off",
  "the provider is killed and the server goes on while the next run is under way",
  "the engine is killed and its orphaned provider finishes the call while the next run is under way",
  "the server breaks off and the run goes on by itself",
] as const;
type Way = (typeof WAYS)[number];

/** Milliseconds that the search index is behind. */
const LAGS = [0, 3_000, 12_000] as const;

/** What the engine has noted of the run that was broken off; with PULUMI_SKIP_CHECKPOINTS it is nothing. */
const NOTED = ["each step", "nothing"] as const;
type Noted = (typeof NOTED)[number];

/** All combinations of points, ways and lags at night; by day each point with one of them in turn. */
const ALL = process.env.NIGHTLY !== undefined;

const PHASES = ["create", "update", "destroy"] as const;
type Phase = (typeof PHASES)[number];

describe("a run that is broken off and run again", function () {
  this.timeout(3_600_000);
  let world: World;
  let folder: string;
  let tried = 0;
  /** The server and the stack before each phase, and the account after it. */
  const startOf = new Map<Phase, { server: unknown; resources: Stack["resources"] }>();
  const endOf = new Map<Phase, Record<string, unknown>>();
  const points = new Map<Phase, Point[]>();

  const program = (phase: Phase): Program => everything(folder, phase === "create" ? 1 : 2);
  const run = (phase: Phase, stack: Stack) =>
    phase === "destroy" ? stack.destroy() : stack.up(program(phase)).then(() => undefined);

  before(async () => {
    world = await World.withProfiles({ mediaNeedsContent: true });
    await withReach(world);
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-points-"));
    const stack = new Stack(world.runtime);
    for (const phase of PHASES) {
      startOf.set(phase, {
        server: structuredClone(world.emulator.store.image()),
        resources: structuredClone(stack.resources),
      });
      points.set(phase, await pointsOf(world.emulator, () => run(phase, stack)));
      endOf.set(phase, await dump(world));
    }
  });
  after(async () => {
    console.log(`      ${tried} points tried`);
    rmSync(folder, { recursive: true });
    await world.stop();
  });

  /** The stack as the engine had noted it before a phase. */
  const stackBefore = (phase: Phase, runtime: Stack["runtime"]) =>
    Stack.from(Object.fromEntries(startOf.get(phase)!.resources), runtime);

  /** The world as it was before a phase, with a new provider process. */
  function begin(phase: Phase, lag: number): Stack {
    const server = structuredClone(startOf.get(phase)!.server);
    const { emulator } = world;
    emulator.clock.reset();
    emulator.setIndexLag(0);
    emulator.store.restore(server as never);
    emulator.setIndexLag(lag);
    emulator.clearCalls();
    world.forgetRuns();
    return stackBefore(phase, world.freshRuntime());
  }

  /** Breaks a run off, runs again, and compares. */
  async function tryAt(
    phase: Phase,
    point: Point,
    { way, lag, noted }: { way: Way; lag: number; noted: Noted },
    refreshed: boolean,
  ): Promise<void> {
    let stack = begin(phase, lag);
    const { emulator } = world;
    const goesOn = gate();
    const engine = { alive: true };
    const first = world.freshRuntime({}, {}, () => engine.alive);
    stack.runtime = first;
    at(emulator, point, async () => {
      if (way === "the server breaks off and the run goes on by itself") return "cut";
      stack.kill();
      if (way.startsWith("the provider")) await world.end(first);
      else engine.alive = false;
      if (way.endsWith("breaks off")) return "cut";
      await goesOn.opened;
      return undefined;
    });
    const broken = await failureOf(run(phase, stack));
    const alone = way === "the server breaks off and the run goes on by itself";
    if (broken !== undefined || !alone) {
      // The next run, in another process. What hangs at the server goes on once it has come a bit of the way.
      const next = world.freshRuntime();
      if (noted === "nothing") stack = stackBefore(phase, next);
      const soon = () => setImmediate(goesOn.open);
      let steps = 0;
      emulator.onMoment = async () => {
        steps += 1;
        if (steps === 4) soon();
        return undefined;
      };
      stack.runtime = {
        ...next,
        sleep: ms => {
          soon();
          return next.sleep(ms);
        },
      };
      if (refreshed) await stack.refresh();
      await run(phase, stack);
      goesOn.open();
      await world.ended(first);
      await world.end(next);
    }
    emulator.onMoment = undefined;
    await world.end(first);
    emulator.clock.advance(60);
    const wrong = differences(await dump(world), endOf.get(phase)!);
    if (phase !== "destroy") {
      for (const [name, op] of Object.entries(stack.changes(program(phase))))
        wrong.push(`${op} of ${name} is left to do`);
    }
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    tried += 1;
  }

  for (const phase of PHASES) {
    it(`${phase}: nothing lost, nothing doubled, nothing left to do`, async () => {
      const failures: string[] = [];
      for (const [i, point] of points.get(phase)!.entries()) {
        const ways = WAYS.filter(way => point.done > 0 || way !== WAYS[3]);
        const all = ways.flatMap(way => LAGS.flatMap(lag => NOTED.map(noted => ({ way, lag, noted }))));
        // 5 and 7 have no common divisor with their number, so that all of them get their turn.
        for (const how of ALL ? all : [all[(i * 5) % all.length]!, all[(i * 7 + 3) % all.length]!]) {
          const error = await failureOf(tryAt(phase, point, how, i % 2 === 0));
          if (error !== undefined)
            failures.push(
              `${i}, ${spell(point)}: ${how.way} (index ${how.lag} ms behind, ${how.noted} noted): ${error.message}`,
            );
        }
      }
      expect(failures, failures.join("\n")).to.deep.equal([]);
    });
  }
});
