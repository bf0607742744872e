/**
 * The definition of an event: the single source of its types, its check, its JSON Schema (editor completion and
 * hover texts) and its reference page.
 */
import { z } from "zod";
import { rules } from "./rules/registry";
import * as of from "./settings";
import { KINDS } from "./settings";

const text = (what: string) => z.string().min(1).describe(what);

/** Ids may be numbers, as spreadsheets have them. */
export const id = z
  .union([
    z
      .string()
      .regex(/^\S(.*\S)?$/, "can't be an id; write a text on one line, without blanks at its ends")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
      .refine(value => !/[\u0000-\u001f\u007f]/.test(value), "holds a control character; take it out")
      .max(200),
    z.number().int(),
  ])
  .meta({ id: "Id" });

const ownId = (what: string) =>
  id.describe(
    `Its id: ${what} Text or a number, unique in its list. It names the resources, so it has to stay what it is: another id is another object, with other embeds.`,
  );

const idOf = (what: string) => id.describe(what);

const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/;
const time = (what: string) =>
  z
    .string()
    .regex(TIME, "is not an ISO 8601 time; write 2027-06-08T09:30, or with an offset 2027-06-08T09:30+02:00")
    .describe(
      `${what}: 2027-06-08T09:30 in the session's timezone, or with an offset (2027-06-08T09:30+02:00). A time that the clocks skip there is refused, and so is one that happens twice, unless it has an offset.`,
    );

/** `1h30m`, `45m`, `90s`. */
export const LENGTH = /^(?=.)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const length = (what: string) =>
  z
    .string()
    .regex(LENGTH, "is not a length; write 45m, 1h30m or 29m30s")
    .describe(`${what}: 45m, 1h30m, 29m30s.`);

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "is not a date; write 2027-06-08")
  .describe("A date, 2027-06-08.");

const timezone = (what: string) => of.fields.timezone.unwrap().describe(what);

const description = of.fields.description;
const tags = of.fields.tags;
const kind = z
  .enum(KINDS as [(typeof KINDS)[number], ...(typeof KINDS)[number][]])
  .describe(
    "What it is. webcast: an encoder, a presenter's browser or a channel sends it. simulive: a video, shown as if it were live. studio: a webcast that its speakers make in a room. interactive: a room with everybody on stage. webinar: a room with the speakers on stage.",
  );

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]);

// ---- people --------------------------------------------------------------------------------------------

const presenter = of.fields.presenters
  .unwrap()
  .element.omit({ id: true })
  .extend({ id: ownId("what sessions call the person by.") })
  .meta({ id: "Presenter", description: "A person who speaks, described once for all sessions." });

const inlinePresenter = of.fields.presenters
  .unwrap()
  .element.meta({ id: "InlinePresenter", description: "A person who speaks in this session only." });

const member = z
  .union([
    of.userId.describe("User id of a moderator."),
    z.strictObject({
      user: of.userId.describe("User id, or id of a group."),
      role: of.role.describe(`${of.role.description} Here, the default is moderator.`),
    }),
  ])
  .meta({ id: "Member", description: "Somebody of the team: a member of the event's category." });

// ---- what sessions have in common ----------------------------------------------------------------------

const shared = {
  kind: kind.optional().describe(`${kind.description} Default: webcast.`),
  tags: tags.describe(`${tags.description}`),
  room: idOf(
    "The room on site that it takes place in: the id of one of the file's rooms; where the file has none, a name. It is the location in calendars.",
  ).optional(),
  channel: idOf(
    "The restreamer channel that feeds it, by its id; in place of an encoder of its own. For webcasts.",
  ).optional(),
  captions: of.liveCaptions.optional(),
  webcast: of.settings.webcast.optional(),
  simulive: of.settings.simulive.optional(),
  studio: of.settings.studio.optional(),
  interactive: of.settings.interactive.optional(),
  webinar: of.settings.webinar.optional(),
};

