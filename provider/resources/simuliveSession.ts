import { z } from "zod";
import { defineResource, type Rule } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { sessionOutputs } from "../outputs/embeds";
import { asAired } from "../parts/airing";
import { categoryLinks } from "../parts/categoryLinks";
import { liveEntry } from "../parts/liveEntry";
import { redirect } from "../parts/redirect";
import { simuliveEvent } from "../parts/scheduleEvent";
import { additionalInfo, timesAndPresenters, webcastFlags } from "../parts/sessionMetadata";
import { thumbnail, withThumbnailHash } from "../parts/thumbnail";
import * as common from "./inputs";
import * as options from "./options";
import { ingest } from "./outputs";
import { webcastInputs } from "./webcastSession";

// All that a webcast has, but for what concerns an encoder's stream and its recording.
const {
  start,
  end,
  recording: _recording,
  channel: _channel,
  previewMode: _previewMode,
  pushPublish: _pushPublish,
  blockAutoTranscript: _blockAutoTranscript,
  selfServe: _selfServe,
  scheduleEvent,
  mark,
  ...shared
} = webcastInputs.shape;
const { name, description, ...more } = shared;

const clip = (what: string) =>
  property(common.text({ min: 1 }).optional().describe(what), {
    whenRemoved: "is taken away with the schedule event, of which a new one is made on the same entry",
    whileLive: "guarded",
  });
const seconds = (what: string) => z.number().int().min(0).optional().describe(what);

export const simuliveInputs = z.strictObject({
  name,
  description,
  source: property(
    common
      .text({ min: 1 })
      .describe(
        "What is aired: a MediaAsset, or the entry id of a video or of a playlist of videos. It must be ready. Another source keeps the session's entry, and so its embeds.",
      ),
    { whileLive: "guarded" },
  ),
  start,
  end: property(
    end
      .optional()
      .describe(
        "When the session ends. Default: when the source has been played, and with a changed video later or earlier; output endsAt says when that is. An earlier end cuts the source.",
      ),
    { same: "instant", whenRemoved: "is worked out from the source's length", whileLive: "guarded" },
  ),
  preStartEntry: clip(
    "A video shown before the start, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.",
  ),
  postEndEntry: clip(
    "A video shown after the end, for as long as it lasts: a MediaAsset or an entry id. Renditions as the source's.",
  ),
  contentInterruptible: z
    .boolean()
    .optional()
    .describe(
      "An encoder that starts to send takes over at any time; by default only before the start and after the end.",
    ),
  redirectAfter: z
    .union([z.boolean(), common.text({ min: 1 })])
    .optional()
    .describe(
      "Turns the same page into on-demand after the show: true for the source, or a MediaAsset or entry id. For 23 months, as Kaltura takes no event of more than two years.",
    ),
  ...more,
  scheduleEvent: z
    .strictObject({
      ...scheduleEvent.unwrap().shape,
      preStartSeconds: seconds(
        "Length of a lead-in that is part of the source: its first seconds are shown before the start.",
      ),
      postEndSeconds: seconds(
        "Length of a lead-out that is part of the source: its last seconds are shown after the end.",
      ),
    })
    .optional()
    .describe(scheduleEvent.description ?? ""),
  lengths: property(
    z
      .array(z.number())
      .optional()
      .describe("Lengths of the MediaAssets that are shown, so that a changed one is a change."),
    {
      internal: true,
      follows: { inputs: ["source", "preStartEntry", "postEndEntry"], output: "durationSeconds" },
    },
  ),
  mark,
});

/** A clip of its own and a part of the source can't both be the lead-in, nor the lead-out. */
const oneRoll = (
  entry: "preStartEntry" | "postEndEntry",
  length: "preStartSeconds" | "postEndSeconds",
): Rule<z.infer<typeof simuliveInputs>> => ({
  reads: [`scheduleEvent.${length}`, entry],
  problem: i =>
    i[entry] !== undefined && i.scheduleEvent?.[length] !== undefined
      ? `is set beside ${entry}, whose length counts; take one of them out`
      : undefined,
});

/** A recording that is aired like a live session. */
export const simuliveSession = defineResource<z.infer<typeof simuliveInputs>>({
  kind: "SimuliveSession",
  label: "simulive session",
  doc: `A simulive: a recording that is aired as if it were live, with chat, presenters and a place in the calendar.

The end follows from the recording's length. When the recording is a MediaAsset of the same program, a changed video moves the end in the same run; any other is looked at by each refresh and update. What is aired can be changed at any time before the show: entry id and embeds stay. A simulive becomes a WebcastSession, or a webcast a simulive, under the same entry id with the option \`formerly\`.

Some accounts need an access control profile (accessControl) that limits delivery to Kaltura's simulive profile.`,
  inputs: simuliveInputs,
  outputs: z.object({
    scheduleEventId: z.string().optional().describe("Id of the schedule event."),
    redirectEventId: z.string().optional().describe("Id of the event that redirects to the recording."),
    endsAt: z.string().optional().describe("When it ends, in UTC: the end given, or as worked out."),
    ingest,
  }),
  computed: sessionOutputs,
  rules: [
    ...common.timeRules(common.DAY),
    oneRoll("preStartEntry", "preStartSeconds"),
    oneRoll("postEndEntry", "postEndSeconds"),
    common.thumbnailRule,
    common.chatRule,
    common.accessControlRule,
    options.adoptRule,
  ] as never,
  root: "entry",
  handles: { event: "scheduleEventId", redirect: "redirectEventId" },
  parts: [
    liveEntry({
      adminTags: ["kms-webcast-event", "kwebcast", "kms-webcast-event-simulive"],
      constant: { recordStatus: 0, explicitLive: 0 },
    }),
    thumbnail,
    webcastFlags,
    timesAndPresenters,
    additionalInfo,
    simuliveEvent,
    redirect,
    categoryLinks,
  ],
  complete: withThumbnailHash,
  inForce: asAired,
});
