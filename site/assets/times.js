// Days and times in any timezone, and which one the visitor wants. For the scripts of the pages.
globalThis.AgendaTimes = (() => {
  const eventZone = document.body.dataset.zone;
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || eventZone;
  // The page is English; a visitor from the United States reads 9:30 am, others 09:30.
  const locale = (navigator.languages || []).find(language => /^en\b/i.test(language)) || "en-GB";

  const formats = new Map();

  function format(time, zone, options) {
    const key = zone + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }));
    return formats.get(key).format(time);
  }

  const clock = (time, zone) => format(time, zone, { hour: "2-digit", minute: "2-digit" });
  const dayName = (time, zone) =>
    format(time, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const dayShort = (time, zone) => format(time, zone, { weekday: "short", day: "numeric", month: "short" });

  const keys = new Map();
  const DATE = { year: "numeric", month: "2-digit", day: "2-digit" };

  /** `2027-06-08` there. */
  function dayKey(time, zone) {
    if (!keys.has(zone)) keys.set(zone, new Intl.DateTimeFormat("en-GB", { ...DATE, timeZone: zone }));
    const parts = keys.get(zone).formatToParts(time);
    const of = type => parts.find(part => part.type === type).value;
    return `${of("year")}-${of("month")}-${of("day")}`;
  }

  /** What a clock there is ahead of UTC by: `GMT+2`. */
  function offsetName(time, zone) {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      timeZoneName: "shortOffset",
    }).formatToParts(time);
    return (parts.find(part => part.type === "timeZoneName") || { value: "" }).value;
  }

  const range = (start, end, zone) => {
    const late = dayKey(start, zone) === dayKey(end, zone) ? "" : ` (${dayShort(end, zone)})`;
    return `${clock(start, zone)}–${clock(end, zone)}${late}`;
  };

  // ---- the visitor's choice -----------------------------------------------------------------------------------

  const KEY = "agenda-zone";

  function isZone(zone) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return Boolean(zone);
    } catch {
      return false;
    }
  }

  /** What was chosen at another time; else the visitor's own. */
  function chosenZone() {
    let chosen;
    try {
      chosen = localStorage.getItem(KEY);
    } catch {
      // Pages opened from a file, or with storage switched off, remember nothing.
    }
    return [chosen, ownZone].find(isZone) || eventZone;
  }

  function chooseZone(zone) {
    try {
      localStorage.setItem(KEY, zone);
    } catch {
      // Then the choice is made again next time.
    }
  }

  return {
    ...{ eventZone, ownZone, isZone, chosenZone, chooseZone },
    ...{ clock, dayKey, dayName, dayShort, offsetName, range },
  };
})();
