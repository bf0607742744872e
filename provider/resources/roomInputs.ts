/** Inputs of rooms, be they resources or part of one. */
import { z } from "zod";
import { type PropertyMeta, property } from "../lifecycle/schema";
import { text, users } from "./inputs";

export const templateRoomEntryId = text({ min: 1 })
  .optional()
  .describe(
    "Entry id of the room that this one gets its settings from: look, modules, and what people may do. Kaltura tells you those of your account.",
  );

export const createdBy = property(
  z
    .enum(["api", "kaf"])
    .optional()
    .describe(
      "Who makes the room: the API, or the KAF instance (kaltura:kafHost), which has a default template and takes moderators. Says nothing once the room is there. Default: api.",
    ),
  { whenRemoved: "stays as it is" },
);

/** @param meta what a change of moderators means to the resource */
export const moderators = (meta: PropertyMeta) =>
  z
    .strictObject({
      room: property(users("Users who run the room."), { ...meta, same: "set" }),
      chat: property(users("Users who moderate its chat."), { ...meta, same: "set" }),
    })
    .optional()
    .describe("Users with more rights in the room; needs createdBy kaf.");

export const moderatorsProblem = (i: {
  moderators?: { room?: string[] | undefined; chat?: string[] | undefined } | undefined;
  createdBy?: string | undefined;
}): string | undefined =>
  (i.moderators?.room ?? i.moderators?.chat) !== undefined && i.createdBy !== "kaf"
    ? 'are taken by KAF only; set createdBy to "kaf", or take them out and give their KS the privileges roomModerator and chatModerator'
    : undefined;
