import { overlaps, spell } from "./overlaps";
import type { EventRule } from "./rule";

export const channelOverlap: EventRule = {
  name: "channelOverlap",
  doc: "Sessions of one restreamer channel don't overlap, with their lead-in and lead-out: Kaltura refuses that.",
  severity: "error",
  always: true,
  check: event =>
    overlaps(
      event.sessions.filter(session => session.kind === "webcast"),
      session => (session.channel === undefined ? [] : [session.channel]),
      { margins: true },
    ).map(({ key, earlier, later }) => ({
      message: `channel "${key}" feeds ${spell(earlier)} and ${spell(later)} at once, lead-in and lead-out counted; move one of them, or give it another channel`,
      sessions: [later.id, earlier.id],
      field: "channel",
      path: later.path,
    })),
};
