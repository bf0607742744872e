/** Two sessions in one place at once: what rules on rooms, channels and people have in common. */
import { clash } from "../../provider/slots";
import type { PlannedSession } from "../planned";
import { timeOf } from "../times";

export interface Timed {
  readonly session: PlannedSession;
  readonly start: number;
  readonly end: number;
  readonly lead: number;
  readonly tail: number;
}

/** When it is on, in epoch seconds; undefined where that is not known. */
export function timedOf(session: PlannedSession): Timed | undefined {
  const { startsAt, endsAt, inputs } = session;
  if (startsAt === undefined || endsAt === undefined) return undefined;
  const { preStartSeconds: lead = 0, postEndSeconds: tail = 0 } = (inputs.scheduleEvent ?? {}) as Record<
    string,
    number
  >;
  return { session, start: startsAt, end: endsAt, lead, tail };
}

const meets = (a: Timed, b: Timed) => a.start < b.end && a.end > b.start;

/**
 * For each session that overlaps with another of its group: it, and the one before.
 * @param keysOf the groups that a session is in
 * @param options.margins whether lead-in and lead-out count, as they do for channels
 */
export function overlaps(
  sessions: readonly PlannedSession[],
  keysOf: (session: PlannedSession) => readonly string[],
  { margins = false }: { margins?: boolean } = {},
): Array<{ key: string; earlier: PlannedSession; later: PlannedSession }> {
  const groups = new Map<string, Timed[]>();
  const found: Array<{ key: string; earlier: PlannedSession; later: PlannedSession }> = [];
  const together = margins ? clash : meets;
  // In the order of the file, so that of two it is the later row that is asked to move.
  for (const session of [...sessions].sort(byPlace)) {
    const timed = timedOf(session);
    if (timed === undefined) continue;
    for (const key of new Set(keysOf(session))) {
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      const other = group.find(one => together(one, timed));
      if (other === undefined) group.push(timed);
      else found.push({ key, earlier: other.session, later: session });
    }
  }
  return found;
}

const byPlace = (a: PlannedSession, b: PlannedSession) => Number(a.path[1]) - Number(b.path[1]);

/** `"Opening" (opening, 8 Jun 2027 09:30 to 10:15)` */
export const spell = (session: PlannedSession): string =>
  `"${session.title}" (${session.id}, ${timeOf(session)})`;
