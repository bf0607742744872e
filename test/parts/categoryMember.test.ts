/** A member of a category alone: what is sent for it, what a refresh shows, and how an import names it. */
import { expect } from "chai";
import type { Step } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { categoryMember } from "../../provider/parts/categoryMember";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { type Desk, desk, shown } from "./site";

/** What Kaltura keeps for each level. */
const LEVELS = {
  manager: [0, "CATEGORY_EDIT,CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW"],
  moderator: [1, "CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW"],
  contributor: [2, "CATEGORY_CONTRIBUTE,CATEGORY_VIEW"],
  member: [3, "CATEGORY_VIEW"],
  none: [4, ""],
} as const;
const levels = Object.entries(LEVELS);

const want = (inputs: Props = {}, previous?: Props) =>
  ({ inputs: { category: 12, userId: "ann", ...inputs }, previous, unfinished: new Set() }) as never;

/** Ann's membership as the server has it. */
const there = (more: Props = {}) => ({ categoryId: 12, userId: "ann", status: 1, ...more }) as never;

/** A place that knows the member's id already. */
const known = (id = "12|ann") => desk({}, { handles: { member: id } });

/** A place where the category of Bob is there. */
const ofBob = () => desk({ category: () => ({ id: 12, owner: "bob" }) });

const plan = (inputs?: Props, observed?: Props, previous?: Props, { site }: Desk = ofBob()) =>
  categoryMember.plan(want(inputs, previous), observed as never, site);

/** Calls for a member that was made earlier. */
const update = async (inputs: Props, observed: Props) =>
  shown(await plan(inputs, there(observed), {}, known()));

const drift = (inputs: Props, observed: Props) =>
  categoryMember.drift({ category: 12, userId: "ann", ...inputs } as never, there(observed), desk().site);

const idIn = ({ site }: Desk) => site.handles.get("member");

const OWNS =
  'input userId: "ann" owns category 12, and its owner is a manager always; take this resource out, or give the category another owner';

describe("a member that is new", () => {
  it("goes by the key of released states, and has no permission in the docs", () => {
    expect([categoryMember.key, categoryMember.label, categoryMember.permissions]).to.deep.equal([
      "member",
      "category member",
      [],
    ]);
  });

  it("gets the category's own default where no level is set", async () => {
    expect(shown(await plan())).to.deep.equal([
      {
        purpose: "make ann a member of category 12",
        call: "categoryuser.add",
        args: { categoryUser: { objectType: "KalturaCategoryUser", categoryId: 12, userId: "ann" } },
      },
    ]);
  });

  for (const [level, [permissionLevel, permissionNames]] of levels) {
    it(`is sent the level ${level} as Kaltura's number and as its names, which decide`, async () => {
      const [step] = await plan({ permissionLevel: level });
      expect(step!.call.args).to.deep.equal({
        categoryUser: {
          objectType: "KalturaCategoryUser",
          categoryId: 12,
          userId: "ann",
          permissionLevel,
          permissionNames,
        },
      });
    });
  }

  it("is put into the category of that full name", async () => {
    const place = desk({ categoryIdByFullName: () => 12, category: () => undefined });
    const [step] = await plan({ category: "site>Summit" }, undefined, undefined, place);
    expect(step!.purpose).to.equal("make ann a member of category 12");
    expect(place.asked).to.deep.equal(["categoryIdByFullName site>Summit", "category 12"]);
    const none = desk({ categoryIdByFullName: () => undefined });
    expect((await failureOf(plan({ category: "site>none" }, undefined, undefined, none)))?.message).to.equal(
      'input category: the account has no category of full name "site>none"; write it as in Kaltura\'s own console (parent>child), or give its id',
    );
  });

  it("is known by category and user from the answer on", async () => {
    const place = ofBob();
    const [step] = await plan({}, undefined, undefined, place);
    const answer = there();
    step!.done!(answer);
    expect(idIn(place)).to.equal("12|ann");
    expect(place.site.seen.get("member")).to.equal(answer);
  });

  it("is taken over when the user is a member already, and refused for any other reason", async () => {
    const place = ofBob();
    const [step] = await plan({}, undefined, undefined, place);
    expect(step!.recover!(refusal("input"))).to.equal(false);
    expect(idIn(place)).to.equal(undefined);
    expect(step!.recover!(refusal("exists"))).to.equal(true);
    expect(idIn(place)).to.equal("12|ann");
  });

  it("can't be the owner, who is a manager always", async () => {
    const ofAnn = () => desk({ category: () => ({ id: 12, owner: "ann" }) });
    const refused = async (observed?: Props, previous?: Props) =>
      (await failureOf(plan({}, observed, previous, ofAnn())))?.message;
    expect(await refused()).to.equal(OWNS);
    // Made, and gone since.
    expect(await refused(undefined, {})).to.equal(OWNS);
    // Imported, or taken over.
    expect(await refused(there())).to.equal(OWNS);
  });
});

