/** The clock side of an event: placing times in timezones, moving a programme to other dates, words for both. */
import { Temporal } from "temporal-polyfill";
import { epochOf, TimeError } from "../provider/time";

const hasOffset = (text: string) => /(Z|[+-]\d{2}:\d{2})$/.test(text);

/** As people write it, or with the blank that YAML files have: `2027-06-08 09:30`. */
export const withT = (text: string): string => text.replace(" ", "T");

/** What the clocks of `zone` show, with their offset: readable there, and one instant everywhere. */
export function timeIn(zone: string, epochSeconds: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone);
  return local.toString({ timeZoneName: "never", smallestUnit: local.second === 0 ? "minute" : "second" });
}

/** The timezone that most of a list are in; UTC for none. */
export function commonZone(zones: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "UTC";
}

/** The day there, `2027-06-08`. */
export const dayOf = (epochSeconds: number, zone: string): string => timeIn(zone, epochSeconds).slice(0, 10);

/** The instant of a time, or undefined for one that is not clear. */
export function instantOf(text: string, zone: string): number | undefined {
  try {
    return epochOf(text, zone);
  } catch (error) {
    if (error instanceof TimeError) return undefined;
    throw error;
  }
}

/** True when a time is written with an offset that `zone` does not have at that instant. */
export function hasForeignOffset(text: string, zone: string): boolean {
  const epoch = hasOffset(text) ? instantOf(text, zone) : undefined;
  return epoch !== undefined && offsetOf(timeIn(zone, epoch)) !== offsetOf(text);
}

const offsetOf = (text: string) => (text.endsWith("Z") ? "+00:00" : text.slice(-6));

// ---- lengths -------------------------------------------------------------------------------------------

/** Seconds of `1h30m`, which has the right form. */
export function secondsOf(length: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(length) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** `1h30m` */
export function lengthText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [Math.round(seconds % 60), "s"],
  ] as const;
  return parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : "")).join("") || "0s";
}

/** `2027-06-08 09:30 to 10:15` */
export function timeOf({
  start,
  end,
}: {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}): string {
  if (start === undefined) return "always open";
  const from = `${start.slice(0, 10)} ${start.slice(11, 16)}`;
  if (end === undefined) return from;
  const sameDay = end.slice(0, 10) === start.slice(0, 10);
  return `${from} to ${sameDay ? "" : `${end.slice(0, 10)} `}${end.slice(11, 16)}`;
}

// ---- other dates ---------------------------------------------------------------------------------------

/** True for a date that the calendar has, written 2027-06-08. */
export function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text, { overflow: "reject" }) !== null;
  } catch {
    return false;
  }
}

/** Days from the first day of a programme, in the event's timezone, to `date`. */
export function daysUntil(date: string, starts: readonly number[], zone: string): number {
  const [first] = starts.map(start => dayOf(start, zone)).sort();
  return first === undefined ? 0 : Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(date)).days;
}

export const dayPlus = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** A time of day that the new date does not have, or has twice. */
export class MoveError extends Error {}

/**
 * The same time of day in `zone`, some days later. The offset is that of the new date: over a change of the
 * clocks, 9 o'clock stays 9 o'clock.
 * @throws MoveError where the clocks skip or repeat that time: which hour is meant can't be known
 */
export function moved(epochSeconds: number, days: number, zone: string): number {
  if (days === 0) return epochSeconds;
  const instant = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000);
  const local = instant.toZonedDateTimeISO(zone).toPlainDateTime().add({ days });
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.equals(later)) return earlier.epochMilliseconds / 1000;
  const what = earlier.toPlainDateTime().equals(local) ? "happens twice" : "does not exist";
  throw new MoveError(
    `would move to ${local.toString({ smallestUnit: "minute" })}, which ${what} in ${zone} as the clocks change; shift to another date, or change the time`,
  );
}
