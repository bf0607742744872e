/** A category alone: what is sent for it, what a refresh shows, whose it is, and when it may be deleted. */
import { expect } from "chai";
import type { Step } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { category } from "../../provider/parts/category";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { type Answers, type Desk, desk, expectPointer, MARK, OTHER, STACK, shown } from "./site";

const SIBLING_OF_STACK = `${STACK}xaaaaaaaaaaaa`;

/** Every input that is one property of the category, with what is sent for it. */
const EVERY: ReadonlyArray<readonly [input: string, value: unknown, wire: string, sent: unknown]> = [
  ["name", "Summit", "name", "Summit"],
  ["description", "Three days", "description", "Three days"],
  ["tags", ["a", "b"], "tags", "a,b"],
  ["referenceId", "ref-7", "referenceId", "ref-7"],
  ["owner", "ann", "owner", "ann"],
  ["privacyContext", "site", "privacyContext", "site"],
  ["privacy", "members", "privacy", 3],
  ["appearInList", "membersOnly", "appearInList", 3],
  ["contributionPolicy", "membersWithPermission", "contributionPolicy", 2],
  ["inheritance", "inherit", "inheritanceType", 1],
  ["defaultPermissionLevel", "contributor", "defaultPermissionLevel", 2],
  ["moderation", true, "moderation", 1],
  ["defaultOrderBy", "-createdAt", "defaultOrderBy", "-createdAt"],
  ["partnerSortValue", 7, "partnerSortValue", 7],
  ["partnerData", "{}", "partnerData", "{}"],
];
const everyInput: Props = Object.fromEntries(EVERY.map(([input, value]) => [input, value]));
const everyProperty: Props = Object.fromEntries(EVERY.map(([, , wire, sent]) => [wire, sent]));

const want = (inputs: Props, previous?: Props) =>
  ({ inputs: { name: "Summit", ...inputs }, previous, unfinished: new Set() }) as never;

/** The category 4711 as the server has it. */
const there = (more: Props = {}) => ({ id: 4711, name: "Summit", ...more }) as never;

const plan = (inputs: Props, observed?: Props, previous?: Props, { site }: Desk = desk()) =>
  category.plan(want(inputs, previous), observed as never, site);

/** What an update sends, beside the name of the class; undefined when it makes no call. */
async function patch(
  inputs: Props,
  observed: Props,
  previous?: Props,
  place?: Desk,
): Promise<Props | undefined> {
  const [step, ...more] = await plan(inputs, there(observed), previous, place);
  expect(more).to.deep.equal([]);
  if (step === undefined) return undefined;
  const { id, category: sent } = step.call.args as { id: number; category: Props };
  const { objectType, ...rest } = sent;
  expect([id, objectType]).to.deep.equal([4711, "KalturaCategory"]);
  return rest;
}

const drift = (inputs: Props, observed: Props, place: Desk = desk()) =>
  category.drift({ name: "Summit", ...inputs } as never, there(observed), place.site);

const fill = (observed: Props) => category.fill!(there(observed), desk().site, {});

const inputsOf = ({ inputOf }: Step, ...properties: string[]) => properties.map(p => inputOf!(p));

