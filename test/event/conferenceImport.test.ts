import { expect } from "chai";
import { examine, leftOut, load } from "../../event";
import { conference } from "../../event/import/conference";
import { Folder } from "./support";

type Json = Record<string, unknown>;

const row = (changes: Json = {}): Json => ({
  id: "a1",
  title: "First talk",
  abstract: "About something.",
  track: "Main",
  room: "Hall",
  type: "Talk",
  start: "2027-06-08T09:00:00+02:00",
  end: "2027-06-08T09:45:00+02:00",
  language: "English",
  speakers: 1,
  ...changes,
});

const programme = (sessions: unknown, changes: Json = {}): Json => ({
  name: "Summit",
  timezone: "Europe/Berlin",
  tracks: [{ id: "1", name: "Main", color: "#fff" }],
  sessions,
  ...changes,
});

describe("A conference programme", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
  });
  after(() => folder.remove());

  const take = (content: unknown) => {
    const read = load(
      folder.put("programme.json", typeof content === "string" ? content : JSON.stringify(content)),
    );
    const examined = examine(read, { now: new Date(0) });
    const skipped = leftOut(read, examined.findings);
    return { ...examined, read, skipped, notes: [...read.notes, ...examined.notes] };
  };

  it("becomes an event: names of tracks are followed, type and language are tags, ids stay", () => {
    const { event, findings } = take(
      programme([row({ type: "Talk, Demo", speakers: ["Mira", { name: "Jonas" }] })]),
    );
    expect(findings).to.deep.equal([]);
    const [session] = event!.sessions;
    expect(session).to.deep.include({
      id: "a1",
      kind: "webcast",
      room: "Hall",
      start: "2027-06-08T09:00+02:00",
    });
    expect(session!.tracks.map(({ id }) => id)).to.deep.equal(["1"]);
    expect(session!.inputs).to.deep.include({
      name: "First talk",
      description: "About something.",
      tags: ["Talk", "Demo", "English"],
      presenters: [{ name: "Mira" }, { name: "Jonas" }],
    });
  });

  it("may leave out, or leave empty, what is not known", () => {
    const bare = {
      id: 7,
      title: "Talk",
      track: "1",
      start: "2027-06-08T09:00",
      end: "2027-06-08T10:00",
      abstract: "",
    };
    const empty = row({
      id: "8",
      abstract: "",
      room: "",
      type: null,
      language: " ",
      speakers: null,
      start: "2027-06-08T11:00Z",
      end: "2027-06-08T12:00Z",
    });
    const { event, findings } = take(programme([bare, empty]));
    expect(findings).to.deep.equal([]);
    expect(event!.sessions.map(({ id, inputs, room }) => [id, inputs.tags, room])).to.deep.equal([
      ...[
        ["7", [], undefined],
        ["8", [], undefined],
      ],
    ]);
  });

  it("may have blanks in its timezone, and says how it reads it; misspelt ones are refused", () => {
    const { event, notes } = take(programme([row()], { timezone: "US / Eastern" }));
    expect(event!.timezone).to.equal("US/Eastern");
    expect(notes[0]).to.equal('timezone "US / Eastern" is read as US/Eastern');
    expect(take(programme([row()], { timezone: "US / Estern" })).event).to.equal(undefined);
  });

  it("says which fields are not used: one may be a misspelling", () => {
    expect(take(programme([row({ titel: "x" })])).notes).to.deep.equal([
      "fields of tracks that are not used: color",
      "fields of sessions that are not used: titel",
    ]);
  });

  it("is known by its fields, whatever the file is called; an event file is not taken for one", () => {
    expect(conference.recognises(JSON.stringify(programme([row()])), "x")).to.equal(true);
    const event = { name: "S", timezone: "UTC", sessions: [{ id: "a", title: "A" }] };
    for (const text of [JSON.stringify(event), "name: Summit", "", "[]", "null", '{"sessions":{}}']) {
      expect(conference.recognises(text, "programme.json"), text).to.equal(false);
    }
  });

  it("warns of rooms and people that are in two places: it is somebody else's data", () => {
    const { event, findings } = take(
      programme([row({ speakers: ["Mira"] }), row({ id: "a2", speakers: ["Mira"] })]),
    );
    expect(event!.sessions).to.have.length(2);
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ...[
        ["roomOverlap", "warning"],
        ["presenterTwice", "warning"],
      ],
    ]);
  });

  it("is taken without its bad rows, which are told by number and with everything that is wrong with them", () => {
    const { event, skipped, findings } = take(
      programme([
        row(),
        null,
        row({ id: "a3", title: "Goes backwards", end: "2027-06-08T08:00:00+02:00" }),
        "talk",
        row({ id: "a5", title: "", end: "never", track: "Basement" }),
        row({ title: "Again" }),
        row({ id: null, title: "Lost" }),
        row({ id: "a8", track: "" }),
      ]),
    );
    expect(event!.sessions.map(({ id }) => id)).to.deep.equal(["a1"]);
    expect(skipped.map(({ row, id, title, problems }) => [row, id, title, problems.length])).to.deep.equal([
      [2, "", "", 1],
      [3, "a3", "Goes backwards", 1],
      [4, "", "", 1],
      [5, "a5", "", 2],
      [6, "a1", "Again", 1],
      [7, "", "Lost", 1],
      [8, "a8", "First talk", 1],
    ]);
    expect(skipped[1]!.problems[0]).to.match(/^end: .* is not after start/);
    const places = findings.map(({ at, message }) => `${at!.row}: ${message}`);
    expect(places).to.include("2: is not an object").and.include("4: is not an object");
  });

  it("keeps the numbers of rows behind those that are no objects", () => {
    const { skipped } = take(programme([3, [], row({ title: 12 })]));
    expect(skipped.map(({ row }) => row)).to.deep.equal([1, 2, 3]);
  });

  for (const [what, content, message] of [
    [
      "without tracks",
      programme([row()], { tracks: undefined }),
      /programme\.json can't be imported \(conference\): tracks: is not a list/,
    ],
    ["without name", programme([row()], { name: " " }), undefined],
  ] as const) {
    it(`${what} is refused`, () => {
      if (message === undefined) expect(take(content).event).to.equal(undefined);
      else expect(() => take(content)).to.throw(message);
    });
  }
});
