/** What comes first: whether links break, and how many sessions are touched. The same words in all forms. */
import type { Fate, Plan, SessionPlan } from "./plan";

export interface Verdict {
  /** `danger`: somebody's links or encoders stop working. */
  readonly level: "failed" | "danger" | "change" | "same";
  readonly title: string;
  /** `1 new embed, 2 moved`; of sessions, then of what is around them. */
  readonly counts: string;
}

export function verdictOf(plan: Plan): Verdict {
  const counts = countsOf(plan);
  if (plan.failed) return { level: "failed", title: "The preview failed; nothing can be deployed", counts };
  const fresh = plan.sessions.filter(s => s.fate === "new embed").length;
  const gone = plan.sessions.filter(s => s.fate === "removed").length;
  if (fresh + gone > 0) {
    const what = [
      ...(fresh > 0 ? [`${sessions(fresh)} get${fresh === 1 ? "s" : ""} a new embed`] : []),
      ...(gone > 0 ? [`${sessions(gone)} ${gone === 1 ? "is" : "are"} removed`] : []),
    ];
    return { level: "danger", title: `Links break: ${what.join(", ")}`, counts };
  }
  if (plan.drift && plan.sessions.length + plan.others.length > 0) {
    return { level: "change", title: "Kaltura is not as the event file says", counts };
  }
  if (plan.sessions.length + plan.others.length + plan.foreign === 0) {
    return { level: "same", title: plan.drift ? "No drift" : "Nothing changes", counts };
  }
  return { level: "change", title: "No embed changes", counts };
}

const sessions = (n: number) => (n === 1 ? "1 session" : `${n} sessions`);

/** In the order of how much they matter. */
export const FATES: readonly Fate[] = ["new embed", "removed", "moved", "added", "changed"];

export function fatesOf(list: readonly { readonly fate: Fate }[]): string {
  return FATES.map(fate => [fate, list.filter(item => item.fate === fate).length] as const)
    .filter(([, n]) => n > 0)
    .map(([fate, n]) => (fate === "new embed" ? `${n} with a new embed` : `${n} ${fate}`))
    .join(", ");
}

function countsOf(plan: Plan): string {
  const of = [
    plan.sessions.length === 0 ? "no session changes" : `sessions: ${fatesOf(plan.sessions)}`,
    ...(plan.same > 0 ? [plan.same === 1 ? "1 stays as it is" : `${plan.same} stay as they are`] : []),
    ...(plan.others.length > 0 ? [`around them: ${othersOf(plan)}`] : []),
    ...(plan.foreign > 0
      ? [`${plan.foreign} ${plan.foreign === 1 ? "change" : "changes"} outside Kaltura`]
      : []),
  ];
  return of.join("; ");
}

const othersOf = (plan: Plan) => fatesOf(plan.others).replace(/(\d+) with a new embed/, "$1 made anew");

/** Sessions by day, in order; those without a time last. */
export function byDay(list: readonly SessionPlan[]): Array<readonly [day: string, SessionPlan[]]> {
  const days = new Map<string, SessionPlan[]>();
  for (const session of list) {
    const day = session.when?.day ?? "At any time";
    const there = days.get(day);
    if (there === undefined) days.set(day, [session]);
    else there.push(session);
  }
  return [...days];
}

/** Two versions of something: of a program that changes, or of what Kaltura has and the program says. */
export type Between = (before: string, after: string) => string;

export const betweenOf = ({ drift }: Plan): Between =>
  drift
    ? (before, after) => `${before} in Kaltura, ${after} in the program`
    : (before, after) => `${before} → ${after}`;

/** `09:30–10:15`, with what it was and is where it moves. */
export function timesOf({ when, before }: SessionPlan, between: Between): string {
  if (before === undefined) return when?.time ?? "";
  const day = before.date === when?.date ? "" : `${before.day}, `;
  return between(`${day}${before.time}`, when?.time ?? "no time");
}

type Detailed = Pick<SessionPlan, "differences" | "because" | "remarks">;

/** What differs, one text each: `title: Old → New`. */
export function detailsOf({ differences, because, remarks }: Detailed, between: Between): string[] {
  const again = because.filter(name => name !== "unfinished");
  return [
    ...(again.length > 0 ? [`made anew because of ${again.join(", ")}`] : []),
    ...remarks,
    ...differences.map(({ what, before, after }) => {
      if (before === undefined && after === undefined) return `${what}: other than before`;
      if (before === undefined) return `${what}: + ${after}`;
      if (after === undefined) return `${what}: − ${before}`;
      return `${what}: ${between(before, after)}`;
    }),
  ];
}
