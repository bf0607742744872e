/** Two values for every property of every resource; a property without samples fails the conformance tests. */
import { join } from "node:path";
import type { Props } from "../../provider/lifecycle/values";
import { bundledSchema } from "../../provider/schemas";

export interface Samples {
  /** The least that makes one. */
  readonly base: Props;
  /** Dotted path → two different values. */
  readonly values: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Optional by type, but required by a rule beside what they need. */
  readonly always?: readonly string[];
  /** What must be there for a path to be set. */
  readonly needs?: Readonly<Record<string, Props>>;
  /** What goes with the second value of a path. */
  readonly beside?: Readonly<Record<string, Props>>;
}

const picture = (name: string) => join(__dirname, "..", "..", "..", "test", "support", name);

/** What entries that are broadcast have in common. */
const broadcast = {
  values: {
    "dvr.enabled": [true, false],
    "dvr.windowMinutes": [60, 1440],
    "recording.mode": ["appended", "perSession"],
    "recording.copyEntitlement": [true, false],
    "recording.copyScheduling": [true, false],
    "recording.copyThumbnail": [true, false],
    "recording.hidden": [true, false],
    "recording.autoArchive": [true, false],
  },
  needs: {
    "dvr.windowMinutes": { dvr: { enabled: true } },
    "recording.copyEntitlement": { recording: { mode: "appended" } },
    "recording.copyScheduling": { recording: { mode: "appended" } },
    "recording.copyThumbnail": { recording: { mode: "appended" } },
    "recording.hidden": { recording: { mode: "appended" } },
    "recording.autoArchive": { recording: { mode: "appended" } },
  },
} as const;

