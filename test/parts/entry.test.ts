/** What entries of all types share: how one is found, made, kept, adopted, imported and taken down. */
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import type { BaseEntry } from "../../provider/kaltura/wire";
import type { Part, Want } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { entryBegun } from "../../provider/parts/begun";
import { type EntryInputs, type EntrySpec, entryFields, entryPart } from "../../provider/parts/entry";
import { titleOf } from "../../provider/parts/entryTitle";
import { failureOf } from "../support/failure";
import { desk, MARK, OTHER, STACK, shown } from "./site";

interface Inputs extends EntryInputs {
  description?: string;
  tags?: string[];
  referenceId?: string;
  owner?: string;
  profile?: string;
  profileId?: number;
}

type Spec = EntrySpec<Inputs, BaseEntry>;

const call = (action: string, args: Record<string, unknown>) => ({ service: "toy", action, args });

/** A kind of entry of our own, which carries the admin tag `toy`, and is another one with `alien`. */
const spec: Spec = {
  key: "toyKey",
  label: "toy entry",
  handle: "toy",
  permissions: ["TOY_ADD"],
  objectType: "KalturaToyEntry",
  constant: { mediaType: 9 },
  fields: entryFields,
  adminTags: ["toy"],
  calls: {
    add: entry => call("add", { entry }),
    update: (id, entry) => call("update", { id, entry }),
    delete: id => call("delete", { id }),
  },
  load: (id, site) => site.runtime.load.media(id),
};
const toy = (more: Partial<Spec> = {}): Part<Inputs, BaseEntry> => entryPart({ ...spec, ...more });
const notAlien = { notAdminTags: ["alien"] };

const PROFILES = [
  { id: 7, systemName: "hd" },
  { id: 8, systemName: "sd" },
];
/** The profile is named by its system name, or by its id. */
const withProfile: Partial<Spec> = {
  fields: [...entryFields, { input: "profileId", wire: "profile", clear: "stay" }],
  named: [{ input: "profile", wire: "profile", what: "toy profile", all: async () => PROFILES }],
};
const profiled = (id: number) => ({ ...TOY, profile: id }) as BaseEntry;

/** As the server has a toy that nothing is to be done to. */
const TOY: BaseEntry = { id: "1_toy", name: "Keynote", type: 1, adminTags: "toy" };

const want = (inputs: Partial<Inputs> = {}, previous?: Partial<Inputs>): Want<Inputs> => ({
  inputs: { name: "Keynote", ...inputs },
  previous,
  unfinished: new Set(),
});

/** What is sent to bring `observed` to these inputs. */
async function sent(
  part: Part<Inputs, BaseEntry>,
  observed: BaseEntry | undefined,
  inputs: Partial<Inputs> = {},
  previous?: Partial<Inputs>,
) {
  return shown(await part.plan(want(inputs, previous), observed, desk().site));
}
/** The entry that a call carries. */
const entryIn = (shownStep: Props | undefined) => (shownStep!.args as { entry: Props }).entry;
const update = (entry: Record<string, unknown>) => ({
  purpose: "update the toy entry",
  call: "toy.update",
  args: { id: "1_toy", entry: { objectType: "KalturaToyEntry", ...entry } },
});

