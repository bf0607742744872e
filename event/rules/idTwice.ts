import type { EventRule } from "./rule";

export const idTwice: EventRule = {
  name: "idTwice",
  doc: "No two sessions have one id.",
  severity: "error",
  always: true,
  all: true,
  check: ({ sessions }) => {
    const first = new Map<string, (typeof sessions)[number]>();
    return [...sessions]
      .sort((a, b) => Number(a.path[1]) - Number(b.path[1]))
      .flatMap(session => {
        const before = first.get(session.id);
        if (before === undefined) {
          first.set(session.id, session);
          return [];
        }
        return [
          {
            message: `"${session.title}" has the id of "${before.title}" (${session.id}); give it one of its own`,
            sessions: [session.id],
            field: "id",
            path: session.path,
          },
        ];
      });
  },
};
