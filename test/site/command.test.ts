/** `npx pulumi-kaltura site` as users run it. */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EngineStack } from "../support/engine";
import { World } from "../support/world";
import { sampleAgenda } from "./sample";

const exec = promisify(execFile);
const MAIN = join(__dirname, "..", "..", "cli", "main.js");
const SECRET_KEY = "rtmps://live.example:443/kLive?t=0123456789abcdef";

describe("pulumi-kaltura site", function () {
  this.timeout(120_000);
  let world: World;
  let folder: string;
  before(async () => {
    world = await World.start();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-site-command-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const { PATH, PULUMI_HOME } = process.env;
  const base = {
    PATH,
    HOME: tmpdir(),
    ...(PULUMI_HOME && { PULUMI_HOME }),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const site = (env: Record<string, string>, ...args: string[]) =>
    exec("node", [MAIN, "site", ...args], { cwd: folder, env: { ...base, ...env } }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) =>
        ({ code, stdout, stderr }) as { code: number; stdout: string; stderr: string },
    );
  const everything = (from: string) =>
    readdirSync(from, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");

  it("writes the page of a stack from its outputs, without its secrets", async () => {
    const agenda = sampleAgenda();
    const stack = await EngineStack.create(world, async () => ({
      agenda,
      embeds: {},
      ingest: pulumi.secret({ sessions: { opening: { primaryRtmps: SECRET_KEY } } }),
      calendar: "",
    }));
    await stack.up();
    const { workspace } = stack.stack;
    const { code, stdout, stderr } = await site(
      {
        PULUMI_BACKEND_URL: workspace.envVars.PULUMI_BACKEND_URL!,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
      },
      ...["-C", workspace.workDir, "-s", "test", "-o", join(folder, "of-stack"), "--title", "Open Stages"],
    );
    expect(code, stderr).to.equal(0);
    expect(stdout).to.include("Open Stages: 10 sessions, written to ").and.include("frame-ancestors 'self'");
    const written = everything(join(folder, "of-stack"));
    expect(written)
      .to.include("Opening: the stage is a network")
      .and.not.include("rtmp")
      .and.not.include("[secret]");
    await stack.stack.destroy();
  });

  it("reads outputs from a file, and passes over secrets in it that are none of its business", async () => {
    const file = join(folder, "outputs.json");
    writeFileSync(
      file,
      JSON.stringify({ agenda: sampleAgenda(), ingest: { sessions: { opening: SECRET_KEY } } }),
    );
    const { code, stderr } = await site({}, "--outputs", file, "-o", "from-file");
    expect(code, stderr).to.equal(0);
    expect(everything(join(folder, "from-file")))
      .to.include("<h1>Agenda</h1>")
      .and.not.include("rtmps");
  });

  it("writes nothing and says why when the outputs are none, or hold a secret", async () => {
    const file = join(folder, "bad.json");
    const refusal = async (outputs: unknown) => {
      writeFileSync(file, typeof outputs === "string" ? outputs : JSON.stringify(outputs));
      const { code, stderr } = await site({}, "--outputs", file, "-o", "refused");
      expect([code, existsSync(join(folder, "refused"))]).to.deep.equal([1, false]);
      return stderr;
    };
    expect(await refusal("hello")).to.include("no output of pulumi stack output --json");
    expect(await refusal({ embeds: {} })).to.include('no output "agenda"');
    const agenda = sampleAgenda();
    expect(await refusal({ agenda: [{ ...agenda[0], description: SECRET_KEY }] })).to.equal(
      'Session "opening": description holds an ingest point; nothing was written\n',
    );
    expect(await refusal({ agenda: "[secret]" })).to.include("agenda");
  });

  it("shows the page on this machine, and sessions as a visitor sees them", async () => {
    const { host } = new URL(world.emulator.url);
    const made = await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Opening",
        mediaType: 201,
        sourceType: "32",
      },
      sourceType: "32",
    });
    const file = join(folder, "show.json");
    writeFileSync(
      file,
      JSON.stringify({
        agenda: sampleAgenda({ cdnHost: host, kafHost: host }, () => String(made.id)).slice(0, 1),
      }),
    );
    const child = spawn("node", [MAIN, "site", "--outputs", file, "-o", "shown", "--serve", "--as", "ann"], {
      cwd: folder,
      env: {
        ...base,
        KALTURA_SERVICE_URL: world.emulator.url,
        KALTURA_PARTNER_ID: "107",
        KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
        KALTURA_KAF_HOST: host,
      },
    });
    const ended = new Promise<number | null>(done => child.on("close", done));
    try {
      let url: string | undefined;
      for await (const line of createInterface({ input: child.stdout })) {
        url = /^(http:\/\/127\.0\.0\.1:\d+\/) shows it as ann sees it/.exec(line)?.[1];
        if (url) break;
      }
      const page = await fetch(url!);
      expect(page.headers.get("content-security-policy")).to.include("frame-src 'self' http://127.0.0.1:");
      expect(await (await fetch(`${url}sessions/opening.html`)).text()).to.include(
        '<iframe src="../embed/opening"',
      );
      const shown = await (await fetch(`${url}embed/opening`)).text();
      expect(shown).to.include("ann (ann)").and.include("Stand-in");
      for (const path of [
        "nothing.html",
        "../outputs.json",
        "%2e%2e/show.json",
        ".pulumi-kaltura-site.json",
        "sessions/",
      ]) {
        expect((await fetch(url + path)).status, path).to.equal(404);
      }
    } finally {
      child.kill("SIGTERM");
    }
    expect(await ended).to.equal(0);
  });
});
