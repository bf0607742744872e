/** Rules of categories on which the recordings say little: what background jobs do later, and what waits for them. */
import { expect } from "chai";
import { Client } from "./client";

describe("the embedded Kaltura's categories", () => {
  let client: Client;
  const add = (name: string, parentId?: number, more: object = {}) =>
    client.call("category.add", { category: { objectType: "KalturaCategory", name, parentId, ...more } });
  const get = (id: number) => client.call("category.get", { id });
  const update = (id: number, category: object) =>
    client.call("category.update", { id, category: { objectType: "KalturaCategory", ...category } });
  const put = (entryId: string, categoryId: number) =>
    client.call("categoryEntry.add", {
      categoryEntry: { objectType: "KalturaCategoryEntry", entryId, categoryId },
    });
  const list = (filter: object) =>
    client.ids("category.list", { objectType: "KalturaCategoryFilter", ...filter });
  const categoriesOf = async (entryId: string) => {
    const filter = { objectType: "KalturaCategoryEntryFilter", entryIdEqual: entryId };
    const answer = await client.call("categoryEntry.list", { filter });
    return answer.objects.map((link: { categoryId: number }) => link.categoryId);
  };
  const textOf = async (entryId: string) => (await client.call("liveStream.get", { entryId })).categories;

  beforeEach(async () => {
    client = await Client.start();
  });
  afterEach(() => client.stop());

  it("are found by id at once, by their name later, while the index lags", async () => {
    client.emulator.setIndexLag(5000);
    const { id } = await add("Events");
    expect(await list({ idIn: String(id) })).to.deep.equal([id]);
    expect(await list({ fullNameEqual: "Events" })).to.deep.equal([]);
    expect(await client.refused("category.add", { category: { name: "events" } })).to.equal(
      "DUPLICATE_CATEGORY",
    );
    client.emulator.clock.advance(5);
    expect(await list({ fullNameEqual: "EVENTS" })).to.deep.equal([id]);
  });

  it("go with everything below them, while their entries stay", async () => {
    const top = await add("Top");
    const child = await add("Child", top.id);
    const grandchild = await add("Grandchild", child.id);
    const entryId = await client.liveEntry();
    await put(entryId, grandchild.id);
    expect(await textOf(entryId)).to.equal("Top>Child>Grandchild");
    await client.call("category.delete", { id: top.id });
    for (const { id } of [top, child, grandchild]) {
      expect(await client.refused("category.get", { id })).to.equal("CATEGORY_NOT_FOUND");
    }
    expect(client.emulator.counts()).to.include({ categories: 0, categoryEntries: 1, entries: 1 });
    expect(await client.refused("categoryEntry.delete", { entryId, categoryId: grandchild.id })).to.equal(
      "CATEGORY_NOT_FOUND",
    );
    client.emulator.runJobs();
    expect(client.emulator.counts()).to.include({ categoryEntries: 0, entries: 1 });
    expect(await textOf(entryId)).to.equal("");
  });

  it("give their entries to the parent, later", async () => {
    const top = await add("Top");
    const child = await add("Child", top.id);
    const entryId = await client.liveEntry();
    await put(entryId, child.id);
    await client.call("category.delete", { id: child.id, moveEntriesToParentCategory: 1 });
    expect(await categoriesOf(entryId)).to.deep.equal([child.id]);
    client.emulator.runJobs();
    expect(await categoriesOf(entryId)).to.deep.equal([top.id]);
    expect(await textOf(entryId)).to.equal("Top");
    expect((await get(top.id)).directEntriesCount).to.equal(1);
  });

  it("keep the rows of a deleted entry for a while", async () => {
    const { id } = await add("Events");
    const entryId = await client.liveEntry();
    await put(entryId, id);
    await client.call("liveStream.delete", { entryId });
    expect(await categoriesOf(entryId)).to.deep.equal([id]);
    expect(await client.refused("categoryEntry.delete", { entryId, categoryId: id })).to.equal(
      "INVALID_ENTRY_ID",
    );
    expect((await get(id)).entriesCount).to.equal(1);
    client.emulator.runJobs();
    expect(await categoriesOf(entryId)).to.deep.equal([]);
    expect((await get(id)).entriesCount).to.equal(0);
  });

  it("pass a new name down the tree in the background", async () => {
    const top = await add("Top");
    const child = await add("Child", top.id);
    const entryId = await client.liveEntry();
    await put(entryId, child.id);
    await update(top.id, { name: "Summit" });
    expect((await get(child.id)).fullName).to.equal("Top>Child");
    client.emulator.runJobs();
    expect((await get(child.id)).fullName).to.equal("Summit>Child");
    expect(await textOf(entryId)).to.equal("Summit>Child");
    expect(await list({ fullNameEqual: "Summit>Child" })).to.deep.equal([child.id]);
  });

  it("lock the tree after the move of one with children", async () => {
    const top = await add("Top");
    const other = await add("Other");
    const child = await add("Child", top.id);
    const grandchild = await add("Grandchild", child.id);
    const moved = await update(child.id, { parentId: other.id });
    expect(moved).to.include({ fullName: "Other>Child", depth: 1, fullIds: `${other.id}>${child.id}` });
    expect((await get(grandchild.id)).fullName).to.equal("Top>Child>Grandchild");
    const renamed = { id: top.id, category: { objectType: "KalturaCategory", name: "x" } };
    expect(await client.refused("category.update", renamed)).to.equal("CATEGORIES_LOCKED");
    expect(await client.refused("category.delete", { id: top.id })).to.equal("CATEGORIES_LOCKED");
    client.emulator.runJobs();
    expect((await get(grandchild.id)).fullName).to.equal("Other>Child>Grandchild");
    expect((await get(top.id)).directSubCategoriesCount).to.equal(0);
    expect((await update(top.id, { name: "x" })).fullName).to.equal("x");
  });

  it("count an entry once, however deep it is", async () => {
    const top = await add("Top");
    const child = await add("Child", top.id);
    const entryId = await client.liveEntry();
    await put(entryId, top.id);
    await put(entryId, child.id);
    expect(await get(top.id)).to.include({ entriesCount: 1, directEntriesCount: 1 });
    await client.call("categoryEntry.delete", { entryId, categoryId: top.id });
    expect(await get(top.id)).to.include({ entriesCount: 1, directEntriesCount: 0 });
    expect(await textOf(entryId)).to.equal("Top>Child");
  });

  it("are written on an entry only when they are open to all", async () => {
    const closed = await add("Closed", undefined, { privacyContext: "ctx1" });
    const entryId = await client.liveEntry();
    await put(entryId, closed.id);
    expect(await categoriesOf(entryId)).to.deep.equal([closed.id]);
    expect(await textOf(entryId)).to.equal("");
  });

  it("hand members and policies down to those that inherit", async () => {
    const top = await add("Top", undefined, {
      privacyContext: "ctx1",
      owner: "boss",
      defaultPermissionLevel: 1,
    });
    const child = await add("Child", top.id, { inheritanceType: 1 });
    expect(child).to.include({
      inheritedParentId: top.id,
      owner: "boss",
      defaultPermissionLevel: 1,
      membersCount: 1,
    });
    const owned = { id: child.id, category: { objectType: "KalturaCategory", owner: "me" } };
    expect(await client.refused("category.update", owned)).to.equal(
      "CANNOT_SET_OWNER_WHEN_CATEGORY_INHERIT_MEMBERS",
    );
  });

  it("are searched by whole steps of a path and whole words", async () => {
    const top = await add("Top");
    const child = await add("Child one", top.id);
    expect(await list({ fullNameStartsWith: "Top" })).to.deep.equal([top.id, child.id]);
    expect(await list({ fullNameStartsWith: "Top>" })).to.deep.equal([child.id]);
    expect(await list({ fullNameStartsWith: "To" })).to.deep.equal([]);
    expect(await list({ nameOrReferenceIdStartsWith: "Chi" })).to.deep.equal([child.id]);
    expect(await list({ freeText: "one" })).to.deep.equal([child.id]);
    expect(await list({ freeText: "on" })).to.deep.equal([]);
    expect(await list({ ancestorIdIn: String(top.id) })).to.deep.equal([child.id]);
  });

  it("find their entries, with or without those below, open or not", async () => {
    const top = await add("Top");
    const child = await add("Child", top.id, { privacyContext: "ctx1" });
    const [inTop, inChild] = [await client.liveEntry("a"), await client.liveEntry("b")];
    await put(inTop, top.id);
    await put(inChild, child.id);
    const entries = async (filter: object) =>
      (await client.ids("baseEntry.list", { objectType: "KalturaBaseEntryFilter", ...filter })).sort();
    expect(await entries({ categoriesIdsMatchOr: String(top.id) })).to.deep.equal([inTop]);
    expect(await entries({ categoriesIdsMatchOr: String(child.id) })).to.deep.equal([inChild]);
    expect(await entries({ categoryAncestorIdIn: String(top.id) })).to.deep.equal([inTop, inChild].sort());
    expect(await entries({ categoriesMatchOr: "top" })).to.deep.equal([inTop, inChild].sort());
    expect(await entries({ categoriesIdsNotContains: String(top.id) })).to.deep.equal([inChild]);
  });

  it("show an ordinary user only what is asked for by entry or category", async () => {
    const user = client.asUser();
    expect(await user.refused("categoryEntry.list")).to.equal("MUST_FILTER_ON_ENTRY_OR_CATEGORY");
    expect(await user.refused("category.add", { category: { name: "x" } })).to.equal("SERVICE_FORBIDDEN");
  });
});
