/** What an event that people made by hand becomes in an event file, where it isn't as files would have it. */
import { expect } from "chai";
import { parse } from "yaml";
import { eventOfAccount } from "../../event/import/fromAccount";
import { mergeInto } from "../../event/import/write";
import type { EventResource } from "../../provider/queries/eventResources";
import { look, said } from "./support";

type Json = Record<string, unknown>;

const resource = (kind: string, id: string, inputs: Json): EventResource => ({
  kind,
  name: id,
  id,
  inputs,
  outputs: {},
});
const summit = resource("EventCategory", "10", { name: "Summit", parent: 1 });
const category = (id: string, name: string, parent = 10) => resource("EventCategory", id, { name, parent });
const webcast = (id: string, inputs: Json = {}) =>
  resource("WebcastSession", id, {
    name: id,
    start: "2027-06-08T09:00",
    end: "2027-06-08T10:00",
    timezone: "Europe/Berlin",
    categories: [10],
    ...inputs,
  });
const channel = (id: string, inputs: Json = {}) => resource("RestreamerChannel", id, { name: id, ...inputs });

/** The event as it is read back from the file's text, which has to be right. */
function written(resources: readonly EventResource[], timezone?: string) {
  const { definition, notes } = eventOfAccount({ resources: [summit, ...resources], left: [] }, timezone);
  const event = parse(mergeInto(undefined, definition).text) as Json & Record<string, Json[]>;
  const { findings } = look(event);
  expect(said(findings.filter(({ severity }) => severity === "error"))).to.deep.equal([]);
  return { event, notes };
}
const ids = (list: readonly Json[] | undefined) => (list ?? []).map(({ id }) => id);

