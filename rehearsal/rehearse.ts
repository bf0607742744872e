/** A rehearsal: the event in an embedded Kaltura, looked at where something begins or ends, or whenever one likes. */
import { commonZone } from "../event/times";
import { collisionsOf, type Gap, gapsOf } from "./findings";
import type { Piece } from "./pieces";
import { isSentTo, phaseOf, type Scene, type SceneOptions, type Sight, sceneAt } from "./scenes";
import type { Stage } from "./stage";

export interface RehearsalOptions extends SceneOptions {
  /** Moments to look at, in epoch seconds; default: a minute into each session, and a minute after its end. */
  readonly at?: readonly number[] | undefined;
  /** Gaps in a track count from this many minutes on; 30. */
  readonly gapMinutes?: number | undefined;
  readonly say?: (line: string) => void;
}

export interface Rehearsal {
  /** IANA name of the timezone that most sessions are planned in. */
  readonly timezone: string;
  readonly scenes: readonly Scene[];
  /** Sessions that were not live when they should be, each once. */
  readonly problems: ReadonlyArray<{ readonly at: number; readonly sight: Sight }>;
  readonly collisions: readonly string[];
  readonly gaps: readonly Gap[];
  /** What was stood in for, in words. */
  readonly standIns: readonly string[];
  readonly sessions: number;
}

/** By then a session's first segments are there. */
const MINUTE = 60;

/** Of a moment what is on, what comes within the hour, and what is just over. */
const NEAR = 3600;

export async function rehearse(stage: Stage, options: RehearsalOptions = {}): Promise<Rehearsal> {
  const sessions = stage.pieces.filter(({ kind }) => kind !== "channel" && kind !== "recording");
  forbidUnknown(options.silent ?? [], stage.pieces);
  const timezone = commonZone(sessions.map(s => s.timezone));
  const whole = options.at !== undefined;
  const moments = options.at ?? momentsOf(sessions);
  const scenes: Scene[] = [];
  const problems = new Map<string, { at: number; sight: Sight }>();
  for (const [i, at] of moments.entries()) {
    if (i > 0 && i % 50 === 0) options.say?.(`${i} of ${moments.length} moments …`);
    const scene = await sceneAt(stage, at, options, whole ? sessions : sessions.filter(s => isNear(s, at)));
    scenes.push(scene);
    for (const sight of scene.sights) {
      if (sight.problem !== undefined && !problems.has(sight.piece.id))
        problems.set(sight.piece.id, { at, sight });
    }
  }
  return {
    timezone,
    scenes,
    problems: [...problems.values()],
    collisions: collisionsOf(stage.pieces, timezone),
    gaps: gapsOf(sessions, (options.gapMinutes ?? 30) * MINUTE),
    // The engine tells of resources in any order; two reports of one event are the same.
    standIns: stage.standIns.map(({ kind, id }) => `${WORDS[kind]} ${id}`).sort(),
    sessions: sessions.length,
  };
}

/** @throws Error for encoders that there are not: their failure would seem to do no harm */
function forbidUnknown(silent: readonly string[], pieces: readonly Piece[]): void {
  const senders = pieces.filter(isSentTo);
  const unknown = silent.filter(name => !senders.some(p => p.id === name || p.title === name));
  if (unknown.length === 0) return;
  const known = senders.map(p => p.id).join(", ") || "there are none";
  throw new Error(`No session or channel with an encoder is called ${unknown.join(", ")}: ${known}`);
}

const WORDS = {
  room: "template room",
  video: "recording",
  live: "live entry",
  category: "category",
  accessControl: "access control profile",
  conversionProfile: "conversion profile",
} as const;

function momentsOf(sessions: readonly Piece[]): number[] {
  const all = sessions.flatMap(({ start, end, tail }) =>
    start === undefined || end === undefined ? [] : [start + MINUTE, end + tail + MINUTE],
  );
  return [...new Set(all)].sort((a, b) => a - b);
}

const isNear = (piece: Piece, at: number) =>
  phaseOf(piece, at) === "on" || [-NEAR, NEAR].some(by => phaseOf(piece, at + by) !== phaseOf(piece, at));
