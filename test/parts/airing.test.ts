/** What a simulive airs: when that makes it end, and what is said of a recording that can't be aired. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { type AiringInputs, asAired } from "../../provider/parts/airing";
import { failureOf } from "../support/failure";
import { desk, MARK } from "./site";

const SHOW: AiringInputs = { source: "1_src", start: "2027-05-04T09:00Z" };

/** A video of an hour, ready. */
const video = (more: Props = {}): Props => ({
  name: "Talk",
  type: 1,
  status: 2,
  msDuration: 3_600_000,
  ...more,
});

/** The account's entries by id; a resource without a mark asks for them one by one. */
const aired = async (more: Partial<AiringInputs>, entries: Readonly<Record<string, Props>> = {}) => {
  const all: Readonly<Record<string, Props>> = { "1_src": video(), ...entries };
  const { site, asked } = desk({ entry: (id: string) => all[id], entryToShow: (id: string) => all[id] });
  return { inputs: await asAired({ ...SHOW, ...more }, site), asked };
};

const endOf = async (...args: Parameters<typeof aired>) => (await aired(...args)).inputs.end;
const problem = async (...args: Parameters<typeof aired>) => (await failureOf(aired(...args)))?.message;

describe("the end of a simulive", () => {
  it("follows from the recording's length, to the full second, so that nothing is cut", async () => {
    expect(await endOf({})).to.equal("2027-05-04T10:00Z");
    expect(await endOf({}, { "1_src": video({ msDuration: 3_600_001 }) })).to.equal("2027-05-04T10:00:01Z");
  });

  it("is the one given, where there is one", async () => {
    expect(await endOf({ end: "2027-05-04T09:30Z" })).to.equal("2027-05-04T09:30Z");
  });

  it("is written like the start", async () => {
    const local = { start: "2027-05-04T09:00", timezone: "Europe/Berlin" };
    expect(await endOf(local)).to.equal("2027-05-04T10:00");
    expect(await endOf({ start: "2027-05-04T09:00+05:30" })).to.equal("2027-05-04T10:00+05:30");
  });

  it("comes earlier where lead-in and lead-out are parts of the recording", async () => {
    expect(await endOf({ scheduleEvent: { preStartSeconds: 60 } })).to.equal("2027-05-04T09:59Z");
    expect(await endOf({ scheduleEvent: { postEndSeconds: 120 } })).to.equal("2027-05-04T09:58Z");
    expect(await endOf({ scheduleEvent: { preStartSeconds: 60, postEndSeconds: 120 } })).to.equal(
      "2027-05-04T09:57Z",
    );
  });

  it("does not come earlier for lead-in and lead-out that are clips of their own", async () => {
    const scheduleEvent = { preStartSeconds: 60, postEndSeconds: 120 };
    const clips = { "1_pre": video(), "1_post": video() };
    expect(await endOf({ scheduleEvent, preStartEntry: "1_pre" }, clips)).to.equal("2027-05-04T09:58Z");
    expect(await endOf({ scheduleEvent, postEndEntry: "1_post" }, clips)).to.equal("2027-05-04T09:59Z");
  });

  it("leaves at least a second of the recording", async () => {
    const entries = { "1_src": video({ msDuration: 180_000 }) };
    const lead = (preStartSeconds: number) => ({ scheduleEvent: { preStartSeconds, postEndSeconds: 120 } });
    expect(await endOf(lead(59), entries)).to.equal("2027-05-04T09:00:01Z");
    for (const seconds of [60, 61]) {
      expect(await problem(lead(seconds), entries)).to.equal(
        `input scheduleEvent: the source plays 180 s, of which lead-in (${seconds} s) and lead-out (120 s) leave nothing; shorten preStartSeconds or postEndSeconds`,
      );
    }
  });

  it("comes within a day, which is all that Kaltura takes", async () => {
    const DAY = 86_400_000;
    expect(await endOf({}, { "1_src": video({ msDuration: DAY }) })).to.equal("2027-05-05T09:00Z");
    expect(await problem({}, { "1_src": video({ msDuration: 1.25 * DAY }) })).to.equal(
      "input source: it plays 30.0 hours; Kaltura takes at most 24, so give end, which cuts it, or make it several sessions",
    );
    const long = { "1_src": video({ msDuration: 1.25 * DAY }) };
    expect(await endOf({ end: "2027-05-04T12:00Z" }, long)).to.equal("2027-05-04T12:00Z");
  });
});

