import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { problemsOf } from "pulumi-kaltura/check";
import { registry } from "../../provider/resources/registry";
import { root } from "./files";
import { run } from "./mocks";

describe("The examples in the reference pages", () => {
  const kinds = readdirSync(join(root, "docs", "examples")).map(file => file.replace(/\.ts$/, ""));

  it("are there for every resource", () => {
    expect(kinds).to.include.members(registry.map(definition => definition.kind));
  });

  // Where the files are that an example names.
  const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-examples-"));
  const cwd = process.cwd();
  before(() => process.chdir(folder));
  after(() => {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  });
  const putFile = (path: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "a recording");
  };

  for (const kind of kinds) {
    it(`${kind}: runs, shows that resource, and has nothing in it that the provider refuses`, async () => {
      const { resources } = await run(require.resolve(`../../docs/examples/${kind}`));
      expect([...resources.values()].map(resource => resource.kind)).to.include(kind);
      for (const { kind, name, inputs } of resources.values()) {
        if (typeof inputs.file === "string") putFile(inputs.file);
        expect(problemsOf(kind, inputs), name).to.deep.equal([]);
      }
    });
  }
});

describe("The README and the changelog", () => {
  const text = (file: string) => readFileSync(join(root, file), "utf8");

  for (const { kind } of registry) {
    it(`name ${kind}`, () => {
      expect(text("README.md")).to.contain(`| [${kind}](docs/${kind}.md) | `);
      expect(text("CHANGELOG.md")).to.contain(`\`${kind}\``);
    });
  }
});

describe("pulumi-kaltura/check", () => {
  it("says what the provider would refuse, by path and reason", () => {
    const session = { name: "Talk", start: "2027-06-08T09:00Z", end: "2027-06-08T08:00Z" };
    expect(problemsOf("WebcastSession", { ...session, end: "2027-06-08T10:00Z" })).to.deep.equal([]);
    expect(problemsOf("WebcastSession", session)).to.deep.equal([
      'end: "2027-06-08T08:00Z" is not after start (2027-06-08T09:00Z); give the end a later time',
    ]);
    expect(problemsOf("EventCategory", { name: "a,b", color: "red" }))
      .to.have.length(2)
      .and.satisfy((problems: string[]) => problems.some(text => text.startsWith("color: ")));
  });

  it("knows no other kinds than the package has", () => {
    expect(() => problemsOf("Webcast", {})).to.throw("has no resource Webcast");
  });
});
