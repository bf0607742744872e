/** Values that the state keeps packed. */
import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { pack, unpack, withEach } from "../../provider/packed";

describe("packed values", () => {
  it("come back as they were, whatever is in them", () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        // As JSON has them: it knows one zero.
        expect(JSON.stringify(unpack(pack(value)))).to.equal(JSON.stringify(value));
      }),
    );
  });

  it("are objects alone, as one text: what is a text already stays it", () => {
    expect(pack({ streamKey: "k" })).to.match(/^deflate:[\w+/=]+$/);
    for (const value of ["a token", 7, true, null, undefined]) expect(pack(value)).to.equal(value);
  });

  it("stay as the state has them while they say the same, packed by whom ever, or not at all", () => {
    const value = { rtmpPrimary: "rtmp://a", streamKey: "k" };
    const otherwise = `deflate:${deflateRawSync('{ "streamKey": "k", "rtmpPrimary": "rtmp://a" }', { level: 1 }).toString("base64")}`;
    expect(otherwise).to.not.equal(pack(value));
    expect(pack(value, otherwise)).to.equal(otherwise);
    const plain = { ...value };
    expect(pack(value, plain)).to.equal(plain);
    for (const before of [pack({ ...value, streamKey: "other" }), {}, undefined, "text"])
      expect(pack(value, before)).to.equal(pack(value));
  });

  it("are less than half of what they were, where they say the same again and again", () => {
    const urls = Array.from(
      { length: 8 },
      (_, i) => `rtmps://${i}.rtmp.example:443/kLive?p=107&e=0_abc&i=${i}`,
    );
    expect(String(pack(urls)).length).to.be.lessThan(JSON.stringify(urls).length / 2);
  });

  it("are those of the names that are there", () => {
    expect(withEach({ a: {}, b: {} }, ["a", "c"], pack)).to.deep.equal({ a: pack({}), b: {} });
  });
});