describe("lead-in and lead-out clips of a simulive", () => {
  it("give the event's times by their lengths, rounded as Kaltura does", async () => {
    const clips = { "1_pre": video({ msDuration: 1499 }), "1_post": video({ msDuration: 2500 }) };
    const { inputs } = await aired({ preStartEntry: "1_pre", postEndEntry: "1_post" }, clips);
    expect(inputs).to.deep.equal({
      ...SHOW,
      preStartEntry: "1_pre",
      postEndEntry: "1_post",
      scheduleEvent: { preStartSeconds: 1, postEndSeconds: 3 },
      end: "2027-05-04T10:00Z",
    });
  });

  it("leave the other settings of the event alone", async () => {
    const scheduleEvent = { preStartSeconds: 60, postEndSeconds: 120, location: "Hall 1" };
    const { inputs } = await aired({ scheduleEvent, preStartEntry: "1_pre" }, { "1_pre": video() });
    expect(inputs.scheduleEvent).to.deep.equal({ ...scheduleEvent, preStartSeconds: 3600 });
    expect((await aired({ scheduleEvent })).inputs.scheduleEvent).to.deep.equal(scheduleEvent);
    expect((await aired({})).inputs.scheduleEvent).to.deep.equal({});
  });
});

describe("the recording of a simulive", () => {
  it("is looked at once for the many simulives that air it", async () => {
    const clips = { "1_pre": video(), "1_post": video() };
    const more = { preStartEntry: "1_pre", postEndEntry: "1_post" };
    expect((await aired({ ...more, mark: MARK }, clips)).asked).to.deep.equal([
      `entryToShow 1_src ${MARK}`,
      `entryToShow 1_pre ${MARK}`,
      `entryToShow 1_post ${MARK}`,
    ]);
    expect((await aired({})).asked).to.deep.equal(["entry 1_src"]);
  });

  it("is a video or a playlist, which has its length in seconds alone", async () => {
    const playlist = { name: "Talks", type: "5", status: 2, duration: 1800 };
    expect(await endOf({}, { "1_src": playlist })).to.equal("2027-05-04T09:30Z");
    expect(await endOf({}, { "1_src": { ...playlist, msDuration: 0 } })).to.equal("2027-05-04T09:30Z");
    expect(await problem({ preStartEntry: "1_pre" }, { "1_pre": playlist })).to.equal(
      'input preStartEntry: entry 1_pre ("Talks") is not a video, which is what can be aired here',
    );
    expect(await problem({}, { "1_src": video({ type: 7 }) })).to.equal(
      'input source: entry 1_src ("Talk") is not a video or a playlist of videos, which is what can be aired here',
    );
  });

  it("must be there", async () => {
    expect(await problem({ source: "1_no" })).to.equal(
      "input source: the account has no entry 1_no; give the id of a video or a playlist of videos",
    );
    expect(await problem({ postEndEntry: "1_no" })).to.equal(
      "input postEndEntry: the account has no entry 1_no; give the id of a video",
    );
  });

  it("must be converted and have a length, which takes a while after an upload", async () => {
    const unready = (status: number, seconds: number) =>
      `input source: entry 1_src ("Talk") is not ready to be aired (Kaltura's status ${status}, length ${seconds} s); run pulumi up again once Kaltura has converted it. A MediaAsset of this program is waited for`;
    expect(await problem({}, { "1_src": video({ status: 1 }) })).to.equal(unready(1, 3600));
    expect(await problem({}, { "1_src": video({ msDuration: 0 }) })).to.equal(unready(2, 0));
    expect(await problem({}, { "1_src": video({ msDuration: -5000 }) })).to.equal(unready(2, -5));
  });
});