const defaults = z.strictObject(shared).meta({
  id: "SessionSettings",
  description:
    "What sessions have that don't say it themselves. Settings of a kind count for sessions of that kind only; of each input, the nearest value counts: the session's, then its template's, its track's, the event's.",
});

const session = z
  .strictObject({
    id: ownId("with it, a session keeps its entry and its embeds wherever its row moves."),
    title: of.fields.name,
    description,
    track: oneOrMore(id)
      .optional()
      .describe(
        "The track or tracks it is in, by their ids. Without any, it is in the category of the event as a whole. Of several, the first one's settings count.",
      ),
    template: oneOrMore(id)
      .optional()
      .describe("Templates whose settings it takes, by their names; of several, the later ones win."),
    start: time("When it starts")
      .optional()
      .describe(
        `${time("When it starts").description} Required, but for rooms: one without start and end is open at any time, and in no agenda.`,
      ),
    end: time("When it ends").optional(),
    duration: length("How long it is, in place of end").optional(),
    timezone: timezone("IANA timezone of its times. Default: the track's, or else the event's.").optional(),
    presenters: z
      .array(z.union([id, inlinePresenter]))
      .optional()
      .describe(
        "Who speaks, in the order shown: ids of the file's presenters, or people described here. Where the file has no presenters, a text is a name.",
      ),
    video: idOf(
      "What a simulive airs: the id of one of the file's videos. Without end or duration, it ends when the video does.",
    ).optional(),
    ...shared,
  })
  .meta({ id: "Session", description: "One session of the event." });

// ---- the lists -----------------------------------------------------------------------------------------

const track = z
  .strictObject({
    id: ownId("what sessions call it by."),
    name: text("Name, as viewers see it. Its category's name has ; ‹ › in place of , < >."),
    description: description.describe("What the track is about."),
    timezone: timezone("IANA timezone of its sessions. Default: the event's.").optional(),
    defaults: defaults.optional(),
    category: of.category
      .omit({ parent: true })
      .meta({ id: "TrackCategory", description: "Other inputs of its EventCategory." })
      .optional(),
  })
  .meta({ id: "Track", description: "A track: a category in the event's, and what its sessions share." });

const roomOnSite = z
  .strictObject({
    id: ownId("what sessions call it by."),
    name: text("Name, as calendars show it."),
    channel: idOf("The channel that feeds the webcasts in it, unless they say otherwise.").optional(),
  })
  .meta({ id: "Room", description: "A room on site. One session at a time takes place in it." });

const channel = z
  .strictObject({
    id: ownId("what sessions and rooms call it by."),
    feeds: z
      .enum(["source", "restream"])
      .optional()
      .describe(
        "How it feeds its webcasts. source: each shows the channel's stream while it is on; recording and DVR are the channel's. restream: its stream is pushed to each one's own ingest point, which records as if an encoder of its own sent. Default: source.",
      ),
    ...of.channel.shape,
    targets: of.channel.shape.targets.describe(
      "Webcasts from elsewhere, by their entry ids, that it sends to beside this event's; those name the channel themselves.",
    ),
  })
  .meta({
    id: "Channel",
    description:
      "A restreamer channel: one ingest point for many webcasts. Other inputs of RestreamerChannel.",
  });

const video = z
  .strictObject({
    id: ownId("what simulives call it by."),
    entryId: text(
      "The entry id of a video that is in Kaltura already, and stays out of this program. In place of file, url and all other fields.",
    ).optional(),
    duration: length(
      "Its length, so that the end of a simulive is known, and checked, before the video is there",
    ).optional(),
    captions: of.videoCaptions.optional(),
    ...of.media.partial({ name: true }).shape,
  })
  .meta({ id: "Video", description: "A recording that simulives air. Other inputs of MediaAsset." });

/** What may also stand in files of their own. */
const lists = {
  templates: z
    .record(z.string(), defaults)
    .optional()
    .describe("Settings under a name, for sessions that ask for them."),
  presenters: z.array(presenter).optional().describe("The people who speak."),
  rooms: z.array(roomOnSite).optional().describe("The rooms on site."),
  channels: z.array(channel).optional().describe("The restreamer channels."),
  videos: z.array(video).optional().describe("The recordings that simulives air."),
  tracks: z.array(track).optional().describe("The tracks; each is a category in the event's."),
  sessions: z.array(session).optional().describe("The sessions, in any order."),
};

