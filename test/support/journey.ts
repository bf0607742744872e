/**
 * One way through versions of an event: each is deployed, with trouble on the way, until it is there. At the end the
 * account must look as if the last version had been deployed afresh.
 */
import { expect } from "chai";
import type { FaultSpec } from "../../emulator";
import type { Props } from "../../provider/lifecycle/values";
import { isMark } from "../../provider/mark";
import { differences, dump } from "./dump";
import { type Edit, type Event, edited, program } from "./events";
import { mortal } from "./mortal";
import { Killed, type Op, type Program, Stack } from "./stack";
import type { World } from "./world";

/** What somebody does by hand to the n-th of the stack's objects of a kind. */
export interface ByHand {
  readonly what: keyof typeof HANDS;
  readonly which: number;
}

export interface Step {
  readonly edit: Edit;
  readonly faults?: readonly FaultSpec[];
  readonly byHand?: readonly ByHand[];
  /** The run ends at its n-th request with writes. */
  readonly killed?: { readonly at: number; readonly moment: "before" | "after" };
}

export interface Journey {
  readonly first: Event;
  readonly steps: readonly Step[];
  /** Milliseconds that the search index is behind. */
  readonly lag: number;
}

export interface Met {
  faults: number;
  kills: number;
  byHand: number;
  ups: number;
  writes: number;
}

type Hand = (world: World, objects: readonly Props[], which: number) => Promise<boolean>;

const ours = (object: Props) =>
  [object.adminTags, object.tags, object.description, object.partnerData].some(text =>
    String(text ?? "")
      .split(/[^a-z0-9]/)
      .some(isMark),
  );

const entriesOf = async (world: World) =>
  (
    await world.list("baseEntry", {
      objectType: "KalturaBaseEntryFilter",
      statusIn: "-2,-1,0,1,2,4,5,6,7",
    })
  ).filter(ours);
const eventsOf = async (world: World) =>
  (await world.list("schedule_scheduleevent", { objectType: "KalturaScheduleEventFilter" })).filter(ours);

const onOne =
  (list: (world: World) => Promise<Props[]>, act: (world: World, object: Props) => Promise<unknown>) =>
  async (world: World, which: number): Promise<boolean> => {
    const objects = await list(world);
    if (objects.length === 0) return false;
    try {
      await act(world, objects[which % objects.length]!);
    } catch (error) {
      // The index still shows what is gone.
      if (/not found/.test(String(error))) return false;
      throw error;
    }
    return true;
  };
const categoriesOf = async (world: World) =>
  (await world.list("category", { objectType: "KalturaCategoryFilter" })).filter(ours);

const HANDS = {
  "an entry is deleted": onOne(entriesOf, (world, { id }) =>
    world.must("baseEntry", "delete", { entryId: id }),
  ),
  "an entry is renamed": onOne(entriesOf, (world, { id }) =>
    world.must("baseEntry", "update", {
      entryId: id,
      baseEntry: { objectType: "KalturaBaseEntry", name: "Renamed by hand" },
    }),
  ),
  "an event is deleted": onOne(eventsOf, (world, { id }) =>
    world.must("schedule_scheduleevent", "delete", { scheduleEventId: id }),
  ),
  "an event is cancelled": onOne(eventsOf, (world, { id }) =>
    world.must("schedule_scheduleevent", "cancel", { scheduleEventId: id }),
  ),
  // It may be in the way of another of its entry: then nothing happens.
  "an event is moved": onOne(eventsOf, (world, event) =>
    world.ask("schedule_scheduleevent", "update", {
      scheduleEventId: event.id,
      scheduleEvent: {
        objectType: event.objectType,
        startDate: Number(event.startDate) + 300,
        endDate: Number(event.endDate) + 300,
      },
    }),
  ),
  "metadata is deleted": onOne(
    async world => {
      const entries = await entriesOf(world);
      if (entries.length === 0) return [];
      return world.list("metadata_metadata", {
        objectType: "KalturaMetadataFilter",
        objectIdIn: entries.map(e => e.id).join(","),
      });
    },
    (world, { id }) => world.must("metadata_metadata", "delete", { id }),
  ),
  "a category is renamed": onOne(categoriesOf, (world, { id }) =>
    world.must("category", "update", {
      id,
      category: { objectType: "KalturaCategory", name: "Renamed by hand" },
    }),
  ),
  // Its entries, else put into the category above, would be there by somebody else's doing.
  "a category is deleted": onOne(categoriesOf, (world, { id }) =>
    world.must("category", "delete", { id, moveEntriesToParentCategory: 0 }),
  ),
  "an entry is taken out of a category": onOne(
    async world => {
      const links: Props[] = [];
      for (const { id } of await entriesOf(world))
        links.push(
          ...(await world.list("categoryEntry", {
            objectType: "KalturaCategoryEntryFilter",
            entryIdEqual: id,
          })),
        );
      return links;
    },
    (world, { entryId, categoryId }) => world.must("categoryEntry", "delete", { entryId, categoryId }),
  ),
  "an app token is deleted": onOne(
    async world => (await world.list("appToken", { objectType: "KalturaAppTokenFilter" })).filter(ours),
    (world, { id }) => world.must("appToken", "delete", { id }),
  ),
} satisfies Record<string, Hand | ((world: World, which: number) => Promise<boolean>)>;

