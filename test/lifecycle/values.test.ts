import { expect } from "chai";
import {
  canonical,
  getPath,
  inEither,
  normalTags,
  sameValue,
  setPath,
  tidy,
  touchesUnknown,
  UNKNOWN,
  unknownPaths,
} from "../../provider/lifecycle/values";

describe("values", () => {
  it("finds unknowns at any depth, in lists and in objects", () => {
    expect(unknownPaths(UNKNOWN)).to.deep.equal([[]]);
    expect(unknownPaths({ a: 1, b: { c: UNKNOWN }, d: ["x", UNKNOWN, { e: UNKNOWN }] })).to.deep.equal([
      ["b", "c"],
      ["d", "1"],
      ["d", "2", "e"],
    ]);
    expect(unknownPaths({ a: null, b: "text" })).to.deep.equal([]);
  });

  it("takes a path for unknown when an unknown lies at, above or below it", () => {
    const unknowns = [["a", "1"]];
    expect(touchesUnknown(unknowns, ["a", 1])).to.equal(true);
    expect(touchesUnknown(unknowns, ["a"])).to.equal(true);
    expect(touchesUnknown(unknowns, [])).to.equal(true);
    expect(touchesUnknown(unknowns, ["a", 1, "b"])).to.equal(true);
    expect(touchesUnknown(unknowns, ["a", 2])).to.equal(false);
    expect(touchesUnknown(unknowns, ["b"])).to.equal(false);
    expect(touchesUnknown([], ["a"])).to.equal(false);
  });

  it("takes null, undefined and the engine's own keys for not set, at any depth", () => {
    expect(
      tidy({
        a: null,
        b: undefined,
        __c: 1,
        d: { e: null, __f: 2, g: 0 },
        h: [null, { i: null, j: "" }, false],
      }),
    ).to.deep.equal({ d: { g: 0 }, h: [{ j: "" }, false] });
    expect(tidy([undefined, 1])).to.deep.equal([1]);
    expect(tidy("text")).to.equal("text");
  });

  it("writes values that mean the same as the same text", () => {
    expect(canonical({ b: 1, a: [{ d: undefined, c: 2 }] })).to.equal('{"a":[{"c":2}],"b":1}');
    expect(canonical({ b: 1, a: [{ c: 2 }] })).to.equal(canonical({ a: [{ c: 2, d: {} }], b: 1 }));
    expect(canonical(undefined)).to.equal("null");
    expect(canonical(null)).to.equal("null");
    expect(canonical([1, "1", true])).to.equal('[1,"1",true]');
    expect(canonical({ a: 1 })).to.not.equal(canonical({ a: 1, b: 0 }));
  });

  it("gets at dotted paths, and at nothing where they end early", () => {
    expect(getPath({ a: { b: 1 } }, "a.b")).to.equal(1);
    expect(getPath({ a: { b: 1 } }, "a")).to.deep.equal({ b: 1 });
    expect(getPath({ a: [1] }, "a.0")).to.equal(undefined);
    expect(getPath({ a: null }, "a.b")).to.equal(undefined);
    expect(getPath(undefined, "a")).to.equal(undefined);
    expect(getPath("text", "length")).to.equal(undefined);
  });

  it("sets dotted paths in a copy, and takes emptied groups out with their last property", () => {
    const before = { a: { b: 1, c: 2 }, d: 3 };
    expect(setPath(before, "a.b", 9)).to.deep.equal({ a: { b: 9, c: 2 }, d: 3 });
    expect(before).to.deep.equal({ a: { b: 1, c: 2 }, d: 3 });
    expect(setPath(before, "a.b", undefined)).to.deep.equal({ a: { c: 2 }, d: 3 });
    expect(setPath({ a: { b: 1 }, d: 3 }, "a.b", undefined)).to.deep.equal({ d: 3 });
    expect(setPath({}, "a.b", 1)).to.deep.equal({ a: { b: 1 } });
    expect(setPath({ a: "text" }, "a.b", 1)).to.deep.equal({ a: { b: 1 } });
    expect(setPath({ a: [1] }, "a.b", 1)).to.deep.equal({ a: { b: 1 } });
    expect(setPath({ d: 3 }, "d", undefined)).to.deep.equal({});
    expect(setPath({}, "a", {})).to.deep.equal({ a: {} });
  });

  it("keeps in force what a change that broke off was to take out", () => {
    expect(inEither({ a: 1, b: 2 }, { b: 3 })).to.deep.equal({ a: 1, b: 3 });
    expect(inEither({ a: { b: 1, c: 2 } }, { a: { c: 3 } })).to.deep.equal({ a: { b: 1, c: 3 } });
    expect(inEither(["x", "y"], ["y", "z"])).to.deep.equal(["y", "z", "x"]);
    expect(inEither([{ a: 1 }], [{ b: 1 }])).to.deep.equal([{ b: 1 }]);
    expect(inEither(["x"], [{ b: 1 }])).to.deep.equal([{ b: 1 }]);
    expect(inEither([{ a: 1 }], ["x"])).to.deep.equal(["x"]);
    expect(inEither({ a: 1 }, "text")).to.equal("text");
    expect(inEither("text", { a: 1 })).to.deep.equal({ a: 1 });
    expect(inEither(["x"], "y")).to.equal("y");
    expect(inEither("y", ["x"])).to.deep.equal(["x"]);
    expect(inEither(1, undefined)).to.equal(1);
    expect(inEither(undefined, { a: 1 })).to.deep.equal({ a: 1 });
  });

  it("takes tags as Kaltura keeps them", () => {
    expect(normalTags([" One ", "one", "", " ", "Two"])).to.deep.equal(["one", "two"]);
  });

  describe("means the same", () => {
    it("when both are unset, or groups of what is unset", () => {
      expect(sameValue("json", undefined, {})).to.equal(true);
      expect(sameValue("json", { a: undefined }, { b: {} })).to.equal(true);
      expect(sameValue("json", undefined, "")).to.equal(false);
      expect(sameValue("json", { a: 1 }, undefined)).to.equal(false);
      expect(sameValue("set", [], undefined)).to.equal(false);
    });

    it("for JSON whatever the order of keys, not of lists", () => {
      expect(sameValue("json", { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).to.equal(true);
      expect(sameValue("json", [1, 2], [2, 1])).to.equal(false);
      expect(sameValue("json", "A", "a")).to.equal(false);
    });

    it("for instants whatever their spelling, each in its own timezone", () => {
      const [a, b] = ["2027-05-04T09:00+02:00", "2027-05-04T07:00Z"];
      expect(sameValue("instant", a, b)).to.equal(true);
      expect(sameValue("json", a, b)).to.equal(false);
      expect(sameValue("instant", "2027-05-04T09:00", b, ["Europe/Berlin", undefined])).to.equal(true);
      expect(sameValue("instant", b, "2027-05-04T09:00", [undefined, "Europe/Berlin"])).to.equal(true);
      expect(sameValue("instant", b, "2027-05-04T09:00", ["Europe/Berlin", "UTC"])).to.equal(false);
      expect(sameValue("instant", 1, 1)).to.equal(true);
      expect(sameValue("instant", a, 1)).to.equal(false);
    });

    it("for sets whatever order and repetition, for tags whatever the case, too", () => {
      expect(sameValue("set", ["b", "a", "a"], ["a", "b"])).to.equal(true);
      expect(sameValue("set", [{ x: 1, y: 2 }], [{ y: 2, x: 1 }])).to.equal(true);
      expect(sameValue("set", [1], ["1"])).to.equal(true);
      expect(sameValue("set", ["A"], ["a"])).to.equal(false);
      expect(sameValue("tags", ["A ", "b"], ["B", "a"])).to.equal(true);
      expect(sameValue("tags", ["a"], ["b"])).to.equal(false);
      expect(sameValue("set", ["a"], "a")).to.equal(false);
      expect(sameValue("set", "a", ["a"])).to.equal(false);
      expect(sameValue("json", ["b", "a"], ["a", "b"])).to.equal(false);
    });
  });
});