describe("an entry that is not there", () => {
  it("is made of all that is set, of what its kind fixes, and of its admin tags with the mark", async () => {
    const inputs = {
      description: "About it",
      tags: ["a", "b"],
      referenceId: "KEY",
      owner: "ann",
      adminTags: ["mine"],
      mark: MARK,
    };
    expect(await sent(toy(), undefined, inputs)).to.deep.equal([
      {
        purpose: "make the toy entry",
        call: "toy.add",
        args: {
          entry: {
            objectType: "KalturaToyEntry",
            mediaType: 9,
            name: "Keynote",
            description: "About it",
            tags: "a,b",
            referenceId: "KEY",
            userId: "ann",
            adminTags: `toy,mine,${STACK},${MARK}`,
          },
        },
      },
    ]);
  });

  it("gets no admin tags when there are none", async () => {
    const [step] = await sent(toy({ adminTags: [] }), undefined);
    expect(step!.args).to.deep.equal({
      entry: { objectType: "KalturaToyEntry", mediaType: 9, name: "Keynote" },
    });
  });

  it("is pointed at by later calls of the same request, and known by its id once it is made", async () => {
    const { site } = desk();
    const [step, ...more] = await toy().plan(want(), undefined, site);
    expect(more).to.deep.equal([]);
    expect(site.handles.get("toy")).to.deep.equal(new Reference(step!.call, "id"));
    const { searched, alone, keepsOthers } = step!;
    expect({ searched, alone, keepsOthers }).to.deep.equal({
      searched: true,
      alone: undefined,
      keepsOthers: undefined,
    });
    step!.done!(TOY as never);
    expect(site.handles.get("toy")).to.equal("1_toy");
    expect(site.seen.get("toyKey")).to.equal(TOY);
  });

  it("goes alone where its kind says so, and is pointed at by nothing", async () => {
    const asked: unknown[] = [];
    const part = toy({
      alone: (inputs, at) => {
        asked.push(inputs, at);
        return {};
      },
    });
    const { site } = desk();
    const [step] = await part.plan(want(), undefined, site);
    expect(step!.alone).to.equal(true);
    expect(step!.searched).to.equal(true);
    expect(shown([step!])[0]).to.include({ purpose: "make the toy entry", call: "toy.add" });
    expect(site.handles.has("toy")).to.equal(false);
    expect(asked).to.deep.equal([{ name: "Keynote" }, site]);
  });

  it("is made by another call where its kind has one", async () => {
    const by = { service: "kaf", action: "create", args: {} };
    const [step] = await toy({ alone: () => ({ by }) }).plan(want(), undefined, desk().site);
    expect(step!.call).to.equal(by);
  });

  it("goes along with the others where its kind need not be alone", async () => {
    const { site } = desk();
    const [step] = await toy({ alone: () => undefined }).plan(want(), undefined, site);
    expect(step).to.not.have.property("alone");
    expect(site.handles.get("toy")).to.be.instanceOf(Reference);
  });

  it("gets the last touch of its kind", async () => {
    const touched: unknown[] = [];
    const fold: Spec["fold"] = (patch, observed, site) => {
      touched.push(observed, site);
      return { ...patch, viewMode: 1 };
    };
    const { site } = desk();
    const [step] = await toy({ fold }).plan(want(), undefined, site);
    expect(step!.call.args.entry).to.include({ name: "Keynote", adminTags: "toy", viewMode: 1 });
    expect(touched).to.deep.equal([undefined, site]);
  });

  it("gets the id of what an input names", async () => {
    const [step] = await sent(toy(withProfile), undefined, { profile: "sd" });
    expect(entryIn(step)).to.include({ profile: 8 });
    const refused = await failureOf(sent(toy(withProfile), undefined, { profile: "4k" }));
    expect(refused?.message).to.equal(
      'input profile: the account has no toy profile of system name "4k"; it has: hd, sd',
    );
  });

  it("shows as missing on a refresh, and leaves nothing to take down or to import", async () => {
    const { site } = desk();
    expect(await toy().drift(want().inputs, undefined, site)).to.deep.equal({ inputs: {}, missing: true });
    expect(await toy().remove(undefined, site)).to.deep.equal([]);
    expect(await toy().fill!(undefined, site, {})).to.deep.equal({});
  });
});

