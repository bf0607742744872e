import { expect } from "chai";
import { epochOf, sameInstant, TimeError, writeLike } from "../../provider/time";

const at = (text: string) => Date.parse(text) / 1000;

describe("times", () => {
  it("means one instant, with an offset or with a timezone", () => {
    expect(epochOf("2027-05-04T09:00-07:00", undefined)).to.equal(at("2027-05-04T16:00:00Z"));
    expect(epochOf("2027-05-04T09:00:30Z", "Europe/Berlin")).to.equal(at("2027-05-04T09:00:30Z"));
    expect(epochOf("2027-05-04T09:00", "America/New_York")).to.equal(at("2027-05-04T13:00:00Z"));
    expect(epochOf("2027-12-04T09:00", "US/Eastern")).to.equal(at("2027-12-04T14:00:00Z"));
  });

  for (const [text, zone, words] of [
    ["2027-03-28T02:30", "Europe/Berlin", "does not exist in Europe/Berlin"],
    [
      "2027-10-31T02:30",
      "Europe/Berlin",
      "happens twice in Europe/Berlin, as clocks are put back; write 2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00",
    ],
    ["2027-05-04T09:00", undefined, "has no offset and there is no timezone"],
    ["2027-05-04T09:00", "US / Eastern", 'write "US/Eastern"'],
    ["2027-05-04T09:00", "Mars/Base", "is not a timezone of the IANA database"],
    ["2027-05-04T09:00", "+02:00", "is not a timezone of the IANA database"],
    ["2027-02-30T09:00Z", undefined, "is not a date and time that exists"],
    ["2027-02-30T09:00", "Europe/Berlin", "is not a date and time that exists"],
    ["2027-05-04", "Europe/Berlin", "is not an ISO 8601 time"],
    ["2027-05-04T09:00:00.5Z", undefined, "is not an ISO 8601 time in whole seconds"],
    ["4 May 2027 9am", "Europe/Berlin", "is not an ISO 8601 time"],
    ["1975-05-04T09:00Z", undefined, "before 1980"],
  ] as const) {
    it(`refuses ${text} in ${zone}`, () => {
      expect(() => epochOf(text, zone)).to.throw(TimeError, words);
    });
  }

  it("compares instants, whatever the spelling", () => {
    expect(sameInstant("2027-05-04T09:00", "Europe/Berlin", "2027-05-04T07:00Z", undefined)).to.equal(true);
    expect(sameInstant("2027-05-04T09:00", "Europe/Berlin", "2027-05-04T09:00", "Europe/London")).to.equal(
      false,
    );
  });

  it("writes an instant as the owner writes, so that it reads back the same", () => {
    const epoch = at("2027-05-04T07:00:00Z");
    expect(writeLike(epoch, "2027-05-04T08:00", "Europe/Berlin")).to.equal("2027-05-04T09:00");
    expect(writeLike(epoch, "2027-05-04T08:00-07:00", "Europe/Berlin")).to.equal("2027-05-04T00:00-07:00");
    expect(writeLike(epoch, "2027-05-04T08:00Z", undefined)).to.equal("2027-05-04T07:00Z");
    expect(writeLike(epoch + 5, undefined, undefined)).to.equal("2027-05-04T07:00:05Z");
    const twice = at("2027-10-31T00:30:00Z");
    expect(writeLike(twice, "2027-10-31T04:00", "Europe/Berlin")).to.equal("2027-10-31T02:30+02:00");
  });
});
