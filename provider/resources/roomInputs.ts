/** Inputs of rooms, be they resources or part of one. */
import { z } from "zod";
import type { Rule } from "../lifecycle/define";
import { type PropertyMeta, property } from "../lifecycle/schema";
import { text, userId } from "./inputs";

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

/** @param change what a change of them means to the resource */
export const moderators = (change: string, meta: PropertyMeta = {}) => {
  const users = (what: string) =>
    property(z.array(userId).optional().describe(`${what}; needs createdBy kaf. ${change}`), {
      same: "set",
      unset: [],
      whenRemoved: "stays as it is",
      ...meta,
    });
  return {
    roomModerators: users("Users who run the room"),
    chatModerators: users("Users who moderate its chat"),
  };
};

interface Moderated {
  readonly roomModerators?: string[] | undefined;
  readonly chatModerators?: string[] | undefined;
  readonly createdBy?: string | undefined;
}

/** @param group where the room's inputs stand: `room.`, or nothing */
export const moderatorRules = <I>(group: string, roomOf: (inputs: I) => Moderated | undefined): Rule<I>[] =>
  (["roomModerators", "chatModerators"] as const).map(name => ({
    reads: [`${group}${name}`, `${group}createdBy`],
    problem: inputs => {
      const room = roomOf(inputs);
      return room?.[name] === undefined || room.createdBy === "kaf"
        ? undefined
        : 'are taken by KAF only; set createdBy to "kaf", or take them out and give their KS the privileges roomModerator and chatModerator';
    },
  }));
