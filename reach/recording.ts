/** One try at a task for a recording, from its details to READY. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calls, enums, withResponseProfile } from "../provider/kaltura/vocabulary";
import type { PlaybackContext, VendorTask } from "../provider/kaltura/wire";
import { endOfKey } from "./accessKey";
import { CannotDo, TaskIsGone, TryFailed, wordsOf } from "./failures";
import type { Handler, Tools } from "./handlers";
import { type Delivery, download, mediaOf, whyNoMedia } from "./media";
import type { Job, Verdict } from "./queue/queue";
import { deliver, takeBack } from "./results/deliver";
import { type AnyResult, checkResult, isInline } from "./results/results";
import { needsMedia, type RecordingServiceName } from "./services";
import { type Order, orderOf, type Task } from "./task";
import type { TaskSession } from "./taskSession";
import { externalIdOf, findTask, isOurs, openSession, report, requireOpen, type Work } from "./work";

const STATUS = enums.EntryVendorTaskStatus;
/** After so long a task is looked at again before its result is delivered. */
const LONG_MS = 10_000;
/** Bytes of a result that is kept until it is in place. */
const KEEP_BYTES = 1024 * 1024;
/** The name under which Kaltura keeps what vendors want to know of a task. */
const PROFILE = "reach_vendor";