describe("a category that is new", () => {
  it("goes by the key of released states, and needs the permissions that the docs list", () => {
    expect([category.key, category.label]).to.deep.equal(["category", "category"]);
    expect(category.permissions).to.deep.equal([
      "CONTENT_MANAGE_EDIT_CATEGORIES",
      "CONTENT_MANAGE_CATEGORY_USERS",
    ]);
  });

  it("is made with its name alone where nothing else is set, at the top of the tree", async () => {
    expect(shown(await plan({}))).to.deep.equal([
      {
        purpose: 'make the category "Summit"',
        call: "category.add",
        args: { category: { objectType: "KalturaCategory", name: "Summit" } },
      },
    ]);
  });

  it("is made with all that is set, in its parent, and with its tags and its mark", async () => {
    const byName = desk({ categoryIdByFullName: () => 5 });
    const inputs = { ...everyInput, parent: "site>channels", adminTags: ["mine"], mark: MARK };
    const [step] = await plan(inputs, undefined, undefined, byName);
    expect(step!.call.args).to.deep.equal({
      category: {
        objectType: "KalturaCategory",
        ...everyProperty,
        parentId: 5,
        adminTags: `mine,${STACK},${MARK}`,
      },
    });
    expect(byName.asked).to.deep.equal(["categoryIdByFullName site>channels"]);
  });

  it("is not made where its parent is not there, which is said of the input parent", async () => {
    const place = desk({ categoryIdByFullName: () => undefined });
    const failure = await failureOf(plan({ parent: "site>none" }, undefined, undefined, place));
    expect(failure?.message).to.equal(
      'input parent: the account has no category of full name "site>none"; write it as in Kaltura\'s own console (parent>child), or give its id',
    );
  });

  it("is pointed at until its id is known, and is known by the id that the server answers", async () => {
    const place = desk();
    const [step] = await plan({}, undefined, undefined, place);
    expectPointer(place, "category", step!, there(), "4711");
  });
});

describe("a category that is there", () => {
  it("is left alone where the server has all that is set", async () => {
    expect(await patch({}, {})).to.equal(undefined);
    expect(await patch({ ...everyInput, tags: ["b", "a"] }, everyProperty)).to.equal(undefined);
  });

  it("is sent what differs and nothing else", async () => {
    const place = desk();
    const steps = await plan(
      { ...everyInput, name: "Congress" },
      there(everyProperty),
      { ...everyInput },
      place,
    );
    expect(shown(steps)).to.deep.equal([
      {
        purpose: 'update the category "Congress"',
        call: "category.update",
        args: { id: 4711, category: { objectType: "KalturaCategory", name: "Congress" } },
      },
    ]);
    const answer = there({ name: "Congress" });
    steps[0]!.done!(answer);
    expect(place.site.handles.get("category")).to.equal("4711");
    expect(place.site.seen.get("category")).to.equal(answer);
  });

  it("gets Kaltura's defaults, or nothing, for what the program no longer sets", async () => {
    expect(await patch({}, { ...everyProperty, inheritanceType: 1 }, everyInput)).to.deep.equal({
      description: "",
      tags: "",
      referenceId__null: "",
      owner: "",
      privacyContext: "",
      privacy: 1,
      appearInList: 1,
      contributionPolicy: 1,
      inheritanceType: 2,
      defaultPermissionLevel: 3,
      moderation: 0,
      defaultOrderBy__null: "",
      partnerSortValue: 0,
      partnerData__null: "",
    });
    expect(await patch({}, everyProperty, {})).to.equal(undefined);
  });

  it("is moved when its parent is another one, and to the top when the parent is taken out", async () => {
    expect(await patch({ parent: 7 }, { parentId: 5 })).to.deep.equal({ parentId: 7 });
    expect(await patch({ parent: 7 }, {}, { parent: 5 })).to.deep.equal({ parentId: 7 });
    expect(await patch({}, { parentId: 5 }, { parent: 5 })).to.deep.equal({ parentId: 0 });
    expect(await patch({ parent: 5 }, { parentId: 5 }, { parent: 7 })).to.equal(undefined);
  });

  it("stays where people have put it when no parent was ever set", async () => {
    expect(await patch({}, { parentId: 5 })).to.equal(undefined);
    expect(await patch({}, { parentId: 5 }, {})).to.equal(undefined);
    expect(await patch({}, {}, {})).to.equal(undefined);
  });

  it("keeps the admin tags of others beside its own, and loses those that the program drops", async () => {
    expect(await patch({ adminTags: ["mine"], mark: MARK }, { adminTags: "theirs" })).to.deep.equal({
      adminTags: `theirs,mine,${STACK},${MARK}`,
    });
    expect(await patch({ adminTags: ["mine"] }, {})).to.deep.equal({ adminTags: "mine" });
    expect(await patch({}, { adminTags: "theirs,old" }, { adminTags: ["old"] })).to.deep.equal({
      adminTags: "theirs",
    });
    expect(await patch({ adminTags: ["mine"] }, { adminTags: "theirs,mine" })).to.equal(undefined);
    expect(await patch({}, { adminTags: "theirs,mine" })).to.equal(undefined);
  });
});