describe("an entry that is there", () => {
  it("is left alone when nothing differs", async () => {
    expect(await sent(toy(), TOY)).to.deep.equal([]);
    expect(await sent(toy({ adminTags: [] }), { id: "1_toy", name: "Keynote" })).to.deep.equal([]);
    expect(await sent(toy(withProfile), profiled(7), { profile: "hd" })).to.deep.equal([]);
  });

  it("is sent what differs and nothing else", async () => {
    expect(
      await sent(toy(), { ...TOY, description: "Old", tags: "a" }, { description: "New" }),
    ).to.deep.equal([update({ description: "New" })]);
    expect(await sent(toy(withProfile), profiled(7), { profile: "sd" })).to.deep.equal([
      update({ profile: 8 }),
    ]);
  });

  it("has its tags compared as Kaltura keeps them: trimmed, lower case, in any order", async () => {
    const tagged = { ...TOY, tags: "two, one" };
    expect(await sent(toy(), tagged, { tags: [" One", "TWO", "two"] })).to.deep.equal([]);
    expect(await sent(toy(), tagged, { tags: ["one"] })).to.deep.equal([update({ tags: "one" })]);
    expect(await sent(toy(), TOY, { tags: [] })).to.deep.equal([]);
  });

  it("loses what the program drops, but keeps its owner, whom Kaltura can't take away", async () => {
    const full = { ...TOY, description: "Old", tags: "a", referenceId: "KEY", userId: "ann" };
    const previous = { description: "Old", tags: ["a"], referenceId: "KEY", owner: "ann" };
    expect(await sent(toy(), full, {}, previous)).to.deep.equal([
      update({ description: "", tags: "", referenceId__null: "" }),
    ]);
    expect(await sent(toy(), TOY, {}, previous)).to.deep.equal([]);
    expect(await sent(toy(), full)).to.deep.equal([]);
  });

  it("gets the admin tags that it lacks, beside those of others", async () => {
    expect(await sent(toy(), { id: "1_toy", name: "Keynote" })).to.deep.equal([update({ adminTags: "toy" })]);
    expect(
      await sent(toy(), { ...TOY, adminTags: "theirs,toy" }, { adminTags: ["mine"], mark: MARK }),
    ).to.deep.equal([update({ adminTags: `theirs,toy,mine,${STACK},${MARK}` })]);
    expect(
      await sent(toy(), { ...TOY, adminTags: "theirs,toy,old" }, {}, { adminTags: ["old"] }),
    ).to.deep.equal([update({ adminTags: "theirs,toy" })]);
  });

  it("loses the admin tags that would make it another kind, the last one too", async () => {
    const alien = { ...TOY, adminTags: "alien" };
    expect(await sent(toy({ ...notAlien, adminTags: [] }), alien)).to.deep.equal([update({ adminTags: "" })]);
    expect(await sent(toy(notAlien), { ...TOY, adminTags: "toy,alien" })).to.deep.equal([
      update({ adminTags: "toy" }),
    ]);
  });

  it("gets what its kind has, too, when it was of another kind", async () => {
    const given: unknown[] = [];
    const becoming: Spec["becoming"] = (inputs, site) => {
      given.push(inputs, site);
      return { recordStatus: 1 };
    };
    const part = toy({ ...notAlien, becoming });
    const { site } = desk();
    const steps = await part.plan(want(), { ...TOY, adminTags: "toy,alien" }, site);
    expect(shown(steps)).to.deep.equal([update({ adminTags: "toy", recordStatus: 1 })]);
    expect(given).to.deep.equal([{ name: "Keynote" }, site]);
    expect(await sent(part, TOY)).to.deep.equal([]);
    expect(await sent(part, { id: "1_toy", name: "Keynote" })).to.deep.equal([update({ adminTags: "toy" })]);
    expect(entryIn((await sent(part, undefined))[0])).to.not.have.property("recordStatus");
    expect(await sent(part, { ...TOY, adminTags: "toy,Alien" }), "tags have no case").to.deep.equal([
      update({ adminTags: "toy", recordStatus: 1 }),
    ]);
  });

  it("is of no other kind by a tag that the user wants", async () => {
    const part = toy({ ...notAlien, becoming: () => ({ recordStatus: 1 }) });
    const observed = { ...TOY, adminTags: "toy,alien" };
    expect(await sent(part, observed, { adminTags: ["Alien"] })).to.deep.equal([]);
  });

  it("is seen as the server answered it, once it is updated", async () => {
    const { site } = desk();
    const [step] = await toy().plan(want({ description: "New" }), TOY, site);
    expect(site.handles.has("toy")).to.equal(false);
    const answer = { ...TOY, description: "New" };
    step!.done!(answer as never);
    expect(site.handles.get("toy")).to.equal("1_toy");
    expect(site.seen.get("toyKey")).to.equal(answer);
  });

  it("is written from a fresh look where others write in the same place", async () => {
    const keeps = async (part: Part<Inputs, BaseEntry>, observed: BaseEntry, inputs: Partial<Inputs> = {}) =>
      (await part.plan(want(inputs), observed, desk().site))[0]?.keepsOthers;
    const recording: Spec["fold"] = patch => ({ ...patch, recordingOptions: {} });
    expect(await keeps(toy(), { ...TOY, adminTags: "theirs" })).to.equal(true);
    expect(await keeps(toy({ fold: recording }), TOY)).to.equal(true);
    expect(await keeps(toy(), TOY, { description: "New" })).to.equal(false);
  });

  it("has refusals of its update mended as its kind can", async () => {
    const { site } = desk();
    const changed = want({ description: "New" });
    const refusal = new Error("no") as never;
    const asked: unknown[] = [];
    const recover: Spec["recover"] = (error, at) => {
      asked.push(error, at);
      return true;
    };
    const [mended] = await toy({ recover }).plan(changed, TOY, site);
    expect(mended!.recover!(refusal)).to.equal(true);
    expect(asked).to.deep.equal([refusal, site]);
    const [plain] = await toy().plan(changed, TOY, site);
    expect(plain).to.not.have.property("recover");
  });

  it("names the input behind a property that Kaltura refuses", async () => {
    for (const observed of [undefined, TOY]) {
      const [step] = await toy({
        ...withProfile,
        fields: entryFields,
      }).plan(want({ description: "x" }), observed, desk().site);
      const inputOf = step!.inputOf!;
      expect(["KalturaBaseEntry::userId", "profile", "other"].map(inputOf)).to.deep.equal([
        "owner",
        "profile",
        undefined,
      ]);
    }
  });

  it("is deleted by its id, and it is fine when it is gone by then", async () => {
    const steps = await toy().remove(TOY, desk().site);
    expect(shown(steps)).to.deep.equal([
      { purpose: "delete the toy entry", call: "toy.delete", args: { id: "1_toy" } },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
  });
});

describe("a refresh of an entry", () => {
  const drift = (observed: BaseEntry, inputs: Partial<Inputs> = {}, part = toy()) =>
    part.drift(want(inputs).inputs, observed, desk().site);

  it("shows nothing when the server has what is wanted", async () => {
    const inputs = { tags: ["A"], adminTags: ["mine"], mark: MARK };
    expect(await drift({ ...TOY, tags: "a", adminTags: `toy,mine,${STACK},${MARK}` }, inputs)).to.deep.equal({
      inputs: {},
      missing: false,
    });
    expect(await drift(profiled(7), { profile: "hd" }, toy(withProfile))).to.deep.equal({
      inputs: {},
      missing: false,
    });
  });

  it("shows what others changed, by input", async () => {
    const observed = { ...profiled(8), name: "Theirs", tags: "x, y", userId: "bob" };
    const inputs = { tags: ["a"], owner: "ann", profile: "hd", description: "Gone" };
    expect(await drift(observed, inputs, toy(withProfile))).to.deep.equal({
      inputs: { name: "Theirs", description: undefined, tags: ["x", "y"], owner: "bob", profile: "sd" },
      missing: false,
    });
  });

  it("takes no tags for the same as none, and not for some", async () => {
    expect(await drift(TOY, { tags: [] })).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift(TOY, { tags: ["a"] })).to.deep.equal({ inputs: { tags: undefined }, missing: false });
  });

  it("shows the user's admin tags that are left, and those of the kind as missing", async () => {
    expect(await drift({ ...TOY, adminTags: "toy,b" }, { adminTags: ["a", "b"] })).to.deep.equal({
      inputs: { adminTags: ["b"] },
      missing: false,
    });
    expect(await drift({ ...TOY, adminTags: "theirs" })).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift(TOY, { mark: MARK })).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift({ ...TOY, adminTags: "toy,alien" }, {}, toy(notAlien))).to.deep.equal({
      inputs: {},
      missing: true,
    });
  });

  it("shows as missing what the kind must have whatever the inputs say", async () => {
    const fold: Spec["fold"] = (patch, observed) => ({
      ...patch,
      ...(observed?.partnerData === "set" ? {} : { partnerData: "set" }),
    });
    expect(await drift(TOY, {}, toy({ fold }))).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift({ ...TOY, partnerData: "set" }, {}, toy({ fold }))).to.deep.equal({
      inputs: {},
      missing: false,
    });
  });
});

