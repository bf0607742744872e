/** Random definitions of an event over every kind of resource, and random edits of them; all of it plain JSON. */
import fc from "fast-check";
import type { Props } from "../../provider/lifecycle/values";
import { bundledSchema } from "../../provider/schemas";
import type { Declared, Program } from "./stack";

interface Track {
  readonly name: string;
  readonly under: "event" | "site" | "other";
}

interface Session {
  readonly kind: "WebcastSession" | "SimuliveSession";
  readonly name: string;
  readonly slot: number;
  readonly track: TrackKey | null;
  /** Shows the hall's channel, where there is one that is free. */
  readonly inHall: boolean;
  readonly details: Props;
}

type TrackKey = (typeof TRACKS)[number];
type SessionKey = (typeof SESSIONS)[number];

/** What there may be of an event. */
interface Items {
  readonly t0: Track;
  readonly t1: Track;
  readonly a: Session;
  readonly b: Session;
  readonly c: Session;
  readonly studio: { name: string; slot: number; track: TrackKey | null; room: Props };
  readonly room: { name: string; slot: number | null; track: TrackKey | null; details: Props };
  readonly hall: { name: string; details: Props };
  readonly feeder: { name: string; feeds: readonly SessionKey[] };
  readonly film: { name: string; url: string; track: TrackKey | null; mediaType: "video" | "audio" };
  readonly member: { userId: string; level: string | null; of: TrackKey | "event" };
  readonly chapters: { notes: string | null };
  readonly captions: { of: SessionKey; language: "English" | "French" };
  readonly token: Props;
  readonly profile: Props;
}

export type Event = Partial<Items>;
export type Key = keyof Items;

export const SESSIONS = ["a", "b", "c"] as const;
export const TRACKS = ["t0", "t1"] as const;

/** One change of a definition. */
export type Edit =
  | { readonly put: Key; readonly as: Items[Key] }
  | { readonly drop: Key }
  /** One property gets the value that it has in another item of the kind: renamed, moved, taken elsewhere. */
  | { readonly tweak: Key; readonly property: number; readonly like: Items[Key] }
  /** Two sessions change places. */
  | { readonly swap: readonly [SessionKey, SessionKey] };

export function edited(event: Event, edit: Edit): Event {
  if ("put" in edit) return { ...event, [edit.put]: edit.as };
  if ("drop" in edit) {
    const { [edit.drop]: _, ...rest } = event;
    return rest;
  }
  if ("swap" in edit) {
    const [one, other] = edit.swap.map(key => event[key]);
    if (!one || !other) return event;
    const [a, b] = edit.swap;
    return { ...event, [a]: { ...one, slot: other.slot }, [b]: { ...other, slot: one.slot } };
  }
  const item = event[edit.tweak];
  if (!item) return event;
  const names = Object.keys(edit.like);
  const name = names[edit.property % names.length]!;
  return { ...event, [edit.tweak]: { ...item, [name]: (edit.like as unknown as Props)[name] } };
}

const time = (slot: number, minutes: number) =>
  new Date(Date.UTC(2027, 4, 4, 8 + slot, minutes)).toISOString().replace(":00.000", "");
const times = (slot: number) => ({ start: time(slot, 0), end: time(slot, 45) });

