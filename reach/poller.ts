/**
 * Looks for tasks, over and over: what is new goes into the queue before anything is done with it. Two in a row are a
 * fifth more or less apart than asked for, so that workers don't come all at once; after failures they come more and
 * more seldom.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { VendorTask } from "../provider/kaltura/wire";
import { askedToWait, wordsOf } from "./failures";
import { backoff, type Queue, type Ticket } from "./queue/queue";
import { serviceOf } from "./services";
import { isOurs, type Work } from "./work";

/** With so many tasks waiting here, no more are looked for. */
const ENOUGH = 5000;
const MOST_FAILED_MS = 300_000;
/** Between looks for tasks of ours that no queue knows. */
const RECONCILE_MS = 15 * 60_000;

export class Poller {
  /** Epoch milliseconds of the last look that went well. */
  lastSuccess: number | undefined;
  private failures = 0;
  private reconcileAt = 0;
  private readonly ignored = new Set<number>();

  constructor(
    private readonly work: Work,
    private readonly queue: Queue,
  ) {}

  /** Looks until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wait = await this.poll();
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }

  /** Looks once. @returns milliseconds until the next time */
  async poll(): Promise<number> {
    const { log, metrics, settings } = this.work;
    try {
      await this.look();
      this.failures = 0;
      this.lastSuccess = Date.now();
      metrics.polled(true);
      return jittered(settings.pollSeconds * 1000);
    } catch (error) {
      this.failures += 1;
      metrics.polled(false);
      const base = { backoffMs: settings.pollSeconds * 1000, maxBackoffMs: MOST_FAILED_MS };
      const wait = Math.max(askedToWait(error), backoff(this.failures, base));
      const hint = (error as { hint?: unknown }).hint;
      const advice = typeof hint === "string" && hint !== "" ? `. ${hint}` : "";
      log.error(`tasks can't be looked for: ${wordsOf(error)}${advice}`, { again: Math.ceil(wait / 1000) });
      return wait;
    }
  }

  private async look(): Promise<void> {
    const { client, metrics, vendor } = this.work;
    const counts = await this.queue.counts();
    metrics.queue(counts);
    if (Date.now() >= this.reconcileAt) {
      // A queue that lost its memory: tasks that are ours by their mark go on.
      await this.offer((await client.underWay()).filter(task => isOurs(vendor, task)));
      this.reconcileAt = Date.now() + RECONCILE_MS;
    }
    if (counts.waiting >= ENOUGH) return;
    this.work.justFound.clear();
    for await (const tasks of client.waiting()) await this.offer(tasks);
  }

  private async offer(tasks: readonly VendorTask[]): Promise<void> {
    const { handlers, justFound, log, metrics } = this.work;
    const tickets: Ticket[] = [];
    const byId = new Map(tasks.map(task => [String(task.id), task]));
    for (const [id, task] of byId) {
      const service = serviceOf(task.serviceFeature);
      if (service !== undefined && handlers[service] !== undefined) tickets.push({ id, service });
      else this.ignore(task.serviceFeature ?? 0);
    }
    // Before they are offered: a try may begin at once.
    for (const { id } of tickets) justFound.set(id, byId.get(id)!);
    const fresh = await this.queue.offer(tickets);
    const kept = new Set(fresh.map(ticket => ticket.id));
    for (const { id } of tickets) if (!kept.has(id)) justFound.delete(id);
    for (const { id, service } of fresh) {
      metrics.found(service, 1);
      log.info("task found", { task: id, service });
    }
  }

  /** Says once of each kind of task that nobody here does it. */
  private ignore(feature: number): void {
    if (this.ignored.has(feature)) return;
    this.ignored.add(feature);
    const name = serviceOf(feature) ?? `Kaltura's serviceFeature ${feature}`;
    this.work.log.warn(`there are tasks without a handler: ${name}; they are left alone`);
  }
}

/** A fifth more or less. */
const jittered = (ms: number) => Math.round(ms * (0.8 + Math.random() * 0.4));
