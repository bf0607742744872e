/**
 * Writes what follows from the resource definitions: the resource classes with their argument types, the
 * reference docs and the JSON Schemas. `--check` writes nothing and fails when a file is not fresh.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { eventPartSchema, eventSchema } from "../event/jsonSchema";
import { settings } from "../provider/config";
import type { Definition } from "../provider/lifecycle/define";
import { metaOf, propertiesOf, secretsOf, unwrap } from "../provider/lifecycle/schema";
import * as embeds from "../provider/outputs/embeds";
import { registry } from "../provider/resources/registry";
import { eventFilePage } from "./eventDocs";
import { examplesOf } from "./generate/exampleWriters";
import { packageSchema } from "./generate/packageSchema";
import { docOf, optional, remarks, TAKES } from "./generate/walk";

const ROOT = join(__dirname, "..", "..");
const BANNER = "Written by tools/generate.ts from provider/resources; change those and run npm run generate.";

// ---- types ---------------------------------------------------------------------------------------------

/** The TypeScript type of a value; `wrap` makes every level take outputs of other resources. */
function typeOf(schema: z.ZodType, wrap: (type: string) => string, extra = ""): string {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodString) return wrap("string") + extra;
  if (inner instanceof z.ZodNumber) return wrap("number") + extra;
  if (inner instanceof z.ZodBoolean) return wrap("boolean");
  if (inner instanceof z.ZodEnum) return wrap(inner.options.map(o => JSON.stringify(o)).join(" | "));
  if (inner instanceof z.ZodUnion) {
    const types = (inner.options as z.ZodType[]).map(o => typeOf(o, t => t)).join(" | ");
    return wrap(types) + extra;
  }
  if (inner instanceof z.ZodArray) {
    const element = typeOf(inner.element as z.ZodType, wrap, extra);
    return wrap(/^\w+$/.test(element) ? `${element}[]` : `(${element})[]`);
  }
  if (inner instanceof z.ZodObject) return wrap(`{\n${fieldsOf(inner, wrap)}\n}`);
  throw new Error(`no TypeScript type for a ${inner._zod.def.type}`);
}

function comment(lines: readonly string[]): string {
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map(l => ` * ${l}`.trimEnd()).join("\n")}\n */`;
}

const isScalar = (schema: z.ZodType) => !(schema instanceof z.ZodArray || schema instanceof z.ZodObject);

function fieldsOf(object: z.ZodObject, wrap: (type: string) => string): string {
  return propertiesOf(object)
    .filter(([, schema]) => !metaOf(schema).internal)
    .map(([name, schema]) => {
      const kind = TAKES.get(name);
      const extra = kind === undefined ? "" : ` | ${kind}`;
      // What may be left out also takes an output that may be undefined, such as a session's scheduleEventId.
      const wide = optional(schema) && wrap === input && isScalar(unwrap(schema));
      const type = typeOf(schema, wide ? t => wrap(`${t} | undefined`) : wrap, extra);
      return `${comment([docOf(schema), ...remarks(schema)])}\n${name}${optional(schema) ? "?" : ""}: ${type};`;
    })
    .join("\n");
}

const input = (type: string) => `pulumi.Input<${type}>`;

/** What the class fills in from resources among its arguments. */
function followsOf(inputs: z.ZodObject): string {
  const follows = propertiesOf(inputs).flatMap(([name, schema]) => {
    const { follows } = metaOf(schema);
    return follows === undefined ? [] : [[name, follows] as const];
  });
  return follows.length === 0 ? "" : `, follows: ${JSON.stringify(Object.fromEntries(follows))}`;
}

function classOf(definition: Definition): string {
  const { kind, inputs, outputs, computed } = definition;
  const from = Object.entries(embeds).find(([, value]) => value === computed)?.[0];
  if (from === undefined)
    throw new Error(`${kind}: its computed outputs are not exported by provider/outputs/embeds.ts`);
  const kept = propertiesOf(inputs).filter(([, schema]) => metaOf(schema).option !== "once");
  const properties = [...new Set([...kept, ...propertiesOf(outputs)].map(([name]) => name))];
  const secrets = [...new Set([...secretsOf(inputs), ...secretsOf(outputs)])];
  const field = ([name, schema]: [string, z.ZodType]) =>
    `${comment([docOf(schema), ...remarks(schema)])}\ndeclare readonly ${name}: pulumi.Output<${typeOf(schema, t => t)}${optional(schema) ? " | undefined" : ""}>;`;
  const visible = (list: Array<[string, z.ZodType]>) => list.filter(([, s]) => !metaOf(s).internal);
  return `
