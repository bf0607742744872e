import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { loadHandlers } from "../../reach";
import { checkPlace } from "../../reach/handlers";
import { eventually, Market, STATUS, VENDOR } from "./support";

const ROOT = join(__dirname, "..", "..", "..");

describe("pulumi-kaltura reach-vendor", function () {
  this.timeout(120_000);
  let market: Market;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
    await market.close();
  });

  /** Starts the command. */
  function run(args: string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [join(ROOT, "dist", "cli", "main.js"), "reach-vendor", ...args], {
      cwd: market.folder,
      env: {
        PATH: process.env.PATH,
        KALTURA_SERVICE_URL: market.emulator.url,
        KALTURA_PARTNER_ID: String(VENDOR),
        KALTURA_ADMIN_SECRET: market.emulator.adminSecret,
        ...env,
      },
    });
    children.push(child);
    const out = { text: "", code: undefined as number | null | undefined };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        out.text += String(chunk);
      });
    }
    child.on("exit", code => {
      out.code = code;
    });
    return { child, out };
  }
  const ended = (out: { text: string; code: number | null | undefined }) =>
    eventually(
      () => out.code !== undefined,
      () => out.text,
    );
  const example = (name: string) => join(ROOT, "examples", "reach-vendor", name);

  it("does tasks with a handler from a file, tells how it is, and ends in order on SIGTERM", async () => {
    const id = await market.order();
    const { child, out } = run([
      "--name",
      "acme",
      "-H",
      example("stubCaptions.js"),
      "--poll",
      "0.1",
      "--port",
      "0",
    ]);
    const task = await market.until(id, STATUS.READY);
    const [caption] = market.assets("captionAssets", task.entryId);
    expect(caption!.content).to.match(/^1\n00:00:00,000 --> 00:00:05,000\n\[Example caption 1: no/);
    const health = /http:\S+healthz/.exec(out.text)?.[0] ?? "";
    const answer = await fetch(health);
    expect([answer.status, ((await answer.json()) as { ok: boolean }).ok]).to.deep.equal([200, true]);
    let metrics = "";
    await eventually(
      async () => {
        metrics = await (await fetch(health.replace("healthz", "metrics"))).text();
        return metrics.includes('reach_vendor_tasks_ended_total{service="captions",ending="ready"} 1');
      },
      () => metrics,
    );
    child.kill("SIGTERM");
    await ended(out);
    expect(out.code).to.equal(0);
    for (const line of out.text
      .trim()
      .split("\n")
      .filter(text => !text.startsWith("health:"))) {
      expect(JSON.parse(line)).to.include.keys("time", "level", "message");
    }
    expect(out.text).to.include("worker stopped");
  });

  it("has a program do the work", async () => {
    const id = await market.order();
    run(["--name", "acme", "-H", example("command.js"), "--poll", "0.1"], {
      REACH_COMMAND: `${process.execPath} ${example("program.mjs")}`,
    });
    const task = await market.until(id, STATUS.READY);
    expect(market.assets("captionAssets", task.entryId)[0]!.content).to.match(
      /^WEBVTT\n\n00:00.000 --> 00:05.000\n\[Example: \d+ bytes of English/,
    );
  });

  it("serves live events with the example's handler, which gives each task a place of its own, the same each time", async () => {
    process.env.REACH_LIVE_SECRET = "only for this test";
    try {
      const { liveCaptions } = await loadHandlers(example("liveCaptions.js"));
      const place = async (id: string) =>
        checkPlace("liveCaptions", await liveCaptions!.provision({ id } as never, { start: 0, end: 1 }));
      expect(await place("8")).to.deep.equal(await place("8"));
      expect((await place("8")).mediaKey).not.to.equal((await place("9")).mediaKey);
    } finally {
      delete process.env.REACH_LIVE_SECRET;
    }
  });

  it("shows dead letters, and tries one again that Kaltura does not know as ended", async () => {
    const id = await market.order();
    const file = join(market.folder, "handler.mjs");
    writeFileSync(file, 'export const captions = () => { throw new Error("the model is missing"); };\n');
    const { child, out } = run(["--name", "acme", "-H", file, "--poll", "0.1", "--attempts", "1"]);
    await market.until(id, STATUS.ERROR);
    child.kill("SIGTERM");
    await ended(out);
    const letters = run(["dead-letters", "--journal", join(market.folder, "reach-journal")]);
    await ended(letters.out);
    expect(letters.out.text).to.match(new RegExp(`^\\S+Z  ${id}  captions  the model is missing\n$`));
    const revived = run(["dead-letters", "--revive", id]);
    await ended(revived.out);
    expect(revived.out.text).to.include(`Task ${id} is tried again`);
    const none = run(["dead-letters", "--revive", "77"]);
    await ended(none.out);
    expect([none.out.code, none.out.text.trim()]).to.deep.equal([1, "There is no dead letter of task 77"]);
  });

  for (const [what, args, env, words] of [
    ["no name", ["-H", "x.js"], {}, "Say the vendor's name: --name, or KALTURA_VENDOR_NAME"],
    ["no handlers", ["-n", "acme"], {}, "Say which file has the handlers: --handler FILE"],
    ["no handler file", ["-n", "acme", "-H", "x.js"], {}, "There is no handler file x.js"],
    [
      "no account",
      ["-n", "acme", "-H", "x.js"],
      { KALTURA_PARTNER_ID: "" },
      "kaltura:partnerId is not set; set KALTURA_PARTNER_ID in the environment",
    ],
    ["a word for a number", ["-n", "acme", "-H", "x.js", "--poll", "soon"], {}, "It must be a number."],
    [
      "a strange Redis",
      ["-n", "acme", "-H", example("stubCaptions.js"), "--redis", "localhost"],
      {},
      "The Redis must be given as redis://… or rediss://…",
    ],
  ] as const) {
    it(`says what to do about ${what}`, async () => {
      const { out } = run([...args], env);
      await ended(out);
      expect(out.code).to.equal(1);
      expect(out.text).to.include(words);
      expect(out.text).not.to.include("    at ");
    });
  }

  it("says of a handler file what is wrong with it", async () => {
    const file = join(market.folder, "handler.cjs");
    for (const [text, words] of [
      ["module.exports = {", "can't be loaded"],
      ["module.exports = { captions: 5 };", "The handler of captions must be a function"],
      ["module.exports = {};", "There is no handler: give one of captions"],
    ] as const) {
      writeFileSync(file, text);
      const { out } = run(["-n", "acme", "-H", file]);
      await ended(out);
      expect(out.text).to.include(words);
    }
  });
});
