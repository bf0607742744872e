/** A rehearsal: the event in an embedded Kaltura, looked at where something begins or ends, or whenever one likes. */
import { collisionsOf, type Gap, gapsOf } from "./findings";
import type { Piece } from "./pieces";
import { phaseOf, type Scene, type SceneOptions, type Sight, sceneAt } from "./scenes";
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
    timezone: mostCommon(sessions.map(s => s.timezone)) ?? "UTC",
    scenes,
    problems: [...problems.values()],
    collisions: collisionsOf(stage.pieces),
    gaps: gapsOf(sessions, (options.gapMinutes ?? 30) * MINUTE),
    standIns: stage.standIns.map(({ kind, id }) => `${WORDS[kind]} ${id}`),
    sessions: sessions.length,
  };
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

function mostCommon(list: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
