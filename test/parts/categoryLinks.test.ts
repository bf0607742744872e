/** The categories an entry is in: ours are put in and taken out, those of others are left alone. */
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import type { CategoryEntry } from "../../provider/kaltura/wire";
import { OperationError } from "../../provider/lifecycle/failure";
import { categoryLinks } from "../../provider/parts/categoryLinks";
import { type CategoryRef, categoryId, categoryIdIfThere } from "../../provider/parts/categoryRef";
import { failureOf } from "../support/failure";
import { desk, shown } from "./site";

/** Full names that the account knows. */
const NAMES: Readonly<Record<string, number>> = { "site>summit": 11, "site>track 2": 12, "3rd day": 13 };
const known = { categoryIdByFullName: (name: string) => NAMES[name] };

const ENTRY = { handles: { entry: "1_abc" } };
const links = (...ids: number[]): CategoryEntry[] => ids.map(categoryId => ({ categoryId }));

describe("a category that users name", () => {
  it("is meant by its id, as number or text, without a look-up", async () => {
    for (const ref of [4711, "4711"]) expect(await categoryId(ref, "category", desk().site)).to.equal(4711);
  });

  it("is looked up by its full name, though that may have digits", async () => {
    const { site, asked } = desk(known);
    for (const [name, id] of Object.entries(NAMES))
      expect(await categoryId(name, "category", site)).to.equal(id);
    expect(asked).to.deep.equal(Object.keys(NAMES).map(name => `categoryIdByFullName ${name}`));
  });

  it("is refused when there is none of that name, with how to write it", async () => {
    const refused = await failureOf(categoryId("site>nowhere", "parent", desk(known).site));
    expect(refused).to.be.instanceOf(OperationError);
    expect(refused!.message).to.equal(
      'input parent: the account has no category of full name "site>nowhere"; write it as in Kaltura\'s own console (parent>child), or give its id',
    );
  });

  it("may be gone, which a failure to ask does not mean", async () => {
    expect(await categoryIdIfThere("site>nowhere", desk(known).site)).to.equal(undefined);
    const down = desk({
      categoryIdByFullName: () => {
        throw new Error("no line");
      },
    });
    expect((await failureOf(categoryIdIfThere("site>summit", down.site)))?.message).to.equal("no line");
  });
});

