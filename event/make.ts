/** The resources of an event: what it is put into, what feeds it, and its sessions by kind. */
import * as pulumi from "@pulumi/pulumi";
import {
  CaptionOrder,
  type CaptionOrderArgs,
  type EventCategory,
  formerly,
  InteractiveRoom,
  LiveCaptions,
  type LiveCaptionsArgs,
  MediaAsset,
  RestreamerChannel,
  SimuliveSession,
  StudioSession,
  WebcastSession,
} from "../provider";
import type { PlannedChannel, PlannedSession, PlannedVideo } from "./planned";

/** A session's resource; a room has no public player. */
export type SessionResource = WebcastSession | SimuliveSession | StudioSession | InteractiveRoom;

/** A video of the event: its MediaAsset, or the entry id of one that is not managed. */
export type VideoSource = MediaAsset | string;

/** What there is to make a session of. */
export interface Around {
  /** Name of the program, which all names begin with. */
  readonly prefix: string;
  readonly options: pulumi.CustomResourceOptions;
  readonly category: EventCategory;
  readonly tracks: ReadonlyMap<string, EventCategory>;
  readonly videos: ReadonlyMap<string, VideoSource>;
  /** Those that sessions show; one that sends to its sessions is made after them. */
  readonly channels: ReadonlyMap<string, RestreamerChannel>;
  /** Whether captions are ordered, where the event asks for them. */
  readonly captions: boolean;
}

/** Inputs of simulives that may name a video of the file. */
const CLIPS = ["preStartEntry", "postEndEntry", "redirectAfter"] as const;

/** The session by its id, so that it keeps its embeds wherever its row moves; and captions, if it wants them. */
export function makeSession(session: PlannedSession, around: Around): SessionResource {
  const resource = byKind(session, around);
  if (around.captions && session.captions !== undefined) orderLive(session, resource, around);
  return resource;
}

function byKind(session: PlannedSession, around: Around): SessionResource {
  const { kind, id, inputs, video, channel } = session;
  const name = `${around.prefix}-${id}`;
  const { options } = around;
  const tracks = session.tracks.map(track => around.tracks.get(track.id)!);
  const categories = tracks.length > 0 ? tracks : [around.category];
  // The check has seen that the inputs are of the resource's types.
  const args = <T>(more: object = {}) => ({ ...inputs, ...more, categories }) as T;
  // A webcast that was a simulive, or the other way round, keeps its entry.
  const was = (other: "SimuliveSession" | "WebcastSession") => pulumi.mergeOptions(options, formerly(other));
  switch (kind) {
    case "webcast": {
      const shown = channel === undefined ? undefined : around.channels.get(channel);
      return new WebcastSession(name, args(shown && { channel: shown }), was("SimuliveSession"));
    }
    case "simulive": {
      const clips = CLIPS.flatMap(clip => {
        const found = around.videos.get(String(inputs[clip]));
        return found === undefined ? [] : [[clip, found] as const];
      });
      const source = around.videos.get(video!);
      return new SimuliveSession(name, args({ ...Object.fromEntries(clips), source }), was("WebcastSession"));
    }
    case "studio":
      return new StudioSession(name, args(), options);
    case "interactive":
    case "webinar":
      return new InteractiveRoom(name, args(), options);
  }
}

/** By the session's own times: when it moves, the captions are ordered anew. */
const orderLive = (
  { id, start, end, timezone, captions }: PlannedSession,
  { id: entryId, scheduleEventId }: SessionResource,
  { prefix, options }: Around,
) =>
  new LiveCaptions(
    `${prefix}-captions-${id}`,
    {
      ...(captions as unknown as LiveCaptionsArgs),
      entryId,
      scheduleEventId,
      start: start!,
      end: end!,
      timezone,
    },
    options,
  );

/** A recording, and captions for it if they are ordered. */
export function makeVideo(
  { id, entryId, inputs, captions }: PlannedVideo,
  { prefix, options, captions: ordered }: Pick<Around, "prefix" | "options" | "captions">,
): VideoSource {
  if (entryId !== undefined) return entryId;
  const video = new MediaAsset(`${prefix}-video-${id}`, inputs as never, options);
  if (ordered && captions !== undefined) {
    const order = { ...(captions as unknown as CaptionOrderArgs), entryId: video.id };
    new CaptionOrder(`${prefix}-captions-${id}`, order, options);
  }
  return video;
}

/** @param fed the sessions that it sends to, for one that restreams */
export function makeChannel(
  { id, inputs }: PlannedChannel,
  fed: readonly SessionResource[],
  { prefix, options }: Pick<Around, "prefix" | "options">,
): RestreamerChannel {
  const own = (inputs.targets ?? []) as object[];
  const targets = [...own, ...fed.map(session => ({ session }))];
  return new RestreamerChannel(
    `${prefix}-channel-${id}`,
    { ...inputs, ...(targets.length > 0 && { targets }) } as never,
    options,
  );
}
