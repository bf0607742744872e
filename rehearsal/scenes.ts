/**
 * What is to be seen at a moment: the embedded Kaltura's clock stands there, the encoders that should send do, and each
 * entry is asked as its page would ask.
 */
import type { Loaders } from "../provider/kaltura/loaders";
import type { LiveStreamEntry } from "../provider/kaltura/wire";
import type { Piece } from "./pieces";
import type { Stage } from "./stage";

export type Phase = "upcoming" | "on" | "over" | "always";

export interface Sight {
  readonly piece: Piece;
  readonly phase: Phase;
  /** The server says that the entry is live, as its page shows it. */
  readonly live: boolean;
  /** What a viewer of its embed gets, in a sentence. */
  readonly shows: string;
  /** Where the picture comes from: `its own encoder`, `channel Great hall`, `recording Latency (12:30 in)`. */
  readonly feed?: string;
  /** It should be live and is not: what is missing. */
  readonly problem?: string;
}

export interface Scene {
  /** Epoch seconds. */
  readonly at: number;
  readonly sights: readonly Sight[];
  /** Encoders that send, and the titles of what shows their picture. */
  readonly feeds: ReadonlyArray<{ readonly encoder: string; readonly shownBy: readonly string[] }>;
}

/** Feeds that are more than a session's own encoder. */
export const sharedFeeds = ({ feeds }: Scene) =>
  feeds.filter(({ encoder, shownBy }) => shownBy.length !== 1 || shownBy[0] !== encoder);

export interface SceneOptions {
  /** Names or titles of sessions and channels whose encoder fails. */
  readonly silent?: readonly string[];
}

/** A live source can be played once three segments of it are there (api-reference 5). */
const SECONDS_TO_PLAYABLE = 18;

const isSession = ({ kind }: Piece) => kind !== "channel" && kind !== "recording";
const isRoom = ({ kind }: Piece) => kind === "interactive" || kind === "webinar";

/** Pieces that an encoder, or the people in a studio's room, send to. */
export const isSentTo = (piece: Piece) =>
  piece.kind === "channel" ||
  piece.kind === "studio" ||
  (piece.kind === "webcast" && piece.source === undefined);

/** @param watched the sessions to look at; default: all */
export async function sceneAt(
  stage: Stage,
  at: number,
  { silent = [] }: SceneOptions = {},
  watched: readonly Piece[] = stage.pieces.filter(isSession),
): Promise<Scene> {
  const { emulator, pieces } = stage;
  emulator.clock.freeze(at);
  const sending = pieces.filter(
    piece =>
      isSentTo(piece) &&
      !silent.some(s => s === piece.id || s === piece.title) &&
      shouldSend(piece, pieces, at),
  );
  const fedByRestream = pieces.flatMap(channel =>
    sending.includes(channel)
      ? channel.targets.filter(t => t.from <= at && at < t.until).map(t => t.session)
      : [],
  );
  const streaming = new Set([...sending.map(p => p.entryId), ...fedByRestream]);
  for (const piece of pieces.filter(p => !isRoom(p) && p.kind !== "recording")) {
    if (streaming.has(piece.entryId)) emulator.putOnAir(piece.entryId);
    else emulator.takeOffAir(piece.entryId);
  }
  // What was read at another moment says nothing of this one.
  const load = stage.load();
  const sights = await Promise.all(watched.map(piece => sightOf(piece, pieces, at, load)));
  return {
    at,
    sights,
    feeds: sending.map(encoder => ({
      encoder: encoder.title,
      shownBy: sights
        .filter(
          ({ piece, live }) =>
            live &&
            (piece === encoder ||
              piece.source === encoder.entryId ||
              (fedByRestream.includes(piece.entryId) &&
                encoder.targets.some(t => t.session === piece.entryId))),
        )
        .map(({ piece }) => piece.title),
    })),
  };
}

