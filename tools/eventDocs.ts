/** The tables of docs/event-file.md, from the schema of event files; the text around them is written by hand. */
import { eventSchema } from "../event/jsonSchema";
import { rules } from "../event/rules/registry";

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Settings blocks have reference pages of their own. */
const PAGES: Readonly<Record<string, string>> = {
  WebcastSettings: "WebcastSession",
  SimuliveSettings: "SimuliveSession",
  StudioSettings: "StudioSession",
  InteractiveSettings: "InteractiveRoom",
  WebinarSettings: "InteractiveRoom",
  LiveCaptionsOrder: "LiveCaptions",
  CaptionOrder: "CaptionOrder",
  EventCategory: "EventCategory",
  TrackCategory: "EventCategory",
};

/** Fields that the resource's own page describes, by the object that has them beside its own. */
const INHERITED: Readonly<Record<string, string>> = { Channel: "RestreamerChannel", Video: "MediaAsset" };
const OWN: Readonly<Record<string, readonly string[]>> = {
  Channel: ["id", "feeds", "name", "targets"],
  Video: ["id", "entryId", "duration", "captions", "name", "file", "url"],
};

const cell = (text: string) => text.replace(/\|/g, "\\|").replace(/\n/g, " ");

const nameOf = (schema: Schema): string | undefined =>
  (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split("/").at(-1);

function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name === "Id") return "id";
  if (name !== undefined)
    return PAGES[name] === undefined
      ? `[${name}](#${name.toLowerCase()})`
      : `inputs of [${PAGES[name]}](${PAGES[name]}.md)`;
  if (schema.enum !== undefined) return schema.enum.join(", ");
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(" or ");
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === "object")
    return `${typeOf(schema.additionalProperties)} by name`;
  return schema.type ?? "";
}

function table(schema: Schema, root: Schema, only?: readonly string[], prefix = ""): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => only === undefined || only.includes(name))
    .flatMap(([name, field]) => {
      const required = schema.required?.includes(name) ? "yes" : "";
      const named = root.definitions?.[nameOf(field) ?? ""];
      const text = field.description ?? named?.description ?? "";
      const row = `| \`${prefix}${name}\` | ${cell(typeOf(field))} | ${required} | ${cell(text)} |`;
      return [
        row,
        ...(field.properties === undefined ? [] : table(field, root, undefined, `${prefix}${name}.`)),
      ];
    });
}

const HEAD = "| field | type | required | meaning |\n|---|---|---|---|";

function blocks(): Record<string, string> {
  const root = eventSchema() as unknown as Schema;
  const objects = [
    "Session",
    "SessionSettings",
    "Track",
    "Presenter",
    "InlinePresenter",
    "Room",
    "Channel",
    "Video",
  ];
  const tables = objects.map(name => {
    const schema = root.definitions![name]!;
    const more = INHERITED[name];
    const rest = more === undefined ? "" : `\n\nAnd all other inputs of [${more}](${more}.md).`;
    return [name, `${schema.description}\n\n${HEAD}\n${table(schema, root, OWN[name]).join("\n")}${rest}`];
  });
  const event = { ...root, properties: withoutRules(root) } as Schema;
  const lines = rules.map(
    ({ name, doc, severity, always }) =>
      `| \`${name}\` | ${severity === "error" ? "error" : "warn"} | ${always ? "no" : "yes"} | ${cell(doc)} |`,
  );
  return {
    Event: `${HEAD}\n${table(event, root).join("\n")}`,
    rules: `| rule | default | may be chosen | meaning |\n|---|---|---|---|\n${lines.join("\n")}`,
    ...Object.fromEntries(tables),
  };
}

const withoutRules = ({ properties }: Schema) => ({
  ...properties,
  rules: { type: "object", description: `${properties!.rules!.description} See [Rules](#rules).` },
});

/** The page with its tables made anew. They stand between `<!-- table: Name -->` and `<!-- end -->`. */
export function eventFilePage(page: string): string {
  const made = blocks();
  return page.replace(/<!-- table: (\w+) -->\n.*?<!-- end -->/gs, (_, name: string) => {
    if (made[name] === undefined)
      throw new Error(`docs/event-file.md asks for a table ${name}, which there is none of`);
    return `<!-- table: ${name} -->\n${made[name]}\n<!-- end -->`;
  });
}