describe("a category that Kaltura refuses", () => {
  it("is told by the input that the refused property comes from", async () => {
    const [add] = await plan({});
    const [update] = await plan({ description: "new" }, there());
    for (const step of [add!, update!]) {
      expect(inputsOf(step, "KalturaCategory::name", "inheritanceType", "parentId", "status")).to.deep.equal([
        "name",
        "inheritance",
        "parent",
        undefined,
      ]);
    }
  });

  /** The step that makes it, after a look at what stands in that place already. */
  async function add(siblings: Props[], inputs: Props = {}, more: Answers = {}) {
    const place = desk({
      categories: () => [],
      categoryChildren: () => siblings,
      invalidate: () => undefined,
      ...more,
    });
    await category.observe(place.site, { name: "Summit", ...inputs } as never);
    const [step] = await plan(inputs, undefined, undefined, place);
    return { step: step!, place };
  }

  it("is looked for later when the index does not show who has the name: it may be ours", async () => {
    const { step } = await add([{ id: 1, name: "Other" }, { id: 2 }]);
    expect(step.recover!(refusal("exists"))).to.equal("later");
    expect(step.recover!(refusal("input"))).to.equal(false);
  });

  it("is refused for good when another had the name before, letter case aside", async () => {
    const { step } = await add([{ id: 1, name: "Other" }, { id: 2 }, { id: 3, name: "SUMMIT" }]);
    expect(step.recover!(refusal("exists"))).to.equal(false);
  });

  it("is looked for at once when nobody looked before who has the name", async () => {
    const [step] = await plan({});
    expect(step!.recover!(refusal("exists"))).to.equal(true);
    expect(step!.recover!(refusal("busy"))).to.equal(false);
  });

  it("is looked for in the place where it is to be", async () => {
    const { step, place } = await add(
      [{ id: 3, name: "summit" }],
      { parent: "site" },
      { categoryIdByFullName: () => 5 },
    );
    expect(place.asked).to.deep.equal([
      "invalidate categories",
      "categoryIdByFullName site",
      "categoryChildren 5",
      "categoryIdByFullName site",
    ]);
    await step.advice!(refusal("exists"));
    expect(place.asked.at(-1)).to.equal("categoryChildren 5");
  });

  it("is told how to take over one of its name that is nobody's", async () => {
    const sibling = { id: 3, name: "SUMMIT", fullName: "site>SUMMIT", adminTags: "theirs" };
    const { step, place } = await add([{ id: 2, name: "Other" }, sibling], { mark: MARK });
    expect(place.asked).to.include("categoryChildren 0");
    expect(await step.advice!(refusal("exists"))).to.equal(
      'category 3 ("site>SUMMIT") is there already, and not this program\'s: it was left alone. To take it over, add adopt: "3"; or choose another name',
    );
  });

  it("is told whose it is when the one of its name carries the mark of another", async () => {
    const ofStack = await add([{ id: 3, name: "Summit", adminTags: `${STACK},${SIBLING_OF_STACK}` }], {
      mark: MARK,
    });
    expect(await ofStack.step.advice!(refusal("exists"))).to.equal(
      `category 3 ("Summit") carries the mark of another resource of this stack. A resource that was renamed or moved keeps its object by the option aliases, without adopt. If that resource is in the state no more, say whose it was: adopt: { id: "3", from: "${SIBLING_OF_STACK}" }`,
    );
    const ofOthers = await add([{ id: 3, name: "Summit", adminTags: OTHER }], { mark: MARK });
    expect(await ofOthers.step.advice!(refusal("exists"))).to.match(
      new RegExp(`^category 3 \\("Summit"\\) carries the mark of another stack \\(${OTHER}\\)\\.`),
    );
  });

  it("is told nothing more when none of its name is seen, or when the refusal is another", async () => {
    const unseen = await add([{ id: 1, name: "Other" }]);
    expect(await unseen.step.advice!(refusal("exists"))).to.equal(undefined);
    const other = await add([{ id: 3, name: "Summit" }]);
    expect(await other.step.advice!(refusal("permission"))).to.equal(undefined);
  });
});

