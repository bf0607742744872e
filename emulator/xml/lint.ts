import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { LintJob, LintOutcome } from "./worker.js";

/** A document that takes longer than this is a bomb. */
const TIME_LIMIT_MS = 5000;

interface Waiting {
  job: LintJob;
  resolve: (outcome: LintOutcome) => void;
  reject: (error: Error) => void;
}

/** libxml2 took too long or fell over. */
export class LintFailure extends Error {
  override name = "LintFailure";
}

const queue: Waiting[] = [];
let worker: Worker | undefined;
let current: Waiting | undefined;
let timer: NodeJS.Timeout | undefined;
let lastId = 0;

/** Run xmllint on files given as text. Runs follow one another in one thread, made on first use. */
export function lint(files: LintJob["files"], args: string[]): Promise<LintOutcome> {
  return new Promise((resolve, reject) => {
    queue.push({ job: { id: ++lastId, files, args }, resolve, reject });
    next();
  });
}

function next(): void {
  if (current) return;
  current = queue.shift();
  if (!current) {
    // An idle thread does not keep the process alive.
    worker?.unref();
    return;
  }
  worker ??= startWorker();
  worker.ref();
  timer = setTimeout(() => fail(new LintFailure("validation took too long")), TIME_LIMIT_MS);
  worker.postMessage(current.job);
}

function startWorker(): Worker {
  const made = new Worker(join(__dirname, "worker.js"));
  made.on("message", (outcome: LintOutcome) => {
    if (made !== worker || outcome.id !== current?.job.id) return;
    const done = current;
    finish();
    if (outcome.code < 0) done.reject(new LintFailure(outcome.stderr));
    else done.resolve(outcome);
    next();
  });
  made.on("error", error => {
    if (made === worker) fail(new LintFailure(error.message));
  });
  return made;
}

/** Give the current document up, and the thread with it. */
function fail(error: LintFailure): void {
  const done = current;
  void worker?.terminate();
  worker = undefined;
  finish();
  done?.reject(error);
  next();
}

function finish(): void {
  clearTimeout(timer);
  current = undefined;
}
