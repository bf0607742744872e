import { z } from "zod";
import { defineResource, type Rule } from "../lifecycle/define";
import { roomOutputs } from "../outputs/embeds";
import { categoryLinks } from "../parts/categoryLinks";
import { room } from "../parts/room";
import { meetingEvent } from "../parts/scheduleEvent";
import { roomMode, timesAndPresenters } from "../parts/sessionMetadata";
import * as common from "./inputs";
import * as options from "./options";
import { createdBy, moderatorRules, moderators, templateRoomEntryId } from "./roomInputs";

export const interactiveRoomInputs = z.strictObject({
  name: common.name,
  mode: z
    .enum(["interactive", "webinar"])
    .describe(
      "Who is on stage: everybody, or speakers and moderators until they let somebody in. Kaltura's API has no field for it: a webinar is a room made from a webinar template, which templateRoomEntryId must name; the mode is also noted in the entry's additional info (meetingEntryMode), where Kaltura's applications look for it.",
    ),
  description: common.description,
  templateRoomEntryId,
  createdBy,
  ...moderators(
    "To keep the room, add later ones in Kaltura, or by the privileges roomModerator and chatModerator of their KS.",
    { replace: "KAF takes moderators of a new room only, and the API has no way to change them" },
  ),
  roomType: z
    .enum(["room", "breakout"])
    .optional()
    .describe("Whether it is a room, or a breakout room beside one. Default: room."),
  recordedEntryId: common.text({ min: 1 }).optional().describe("Entry that holds the room's recording."),
  start: common.start
    .optional()
    .describe(
      "When it starts: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time with timezone. Without a schedule the room is in no calendar, and can be used at any time.",
    ),
  end: common.end.optional().describe("When it ends, at most 3 days after its start; as start."),
  timezone: common.timezone,
  presenters: common.presenters,
  categories: common.categories,
  tags: common.tags,
  adminTags: common.adminTags,
  referenceId: common.referenceId,
  owner: common.owner,
  scheduleEvent: z
    .strictObject(common.eventDetails)
    .optional()
    .describe("More about the calendar event; its title, description and times are the room's."),
  allowChangesWhileLive: options.allowChangesWhileLive,
  adopt: options.adoptInput("room", { byReferenceId: true, withEvent: true }),
  mark: common.mark,
});

type Inputs = z.infer<typeof interactiveRoomInputs>;

const rules: Rule<Inputs>[] = [
  ...(common.optionalTimeRules(common.THREE_DAYS, [
    "timezone",
    "presenters",
    "scheduleEvent",
  ]) as Rule<Inputs>[]),
  {
    reads: ["mode", "templateRoomEntryId"],
    problem: ({ mode, templateRoomEntryId: template }) =>
      mode === "webinar" && template === undefined
        ? "is made from a template room; give templateRoomEntryId, which Kaltura tells you for your account"
        : undefined,
  },
  ...moderatorRules<Inputs>("", i => i),
  options.adoptRule,
];

/** A room where people meet with camera and microphone: interactive, or a webinar. */
export const interactiveRoom = defineResource<Inputs>({
  kind: "InteractiveRoom",
  label: "room",
  doc: `A Kaltura room: interactive, with everybody on stage, or a webinar. With start and end it is on the agenda, with its presenters; without them it is open at any time.

Settings, branding and mode come from a template room of the account. Whether Kaltura takes over another template's settings when an existing room gets one is not known; to be sure, make a new room.

With \`createdBy: "kaf"\` the KAF instance makes the room, from its own default template where none is given, and makes users moderators. That takes credentials for admin sessions.`,
  inputs: interactiveRoomInputs,
  outputs: z.object({
    scheduleEventId: z.string().optional().describe("Id of the schedule event."),
  }),
  computed: roomOutputs,
  rules,
  root: "entry",
  handles: { event: "scheduleEventId" },
  parts: [room(), timesAndPresenters, roomMode, meetingEvent, categoryLinks],
});
