/** A whole conference of 181 sessions through the example program: up, no changes, refresh, down to nothing. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { World } from "../support/world";

const ROOT = join(__dirname, "..", "..", "..");
/** A real programme, where it lies beside the project; else one of the same size. */
const REAL = join(ROOT, "..", "shared", "conferences", "RedHatSummit17.json");
const SESSIONS = 181;
const TRACKS = 8;

function programme(folder: string): string {
  if (existsSync(REAL)) return REAL;
  const tracks = Array.from({ length: TRACKS }, (_, i) => ({ id: String(i), name: `Track ${i}` }));
  const sessions = Array.from({ length: SESSIONS }, (_, i) => ({
    id: String(i),
    title: `Session ${i}`,
    abstract: "<p>About it</p>",
    track: `Track ${i % TRACKS}`,
    room: `Room ${i % 20}`,
    start: `2027-05-0${2 + (i % 3)}T${String(9 + (i % 8)).padStart(2, "0")}:00:00-04:00`,
    end: `2027-05-0${2 + (i % 3)}T${String(9 + (i % 8)).padStart(2, "0")}:45:00-04:00`,
    speakers: 1,
  }));
  const file = join(folder, "programme.json");
  writeFileSync(file, JSON.stringify({ name: "Big summit", timezone: "US / Eastern", tracks, sessions }));
  return file;
}

describe("a conference of 181 sessions", function () {
  this.timeout(300_000);
  let world: World;
  let folder: string;
  let stack: Stack;

  before(async () => {
    world = await World.start();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test-of-181-sessions", workDir: ROOT },
      {
        envVars: {
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          // The state is written once, at the end: what is measured is not the disk.
          PULUMI_SKIP_CHECKPOINTS: "true",
          KALTURA_PROGRAM: programme(folder),
          KALTURA_SERVICE_URL: world.emulator.url,
          KALTURA_PARTNER_ID: String(world.emulator.partnerId),
          KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
          KALTURA_MAKE_PROFILES: "1",
        },
      },
    );
  });
  after(async () => {
    await stack.workspace.removeStack(stack.name, { force: true });
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const all = SESSIONS + TRACKS + 1 + 3 + 2; // sessions, tracks, event, profiles, stack and component

  it("goes up", async () => {
    expect((await stack.up({ color: "never" })).summary.resourceChanges).to.deep.equal({ create: all });
    expect(world.emulator.counts()).to.include({
      entries: SESSIONS,
      scheduleEvents: SESSIONS,
      categories: TRACKS + 1,
      categoryEntries: SESSIONS,
    });
  });

  it("shows no changes, and none after a refresh", async () => {
    expect((await stack.preview({ color: "never" })).changeSummary).to.deep.equal({ same: all });
    expect((await stack.refresh({ color: "never" })).summary.resourceChanges).to.deep.equal({ same: all });
    expect((await stack.preview({ color: "never" })).changeSummary).to.deep.equal({ same: all });
  });

  it("comes down to nothing", async () => {
    await stack.destroy({ color: "never" });
    expect(Object.entries(world.emulator.counts()).filter(([, n]) => n > 0)).to.deep.equal([]);
  });
});
