import type { CallContext } from "../context.js";
import { onEntryRead } from "../entries/hooks.js";
import { type Entry, entriesOf, LIVE_STREAM, READY } from "../entries/model.js";
import {
  ACTIVE,
  indexedEntryId,
  LIVE_STREAM_EVENT,
  RECURRING,
  REDIRECT_EVENT,
  type ScheduleEvent,
} from "./model.js";
import { indexed } from "./window.js";

/** Three segments of a simulated stream must have passed before it can be played. */
const SECONDS_TO_PLAYABLE = 18;
const PLAYABLE = 1;
const STOPPED = 0;
const TYPES = new Set([
  ...[LIVE_STREAM_EVENT, REDIRECT_EVENT],
  ...["KalturaMeetingScheduleEvent", "KalturaRecordScheduleEvent"],
]);

/** While an event of a live entry runs, it decides what the entry says of itself. */
onEntryRead((ctx, entry) => {
  if (entry.type !== LIVE_STREAM || !entry.capabilities.split(",").includes("live_schedule_capability")) {
    return undefined;
  }
  const event = currentEvent(ctx, entry);
  if (event?.objectType === REDIRECT_EVENT) {
    const target = event.redirectEntryId;
    return { redirectEntryId: target, recordedEntryId: target, liveStatus: STOPPED };
  }
  return event && isPlayable(ctx, event) ? { liveStatus: PLAYABLE } : undefined;
});

function currentEvent(ctx: CallContext, entry: Entry): ScheduleEvent | undefined {
  return indexed(ctx).find(
    event =>
      TYPES.has(event.objectType) &&
      event.status === ACTIVE &&
      event.recurrenceType !== RECURRING &&
      event.startDate <= ctx.now &&
      event.endDate >= ctx.now &&
      indexedEntryId(ctx.store, event) === entry.id,
  );
}

/** A simulated live event plays its source; one whose source is itself live only while that one is on air. */
function isPlayable(ctx: CallContext, event: ScheduleEvent): boolean {
  const { sourceEntryId } = event;
  if (event.objectType !== LIVE_STREAM_EVENT || !sourceEntryId || sourceEntryId === event.templateEntryId)
    return false;
  if (event.startDate + SECONDS_TO_PLAYABLE > ctx.now) return false;
  const source = entriesOf(ctx.store).get(sourceEntryId);
  return source?.status === READY && (source.type !== LIVE_STREAM || source.streaming === true);
}
