/** What carries our marks is listed by sweep, and taken down by it only where it was told whose. */
import { expect } from "chai";
import { type SweepOptions, sweep } from "../../cli/sweep";
import type { Props } from "../../provider/lifecycle/values";
import { markOf, markTags } from "../../provider/mark";
import { registry } from "../../provider/resources/registry";
import { furnish, type Things, withThings } from "../support/account";
import { failureOf } from "../support/failure";
import { samples } from "../support/samples";
import { type Program, Stack } from "../support/stack";
import { marksSeen } from "../support/stranger";
import { World } from "../support/world";

const STACK = "organization/summit/test";
const [WORD] = markTags(markOf(STACK, "", "")) as [string];

const MORE: Readonly<Record<string, Props>> = {
  SimuliveSession: { redirectAfter: true },
  InteractiveRoom: { start: "2027-05-04T09:00+02:00", end: "2027-05-04T10:00+02:00" },
  RestreamerChannel: {
    targets: [{ session: "$channel", from: "2027-05-04T09:00+02:00", until: "2027-05-04T10:00+02:00" }],
  },
};

describe("sweep", () => {
  let world: World;
  let things: Things;
  let stack: Stack;
  let said: string[];

  before(async () => {
    world = await World.withProfiles();
    things = await furnish(world);
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.freshRuntime(), STACK);
    said = [];
  });
  afterEach(() => stack.destroy());

  const env = () => ({
    KALTURA_SERVICE_URL: world.emulator.url,
    KALTURA_PARTNER_ID: String(world.emulator.partnerId),
    KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
  });
  const run = (options: SweepOptions, answer?: string) =>
    sweep(
      options,
      { say: line => said.push(line), ask: answer === undefined ? undefined : async () => answer },
      env(),
    );
  const inputsOf = (kind: string) => withThings({ ...samples[kind]!.base, ...MORE[kind] }, things) as Props;
  const session = (name: string): Program => ({
    [name]: { kind: "WebcastSession", inputs: { ...inputsOf("WebcastSession"), name } },
  });
  /** As after a run whose state is lost. */
  const forget = () => stack.resources.clear();

  for (const { kind } of registry) {
    if (kind === "CategoryMember") continue; // category and user are all there is to it: no place for a mark
    it(`finds a ${kind} with all that belongs to it, and takes it down`, async () => {
      await stack.up({ it: { kind, inputs: inputsOf(kind) } });
      const there = await marksSeen(world, WORD);
      expect(there).to.not.be.empty;
      expect(await run({ mark: [WORD] })).to.equal(2);
      expect(said.filter(line => line.startsWith("  "))).to.have.length(there.length);
      const id = stack.id("it");
      expect(said.join("\n")).to.include(id);
      forget();
      expect(await run({ mark: [WORD], delete: true, yes: true })).to.equal(0);
      // Kaltura keeps what became of an order.
      expect((await marksSeen(world, WORD)).filter(one => !one.startsWith("reach_"))).to.deep.equal([]);
      expect(await run({ mark: [WORD] })).to.equal(0);
    });
  }

  it("finds nothing after a destroy, and neither does a stranger", async () => {
    const program: Program = Object.fromEntries(
      registry
        .filter(d => !/Captions|Order/.test(d.kind))
        .map(({ kind }) => [kind, { kind, inputs: inputsOf(kind) }]),
    );
    await stack.up(program);
    expect(await marksSeen(world, WORD)).to.have.length.greaterThan(10);
    await stack.destroy();
    expect(await marksSeen(world, WORD)).to.deep.equal([]);
    expect(await run({ stack: STACK })).to.equal(0);
    expect(said).to.deep.equal([`Nothing on the account carries the marks of ${STACK}.`]);
  });

  it("of all stacks lists each by its word, and deletes nothing", async () => {
    await stack.up(session("one"));
    expect(await run({})).to.equal(2);
    const [others] = markTags(markOf("organization/others/test", "", ""));
    expect(said).to.include(`Of ${WORD}:`).and.include(`Of ${others}:`);
    const error = await failureOf(run({ delete: true, yes: true }));
    expect(error?.message).to.include("--delete needs to know whose");
    expect(await marksSeen(world, WORD)).to.have.length(2);
  });

  it("leaves what other stacks made", async () => {
    const [others] = markTags(markOf("organization/others/test", "", ""));
    const before = await marksSeen(world, others);
    await stack.up(session("one"));
    forget();
    await run({ stack: STACK, delete: true, yes: true });
    expect(await marksSeen(world, others)).to.deep.equal(before);
    expect(await marksSeen(world, WORD)).to.deep.equal([]);
  });

  it("asks before it deletes, and takes no for an answer", async () => {
    await stack.up(session("one"));
    expect(await run({ mark: [WORD], delete: true }, "no")).to.equal(2);
    expect(said.at(-1)).to.equal("Nothing was deleted.");
    expect((await failureOf(run({ mark: [WORD], delete: true })))?.message).to.include("say --yes");
    expect(await marksSeen(world, WORD)).to.have.length(2);
    forget();
    expect(await run({ mark: [WORD], delete: true }, "yes")).to.equal(0);
  });

  it("leaves what is on air, with its event, and says so", async () => {
    await stack.up({ ...session("one"), ...session("two") });
    world.emulator.putOnAir(stack.id("one"));
    expect(await run({ mark: [WORD], delete: true, yes: true })).to.equal(2);
    expect(said.filter(line => line.startsWith("Left: "))).to.have.length(2);
    expect(said.join("\n")).to.include("it is on air, or in its time");
    expect(await marksSeen(world, WORD)).to.have.length(2);
    world.emulator.takeOffAir(stack.id("one"));
    stack.resources.delete("two");
  });

  it("leaves the event of an entry that Kaltura does not delete", async () => {
    await stack.up(session("one"));
    world.emulator.takeOffAir(stack.id("one"), true);
    expect(await run({ mark: [WORD], delete: true, yes: true })).to.equal(2);
    expect(said.join("\n"))
      .to.include("RECORDING_FLOW_NOT_COMPLETE")
      .and.include("its entry could not be deleted");
    world.emulator.takeOffAir(stack.id("one"));
  });

  it("leaves a category that has somebody else's in it, and takes a tree down from its leaves", async () => {
    await stack.up({
      top: { kind: "EventCategory", inputs: { name: "Top" } },
      track: { kind: "EventCategory", inputs: i => ({ name: "Track", parent: i("top") }) },
    });
    const category = { objectType: "KalturaCategory", name: "Theirs", parentId: Number(stack.id("track")) };
    const { id } = await world.must("category", "add", { category });
    expect(await run({ mark: [WORD], delete: true, yes: true })).to.equal(2);
    expect(said.join("\n")).to.include(
      `it has categories in it, which Kaltura would delete along with it: ${id} ("Theirs")`,
    );
    expect(await marksSeen(world, WORD)).to.have.length(2);
    await world.must("category", "delete", { id });
    forget();
    expect(await run({ mark: [WORD], delete: true, yes: true })).to.equal(0);
  });

  it("refuses a word that is none of a mark", async () => {
    expect((await failureOf(run({ mark: ["pulumi"] })))?.message).to.include("is no word of a mark");
  });

  it("works without REACH on the account", async () => {
    const plain = await World.start();
    plain.emulator.addAccount({ partnerId: plain.emulator.partnerId, features: { reach: false } } as never);
    expect(
      await sweep(
        {},
        { say: line => said.push(line), ask: undefined },
        { ...env(), KALTURA_SERVICE_URL: plain.emulator.url },
      ),
    ).to.equal(0);
    await plain.stop();
  });
});
