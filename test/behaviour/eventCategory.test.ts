import { expect } from "chai";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

describe("EventCategory", () => {
  let world: World;
  let stack: Stack;

  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    world.emulator.faults.clear();
  });
  afterEach(async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ categories: 0 });
  });

  const tree = (track: Record<string, unknown> = {}): Program => ({
    root: { kind: "EventCategory", inputs: { name: "Site" } },
    event: {
      kind: "EventCategory",
      inputs: id => ({ name: "Summit", parent: id("root"), privacyContext: "summit2027" }),
    },
    track: { kind: "EventCategory", inputs: id => ({ name: "Track", parent: id("event"), ...track }) },
  });
  const categoryOf = (name: string) => world.must("category", "get", { id: Number(stack.id(name)) });

  it("makes a tree, and shows no change before and after a refresh", async () => {
    await stack.up(tree());
    expect((await categoryOf("track")).fullName).to.equal("Site>Summit>Track");
    expect(stack.outputs("track").fullName).to.equal("Site>Summit>Track");
    expect(stack.changes(tree())).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(tree())).to.deep.equal({});
  });

  it("takes a parent by full name", async () => {
    const byName: Program = {
      ...tree(),
      extra: { kind: "EventCategory", inputs: { name: "Extra", parent: "Site>Summit" } },
    };
    await stack.up(byName);
    expect((await categoryOf("extra")).parentId).to.equal(Number(stack.id("event")));
    await stack.refresh();
    expect(stack.changes(byName)).to.deep.equal({});
  });

  it("names a parent that does not exist", async () => {
    const error = await failureOf(
      stack.up({ lost: { kind: "EventCategory", inputs: { name: "Lost", parent: "No>Such" } } }),
    );
    expect(error?.message).to.include('input parent: the account has no category of full name "No>Such"');
  });

  it("renames and moves in place", async () => {
    await stack.up(tree());
    const id = stack.id("track");
    const moved: Program = {
      ...tree(),
      track: { kind: "EventCategory", inputs: i => ({ name: "Renamed", parent: i("root") }) },
    };
    expect(await stack.up(moved)).to.deep.equal({ root: "same", event: "same", track: "update" });
    expect(stack.id("track")).to.equal(id);
    expect(await categoryOf("track")).to.include({ name: "Renamed", parentId: Number(stack.id("root")) });
    await stack.refresh();
    expect(stack.changes(moved)).to.deep.equal({});
  });

  it("shows a category renamed and moved by hand, and mends both", async () => {
    await stack.up(tree());
    await world.must("category", "update", {
      id: Number(stack.id("track")),
      category: { objectType: "KalturaCategory", name: "By hand", parentId: Number(stack.id("root")) },
    });
    await stack.refresh();
    expect(stack.outputs("track")).to.include({ name: "By hand", parent: stack.id("root") });
    await stack.up(tree());
    expect(await categoryOf("track")).to.include({ name: "Track", parentId: Number(stack.id("event")) });
  });

  it("sets every writable field, and clears what is taken out", async () => {
    const full = {
      description: "About it",
      tags: ["one", "Two"],
      adminTags: ["mine"],
      referenceId: "ref",
      owner: "owner@example.com",
      privacy: "members",
      appearInList: "membersOnly",
      contributionPolicy: "membersWithPermission",
      inheritance: "manual",
      defaultPermissionLevel: "contributor",
      moderation: true,
      defaultOrderBy: "-createdAt",
      partnerSortValue: 7,
      partnerData: "data",
    };
    await stack.up(tree(full));
    expect(await categoryOf("track")).to.include({
      description: "About it",
      referenceId: "ref",
      owner: "owner@example.com",
      privacy: 3,
      appearInList: 3,
      contributionPolicy: 2,
      defaultPermissionLevel: 2,
      moderation: true,
      defaultOrderBy: "-createdAt",
      partnerSortValue: 7,
      partnerData: "data",
    });
    await stack.refresh();
    expect(stack.changes(tree(full))).to.deep.equal({});
    await stack.up(tree());
    const bare = await categoryOf("track");
    expect([
      bare.description || "",
      bare.referenceId || "",
      bare.privacy,
      bare.partnerSortValue,
    ]).to.deep.equal(["", "", 1, 0]);
    expect(bare.adminTags).to.not.include("mine");
    await stack.refresh();
    expect(stack.changes(tree())).to.deep.equal({});
  });

  it("is made again when somebody deleted it", async () => {
    await stack.up(tree());
    await world.must("category", "delete", { id: Number(stack.id("track")) });
    await stack.refresh();
    expect(stack.changes(tree())).to.deep.equal({ track: "create" });
    await stack.up(tree());
  });

  it("leaves entries where they are when it goes", async () => {
    await stack.up(tree());
    const entry = await world.must("liveStream", "add", {
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        name: "Theirs",
        mediaType: 201,
        sourceType: "32",
      },
    });
    await world.must("categoryEntry", "add", {
      categoryEntry: {
        objectType: "KalturaCategoryEntry",
        categoryId: Number(stack.id("track")),
        entryId: entry.id,
      },
    });
    const { track: _, ...without } = tree();
    await stack.up(without);
    const links = await world.list("categoryEntry", {
      objectType: "KalturaCategoryEntryFilter",
      categoryIdEqual: Number(stack.id("event")),
    });
    expect(links).to.deep.equal([]);
    expect((await world.must("liveStream", "get", { entryId: entry.id })).name).to.equal("Theirs");
    await world.must("liveStream", "delete", { entryId: entry.id });
  });

  it("is not deleted while it holds categories of others", async () => {
    await stack.up(tree());
    const theirs = await world.must("category", "add", {
      category: { objectType: "KalturaCategory", name: "Theirs", parentId: Number(stack.id("track")) },
    });
    const error = await failureOf(stack.destroy());
    expect(error?.message).to.include("Site>Summit>Track>Theirs").and.include("nothing was deleted");
    expect((await categoryOf("track")).name).to.equal("Track");
    await world.must("category", "delete", { id: theirs.id });
  });

  it("hands over what to do when the name is taken by a category that is not ours", async () => {
    await stack.up(tree());
    const theirs = await world.must("category", "add", {
      category: { objectType: "KalturaCategory", name: "Taken", parentId: Number(stack.id("event")) },
    });
    const error = await failureOf(
      stack.up({
        ...tree(),
        taken: { kind: "EventCategory", inputs: id => ({ name: "Taken", parent: id("event") }) },
      }),
    );
    expect(error?.message).to.include("DUPLICATE_CATEGORY");
    await world.must("category", "delete", { id: theirs.id });
  });

  it("takes a category up that no state knows, though somebody renamed and moved it", async () => {
    await stack.up(tree());
    const id = Number(stack.id("track"));
    await world.must("category", "update", {
      id,
      category: { objectType: "KalturaCategory", name: "By hand" },
    });
    await world.must("category", "move", {
      categoryIds: String(id),
      targetCategoryParentId: Number(stack.id("root")),
    });
    const { track: _, ...others } = stack.snapshot();
    stack = Stack.from(others, world.freshRuntime());
    await stack.up(tree());
    expect(stack.id("track")).to.equal(String(id));
    expect((await categoryOf("track")).fullName).to.equal("Site>Summit>Track");
    expect(world.emulator.counts()).to.include({ categories: 3 });
  });

  it("looks for categories of killed runs once a run, however many it makes", async () => {
    stack = new Stack(world.freshRuntime());
    const one = { one: { kind: "EventCategory", inputs: { name: "One" } } };
    const both = { ...one, two: { kind: "EventCategory", inputs: { name: "Two" } } };
    let before = world.requests;
    await stack.up(one);
    expect(world.requests - before, "with the first").to.equal(2);
    before = world.requests;
    await stack.up(both);
    expect(world.requests - before, "with the second").to.equal(1);
  });

  for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
    it(`makes one category when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "category", action: "add", kind, times: 1 });
      await stack.up({ root: { kind: "EventCategory", inputs: { name: "Once" } } });
      expect(world.emulator.counts()).to.include({ categories: 1 });
    });
  }

  for (const [name, reason] of [
    ["a>b", "holds one of > , <"],
    ["a,b", "holds one of > , <"],
    [" a", "has blanks at its ends"],
    ["é".repeat(101), "has 202 bytes"],
    ["", "is empty"],
  ] as const) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 8))} in preview`, () => {
      expect(() => stack.preview({ c: { kind: "EventCategory", inputs: { name } } })).to.throw(
        Refused,
        reason,
      );
    });
  }
});
