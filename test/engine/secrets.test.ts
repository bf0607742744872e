/** Secrets of all kinds, sought in all that Pulumi prints and keeps: the real CLI with every kind of resource. */
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { registry } from "../../provider/resources/registry";
import { bundledSchema } from "../../provider/schemas";
import { found } from "../support/canaries";
import { recording, withReach } from "../support/reach";
import { World } from "../support/world";

const ROOT = join(__dirname, "..", "..", "..");
const SIGNATURE = "sIgnature-of-an-address-7q";
const QUERY = "toKen-in-a-query-4k";
const DESCRIPTION = "a description that is nobody's business";
const TAG = "a tag,of mine that nobody knows";
const ADMIN = "admin/secret+of the account=9z";
const OLD = "admin-secret-before-the-rotation-5w";

/** One of each kind. What a run is to change comes from the environment. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const k = require("pulumi-kaltura");
const x = JSON.parse(process.env.CASE);
const on = hour => ({ start: "2027-05-04T" + hour + ":00Z", end: "2027-05-04T" + hour + ":30Z" });
new k.MetadataProfile("profile", { name: "Extra", systemName: "EXTRA", objectType: "entry", xsd: x.xsd });
const event = new k.EventCategory("event", { name: "Summit", privacyContext: "summit" });
new k.CategoryMember("member", { category: event, userId: "ann@example.com" });
const token = new k.AppToken("token", { description: pulumi.secret(x.description), privileges: ["actionslimit:-1"] });
const hall = new k.RestreamerChannel("hall", { name: "Hall" });
const talk = new k.WebcastSession("talk", { name: "Talk", ...on("09"), categories: [event], channel: hall,
  description: pulumi.secret(x.description), thumbnail: x.picture });
const fed = new k.WebcastSession("fed", { name: "Fed", ...on("11"), chat: { enabled: true },
  description: pulumi.secret(x.description), thumbnail: x.picture });
const feeder = new k.RestreamerChannel("feeder", { name: "Feeder", targets: [{ session: fed }] });
const film = new k.MediaAsset("film", { name: "Film", url: x.film, tags: x.tags && pulumi.secret(x.tags) });
const simulive = new k.SimuliveSession("simulive", { name: x.simulive ?? "Film live", thumbnail: x.picture, start: "2027-05-05T09:00Z", source: film });
const room = new k.InteractiveRoom("room", { name: x.room ?? "Room", mode: "interactive", templateRoomEntryId: x.template });
const studio = new k.StudioSession("studio", { name: "Studio", ...on("13") });
new k.CaptionOrder("order", { entryId: x.recorded, service: "chapters" });
new k.LiveCaptions("captions", { entryId: talk.id, scheduleEventId: talk.scheduleEventId, start: talk.start,
  end: talk.end, service: "captions", serviceType: "human", sourceLanguage: "English" });
module.exports = { ingest: [talk, fed, hall, feeder, simulive, studio].map(s => s.ingest), token: token.token,
  iframe: talk.iframe, about: talk.description, url: film.url };
`;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What lies before Kaltura: keeps the sessions it sees, and answers by itself when it is told to. */
class Front {
  readonly sessions = new Set<string>();
  /** An answer instead of Kaltura's; "reset" to break the connection. */
  instead: (body: string, path: string, ks: string) => string | undefined = () => undefined;
  private constructor(private readonly server: Server) {}

  static async start(target: string): Promise<Front> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const ks = /"ks":"([^"]+)"/.exec(body.toString())?.[1] ?? "";
      if (ks !== "") front.sessions.add(ks);
      const own = front.instead(body.toString(), request.url!, ks);
      if (own === "reset") return request.socket.destroy();
      if (own !== undefined) return response.end(own);
      const answer = await fetch(target + request.url, {
        method: "POST",
        headers: { "content-type": request.headers["content-type"]! },
        body,
      });
      response.writeHead(answer.status, { "content-type": "application/json" });
      return response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const front = new Front(server);
    await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }
}

