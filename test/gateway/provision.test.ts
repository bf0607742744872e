/** What the embedded Kaltura sets up on request, as Kaltura's people do on an account. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index";
import { Loaders } from "../../provider/kaltura/loaders";
import { gatewayTo } from "./server";

describe("An embedded account that is provisioned", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
  const snapshot = join(folder, "kaltura.json");
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ snapshot });
  });
  afterEach(async () => emulator.stop());
  after(() => rmSync(folder, { recursive: true }));

  const seen = async () => {
    const gateway = gatewayTo(emulator, {
      partnerId: emulator.partnerId,
      credentials: { adminSecret: emulator.adminSecret },
    });
    const load = new Loaders(gateway);
    const [profiles, items] = [await load.reachProfiles(), await load.catalogItems()];
    await gateway.close();
    return { profiles: profiles.length, items: items.length };
  };

  it("has one reach profile, things to order and a template room; before, it has none", async () => {
    expect(await seen()).to.deep.equal({ profiles: 0, items: 0 });
    const { webinarTemplate } = emulator.provision();
    expect(await seen()).to.deep.equal({ profiles: 1, items: 12 });
    expect(emulator.store.collection("entries").get(webinarTemplate)).to.include({ type: "room.room" });
    expect(Object.values(emulator.counts()).every(count => count === 0)).to.equal(true);
  });

  it("has them once, also when it is done again on a snapshot", async () => {
    const { webinarTemplate } = emulator.provision();
    expect(emulator.provision().webinarTemplate).to.equal(webinarTemplate);
    expect(await seen()).to.deep.equal({ profiles: 1, items: 12 });
  });
});
