/** The three metadata objects of a session: what makes it a webcast, its times and presenters, its settings. */
import { epochOf, writeLike } from "../time";
import { entryMetadata } from "./entryMetadata";
import { type Element, textOf } from "./metadataXml";

export interface Presenter {
  id?: string;
  name: string;
  title?: string;
  bio?: string;
  link?: string;
  image?: string;
}

export interface Chat {
  enabled: boolean;
  moderation?: "off" | "on" | "aroundBroadcast";
  moderationPreBroadcastMinutes?: number;
  moderationPostBroadcastMinutes?: number;
  groupChat?: "disabled" | "groupChat" | "schedule";
}

export interface Times {
  start: string;
  end: string;
  timezone?: string;
}

const text = (name: string, value: string | undefined): Element[] =>
  value === undefined ? [] : [{ name, text: value }];

const owners =
  <K>(table: Readonly<Record<string, K | true>>) =>
  (element: Element): K | true | undefined =>
    table[element.name];

/** KwebcastProfile: says that the entry is a webcast, and which slides it shows. */
export const webcastFlags = entryMetadata<{ selfServe?: boolean; slidesEntryId?: string }>({
  key: "webcastMetadata",
  label: "webcast",
  profile: { systemName: "KMS_KWEBCAST2", name: "KwebcastProfile", module: "kwebcast" },
  inputs: ["slidesEntryId", "selfServe"],
  want: inputs => [
    ...text("SlidesDocEntryId", inputs.slidesEntryId),
    ...text("IsKwebcastEntry", "1"),
    ...text("IsSelfServe", inputs.selfServe === undefined ? undefined : inputs.selfServe ? "1" : "0"),
  ],
  initial: inputs => (inputs.selfServe === undefined ? text("IsSelfServe", "0") : []),
  owner: owners({ SlidesDocEntryId: "slidesEntryId", IsKwebcastEntry: true, IsSelfServe: "selfServe" }),
  drift: (inputs, elements) => {
    const slides = textOf(elements, "SlidesDocEntryId") || undefined;
    const selfServe = textOf(elements, "IsSelfServe") === "1";
    return {
      ...(slides === inputs.slidesEntryId ? {} : { slidesEntryId: slides }),
      ...(inputs.selfServe === undefined || selfServe === inputs.selfServe ? {} : { selfServe }),
    };
  },
});

const presenterFields = {
  id: "PresenterId",
  name: "PresenterName",
  title: "PresenterTitle",
  bio: "PresenterBio",
  link: "PresenterLink",
  image: "PresenterImage",
} as const satisfies Record<keyof Presenter, string>;

const presenterElement = (presenter: Presenter): Element => ({
  name: "Presenter",
  children: (Object.keys(presenterFields) as Array<keyof Presenter>).flatMap(key =>
    text(presenterFields[key], presenter[key]),
  ),
});

