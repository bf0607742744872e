import { expect } from "chai";
import fc from "fast-check";
import { parseJson } from "../../provider/kaltura/json";

describe("reading JSON", () => {
  it("keeps the digits of ids that a number can't hold", () => {
    expect(parseJson('{"id":9007199254740993,"n":[-9007199254740993, 9007199254740991]}')).to.deep.equal({
      id: "9007199254740993",
      n: ["-9007199254740993", 9007199254740991],
    });
  });

  it("leaves digits in texts, fractions and exponents alone", () => {
    const text =
      '{"a\\"12345678901234567890":"x 12345678901234567890 \\\\","b":0.12345678901234567890,"c":12345678901234567890e2}';
    expect(parseJson(text)).to.deep.equal(JSON.parse(text));
  });

  it("reads everything else as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), text => {
        fc.pre(!/(^|[^.\d])\d{16,}(?![\d.eE])/.test(text));
        // A long run of digits takes the careful way, all else the plain one.
        const both = `[${text},"1234567890123456789"]`;
        expect(parseJson(both)).to.deep.equal(JSON.parse(both));
      }),
      { numRuns: 500 },
    );
  });

  it("refuses what is no JSON", () => {
    for (const text of ["", "{", '{"a":12345678901234567890', "<html>", '"\\12345678901234567']) {
      expect(() => parseJson(text)).to.throw(SyntaxError);
    }
  });
});
