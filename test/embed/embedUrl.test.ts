/** The command as users run it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { openSession } from "../../emulator/ks";
import { World } from "../support/world";

const exec = promisify(execFile);
const MAIN = join(__dirname, "..", "..", "cli", "main.js");

describe("pulumi-kaltura embed-url", function () {
  this.timeout(120_000);
  let world: World;
  let folder: string;
  let credentials: Record<string, string>;

  before(async () => {
    world = await World.start();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-embed-url-"));
    const { id, token } = await world.must("appToken", "add", {
      appToken: {
        objectType: "KalturaAppToken",
        hashType: "SHA256",
        sessionType: 0,
        sessionPrivileges: "actionslimit:-1",
      },
    });
    credentials = { KALTURA_EMBED_TOKEN_ID: String(id), KALTURA_EMBED_TOKEN: String(token) };
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const account = () => ({
    KALTURA_SERVICE_URL: world.emulator.url,
    KALTURA_PARTNER_ID: "107",
    KALTURA_KAF_HOST: new URL(world.emulator.url).host,
  });

  const run = (env: Record<string, string>, ...args: string[]) =>
    exec("node", [MAIN, "embed-url", ...args], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        ...env,
      },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }) as Record<string, string> & { code: number },
    );

  it("prints a link, says until when it works, and writes nothing down", async () => {
    const { code, stdout, stderr } = await run(
      { ...account(), ...credentials },
      ...["--entry", "1_ab12cd34", "--user", "ann", "--role", "privateOnlyRole", "--first-name", "Ann"],
    );
    expect([code, stderr]).to.satisfy(([c]: [number]) => c === 0, stderr);
    expect(stdout).to.match(/^http:\/\/127\.0\.0\.1:\d+\/hosted\/index\/view-entry\/ks\/[\w=-]+\n$/);
    const session = openSession(stdout.trim().split("/ks/")[1]!, () => [world.emulator.adminSecret])!;
    expect(session.privileges).to.include("entryId:1_ab12cd34,firstName:Ann,role:privateOnlyRole");
    expect(session.expiry - Date.now() / 1000).to.be.within(3500, 3601);
    const until = new Date(session.expiry * 1000).toISOString().replace(".000", "");
    expect(stderr).to.include(`For ann alone, until ${until}.`).and.not.include("/ks/");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("says what is missing or wrong in one line", async () => {
    const nothing = await run({}, "--entry", "1_ab12cd34", "--user", "ann");
    expect([nothing.code, nothing.stdout]).to.deep.equal([1, ""]);
    expect(nothing.stderr).to.match(/^kaltura:partnerId is not set.*\n$/);
    const bad = await run({ ...account(), ...credentials }, "--entry", "1_ab12cd34", "--user", "ann,x");
    expect(bad.stderr).to.equal("user.id holds a comma, where Kaltura begins another privilege\n");
    const half = await run(
      { ...account(), KALTURA_EMBED_TOKEN_ID: "1_x", KALTURA_ADMIN_SECRET: "never" },
      ...["--entry", "1_ab12cd34", "--user", "ann"],
    );
    expect(half.stderr).to.include("KALTURA_EMBED_TOKEN").and.not.include("never");
  });

  it("reads a stack's config, secrets too, where the environment says nothing", async () => {
    const project = mkdtempSync(join(folder, "project-"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: event\nruntime: nodejs\n");
    const pulumi = (...args: string[]) =>
      exec("pulumi", [...args, "--non-interactive", "--cwd", project], {
        env: {
          ...process.env,
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        },
      });
    await pulumi("stack", "init", "show");
    const config = {
      serviceUrl: world.emulator.url,
      partnerId: "107",
      embedTokenId: credentials.KALTURA_EMBED_TOKEN_ID!,
    };
    for (const [key, value] of Object.entries(config))
      await pulumi("config", "set", "--plaintext", `kaltura:${key}`, value);
    await pulumi("config", "set", "--secret", "kaltura:embedToken", credentials.KALTURA_EMBED_TOKEN!);
    const { code, stdout, stderr } = await run(
      {},
      "-C",
      project,
      "-s",
      "show",
      "--entry",
      "1_ab12cd34",
      "--user",
      "ann",
    );
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^https:\/\/107\.kaf\.kaltura\.com\/hosted\//);
    const kept = readFileSync(join(project, "Pulumi.show.yaml"), "utf8");
    expect(kept).to.not.include(credentials.KALTURA_EMBED_TOKEN).and.not.include("/ks/");
  });
});
