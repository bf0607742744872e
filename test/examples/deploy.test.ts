import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index";
import { root } from "./files";

/** `npm test` always has the engine; a mocha that was started by hand may not. */
const engine = (process.env.PATH ?? "").split(delimiter).some(folder => existsSync(join(folder, "pulumi")));

describe("The conference program on the real engine", function () {
  this.timeout(180_000);
  const backend = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
  let emulator: Emulator;
  let stack: Stack;

  before(async function () {
    if (!engine) this.skip();
    emulator = await startEmulator();
    // As it lies in the checkout: what the engine makes of Pulumi.yaml and the sources is part of the test.
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test-of-the-example", workDir: root },
      {
        envVars: {
          PULUMI_BACKEND_URL: `file://${backend}`,
          PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          KALTURA_SERVICE_URL: emulator.url,
          KALTURA_PARTNER_ID: String(emulator.partnerId),
          KALTURA_ADMIN_SECRET: emulator.adminSecret,
          KALTURA_PLAYER_ID: "4711",
          KALTURA_MAKE_PROFILES: "1",
        },
      },
    );
  });
  after(async () => {
    await stack?.workspace.removeStack(stack.name, { force: true });
    await emulator?.stop();
    rmSync(backend, { recursive: true });
  });

  it("deploys two days: an event, three tracks, fourteen sessions", async () => {
    const { summary, outputs } = await stack.up({ color: "never" });
    expect(summary.resourceChanges).to.deep.equal({ create: 1 + 3 + 4 + 14 });
    expect(emulator.counts()).to.include({ entries: 14, scheduleEvents: 14, categories: 4 });
    const agenda = outputs.agenda!.value as Array<{ id: string; entryId: string; playerUrl: string }>;
    expect(agenda.map(({ id }) => id)).to.include.members(["opening", "closing"]);
    expect(agenda[0]!.playerUrl).to.contain(`entry_id=${agenda[0]!.entryId}`);
    expect(outputs.ingest!.secret).to.equal(true);
    expect(outputs.embeds!.secret).to.equal(false);
  });

  it("names no path of this machine in its state", async () => {
    const { deployment } = await stack.exportStack();
    const inputs = (deployment.resources as Array<{ inputs?: object }>).map(resource => resource.inputs);
    expect(JSON.stringify(inputs)).to.contain('"thumbnail":"stage.jpg"').and.not.to.contain(root);
  });

  it("changes nothing when it is run again", async () => {
    expect((await stack.up({ color: "never" })).summary.resourceChanges).to.deep.equal({ same: 22 });
  });

  it("takes everything down", async () => {
    await stack.destroy({ color: "never" });
    expect(Object.values(emulator.counts()).every(count => count === 0)).to.equal(true);
  });
});
