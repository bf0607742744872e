/** Counters for Prometheus; without its package, or when nobody asks, they count nothing. */
import type { Registry } from "prom-client";
import type { RequestRecord } from "../provider/kaltura/transport";
import { optional } from "./optional";
import type { Counts } from "./queue/queue";
import type { ServiceName } from "./services";

/** How a task ended, as this worker saw it. */
export type Ending = "ready" | "error" | "gone";

export interface Metrics {
  found(service: ServiceName, count: number): void;
  ended(service: ServiceName, ending: Ending, seconds: number): void;
  failed(service: ServiceName): void;
  keyExtended(): void;
  polled(ok: boolean): void;
  request(record: RequestRecord): void;
  queue(counts: Counts): void;
  /** In Prometheus' text format. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

export const noMetrics: Metrics = {
  found: () => {},
  ended: () => {},
  failed: () => {},
  keyExtended: () => {},
  polled: () => {},
  request: () => {},
  queue: () => {},
  text: async () => ({ type: "text/plain", text: "" }),
};

/** @throws Error when prom-client is not installed */
export function makeMetrics(): Metrics {
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = optional("prom-client", "metrics");
  const registry: Registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `reach_vendor_${name}`, help, labelNames, registers });
  const found = counter("tasks_found_total", "Tasks that polls found new.", ["service"]);
  const ended = counter("tasks_ended_total", "Tasks that this worker ended, by how.", ["service", "ending"]);
  const failures = counter("task_failures_total", "Tries that failed.", ["service"]);
  const keys = counter("access_keys_extended_total", "Access keys that were extended.", []);
  const polls = counter("polls_total", "Polls for tasks, by how they went.", ["outcome"]);
  const requests = counter("kaltura_requests_total", "Requests to Kaltura, by HTTP status; 0 is no answer.", [
    "status",
  ]);
  const seconds = new Histogram({
    name: "reach_vendor_task_seconds",
    help: "Time of the try that ended a task.",
    labelNames: ["service"],
    buckets: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "reach_vendor_kaltura_request_seconds",
    help: "Time of requests to Kaltura.",
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const jobs = new Gauge({
    name: "reach_vendor_queue_tasks",
    help: "Tasks in the queue, by state; of a queue on Redis, of all workers.",
    labelNames: ["state"],
    registers,
  });
  const lastPoll = new Gauge({
    name: "reach_vendor_last_poll_timestamp_seconds",
    help: "When a poll last went well.",
    registers,
  });
  return {
    found: (service, count) => found.inc({ service }, count),
    ended: (service, ending, took) => {
      ended.inc({ service, ending });
      seconds.observe({ service }, took);
    },
    failed: service => failures.inc({ service }),
    keyExtended: () => keys.inc(),
    polled: ok => {
      polls.inc({ outcome: ok ? "ok" : "failed" });
      if (ok) lastPoll.setToCurrentTime();
    },
    request: ({ status, ms }) => {
      requests.inc({ status: String(status ?? 0) });
      requestSeconds.observe(ms / 1000);
    },
    queue: counts => {
      for (const [state, count] of Object.entries(counts)) jobs.set({ state }, count);
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
