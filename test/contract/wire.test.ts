import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { parseForm } from "../../emulator/wire/params";
import { Client } from "./client";

const CLI = join(__dirname, "../../emulator/cli.js");

describe("wire", () => {
  it("takes no step of a form's path for a prototype", () => {
    parseForm("__proto__:polluted=1&constructor:prototype:polluted=1&a:__proto__:polluted=1");
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it("answers an address with a stray percent sign", async () => {
    const client = await Client.start();
    const answer = await fetch(`${client.emulator.url}/api_v3/service/system/action/ping/x/%zz?format=1`);
    expect(await answer.json()).to.equal(true);
    await client.stop();
  });
});

describe("emulator's command line", () => {
  const start = (...args: string[]) => spawn(process.execPath, [CLI, ...args]);

  it("prints its URL alone, says that a port is taken, and ends on SIGTERM with 0", async () => {
    const first = start();
    const [line] = (await once(first.stdout, "data")) as [Buffer];
    expect(line.toString()).to.match(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    const port = new URL(line.toString().trim()).port;

    const second = start("--port", port);
    let said = "";
    second.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(second, "close")).to.deep.equal([1, null]);
    expect(said).to.equal(`port ${port} is taken: give another with --port (0 takes a free one)\n`);

    first.kill("SIGTERM");
    expect(await once(first, "close")).to.deep.equal([0, null]);
  });
});