${comment([`Inputs of {@link ${kind}}.`])}
export interface ${kind}Args {
${fieldsOf(inputs, input)}
}

${comment(definition.doc.split("\n"))}
export class ${kind} extends KalturaResource {
${visible(kept).map(field).join("\n")}
${visible(propertiesOf(outputs)).map(field).join("\n")}
${Object.entries(computed)
  .map(
    ([name, { doc, type, maybe }]) =>
      `${comment([doc])}\ndeclare readonly ${name}: pulumi.Output<${type}${maybe ? " | undefined" : ""}>;`,
  )
  .join("\n")}

constructor(name: string, args: ${kind}Args, opts?: pulumi.CustomResourceOptions) {
super({ kind: "${kind}", properties: ${JSON.stringify(properties)}, outputs: ${JSON.stringify(propertiesOf(outputs).map(([name]) => name))}, secrets: ${JSON.stringify(secrets)}, computed: ${from}${followsOf(inputs)}${definition.warnOnCreate ? `, warnOnCreate: ${JSON.stringify(definition.warnOnCreate)}` : ""} }, name, args, opts);
}
}
`;
}

function classes(): string {
  const used = registry.map(d => Object.entries(embeds).find(([, v]) => v === d.computed)?.[0]);
  return `// ${BANNER}
import type * as pulumi from "@pulumi/pulumi";
import { ${[...new Set(used)].sort().join(", ")} } from "../outputs/embeds";
import { KalturaResource } from "./resource";
${registry.map(classOf).join("")}`;
}

// ---- docs ----------------------------------------------------------------------------------------------

/** The type in few words; objects have rows of their own. */
function shortType(schema: z.ZodType): string {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return "object";
  if (inner instanceof z.ZodUnion) return (inner.options as z.ZodType[]).map(shortType).join(" | ");
  return typeOf(schema, t => t).replace(/"/g, "");
}

/** The object that a value is, may be, or that its items are. */
function objectIn(schema: z.ZodType): z.ZodObject | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (inner instanceof z.ZodArray) return objectIn(inner.element as z.ZodType);
  if (inner instanceof z.ZodUnion)
    return (inner.options as z.ZodType[]).map(objectIn).find(o => o !== undefined);
  return undefined;
}

const cell = (text: string) => text.replace(/\|/g, "\\|").replace(/\n/g, " ");

function rows(object: z.ZodObject, prefix = ""): string[] {
  return propertiesOf(object)
    .filter(([, schema]) => !metaOf(schema).internal)
    .flatMap(([name, schema]) => {
      const inner = unwrap(schema);
      const nested = objectIn(schema);
      const type = nested && inner instanceof z.ZodArray ? "list of objects" : cell(shortType(schema));
      const path = `${prefix}${name}`;
      const text = [docOf(schema), ...remarks(schema)].join(" ");
      return [
        `| \`${path}\` | ${type} | ${optional(schema) ? "" : "yes"} | ${cell(text)} |`,
        ...(nested ? rows(nested, `${path}${inner instanceof z.ZodArray ? "[]" : ""}.`) : []),
      ];
    });
}

