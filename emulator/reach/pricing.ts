import type { Entry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { type CatalogItem, isA } from "./catalog.js";

const MINUTE = 60;
const HOUR = 3600;
const PER_TOKEN = "kReachUtils::calcPricePerToken";
const SECONDS: Readonly<Record<string, number>> = {
  "kReachUtils::calcPricePerSecond": 1,
  "kReachUtils::calcPricePerMinute": MINUTE,
  "kReachUtils::calcPricePerHour": HOUR,
};

/** Does an order of this item cost anything? */
export function isPriced(item: CatalogItem): boolean {
  return (item.pricing?.pricePerUnit ?? 0) !== 0;
}

/**
 * How many units an order is charged for: what the caller says, else milliseconds of the scheduled time or of
 * the entry. Undefined when nobody knows yet, as with items that are charged by use.
 */
export function unitsOf(
  item: CatalogItem,
  entry: Entry | undefined,
  jobDuration: number | undefined,
  sent: number | undefined,
): number | undefined {
  if (sent !== undefined) return sent;
  if (item.pricing === undefined || item.payPerUse || entry === undefined) return undefined;
  if (SECONDS[item.pricing.priceFunction ?? ""] === undefined) return undefined;
  return jobDuration ?? entry.msDuration;
}

/** What so many units cost. */
export function priceOf(item: CatalogItem, units: number | undefined): number | undefined {
  const { pricing } = item;
  const addOns = isA(item, "Captions") ? (item.fixedPriceAddons ?? 0) : undefined;
  if (pricing === undefined) return addOns;
  const perUnit = pricing.pricePerUnit ?? 0;
  const seconds = SECONDS[pricing.priceFunction ?? ""];
  const price =
    pricing.priceFunction === PER_TOKEN || seconds === undefined
      ? (units ?? 0) * perUnit
      : Math.ceil((units ?? 0) / 1000 / seconds) * perUnit;
  return price + (addOns ?? 0);
}

/** What a task that is charged by use costs once it is done. */
export function priceByUse(item: CatalogItem, units: number | undefined): number | undefined {
  if (units === undefined) throw apiError("MISSING_MANDATORY_PARAMETER", { PARAM_NAME: "unitsUsed" });
  return priceOf(item, units);
}
