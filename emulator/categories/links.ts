import { type Entry, entriesOf } from "../entries/model.js";
import type { Store } from "../store.js";
import { ACTIVE, type Category, type CategoryEntry, categoriesOf, linksOf } from "./model.js";
import { countEntriesUpwards } from "./tree.js";

/** The row of an entry in a category, in whatever state. */
export function findLink(store: Store, categoryId: number, entryId: string): CategoryEntry | undefined {
  return linksOf(store).find(link => link.categoryId === categoryId && link.entryId === entryId);
}

/** Put an entry into a category: a new row, the counters, the entry's text. */
export function saveLink(store: Store, values: Omit<CategoryEntry, "id">, now: number): CategoryEntry {
  const link = linksOf(store).insert({ ...values, id: store.nextNumber("categoryEntry"), createdAt: now });
  const category = categoriesOf(store).get(link.categoryId);
  if (!category) return link;
  linksOf(store).update(link, { categoryFullIds: category.fullIds });
  if (link.status === ACTIVE) enter(store, category, link, now);
  else countPending(store, category);
  return link;
}

/** A pending row becomes active. */
export function activateLink(store: Store, category: Category, link: CategoryEntry, now: number): void {
  linksOf(store).update(link, { status: ACTIVE, categoryFullIds: category.fullIds });
  countPending(store, category);
  enter(store, category, link, now);
}

/** A pending row is refused. */
export function rejectLink(store: Store, category: Category, link: CategoryEntry): void {
  linksOf(store).update(link, { status: 4 });
  countPending(store, category);
}

/** Take an entry out of a category. The row goes altogether; its number is used nowhere. */
export function removeLink(store: Store, link: CategoryEntry, now: number): void {
  linksOf(store).remove(link.id);
  const category = categoriesOf(store).get(link.categoryId);
  if (category) {
    countEntriesUpwards(store, category, now);
    countPending(store, category);
  }
  const entry = entriesOf(store).get(link.entryId);
  if (!entry || link.status !== ACTIVE) return;
  const listed = listedOn(entry).filter(([id]) => id !== String(link.categoryId));
  writeText(store, entry, listed, now);
}

/** Write the names of an entry's categories on it anew. */
export function refreshEntryText(store: Store, entryId: string): void {
  const entry = entriesOf(store).get(entryId);
  if (!entry) return;
  const listed = linksOf(store)
    .where(link => link.entryId === entryId && link.status === ACTIVE)
    .map(link => categoriesOf(store).get(link.categoryId))
    .filter(category => category !== undefined)
    .filter(category => category.privacyContexts === "")
    .map((category): [string, string] => [String(category.id), category.fullName]);
  writeText(store, entry, listed);
}

function enter(store: Store, category: Category, link: CategoryEntry, now: number): void {
  countEntriesUpwards(store, category, now);
  const entry = entriesOf(store).get(link.entryId);
  if (!entry) return;
  const listed = listedOn(entry);
  // Only categories that are open to all are written on the entry.
  if (category.privacyContexts.trim() === "") listed.push([String(category.id), category.fullName]);
  writeText(store, entry, listed, now);
}

/** Ids and full names written on an entry. */
function listedOn(entry: Entry): [id: string, fullName: string][] {
  const names = entry.categories.split(",");
  return entry.categoriesIds === ""
    ? []
    : entry.categoriesIds.split(",").map((id, index) => [id, names[index] ?? ""]);
}

function writeText(
  store: Store,
  entry: Entry,
  listed: readonly (readonly [string, string])[],
  now?: number,
): void {
  entriesOf(store).update(entry, {
    categories: listed.map(([, name]) => name).join(","),
    categoriesIds: listed.map(([id]) => id).join(","),
    ...(now === undefined ? {} : { updatedAt: now }),
  });
}

/** The counter of rows that wait for a moderator appears with the first of them. */
function countPending(store: Store, category: Category): void {
  const count = linksOf(store).where(link => link.categoryId === category.id && link.status === 1).length;
  if (count === (category.pendingEntriesCount ?? 0)) return;
  categoriesOf(store).update(category, { pendingEntriesCount: count });
}
