/** What takes the stage: sessions, and what they are fed from, as they were deployed. */
import type { SessionKind } from "../event/agenda";
import type { Resource } from "../event/plan/preview";
import { epochOf } from "../provider/time";

/** A session, a restreamer channel or a recording, by its entry. */
export interface Piece {
  readonly kind: SessionKind | "channel" | "recording";
  /** Its name in the program. */
  readonly id: string;
  readonly title: string;
  readonly entryId: string;
  /** Entry id of the speakers' room of a studio session. */
  readonly roomId?: string;
  readonly track: string;
  readonly timezone: string;
  /** Epoch seconds; none for what has no schedule. */
  readonly start?: number;
  readonly end?: number;
  /** Seconds before the start, and after the end, in which it counts as on. */
  readonly lead: number;
  readonly tail: number;
  /** Entry id of the channel or recording that it shows. */
  readonly source?: string;
  /** Entry ids of the webcasts that a channel is restreamed to, with their times. */
  readonly targets: ReadonlyArray<{
    readonly session: string;
    readonly from: number;
    readonly until: number;
  }>;
  readonly presenters: readonly string[];
  readonly location?: string;
}

const KINDS: Readonly<Record<string, Piece["kind"]>> = {
  WebcastSession: "webcast",
  SimuliveSession: "simulive",
  StudioSession: "studio",
  InteractiveRoom: "interactive",
  RestreamerChannel: "channel",
  MediaAsset: "recording",
};

/** In order of time; what has none comes last. */
export function piecesOf(resources: ReadonlyMap<string, Resource>): Piece[] {
  const names = new Map(
    [...resources.values()].flatMap(r =>
      r.kind === "EventCategory" && r.id !== undefined ? [[r.id, String(r.inputs.name)] as const] : [],
    ),
  );
  const pieces = [...resources.values()].flatMap(r => {
    const kind = KINDS[r.kind];
    return kind === undefined || r.id === undefined ? [] : [pieceOf(kind, r, r.id, names)];
  });
  return pieces.sort(
    (a, b) => (a.start ?? Number.MAX_VALUE) - (b.start ?? Number.MAX_VALUE) || (a.id < b.id ? -1 : 1),
  );
}

function pieceOf(
  kind: Piece["kind"],
  r: Resource,
  entryId: string,
  names: ReadonlyMap<string, string>,
): Piece {
  const inputs = r.inputs as Record<string, never> & {
    name?: string;
    mode?: string;
    timezone?: string;
    start?: string;
    end?: string;
    categories?: Array<string | number>;
    presenters?: Array<{ name: string }>;
    channel?: string;
    source?: string;
    targets?: Array<{ session: string; from: string; until: string; timezone?: string }>;
    scheduleEvent?: { location?: string; preStartSeconds?: number; postEndSeconds?: number };
  };
  const { timezone, scheduleEvent } = inputs;
  const at = (text: unknown) => (typeof text === "string" ? epochOf(text, timezone) : undefined);
  // A simulive ends when its recording does; the server says when.
  const [start, end] = [at(inputs.start), at(inputs.end ?? r.outputs.endsAt)];
  const source = inputs.channel ?? inputs.source;
  const roomId = r.outputs.roomId;
  return {
    kind: kind === "interactive" && inputs.mode === "webinar" ? "webinar" : kind,
    id: r.name,
    title: inputs.name ?? r.name,
    entryId,
    ...(typeof roomId === "string" ? { roomId } : {}),
    track: (inputs.categories ?? []).map(id => names.get(String(id)) ?? String(id)).join(", "),
    timezone: timezone ?? "UTC",
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    lead: scheduleEvent?.preStartSeconds ?? 0,
    tail: scheduleEvent?.postEndSeconds ?? 0,
    ...(source === undefined ? {} : { source }),
    targets: (inputs.targets ?? []).map(target => ({
      session: target.session,
      from: epochOf(target.from, target.timezone),
      until: epochOf(target.until, target.timezone),
    })),
    presenters: (inputs.presenters ?? []).map(p => p.name),
    ...(scheduleEvent?.location === undefined ? {} : { location: scheduleEvent.location }),
  };
}