describe("a look for a category", () => {
  const mine = { id: 4711, name: "Renamed", adminTags: `theirs,${STACK},${MARK}` };
  const neighbour = { id: 1, name: "Summit", adminTags: `${STACK},${SIBLING_OF_STACK}` };

  it("asks for it by its id, once that is known", async () => {
    const answer = there();
    const { site, asked } = desk({ category: () => answer }, { handles: { category: "4711" } });
    expect(await category.observe(site, { name: "Summit", mark: MARK })).to.equal(answer);
    expect(asked).to.deep.equal(["category 4711"]);
  });

  it("goes by its own mark before that, whatever people have renamed it to", async () => {
    const { site, asked } = desk({
      categories: () => [{ id: 2 }, neighbour, mine],
      invalidate: () => undefined,
    });
    expect(await category.observe(site, { name: "Summit", mark: MARK })).to.equal(mine);
    expect(site.handles.get("category")).to.equal("4711");
    expect(asked).to.deep.equal(["invalidate categories", "categories"]);
  });

  it("never takes one for ours that has the name alone", async () => {
    const { site } = desk({
      categories: () => [neighbour],
      categoryChildren: () => [neighbour],
      invalidate: () => undefined,
    });
    expect(await category.observe(site, { name: "Summit", mark: MARK })).to.equal(undefined);
    expect(site.handles.has("category")).to.equal(false);
  });

  it("lists nothing where there is neither a mark nor a name to look for", async () => {
    const { site, asked } = desk({ invalidate: () => undefined });
    expect(await category.observe(site, {})).to.equal(undefined);
    expect(asked).to.deep.equal(["invalidate categories"]);
    const nameless = desk({ invalidate: () => undefined, categories: () => [neighbour] });
    expect(await category.observe(nameless.site, { mark: MARK })).to.equal(undefined);
    expect(nameless.site.handles.has("category")).to.equal(false);
  });

  it("tells before a create whether a run that was killed has made it", async () => {
    const begun = (categories: Props[], mark?: string) =>
      category.begun!(
        desk({ categories: () => categories }).site,
        (mark === undefined ? {} : { mark }) as never,
      );
    expect(await begun([neighbour, mine], MARK)).to.equal(true);
    expect(await begun([neighbour], MARK)).to.equal(false);
    expect(await begun([mine])).to.equal(false);
  });

  it("sees whose marks it carries", () => {
    expect(category.marks!(mine)).to.deep.equal([STACK, MARK]);
    expect(category.marks!({ adminTags: "theirs" } as never)).to.deep.equal([]);
  });
});

describe("a category to adopt", () => {
  it("is found by its id", async () => {
    const { site, asked } = desk({ category: () => ({ id: 7, name: "Summit", fullName: "site>Summit" }) });
    expect(await category.candidates!({ id: "7" }, site)).to.deep.equal([
      { id: "7", title: 'category 7 ("site>Summit")' },
    ]);
    expect(asked).to.deep.equal(["category 7"]);
  });

  it("is found by its full name", async () => {
    const { site, asked } = desk({
      categoryIdByFullName: () => 7,
      category: () => ({ id: 7, name: "Summit" }),
    });
    expect(await category.candidates!({ id: "site>Summit" }, site)).to.deep.equal([
      { id: "7", title: 'category 7 ("Summit")' },
    ]);
    expect(asked).to.deep.equal(["categoryIdByFullName site>Summit", "category 7"]);
  });

  it("is any of those that carry the reference id", async () => {
    const { site, asked } = desk({
      categoriesByReferenceId: () => [
        { id: 7, name: "A" },
        { id: 8, name: "B" },
      ],
    });
    expect(await category.candidates!({ referenceId: "ref-7" }, site)).to.deep.equal([
      { id: "7", title: 'category 7 ("A")' },
      { id: "8", title: 'category 8 ("B")' },
    ]);
    expect(asked).to.deep.equal(["categoriesByReferenceId ref-7"]);
  });

  it("is none where no category has that full name, or where that of the id is gone", async () => {
    const unnamed = desk({ categoryIdByFullName: () => undefined });
    expect(await category.candidates!({ id: "site>none" }, unnamed.site)).to.deep.equal([]);
    const gone = desk({ category: () => undefined });
    expect(await category.candidates!({ id: "7" }, gone.site)).to.deep.equal([]);
  });
});

