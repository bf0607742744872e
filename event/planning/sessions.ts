/** A session: from what the definition says to the inputs of its resource. Times are placed afterwards. */
import type {
  EventDefinition,
  PresenterDefinition,
  RoomDefinition,
  SessionDefinition,
  SessionSettings,
  TrackDefinition,
} from "../definition";
import type { Path, Source } from "../findings";
import type { Inputs, PlannedChannel, PlannedSession, PlannedTrack, PlannedVideo } from "../planned";
import { KINDS, RESOURCE_OF } from "../settings";
import { instantOf, secondsOf, timeIn, withT } from "../times";
import { checkInputs } from "./inputs";
import { type Item, type Items, listOf, textOf } from "./items";
import { type Layer, nearest, type Placed, settingsOf } from "./layers";
import { captionsFor, channelOf, presentersOf, roomOf, videoOf } from "./named";
import type { Report } from "./report";

/** What sessions need to know of the rest of the event. */
export interface Around {
  readonly event: EventDefinition;
  readonly source: Source;
  readonly report: Report;
  /** Settings that the program gives, wider than the event's own. */
  readonly defaults: SessionSettings;
  readonly presenters: Items<PresenterDefinition>;
  readonly rooms: Items<RoomDefinition>;
  readonly tracks: Items<TrackDefinition>;
  readonly plannedTracks: ReadonlyMap<string, PlannedTrack>;
  readonly channels: Items<{ readonly id?: unknown; readonly name?: string | undefined }>;
  readonly plannedChannels: ReadonlyMap<string, PlannedChannel>;
  readonly videos: Items<{ readonly id?: unknown; readonly name?: string | undefined }>;
  readonly plannedVideos: ReadonlyMap<string, PlannedVideo>;
}

/** A session whose inputs are not checked yet, and where each of them is written. */
export interface Draft {
  readonly session: PlannedSession;
  readonly whereOf: (input: Path) => Path;
  readonly captionsPath: Path | undefined;
}

export function draftOf(item: Item<SessionDefinition>, around: Around): Draft {
  const { raw, id, path } = item;
  const { report } = around;
  const complain = (field: Path, rule: string, message: string, of?: "name") =>
    report.add([...path, ...field], rule, message, { sessions: [id], ...(of && { of }) });

  const tracks = listOf(raw.track).flatMap((name, i) => {
    const at = [...path, "track", ...(Array.isArray(raw.track) ? [i] : [])];
    const track = around.tracks.named(textOf(name), at, [id]);
    return track === undefined ? [] : [track];
  });
  const layers = layersOf(item, tracks, around);
  const kind = nearest(layers, "kind")?.value ?? "webcast";
  for (const other of KINDS) {
    if (other !== kind && raw[other] !== undefined) {
      complain(
        [other],
        "inputs",
        `is for sessions of kind ${other}, and this is a ${kind}; write it as ${kind}, or change kind`,
        "name",
      );
    }
  }

  const timezone =
    raw.timezone ??
    tracks.find(({ raw }) => raw.timezone !== undefined)?.raw.timezone ??
    around.event.timezone;
  const times = timesOf(raw, timezone);
  if (raw.end !== undefined && raw.duration !== undefined) {
    complain(["duration"], "inputs", "is given beside end; take one of them out");
  }
  if (raw.duration !== undefined && raw.start === undefined) {
    complain(["duration"], "inputs", "needs a start to count from; give start");
  }

  const room = roomOf(item, layers, around);
  const channel = channelOf(item, layers, kind, room?.channel, around);
  const video = videoOf(item, kind, around);
  const captions = captionsFor(item, layers, kind, around);
  const presenters = presentersOf(item, around);
  const settings = settingsOf(layers, kind, around.source);
  const tags = nearest(layers, "tags");
  const scheduleEvent = settings.get("scheduleEvent")?.value as Inputs | undefined;

  const inputs: Inputs = {
    ...Object.fromEntries([...settings].map(([name, { value }]) => [name, value])),
    ...(tags !== undefined && { tags: tags.value }),
    ...(room !== undefined && { scheduleEvent: { ...scheduleEvent, location: room.name } }),
    ...((kind === "interactive" || kind === "webinar") && { mode: kind }),
    name: raw.title,
    ...(raw.description !== undefined && { description: raw.description }),
    ...(times.startText !== undefined && { start: times.startText }),
    ...(times.endText !== undefined && { end: times.endText }),
    timezone,
    ...(presenters.length > 0 && { presenters }),
  };
  const seconds = video === undefined ? undefined : around.plannedVideos.get(video)?.seconds;
  const session: PlannedSession = {
    id,
    kind,
    title: raw.title,
    description: raw.description,
    tracks: tracks.flatMap(track => around.plannedTracks.get(track.id) ?? []),
    room: room?.name,
    presenters,
    timezone,
    start: times.startText,
    end: times.endText,
    startsAt: times.startsAt,
    endsAt:
      times.endsAt ??
      (kind === "simulive" &&
      times.endText === undefined &&
      times.startsAt !== undefined &&
      seconds !== undefined
        ? times.startsAt + seconds
        : undefined),
    channel,
    video,
    captions: captions?.value,
    // A room that is always open has no timezone either.
    inputs:
      times.startText === undefined && times.endText === undefined && "mode" in inputs
        ? without(inputs, "timezone")
        : inputs,
    written: { start: raw.start && withT(raw.start), end: raw.end && withT(raw.end) },
    path,
  };
  return { session, whereOf: placesOf(item, kind, settings, tags?.path), captionsPath: captions?.path };
}