function reference(definition: Definition): string {
  const { kind, doc, inputs, outputs, computed, parts } = definition;
  const permissions = [...new Set(parts.flatMap(p => p.permissions))].sort();
  const products = [...new Set(parts.map(p => p.product).filter(p => p !== undefined))];
  const example = join(ROOT, "docs", "examples", `${kind}.ts`);
  const code = existsSync(example)
    ? `\n## Example\n\n\`\`\`typescript\n${readFileSync(example, "utf8").trim()}\n\`\`\`\n`
    : "";
  const outputRows = [
    ...propertiesOf(outputs).map(
      ([name, schema]) =>
        `| \`${name}\` | ${metaOf(schema).secret ? "yes" : ""} | | ${cell(docOf(schema))} |`,
    ),
    ...Object.entries(computed).map(([name, c]) => `| \`${name}\` | | yes | ${cell(c.doc)} |`),
  ];
  return `<!-- ${BANNER} -->
# ${kind}

${doc}
${code}
## Inputs

| input | type | required | meaning |
|---|---|---|---|
${rows(inputs).join("\n")}

## Outputs

Every input is an output too. "Known in previews" are those computed in the program from the id and the configuration.

| output | secret | known in previews of updates | meaning |
|---|---|---|---|
${outputRows.join("\n")}

## What it stands for

Kaltura objects, in the order they are made: ${parts.map(p => p.label).join(", ")}.
${products.length > 0 ? `\nThe account needs: ${products.join("; ")}.\n` : ""}
Permissions of the credentials: ${permissions.map(p => `\`${p}\``).join(", ") || "none in particular is known; an admin session has them"}.
`;
}

function configuration(): string {
  const lines = Object.entries(settings).map(([key, s]) => {
    const value = "default" in s ? `\`${s.default}\`` : "";
    return `| \`kaltura:${key}\` | \`${s.env}\` | ${"secret" in s ? "yes" : ""} | ${value} | ${cell(s.doc)} |`;
  });
  return `<!-- ${BANNER} -->
# Configuration

The environment wins over stack config. Prefer it for credentials: Pulumi keeps stack config in the state of the
provider (secrets encrypted) and uses that copy again in a plain \`pulumi refresh\` or \`pulumi destroy\`.

| stack config | environment | secret | default | meaning |
|---|---|---|---|---|
${lines.join("\n")}

## What is secret

Credentials and Kaltura sessions are in no output, message or state. Ingest points, stream keys and app tokens are secret
outputs. An input that the program makes secret (\`pulumi.secret\`) stays so in the state and in what \`check\` refuses, and an
address with a query or a user is made secret by itself, as it may be signed.

Not in our hands:

- Pulumi's logs are written before anybody can mark a value. With \`--debug\`, and from \`-v=3\` on, a run of a program logs each
  resource it registered, secret outputs too; with \`-v=9\` each value that goes between the engine and its plugins is logged, also
  by refresh and destroy, and with them credentials that are in the stack's config (not those of the environment). Kaltura
  sessions are in none of them; \`--logtostderr\`, \`-v=1\` and \`-v=2\` log no secret. Use the rest where nobody else reads along.
- Errors of Kaltura, and lines on progress, name an object by its \`name\`, and Kaltura may repeat an input that it refuses: don't
  put a secret into a name.
- Addresses inside lists and objects (a presenter's \`link\`) are kept as they are; use \`pulumi.secret\`.
- Kaltura's own users see descriptions, tags and sources, secret here or not.
`;
}

// ---- JSON Schema ---------------------------------------------------------------------------------------

function inputSchema(definition: Definition): string {
  const shape = Object.fromEntries(propertiesOf(definition.inputs).filter(([, s]) => !metaOf(s).internal));
  const schema = z.toJSONSchema(z.strictObject(shape as z.ZodRawShape), {
    io: "input",
    unrepresentable: "any",
  });
  return `${JSON.stringify({ title: definition.kind, description: definition.doc, ...schema }, null, 2)}\n`;
}

// ---- package schema ------------------------------------------------------------------------------------

function kalturaPackage(): string {
  const about = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const examples = (kind: string) => {
    const file = join(ROOT, "docs", "examples", `${kind}.ts`);
    return examplesOf(`docs/examples/${kind}.ts`, readFileSync(file, "utf8"));
  };
  return `${JSON.stringify(packageSchema(about, examples), null, 2)}\n`;
}

// ---- files ---------------------------------------------------------------------------------------------

/** In the project's own format, so that a formatter has nothing to say to generated code. */
const format = (path: string, content: string): string =>
  execFileSync(join(ROOT, "node_modules", ".bin", "biome"), ["format", `--stdin-file-path=${path}`], {
    input: content,
    cwd: ROOT,
    encoding: "utf8",
  });

const files: Record<string, string> = {
  "provider/dynamic/classes.ts": format("provider/dynamic/classes.ts", classes()),
  "docs/configuration.md": configuration(),
  "schema/kaltura.package.json": kalturaPackage(),
  ...Object.fromEntries(registry.map(d => [`docs/${d.kind}.md`, reference(d)])),
  ...Object.fromEntries(registry.map(d => [`schema/${d.kind}.schema.json`, inputSchema(d)])),
  "docs/event-file.md": eventFilePage(readFileSync(join(ROOT, "docs", "event-file.md"), "utf8")),
  "schema/event.schema.json": `${JSON.stringify(eventSchema(), null, 2)}\n`,
  "schema/event-part.schema.json": `${JSON.stringify(eventPartSchema(), null, 2)}\n`,
};

const stale = Object.entries(files).filter(([path, content]) => {
  const at = join(ROOT, path);
  return !existsSync(at) || readFileSync(at, "utf8") !== content;
});

if (process.argv.includes("--check")) {
  for (const [path] of stale)
    console.error(`${path} is not what the resource definitions say: run npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
    console.log(`wrote ${path}`);
  }
}