describe("the categories of an entry", () => {
  const plan = (
    categories: CategoryRef[] | undefined,
    observed: CategoryEntry[] | undefined,
    previous?: CategoryRef[],
    at = desk(known, ENTRY),
  ) =>
    categoryLinks.plan(
      {
        inputs: categories === undefined ? {} : { categories },
        previous: previous && { categories: previous },
        unfinished: new Set(),
      },
      observed,
      at.site,
    );
  const put = (id: number, entryId: unknown = "1_abc") => ({
    purpose: `put the entry into category ${id}`,
    call: "categoryentry.add",
    args: { categoryEntry: { objectType: "KalturaCategoryEntry", categoryId: id, entryId } },
  });
  const take = (id: number) => ({
    purpose: `take the entry out of category ${id}`,
    call: "categoryentry.delete",
    args: { entryId: "1_abc", categoryId: id },
  });

  it("are looked up by the entry's id, once that is known", async () => {
    const { site, asked } = desk({ categoryLinksOf: () => links(1) }, ENTRY);
    expect(await categoryLinks.observe(site, {})).to.deep.equal(links(1));
    expect(asked).to.deep.equal(["categoryLinksOf 1_abc"]);
    expect(await categoryLinks.observe(desk().site, {})).to.equal(undefined);
  });

  it("are put in where the entry is not yet, each once however it is named", async () => {
    expect(shown(await plan([11, "site>summit", "site>track 2", 9], links(9)))).to.deep.equal([
      put(11),
      put(12),
    ]);
    expect(shown(await plan([9], undefined))).to.deep.equal([put(9)]);
  });

  it("are put in for an entry that is made in the same request", async () => {
    const entry = new Reference({ service: "livestream", action: "add", args: {} }, "id");
    expect(shown(await plan([9], undefined, undefined, desk({}, { handles: { entry } })))).to.deep.equal([
      put(9, entry),
    ]);
  });

  it("are taken out when the program drops them, and never when others put them in", async () => {
    expect(shown(await plan(["site>summit"], links(11, 12, 99), ["site>summit", 12]))).to.deep.equal([
      take(12),
    ]);
    expect(shown(await plan(undefined, links(11, 99), [11]))).to.deep.equal([take(11)]);
    expect(await plan([11], links(11, 99))).to.deep.equal([]);
    expect(await plan(undefined, links(99))).to.deep.equal([]);
    expect(
      await categoryLinks.plan(
        { inputs: {}, previous: {}, unfinished: new Set() },
        links(99),
        desk({}, ENTRY).site,
      ),
    ).to.deep.equal([]);
  });

  it("are not taken out again where the link is gone, or its category", async () => {
    expect(await plan([], links(99), [11, "site>gone"])).to.deep.equal([]);
    expect(await plan([], undefined, [11])).to.deep.equal([]);
  });

  it("are put in before others are taken out, and both are fine when it was done already", async () => {
    const steps = await plan([12], links(11), [11]);
    expect(shown(steps)).to.deep.equal([put(12), take(11)]);
    expect(steps.map(step => step.fine)).to.deep.equal([["exists"], ["gone"]]);
    expect(steps.map(step => step.inputOf!("categoryId"))).to.deep.equal(["categories", "categories"]);
  });

  it("are refused when the account has no such category", async () => {
    expect((await failureOf(plan(["site>nowhere"], [])))?.message).to.equal(
      'input categories: the account has no category of full name "site>nowhere"; write it as in Kaltura\'s own console (parent>child), or give its id',
    );
  });

  it("are known for later plans as each call went through", async () => {
    const at = desk(known, { ...ENTRY, seen: { categories: links(11, 99) } });
    const [add, drop] = await plan([12], links(11, 99), [11], at);
    add!.done!(undefined as never);
    expect(at.site.seen.get("categories")).to.deep.equal(links(11, 99, 12));
    drop!.done!(undefined as never);
    expect(at.site.seen.get("categories")).to.deep.equal(links(99, 12));
  });

  it("are known from the first one on, where none was seen", async () => {
    const at = desk(known, ENTRY);
    const [add] = await plan([12], undefined, undefined, at);
    add!.done!(undefined as never);
    expect(at.site.seen.get("categories")).to.deep.equal(links(12));
  });

  it("show on a refresh as those that the entry is still in, in the program's words", async () => {
    const drift = (categories: CategoryRef[] | undefined, observed: CategoryEntry[] | undefined) =>
      categoryLinks.drift(categories === undefined ? {} : { categories }, observed, desk(known).site);
    expect(await drift([9, "site>summit", "site>gone", 10], links(9, 11, 99))).to.deep.equal({
      inputs: { categories: [9, "site>summit"] },
    });
    expect(await drift([9, "site>summit"], links(11, 9, 99))).to.deep.equal({ inputs: {} });
    expect(await drift([9], undefined)).to.deep.equal({ inputs: { categories: [] } });
    expect(await drift([], links(99))).to.deep.equal({ inputs: {} });
    expect(await drift(undefined, links(99))).to.deep.equal({ inputs: {} });
  });

  it("are imported as ids, the lowest first", async () => {
    const fill = (observed: CategoryEntry[] | undefined) => categoryLinks.fill!(observed, desk().site, {});
    expect(await fill(links(100, 9, 20))).to.deep.equal({ categories: [9, 20, 100] });
    expect(await fill([])).to.deep.equal({});
    expect(await fill(undefined)).to.deep.equal({});
  });

  it("are all left before the entry goes", async () => {
    const steps = await categoryLinks.remove(links(11, 99), desk({}, ENTRY).site);
    expect(shown(steps)).to.deep.equal([take(11), take(99)]);
    expect(steps.map(step => step.fine)).to.deep.equal([["gone"], ["gone"]]);
    expect(await categoryLinks.remove(undefined, desk({}, ENTRY).site)).to.deep.equal([]);
    expect(await categoryLinks.remove(links(11), desk().site)).to.deep.equal([]);
  });

  it("take no permission beyond a user's session", () => {
    const { key, label, permissions } = categoryLinks;
    expect({ key, label, permissions }).to.deep.equal({
      key: "categories",
      label: "category links",
      permissions: [],
    });
  });
});
