import { overlaps, spell } from "./overlaps";
import type { EventRule } from "./rule";

export const roomOverlap: EventRule = {
  name: "roomOverlap",
  doc: "Sessions in one room on site don't overlap.",
  severity: "error",
  check: event =>
    overlaps(event.sessions, session => (session.room === undefined ? [] : [session.room])).map(
      ({ key, earlier, later }) => ({
        message: `${spell(earlier)} and ${spell(later)} are in room "${key}" at once; move one of them, or give it another room`,
        sessions: [later.id, earlier.id],
        field: "room",
        path: later.path,
      }),
    ),
};
