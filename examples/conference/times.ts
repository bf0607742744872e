/** The clock side of a programme: names of timezones, and moving all of it to other dates. */
import { Temporal } from "temporal-polyfill";

const hasOffset = (text: string) => /(Z|[+-]\d{2}:\d{2})$/.test(text);

/** "US / Eastern" can only be US/Eastern. Any other misspelling is left as it is, to be refused. */
export const zoneName = <T>(zone: T): T | string =>
  typeof zone === "string" ? zone.trim().replace(/\s*\/\s*/g, "/") : zone;

/** The instant of a time that the check has found right. */
export function instantOf(text: string, zone: string): Temporal.Instant {
  return hasOffset(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
}

/** What the clocks of `zone` show, with their offset: readable there, and one instant everywhere. */
export function timeIn(zone: string, instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(zone);
  return local.toString({ timeZoneName: "never", smallestUnit: local.second === 0 ? "minute" : "second" });
}

/** True when a time is written with an offset that `zone` does not have at that instant. */
export const hasForeignOffset = (text: string, zone: string): boolean =>
  hasOffset(text) && Temporal.Instant.from(text).toZonedDateTimeISO(zone).offset !== offsetOf(text);

const offsetOf = (text: string) => (text.endsWith("Z") ? "+00:00" : text.slice(-6));

/** Days from the first day of a programme, in the event's timezone, to `date`. */
export function daysUntil(date: string, starts: readonly Temporal.Instant[], zone: string): number {
  const [first] = starts.map(start => start.toZonedDateTimeISO(zone).toPlainDate()).sort(byDate);
  return first === undefined ? 0 : first.until(Temporal.PlainDate.from(date)).days;
}

const byDate = Temporal.PlainDate.compare;

/** True for a date that the calendar has, written 2027-06-08. */
export function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text, { overflow: "reject" }) !== null;
  } catch {
    return false;
  }
}

/** A time of day that the new date does not have, or has twice. */
export class MoveError extends Error {}

/**
 * The same time of day in `zone`, some days later. The offset is that of the new date: over a change of the
 * clocks, 9 o'clock stays 9 o'clock.
 * @throws MoveError where the clocks skip or repeat that time: which hour is meant can't be known
 */
export function moved(instant: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  if (days === 0) return instant;
  const local = instant.toZonedDateTimeISO(zone).toPlainDateTime().add({ days });
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.equals(later)) return earlier.toInstant();
  const what = earlier.toPlainDateTime().equals(local) ? "happens twice" : "does not exist";
  throw new MoveError(
    `would move to ${local.toString({ smallestUnit: "minute" })}, which ${what} in ${zone} as the clocks change; shift to another date, or change the time`,
  );
}
