/** What all generators read off a property's schema. */
import type { z } from "zod";
import { metaOf } from "../../provider/lifecycle/schema";

export const optional = (schema: z.ZodType) => schema.safeParse(undefined).success;

export const docOf = (schema: z.ZodType): string =>
  schema.description ?? (schema._zod.def as { innerType?: z.ZodType }).innerType?.description ?? "";

/** What beside its meaning is to be known of a property, in sentences. */
export function remarks(schema: z.ZodType): string[] {
  const meta = metaOf(schema);
  return [
    ...(meta.replace ? [`A change makes a new object (and new embeds): ${meta.replace}.`] : []),
    ...(meta.whenRemoved ? [`When taken out of the program it ${meta.whenRemoved}.`] : []),
    ...(meta.secret ? ["Secret."] : []),
  ];
}

/** Properties that also take resources of ours, which then stand for their ids: name → kind. */
export const TAKES: ReadonlyMap<string, string> = new Map([
  ["parent", "EventCategory"],
  ["category", "EventCategory"],
  ["categories", "EventCategory"],
  ["channel", "RestreamerChannel"],
  ["session", "WebcastSession"],
  ["source", "MediaAsset"],
  ["preStartEntry", "MediaAsset"],
  ["postEndEntry", "MediaAsset"],
  ["redirectAfter", "MediaAsset"],
]);
