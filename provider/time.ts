/**
 * Times as people write them, and the instants Kaltura stores.
 *
 * A time is ISO 8601 with an offset (`2027-05-04T09:00-07:00`, `…Z`) or local
 * (`2027-05-04T09:00`) together with an IANA timezone. Epoch seconds exist on the wire only.
 */
import { Temporal } from "temporal-polyfill";

/** Seconds of a day; also the longest schedule event of the type LiveStream (api-facts, "Schedule event"). */
export const DAY = 86_400;

/** A time that can't be understood as exactly one instant. The message says why and what to write. */
export class TimeError extends Error {}

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

/** Kaltura takes epoch values within ten years of 1970 as relative to now (api-reference 1.1). */
const EARLIEST = 315_360_000;

const hasOffset = (text: string) => /(Z|[+-]\d{2}:\d{2})$/.test(text);

/** True for a name that the IANA timezone database knows. */
export function isTimezone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** What to say of a timezone name that is not one; proposes the likely one where blanks are in the way. */
export function timezoneProblem(name: string): string {
  const packed = name.replace(/\s+/g, "");
  const hint =
    packed !== name && isTimezone(packed) ? `write "${packed}"` : 'use an IANA name such as "Europe/Berlin"';
  return `is not a timezone of the IANA database; ${hint}`;
}

/**
 * The instant a written time means, in epoch seconds.
 * @param timezone IANA name; needed for a local time, ignored for one with an offset.
 * @throws TimeError for a wrong form, a local time without timezone, and a local time that a DST change
 * skips or repeats: never guessed.
 */
export function epochOf(text: string, timezone: string | undefined): number {
  if (!SHAPE.test(text)) {
    throw new TimeError(
      "is not an ISO 8601 time in whole seconds; write 2027-05-04T09:00-07:00, or 2027-05-04T09:00 with a timezone",
    );
  }
  const epoch = hasOffset(text) ? instantOf(text) : localInstant(text, timezone);
  if (epoch < EARLIEST) throw new TimeError("lies before 1980, which Kaltura takes as relative to now");
  return epoch;
}

function instantOf(text: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds / 1000;
  } catch {
    throw new TimeError("is not a date and time that exists in the calendar");
  }
}

function localInstant(text: string, timezone: string | undefined): number {
  if (timezone === undefined) {
    throw new TimeError(
      "has no offset and there is no timezone; add an offset (2027-05-04T09:00-07:00) or set timezone",
    );
  }
  if (!isTimezone(timezone)) throw new TimeError(`can't be placed: timezone ${timezoneProblem(timezone)}`);
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(text);
  } catch {
    throw new TimeError("is not a date and time that exists in the calendar");
  }
  const earlier = local.toZonedDateTime(timezone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(timezone, { disambiguation: "later" });
  if (earlier.epochMilliseconds !== later.epochMilliseconds) {
    const skipped = !earlier.toPlainDateTime().equals(local);
    throw new TimeError(
      skipped
        ? `does not exist in ${timezone}: clocks are put forward over it; choose another time`
        : `happens twice in ${timezone}, as clocks are put back; write ${text}${earlier.offset} or ${text}${later.offset}`,
    );
  }
  return earlier.epochMilliseconds / 1000;
}

/** True when both texts mean the same instant, each by its own timezone. Never throws. */
export function sameInstant(
  a: string,
  zoneA: string | undefined,
  b: string,
  zoneB: string | undefined,
): boolean {
  try {
    return epochOf(a, zoneA) === epochOf(b, zoneB);
  } catch {
    return a === b && zoneA === zoneB;
  }
}

/** Writes an instant the way `like` is written: with its offset, or local in `timezone`; UTC without a pattern. */
export function writeLike(epoch: number, like: string | undefined, timezone: string | undefined): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(epoch * 1000);
  const tidy = (text: string) => text.replace(/(T\d{2}:\d{2}):00(?=$|Z|[+-])/, "$1");
  if (like !== undefined && hasOffset(like)) {
    const offset = /(Z|[+-]\d{2}:\d{2})$/.exec(like)![1]!;
    if (offset === "Z") return tidy(instant.toString());
    return tidy(instant.toZonedDateTimeISO(offset).toPlainDateTime().toString()) + offset;
  }
  if (timezone !== undefined && isTimezone(timezone)) {
    const local = tidy(instant.toZonedDateTimeISO(timezone).toPlainDateTime().toString());
    // A local time that DST repeats would not read back as this instant: give it its offset.
    try {
      if (epochOf(local, timezone) === epoch) return local;
    } catch {
      return local + instant.toZonedDateTimeISO(timezone).offset;
    }
  }
  return tidy(instant.toString());
}
