import type { CallContext } from "../context.js";
import { onEntryDeleted } from "../entries/hooks.js";
import { apiError } from "../errors.js";
import { addLiveFeature, removeLiveFeature } from "./features.js";
import { charge, profilesOf } from "./profiles.js";
import {
  ABORTED,
  ERROR,
  isScheduled,
  itemOf,
  PENDING,
  PENDING_ENTRY_READY,
  PENDING_MODERATION,
  PROCESSING,
  READY,
  SCHEDULED,
  tasksOf,
  type VendorTask,
} from "./tasks.js";
import { expectedFinish } from "./turnAround.js";

const CAPTIONS = 1;
const HUMAN = 1;

/** From these a task may be taken or aborted. */
const OPEN: ReadonlySet<number> = new Set([PENDING, PENDING_MODERATION, PENDING_ENTRY_READY, SCHEDULED]);
/** In these an order has been charged, and nothing was delivered. */
const CHARGED: ReadonlySet<number> = new Set([PENDING, PROCESSING, SCHEDULED]);

/** An entry that goes takes its open orders with it. */
onEntryDeleted((ctx, entry) => {
  const waiting = new Set([PENDING, PENDING_MODERATION, PENDING_ENTRY_READY]);
  for (const task of tasksOf(ctx.store).where(one => one.entryId === entry.id && waiting.has(one.status))) {
    const errDescription = `Task was aborted by server, associated object [${entry.id}] deleted`;
    saveTask(ctx, task, { status: ABORTED, errDescription });
  }
});

/** Save changes of a task; a new status has the consequences that it has on the server. */
export function saveTask(ctx: CallContext, task: VendorTask, changes: Partial<VendorTask>): VendorTask {
  const before = task.status;
  const status = changes.status ?? before;
  const isNew = status !== before;
  if (isNew && (status === PROCESSING || status === ABORTED) && !OPEN.has(before)) {
    throw apiError("ENTRY_VENDOR_TASK_ITEM_COULD_NOT_BE_UPDATED", {
      REASON: `Entry vendor task item with id [${task.id}] could not be updated to status [${status}]`,
    });
  }
  const all: Record<string, unknown> = { ...changes };
  if (isNew && status === PENDING) Object.assign(all, queued(ctx, task));
  if (isNew && (status === READY || status === ERROR)) all.finishTime = ctx.now;
  const differs = Object.entries(all).some(([name, value]) => task[name] !== value);
  if (differs) tasksOf(ctx.store).update(task, { ...all, updatedAt: ctx.now });
  if (isNew) follow(ctx, task, before);
  return task;
}

/** What a task gets when it is put into the vendor's queue. */
export function queued(ctx: CallContext, task: VendorTask): Partial<VendorTask> {
  const { turnAroundTime } = itemOf(ctx.store, task);
  return { queueTime: ctx.now, expectedFinishTime: expectedFinish(turnAroundTime, ctx.now) };
}

/** A task has reached the queue: it is charged, and its event says so. */
export function enterQueue(ctx: CallContext, task: VendorTask): void {
  if (isScheduled(task)) addLiveFeature(ctx, task);
  if (!isPayPerUse(ctx, task)) charge(ctx.store, task.reachProfileId, task.price, ctx.now);
}

function follow(ctx: CallContext, task: VendorTask, before: number): void {
  switch (task.status) {
    case PENDING:
      if (before === PENDING_MODERATION) enterQueue(ctx, task);
      return;
    case READY:
      if (isPayPerUse(ctx, task)) charge(ctx.store, task.reachProfileId, task.price, ctx.now);
      labelCaption(ctx, task);
      endKey(ctx, task);
      return;
    case ERROR:
      if (!CHARGED.has(before)) return;
      if (isScheduled(task)) removeLiveFeature(ctx, task);
      refund(ctx, task);
      return;
    case ABORTED:
      if (before !== PENDING && before !== SCHEDULED) return;
      // Whoever aborts an order for a recording gets nothing back.
      if (!isScheduled(task)) return;
      removeLiveFeature(ctx, task);
      if (isEarlyEnough(ctx, task)) refund(ctx, task);
  }
}

function isEarlyEnough(ctx: CallContext, task: VendorTask): boolean {
  const { minimalRefundTime } = itemOf(ctx.store, task);
  return (task.taskJobData?.startDate ?? 0) - ctx.now >= (minimalRefundTime ?? 0);
}

function refund(ctx: CallContext, task: VendorTask): void {
  if (isPayPerUse(ctx, task)) return;
  charge(ctx.store, task.reachProfileId, -task.price, ctx.now);
  tasksOf(ctx.store).update(task, { price: 0 });
}

function isPayPerUse(ctx: CallContext, task: VendorTask): boolean {
  return itemOf(ctx.store, task).payPerUse;
}

/** What was delivered as captions can get an addition to its label. */
function labelCaption(ctx: CallContext, task: VendorTask): void {
  const profile = profilesOf(ctx.store).get(task.reachProfileId);
  const addition =
    task.serviceType === HUMAN
      ? profile?.labelAdditionForHumanServiceType
      : profile?.labelAdditionForMachineServiceType;
  if (task.serviceFeature !== CAPTIONS || !addition || !task.outputObjectId) return;
  const captions = ctx.store.collection<{ id: string; partnerId: number; label?: string }>("captionAssets");
  const caption = captions.get(task.outputObjectId);
  if (caption) captions.update(caption, { label: `${caption.label ?? ""} ${addition}` });
}

/** The vendor's key ends with the work. */
function endKey(ctx: CallContext, task: VendorTask): void {
  if (task.accessKey === undefined) return;
  try {
    ctx.core.sessions.end(ctx.core.sessions.open(task.accessKey));
  } catch {
    // It has expired or was ended before.
  }
}
