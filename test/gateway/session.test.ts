import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { expect } from "chai";
import { startEmulator } from "../../emulator";
import { ApiError, TransportError } from "../../provider/kaltura/errors";
import { Gateway } from "../../provider/kaltura/gateway";
import { readKs } from "../../provider/kaltura/ks";
import { calls } from "../../provider/kaltura/vocabulary";
import {
  each,
  type FakeServer,
  failure,
  gatewayTo,
  refusal,
  reset,
  SECRET,
  startServer,
  text,
} from "./server";

const TOKEN = "da2a6424f7c4b9f61a6a27886409509c";

describe("a session from the admin secret", () => {
  let server: FakeServer;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.close());

  it("costs no request, and may see everything", async () => {
    const gateway = gatewayTo(server, {
      now: () => 1_795_000_000_000,
      credentials: { adminSecret: SECRET, userId: "producer", privileges: "list:*" },
    });
    await gateway.read(calls.system.ping());
    expect(server.requests).to.have.length(1);
    expect(readKs(SECRET, server.requests[0]!.ks!)).to.deep.equal({
      partnerId: 107,
      type: 2,
      expiry: 1_795_003_600,
      userId: "producer",
      privileges: { list: "*", disableentitlement: "" },
    });
    await gateway.close();
  });

  it("is shared, and renewed well before it ends", async () => {
    let now = 1_795_000_000_000;
    const gateway = gatewayTo(server, { now: () => now, runTimeoutMs: 1e9 });
    const ksAfter = async (ms: number) => {
      now += ms;
      await gateway.read(calls.system.ping());
      return server.requests.at(-1)!.ks;
    };
    const first = await ksAfter(0);
    expect(await ksAfter(3_200_000)).to.equal(first);
    const second = await ksAfter(110_000);
    expect(second).not.to.equal(first);
    expect(await ksAfter(1000)).to.equal(second);
    await gateway.close();
  });

  it("may be short, and is still used for most of its life", async () => {
    let now = 1_795_000_000_000;
    const gateway = gatewayTo(server, {
      now: () => now,
      credentials: { adminSecret: SECRET, sessionSeconds: 60 },
    });
    for (const ms of [0, 40_000, 6_000]) {
      now += ms;
      await gateway.read(calls.system.ping());
    }
    expect(new Set(server.requests.map(r => r.ks)).size).to.equal(2);
    await gateway.close();
  });
});

