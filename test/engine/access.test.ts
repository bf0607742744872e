import { expect } from "chai";
import { AppToken, CategoryMember, EventCategory, WebcastSession } from "pulumi-kaltura";
import { EngineStack } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const program = (accessControl: string) => async () => {
  const channel = new EventCategory("channel", { name: "Speakers", privacyContext: "summit2027" });
  new CategoryMember("ann", { category: channel, userId: "ann@example.com", permissionLevel: "manager" });
  const token = new AppToken("embeds", {
    description: "Embeds",
    privileges: ["actionslimit:-1"],
    expiry: "2037-01-01T00:00Z",
  });
  new WebcastSession("talk", {
    name: "Talk",
    start: "2027-05-04T09:00Z",
    end: "2027-05-04T10:00Z",
    accessControl,
  });
  return { id: token.id, token: token.token };
};

describe("tokens, members and access control on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;

  before(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, program("Default"));
  });
  after(async () => {
    await stack.close();
    await world.stop();
  });

  const tokens = () => world.list("appToken", { objectType: "KalturaAppTokenFilter" });

  it("previews without credentials and without a call, system names and all", async () => {
    const poor = await EngineStack.create(world, program("Default"), { KALTURA_ADMIN_SECRET: "" });
    world.emulator.clearCalls();
    expect((await poor.preview()).changes).to.deep.equal({ create: 5 });
    expect(world.emulator.calls).to.have.length(0);
    await poor.close();
  });

  it("makes them; a token is a secret output, and in the clear nowhere", async () => {
    const { changes, output, events } = await stack.up();
    expect(changes).to.deep.equal({ create: 5 });
    const [made] = await tokens();
    const canary = String(made!.token);
    const outputs = await stack.stack.outputs();
    expect(outputs.token).to.deep.equal({ value: canary, secret: true });
    expect(outputs.id!.value).to.equal(made!.id);
    // Pulumi's own SDK says every answer of the engine at debug level, secrets and all; nobody sees that unasked.
    const seen = events.filter(event => String(event.diagnosticEvent?.severity) !== "debug");
    for (const place of [stack.files(), output, JSON.stringify(seen)]) expect(place).to.not.include(canary);
  });

  it("shows no changes afterwards, and none after a refresh", async () => {
    expect((await stack.up()).changes).to.deep.equal({ same: 5 });
    expect((await stack.refresh()).changes).to.deep.equal({ same: 5 });
    await stack.preview({ expectNoChanges: true });
    const [made] = await tokens();
    expect(stack.files()).to.not.include(String(made!.token));
  });

  it("makes a new token when the user asks for one, and ends the old one", async () => {
    const [old] = await tokens();
    const urn = (await stack.stack.exportStack()).deployment.resources.find((r: { type: string }) =>
      r.type.endsWith(":AppToken"),
    ).urn;
    const { changes } = await stack.up({ replace: [urn] });
    expect(changes).to.include({ replace: 1 });
    const now = await tokens();
    expect(now).to.have.length(1);
    expect(now[0]!.id).to.not.equal(old!.id);
    expect((await stack.stack.outputs()).token!.value).to.equal(now[0]!.token);
  });

  it("says which access control profiles there are when the named one is none of them", async () => {
    stack.program = program("Nobody");
    const error = await failureOf(stack.up());
    expect(error?.message).to.include(
      'input accessControl: the account has no access control profile of system name "Nobody"; it has: Default',
    );
  });

  it("destroys them all", async () => {
    stack.program = program("Default");
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ appTokens: 0, categoryUsers: 0, categories: 0, entries: 0 });
  });
});
