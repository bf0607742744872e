/**
 * How long the key of a task holds. A key of version 1 says so itself; one of version 2 is encrypted for its maker, so
 * it is taken to have been made with the order, and to hold as long as Kaltura gives it: twice the turn-around time,
 * a week at least.
 */
import type { VendorTask } from "../provider/kaltura/wire";

const WEEK = 604_800;

/** Epoch milliseconds after which the key is taken to be over. `createdAt` is when the key was made, epoch seconds. */
export function endOfKey(task: Pick<VendorTask, "accessKey" | "createdAt" | "turnAroundTime">): number {
  const told = task.accessKey === undefined ? undefined : expiryIn(task.accessKey);
  if (told !== undefined) return told * 1000;
  return ((task.createdAt ?? 0) + Math.max(WEEK, 2 * (task.turnAroundTime ?? 0))) * 1000;
}

/** The expiry in a session of version 1, epoch seconds; undefined when it is none. */
export function expiryIn(ks: string): number | undefined {
  const text = Buffer.from(ks, "base64").toString("latin1");
  const fields = /^[0-9a-f]{40}\|(.*)$/s.exec(text)?.[1]?.split(";");
  const expiry = Number(fields?.[2]);
  return Number.isInteger(expiry) && expiry > 0 ? expiry : undefined;
}
