/** What the work on every task has in common: how it is found and taken, and what a worker has for it. */
import { ApiError } from "../provider/kaltura/errors";
import { enums } from "../provider/kaltura/vocabulary";
import type { VendorTask } from "../provider/kaltura/wire";
import type { Vendor } from "./clientTags";
import { TaskIsGone } from "./failures";
import type { Handlers } from "./handlers";
import type { Kaltura } from "./kaltura";
import type { Log } from "./log";
import type { Metrics } from "./metrics";
import type { Progress } from "./progress";
import type { Job } from "./queue/queue";
import type { ResolvedSettings } from "./settings";
import { TaskSession } from "./taskSession";
import type { Report, VendorClient } from "./vendorClient";

const STATUS = enums.EntryVendorTaskStatus;

export interface Work {
  readonly settings: ResolvedSettings;
  readonly vendor: Vendor;
  readonly kaltura: Kaltura;
  readonly client: VendorClient;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly progress: Progress;
  /** Tasks as the last poll showed them, key and all: for the first try, which so asks once less. In memory only. */
  readonly justFound: Map<string, VendorTask>;
  /** Aborted when the worker must end now. */
  readonly stopping: AbortSignal;
}

/** What this vendor calls a task in Kaltura: by it a task is known as ours when all else is lost. */
export const externalIdOf = ({ name }: Vendor, taskId: string): string => `${name}-${taskId}`;

export const isOurs = (vendor: Vendor, task: VendorTask): boolean =>
  task.externalTaskId === externalIdOf(vendor, String(task.id));

/** The task as it is now, with its key. @throws TaskIsGone when there is nothing to do for it */
export async function findTask(work: Work, job: Job): Promise<VendorTask> {
  const { id } = job.ticket;
  const known = work.justFound.get(id);
  work.justFound.delete(id);
  if (known !== undefined && job.failures === 0 && job.crashes === 0) return known;
  const task = await work.client.find(id);
  if (task === undefined) throw new TaskIsGone("it was taken back");
  return requireOpen(task);
}

/** @throws TaskIsGone when the task has ended */
export function requireOpen(task: VendorTask): VendorTask {
  switch (task.status) {
    case STATUS.READY:
      throw new TaskIsGone("it is READY already", true);
    case STATUS.ERROR:
      throw new TaskIsGone("it has ended with ERROR already");
    case STATUS.REJECTED:
      throw new TaskIsGone("it was rejected");
    case STATUS.ABORTED:
      throw new TaskIsGone("it was taken back");
    default:
      return task;
  }
}

/**
 * The customer's account, for this task alone.
 * @param hold takes the task, if it isn't yet: only then its key can be extended
 */
export const openSession = (work: Work, task: VendorTask, hold?: () => Promise<unknown>): TaskSession =>
  new TaskSession(String(task.id), Number(task.partnerId), task, {
    kaltura: work.kaltura,
    vendor: work.vendor,
    client: work.client,
    marginMs: work.settings.keyMarginMs,
    ...(hold && { hold }),
    now: work.settings.now,
    onExtended: () => {
      work.metrics.keyExtended();
      work.log.info("access key extended", { task: String(task.id) });
    },
  });

/**
 * Says how far a task is.
 * @throws TaskIsGone when it was taken back, or has ended in another way
 */
export async function report(work: Work, taskId: string, change: Report): Promise<VendorTask> {
  try {
    return await work.client.report(taskId, change);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    switch (error.code) {
      case "ENTRY_VENDOR_TASK_NOT_FOUND":
        throw new TaskIsGone("it was taken back");
      case "ENTRY_ID_NOT_FOUND":
        throw new TaskIsGone("its entry was deleted");
      case "CANNOT_UPDATE_STATUS_OF_TASK_WHICH_IS_IN_FINAL_STATE":
      case "ENTRY_VENDOR_TASK_ITEM_COULD_NOT_BE_UPDATED": {
        const now = await work.client.find(taskId);
        if (now === undefined) throw new TaskIsGone("it was taken back");
        requireOpen(now);
        throw error;
      }
      default:
        throw error;
    }
  }
}
