import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { Folder } from "./support";

const MAIN = join(__dirname, "..", "..", "cli", "main.js");

describe("pulumi-kaltura check", function () {
  this.timeout(60_000);
  let folder: Folder;
  before(() => {
    folder = new Folder();
    const head = "name: Summit\ntimezone: Europe/Berlin\nsessions:\n";
    const row = (id: string, more = "") =>
      `  - { id: ${id}, title: Talk, start: 2057-06-08T09:00, duration: 1h, room: r${more} }\n`;
    folder.put("good.yaml", head + row("a"));
    folder.put("odd.yaml", `rules: { roomOverlap: warn }\n${head}${row("a")}${row("b")}`);
    folder.put("bad.yaml", head + row("a") + row("a, b: c") + row("d", ", titel: x"));
    folder.put("webinar.yaml", head + row("a", ", kind: webinar"));
    folder.put(
      "programme.json",
      JSON.stringify({ name: "S", timezone: "UTC", tracks: [], sessions: [{ id: 1, abstract: "x" }] }),
    );
  });
  after(() => folder.remove());

  const check = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "check", ...args], {
      cwd: folder.path,
      encoding: "utf8",
    });
    return { status, lines: stdout.trim().split("\n"), stdout, stderr };
  };

  it("says of a good event that it is right", () => {
    expect(check("good.yaml")).to.deep.include({
      status: 0,
      lines: ["1 session right, 0 errors, 0 warnings"],
    });
  });

  it("says what is wrong as file:line:column, and fails", () => {
    const { status, lines } = check("bad.yaml");
    expect(status).to.equal(1);
    expect(lines[0]).to.match(/^bad\.yaml:5:\d+: error: .*\((form|idTwice)\)$/);
    expect(lines.at(-1)).to.match(/^1 session right, \d errors, 0 warnings$/);
  });

  it("fails on warnings only when it is told to be strict", () => {
    expect(check("odd.yaml")).to.deep.include({ status: 0 });
    expect(check("odd.yaml").lines[0]).to.match(/^odd\.yaml:6:\d+: warning: .*\(roomOverlap\)$/);
    expect(check("odd.yaml", "--strict").status).to.equal(1);
  });

  it("speaks to programs, and to GitHub", () => {
    const findings = JSON.parse(check("odd.yaml", "--format", "json").stdout) as Array<
      Record<string, unknown>
    >;
    expect(findings[0]).to.deep.include({
      rule: "roomOverlap",
      severity: "warning",
      sessions: ["b", "a"],
      path: "sessions[1].room",
    });
    expect(check("odd.yaml", "--format", "github").lines[0]).to.match(
      /^::warning file=odd\.yaml,line=6,col=\d+,title=roomOverlap::"Talk" \(a, /,
    );
  });

  it("takes for given what programs give, as it differs between accounts", () => {
    expect(check("webinar.yaml").status).to.equal(0);
  });

  it("names the rows of an imported programme", () => {
    const { status, lines } = check("programme.json");
    expect(status).to.equal(1);
    expect(lines.join("\n")).to.match(
      /^programme\.json row 1: error: title: is missing; it is required \(form\)$/m,
    );
  });

  it("says when there is no such file", () => {
    const { status, stderr } = check("none.yaml");
    expect([status, stderr.trim()]).to.deep.equal([
      1,
      "none.yaml can't be read: ENOENT: no such file or directory, open 'none.yaml'",
    ]);
  });
});
