import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { formerly, MediaAsset, SimuliveSession, WebcastSession } from "pulumi-kaltura";
import { EngineStack, type ProgramFn } from "../support/engine";
import { failureOf } from "../support/failure";
import { World } from "../support/world";

const START = "2027-05-04T09:00+02:00";
const NINE = Date.parse(START) / 1000;

describe("recordings and simulives on the real engine", function () {
  this.timeout(120_000);
  let world: World;
  let stack: EngineStack;
  let folder: string;
  let film: string;
  /** Outputs of the simulive before it became a webcast. */
  let was: Record<string, unknown>;

  const simulive = (options = {}): ProgramFn => {
    return async () => {
      const asset = new MediaAsset("film", { name: "Film", file: film });
      const talk = new SimuliveSession(
        "talk",
        { name: "Talk", source: asset, start: START, chat: { enabled: true }, redirectAfter: asset },
        options,
      );
      return {
        entry: talk.entryId,
        embed: talk.iframe,
        ends: talk.endsAt,
        seconds: asset.durationSeconds,
        event: talk.scheduleEventId,
      };
    };
  };
  const webcast: ProgramFn = async () => {
    new MediaAsset("film", { name: "Film", file: film });
    const talk = new WebcastSession(
      "talk",
      { name: "Talk", start: START, end: "2027-05-04T10:00+02:00", chat: { enabled: true } },
      formerly("SimuliveSession"),
    );
    return { entry: talk.entryId, embed: talk.iframe, event: talk.scheduleEventId };
  };
  const outputs = async () =>
    Object.fromEntries(Object.entries(await stack.stack.outputs()).map(([k, o]) => [k, o.value]));
  const eventsOf = async (type: string) =>
    world.list("schedule_scheduleevent", {
      objectType: `Kaltura${type}ScheduleEventFilter`,
      templateEntryIdEqual: (await outputs()).entry,
    });
  const tagsOf = async () => {
    const entry = await world.must("liveStream", "get", { entryId: (await outputs()).entry });
    return String(entry.adminTags).split(",");
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-film-"));
    film = join(folder, "film.mp4");
    writeFileSync(film, "the first cut");
    world = await World.withProfiles({ mediaNeedsContent: true });
    stack = await EngineStack.create(world, simulive());
  });
  after(async () => {
    await stack.close();
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  it("keeps an asset that could not be converted, and goes on with it and what depends on it", async () => {
    world.emulator.core.options.mediaStatus = -1;
    const error = String(await failureOf(stack.up()));
    expect(error).to.include("input file: Kaltura could not convert").and.include(film);
    expect(world.emulator.counts()).to.include({ entries: 1 });
    world.emulator.core.options.mediaStatus = 2;
    expect((await stack.up()).changes).to.deep.include({ update: 1, create: 1 });
    expect(world.emulator.counts()).to.include({ entries: 2, scheduleEvents: 2 });
    expect(await outputs()).to.include({ seconds: 120, ends: "2027-05-04T07:02Z" });
  });

  it("shows no changes afterwards, and none after a refresh", async () => {
    expect((await stack.up()).changes).to.deep.equal({ same: 3 });
    await stack.refresh();
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("moves the session's end with another cut of the film, in one run and with the embed known before", async () => {
    const { embed, entry } = await outputs();
    writeFileSync(film, "the second, longer cut");
    world.emulator.core.options.mediaSeconds = 600;
    const preview = await stack.preview();
    expect(preview.changes).to.deep.equal({ same: 1, update: 2 });
    expect(preview.output).to.not.match(/embed\s*:.*=>/);
    expect((await stack.up()).changes).to.deep.equal({ same: 1, update: 2 });
    expect(await outputs()).to.include({ embed, entry, seconds: 600, ends: "2027-05-04T07:10Z" });
    expect((await eventsOf("LiveStream"))[0]!.endDate).to.equal(NINE + 600);
    expect((await eventsOf("LiveRedirect"))[0]!.startDate).to.equal(NINE + 600);
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("becomes a webcast on the same entry", async () => {
    was = await outputs();
    expect(await tagsOf()).to.include("kms-webcast-event-simulive");
    stack.program = webcast;
    expect((await stack.preview()).changes).to.deep.equal({ same: 2, update: 1 });
    expect((await stack.up()).changes).to.deep.equal({ same: 2, update: 1 });
    expect(await outputs()).to.include({ entry: was.entry, embed: was.embed });
    expect(await tagsOf()).to.not.include("kms-webcast-event-simulive");
    const [event, ...more] = await eventsOf("LiveStream");
    expect(more).to.have.length(0);
    expect(String(event!.id))
      .to.equal((await outputs()).event)
      .and.not.equal(was.event);
    expect(event).to.not.have.property("sourceEntryId");
    expect(event).to.include({ endDate: NINE + 3600 });
    expect(String(event!.tags)).to.not.include("simulive");
    expect(await eventsOf("LiveRedirect")).to.have.length(0);
    await stack.refresh();
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("becomes a simulive again", async () => {
    stack.program = simulive(formerly("WebcastSession"));
    expect((await stack.up()).changes).to.deep.equal({ same: 2, update: 1 });
    expect(await outputs()).to.include({ entry: was.entry, embed: was.embed, ends: "2027-05-04T07:10Z" });
    expect(await tagsOf()).to.include("kms-webcast-event-simulive");
    expect(await eventsOf("LiveStream")).to.have.length(1);
    expect(await eventsOf("LiveRedirect")).to.have.length(1);
    await stack.refresh();
    expect((await stack.preview({ expectNoChanges: true })).changes).to.deep.equal({ same: 3 });
  });

  it("takes everything down", async () => {
    await stack.destroy();
    expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0, metadata: 0 });
  });
});
