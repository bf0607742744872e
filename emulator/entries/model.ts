import { apiError } from "../errors.js";
import type { Collection, Entity, Store } from "../store.js";

/** Entry types. */
export const MEDIA = 1;
export const LIVE_STREAM = 7;
export const ROOM = "room.room";

/** Entry states. */
export const IMPORT = 0;
export const PRECONVERT = 1;
export const READY = 2;
export const DELETED = 3;
export const NO_CONTENT = 7;

/**
 * An entry as stored: what the API properties of these names were set to. Properties that the server computes
 * (URLs, liveStatus, viewMode …) are made when it is read.
 */
export interface Entry extends Entity {
  id: string;
  type: number | string;
  status: number;
  moderationStatus: number;
  name: string;
  description: string;
  tags: string;
  adminTags?: string;
  userId: string;
  creatorId: string;
  createdAt: number;
  updatedAt: number;
  /** Full names and ids of its categories; the category services keep them. */
  categories: string;
  categoriesIds: string;
  /** Comma list; never shrinks. */
  capabilities: string;
  accessControlId: number;
  conversionProfileId?: number;
  displayInSearch: number;
  mediaType?: number;
  sourceType?: string;
  /** Seconds. */
  duration: number;
  msDuration: number;
  recordStatus?: number;
  explicitLive?: boolean;
  streamPassword?: string;
  redirectEntryId?: string;
  recordedEntryId?: string;
  /** Number of the thumbnail's version: 0 none, then 100001, 100011 … */
  thumbnailVersion?: number;
  [property: string]: unknown;
}

/** All entries. */
export function entriesOf(store: Store): Collection<Entry> {
  return store.collection<Entry>("entries");
}

/** An entry of an account that is not deleted, or ENTRY_ID_NOT_FOUND. */
export function requireEntry(store: Store, partnerId: number, id: string, type?: number | string): Entry {
  const entry = findEntry(store, partnerId, id);
  if (!entry || (type !== undefined && entry.type !== type)) {
    throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: id });
  }
  return entry;
}

/** An entry of an account that is not deleted. */
export function findEntry(store: Store, partnerId: number, id: string): Entry | undefined {
  const entry = entriesOf(store).get(id);
  return entry && entry.partnerId === partnerId && entry.status !== DELETED ? entry : undefined;
}

/** Note on an entry what it can do from now on ("live_schedule_capability"); capabilities are never taken back. */
export function addCapability(store: Store, entry: Entry, capability: string): void {
  const known = entry.capabilities === "" ? [] : entry.capabilities.split(",");
  if (known.includes(capability)) return;
  entriesOf(store).update(entry, { capabilities: [...known, capability].join(",") });
}

/** Note that something that hangs on the entry (metadata, a category link) changed. */
export function touchEntry(store: Store, entry: Entry, now: number): void {
  entriesOf(store).update(entry, { updatedAt: now });
}
