/** JSON Schemas of event files, for editors: completion, hover texts, and mistakes underlined as they are typed. */
import { z } from "zod";
import { eventDefinition, eventPart } from "./definition";

// Draft 7 is what the YAML language servers of all editors know.
const schemaOf = (schema: z.ZodType, title: string) => ({
  ...z.toJSONSchema(schema, { io: "input", target: "draft-7", unrepresentable: "any" }),
  title,
});

/** Of an event file: schema/event.schema.json. */
export const eventSchema = () => schemaOf(eventDefinition, "Event");

/** Of a file that an event includes: schema/event-part.schema.json. */
export const eventPartSchema = () => schemaOf(eventPart, "Part of an event");
