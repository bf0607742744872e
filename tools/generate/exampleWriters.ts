/** The examples in the languages that use the plugin. */
import { Document, isScalar, visit } from "yaml";
import { metaOf, propertiesOf } from "../../provider/lifecycle/schema";
import { tokenOf } from "../../provider/plugin/tokens";
import { definitionOf } from "../../provider/resources/registry";
import {
  type Declared,
  isFields,
  isFile,
  isRef,
  readExample,
  type Statement,
  type Value,
} from "./exampleModel";

/** Where the dynamic resources' classes do something for the program, the plugin's users say it themselves. */
function spelt(statements: readonly Statement[]): Statement[] {
  const resources = new Map(statements.flatMap(s => (s.is === "resource" ? [[s.variable, s] as const] : [])));
  // A resource among arguments stands for its id.
  const byId = (value: Value): Value => {
    if (isRef(value)) return value.output === undefined ? { ...value, output: "id" } : value;
    if (Array.isArray(value)) return value.map(byId);
    if (isFields(value)) return { fields: value.fields.map(([k, v]) => [k, byId(v)] as const) };
    return value;
  };
  return statements.map(statement => {
    if (statement.is === "output") return { ...statement, value: byId(statement.value) };
    const args = statement.args.map(
      ([name, value]) => [name, byId(atItsTime(name, value, resources))] as const,
    );
    return { ...statement, args: [...args, ...followedBy(statement)] };
  });
}

/** The target of a channel that is given as a resource has that resource's times. */
function atItsTime(name: string, value: Value, resources: ReadonlyMap<string, Declared>): Value {
  if (name !== "targets" || !Array.isArray(value)) return value;
  return (value as readonly Value[]).map((target): Value => {
    if (!isFields(target) || target.fields.some(([key]) => key === "from")) return target;
    const session = target.fields.find(([key]) => key === "session")?.[1];
    if (session === undefined || !isRef(session)) return target;
    const given = new Set(resources.get(session.ref)!.args.map(([key]) => key));
    const of = (key: string, output: string) =>
      given.has(output) ? [[key, { ref: session.ref, output }] as const] : [];
    return {
      fields: [
        ...target.fields,
        ...of("from", "start"),
        ...of("until", "end"),
        ...of("timezone", "timezone"),
      ],
    };
  });
}

/** Inputs that follow outputs of the resources among the others. */
function followedBy({ kind, args }: Declared): Array<readonly [string, Value]> {
  return propertiesOf(definitionOf(kind).inputs).flatMap(([name, schema]) => {
    const { follows } = metaOf(schema);
    const refs = args.flatMap(([key, value]) =>
      follows?.inputs.includes(key) && isRef(value) ? [{ ref: value.ref, output: follows.output }] : [],
    );
    return refs.length === 0 ? [] : [[name, refs] as const];
  });
}

const quoted = (text: string) => JSON.stringify(text);

// ---- TypeScript ----------------------------------------------------------------------------------------

function typescriptValue(value: Value, indent: string): string {
  const inner = `${indent}    `;
  if (isFile(value)) return `readFileSync(${quoted(value.file)}, "utf8")`;
  if (isRef(value)) return `${value.ref}.${value.output}`;
  if (Array.isArray(value)) return `[${value.map(v => typescriptValue(v, indent)).join(", ")}]`;
  if (isFields(value)) {
    const lines = value.fields.map(([k, v]) => `${inner}${k}: ${typescriptValue(v, inner)},\n`);
    return `{\n${lines.join("")}${indent}}`;
  }
  return JSON.stringify(value);
}

function typescript(statements: readonly Statement[]): string {
  const files = JSON.stringify(statements).includes('"file":');
  const lines = [
    ...(files ? ['import { readFileSync } from "node:fs";'] : []),
    'import * as kaltura from "pulumi-kaltura-sdk";',
    "",
  ];
  for (const s of statements) {
    lines.push(...s.comment.map(c => `// ${c}`));
    if (s.is === "output") lines.push(`export const ${s.name} = ${typescriptValue(s.value, "")};`);
    else {
      const used = JSON.stringify(statements).includes(`"ref":"${s.variable}"`) || s.dependsOn.length > 0;
      const needed = used || statements.some(o => o.is === "resource" && o.dependsOn.includes(s.variable));
      const opts = s.dependsOn.length > 0 ? `, { dependsOn: [${s.dependsOn.join(", ")}] }` : "";
      const args = typescriptValue({ fields: s.args }, "");
      lines.push(
        `${needed ? `const ${s.variable} = ` : ""}new kaltura.${s.kind}(${quoted(s.name)}, ${args}${opts});`,
      );
    }
  }
  return lines.join("\n");
}

