import type { CallContext } from "../context.js";
import { contains, type FilterRule, passes } from "../lists/filter.js";
import { type Page, pageOf } from "../lists/page.js";
import type { InputObject } from "../types/input.js";
import { entryHooks } from "./hooks.js";
import { DELETED, type Entry, entriesOf, READY } from "./model.js";

/** Properties by which entries can be ordered. */
const ORDERABLE = [
  ...["name", "createdAt", "updatedAt", "startDate", "endDate", "partnerSortValue", "rank", "totalRank"],
  ...["mediaType", "plays", "views", "duration", "msDuration"],
];

/**
 * Entries as a list call finds them. By default only those that are ready and visible. `idEqual` finds even
 * deleted ones. Lookups by id read the database, everything else the search index.
 */
export function listEntries(
  ctx: CallContext,
  filter: InputObject | undefined,
  pager: InputObject | undefined,
  only: (entry: Entry) => boolean = () => true,
): Page<Entry> {
  const all = filteredEntries(ctx, filter, only);
  return pageOf(all, filter, pager, ORDERABLE);
}

/** The same without paging. */
export function filteredEntries(
  ctx: CallContext,
  filter: InputObject | undefined,
  only: (entry: Entry) => boolean = () => true,
): Entry[] {
  const entries = entriesOf(ctx.store);
  const byOneId = isGiven(filter, "idEqual");
  const byId = byOneId || isGiven(filter, "idIn");
  const source = byId ? entries.all() : entries.index();
  const rules = rulesFor(ctx);
  const found = source.filter(
    entry =>
      entry.partnerId === ctx.partnerId &&
      only(entry) &&
      (byOneId || passesDefaults(entry, filter, byId)) &&
      (filter === undefined || passes(filter, entry, rules)),
  );
  if (byId) return found;
  // The index says which, the database says what; rows that have gone meanwhile drop out.
  return found
    .map(document => entries.get(document.id))
    .filter(entry => entry !== undefined)
    .filter(entry => entry.status !== DELETED || namesStatus(filter));
}

function passesDefaults(entry: Entry, filter: InputObject | undefined, byId: boolean): boolean {
  if (!namesStatus(filter) && entry.status !== READY) return false;
  const namesDisplay = isGiven(filter, "displayInSearchEqual") || isGiven(filter, "displayInSearchIn");
  return byId || namesDisplay || entry.displayInSearch >= 0;
}

function namesStatus(filter: InputObject | undefined): boolean {
  return ["statusEqual", "statusIn", "statusNotIn", "statusNotEqual"].some(name => isGiven(filter, name));
}

function isGiven(filter: InputObject | undefined, name: string): boolean {
  const value = filter?.string(name);
  return value !== undefined && value !== "";
}

function rulesFor(ctx: CallContext): Record<string, FilterRule<Entry>> {
  const foreign = Object.entries(entryHooks.filters).map(([field, test]): [string, FilterRule<Entry>] => [
    field,
    (value, entry) => test(ctx, String(value), entry),
  ]);
  return {
    ...Object.fromEntries(foreign),
    freeText: (value, entry) =>
      contains([entry.name, entry.description, entry.tags, entry.referenceId ?? ""].join(" "), String(value)),
    isLive: value => value !== 1,
    isRecordedEntryIdEmpty: (value, entry) => value !== 1 || (entry.recordedEntryId ?? "") === "",
    redirectFromEntryId: (value, entry) => redirectsTo(ctx, String(value), entry),
    advancedSearch: (value, entry) =>
      entryHooks.advancedSearch.every(hook => hook(ctx, entry, value as unknown as InputObject)),
  };
}

function redirectsTo(ctx: CallContext, from: string, entry: Entry): boolean {
  const source = entriesOf(ctx.store).get(from);
  return entry.id === from || (source?.redirectEntryId !== undefined && source.redirectEntryId === entry.id);
}
