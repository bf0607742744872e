/**
 * The queue of several machines: BullMQ on Redis, one BullMQ queue a service. A job's id is the task's, so however many
 * workers find a task, there is one job. A worker holds a job by a lock that it renews; when it dies the lock ends, and
 * another worker gets the job.
 */
import type { Job as BullJob, Queue as BullQueue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { HandedBack, wordsOf } from "../failures";
import { optional } from "../optional";
import type { ServiceName } from "../services";
import {
  type Counts,
  type DeadLetter,
  Failed,
  type Job,
  type Notes,
  type Queue,
  type QueueSettings,
  type Ticket,
  type Verdict,
} from "./queue";

export interface BullSettings extends QueueSettings {
  /** `redis://…` or `rediss://…`, with its credentials. */
  readonly url: string;
  /** Of all keys in Redis: workers with the same one share their tasks. */
  readonly prefix: string;
  /** Milliseconds for which a worker holds a task without a sign of life. */
  readonly leaseMs: number;
}

interface Data {
  readonly ticket: Ticket;
  readonly notes: Notes;
}

type Bull = BullJob<Data>;

/** BullMQ takes no numbers for ids: they would be taken for its own. */
const jobId = (taskId: string) => `task-${taskId}`;

export class BullTasks implements Queue {
  private readonly workers: Worker<Data>[] = [];
  private readonly held = new Map<string, AbortController>();

  private constructor(
    private readonly bullmq: typeof import("bullmq"),
    private readonly connection: Redis,
    private readonly queues: ReadonlyMap<ServiceName, BullQueue<Data>>,
    private readonly settings: BullSettings,
  ) {}

  /** @throws Error when Redis can't be reached */
  static async open(settings: BullSettings): Promise<BullTasks> {
    const bullmq = optional("bullmq", "a queue on Redis");
    const { Redis } = optional("ioredis", "a queue on Redis");
    const { hostname, port } = new URL(settings.url);
    const connection = new Redis(settings.url, { maxRetriesPerRequest: null, lazyConnect: true });
    let trouble = "";
    connection.on("error", (error: Error) => {
      // While it is away, ioredis says so many times a second.
      if (wordsOf(error) === trouble) return;
      trouble = wordsOf(error);
      settings.onTrouble(`Redis: ${trouble}`);
    });
    connection.on("ready", () => {
      trouble = "";
    });
    try {
      await connection.connect();
    } catch (error) {
      connection.disconnect();
      throw new Error(`Redis at ${hostname}:${port || 6379} can't be reached: ${trouble || wordsOf(error)}`);
    }
    const queues = new Map<ServiceName, BullQueue<Data>>();
    for (const service of Object.keys(settings.concurrency) as ServiceName[]) {
      const queue = new bullmq.Queue<Data>(service, { connection, prefix: settings.prefix });
      queue.on("error", (error: Error) => settings.onTrouble(`The queue of ${service}: ${wordsOf(error)}`));
      queues.set(service, queue);
    }
    return new BullTasks(bullmq, connection, queues, settings);
  }

  async offer(tickets: readonly Ticket[]): Promise<readonly Ticket[]> {
    const { attempts, backoffMs, keepMs } = this.settings;
    const keep = { age: Math.ceil(keepMs / 1000) };
    const fresh: Ticket[] = [];
    const distinct = [...new Map(tickets.map(ticket => [ticket.id, ticket])).values()];
    for (const [service, queue] of this.queues) {
      const own = distinct.filter(ticket => ticket.service === service);
      const known = await Promise.all(own.map(({ id }) => queue.getJobState(jobId(id))));
      const added = own.filter((_, i) => known[i] === "unknown");
      // Another worker may add the same meanwhile: then the first one counts.
      await queue.addBulk(
        added.map(({ id }) => ({
          name: service,
          data: { ticket: { id, service }, notes: {} },
          opts: {
            jobId: jobId(id),
            attempts,
            backoff: { type: "exponential", delay: backoffMs, jitter: 0.5 },
            removeOnComplete: keep,
            removeOnFail: keep,
          },
        })),
      );
      fresh.push(...added);
    }
    return fresh;
  }

  async work(perform: (job: Job) => Promise<Verdict>): Promise<void> {
    const { leaseMs, prefix, concurrency, onTrouble } = this.settings;
    for (const service of this.queues.keys()) {
      const worker = new this.bullmq.Worker<Data>(
        service,
        (job, token) => this.run(job, token ?? "", perform),
        {
          connection: this.connection,
          prefix,
          concurrency: concurrency[service] ?? 1,
          lockDuration: leaseMs,
          stalledInterval: leaseMs,
          // How often a task may end with its worker is decided where a task's end can be told to Kaltura.
          maxStalledCount: 1_000_000,
        },
      );
      worker.on("error", error => onTrouble(`The queue of ${service}: ${wordsOf(error)}`));
      worker.on("lockRenewalFailed", ids => {
        for (const id of ids) this.held.get(id)?.abort(new HandedBack("its lease could not be renewed"));
      });
      this.workers.push(worker);
    }
    await Promise.all(this.workers.map(worker => worker.waitUntilReady()));
  }

  async counts(): Promise<Counts> {
    const counts = { waiting: 0, active: 0, delayed: 0, dead: 0 };
    for (const queue of this.queues.values()) {
      const own = await queue.getJobCounts("wait", "prioritized", "active", "delayed", "failed");
      counts.waiting += (own.wait ?? 0) + (own.prioritized ?? 0);
      counts.active += own.active ?? 0;
      counts.delayed += own.delayed ?? 0;
      counts.dead += own.failed ?? 0;
    }
    return counts;
  }

  async deadLetters(): Promise<readonly DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for (const queue of this.queues.values()) {
      for (const job of await queue.getFailed()) {
        letters.push({ ticket: job.data.ticket, reason: job.failedReason ?? "", at: job.finishedOn ?? 0 });
      }
    }
    return letters;
  }

  async revive(id: string): Promise<boolean> {
    for (const queue of this.queues.values()) {
      const job = await queue.getJob(jobId(id));
      if (job === undefined || !(await job.isFailed())) continue;
      await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
      return true;
    }
    return false;
  }

  async drain(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.close()));
  }

  async close(): Promise<void> {
    await this.drain();
    await Promise.all([...this.queues.values()].map(queue => queue.close()));
    this.connection.disconnect();
  }

  private async run(job: Bull, token: string, perform: (job: Job) => Promise<Verdict>): Promise<void> {
    const { attempts, leaseMs } = this.settings;
    const hold = new AbortController();
    const id = job.id ?? "";
    this.held.set(id, hold);
    try {
      const verdict = await perform({
        ticket: job.data.ticket,
        get notes() {
          return job.data.notes;
        },
        failures: job.attemptsMade,
        crashes: job.stalledCounter,
        isLastTry: job.attemptsMade + 1 >= (job.opts.attempts ?? attempts),
        signal: hold.signal,
        ensureHeld: () => this.stillHeld(job, token, leaseMs),
        note: async notes => {
          await this.stillHeld(job, token, leaseMs);
          await job.updateData({ ticket: job.data.ticket, notes: { ...job.data.notes, ...notes } });
        },
      });
      // What is not ours to move any more has been taken by another worker, or will be when the lease ends.
      if (verdict.kind === "later") {
        await job.moveToDelayed(verdict.at, token).catch(() => {});
        throw new this.bullmq.DelayedError();
      }
      if (verdict.kind === "back") {
        await job.moveToWait(token).catch(() => {});
        throw new this.bullmq.WaitingError();
      }
      // What the handler made stays in Redis no longer than it is needed.
      if (job.data.notes.result !== undefined) {
        await job.updateData({ ticket: job.data.ticket, notes: {} });
      }
    } catch (error) {
      const isFinal = error instanceof Failed && (error.isFinal || job.attemptsMade + 1 >= attempts);
      if (!isFinal) throw error;
      await job.updateData({ ticket: job.data.ticket, notes: {} });
      throw new this.bullmq.UnrecoverableError(error.message);
    } finally {
      if (this.held.get(id) === hold) this.held.delete(id);
    }
  }

  /** @throws HandedBack when somebody else has the job by now */
  private async stillHeld(job: Bull, token: string, leaseMs: number): Promise<void> {
    const held = await job.extendLock(token, leaseMs).catch(() => 0);
    if (held !== 1) throw new HandedBack("its lease has ended");
  }
}