// ---- Python --------------------------------------------------------------------------------------------

/** As Python's SDKs spell it. `from` is a word of the language. */
const snake = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/^from$/, "from_");

function pythonValue(value: Value, indent: string): string {
  const inner = `${indent}    `;
  if (isFile(value)) return `open(${quoted(value.file)}, encoding="utf-8").read()`;
  if (isRef(value)) return `${snake(value.ref)}.${snake(value.output!)}`;
  if (Array.isArray(value)) return `[${value.map(v => pythonValue(v, indent)).join(", ")}]`;
  if (isFields(value)) {
    const lines = value.fields.map(([k, v]) => `${inner}${quoted(snake(k))}: ${pythonValue(v, inner)},\n`);
    return `{\n${lines.join("")}${indent}}`;
  }
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

function python(statements: readonly Statement[]): string {
  const lines = ["import pulumi", "import pulumi_kaltura as kaltura", ""];
  for (const s of statements) {
    lines.push(...s.comment.map(c => `# ${c}`));
    if (s.is === "output") lines.push(`pulumi.export(${quoted(s.name)}, ${pythonValue(s.value, "")})`);
    else {
      const args = s.args.map(([k, v]) => `    ${snake(k)}=${pythonValue(v, "    ")},\n`);
      const depends = s.dependsOn.map(snake).join(", ");
      if (depends !== "") args.push(`    opts=pulumi.ResourceOptions(depends_on=[${depends}]),\n`);
      lines.push(`${snake(s.variable)} = kaltura.${s.kind}(\n    ${quoted(s.name)},\n${args.join("")})`);
    }
  }
  return lines.join("\n");
}

// ---- YAML ----------------------------------------------------------------------------------------------

function yamlValue(value: Value): unknown {
  if (isFile(value)) return { "fn::readFile": `./${value.file}` };
  if (isRef(value)) return `\${${value.ref}.${value.output}}`;
  if (Array.isArray(value)) return value.map(yamlValue);
  if (isFields(value)) return Object.fromEntries(value.fields.map(([k, v]) => [k, yamlValue(v)]));
  return value;
}

function yaml(statements: readonly Statement[]): string {
  const comments = new Map<string, string>();
  const resources: Record<string, unknown> = {};
  const outputs: Record<string, unknown> = {};
  for (const s of statements) {
    const key = s.is === "output" ? s.name : s.variable;
    if (s.comment.length > 0) comments.set(key, s.comment.map(c => ` ${c}`).join("\n"));
    if (s.is === "output") outputs[key] = yamlValue(s.value);
    else {
      resources[key] = {
        type: tokenOf(s.kind).replace(":index:", ":"),
        ...(s.name === s.variable ? {} : { name: s.name }),
        properties: yamlValue({ fields: s.args }),
        ...(s.dependsOn.length > 0 ? { options: { dependsOn: s.dependsOn.map(d => `\${${d}}`) } } : {}),
      };
    }
  }
  const document = new Document({ resources, ...(Object.keys(outputs).length > 0 ? { outputs } : {}) });
  visit(document, {
    // What other readers of YAML would take for a time or a truth.
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && /^(\d{4}-\d\d.*|on|off|yes|no)$/i.test(scalar.value)) {
        scalar.type = "QUOTE_DOUBLE";
      }
    },
    Pair(_, pair, path) {
      const comment =
        isScalar(pair.key) && path.length === 4 ? comments.get(String(pair.key.value)) : undefined;
      if (comment !== undefined && isScalar(pair.key)) pair.key.commentBefore = comment;
    },
  });
  return document.toString({ lineWidth: 110 }).trim();
}

export const writers = { typescript, python, yaml } as const;

/** The example in all three, in the Markdown that Pulumi's docs generator reads. */
export function examplesOf(file: string, text: string): string {
  const statements = spelt(readExample(file, text));
  const blocks = Object.entries(writers).map(
    ([language, write]) => `\`\`\`${language}\n${write(statements)}\n\`\`\``,
  );
  return `{{% examples %}}
## Example Usage
{{% example %}}

${blocks.join("\n")}
{{% /example %}}
{{% /examples %}}`;
}
