import { expect } from "chai";
import { placeOf } from "../../provider/mark";

describe("a resource's place in its stack", () => {
  it("is the same for both front ends, also inside of resources of this package", () => {
    const dynamic = placeOf("talk", [
      "pulumi:pulumi:Stack",
      "my:Day",
      "pulumi-nodejs:dynamic/kaltura:EventCategory",
    ]);
    expect(dynamic).to.equal(placeOf("talk", ["my:Day", "kaltura:index:EventCategory"]));
  });

  it("is another one in a component of another type, as its URN is", () => {
    expect(placeOf("talk", ["my:Day"])).to.not.equal(placeOf("talk", ["my:Night"]));
    expect(placeOf("talk", ["my:Day"])).to.not.equal(placeOf("talk", []));
  });

  it("is its name right under the stack", () => {
    expect(placeOf("talk", [])).to.equal("talk");
  });
});