describe("the search for an entry", () => {
  const look = async (
    part: Part<Inputs, BaseEntry>,
    answers: Parameters<typeof desk>[0],
    id?: unknown,
    inputs: Partial<Inputs> = { mark: MARK },
  ) => {
    const at = desk(answers, { handles: id === undefined ? {} : { toy: id } });
    const found = await part.observe(at.site, inputs);
    return { found, asked: at.asked, handle: at.site.handles.get("toy") };
  };

  it("looks it up by its id", async () => {
    expect(await look(toy(), { media: () => TOY }, "1_toy")).to.deep.equal({
      found: TOY,
      asked: ["media 1_toy"],
      handle: "1_toy",
    });
  });

  it("ends with a root's id, as no other entry can be that resource", async () => {
    expect(await look(toy(), { media: () => undefined }, "1_toy")).to.deep.equal({
      found: undefined,
      asked: ["media 1_toy"],
      handle: "1_toy",
    });
  });

  it("goes on by the mark for one beside the root that was made again", async () => {
    const answers = {
      media: (id: string) => (id === "1_toy" ? undefined : { ...TOY, id }),
      entriesWithAdminTag: () => [{ id: "1_new" }],
    };
    expect(await look(toy({ outlivesRoot: true }), answers, "1_toy")).to.deep.equal({
      found: { ...TOY, id: "1_new" },
      asked: ["media 1_toy", `entriesWithAdminTag ${MARK}`, "media 1_new"],
      handle: "1_new",
    });
    const none = { media: () => undefined, entriesWithAdminTag: () => [] };
    expect((await look(toy({ outlivesRoot: true }), none, "1_toy")).handle).to.equal(undefined);
  });

  it("takes the first with the mark that is there and of this type", async () => {
    const answers = {
      media: (id: string) => (id === "1_other" ? undefined : { ...TOY, id }),
      entriesWithAdminTag: () => [{ id: "1_other" }, { id: "1_b" }, { id: "1_c" }],
    };
    expect(await look(toy(), answers)).to.deep.equal({
      found: { ...TOY, id: "1_b" },
      asked: [`entriesWithAdminTag ${MARK}`, "media 1_other", "media 1_b"],
      handle: "1_b",
    });
  });

  it("finds nothing where nothing carries the mark, and asks for nothing without one", async () => {
    const nothing = { found: undefined, handle: undefined };
    expect(await look(toy(), { entriesWithAdminTag: () => [] })).to.deep.equal({
      ...nothing,
      asked: [`entriesWithAdminTag ${MARK}`],
    });
    expect(await look(toy(), {}, undefined, {})).to.deep.equal({ ...nothing, asked: [] });
  });

  it("is done in the kind's own way where it has one", async () => {
    const asked: unknown[] = [];
    const search: Spec["search"] = async (...args) => {
      asked.push(...args.slice(0, 2));
      return [TOY];
    };
    const { found } = await look(toy({ search }), { media: () => TOY }, undefined, { mark: MARK, name: "x" });
    expect(found).to.equal(TOY);
    expect(asked).to.deep.equal([MARK, { mark: MARK, name: "x" }]);
  });

  it("can tell in advance, by one list a run, whether an earlier run made it", async () => {
    const { site, asked } = desk({ adminTagsBeside: () => new Set([STACK, MARK]) });
    expect(await toy().begun!(site, { mark: MARK })).to.equal(true);
    expect(await entryBegun(site, { mark: `${STACK}xffffffffffff` })).to.equal(false);
    expect(asked).to.deep.equal([`adminTagsBeside ${STACK}`, `adminTagsBeside ${STACK}`]);
    for (const mark of [undefined, "no mark"])
      expect(await entryBegun(desk().site, mark === undefined ? {} : { mark })).to.equal(false);
  });
});