/** The definition as a program, without what would contradict itself: it is mended, as an author would have to. */
export function program(event: Event): Program {
  const out: Record<string, Declared> = {
    site: { kind: "EventCategory", inputs: { name: "Site", privacyContext: "site2027" } },
    event: { kind: "EventCategory", inputs: id => ({ name: "Event", parent: id("site") }) },
  };
  const has = (key: Key) => event[key] !== undefined;
  const inTrack = (track: TrackKey | null, id: (name: string) => string) =>
    track !== null && has(track) ? { categories: [id(track)] } : {};

  // What a track lies in comes before it; two in one another is one too many.
  const parents = TRACKS.map(key => {
    const other = key === "t0" ? "t1" : "t0";
    const under = event[key]?.under ?? "event";
    if (under !== "other") return [key, under] as const;
    return [key, has(other) && event[other]!.under !== "other" ? other : "event"] as const;
  });
  for (const [key, parent] of parents.sort(([, p]) => (p === "t0" || p === "t1" ? 1 : -1))) {
    const track = event[key];
    if (track)
      out[key] = {
        kind: "EventCategory",
        inputs: id => ({ name: `${track.name} ${key}`, parent: id(parent) }),
      };
  }
  const { film, hall, studio, room, feeder, member, chapters, captions, token, profile } = event;
  if (film) {
    const { track, ...inputs } = film;
    out.film = { kind: "MediaAsset", inputs: id => ({ ...inputs, ...inTrack(track, id) }) };
  }
  if (hall) out.hall = { kind: "RestreamerChannel", inputs: { name: hall.name, ...hall.details } };

  const shown = new Set<number>();
  const webcasts = new Map<SessionKey, { slot: number; inHall: boolean }>();
  for (const key of SESSIONS) {
    const session = event[key];
    if (!session) continue;
    const { slot, track, name } = session;
    const details = { ...session.details };
    if (session.kind === "SimuliveSession" && film) {
      out[key] = {
        kind: "SimuliveSession",
        formerly: "WebcastSession",
        inputs: (id, output) => ({
          name,
          start: time(slot, 0),
          source: id("film"),
          lengths: [output("film", "durationSeconds")],
          ...details,
          ...inTrack(track, id),
        }),
      };
      continue;
    }
    const inHall = session.inHall && hall !== undefined && !shown.has(slot);
    if (inHall) shown.add(slot);
    webcasts.set(key, { slot, inHall });
    out[key] = {
      kind: "WebcastSession",
      formerly: "SimuliveSession",
      inputs: id => ({
        name,
        ...times(slot),
        ...details,
        ...inTrack(track, id),
        ...(inHall ? { channel: id("hall") } : {}),
      }),
    };
  }
  if (studio) {
    out.studio = {
      kind: "StudioSession",
      inputs: id => ({
        name: studio.name,
        ...times(studio.slot),
        room: studio.room,
        ...inTrack(studio.track, id),
      }),
    };
  }
  if (room) {
    out.room = {
      kind: "InteractiveRoom",
      inputs: id => ({
        name: room.name,
        mode: "interactive",
        ...(room.slot === null ? {} : times(room.slot)),
        ...room.details,
        ...inTrack(room.track, id),
      }),
    };
  }
  if (feeder) {
    const fed = new Set<number>();
    const feeds = feeder.feeds.filter((key, i) => {
      const session = webcasts.get(key);
      if (!session || session.inHall || fed.has(session.slot) || feeder.feeds.indexOf(key) < i) return false;
      fed.add(session.slot);
      return true;
    });
    out.feeder = {
      kind: "RestreamerChannel",
      inputs: id => ({
        name: feeder.name,
        targets: feeds.map(key => {
          const { start, end } = times(webcasts.get(key)!.slot);
          return { session: id(key), name: event[key]!.name, from: start, until: end };
        }),
      }),
    };
  }
  if (member) {
    const of = member.of !== "event" && has(member.of) ? member.of : "event";
    out.member = {
      kind: "CategoryMember",
      inputs: id => ({
        category: id(of),
        userId: member.userId,
        ...(member.level === null ? {} : { permissionLevel: member.level }),
      }),
    };
  }
  if (chapters && film) {
    out.chapters = {
      kind: "CaptionOrder",
      inputs: id => ({
        entryId: id("film"),
        service: "chapters",
        ...(chapters.notes === null ? {} : { notes: chapters.notes }),
      }),
    };
  }
  const captioned = captions && webcasts.get(captions.of);
  if (captions && captioned) {
    out.captions = {
      kind: "LiveCaptions",
      inputs: (id, output) => ({
        entryId: id(captions.of),
        scheduleEventId: output(captions.of, "scheduleEventId"),
        ...times(captioned.slot),
        service: "captions",
        serviceType: "machine",
        turnaround: "immediate",
        sourceLanguage: captions.language,
      }),
    };
  }
  if (token) out.token = { kind: "AppToken", inputs: token };
  if (profile)
    out.profile = {
      kind: "MetadataProfile",
      inputs: { systemName: "EXTRA", objectType: "entry", xsd: bundledSchema("KwebcastProfile"), ...profile },
    };
  return out;
}

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Props>;

