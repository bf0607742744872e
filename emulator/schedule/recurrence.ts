import { Temporal } from "temporal-polyfill";

/** The rule of a series, as the API object of this name. */
export interface Recurrence {
  frequency?: string;
  until?: number;
  timeZone?: string;
  count?: number;
  interval?: number;
  byDay?: string;
  byMonthDay?: string;
  byMonth?: string;
  byHour?: string;
  byMinute?: string;
  bySecond?: string;
  byOffset?: string;
  weekStartDay?: string;
}

type Moment = Temporal.ZonedDateTime;

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const MAX_DATES = 1000;
/** Nobody's series needs more steps; a rule that never matches must end somewhere. */
const MAX_STEPS = 20_000;

/**
 * Starts of a series' dates, in epoch seconds: from the first start, for two years or until the rule ends.
 * `byWeekNumber` and `byYearDay` are not followed.
 */
export function datesOf(rule: Recurrence, firstStart: number): number[] {
  const timeZone = rule.timeZone ?? "UTC";
  const seed = at(firstStart, timeZone);
  const last = Math.min(seconds(seed.add({ years: 2 })), rule.until || Number.POSITIVE_INFINITY);
  const limit = rule.count && rule.count < MAX_DATES ? rule.count : MAX_DATES;
  const dates: number[] = [];
  let passed = 0;
  let cursor = startOf(rule, seed);
  for (let step = 0; step < MAX_STEPS && dates.length < limit; step += 1) {
    for (const candidate of candidatesAt(rule, cursor).map(seconds)) {
      if (candidate < firstStart) continue;
      if (candidate > last) passed += 1;
      else if (dates.length + passed >= limit) break;
      else dates.push(candidate);
    }
    if (seconds(cursor) > last || dates.length + passed >= limit) break;
    cursor = nextPeriod(rule, cursor);
  }
  return dates.sort((a, b) => a - b);
}

function at(epochSeconds: number, timeZone: string): Moment {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(timeZone);
}

function seconds(moment: Moment): number {
  return Math.floor(moment.epochMilliseconds / 1000);
}

/** The first start, moved to what the rule fixes; a day that the month lacks is its last. */
function startOf(rule: Recurrence, seed: Moment): Moment {
  const month = rule.byMonth === undefined ? seed.month : firstOf(rule.byMonth);
  const time = {
    hour: rule.byHour === undefined ? seed.hour : firstOf(rule.byHour),
    minute: rule.byMinute === undefined ? seed.minute : firstOf(rule.byMinute),
    second: rule.bySecond === undefined ? seed.second : firstOf(rule.bySecond),
  };
  const base = seed.with({ day: 1, month, ...time });
  const day = rule.byMonthDay === undefined ? seed.day : firstOf(rule.byMonthDay);
  return dayOfMonth(base, day);
}

function nextPeriod(rule: Recurrence, cursor: Moment): Moment {
  const interval = rule.interval || 1;
  if (rule.frequency === "months") return cursor.with({ day: 1 }).add({ months: interval });
  return cursor.add({ [rule.frequency ?? "days"]: interval });
}

function candidatesAt(rule: Recurrence, cursor: Moment): Moment[] {
  let found = [cursor];
  if (rule.byMonth) {
    found = found.flatMap(date =>
      listOf(rule.byMonth).map(month => date.add({ months: (month - date.month + 12) % 12 })),
    );
  }
  if (rule.byMonthDay) {
    const days = listOf(rule.byMonthDay).sort((a, b) => a - b);
    found = found.flatMap(date => days.map(day => dayOfMonth(date, day)));
  }
  if (rule.byDay) found = found.flatMap(date => weekDays(rule, date));
  if (rule.byHour) found = found.flatMap(date => listOf(rule.byHour).map(hour => date.with({ hour })));
  if (rule.byMinute)
    found = found.flatMap(date => listOf(rule.byMinute).map(minute => date.with({ minute })));
  if (rule.bySecond)
    found = found.flatMap(date => listOf(rule.bySecond).map(second => date.with({ second })));
  if (rule.byOffset) {
    const sorted = [...found].sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
    found = listOf(rule.byOffset).flatMap(offset => sorted.at(offset > 0 ? offset - 1 : offset) ?? []);
  }
  return found;
}

/** `MO,WE` or, within a month, `1MO` and `-1FR`. */
function weekDays(rule: Recurrence, date: Moment): Moment[] {
  const first = DAYS.indexOf(rule.weekStartDay ?? "MO");
  const rank = (day: string): number => (DAYS.indexOf(day.slice(-2)) - first + 7) % 7;
  const wanted = (rule.byDay ?? "").split(",").sort((a, b) => rank(a) - rank(b));
  return wanted.flatMap(day => {
    const weekDay = DAYS.indexOf(day.slice(-2)) + 1;
    if (rule.byMonthDay) return date.dayOfWeek === weekDay ? [date] : [];
    const days = daysOfPeriod(rule, date, weekDay, first);
    const position = Number(day.slice(0, -2) || 0);
    if (position === 0) return days;
    return days.at(position > 0 ? position - 1 : position) ?? [];
  });
}

function daysOfPeriod(rule: Recurrence, date: Moment, weekDay: number, first: number): Moment[] {
  if (rule.frequency === "days") return date.dayOfWeek === weekDay ? [date] : [];
  if (rule.frequency === "weeks") {
    const start = date.subtract({ days: (date.dayOfWeek - 1 - first + 7) % 7 });
    return [start.add({ days: (weekDay - 1 - first + 7) % 7 })];
  }
  const isMonth = rule.frequency === "months" || rule.byMonth;
  if (!isMonth && rule.frequency !== "years") return [];
  const start = isMonth ? date.with({ day: 1 }) : date.with({ month: 1, day: 1 });
  const end = start.add(isMonth ? { months: 1 } : { years: 1 });
  const days: Moment[] = [];
  let day = start.add({ days: (weekDay - start.dayOfWeek + 7) % 7 });
  for (; Temporal.ZonedDateTime.compare(day, end) < 0; day = day.add({ weeks: 1 })) days.push(day);
  return days;
}

function dayOfMonth(date: Moment, day: number): Moment {
  if (day >= date.daysInMonth) return date.with({ day: date.daysInMonth });
  // Counted from the first, so that 0 and negative days fall into the month before.
  return date.with({ day: 1 }).add({ days: day - 1 });
}

function firstOf(list: string): number {
  return listOf(list)[0] ?? 0;
}

function listOf(list: string | undefined): number[] {
  return (list ?? "").split(",").map(item => Number.parseInt(item, 10) || 0);
}
