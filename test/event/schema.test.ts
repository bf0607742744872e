import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { parse } from "yaml";
import { rules } from "../../event";

const ROOT = join(__dirname, "..", "..", "..");

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, "schema", `${name}.schema.json`), "utf8")) as Schema;

/** Whether an editor would underline something. */
const judge = (name: string) => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validate = ajv.compile(schemaOf(name));
  return (value: unknown) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
};

describe("The schema of event files", () => {
  const event = judge("event");
  const part = judge("event-part");

  it("has nothing to say against the example", () => {
    const text = readFileSync(join(ROOT, "examples", "conference", "event.yaml"), "utf8");
    expect(text).to.match(/^# yaml-language-server: \$schema=\S+event\.schema\.json/);
    expect(event(parse(text))).to.deep.equal([]);
  });

  it("takes parts: some of the lists, or sessions alone", () => {
    const session = {
      id: 1,
      title: "A",
      start: "2027-06-08T09:00",
      duration: "1h",
      webcast: { dvr: { enabled: true } },
    };
    expect(part({ sessions: [session], templates: { t: { tags: ["ab"] } } })).to.deep.equal([]);
    expect(part([session])).to.deep.equal([]);
    expect(part({ timezone: "UTC" })).to.not.deep.equal([]);
  });

  it("has nothing to say against what the reference page shows", () => {
    const page = readFileSync(join(ROOT, "docs", "event-file.md"), "utf8");
    const shown = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => parse(text!) as object);
    expect(shown.length).to.be.greaterThan(2);
    for (const example of shown) {
      expect(event({ name: "S", timezone: "UTC", ...example }), JSON.stringify(example)).to.deep.equal([]);
    }
  });

  for (const [what, changes, said] of [
    ["a misspelt field", { sesions: [] }, / must NOT have additional properties/],
    [
      "a misspelt setting",
      { defaults: { webcast: { recordng: {} } } },
      /\/defaults\/webcast must NOT have additional/,
    ],
    ["a missing title", { sessions: [{ id: "a" }] }, /\/sessions\/0 must have required property 'title'/],
    [
      "a kind that there is none of",
      { sessions: [{ id: "a", title: "A", kind: "x" }] },
      /\/sessions\/0\/kind must be equal to one/,
    ],
    [
      "a time in words",
      { sessions: [{ id: "a", title: "A", start: "nine" }] },
      /\/sessions\/0\/start must match pattern/,
    ],
    ["a rule that may not be chosen", { rules: { idTwice: "off" } }, /\/rules must NOT have additional/],
    [
      "what check fills in",
      { defaults: { webcast: { thumbnailSha256: "x", mark: "y" } } },
      /\/defaults\/webcast must NOT/,
    ],
  ] as const) {
    it(`underlines ${what}`, () => {
      expect(event({ name: "S", timezone: "UTC", ...changes }).join("\n")).to.match(said);
    });
  }

  it("has a text for every field, to be shown as you type", () => {
    const silent: string[] = [];
    const visit = (schema: Schema, path: string) => {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        const inner = [field, ...(field.allOf ?? [])];
        const ref = inner
          .map(one => one.$ref as unknown as string | undefined)
          .find(one => one !== undefined);
        const named = ref === undefined ? undefined : root.definitions![ref.split("/").at(-1)!];
        if (![...inner, named].some(one => one?.description !== undefined)) silent.push(`${path}.${name}`);
        visit(field, `${path}.${name}`);
      }
      for (const [name, definition] of Object.entries(schema.definitions ?? {})) visit(definition, name);
      if (schema.items !== undefined) visit(schema.items, `${path}[]`);
    };
    const root = schemaOf("event");
    visit(root, "");
    expect(silent).to.deep.equal([]);
  });

  it("has the choice of every rule that leaves one", () => {
    const choices = Object.keys(schemaOf("event").properties!.rules!.properties!);
    expect(choices).to.deep.equal(rules.filter(({ always }) => !always).map(({ name }) => name));
  });
});