/** @returns false when there was nothing to do it to */
export const byHandIn = (world: World, { what, which }: ByHand): Promise<boolean> =>
  HANDS[what](world, which);

export const BY_HAND = Object.keys(HANDS) as Array<keyof typeof HANDS>;

const isWrite = ({ service, action }: { service: string; action: string }) =>
  service !== "multirequest" && !/^(list|get|start|startSession|count)/i.test(action);

/** Writes of one object that came twice, and writes at all where there was nothing to do. */
function surplus(world: World, ops: Record<string, Op>): string[] {
  const writes = world.emulator.calls.filter(isWrite);
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { service, action, params, request } of writes) {
    const named = Object.entries(params).filter(([, value]) => typeof value !== "object");
    // A reference means another object in each request.
    const inside = JSON.stringify(params).includes(":result") ? request : "";
    const key = `${service}.${action} ${JSON.stringify(action === "add" ? params : named)} ${inside}`;
    if (seen.has(key)) twice.push(key);
    seen.add(key);
  }
  if (Object.values(ops).every(op => op === "same")) return writes.map(w => `${w.service}.${w.action}`);
  return twice;
}

/** `up` until it goes through: what a person does. */
export async function insist(stack: Stack, program: Program): Promise<Record<string, Op>> {
  for (let tries = 0; ; tries++) {
    try {
      return await stack.up(program);
    } catch (error) {
      if (error instanceof Killed || tries >= 4) throw error;
    }
  }
}

/**
 * Goes the way in one account, and deploys its end afresh in another.
 * @throws an assertion when the two differ, when something is written twice, or when a preview is not empty
 */
export async function travel(worlds: readonly [World, World], journey: Journey, met: Met): Promise<void> {
  const [edited_, fresh] = worlds;
  const { emulator } = edited_;
  const sleep = async (ms: number) => emulator.clock.advance(ms / 1000);
  /** The index catches up. */
  const later = () => emulator.clock.advance(60);
  const alive = () => ({ ...edited_.freshRuntime(), sleep });
  let runtime = alive();
  let stack = new Stack(runtime);
  const plain = new Stack(fresh.freshRuntime());
  emulator.clock.reset();
  emulator.setIndexLag(journey.lag);
  try {
    let now = journey.first;
    await stack.up(program(now));
    for (const { edit, faults = [], byHand = [], killed } of journey.steps) {
      now = edited(now, edit);
      later();
      for (const hand of byHand) if (await byHandIn(edited_, hand)) met.byHand++;
      later();
      if (byHand.length > 0) await stack.refresh();
      if (killed) {
        const { runtime: doomed, dead } = mortal(runtime, killed.at, killed.moment);
        const dying = Stack.from(stack.snapshot(), doomed, stack.name, dead);
        try {
          await dying.up(program(now));
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          met.kills++;
        }
        await runtime.gateway.close();
        runtime = alive();
        stack = Stack.from(dying.snapshot(), runtime, stack.name);
        later();
      }
      for (const one of faults) emulator.faults.add(one);
      emulator.clearCalls();
      const ops = await insist(stack, program(now));
      met.ups++;
      met.writes += emulator.calls.filter(isWrite).length;
      const hits = emulator.faults.hits().reduce((sum, n) => sum + n, 0);
      met.faults += hits;
      emulator.faults.clear();
      if (hits === 0 && !killed && journey.lag === 0)
        expect(surplus(edited_, ops), "written for nothing").to.deep.equal([]);
      expect(stack.changes(program(now)), "left after up").to.deep.equal({});
    }
    later();
    await stack.refresh();
    expect(stack.changes(program(now)), "left after a refresh").to.deep.equal({});
    await plain.up(program(now));
    emulator.setIndexLag(0);
    later();
    const differ = differences(await dump(edited_), await dump(fresh));
    if (differ.length > 0) expect.fail(`other than a fresh deployment:\n${differ.join("\n")}`);
  } finally {
    emulator.faults.clear();
    emulator.setIndexLag(0);
    later();
    await stack.destroy();
    await plain.destroy();
    await runtime.gateway.close();
    await plain.runtime.gateway.close();
    emulator.clock.reset();
  }
  expect(Object.keys(await dump(edited_)), "left after destroy").to.deep.equal(
    Object.keys(await dump(fresh)),
  );
}