describe("a session from an app token", () => {
  let server: FakeServer;
  let starts = 0;
  const credentials = { appTokenId: "0_zh4ersk7", appToken: TOKEN };
  beforeEach(async () => {
    starts = 0;
    server = await startServer((call, { ks }) => {
      if (call.action === "startWidgetSession")
        return { ks: "WIDGETKS", partnerId: 107, userId: 0, objectType: "X" };
      if (call.action === "startSession") {
        starts++;
        return { ks: `TOKENKS${starts}`, expiry: String(1_795_003_600), objectType: "KalturaSessionInfo" };
      }
      return ks;
    });
  });
  afterEach(() => server.close());

  it("takes two calls, with the hash of the widget session and the token", async () => {
    const gateway = gatewayTo(server, { credentials, now: () => 1_795_000_000_000 });
    expect(await gateway.read(calls.system.ping())).to.equal("TOKENKS1");
    const [widget, start, call] = server.requests;
    expect(widget!.json).to.include({ widgetId: "_107" }).and.not.have.property("ks");
    expect(start!.ks).to.equal("WIDGETKS");
    expect(start!.json.id).to.equal("0_zh4ersk7");
    expect(start!.json.tokenHash).to.equal(createHash("sha256").update(`WIDGETKS${TOKEN}`).digest("hex"));
    expect(start!.body).not.to.contain(TOKEN);
    expect(call!.ks).to.equal("TOKENKS1");
    await gateway.close();
  });

  for (const hashType of ["MD5", "SHA1", "SHA256", "SHA512"] as const) {
    it(`hashes with ${hashType} when the token wants it`, async () => {
      const gateway = gatewayTo(server, {
        credentials: { ...credentials, hashType },
        now: () => 1_795_000_000_000,
      });
      await gateway.read(calls.system.ping());
      expect(server.requests[1]!.json.tokenHash).to.equal(
        createHash(hashType.toLowerCase()).update(`WIDGETKS${TOKEN}`).digest("hex"),
      );
      await gateway.close();
    });
  }

  it("is not started for each call when our clock is far ahead of the server's", async () => {
    const gateway = gatewayTo(server, { credentials, now: () => 1_795_900_000_000 });
    for (let i = 0; i < 3; i++) await gateway.read(calls.system.ping());
    expect(starts).to.equal(1);
    await gateway.close();
  });

  it("is none when the server answers without one", async () => {
    server.answer(() => null);
    const gateway = gatewayTo(server, { credentials, retry: { attempts: 1 } });
    const error = await failure(gateway.send([calls.categoryEntry.add(1, "1_a")]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["garbled", "no"]);
    await gateway.close();
  });

  it("is started once for fifty at the same time", async () => {
    const gateway = gatewayTo(server, { credentials, now: () => 1_795_000_000_000, concurrency: 50 });
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => gateway.send([calls.liveStream.delete(`1_${i}`)])),
    );
    expect(starts).to.equal(1);
    expect(server.requests).to.have.length(52);
    await gateway.close();
  });

  it("is tried again when its start is lost, and adds wait for it unsent", async () => {
    const gateway = gatewayTo(server, { credentials, now: () => 1_795_000_000_000 });
    server.next(reset);
    const [outcome] = await gateway.send([calls.categoryEntry.add(1, "1_a")]);
    expect(outcome!.ok).to.equal(true);
    await gateway.close();

    const away = gatewayTo(server, { credentials, retry: { attempts: 2 } });
    server.next(reset, reset, reset, reset);
    const error = await failure(away.send([calls.categoryEntry.add(1, "1_a")]), TransportError);
    expect(error.happened, "of the add nothing was sent").to.equal("no");
    await away.close();
  });

  it("is tried again when the server is busy or breaks, but not more often than any call", async () => {
    const gateway = gatewayTo(server, { credentials, now: () => 1_795_000_000_000 });
    const refuse = (code: string) => each(() => refusal(code));
    server.next(refuse("LOCK_TIMED_OUT"), refuse("INTERNAL_SERVERL_ERROR"));
    expect((await gateway.send([calls.categoryEntry.add(1, "1_a")]))[0]!.ok).to.equal(true);
    expect(server.requests).to.have.length(5);
    await gateway.close();

    const away = gatewayTo(server, { credentials });
    server.handle(text("", 500));
    const error = await failure(away.send([calls.categoryEntry.add(1, "1_a")]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["http", "no"]);
    expect(server.requests).to.have.length(10);
    await away.close();
  });

  it("asks for the privileges that are set, and to see everything", async () => {
    const asked = async (privileges?: string) => {
      const gateway = gatewayTo(server, {
        credentials: { ...credentials, ...(privileges !== undefined && { privileges }) },
      });
      await gateway.read(calls.system.ping());
      await gateway.close();
      return server.requests.at(-2)!.json.sessionPrivileges;
    };
    expect(await asked()).to.equal("disableentitlement");
    expect(await asked("kmspreview:1, eventid:5")).to.equal("kmspreview:1,eventid:5,disableentitlement");
    expect(await asked("disableentitlement,")).to.equal("disableentitlement");
  });

  for (const privileges of ["apptoken:0_z,list:*", "apptoken:0_z,*,disableentitlementforentry:1_a"]) {
    it(`is refused with privileges ${privileges}: what it can't see would look deleted`, async () => {
      server.answer(() => ({ ks: "SOMEKS", privileges }));
      const gateway = gatewayTo(server, { credentials });
      for (let i = 0; i < 2; i++) {
        const error = await failure(gateway.send([calls.liveStream.delete("1_a")]), ApiError);
        expect(error.kind).to.equal("permission");
        expect(error.message).to.contain("lack the privilege disableentitlement");
        expect(error.hint).to.contain("kaltura:appTokenId");
      }
      expect(server.requests).to.have.length(2);
      await gateway.close();
    });
  }

  for (const [code, words] of [
    ["INVALID_APP_TOKEN_HASH", /kaltura:appToken and kaltura:appTokenHash/],
    ["APP_TOKEN_ID_NOT_FOUND", /kaltura:appTokenId/],
    ["APP_TOKEN_EXPIRED", /past its expiry/],
  ] as const) {
    it(`says what to do about ${code}, and asks no second time`, async () => {
      server.answer(call => (call.action === "startWidgetSession" ? { ks: "WIDGETKS" } : refusal(code)));
      const gateway = gatewayTo(server, { credentials });
      const error = await failure(gateway.send([calls.liveStream.delete("1_a")]), ApiError);
      expect([error.code, error.kind]).to.deep.equal([code, "permission"]);
      expect(error.hint).to.match(words);
      expect((await failure(gateway.read(calls.system.ping()), ApiError)).code).to.equal(code);
      expect(server.requests).to.have.length(2);
      await gateway.close();
    });
  }

  it("shows nothing of the token or the sessions", async () => {
    server.answer((call, request) =>
      call.action === "startWidgetSession"
        ? { ks: "WIDGETKS" }
        : refusal(
            "START_SESSION_ERROR",
            `${request.body} ${TOKEN} ${Buffer.from(TOKEN).toString("base64")} WIDGETKS`,
            {
              KSID: TOKEN,
            },
          ),
    );
    const gateway = gatewayTo(server, { credentials });
    const error = await failure(gateway.read(calls.system.ping()), ApiError);
    const shown = inspect(error, { depth: 9 }) + error.stack;
    for (const secret of [TOKEN, Buffer.from(TOKEN).toString("base64").slice(0, 20), "WIDGETKS"]) {
      expect(shown).not.to.contain(secret);
    }
    expect(gateway.redact(`x ${TOKEN} WIDGETKS`)).to.equal("x [secret] [secret]");
    gateway.hide("streamkey1");
    expect(gateway.redact("rtmp://x?t=streamkey1")).to.equal("rtmp://x?t=[secret]");
    await gateway.close();
  });
});

describe("a session that was given", () => {
  it("and has ended is refused with the server's word, not asked for again and again", async () => {
    const emulator = await startEmulator();
    const gateway = new Gateway({
      serviceUrl: emulator.url,
      partnerId: emulator.partnerId,
      credentials: { ks: "djJ8MTA3fGdhcmJhZ2U" },
      retry: { attempts: 2, baseMs: 1, maxMs: 1 },
    });
    try {
      for (let time = 0; time < 2; time++) {
        const failure = await gateway
          .read(calls.baseEntry.get("0_abcdefgh"))
          .catch((error: unknown) => error);
        expect((failure as { code?: string }).code).to.equal("INVALID_KS");
      }
    } finally {
      await gateway.close();
      await emulator.stop();
    }
  });
});
