import { apiError } from "../errors.js";
import { requireField } from "../types/cast.js";
import { isKindOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { plainChanges } from "./changes.js";

const DAY = 86_400;
/** Stands for as much as one likes. */
export const UNLIMITED = -9999;

type Frequency = "day" | "week" | "month" | "year";

/** What an account may spend on orders: the API's properties, and what the server keeps beside them. */
export interface Credit {
  objectType: string;
  credit: number;
  /** Start of a day. */
  fromDate: number;
  overageCredit?: number;
  addOn?: number;
  /** Last second of a day. */
  toDate?: number;
  frequency?: Frequency;
  lastSyncTime?: number;
  syncedCredit?: number;
  periodStartDate?: number;
  periodEndDate?: number;
  initialOverageCredit?: number;
  [property: string]: unknown;
}

/** The server's checks of a credit, in its order. */
export function checkCredit(input: InputObject): void {
  const { objectType } = input;
  const inRange = isKindOf(objectType, "KalturaTimeRangeVendorCredit");
  if (objectType === "KalturaReoccurringVendorCredit") requireField(input, "frequency");
  if (inRange) requireField(input, "toDate");
  requireField(input, "fromDate");
  if (isKindOf(objectType, "KalturaVendorCredit")) {
    requireField(input, "credit");
    if ((input.number("overageCredit") ?? 0) < 0) throw apiError("OVERAGE_CREDIT_CANNOT_BE_NEGATIVE");
  }
  const from = input.number("fromDate") ?? 0;
  const to = input.number("toDate") ?? 0;
  if (inRange && from > to) throw apiError("INVALID_CREDIT_DATES", { FROM: from, TO: to });
}

/** A credit out of an input. One of the same class is changed, another one replaced but for what was spent. */
export function creditOf(input: InputObject, before: Credit | undefined, now: number): Credit {
  const same = before?.objectType === input.objectType ? before : undefined;
  const spent = before
    ? { lastSyncTime: before.lastSyncTime, syncedCredit: before.syncedCredit }
    : { lastSyncTime: undefined, syncedCredit: undefined };
  const sent = plainChanges(input);
  const credit = { credit: UNLIMITED, fromDate: 0, ...spent, ...same, ...sent } as Credit;
  credit.objectType = input.objectType;
  credit.fromDate = startOfDay(credit.fromDate);
  if (credit.toDate !== undefined) credit.toDate = startOfDay(credit.toDate) + DAY - 1;
  if (credit.frequency !== undefined) {
    const { initialOverageCredit } = credit;
    if (initialOverageCredit === undefined && credit.overageCredit !== undefined)
      credit.initialOverageCredit = credit.overageCredit;
    startPeriods(credit, now);
  }
  for (const name of Object.keys(credit)) if (credit[name] === undefined) delete credit[name];
  return credit;
}

/** May anything be ordered now? */
export function isActive(credit: Credit, now: number): boolean {
  if (now < credit.fromDate || (credit.toDate !== undefined && now > credit.toDate)) return false;
  return credit.periodEndDate === undefined || isInPeriod(credit, now);
}

/** Is an order of this price within what is left? Once nothing is charged at first, something must be left. */
export function covers(
  credit: Credit,
  used: number,
  price: number,
  payPerUse: boolean,
  now: number,
): boolean {
  const allowed = currentCredit(credit, now);
  if (allowed === UNLIMITED || (!payPerUse && price === 0)) return true;
  const left = allowed - (used + price);
  return payPerUse ? left > 0 : left >= 0;
}

function currentCredit(credit: Credit, now: number | undefined): number {
  if (credit.objectType === "KalturaUnlimitedVendorCredit") return UNLIMITED;
  if (now !== undefined) {
    const active = credit.periodEndDate === undefined ? isActive(credit, now) : isInPeriod(credit, now);
    if (!active) return 0;
  }
  return credit.credit + (credit.overageCredit ?? 0) + (credit.addOn ?? 0);
}

function isInPeriod(credit: Credit, now: number): boolean {
  return now >= (credit.periodStartDate ?? 0) && now <= (credit.periodEndDate ?? 0);
}

/** Once a day the server counts afresh what was spent; is it time? */
export function isSynced(credit: Credit, now: number): boolean {
  return Math.floor(now / DAY) === Math.floor((credit.lastSyncTime ?? 0) / DAY);
}

/**
 * Count afresh: the finished tasks since the last count are added to what was counted then. Gives back the
 * credit and what is spent of it; in a new period that is only what was spent too much in the last one.
 */
export function synced(
  credit: Credit,
  finished: (from: number, queuedUntil: number | undefined) => number,
  now: number,
): { credit: Credit; used: number } {
  const from = Math.max(
    credit.lastSyncTime ?? credit.periodStartDate ?? credit.fromDate,
    credit.lastSyncTime === undefined ? 0 : (credit.periodStartDate ?? 0),
  );
  let used = (credit.syncedCredit ?? 0) + finished(from, credit.periodEndDate ?? credit.toDate);
  const next: Credit = { ...credit, lastSyncTime: now, syncedCredit: used };
  if (credit.periodEndDate !== undefined && now > credit.periodEndDate) {
    used = Math.max(0, used - currentCredit(credit, undefined));
    next.syncedCredit = used;
    nextPeriod(next, credit.periodEndDate, now);
    next.addOn = 0;
    if (credit.initialOverageCredit === undefined) delete next.overageCredit;
    else next.overageCredit = credit.initialOverageCredit;
  }
  return { credit: next, used };
}

function startPeriods(credit: Credit, now: number): void {
  const { start, end } = periodAround(credit, credit.fromDate, now);
  credit.periodStartDate = startOfDay(start);
  credit.periodEndDate = startOfDay(Math.min(end, credit.toDate ?? end)) - 1;
}

function nextPeriod(credit: Credit, from: number, now: number): void {
  const { start, end } = periodAround(credit, from, now);
  credit.periodStartDate = startOfDay(start) + DAY;
  credit.periodEndDate = startOfDay(Math.min(end, credit.toDate ?? end)) + DAY - 1;
}

function periodAround(credit: Credit, from: number, now: number): { start: number; end: number } {
  let start = from;
  let end = after(start, credit.frequency!);
  while (end < now) {
    start = end;
    end = after(start, credit.frequency!);
  }
  return { start, end };
}

function after(time: number, frequency: Frequency): number {
  if (frequency === "day" || frequency === "week") return time + (frequency === "day" ? 1 : 7) * DAY;
  const date = new Date(time * 1000);
  if (frequency === "month") date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.getTime() / 1000;
}

function startOfDay(time: number): number {
  return time - (time % DAY);
}
