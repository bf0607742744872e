import { join } from "node:path";
import { expect } from "chai";
import { examine, readEvent } from "../../event";
import { filesLike } from "../../event/globs";
import { Folder } from "./support";

const HEAD = "name: Summit\ntimezone: Europe/Berlin\n";

describe("An event file", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  const definitionOf = (text: string, name = "event.yaml") => {
    const { definition, findings } = readEvent(folder.put(name, text));
    expect(findings).to.deep.equal([]);
    return definition as { sessions: unknown[] };
  };

  it("may be YAML or JSON, with a byte order mark in front, with tabs between", () => {
    const expected = { name: "Summit", sessions: [{ id: "a" }] };
    expect(definitionOf("name: Summit\nsessions:\n  - id: a\n")).to.deep.equal(expected);
    expect(definitionOf(JSON.stringify(expected), "event.json")).to.deep.equal(expected);
    expect(definitionOf(`\uFEFF${JSON.stringify(expected, null, "\t")}`, "tabs.json")).to.deep.equal(
      expected,
    );
    expect(definitionOf("name: Summit\r\nsessions:\r\n  - id: a\r\n")).to.deep.equal(expected);
  });

  it("keeps ids as they are written, and other numbers as numbers", () => {
    const { sessions } = definitionOf(
      "sessions:\n- { id: 0012, track: [007, x], presenters: [01], webcast: { accessControlId: 12 } }",
    );
    expect(sessions[0]).to.deep.equal({
      ...{ id: "0012", track: ["007", "x"], presenters: ["01"], webcast: { accessControlId: 12 } },
    });
  });

  it("takes times and words like yes as texts", () => {
    const { sessions } = definitionOf("sessions:\n- { start: 2027-06-08T09:30, title: yes }");
    expect(sessions[0]).to.deep.equal({ start: "2027-06-08T09:30", title: "yes" });
  });

  it("may leave fields empty", () => {
    expect(definitionOf("name: Summit\ndescription:\nsessions:\n  - id: a\n    title:\n")).to.deep.equal({
      ...{ name: "Summit", sessions: [{ id: "a" }] },
    });
  });

  it("may repeat itself by anchors", () => {
    const { sessions } = definitionOf(
      "sessions:\n- webcast: &dvr { dvr: { enabled: true } }\n- webcast: *dvr\n",
    );
    expect(sessions[1]).to.deep.equal(sessions[0]);
  });

  it("can't blow up by anchors of anchors", () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"
        : `a${i}: &a${i} [${Array(10)
            .fill(`*a${i - 1}`)
            .join(", ")}]`,
    );
    expect(() => readEvent(folder.put("bomb.yaml", levels.join("\n")))).to.throw(
      /more than a million values/,
    );
  });

  describe("with mistakes", () => {
    const found = (text: string) => {
      folder.put("event.yaml", text);
      return folder.found("event.yaml");
    };

    it("says where a value is wrong, by line and column", () => {
      expect(found(`${HEAD}sessions:\n  - id: a\n    title: Talk\n    start: nine\n`)).to.deep.include(
        'event.yaml:6:12: "nine" is not an ISO 8601 time; write 2027-06-08T09:30, or with an offset 2027-06-08T09:30+02:00',
      );
    });

    it("points at the name of a field that there is none of", () => {
      const [first] = found(`${HEAD}sessions:\n  - id: a\n    title: Talk\n    titel: x\n`);
      expect(first).to.match(/^event\.yaml:6:5: "x" is not a property of this part of an event; take it out/);
    });

    it("points at what something is missing from", () => {
      expect(found(`${HEAD}sessions:\n  - title: Talk\n`)[0]).to.match(
        /^event\.yaml:4:5: is missing; it is required/,
      );
      expect(found("name: Summit\n")[0]).to.match(/^event\.yaml:1:1: is missing/);
    });

    it("points at the empty field that is required", () => {
      expect(found(`${HEAD}sessions:\n  - id: a\n    title:\n`)[0]).to.match(/^event\.yaml:5:5: is missing/);
    });

    it("says what is wrong inside a person or a list of tracks, not that all forms are wrong", () => {
      const [first, second] = found(
        `${HEAD}sessions:\n  - id: a\n    title: Talk\n    track: [main, [x]]\n    presenters: [{ title: Dr }]\n`,
      );
      expect(first).to.match(/^event\.yaml:6:19: \["x"\] is of none of the forms/);
      expect(second).to.match(/^event\.yaml:7:18: is missing; it is required/);
    });

    it("says where it can't be read as YAML at all, and nothing else", () => {
      const list = found(`${HEAD}sessions:\n  - id: "a\n`);
      expect(list[0]).to.match(/^event\.yaml:\d+:\d+: can't be read as YAML or JSON: Missing closing "quote/);
      expect(list.every(text => text.includes("can't be read"))).to.equal(true);
    });

    it("refuses a field that is there twice", () => {
      expect(found(`${HEAD}name: Again\n`)[0]).to.match(/^event\.yaml:3:1: .*Map keys must be unique/);
    });

    it("is refused when it holds no event, or is not there", () => {
      expect(found("- a\n- b\n")).to.deep.equal([
        "event.yaml:1:1: is no event; write name, timezone and sessions into it",
      ]);
      expect(found("")).to.deep.equal([
        "event.yaml:1:1: is no event; write name, timezone and sessions into it",
      ]);
      expect(() => readEvent(join(folder.path, "none.yaml"))).to.throw(/none\.yaml can't be read: ENOENT/);
    });

    it("is said to have all its mistakes at once, in the order of the file", () => {
      const list = found(
        `${HEAD}sessions:\n  - { id: a, title: "", start: 2027-06-08T09:00, end: 2027-06-08T08:00 }\n  - { id: b, title: B, start: 2027-06-08T09:00, end: 2027-06-08T08:00 }\n  - { id: c, title: C, track: x, start: 2027-06-08T09:00, end: 2027-06-08T10:00 }\n`,
      );
      expect(list.map(text => text.split(":")[1])).to.deep.equal(["4", "5", "6"]);
    });
  });

  describe("in parts", () => {
    it("is one event, whose lists go on in the parts", () => {
      folder.put("sessions/b.yaml", "sessions:\n  - id: b\ntracks:\n  - id: t2\n");
      folder.put("sessions/a.yaml", "- id: a\n");
      folder.put("people.yaml", "presenters: [{ id: mira }]\ntemplates: { talk: { room: x } }\n");
      const definition = definitionOf(
        "include: [sessions/*.yaml, people.yaml]\nsessions: [{ id: main }]\ntracks: [{ id: t1 }]\ntemplates: { own: {} }\n",
      );
      expect(definition).to.deep.equal({
        include: ["sessions/*.yaml", "people.yaml"],
        sessions: [{ id: "main" }, { id: "a" }, { id: "b" }],
        tracks: [{ id: "t1" }, { id: "t2" }],
        presenters: [{ id: "mira" }],
        templates: { own: {}, talk: { room: "x" } },
      });
    });

    it("says in which of them a mistake is, and where", () => {
      folder.put("sessions/1.yaml", "# day 1\n- id: a\n  title: A\n  start: x\n");
      folder.put("sessions/2.yaml", "sessions:\n  - id: b\n    titel: B\n");
      folder.put("event.yaml", `${HEAD}include: sessions/*.yaml\nsessions:\n  - { id: c, title: "" }\n`);
      const list = folder.found("event.yaml").map(text => text.split(": ")[0]);
      expect(list).to.deep.equal([
        "event.yaml:5:21",
        "sessions/1.yaml:4:10",
        "sessions/2.yaml:2:5",
        "sessions/2.yaml:3:5",
      ]);
    });

    it("finds pictures and recordings beside the part that names them", () => {
      folder.put("keynotes/stage.jpg", Buffer.from("ffd8ffe000104a464946", "hex"));
      folder.put("keynotes/all.yaml", "templates:\n  keynote: { webcast: { thumbnail: stage.jpg } }\n");
      folder.put(
        "event.yaml",
        `${HEAD}include: keynotes/all.yaml\nsessions:\n  - { id: a, title: A, template: keynote, start: 2027-06-08T09:00, duration: 1h }\n`,
      );
      const { event, findings } = examine(readEvent(join(folder.path, "event.yaml")));
      expect(findings.filter(({ severity }) => severity === "error")).to.deep.equal([]);
      expect(event!.sessions[0]!.inputs.thumbnail).to.match(/\/keynotes\/stage\.jpg$/);
    });

    for (const [what, part, message] of [
      ["that is no part", "text", /part\.yaml:1:1: is no part of an event/],
      [
        "with what belongs into the event file",
        "timezone: UTC",
        /part\.yaml:1:1: timezone belongs into the event file/,
      ],
      ["with a list that is none", "sessions: 5", /part\.yaml:1:11: is not a list/],
      [
        "with a template that is there already",
        "templates: { own: {} }",
        /part\.yaml:1:14: template "own" is there already/,
      ],
      ["that can't be read", "a: [", /part\.yaml:\d+:\d+: can't be read/],
    ] as const) {
      it(`refuses a part ${what}`, () => {
        folder.put("part.yaml", part);
        folder.put("event.yaml", `${HEAD}include: part.yaml\ntemplates: { own: {} }\n`);
        expect(folder.found("event.yaml")[0]).to.match(message);
      });
    }

    it("takes an empty part for nothing", () => {
      folder.put("part.yaml", "# later\n");
      folder.put("event.yaml", `${HEAD}include: part.yaml\n`);
      expect(folder.found("event.yaml")).to.deep.equal([]);
    });

    it("refuses a pattern that names no file: what it meant would be taken down", () => {
      folder.put("event.yaml", `${HEAD}include: [nothing/*.yaml]\n`);
      expect(folder.found("event.yaml")).to.deep.equal([
        'event.yaml:3:11: "nothing/*.yaml" is the name of no file; paths start at the folder of this file',
      ]);
    });

    it("reads each file once, however many patterns name it", () => {
      folder.put("part.yaml", "- { id: a, title: A, start: 2027-06-08T09:00, duration: 1h }\n");
      folder.put("event.yaml", `${HEAD}include: [part.yaml, "*.yaml"]\n`);
      expect(folder.found("event.yaml")).to.deep.equal([]);
    });
  });
});

describe("Patterns of file names", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder();
    for (const name of [
      "a.yaml",
      "b.yml",
      ".hidden.yaml",
      "sub/c.yaml",
      "sub/deep/d.yaml",
      "node_modules/x/e.yaml",
    ]) {
      folder.put(name, "");
    }
  });
  after(() => folder.remove());

  for (const [pattern, files] of [
    ["a.yaml", ["a.yaml"]],
    ["*.yaml", ["a.yaml"]],
    ["*", ["a.yaml", "b.yml"]],
    ["*/*.yaml", ["sub/c.yaml"]],
    ["sub/*", ["sub/c.yaml"]],
    ["**/*.yaml", ["a.yaml", "sub/c.yaml", "sub/deep/d.yaml"]],
    ["sub/**", ["sub/c.yaml", "sub/deep/d.yaml"]],
    ["s*b/c.y*l", ["sub/c.yaml"]],
    ["none/*.yaml", []],
    ["sub", []],
    ["a.yaml/b", []],
    ["a+yaml", []],
  ] as const) {
    it(`${pattern} names ${files.join(", ") || "none"}`, () => {
      expect(filesLike(folder.path, pattern)).to.deep.equal(files);
    });
  }
});