describe("the adoption of an entry", () => {
  const candidates = async (
    adoption: { id?: string; referenceId?: string },
    answers: Parameters<typeof desk>[0],
    part = toy(),
  ) => part.candidates!(adoption, desk(answers).site);

  it("by id finds the one of that id, or none", async () => {
    const asked: string[] = [];
    const answers = {
      entry: (id: string) => {
        asked.push(id);
        return TOY;
      },
      media: () => TOY,
    };
    expect(await candidates({ id: "1_toy" }, answers)).to.deep.equal([
      { id: "1_toy", title: 'entry 1_toy ("Keynote", media entry)', unfit: undefined },
    ]);
    expect(asked).to.deep.equal(["1_toy"]);
    expect(await candidates({ id: "1_toy" }, { entry: () => undefined })).to.deep.equal([]);
  });

  it("by reference id finds all that have it", async () => {
    const { site, asked } = desk({
      entriesByReferenceId: () => [TOY, { ...TOY, id: "1_b" }],
      media: (id: string) => ({ ...TOY, id }),
    });
    const found = await toy().candidates!({ referenceId: "KEY" }, site);
    expect(found.map(({ id, unfit }) => [id, unfit])).to.deep.equal([
      ["1_toy", undefined],
      ["1_b", undefined],
    ]);
    expect(asked).to.deep.equal(["entriesByReferenceId KEY", "media 1_toy", "media 1_b"]);
  });

  it("says why one is unfit: another type, another kind of session, or the type's own reason", async () => {
    const unfit = async (own: BaseEntry | undefined, more: Partial<Spec> = {}) =>
      (await candidates({ id: "1_toy" }, { entry: () => TOY, media: () => own }, toy(more)))[0]!.unfit;
    const reason = { unfit: ({ status }: BaseEntry) => (status === 1 ? "it is not ready" : undefined) };
    const alien = { ...TOY, adminTags: "toy, alien", status: 1 };
    expect(await unfit(undefined)).to.equal("a toy entry is needed");
    expect(await unfit(alien, notAlien)).to.equal("its admin tag alien says that it is of another kind");
    expect(await unfit(alien, { ...notAlien, ...reason })).to.equal(
      "its admin tag alien says that it is of another kind",
    );
    expect(await unfit(alien, reason)).to.equal("it is not ready");
    expect(await unfit(TOY, { ...notAlien, ...reason })).to.equal(undefined);
    expect(await unfit({ id: "1_toy" }, notAlien)).to.equal(undefined);
  });

  it("knows whose it is by the marks in admin and visible tags", () => {
    expect(toy().marks!({ ...TOY, adminTags: `toy,${STACK},${MARK}`, tags: `a, ${OTHER}` })).to.deep.equal([
      STACK,
      MARK,
      OTHER,
    ]);
    expect(toy().marks!(TOY)).to.deep.equal([]);
  });
});

