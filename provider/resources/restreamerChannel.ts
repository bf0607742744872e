import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { UNKNOWN } from "../lifecycle/values";
import { channelOutputs } from "../outputs/embeds";
import { liveEntry } from "../parts/liveEntry";
import { type Restream, restreams, slotOf } from "../parts/restreams";
import { clashes, type Slot, spell } from "../slots";
import { epochOf, TimeError } from "../time";
import * as common from "./inputs";
import * as options from "./options";
import { ingest } from "./outputs";

const seconds = (what: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(common.DAY)
    .optional()
    .describe(`${what} Default: as a WebcastSession resource has it, else none.`);

const time = (what: string) =>
  z
    .string()
    .optional()
    .describe(
      `${what}: ISO 8601 with offset, or local time with timezone. Default: that of the WebcastSession resource; needed for one given by its id.`,
    );

const target = z
  .strictObject({
    session: common
      .text({ min: 1 })
      .describe("The webcast to feed: a WebcastSession, or the entry id of a webcast."),
    name: common
      .text({ max: 256 })
      .optional()
      .describe("What to call it in calendars and errors. Default: the name of the WebcastSession resource."),
    from: time("When the channel starts to feed it"),
    until: time("When the channel ends to feed it, at most 24 hours later"),
    timezone: common.timezone,
    preStartSeconds: seconds("Seconds before the start from which it counts as on."),
    postEndSeconds: seconds("Seconds after the end until which it counts as on."),
  })
  .superRefine((value, ctx) => {
    const say = (path: "from" | "until", message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message });
    const [start, end] = (["from", "until"] as const).map(which => {
      const text = value[which];
      if (text === undefined) {
        say(which, "is given; only a WebcastSession resource brings its own times, so give from and until");
      }
      if (text === undefined || text === UNKNOWN || value.timezone === UNKNOWN) return undefined;
      try {
        return epochOf(text, value.timezone);
      } catch (error) {
        if (!(error instanceof TimeError)) throw error;
        say(which, error.message);
        return undefined;
      }
    });
    if (start === undefined || end === undefined) return;
    if (end <= start) say("until", `is not after from (${value.from}); give it a later time`);
    else if (end - start > common.DAY) {
      say(
        "until",
        "is more than 24 hours after from; Kaltura takes no longer event, so make it several sessions",
      );
    }
  });

/** When it is fed, as far as that is known. */
function knownSlot(item: Restream): Slot | undefined {
  try {
    return Object.values(item).slice(1).includes(UNKNOWN) ? undefined : slotOf(item);
  } catch {
    return undefined;
  }
}

const targets = property(
  z
    .array(target)
    .superRefine((list, ctx) => {
      const say = (at: number, key: "from" | "session", message: string) =>
        ctx.addIssue({ code: "custom", path: [at, key], message });
      const slots = (list as Restream[]).flatMap((item, at) => {
        const slot = knownSlot(item);
        const id = item.session === UNKNOWN ? `target ${at + 1}` : item.session;
        return slot === undefined ? [] : [{ at, slot, name: item.name ?? id }];
      });
      for (const [earlier, later] of clashes(slots)) {
        const both = `${spell(earlier.name, earlier.slot)} and ${spell(later.name, later.slot)}`;
        say(
          later.at,
          "from",
          `has the channel feed ${both} at once; move one, as a channel feeds one at a time`,
        );
      }
      for (const [at, { session }] of list.entries()) {
        if (session !== UNKNOWN && list.findIndex(other => other.session === session) < at) {
          say(at, "session", "is in the list before; a webcast has one time, so take one of the two out");
        }
      }
    })
    .optional()
    .describe(
      "The webcasts to feed by restreaming, and when; their order has no meaning. Webcasts that take this channel as their source are not listed here.",
    ),
  { whileLive: "guarded", same: "set" },
);

export const restreamerChannelInputs = z.strictObject({
  name: common
    .text({ min: 1, max: 256 })
    .describe("What producers call it, also in the calendar events of its targets; up to 256 bytes."),
  description: common.text({ max: common.TEXT_BYTES }).optional().describe("What it is for."),
  tags: common.tags,
  adminTags: common.adminTags,
  referenceId: common.referenceId,
  owner: common.owner,
  ...common.coUsers,
  dvr: common.dvr,
  recording: common.recording,
  conversionProfile: common.conversionProfile,
  accessControl: common.accessControl,
  accessControlId: common.accessControlId,
  targets,
  allowChangesWhileLive: options.allowChangesWhileLive,
  adopt: options.adoptInput("live entry", { byReferenceId: true }),
  mark: common.mark,
});

/** One ingest point for all webcasts of a stage. */
export const restreamerChannel = defineResource<z.infer<typeof restreamerChannelInputs>>({
  kind: "RestreamerChannel",
  label: "restreamer channel",
  doc: `One ingest point for many webcasts: a plain live entry that one encoder sends to all day, and that feeds webcasts one at a time. Every object in Kaltura has one owner, so there are two ways to feed a webcast:

- *source*, the one to start with: the WebcastSession takes \`channel\`. Its own schedule event then names the channel's entry as its source (sourceEntryId), and while the event is on, Kaltura plays the channel's stream on the webcast's page, from about 18 seconds after the start. Nothing of the session belongs to the channel. Nothing is sent to the webcast's entry, so recording and DVR are the channel's: set them here. Needs admin credentials.
- *restream*: the channel takes \`targets\`. It owns one schedule event for each on its own entry, with a live feature (KalturaLiveRestreamFeature) that has Kaltura push the channel's stream to the webcast's ingest point. The webcast is then broadcast to like by an encoder of its own: it has the recording and DVR of its own settings, and no other encoder should send to it at that time. Swapping or moving targets is one update, which goes around Kaltura's ban of overlapping events. A webcast whose stream key was made anew is found by a refresh, and its event gets the new key.

What is not known: Kaltura's guide speaks of a "restreamer live channel" without saying which of the two it means, and no public sample shows it. Both are in the API. Whether an account's media servers carry out restreaming, and whether they take it up when a target changes during the show, only a trial on the account tells. Feed a webcast in one way, not in both.

Sessions of one channel must not overlap, with their lead-in and lead-out; in a preview both are named. A channel that is on air is not deleted.`,
  inputs: restreamerChannelInputs,
  outputs: z.object({
    ingest,
    restreams: z
      .array(
        z.object({
          session: z.string().describe("Entry id of the webcast."),
          eventId: z.string().describe("Id of the schedule event."),
        }),
      )
      .optional()
      .describe("The schedule events of the targets."),
  }),
  computed: channelOutputs,
  rules: [common.accessControlRule, options.adoptRule] as never,
  root: "entry",
  parts: [liveEntry({ adminTags: [], isSource: true }), restreams],
});
