/** Settings blocks of the event file: the inputs of each resource, but for those that have a field of their own. */
import type { z } from "zod";
import { captionOrderInputs } from "../provider/resources/captionOrder";
import { categoryMemberInputs } from "../provider/resources/categoryMember";
import { eventCategoryInputs } from "../provider/resources/eventCategory";
import { interactiveRoomInputs } from "../provider/resources/interactiveRoom";
import { liveCaptionsInputs } from "../provider/resources/liveCaptions";
import { mediaAssetInputs } from "../provider/resources/mediaAsset";
import { restreamerChannelInputs } from "../provider/resources/restreamerChannel";
import { simuliveInputs } from "../provider/resources/simuliveSession";
import { studioInputs } from "../provider/resources/studioSession";
import { webcastInputs } from "../provider/resources/webcastSession";
import type { SessionKind } from "./agenda";

/** What a session of any kind says in fields of its own. */
const FIELDS = {
  name: true,
  description: true,
  start: true,
  end: true,
  timezone: true,
  categories: true,
  presenters: true,
  tags: true,
  mark: true,
} as const;

const block = <T extends z.ZodType>(id: string, schema: T, text: string): T =>
  schema.meta({ id, description: text });

const inputsOf = (kind: string) =>
  `Other inputs of its ${kind}, as its reference page describes them. Paths of files start at the folder of the file that they are written in.`;

const room = interactiveRoomInputs.omit({ ...FIELDS, mode: true });

/** By the kind of session that they are for. */
export const settings = {
  webcast: block(
    "WebcastSettings",
    webcastInputs.omit({ ...FIELDS, channel: true, thumbnailSha256: true }),
    inputsOf("WebcastSession"),
  ),
  simulive: block(
    "SimuliveSettings",
    simuliveInputs.omit({ ...FIELDS, source: true, lengths: true, thumbnailSha256: true }),
    `${inputsOf("SimuliveSession")} preStartEntry, postEndEntry and redirectAfter also take the id of one of the file's videos.`,
  ),
  studio: block(
    "StudioSettings",
    studioInputs.omit({ ...FIELDS, thumbnailSha256: true }),
    inputsOf("StudioSession"),
  ),
  interactive: block("InteractiveSettings", room, inputsOf("InteractiveRoom")),
  webinar: block("WebinarSettings", room.clone(), inputsOf("InteractiveRoom")),
} as const satisfies Record<SessionKind, z.ZodObject>;

export const KINDS = Object.keys(settings) as SessionKind[];

/** The resource that a session of each kind is. */
export const RESOURCE_OF = {
  webcast: "WebcastSession",
  simulive: "SimuliveSession",
  studio: "StudioSession",
  interactive: "InteractiveRoom",
  webinar: "InteractiveRoom",
} as const satisfies Record<SessionKind, string>;

export const liveCaptions = block(
  "LiveCaptionsOrder",
  liveCaptionsInputs.omit({
    entryId: true,
    scheduleEventId: true,
    start: true,
    end: true,
    timezone: true,
    mark: true,
  }),
  "Live captions to order from REACH: inputs of LiveCaptions. They cost credit. Without service and catalogItemId: captions.",
);

export const videoCaptions = block(
  "CaptionOrder",
  captionOrderInputs.omit({ entryId: true, mark: true }),
  "Captions to order from REACH: inputs of CaptionOrder. They cost credit. Without service and catalogItemId: captions.",
);

export const category = eventCategoryInputs.omit({ name: true, description: true, mark: true });

export const role = categoryMemberInputs.shape.permissionLevel;
export const userId = categoryMemberInputs.shape.userId;

export const media = mediaAssetInputs.omit({ fileSha256: true, categories: true, mark: true });
export const channel = restreamerChannelInputs.omit({ mark: true });
export const fields = webcastInputs.shape;
