/** A preview asks nobody: check and diff of every kind open no connection, and need no credentials. */
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect } from "chai";
import { registry } from "../../provider/resources/registry";
import { EngineStack } from "../support/engine";
import { type Event, edited, program } from "../support/events";
import { withReach } from "../support/reach";
import { realOf } from "../support/realProgram";
import { World } from "../support/world";

const webcast = (name: string, slot: number, inHall: boolean) => ({
  ...{ kind: "WebcastSession" as const, name, slot, track: "t0" as const, inHall },
  details: { presenters: [{ name: "Ann" }] },
});
const EVERY: Event = {
  t0: { name: "Main", under: "event" },
  a: webcast("Talk", 0, true),
  b: webcast("Panel", 1, false),
  c: { ...webcast("Film live", 2, false), kind: "SimuliveSession" },
  studio: { name: "Studio", slot: 3, track: "t0", room: {} },
  room: { name: "Round table", slot: 4, track: null, details: {} },
  hall: { name: "Hall", details: {} },
  feeder: { name: "Feeder", feeds: ["b"] },
  film: { name: "Film", url: "https://example.com/film.mp4", track: null, mediaType: "video" },
  member: { userId: "ann@example.com", level: "member", of: "t0" },
  chapters: { notes: null },
  captions: { of: "b", language: "English" },
  token: { privileges: ["view:*"] },
  profile: { name: "Extra" },
};

describe("a preview on the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: EngineStack;
  let server: Server;
  let connections = 0;

  before(async () => {
    world = await World.withProfiles();
    await withReach(world);
    server = createServer(socket => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
    stack = await EngineStack.create(world, realOf(program(EVERY)));
  });
  after(async () => {
    await stack.destroy();
    await stack.close();
    await world.stop();
    await new Promise(done => server.close(done));
  });

  /** Runs a preview whose Kaltura, and every way out, is a server that only counts; no credentials are given. */
  async function alone() {
    const { envVars } = stack.stack.workspace;
    const before = { ...envVars };
    const nowhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(envVars, {
      KALTURA_SERVICE_URL: nowhere,
      KALTURA_KAF_HOST: nowhere,
      KALTURA_ADMIN_SECRET: "",
    });
    try {
      return await stack.preview();
    } finally {
      delete envVars.KALTURA_KAF_HOST;
      Object.assign(envVars, before);
    }
  }

  it("opens no connection and needs no credentials: before anything is there, when it is, and for changes", async () => {
    const kinds = new Set(Object.values(program(EVERY)).map(declared => declared.kind));
    expect([...kinds].sort()).to.deep.equal(registry.map(d => d.kind).sort());
    const count = Object.keys(program(EVERY)).length;
    world.emulator.clearCalls();
    expect((await alone()).changes).to.include({ create: count + 1 });
    expect(world.emulator.calls).to.deep.equal([]);
    await stack.up();
    world.emulator.clearCalls();
    expect((await alone()).changes).to.include({ same: count + 1 });
    const changed = edited(edited(EVERY, { swap: ["a", "b"] }), { drop: "token" });
    stack.program = realOf(program(changed));
    expect((await alone()).changes)
      .to.include({ delete: 1 })
      .and.to.include.keys("update");
    expect(world.emulator.calls).to.deep.equal([]);
    expect(connections).to.equal(0);
  });
});
