import { dayOf } from "../times";
import type { EventRule } from "./rule";

export const outsideDays: EventRule = {
  name: "outsideDays",
  doc: "Sessions start on one of the event's days. Checked where the file has days.",
  severity: "error",
  check: ({ days, timezone, sessions }) =>
    days.length === 0
      ? []
      : sessions.flatMap(({ id, title, startsAt, path }) => {
          if (startsAt === undefined) return [];
          const day = dayOf(startsAt, timezone);
          if (days.includes(day)) return [];
          return [
            {
              message: `"${title}" starts on ${day} in ${timezone}, which is none of the event's days (${days.join(", ")}); move it, or add the day`,
              sessions: [id],
              field: "start",
              path,
            },
          ];
        }),
};
