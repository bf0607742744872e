/** An event that people made by hand becomes an event file, and its program takes over what is there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { importEvent } from "../../cli/importEvent";
import { EventProgram } from "../../event";
import { readAgenda } from "../../event/readAgenda";
import type { Props } from "../../provider/lifecycle/values";
import { unmark } from "../support/account";
import { EngineStack } from "../support/engine";
import { Stack } from "../support/stack";
import { World } from "../support/world";

const HANDS = "organization/hands/test";

const at = (hour: number) => ({
  start: `2027-06-08T${String(hour).padStart(2, "0")}:00`,
  end: `2027-06-08T${String(hour).padStart(2, "0")}:45`,
  timezone: "Europe/Berlin",
});
const mira = { id: "mira", name: "Mira Okafor", title: "CTO", bio: "Runs things" };

describe("an event that was made by hand, taken over as an event file", function () {
  this.timeout(600_000);
  let world: World;
  let folder: string;
  let file: string;
  let hands: Stack;
  let stack: EngineStack;
  let asItWas: Props;
  const lines: string[] = [];
  const env = () => ({
    KALTURA_SERVICE_URL: world.emulator.url,
    KALTURA_PARTNER_ID: String(world.emulator.partnerId),
    KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
  });

  /** All objects, without what says whose they are and when they were written. */
  async function account(): Promise<Props> {
    const all = async (service: string, objectType: string, more: Props = {}) => {
      const { objects } = await world.must(service, "list", {
        filter: { objectType, ...more },
        pager: { objectType: "KalturaFilterPager", pageSize: 500 },
      });
      return Object.fromEntries((objects as Props[]).map(object => [object.id, stable(object)]));
    };
    const entries = await all("baseEntry", "KalturaBaseEntryFilter", { statusIn: "-2,-1,0,1,2,4,5,6,7" });
    const objectIdIn = Object.keys(entries).join(",");
    return {
      entries,
      events: await all("schedule_scheduleEvent", "KalturaScheduleEventFilter"),
      categories: await all("category", "KalturaCategoryFilter"),
      metadata: await all("metadata_metadata", "KalturaMetadataFilter", { objectIdIn }),
    };
  }
  const stable = (object: Props): Props =>
    Object.fromEntries(
      Object.entries(object).filter(
        ([name]) => !["tags", "adminTags", "updatedAt", "version", "sequence", "searchText"].includes(name),
      ),
    );

  before(async () => {
    world = await World.withProfiles({ mediaSeconds: 1800 });
    const { webinarTemplate } = world.emulator.provision();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-taken-"));
    file = join(folder, "event.yaml");
    hands = new Stack(world.runtime, HANDS);
    const opening: Props = {
      name: "Opening: Ünïcode & more",
      description: "<p>Two\nlines</p>",
      ...at(9),
      presenters: [mira, { name: "Guest" }],
      tags: ["keynote", "stage"],
      adminTags: ["planned"],
      chat: { enabled: true, groupChat: "disabled" },
      calendarReminder: "none",
      dvr: { enabled: true, windowMinutes: 30 },
      scheduleEvent: { location: "Great hall", organizer: "Team", preStartSeconds: 300 },
    };
    await hands.up({
      site: { kind: "EventCategory", inputs: { name: "Site", privacyContext: "site2027" } },
      summit: {
        kind: "EventCategory",
        inputs: id => ({ name: "Summit", description: "All of it", parent: id("site"), tags: ["summit"] }),
      },
      main: { kind: "EventCategory", inputs: id => ({ name: "Main stage", parent: id("summit") }) },
      side: {
        kind: "EventCategory",
        inputs: id => ({ name: "Side stage", parent: id("summit"), referenceId: "side" }),
      },
      hall: { kind: "RestreamerChannel", inputs: { name: "Hall", dvr: { enabled: true } } },
      film: {
        kind: "MediaAsset",
        inputs: id => ({ name: "Film", url: "https://media.example.com/f.mp4", categories: [id("summit")] }),
      },
      opening: { kind: "WebcastSession", inputs: id => ({ ...opening, categories: [id("main")] }) },
      both: {
        kind: "WebcastSession",
        inputs: id => ({
          name: "Both stages",
          referenceId: "code-7",
          ...at(10),
          presenters: [mira],
          channel: id("hall"),
          categories: [id("main"), id("side")],
        }),
      },
      night: {
        kind: "WebcastSession",
        inputs: id => ({
          name: "Night",
          start: "2027-06-08T20:00",
          end: "2027-06-08T21:30",
          timezone: "America/New_York",
          categories: [id("side")],
        }),
      },
      panel: {
        kind: "StudioSession",
        inputs: id => ({ name: "Panel", ...at(11), room: { name: "Green room" }, categories: [id("main")] }),
      },
      circle: {
        kind: "InteractiveRoom",
        inputs: id => ({ name: "Circle", mode: "interactive", ...at(12), categories: [id("summit")] }),
      },
      clinic: {
        kind: "InteractiveRoom",
        inputs: id => ({
          name: "Clinic",
          mode: "webinar",
          templateRoomEntryId: webinarTemplate,
          ...at(13),
          categories: [id("summit")],
        }),
      },
      lounge: {
        kind: "InteractiveRoom",
        inputs: id => ({ name: "Lounge", mode: "interactive", categories: [id("summit")] }),
      },
    });
    await hands.up({
      ...Object.fromEntries([...hands.resources].map(([name, { kind, inputs }]) => [name, { kind, inputs }])),
      rerun: {
        kind: "SimuliveSession",
        inputs: id => ({
          name: "Rerun",
          source: id("film"),
          start: at(15).start,
          timezone: at(15).timezone,
          redirectAfter: true,
          categories: [id("side")],
        }),
      },
      stage: {
        kind: "RestreamerChannel",
        inputs: id => ({
          name: "Stage 2",
          targets: [
            { session: id("night"), name: "Night", from: "2027-06-09T00:00Z", until: "2027-06-09T01:30Z" },
          ],
        }),
      },
    });
    // Kaltura's console puts a channel into a category, too.
    await world.must("categoryEntry", "add", {
      categoryEntry: {
        objectType: "KalturaCategoryEntry",
        categoryId: Number(hands.id("summit")),
        entryId: hands.id("stage"),
      },
    });
    unmark(world, HANDS);
    asItWas = await account();
    stack = await EngineStack.create(world, async () => {
      const { agenda, ingest } = new EventProgram("summit", { file });
      return { agenda, ingest };
    });
  });
  after(async () => {
    await stack?.close();
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  it("is written as a file without mistakes, and nothing is changed", async () => {
    world.emulator.clearCalls();
    const options = { category: "Site>Summit", for: "dynamic", eventFile: file } as const;
    const code = await importEvent(options, env(), line => lines.push(line));
    expect(code, lines.join("\n")).to.equal(0);
    expect(world.called().filter(call => !/\.(list|get|start)/.test(call))).to.deep.equal([]);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.equal(`${file}: 8 sessions.`);
    const checked = spawnSync(process.execPath, [join("dist", "cli", "main.js"), "check", file]);
    expect(checked.stdout.toString()).to.equal("8 sessions right, 0 errors, 0 warnings\n");
  });

  it("says in the preview what each item takes over, and that nothing differs", async () => {
    Object.assign(process.env, env());
    try {
      const { events, changes } = await stack.preview();
      // Stack, component, 3 categories, 2 channels, 8 sessions: for Pulumi all of it is new.
      expect(changes).to.deep.equal({ create: 15 });
      const said = events.map(e => e.diagnosticEvent?.message ?? "").filter(m => m.includes("takes over"));
      expect(said).to.have.length(13);
      for (const text of said) {
        expect(text).to.include("No input differs.");
        expect(text.match(/Calls: (.*?)\. The/)?.[1]).to.not.match(/make|delete/);
      }
    } finally {
      for (const name of Object.keys(env())) delete process.env[name];
    }
  });

  it("keeps all of its objects as they are: none is new, and marks are all that is written", async () => {
    await stack.up();
    expect(await account()).to.deep.equal(asItWas);
    const agenda = await readAgenda(stack.stack);
    const ofHands = (names: readonly string[]) => names.map(name => hands.id(name));
    expect(agenda.map(({ entryId }) => entryId)).to.have.members(
      ofHands(["opening", "both", "night", "panel", "circle", "clinic", "rerun"]),
    );
    const { ingest } = await stack.stack.outputs();
    const { streamPassword } = await world.must("liveStream", "get", { entryId: hands.id("opening") });
    expect(ingest!.value.sessions["opening-unicode-more"].streamKey).to.equal(streamPassword);
  });

  it("leaves nothing to do, now and after a refresh", async () => {
    expect((await stack.preview({ expectNoChanges: true })).changes).to.have.all.keys("same");
    await stack.refresh();
    expect((await stack.preview({ expectNoChanges: true })).changes).to.have.all.keys("same");
  });

  it("moves a session by a line of the file, under its entry", async () => {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("start: 2027-06-08T20:00", "start: 2027-06-08T21:00"));
    // The session, and the channel that sends to it.
    expect((await stack.up()).changes).to.include({ update: 2 });
    const night = (await readAgenda(stack.stack)).find(({ id }) => id === "night");
    expect(night).to.include({ entryId: hands.id("night"), start: "2027-06-08T21:00-04:00" });
  });
});

