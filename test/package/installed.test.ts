/** The package as users get it: packed, installed in an empty folder, used from each kind of program. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { World } from "../support/world";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");

const BODY = `
const event = new EventCategory("event", { name: "Summit" });
const talk = new WebcastSession("talk", {
  name: "Talk",
  start: "2027-05-04T09:00",
  end: "2027-05-04T10:00",
  timezone: "Europe/Berlin",
  categories: [event],
});
`;

const PROGRAMS = {
  "index.js": `const { EventCategory, WebcastSession } = require("pulumi-kaltura");${BODY}exports.player = talk.playerUrl;`,
  "index.mjs": `import { EventCategory, WebcastSession } from "pulumi-kaltura";${BODY}export const player = talk.playerUrl;`,
  "index.ts": `import { EventCategory, WebcastSession } from "pulumi-kaltura";${BODY}export const player: unknown = talk.playerUrl;`,
} as const;

describe("the installed package", function () {
  this.timeout(300_000);
  let world: World;
  let folder: string;

  before(async () => {
    world = await World.withProfiles();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-installed-"));
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: ROOT });
    const tarball = readdirSync(folder).find(f => f.endsWith(".tgz"))!;
    const version = require("@pulumi/pulumi/package.json").version as string;
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "event", version: "1.0.0", private: true }),
    );
    await run(
      "npm",
      [
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        `./${tarball}`,
        `@pulumi/pulumi@${version}`,
        "typescript@5.9.3",
      ],
      { cwd: folder },
    );
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const pulumi = (...args: string[]) =>
    run("pulumi", ["--non-interactive", "--color=never", ...args], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        KALTURA_SERVICE_URL: world.emulator.url,
        KALTURA_PARTNER_ID: String(world.emulator.partnerId),
        KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
        KALTURA_PLAYER_ID: "4711",
      },
    }).then(r => r.stdout);

  for (const [main, source] of Object.entries(PROGRAMS)) {
    it(`works from ${main}, with a provider by reference in the state`, async () => {
      mkdirSync(join(folder, "state"), { recursive: true });
      writeFileSync(join(folder, main), source);
      writeFileSync(join(folder, "Pulumi.yaml"), `name: event\nruntime: nodejs\nmain: ${main}\n`);
      const stack = main.replace(".", "-");
      await pulumi("stack", "init", stack);
      await pulumi("up", "--yes", "--skip-preview", "--stack", stack);
      expect(world.emulator.counts()).to.include({
        entries: 1,
        scheduleEvents: 1,
        categories: 1,
        categoryEntries: 1,
      });
      const player = await pulumi("stack", "output", "player", "--stack", stack);
      expect(player.trim()).to.match(/^https:\/\/cdnapisec\.kaltura\.com\/p\/107\/embedPlaykitJs/);
      const state = await pulumi("stack", "export", "--stack", stack);
      const texts = [...state.matchAll(/"__provider": "((?:[^"\\]|\\.)*)"/g)].map(m => m[1]!);
      expect(texts).to.have.length(4); // inputs and outputs of two resources
      for (const text of texts) {
        expect(text).to.include("require(").and.include("pulumi-kaltura/dynamic");
        expect(text.length).to.be.lessThan(512);
      }
      await pulumi("destroy", "--yes", "--skip-preview", "--stack", stack);
      expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0, categories: 0 });
    });
  }

  it("makes an event from a file, which its command checks and whose agenda a website reads with its types", async () => {
    const event =
      "name: Summit\ntimezone: UTC\nsessions: [{ id: talk, title: Talk, start: 2057-05-04T09:00, duration: 1h }]\n";
    writeFileSync(join(folder, "event.yaml"), event);
    const { stdout } = await run("npx", ["pulumi-kaltura", "check", "event.yaml"], { cwd: folder });
    expect(stdout).to.equal("1 session right, 0 errors, 0 warnings\n");
    const program = `import { EventProgram } from "pulumi-kaltura/event";
      export const { agenda, calendar } = new EventProgram("summit", { file: "event.yaml" });`;
    writeFileSync(join(folder, "event.ts"), program);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: event\nruntime: nodejs\nmain: event.ts\n");
    mkdirSync(join(folder, "state"), { recursive: true });
    await pulumi("stack", "init", "file");
    await pulumi("up", "--yes", "--skip-preview", "--stack", "file");
    const outputs = await pulumi("stack", "output", "--json", "--stack", "file");
    writeFileSync(join(folder, "outputs.json"), outputs);
    const website = `import { readFileSync } from "node:fs";
      import { readAgenda } from "pulumi-kaltura/agenda";
      console.log(readAgenda(readFileSync("outputs.json", "utf8")).map(item => item.title).join());`;
    writeFileSync(join(folder, "website.mjs"), website);
    expect((await run("node", ["website.mjs"], { cwd: folder })).stdout).to.equal("Talk\n");
    await pulumi("destroy", "--yes", "--skip-preview", "--stack", "file");
  });

  it("writes an agenda page, with the files that pages need", async () => {
    const item = {
      ...{
        id: "talk",
        title: "Talk",
        kind: "webcast",
        tracks: [],
        timezone: "Europe/Berlin",
        entryId: "1_abc",
      },
      ...{ start: "2027-05-04T09:00+02:00", end: "2027-05-04T10:00+02:00" },
    };
    writeFileSync(join(folder, "outputs.json"), JSON.stringify({ agenda: [item] }));
    await run("npx", ["pulumi-kaltura", "site", "--outputs", "outputs.json"], { cwd: folder });
    expect(readdirSync(join(folder, "site"))).to.include.members(["index.html", "page.css", "agenda.js"]);
  });

  it("has what its exports promise, and neither tests nor tools", async () => {
    const script = `
      const { existsSync } = require("fs"); const { dirname, join } = require("path");
      const file = require.resolve("pulumi-kaltura/package.json"); const pkg = require(file);
      for (const [name, target] of Object.entries(pkg.exports)) {
        if (typeof target === "string") continue;
        for (const path of Object.values(target)) if (!existsSync(join(dirname(file), path))) throw new Error(name + ": " + path);
        require("pulumi-kaltura" + name.slice(1));
      }
      console.log(existsSync(join(dirname(file), "dist/test")), existsSync(join(dirname(file), "dist/tools")));`;
    const { stdout } = await run("node", ["-e", script], { cwd: folder });
    expect(stdout.trim()).to.equal("false false");
  });
});
