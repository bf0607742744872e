/** Inputs that several resources have, each described and checked once. */
import { z } from "zod";
import type { Rule } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { getPath } from "../lifecycle/values";
import { isUrl } from "../parts/localFile";
import type { Presenter } from "../parts/sessionMetadata";
import { jpegProblem } from "../parts/thumbnail";
import { DAY, epochOf, isTimezone, TimeError, timezoneProblem } from "../time";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

// Kaltura refuses characters that XML forbids (INVALID_PARAMETER_CHAR).
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
// In a multirequest, text of this shape would be taken for the result of another call.
const REFERENCE = /\{\d+:result/;

/** Text as Kaltura can keep it; lengths count bytes of UTF-8, as Kaltura does. */
export function text(limits: { min?: number; max?: number } = {}): z.ZodString {
  return z.string().superRefine((value, ctx) => {
    const size = bytes(value);
    const say = (message: string) => ctx.addIssue({ code: "custom", message });
    if (limits.min !== undefined && size < limits.min) {
      say(limits.min === 1 ? "is empty; give it a text" : `is too short: at least ${limits.min} bytes`);
    }
    if (limits.max !== undefined && size > limits.max) {
      say(`has ${size} bytes in UTF-8; Kaltura keeps ${limits.max}, so shorten it`);
    }
    if (FORBIDDEN.test(value)) say("holds a control character that Kaltura refuses; take it out");
    if (REFERENCE.test(value))
      say("holds {N:result, which Kaltura would replace by another value; reword it");
  });
}

const listItem = (what: string, limits: { min?: number; max?: number }) =>
  text(limits).refine(
    v => !v.includes(","),
    `holds a comma, which would make two ${what}s of it; write them as two`,
  );

/** Kaltura drops tags of one byte and cuts long ones (api-facts, "rewrites"). */
const tag = listItem("tag", { min: 2, max: 100 }).refine(
  v => v.trim() === v,
  "has blanks at its ends, which Kaltura cuts off; take them away",
);

export const tags = property(
  z
    .array(tag)
    .optional()
    .describe(
      "Tags that users see and search for. Kaltura keeps them in lower case, without repeats; that is not drift.",
    ),
  { same: "tags" },
);

export const adminTags = property(
  z
    .array(tag)
    .optional()
    .describe(
      "Tags for administrators only, beside those the resource sets itself. Tags that others add are left alone.",
    ),
  { same: "tags" },
);

export const name = text({ min: 1, max: 256 }).describe("The title that viewers see; up to 256 bytes.");

/** Bytes of Kaltura's TEXT columns; the rest is cut in silence, seen by the next read only (readback recordings). */
export const TEXT_BYTES = 65_535;

export const description = text({ max: TEXT_BYTES })
  .optional()
  .describe("What the session is about, as viewers read it. May hold HTML.");

export const referenceId = text({ min: 2, max: 512 })
  .optional()
  .describe(
    "Your own id for it, for example the session code of your programme. At least 2 bytes; Kaltura does not keep it unique.",
  );

export const userId = listItem("user", { min: 1, max: 100 });

export const owner = property(
  userId
    .optional()
    .describe(
      "User id of the owner. A user that Kaltura does not know is made. Default: the user of the credentials.",
    ),
  { whenRemoved: "stays as it is: Kaltura can't clear it" },
);

const users = (what: string) => property(z.array(userId).optional().describe(what), { same: "set" });

/** Users beside the owner of a live entry. */
export const coUsers = {
  coEditors: users("Users who may edit the entry (entitledUsersEdit)."),
  coPublishers: users("Users who may publish the entry (entitledUsersPublish)."),
  coViewers: users("Users who may view the entry (entitledUsersView)."),
} as const;

export const categoryRef = z.union([z.number().int().min(1), text({ min: 1 })]);

export const categories = property(
  z
    .array(categoryRef)
    .optional()
    .describe(
      'The categories to put it into: EventCategory resources, ids, or full names such as "site>channels>Summit". Links that others made are left alone.',
    ),
  { same: "set" },
);

export const timezone = z
  .string()
  .refine(isTimezone, { error: issue => timezoneProblem(String(issue.input)) })
  .optional()
  .describe(
    'IANA timezone, such as "Europe/Berlin": places times without an offset, and is what pages show times in.',
  );

const time = (what: string) =>
  property(
    z
      .string()
      .describe(
        `${what}: ISO 8601 with offset (2027-05-04T09:00-07:00), or local time (2027-05-04T09:00) with timezone.`,
      ),
    { same: "instant", whileLive: "guarded" },
  );

export const start = time("When the session starts");
export const end = time("When the session ends, at most 24 hours after its start");

export const presenters = z
  .array(
    property(
      z.strictObject({
        id: text().optional().describe("Your id for the person."),
        name: text({ min: 1 }).describe("Name as shown."),
        title: text().optional().describe("Role and company."),
        bio: text().optional().describe("A few words about the person."),
        link: text().optional().describe("Page about the person."),
        image: text().optional().describe("Picture: URL, or id of a thumbnail asset of the entry."),
      }),
      { typeName: "Presenter" },
    ),
  )
  .optional()
  .describe("Who speaks, in the order shown.");

export const REMINDERS = [
  "none",
  "5minutes",
  "15minutes",
  "30minutes",
  "45minutes",
  "1hour",
  "2hours",
  "3hours",
  "4hours",
  "1day",
  "2days",
  "3days",
  "1week",
  "2weeks",
] as const;

export const calendarReminder = property(
  z
    .enum(REMINDERS)
    .optional()
    .describe('How long before the start a calendar entry reminds its owner; "none" is advised for embeds.'),
  { typeName: "CalendarReminder" },
);

export const chat = property(
  z
    .strictObject({
      enabled: z.boolean().describe("Whether there is chat and collaboration beside the player."),
      moderation: z
        .enum(["off", "on", "aroundBroadcast"])
        .optional()
        .describe(
          "Whether questions go to moderators first: never, always, or from some minutes before until some minutes after the broadcast.",
        ),
      moderationPreBroadcastMinutes: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe("Minutes before the broadcast; needed with aroundBroadcast."),
      moderationPostBroadcastMinutes: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe("Minutes after the broadcast; needed with aroundBroadcast."),
      groupChat: z
        .enum(["disabled", "groupChat", "schedule"])
        .optional()
        .describe("Chat among all viewers: none, always, or by schedule."),
    })
    .optional()
    .describe("Settings of chat and collaboration. Other settings kept in the same place are left alone."),
  { typeName: "Chat" },
);

export const dvr = property(
  z
    .strictObject({
      enabled: z.boolean().describe("Whether viewers can go back in the running broadcast."),
      windowMinutes: z
        .number()
        .int()
        .min(1)
        .max(1440)
        .optional()
        .describe("How far back, in minutes; up to 1440 (a day)."),
    })
    .optional()
    .describe("Going back in the running broadcast. Can't change while on air."),
  { typeName: "Dvr" },
);

export const recording = property(
  z
    .strictObject({
      mode: z
        .enum(["disabled", "appended", "perSession"])
        .describe(
          "None, one recording for all broadcasts of the entry, or one for each. Can't change while on air.",
        ),
      copyEntitlement: z
        .boolean()
        .optional()
        .describe("The recording gets the co-editors, -publishers and -viewers of the session."),
      copyScheduling: z
        .boolean()
        .optional()
        .describe("The recording gets the entry's dates of availability."),
      copyThumbnail: z.boolean().optional().describe("The recording gets the session's thumbnail."),
      hidden: z.boolean().optional().describe("The recording is kept out of lists."),
      autoArchive: z.boolean().optional().describe("The recording is archived by itself."),
    })
    .optional()
    .describe("Recording. Default: as the account has it."),
  { whenRemoved: "stays as it is: Kaltura can't clear it", typeName: "Recording" },
);

export const conversionProfile = property(
  text({ min: 1 })
    .optional()
    .describe(
      'System name of the live conversion profile: "Default_Live" transcodes in the cloud, "Passthrough_Live" does not. Can\'t change while on air.',
    ),
  { whenRemoved: "stays as it is" },
);

export const accessControlId = property(
  z.number().int().min(1).optional().describe("Id of an access control profile."),
  {
    whenRemoved: "stays as it is: Kaltura can't clear it",
  },
);

export const channel = property(
  text({ min: 1 })
    .optional()
    .describe(
      "The RestreamerChannel, or the entry id of a live entry, whose stream is shown while the session is on: no encoder sends to the session itself, and it has no recording of its own. Needs credentials of an admin session.",
    ),
  {
    whenRemoved: "has the schedule event made anew, with another id: Kaltura can't clear it",
    whileLive: "guarded",
  },
);

export const accessControl = property(
  text({ min: 1 })
    .optional()
    .describe(
      "System name of an access control profile: who may watch, from where. In place of accessControlId.",
    ),
  { whenRemoved: "stays as it is: Kaltura can't clear it" },
);

export const accessControlRule: Rule<{ accessControl?: string; accessControlId?: number }> = {
  reads: ["accessControl", "accessControlId"],
  problem: i =>
    i.accessControl !== undefined && i.accessControlId !== undefined
      ? "and accessControlId name the same thing in two ways; take one out"
      : undefined,
};

export const mark = property(
  z
    .string()
    .optional()
    .describe("The ownership mark, set by the resource class: by it a stack finds again what it made."),
  { internal: true, comesLater: true },
);

/** A column of an event: it keeps 256 characters, however many bytes they have, and cuts the rest in silence. */
const eventText = (limits: { min?: number } = {}) =>
  text(limits).refine(
    value => [...value].length <= 256,
    "has more than the 256 characters that Kaltura keeps of it; shorten it",
  );

/** Settings of the schedule event that events of all classes have. */
export const eventDetails = {
  classification: property(
    z
      .enum(["public", "private", "confidential"])
      .optional()
      .describe("Who may see the event in calendars. Default: public."),
    { typeName: "EventClassification" },
  ),
  organizer: eventText().optional().describe("Who organises it, as calendars show."),
  owner: property(
    text({ min: 1 })
      .optional()
      .describe("User id of the event's owner. Default: the user of the credentials."),
    { whenRemoved: "stays as it is" },
  ),
  tags,
  referenceId: eventText({ min: 1 }).optional().describe("Your own id for the event."),
  location: eventText().optional().describe("Where it takes place."),
  preStartSeconds: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Seconds before the start from which the event counts as on."),
} as const;

export { DAY };

/** Longest event of the type Meeting. */
export const THREE_DAYS = 3 * DAY;

/** A time that exists, or is not set. */
export function timeRule<
  Name extends string,
  I extends { timezone?: string | undefined } & { [K in Name]?: string | undefined },
>(which: Name): Rule<I> {
  return {
    reads: [which, "timezone"],
    problem: inputs => {
      const text = inputs[which];
      if (text === undefined) return undefined;
      try {
        epochOf(text, inputs.timezone);
        return undefined;
      } catch (error) {
        if (error instanceof TimeError) return error.message;
        throw error;
      }
    },
  };
}

/** Times that exist, in the right order, of a length Kaltura takes. Each speaks of what is set only. */
export function timeRules<I extends OptionalTimes>(longest: number): Rule<I>[] {
  return [
    timeRule<"start", I>("start"),
    timeRule<"end", I>("end"),
    {
      reads: ["end", "start", "timezone"],
      problem: ({ start, end, timezone }) => {
        if (start === undefined || end === undefined) return undefined;
        const length = epochOf(end, timezone) - epochOf(start, timezone);
        if (length <= 0) return `is not after start (${start}); give the end a later time`;
        if (length > longest) {
          return `is ${(length / 3600).toFixed(1)} hours after start; Kaltura takes at most ${longest / 3600}, so make it several sessions`;
        }
        return undefined;
      },
    },
  ];
}

/**
 * The same where a schedule is optional: both times or none, and nothing that needs them without them.
 * @param needy inputs that say nothing without a schedule
 */
export function optionalTimeRules(longest: number, needy: readonly string[]): Rule<OptionalTimes>[] {
  return [
    {
      reads: ["start", "end"],
      problem: ({ start, end }) =>
        (start === undefined) === (end === undefined)
          ? undefined
          : `${start === undefined ? "is missing, though end is set" : "is set, though end is missing"}; give both, or neither`,
    },
    ...needy.map(name => ({
      reads: [name, "start", "end"],
      problem: (i: OptionalTimes) =>
        getPath(i, name) !== undefined && i.start === undefined && i.end === undefined
          ? "needs a schedule; give start and end, or take it out"
          : undefined,
    })),
    ...timeRules(longest),
  ];
}

interface OptionalTimes {
  start?: string | undefined;
  end?: string | undefined;
  timezone?: string | undefined;
}

/** The thumbnail is a URL or a file that is there and is a JPEG. */
export const thumbnailRule: Rule<{ thumbnail?: string }> = {
  reads: ["thumbnail"],
  problem: ({ thumbnail }) =>
    thumbnail === undefined || isUrl(thumbnail) ? undefined : jpegProblem(thumbnail),
};

export const chatRule: Rule<{
  chat?: {
    moderation?: string;
    moderationPreBroadcastMinutes?: number;
    moderationPostBroadcastMinutes?: number;
  };
}> = {
  reads: ["chat"],
  problem: ({ chat }) => {
    if (chat === undefined) return undefined;
    const minutes = [chat.moderationPreBroadcastMinutes, chat.moderationPostBroadcastMinutes];
    if (chat.moderation === "aroundBroadcast" && minutes.includes(undefined)) {
      return "moderation aroundBroadcast needs moderationPreBroadcastMinutes and moderationPostBroadcastMinutes; add both";
    }
    if (chat.moderation !== "aroundBroadcast" && minutes.some(m => m !== undefined)) {
      return 'minutes of moderation count only with moderation "aroundBroadcast"; set it, or take the minutes out';
    }
    return undefined;
  },
};

export type { Presenter };
