/**
 * One event with every kind of resource, and random ones, made and then edited, as dynamic resources, through the plugin
 * and in YAML: the same operations, the same calls, the same objects, the same outputs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { dump } from "../support/dump";
import { anEdit, anEvent, type Event, edited, program as eventProgram } from "../support/events";
import { everything } from "../support/everything";
import { hostOf } from "../support/hosts";
import { Project } from "../support/project";
import { withReach } from "../support/reach";
import type { Program } from "../support/stack";
import { World } from "../support/world";

/** What websites and encoders get, by kind. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  WebcastSession: ["playerUrl", "iframe", "kafUrlTemplate", "thumbnailUrl", "scheduleEventId", "ingest"],
  SimuliveSession: ["playerUrl", "endsAt"],
  InteractiveRoom: ["roomUrlTemplate"],
  StudioSession: ["roomUrlTemplate", "playerUrl"],
  RestreamerChannel: ["entryId", "ingest"],
  EventCategory: ["fullName", "categoryId"],
  MediaAsset: ["manifestUrl", "durationSeconds"],
};

const PLUGIN = { providers: [{ name: "kaltura", path: "node_modules/pulumi-kaltura/plugin" }] };

interface Declared {
  readonly kind: string;
  readonly inputs: object;
  readonly formerly?: string;
}

/** The resources with references in place of ids and outputs. */
function declared(program: Program): Record<string, Declared> {
  return Object.fromEntries(
    Object.entries(program).map(([name, { inputs, ...rest }]) => [
      name,
      {
        ...rest,
        inputs:
          typeof inputs === "function"
            ? inputs(
                of => ({ $ref: [of, "id"] }) as never,
                (of, output) => ({ $ref: [of, output] }) as never,
              )
            : inputs,
      },
    ]),
  );
}

/** A program in JavaScript, by the package's classes or as plain resources of the plugin. */
const program = (resources: object, plugged: boolean) => `
const pulumi = require("@pulumi/pulumi");
const kaltura = require("pulumi-kaltura");
const made = {};
const value = input => {
  if (Array.isArray(input)) return input.map(value);
  if (typeof input !== "object" || input === null) return input;
  if (input.$ref) return made[input.$ref[0]][input.$ref[1]];
  return Object.fromEntries(Object.entries(input).map(([name, item]) => [name, value(item)]));
};
const outputs = ${JSON.stringify(OUTPUTS)};
class Plugged extends pulumi.CustomResource {
  constructor(kind, name, inputs, formerly) {
    const registered = Object.fromEntries((outputs[kind] ?? []).map(o => [o, undefined]));
    super("kaltura:index:" + kind, name, { ...registered, ...inputs }, formerly && { aliases: [{ type: "kaltura:index:" + formerly }] });
  }
}
for (const [name, { kind, inputs, formerly }] of Object.entries(${JSON.stringify(resources)})) {
  made[name] = ${plugged}
    ? new Plugged(kind, name, value(inputs), formerly)
    : new kaltura[kind](name, value(inputs), formerly && kaltura.formerly(formerly));
  for (const output of outputs[kind] ?? []) exports[name + "_" + output] = made[name][output];
}
`;

