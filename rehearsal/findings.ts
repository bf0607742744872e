/** What is odd in a programme as it was deployed: empty time in a track, and two things at once that can't be. */
import { clash, type Slot, widened } from "../provider/slots";
import { clock, dayName } from "../site/times";
import type { Piece } from "./pieces";

/** Time in a track, between two sessions of a day, in which nothing is on. */
export interface Gap {
  readonly track: string;
  readonly after: Piece;
  readonly before: Piece;
  readonly seconds: number;
}

/** Longer than this is another day. */
const NIGHT = 6 * 3600;

/** @param least seconds from which on it counts */
export function gapsOf(sessions: readonly Piece[], least: number): Gap[] {
  const gaps: Gap[] = [];
  for (const track of new Set(sessions.map(s => s.track))) {
    const own = sessions.filter(s => s.track === track && s.start !== undefined && s.end !== undefined);
    let last: Piece | undefined;
    for (const next of own) {
      const seconds = last === undefined ? 0 : next.start! - last.end!;
      if (last !== undefined && seconds >= least && seconds < NIGHT)
        gaps.push({ track, after: last, before: next, seconds });
      if (last === undefined || next.end! > last.end!) last = next;
    }
  }
  return gaps.sort((a, b) => a.after.end! - b.after.end!);
}

/**
 * Sessions that share a feed, a place or a person at one time; each pair once, with all they share.
 * @param timezone IANA name of the one to say times in
 */
export function collisionsOf(pieces: readonly Piece[], timezone: string): string[] {
  const timed = pieces.filter(p => p.start !== undefined && p.end !== undefined);
  const channels = new Map(pieces.filter(p => p.kind === "channel").map(p => [p.entryId, p.title]));
  const found: string[] = [];
  for (const [i, later] of timed.entries()) {
    for (const earlier of timed.slice(0, i)) {
      const shared = sharedBy(earlier, later, channels);
      if (shared.length === 0) continue;
      // A place and a person are free once the session is over; a feed only with lead-in and lead-out.
      const feeds = shared.some(s => s.startsWith("channel"));
      const slots = [earlier, later].map(({ start, end, lead, tail }) =>
        feeds ? { start: start!, end: end!, lead, tail } : { start: start!, end: end! },
      ) as [Slot, Slot];
      if (!clash(...slots)) continue;
      const [first, second] = [spelled(earlier, slots[0], timezone), spelled(later, slots[1], timezone)];
      found.push(`${first} and ${second}: ${shared.join(", ")}`);
    }
  }
  return found;
}

/** `“Keynote” (Tuesday, 8 June 2027, 09:00 to 10:00)` */
function spelled({ title }: Piece, slot: Slot, timezone: string): string {
  const { start, end } = widened(slot);
  const [from, to] = [start * 1000, end * 1000] as const;
  const day = dayName(to, timezone) === dayName(from, timezone) ? "" : `${dayName(to, timezone)}, `;
  const lead = start < slot.start || end > slot.end ? ", with lead-in and lead-out" : "";
  return `“${title}” (${dayName(from, timezone)}, ${clock(from, timezone)} to ${day}${clock(to, timezone)}${lead})`;
}

function sharedBy(a: Piece, b: Piece, channels: ReadonlyMap<string, string>): string[] {
  const channel = a.source !== undefined && a.source === b.source ? channels.get(a.source) : undefined;
  // In a recording nobody is there.
  const recorded = [a, b].some(p => p.kind === "simulive");
  const people = recorded ? [] : a.presenters.filter(name => b.presenters.includes(name));
  return [
    ...(channel === undefined ? [] : [`channel “${channel}”`]),
    ...(a.location !== undefined && a.location === b.location ? [`place “${a.location}”`] : []),
    ...(people.length === 0 ? [] : [`with ${people.join(", ")}`]),
  ];
}
