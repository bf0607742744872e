/** Tasks that were given up: for people to look at, and perhaps to try again. */
import { Log } from "./log";
import type { DeadLetter, Queue } from "./queue/queue";
import { serviceNames } from "./services";
import { type QueueChoice, resolveSettings } from "./settings";
import { openQueue } from "./vendor";

/** All of a queue. @throws Error when the queue can't be opened: a journal has one user at a time */
export function deadLetters(queue: QueueChoice, partnerId: number): Promise<readonly DeadLetter[]> {
  return withQueue(queue, partnerId, open => open.deadLetters());
}

/** Tries one again, from its first try; the worker does it. @returns whether there was one of this id */
export function reviveDeadLetter(queue: QueueChoice, partnerId: number, taskId: string): Promise<boolean> {
  return withQueue(queue, partnerId, open => open.revive(taskId));
}

async function withQueue<T>(
  choice: QueueChoice,
  partnerId: number,
  work: (queue: Queue) => Promise<T>,
): Promise<T> {
  const settings = resolveSettings({
    partnerId,
    name: "x",
    credentials: { ks: "" },
    handlers: {},
    queue: choice,
  });
  const log = new Log(() => {});
  const queue = await openQueue(choice, settings, serviceNames, log);
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}
