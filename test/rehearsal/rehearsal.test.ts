import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Gateway } from "../../provider/kaltura/gateway";
import { Loaders } from "../../provider/kaltura/loaders";
import { epochOf } from "../../provider/time";
import { collisionsOf, gapsOf } from "../../rehearsal/findings";
import { needsOf } from "../../rehearsal/needs";
import { rehearsalPage } from "../../rehearsal/page";
import type { Piece } from "../../rehearsal/pieces";
import { rehearse } from "../../rehearsal/rehearse";
import { sceneAt } from "../../rehearsal/scenes";
import { projectFolder, type Stage } from "../../rehearsal/stage";
import { rehearsalText } from "../../rehearsal/text";
import { type Program, Stack } from "../support/stack";
import { World } from "../support/world";

const at = (time: string) => epochOf(`2027-06-08T${time}Z`, undefined);
const times = (from: string, to: string) => ({ start: `2027-06-08T${from}Z`, end: `2027-06-08T${to}Z` });

const piece = (id: string, more: Partial<Piece> = {}): Piece => ({
  kind: "webcast",
  id,
  title: id.toUpperCase(),
  entryId: id,
  track: "Main",
  timezone: "UTC",
  start: at("09:00"),
  end: at("10:00"),
  lead: 0,
  tail: 0,
  targets: [],
  presenters: [],
  ...more,
});

