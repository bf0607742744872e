/**
 * HTTP requests of each kind of resource: to make, read, change and take down fifty of it, eight at a time as the
 * engine does on two cores, and for one alone. No engine: counts don't depend on it.
 *
 *   npm run bench:requests -- [fifty]
 */
import { join } from "node:path";
import * as core from "../provider/lifecycle/operations";
import type { Runtime } from "../provider/lifecycle/runtime";
import type { Props } from "../provider/lifecycle/values";
import { markOf } from "../provider/mark";
import { definitionOf } from "../provider/resources/registry";
import { orderable } from "../test/support/reach";
import { World } from "../test/support/world";

const MANY = Number(process.argv[2] ?? 50);
const PARALLEL = 8;
const PICTURE = join(__dirname, "..", "..", "test", "support", "red.jpg");

interface Subject {
  readonly what: string;
  readonly kind: string;
  readonly inputs: (i: number) => Promise<Props> | Props;
  readonly edit: Props;
}

const times = { start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" };
const moved = { ...times, end: "2027-05-04T10:30Z" };

async function each(n: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < n) await work(next++);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** Requests to create, read, update and delete `n` of it, each in a process of its own. */
async function count(world: World, subject: Subject, n: number): Promise<number[]> {
  const definition = definitionOf(subject.kind) as never;
  const made: Array<{ id: string; outputs: Props; inputs: Props }> = [];
  const given: Props[] = [];
  for (let i = 0; i < n; i++) {
    const mark = markOf("organization/bench/test", subject.kind, `${subject.what} ${n} ${i}`);
    const checked = core.check(definition, { ...(await subject.inputs(i)), mark });
    if (checked.failures.length > 0) throw new Error(`${subject.what}: ${JSON.stringify(checked.failures)}`);
    given.push(checked.inputs);
  }
  const phase = async (work: (i: number, runtime: Runtime) => Promise<unknown>) => {
    // Waits long enough for what starts together to share a request, on any machine.
    const runtime = world.freshRuntime({ windowMs: 15 }, { windowMs: 30 });
    const before = world.requests;
    await each(n, async i => void (await work(i, runtime)));
    await runtime.gateway.close();
    return world.requests - before;
  };
  return [
    await phase(async (i, runtime) => {
      made[i] = { ...(await core.create(definition, runtime, given[i]!)), inputs: given[i]! };
    }),
    await phase((i, runtime) => core.read(definition, runtime, made[i]!.id, made[i]!.outputs)),
    await phase(async (i, runtime) => {
      const { id, outputs, inputs } = made[i]!;
      const wished = core.check(definition, { ...inputs, ...subject.edit }).inputs;
      made[i] = { ...(await core.update(definition, runtime, id, outputs, wished)), inputs: wished };
    }),
    await phase((i, runtime) => core.remove(definition, runtime, made[i]!.id, made[i]!.outputs)),
  ];
}

async function subjects(world: World): Promise<Subject[]> {
  const category = await world.must("category", "add", {
    category: { objectType: "KalturaCategory", name: "Channels" },
  });
  const film = await world.must("media", "add", {
    entry: { objectType: "KalturaMediaEntry", mediaType: 1, name: "Film" },
  });
  const things = await orderable(world);
  const entry = async (kind: string) =>
    (
      await world.must(kind, "add", {
        [kind === "media" ? "entry" : "liveStreamEntry"]:
          kind === "media"
            ? { objectType: "KalturaMediaEntry", mediaType: 1, name: "Recording" }
            : { objectType: "KalturaLiveStreamEntry", mediaType: 201, sourceType: "32", name: "Live" },
      })
    ).id as string;
  return [
    { what: "webcast", kind: "WebcastSession", inputs: i => ({ name: `W ${i}`, ...times }), edit: moved },
    {
      what: "webcast with a picture from a file",
      kind: "WebcastSession",
      inputs: i => ({ name: `W ${i}`, ...times, thumbnail: PICTURE }),
      edit: moved,
    },
    {
      what: "webcast in a category by its name",
      kind: "WebcastSession",
      inputs: i => ({ name: `W ${i}`, ...times, categories: ["Channels"] }),
      edit: moved,
    },
    {
      what: "simulive of one recording",
      kind: "SimuliveSession",
      inputs: i => ({ name: `S ${i}`, start: times.start, source: film.id }),
      edit: { start: "2027-05-05T09:00Z" },
    },
    {
      what: "room",
      kind: "InteractiveRoom",
      inputs: i => ({ name: `R ${i}`, mode: "interactive", ...times }),
      edit: moved,
    },
    {
      what: "studio session",
      kind: "StudioSession",
      inputs: i => ({ name: `T ${i}`, ...times }),
      edit: moved,
    },
    {
      what: "recording from an address",
      kind: "MediaAsset",
      inputs: i => ({ name: `M ${i}`, url: "https://example.com/film.mp4" }),
      edit: { description: "Changed" },
    },
    {
      what: "channel",
      kind: "RestreamerChannel",
      inputs: i => ({ name: `H ${i}` }),
      edit: { description: "x" },
    },
    {
      what: "category",
      kind: "EventCategory",
      inputs: i => ({ name: `C ${i}` }),
      edit: { description: "x" },
    },
    {
      what: "member of a category",
      kind: "CategoryMember",
      inputs: i => ({ category: category.id, userId: `user${i}@example.com` }),
      edit: { permissionLevel: "moderator" },
    },
    {
      what: "app token",
      kind: "AppToken",
      inputs: i => ({ sessionUserId: `user${i}@example.com` }),
      edit: { description: "x" },
    },
    {
      what: "order of captions",
      kind: "CaptionOrder",
      inputs: async () => ({
        entryId: await entry("media"),
        service: "chapters",
        reachProfile: things.$profile,
      }),
      edit: { context: "x" },
    },
  ];
}

/** Requests a resource, of fifty; in brackets those of one alone. */
async function main(): Promise<void> {
  console.log(`| kind | create | read | update | delete |\n| --- | --- | --- | --- | --- |`);
  const world = await World.withProfiles();
  for (const subject of await subjects(world)) {
    try {
      const [many, one] = [await count(world, subject, MANY), await count(world, subject, 1)];
      const cells = many.map((requests, i) => `${(requests / MANY).toFixed(2)} (${one[i]})`);
      console.log(`| ${[subject.what, ...cells].join(" | ")} |`);
    } catch (error) {
      console.log(`| ${subject.what} | ${error instanceof Error ? error.message : error} |`);
    }
  }
  await world.stop();
}

void main();
