/** Days and times of a timezone in words, as the script of the pages has them too. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** British English: days before months, 24 hours. The script puts the visitor's own habits in their place. */
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

/** `2027-06-08`: the day in a timezone. */
export function dayKey(time: number, zone: string): string {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(time);
  const of = (type: string) => parts.find(part => part.type === type)!.value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** `Tuesday, 8 June 2027`. */
export const dayName = (time: number, zone: string): string => {
  const parts = format(zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).formatToParts(time);
  const of = (type: string) => parts.find(part => part.type === type)!.value;
  return `${of("weekday")}, ${of("day")} ${of("month")} ${of("year")}`;
};

/** `09:30`. */
export const clock = (time: number, zone: string): string =>
  format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);

/** `8 June 2027`, `8–9 June 2027`, `30 June – 2 July 2027`. */
export function span(first: number, last: number, zone: string): string {
  const parts = (time: number) => {
    const all = format(zone, { day: "numeric", month: "long", year: "numeric" }).formatToParts(time);
    const of = (type: string) => all.find(part => part.type === type)!.value;
    return { day: of("day"), month: of("month"), year: of("year") };
  };
  const [a, b] = [parts(first), parts(last)];
  const end = `${b.day} ${b.month} ${b.year}`;
  if (a.year !== b.year) return `${a.day} ${a.month} ${a.year} – ${end}`;
  if (a.month !== b.month) return `${a.day} ${a.month} – ${end}`;
  return a.day === b.day ? end : `${a.day}–${end}`;
}

/** For `datetime`: to the second, in UTC. */
export const isoOf = (time: number): string => new Date(time).toISOString().replace(".000Z", "Z");
