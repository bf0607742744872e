import { expect } from "chai";
import { markedText, marksOf, splitMark, withMark } from "../../provider/parts/markedText";
import { marksIn, ownTags, type TagWish, tagDrift, tagsToWrite } from "../../provider/parts/tags";
import { MARK, OTHER, STACK } from "./site";

const wish = (more: Partial<TagWish> = {}): TagWish => ({
  constant: ["kms"],
  own: undefined,
  previous: undefined,
  mark: undefined,
  ...more,
});

describe("tags beside those of others", () => {
  it("are all written for a new object", () => {
    expect(tagsToWrite(wish({ own: ["Mine"], mark: MARK }), undefined)).to.equal(`kms,Mine,${STACK},${MARK}`);
    expect(tagsToWrite(wish({ constant: [] }), undefined)).to.equal("");
  });

  it("are not written when they are there, whatever case and order", () => {
    expect(tagsToWrite(wish({ own: ["Mine"] }), "theirs, mine, KMS")).to.equal(undefined);
    expect(tagsToWrite(wish({ own: ["🎬"] }), "kms,????")).to.equal(undefined);
  });

  it("come behind those of others, which keep their place", () => {
    expect(tagsToWrite(wish({ own: ["Mine"] }), "theirs,kms")).to.equal("theirs,kms,Mine");
    expect(tagsToWrite(wish(), "")).to.equal("kms");
  });

  it("go when the program drops them, but not those that others wrote", () => {
    expect(tagsToWrite(wish({ previous: ["Old"] }), "kms,old,theirs")).to.equal("kms,theirs");
    expect(tagsToWrite(wish({ previous: ["old"], own: ["Old"] }), "kms,old")).to.equal(undefined);
    expect(tagsToWrite(wish({ own: [] }), "kms,old")).to.equal(undefined);
  });

  it("take away what would make the object another one, unless the user wants it", () => {
    const unwanted = ["simulive"];
    expect(tagsToWrite(wish({ unwanted }), "kms,Simulive")).to.equal("kms");
    expect(tagsToWrite(wish({ unwanted, own: ["simulive"] }), "kms,simulive")).to.equal(undefined);
    expect(tagDrift(wish({ unwanted }), "kms,simulive")).to.deep.equal({ missing: true });
    expect(tagDrift(wish({ unwanted, own: ["Simulive"] }), "kms,simulive")).to.deep.equal({ missing: false });
  });

  it("hold one mark: another one goes, and all stay when this resource has none", () => {
    expect(tagsToWrite(wish({ mark: MARK }), `kms,${OTHER}`)).to.equal(`kms,${STACK},${MARK}`);
    expect(tagsToWrite(wish({ mark: MARK }), `kms,${STACK},${MARK}`)).to.equal(undefined);
    expect(tagsToWrite(wish(), `kms,${OTHER}`)).to.equal(undefined);
    expect(marksIn(`kms, ${OTHER.toUpperCase()},${STACK}`)).to.deep.equal([OTHER, STACK]);
    expect(marksIn(undefined)).to.deep.equal([]);
  });

  it("say which of the user's are left, and whether one of ours is missing", () => {
    expect(tagDrift(wish({ own: ["a", "B"] }), "kms,b")).to.deep.equal({ own: ["B"], missing: false });
    expect(tagDrift(wish({ own: ["a"] }), "a")).to.deep.equal({ missing: true });
    expect(tagDrift(wish({ own: ["a"] }), "a,kms,theirs")).to.deep.equal({ missing: false });
    expect(tagDrift(wish({ mark: MARK }), "kms")).to.deep.equal({ missing: true });
    expect(tagDrift(wish(), undefined)).to.deep.equal({ missing: true });
    expect(
      ownTags(wish({ unwanted: ["simulive"] }), `kms,Simulive,mine,${OTHER.toUpperCase()}`),
    ).to.deep.equal(["mine"]);
    expect(ownTags(wish(), undefined)).to.deep.equal([]);
  });
});

describe("a mark behind a text for people", () => {
  it("stands at the end in brackets, and the text is what is before it", () => {
    expect(withMark("For embeds", MARK)).to.equal(`For embeds [${MARK}]`);
    expect(withMark("", MARK)).to.equal(`[${MARK}]`);
    expect(withMark("text", undefined)).to.equal("text");
    expect(withMark("text", "no mark")).to.equal("text");
    expect(splitMark(`For embeds [${MARK}]`)).to.deep.equal({ text: "For embeds", mark: MARK });
    expect(splitMark(`[${MARK}]`)).to.deep.equal({ text: "", mark: MARK });
    expect(splitMark(`x [${MARK}] y`)).to.deep.equal({ text: `x [${MARK}] y`, mark: undefined });
    expect(splitMark(`x [${MARK}0]`).mark).to.equal(undefined);
    expect(splitMark("[brackets]")).to.deep.equal({ text: "[brackets]", mark: undefined });
    expect(splitMark(undefined)).to.deep.equal({ text: "", mark: undefined });
    expect(marksOf(`x [${MARK}]`)).to.deep.equal([MARK]);
    expect(marksOf("x")).to.deep.equal([]);
  });

  it("leaves the text to others where the program has none, and takes its own away", () => {
    expect(markedText("Mine", false, "theirs", MARK)).to.equal(`Mine [${MARK}]`);
    expect(markedText(undefined, false, `theirs [${OTHER}]`, MARK)).to.equal(`theirs [${MARK}]`);
    expect(markedText(undefined, true, `mine [${MARK}]`, MARK)).to.equal(`[${MARK}]`);
    expect(markedText(undefined, false, undefined, undefined)).to.equal("");
  });
});