describe("a rehearsal", () => {
  describe("of an event that is deployed", () => {
    let world: World;
    let gateway: Gateway;
    let stage: Stage;

    before(async () => {
      world = await World.withProfiles({ mediaSeconds: 1800 });
      const program: Program = {
        hall: { kind: "RestreamerChannel", inputs: { name: "Hall" } },
        film: { kind: "MediaAsset", inputs: { name: "Film", url: "http://127.0.0.1/film.mp4" } },
        own: { kind: "WebcastSession", inputs: { name: "Own", ...times("09:00", "10:00") } },
        fed: {
          kind: "WebcastSession",
          inputs: id => ({ name: "Fed", channel: id("hall"), ...times("09:30", "10:30") }),
        },
        aired: {
          kind: "SimuliveSession",
          inputs: id => ({
            name: "Aired",
            source: id("film"),
            redirectAfter: true,
            start: "2027-06-08T11:00Z",
          }),
        },
      };
      const stack = new Stack(world.runtime);
      await stack.up(program);
      gateway = new Gateway({
        serviceUrl: world.emulator.url,
        partnerId: world.emulator.partnerId,
        credentials: { adminSecret: world.emulator.adminSecret },
        now: () => world.emulator.clock.nowMs(),
        runTimeoutMs: Number.MAX_SAFE_INTEGER,
      });
      stage = {
        emulator: world.emulator,
        pieces: [
          piece("own", { title: "Own", entryId: stack.id("own") }),
          piece("fed", {
            title: "Fed",
            entryId: stack.id("fed"),
            source: stack.id("hall"),
            start: at("09:30"),
            end: at("10:30"),
          }),
          piece("aired", {
            title: "Aired",
            kind: "simulive",
            entryId: stack.id("aired"),
            source: stack.id("film"),
            start: at("11:00"),
            end: at("11:30"),
          }),
          piece("hall", { title: "Hall", kind: "channel", entryId: stack.id("hall") }),
          piece("film", { title: "Film", kind: "recording", entryId: stack.id("film") }),
        ].map(p => {
          if (p.kind !== "channel" && p.kind !== "recording") return p;
          const { start: _, end: __, ...timeless } = p;
          return timeless;
        }),
        standIns: [],
        load: () => new Loaders(gateway),
        close: async () => {},
      };
    });
    after(async () => {
      await gateway.close();
      await world.stop();
    });

    const shows = async (time: string, silent: string[] = []) => {
      const { sights } = await sceneAt(stage, at(time), { silent });
      return Object.fromEntries(sights.map(s => [s.piece.id, s.shows]));
    };

    it("shows what a viewer gets before, in and after each session, by what the server says then", async () => {
      expect(await shows("08:00")).to.deep.include({
        own: "a card that counts down: starts in 60 min",
        aired: "a card that counts down: starts in 3 h",
      });
      expect(await shows("09:45")).to.deep.include({
        own: "the live stream, from its own encoder",
        fed: "the live stream, from channel “Hall”",
      });
      expect(await shows("11:02")).to.deep.include({
        own: "a card: it is over",
        aired: "the live stream, from the recording “Film” (2:00 in)",
      });
      expect(await shows("12:00")).to.deep.include({ aired: "the recording “Film”" });
    });

    it("knows that a fed session needs some seconds to start", async () => {
      expect((await shows("09:30:05")).fed).to.equal("a card for another 13 s: the first segments are made");
    });

    it("shows what happens when an encoder fails", async () => {
      const { sights, feeds } = await sceneAt(stage, at("09:45"), { silent: ["Hall"] });
      const fed = sights.find(s => s.piece.id === "fed")!;
      expect(fed).to.include({ live: false, shows: "a card: nothing is sent" });
      expect(fed.problem).to.include("“Hall” can't be shown");
      expect(feeds.map(f => f.encoder)).to.deep.equal(["Own"]);
    });

    it("says which feed goes where", async () => {
      const { feeds } = await sceneAt(stage, at("09:45"));
      expect(feeds).to.deep.equal([
        { encoder: "Own", shownBy: ["Own"] },
        { encoder: "Hall", shownBy: ["Fed"] },
      ]);
    });

    it("looks at every beginning and end by itself, and reports in text and HTML", async () => {
      const report = await rehearse(stage, { silent: ["own"] });
      expect(report.scenes.map(s => new Date(s.at * 1000).toISOString().slice(11, 16))).to.deep.equal([
        ...["09:01", "09:31", "10:01", "10:31", "11:01", "11:31"],
      ]);
      expect(report.problems.map(p => p.sight.piece.id)).to.deep.equal(["own"]);
      expect(rehearsalText(report)).to.include("Not as planned: 1 not live when they should be");
      const page = rehearsalPage(report);
      expect(page).to.include("its encoder sends nothing").and.not.include("<script");
    });

    it("names what is stood in for in one order, whichever the engine had", async () => {
      const standIns = [
        { kind: "room", id: "b" },
        { kind: "category", id: "a" },
      ] as const;
      const report = await rehearse({ ...stage, standIns });
      expect(report.standIns).to.deep.equal(["category a", "template room b"]);
    });

    it("refuses to silence what there is not, and says what there is", async () => {
      const error = await rehearse(stage, { silent: ["Hal"] }).catch((e: Error) => e.message);
      expect(error).to.equal("No session or channel with an encoder is called Hal: own, hall");
    });

    it("lets no title be more than text in its page", async () => {
      const hostile = "<img src=x onerror=alert(1)>";
      const report = await rehearse(
        { ...stage, pieces: stage.pieces.map(p => ({ ...p, title: hostile })) },
        { at: [at("09:45")] },
      );
      expect(rehearsalPage(report)).to.not.include("<img");
    });

    it("lets no title be more than one line, or steer the terminal, in its text", async () => {
      const pieces = stage.pieces.map(p => ({ ...p, title: "A\u001b[2J\nAll went as planned" }));
      const text = rehearsalText(await rehearse({ ...stage, pieces }, { at: [at("09:45")] }));
      expect(text.split("\n").filter(line => line.startsWith("All went"))).to.have.length(1);
      expect(text).to.not.include("\u001b");
    });
  });

  it("finds the project that a folder is in, and says when there is none", () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-rehearsal-test-"));
    try {
      expect(() => projectFolder(folder)).to.throw(`${folder} is in no Pulumi project`);
      mkdirSync(join(folder, "sessions"));
      writeFileSync(join(folder, "Pulumi.yaml"), "name: event\nruntime: nodejs\n");
      expect(projectFolder(join(folder, "sessions"))).to.equal(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names empty time in a track, but no nights", () => {
    const gaps = gapsOf(
      [
        piece("a"),
        piece("b", { start: at("10:20"), end: at("11:00") }),
        piece("c", { start: at("12:00"), end: at("13:00") }),
        piece("d", { start: at("20:00"), end: at("21:00") }),
        piece("e", { track: "Other", start: at("15:00"), end: at("16:00") }),
      ],
      1800,
    );
    expect(gaps.map(g => [g.after.id, g.before.id, g.seconds / 60])).to.deep.equal([["b", "c", 60]]);
  });

  it("names two sessions at once on a channel, in a place or with a person; recordings need nobody", () => {
    const hall = piece("hall", { kind: "channel", title: "Hall" });
    const { start: _, end: __, ...channel } = hall;
    const half = { start: at("09:30"), end: at("10:30") };
    const texts = (a: Partial<Piece>, b: Partial<Piece>) =>
      collisionsOf([channel, piece("a", a), piece("b", { ...half, ...b })], "Europe/Berlin");
    expect(texts({ source: "hall" }, { source: "hall" })[0]).to.match(
      /^“A” \(.*, 11:00 to 12:00\) and “B” \(.*, 11:30 to 12:30\): channel “Hall”$/,
    );
    expect(texts({ location: "Room 1" }, { location: "Room 1" })[0]).to.include("place “Room 1”");
    expect(texts({ presenters: ["Ann"] }, { presenters: ["Bob", "Ann"] })[0]).to.include("with Ann");
    expect(texts({ presenters: ["Ann"], kind: "simulive" }, { presenters: ["Ann"] })).to.deep.equal([]);
    expect(texts({ source: "hall" }, { source: "hall", start: at("10:00"), end: at("11:00") })).to.deep.equal(
      [],
    );
  });

  it("finds in a preview what has to be stood in for", () => {
    const made = (kind: string, inputs: object) => ({
      key: kind,
      op: "create" as const,
      because: [],
      after: {
        kind,
        name: kind,
        inputs: inputs as Record<string, unknown>,
        outputs: {},
        from: {},
        unfinished: [],
      },
    });
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const needs = needsOf({
      notes: [],
      foreign: 0,
      changes: [
        made("InteractiveRoom", {
          templateRoomEntryId: "1_template",
          categories: [unknown, "site>channels"],
        }),
        made("SimuliveSession", {
          source: "1_film0001",
          conversionProfile: "Default_Live",
          redirectAfter: true,
        }),
        made("WebcastSession", { channel: unknown, accessControl: "Staff" }),
      ],
    });
    expect(needs).to.deep.equal([
      { kind: "room", id: "1_template" },
      { kind: "category", id: "site>channels" },
      { kind: "video", id: "1_film0001" },
      { kind: "accessControl", id: "Staff" },
    ]);
  });
});
