import type { CallContext } from "../context.js";
import { contains, type FilterRule, passes, splitList } from "../lists/filter.js";
import { type Page, pageOf } from "../lists/page.js";
import { CATEGORY_ORDER } from "../types/category.js";
import { InputObject } from "../types/input.js";
import { type Category, type CategoryEntry, categoriesOf, DELETED, linksOf, SEPARATOR } from "./model.js";

/** Without a pager all categories come at once. */
const SIZE_WITHOUT_PAGER = 1500;

/**
 * Categories as a list call finds them, by depth unless ordered otherwise. Lists by id read the database, all
 * others the search index.
 */
export function listCategories(
  ctx: CallContext,
  filter: InputObject | undefined,
  pager: InputObject | undefined,
): Page<Category> {
  const categories = categoriesOf(ctx.store);
  const byId = ["idEqual", "idIn"].some(name => filter?.isSet(name) && filter.value(name) !== "");
  const source = byId ? categories.all() : categories.index();
  const rules = rulesFor();
  const found = source.filter(
    document =>
      document.partnerId === ctx.partnerId &&
      document.status !== DELETED &&
      (categories.get(document.id)?.status ?? DELETED) !== DELETED &&
      (filter === undefined || passes(filter, document, rules)),
  );
  const options = pager ? {} : { defaultSize: SIZE_WITHOUT_PAGER };
  const page = pageOf(found, ordered(filter), pager, CATEGORY_ORDER, options);
  return { ...page, objects: page.objects.map(document => categories.get(document.id) ?? document) };
}

function ordered(filter: InputObject | undefined): InputObject {
  const given = filter ?? new InputObject("KalturaCategoryFilter", new Map());
  return given.has("orderBy") ? given : given.with({ orderBy: "+depth" });
}

/** Assignments as a list call finds them, from the database. */
export function listLinks(
  ctx: CallContext,
  filter: InputObject | undefined,
  pager: InputObject | undefined,
): Page<CategoryEntry> {
  const found = linksOf(ctx.store).where(
    link =>
      link.partnerId === ctx.partnerId &&
      (filter === undefined || passes(filter, link, { orderBy: () => true })),
  );
  return pageOf(found, filter, pager, ["createdAt"], { searched: false });
}

function rulesFor(): Record<string, FilterRule<Category>> {
  const startsWith: FilterRule<Category> = (value, category) =>
    splitList(String(value)).some(prefix =>
      pathParts(category.fullName.toLowerCase()).has(prefix.toLowerCase()),
    );
  return {
    freeText: (value, category) => splitList(String(value)).some(words => hasWords(category, words)),
    fullNameEqual: (value, category) => category.fullName.toLowerCase() === String(value).toLowerCase(),
    fullNameStartsWith: (value, category) =>
      pathParts(category.fullName.toLowerCase()).has(String(value).toLowerCase()),
    fullNameStartsWithIn: startsWith,
    fullIdsStartsWith: (value, category) => pathParts(category.fullIds).has(String(value)),
    fullIdsMatchOr: (value, category) =>
      splitList(String(value)).some(ids => pathParts(category.fullIds).has(ids)),
    parentIdEqual: (value, category) => (category.parentId ?? 0) === value,
    parentIdIn: (value, category) => splitList(String(value)).includes(String(category.parentId ?? 0)),
    referenceIdEmpty: (value, category) =>
      ((category.referenceId ?? "") === "") === (value === 1 || value === true),
    privacyContextEqual: (value, category) => splitList(category.privacyContext).includes(String(value)),
    nameOrReferenceIdStartsWith: (value, category) =>
      [category.name, category.referenceId ?? ""].some(text =>
        text.toLowerCase().startsWith(String(value).toLowerCase()),
      ),
    ancestorIdIn: (value, category) =>
      splitList(String(value)).some(id => category.fullIds.split(SEPARATOR).slice(0, -1).includes(id)),
    idOrInheritedParentIdIn: (value, category) =>
      splitList(String(value)).some(id => [category.id, category.inheritedParentId].map(String).includes(id)),
    managerEqual: (value, category) => category.members.includes(String(value)),
    // Members that are no managers: there are none here.
    memberEqual: () => false,
    membersIn: (value, category) => splitList(String(value)).some(user => category.members.includes(user)),
    advancedSearch: () => true,
    orderBy: () => true,
    tagsLike: (value, category) => contains(category.tags ?? "", String(value)),
  };
}

/** The index knows whole steps of a path only: `a`, `a>` and `a>b` of `a>b`, but not half a name. */
function pathParts(path: string): Set<string> {
  const parts = new Set<string>();
  const names = path.split(SEPARATOR);
  names.forEach((_, index) => {
    const prefix = names.slice(0, index + 1).join(SEPARATOR);
    parts.add(prefix);
    if (index < names.length - 1) parts.add(prefix + SEPARATOR);
  });
  return parts;
}

/** Are all words among those of the category's texts? The index knows whole words only. */
function hasWords(category: Category, sought: string): boolean {
  const { id, name, tags, description, referenceId } = category;
  const have = new Set(wordsOf([id, name, tags, description, referenceId].join(" ")));
  return wordsOf(sought).every(word => have.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