const without = (inputs: Inputs, name: string): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== name));

/** From the widest to the narrowest. */
function layersOf(
  item: Item<SessionDefinition>,
  tracks: readonly Item<TrackDefinition>[],
  around: Around,
): Layer[] {
  const { event, report, defaults } = around;
  const templates = listOf(item.raw.template).flatMap((name, i): Layer[] => {
    const key = textOf(name);
    const settings = Object.hasOwn(event.templates ?? {}, key) ? event.templates![key] : undefined;
    if (settings !== undefined) return [{ settings, path: ["templates", key] }];
    const at = [...item.path, "template", ...(Array.isArray(item.raw.template) ? [i] : [])];
    const known = Object.keys(event.templates ?? {}).join(", ") || "none so far";
    report.add(at, "reference", `"${key}" is the name of no template (${known}); add it to templates`, {
      sessions: [item.id],
    });
    return [];
  });
  return [
    { settings: defaults, path: undefined },
    { settings: event.defaults ?? {}, path: ["defaults"] },
    // Of several tracks, the first one decides.
    ...[...tracks]
      .reverse()
      .map(({ raw, path }) => ({ settings: raw.defaults ?? {}, path: [...path, "defaults"] })),
    ...templates,
    { settings: item.raw, path: item.path },
  ];
}

// ---- times ---------------------------------------------------------------------------------------------

/** As they are given to the resource: with the offset of its timezone. A time that is not clear stays as it is. */
function timesOf(raw: SessionDefinition, zone: string) {
  const start = raw.start === undefined ? undefined : withT(raw.start);
  const end = raw.end === undefined ? undefined : withT(raw.end);
  const startsAt = start === undefined ? undefined : instantOf(start, zone);
  const endsAt =
    end !== undefined
      ? instantOf(end, zone)
      : raw.duration !== undefined && startsAt !== undefined
        ? startsAt + secondsOf(raw.duration)
        : undefined;
  return {
    startsAt,
    endsAt,
    startText: startsAt === undefined ? start : timeIn(zone, startsAt),
    endText: endsAt === undefined ? end : timeIn(zone, endsAt),
  };
}

// ---- checks --------------------------------------------------------------------------------------------

/** Where the inputs of a session are written. The provider speaks of inputs; who mends the file looks for its fields. */
function placesOf(
  { raw, path }: Item<SessionDefinition>,
  kind: string,
  settings: ReadonlyMap<string, Placed<unknown>>,
  tagsPath: Path | undefined,
): (input: Path) => Path {
  const own: Readonly<Record<string, string>> = {
    name: "title",
    description: "description",
    start: "start",
    end: raw.duration === undefined ? "end" : "duration",
    timezone: "timezone",
    presenters: "presenters",
    categories: "track",
    source: "video",
    channel: "channel",
  };
  return ([first, ...rest]) => {
    const name = String(first);
    if (name === "scheduleEvent" && rest[0] === "location") return [...path, "room"];
    // The only thing that can be wrong with it, as the kind says the mode.
    if (name === "mode") return [...path, kind, "templateRoomEntryId"];
    if (name === "tags") return [...(tagsPath ?? [...path, "tags"]), ...rest];
    if (Object.hasOwn(own, name)) return [...path, own[name]!, ...rest];
    return [...(settings.get(name)?.path ?? [...path, kind, name]), ...rest];
  };
}

/** Notes what the provider would refuse. Ids of the definition stand for what only has one in Kaltura. */
export function checkSession({ session, whereOf, captionsPath }: Draft, report: Report): void {
  const { id, kind, inputs, channel, video, captions, path } = session;
  const known = {
    ...inputs,
    ...(kind === "simulive" && { source: video ?? "a video" }),
    ...(kind === "webcast" && channel !== undefined && { channel }),
  };
  checkInputs(report, RESOURCE_OF[kind], known, whereOf, [id]);
  if (captions !== undefined) {
    const filled = {
      ...captions,
      entryId: "an entry",
      scheduleEventId: "1",
      start: SAMPLE.start,
      end: SAMPLE.end,
    };
    checkInputs(
      report,
      "LiveCaptions",
      filled,
      rest => [...(captionsPath ?? [...path, "captions"]), ...rest],
      [id],
    );
  }
}

const SAMPLE = { start: "2027-06-08T09:00Z", end: "2027-06-08T10:00Z" };
