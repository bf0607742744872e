import { inspect } from "node:util";
import { expect } from "chai";
import {
  EmbedError,
  type EmbedRequest,
  type EmbedSettings,
  type EmbedToken,
  mintEmbedUrl,
  roomModeratorUrl,
  webcastLauncher,
  webcastProducerUrl,
} from "../../embed";
import { openSession, privilegeOf, type Session } from "../../emulator/ks";
import type { Props } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

describe("a link from an app token", () => {
  let world: World;
  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());
  afterEach(() => world.emulator.faults.clear());

  const ann: EmbedRequest = { entryId: "1_ab12cd34", user: { id: "ann", firstName: "Zoë" } };

  async function token(inputs: Props, more: Partial<EmbedToken> = {}): Promise<EmbedSettings> {
    const { id, token: appToken } = await world.must("appToken", "add", {
      appToken: { objectType: "KalturaAppToken", hashType: "SHA256", sessionType: 0, ...inputs },
    });
    return {
      partnerId: world.emulator.partnerId,
      serviceUrl: world.emulator.url,
      kafHost: new URL(world.emulator.url).host,
      credentials: { appTokenId: String(id), appToken: String(appToken), ...more },
    };
  }
  const EMBEDS = { sessionPrivileges: "actionslimit:-1", sessionDuration: 3600 };
  const PRODUCERS = {
    sessionPrivileges: "setrole:WEBCAST_PRODUCER_DEVICE_ROLE,sview:*,list:*,download:*",
  };

  function opened(ks: string): Session {
    expect(ks).to.match(/^[\w=-]+$/);
    return openSession(ks, () => [world.emulator.adminSecret])!;
  }
  const sessionOf = (url: string) => opened(url.split("/ks/")[1]!);
  const refusal = async (settings: EmbedSettings, request = ann) => {
    const error = (await failureOf(mintEmbedUrl(request, settings))) as EmbedError;
    expect(error).to.be.instanceOf(EmbedError);
    for (const secret of [(settings.credentials as EmbedToken).appToken, "Zoë"]) {
      expect(inspect(error)).to.not.include(secret);
    }
    return error;
  };

  it("is the visitor's own, opens pages only, and lives no longer than the token lets it", async () => {
    const settings = await token(EMBEDS);
    const before = Math.floor(Date.now() / 1000);
    const { url, expiresAt } = await mintEmbedUrl(ann, settings);
    expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/hosted\/index\/view-entry\/ks\//);
    const session = sessionOf(url);
    expect(session).to.include({ partnerId: 107, userId: "ann", type: 0 });
    expect(session.privileges.split(",").slice(2).join()).to.equal(
      "actionslimit:-1,userId:ann,entryId:1_ab12cd34,firstName:Zoë,role:viewerRole",
    );
    expect(Date.parse(expiresAt) / 1000).to.equal(session.expiry);
    expect(session.expiry - before).to.be.within(3595, 3605);
    const short = await mintEmbedUrl({ ...ann, expiresInSeconds: 60 }, settings);
    expect(sessionOf(short.url).expiry - before).to.be.within(55, 65);
  });

  it("costs two calls, and each after it one", async () => {
    const settings = await token(EMBEDS);
    world.emulator.clearCalls();
    await mintEmbedUrl(ann, { ...settings, partnerId: 107, serviceUrl: `${settings.serviceUrl}/` });
    expect(world.called()).to.deep.equal(["session.startWidgetSession", "apptoken.startSession"]);
    world.emulator.clearCalls();
    await Promise.all([1, 2, 3].map(n => mintEmbedUrl({ ...ann, user: { id: `ann${n}` } }, settings)));
    expect(world.called().filter(call => call === "apptoken.startSession")).to.have.length(3);
    expect(world.called().filter(call => call === "session.startWidgetSession").length).to.be.at.most(1);
  });

  it("is refused from a token without actionslimit, which Kaltura drops in silence", async () => {
    const settings = await token({ sessionPrivileges: "locale:*" });
    expect(await refusal(settings)).to.include({ problem: "token", field: "credentials.appTokenId" });
    expect((await refusal(settings)).message).to.include("actionslimit:-1 must be on the token");
  });

  it("is refused from a token whose limit is another, or that has one of the visitor's fields", async () => {
    const limited = await token({ sessionPrivileges: "actionslimit:5" });
    expect((await refusal(limited)).message).to.include("it has actionslimit with another value");
    const fixed = await token({ sessionPrivileges: "actionslimit:-1,role:adminRole" });
    expect((await refusal(fixed)).message).to.include("take role off the token");
    const wild = await token({ sessionPrivileges: "actionslimit:*" });
    expect(sessionOf((await mintEmbedUrl(ann, wild)).url).privileges).to.include("actionslimit:-1");
  });

  it("is refused from a token of admin type, whose sessions are all administrators'", async () => {
    const settings = await token({ ...EMBEDS, sessionType: 2, sessionUserId: "ann" });
    expect((await refusal(settings)).message)
      .to.include("admin type")
      .and.include("sessionType to user");
  });

  it("is refused from a token with a user of its own, unless that user is named", async () => {
    const settings = await token({ ...EMBEDS, sessionUserId: "website@example.com" });
    expect((await refusal(settings)).message).to.include("every visitor would be that one");
    const named = { ...(settings.credentials as EmbedToken), tokenUser: "website@example.com" };
    const session = sessionOf((await mintEmbedUrl(ann, { ...settings, credentials: named })).url);
    expect(session.userId).to.equal("website@example.com");
    expect(privilegeOf(session, "userid")).to.equal("ann");
    const other = { ...settings, credentials: { ...named, tokenUser: "somebody" } };
    expect((await refusal(other)).message).to.include("not fixed to the user");
  });

  it("is refused from a pipeline's token, with all that is wrong with it at once", async () => {
    const settings = await token({
      sessionPrivileges: "disableentitlement",
      sessionType: 2,
      sessionUserId: "pipeline",
    });
    expect((await refusal(settings)).message)
      .to.include("admin type")
      .and.include("fixed to a user")
      .and.include("actionslimit")
      .and.include("the token of a pipeline");
  });

  it("says what is wrong when the token is unknown, wrong, or Kaltura away", async () => {
    const settings = await token(EMBEDS);
    const credentials = settings.credentials as EmbedToken;
    const unknown = { ...settings, credentials: { ...credentials, appTokenId: "1_nosuch00" } };
    expect((await refusal(unknown)).message).to.include("KALTURA_EMBED_TOKEN_ID");
    const wrong = { ...settings, credentials: { ...credentials, appToken: "0".repeat(32) } };
    expect(await refusal(wrong)).to.include({ problem: "token" });
    const sha1 = await token({ ...EMBEDS, hashType: "SHA1" });
    expect((await refusal(sha1)).message).to.include("Kaltura's default is SHA1, the one here SHA256");
    const told = { ...sha1, credentials: { ...(sha1.credentials as EmbedToken), hashType: "SHA1" as const } };
    expect((await mintEmbedUrl(ann, told)).url).to.include("/ks/");
    const over = await token({ ...EMBEDS, expiry: 1_600_000_000 });
    expect((await refusal(over)).message).to.include("later expiry");
    const away = { ...settings, serviceUrl: "http://127.0.0.1:9" };
    expect((await refusal(away)).message).to.include("Nobody listens");
    world.emulator.faults.add({ service: "appToken", action: "startSession", kind: "stall", times: 9 });
    expect((await refusal({ ...settings, timeoutMs: 300 })).problem).to.equal("kaltura");
  });

  it("is had all the same when the session of nobody has ended meanwhile", async () => {
    const settings = await token(EMBEDS);
    await mintEmbedUrl(ann, settings);
    world.emulator.faults.add({ service: "appToken", action: "startSession", kind: "expiredKs", times: 1 });
    expect(sessionOf((await mintEmbedUrl(ann, settings)).url).userId).to.equal("ann");
  });

  it("is a ticket for pages: the API takes its session for nothing", async () => {
    const { url } = await mintEmbedUrl(ann, await token(EMBEDS));
    const [, ks] = url.split("/ks/");
    expect(await world.ask("baseEntry", "list", { ks })).to.include({ code: "INVALID_ACTIONS_LIMIT" });
  });

  it("makes somebody a moderator of a room", async () => {
    const link = await roomModeratorUrl(
      { entryId: "1_ab12cd34", user: { id: "mia" }, role: "adminRole" },
      await token(EMBEDS),
    );
    expect(link.url).to.include("/embeddedrooms/index/view-room/ks/");
    expect(sessionOf(link.url).privileges).to.include("chatModerator:1,roomModerator:1");
  });

  describe("for producers", () => {
    const show = {
      entryId: "1_ab12cd34",
      user: { id: "pat" },
      start: "2027-06-08T09:00+02:00",
      end: "2027-06-08T10:00+02:00",
    };

    it("opens the view in the browser, narrowed to the one entry", async () => {
      const settings = await token(PRODUCERS);
      const { url, expiresAt } = await webcastProducerUrl(show, settings);
      const { origin, pathname, searchParams } = new URL(url);
      expect(origin + pathname).to.equal("https://www.kaltura.com/apps/webcast/vlatest/index.html");
      const { ks, ...rest } = Object.fromEntries(searchParams);
      expect(rest).to.deep.equal({
        MediaEntryId: "1_ab12cd34",
        ks_expiry: expiresAt.replace("Z", "+00:00"),
        qnaModeratorMode: "true",
        serverAddress: settings.serviceUrl,
        fromDate: "2027-06-08T07:00:00+00:00",
        toDate: "2027-06-08T08:00:00+00:00",
      });
      expect(opened(ks!)).to.include({ userId: "pat", type: 0 });
      expect(opened(ks!).privileges).to.include(
        "setrole:WEBCAST_PRODUCER_DEVICE_ROLE,sview:*,list:1_ab12cd34,download:1_ab12cd34",
      );
    });

    it("starts the desktop application", async () => {
      const { parameters } = await webcastLauncher(
        {
          ...show,
          uiConfId: 5,
          eventsMetadataProfileId: 6,
          kwebcastMetadataProfileId: 7,
          appName: "Summit",
          polls: false,
        },
        await token(PRODUCERS),
      );
      expect(parameters).to.deep.include({
        MediaEntryId: "1_ab12cd34",
        uiConfID: "5",
        eventsMetadataProfileId: "6",
        kwebcastMetadataProfileId: "7",
        userId: "pat",
        userRole: "adminRole",
        QnAEnabled: true,
        pollsEnabled: false,
        fromDate: "2027-06-08T07:00:00+00:00",
      });
      expect(opened(String(parameters.ks)).userId).to.equal("pat");
    });

    it("is refused from the token of embeds, and at times without an offset", async () => {
      const embeds = await token(EMBEDS);
      const error = (await failureOf(webcastProducerUrl(show, embeds)))!;
      expect(error.message).to.include("dropped setrole").and.include("can't call the API");
      const settings = await token(PRODUCERS);
      const local = failureOf(webcastProducerUrl({ ...show, end: "2027-06-08T10:00" }, settings));
      expect((await local) as EmbedError).to.include({ field: "end" });
    });
  });
});
