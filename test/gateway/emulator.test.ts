/** The gateway against the embedded Kaltura, which is held to recordings of a real server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index";
import { AnswerLost, ApiError } from "../../provider/kaltura/errors";
import { Loaders } from "../../provider/kaltura/loaders";
import { Reference } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import { failure, gatewayTo } from "./server";

const live = (name: string, more: object = {}) =>
  calls.liveStream.add(
    { objectType: "KalturaLiveStreamEntry", mediaType: 201, sourceType: "32", name, ...more },
    "32",
  );
const value = <T>(outcome: { ok: boolean; value?: unknown; error?: unknown } | undefined): T => {
  if (!outcome?.ok) throw outcome?.error;
  return outcome.value as T;
};

describe("the gateway and Kaltura", () => {
  let emulator: Emulator;
  let gateway: ReturnType<typeof gatewayTo>;
  let load: Loaders;
  beforeEach(async () => {
    emulator = await startEmulator();
    gateway = gatewayTo(emulator, {
      partnerId: emulator.partnerId,
      credentials: { adminSecret: emulator.adminSecret },
    });
    load = new Loaders(gateway);
  });
  afterEach(async () => {
    await gateway.close();
    await emulator.stop();
  });

  it("agree on what a session made here says", async () => {
    const ours = gatewayTo(emulator, {
      credentials: {
        adminSecret: emulator.adminSecret,
        userId: "producer@example.com",
        privileges: "list:*",
      },
    });
    const said = await ours.read(calls.session.get());
    expect(said).to.include({ sessionType: "2", partnerId: "107", userId: "producer@example.com" });
    expect(said.privileges!.split(",").sort()).to.deep.equal(["disableentitlement", "list:*"]);
    expect(Number(said.expiry)).to.be.closeTo(Date.now() / 1000 + 3600, 5);
    await ours.close();
  });

  it("agree that a session of the wrong secret is none", async () => {
    const wrong = gatewayTo(emulator, { credentials: { adminSecret: "not-the-secret" } });
    const error = await failure(wrong.read(calls.liveStream.get("0_x")), ApiError);
    expect([error.code, error.kind]).to.deep.equal(["INVALID_KS", "permission"]);
    expect(error.stack).not.to.contain("djJ8");
    await wrong.close();
  });

  for (const hashType of ["MD5", "SHA1", "SHA256", "SHA512"] as const) {
    it(`agree on a session from an app token with ${hashType}`, async () => {
      const [made] = await gateway.send([
        calls.appToken.add({
          objectType: "KalturaAppToken",
          hashType,
          sessionType: 2,
          sessionUserId: "ci@example.com",
          sessionPrivileges: "disableentitlement",
        }),
      ]);
      const { id, token } = value<{ id: string; token: string }>(made);
      const ci = gatewayTo(emulator, { credentials: { appTokenId: id, appToken: token, hashType } });
      expect(await ci.read(calls.session.get())).to.include({ userId: "ci@example.com", sessionType: "2" });
      await ci.close();
      const wrong = gatewayTo(emulator, { credentials: { appTokenId: id, appToken: `${token}x`, hashType } });
      expect((await failure(wrong.read(calls.session.get()), ApiError)).code).to.equal(
        "INVALID_APP_TOKEN_HASH",
      );
      await wrong.close();
    });
  }

  it("agree on what an app token's session may do", async () => {
    const sessionOf = async (sessionPrivileges: string, asked: string) => {
      const [made] = await gateway.send([
        calls.appToken.add({
          objectType: "KalturaAppToken",
          hashType: "SHA256",
          sessionType: 2,
          sessionUserId: "ci@example.com",
          sessionPrivileges,
        }),
      ]);
      const { id, token } = value<{ id: string; token: string }>(made);
      const ci = gatewayTo(emulator, {
        credentials: { appTokenId: id, appToken: token, privileges: asked },
      });
      try {
        return (await ci.read(calls.session.get())).privileges!.split(",").slice(2);
      } finally {
        await ci.close();
      }
    };
    expect(await sessionOf("disableentitlement", "kmspreview:1,list:*")).to.deep.equal([
      "disableentitlement",
      "kmspreview:1",
    ]);
    const error = await failure(sessionOf("list:*,edit:*", "disableentitlement"), ApiError);
    expect(error.kind).to.equal("permission");
    expect(error.message).to.contain("lack the privilege disableentitlement");
  });

  it("make an entry and its picture in one request, and find it again", async () => {
    const add = live("Keynote", { adminTags: "kwebcast,pulumi0123456789xabcdefabcdef" });
    const picture = readFileSync(join(__dirname, "../../../test/support/red.jpg"));
    const outcomes = await gateway.send([
      add,
      calls.liveStream.updateOfflineThumbnailJpeg(new Reference(add, "id"), {
        name: "red.jpg",
        contentType: "image/jpeg",
        content: picture,
      }),
    ]);
    expect(outcomes.map(outcome => outcome.ok)).to.deep.equal([true, true]);
    expect(gateway.records).to.have.length(1);
    const { id } = value<{ id: string }>(outcomes[0]);
    const entry = await load.liveEntry(id);
    expect(entry).to.include({ id, name: "Keynote" });
    expect(entry!.primaryBroadcastingUrl, "lists give an admin the ingest points").to.be.a("string");
    expect((await load.entriesWithAdminTag("pulumi0123456789xabcdefabcdef")).map(e => e.id)).to.deep.equal([
      id,
    ]);
    expect(await load.room(id)).to.equal(undefined);
  });

  it("agree on what is gone", async () => {
    const { id } = value<{ id: string }>((await gateway.send([live("x")]))[0]);
    await gateway.send([calls.liveStream.delete(id)]);
    expect(await load.entry(id)).to.equal(undefined);
    expect(await load.entry("0_nosuch99")).to.equal(undefined);
    const [again] = await gateway.send([calls.liveStream.delete(id)]);
    expect(again).to.have.nested.property("error.kind", "gone");
  });

  it("clear a field by its marker, and leave out what is null", async () => {
    const { id } = value<{ id: string }>(
      (await gateway.send([live("x", { description: "d", referenceId: "r1" })]))[0],
    );
    await gateway.send([
      calls.liveStream.update(id, {
        objectType: "KalturaLiveStreamEntry",
        name: null,
        referenceId__null: "",
      }),
    ]);
    const entry = await load.liveEntry(id);
    expect(entry).to.include({ name: "x", description: "d" });
    expect(entry!.referenceId ?? "").to.equal("");
  });

  it("find out about a lost answer by looking, not by repeating", async () => {
    emulator.faults.add({ kind: "lostAnswer", service: "livestream", action: "add" });
    const error = await failure(gateway.send([live("once", { adminTags: "pulumimark" })]), AnswerLost);
    expect(error.happened).to.equal("unknown");
    emulator.faults.clear();
    expect(await load.entriesWithAdminTag("pulumimark")).to.have.length(1);
  });

  it("get along with whatever befalls a read", async () => {
    const { id } = value<{ id: string }>((await gateway.send([live("x")]))[0]);
    const brief = gatewayTo(emulator, { credentials: { adminSecret: emulator.adminSecret }, timeoutMs: 150 });
    const lookUp = new Loaders(brief);
    for (const kind of [
      "http500",
      "http502",
      "http503",
      "http429",
      "reset",
      "lostAnswer",
      "stall",
      "empty",
      "html",
      "garbage",
      "internalError",
      "expiredKs",
    ] as const) {
      emulator.faults.add({ kind });
      expect(await lookUp.liveEntry(id), kind).to.include({ id });
      emulator.faults.clear();
    }
    await brief.close();
  });

  it("renew a session that was ended, once for all", async () => {
    const { id } = value<{ id: string }>((await gateway.send([live("x")]))[0]);
    await gateway.send([{ service: "session", action: "end", args: {} }]);
    const before = gateway.records.length;
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        gateway.send([
          calls.liveStream.update(id, { objectType: "KalturaLiveStreamEntry", description: `d${i}` }),
        ]),
      ),
    );
    expect(outcomes.every(([outcome]) => outcome?.ok)).to.equal(true);
    expect(gateway.records.length - before).to.be.within(11, 20);
  });

  it("tell the user when their clocks are hours apart: no session made here will do", async () => {
    emulator.clock.advance(2 * 3600);
    const error = await failure(gateway.read(calls.liveStream.get("0_x")), ApiError);
    expect(error.kind).to.equal("permission");
    expect(error.hint).to.contain("clock");
  });
});
