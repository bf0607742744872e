/** Rules that need what only a deployment knows: which sessions are there already, and how long their videos are. */
import * as pulumi from "@pulumi/pulumi";
import type { VideoSource } from "./make";
import type { MadeSession } from "./outputs";
import type { PlannedEvent } from "./planned";
import type { LaterRules } from "./program";
import { tooLong } from "./rules/simuliveTooLong";
import { inPast } from "./rules/startInPast";

export function whenKnown(
  sessions: readonly MadeSession[],
  videos: ReadonlyMap<string, VideoSource>,
  event: PlannedEvent,
  { startInPast, simuliveTooLong }: LaterRules,
): void {
  if (startInPast !== "off" && pulumi.runtime.isDryRun()) void newInPast(sessions, startInPast);
  if (simuliveTooLong !== "off") {
    for (const session of sessions) void cut(session, videos, event, simuliveTooLong);
  }
}

const say = (severity: "error" | "warn", text: string, resource?: pulumi.Resource) =>
  severity === "error" ? pulumi.log.error(text, resource) : pulumi.log.warn(text, resource);

/** In a preview, an id that is not known is that of a session which would be made. What has begun has one. */
async function newInPast(sessions: readonly MadeSession[], severity: "error" | "warn"): Promise<void> {
  const now = Date.now() / 1000;
  const past = sessions.filter(({ planned: { startsAt } }) => startsAt !== undefined && startsAt < now);
  const isNew = await Promise.all(
    past.map(async ({ resource: { id } }) => {
      // Not in the SDK's types, but on every output.
      const { isKnown } = id as unknown as { readonly isKnown: Promise<boolean> };
      return !(await isKnown);
    }),
  );
  const fresh = past.filter((_, i) => isNew[i]).map(({ planned }) => planned);
  if (fresh.length > 0) await say(severity, `${inPast(fresh)} (startInPast)`);
}

/** Once the video's length is known: in the run that uploads it, and in each preview after that. */
function cut(
  { planned, resource }: MadeSession,
  videos: ReadonlyMap<string, VideoSource>,
  event: PlannedEvent,
  severity: "error" | "warn",
): unknown {
  const { kind, end, startsAt, endsAt, video: id, title } = planned;
  if (kind !== "simulive" || end === undefined || startsAt === undefined || endsAt === undefined) return;
  const video = videos.get(id!);
  const isSaid = event.videos.find(one => one.id === id)?.seconds !== undefined;
  if (typeof video !== "object" || isSaid) return;
  return video.durationSeconds.apply(seconds => {
    if (seconds === undefined || seconds <= endsAt - startsAt) return;
    void say(severity, `${tooLong(title, endsAt - startsAt, id!, seconds)} (simuliveTooLong)`, resource);
  });
}