const plain: Readonly<Record<string, Samples>> = {
  EventCategory: {
    base: { name: "Track" },
    values: {
      name: ["Track", "Stage"],
      parent: ["$root", "$other"],
      description: ["About", "<b>More</b>"],
      tags: [["one", "two"], ["three"]],
      adminTags: [["mine"], ["yours", "ours"]],
      referenceId: ["r-1", "r-2"],
      owner: ["ann@example.com", "bob@example.com"],
      privacyContext: ["summit2027", "other2027"],
      privacy: ["members", "authenticated"],
      appearInList: ["membersOnly", "everywhere"],
      contributionPolicy: ["membersWithPermission", "all"],
      inheritance: ["manual", "inherit"],
      defaultPermissionLevel: ["contributor", "none"],
      moderation: [true, false],
      defaultOrderBy: ["-createdAt", "+name"],
      partnerSortValue: [3, -4],
      partnerData: ["data", "more data"],
    },
    needs: Object.fromEntries(
      ["owner", "privacy", "appearInList", "contributionPolicy", "inheritance", "defaultPermissionLevel"].map(
        p => [p, { parent: "$root" }],
      ),
    ),
  },
  CategoryMember: {
    base: { category: "$root", userId: "ann@example.com" },
    values: {
      category: ["$root", "$other"],
      userId: ["ann@example.com", "group|one"],
      permissionLevel: ["manager", "none"],
    },
  },
  CaptionOrder: {
    base: { entryId: "$recorded", service: "chapters", reachProfile: "$profile" },
    values: {
      entryId: ["$recorded", "$recorded2"],
      service: ["chapters", "tagging"],
      catalogItemId: ["$machine", "$human"],
      serviceType: ["human", "machine"],
      sourceLanguage: ["English", "French"],
      targetLanguage: ["French", "German"],
      turnaround: ["30minutes", "24hours"],
      captionAssetId: ["$caption", "$caption2"],
      reachProfile: ["$profile", "Second"],
      notes: ["Please", "Thanks"],
      context: ["A talk about video", "Über „Video“"],
    },
    always: [
      ...["service", "catalogItemId", "serviceType", "sourceLanguage", "targetLanguage", "turnaround"],
      "reachProfile",
    ],
    needs: {
      catalogItemId: { service: undefined },
      serviceType: { service: "captions", sourceLanguage: "English" },
      sourceLanguage: { service: "captions", serviceType: "machine", turnaround: "30minutes" },
      targetLanguage: { service: "translation" },
      turnaround: { service: "captions", sourceLanguage: "French" },
      captionAssetId: { service: "translation", targetLanguage: "French" },
    },
  },
  LiveCaptions: {
    base: {
      entryId: "$live",
      scheduleEventId: "$event",
      start: "2027-05-04T09:00+02:00",
      end: "2027-05-04T10:00+02:00",
      service: "captions",
      serviceType: "machine",
      sourceLanguage: "English",
      turnaround: "immediate",
      reachProfile: "$profile",
    },
    values: {
      entryId: ["$live", "$live2"],
      scheduleEventId: ["$event", "$event2"],
      start: ["2027-05-04T09:00+02:00", "2027-05-04T09:15+02:00"],
      end: ["2027-05-04T10:00+02:00", "2027-05-04T09:45+02:00"],
      timezone: ["Europe/Berlin", "America/New_York"],
      service: ["captions", "translation"],
      catalogItemId: ["$liveItem", "$liveItem2"],
      serviceType: ["machine", "human"],
      sourceLanguage: ["English", "French"],
      targetLanguage: ["French", "German"],
      turnaround: ["immediate", "30minutes"],
      reachProfile: ["$profile", "Second"],
      notes: ["Please", "Thanks"],
      context: ["A talk about video", "Über „Video“"],
    },
    always: [
      ...["service", "catalogItemId", "serviceType", "sourceLanguage", "targetLanguage", "turnaround"],
      ...["reachProfile", "scheduleEventId"],
    ],
    needs: {
      catalogItemId: {
        ...{ service: undefined, serviceType: undefined, sourceLanguage: undefined, turnaround: undefined },
      },
      targetLanguage: { service: "translation" },
    },
    beside: {
      entryId: { scheduleEventId: "$event2" },
      scheduleEventId: { entryId: "$live2" },
      service: { targetLanguage: "French" },
    },
  },
  AppToken: {
    base: { sessionUserId: "ann@example.com" },
    values: {
      description: ["For embeds", "For [the] pipeline"],
      privileges: [["disableentitlement"], "actionslimit:-1,view:*"],
      hashType: ["SHA256", "MD5"],
      expiry: ["2037-01-01T00:00Z", "2037-01-01T00:00-05:00"],
      timezone: ["Europe/Berlin", "America/New_York"],
      sessionType: ["admin", "user"],
      sessionUserId: ["ann@example.com", "bob@example.com"],
      sessionDurationSeconds: [60, 86_400],
    },
    always: ["sessionUserId"],
  },
  MetadataProfile: {
    base: { name: "Extra", systemName: "EXTRA", xsd: bundledSchema("KwebcastProfile"), objectType: "entry" },
    values: {
      name: ["Extra", "Other"],
      systemName: ["EXTRA", "OTHER"],
      xsd: [bundledSchema("KwebcastProfile"), bundledSchema("EventsProfile3")],
      description: ["For tests", "For more tests"],
      objectType: ["entry", "category"],
      createMode: ["api", "kmc"],
    },
  },
  WebcastSession: {
    base: { name: "Talk", start: "2027-05-04T09:00+02:00", end: "2027-05-04T10:00+02:00" },
    values: {
      name: ["Talk", 'Talk "two" — <b>&amp; 🎬'],
      description: ["About", "<p>Über</p>"],
      start: ["2027-05-04T09:00+02:00", "2027-05-04T09:15+02:00"],
      end: ["2027-05-04T10:00+02:00", "2027-05-04T09:45+02:00"],
      timezone: ["Europe/Berlin", "America/New_York"],
      categories: [["$root"], ["$other", "$root"]],
      presenters: [
        [{ name: "Ann" }],
        [
          {
            id: "b",
            name: "Bob",
            title: "CTO & co",
            bio: "a < b",
            link: "https://example.com",
            image: "1_thumb",
          },
        ],
      ],
      tags: [["one", "Two"], ["three"]],
      adminTags: [["mine"], ["yours", "ours"]],
      referenceId: ["code-1", "code-2"],
      owner: ["ann@example.com", "bob@example.com"],
      coEditors: [["ann@example.com"], ["bob@example.com", "cy@example.com"]],
      coPublishers: [["ann@example.com"], ["bob@example.com"]],
      coViewers: [["ann@example.com"], ["bob@example.com"]],
      thumbnail: [picture("red.jpg"), picture("blue.jpg")],
      ...broadcast.values,
      previewMode: [true, false],
      channel: ["$channel", "$channel2"],
      conversionProfile: ["Default_Live", "Passthrough_Live"],
      accessControl: ["one", "two"],
      accessControlId: ["$accessControl", "$accessControl2"],
      pushPublish: [true, false],
      offlineMessage: ["Soon", "Later"],
      blockAutoTranscript: [true, false],
      slidesEntryId: ["1_slides01", "1_slides02"],
      selfServe: [true, false],
      calendarReminder: ["15minutes", "none"],
      "chat.enabled": [true, false],
      "chat.moderation": ["on", "off"],
      "chat.moderationPreBroadcastMinutes": [10, 0],
      "chat.moderationPostBroadcastMinutes": [5, 0],
      "chat.groupChat": ["groupChat", "schedule"],
      "scheduleEvent.classification": ["private", "confidential"],
      "scheduleEvent.organizer": ["Team", "Other team"],
      "scheduleEvent.owner": ["ann@example.com", "bob@example.com"],
      "scheduleEvent.tags": [["one"], ["two", "three"]],
      "scheduleEvent.referenceId": ["e-1", "e-2"],
      "scheduleEvent.location": ["Hall 1", "Hall 2"],
      "scheduleEvent.projectedAudience": [100, 5000],
      "scheduleEvent.preStartSeconds": [600, 0],
      "scheduleEvent.postEndSeconds": [300, 0],
    },
    always: ["chat.moderationPreBroadcastMinutes", "chat.moderationPostBroadcastMinutes"],
    needs: {
      ...broadcast.needs,
      "chat.moderation": { chat: { enabled: true } },
      "chat.moderationPreBroadcastMinutes": {
        chat: { enabled: true, moderation: "aroundBroadcast", moderationPostBroadcastMinutes: 1 },
      },
      "chat.moderationPostBroadcastMinutes": {
        chat: { enabled: true, moderation: "aroundBroadcast", moderationPreBroadcastMinutes: 1 },
      },
      "chat.groupChat": { chat: { enabled: true } },
    },
  },
  RestreamerChannel: {
    base: { name: "Hall" },
    values: {
      name: ["Hall", 'Hall "2" — <b>&amp; 🎬'],
      description: ["About", "<p>Über</p>"],
      tags: [["one", "Two"], ["three"]],
      adminTags: [["mine"], ["yours", "ours"]],
      referenceId: ["code-1", "code-2"],
      owner: ["ann@example.com", "bob@example.com"],
      coEditors: [["ann@example.com"], ["bob@example.com", "cy@example.com"]],
      coPublishers: [["ann@example.com"], ["bob@example.com"]],
      coViewers: [["ann@example.com"], ["bob@example.com"]],
      ...broadcast.values,
      conversionProfile: ["Default_Live", "Passthrough_Live"],
      accessControl: ["one", "two"],
      accessControlId: ["$accessControl", "$accessControl2"],
      targets: [
        [{ session: "$channel", from: "2027-05-04T09:00+02:00", until: "2027-05-04T10:00+02:00" }],
        [
          {
            session: "$channel2",
            name: "Panel",
            from: "2027-05-04T09:00:00",
            until: "2027-05-04T09:30",
            timezone: "Europe/Berlin",
            preStartSeconds: 60,
            postEndSeconds: 30,
          },
          { session: "$channel", from: "2027-05-04T10:00+02:00", until: "2027-05-04T11:00+02:00" },
        ],
      ],
    },
    needs: broadcast.needs,
  },
  InteractiveRoom: {
    base: { name: "Round table", mode: "interactive" },
    values: {
      name: ["Round table", "Open <b>round</b>"],
      mode: ["interactive", "webinar"],
      description: ["About", "<p>More</p>"],
      templateRoomEntryId: ["$room", "$room2"],
      createdBy: ["api", "kaf"],
      roomModerators: [["ann@example.com"], ["bob@example.com", "cy@example.com"]],
      chatModerators: [["ann@example.com"], ["bob@example.com"]],
      roomType: ["breakout", "room"],
      recordedEntryId: ["$room", "$room2"],
      start: ["2027-05-04T09:00+02:00", "2027-05-04T09:15+02:00"],
      end: ["2027-05-04T10:00+02:00", "2027-05-06T10:00+02:00"],
      timezone: ["Europe/Berlin", "America/New_York"],
      presenters: [[{ name: "Ann" }], [{ name: "Bob", title: "CTO" }]],
      categories: [["$root"], ["$other", "$root"]],
      tags: [["one", "Two"], ["three"]],
      adminTags: [["mine"], ["yours", "ours"]],
      referenceId: ["code-1", "code-2"],
      owner: ["ann@example.com", "bob@example.com"],
      "scheduleEvent.classification": ["private", "confidential"],
      "scheduleEvent.organizer": ["Team", "Other team"],
      "scheduleEvent.owner": ["ann@example.com", "bob@example.com"],
      "scheduleEvent.tags": [["one"], ["two", "three"]],
      "scheduleEvent.referenceId": ["e-1", "e-2"],
      "scheduleEvent.location": ["Hall 1", "Hall 2"],
      "scheduleEvent.preStartSeconds": [600, 0],
    },
    always: ["start", "end"],
    needs: {
      mode: { templateRoomEntryId: "$room" },
      roomModerators: { createdBy: "kaf" },
      chatModerators: { createdBy: "kaf" },
      ...Object.fromEntries(
        [
          "start",
          "end",
          "timezone",
          "presenters",
          ...[
            "classification",
            "organizer",
            "owner",
            "tags",
            "referenceId",
            "location",
            "preStartSeconds",
          ].map(p => `scheduleEvent.${p}`),
        ].map(path => [path, { start: "2027-05-04T09:00+02:00", end: "2027-05-04T10:00+02:00" }]),
      ),
    },
  },
};

