import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

describe("AppToken", () => {
  let world: World;
  let stack: Stack;

  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());
  beforeEach(() => {
    world.emulator.faults.clear();
    stack = new Stack(world.runtime);
  });
  afterEach(async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ appTokens: 0 });
  });

  const FULL = {
    description: "Embeds on the website",
    privileges: ["actionslimit:-1", "privacycontext:summit"],
    hashType: "SHA256",
    sessionType: "user",
    sessionDurationSeconds: 3600,
    expiry: "2037-01-01T00:00+01:00",
  };
  const program = (inputs: Props = FULL): Program => ({ token: { kind: "AppToken", inputs } });
  const get = () => world.must("appToken", "get", { id: stack.id("token") });
  const refusal = (inputs: Props) =>
    stack.up(program(inputs)).then(
      () => "nothing was refused",
      (e: Error) => e.message,
    );

  /** What the website does with a token. */
  async function session(privileges: string): Promise<Props> {
    const { ks } = await world.ask("session", "startWidgetSession", {
      widgetId: `_${world.emulator.partnerId}`,
    });
    const { token } = stack.outputs("token");
    return world.ask("appToken", "startSession", {
      ks,
      id: stack.id("token"),
      tokenHash: createHash("sha256").update(`${ks}${token}`).digest("hex"),
      sessionPrivileges: privileges,
    });
  }

  it("is made with one call, and shows no change before and after a refresh", async () => {
    await stack.up({ other: { kind: "AppToken", inputs: { sessionUserId: "ann@example.com" } } });
    world.emulator.clearCalls();
    await stack.up({
      other: { kind: "AppToken", inputs: { sessionUserId: "ann@example.com" } },
      ...program(),
    });
    expect(world.called()).to.deep.equal(["apptoken.add"]);
    expect(await get()).to.include({
      sessionPrivileges: "actionslimit:-1,privacycontext:summit",
      hashType: "SHA256",
      sessionType: 0,
      sessionDuration: 3600,
      expiry: Date.UTC(2036, 11, 31, 23) / 1000,
    });
    expect(stack.changes(program())).to.deep.equal({ other: "delete" });
    await stack.refresh();
    expect(stack.changes(program())).to.deep.equal({ other: "delete" });
    expect(stack.outputs("token").description).to.equal("Embeds on the website");
  });

  it("gives a token that sessions can be started with, of its own type and with its own privileges", async () => {
    await stack.up(program());
    expect(stack.outputs("token").token).to.match(/^[0-9a-f]{32}$/);
    const started = await session("entryId:1_abc,actionslimit:5,role:viewerRole");
    expect(started).to.include({ sessionType: 0, objectType: "KalturaSessionInfo" });
    expect(String(started.privileges).split(",")).to.include.members([
      "actionslimit:-1",
      "privacycontext:summit",
      "entryId:1_abc",
      "role:viewerRole",
    ]);
    expect(started.privileges).to.not.include("actionslimit:5");
  });

  it("changes everything in place: id and token stay", async () => {
    await stack.up(program());
    const before = await get();
    const changed = {
      description: "Embeds on two websites",
      privileges: "actionslimit:-1",
      hashType: "SHA512",
      sessionUserId: "website@example.com",
      sessionDurationSeconds: 60,
      expiry: "2038-01-01T00:00",
      timezone: "Europe/Berlin",
    };
    expect(await stack.up(program(changed))).to.deep.equal({ token: "update" });
    const after = await get();
    expect(after).to.include({ id: before.id, token: before.token, hashType: "SHA512", sessionDuration: 60 });
    await stack.refresh();
    expect(stack.changes(program(changed))).to.deep.equal({});
  });

  it("takes away what is taken out of the program", async () => {
    await stack.up(program({ ...FULL, sessionUserId: "ann@example.com" }));
    await stack.up(program({ sessionUserId: "ann@example.com" }));
    const bare = await get();
    expect(bare).to.include({ hashType: "SHA1", sessionType: 0 });
    expect([bare.expiry, bare.sessionPrivileges || ""]).to.deep.equal([undefined, ""]);
    expect(bare.description).to.equal(`[${markOf(stack.name, "AppToken", "token")}]`);
  });

  it("keeps its mark behind the description, and never shows it", async () => {
    await stack.up(program());
    const mark = markOf(stack.name, "AppToken", "token");
    expect((await get()).description).to.equal(`Embeds on the website [${mark}]`);
    await world.must("appToken", "update", {
      id: stack.id("token"),
      appToken: { objectType: "KalturaAppToken", description: "By hand" },
    });
    await stack.refresh();
    expect(stack.outputs("token").description).to.equal("By hand");
    await stack.up(program());
    expect((await get()).description).to.equal(`Embeds on the website [${mark}]`);
  });

  it("leaves a description that the program does not set to others, but for the mark", async () => {
    const bare = program({ sessionUserId: "ann@example.com" });
    await stack.up(bare);
    await world.must("appToken", "update", {
      id: stack.id("token"),
      appToken: { objectType: "KalturaAppToken", description: "By hand" },
    });
    await stack.refresh();
    expect(stack.changes(bare)).to.deep.equal({ token: "update" });
    await stack.up(bare);
    expect((await get()).description).to.equal(`By hand [${markOf(stack.name, "AppToken", "token")}]`);
    await stack.refresh();
    expect(stack.changes(bare)).to.deep.equal({});
  });

  it("shows what was changed by hand, and mends it", async () => {
    await stack.up(program());
    await world.must("appToken", "update", {
      id: stack.id("token"),
      appToken: {
        objectType: "KalturaAppToken",
        expiry: 1_800_000_000,
        sessionPrivileges: "disableentitlement",
        sessionType: 2,
      },
    });
    await stack.refresh();
    expect(stack.outputs("token")).to.deep.include({
      expiry: "2027-01-15T09:00+01:00",
      privileges: ["disableentitlement"],
      sessionType: "admin",
    });
    await stack.up(program());
    expect(await get()).to.include({ sessionType: 0, expiry: Date.UTC(2036, 11, 31, 23) / 1000 });
  });

  it("is made again when somebody deleted it, with another token", async () => {
    await stack.up(program());
    const { token } = stack.outputs("token");
    await world.must("appToken", "delete", { id: stack.id("token") });
    await stack.refresh();
    expect(await stack.up(program())).to.deep.equal({ token: "create" });
    expect(stack.outputs("token").token)
      .to.match(/^[0-9a-f]{32}$/)
      .and.not.equal(token);
  });

  it("is gone already when it is to be deleted: that is fine", async () => {
    await stack.up(program());
    await world.must("appToken", "delete", { id: stack.id("token") });
    await stack.destroy();
  });

  for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
    it(`is made once when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "appToken", action: "add", kind, times: 1 });
      await stack.up(program());
      expect(world.emulator.counts()).to.include({ appTokens: 1 });
      expect((await get()).token).to.equal(stack.outputs("token").token);
    });
  }

  it("is taken on by the next run when the one that made it was killed", async () => {
    await stack.up(program());
    const id = stack.id("token");
    world.runtime.load.invalidate();
    const forgetful = new Stack(world.runtime, stack.name);
    await forgetful.up(program());
    expect(forgetful.id("token")).to.equal(id);
  });

  it("is never another stack's", async () => {
    await stack.up(program());
    world.runtime.load.invalidate();
    const other = new Stack(world.runtime, "organization/summit/other");
    await other.up(program());
    expect(other.id("token")).to.not.equal(stack.id("token"));
    await other.destroy();
  });

  it("is not made when it could start no session any more", async () => {
    expect(await refusal({ ...FULL, expiry: "2020-01-01T00:00Z" })).to.include(
      "input expiry: lies in the past",
    );
    expect(world.emulator.counts()).to.include({ appTokens: 0 });
  });

  it("names the input that Kaltura refuses", async () => {
    world.emulator.faults.add({
      service: "appToken",
      action: "add",
      kind: "apiError",
      code: "INVALID_FIELD_VALUE",
      args: { FIELD_NAME: "sessionUserId" },
      times: 1,
    });
    expect(await refusal(FULL)).to.include("input sessionUserId");
  });

  for (const [inputs, reason] of [
    [{}, "sessionUserId: is missing: a token without privileges needs a user"],
    [{ privileges: [] }, "sessionUserId: is missing"],
    [{ privileges: "a b" }, 'privileges: "a b" is no list of privileges'],
    [{ privileges: ["view:*,edit:*"] }, "privileges[0]:"],
    [{ ...FULL, sessionType: "admin" }, "must not be of admin type"],
    [{ ...FULL, privileges: ["actionslimit:-1", "disableentitlement"] }, "make two tokens of it"],
    [{ ...FULL, expiry: "2037-01-01T00:00" }, "has no offset and there is no timezone"],
    [{ ...FULL, expiry: "tomorrow" }, "is not an ISO 8601 time"],
    [{ ...FULL, hashType: "SHA9" }, "is not one of"],
    [{ sessionUserId: "no blanks please" }, "is no user id"],
    [{ ...FULL, sessionDurationSeconds: 0 }, "is too small"],
  ] as const) {
    it(`refuses ${JSON.stringify(inputs).slice(0, 60)} in preview, and asks nobody`, () => {
      world.emulator.clearCalls();
      expect(() => stack.preview(program(inputs))).to.throw(Refused, reason);
      expect(world.emulator.calls).to.have.length(0);
    });
  }
});
