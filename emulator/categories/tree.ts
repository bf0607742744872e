import { apiError } from "../errors.js";
import type { Store } from "../store.js";
import {
  ACTIVE,
  type Category,
  categoriesOf,
  childrenOf,
  findByFullName,
  INHERIT,
  linksOf,
  MANUAL,
  parentOf,
  SEPARATOR,
} from "./model.js";

/** Work out path and depth of a category from its parent's, as stored. */
export function placeInTree(store: Store, category: Category): void {
  const parent = parentOf(store, category);
  category.fullName = parent ? parent.fullName + SEPARATOR + category.name : category.name;
  category.fullIds = parent ? parent.fullIds + SEPARATOR + category.id : String(category.id);
  category.depth = parent ? parent.depth + 1 : 0;
}

/** DUPLICATE_CATEGORY when another category has that full name. */
export function refuseDuplicate(store: Store, category: Category): void {
  if (findByFullName(store, category.partnerId, category.fullName, category.id)) {
    throw apiError("DUPLICATE_CATEGORY", { CATEGORY: category.fullName });
  }
}

/** Would a category end up under itself? */
export function isWithin(store: Store, category: Category, parentId: number): boolean {
  if (category.id === parentId) return true;
  return childrenOf(store, category).some(child => isWithin(store, child, parentId));
}

/** Own contexts and those from above. */
export function joinContexts(store: Store, category: Category): string {
  const parent = parentOf(store, category);
  if (!parent) return category.privacyContext;
  const all = [...parent.privacyContexts.split(","), category.privacyContext]
    .map(context => context.trim())
    .filter(context => context !== "");
  return [...new Set(all)].join(",");
}

/** A category that no privacy context reaches is open to all, whatever was set. */
export function openWithoutContext(category: Category): void {
  if (category.privacyContexts.trim() !== "") return;
  category.privacy = 1;
  category.appearInList = 1;
  category.inheritanceType = MANUAL;
  delete category.inheritedParentId;
  category.userJoinPolicy = 3;
  category.contributionPolicy = 1;
  category.defaultPermissionLevel = 3;
}

/** The nearest category above that has members of its own. */
export function inheritedParentId(store: Store, category: Category): number | undefined {
  const parent = parentOf(store, category);
  if (!parent) return undefined;
  return parent.inheritanceType === INHERIT ? (parent.inheritedParentId ?? parent.id) : parent.id;
}

/** Count the children anew. */
export function countChildren(store: Store, category: Category | undefined, now: number): void {
  if (!category) return;
  const count = childrenOf(store, category).length;
  if (count === category.directSubCategoriesCount) return;
  categoriesOf(store).update(category, { directSubCategoriesCount: count, updatedAt: now });
}

/** Count a category's entries anew: its own, and those of its whole subtree. */
export function countEntries(store: Store, category: Category, now: number): void {
  const direct = new Set<string>();
  const all = new Set<string>();
  for (const link of linksOf(store).all()) {
    if (link.status !== ACTIVE) continue;
    if (link.categoryId === category.id) direct.add(link.entryId);
    if (link.categoryFullIds.split(SEPARATOR).includes(String(category.id))) all.add(link.entryId);
  }
  for (const entryId of direct) all.add(entryId);
  if (direct.size === category.directEntriesCount && all.size === category.entriesCount) return;
  categoriesOf(store).update(category, {
    directEntriesCount: direct.size,
    entriesCount: all.size,
    updatedAt: now,
  });
}

/** Count a category's entries anew, and those of all above it. */
export function countEntriesUpwards(store: Store, category: Category, now: number): void {
  for (let at: Category | undefined = category; at; at = parentOf(store, at)) countEntries(store, at, now);
}