/** A session's encoder sends while it is on; a channel's while anything that it feeds is. */
function shouldSend(piece: Piece, pieces: readonly Piece[], at: number): boolean {
  if (piece.kind !== "channel") return phaseOf(piece, at) === "on";
  return (
    pieces.some(p => p.source === piece.entryId && phaseOf(p, at) === "on") ||
    piece.targets.some(t => t.from <= at && at < t.until)
  );
}

export function phaseOf({ start, end, lead, tail }: Piece, at: number): Phase {
  if (start === undefined || end === undefined) return "always";
  if (at < start - lead) return "upcoming";
  return at < end + tail ? "on" : "over";
}

async function sightOf(piece: Piece, pieces: readonly Piece[], at: number, load: Loaders): Promise<Sight> {
  const phase = phaseOf(piece, at);
  if (isRoom(piece))
    return { piece, phase, live: phase === "on" || phase === "always", shows: roomShows(piece, phase, at) };
  const entry = await load.liveEntry(piece.entryId);
  if (entry === undefined)
    return {
      piece,
      phase,
      live: false,
      shows: "an error: the entry is not there",
      problem: "its entry is gone",
    };
  const live = Number(entry.liveStatus ?? 0) !== 0;
  const feed = feedOf(piece, pieces, at);
  if (live) return { piece, phase, live, shows: `the live stream, from ${feed}`, feed };
  const recording = redirectOf(entry);
  if (phase === "over") {
    return {
      piece,
      phase,
      live,
      shows: recording === undefined ? "a card: it is over" : `the recording ${nameOf(recording, pieces)}`,
    };
  }
  if (phase === "upcoming")
    return { piece, phase, live, shows: `a card that counts down: ${until(piece.start! - at)}` };
  const begun = at - (piece.start! - piece.lead);
  if (piece.source !== undefined && begun < SECONDS_TO_PLAYABLE) {
    return {
      piece,
      phase,
      live,
      shows: `a card for another ${SECONDS_TO_PLAYABLE - begun} s: the first segments are made`,
    };
  }
  return { piece, phase, live, shows: "a card: nothing is sent", problem: missing(piece, pieces) };
}

const redirectOf = (entry: LiveStreamEntry): string | undefined => entry.redirectEntryId || undefined;

const nameOf = (entryId: string, pieces: readonly Piece[]) => {
  const piece = pieces.find(p => p.entryId === entryId);
  return piece === undefined ? entryId : `“${piece.title}”`;
};

function feedOf(piece: Piece, pieces: readonly Piece[], at: number): string {
  if (piece.source !== undefined) {
    const source = pieces.find(p => p.entryId === piece.source);
    if (source?.kind === "channel") return `channel ${nameOf(piece.source, pieces)}`;
    return piece.kind === "webcast"
      ? `channel ${nameOf(piece.source, pieces)}`
      : `the recording ${nameOf(piece.source, pieces)} (${clock(at - (piece.start! - piece.lead))} in)`;
  }
  const channel = pieces.find(p =>
    p.targets.some(t => t.session === piece.entryId && t.from <= at && at < t.until),
  );
  if (channel !== undefined) return `channel ${nameOf(channel.entryId, pieces)}, restreamed`;
  return piece.kind === "studio" ? "the speakers in its room" : "its own encoder";
}

const missing = (piece: Piece, pieces: readonly Piece[]): string =>
  piece.source === undefined
    ? `${piece.kind === "studio" ? "its room" : "its encoder"} sends nothing`
    : `${nameOf(piece.source, pieces)} can't be shown: it sends nothing, or is not ready`;

function roomShows(piece: Piece, phase: Phase, at: number): string {
  if (phase === "always" || phase === "on") return "the room";
  return phase === "upcoming"
    ? `the room, before its time: ${until(piece.start! - at)}`
    : "the room, after its time";
}

function until(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `starts in ${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `starts in ${hours} h` : `starts in ${Math.round(hours / 24)} days`;
}

/** `12:30`, `1:02:05` */
const clock = (seconds: number) => {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