const presenterOf = (element: Element): Partial<Presenter> =>
  Object.fromEntries(
    (Object.keys(presenterFields) as Array<keyof Presenter>)
      .map(key => [key, textOf(element.children ?? [], presenterFields[key])] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );

/** EventsProfile3: times, timezone and presenters, as pages around the player show them. None without times. */
export const timesAndPresenters = entryMetadata<Partial<Times> & { presenters?: Presenter[] }>({
  key: "eventMetadata",
  label: "times and presenters",
  profile: { systemName: "KMS_EVENTS3", name: "EventsProfile3", module: "events (kwebcast)" },
  inputs: ["presenters", "start", "end", "timezone"],
  want: inputs =>
    inputs.start === undefined || inputs.end === undefined
      ? undefined
      : [
          ...text("StartTime", String(epochOf(inputs.start, inputs.timezone))),
          ...text("EndTime", String(epochOf(inputs.end, inputs.timezone))),
          ...text("Timezone", inputs.timezone),
          ...(inputs.presenters ?? []).map(presenterElement),
        ],
  owner: owners({ StartTime: "start", EndTime: "end", Timezone: "timezone", Presenter: "presenters" }),
  drift: (inputs, elements) => {
    const drift: Record<string, unknown> = {};
    for (const [input, name] of [
      ["start", "StartTime"],
      ["end", "EndTime"],
    ] as const) {
      const epoch = Number(textOf(elements, name));
      const time = inputs[input];
      if (time === undefined) continue;
      const wanted = epochOf(time, inputs.timezone);
      if (epoch !== wanted && epoch > 0) drift[input] = writeLike(epoch, time, inputs.timezone);
    }
    const zone = textOf(elements, "Timezone") || undefined;
    // Local times need their timezone: a vanished one is a missing part, not an input without meaning.
    if (zone !== inputs.timezone && zone !== undefined) drift.timezone = zone;
    const presenters = elements.filter(e => e.name === "Presenter").map(presenterOf);
    if (
      JSON.stringify(presenters) !==
      JSON.stringify((inputs.presenters ?? []).map(p => presenterOf(presenterElement(p))))
    ) {
      drift.presenters = presenters.length > 0 ? presenters : undefined;
    }
    return drift;
  },
});

const REMINDER = "calenderReminder"; // Kaltura's spelling
const CHAT = "cnc_widgetSettings";
const MODERATION = { off: 0, on: 1, aroundBroadcast: 2 } as const;

const detail = (key: string, value: unknown): Element => ({
  name: "Detail",
  children: [
    { name: "Key", text: key },
    { name: "Value", text: JSON.stringify(value) },
  ],
});

function detailOf(elements: readonly Element[], key: string): unknown {
  const found = elements.find(e => textOf(e.children ?? [], "Key") === key);
  try {
    return JSON.parse(textOf(found?.children ?? [], "Value") ?? "null");
  } catch {
    return undefined;
  }
}

const chatSettings = (chat: Chat) => ({
  cnc_enabled: chat.enabled ? "1" : "0",
  ...(chat.moderation === undefined ? {} : { cnc_moderation: MODERATION[chat.moderation] }),
  ...(chat.moderationPreBroadcastMinutes === undefined
    ? {}
    : { cnc_moderation_preBroadcast: String(chat.moderationPreBroadcastMinutes) }),
  ...(chat.moderationPostBroadcastMinutes === undefined
    ? {}
    : { cnc_moderation_postBroadcast: String(chat.moderationPostBroadcastMinutes) }),
  ...(chat.groupChat === undefined ? {} : { cnc_groupChat_mode: chat.groupChat }),
});

function chatOf(settings: unknown): Chat | undefined {
  if (typeof settings !== "object" || settings === null) return undefined;
  const s = settings as Record<string, unknown>;
  const moderation = (Object.keys(MODERATION) as Array<keyof typeof MODERATION>).find(
    k => String(MODERATION[k]) === String(s.cnc_moderation),
  );
  const minutes = (value: unknown) => (value === undefined ? undefined : Number(value));
  const pre = minutes(s.cnc_moderation_preBroadcast);
  const post = minutes(s.cnc_moderation_postBroadcast);
  const group = s.cnc_groupChat_mode as Chat["groupChat"] | undefined;
  return {
    enabled: String(s.cnc_enabled) === "1",
    ...(moderation === undefined ? {} : { moderation }),
    ...(pre === undefined ? {} : { moderationPreBroadcastMinutes: pre }),
    ...(post === undefined ? {} : { moderationPostBroadcastMinutes: post }),
    ...(group === undefined ? {} : { groupChat: group }),
  };
}

/** Entry Additional Info: a bag of settings that other applications keep theirs in too; only ours are touched. */
export const additionalInfo = entryMetadata<{ calendarReminder?: string; chat?: Chat }>({
  key: "additionalInfo",
  label: "additional info",
  profile: {
    systemName: "EntryAdditionalInfo",
    name: "Entry Additional Info",
    module: "chatandcollaboration",
  },
  inputs: ["chat", "calendarReminder"],
  want: inputs => {
    const details = [
      ...(inputs.calendarReminder === undefined ? [] : [detail(REMINDER, inputs.calendarReminder)]),
      ...(inputs.chat === undefined ? [] : [detail(CHAT, chatSettings(inputs.chat))]),
    ];
    return details.length > 0 ? details : undefined;
  },
  owner: element => {
    const key = element.name === "Detail" ? textOf(element.children ?? [], "Key") : undefined;
    return key === REMINDER ? "calendarReminder" : key === CHAT ? "chat" : undefined;
  },
  drift: (inputs, elements) => {
    const drift: Record<string, unknown> = {};
    const reminder = detailOf(elements, REMINDER);
    if (inputs.calendarReminder !== undefined && reminder !== inputs.calendarReminder) {
      drift.calendarReminder = reminder ?? undefined;
    }
    const settings = detailOf(elements, CHAT);
    if (inputs.chat !== undefined && JSON.stringify(settings) !== JSON.stringify(chatSettings(inputs.chat))) {
      drift.chat = chatOf(settings);
    }
    return drift;
  },
});
