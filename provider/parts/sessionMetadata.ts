/** The three metadata objects of a session: what makes it a webcast, its times and presenters, its settings. */
import { canonical, type Props } from "../lifecycle/values";
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
  fill: elements => ({
    slidesEntryId: textOf(elements, "SlidesDocEntryId") || undefined,
    selfServe: textOf(elements, "IsSelfServe") === "1" || undefined,
  }),
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

const presentersIn = (elements: readonly Element[]): Partial<Presenter>[] =>
  elements
    .filter(e => e.name === "Presenter")
    .map(presenterOf)
    .filter(presenter => Object.keys(presenter).length > 0);

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
  fill: elements => {
    const timezone = textOf(elements, "Timezone") || undefined;
    const time = (name: string) => {
      const epoch = Number(textOf(elements, name));
      return epoch > 0 ? writeLike(epoch, undefined, timezone) : undefined;
    };
    const presenters = presentersIn(elements);
    return {
      timezone,
      start: time("StartTime"),
      end: time("EndTime"),
      presenters: presenters.length > 0 ? presenters : undefined,
    };
  },
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
    const presenters = presentersIn(elements);
    if (
      JSON.stringify(presenters) !==
      JSON.stringify(presentersIn((inputs.presenters ?? []).map(presenterElement)))
    ) {
      drift.presenters = presenters.length > 0 ? presenters : undefined;
    }
    return drift;
  },
});

const MODERATION = { off: 0, on: 1, aroundBroadcast: 2 } as const;

const detail = (key: string, value: unknown): Element => ({
  name: "Detail",
  children: [
    { name: "Key", text: key },
    { name: "Value", text: JSON.stringify(value) },
  ],
});

const detailElement = (elements: readonly Element[], key: string): Element | undefined =>
  elements.find(e => e.name === "Detail" && textOf(e.children ?? [], "Key") === key);

function detailOf(elements: readonly Element[], key: string): unknown {
  const found = detailElement(elements, key);
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

/** One detail of the additional info, and the input it comes from. */
interface DetailOf<I> {
  readonly input: keyof I & string;
  readonly key: string;
  /** The detail's value; undefined for none. */
  readonly to: (value: never) => unknown;
  readonly from: (value: unknown) => unknown;
  /** Of a value with several settings: those that are ours. Others are left as they are. */
  readonly settings?: readonly string[];
}

const isSettings = (value: unknown): value is Props =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The wanted value with the settings that others keep beside ours. */
function besideOthers<I>({ settings }: DetailOf<I>, value: unknown, now: unknown): unknown {
  if (settings === undefined || !isSettings(value) || !isSettings(now)) return value;
  const others = Object.entries(now).filter(([name]) => !settings.includes(name));
  return { ...Object.fromEntries(others), ...value };
}

/** Applications write the same settings in another order, and numbers as texts. */
function sameSettings(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    canonical(
      isSettings(value) ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, String(v)])) : value,
    );
  return plain(a) === plain(b);
}

/** Entry Additional Info: a bag of settings that other applications keep theirs in too; only ours are touched. */
function details<I>(table: readonly DetailOf<I>[]) {
  const wanted = ({ input, to }: DetailOf<I>, inputs: I) =>
    inputs[input] === undefined ? undefined : to(inputs[input] as never);
  return entryMetadata<I>({
    key: "additionalInfo",
    label: "additional info",
    profile: {
      systemName: "EntryAdditionalInfo",
      name: "Entry Additional Info",
      module: "chatandcollaboration",
    },
    inputs: table.map(d => d.input),
    anyOrder: true,
    want: inputs => {
      const values = table.map(d => ({ key: d.key, value: wanted(d, inputs) }));
      const set = values.filter(d => d.value !== undefined).map(d => detail(d.key, d.value));
      return set.length > 0 ? set : undefined;
    },
    merged: (element, there) => {
      const key = textOf(element.children ?? [], "Key")!;
      const now = detailOf(there, key);
      const full = besideOthers(table.find(d => d.key === key)!, detailOf([element], key), now);
      return sameSettings(full, now) ? detailElement(there, key)! : detail(key, full);
    },
    owner: element => {
      const key = element.name === "Detail" ? textOf(element.children ?? [], "Key") : undefined;
      return table.find(d => d.key === key)?.input;
    },
    fill: elements =>
      Object.fromEntries(table.map(d => [d.input, d.from(detailOf(elements, d.key) ?? undefined)])),
    drift: (inputs, elements) => {
      const drift: Record<string, unknown> = {};
      for (const one of table) {
        const has = detailOf(elements, one.key) ?? undefined;
        const value = wanted(one, inputs);
        if (sameSettings(has, besideOthers(one, value, has))) continue;
        drift[one.input] = one.from(has);
      }
      return drift;
    },
  });
}

const asItIs = (value: unknown) => value;

/** Settings of a webcast: reminder and chat. */
export const additionalInfo = details<{ calendarReminder?: string; chat?: Chat }>([
  // Kaltura's spelling.
  { input: "calendarReminder", key: "calenderReminder", to: asItIs, from: asItIs },
  {
    input: "chat",
    key: "cnc_widgetSettings",
    to: chatSettings,
    from: chatOf,
    settings: [
      "cnc_enabled",
      "cnc_moderation",
      "cnc_moderation_preBroadcast",
      "cnc_moderation_postBroadcast",
      "cnc_groupChat_mode",
    ],
  },
]);

export type RoomMode = "interactive" | "webinar";

/**
 * What tells Kaltura's applications that a room is a webinar. An interactive one is their default and needs no
 * detail, so it needs no module either (virtual-events-utils: `meetingEntryMode` default, webinar …).
 */
export const roomMode = details<{ mode: RoomMode }>([
  {
    input: "mode",
    key: "meetingEntryMode",
    to: (mode: RoomMode) => (mode === "webinar" ? "webinar" : undefined),
    from: has => (has === "webinar" ? "webinar" : "interactive"),
  },
]);
