/** The emulator's pages, as a browser gets them. */
import { expect } from "chai";
import { type EmbedRequest, type EmbedSettings, mintEmbedUrl } from "../../embed";
import { signV2 } from "../../emulator/ks";
import { iframe, playerUrl, thumbnailUrl } from "../../provider/outputs/embeds";
import { World } from "../support/world";

describe("the embedded Kaltura's pages", () => {
  let world: World;
  let webcast: string;
  let room: string;
  let settings: EmbedSettings;
  const TITLE = `Opening <script>alert("1")</script> & more`;
  const START = Date.UTC(2027, 4, 4, 7) / 1000;

  before(async () => {
    world = await World.start();
    const host = new URL(world.emulator.url).host;
    settings = {
      partnerId: 107,
      kafHost: host,
      credentials: { adminSecret: world.emulator.adminSecret },
      now: () => world.emulator.clock.nowMs(),
    };
    const entry = await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: TITLE,
        mediaType: 201,
        sourceType: "32",
      },
      sourceType: "32",
    });
    webcast = String(entry.id);
    await world.must("schedule_scheduleEvent", "add", {
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        summary: "x",
        recurrenceType: 0,
        templateEntryId: webcast,
        startDate: START,
        endDate: START + 3600,
        preStartTime: 600,
      },
    });
    const made = await world.must("room_room", "add", {
      entry: { objectType: "KalturaRoomEntry", name: "Round table", roomType: 1 },
    });
    room = String(made.id);
  });
  after(() => world.stop());
  beforeEach(() => world.emulator.clock.set(START - 86_400));

  async function open(url: string) {
    const response = await fetch(url);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const visit = async (request: Partial<EmbedRequest> = {}, more: Partial<EmbedSettings> = {}) =>
    open(
      (
        await mintEmbedUrl(
          { entryId: webcast, user: { id: "ann", firstName: "Ann", lastName: "<b>" }, ...request },
          { ...settings, ...more },
        )
      ).url,
    );

  it("show a visitor what the link is for, and say that they stand in", async () => {
    const { status, text, headers } = await visit({ role: "adminRole", chatModerator: true, locale: "de" });
    expect(status).to.equal(200);
    expect(text)
      .to.include("Opening &#60;script&#62;")
      .and.include("2027-05-04 07:00 UTC</time> to <time")
      .and.include("Upcoming")
      .and.include("Ann &#60;b&#62; (ann)")
      .and.include("adminRole")
      .and.include("<dt>Chat</dt><dd>moderator</dd>")
      .and.include("Stand-in of the embedded Kaltura")
      .and.not.include("<script>");
    expect(headers.get("cache-control")).to.equal("no-store");
  });

  it("follow the clock", async () => {
    world.emulator.clock.set(START + 60);
    expect((await visit()).text).to.include("On now, by its schedule");
    world.emulator.clock.set(START + 3600);
    expect((await visit()).text).to.include("Over");
  });

  it("show rooms to those who ask for a room, and nothing else there", async () => {
    const moderator = await visit({ kind: "room", entryId: room, roomModerator: true });
    expect(moderator.text).to.include("Round table").and.include("<dt>Room</dt><dd>moderator</dd>");
    expect((await visit({ entryId: room })).text).to.include("Round table");
    const wrong = await visit({ kind: "room" });
    expect([wrong.status, wrong.text.includes("is no room")]).to.deep.equal([404, true]);
  });

  it("show galleries by their name", async () => {
    const { user } = { user: { id: "ann" } };
    const { url } = await mintEmbedUrl({ kind: "gallery", contextId: "Summit", user }, settings);
    expect((await open(url)).text).to.include("<h1>Summit</h1>");
  });

  it("refuse sessions that are none of a visitor's, and say why", async () => {
    const kaf = (ks: string) => open(`${world.emulator.url}/hosted/index/view-entry/ks/${ks}`);
    const signed = (more: object) =>
      signV2(
        {
          partnerId: 107,
          userId: "ann",
          type: 0,
          expiry: START,
          privileges: `actionslimit:-1,userId:ann,entryId:${webcast},role:viewerRole`,
          ...more,
        },
        world.emulator.adminSecret,
      );
    const why = async (ks: string) => {
      const { status, text } = await kaf(ks);
      expect(status).to.be.oneOf([403, 404]);
      expect(text).to.not.include("Opening");
      return text;
    };
    expect((await kaf(signed({}))).status).to.equal(200);
    expect(await why(signed({ type: 2 }))).to.include("administrator");
    expect(await why(signed({ expiry: START - 86_401 }))).to.include("expired");
    expect(await why(signed({ partnerId: 999 }))).to.include("no session of this account");
    expect(await why(signed({}).slice(0, -8))).to.include("or a part of one");
    expect(await why("%zz")).to.include("no session");
    expect(await why(signed({ privileges: `entryId:${webcast},role:viewerRole` }))).to.include(
      "actionslimit",
    );
    expect(await why(signed({ privileges: `actionslimit:-1,entryId:${webcast}` }))).to.include("no role");
    expect(await why(signed({ privileges: "actionslimit:-1,role:viewerRole" }))).to.include("no entry");
    expect(await why(signed({ privileges: "actionslimit:-1,role:viewerRole,entryId:0_nosuch0" }))).to.include(
      "no entry 0_nosuch0",
    );
  });

  it("hold the public player and pictures at the addresses of the outputs", async () => {
    const host = new URL(world.emulator.url).host;
    const config = { partnerId: 107, cdnHost: host, kafHost: host, playerId: "4711" };
    const player = playerUrl(webcast, config)!;
    expect(player).to.match(/^http:\/\/127\.0\.0\.1:\d+\/p\/107\/embedPlaykitJs/);
    expect(iframe(webcast, TITLE, config)).to.include(`src="${player.replace("&", "&amp;")}"`);
    const page = await open(player);
    expect(page.text)
      .to.include("Opening &#60;script&#62;")
      .and.include("<dd>4711</dd>")
      .and.include("Stand-in");
    expect((await open(playerUrl("0_nosuch0", config)!)).status).to.equal(404);
    expect((await open(playerUrl(room, config)!)).text).to.include("This is a room");
    expect((await open(player.replace("iframeembed=true&", ""))).status).to.equal(404);
    const picture = await open(thumbnailUrl(webcast, config));
    expect(picture.headers.get("content-type")).to.equal("image/svg+xml");
    expect(picture.text).to.include('width="640" height="360"').and.include("stand-in picture");
    expect((await open(thumbnailUrl("0_nosuch0", config))).status).to.equal(404);
  });

  it("leave all other addresses as they were", async () => {
    expect((await open(`${world.emulator.url}/hosted/index/other/ks/x`)).status).to.equal(404);
    expect((await open(`${world.emulator.url}//`)).status).to.equal(404);
    const posted = await fetch(`${world.emulator.url}/hosted/index/view-entry/ks/x`, { method: "POST" });
    expect(posted.status).to.equal(404);
  });
});