/** The same as a YAML program. */
function yamlProgram(resources: ReturnType<typeof declared>): string {
  const value = (input: unknown): unknown => {
    if (Array.isArray(input)) return input.map(value);
    if (typeof input !== "object" || input === null) return input;
    const { $ref } = input as { $ref?: [string, string] };
    if ($ref !== undefined) return `\${${$ref[0]}.${$ref[1]}}`;
    return Object.fromEntries(Object.entries(input).map(([name, item]) => [name, value(item)]));
  };
  return stringify({
    name: "event",
    runtime: "yaml",
    plugins: PLUGIN,
    resources: Object.fromEntries(
      Object.entries(resources).map(([name, { kind, inputs, formerly }]) => [
        name,
        {
          type: `kaltura:${kind}`,
          properties: value(inputs),
          ...(formerly && { options: { aliases: [{ type: `kaltura:index:${formerly}` }] } }),
        },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(resources).flatMap(([name, { kind }]) =>
        (OUTPUTS[kind] ?? []).map(output => [`${name}_${output}`, `\${${name}.${output}}`]),
      ),
    ),
  });
}

const NIGHTLY = process.env.NIGHTLY !== undefined;
const RANDOM = Number(process.env.ALIKE_RUNS ?? (NIGHTLY ? 20 : 1));

type Way = "dynamic" | "plugin" | "yaml";

const filesOf = (way: Way, version: Program): Record<string, string> => {
  const resources = declared(version);
  if (way === "yaml") return { "Pulumi.yaml": yamlProgram(resources) };
  return {
    "Pulumi.yaml": stringify({ name: "event", runtime: "nodejs", main: "index.js", plugins: PLUGIN }),
    "index.js": program(resources, way === "plugin"),
  };
};

/** What one way brought about, in one version. */
interface Done {
  readonly operations: Record<string, string>;
  readonly calls: string[];
  readonly objects: unknown;
  readonly outputs: unknown;
}

describe("dynamic resources, the plugin and YAML", function () {
  this.timeout(600_000);

  /** Made, then edited, then taken down. */
  async function live(way: Way, versions: readonly Program[], mediaNeedsContent: boolean): Promise<Done[]> {
    const world = await World.withProfiles({ mediaNeedsContent });
    await withReach(world);
    const host = way === "yaml" ? await hostOf("yaml") : null;
    const project = await Project.create(filesOf(way, versions[0]!), world, {
      KALTURA_KAF_HOST: world.emulator.url.replace("http://", ""),
      KALTURA_PLAYER_ID: "4711",
      ...(host === null ? {} : { PATH: [host.PATH, process.env.PATH].join(delimiter) }),
    });
    try {
      const done: Done[] = [];
      for (const version of versions) {
        for (const [file, text] of Object.entries(filesOf(way, version))) project.write(file, text);
        const preview = JSON.parse(await project.pulumi("preview", "--json", "--show-sames")) as Preview;
        world.emulator.clearCalls();
        await project.pulumi("up", "--yes", "--skip-preview");
        const calls = world
          .called()
          .filter(call => !/\.(list|get|startSession|getPlaybackContext)$/i.test(call));
        await project.pulumi("preview", "--expect-no-changes");
        done.push({
          operations: operationsOf(preview),
          calls: calls.sort(),
          objects: await dump(world),
          outputs: blind(await project.pulumi("stack", "output", "--json"), world),
        });
      }
      await project.pulumi("destroy", "--yes", "--skip-preview");
      expect(await dump(world), `left over by ${way}`).to.deep.equal({});
      return done;
    } finally {
      project.close();
      await world.stop();
    }
  }

  interface Preview {
    readonly steps: ReadonlyArray<{ readonly op: string; readonly urn: string }>;
  }
  const operationsOf = ({ steps }: Preview) =>
    Object.fromEntries(
      steps
        .filter(({ urn }) => urn.includes("kaltura:"))
        .map(({ op, urn }) => [urn.split("::").pop()!, op])
        .sort(),
    );

  /** Ids and addresses differ from server to server. */
  const blind = (text: string, world: World): unknown =>
    JSON.parse(
      text
        .replaceAll(world.emulator.url.replace("http://", ""), "HOST")
        .replace(/0_[a-z0-9]{8}/g, "ENTRY")
        .replace(/"(\w+_(?:scheduleEventId|categoryId))":\s*"?\d+"?/g, '"$1": 1'),
    );

  async function alike(versions: readonly Program[], mediaNeedsContent: boolean): Promise<Done[]> {
    const dynamic = await live("dynamic", versions, mediaNeedsContent);
    for (const way of ["plugin", "yaml"] as const) {
      const other = await live(way, versions, mediaNeedsContent);
      for (const [i, done] of dynamic.entries()) {
        for (const aspect of ["operations", "calls", "objects", "outputs"] as const)
          expect(other[i]![aspect], `${aspect} of ${way}, version ${i + 1}`).to.deep.equal(done[aspect]);
      }
    }
    return dynamic;
  }

  it("do the same for every kind of resource, made and edited", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-alike-"));
    try {
      const [made, after] = await alike([everything(folder, 1), everything(folder, 2)], true);
      expect(Object.keys(made!.operations)).to.have.length(13);
      expect(Object.values(after!.operations)).to.include.members(["update", "replace"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it(`do the same for ${RANDOM} random events, and edits of them`, async () => {
    const way = fc.record({ event: anEvent, edits: fc.array(anEdit, { minLength: 3, maxLength: 6 }) });
    for (const { event, edits } of fc.sample(way, RANDOM)) {
      const after = edits.reduce<Event>(edited, event);
      try {
        await alike([eventProgram(event), eventProgram(after)], false);
      } catch (error) {
        throw new Error(`${String(error)}\n\nThe event: ${JSON.stringify({ event, edits })}`);
      }
    }
  });
});
