import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { problemsOf } from "pulumi-kaltura/check";
import type * as conference from "../../examples/conference/index";
import { registry } from "../../provider/resources/registry";
import { event, removeFiles, session, summit, writeFile } from "./files";
import { type Options, type Registered, type Run, resultOf, run as runModule } from "./mocks";

const MODULE = require.resolve("../../examples/conference/index");

const run = (env: Record<string, string>, more: Options = {}) =>
  runModule<typeof conference>(MODULE, { env, ...more });

/** Names of the resources of a kind, without what all of them begin with. */
const named = (resources: Map<string, Registered>, kind: string) =>
  [...resources.values()]
    .filter(resource => resource.kind === kind)
    .map(resource => resource.name.replace(/^summit-/, ""));

/** Keeps what a program warns of. */
async function warningInto<T>(warnings: string[], body: () => Promise<T>): Promise<T> {
  const { warn } = pulumi.log;
  Object.assign(pulumi.log, { warn: async (text: string) => void warnings.push(text) });
  return body().finally(() => Object.assign(pulumi.log, { warn }));
}

/** As `npm start` runs it, but without the profiles. */
const SUMMIT = {
  KALTURA_PROGRAM: summit,
  KALTURA_WEBINAR_TEMPLATE: "1_template",
  KALTURA_ORDER_CAPTIONS: "1",
};

const SESSIONS = ["WebcastSession", "SimuliveSession", "StudioSession", "InteractiveRoom"];

