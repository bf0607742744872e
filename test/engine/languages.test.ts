/** The same small event in YAML and in Python, through the plugin, on the real engine. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { dump } from "../support/dump";
import { hostOf } from "../support/hosts";
import { Project } from "../support/project";
import { World } from "../support/world";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");
/** Building a host, once, takes a minute. */
const BUILD = 600_000;

type Host = NonNullable<Awaited<ReturnType<typeof hostOf>>>;

const filesOf = (example: string) => {
  const folder = join(ROOT, "examples", example);
  return Object.fromEntries(
    readdirSync(folder).map(name => [name, readFileSync(join(folder, name), "utf8")]),
  );
};

describe("an event in another language", function () {
  this.timeout(180_000);
  /** @returns what is on the server of the deployed event */
  async function deployed(example: string, host: Host): Promise<unknown> {
    const world = await World.withProfiles();
    const env = {
      ...host,
      PATH: [host.PATH, process.env.PATH].join(delimiter),
      KALTURA_PLAYER_ID: "4711",
    };
    const project = await Project.create(filesOf(example), world, env);
    try {
      const preview = await project.pulumi("preview");
      expect(preview).to.match(/5 to create|\+ 5/);
      await project.pulumi("up", "--yes", "--skip-preview");
      await project.pulumi("preview", "--expect-no-changes");
      const outputs = JSON.parse(await project.pulumi("stack", "output", "--json")) as Record<string, string>;
      expect(outputs.embed).to.match(/^<iframe .*uiconf_id\/4711.*entry_id=0_\w+/);
      expect(outputs.ingest).to.equal("[secret]");
      const there = await dump(world);
      await project.pulumi("destroy", "--yes", "--skip-preview");
      expect(await dump(world)).to.deep.equal({});
      return there;
    } finally {
      project.close();
      await world.stop();
    }
  }

  let yaml: unknown;

  it("is deployed, shown as unchanged and taken down in YAML", async function () {
    this.timeout(BUILD);
    yaml = await deployed("yaml", (await hostOf("yaml"))!);
  });

  it("is deployed in Python to the very same objects, with the SDK installed from its folder", async function () {
    this.timeout(BUILD);
    const host = await hostOf("python");
    if (host === null) this.skip();
    const site = mkdtempSync(join(tmpdir(), "pulumi-kaltura-python-"));
    try {
      const install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", site];
      // In a copy: building a package leaves files beside its sources.
      const copy = join(site, "sources");
      await run("cp", ["-r", join(ROOT, "sdk", "python"), copy]);
      await run("python3", [...install, copy]);
      rmSync(copy, { recursive: true });
      const there = await deployed("python", {
        ...host,
        PYTHONPATH: [site, host.PYTHONPATH].join(delimiter),
      });
      expect(there).to.deep.equal(yaml);
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  });

  it("has an SDK and a package schema that fit together, by the rules of Pulumi's own binder", async function () {
    this.timeout(BUILD);
    const { stdout, stderr } = await run("node", [join(ROOT, "tools", "sdk.mjs"), "--check"], { cwd: ROOT });
    expect(stdout + stderr).to.not.match(/warning|error/i);
  });
});
