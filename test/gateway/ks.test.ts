import { createDecipheriv, createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { mintKs, parsePrivileges, readKs } from "../../provider/kaltura/ks";

const fields = {
  partnerId: 107,
  type: 2 as const,
  expiry: 1795495107,
  userId: "judge@example.com",
  privileges: { disableentitlement: "", list: "*" },
};

describe("a KS made here", () => {
  it("is laid out as the server's recipe says, byte by byte", () => {
    const ks = mintKs("secret", fields, Buffer.alloc(16, 7));
    expect(ks).to.match(/^[\w-]+={0,2}$/);
    const raw = Buffer.from(ks.replaceAll("-", "+").replaceAll("_", "/"), "base64");
    expect(raw.subarray(0, 7).toString()).to.equal("v2|107|");
    const key = createHash("sha1").update("secret").digest().subarray(0, 16);
    const cipher = createDecipheriv("aes-128-cbc", key, Buffer.alloc(16)).setAutoPadding(false);
    const plain = Buffer.concat([cipher.update(raw.subarray(7)), cipher.final()]);
    const query = "disableentitlement=&list=*&_e=1795495107&_t=2&_u=judge%40example.com";
    const payload = Buffer.concat([Buffer.alloc(16, 7), Buffer.from(query)]);
    const whole = Buffer.concat([createHash("sha1").update(payload).digest(), payload]);
    expect(plain.subarray(0, whole.length).equals(whole)).to.equal(true);
    expect(plain.length % 16).to.equal(0);
    expect([...plain.subarray(whole.length)].every(byte => byte === 0)).to.equal(true);
  });

  it("says what it was made to say, whatever user and privileges", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,12}$/), fc.string({ maxLength: 20 }), { maxKeys: 4 }),
        fc.string({ minLength: 1 }),
        fc.nat(),
        (userId, privileges, secret, partnerId) => {
          const said = { ...fields, userId, privileges, partnerId };
          expect(readKs(secret, mintKs(secret, said))).to.deep.equal(said);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("differs each time, and opens with its own secret only", () => {
    expect(mintKs("secret", fields)).not.to.equal(mintKs("secret", fields));
    expect(readKs("other", mintKs("secret", fields))).to.equal(undefined);
  });

  it("is not taken for one when it is none", () => {
    for (const text of ["", "garbage", "djJ8MTA3fA==", Buffer.from("v2|1|abc").toString("base64")]) {
      expect(readKs("secret", text)).to.equal(undefined);
    }
  });

  it("reads privileges as Kaltura writes them", () => {
    expect(parsePrivileges("disableentitlement, list:*,sview:1_a/1_b,*,")).to.deep.equal({
      disableentitlement: "",
      list: "*",
      sview: "1_a/1_b",
      all: "*",
    });
  });
});
