import type { Core } from "../core.js";
import { onJob } from "../jobs.js";
import type { Entity, Store } from "../store.js";
import { refreshEntryText, removeLink, saveLink } from "./links.js";
import {
  ACTIVE,
  type Category,
  type CategoryEntry,
  categoriesOf,
  DELETED,
  INHERIT,
  linksOf,
  parentOf,
  SEPARATOR,
} from "./model.js";
import {
  countChildren,
  countEntries,
  inheritedParentId,
  joinContexts,
  openWithoutContext,
  placeInTree,
} from "./tree.js";

/** Job of the server's delete worker: rows that hang on something deleted. */
export const ASYNC_DELETE = "asyncDelete";
/** Job that follows a renamed or moved category down the tree. */
export const INDEX_CATEGORIES = "indexCategories";
/** Job that gives the entries of a deleted category to its parent. */
export const MOVE_ENTRIES = "moveCategoryEntries";

interface WaitingJob extends Entity {
  kind: string;
  data: Record<string, unknown>;
}

/** Is the account's tree locked by a move whose job has not run yet? */
export function isLocked(store: Store, partnerId: number): boolean {
  return store
    .collection<WaitingJob>("job")
    .all()
    .some(job => job.kind === INDEX_CATEGORIES && job.data.lock === true && job.data.partnerId === partnerId);
}

onJob(ASYNC_DELETE, (core, data) => {
  if (typeof data.usersOf === "number") {
    const category = categoriesOf(core.store).get(data.usersOf);
    if (category) categoriesOf(core.store).update(category, { members: [], membersCount: 0 });
    return;
  }
  for (const link of linksOf(core.store).where(link => matches(link, data))) {
    removeLink(core.store, link, core.clock.now());
  }
});

onJob(MOVE_ENTRIES, (core, data) => {
  const target = categoriesOf(core.store).get(Number(data.targetId));
  for (const link of linksOf(core.store).where(link => matches(link, data))) {
    removeLink(core.store, link, core.clock.now());
    if (!target || target.status === DELETED) continue;
    const isThere = linksOf(core.store).find(
      other => other.entryId === link.entryId && other.categoryId === target.id,
    );
    if (!isThere) saveLink(core.store, { ...link, categoryId: target.id }, core.clock.now());
  }
});

onJob(INDEX_CATEGORIES, (core, data) => {
  const prefix = String(data.fullIds ?? "") + SEPARATOR;
  const ids = new Set(data.ids as number[] | undefined);
  const todo = categoriesOf(core.store).where(
    category =>
      category.partnerId === data.partnerId &&
      category.status !== DELETED &&
      (ids.has(category.id) || (data.fullIds !== undefined && category.fullIds.startsWith(prefix))),
  );
  // Those above first: what is below is worked out from them.
  todo.sort((a, b) => actualDepth(core.store, a) - actualDepth(core.store, b));
  for (const category of todo) reindex(core, category);
  for (const category of [...todo].reverse()) countEntries(core.store, category, core.clock.now());
});

function matches(link: CategoryEntry, data: Record<string, unknown>): boolean {
  if (data.partnerId !== link.partnerId) return false;
  if (data.entryId !== undefined) return link.entryId === data.entryId;
  const fullIds = String(data.fullIds);
  return link.categoryFullIds === fullIds || link.categoryFullIds.startsWith(fullIds + SEPARATOR);
}

function actualDepth(store: Store, category: Category): number {
  const parent = parentOf(store, category);
  return parent ? actualDepth(store, parent) + 1 : 0;
}

/** Everything derived of one category, its rows' paths and the names written on its entries. */
function reindex(core: Core, category: Category): void {
  const { store } = core;
  const now = core.clock.now();
  const next: Category = { ...category };
  placeInTree(store, next);
  if (next.inheritanceType === INHERIT) {
    const source = inheritedParentId(store, next);
    if (source === undefined) delete next.inheritedParentId;
    else next.inheritedParentId = source;
  }
  next.privacyContexts = joinContexts(store, next);
  openWithoutContext(next);
  categoriesOf(store).update(category, { ...next, updatedAt: now });
  countChildren(store, category, now);
  refreshLinks(core, category);
}

function refreshLinks(core: Core, category: Category): void {
  const links = linksOf(core.store);
  for (const link of links.where(link => link.categoryId === category.id && link.status === ACTIVE)) {
    links.update(link, { categoryFullIds: category.fullIds });
    refreshEntryText(core.store, link.entryId);
  }
}