describe("The conference program", () => {
  let summitRun: Run<typeof conference>;
  before(async () => {
    summitRun = await run(SUMMIT);
  });
  after(removeFiles);

  it("shows every resource of the package", async () => {
    const { resources } = await run({ ...SUMMIT, KALTURA_MAKE_PROFILES: "1" });
    const shown = new Set([...resources.values()].map(({ kind }) => kind));
    expect(registry.map(({ kind }) => kind).filter(kind => !shown.has(kind))).to.deep.equal([]);
  });

  it("registers nothing that the provider refuses", () => {
    for (const { kind, name, inputs } of summitRun.resources.values()) {
      // The mocks know no ids of events.
      const known = kind === "LiveCaptions" ? { ...inputs, scheduleEventId: "1" } : inputs;
      const local = kind === "MediaAsset" ? { ...known, file: summit } : known;
      expect(problemsOf(kind, local), name).to.deep.equal([]);
    }
  });

  it("makes a category for the event, one for each track in it, and a resource for each session", async () => {
    const { resources } = summitRun;
    expect(named(resources, "EventCategory")).to.have.members([
      ...["summit", "track-main", "track-workshops", "track-new-york"],
    ]);
    expect(SESSIONS.map(kind => named(resources, kind).length)).to.deep.equal([10, 2, 1, 2]);
    expect(named(resources, "WebcastSession")).to.include.members(["opening", "closing"]);
    expect(named(resources, "MetadataProfile")).to.deep.equal([]);
    expect(resources.get("summit")!.inputs.parent).to.equal(undefined);
    expect(resources.get("summit-track-main")!.dependsOn).to.include("summit");
    expect(resources.get("summit-opening")!.dependsOn).to.include("summit-track-main");
  });

  const inputsOf = (name: string) => summitRun.resources.get(`summit-${name}`)!.inputs;
  const dependenciesOf = (name: string) =>
    summitRun.resources.get(`summit-${name}`)!.dependsOn.map(name => name.replace(/^summit-/, ""));

  it("airs one video in two simulives, of which one ends when the video does", () => {
    for (const name of ["latency-budget", "ny-latency-budget"]) {
      expect(dependenciesOf(name)).to.include("video-latency-budget");
      expect(inputsOf(name).source).to.be.a("string");
    }
    expect(inputsOf("latency-budget").end).to.equal(undefined);
    expect(inputsOf("ny-latency-budget").end).to.equal("2027-06-09T11:45-04:00");
    expect(inputsOf("video-latency-budget").file).to.match(/talk\.mp4$/);
  });

  it("feeds three webcasts from one channel", () => {
    for (const name of ["sound-first", "audience-research", "closing"]) {
      expect(dependenciesOf(name)).to.include("channel-great-hall");
      expect(inputsOf(name).channel).to.be.a("string");
    }
    expect(inputsOf("opening").channel).to.equal(undefined);
  });

  it("makes rooms of both modes; a webinar from the account's template", () => {
    expect(inputsOf("stage-as-code")).to.include({ mode: "interactive", name: "A festival as a program" });
    expect(inputsOf("stage-as-code").templateRoomEntryId).to.equal(undefined);
    expect(inputsOf("moderation-clinic")).to.include({ mode: "webinar", templateRoomEntryId: "1_template" });
    expect(dependenciesOf("moderation-clinic")).to.include("track-workshops");
  });

  it("orders captions for the keynote, at its times, and for the video", () => {
    const { start, end, timezone } = inputsOf("opening");
    expect(inputsOf("captions-opening")).to.include({ start, end, timezone, service: "captions" });
    expect(dependenciesOf("captions-opening")).to.include("opening");
    expect(dependenciesOf("captions-latency-budget")).to.include("video-latency-budget");
  });

  it("orders no captions, which cost credit, unless it is told to; and says so", async () => {
    const warnings: string[] = [];
    const { resources } = await warningInto(warnings, () => run({ ...SUMMIT, KALTURA_ORDER_CAPTIONS: "" }));
    expect([...resources.keys()].filter(name => name.startsWith("summit-captions-o"))).to.deep.equal([]);
    expect(named(resources, "CaptionOrder")).to.deep.equal([]);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/^2 orders of captions left out, as orderCaptions is off/);
    const told = { "kaltura-event:orderCaptions": "true" };
    const config = await run({ ...SUMMIT, KALTURA_ORDER_CAPTIONS: "" }, { config: told });
    expect(named(config.resources, "LiveCaptions")).to.deep.equal(["captions-opening"]);
  });

  it("makes an app token for the website, and a moderator of the event's category", () => {
    expect(inputsOf("website")).to.include({ sessionType: "user", hashType: "SHA256" });
    expect(inputsOf("website").privileges).to.deep.equal(["actionslimit:-1"]);
    expect(dependenciesOf("member-sam.whitfield@open-stages.example")).to.include("summit");
  });

  it("makes none of these for a programme that has sessions only", async () => {
    const file = writeFile("plain.json", JSON.stringify(event([session()])));
    const { resources, outputs } = await run({ KALTURA_PROGRAM: file });
    expect([...resources.keys()]).to.include.members(["summit-a1", "summit", "summit-track-1"]);
    expect([...resources.values()].filter(({ custom }) => custom)).to.have.length(3);
    expect(outputs.website).to.equal(undefined);
  });

  it("names resources by ids of the file, so that rows may change places", async () => {
    const rows = [session({ id: "b2", title: "Second" }), session({ id: "a1" })];
    const run1 = await run({ KALTURA_PROGRAM: writeFile("1.json", JSON.stringify(event(rows))) });
    const run2 = await run({
      KALTURA_PROGRAM: writeFile("2.json", JSON.stringify(event(rows.reverse()))),
    });
    expect(named(run1.resources, "WebcastSession")).to.have.members(["a1", "b2"]);
    expect(run2.resources.get("summit-b2")!.inputs).to.deep.equal(run1.resources.get("summit-b2")!.inputs);
  });

  it("puts out an agenda in order of time, with what a website needs", async () => {
    const agenda = await resultOf(summitRun.outputs.agenda);
    expect(agenda.map(item => item.id).slice(0, 2)).to.deep.equal(["opening", "latency-budget"]);
    expect(agenda.at(-1)!.id).to.equal("ny-after-hours");
    const starts = agenda.map(item => Date.parse(item.start));
    expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
    const { entryId, playerUrl, iframe, thumbnailUrl, kafUrlTemplate, roomUrlTemplate, ...rest } = agenda[0]!;
    expect(iframe).to.contain(`entry_id=${entryId}`);
    expect(thumbnailUrl).to.contain(`/entry_id/${entryId}/`);
    expect(rest).to.deep.equal({
      id: "opening",
      kind: "webcast",
      title: "Opening: the stage is a network",
      tracks: ["Main stage"],
      description: "<p>What changed for live culture in a year, and what these two days are for.</p>",
      room: "Great hall",
      presenters: [{ name: "Mira Okafor", title: "Chair, Open Stages" }],
      start: "2027-06-08T09:30+02:00",
      end: "2027-06-08T10:15+02:00",
      timezone: "Europe/Berlin",
    });
    expect(playerUrl).to.contain(`entry_id=${entryId}`);
    expect(kafUrlTemplate).to.contain("/ks/{KS}");
    expect(roomUrlTemplate).to.equal(undefined);
  });

  it("gives rooms their KAF page in place of a player, and speakers of a studio session theirs", async () => {
    const agenda = await resultOf(summitRun.outputs.agenda);
    const item = (wanted: string) => agenda.find(({ id }) => id === wanted)!;
    for (const id of ["stage-as-code", "moderation-clinic"]) {
      expect(item(id).playerUrl).to.equal(undefined);
      expect(item(id).roomUrlTemplate).to.contain("/embeddedrooms/index/view-room/ks/{KS}");
    }
    expect(item("panel-funding").playerUrl).to.contain(`entry_id=${item("panel-funding").entryId}`);
    expect(item("panel-funding").roomUrlTemplate).to.contain("/ks/{KS}");
    expect((await resultOf(summitRun.outputs.embeds))["stage-as-code"]).to.equal(undefined);
  });

  it("puts out embeds in the clear and ingest points as a secret, by session id", async () => {
    const { embeds, ingest } = summitRun.outputs;
    expect(await pulumi.isSecret(pulumi.output(embeds))).to.equal(false);
    expect(await pulumi.isSecret(ingest)).to.equal(true);
    expect((await resultOf(embeds)).opening).to.match(/^<iframe .*title="Opening: the stage is a network"/);
    const points = await resultOf(ingest);
    expect(points.sessions.opening).to.deep.equal({ streamKey: "key of summit-opening" });
    // Nobody sends to what a channel, a recording or a room feeds.
    expect(points.sessions).to.have.all.keys(
      named(summitRun.resources, "WebcastSession").filter(name => inputsOf(name).channel === undefined),
    );
    expect(points.channels).to.have.all.keys("great-hall");
  });

  it("makes the metadata profiles where it is told to, and sessions after them", async () => {
    const { resources } = await run({ ...SUMMIT, KALTURA_MAKE_PROFILES: "1" });
    const profiles = ["webcast-profile", "event-profile", "additional-info-profile"];
    expect(named(resources, "MetadataProfile")).to.have.members(profiles);
    expect(profiles.map(name => resources.get(name)!.inputs.systemName)).to.deep.equal([
      ...["KMS_KWEBCAST2", "KMS_EVENTS3", "EntryAdditionalInfo"],
    ]);
    for (const name of SESSIONS.flatMap(kind => named(resources, kind))) {
      expect(resources.get(`summit-${name}`)!.dependsOn).to.include.members(profiles);
    }
  });

  it("puts the event where the stack's configuration says", async () => {
    const parentOf = async (parentCategory: string) =>
      (await run(SUMMIT, { config: { "kaltura-event:parentCategory": parentCategory } })).resources.get(
        "summit",
      )!.inputs.parent;
    expect(await parentOf("site>channels")).to.equal("site>channels");
    expect(await parentOf("4711")).to.equal("4711");
  });

  it("moves the programme to the date it is given", async () => {
    const { resources } = await run({ ...SUMMIT, KALTURA_SHIFT_TO: "2027-11-09" });
    expect(resources.get("summit-opening")!.inputs.start).to.equal("2027-11-09T09:30+01:00");
  });

  describe("with bad rows in the file", () => {
    const file = () =>
      writeFile("dirty.json", JSON.stringify(event([session(), session({ id: "a2", title: "" })])));

    it("stops before it registers anything", async () => {
      const resources = new Map<string, Registered>();
      const error = await run({ KALTURA_PROGRAM: file() }, { resources }).then(
        () => expect.fail("it ran"),
        (thrown: Error) => thrown,
      );
      expect(pulumi.RunError.isInstance(error)).to.equal(true); // printed without a stack
      expect(error.message).to.contain("One thing is wrong with the event, so nothing is deployed");
      expect(resources).to.have.property("size", 0);
    });

    it("deploys the others on request, warns of what it skipped and puts it out", async () => {
      const warnings: string[] = [];
      const { resources, outputs } = await warningInto(warnings, () =>
        run({ KALTURA_PROGRAM: file(), KALTURA_SKIP_BAD_ROWS: "1" }),
      );
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/^Left out.*\n.*dirty\.json:1:\d+: error: "" is empty/);
      expect(named(resources, "WebcastSession")).to.deep.equal(["a1"]);
      expect(outputs.skipped).to.deep.equal([
        { list: "sessions", row: 2, id: "a2", title: "", problems: ['title: "" is empty; give it a text'] },
      ]);
    });
  });
});