/** Inputs that can be taken out again: what Kaltura can't clear would stay behind, as documented. */
const details = optional({
  description: fc.constantFrom("About", "<p>More</p>"),
  tags: fc.constantFrom(["one"], ["two", "three"]),
  adminTags: fc.constantFrom(["mine"], ["yours", "ours"]),
  referenceId: fc.constantFrom("r-1", "r-2"),
  offlineMessage: fc.constantFrom("Soon", "Later"),
  presenters: fc.constantFrom([{ name: "Ann" }], [{ name: "Bob", title: "CTO" }, { name: "Cy" }]),
  calendarReminder: fc.constantFrom("none", "1hour"),
  chat: fc.constantFrom({ enabled: true }, { enabled: false, groupChat: "disabled" }),
  dvr: fc.constantFrom({ enabled: true }, { enabled: true, windowMinutes: 30 }),
  timezone: fc.constantFrom("Europe/Berlin", "America/New_York"),
  coEditors: fc.constantFrom(["ann@example.com"], ["bob@example.com", "cy@example.com"]),
  scheduleEvent: fc.constantFrom(
    { organizer: "Team" },
    { location: "Hall", preStartSeconds: 60 },
    { tags: ["stage"], classification: "private" },
  ),
});
const slot = fc.nat(5);
const track: fc.Arbitrary<TrackKey | null> = fc.option(fc.constantFrom(...TRACKS), { nil: null });
const aTrack: fc.Arbitrary<Track> = fc.record({
  name: fc.constantFrom("Main", "Side"),
  under: fc.constantFrom("event" as const, "site" as const, "other" as const),
});
const session: fc.Arbitrary<Session> = fc.record({
  name: fc.constantFrom("Talk", "Panel", "Keynote"),
  slot,
  kind: fc.constantFrom("WebcastSession" as const, "SimuliveSession" as const),
  track,
  inHall: fc.boolean(),
  details,
});

const items: { readonly [K in Key]: fc.Arbitrary<Items[K]> } = {
  t0: aTrack,
  t1: aTrack,
  a: session,
  b: session,
  c: session,
  studio: fc.record({
    name: fc.constantFrom("Studio", "Stage"),
    slot,
    track,
    room: optional({
      name: fc.constantFrom("Green room", "Backstage"),
      description: fc.constantFrom("About", "More"),
      tags: fc.constantFrom(["one"], ["two", "three"]),
    }),
  }),
  room: fc.record({
    name: fc.constantFrom("Round table", "Breakfast"),
    slot: fc.option(slot, { nil: null }),
    track,
    details: optional({
      description: fc.constantFrom("About", "More"),
      tags: fc.constantFrom(["one"], ["two", "three"]),
    }),
  }),
  hall: fc.record({
    name: fc.constantFrom("Hall", "Theatre"),
    details: optional({ description: fc.constantFrom("About", "More"), dvr: fc.constant({ enabled: true }) }),
  }),
  feeder: fc.record({
    name: fc.constantFrom("Feeder", "Second hall"),
    feeds: fc.array(fc.constantFrom(...SESSIONS), { maxLength: 3 }),
  }),
  film: fc.record({
    name: fc.constantFrom("Film", "Recording"),
    url: fc.constantFrom("https://example.com/film.mp4", "https://example.com/other.mp4"),
    track,
    mediaType: fc.constantFrom("video" as const, "video" as const, "audio" as const),
  }),
  member: fc.record({
    userId: fc.constantFrom("ann@example.com", "bob@example.com"),
    level: fc.constantFrom("manager", "none", "member"),
    of: fc.constantFrom(...TRACKS, "event" as const),
  }),
  chapters: fc.record({ notes: fc.option(fc.constantFrom("Please", "Thanks"), { nil: null }) }),
  captions: fc.record({
    of: fc.constantFrom(...SESSIONS),
    language: fc.constantFrom("English" as const, "French" as const),
  }),
  token: fc.record(
    {
      description: fc.constantFrom("For embeds", "For the pipeline"),
      privileges: fc.constantFrom(["actionslimit:-1"], ["view:*"]),
      sessionType: fc.constant("user"),
    },
    { requiredKeys: ["privileges"] },
  ) as fc.Arbitrary<Props>,
  profile: fc.record(
    { name: fc.constantFrom("Extra", "More"), description: fc.constantFrom("For tests", "For more") },
    { requiredKeys: ["name"] },
  ) as fc.Arbitrary<Props>,
};

const KEYS = Object.keys(items) as Key[];
/** Sessions and tracks more often than what there is one of. */
const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Key>(...SESSIONS) },
  { weight: 1, arbitrary: fc.constantFrom<Key>(...TRACKS) },
  { weight: 3, arbitrary: fc.constantFrom<Key>(...KEYS) },
);

export const anEvent: fc.Arbitrary<Event> = fc.record(items, { requiredKeys: [] });

export const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 3,
    arbitrary: key.chain(put => items[put].map((as): Edit => ({ put, as: as as Items[Key] }))),
  },
  { weight: 2, arbitrary: key.map((drop): Edit => ({ drop })) },
  {
    weight: 4,
    arbitrary: key.chain(tweak =>
      fc
        .tuple(items[tweak], fc.nat(9))
        .map(([like, property]): Edit => ({ tweak, property, like: like as Items[Key] })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...SESSIONS), fc.constantFrom(...SESSIONS))
      .filter(([one, other]) => one !== other)
      .map((swap): Edit => ({ swap })),
  },
);
