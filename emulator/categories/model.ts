import { type Column, TEXT } from "../columns.js";
import { apiError } from "../errors.js";
import type { Collection, Entity, Store } from "../store.js";

export const ACTIVE = 2;
export const DELETED = 3;

/** Members come from the parent, or are the category's own. */
export const INHERIT = 1;
export const MANUAL = 2;

/** Between the names and the ids of a path. */
export const SEPARATOR = ">";

/**
 * A category as stored: the API properties of these names. Full name, full ids and depth are kept as the server
 * last worked them out, which for descendants of a renamed or moved category is only done by a background job.
 */
export interface Category extends Entity {
  id: number;
  /** 0 is the root; undefined until the category is read again, when none was sent. */
  parentId?: number;
  depth: number;
  name: string;
  fullName: string;
  fullIds: string;
  status: number;
  createdAt: number;
  updatedAt: number;
  entriesCount: number;
  directEntriesCount: number;
  directSubCategoriesCount: number;
  pendingEntriesCount?: number;
  membersCount: number;
  pendingMembersCount: number;
  appearInList: number;
  privacy: number;
  inheritanceType: number;
  inheritedParentId?: number;
  userJoinPolicy: number;
  defaultPermissionLevel: number;
  contributionPolicy: number;
  owner?: string;
  /** Users who are its managers because they own it or once did. */
  members: string[];
  privacyContext: string;
  /** Own and inherited. */
  privacyContexts: string;
  partnerSortValue: number;
  moderation?: boolean;
  isAggregationCategory: boolean;
  aggregationCategories: string;
  description?: string;
  tags?: string;
  referenceId?: string;
  [property: string]: unknown;
}

/** That an entry is in a category. */
export interface CategoryEntry extends Entity {
  id: number;
  categoryId: number;
  entryId: string;
  createdAt: number;
  /** As they were when the row was last saved. */
  categoryFullIds: string;
  /** 1 pending, 2 active, 4 rejected. */
  status: number;
  creatorUserId?: string;
}

/** Columns that may change a value. */
export const CATEGORY_COLUMNS: Readonly<Record<string, Column>> = {
  name: TEXT,
  fullName: TEXT,
  description: TEXT,
  tags: TEXT,
  referenceId: { chars: 512 },
  owner: { chars: 100 },
};

/** All categories. */
export function categoriesOf(store: Store): Collection<Category> {
  return store.collection<Category>("categories");
}

/** All assignments of entries. */
export function linksOf(store: Store): Collection<CategoryEntry> {
  return store.collection<CategoryEntry>("categoryEntries");
}

/** A category of an account that is not deleted. */
export function findCategory(store: Store, partnerId: number, id: number): Category | undefined {
  const category = categoriesOf(store).get(id);
  return category && category.partnerId === partnerId && category.status !== DELETED ? category : undefined;
}

/** The same, or CATEGORY_NOT_FOUND. */
export function requireCategory(store: Store, partnerId: number, id: number): Category {
  const category = findCategory(store, partnerId, id);
  if (!category) throw apiError("CATEGORY_NOT_FOUND", { ID: id });
  return category;
}

/** The parent; undefined at the root. */
export function parentOf(store: Store, category: Category): Category | undefined {
  return category.parentId ? findCategory(store, category.partnerId, category.parentId) : undefined;
}

/** Children, read from the database. */
export function childrenOf(store: Store, category: Category): Category[] {
  return categoriesOf(store).where(child => child.parentId === category.id && child.status !== DELETED);
}

/** Descendants by the stored paths. */
export function descendantsOf(store: Store, category: Category, fullIds = category.fullIds): Category[] {
  const prefix = fullIds + SEPARATOR;
  return categoriesOf(store).where(
    other =>
      other.partnerId === category.partnerId && other.status !== DELETED && other.fullIds.startsWith(prefix),
  );
}

/** The category with this full name; case makes no difference. */
export function findByFullName(
  store: Store,
  partnerId: number,
  fullName: string,
  except?: number,
): Category | undefined {
  const wanted = fullName.toLowerCase();
  return categoriesOf(store).find(
    category =>
      category.partnerId === partnerId &&
      category.status !== DELETED &&
      category.id !== except &&
      category.fullName.toLowerCase() === wanted,
  );
}

/** The category whose members and policies hold for an inheriting one. */
export function inheritedFrom(store: Store, category: Category): Category {
  if (category.inheritanceType !== INHERIT || category.inheritedParentId === undefined) return category;
  return categoriesOf(store).get(category.inheritedParentId) ?? category;
}

const MAX_NAME_BYTES = 200;

/** A name as the server keeps it: no blanks around it, nothing that separates names in a path or a list. */
export function storedName(sent: string): string {
  const bytes = Buffer.from(sent.trim());
  const cut =
    bytes.length > MAX_NAME_BYTES ? bytes.subarray(0, MAX_NAME_BYTES).toString("utf8") : sent.trim();
  return cut.replace(/\uFFFD+$/, "").replace(/[><,]/g, "_");
}
