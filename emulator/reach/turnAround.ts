import { Temporal } from "temporal-polyfill";

const BEST_EFFORT = -1;
const WEEK = 604_800;
const ZONE = "America/New_York";
const FRIDAY = 5;
const OPENS = 6;
const CLOSES = 18;

/** When a task that is queued now is expected to be done. */
export function expectedFinish(turnAroundTime: number, now: number): number {
  if (turnAroundTime === BEST_EFFORT) return now + WEEK;
  if (turnAroundTime < 1 || turnAroundTime > 7) return now + turnAroundTime;
  let at = now;
  for (let days = turnAroundTime; days > 0; days--) at = nextBusinessDay(at);
  return at;
}

/** One business day on: 24 hours within office hours, else the close of the next day that is open. */
function nextBusinessDay(epochSeconds: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(ZONE);
  const close = (day: Temporal.ZonedDateTime): Temporal.ZonedDateTime =>
    day.withPlainTime(Temporal.PlainTime.from({ hour: CLOSES }));
  if (at.dayOfWeek > FRIDAY) return seconds(close(at.add({ days: 8 - at.dayOfWeek })));
  const time = at.hour * 3600 + at.minute * 60 + at.second;
  let then: Temporal.ZonedDateTime;
  if (time < OPENS * 3600) then = close(at);
  else if (time <= CLOSES * 3600) then = at.add({ days: 1 });
  else then = close(at.add({ days: 1 }));
  return seconds(then.dayOfWeek > FRIDAY ? then.add({ days: 2 }) : then);
}

function seconds(at: Temporal.ZonedDateTime): number {
  return Math.floor(at.epochMilliseconds / 1000);
}
