import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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
    emulator = await startEmulator({ mediaSeconds: 1800, mediaNeedsContent: true });
    const { webinarTemplate } = emulator.provision();
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
          KALTURA_ORDER_CAPTIONS: "1",
          KALTURA_WEBINAR_TEMPLATE: webinarTemplate,
        },
      },
    );
  });
  after(async () => {
    await stack?.workspace.removeStack(stack.name, { force: true });
    await emulator?.stop();
    rmSync(backend, { recursive: true });
  });

  /** Stack and component; then profiles and categories, sessions, the video and the channel, captions, member, token. */
  const RESOURCES = 2 + (3 + 4) + 15 + 2 + 2 + 2;

  it("deploys two days: an event, three tracks, fifteen sessions of five kinds, and what they need", async () => {
    const { summary, outputs } = await stack.up({ color: "never" });
    expect(summary.resourceChanges).to.deep.equal({ create: RESOURCES });
    expect(emulator.counts()).to.include({
      entries: 15 + 3, // a video, a channel, and the studio's room
      scheduleEvents: 15 + 2, // both simulives turn into the video
      categories: 4,
      categoryUsers: 1,
      vendorTasks: 2,
      appTokens: 1,
    });
    const agenda = outputs.agenda!.value as Item[];
    expect(agenda.map(({ id }) => id)).to.include.members(["opening", "closing"]);
    expect(agenda[0]!.playerUrl).to.contain(`entry_id=${agenda[0]!.entryId}`);
    expect(outputs.ingest!.secret).to.equal(true);
    expect(outputs.embeds!.secret).to.equal(false);
  });

  it("ends a simulive that says nothing when its video does, in the agenda, too", async () => {
    const item = await itemOf("latency-budget");
    expect(new Date(item.end).toISOString()).to.equal("2027-06-08T09:00:00.000Z"); // half an hour after 10:30
    expect(eventsOf(item)).to.have.length(2);
  });

  it("has the channel's sessions show what it sends", async () => {
    const sources = ["sound-first", "audience-research", "closing"].map(async id => {
      const [event] = eventsOf(await itemOf(id));
      return event!.sourceEntryId;
    });
    const [channel, ...others] = [...new Set(await Promise.all(sources))];
    expect(others).to.deep.equal([]);
    expect(emulator.store.collection("entries").get(channel as string)).to.include({
      name: "Great hall, second day",
    });
  });

  it("names no path of this machine in its state", async () => {
    const { deployment } = await stack.exportStack();
    const inputs = (deployment.resources as Array<{ inputs?: object }>).map(resource => resource.inputs);
    expect(JSON.stringify(inputs)).to.contain('"thumbnail":"stage.jpg"').and.not.to.contain(root);
  });

  it("keeps the website's token out of sight", async () => {
    const [appToken] = emulator.store
      .collection<{ id: string; partnerId: number; token: string }>("appTokens")
      .all();
    expect(appToken!.token).to.be.a("string").and.not.equal("");
    const files = readdirSync(backend, { recursive: true, withFileTypes: true }).filter(file =>
      file.isFile(),
    );
    const states = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
    expect(states.some(text => text.includes("kaltura:AppToken"))).to.equal(true);
    expect(states.some(text => text.includes(appToken!.token))).to.equal(false);
  });

  it("changes nothing when it is run again", async () => {
    expect((await stack.up({ color: "never" })).summary.resourceChanges).to.deep.equal({ same: RESOURCES });
  });

  interface Item {
    readonly id: string;
    readonly entryId: string;
    readonly playerUrl: string;
    readonly end: string;
  }
  const itemOf = async (id: string) =>
    ((await stack.outputs()).agenda!.value as Item[]).find(item => item.id === id)!;
  const eventsOf = ({ entryId }: Item) =>
    emulator.store
      .collection<{ id: number; partnerId: number; templateEntryId: string; sourceEntryId?: string }>(
        "scheduleEvents",
      )
      .where(event => event.templateEntryId === entryId);

  it("takes everything down", async () => {
    await stack.destroy({ color: "never" });
    expect(Object.values(emulator.counts()).every(count => count === 0)).to.equal(true);
  });
});
