/** The redirect to the recording: from when players follow it, to what, and what a refresh and an import say of it. */
import { expect } from "chai";
import type { AnyPart, Step } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { redirect } from "../../provider/parts/redirect";
import { refusal } from "../lifecycle/toy";
import { desk, shown } from "./site";

const TEN = Date.parse("2027-05-04T10:00Z") / 1000;
/** 700 days. */
const SPAN = 60_480_000;

const SHOW = { name: "Keynote", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z", source: "1_src" };
const DATES = { startDate: TEN, endDate: TEN + SPAN };

const observed = (more: Props = {}): Props => ({
  id: 4712,
  objectType: "KalturaLiveRedirectScheduleEvent",
  status: 2,
  summary: "Keynote",
  ...DATES,
  redirectEntryId: "1_src",
  templateEntryId: "1_e",
  ...more,
});

const part: AnyPart = redirect;
const place = (seen: Props = {}) => desk({}, { handles: { entry: "1_e" }, seen, now: TEN * 1000 }).site;

const plan = (inputs: Props, there?: Props, seen?: Props): Promise<Step[]> =>
  part.plan({ inputs, previous: undefined, unfinished: new Set() }, there, place(seen));
const sent = (step: Step | undefined): Props => step?.call.args.scheduleEvent as Props;

describe("the redirect to the recording", () => {
  it("begins when the show ends and lasts about two years", async () => {
    expect(shown(await plan({ ...SHOW, redirectAfter: true }))).to.deep.equal([
      {
        purpose: "make the redirect to the recording",
        call: "schedule_scheduleevent.add",
        args: {
          scheduleEvent: {
            objectType: "KalturaLiveRedirectScheduleEvent",
            recurrenceType: 0,
            summary: "Keynote",
            ...DATES,
            redirectEntryId: "1_src",
            templateEntryId: "1_e",
          },
        },
      },
    ]);
  });

  it("begins after the lead-out, as the two events must not overlap", async () => {
    const scheduleEvent = { postEndSeconds: 120 };
    const [step] = await plan({ ...SHOW, redirectAfter: true, scheduleEvent });
    expect(sent(step)).to.include({ startDate: TEN + 120, endDate: TEN + 120 + SPAN });
    const [plain] = await plan({ ...SHOW, redirectAfter: true, scheduleEvent: {} });
    expect(sent(plain)).to.include(DATES);
  });

  it("understands the show's end in the session's timezone", async () => {
    const local = { ...SHOW, end: "2027-05-04T12:00", timezone: "Europe/Berlin", redirectAfter: true };
    expect(sent((await plan(local))[0])).to.include(DATES);
  });

  it("leads to another entry where one is named", async () => {
    expect(sent((await plan({ ...SHOW, redirectAfter: "1_cut" }))[0])).to.include({
      redirectEntryId: "1_cut",
    });
    const [changed] = await plan({ ...SHOW, redirectAfter: "1_cut" }, observed());
    expect(sent(changed)).to.deep.equal({
      objectType: "KalturaLiveRedirectScheduleEvent",
      ...DATES,
      redirectEntryId: "1_cut",
    });
  });

  it("may move away from now at any time, as nobody watches the redirect itself", async () => {
    const scheduleEvent = { postEndSeconds: 600 };
    const [step] = await plan({ ...SHOW, redirectAfter: true, scheduleEvent }, observed());
    expect(sent(step)).to.deep.equal({
      objectType: "KalturaLiveRedirectScheduleEvent",
      startDate: TEN + 600,
      endDate: TEN + 600 + SPAN,
    });
    expect(step).not.to.have.property("disrupts");
  });

  it("is not there where it is not wanted", async () => {
    expect(await plan(SHOW)).to.deep.equal([]);
    expect(await plan({ ...SHOW, redirectAfter: false })).to.deep.equal([]);
    const [step] = await plan({ ...SHOW, redirectAfter: false }, observed());
    expect(step).to.deep.include({ purpose: "delete the redirect to the recording", fine: ["gone"] });
    expect(step).not.to.have.property("disrupts");
  });

  it("is found and learnt as an event of its own beside the session's", async () => {
    const site = place();
    const [step] = await part.plan(
      { inputs: { ...SHOW, redirectAfter: true }, previous: undefined, unfinished: new Set() },
      undefined,
      site,
    );
    step!.done!(observed() as never);
    expect(site.handles.get("redirect")).to.equal("4712");
    expect(site.seen.get("redirect")).to.deep.equal(observed());
  });

  it("waits for the session's event where that gives way to it", async () => {
    const inUse = refusal("input", "SCHEDULE_TIME_IN_USE");
    const answerSeeing = async (key: string) =>
      (await plan({ ...SHOW, redirectAfter: true }, undefined, { [key]: true }))[0]!.recover!(inUse);
    expect(await answerSeeing("event")).to.equal("later");
    expect(await answerSeeing("event:gone")).to.equal("later");
    expect(await answerSeeing("redirect:replaced")).to.equal("later");
    expect(await answerSeeing("entry")).to.equal(false);
  });

  it("drifts when it leads elsewhere, or begins at another time, which no input says", async () => {
    const drift = (inputs: Props, there?: Props) => part.drift({ ...SHOW, ...inputs }, there, place());
    expect(await drift({ redirectAfter: true }, observed())).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift({ redirectAfter: true }, observed({ redirectEntryId: "1_z" }))).to.deep.equal({
      inputs: { redirectAfter: "1_z" },
      missing: false,
    });
    expect(await drift({ redirectAfter: "1_z" }, observed())).to.deep.equal({
      inputs: { redirectAfter: true },
      missing: false,
    });
    expect(await drift({ redirectAfter: true }, observed({ startDate: TEN - 1 }))).to.deep.equal({
      inputs: { redirectAfter: undefined },
      missing: false,
    });
    expect(await drift({ redirectAfter: false }, observed())).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift({ redirectAfter: true })).to.deep.equal({ inputs: {}, missing: true });
  });

  it("reads back for an import as true where it leads to the session's own source", async () => {
    const fill = (known: Props) => part.fill!(observed(), place(), known);
    expect(await fill({ source: "1_src" })).to.deep.equal({ redirectAfter: true });
    expect(await fill({})).to.deep.equal({ redirectAfter: "1_src" });
  });
});
