/** The plan of an event: what a preview means for its sessions, by day and track, and for what is around them. */
import { Temporal } from "temporal-polyfill";
import { registry } from "../../provider/resources/registry";
import { epochOf, isTimezone } from "../../provider/time";
import type { SessionKind } from "../agenda";
import { commonZone } from "../times";
import {
  type Change,
  compared,
  hasFailed,
  isHidden,
  type Note,
  type Preview,
  type Resource,
} from "./preview";
import { type Difference, differences } from "./words";

/** What happens to a session, by what matters most to those who watch it. */
export type Fate = "new embed" | "removed" | "added" | "moved" | "changed";

/** When a session is, in the plan's timezone. */
export interface When {
  /** `2027-06-08`, for sorting. */
  readonly date: string;
  /** `Tue, 8 June 2027`. */
  readonly day: string;
  /** `09:30–10:15`; with the day after the end where it ends on another one. */
  readonly time: string;
}

export interface SessionPlan {
  readonly fate: Fate;
  /** Its name in the program or event file. */
  readonly id: string;
  readonly title: string;
  readonly kind: SessionKind | "channel" | "recording";
  readonly track: string;
  /** Undefined for a room without a schedule. */
  readonly when: When | undefined;
  /** Where it was before a move. */
  readonly before: When | undefined;
  readonly differences: readonly Difference[];
  /** Inputs that make it anew. */
  readonly because: readonly string[];
  readonly remarks: readonly string[];
}

export interface OtherPlan {
  readonly fate: Fate;
  /** `category`, `app token`. */
  readonly label: string;
  readonly id: string;
  readonly differences: readonly Difference[];
  readonly because: readonly string[];
  readonly remarks: readonly string[];
}

export interface Plan {
  /** IANA name of the timezone that all times are in. */
  readonly timezone: string;
  readonly sessions: readonly SessionPlan[];
  readonly others: readonly OtherPlan[];
  readonly notes: readonly Note[];
  /** Sessions that stay as they are, as far as the preview tells of them. */
  readonly same: number;
  readonly foreign: number;
  /** The preview itself failed: its errors are among the notes. */
  readonly failed: boolean;
  /** The differences are between what somebody changed in Kaltura and the program. */
  readonly drift: boolean;
}

export interface PlanOptions {
  /** IANA name; default: the one that most sessions have. */
  readonly timezone?: string | undefined;
  /** The preview was made with --refresh: what is there is what Kaltura has. */
  readonly drift?: boolean | undefined;
}

const SESSIONS: Readonly<Record<string, (r: Resource) => SessionKind>> = {
  WebcastSession: () => "webcast",
  SimuliveSession: () => "simulive",
  StudioSession: () => "studio",
  InteractiveRoom: r => (r.inputs.mode === "webinar" ? "webinar" : "interactive"),
};

export function planOf(preview: Preview, options: PlanOptions = {}): Plan {
  const { drift = false, timezone = commonZone(zonesOf(preview.changes)) } = options;
  const sessions = preview.changes.filter(c => of(c).kind in SESSIONS);
  const tracks = trackNames(preview.changes);
  return {
    timezone,
    sessions: sessions
      .filter(c => c.op !== "same")
      .map(c => sessionPlan(c, timezone, tracks, drift))
      .sort(byTime),
    others: preview.changes
      .filter(c => !(of(c).kind in SESSIONS) && c.op !== "same")
      .map(c => otherPlan(c, drift)),
    notes: preview.notes,
    same: sessions.filter(c => c.op === "same").length,
    foreign: preview.foreign,
    failed: hasFailed(preview),
    drift,
  };
}

/** The version that tells what it is about: the coming one, or the one that goes. */
const of = (change: Change): Resource => (change.after ?? change.before)!;

function sessionPlan(change: Change, timezone: string, tracks: Tracks, drift: boolean): SessionPlan {
  const now = of(change);
  const { before } = change;
  const changed = changedIn(change);
  const when = whenOf(now, timezone);
  const was = before === undefined ? undefined : whenOf(before, timezone);
  const moved = was !== undefined && (was.date !== when?.date || was.time !== when.time);
  const kind = SESSIONS[now.kind]!(now);
  const formerKind = before === undefined ? kind : SESSIONS[before.kind]!(before);
  const isOfTime = (name: string) => ["start", "end", "timezone"].includes(name) && moved;
  const [there, gone] = [tracks(now), before === undefined ? "" : tracks(before)];
  return {
    fate: fateOf(change, moved),
    id: now.name,
    title: String(now.inputs.name ?? now.name),
    kind,
    track: there,
    when,
    before: moved ? was : undefined,
    differences: [
      ...(formerKind === kind ? [] : [{ what: "kind", before: formerKind, after: kind }]),
      ...(changed.includes("categories") && there !== gone
        ? [{ what: "track", before: gone, after: there }]
        : []),
      ...differencesOf(
        change,
        changed.filter(name => !isOfTime(name) && (name !== "categories" || there === gone)),
      ),
    ],
    because: change.op === "replace" ? change.because : [],
    remarks: remarksOf(change, drift),
  };
}

