import type { EventRule } from "./rule";

export const channelFeedsWebcast: EventRule = {
  name: "channelFeedsWebcast",
  doc: "A channel feeds webcasts only.",
  severity: "error",
  always: true,
  all: true,
  check: ({ sessions }) =>
    sessions
      .filter(({ kind, channel }) => channel !== undefined && kind !== "webcast")
      .map(({ id, title, kind, channel, path }) => ({
        message: `channel "${channel}" can't feed "${title}" (${id}), which is of kind ${kind}: channels feed webcasts; take the channel out, or make it a webcast`,
        sessions: [id],
        field: "channel",
        path,
      })),
};
