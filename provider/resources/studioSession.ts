import { z } from "zod";
import { defineResource, type Rule } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { studioOutputs } from "../outputs/embeds";
import { nested } from "../parts/nested";
import { type RoomInputs, room } from "../parts/room";
import * as common from "./inputs";
import { createdBy, moderatorRules, moderators, templateRoomEntryId } from "./roomInputs";
import { webcastInputs, webcastSession } from "./webcastSession";

export const studioInputs = z.strictObject({
  // What is on is the room's broadcast.
  ...webcastInputs.omit({ channel: true }).shape,
  room: property(
    z
      .strictObject({
        name: common.name
          .optional()
          .describe(
            "The room's title, as speakers see it. Default: the session's with “(studio)” behind it.",
          ),
        templateRoomEntryId,
        createdBy,
        ...moderators(
          "KAF takes them for a new room only, so a change makes a new room, with another roomId; the webcast stays.",
        ),
        description: common.description,
        tags: common.tags,
        adminTags: common.adminTags,
        referenceId: common.referenceId,
        owner: common.owner,
      })
      .optional()
      .describe("The speakers' room."),
    { typeName: "StudioRoom" },
  ),
});

type Inputs = z.infer<typeof studioInputs>;

/** Of a title cut by Kaltura the room would drift for ever: the session's is cut first. */
const SUFFIX = " (studio)";
const studioName = (name: string) => {
  const room = 256 - Buffer.byteLength(SUFFIX);
  let cut = name;
  while (Buffer.byteLength(cut) > room) cut = [...cut].slice(0, -1).join("");
  return cut + SUFFIX;
};

const roomOf = (all: Partial<Inputs>): Partial<RoomInputs> => ({
  ...(all.name === undefined ? {} : { name: studioName(all.name) }),
  ...(all.mark === undefined ? {} : { mark: all.mark }),
  ...(all.room as Partial<RoomInputs> | undefined),
});

/** A webcast for its audience, made by speakers who meet in a room. */
export const studioSession = defineResource<Inputs>({
  kind: "StudioSession",
  label: "studio session",
  doc: `A webcast that its speakers make in a Kaltura room: the webcast, with all a WebcastSession has, for the audience, and the room, whose broadcast goes to it, for speakers and moderators. There are two embeds: the player or page of the webcast, and the room.

The resource's id is the webcast's entry id; the room's is the output roomId. Times, metadata and categories are the webcast's: the room is in no calendar and in no category. Going on air is up to the people in the room. A room that somebody deletes is made again; the webcast stays.`,
  inputs: studioInputs,
  outputs: webcastSession.outputs.extend({
    roomId: z
      .string()
      .optional()
      .describe("Entry id of the speakers' room; it changes when the room has to be made again."),
  }),
  computed: studioOutputs,
  rules: [
    ...(webcastSession.rules as readonly Rule<unknown>[] as Rule<Inputs>[]),
    ...moderatorRules<Inputs>("room.", i => i.room),
  ],
  root: webcastSession.root,
  handles: { ...webcastSession.handles, room: "roomId" },
  parts: [
    ...webcastSession.parts,
    nested(room({ key: "room", label: "studio room", handle: "room", broadcasts: "entry" }), "room", roomOf),
  ],
  complete: webcastSession.complete as never,
});
