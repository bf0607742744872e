import type { CallContext } from "../context.js";
import { onEntryFilter } from "../entries/hooks.js";
import type { Entry } from "../entries/model.js";
import { splitList } from "../lists/filter.js";
import { ACTIVE, type Category, categoriesOf, linksOf, SEPARATOR } from "./model.js";

type Test = (wanted: string, category: Category) => boolean;

/** The category itself. */
const isId: Test = (id, category) => String(category.id) === id;
/** The category or one below it. */
const isWithinId: Test = (id, category) => category.fullIds.split(SEPARATOR).includes(id);
const isName: Test = (name, category) => category.fullName.toLowerCase() === name.toLowerCase();
const isWithinName: Test = (name, category) =>
  `${category.fullName}${SEPARATOR}`.toLowerCase().startsWith(`${name}${SEPARATOR}`.toLowerCase());

any("categoriesIdsMatchOr", isId);
any("categoryAncestorIdIn", isWithinId);
any("categoriesMatchOr", isWithinName);
any("categoriesFullNameIn", isName);
all("categoriesIdsMatchAnd", isId);
all("categoriesMatchAnd", isName);
none("categoriesIdsNotContains", isId);
none("categoriesNotContains", isName);

function any(field: string, test: Test): void {
  onEntryFilter(field, (ctx, value, entry) => {
    const own = categoriesOfEntry(ctx, entry);
    return splitList(value).some(wanted => own.some(category => test(wanted, category)));
  });
}

function all(field: string, test: Test): void {
  onEntryFilter(field, (ctx, value, entry) => {
    const own = categoriesOfEntry(ctx, entry);
    return splitList(value).every(wanted => own.some(category => test(wanted, category)));
  });
}

function none(field: string, test: Test): void {
  onEntryFilter(field, (ctx, value, entry) => {
    const own = categoriesOfEntry(ctx, entry);
    return !splitList(value).some(wanted => own.some(category => test(wanted, category)));
  });
}

/**
 * The categories of an entry: those written on it as the index last saw it, and those that are not written there
 * because not all may see them.
 */
function categoriesOfEntry(ctx: CallContext, entry: Entry): Category[] {
  const ids = new Set(splitList(entry.categoriesIds).map(Number));
  for (const link of linksOf(ctx.store).where(one => one.entryId === entry.id && one.status === ACTIVE)) {
    if (categoriesOf(ctx.store).get(link.categoryId)?.privacyContexts !== "") ids.add(link.categoryId);
  }
  return [...ids].map(id => categoriesOf(ctx.store).get(id)).filter(category => category !== undefined);
}