/** Names of the lists that event files can be split by; templates are a map. */
export const LISTS = ["presenters", "rooms", "channels", "videos", "tracks", "sessions"] as const;
export type List = (typeof LISTS)[number];

// ---- the event -----------------------------------------------------------------------------------------

const severities = z.strictObject(
  Object.fromEntries(
    rules
      .filter(rule => rule.always === undefined)
      .map(rule => [
        rule.name,
        z
          .enum(["error", "warn", "off"])
          .optional()
          .describe(`${rule.doc} Default: ${rule.severity === "error" ? "error" : "warn"}.`),
      ]),
  ),
);

export const eventDefinition = z
  .strictObject({
    $schema: z.string().optional().describe("Where editors find the schema of this file."),
    name: text("Name of the event. Its category's name has ; ‹ › in place of , < >."),
    description: description.describe("What the event is about."),
    timezone: timezone(
      'IANA timezone that the event is planned in, such as "Europe/Berlin": places times without an offset, and is what plans and calendars show.',
    ),
    days: z
      .array(day)
      .optional()
      .describe("The days of the event, in its timezone. With them, a session on any other day is found."),
    category: of.category
      .meta({
        id: "EventCategory",
        description: "Other inputs of the event's EventCategory: parent, privacyContext, owner and so on.",
      })
      .optional(),
    team: z
      .array(member)
      .optional()
      .describe("Who runs the event: members of its category, moderators unless a role is given."),
    website: text(
      "Address of the website that shows the event. It gets an app token for embeds, a secret output.",
    ).optional(),
    embeds: z
      .strictObject({
        playerId: z
          .union([z.string().min(1), z.number().int()])
          .optional()
          .describe("Id of the player (uiConf) of this event. Default: kaltura:playerId."),
        kafHost: text("Host of the KAF instance. Default: kaltura:kafHost.").optional(),
        cdnHost: text("Host of player and thumbnails. Default: kaltura:cdnHost.").optional(),
        agendaPath: text(
          "Path of the page on the KAF instance that shows the event as a whole; {KS} stands for the visitor's session.",
        ).optional(),
      })
      .optional()
      .describe("Where the embeds of this event lead to, in place of the account's settings."),
    calendar: z
      .strictObject({
        revision: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe(
            "SEQUENCE of all events in the calendar output. Raise it when you send the calendar around again after a change: programs that imported it take the newer one. Subscribers see changes without it. Default: 0.",
          ),
      })
      .optional()
      .describe("The calendar output (.ics)."),
    include: oneOrMore(z.string().min(1))
      .optional()
      .describe(
        "Files that hold parts of the event, by paths from this file's folder: sessions/*.yaml. * stands for any name, ** for any folders. A part has the same lists as this file; one that is a mere list holds sessions.",
      ),
    rules: severities
      .optional()
      .describe("How serious a breach of each rule is: error stops the deployment, warn only says it."),
    defaults: defaults.optional(),
    ...lists,
  })
  .meta({ title: "Event", description: "A video event: what it is, and all that is on." });

/** A file that an event includes. */
export const eventPart = z.union([
  z.strictObject({ $schema: z.string().optional(), ...lists }),
  z.array(session),
]);

/** An event, as it is written into an event file or a program. */
export type EventDefinition = z.input<typeof eventDefinition>;
export type SessionDefinition = z.input<typeof session>;
export type SessionSettings = z.input<typeof defaults>;
export type PresenterDefinition = z.input<typeof presenter>;
export type TrackDefinition = z.input<typeof track>;
export type RoomDefinition = z.input<typeof roomOnSite>;
export type ChannelDefinition = z.input<typeof channel>;
export type VideoDefinition = z.input<typeof video>;
