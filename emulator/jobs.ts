import type { Core } from "./core.js";
import type { Entity } from "./store.js";

/** Work that the server does later. */
interface Job extends Entity {
  kind: string;
  data: Record<string, unknown>;
  atMs: number;
}

/** What a kind of job does. */
export type JobHandler = (core: Core, data: Record<string, unknown>) => void;

const handlers = new Map<string, JobHandler>();

/** Declare what a kind of job does; service files call this once. */
export function onJob(kind: string, handler: JobHandler): void {
  handlers.set(kind, handler);
}

/**
 * The server's job workers. Jobs wait `delayMs` and then run before the next request is served; with
 * "manual" they wait until `runAll`.
 */
export class Jobs {
  constructor(
    private readonly core: Core,
    public delayMs: number | "manual",
  ) {}

  /** Put work on the list. */
  enqueue(kind: string, data: Record<string, unknown>): void {
    const store = this.core.store;
    store.collection<Job>("job", { isLive: () => false }).insert({
      id: store.nextNumber("job"),
      partnerId: 0,
      kind,
      data,
      atMs: this.core.clock.nowMs(),
    });
  }

  /** Run what is due. */
  runDue(): void {
    const delay = this.delayMs;
    if (delay === "manual") return;
    const now = this.core.clock.nowMs();
    this.#run(job => job.atMs + delay <= now);
  }

  /** Run everything now, or everything of one kind; number of jobs run. */
  runAll(kind?: string): number {
    return this.#run(job => kind === undefined || job.kind === kind);
  }

  /** Run all jobs of a kind now, each after a look at it. */
  runEach(kind: string, before: (data: Record<string, unknown>) => void): void {
    this.#run(job => job.kind === kind, before);
  }

  #run(due: (job: Job) => boolean, before?: (data: Record<string, unknown>) => void): number {
    const jobs = this.core.store.collection<Job>("job", { isLive: () => false });
    const todo = jobs.where(due);
    for (const job of todo) {
      jobs.remove(job.id);
      before?.(job.data);
      handlers.get(job.kind)?.(this.core, job.data);
    }
    return todo.length;
  }
}