function otherPlan(change: Change, drift: boolean): OtherPlan {
  const definition = registry.find(d => d.kind === of(change).kind)!;
  return {
    fate: fateOf(change, false),
    label: definition.label,
    id: of(change).name,
    differences: differencesOf(change, changedIn(change)),
    because: change.op === "replace" ? change.because : [],
    remarks: remarksOf(change, drift),
  };
}

function changedIn({ before, after, reasons = [] }: Change): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const { changed } = compared(before, after);
  // Secrets look alike: that one is another, only the engine knows.
  const hidden = reasons.filter(name => [before, after].some(r => isHidden(r.inputs[name])));
  return [...new Set([...changed, ...hidden])];
}

const differencesOf = ({ before, after }: Change, changed: readonly string[]): Difference[] =>
  before === undefined || after === undefined ? [] : differences(before, after, changed);

function fateOf({ op }: Change, moved: boolean): Fate {
  if (op === "replace") return "new embed";
  if (op === "delete") return "removed";
  if (op === "create") return "added";
  return moved ? "moved" : "changed";
}

/** What no input shows. */
function remarksOf(change: Change, drift: boolean): string[] {
  const unfinished = change.before?.unfinished ?? [];
  if (change.op === "replace" && change.because.includes("unfinished")) {
    return ["it was deleted in Kaltura, so it is made anew"];
  }
  return [
    ...(drift && change.op === "create" ? ["is not in Kaltura: deleted there, or never deployed"] : []),
    ...(unfinished.length > 0 && change.op === "update"
      ? [`completes what is missing: ${unfinished.join(", ")}`]
      : []),
    ...(change.ifFormerly ? ["the embed stays if the program says formerly(), else it is a new one"] : []),
  ];
}

// ---- when ------------------------------------------------------------------------------------------------

function whenOf({ inputs }: Resource, timezone: string): When | undefined {
  const zone = typeof inputs.timezone === "string" ? inputs.timezone : undefined;
  const at = (value: unknown): Temporal.ZonedDateTime | undefined => {
    try {
      const epoch = epochOf(String(value), zone);
      return Temporal.Instant.fromEpochMilliseconds(epoch * 1000).toZonedDateTimeISO(timezone);
    } catch {
      return undefined;
    }
  };
  const [start, end] = [at(inputs.start), at(inputs.end)];
  if (start === undefined) return undefined;
  const date = start.toPlainDate().toString();
  const until = end === undefined ? "" : `–${clock(end)}`;
  const later = end !== undefined && end.toPlainDate().toString() !== date ? ` (${dayOf(end)})` : "";
  return { date, day: dayOf(start), time: `${clock(start)}${until}${later}` };
}

const clock = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: "minute" });

const dayOf = (time: Temporal.ZonedDateTime) =>
  time
    .toPlainDate()
    .toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "long", year: "numeric" });

/** Those that are not known yet do not count. */
const zonesOf = (changes: readonly Change[]): string[] =>
  changes.flatMap(change => {
    const { timezone } = of(change).inputs;
    return typeof timezone === "string" && isTimezone(timezone) ? [timezone] : [];
  });

/** Those without a time last. */
const byTime = (a: SessionPlan, b: SessionPlan) =>
  compare(a.when?.date ?? "~", b.when?.date ?? "~") ||
  compare(a.track, b.track) ||
  compare(a.when?.time ?? "~", b.when?.time ?? "~") ||
  compare(a.id, b.id);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

// ---- tracks ----------------------------------------------------------------------------------------------

type Tracks = (session: Resource) => string;

/**
 * Names of the categories that a session is in. A preview leaves out categories that stay as they are, unless it was
 * made with --show-sames: then their names in the program have to do.
 */
function trackNames(changes: readonly Change[]): Tracks {
  const all = changes.flatMap(change =>
    [change.before, change.after].flatMap(r =>
      r?.kind === "EventCategory" ? [[change.key, r] as const] : [],
    ),
  );
  const byKey = new Map(all);
  const byId = new Map(all.flatMap(([, r]) => (r.id === undefined ? [] : [[r.id, r] as const])));
  const parents = new Set(all.flatMap(([, r]) => r.from.parent ?? []));
  return session => {
    const refs = Array.isArray(session.inputs.categories) ? session.inputs.categories.map(String) : [];
    const keys = session.from.categories ?? [];
    // The event itself is no track, where there are tracks in it.
    const own = keys.filter(key => !parents.has(key));
    const named = (own.length > 0 ? own : keys).map(
      key =>
        byKey.get(key)?.inputs.name ??
        key
          .split("::")
          .pop()!
          .replace(/^.*track-/, ""),
    );
    const literal = refs
      .filter(ref => (/^\d+$/.test(ref) ? keys.length === 0 : ref.includes(">")))
      .map(ref => byId.get(ref)?.inputs.name ?? ref.split(">").pop()!);
    return [...new Set([...named, ...literal].map(String))].join(", ");
  };
}
