/** Texts and lists that are hard on a server, or odd. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const TALK: Props = { name: "Talk", start: "2027-05-04T11:00+02:00", end: "2027-05-04T11:30+02:00" };

describe("odd texts and lists", () => {
  let world: World;
  let stack: Stack;

  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
  });
  afterEach(async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
  });

  const talk = (more: Props = {}): Program => ({
    talk: { kind: "WebcastSession", inputs: { ...TALK, ...more } },
  });
  const quiet = async (program: Program) => {
    expect(stack.changes(program)).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program)).to.deep.equal({});
  };

  it("sees no drift in emoji that an account can't store", async () => {
    const program: Program = {
      ...talk({
        name: "Talk 🎉",
        description: "🎉🎉",
        tags: ["🎉 party", "beta"],
        adminTags: ["🎉 admin"],
        presenters: [{ name: "Ann 🎉" }],
        scheduleEvent: { organizer: "🎉", location: "Hall 🎉", tags: ["🎉 tag"] },
        chat: { enabled: true },
        offlineMessage: "🎉",
      }),
      token: { kind: "AppToken", inputs: { description: "For 🎉", privileges: "sview:*" } },
      track: { kind: "EventCategory", inputs: { name: "Track 🎉", description: "🎉", tags: ["🎉 tag"] } },
    };
    await stack.up(program);
    await quiet(program);
    world.emulator.clearCalls();
    await stack.up({ ...program, ...talk({ ...(program.talk!.inputs as Props), selfServe: true }) });
    expect(world.called().filter(c => !/\.(list|get)$/.test(c))).to.deep.equal(["metadata_metadata.update"]);
  });

  it("moves a session over its own old time, and clears lists that are empty", async () => {
    await stack.up(talk({ tags: [], categories: [], presenters: [], coEditors: [], description: "" }));
    await quiet(talk({ tags: [], categories: [], presenters: [], coEditors: [], description: "" }));
    const moved = talk({ start: "2027-05-04T11:10+02:00", end: "2027-05-04T11:40+02:00" });
    await stack.up(moved);
    await quiet(moved);
  });

  it("puts a session into 32 categories, one of them named twice", async () => {
    const program = (count: number): Program => {
      const ids = Array.from({ length: count }, (_, i) => `Many ${i}`);
      const tracks = ids.map(name => [name, { kind: "EventCategory", inputs: { name } }] as const);
      return {
        ...Object.fromEntries(tracks),
        talk: {
          kind: "WebcastSession",
          inputs: id => ({ ...TALK, categories: [...ids.map(id), ids[0]!] }),
        },
      };
    };
    await stack.up(program(32));
    await quiet(program(32));
    expect(world.emulator.counts().categoryEntries).to.equal(32);
  });

  it("keeps a title of 256 bytes in emoji everywhere, also where it is taken over by reference", async () => {
    const name = "🎤".repeat(64);
    const program: Program = {
      ...talk({ name, scheduleEvent: { preStartSeconds: 60 } }),
      panel: {
        kind: "StudioSession",
        inputs: { ...TALK, name },
      },
      channel: {
        kind: "RestreamerChannel",
        inputs: id => ({
          name,
          targets: [{ session: id("talk"), name, from: TALK.start, until: TALK.end }],
        }),
      },
    };
    await stack.up(program);
    await quiet(program);
    expect(() => stack.preview(talk({ name: `${name}a` }))).to.throw("has 257 bytes");
  });
});
