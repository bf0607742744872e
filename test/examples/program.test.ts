import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type * as conference from "../../examples/conference/index";
import { programme, removeFiles, row, summit, writeFile } from "./files";
import { type Options, type Registered, type Run, resultOf, run as runModule } from "./mocks";

const MODULE = require.resolve("../../examples/conference/index");

const run = (env: Record<string, string>, more: Options = {}) =>
  runModule<typeof conference>(MODULE, { env, ...more });

const named = (resources: Map<string, Registered>, kind: string) =>
  [...resources.values()].filter(resource => resource.kind === kind).map(resource => resource.name);

describe("The conference program", () => {
  let summitRun: Run<typeof conference>;
  before(async () => {
    summitRun = await run({ KALTURA_PROGRAM: summit });
  });
  after(removeFiles);

  it("makes a category for the event, one for each track in it, and a webcast for each session", async () => {
    const { resources } = summitRun;
    expect(named(resources, "EventCategory")).to.have.members([
      ...["event", "track-main", "track-workshops", "track-new-york"],
    ]);
    expect(named(resources, "WebcastSession"))
      .to.have.length(14)
      .and.to.include.members(["opening", "closing"]);
    expect(named(resources, "MetadataProfile")).to.deep.equal([]);
    expect(resources.get("event")!.inputs.parent).to.equal(undefined);
    expect(resources.get("track-main")!.dependsOn).to.deep.equal(["event"]);
    expect(resources.get("opening")!.dependsOn).to.deep.equal(["track-main"]);
  });

  it("names resources by ids of the file, so that rows may change places", async () => {
    const rows = [row({ id: "b2", title: "Second" }), row({ id: "a1" })];
    const run1 = await run({ KALTURA_PROGRAM: writeFile("1.json", JSON.stringify(programme(rows))) });
    const run2 = await run({
      KALTURA_PROGRAM: writeFile("2.json", JSON.stringify(programme(rows.reverse()))),
    });
    expect(named(run1.resources, "WebcastSession")).to.have.members(["a1", "b2"]);
    expect(run2.resources.get("b2")!.inputs).to.deep.equal(run1.resources.get("b2")!.inputs);
  });

  it("puts out an agenda in order of time, with what a website needs", async () => {
    const agenda = await resultOf(summitRun.outputs.agenda);
    expect(agenda.map(item => item.id).slice(0, 2)).to.deep.equal(["opening", "latency-budget"]);
    expect(agenda.at(-1)!.id).to.equal("ny-after-hours");
    const starts = agenda.map(item => Date.parse(item.start));
    expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
    const { entryId, playerUrl, kafUrlTemplate, ...rest } = agenda[0]!;
    expect(rest).to.deep.equal({
      id: "opening",
      title: "Opening: the stage is a network",
      track: "Main stage",
      start: "2027-06-08T09:30+02:00",
      end: "2027-06-08T10:15+02:00",
      timezone: "Europe/Berlin",
    });
    expect(playerUrl).to.contain(`entry_id=${entryId}`);
    expect(kafUrlTemplate).to.contain("/ks/{KS}");
  });

  it("puts out embeds in the clear and ingest points as a secret, by session id", async () => {
    const { embeds, ingest } = summitRun.outputs;
    expect(await pulumi.isSecret(pulumi.output(embeds))).to.equal(false);
    expect(await pulumi.isSecret(ingest)).to.equal(true);
    expect((await resultOf(embeds)).opening).to.match(/^<iframe .*title="Opening: the stage is a network"/);
    expect((await resultOf(ingest)).opening).to.deep.equal({ streamKey: "key of opening" });
  });

  it("makes the metadata profiles where it is told to, and sessions after them", async () => {
    const { resources } = await run({ KALTURA_PROGRAM: summit, KALTURA_MAKE_PROFILES: "1" });
    const profiles = ["webcast-profile", "event-profile", "additional-info-profile"];
    expect(named(resources, "MetadataProfile")).to.have.members(profiles);
    expect(profiles.map(name => resources.get(name)!.inputs.systemName)).to.deep.equal([
      ...["KMS_KWEBCAST2", "KMS_EVENTS3", "EntryAdditionalInfo"],
    ]);
    for (const name of named(resources, "WebcastSession")) {
      expect(resources.get(name)!.dependsOn).to.include.members(profiles);
    }
  });

  it("puts the event where the stack's configuration says", async () => {
    const parentOf = async (parentCategory: string) =>
      (
        await run({ KALTURA_PROGRAM: summit }, { config: { "kaltura-event:parentCategory": parentCategory } })
      ).resources.get("event")!.inputs.parent;
    expect(await parentOf("site>channels")).to.equal("site>channels");
    expect(await parentOf("4711")).to.equal(4711);
  });

  it("moves the programme to the date it is given", async () => {
    const { resources } = await run({ KALTURA_PROGRAM: summit, KALTURA_SHIFT_TO: "2027-11-09" });
    expect(resources.get("opening")!.inputs.start).to.equal("2027-11-09T09:30+01:00");
  });

  describe("with bad rows in the file", () => {
    const file = () =>
      writeFile("dirty.json", JSON.stringify(programme([row(), row({ id: "a2", title: "" })])));

    it("stops before it registers anything", async () => {
      const resources = new Map<string, Registered>();
      const error = await run({ KALTURA_PROGRAM: file() }, { resources }).then(
        () => expect.fail("it ran"),
        (thrown: Error) => thrown,
      );
      expect(pulumi.RunError.isInstance(error)).to.equal(true); // printed without a stack
      expect(error.message).to.contain("1 of 2 rows can't be deployed");
      expect(resources).to.have.property("size", 0);
    });

    it("deploys the others on request, warns of what it skipped and puts it out", async () => {
      const warnings: string[] = [];
      const warn = pulumi.log.warn;
      Object.assign(pulumi.log, { warn: async (text: string) => void warnings.push(text) });
      const { resources, outputs } = await run({
        KALTURA_PROGRAM: file(),
        KALTURA_SKIP_BAD_ROWS: "1",
      }).finally(() => Object.assign(pulumi.log, { warn }));
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/^Left out.*\n {2}row 2, a2: title: is missing/);
      expect(named(resources, "WebcastSession")).to.deep.equal(["a1"]);
      expect(outputs.skipped).to.deep.equal([
        { list: "row", row: 2, id: "a2", title: "", problems: ["title: is missing; it is required"] },
      ]);
    });
  });
});
