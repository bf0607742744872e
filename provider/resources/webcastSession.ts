import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { sessionOutputs } from "../outputs/embeds";
import { categoryLinks } from "../parts/categoryLinks";
import { liveEntry } from "../parts/liveEntry";
import { redirect } from "../parts/redirect";
import { liveStreamEvent } from "../parts/scheduleEvent";
import { additionalInfo, timesAndPresenters, webcastFlags } from "../parts/sessionMetadata";
import { thumbnail, withThumbnailHash } from "../parts/thumbnail";
import * as common from "./inputs";
import * as options from "./options";
import { ingest } from "./outputs";

export const webcastInputs = z.strictObject({
  name: common.name,
  description: common.description,
  start: common.start,
  end: common.end,
  timezone: common.timezone,
  categories: common.categories,
  presenters: common.presenters,
  tags: common.tags,
  adminTags: common.adminTags,
  referenceId: common.referenceId,
  owner: common.owner,
  ...common.coUsers,
  thumbnail: property(
    common
      .text({ min: 1 })
      .optional()
      .describe(
        "Picture shown while nobody is on air: a URL, or the path of a JPEG file. A file's content decides what is a change. A URL with a query is taken for signed: it is a secret.",
      ),
    { whenRemoved: "stays as it is: Kaltura can't take the picture away" },
  ),
  thumbnailSha256: property(
    z.string().optional().describe("SHA-256 of the thumbnail file, worked out by check."),
    {
      internal: true,
    },
  ),
  dvr: common.dvr,
  recording: common.recording,
  channel: common.channel,
  previewMode: z
    .boolean()
    .optional()
    .describe(
      "The producer sees the stream before releasing it to viewers (explicitLive). Whether it is released is a matter of the show and never managed here.",
    ),
  conversionProfile: common.conversionProfile,
  accessControl: common.accessControl,
  accessControlId: common.accessControlId,
  pushPublish: property(z.boolean().optional().describe("Multicast publishing (pushPublishEnabled)."), {
    replace: "Kaltura takes it when the entry is made only, and drops a later change in silence",
    whenRemoved: "stays as it is",
    unset: false,
  }),
  offlineMessage: common.text().optional().describe("Shown while nobody is on air."),
  blockAutoTranscript: z.boolean().optional().describe("Keeps the recording out of automatic captioning."),
  slidesEntryId: common.text({ min: 1 }).optional().describe("Entry id of the slides."),
  selfServe: z
    .boolean()
    .optional()
    .describe("Presenters broadcast from the browser, without an encoder. Default: false."),
  calendarReminder: common.calendarReminder,
  chat: common.chat,
  scheduleEvent: z
    .strictObject({
      ...common.eventDetails,
      projectedAudience: z.number().int().min(0).optional().describe("How many viewers are expected."),
      postEndSeconds: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe("Seconds after the end until which the event counts as on."),
    })
    .optional()
    .describe("More about the calendar event; its title, description and times are the session's."),
  allowChangesWhileLive: options.allowChangesWhileLive,
  adopt: options.adoptSession,
  mark: common.mark,
});

/** A session that an encoder, or a presenter's browser, sends to Kaltura's live player. */
export const webcastSession = defineResource<z.infer<typeof webcastInputs>>({
  kind: "WebcastSession",
  label: "webcast session",
  doc: `A webcast: a live entry with its place in the calendar, its presenters, its chat and its categories, as one resource.

One pair of times feeds the schedule event and the metadata that pages show, so they can't disagree. What runs during the show (view mode, recording status, live status, broadcast times, the recorded entry, redirects) is never managed and never drift. The entry id, the embed URLs and the ingest points stay for the life of the resource.`,
  inputs: webcastInputs,
  outputs: z.object({
    scheduleEventId: z.string().optional().describe("Id of the schedule event."),
    ingest,
  }),
  computed: sessionOutputs,
  rules: [
    ...common.timeRules(common.DAY),
    common.thumbnailRule,
    common.chatRule,
    common.accessControlRule,
    options.adoptRule,
  ] as never,
  root: "entry",
  handles: { event: "scheduleEventId", redirect: "redirectEventId" },
  parts: [
    liveEntry({
      adminTags: ["kms-webcast-event", "kwebcast"],
      notAdminTags: ["kms-webcast-event-simulive"],
    }),
    thumbnail,
    webcastFlags,
    timesAndPresenters,
    additionalInfo,
    liveStreamEvent,
    // For a simulive that became a webcast: no input asks for it, so it goes.
    redirect,
    categoryLinks,
  ],
  complete: withThumbnailHash as never,
});
