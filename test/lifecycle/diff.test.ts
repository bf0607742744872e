import { expect } from "chai";
import {
  diff,
  inputsBefore,
  inputsIn,
  leftOver,
  ROOT_GONE,
  UNFINISHED,
  unfinishedOf,
} from "../../provider/lifecycle/diff";
import type { Props } from "../../provider/lifecycle/values";
import { UNKNOWN } from "../../provider/lifecycle/values";
import { toy } from "./toy";

const STATE = { name: "toy", toyId: "1", seen: "yes" };
const compare = (state: Props, wished: Props) =>
  diff(toy, { ...STATE, ...state }, { name: "toy", ...wished });

describe("diff", () => {
  it("sees nothing where nothing differs", () => {
    expect(compare({}, {})).to.deep.equal({
      changed: [],
      replaces: [],
      unfinished: [],
      details: [],
      deleteBeforeReplace: false,
    });
    expect(compare({ size: 1, level: null }, { size: 1, __provider: "text" }).changed).to.deep.equal([]);
    expect(
      compare({ tags: ["A"], list: ["x", "y"] }, { tags: ["a"], list: ["y", "x"] }).changed,
    ).to.deep.equal([]);
  });

  it("names what was set, changed and taken out", () => {
    expect(compare({}, { size: 1 }).changed).to.deep.equal(["size"]);
    expect(compare({ size: 1 }, { size: 2 }).changed).to.deep.equal(["size"]);
    expect(compare({ size: 1 }, {}).changed).to.deep.equal(["size"]);
    expect(compare({ group: { on: true } }, { group: { on: false } }).changed).to.deep.equal(["group"]);
    expect(compare({ list: ["x"] }, { list: ["X"] }).changed).to.deep.equal(["list"]);
  });

  it("compares instants, each with the timezone beside it", () => {
    const at = "2027-05-04T09:00";
    expect(compare({ at, timezone: "UTC" }, { at: `${at}Z`, timezone: "UTC" }).changed).to.deep.equal([]);
    expect(compare({ at, timezone: "UTC" }, { at, timezone: "Asia/Tokyo" }).changed).to.deep.equal([
      "at",
      "timezone",
    ]);
    expect(compare({ at: `${at}Z` }, { at: `${at}Z`, timezone: 5 as never }).changed).to.deep.equal([
      "timezone",
    ]);
  });

  it("takes what Kaltura has anyhow for the same as not set", () => {
    expect(compare({}, { kind: "a" }).changed).to.deep.equal([]);
    expect(compare({ kind: "a" }, {}).changed).to.deep.equal([]);
    expect(compare({}, { kind: "b" }).replaces).to.deep.equal(["kind"]);
  });

  it("replaces for what can't change in place, but not when it is taken out", () => {
    expect(compare({ kind: "a" }, { kind: "b" })).to.include({ deleteBeforeReplace: true });
    expect(compare({ kind: "a" }, { kind: "b" }).replaces).to.deep.equal(["kind"]);
    expect(compare({ kind: "b" }, {})).to.deep.include({ changed: ["kind"], replaces: [] });
    expect(compare({ size: 1 }, { size: 2 }).replaces).to.deep.equal([]);
  });

  it("takes what is not known yet for a change, unless it is an output that stays", () => {
    expect(compare({ size: 1 }, { size: UNKNOWN }).changed).to.deep.equal(["size"]);
    expect(compare({ kind: "a" }, { kind: UNKNOWN }).replaces).to.deep.equal(["kind"]);
    expect(compare({ other: "1" }, { other: UNKNOWN }).changed).to.deep.equal([]);
    expect(compare({}, { other: UNKNOWN }).changed).to.deep.equal(["other"]);
    expect(compare({ other: "1" }, { other: "2" }).replaces).to.deep.equal(["other"]);
  });

  it("names what a kind of before left behind, but no output and no id", () => {
    expect(compare({ source: "1_film" }, {}).changed).to.deep.equal(["source"]);
    expect(leftOver(toy, { ...STATE, source: "1_film", [UNFINISHED]: [] })).to.deep.equal({
      source: "1_film",
    });
    expect(inputsBefore(toy, { ...STATE, source: "x", __provider: "text", size: null })).to.deep.equal({
      name: "toy",
      toyId: "1",
      source: "x",
    });
    expect(inputsIn(toy, { ...STATE, source: "x" })).to.deep.equal({ name: "toy" });
    expect(leftOver({ ...toy, handles: undefined } as never, STATE)).to.deep.equal({ toyId: "1" });
  });

  it("says of each place what happens to it", () => {
    const tell = (state: Props, wished: Props) =>
      compare(state, wished).details.map(d => `${d.kind} ${d.path}${d.replaces ? " anew" : ""}`);
    expect(tell({}, { size: 1 })).to.deep.equal(["add size"]);
    expect(tell({ size: 1 }, {})).to.deep.equal(["delete size"]);
    expect(tell({ kind: "a" }, { kind: "b" })).to.deep.equal(["update kind anew"]);
    expect(tell({ group: { on: true } }, { group: { on: true, text: "x" } })).to.deep.equal([
      "add group.text",
    ]);
    expect(tell({ group: { on: true, text: "x" } }, { group: { on: false } })).to.deep.equal([
      "update group.on",
      "delete group.text",
    ]);
    expect(
      tell(
        { people: [{ name: "A" }, { name: "B" }] },
        { people: [{ name: "A" }, { name: "C" }, { name: "D" }] },
      ),
    ).to.deep.equal(["update people[1].name", "add people[2]"]);
    expect(tell({ list: ["a"] }, { list: ["a", "b"] })).to.deep.equal(["update list"]);
    expect(tell({ people: [] }, { people: UNKNOWN })).to.deep.equal(["update people"]);
    expect(tell({ either: 1 }, { either: ["x"] })).to.deep.equal(["update either"]);
    expect(tell({ source: "1_film" }, {})).to.deep.equal(["delete source"]);
    expect(tell({ [UNFINISHED]: ["event"] }, {})).to.deep.equal(["delete unfinished"]);
    expect(tell({ name: "Renamed", [UNFINISHED]: ["event"] }, { name: "Talk" })).to.deep.equal([
      "update name",
    ]);
    expect(tell({ [UNFINISHED]: [ROOT_GONE] }, {})).to.deep.equal(["delete unfinished anew"]);
  });

  it("takes what comes with the next update anyhow for no change", () => {
    expect(compare({}, { later: "x" }).changed).to.deep.equal([]);
    expect(compare({ later: "x" }, { later: "y" }).changed).to.deep.equal(["later"]);
  });

  it("hands over what is unfinished, and replaces what lost its root", () => {
    expect(unfinishedOf({})).to.deep.equal([]);
    expect(unfinishedOf({ [UNFINISHED]: "event" })).to.deep.equal([]);
    expect(compare({ [UNFINISHED]: ["event", 5] }, {})).to.deep.include({
      changed: [],
      unfinished: ["event", "5"],
      replaces: [],
      deleteBeforeReplace: false,
    });
    expect(compare({ [UNFINISHED]: [ROOT_GONE] }, {})).to.deep.include({
      replaces: [UNFINISHED],
      deleteBeforeReplace: true,
    });
    // As released: it is in states.
    expect([UNFINISHED, ROOT_GONE]).to.deep.equal(["unfinished", "(gone)"]);
  });
});
