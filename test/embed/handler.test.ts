import { execFile } from "node:child_process";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { type EmbedError, embedHandler, type HandlerOptions, type ServedSession } from "../../embed";
import { openSession } from "../../emulator/ks";
import { World } from "../support/world";

const run = promisify(execFile);

describe("the handler of embeds", () => {
  let world: World;
  let settings: HandlerOptions<IncomingMessage, ServedSession>["settings"];
  const servers: Server[] = [];

  before(async () => {
    world = await World.start();
    const { id, token } = await world.must("appToken", "add", {
      appToken: {
        objectType: "KalturaAppToken",
        hashType: "SHA256",
        sessionType: 0,
        sessionPrivileges: "actionslimit:-1",
      },
    });
    settings = {
      partnerId: world.emulator.partnerId,
      serviceUrl: world.emulator.url,
      kafHost: "kaf.example",
      credentials: { appTokenId: String(id), appToken: String(token) },
    };
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    }
  });
  after(() => world.stop());

  const SESSIONS = [
    { id: "keynote", entryId: "1_keynote0", kind: "webcast" },
    { id: "round table", entryId: "1_roomroom", kind: "interactive" },
  ];

  /** A site with the handler: visitors are known by a header. */
  async function site(options: Partial<HandlerOptions<IncomingMessage, ServedSession>> = {}) {
    const errors: unknown[] = [];
    const handler = embedHandler({
      settings,
      sessions: SESSIONS,
      authorize: ({ headers: { visitor } }, { id }) =>
        visitor === undefined
          ? { signIn: true }
          : visitor === "stranger" || (id === "keynote" && visitor === "late")
            ? undefined
            : { user: { id: String(visitor) }, expiresInSeconds: 600 },
      onError: error => errors.push(error),
      ...options,
    });
    const server = createServer((request, response) => void handler(request, response));
    servers.push(server);
    await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    return {
      errors,
      get: (path: string, headers: Record<string, string> = {}, method = "GET") =>
        fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", method, headers }),
    };
  }
  const sessionIn = (url: string) => openSession(url.split("/ks/")[1]!, () => [world.emulator.adminSecret])!;

  it("sends a visitor on to a page of their own, which nobody keeps", async () => {
    const { get } = await site();
    const response = await get("/embed/keynote?utm=1", { visitor: "ann", accept: "text/html" });
    expect(response.status).to.equal(302);
    const url = response.headers.get("location")!;
    expect(url).to.match(/^https:\/\/kaf\.example\/hosted\/index\/view-entry\/ks\//);
    expect(sessionIn(url)).to.include({ userId: "ann" });
    expect(sessionIn(url).privileges).to.include("entryId:1_keynote0");
    expect(response.headers.get("cache-control")).to.equal("no-store");
    expect(response.headers.get("referrer-policy")).to.equal("no-referrer");
    expect(await response.text()).to.not.include("/ks/");
  });

  it("opens rooms as rooms, and knows sessions by their entries too", async () => {
    const { get } = await site();
    const room = await get("/embed/round%20table", { visitor: "ann" });
    expect(room.headers.get("location")).to.include("/embeddedrooms/index/view-room/ks/");
    const byEntry = await get("/1_roomroom/", { visitor: "ann" });
    expect(sessionIn(byEntry.headers.get("location")!).privileges).to.include("entryId:1_roomroom");
  });

  it("answers in JSON where that is asked for", async () => {
    const { get } = await site({ sessions: async () => SESSIONS });
    const response = await get("/embed/keynote", { visitor: "ann", accept: "application/json" });
    expect([response.status, response.headers.get("cache-control")]).to.deep.equal([200, "no-store"]);
    const { url, expiresAt } = (await response.json()) as Record<string, string>;
    expect(url).to.include("/ks/");
    expect(Date.parse(expiresAt!) - Date.now()).to.be.within(590_000, 601_000);
    const refused = await get("/embed/keynote", { accept: "application/json" });
    expect(await refused.json()).to.deep.equal({ error: "Please sign in to watch this session" });
  });

  it("asks nothing of Kaltura for sessions it was not told of, and for visitors who may not", async () => {
    const { get, errors } = await site();
    world.emulator.clearCalls();
    const status = async (path: string, headers: Record<string, string>, method?: string) =>
      (await get(path, headers, method)).status;
    expect(await status("/embed/keynote", {})).to.equal(401);
    expect(await status("/embed/keynote", { visitor: "stranger" })).to.equal(403);
    expect(await status("/embed/keynote", { visitor: "late" })).to.equal(403);
    expect(await status("/embed/1_other000", { visitor: "ann" })).to.equal(404);
    expect(await status("/", { visitor: "ann" })).to.equal(404);
    expect(await status("/embed/%zz", { visitor: "ann" })).to.equal(404);
    expect(await status("/embed/keynote", { visitor: "ann" }, "POST")).to.equal(405);
    expect(world.called()).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it("tells visitors nothing of what went wrong, and whoever runs the site all but secrets", async () => {
    const { get, errors } = await site();
    world.emulator.faults.add({ service: "appToken", action: "startSession", kind: "apiError", code: "X" });
    const failed = await get("/embed/keynote", { visitor: "ann" });
    expect([failed.status, await failed.text()]).to.deep.equal([
      502,
      "This session can't be shown at the moment.\n",
    ]);
    expect(failed.headers.get("cache-control")).to.equal("no-store");
    const bad = await get("/embed/keynote", { visitor: "ann;admin" });
    expect(bad.status).to.equal(500);
    expect(errors).to.have.length(2);
    expect((errors[1] as EmbedError).field).to.equal("user.id");

    const broken = await site({
      authorize: () => {
        throw new Error("the sessions' database is away");
      },
    });
    const response = await broken.get("/embed/keynote", { visitor: "ann" });
    expect([response.status, await response.text()]).to.deep.equal([
      500,
      "This session can't be shown at the moment.\n",
    ]);
    expect(String(broken.errors[0])).to.include("database");
  });
});

describe("the library of embeds", () => {
  it("loads neither Pulumi nor zod, the emulator, the vendor's client or resources, even to make a link", async () => {
    const world = await World.start();
    try {
      const { id, token } = await world.must("appToken", "add", {
        appToken: {
          objectType: "KalturaAppToken",
          hashType: "SHA256",
          sessionType: 0,
          sessionPrivileges: "actionslimit:-1",
        },
      });
      const script = `
        const { embedSettings, mintEmbedUrl } = require(process.argv[1]);
        mintEmbedUrl({ entryId: "1_ab12cd34", user: { id: "ann" } }, embedSettings()).then(({ url }) => {
          console.log(JSON.stringify({ url, loaded: Object.keys(require.cache) }));
        });`;
      const { stdout } = await run("node", ["-e", script, join(__dirname, "..", "..", "embed")], {
        env: {
          PATH: process.env.PATH,
          KALTURA_SERVICE_URL: world.emulator.url,
          KALTURA_PARTNER_ID: "107",
          KALTURA_EMBED_TOKEN_ID: String(id),
          KALTURA_EMBED_TOKEN: String(token),
          // The pipeline's, which must not be taken for it.
          KALTURA_APP_TOKEN_ID: "1_pipeline",
          KALTURA_APP_TOKEN: "x",
        },
      });
      const { url, loaded } = JSON.parse(stdout) as { url: string; loaded: string[] };
      expect(url).to.match(/^https:\/\/107\.kaf\.kaltura\.com\/hosted/);
      expect(loaded.length).to.be.greaterThan(5);
      for (const file of loaded) {
        expect(file).to.not.match(/@pulumi|[\\/]zod|kaltura-client[\\/](?!package)|dist[\\/](emulator|test)/);
        expect(file).to.not.match(/provider[\\/](resources|parts|dynamic|lifecycle)/);
      }
    } finally {
      await world.stop();
    }
  });
});
