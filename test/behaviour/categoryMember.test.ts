import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

describe("CategoryMember", () => {
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
    expect(world.emulator.counts()).to.include({ categories: 0, categoryUsers: 0 });
  });

  const channel = (inputs: Props = {}): Program => ({
    channel: { kind: "EventCategory", inputs: { name: "Speakers", privacyContext: "summit2027", ...inputs } },
  });
  const program = (inputs: Props = { permissionLevel: "moderator" }): Program => ({
    ...channel(),
    ann: {
      kind: "CategoryMember",
      inputs: id => ({ category: id("channel"), userId: "ann@example.com", ...inputs }),
    },
  });
  const key = (userId = "ann@example.com") => ({ categoryId: Number(stack.id("channel")), userId });
  const get = () => world.must("categoryUser", "get", key());
  const failed = (what: Promise<unknown>) =>
    what.then(
      () => "nothing failed",
      (e: Error) => e.message,
    );

  it("is made, and shows no change before and after a refresh", async () => {
    await stack.up(program());
    expect(stack.id("ann")).to.equal(`${stack.id("channel")}|ann@example.com`);
    expect(await get()).to.include({ permissionLevel: 1, status: 1 });
    expect(stack.changes(program())).to.deep.equal({});
    await stack.refresh();
    expect(stack.changes(program())).to.deep.equal({});
  });

  it("has the category's own level when none is set", async () => {
    await stack.up({ ...program({}), ...channel({ defaultPermissionLevel: "contributor" }) });
    expect(await get()).to.include({ permissionLevel: 2 });
  });

  it("takes the category by full name", async () => {
    const named = {
      ...program(),
      ann: { kind: "CategoryMember", inputs: { category: "Speakers", userId: "ann@example.com" } },
    };
    await stack.up(named);
    expect(stack.id("ann")).to.equal(`${stack.id("channel")}|ann@example.com`);
    await stack.refresh();
    expect(stack.changes(named)).to.deep.equal({});
  });

  it("changes the level in place, and the user by replacement", async () => {
    await stack.up(program());
    for (const [level, number] of [
      ["manager", 0],
      ["member", 3],
      ["none", 4],
      ["contributor", 2],
    ] as const) {
      expect(await stack.up(program({ permissionLevel: level }))).to.include({ ann: "update" });
      expect(await get()).to.include({ permissionLevel: number });
    }
    expect(await stack.up(program({ userId: "bob@example.com" }))).to.include({ ann: "replace" });
    expect((await world.ask("categoryUser", "get", key())).code).to.equal("INVALID_CATEGORY_USER_ID");
    expect(stack.id("ann")).to.match(/\|bob@example\.com$/);
  });

  it("shows what was changed by hand, and mends it", async () => {
    await stack.up(program());
    await world.must("categoryUser", "update", {
      ...key(),
      categoryUser: { objectType: "KalturaCategoryUser", permissionNames: "CATEGORY_EDIT" },
    });
    await stack.refresh();
    expect(stack.outputs("ann").permissionLevel).to.equal("CATEGORY_EDIT");
    await stack.up(program());
    expect(await get()).to.include({ permissionLevel: 1 });
  });

  it("wakes a member who was put to rest", async () => {
    await stack.up(program());
    await world.must("categoryUser", "deactivate", key());
    await stack.refresh();
    expect(stack.changes(program())).to.deep.equal({ ann: "update" });
    await stack.up(program());
    expect(await get()).to.include({ status: 1 });
    expect(stack.changes(program())).to.deep.equal({});
  });

  it("is made again when somebody took the member out", async () => {
    await stack.up(program());
    await world.must("categoryUser", "delete", key());
    await stack.refresh();
    expect(stack.changes(program())).to.deep.equal({ ann: "create" });
    await stack.up(program());
    expect(await get()).to.include({ permissionLevel: 1 });
  });

  it("went with its category: that is fine", async () => {
    await stack.up(program());
    await world.must("category", "delete", {
      id: Number(stack.id("channel")),
      moveEntriesToParentCategory: 0,
    });
    await stack.refresh();
    expect(stack.resources.size).to.equal(0);
  });

  it("takes a membership over that is there already", async () => {
    await stack.up(channel());
    await world.must("categoryUser", "add", {
      categoryUser: { objectType: "KalturaCategoryUser", ...key(), permissionLevel: 3 },
    });
    await stack.up(program());
    expect(await get()).to.include({ permissionLevel: 1 });
  });

  it("leaves the category's owner alone, and says so", async () => {
    const owned = { ...program(), ...channel({ owner: "ann@example.com" }) };
    expect(await failed(stack.up(owned))).to.include('input userId: "ann@example.com" owns category');
  });

  it("says of a category that inherits its members what to do", async () => {
    const heir: Program = {
      ...channel(),
      heir: {
        kind: "EventCategory",
        inputs: id => ({ name: "Heir", parent: id("channel"), inheritance: "inherit" }),
      },
      ann: { kind: "CategoryMember", inputs: id => ({ category: id("heir"), userId: "ann@example.com" }) },
    };
    expect(await failed(stack.up(heir))).to.include("give the parent the member");
  });

  for (const kind of ["lostAnswer", "empty", "http502", "reset"] as const) {
    it(`is made once when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "categoryUser", action: "add", kind, times: 1 });
      await stack.up(program());
      expect(world.emulator.counts()).to.include({ categoryUsers: 1 });
    });
  }

  it("keeps apart a user whose id holds the bar of the resource's id", async () => {
    await stack.up(program({ userId: "ann|bob" }));
    await stack.refresh();
    expect(stack.changes(program({ userId: "ann|bob" }))).to.deep.equal({});
    await stack.up(program({ userId: "ann|bob", permissionLevel: "manager" }));
    expect(await world.must("categoryUser", "get", key("ann|bob"))).to.include({ permissionLevel: 0 });
  });

  it("refuses an unknown level in preview", () => {
    const wrong: Program = {
      ann: { kind: "CategoryMember", inputs: { category: 1, userId: "a", permissionLevel: "boss" } },
    };
    expect(() => stack.preview(wrong)).to.throw(Refused, 'permissionLevel: "boss" is not one of');
  });
});
