/** One try at a task, and what its failure means: the same for both queues. */
import { ApiError } from "../provider/kaltura/errors";
import { enums } from "../provider/kaltura/vocabulary";
import { askedToWait, CannotDo, HandedBack, isOutage, TaskIsGone, wordsOf } from "./failures";
import { doLive, type Places } from "./live";
import { backoff, Failed, type Job, type Verdict } from "./queue/queue";
import { doRecording } from "./recording";
import { takeBack } from "./results/deliver";
import { isLive } from "./services";
import { externalIdOf, openSession, report, type Work } from "./work";

const STATUS = enums.EntryVendorTaskStatus;
const OUTAGE = { backoffMs: 2000, maxBackoffMs: 300_000 };
/** So often in a row Kaltura may break on one task before that counts as a failed try. */
const MOST_REFUSALS = 20;
/** Kaltura's customers read it; longer ones are cut. */
const LONGEST_REASON = 500;

export class Worker {
  private readonly places: Places = new Map();
  /** Outages in a row, by task. */
  private readonly outages = new Map<string, number>();

  constructor(private readonly work: Work) {}

  async perform(job: Job): Promise<Verdict> {
    const { work } = this;
    const { id, service } = job.ticket;
    const began = performance.now();
    work.progress.begin(id, service);
    try {
      const verdict = await this.attempt(job);
      this.outages.delete(id);
      if (verdict.kind === "done") {
        const seconds = (performance.now() - began) / 1000;
        work.metrics.ended(service, "ready", seconds);
        work.log.info("task is READY", { task: id, service, seconds: Math.round(seconds * 10) / 10 });
      }
      return verdict;
    } catch (error) {
      return await this.understand(job, error, (performance.now() - began) / 1000);
    } finally {
      work.progress.end(id);
    }
  }

  private attempt(job: Job): Promise<Verdict> {
    const { service } = job.ticket;
    if (job.notes.givenUp !== undefined) throw new CannotDo(job.notes.givenUp);
    if (isLive(service)) return doLive(this.work, job, service, this.places);
    if (job.crashes >= this.work.settings.crashes) {
      throw new CannotDo(`Processing was broken off ${job.crashes} times; ask the vendor`);
    }
    return doRecording(this.work, job, service);
  }

  private async understand(job: Job, error: unknown, seconds: number): Promise<Verdict> {
    const { log, metrics, settings } = this.work;
    const { id, service } = job.ticket;
    if (error instanceof TaskIsGone) {
      metrics.ended(service, "gone", seconds);
      log.info(`nothing to do: ${error.message}`, { task: id, service });
      return { kind: "done" };
    }
    if (error instanceof HandedBack) {
      log.info(`handed back: ${error.message}`, { task: id, service });
      return { kind: "back" };
    }
    const times = (this.outages.get(id) ?? 0) + 1;
    // A refusal that stays is the task's: the others go through meanwhile.
    const isStuck = error instanceof ApiError && error.kind === "server" && times > MOST_REFUSALS;
    if ((isOutage(error) && !isStuck) || isOwnRefusal(error)) {
      this.outages.set(id, times);
      const wait = Math.max(askedToWait(error), backoff(times, OUTAGE));
      log.warn(`Kaltura: ${wordsOf(error)}`, { task: id, service, again: Math.ceil(wait / 1000) });
      return { kind: "later", at: Date.now() + wait };
    }
    metrics.failed(service);
    const reason = log.clean(wordsOf(error));
    const isFinal = error instanceof CannotDo || job.isLastTry;
    log.warn(`try failed: ${reason}`, { task: id, service, try: job.failures + 1, of: settings.attempts });
    if (!isFinal) throw new Failed(reason, false);
    const words =
      error instanceof CannotDo
        ? reason
        : `Processing failed after ${job.failures + 1} tries; the vendor has the reason under ${externalIdOf(this.work.vendor, id)}`;
    return this.giveUp(job, words, reason, seconds);
  }

  /** Ends a task with ERROR, which gives the customer its credit back. @throws Failed, for the dead letters */
  private async giveUp(job: Job, words: string, reason: string, seconds: number): Promise<Verdict> {
    const { work } = this;
    const { id, service } = job.ticket;
    try {
      // Whatever happens now, no later try does the work again.
      if (job.notes.givenUp === undefined) await job.note({ givenUp: words.slice(0, LONGEST_REASON) });
      if (job.notes.delivering === true) await this.takeBack(job);
      await report(work, id, {
        status: STATUS.ERROR,
        errDescription: words.slice(0, LONGEST_REASON),
        externalTaskId: externalIdOf(work.vendor, id),
      });
    } catch (error) {
      // A refusal won't pass; the dead letter tells of it.
      if (
        isOutage(error) ||
        isOwnRefusal(error) ||
        error instanceof HandedBack ||
        error instanceof TaskIsGone
      ) {
        return this.understand(job, error, seconds);
      }
      throw new Failed(
        `${reason}; and ERROR could not be told to Kaltura: ${work.log.clean(wordsOf(error))}`,
        true,
      );
    }
    this.outages.delete(id);
    work.metrics.ended(service, "error", seconds);
    work.log.error(`task is ERROR: ${reason}`, { task: id, service });
    throw new Failed(reason, true);
  }

  /** Nobody pays for it, so nothing of it stays. */
  private async takeBack(job: Job): Promise<void> {
    const { work } = this;
    const { id } = job.ticket;
    const task = await work.client.find(id);
    if (task?.accessKey === undefined || task.entryId === undefined) return;
    const session = openSession(work, task);
    try {
      await takeBack(session, task.entryId);
    } catch (error) {
      if (isOutage(error)) throw error;
      work.log.warn(`what was delivered could not be taken back: ${wordsOf(error)}`, { task: id });
    } finally {
      await session.close();
    }
  }
}

/** Kaltura refuses the vendor's own session: no task's fault, and for people to mend. */
const isOwnRefusal = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.kind === "permission" || error.kind === "session") &&
  (error.service === "appToken" ||
    error.service === "session" ||
    (error.service === "entryVendorTask" && error.action !== "get"));
