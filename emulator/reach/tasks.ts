import type { CallContext } from "../context.js";
import type { Core } from "../core.js";
import { requireEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import type { Collection, Entity, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { type CatalogItem, isA, itemsOf } from "./catalog.js";

/** States of a task. */
export const PENDING = 1;
export const READY = 2;
export const PROCESSING = 3;
export const PENDING_MODERATION = 4;
export const REJECTED = 5;
export const ERROR = 6;
export const ABORTED = 7;
export const PENDING_ENTRY_READY = 8;
export const SCHEDULED = 9;

/** States that a task never leaves. */
export const FINAL: ReadonlySet<number> = new Set([READY, REJECTED, ERROR, ABORTED]);

/** What an order is for: an entry, an asset, or something outside. */
export const FOR_ENTRY = 1;
export const FOR_ASSET = 2;
export const FOR_EXTERNAL = 3;

const DAY = 86_400;

/** What an order says beside entry and item. */
export interface JobData {
  objectType: string;
  entryDuration?: number;
  startDate?: number;
  endDate?: number;
  scheduledEventId?: number;
  captionAssetId?: string;
  [property: string]: unknown;
}

/** An order. */
export interface VendorTask extends Entity {
  id: number;
  vendorPartnerId: number;
  entryId: string;
  entryObjectType: number;
  status: number;
  reachProfileId: number;
  catalogItemId: number;
  price: number;
  unitsUsed?: number;
  userId: string;
  moderatingUser?: string;
  errDescription?: string;
  accessKey?: string;
  isOutputModerated: boolean;
  version: number;
  taskJobData?: JobData;
  queueTime?: number;
  finishTime?: number;
  expectedFinishTime?: number;
  serviceType: number;
  serviceFeature: number;
  turnAroundTime: number;
  outputObjectId?: string;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** All tasks. Those that were aborted are gone for everybody. */
export function tasksOf(store: Store): Collection<VendorTask> {
  return store.collection<VendorTask>("vendorTasks", { isLive: task => task.status !== ABORTED });
}

/** A task of the account, or ENTRY_VENDOR_TASK_NOT_FOUND. */
export function requireTask(ctx: CallContext, id: number): VendorTask {
  return requireBy(ctx, id, task => task.partnerId === ctx.partnerId);
}

/** A task that the caller is to work on. */
export function requireVendorsTask(ctx: CallContext, id: number): VendorTask {
  return requireBy(ctx, id, task => task.vendorPartnerId === ctx.partnerId);
}

function requireBy(ctx: CallContext, id: number, may: (task: VendorTask) => boolean): VendorTask {
  const task = tasksOf(ctx.store).get(id);
  if (!task || task.status === ABORTED || !may(task))
    throw apiError("ENTRY_VENDOR_TASK_NOT_FOUND", { ID: id });
  return task;
}

/** Most actions fail once what was ordered for is gone. */
export function requireOrdered(ctx: CallContext, task: VendorTask): void {
  if (task.entryObjectType === FOR_ENTRY) requireEntry(ctx.store, task.partnerId, task.entryId);
}

/** The item of a task, deleted or not. */
export function itemOf(store: Store, task: VendorTask): CatalogItem {
  return itemsOf(store).get(task.catalogItemId)!;
}

/** Is the task for a time, not for a recording? */
export function isScheduled(task: VendorTask): boolean {
  return task.taskJobData?.objectType === "KalturaScheduledVendorTaskData";
}

/** How long the key of a task holds, in seconds. */
export function keyLifetime(turnAroundTime: number): number {
  return Math.max(turnAroundTime * 2, 7 * DAY);
}

/** The session of the ordering account with which the vendor reaches the one entry. */
export function accessKeyFor(
  core: Core,
  partnerId: number,
  entryId: string,
  item: CatalogItem,
  isOutputModerated: boolean,
): string {
  const privileges = [
    ...[`edit:${entryId}`, "setrole:REACH_VENDOR_ROLE", `disableentitlementforentry:${entryId}`],
    ...[`sview:${entryId}`, `download:${entryId}`],
    ...(isOutputModerated ? ["enablecaptionmoderation"] : []),
    ...(isA(item, "SignLanguage") ? ["editadmintags:*"] : []),
  ];
  const expiry = core.clock.now() + keyLifetime(item.turnAroundTime);
  return core.sessions.mint({ partnerId, userId: "", type: 0, expiry, privileges: privileges.join(",") });
}

/** A task as it is answered. */
export function taskAnswer(task: VendorTask): Answer {
  return answer("KalturaEntryVendorTask", task);
}