describe("a member that is there", () => {
  it("is left alone, without a look at the owner, where nothing differs", async () => {
    expect(await update({}, { permissionLevel: 0 })).to.deep.equal([]);
    expect(await update({ permissionLevel: "member" }, { permissionNames: "CATEGORY_VIEW" })).to.deep.equal(
      [],
    );
  });

  it("is taken over where the owner is another", async () => {
    const place = ofBob();
    expect(await plan({}, there(), undefined, place)).to.deep.equal([]);
    expect(place.asked).to.deep.equal(["category 12"]);
  });

  it("is sent another level and nothing else", async () => {
    const place = known();
    const steps = await plan({ permissionLevel: "moderator" }, there({ permissionLevel: 3 }), {}, place);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "change what ann may do in category 12",
        call: "categoryuser.update",
        args: {
          categoryId: 12,
          userId: "ann",
          categoryUser: {
            objectType: "KalturaCategoryUser",
            permissionLevel: 1,
            permissionNames: "CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
          },
        },
      },
    ]);
    const answer = there({ permissionLevel: 1 });
    steps[0]!.done!(answer);
    expect(idIn(place)).to.equal("12|ann");
    expect(place.site.seen.get("member")).to.equal(answer);
  });

  it("is made active when it waits or was put to rest, after its level is changed", async () => {
    const place = known();
    place.site.seen.set("member", there({ permissionLevel: 2, status: 2 }));
    const steps = await plan(
      { permissionLevel: "contributor" },
      there({ permissionLevel: 3, status: 2 }),
      {},
      place,
    );
    expect(shown(steps).map(({ call }) => call)).to.deep.equal([
      "categoryuser.update",
      "categoryuser.activate",
    ]);
    expect(shown(steps)[1]).to.deep.equal({
      purpose: "make ann an active member of category 12",
      call: "categoryuser.activate",
      args: { categoryId: 12, userId: "ann" },
    });
    steps[1]!.done!(null as never);
    expect(place.site.seen.get("member")).to.deep.equal(there({ permissionLevel: 2, status: 1 }));
  });

  it("is active where the server does not say", async () => {
    expect(await update({}, { status: undefined })).to.deep.equal([]);
  });

  it("is told by the input that a refused property comes from", async () => {
    const inputsOf = ({ inputOf }: Step) =>
      ["categoryId", "userId", "permissionLevel", "permissionNames", "status", "nopermission"].map(p =>
        inputOf!(p),
      );
    const steps = [
      ...(await plan()),
      ...(await plan({ permissionLevel: "none" }, there({ permissionLevel: 3 }), {}, known())),
    ];
    expect(steps.map(inputsOf)).to.deep.equal(
      Array(2).fill(["category", "userId", "permissionLevel", "permissionLevel", undefined, undefined]),
    );
  });
});

describe("a look for a member", () => {
  it("asks by the parts of its id, in which a user may hold a bar", async () => {
    const answer = there();
    const { site, asked } = desk({ categoryUser: () => answer }, { handles: { member: "12|ann|x" } });
    expect(await categoryMember.observe(site, { category: 99, userId: "bob" })).to.equal(answer);
    expect(asked).to.deep.equal(["categoryUser 12 ann|x"]);
    expect(site.handles.get("member")).to.equal("12|ann|x");
  });

  it("asks by category and user before that, and knows its id when it is there", async () => {
    const place = desk({ categoryIdByFullName: () => 12, categoryUser: () => there() });
    expect(
      await categoryMember.observe(place.site, { category: "site>Summit", userId: "ann" }),
    ).to.deep.equal(there());
    expect(place.asked).to.deep.equal(["categoryIdByFullName site>Summit", "categoryUser 12 ann"]);
    expect(idIn(place)).to.equal("12|ann");
  });

  it("notes no id of one that is not there", async () => {
    const place = desk({ categoryUser: () => undefined });
    expect(await categoryMember.observe(place.site, { category: 12, userId: "ann" })).to.equal(undefined);
    expect(place.site.handles.has("member")).to.equal(false);
  });

  it("asks nothing where half of its key is not known", async () => {
    for (const half of [{ category: "site>Summit" }, { userId: "ann" }, {}]) {
      const { site, asked } = desk();
      expect(await categoryMember.observe(site, half)).to.equal(undefined);
      expect(asked).to.deep.equal([]);
    }
  });
});