describe("secrets on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let front: Front;
  let folder: string;
  let given: Record<string, unknown>;
  /** All that was printed so far, by the command. */
  const printed: Record<string, string> = {};
  const canaries: Record<string, string> = {
    "admin secret": ADMIN,
    "admin secret before": OLD,
    signature: SIGNATURE,
    "token in a query": QUERY,
    "what the user marked": DESCRIPTION,
  };

  before(async () => {
    world = await World.withProfiles({ adminSecret: ADMIN });
    front = await Front.start(world.emulator.url);
    await withReach(world);
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-secrets-"));
    mkdirSync(join(folder, "state"));
    mkdirSync(join(folder, "tmp"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(ROOT, join(folder, "node_modules", "pulumi-kaltura"));
    symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: summit\nruntime: nodejs\n");
    writeFileSync(join(folder, "package.json"), '{"name":"summit","main":"index.js"}');
    writeFileSync(join(folder, "index.js"), PROGRAM);
    given = {
      xsd: bundledSchema("KwebcastProfile"),
      description: DESCRIPTION,
      film: `https://media.example.com/film.mp4?Expires=1&Signature=${SIGNATURE}`,
      picture: `https://media.example.com/talk.jpg?token=${QUERY}`,
      recorded: await recording(world),
      template: (
        await world.must("room_room", "add", {
          entry: { objectType: "KalturaRoomEntry", name: "Template", roomType: 1 },
        })
      ).id,
    };
    await pulumi("stack", "init", "test");
    await pulumi("config", "set", "--secret", "kaltura:adminSecret", OLD);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await front.stop();
    await world.stop();
  });

  /** Runs the CLI; `env` as its first argument, if it is an object. */
  async function pulumi(...args: Array<string | Record<string, string | undefined>>): Promise<Ran> {
    const words = args.filter(arg => typeof arg === "string");
    const env = Object.assign({}, ...args.filter(arg => typeof arg === "object"));
    const child = spawn("pulumi", [...words, "--non-interactive"], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        TMPDIR: join(folder, "tmp"),
        KALTURA_SERVICE_URL: front.url,
        KALTURA_ADMIN_SECRET: ADMIN,
        KALTURA_PARTNER_ID: String(world.emulator.partnerId),
        KALTURA_PLAYER_ID: "1",
        CASE: JSON.stringify(given),
        ...env,
      },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", chunk => {
      stdout += chunk;
    });
    child.stderr.on("data", chunk => {
      stderr += chunk;
    });
    const code = await new Promise<number>(done => child.on("close", done));
    const name = words.filter(word => !word.startsWith("/")).join(" ");
    if (!words.includes("--show-secrets"))
      printed[`${name} (${Object.keys(printed).length})`] = stdout + stderr;
    if (process.env.SECRETS_SHOW) console.error(`--- ${name}: ${code}\n${stdout}\n${stderr}`);
    return { code, stdout, stderr };
  }

  const up = (...more: Parameters<typeof pulumi>) =>
    pulumi("up", "--yes", "--skip-preview", "--continue-on-error", ...more);

  /** All files below the project's folder, but for what it takes from the checkout. */
  const files = () =>
    Object.fromEntries(
      ["state", "tmp"].flatMap(below =>
        readdirSync(join(folder, below), { recursive: true, withFileTypes: true })
          .filter(file => file.isFile())
          .map(file => join(file.parentPath, file.name))
          .map(path => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
      ),
    );

  /** Adds the secrets that Kaltura made: of live entries, tokens and orders. */
  async function learn(): Promise<void> {
    const live = await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" });
    for (const { id, ...entry } of live) {
      for (const [name, value] of Object.entries(entry)) {
        if (
          typeof value === "string" &&
          value.length > 5 &&
          /Url$|streamPassword|srtPass|StreamId/.test(name)
        ) {
          if (/^rtmp|^rtsp|^srt/.test(value) || !/Url$/.test(name)) canaries[`${name} of ${id}`] = value;
          const query = /\?(.*)/.exec(value)?.[1];
          if (query && query.length > 5 && !/^[a-z]=\d$/.test(query))
            canaries[`query of ${name} of ${id}`] = query;
        }
      }
    }
    for (const { id, token } of await world.list("appToken", { objectType: "KalturaAppTokenFilter" })) {
      canaries[`app token ${id}`] = String(token);
    }
    for (const task of await world.list("reach_entryvendortask", {
      objectType: "KalturaEntryVendorTaskFilter",
    })) {
      if (task.accessKey) canaries[`access key of ${task.id}`] = String(task.accessKey);
    }
    for (const [i, ks] of [...front.sessions].entries()) canaries[`session ${i}`] = ks;
  }

  const nothingFound = async () => {
    await learn();
    expect(
      found(canaries, { ...printed, ...files() })
        .slice(0, 20)
        .join("\n"),
    ).to.equal("");
    for (const [place, text] of Object.entries(printed)) {
      expect(text, place)
        .to.not.match(/djJ8[\w-]{8}/)
        .and.not.match(/<html|Traceback|\sat .*\.[jt]s:\d+/);
    }
  };
  /** Resources on disk, by their name. */
  const kept = async () => {
    const { stdout } = await pulumi("stack", "export");
    return JSON.parse(stdout).deployment.resources as Array<{
      urn: string;
      type: string;
      inputs: Record<string, unknown>;
      outputs: Record<string, unknown>;
      initErrors?: string[];
    }>;
  };

  it("previews every kind of resource", async () => {
    const { code } = await pulumi("preview", "--diff");
    expect(code).to.equal(0);
    await nothingFound();
  });

  it("keeps half a session and its ingest point encrypted", async () => {
    world.emulator.faults.add({
      service: "schedule_scheduleevent",
      action: "add",
      kind: "apiError",
      code: "SCHEDULE_TIME_IN_USE",
      message: "Another event is already scheduled during this time",
      times: 1,
    });
    const { code } = await up();
    expect(code).to.not.equal(0);
    const half = (await kept()).filter(r => r.initErrors?.length);
    expect(half).to.have.length(1);
    expect(JSON.stringify(half[0]!.outputs.ingest)).to.match(/^\{"4dabf18193072939515e22adb298388d"/);
    await nothingFound();
  });

  it("makes the rest", async () => {
    expect((await up()).code).to.equal(0);
    const kinds = new Set((await kept()).map(r => r.type.split(":").pop()));
    expect([...kinds]).to.include.members(registry.map(d => d.kind));
    // What the owner may see is what must not be seen elsewhere.
    const { stdout } = await pulumi("stack", "output", "--json", "--show-secrets");
    for (const [i, ingest] of (JSON.parse(stdout).ingest as Record<string, string>[]).entries()) {
      for (const [name, value] of Object.entries(ingest)) {
        if (name !== "streamName") canaries[`ingest ${i} ${name}`] = value;
      }
    }
    await nothingFound();
  });

  it("says why an update failed, and no secret", async () => {
    const was = given;
    given = { ...given, room: "Echo", simulive: "Refused" };
    front.instead = (body, _, ks) => {
      const exception = (code: string, message: string, args = {}) =>
        JSON.stringify({ objectType: "KalturaAPIException", code, message, args });
      if (body.includes('"Echo"')) {
        return exception("INVALID_KS", `Invalid KS "${ks}", Error "-1,INVALID_STR"`, { KSID: ks });
      }
      if (body.includes('"Refused"')) {
        return exception("THUMB_ASSET_DOWNLOAD_FAILED", `Can't fetch [${given.picture}] for ${ks}`, {
          URL: given.picture,
        });
      }
      return undefined;
    };
    const { code, stdout, stderr } = await up();
    expect(code).to.not.equal(0);
    expect(stdout + stderr)
      .to.include("INVALID_KS")
      .and.include("THUMB_ASSET_DOWNLOAD_FAILED");
    front.instead = () => undefined;
    given = was;
    await nothingFound();
  });

  it("says why a refresh failed, and no secret", async () => {
    const refresh = async () =>
      (await pulumi("refresh", "--yes", "--skip-preview", { KALTURA_RUN_TIMEOUT_SECONDS: "2" })).stdout;
    front.instead = (_body, _path, ks) => `<html><title>Sign in ${ks}</title>${ADMIN}</html>`;
    expect(await refresh()).to.include("web page");
    front.instead = () => "reset";
    expect(await refresh()).to.include("broke before");
    front.instead = () => undefined;
    await nothingFound();
  });

  it("refreshes with rotated credentials: the environment wins over what the state keeps", async () => {
    const [talk] = await world.list("liveStream", {
      objectType: "KalturaLiveStreamEntryFilter",
      nameEqual: "Talk",
    });
    await world.must("liveStream", "update", {
      entryId: talk!.id,
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        description: `${DESCRIPTION}, changed by hand`,
      },
    });
    expect(
      (await pulumi({ KALTURA_ADMIN_SECRET: "" }, "refresh", "--yes", "--skip-preview")).code,
    ).to.not.equal(0);
    expect((await pulumi("refresh", "--yes", "--skip-preview")).code).to.equal(0);
    await nothingFound();
  });

  it("shows no value of a secret that is wrong", async () => {
    const was = given;
    given = {
      ...given,
      tags: [TAG],
      film: `ftp://example.com/?k=${SIGNATURE}`,
    };
    canaries["tag with a comma"] = TAG;
    const { stdout } = await pulumi("preview");
    expect(stdout).to.include("tags").and.include("url");
    given = was;
    await nothingFound();
  });

  it("shows and exports nothing unasked", async () => {
    await pulumi("preview", "--json");
    const outputs = JSON.parse((await pulumi("stack", "output", "--json")).stdout);
    expect(outputs.iframe).to.include("<iframe");
    expect([outputs.token, outputs.about, outputs.url]).to.deep.equal(["[secret]", "[secret]", "[secret]"]);
    await pulumi("stack", "history", "--json");
    await nothingFound();
  });

  it("destroys with an app token", async () => {
    const { id, token } = await world.must("appToken", "add", {
      appToken: {
        objectType: "KalturaAppToken",
        hashType: "SHA256",
        sessionType: 2,
        sessionPrivileges: "disableentitlement",
      },
    });
    canaries["app token to work with"] = String(token);
    const { code } = await pulumi("destroy", "--yes", "--skip-preview", {
      KALTURA_ADMIN_SECRET: "",
      KALTURA_APP_TOKEN_ID: String(id),
      KALTURA_APP_TOKEN: String(token),
    });
    expect(code).to.equal(0);
    await nothingFound();
    // It keeps what users wrote; what Kaltura made is not for a log.
    const ours = [ADMIN, OLD, SIGNATURE, QUERY, DESCRIPTION, TAG];
    const made = Object.entries(canaries).filter(([, text]) => !ours.some(own => text === own));
    const calls = JSON.stringify(world.emulator.calls);
    expect(found(Object.fromEntries(made), { calls })).to.deep.equal([]);
  });
});