describe("an event file of an event on the account", () => {
  it("calls sessions by their reference ids, if those are ids of one session each, or else by their titles", () => {
    const { event } = written([
      webcast("a", { name: "Über uns", referenceId: "S 1" }),
      webcast("b", { name: "Über uns", referenceId: "twice" }),
      webcast("c", { name: "Über uns", referenceId: "twice" }),
      webcast("d", { name: "Twice", referenceId: " blank " }),
      webcast("e", { name: "S 1" }),
      webcast("f", { name: "uber-uns-2", referenceId: "0012" }),
      webcast("g", { name: "…" }),
    ]);
    expect(ids(event.sessions)).to.deep.equal([
      "S 1",
      "uber-uns",
      "uber-uns-2",
      "twice",
      "s-1",
      "0012",
      "unnamed",
    ]);
    expect(event.sessions!.map(({ webcast }) => (webcast as Json).adopt)).to.deep.equal([..."abcdefg"]);
  });

  it("has the timezone of most sessions, and says where another one's clocks count", () => {
    const { event } = written([
      webcast("a", { timezone: "America/New_York" }),
      webcast("b"),
      webcast("c", { start: "2027-06-08T07:00Z", end: "2027-06-08T07:01:30Z", timezone: undefined }),
      webcast("d", { start: "2027-10-31T02:30+01:00", end: "2027-10-31T03:00+01:00" }),
    ]);
    const times = event.sessions!.map(({ start, duration, timezone }) => [start, duration, timezone]);
    expect(event.timezone).to.equal("Europe/Berlin");
    expect(times).to.deep.equal([
      ["2027-06-08T09:00", "1h", "America/New_York"],
      ["2027-06-08T09:00", "1h", undefined],
      ["2027-06-08T09:00", "1m30s", undefined],
      // The clocks show it twice that night.
      ["2027-10-31T02:30+01:00", "30m", undefined],
    ]);
  });

  it("asks for the timezone where no session has one", () => {
    const plain = webcast("a", { start: "2027-06-08T07:00Z", end: "2027-06-08T08:00Z", timezone: undefined });
    const utc = written([plain]);
    expect(utc.event).to.include({ timezone: "UTC" });
    expect(utc.event.sessions![0]).to.include({ start: "2027-06-08T07:00" });
    expect(utc.notes.join()).to.include("--timezone");
    const { event, notes } = written([plain], "Europe/Berlin");
    expect(event.sessions![0]).to.include({ start: "2027-06-08T09:00" });
    expect(notes).to.deep.equal([]);
  });

  it("puts what lies deeper into the track above it, and says so", () => {
    const { event, notes } = written([
      category("11", "Main"),
      category("12", "Day 1", 11),
      category("13", "Side"),
      webcast("a", { categories: [12] }),
      webcast("b", { categories: [10, 11, 12, 13, 99] }),
      webcast("c", { categories: [10] }),
    ]);
    expect(event.tracks).to.deep.equal([
      { id: "main", name: "Main", category: { adopt: 11 } },
      { id: "side", name: "Side", category: { adopt: 13 } },
    ]);
    expect(event.sessions!.map(({ track }) => track)).to.deep.equal(["main", ["main", "side"], undefined]);
    expect(notes.join()).to.include('"Day 1" (12)');
  });

  it("describes a person once who is the same in several sessions, and keeps every id that Kaltura has", () => {
    const ann = { name: "Ann", title: "CTO" };
    const bob = { id: "b 1", name: "Bob" };
    const { event } = written([
      webcast("a", { presenters: [ann, bob, { id: "x", name: "Cy" }] }),
      webcast("b", {
        presenters: [bob, ann, { id: "x", name: "Cy" }],
        start: "2027-06-09T09:00",
        end: "2027-06-09T10:00",
      }),
      webcast("c", { presenters: [{ id: "x", name: "Cyril" }, { name: "Dan" }] }),
      webcast("d", {
        presenters: [
          { id: "x", name: "Cyril" },
          { name: "Dan", title: "CEO" },
        ],
      }),
    ]);
    expect(event.presenters).to.deep.equal([
      { name: "Ann", title: "CTO", id: "ann" },
      { id: "b 1", name: "Bob" },
    ]);
    expect(event.sessions!.map(({ presenters }) => presenters)).to.deep.equal([
      ["ann", "b 1", { id: "x", name: "Cy" }],
      ["b 1", "ann", { id: "x", name: "Cy" }],
      [{ id: "x", name: "Cyril" }, { name: "Dan" }],
      [
        { id: "x", name: "Cyril" },
        { name: "Dan", title: "CEO" },
      ],
    ]);
  });

  it("leaves a channel's target as it is that isn't a session of the event at its own time", () => {
    const target = (session: string) => ({ session, from: "2027-06-08T07:00Z", until: "2027-06-08T08:00Z" });
    const { event } = written([
      webcast("a"),
      webcast("0_b", { scheduleEvent: { preStartSeconds: 60, location: "Hall" } }),
      webcast("c", { channel: "shown" }),
      channel("fed", { targets: [target("a")] }),
      channel("late", { targets: [target("0_b")] }),
      channel("shown", { targets: [target("elsewhere")] }),
    ]);
    expect(event.channels).to.deep.equal([
      { id: "fed", name: "fed", feeds: "restream", adopt: "fed" },
      { id: "late", name: "late", adopt: "late", targets: [target("0_b")] },
      { id: "shown", name: "shown", adopt: "shown", targets: [target("elsewhere")] },
    ]);
    expect(event.sessions!.map(({ channel }) => channel)).to.deep.equal(["fed", undefined, "shown"]);
    expect(event.sessions![1]).to.include({ room: "Hall" });
  });

  it("says once what all sessions of a kind have in common, and nothing that one of them lacks", () => {
    const { event } = written([
      webcast("a", { dvr: { enabled: true }, offlineMessage: "Soon", slidesEntryId: "0_a" }),
      webcast("b", { dvr: { enabled: true }, offlineMessage: "Later" }),
      resource("StudioSession", "c", { ...webcast("c").inputs, dvr: { enabled: true } }),
    ]);
    expect(event.defaults).to.deep.equal({ webcast: { dvr: { enabled: true } } });
    expect(event.sessions!.map(({ webcast, studio }) => webcast ?? studio)).to.deep.equal([
      { adopt: "a", offlineMessage: "Soon", slidesEntryId: "0_a" },
      { adopt: "b", offlineMessage: "Later" },
      { adopt: "c", dvr: { enabled: true } },
    ]);
  });

  it("names a simulive's video by its entry, also one that is elsewhere", () => {
    const simulive = (id: string, source: string | undefined) =>
      resource("SimuliveSession", id, { ...webcast(id).inputs, source });
    const { event, notes } = written([
      simulive("rerun", "0_film"),
      simulive("again", "0_else"),
      simulive("empty", undefined),
      resource("MediaAsset", "0_film", { name: "Film", url: "https://media.example/f.mp4" }),
    ]);
    expect(event.videos).to.deep.equal([
      { id: "film", entryId: "0_film" },
      { id: "again", entryId: "0_else" },
    ]);
    expect(event.sessions!.map(({ video }) => video)).to.deep.equal(["film", "again"]);
    expect(notes.join()).to.include("empty (empty): it airs nothing");
  });

  it("leaves out, and names, what has no time; but for rooms", () => {
    const { event, notes } = written([
      webcast("draft", { start: undefined, end: undefined }),
      resource("InteractiveRoom", "lounge", { name: "Lounge", mode: "interactive", categories: [10] }),
    ]);
    expect(ids(event.sessions)).to.deep.equal(["lounge"]);
    expect(notes[0]).to.include("draft (draft): it has no time");
  });
});