describe("a refresh of a category", () => {
  it("misses one that is gone", async () => {
    expect(await category.drift({ name: "Summit" }, undefined, desk().site)).to.deep.equal({
      inputs: {},
      missing: true,
    });
  });

  it("shows what the server has in place of what was set, and nothing of what was not", async () => {
    expect(await drift(everyInput, everyProperty)).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift({}, everyProperty)).to.deep.equal({ inputs: {}, missing: false });
    const other = { tags: "b,c", privacy: 2, inheritanceType: 2, defaultPermissionLevel: 0, moderation: 0 };
    expect(await drift(everyInput, { ...everyProperty, ...other, referenceId: "" })).to.deep.equal({
      inputs: {
        tags: ["b", "c"],
        privacy: "authenticated",
        inheritance: "manual",
        defaultPermissionLevel: "manager",
        moderation: false,
        referenceId: undefined,
      },
      missing: false,
    });
  });

  it("reads moderation whichever way the server writes it", async () => {
    for (const moderation of [1, true]) {
      const { inputs } = await drift({ moderation: false }, { moderation });
      expect(inputs).to.deep.equal({ moderation: true });
    }
    expect((await drift({ moderation: true }, { moderation: 1 })).inputs).to.deep.equal({});
    expect((await drift({ moderation: true }, { moderation: false })).inputs).to.deep.equal({
      moderation: false,
    });
  });

  it("shows which of the program's admin tags are left, and misses its mark", async () => {
    const inputs = { adminTags: ["a", "b"], mark: MARK };
    expect(await drift(inputs, { adminTags: `theirs,a,b,${STACK},${MARK}` })).to.deep.equal({
      inputs: {},
      missing: false,
    });
    expect(await drift(inputs, { adminTags: "theirs,b" })).to.deep.equal({
      inputs: { adminTags: ["b"] },
      missing: true,
    });
    // With nothing set, tags of others are no drift.
    expect(await drift({}, { adminTags: "theirs" })).to.deep.equal({ inputs: {}, missing: false });
  });

  it("shows where it was moved to", async () => {
    const parents = async (parent: unknown, parentId: number | undefined, named?: number) =>
      (
        await drift(
          { parent },
          parentId === undefined ? {} : { parentId },
          desk({ categoryIdByFullName: () => named }),
        )
      ).inputs;
    expect(await parents("site>channels", 5, 5)).to.deep.equal({});
    expect(await parents("site>channels", 7, 5)).to.deep.equal({ parent: "7" });
    expect(await parents(5, 5)).to.deep.equal({});
    expect(await parents(5, 0)).to.deep.equal({ parent: undefined });
    expect(await parents(5, undefined)).to.deep.equal({ parent: undefined });
    // No category of that name is left: it can't be in there.
    expect(await parents("site>channels", 7)).to.deep.equal({ parent: "7" });
  });

  it("lets people move it where no parent was set", async () => {
    expect(await drift({}, { parentId: 7 })).to.deep.equal({ inputs: {}, missing: false });
  });

  it("puts out its full name", () => {
    expect(category.outputs!(there({ fullName: "site>Summit" }))).to.deep.equal({ fullName: "site>Summit" });
  });
});