/** What only a session with an encoder has. */
const ENCODED = /^(end|channel|recording\..*|previewMode|pushPublish|blockAutoTranscript|selfServe)$/;
const without = <T>(table: Readonly<Record<string, T>>, paths: RegExp): Record<string, T> =>
  Object.fromEntries(Object.entries(table).filter(([path]) => !paths.test(path)));

export const samples: Readonly<Record<string, Samples>> = {
  ...plain,
  SimuliveSession: {
    ...plain.WebcastSession!,
    base: { name: "Talk", start: "2027-05-04T09:00+02:00", source: "$media" },
    values: {
      ...without(plain.WebcastSession!.values, ENCODED),
      source: ["$media", "$media2"],
      end: ["2027-05-04T10:00+02:00", "2027-05-04T09:45+02:00"],
      preStartEntry: ["$media2", "$media"],
      postEndEntry: ["$media2", "$media"],
      contentInterruptible: [true, false],
      redirectAfter: [true, "$media2"],
      "scheduleEvent.preStartSeconds": [10, 0],
      "scheduleEvent.postEndSeconds": [20, 0],
    },
    needs: without(plain.WebcastSession!.needs!, ENCODED),
  },
  MediaAsset: {
    base: { name: "Film", url: "https://example.com/film.mp4" },
    values: {
      name: ["Film", "Film <b>two</b>"],
      url: ["https://example.com/film.mp4", "https://example.com/other.mp4"],
      file: [picture("red.jpg"), picture("blue.jpg")],
      description: ["About", "<p>Über</p>"],
      tags: [["one", "Two"], ["three"]],
      adminTags: [["mine"], ["yours", "ours"]],
      referenceId: ["code-1", "code-2"],
      owner: ["ann@example.com", "bob@example.com"],
      categories: [["$root"], ["$other", "$root"]],
      mediaType: ["audio", "video"],
      conversionProfile: ["Default", "Archive"],
      waitMinutes: [1, 10],
    },
    always: ["url", "file"],
    needs: { file: { url: undefined } },
  },
  StudioSession: {
    ...plain.WebcastSession!,
    values: {
      ...plain.WebcastSession!.values,
      "room.name": ["Green room", "Stage"],
      "room.templateRoomEntryId": ["$room", "$room2"],
      "room.createdBy": ["api", "kaf"],
      "room.roomModerators": [["ann@example.com"], ["bob@example.com", "cy@example.com"]],
      "room.chatModerators": [["ann@example.com"], ["bob@example.com"]],
      "room.description": ["About", "<p>More</p>"],
      "room.tags": [["one", "Two"], ["three"]],
      "room.adminTags": [["mine"], ["yours", "ours"]],
      "room.referenceId": ["room-1", "room-2"],
      "room.owner": ["ann@example.com", "bob@example.com"],
    },
    needs: {
      ...plain.WebcastSession!.needs,
      "room.roomModerators": { room: { createdBy: "kaf" } },
      "room.chatModerators": { room: { createdBy: "kaf" } },
    },
  },
};