describe("the import of an entry", () => {
  const fill = (observed: BaseEntry, part = toy()) => part.fill!(observed, desk().site, {});

  it("gives all that is set, without marks and without what the kind sets itself", async () => {
    const observed = {
      ...profiled(8),
      description: "About it",
      tags: `a, ${OTHER}, b`,
      referenceId: "KEY",
      userId: "ann",
      adminTags: `toy,mine,${STACK},${MARK},alien`,
    };
    expect(await fill(observed, toy({ ...withProfile, ...notAlien, fields: entryFields }))).to.deep.equal({
      name: "Keynote",
      description: "About it",
      tags: ["a", "b"],
      referenceId: "KEY",
      owner: "ann",
      profile: "sd",
      adminTags: ["mine"],
    });
  });

  it("says nothing of what is not set", async () => {
    expect(await fill(TOY)).to.deep.equal({ name: "Keynote", tags: undefined });
    expect(await fill({ ...TOY, tags: STACK })).to.deep.equal({ name: "Keynote", tags: undefined });
  });

  it("gives an id or a name of the same thing, not both", async () => {
    expect(await fill(profiled(7), toy(withProfile))).to.deep.equal({
      name: "Keynote",
      profileId: 7,
      tags: undefined,
    });
  });
});

describe("a kind of entry", () => {
  it("says what it is, and what an account and its session need for it", () => {
    const { key, label, permissions, product, outlivesRoot } = toy({ product: "Toys", outlivesRoot: true });
    expect({ key, label, permissions, product, outlivesRoot }).to.deep.equal({
      key: "toyKey",
      label: "toy entry",
      permissions: ["TOY_ADD"],
      product: "Toys",
      outlivesRoot: true,
    });
  });

  it("claims nothing that it was not given", () => {
    expect(toy()).to.not.have.any.keys(
      "product",
      "outlivesRoot",
      "shownAt",
      "onAir",
      "mayStay",
      "outputs",
      "claim",
    );
  });

  it("can tell what is on air, what may stay, and what it puts out", () => {
    const onAir = () => true;
    const mayStay = () => true;
    const outputs = () => ({ seen: 1 });
    expect(toy({ onAir, mayStay, outputs })).to.include({ onAir, mayStay, outputs });
  });

  it("that is a source tells when sessions show it", async () => {
    const { shownAt } = toy({ isSource: true });
    const event = { status: 2, startDate: 10, endDate: 20, preStartTime: 3, postEndTime: 4 };
    const { site, asked } = desk(
      { eventsShowing: () => [event, { ...event, status: 1 }] },
      { handles: { toy: "1_toy" } },
    );
    expect(await shownAt!(site)).to.deep.equal([{ start: 10, end: 20, lead: 3, tail: 4 }]);
    expect(asked).to.deep.equal(["eventsShowing 1_toy"]);
    expect(await shownAt!(desk().site)).to.deep.equal([]);
  });

  it("lists all entries that carry a mark", async () => {
    const { site } = desk({ everyEntry: () => [TOY, { ...TOY, id: "1_b", adminTags: MARK }] });
    expect((await toy().marked!(site, undefined)).map(({ id }) => id)).to.deep.equal(["1_b"]);
  });
});

describe("the title of an entry", () => {
  it("names id, name and type as people call it", () => {
    const titles = [1, 5, 7, "10", "room.room", 42, undefined].map(type =>
      titleOf({ id: "1_a", name: "Keynote", ...(type === undefined ? {} : { type }) }),
    );
    expect(titles).to.deep.equal([
      'entry 1_a ("Keynote", media entry)',
      'entry 1_a ("Keynote", playlist)',
      'entry 1_a ("Keynote", live entry)',
      'entry 1_a ("Keynote", document)',
      'entry 1_a ("Keynote", room)',
      'entry 1_a ("Keynote", type 42)',
      'entry 1_a ("Keynote", type undefined)',
    ]);
  });
});
