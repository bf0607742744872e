/** recover and sweep as users run them: after trouble, and after a destroy, in a project of their own. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Project } from "../support/project";
import { marksSeen } from "../support/stranger";
import { World } from "../support/world";

const PROGRAM = `
const { EventCategory, WebcastSession } = require("pulumi-kaltura");
const event = new EventCategory("event", { name: "Summit" });
new WebcastSession("keynote", { name: "Keynote", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z", categories: [event] });
`;

describe("recover and sweep", function () {
  this.timeout(300_000);
  let world: World;
  let project: Project;

  before(async () => {
    world = await World.withProfiles();
    project = await Project.create({ "index.js": PROGRAM }, world);
    await project.pulumi("up", "--yes", "--skip-preview");
  });
  after(async () => {
    project.close();
    await world.stop();
  });

  /** The lock of a run on some machine. */
  function lock(host: string, pid: number): void {
    const folder = join(project.folder, "state", ".pulumi", "locks", "organization", "event", "test");
    mkdirSync(folder, { recursive: true });
    const holder = { pid, username: "runner", hostname: host, timestamp: "2026-11-27T01:00:00Z" };
    writeFileSync(join(folder, "0b7b1d0e.json"), JSON.stringify(holder));
  }

  it("sweep tells what the stack's state holds, which is nothing left over", async () => {
    const { code, stdout } = await project.kaltura("sweep", "--cwd", ".");
    expect(stdout).to.include("3 found, 3 of them in the stack's state").and.include("Keynote");
    expect(code).to.equal(0);
  });

  it("recover clears the lock of a run on another machine, names who held it, and finds everything in order", async () => {
    lock("fv-az12", 4711);
    const { code, stdout, stderr } = await project.kaltura("recover");
    expect(code, stderr).to.equal(0);
    expect(stdout)
      .to.include("Lock: cleared; it was held by runner@fv-az12 (process 4711), since 2026-11-27T01:00:00Z.")
      .and.include("In order: nothing is left to do.");
  });

  it("recover leaves the lock of a run that still goes on on this machine", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    lock(hostname(), other.pid!);
    const { code, stderr } = await project.kaltura("recover");
    expect(code).to.equal(1);
    expect(stderr).to.include("That run still goes on on this machine, so nothing was changed");
    other.kill("SIGKILL");
    await new Promise(resolve => other.once("exit", resolve));
    expect((await project.kaltura("recover")).code).to.equal(0);
  });

  it("recover says in words of the event what is gone, and what is next", async () => {
    const [entry] = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    const [event] = await world.list("schedule_scheduleevent", { objectType: "KalturaScheduleEventFilter" });
    await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
    const half = await project.kaltura("recover");
    expect(half.stdout)
      .to.include('Not whole: webcast session "keynote". The next pulumi up completes them.')
      .and.include('change: webcast session "keynote"');
    await world.must("liveStream", "delete", { entryId: entry!.id });
    const gone = await project.kaltura("recover");
    expect(gone.stdout)
      .to.include('Not on Kaltura any more: webcast session "keynote"')
      .and.include("Left to do: 1 to create.")
      .and.include('make: webcast session "keynote"')
      .and.include("found by its mark, and not made again")
      .and.include("Next: pulumi preview shows it in full, pulumi up does it.");
    await project.pulumi("up", "--yes", "--skip-preview");
  });

  it("recover without the passphrase, credentials or a stack says what was done and what to run next", async () => {
    const { PULUMI_CONFIG_PASSPHRASE: passphrase, KALTURA_ADMIN_SECRET: secret } = project.env;
    delete project.env.PULUMI_CONFIG_PASSPHRASE;
    lock("fv-az12", 4711);
    const poor = await project.kaltura("recover");
    expect(poor.code).to.equal(1);
    expect(poor.stderr)
      .to.include("Set PULUMI_CONFIG_PASSPHRASE")
      .and.include("Then run again: npx pulumi-kaltura recover");
    project.env.PULUMI_CONFIG_PASSPHRASE = passphrase;
    delete project.env.KALTURA_ADMIN_SECRET;
    const unknown = await project.kaltura("recover", "--stack", "test");
    expect(unknown.stderr)
      .to.include("Give it Kaltura's credentials")
      .and.include("On Kaltura nothing was touched")
      .and.include("recover --stack test");
    project.env.KALTURA_ADMIN_SECRET = secret;
    await project.pulumi("stack", "unselect");
    const many = await project.kaltura("recover");
    expect(many.code).to.equal(1);
    expect(many.stderr).to.include("Nothing was changed.").and.include("Name the stack by --stack: test.");
    await project.pulumi("stack", "select", "test");
    expect((await project.kaltura("recover", "--cwd", project.folder)).code).to.equal(0);
  });

  it("sweep finds what a lost state left behind, takes it down, and nothing after a destroy", async () => {
    await project.pulumi("destroy", "--yes", "--skip-preview");
    expect(await marksSeen(world)).to.deep.equal([]);
    expect((await project.kaltura("sweep", "--cwd", ".")).code).to.equal(0);
    await project.pulumi("up", "--yes", "--skip-preview");
    const state = await project.pulumi("stack", "export");
    const empty = JSON.parse(state) as { deployment: { resources?: unknown } };
    delete empty.deployment.resources;
    project.write("empty.json", JSON.stringify(empty));
    await project.pulumi("stack", "import", "--file", "empty.json");
    const found = await project.kaltura("sweep", "--cwd", ".");
    expect(found.code).to.equal(2);
    expect(found.stdout).to.include("3 found.").and.include("Keynote");
    const swept = await project.kaltura("sweep", "--cwd", ".", "--delete", "--yes");
    expect(swept.stdout).to.include("Deleted: 3.");
    expect(swept.code).to.equal(0);
    expect(await marksSeen(world)).to.deep.equal([]);
  });
});