describe("an import of a category", () => {
  const sought = async (named: string, id?: number) => {
    const place = desk({ categoryIdByFullName: () => id }, { handles: { category: named } });
    await category.seek!(place.site);
    return place.site.handles.get("category");
  };

  it("takes its id or its full name", async () => {
    expect(await sought("4711")).to.equal("4711");
    expect(await sought("site>Summit", 4711)).to.equal("4711");
    expect(await sought("site>none")).to.equal("site>none");
  });

  it("writes all that is not Kaltura's default", async () => {
    const { owner: _, ...rest } = everyInput;
    expect(await fill({ ...everyProperty, parentId: 5, adminTags: `mine,${STACK},${MARK}` })).to.deep.equal({
      ...rest,
      parent: 5,
      adminTags: ["mine"],
    });
  });

  it("writes nothing of the defaults, of the top, and of marks", async () => {
    const defaults = {
      description: "",
      tags: "",
      owner: "",
      privacyContext: "",
      privacy: 1,
      appearInList: 1,
      contributionPolicy: 1,
      inheritanceType: 2,
      defaultPermissionLevel: 3,
      moderation: 0,
      partnerSortValue: 0,
    };
    expect(await fill({ ...defaults, parentId: 0, adminTags: MARK })).to.deep.equal({ name: "Summit" });
    expect(await fill({})).to.deep.equal({ name: "Summit" });
  });

  it("writes the owner only where members are not those of the parent", async () => {
    expect(await fill({ owner: "ann", inheritanceType: 2 })).to.deep.equal({ name: "Summit", owner: "ann" });
    expect(await fill({ owner: "ann", inheritanceType: 1 })).to.deep.equal({
      name: "Summit",
      inheritance: "inherit",
    });
  });

  it("writes nothing of one that is not there", async () => {
    expect(await category.fill!(undefined, desk().site, {})).to.deep.equal({});
  });
});

describe("a delete of a category", () => {
  /** @param children as lists have them, by what asking for each by its id brings */
  function remove(observed: Props | undefined, children: ReadonlyArray<readonly [number, Props?]> = []) {
    const byId = new Map(children.map(([id, child]) => [String(id), child]));
    const place = desk({
      categoryChildren: () => children.map(([id]) => ({ id, parentId: 4711 })),
      category: (id: number) => byId.get(String(id)),
    });
    return { steps: category.remove(observed as never, place.site), asked: place.asked };
  }

  it("leaves its entries where they are, and is content when it is gone already", async () => {
    const { steps, asked } = remove(there());
    expect(shown(await steps)).to.deep.equal([
      {
        purpose: 'delete the category "Summit"',
        call: "category.delete",
        args: { id: 4711, moveEntriesToParentCategory: 0 },
      },
    ]);
    expect((await steps)[0]!.fine).to.deep.equal(["gone"]);
    expect(asked).to.deep.equal(["categoryChildren 4711"]);
  });

  it("is no call when it is not there", async () => {
    const { steps, asked } = remove(undefined);
    expect([await steps, asked]).to.deep.equal([[], []]);
  });

  it("is refused while categories of others are in it, which Kaltura would delete too", async () => {
    const children = [
      [1, { id: 1, name: "Day 1", fullName: "site>Summit>Day 1", parentId: 4711 }],
      [2, { id: 2, name: "Day 2", parentId: 4711 }],
    ] as const;
    const whole = remove(there({ fullName: "site>Summit" }), children);
    expect((await failureOf(whole.steps))?.message).to.equal(
      'category "site>Summit" (4711) has categories in it that this program does not manage: "site>Summit>Day 1" (1), "Day 2" (2). Kaltura would delete them too, so nothing was deleted. Move them in Kaltura\'s console, or delete them there first',
    );
    expect(whole.asked).to.deep.equal(["categoryChildren 4711", "category 1", "category 2"]);
    const nameAlone = remove(there(), children.slice(1));
    expect((await failureOf(nameAlone.steps))?.message).to.match(
      /^category "Summit" \(4711\) has categories in it that this program does not manage: "Day 2" \(2\)\. /,
    );
  });

  it("does not go by lists, which lag: those that are gone or were moved do not count", async () => {
    const { steps } = remove(there(), [
      [1],
      [2, { id: 2, name: "Moved", parentId: 5 }],
      [3, { id: 3, name: "At the top" }],
    ]);
    expect((await steps).length).to.equal(1);
  });
});
