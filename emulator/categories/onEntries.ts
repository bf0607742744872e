import type { CallContext } from "../context.js";
import { onEntryCategories, onEntryDeleted } from "../entries/hooks.js";
import type { Entry } from "../entries/model.js";
import { splitList } from "../lists/filter.js";
import { ASYNC_DELETE } from "./jobs.js";
import { findLink, removeLink, saveLink } from "./links.js";
import {
  ACTIVE,
  type Category,
  categoriesOf,
  findByFullName,
  linksOf,
  requireCategory,
  SEPARATOR,
} from "./model.js";
import { addPlainCategory } from "./write.js";

/** The rows of a deleted entry stay for a while. */
onEntryDeleted((ctx, entry) => ctx.enqueue(ASYNC_DELETE, { partnerId: ctx.partnerId, entryId: entry.id }));

/**
 * `categories` (full names; unknown ones are made) and `categoriesIds` of an entry: from then on it is in those
 * and, of the categories open to all, in no others.
 */
onEntryCategories((ctx, _entry, input) => {
  const names = input.isSet("categories") ? splitList(input.string("categories") ?? "") : undefined;
  const ids = splitList(input.string("categoriesIds") ?? "");
  const byId = ids.map(id => requireCategory(ctx.store, ctx.partnerId, Number.parseInt(id, 10) || 0));
  return saved => assign(ctx, saved, names?.map(name => named(ctx, name)) ?? byId);
});

function assign(ctx: CallContext, entry: Entry, wanted: readonly Category[]): void {
  const ids = new Set(wanted.map(category => category.id));
  for (const link of linksOf(ctx.store).where(
    link => link.entryId === entry.id && !ids.has(link.categoryId),
  )) {
    const isOpen = categoriesOf(ctx.store).get(link.categoryId)?.privacyContexts === "";
    if (isOpen) removeLink(ctx.store, link, ctx.now);
  }
  for (const categoryId of ids) {
    if (findLink(ctx.store, categoryId, entry.id)) continue;
    const { partnerId, now } = ctx;
    const link = {
      partnerId,
      categoryId,
      entryId: entry.id,
      createdAt: now,
      categoryFullIds: "",
      status: ACTIVE,
    };
    saveLink(ctx.store, link, now);
  }
}

function named(ctx: CallContext, fullName: string): Category {
  let path = "";
  let found: Category | undefined;
  for (const name of fullName.split(SEPARATOR)) {
    path = path === "" ? name : path + SEPARATOR + name;
    const known = findByFullName(ctx.store, ctx.partnerId, path);
    found = known ?? addPlainCategory(ctx, name, found?.id ?? 0);
  }
  return found!;
}
