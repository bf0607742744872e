import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { sampleAgenda } from "../site/sample";
import { World } from "../support/world";
import { root } from "./files";

interface PageModule {
  writePage(outputs: object, folder: string): Promise<string | undefined>;
  servePage(
    outputs: object,
    emulator: Emulator | undefined,
    folder: string,
  ): Promise<{ url: string; server: Server }>;
}

describe("The page that npm start offers", () => {
  let world: World;
  let folder: string;
  let page: PageModule;
  before(async () => {
    world = await World.start();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-page-"));
    page = (await import(pathToFileURL(join(root, "tools", "lib", "page.mjs")).href)) as PageModule;
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  const HOSTS = { cdnHost: "cdn.embedded-kaltura.example", kafHost: "kaf.embedded-kaltura.example" };

  it("is written with the embeds of the outputs", async () => {
    const path = await page.writePage({ agenda: sampleAgenda(HOSTS) }, join(folder, "written"));
    expect(path).to.match(/written.index\.html$/);
    const text = readFileSync(join(folder, "written", "sessions", "opening.html"), "utf8");
    expect(text).to.include('src="https://cdn.embedded-kaltura.example/p/107/embedPlaykitJs');
    expect(await page.writePage({}, join(folder, "none"))).to.equal(undefined);
  });

  it("is served with pages of the embedded Kaltura in place of its hosts, which lead nowhere", async () => {
    const made = await world.must("room_room", "add", {
      entry: { objectType: "KalturaRoomEntry", name: "Light", roomType: 1 },
    });
    const agenda = sampleAgenda(HOSTS, () => String(made.id));
    const { url, server } = await page.servePage({ agenda }, world.emulator, join(folder, "served"));
    try {
      const session = await fetch(`${url}sessions/lighting.html`);
      expect(await session.text())
        .to.include('src="../embed/lighting"')
        .and.not.include("embedded-kaltura.example");
      expect(await (await fetch(`${url}embed/lighting`)).text()).to.include("Ann Example (ann@example.com)");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
