import type { CallContext } from "../context.js";
import {
  CANCELLED,
  DELETED,
  eventsOf,
  findEvent,
  followersOf,
  LIVE_STREAM_EVENT,
  type ScheduleEvent,
} from "./model.js";
import { save } from "./write.js";

/** Note on the event that another one follows who follows it. */
export function followLeader(ctx: CallContext, event: ScheduleEvent): void {
  const leader = leaderOf(ctx, event);
  if (!leader || followersOf(leader).includes(event.id)) return;
  setFollowers(ctx, leader, [...followersOf(leader), event.id]);
}

/** What a change of an event does to those it is linked with. */
export function afterChange(ctx: CallContext, event: ScheduleEvent, before: ScheduleEvent): void {
  const ended = event.status !== before.status && [CANCELLED, DELETED].includes(event.status);
  if (ended) {
    leave(ctx, event, event.linkedTo?.eventId);
    for (const follower of followers(ctx, event)) {
      eventsOf(ctx.store).update(follower, { linkedTo: undefined });
      save(ctx, follower);
    }
    return;
  }
  if (event.endDate !== before.endDate) {
    shiftFollowers(ctx, event);
    unlinkWhenMoved(ctx, event);
  }
  const leaderBefore = before.linkedTo?.eventId;
  if (leaderBefore !== undefined && leaderBefore !== event.linkedTo?.eventId) leave(ctx, event, leaderBefore);
  followLeader(ctx, event);
}

/** Followers keep their distance from the end of the window. */
function shiftFollowers(ctx: CallContext, event: ScheduleEvent): void {
  for (const follower of followers(ctx, event)) {
    const before = { ...follower };
    const start = event.endDate + (follower.linkedTo?.offset ?? 0);
    const end = start + follower.duration;
    const changes: Partial<ScheduleEvent> = { startDate: start, endDate: end };
    if (follower.objectType === LIVE_STREAM_EVENT) {
      changes.startScreenTime = start;
      changes.endScreenTime = end;
    }
    eventsOf(ctx.store).update(follower, changes);
    save(ctx, follower);
    if (follower.endDate !== before.endDate) shiftFollowers(ctx, follower);
  }
}

/** An event that was moved away from where its leader puts it follows no longer. */
function unlinkWhenMoved(ctx: CallContext, event: ScheduleEvent): void {
  const leader = leaderOf(ctx, event);
  if (!leader || event.startDate === leader.endDate + (event.linkedTo?.offset ?? 0)) return;
  leave(ctx, event, leader.id);
  eventsOf(ctx.store).update(event, { linkedTo: undefined });
}

function leaderOf(ctx: CallContext, event: ScheduleEvent): ScheduleEvent | undefined {
  const id = event.linkedTo?.eventId;
  return id === undefined ? undefined : findEvent(ctx.store, ctx.partnerId, id);
}

function followers(ctx: CallContext, event: ScheduleEvent): ScheduleEvent[] {
  return followersOf(event)
    .map(id => findEvent(ctx.store, ctx.partnerId, id))
    .filter(follower => follower !== undefined)
    .filter(follower => follower.linkedTo !== undefined);
}

function leave(ctx: CallContext, event: ScheduleEvent, leaderId: number | undefined): void {
  const leader = leaderId === undefined ? undefined : findEvent(ctx.store, ctx.partnerId, leaderId);
  if (!leader || !followersOf(leader).includes(event.id)) return;
  setFollowers(
    ctx,
    leader,
    followersOf(leader).filter(id => id !== event.id),
  );
}

function setFollowers(ctx: CallContext, leader: ScheduleEvent, ids: readonly number[]): void {
  eventsOf(ctx.store).update(leader, { linkedBy: ids.join(",") });
  save(ctx, leader);
}
