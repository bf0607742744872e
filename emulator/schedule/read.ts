import type { CallContext } from "../context.js";
import { type Answer, answer } from "../types/answer.js";
import { isEntryEvent, LIVE_STREAM_EVENT, RECURRING, type ScheduleEvent, withInherited } from "./model.js";
import { blackoutsWithin } from "./window.js";

/** An event as it is answered. */
export function eventAnswer(ctx: CallContext, event: ScheduleEvent): Answer {
  return answer(event.objectType, eventValues(ctx, event));
}

/** All values of an event by property, stored, inherited and computed. */
export function eventValues(ctx: CallContext, event: ScheduleEvent): Record<string, unknown> {
  const values: Record<string, unknown> = { ...withInherited(ctx.store, event) };
  if (event.objectType === LIVE_STREAM_EVENT) {
    values.preStartTime ??= 0;
    values.postEndTime ??= 0;
    values.liveFeatures ??= [];
    values.startDate = event.startScreenTime ?? event.startDate;
    values.endDate = event.endScreenTime ?? event.endDate;
  } else if (event.objectType === "KalturaMeetingScheduleEvent") {
    values.preStartTime = event.preStartTime ?? 0;
  }
  if (isEntryEvent(event.objectType)) {
    const length = event.recurrenceType === RECURRING ? event.duration : event.endDate - event.startDate;
    const blackouts = blackoutsWithin(ctx, event.startDate, event.startDate + length);
    values.blackoutConflicts = blackouts.map(blackout => eventValues(ctx, blackout));
  }
  return values;
}
