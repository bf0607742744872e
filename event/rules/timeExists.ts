import { epochOf, TimeError } from "../../provider/time";
import type { EventRule } from "./rule";

export const timeExists: EventRule = {
  name: "timeExists",
  doc: "Times exist in their timezone, and are clear there: the clocks neither skip nor repeat them.",
  severity: "error",
  always: true,
  all: true,
  check: ({ sessions }) =>
    sessions.flatMap(session =>
      (["start", "end"] as const).flatMap(field => {
        const text = session.written[field];
        if (text === undefined) return [];
        try {
          epochOf(text, session.timezone);
          return [];
        } catch (error) {
          if (!(error instanceof TimeError)) throw error;
          return [
            {
              message: `${JSON.stringify(text)} ${error.message}`,
              sessions: [session.id],
              field,
              path: session.path,
            },
          ];
        }
      }),
    ),
};
