import { expect } from "chai";
import {
  allUnset,
  choice,
  commaList,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  mustBeRemade,
  sameText,
  sameTexts,
  splitList,
  toAdd,
  toUpdate,
  undecided,
} from "../../provider/lifecycle/fields";
import type { Props } from "../../provider/lifecycle/values";

const levels = choice({ low: 0, high: 1 });
const fields: readonly Field[] = [
  { input: "name", wire: "name", clear: "stay" },
  { input: "about", wire: "description", clear: { value: "" } },
  { input: "code", wire: "referenceId", clear: "null" },
  { input: "group.level", wire: "level", ...levels, clear: { value: 0 } },
  { input: "tags", wire: "tags", ...commaList, clear: { value: "" } },
  { input: "film", wire: "sourceId", clear: "remake", derives: ["duration"] },
  { input: "hall", wire: "sourceId", clear: "remake" },
  { input: "push", wire: "pushEnabled", clear: "stay", writeOnly: true },
  { input: "deep", wire: "options.deep", clear: "stay" },
];
const update = (inputs: Props, previous: Props | undefined, observed: Props) =>
  toUpdate(fields, inputs, previous, observed);

describe("fields", () => {
  it("make of all that is set the object to add", () => {
    expect(
      toAdd(fields, { name: "Talk", group: { level: "high" }, tags: ["a", "b"], push: false }),
    ).to.deep.equal({ name: "Talk", level: 1, tags: "a,b", pushEnabled: false });
    expect(toAdd(fields, {})).to.deep.equal({});
  });

  it("make of what differs the smallest update", () => {
    expect(update({ name: "Talk" }, {}, { name: "Talk" })).to.deep.equal({});
    expect(update({ name: "Talk" }, {}, { name: "Panel" })).to.deep.equal({ name: "Talk" });
    expect(update({ group: { level: "high" } }, {}, { level: "1" })).to.deep.equal({});
    expect(update({ group: { level: "high" } }, {}, { level: true })).to.deep.equal({});
    expect(update({ group: { level: "low" } }, {}, {})).to.deep.equal({ level: 0 });
    expect(update({ tags: ["b", "a", "a"] }, {}, { tags: "a, b" })).to.deep.equal({});
    expect(update({ tags: ["c"] }, {}, { tags: "a, b" })).to.deep.equal({ tags: "c" });
    expect(update({ deep: "x" }, {}, { options: { deep: "x" } })).to.deep.equal({});
    expect(update({ about: "" }, {}, { description: null })).to.deep.equal({});
  });

  it("clear what is no longer set, each in its way, and nothing twice", () => {
    const previous = { name: "a", about: "b", code: "c", group: { level: "high" }, film: "f", push: true };
    expect(
      update({}, previous, { name: "a", description: "b", referenceId: "c", level: 1, sourceId: "f" }),
    ).to.deep.equal({ description: "", referenceId__null: "", level: 0 });
    expect(update({}, previous, { description: "", referenceId: "", level: 0 })).to.deep.equal({});
    expect(update({}, {}, { description: "theirs", referenceId: "theirs", level: 1 })).to.deep.equal({});
    expect(update({}, undefined, { description: "theirs" })).to.deep.equal({});
  });

  it("send what the server does not show only when it changed", () => {
    expect(update({ push: true }, { push: true }, {})).to.deep.equal({});
    expect(update({ push: true }, { push: false }, {})).to.deep.equal({ pushEnabled: true });
    expect(update({ push: true }, undefined, {})).to.deep.equal({ pushEnabled: true });
    expect(driftOf(fields, { push: true }, { pushEnabled: false })).to.deep.equal({});
  });

  it("ask for a new object when only that rids it of something, and no other input has it", () => {
    const observed = { sourceId: "f" };
    expect(mustBeRemade(fields, {}, { film: "f" }, observed)).to.equal(true);
    expect(mustBeRemade<Props>(fields, { hall: "h" }, { film: "f" }, observed)).to.equal(false);
    expect(mustBeRemade(fields, {}, {}, observed)).to.equal(false);
    expect(mustBeRemade(fields, {}, undefined, observed)).to.equal(false);
    expect(mustBeRemade(fields, {}, { film: "f" }, { sourceId: "" })).to.equal(false);
    expect(mustBeRemade(fields, {}, { name: "a", about: "b" }, { name: "a", description: "b" })).to.equal(
      false,
    );
  });

  it("know which properties no input decides", () => {
    expect(undecided(fields, { film: "f", name: "a" })).to.deep.equal([
      "description",
      "referenceId",
      "level",
      "tags",
      "pushEnabled",
      "options.deep",
    ]);
    const derived: readonly Field[] = [...fields, { input: "length", wire: "duration", clear: "stay" }];
    expect(undecided(derived, { film: "f" })).to.not.include("duration");
    expect(undecided(derived, undefined)).to.include("duration").and.include("sourceId");
  });

  it("find drift of what is set, in the user's words", () => {
    expect(
      driftOf(
        fields,
        { name: "a", about: "b", group: { level: "low" }, tags: ["x"], code: "c", deep: "d" },
        { name: "z", description: "b", level: 1, tags: "y, z", referenceId: "", options: { deep: null } },
      ),
    ).to.deep.equal({ name: "z", "group.level": "high", tags: ["y", "z"], code: undefined, deep: undefined });
    expect(driftOf(fields, { group: { level: "low" } }, { level: 7 })).to.deep.equal({ "group.level": "7" });
    expect(driftOf(fields, {}, { name: "z", description: "theirs" })).to.deep.equal({});
    expect(driftOf(fields, { name: "a" }, {})).to.deep.equal({ name: undefined });
    expect(driftOf(fields, { name: "a" }, { name: 0 })).to.deep.equal({ name: 0 });
  });

  it("say all that the server has as inputs, but for what it has anyhow", () => {
    const grouped: readonly Field[] = [
      ...fields,
      { input: "length", wire: "duration", clear: "stay" },
      { input: "dvr.on", wire: "dvr", clear: { value: 0 }, leads: true },
      { input: "dvr.window", wire: "window", clear: "null" },
    ];
    expect(
      inputsFrom(
        grouped,
        {
          name: "a",
          description: "",
          level: 1,
          tags: "x, y",
          sourceId: "f",
          duration: 9,
          pushEnabled: 1,
          window: 5,
        },
        {},
      ),
    ).to.deep.equal({ name: "a", "group.level": "high", tags: ["x", "y"], film: "f", hall: "f" });
    expect(inputsFrom(grouped, { dvr: 1, window: 5, tags: ",", duration: 9 }, {})).to.deep.equal({
      "dvr.on": 1,
      "dvr.window": 5,
      length: 9,
    });
    expect(inputsFrom(grouped, { level: 0, referenceId: null }, {})).to.deep.equal({});
    const known: readonly Field[] = [
      { input: "at", wire: "at", clear: "stay", from: (v: number, i: Props) => `${v} ${String(i.timezone)}` },
    ];
    expect(inputsFrom(known, { at: 1 }, { timezone: "UTC" })).to.deep.equal({ at: "1 UTC" });
  });

  it("take all that is set for unset when the object is gone", () => {
    expect(allUnset(fields, { name: "a", group: { level: "low" } })).to.deep.equal({
      name: undefined,
      "group.level": undefined,
    });
  });

  it("find the input behind a property that an error names", () => {
    const find = inputFinder(fields);
    expect(find("KalturaEntry::referenceId")).to.equal("code");
    expect(find("level")).to.equal("group.level");
    expect(find("deep")).to.equal("deep");
    expect(find("eep")).to.equal(undefined);
    expect(find("colour")).to.equal(undefined);
  });

  it("take question marks for emoji that an account can't store, and nothing else", () => {
    expect(sameText("Talk ???? now", "Talk 🎬 now")).to.equal(true);
    expect(sameText("Talk ? now", "Talk 🎬 now")).to.equal(true);
    expect(sameText("Talk ????? now", "Talk 🎬 now")).to.equal(false);
    expect(sameText("Talk  now", "Talk 🎬 now")).to.equal(false);
    expect(sameText("x Talk ?", "Talk 🎬")).to.equal(false);
    expect(sameText("Talk ? x", "Talk 🎬")).to.equal(false);
    expect(sameText("aXb ?", "a.b 🎬")).to.equal(false);
    expect(sameText("a.b ?", "a.b 🎬")).to.equal(true);
    expect(sameText("Talk ?", "Talk é")).to.equal(false);
  });

  it("compare lists whatever order and repetition", () => {
    expect(sameTexts(["a", "b"], ["b", "a", "a"])).to.equal(true);
    expect(sameTexts(["a", "b"], ["a"])).to.equal(false);
    expect(sameTexts(["a"], ["a", "b"])).to.equal(false);
    expect(sameTexts(["?"], ["🎬"])).to.equal(true);
    expect(sameTexts([], [])).to.equal(true);
    expect(splitList(" a, ,b,")).to.deep.equal(["a", "b"]);
    expect(splitList(undefined)).to.deep.equal([]);
    expect(commaList.from("a,b")).to.deep.equal(["a", "b"]);
    expect(levels.from(1)).to.equal("high");
    expect(levels.from("0" as never)).to.equal("low");
  });
});
