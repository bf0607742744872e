/** Moves a programme to other dates: each session by the same number of days, at the same time of day. */
import type { PlannedSession } from "../planned";
import { daysUntil, MoveError, moved, timeIn } from "../times";
import type { Report } from "./report";
import type { Draft } from "./sessions";

/** @returns the drafts at their new times, and by how many days they moved */
export function moveTo(
  date: string,
  drafts: readonly Draft[],
  zone: string,
  report: Report,
): { drafts: Draft[]; days: number } {
  const good = drafts.filter(({ session }) => report.isGood(session.path) && isRight(session));
  const starts = good.flatMap(({ session }) => session.startsAt ?? []);
  const days = daysUntil(date, starts, zone);
  return {
    drafts: drafts.map(draft => ({ ...draft, session: later(draft.session, days, zone, report) })),
    days,
  };
}

/** What ends before it starts has no say in which day is the first. */
const isRight = ({ startsAt, endsAt }: PlannedSession) =>
  startsAt !== undefined && (endsAt === undefined || endsAt > startsAt);

function later(session: PlannedSession, days: number, zone: string, report: Report): PlannedSession {
  if (days === 0) return session;
  const at = (field: "start" | "end", epoch: number | undefined) => {
    if (epoch === undefined) return undefined;
    try {
      return moved(epoch, days, zone);
    } catch (error) {
      if (!(error instanceof MoveError)) throw error;
      report.add([...session.path, field], "timeExists", error.message, { sessions: [session.id] });
      return epoch;
    }
  };
  const startsAt = at("start", session.startsAt);
  const length =
    session.end === undefined && session.endsAt !== undefined ? session.endsAt - session.startsAt! : 0;
  const endsAt = length > 0 ? startsAt! + length : at("end", session.endsAt);
  const start = startsAt === undefined ? session.start : timeIn(session.timezone, startsAt);
  const end =
    session.end === undefined || endsAt === undefined ? session.end : timeIn(session.timezone, endsAt);
  const inputs = {
    ...session.inputs,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
  };
  return { ...session, startsAt, endsAt, start, end, inputs };
}
