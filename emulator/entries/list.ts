import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { contains, type FilterRule, passes, splitList } from "../lists/filter.js";
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
  const byOneId = isGiven(filter, "idEqual") || isGiven(filter, "redirectFromEntryId");
  const byId = byOneId || isGiven(filter, "idIn");
  const isVisible = visibility(ctx, filter);
  const source = byId ? entries.all() : entries.index();
  const rules = rulesFor(ctx);
  const found = source.filter(
    entry =>
      entry.partnerId === ctx.partnerId &&
      only(entry) &&
      isVisible(entry) &&
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

/** Lookups by these find entries of others, too. */
const NAMED = [
  "idEqual",
  "idIn",
  "referenceIdEqual",
  "referenceIdIn",
  "redirectFromEntryId",
  "parentEntryIdEqual",
];

/** Users see their own entries only, unless they name some or their session may list all. */
function visibility(ctx: CallContext, filter: InputObject | undefined): (entry: Entry) => boolean {
  const seesAll = ctx.isAdmin || ctx.privilege("list") === "*" || NAMED.some(name => isGiven(filter, name));
  const userId = ctx.userId.toLowerCase();
  return entry => seesAll || (userId !== "" && entry.userId.toLowerCase() === userId);
}

function passesDefaults(entry: Entry, filter: InputObject | undefined, byId: boolean): boolean {
  if (!namesStatus(filter) && entry.status !== READY) return false;
  const hidden = ["displayInSearchEqual", "displayInSearchIn", "parentEntryIdEqual"];
  return byId || hidden.some(name => isGiven(filter, name)) || entry.displayInSearch >= 0;
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
    redirectFromEntryId: (value, entry) => entry.id === redirectTarget(ctx, String(value)),
    ...MATCHES,
    advancedSearch: (value, entry) =>
      entryHooks.advancedSearch.every(hook => hook(ctx, entry, value as unknown as InputObject)),
  };
}

/** Where an entry leads: to another one that is ready, else to itself. */
function redirectTarget(ctx: CallContext, from: string): string {
  const entries = entriesOf(ctx.store);
  const source = entries.get(from);
  if (source?.partnerId !== ctx.partnerId) throw apiError("INVALID_ENTRY_ID", { ID: from });
  const target = entries.get(source.redirectEntryId ?? "");
  return target?.status === READY ? target.id : from;
}

/** Names of lengths by their limits in seconds. */
const LENGTHS: readonly [name: string, above: number][] = [
  ["notavailable", Number.NEGATIVE_INFINITY],
  ["short", 0],
  ["medium", 4 * 60],
  ["long", 20 * 60],
];

function lengthOf(entry: Entry): string {
  return LENGTHS.findLast(([, above]) => entry.duration > above)?.[0] ?? "";
}

/** Filters over several properties at once, and over what an entry has though nobody set it. */
const MATCHES: Readonly<Record<string, FilterRule<Entry>>> = {
  ...anyAndAll("tagsName", entry => [entry.tags, entry.name]),
  ...anyAndAll("tagsAdminTags", entry => [entry.tags, entry.adminTags]),
  ...anyAndAll("tagsAdminTagsName", entry => [entry.tags, entry.adminTags, entry.name]),
  searchTextMatchAnd: (value, entry) => splitList(String(value)).every(word => isFoundIn(entry, word)),
  searchTextMatchOr: (value, entry) => splitList(String(value)).some(word => isFoundIn(entry, word)),
  ...entitled("Edit"),
  ...entitled("Publish"),
  ...entitled("View"),
  categoriesIdsEmpty: (value, entry) => value === -1 || (value === 1) === (entry.categoriesIds === ""),
  durationTypeMatchOr: (value, entry) => splitList(String(value)).includes(lengthOf(entry)),
  replacementStatusEqual: (value, entry) => String(entry.replacementStatus ?? 0) === String(value),
  replacementStatusIn: (value, entry) =>
    splitList(String(value)).includes(String(entry.replacementStatus ?? 0)),
};

function anyAndAll(
  names: string,
  textsOf: (entry: Entry) => (string | undefined)[],
): Record<string, FilterRule<Entry>> {
  const has = (entry: Entry, word: string): boolean => contains(textsOf(entry).join(" "), word);
  return {
    [`${names}MultiLikeOr`]: (value, entry) => splitList(String(value)).some(word => has(entry, word)),
    [`${names}MultiLikeAnd`]: (value, entry) => splitList(String(value)).every(word => has(entry, word)),
  };
}

function entitled(kind: string): Record<string, FilterRule<Entry>> {
  const users = (text: unknown): string[] => splitList(String(text ?? "").toLowerCase());
  const of = (entry: Entry): string[] => users(entry[`entitledUsers${kind}`]);
  return {
    [`entitledUsers${kind}MatchOr`]: (value, entry) => users(value).some(user => of(entry).includes(user)),
    [`entitledUsers${kind}MatchAnd`]: (value, entry) => users(value).every(user => of(entry).includes(user)),
  };
}

function isFoundIn(entry: Entry, word: string): boolean {
  return contains([entry.name, entry.tags, entry.description, entry.adminTags ?? ""].join(" "), word);
}
