/** Each call of a request refused by itself: what the others made is kept, and the next run makes what is missing. */
import { expect } from "chai";
import { OperationError } from "../../provider/lifecycle/failure";
import { failureOf } from "../support/failure";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const TIMES = { start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" };
const ONE: Readonly<Record<string, Program>> = {
  "a webcast": {
    track: { kind: "EventCategory", inputs: { name: "Track" } },
    it: {
      kind: "WebcastSession",
      inputs: id => ({
        ...{ name: "Talk", ...TIMES, categories: [id("track")], chat: { enabled: true } },
        scheduleEvent: { owner: "ann@example.com" },
      }),
    },
  },
  "a simulive": {
    film: { kind: "MediaAsset", inputs: { name: "Film", url: "https://example.com/film.mp4" } },
    it: {
      kind: "SimuliveSession",
      inputs: id => ({ name: "Talk", start: TIMES.start, source: id("film"), redirectAfter: true }),
    },
  },
  "a room": { it: { kind: "InteractiveRoom", inputs: { name: "Room", mode: "interactive", ...TIMES } } },
  "a studio": { it: { kind: "StudioSession", inputs: { name: "Studio", ...TIMES } } },
  "a channel with targets": {
    talk: { kind: "WebcastSession", inputs: { name: "Talk", ...TIMES } },
    it: {
      kind: "RestreamerChannel",
      inputs: id => ({
        name: "Hall",
        targets: [{ session: id("talk"), from: TIMES.start, until: TIMES.end }],
      }),
    },
  },
};

describe("each call of a request refused by itself", () => {
  let world: World;
  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());

  const written = () => world.called().filter(call => !/\.(list|get)$/.test(call));

  for (const [what, program] of Object.entries(ONE)) {
    it(`of ${what}`, async () => {
      const { it: _, ...before } = program;
      const stack = new Stack(world.runtime);
      await stack.up(before);
      world.emulator.clearCalls();
      await stack.up(program);
      const calls = written();
      const [root] = calls;
      expect(calls.length).to.be.greaterThan(1);
      await stack.destroy();
      let tried = 0;
      for (const [k, call] of calls.entries()) {
        await stack.up(before);
        const [service, action] = call.split(".") as [string, string];
        const nth = calls.slice(0, k + 1).filter(c => c === call).length;
        world.emulator.faults.add({
          service,
          action,
          nth,
          kind: "apiError",
          code: "INVALID_FIELD_VALUE",
          times: 1,
        });
        expect(await failureOf(stack.up(program)), call).to.be.instanceOf(OperationError);
        world.emulator.faults.clear();
        expect(stack.resources.has("it"), call).to.equal(call !== root || nth > 1);
        world.emulator.clearCalls();
        await stack.up(program);
        const again = written();
        // Nothing that is there is made again.
        if (k > 0) {
          expect(again, call).to.include(call).and.not.include(root);
          expect(again.length, `${call}: ${again.join()}`).to.be.at.most(calls.length - k);
        }
        expect(stack.changes(program), call).to.deep.equal({});
        await stack.refresh();
        expect(stack.changes(program), call).to.deep.equal({});
        await stack.destroy();
        tried += 1;
      }
      expect(tried).to.equal(calls.length);
      expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
    });
  }
});
