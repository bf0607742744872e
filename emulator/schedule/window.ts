import type { CallContext } from "../context.js";
import {
  ACTIVE,
  BLACKOUT_EVENT,
  DELETED,
  eventsOf,
  indexedEntryId,
  RECURRING,
  type ScheduleEvent,
} from "./model.js";

/**
 * Is another event of the entry within a time? The search index is asked, so an event that was just added may
 * be missed and one that was just moved may stand in the way where it was. Cancelled events count, touching
 * ones do not.
 */
export function isTimeInUse(
  ctx: CallContext,
  entryId: string,
  start: number,
  end: number,
  ignore: readonly number[],
): boolean {
  return indexed(ctx).some(
    event =>
      !ignore.includes(event.id) &&
      indexedEntryId(ctx.store, event) === entryId &&
      ((event.startDate < start && event.endDate > start) ||
        (event.startDate < end && event.endDate > end) ||
        (event.startDate >= start && event.endDate <= end)),
  );
}

/** Active blackouts of the account that overlap a time. */
export function blackoutsWithin(
  ctx: CallContext,
  start: number,
  end: number,
  ignore?: number,
): ScheduleEvent[] {
  return indexed(ctx)
    .filter(
      event =>
        event.objectType === BLACKOUT_EVENT &&
        event.status === ACTIVE &&
        event.recurrenceType !== RECURRING &&
        event.startDate < end &&
        event.endDate > start &&
        (ignore === undefined || (event.id !== ignore && event.parentId !== ignore)),
    )
    .map(event => eventsOf(ctx.store).get(event.id) ?? event);
}

/** What the index knows, without the rows that the database has as deleted. */
export function indexed(ctx: CallContext): ScheduleEvent[] {
  const events = eventsOf(ctx.store);
  return events.index().filter(document => {
    if (document.partnerId !== ctx.partnerId || document.status === DELETED) return false;
    return (events.get(document.id)?.status ?? DELETED) !== DELETED;
  });
}
