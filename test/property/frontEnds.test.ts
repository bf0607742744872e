/** The same inputs and edits through both front ends: the same diffs, the same calls, the same outputs. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import fc from "fast-check";
import * as core from "../../provider/lifecycle/operations";
import { getPath, type Props, setPath } from "../../provider/lifecycle/values";
import { definitionOf, registry } from "../../provider/resources/registry";
import { furnish, type Things, withThings } from "../support/account";
import { frontEnds, type Held, ProtocolClient } from "../support/protocol";
import { samples } from "../support/samples";
import { World } from "../support/world";

const RUNS = Number(process.env.CONVERGENCE_RUNS ?? 25);
/** Of orders only some can be placed. */
const KINDS = registry.filter(d => d.warnOnCreate === undefined).map(d => d.kind);

/** Choices by number: which inputs are set, each to which of its two samples. */
type Choices = ReadonlyArray<readonly [number, 0 | 1]>;

interface Side {
  readonly world: World;
  readonly client: ProtocolClient;
  readonly things: Things;
}

/** The inputs that choices make, as far as they go together. */
function inputsOf(kind: string, choices: Choices, things: Things): Props {
  const own = samples[kind]!;
  const paths = Object.keys(own.values);
  let inputs = withThings(own.base, things) as Props;
  for (const [at, which] of choices) {
    const path = paths[at % paths.length]!;
    const more = withThings({ ...own.needs?.[path] }, things) as Props;
    const lacking = Object.fromEntries(
      Object.entries(more).filter(([key]) => getPath(inputs, key) === undefined),
    );
    const next = setPath({ ...inputs, ...lacking }, path, withThings(own.values[path]![which], things));
    if (core.check(definitionOf(kind), next).failures.length === 0) inputs = next;
  }
  return inputs;
}

/** Without what differs by account (ids of entries) or by front end (what the classes compute in programs). */
function comparable(kind: string, outputs: Props): unknown {
  const computed = Object.keys(definitionOf(kind).computed);
  const bare = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\b[01]_[a-z0-9]{8}\b/g, "<id>");
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== "object" || value === null) return value;
    const { "4dabf18193072939515e22adb298388d": wrapped, ...rest } = value as Props;
    if (wrapped !== undefined) return bare(rest.value);
    return Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, bare(v)]));
  };
  const { ingest: _stream, token: _token, content: _content, __provider: _text, ...rest } = outputs;
  return bare(Object.fromEntries(Object.entries(rest).filter(([key]) => !computed.includes(key))));
}

/** What a resource goes through, as the engine would lead it. */
async function life(side: Side, kind: string, stages: readonly Choices[]): Promise<unknown[]> {
  const { world, client, things } = side;
  const told: unknown[] = [];
  let held: Held | undefined;
  for (const choices of stages) {
    const { inputs, reasons } = await client.check(kind, "it", inputsOf(kind, choices, things), held?.inputs);
    expect(reasons).to.deep.equal([]);
    world.emulator.clearCalls();
    let verdict = "create";
    if (held !== undefined) {
      const diff = await client.diff(kind, "it", held, inputs);
      const changed = diff.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME;
      const anew = diff.getReplacesList().length > 0;
      verdict = anew ? `replace ${diff.getReplacesList().join()}` : changed ? "update" : "same";
      if (anew) {
        await client.delete(kind, "it", held);
        held = undefined;
      }
    }
    if (held === undefined) held = await client.create(kind, "it", inputs);
    else if (verdict === "update") held = await client.update(kind, "it", held, inputs);
    told.push({ verdict, calls: changes(world), outputs: comparable(kind, held.outputs) });
  }
  const seen = await client.read(kind, "it", held!.id, held);
  told.push({ read: comparable(kind, seen!.inputs) });
  world.emulator.clearCalls();
  await client.delete(kind, "it", seen!);
  told.push({ deleted: changes(world) });
  return told;
}

const changes = (world: World) => world.called().filter(call => !/\.(list|get|count|start\w+)$/.test(call));

describe("both front ends", function () {
  this.timeout(30 * 60_000);
  const sides: Side[] = [];
  before(async () => {
    for (const spec of [frontEnds.plugin, frontEnds.dynamic]) {
      const world = await World.withProfiles();
      const client = await ProtocolClient.start(spec);
      await client.configure({
        serviceUrl: world.emulator.url,
        partnerId: String(world.emulator.partnerId),
        adminSecret: world.emulator.adminSecret,
        kafHost: new URL(world.emulator.url).host,
      });
      sides.push({ world, client, things: await furnish(world) });
    }
  });
  after(async () => {
    for (const { world, client } of sides) {
      await client.stop();
      await world.stop();
    }
  });

  it(`lead ${RUNS} random lives of resources through the same diffs, calls and outputs`, async () => {
    const choices = fc.array(fc.tuple(fc.nat(99), fc.constantFrom(0 as const, 1 as const)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.array(choices, { minLength: 1, maxLength: 3 }),
        async (kind, stages) => {
          const [plugin, dynamic] = await Promise.all(sides.map(side => life(side, kind, stages)));
          expect(plugin).to.deep.equal(dynamic);
        },
      ),
      { numRuns: RUNS, seed: 20_270_504, endOnFailure: true },
    );
  });
});
