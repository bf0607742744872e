/** Makes a session of each kind, and what sessions are fed by. */
import type * as pulumi from "@pulumi/pulumi";
import {
  CaptionOrder,
  type CaptionOrderArgs,
  type EventCategory,
  InteractiveRoom,
  LiveCaptions,
  type LiveCaptionsArgs,
  MediaAsset,
  RestreamerChannel,
  SimuliveSession,
  StudioSession,
  WebcastSession,
} from "pulumi-kaltura";
import type { Session } from "./sessions";
import type { Source } from "./sources";

/** What a website, or a producer, needs of a session; a room has no public player. */
export interface Made {
  readonly id: pulumi.Output<string>;
  readonly entryId: pulumi.Output<string>;
  readonly playerUrl?: pulumi.Output<string | undefined>;
  readonly iframe?: pulumi.Output<string | undefined>;
  readonly kafUrlTemplate: pulumi.Output<string>;
  readonly roomUrlTemplate?: pulumi.Output<string>;
  readonly scheduleEventId: pulumi.Output<string | undefined>;
  readonly ingest?: WebcastSession["ingest"];
  /** When it ends, where that follows from a video. */
  readonly endsAt?: pulumi.Output<string | undefined>;
}

/** What there is to make a session of. */
export interface Around {
  readonly track: EventCategory;
  readonly videos: ReadonlyMap<string, MediaAsset>;
  readonly channels: ReadonlyMap<string, RestreamerChannel>;
  /** Whether captions are ordered, where the file asks for them. */
  readonly captions: boolean;
  /** What there has to be before a session. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** The session by its id, so that it keeps its embeds wherever its row moves; and captions, if it wants them. */
export function makeSession(session: Session, around: Around): Made {
  const made = makeByKind(session, around);
  if (around.captions && session.captions !== undefined) orderLive(session, made);
  return made;
}

function makeByKind(
  { id, kind, inputs, video, channel }: Session,
  { track, videos, channels, dependsOn }: Around,
): Made {
  // The loader has had the provider check the inputs.
  const args = <T>(more: object = {}) => ({ ...inputs, ...more, categories: [track] }) as T;
  const options = { dependsOn: [...dependsOn] };
  switch (kind) {
    case "webcast": {
      const feed = channel === undefined ? {} : { channel: channels.get(channel) };
      return new WebcastSession(id, args(feed), options);
    }
    case "simulive":
      return new SimuliveSession(id, args({ source: videos.get(video!) }), options);
    case "studio":
      return new StudioSession(id, args(), options);
    case "interactive":
    case "webinar":
      return new InteractiveRoom(id, args(), options);
  }
}

/** By the session's own times: when it moves, the captions are ordered anew. */
const orderLive = ({ id, start, end, timezone, captions }: Session, session: Made) =>
  new LiveCaptions(`captions-${id}`, {
    ...(captions as unknown as LiveCaptionsArgs),
    ...{ entryId: session.id, scheduleEventId: session.scheduleEventId, start, end: end!, timezone },
  });

/** A recording, and captions for it if they are ordered. */
export function makeVideo({ id, inputs, captions }: Source, ordered: boolean): MediaAsset {
  const video = new MediaAsset(`video-${id}`, inputs as never);
  if (ordered && captions !== undefined) {
    new CaptionOrder(`captions-${id}`, {
      ...(captions as unknown as CaptionOrderArgs),
      entryId: video.id,
    });
  }
  return video;
}

/** One ingest point for several sessions. */
export const makeChannel = ({ id, inputs }: Source): RestreamerChannel =>
  new RestreamerChannel(`channel-${id}`, inputs as never);