describe("an event of bare API objects, taken over as an event file", function () {
  this.timeout(300_000);
  let world: World;
  let folder: string;
  let stack: EngineStack | undefined;
  before(async () => {
    world = await World.withProfiles();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-taken-"));
  });
  after(async () => {
    await stack?.close();
    rmSync(folder, { recursive: true, force: true });
    await world.stop();
  });

  it("gets what its pages lack, and nothing twice", async () => {
    const file = join(folder, "event.yaml");
    const made = async (service: string, name: string, object: Props, more: Props = {}) =>
      String((await world.must(service, "add", { [name]: object, ...more })).id);
    const category = await made("category", "category", { objectType: "KalturaCategory", name: "Day" });
    const room = await made("room_room", "entry", {
      objectType: "KalturaRoomEntry",
      roomType: 1,
      name: "Café",
    });
    const live = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Café" };
    const talk = await made(
      "liveStream",
      "liveStreamEntry",
      { ...live, adminTags: "kms-webcast-event,kwebcast" },
      { sourceType: "32" },
    );
    const stage = await made(
      "liveStream",
      "liveStreamEntry",
      { ...live, name: "Stage" },
      { sourceType: "32" },
    );
    for (const entryId of [room, talk, stage]) {
      const categoryEntry = { objectType: "KalturaCategoryEntry", categoryId: Number(category), entryId };
      await world.must("categoryEntry", "add", { categoryEntry });
    }
    for (const hour of [9, 11]) {
      await made("schedule_scheduleEvent", "scheduleEvent", {
        objectType: "KalturaLiveStreamScheduleEvent",
        summary: "Café",
        recurrenceType: 0,
        templateEntryId: talk,
        startDate: Date.UTC(2027, 5, 8, hour) / 1000,
        endDate: Date.UTC(2027, 5, 8, hour + 1) / 1000,
      });
    }
    const counts = ({ entries, scheduleEvents, categories }: Record<string, number>) => ({
      entries,
      scheduleEvents,
      categories,
    });
    const asItWas = counts(world.emulator.counts());

    const env = {
      KALTURA_SERVICE_URL: world.emulator.url,
      KALTURA_PARTNER_ID: String(world.emulator.partnerId),
      KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
    };
    const lines: string[] = [];
    const options = { category, for: "plugin", eventFile: file, timezone: "Europe/Berlin" } as const;
    expect(await importEvent(options, env, line => lines.push(line))).to.equal(0);
    stack = await EngineStack.create(world, async () => ({
      agenda: new EventProgram("day", { file }).agenda,
    }));
    await stack.up();
    expect(counts(world.emulator.counts())).to.deep.equal(asItWas);
    expect(
      (await readAgenda(stack.stack)).map(({ id, entryId, start }) => [id, entryId, start]),
    ).to.deep.equal([["cafe", talk, "2027-06-08T11:00+02:00"]]);
    expect((await stack.preview({ expectNoChanges: true })).changes).to.have.all.keys("same");
    await stack.destroy();
    expect(counts(world.emulator.counts())).to.include({ entries: 0, categories: 0 });
  });
});
