import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import type { Collection, Entity, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { isKindOf } from "../types/define.js";

/** States of catalog items and of what an account may order. */
export const DEPRECATED = 1;
export const ACTIVE = 2;
export const DELETED = 3;

/** 1 HUMAN, 2 MACHINE. */
export const HUMAN = 1;
export const MACHINE = 2;

/** What an item costs. */
export interface Pricing {
  pricePerUnit?: number;
  priceFunction?: string;
}

/** Something that a vendor offers. Items belong to the platform, not to an account. */
export interface CatalogItem extends Entity {
  id: number;
  /** Its class; it tells the feature. */
  objectType: string;
  vendorPartnerId: number;
  name: string;
  systemName: string;
  status: number;
  serviceType: number;
  serviceFeature: number;
  turnAroundTime: number;
  pricing?: Pricing;
  sourceLanguage?: string;
  targetLanguage?: string;
  allowResubmission: boolean;
  payPerUse: boolean;
  fixedPriceAddons?: number;
  requireSource?: boolean;
  adminTagsToExclude?: string;
  minimalRefundTime?: number;
  minimalOrderTime?: number;
  durationLimit?: number;
  maxVideoDuration?: number;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** An item that an account may order. */
export interface EnabledItem extends Entity {
  id: number;
  catalogItemId: number;
  status: number;
  defaultReachProfileId?: number;
}

/** All catalog items. */
export function itemsOf(store: Store): Collection<CatalogItem> {
  return store.collection<CatalogItem>("catalogItems");
}

/** What accounts may order. */
export function enabledOf(store: Store): Collection<EnabledItem> {
  return store.collection<EnabledItem>("partnerCatalogItems");
}

/** An item that is not deleted. */
export function findItem(store: Store, id: number): CatalogItem | undefined {
  const item = itemsOf(store).get(id);
  return item && item.status !== DELETED ? item : undefined;
}

/** The same, or CATALOG_ITEM_NOT_FOUND. */
export function requireItem(store: Store, id: number): CatalogItem {
  const item = findItem(store, id);
  if (!item) throw apiError("CATALOG_ITEM_NOT_FOUND", { ID: id });
  return item;
}

/** What an account has enabled of an item. */
export function findEnabled(store: Store, itemId: number, partnerId: number): EnabledItem | undefined {
  return enabledOf(store).find(
    one => one.catalogItemId === itemId && one.partnerId === partnerId && one.status !== DELETED,
  );
}

/** Has the item a class, or one that descends from it: `isA(item, "Captions")`? */
export function isA(item: CatalogItem, kind: string): boolean {
  return isKindOf(item.objectType, `KalturaVendor${kind}CatalogItem`);
}

/** An item as it is answered, with what the account that lists it has of its own. */
export function itemAnswer(
  ctx: CallContext,
  item: CatalogItem,
  own: { partnerId?: number; defaultReachProfileId?: number | undefined } = {},
): Answer {
  // An item is the platform's: the number in its row is no property of it.
  const { partnerId: _, ...values } = item;
  const defaults: Record<string, unknown> = { stage: 1, allowResubmission: false, payPerUse: false };
  if (isA(item, "Captions")) defaults.fixedPriceAddons = 0;
  if (isA(item, "Translation")) defaults.requireSource = true;
  if (isA(item, "LiveCaption")) Object.assign(defaults, { startTimeBuffer: 0, endTimeBuffer: 0 });
  if (isA(item, "VideoAnalysis")) defaults.videoAnalysisType = 1;
  if (isA(item, "DocumentEnrichment")) defaults.documentEnrichmentType = 1;
  const out = answer(item.objectType, { ...defaults, ...values, ...own });
  // What things cost is for those who manage the account.
  if (!ctx.isAdmin) delete out.pricing;
  return out;
}
