/** A vendor's worker: takes tasks from Kaltura, has handlers do them, and brings back the results. */
import type { Server } from "node:http";
import type { VendorTask } from "../provider/kaltura/wire";
import { HandedBack } from "./failures";
import { checkHandlers, type Handlers } from "./handlers";
import { type Health, serveHealth } from "./health";
import { Kaltura } from "./kaltura";
import { Log } from "./log";
import { makeMetrics, noMetrics } from "./metrics";
import { Poller } from "./poller";
import { Progress, type TaskProgress } from "./progress";
import { BullTasks } from "./queue/bull";
import { Journal } from "./queue/journal";
import type { Queue, QueueSettings } from "./queue/queue";
import type { ServiceName } from "./services";
import {
  concurrencyOf,
  type QueueChoice,
  type ResolvedSettings,
  resolveSettings,
  type VendorSettings,
} from "./settings";
import { VendorClient } from "./vendorClient";
import type { Work } from "./work";
import { Worker } from "./worker";

const DAY_MS = 86_400_000;
/** For a look for tasks that is under way. */
const LOOK_MS = 2000;
/** For letting go of the queue, once the grace is over. */
const LAST_MS = 15_000;

/**
 * A worker, not started yet.
 * @throws Error that says which setting or handler can't be used
 */
export function createVendor(settings: VendorSettings): VendorWorker {
  return new VendorWorker(settings, resolveSettings(settings), checkHandlers(settings.handlers));
}

export class VendorWorker {
  private readonly log: Log;
  private readonly work: Work;
  private readonly polling = new AbortController();
  private readonly stopping = new AbortController();
  private queue: Queue | undefined;
  private poller: Poller | undefined;
  private looking: Promise<void> | undefined;
  private server: Server | undefined;
  private ending: Promise<void> | undefined;
  private tellStopped = () => {};

  constructor(
    private readonly given: VendorSettings,
    private readonly settings: ResolvedSettings,
    handlers: Handlers,
  ) {
    const { credentials, log = line => process.stderr.write(`${JSON.stringify(line)}\n`), retry } = given;
    const { partnerId, name, serviceUrl, requests, callTimeoutSeconds, port } = settings;
    this.log = new Log(log);
    if ("adminSecret" in credentials) this.log.hide(credentials.adminSecret);
    if ("appToken" in credentials) this.log.hide(credentials.appToken);
    this.stopped = new Promise(resolve => {
      this.tellStopped = resolve;
    });
    const metrics = port === undefined ? noMetrics : makeMetrics();
    const kaltura = new Kaltura({
      serviceUrl,
      concurrency: requests,
      timeoutMs: callTimeoutSeconds * 1000,
      now: settings.now,
      ...(retry && { retry }),
      onRequest: record => metrics.request(record),
      log: line => this.log.warn(line),
    });
    const vendor = { name, partnerId };
    this.work = {
      ...{ settings, vendor, kaltura, handlers, log: this.log, metrics },
      client: new VendorClient(kaltura, vendor, credentials),
      progress: new Progress(),
      justFound: new Map<string, VendorTask>(),
      stopping: this.stopping.signal,
    };
  }

  /** Port of the health endpoint, once it is open. */
  port: number | undefined;

  /** Resolves when the worker was stopped, and all that it had is let go of. */
  readonly stopped: Promise<void>;

  /** Opens the queue, and begins. @throws Error when the queue or the port can't be opened */
  async start(): Promise<void> {
    const { work, settings } = this;
    const services = Object.keys(work.handlers) as ServiceName[];
    this.queue = await openQueue(this.given.queue, settings, services, this.log);
    this.poller = new Poller(work, this.queue);
    if (settings.port !== undefined) {
      const source = { health: () => this.health(), tasks: () => this.tasks(), metrics: work.metrics };
      const opened = await serveHealth(source, settings.port, settings.host).catch(async error => {
        await this.queue?.close();
        throw error;
      });
      this.server = opened.server;
      this.port = opened.port;
    }
    const worker = new Worker(work);
    await this.queue.work(job => worker.perform(job));
    this.log.info("worker started", {
      vendor: settings.name,
      services: Object.keys(work.handlers).join(","),
    });
    this.looking = this.poller.run(this.polling.signal);
  }

  /** Starts, and resolves when the worker was stopped. */
  async run(): Promise<void> {
    await this.start();
    await this.stopped;
  }

  /**
   * Ends in order: nothing new is taken, what is under way gets its time, and what isn't done by then is handed back to
   * the queue.
   */
  stop(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  async health(): Promise<Health> {
    const { settings, poller } = this;
    const counts = (await this.queue?.counts()) ?? { waiting: 0, active: 0, delayed: 0, dead: 0 };
    const last = poller?.lastSuccess;
    const late = last === undefined || Date.now() - last > 3 * settings.pollSeconds * 1200 + 30_000;
    const problem = this.ending ? "the worker is stopping" : late ? "no poll went well lately" : undefined;
    return {
      ok: problem === undefined,
      ...(problem !== undefined && { problem }),
      lastPoll: last === undefined ? undefined : new Date(last).toISOString(),
      queue: counts,
    };
  }

  /** How far the tasks are that this worker is at. */
  tasks(): readonly TaskProgress[] {
    return this.work.progress.all();
  }

  private async end(): Promise<void> {
    const { work, settings, queue, server } = this;
    this.log.info("worker stops", { grace: settings.graceSeconds });
    this.polling.abort();
    // A look that is under way may be waiting for Kaltura.
    await within(LOOK_MS, this.looking ?? Promise.resolve());
    const timer = setTimeout(
      () => this.stopping.abort(new HandedBack("the worker is being stopped")),
      settings.graceSeconds * 1000,
    );
    const letGo = async () => {
      await queue?.drain();
      await queue?.close();
    };
    // A store that is out of reach must not hold the process.
    const inTime = await within(settings.graceSeconds * 1000 + LAST_MS, letGo());
    clearTimeout(timer);
    if (!inTime)
      this.log.error("the queue could not be closed: what is under way is taken up by the next worker");
    server?.closeAllConnections();
    await new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve()));
    await work.client.close();
    await work.kaltura.close();
    this.log.info("worker stopped");
    this.tellStopped();
  }
}

/** Whether it ends within so many milliseconds. */
async function within(ms: number, promise: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens the queue that was chosen, for these services. */
export function openQueue(
  choice: QueueChoice,
  settings: ResolvedSettings,
  services: readonly ServiceName[],
  log: Log,
): Promise<Queue> {
  const queue: QueueSettings = {
    attempts: settings.attempts,
    backoffMs: settings.backoffSeconds * 1000,
    maxBackoffMs: settings.maxBackoffSeconds * 1000,
    keepMs: settings.keepDays * DAY_MS,
    concurrency: Object.fromEntries(services.map(service => [service, concurrencyOf(settings, service)])),
    onTrouble: message => log.error(message),
  };
  if ("journal" in choice) return Journal.open(choice.journal, queue);
  const { redis, prefix = `reach-vendor-${settings.partnerId}`, leaseSeconds = 30 } = choice;
  return BullTasks.open({ ...queue, url: redis, prefix, leaseMs: leaseSeconds * 1000 });
}