/** @throws what {@link Worker} tells apart */
export async function doRecording(work: Work, job: Job, service: RecordingServiceName): Promise<Verdict> {
  const { id } = job.ticket;
  let found = await findTask(work, job);
  const take = async () => {
    found = await claim(work, found);
  };
  // A key may have run out while the task waited; it can be extended once the task is in work.
  if (endOfKey(found) - work.settings.keyMarginMs < work.settings.now()) await take();
  const session = openSession(work, found, take);
  const lost = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), `reach-task-${id}-`));
  try {
    session.keepAlive(error => lost.abort(error));
    if (found.status === STATUS.PROCESSING) await session.ensure();
    const stop = AbortSignal.any([job.signal, work.stopping, lost.signal]);
    const { order, playback } = await detailsOf(session, found, service);
    await take();
    stop.throwIfAborted();
    const began = performance.now();
    const result = await resultOf(work, job, { session, order, playback, folder, stop, service });
    work.progress.set(id, { phase: "delivering" });
    const careful = job.notes.delivering === true || job.failures > 0 || job.crashes > 0;
    await job.note({ delivering: true, ...(isKept(result) && { result }) });
    // Much may have happened meanwhile.
    if (performance.now() - began > LONG_MS) await stillOrdered(work, id);
    stop.throwIfAborted();
    await bring(work, job, session, order, result, careful);
    return { kind: "done" };
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Delivers, and says so. What was taken back in that moment is taken back here, too. */
async function bring(
  work: Work,
  job: Job,
  session: TaskSession,
  order: Order,
  result: AnyResult,
  careful: boolean,
): Promise<void> {
  const done = await deliver(session, order, result, careful);
  try {
    await job.ensureHeld();
  } catch (error) {
    // Somebody else has been at it: the second look removes what is double.
    await deliver(session, order, result, true).catch(() => {});
    throw error;
  }
  try {
    await report(work, session.taskId, { ...done, status: STATUS.READY });
  } catch (error) {
    if (error instanceof TaskIsGone && !error.isReady) {
      await takeBack(session, order.task.entryId).catch((failure: unknown) =>
        work.log.warn(`what was delivered could not be taken back: ${wordsOf(failure)}`, {
          task: session.taskId,
        }),
      );
    }
    throw error;
  }
}

/** @throws TaskIsGone when it was taken back, or has ended */
async function stillOrdered(work: Work, id: string): Promise<void> {
  const now = await work.client.find(id);
  if (now === undefined) throw new TaskIsGone("it was taken back");
  requireOpen(now);
}

/** Says that the task is in work, and by whom. */
async function claim(work: Work, task: VendorTask): Promise<VendorTask> {
  if (task.status === STATUS.PROCESSING && isOurs(work.vendor, task)) return task;
  const id = String(task.id);
  const status = STATUS.PROCESSING;
  return report(work, id, { status, externalTaskId: externalIdOf(work.vendor, id) });
}

interface Details {
  readonly order: Order & { readonly task: Task<RecordingServiceName> };
  readonly playback: PlaybackContext;
}

/** What the customer wants of the task, and where its media is: one request, with the task's key. */
async function detailsOf(
  session: TaskSession,
  found: VendorTask,
  service: RecordingServiceName,
): Promise<Details> {
  const [task, playback] = await Promise.all([
    session.read(withResponseProfile(calls.entryVendorTask.get(session.taskId), PROFILE)),
    session.read(playbackCall(session, found.entryId ?? "", "http")),
  ]);
  const order = orderOf({ ...found, ...requireOpen(task) }, service);
  if (needsMedia(service) && mediaOf(playback, session.key, "http", order.task.wishes) === undefined) {
    throw new CannotDo(whyNoMedia(playback, order.task.entryId));
  }
  return { order, playback };
}

const playbackCall = (session: TaskSession, entryId: string, streamerType: Delivery) =>
  calls.baseEntry.getPlaybackContext(entryId, { streamerType, ks: session.key });

interface Making extends Details {
  readonly session: TaskSession;
  readonly service: RecordingServiceName;
  /** Of this try alone; what the handler leaves there is read until the try has ended. */
  readonly folder: string;
  /** Aborted, with the reason, when the work is of no use any more. */
  readonly stop: AbortSignal;
}

/** What an earlier try has made, or what the handler makes now. */
async function resultOf(work: Work, job: Job, making: Making): Promise<AnyResult> {
  const { service } = making;
  if (job.notes.result !== undefined) return checkResult(service, job.notes.result);
  work.progress.set(job.ticket.id, { phase: "working" });
  const limit = AbortSignal.timeout(Math.min(work.settings.timeoutMs, 2_000_000_000));
  const signal = AbortSignal.any([making.stop, limit]);
  try {
    const handler = work.handlers[service] as Handler<typeof service>;
    const tools = toolsFor(work, making, signal);
    // A handler may go on after it was told to stop; it is not waited for.
    const made = await orAborted(
      Promise.resolve().then(() => handler(making.order.task as never, tools)),
      signal,
    );
    return checkResult(service, made);
  } catch (error) {
    if (limit.aborted && !making.stop.aborted) {
      throw new TryFailed(`The handler took longer than ${work.settings.timeoutMinutes} minutes`);
    }
    throw error;
  }
}

function toolsFor(work: Work, making: Making, signal: AbortSignal): Tools {
  const { session, order, playback, folder } = making;
  const { id, entryId, wishes } = order.task;
  const media = mediaOf(playback, session.key, "http", wishes);
  const require = <T>(value: T | undefined, context: PlaybackContext): T => {
    if (value === undefined) throw new CannotDo(whyNoMedia(context, entryId));
    return value;
  };
  return {
    signal,
    folder,
    media,
    hls: async () => {
      const context = await session.read(playbackCall(session, entryId, "applehttp"));
      return require(mediaOf(context, session.key, "applehttp", wishes), context);
    },
    download: async () => {
      // The key may have been extended meanwhile.
      const { url, fileExt = "bin" } = require(mediaOf(playback, session.key, "http", wishes), playback);
      const path = join(folder, `media.${fileExt}`);
      await download(url, path, signal);
      return path;
    },
    progress: (percent, words) => {
      const shown = Math.max(0, Math.min(100, Number(percent) || 0));
      work.progress.set(id, { percent: shown, ...(words !== undefined && { words: work.log.clean(words) }) });
    },
    log: message => work.log.info(String(message), { task: id }),
  };
}

/** The promise's outcome, or the reason of an abort. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}

const isKept = (result: AnyResult): boolean =>
  isInline(result) && Buffer.byteLength(JSON.stringify(result)) <= KEEP_BYTES;