describe("a refresh of a member", () => {
  it("misses one that is gone, or that is not active", async () => {
    expect(await categoryMember.drift({ category: 12, userId: "ann" }, undefined, desk().site)).to.deep.equal(
      { inputs: {}, missing: true },
    );
    expect(await drift({}, { status: 3 })).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift({}, { status: undefined })).to.deep.equal({ inputs: {}, missing: false });
  });

  it("shows another level where one was set", async () => {
    const names = "CATEGORY_VIEW";
    expect(await drift({ permissionLevel: "manager" }, { permissionNames: names })).to.deep.equal({
      inputs: { permissionLevel: "member" },
      missing: false,
    });
    expect(await drift({ permissionLevel: "member" }, { permissionNames: names })).to.deep.equal({
      inputs: {},
      missing: false,
    });
    expect(await drift({}, { permissionNames: names })).to.deep.equal({ inputs: {}, missing: false });
  });
});

describe("an import of a member", () => {
  const sought = async (named: string, answers: Props = {}) => {
    const place = desk(answers, { handles: { member: named } });
    await categoryMember.seek!(place.site);
    return { id: idIn(place), asked: place.asked };
  };

  it("takes the id of the category, and a user with bars", async () => {
    expect(await sought("12|ann")).to.deep.equal({ id: "12|ann", asked: [] });
    expect(await sought("12|ann|x")).to.deep.equal({ id: "12|ann|x", asked: [] });
  });

  it("takes the full name of the category, which may hold bars and numbers", async () => {
    for (const name of ["site>Summit", "A|B>Summit", "Summit 12|24"]) {
      expect(await sought(`${name}|ann@example.com`, { categoryIdByFullName: () => 12 })).to.deep.equal({
        id: "12|ann@example.com",
        asked: [`categoryIdByFullName ${name}`],
      });
    }
  });

  it("says what an id lacks, and asks for nobody else's membership", async () => {
    for (const id of ["4711", "|ann", "4711|", "|"])
      expect((await failureOf(sought(id)))?.message).to.equal(
        `"${id}" names no member: write the category's id or full name, a bar and the user's id, such as "12345|ann@example.com"`,
      );
    const nowhere = { categoryIdByFullName: () => undefined };
    expect((await failureOf(sought("site>none|ann", nowhere)))?.message).to.equal(
      'input category: the account has no category of full name "site>none"; write it as in Kaltura\'s own console (parent>child), or give its id',
    );
  });

  const levelFor = async (observed: Props) =>
    (await categoryMember.fill!(there(observed), known().site, {})).permissionLevel;

  it("writes category, user and level", async () => {
    const { site } = known();
    expect(await categoryMember.fill!(there({ permissionLevel: 3 }), site, {})).to.deep.equal({
      category: 12,
      userId: "ann",
      permissionLevel: "member",
    });
    expect(await categoryMember.fill!(undefined, site, {})).to.deep.equal({
      category: 12,
      userId: "ann",
      permissionLevel: undefined,
    });
  });

  it("reads the level from the names, in whatever order, rather than from the number", async () => {
    for (const [level, [, names]] of levels) {
      const turned = names.split(",").reverse().join(", ");
      expect(await levelFor({ permissionNames: turned, permissionLevel: 9 })).to.equal(level);
    }
    expect(await levelFor({ permissionNames: "CATEGORY_VIEW", permissionLevel: 0 })).to.equal("member");
  });

  it("reads it from the number where there are no names", async () => {
    for (const [level, [permissionLevel]] of levels) {
      expect(await levelFor({ permissionLevel })).to.equal(level);
    }
  });

  it("writes what makes no level as the server has it", async () => {
    expect(await levelFor({ permissionNames: "CATEGORY_EDIT", permissionLevel: 3 })).to.equal(
      "CATEGORY_EDIT",
    );
    expect(await levelFor({ permissionLevel: 9 })).to.equal("9");
  });
});

describe("a delete of a member", () => {
  it("takes the user out, and is content when that was done already", async () => {
    const steps = await categoryMember.remove(there(), known("12|ann|x").site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "take ann|x out of category 12",
        call: "categoryuser.delete",
        args: { categoryId: 12, userId: "ann|x" },
      },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
  });

  it("is no call when the user is no member, or when it is not known which", async () => {
    expect(await categoryMember.remove(undefined, known().site)).to.deep.equal([]);
    expect(await categoryMember.remove(there(), desk().site)).to.deep.equal([]);
  });
});
