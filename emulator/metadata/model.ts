import { entriesOf, touchEntry } from "../entries/model.js";
import type { Collection, Entity, Store } from "../store.js";

/** Kinds of objects that metadata hangs on. */
export const ENTRY = "1";
export const CATEGORY = "2";
export const USER = "3";
export const PARTNER = "4";
export const DYNAMIC_OBJECT = "5";

/** States of metadata. */
export const VALID = 1;
export const INVALID = 2;
export const DELETED = 3;

/** States of profiles. A deleted one is deprecated. */
export const ACTIVE = 1;
export const DEPRECATED = 2;
export const TRANSFORMING = 3;

/** Custom metadata of one object. */
export interface Metadata extends Entity {
  id: number;
  metadataProfileId: number;
  metadataProfileVersion: number;
  metadataObjectType: string;
  objectId: string;
  version: number;
  createdAt: number;
  updatedAt: number;
  status: number;
  xml: string;
}

/** A schema for metadata. */
export interface MetadataProfile extends Entity {
  id: number;
  metadataObjectType: string;
  /** Grows when the schema changes so that metadata has to be transformed. */
  version: number;
  /** Grows with every schema sent; the next `version` is taken from it. */
  fileVersion: number;
  name: string;
  systemName: string;
  description: string;
  createdAt: number;
  updatedAt: number;
  status: number;
  xsd: string;
  /** The schema before the last change; metadata may follow it while the profile is transforming. */
  previousXsd?: string;
  views?: string;
  createMode: number;
  disableReIndexing: boolean;
  fields: ProfileField[];
}

/** An element of a schema that can be searched for. */
export interface ProfileField {
  id: number;
  xPath: string;
  key?: string;
  label?: string;
  type?: string;
  isActive: boolean;
  /** Profile of the objects that the element names. */
  relatedProfileId?: number;
}

/** All metadata. */
export function metadataOf(store: Store): Collection<Metadata> {
  return store.collection<Metadata>("metadata");
}

/** All metadata profiles. */
export function profilesOf(store: Store): Collection<MetadataProfile> {
  return store.collection<MetadataProfile>("metadataProfiles", {
    isLive: profile => profile.status !== DEPRECATED,
  });
}

/** A profile of an account that is not deleted. */
export function findProfile(store: Store, partnerId: number, id: number): MetadataProfile | undefined {
  const profile = profilesOf(store).get(id);
  return profile && profile.partnerId === partnerId && profile.status !== DEPRECATED ? profile : undefined;
}

/** Metadata of an account that is not deleted. */
export function findMetadata(store: Store, partnerId: number, id: number): Metadata | undefined {
  const found = metadataOf(store).get(id);
  return found && found.partnerId === partnerId && found.status === VALID ? found : undefined;
}

/** Metadata of an object under a profile. */
export function metadataOfObject(
  store: Store,
  profileId: number,
  objectType: string,
  objectId: string,
): Metadata | undefined {
  return metadataOf(store).find(
    item =>
      item.metadataProfileId === profileId &&
      item.metadataObjectType === objectType &&
      item.objectId === objectId &&
      item.status === VALID,
  );
}

/** An object is deleted: its metadata goes with it. */
export function deleteMetadataOfObject(store: Store, objectType: string, objectId: string): void {
  deleteAll(store, item => item.metadataObjectType === objectType && item.objectId === objectId);
}

/** A profile is deleted: so is all its metadata. */
export function deleteMetadataOfProfile(store: Store, profileId: number): void {
  deleteAll(store, item => item.metadataProfileId === profileId);
}

function deleteAll(store: Store, test: (item: Metadata) => boolean): void {
  const all = metadataOf(store);
  for (const item of all.where(item => item.status !== DELETED && test(item))) {
    // Deletions in bulk leave the time of the last change alone.
    all.update(item, { status: DELETED });
  }
}

/** The object that metadata hangs on counts as changed with it. */
export function touchObject(store: Store, metadata: Metadata, now: number): void {
  if (metadata.metadataObjectType === ENTRY) {
    const entry = entriesOf(store).get(metadata.objectId);
    if (entry) touchEntry(store, entry, now);
  } else if (metadata.metadataObjectType === CATEGORY) {
    const categories = store.collection<Entity & { updatedAt: number }>("categories");
    const category = categories.get(Number(metadata.objectId));
    if (category) categories.update(category, { updatedAt: now });
  }
}
