/** The package schema, and the examples in it: what they declare in YAML is what the provider takes. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse } from "yaml";
import * as core from "../../provider/lifecycle/operations";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { definitionOf, registry } from "../../provider/resources/registry";
import { bundledSchema } from "../../provider/schemas";

const FILE = join(__dirname, "..", "..", "..", "schema", "kaltura.package.json");
const schema = JSON.parse(readFileSync(FILE, "utf8"));
const resourceOf = (kind: string) => schema.resources[`kaltura:index:${kind}`];

const block = (text: string, language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(text)?.[1] ?? "";

/** References as a preview has them; files as they are. */
const known = (value: unknown): unknown => {
  if (typeof value === "string") return value.startsWith("${") ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  const file = (value as Props)["fn::readFile"];
  if (typeof file === "string") return bundledSchema(file.replace(/^\.\/|\.xsd$/g, "") as "EventsProfile3");
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, known(v)]));
};

describe("the package schema", function () {
  this.timeout(60_000);

  it("is valid by Pulumi's own rules", async () => {
    const { stdout, stderr } = await promisify(execFile)("pulumi", ["schema", "check", FILE]);
    expect(`${stdout}${stderr}`).to.not.match(/error|warning/i);
  });

  it("requires what the provider requires, and says what is secret and what makes anew", () => {
    const session = resourceOf("WebcastSession");
    expect(session.requiredInputs).to.deep.equal(["name", "start", "end"]);
    expect(session.inputProperties).to.not.have.property("mark");
    expect(session.properties.ingest.secret).to.equal(true);
    expect(session.inputProperties.pushPublish.willReplaceOnChanges).to.equal(true);
    expect(schema.config.variables.adminSecret.secret).to.equal(true);
    for (const name of ["playerUrl", "entryId", "scheduleEventId", "name"])
      expect(session.properties).to.have.property(name);
    expect(resourceOf("AppToken").properties.token.secret).to.equal(true);
  });

  it("lets a dynamic resource become the plugin's by itself", () => {
    for (const { kind } of registry) {
      expect(resourceOf(kind).aliases).to.deep.equal([{ type: `pulumi-nodejs:dynamic/kaltura:${kind}` }]);
    }
  });

  for (const { kind } of registry) {
    it(`has an example of ${kind} that the provider takes, in YAML, Python and TypeScript`, () => {
      const { description } = resourceOf(kind);
      const { resources } = parse(block(description, "yaml")) as {
        resources: Record<string, { type: string; properties: Props }>;
      };
      const kinds = Object.values(resources).map(({ type }) => type.replace("kaltura:", ""));
      expect(kinds).to.include(kind);
      for (const [i, { properties }] of Object.values(resources).entries()) {
        const { failures } = core.check(definitionOf(kinds[i]!), known(properties) as Props);
        // Files of the example's own project.
        expect(failures.filter(f => !f.reason.includes("can't be read"))).to.deep.equal([]);
      }
      expect(block(description, "python")).to.include(`kaltura.${kind}(`);
      expect(block(description, "typescript")).to.include(`new kaltura.${kind}(`);
    });
  }
});
