import { expect } from "chai";
import { check } from "../../provider/lifecycle/check";
import type { Props } from "../../provider/lifecycle/values";
import { UNKNOWN } from "../../provider/lifecycle/values";
import { toy } from "./toy";

const say = (raw: Props) => check(toy, { name: "toy", ...raw }).failures.map(f => `${f.path}: ${f.reason}`);

describe("check", () => {
  it("hands over what is right, without nulls and the engine's own keys", () => {
    expect(check(toy, { name: "toy", level: null, __provider: "text" })).to.deep.equal({
      inputs: { name: "toy" },
      failures: [],
    });
  });

  it("fills in what only this machine can know, once all is right", () => {
    expect(check(toy, { name: "hash" }).inputs).to.deep.equal({ name: "hash", digest: "worked out" });
    expect(check(toy, { name: "hash", size: 0 }).inputs).to.deep.equal({ name: "hash", size: 0 });
    expect(check({ ...toy, complete: undefined } as never, { name: "hash" }).inputs).to.deep.equal({
      name: "hash",
    });
  });

  for (const [raw, ...words] of [
    [{ name: undefined }, "name: is missing; it is required"],
    [{ name: 3 }, "name: 3 is a number; give a string"],
    [{ name: {} }, "name: {} is an object; give a string"],
    [{ name: ["x", "y"] }, 'name: ["x","y"] is a list; give a string'],
    [{ name: "x" }, 'name: "x" is too small; give at least 2'],
    [{ name: "too long" }, 'name: "too long" is too large; give at most 5'],
    [{ size: 1.5 }, "size: 1.5 is not whole; give a whole number"],
    [{ size: "1" }, 'size: "1" is a string; give a number'],
    [{ size: 0 }, "size: 0 is too small; give at least 1"],
    [{ size: 10 }, "size: 10 is too large; give at most 9"],
    [{ level: "mid" }, 'level: "mid" is not one of low, high; choose one of them'],
    [{ tags: "one" }, 'tags: "one" is a string; give a list'],
    [{ group: 1 }, "group: 1 is a number; give an object"],
    [{ group: { on: "yes" } }, 'group.on: "yes" is a string; give a boolean'],
    [{ either: true }, "either: true is of none of the forms allowed here; see the reference of this input"],
    [{ place: { city: 1 } }, "place.city: 1 is a number; give a string"],
    [{ people: [{ name: "Ann" }, {}] }, "people[1].name: is missing; it is required"],
    [
      { colour: "red", group: { on: true, ups: 1 } },
      "group.ups: 1 is not a property of this resource; take it out or mend its spelling",
      'colour: "red" is not a property of this resource; take it out or mend its spelling',
    ],
    [{ group: { on: true, text: "big" } }, 'group.text: "big" needs a size of 5'],
    [{ name: "level" }, "level: is missing with level"],
  ] as ReadonlyArray<readonly [Props, ...string[]]>) {
    it(`says of ${JSON.stringify(raw)} what is wrong, where, and what to do`, () => {
      expect(say(raw)).to.have.members(words);
    });
  }

  it("shortens what is long", () => {
    const [line] = say({ level: "x".repeat(200) });
    expect(line).to.match(/^level: "x{76}… is not one of/);
    expect(say({ level: "x".repeat(78) })[0]).to.include(`"${"x".repeat(78)}" is not`);
  });

  it("complains once: a rule is not asked about what is wrong by itself", () => {
    expect(say({ group: { on: true, text: "big" }, size: 0 })).to.have.length(1);
    expect(say({ group: { on: 1, text: "big" } })).to.have.length(2);
    expect(say({ group: { text: "big" }, size: 9 })).to.deep.equal(["group.on: is missing; it is required"]);
  });

  it("passes over what a preview does not know", () => {
    expect(say({ name: UNKNOWN })).to.deep.equal([]);
    expect(say({ group: UNKNOWN })).to.deep.equal([]);
    expect(say({ group: { on: UNKNOWN, text: "big" }, size: UNKNOWN })).to.deep.equal([]);
    expect(say({ people: [UNKNOWN, { name: UNKNOWN }] })).to.deep.equal([]);
    expect(say({ group: { on: UNKNOWN }, size: 0 })).to.have.length(1);
    expect(say({ group: UNKNOWN, size: 1, name: "level" })).to.have.length(1);
  });

  describe("of secrets", () => {
    it("never says the value of an input that is one", () => {
      expect(say({ key: 5 })).to.deep.equal(["key: is a number; give a string"]);
      expect(say({ key: "bad" })).to.deep.equal(["key: is no key"]);
    });

    it("never says the value of an input that the program made one", () => {
      expect(say({ level: "hidden", __secrets: ["level"] })).to.deep.equal([
        "level: is not one of low, high; choose one of them",
      ]);
      expect(say({ people: [{ name: 12345 }], __secrets: ["people"] })).to.deep.equal([
        "people[0].name: is a number; give a string",
      ]);
      expect(say({ level: "hidden", __secrets: "level" })[0]).to.include("hidden");
      expect(say({ level: "hidden", __secrets: ["size"] })[0]).to.include("hidden");
    });

    it("blots it out where it is said with another input", () => {
      expect(say({ name: "level", __secrets: ["name"] })).to.deep.equal(["level: is missing with [secret]"]);
      expect(say({ size: 0, level: "with text", tags: ["with"], __secrets: ["tags"] })).to.include(
        'level: "[secret] text" is not one of low, high; choose one of them',
      );
      // Short ones would blot out half of all words.
      expect(say({ level: "mid", tags: ["mid"], __secrets: ["tags"] })[0]).to.include('"mid"');
      expect(say({ level: "none", people: [{ name: "none" }], __secrets: ["people"] })[0]).to.include(
        "[secret]",
      );
      expect(say({ level: "none", size: 4, __secrets: ["size", "group"], group: null })[0]).to.include(
        "none",
      );
    });
  });
});
