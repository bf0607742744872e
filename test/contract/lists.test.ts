import { createHash } from "node:crypto";
import { expect } from "chai";
import { Client } from "./client";

describe("the embedded Kaltura's lists of entries", () => {
  let client: Client;
  const ENTRIES = "baseEntry.list";
  const filter = (fields: Record<string, unknown>) => ({ objectType: "KalturaMediaEntryFilter", ...fields });
  const names = async (fields: Record<string, unknown>, by = client) => {
    const { objects } = await by.call(ENTRIES, { filter: filter(fields) });
    return objects.map((entry: { name: string }) => entry.name).sort();
  };
  const add = (name: string, more: Record<string, unknown> = {}) =>
    client.call("liveStream.add", {
      liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name, mediaType: 201, ...more },
      sourceType: "32",
    });

  beforeEach(async () => {
    client = await Client.start();
    await add("open", { tags: "keynote", startDate: 1_900_000_000 });
    await add("mine", { userId: "ann", adminTags: "main", referenceId: "ref-1" });
    await add("shared", { entitledUsersEdit: "ann,bob", entitledUsersView: "cid" });
  });
  afterEach(() => client.stop());

  it("ask for nothing with an empty text", async () => {
    expect(await names({ nameEqual: "", tagsLike: "", idIn: "" })).to.have.length(3);
  });

  it("take what has no date where the filter says so", async () => {
    expect(await names({ startDateGreaterThanOrEqual: 1_900_000_000 })).to.deep.equal(["open"]);
    expect(await names({ startDateLessThanOrEqualOrNull: 1_890_000_000 })).to.deep.equal(["mine", "shared"]);
  });

  it("look into several properties at once", async () => {
    expect(await names({ tagsAdminTagsNameMultiLikeOr: "keynote,main" })).to.deep.equal(["mine", "open"]);
    expect(await names({ tagsNameMultiLikeAnd: "keynote,open" })).to.deep.equal(["open"]);
    expect(await names({ entitledUsersEditMatchAnd: "ann,bob" })).to.deep.equal(["shared"]);
    expect(await names({ entitledUsersViewMatchOr: "dan,cid" })).to.deep.equal(["shared"]);
    expect(await names({ categoriesIdsEmpty: 1 })).to.have.length(3);
  });

  it("show users their own, and what they can name", async () => {
    const ann = client.asUser("ann");
    expect(await names({}, ann)).to.deep.equal(["mine"]);
    expect(await names({}, client.asUser("bob"))).to.deep.equal([]);
    expect(await names({ referenceIdEqual: "ref-1" }, client.asUser("bob"))).to.deep.equal(["mine"]);
    const { emulator } = client;
    const spec = { partnerId: emulator.partnerId, userId: "bob", type: 0, expiry: emulator.clock.now() + 60 };
    const all = client.withKs(emulator.core.sessions.mint({ ...spec, privileges: "list:*" }));
    expect(await names({}, all)).to.have.length(3);
  });

  it("follow a redirect to an entry that is there", async () => {
    const target = await add("target");
    const source = await add("source", { redirectEntryId: target.id });
    const lost = await add("lost", { redirectEntryId: "0_nosuch99" });
    expect(await names({ redirectFromEntryId: source.id })).to.deep.equal(["target"]);
    expect(await names({ redirectFromEntryId: lost.id })).to.deep.equal(["lost"]);
    const unknown = { filter: filter({ redirectFromEntryId: "0_nosuch99" }) };
    expect(await client.refused(ENTRIES, unknown)).to.equal("INVALID_ENTRY_ID");
  });
});

describe("the embedded Kaltura's app tokens", () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start();
  });
  afterEach(() => client.stop());

  const start = async (token: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { id, token: text } = await client.call("appToken.add", {
      appToken: { objectType: "KalturaAppToken", hashType: "SHA256", sessionUserId: "ann", ...token },
    });
    const widgetId = `_${client.emulator.partnerId}`;
    const { ks } = await client.call("session.startWidgetSession", { widgetId });
    const tokenHash = createHash("sha256")
      .update(ks + text)
      .digest("hex");
    return client.withKs(ks).call("appToken.startSession", { id, tokenHash, ...more });
  };

  it("let a caller add what the server does not know and the token does not say", async () => {
    const token = { sessionPrivileges: "edit:0_a,edit:0_b,role:viewer,seat:*" };
    const asked = { sessionPrivileges: "edit:0_c,role:admin,seat:7,sview:*,firstName:Ann" };
    const { privileges } = await start(token, asked);
    expect(privileges.replace(/:0_[0-9a-z]{8}(?=,)/g, ":ID")).to.equal(
      "sessionid:ID,apptoken:ID,edit:0_a/0_b,role:viewer,seat:7,firstName:Ann",
    );
  });

  it("start sessions of their own length when asked for none", async () => {
    const session = await start({ sessionDuration: 600 }, { expiry: 0 });
    expect(Number(session.expiry)).to.equal(client.emulator.clock.now() + 600);
  });

  it("of users who are unknown are not even an empty list", async () => {
    const by = (sessionUserIdEqual: string) =>
      client.call("appToken.list", { filter: { objectType: "KalturaAppTokenFilter", sessionUserIdEqual } });
    await start({});
    expect((await by("ann")).objects).to.have.length(1);
    expect(await by("nobody")).to.not.have.property("objects");
  });
});
