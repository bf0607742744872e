import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { mergeInto } from "../../event/import/write";
import { readEvent } from "../../event/read";

const session = (id: string, more: object = {}) => ({
  id,
  title: id.toUpperCase(),
  start: "2027-06-08T09:00",
  end: "2027-06-08T10:00",
  ...more,
});
const programme = (...sessions: object[]) => ({ name: "Summit", timezone: "Europe/Berlin", sessions });

describe("an imported programme", () => {
  describe("in an event file", () => {
    it("is a new file that editors complete", () => {
      const { text, added } = mergeInto(undefined, programme(session("a"), session("b")));
      expect(text).to.match(/^# yaml-language-server: \$schema=\S*event\.schema\.json\n/);
      expect(text).to.include("name: Summit").and.include("  - id: a\n    title: A\n");
      expect(added).to.deep.equal(["a", "b"]);
    });

    it("changes nothing of it when it is the same again", () => {
      const { text } = mergeInto(undefined, programme(session("a", { tags: ["x", "y"] })));
      const again = mergeInto(text, programme(session("a", { tags: ["x", "y"] })));
      expect(again).to.deep.equal({ text, added: [], changed: [], missing: [] });
    });

    const EDITED = `# Our event
name: The Summit   # shorter
timezone: Europe/Berlin
defaults:
  webcast: { dvr: { enabled: true } }
sessions:
  # the keynote is a simulive
  - id: a
    title: A
    kind: simulive
    video: film
    start: "2027-06-08T09:00"
    duration: 1h
  - { id: b, title: B, start: 2027-06-08T09:00, end: 2027-06-08T10:00, channel: hall }
`;

    it("brings in what changed, and leaves comments and all that it says nothing of", () => {
      const { text, changed, added } = mergeInto(
        EDITED,
        programme(session("a", { title: "Another" }), session("b"), session("c")),
      );
      expect([changed, added]).to.deep.equal([["a"], ["c"]]);
      for (const kept of [
        "# Our event",
        "The Summit",
        "# shorter",
        "# the keynote is a simulive",
        "kind: simulive",
      ])
        expect(text).to.include(kept);
      expect(text).to.include("title: Another").and.include("channel: hall").and.include("- id: c");
      // The programme says an end, which the length would contradict.
      expect(text).to.include("end: 2027-06-08T10:00").and.not.include("duration");
    });

    it("keeps sessions that the programme has no more, unless told to drop them", () => {
      const kept = mergeInto(EDITED, programme(session("b")));
      expect(kept.missing).to.deep.equal(["a"]);
      expect(kept.text).to.include("id: a");
      const dropped = mergeInto(EDITED, programme(session("b")), true);
      expect(dropped.text).to.not.include("id: a");
    });

    it("is not written beside parts of the event in other files, which would be doubled", () => {
      expect(() => mergeInto("name: S\ninclude: sessions/*.yaml\n", programme(session("a")))).to.throw(
        "include",
      );
    });

    it("refuses to write into what is no event file", () => {
      expect(() => mergeInto("- id: a\n", programme())).to.throw("is no event file");
      expect(() => mergeInto("a: [", programme())).to.throw("can't be read as YAML");
    });
  });

  describe("on the command line", () => {
    const CLI = join(__dirname, "..", "..", "cli", "main.js");
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-import-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string | Buffer) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "import", ...args], {
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    };
    const ZONE = ["--timezone", "Europe/Berlin", "--name", "Summit"];

    it("becomes an event file that the check finds nothing wrong with, also the second time", () => {
      const source = file("p.csv", "id,title,track,start,end\na,A,Talks,2037-06-08T09:00,2037-06-08T10:00\n");
      const out = join(folder, "event.yaml");
      expect(run(source, "--out", out, ...ZONE)).to.deep.include({ status: 0 });
      const first = readFileSync(out, "utf8");
      expect(readEvent(out).findings).to.deep.equal([]);
      expect(execFileSync(process.execPath, [CLI, "check", out], { encoding: "utf8" })).to.include(
        "0 errors, 0 warnings",
      );
      expect(run(source, "--out", out, ...ZONE).stderr).to.include("0 sessions added, 0 changed");
      expect(readFileSync(out, "utf8")).to.equal(first);
    });

    it("names each bad row with a reason and writes nothing, unless they may be skipped", () => {
      const source = file(
        "p.csv",
        "id,title,start,end\na,A,2037-06-08T09:00,2037-06-08T08:00\nb,B,8.6.37,\nc,C,2037-06-08T09:00,2037-06-08T10:00\n",
      );
      const out = join(folder, "event.yaml");
      const refused = run(source, "--out", out, ...ZONE);
      expect(refused.status).to.equal(1);
      expect(refused.stderr)
        .to.match(/^row 2: end: .* is not after start/m)
        .and.match(/^row 3: start: "8\.6\.37" is no time/m);
      expect(() => readFileSync(out)).to.throw("ENOENT");
      expect(run(source, "--out", out, "--skip-bad-rows", ...ZONE).status).to.equal(0);
      expect(readFileSync(out, "utf8")).to.include("id: c").and.not.include("id: a");
    });

    it("is checked as it is, with row and column named", () => {
      const source = file("p.csv", "id,title,start,end\na,A,soon,\nb,B,2037-06-08T09:00,2037-06-08T08:00\n");
      const { stdout } = spawnSync(process.execPath, [CLI, "check", source], { encoding: "utf8" });
      expect(stdout)
        .to.match(/p\.csv: error: timezone: is missing/)
        .and.match(/p\.csv row 2: error: start: "soon" is no time/);
    });

    it("says of another list's row in which list it is", () => {
      const whole = { ...programme(session("a", { abstract: "x" })), tracks: [{ id: 1 }] };
      const { stderr } = run(file("p.json", JSON.stringify(whole)));
      expect(stderr).to.match(/^row 1: tracks\[0\]\.name: is missing/m);
    });

    it("takes nothing out while there are rows that it can't read: one may be what seems missing", () => {
      const out = file("event.yaml", mergeInto(undefined, programme(session("a"), session("b"))).text);
      const before = readFileSync(out, "utf8");
      const source = file("p.csv", "id,title,start,end\na,A,soon,\nb,B,2027-06-08T09:00,2027-06-08T11:00\n");
      const { status, stderr } = run(source, "--out", out, "--skip-bad-rows", "--remove-missing", ...ZONE);
      expect([status, readFileSync(out, "utf8")]).to.deep.equal([1, before]);
      expect(stderr).to.include("leave out --remove-missing");
    });

    it("reads UTF-16 as spreadsheets write it, and refuses an encoding that could only be guessed", () => {
      const text = "id\ttitle\tstart\tend\na\tMüller\t2037-06-08T09:00\t2037-06-08T10:00\n";
      const unicode = run(file("u.txt", Buffer.from(`\uFEFF${text}`, "utf16le")), ...ZONE);
      expect(unicode.stdout).to.include("title: Müller");
      const windows = run(file("w.txt", Buffer.from(text, "latin1")), ...ZONE);
      expect(windows.status).to.equal(1);
      expect(windows.stderr).to.include("w.txt can't be read: it is not in UTF-8");
    });

    it("names what is wrong in no row, and leaves out the sessions that need it", () => {
      const persons = `<person id="${"5".repeat(300)}">Ann</person>`;
      const talk = (id: string, people: string) =>
        `<event id="${id}"><date>2037-06-08T09:00:00+02:00</date><duration>00:45</duration><title>T${id}</title><persons>${people}</persons></event>`;
      const source = file(
        "schedule.xml",
        `<schedule><conference><title>C</title><time_zone_name>Europe/Berlin</time_zone_name></conference><day date="2037-06-08"><room name="R">${talk("1", persons)}${talk("2", "")}</room></day></schedule>`,
      );
      const { status, stdout, stderr } = run(source, "--skip-bad-rows");
      expect(status, stderr).to.equal(0);
      expect(stderr)
        .to.match(/^presenters\[0\]\.id: /m)
        .and.match(/^row 1: presenters/m);
      expect(stdout).to.include('id: "2"').and.not.include('id: "1"').and.not.include("presenters:");
    });

    it("is no programme without sessions, which would take out all", () => {
      const out = file("event.yaml", mergeInto(undefined, programme(session("a"))).text);
      const { status, stderr } = run(
        file("p.csv", "id,title,start,end\n"),
        "--out",
        out,
        "--remove-missing",
        ...ZONE,
      );
      expect(status).to.equal(1);
      expect(stderr).to.include("p.csv: no session is in it");
      expect(readFileSync(out, "utf8")).to.include("id: a");
    });

    it("names the file that is not what it is said to be", () => {
      const { stderr } = run(file("p.csv", "a,b\n1,2\n"), "--format", "csv", ...ZONE);
      expect(stderr).to.match(/p\.csv can't be imported \(csv\): it has no column for the title/);
    });

    it("says how to give a timezone where the programme has none, and which forms there are", () => {
      const source = file("p.csv", "id,title,start,end\na,A,2037-06-08T09:00,2037-06-08T10:00\n");
      expect(run(source, "--name", "S").stderr)
        .to.include("timezone: ")
        .and.include("--timezone");
      expect(run(source, "--timezone", "Europe/Berlin").stderr).to.include("give it with --name");
      expect(run(file("x.txt", "hello")).stderr)
        .to.include("say which with --format")
        .and.include("frab-xml");
    });
  });
});
