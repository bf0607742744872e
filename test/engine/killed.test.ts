/** A run that is killed in the middle of a call: recover, up, and nothing is lost or doubled. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { dump } from "../support/dump";
import { World } from "../support/world";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");

const PROGRAM = `
const { EventCategory, WebcastSession } = require("pulumi-kaltura");
const event = new EventCategory("event", { name: "Summit" });
const at = hour => "2027-05-04T" + hour + ":00Z";
for (const [name, hour] of [["one", "09"], ["two", "11"]]) {
  new WebcastSession(name, { name, start: at(hour), end: at(Number(hour) + 1), categories: [event] });
}
`;

describe("a run that is killed", function () {
  this.timeout(180_000);
  let world: World;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  /** What a killed engine leaves running: its language host and provider. */
  let orphans: number[] = [];

  beforeEach(async () => {
    world = await World.withProfiles();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-killed-"));
    mkdirSync(join(folder, "state"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: event\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, "index.js"), PROGRAM);
    env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
      KALTURA_SERVICE_URL: world.emulator.url,
      KALTURA_PARTNER_ID: String(world.emulator.partnerId),
      KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
    };
    await pulumi("stack", "init", "test");
  });
  afterEach(async () => {
    for (const pid of orphans.splice(0)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const pulumi = (...args: string[]) =>
    run("pulumi", [...args, "--non-interactive", "--color=never"], { cwd: folder, env }).then(r => r.stdout);
  const recover = () =>
    run("node", [join(ROOT, "dist", "cli", "main.js"), "recover"], { cwd: folder, env }).then(r => r.stdout);

  /** Starts `pulumi up` and kills the engine while the server is at this call. */
  async function upKilledAt(service: string, action: string): Promise<void> {
    world.emulator.faults.add({ service, action, kind: "slow", delayMs: 1500, times: 1 });
    const up: ChildProcess = spawn("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: folder,
      env,
      stdio: "ignore",
    });
    const ended = new Promise(resolve => up.once("exit", resolve));
    while (world.emulator.faults.hits()[0] === 0) await new Promise(resolve => setTimeout(resolve, 20));
    const { stdout } = await run("pgrep", ["-P", String(up.pid)]).catch(() => ({ stdout: "" }));
    orphans = stdout.trim().split("\n").filter(Boolean).map(Number);
    up.kill("SIGKILL");
    await ended;
  }

  for (const [service, action] of [
    ["livestream", "add"],
    ["category", "add"],
  ] as const) {
    it(`at ${service}.${action} is recovered without doubles or orphans`, async () => {
      await upKilledAt(service, action);
      const said = await recover();
      expect(said).to.include("Unfinished creates: ").and.include("Left to do: ");
      await pulumi("up", "--yes", "--skip-preview");
      expect(world.emulator.counts()).to.include({
        entries: 2,
        scheduleEvents: 2,
        metadata: 4,
        categories: 1,
        categoryEntries: 2,
      });
      expect(Object.keys(await dump(world)).filter(k => /AGAIN|unmarked|of no entry/.test(k))).to.deep.equal(
        [],
      );
      await pulumi("preview", "--expect-no-changes");
      await pulumi("destroy", "--yes", "--skip-preview");
      expect(await dump(world)).to.deep.equal({});
    });
  }
});
