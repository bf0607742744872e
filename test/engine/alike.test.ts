/**
 * One event with every kind of resource, made and then edited, as dynamic resources, through the plugin and in YAML: the
 * same operations, the same calls, the same objects, the same outputs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { dump } from "../support/dump";
import { everything } from "../support/everything";
import { hostOf } from "../support/hosts";
import { Project } from "../support/project";
import { withReach } from "../support/reach";
import { World } from "../support/world";

/** What websites and encoders get of each kind. */
const OUTPUTS = {
  talk: ["playerUrl", "iframe", "kafUrlTemplate", "thumbnailUrl", "scheduleEventId", "ingest"],
  show: ["playerUrl", "endsAt"],
  table: ["roomUrlTemplate"],
  panel: ["roomUrlTemplate", "playerUrl"],
  hall: ["entryId", "ingest"],
  summit: ["fullName", "categoryId"],
  film: ["manifestUrl"],
} as const;

const PLUGIN = { providers: [{ name: "kaltura", path: "node_modules/pulumi-kaltura/plugin" }] };

/** The resources with references in place of ids and outputs. */
function declared(folder: string, version: 1 | 2): Record<string, { kind: string; inputs: object }> {
  return Object.fromEntries(
    Object.entries(everything(folder, version)).map(([name, { kind, inputs }]) => [
      name,
      {
        kind,
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
  constructor(kind, name, inputs) {
    const registered = Object.fromEntries([...(outputs[name] ?? []), "scheduleEventId"].map(o => [o, undefined]));
    super("kaltura:index:" + kind, name, { ...registered, ...inputs });
  }
}
for (const [name, { kind, inputs }] of Object.entries(${JSON.stringify(resources)})) {
  made[name] = ${plugged} ? new Plugged(kind, name, value(inputs)) : new kaltura[kind](name, value(inputs));
}
for (const [name, list] of Object.entries(outputs)) {
  for (const output of list) exports[name + "_" + output] = made[name][output];
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
      Object.entries(resources).map(([name, { kind, inputs }]) => [
        name,
        { type: `kaltura:${kind}`, properties: value(inputs) },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(OUTPUTS).flatMap(([name, list]) =>
        list.map(output => [`${name}_${output}`, `\${${name}.${output}}`]),
      ),
    ),
  });
}

type Way = "dynamic" | "plugin" | "yaml";

const filesOf = (way: Way, folder: string, version: 1 | 2): Record<string, string> => {
  const resources = declared(folder, version);
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
  async function live(way: Way): Promise<Done[]> {
    const world = await World.withProfiles({ mediaNeedsContent: true });
    await withReach(world);
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-alike-"));
    const host = way === "yaml" ? await hostOf("yaml") : null;
    const project = await Project.create(filesOf(way, folder, 1), world, {
      KALTURA_KAF_HOST: world.emulator.url.replace("http://", ""),
      KALTURA_PLAYER_ID: "4711",
      ...(host === null ? {} : { PATH: [host.PATH, process.env.PATH].join(delimiter) }),
    });
    try {
      const done: Done[] = [];
      for (const version of [1, 2] as const) {
        for (const [file, text] of Object.entries(filesOf(way, folder, version))) project.write(file, text);
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
      rmSync(folder, { recursive: true, force: true });
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

  it("do the same for every kind of resource, made and edited", async () => {
    const [dynamic, plugin, yaml] = [await live("dynamic"), await live("plugin"), await live("yaml")];
    for (const [i, version] of ["made", "edited"].entries()) {
      for (const [name, other] of [
        ["plugin", plugin],
        ["yaml", yaml],
      ] as const) {
        for (const aspect of ["operations", "calls", "objects", "outputs"] as const) {
          expect(other[i]![aspect], `${aspect} of ${name}, ${version}`).to.deep.equal(dynamic[i]![aspect]);
        }
      }
    }
    expect(Object.keys(dynamic[0]!.operations)).to.have.length(13);
    expect(Object.values(dynamic[1]!.operations)).to.include.members(["update", "replace"]);
  });
});
