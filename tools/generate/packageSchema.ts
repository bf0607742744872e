/**
 * The Pulumi package schema, from which SDKs of all languages, YAML's type checks and `pulumi import` live. Read off the
 * same definitions as classes and docs; what the plugin does beyond resources (functions, settings) is read off its own.
 */
import { z } from "zod";
import { type Setting, settings } from "../../provider/config";
import { TYPE } from "../../provider/dynamic/text";
import type { Definition } from "../../provider/lifecycle/define";
import { metaOf, propertiesOf, unwrap } from "../../provider/lifecycle/schema";
import { functions, type ProviderFunction } from "../../provider/plugin/functions";
import { PACKAGE, tokenOf } from "../../provider/plugin/tokens";
import { registry } from "../../provider/resources/registry";
import { docOf, optional, remarks, TAKES } from "./walk";

type Json = Record<string, unknown>;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A name that every language takes: of `5minutes` it is Minutes5. */
const enumName = (value: string) =>
  capital(value.replace(/^(\d+)(\D+)$/, (_, n: string, unit: string) => `${capital(unit)}${n}`));

/** The named types that the properties refer to, as they are met. */
class Types {
  readonly all: Record<string, Json> = {};
  private readonly known = new Map<z.ZodType, string>();

  /** @param name of the type, where the schema gives it none */
  spec(schema: z.ZodType, name: string): Json {
    const inner = unwrap(schema);
    const own = metaOf(schema).typeName ?? name;
    if (inner instanceof z.ZodString) return { type: "string" };
    if (inner instanceof z.ZodBoolean) return { type: "boolean" };
    if (inner instanceof z.ZodNumber) return { type: inner.isInt ? "integer" : "number" };
    if (inner instanceof z.ZodUnion) {
      return { oneOf: (inner.options as z.ZodType[]).map(option => this.spec(option, own)) };
    }
    if (inner instanceof z.ZodArray) {
      return { type: "array", items: this.spec(inner.element as z.ZodType, own.replace(/s$/, "")) };
    }
    if (inner instanceof z.ZodEnum) {
      return this.named(inner, own, () => ({
        type: "string",
        enum: inner.options.map(o => ({ name: enumName(String(o)), value: o })),
      }));
    }
    if (inner instanceof z.ZodObject) {
      return this.named(inner, own, () => ({
        type: "object",
        description: docOf(schema),
        ...this.members(propertiesOf(inner), own),
      }));
    }
    throw new Error(`no Pulumi type for a ${inner._zod.def.type}`);
  }

  /** Properties of an object, and which of them must be there. */
  members(list: ReadonlyArray<[string, z.ZodType]>, owner: string): { properties: Json; required: string[] } {
    // What classes of dynamic resources fill in, users of the plugin give.
    const shown = list.filter(([, schema]) => !metaOf(schema).internal || metaOf(schema).follows);
    return {
      properties: Object.fromEntries(
        shown.map(([name, schema]) => [name, this.property(name, schema, `${owner}${capital(name)}`)]),
      ),
      required: shown.filter(([, schema]) => !optional(schema)).map(([name]) => name),
    };
  }

  private property(name: string, schema: z.ZodType, typeName: string): Json {
    const { secret, replace } = metaOf(schema);
    const kind = TAKES.get(name);
    const byId = kind === undefined ? [] : [`Of the program's own ${kind} give the id.`];
    return {
      ...this.spec(schema, typeName),
      description: [docOf(schema), ...remarks(schema), ...byId].join(" "),
      ...(secret ? { secret } : {}),
      ...(replace === undefined ? {} : { willReplaceOnChanges: true }),
    };
  }

  /** Schemas that several resources share are one type. */
  private named(schema: z.ZodType, name: string, body: () => Json): Json {
    let token = this.known.get(schema);
    if (token === undefined) {
      token = tokenOf(name);
      if (token in this.all) throw new Error(`two types want to be called ${name}: give one a typeName`);
      this.known.set(schema, token);
      this.all[token] = {};
      this.all[token] = body();
    }
    return { $ref: `#/types/${token}` };
  }
}

function resource(definition: Definition, types: Types, examples: string): Json {
  const { kind, inputs, outputs, computed, doc } = definition;
  const given = types.members(propertiesOf(inputs), kind);
  const made = types.members(propertiesOf(outputs), kind);
  const worked = Object.entries(computed);
  return {
    description: `${doc}\n\n${examples}`.trim(),
    inputProperties: given.properties,
    requiredInputs: given.required,
    properties: {
      ...given.properties,
      ...made.properties,
      ...Object.fromEntries(worked.map(([name, { type, doc }]) => [name, { type, description: doc }])),
    },
    required: [
      ...given.required,
      ...made.required,
      ...worked.filter(([, c]) => c.maybe === undefined).map(([name]) => name),
    ],
    // So that a dynamic resource of the same name becomes this one without a change on Kaltura.
    aliases: [{ type: `${TYPE}${kind}` }],
  };
}

function functionSpec(name: string, { doc, inputs, outputs }: ProviderFunction, types: Types): Json {
  return {
    description: doc,
    inputs: { type: "object", ...types.members(propertiesOf(inputs), capital(name)) },
    outputs: { type: "object", ...types.members(propertiesOf(outputs), `${capital(name)}Result`) },
  };
}

const setting = (s: Omit<Setting, "key">): Json => ({
  type: "string",
  description: `${s.doc}${s.default === undefined ? "" : ` Default: ${s.default}.`} The environment variable ${s.env} wins.`,
  ...(s.secret ? { secret: true } : {}),
});

/**
 * @param about of the npm package: version, description, license
 * @param examplesOf the examples of a resource, in Pulumi's own Markdown
 */
export function packageSchema(
  about: Readonly<{ version: string; description: string; license: string; homepage?: string }>,
  examplesOf: (kind: string) => string,
): Json {
  const types = new Types();
  const config = Object.fromEntries(
    Object.entries(settings as Readonly<Record<string, Omit<Setting, "key">>>).map(([key, s]) => [
      key,
      setting(s),
    ]),
  );
  const resources = Object.fromEntries(
    registry.map(d => [tokenOf(d.kind), resource(d, types, examplesOf(d.kind))]),
  );
  const invokes = Object.fromEntries(
    Object.entries(functions).map(([name, f]) => [tokenOf(name), functionSpec(name, f, types)]),
  );
  return {
    name: PACKAGE,
    displayName: "Kaltura",
    version: about.version,
    description: about.description,
    keywords: ["pulumi", "kaltura", "category/infrastructure", "kind/native"],
    license: about.license,
    ...(about.homepage === undefined ? {} : { homepage: about.homepage }),
    meta: { moduleFormat: "(.*)" },
    config: { variables: config, defaults: Object.keys(config) },
    provider: {
      description:
        "An account of Kaltura. Several providers with settings of their own are several accounts in one program. Everything can also be set in the environment, which wins.",
      inputProperties: config,
      properties: config,
    },
    types: types.all,
    resources,
    functions: invokes,
    language: {
      nodejs: { packageName: "pulumi-kaltura-sdk", respectSchemaVersion: true },
      python: {
        packageName: "pulumi_kaltura",
        respectSchemaVersion: true,
        pyproject: { enabled: true },
        inputTypes: "classes-and-dicts",
      },
    },
  };
}
