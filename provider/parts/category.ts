/** A category: an event, a track, a channel; a node of the tree that entries are sorted into. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { Category } from "../kaltura/wire";
import { adoptLine, type Candidate, refusalOf } from "../lifecycle/adopt";
import { OperationError } from "../lifecycle/failure";
import {
  choice,
  commaList,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  sameText,
  toAdd,
  toUpdate,
} from "../lifecycle/fields";
import { knownId, type Part, type Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { markTags } from "../mark";
import { type CategoryRef, categoryId, categoryIdIfThere } from "./categoryRef";
import { markedCategories } from "./marked";
import { marksIn, ownTags, type TagWish, tagDrift, tagsToWrite } from "./tags";

export interface CategoryInputs {
  name: string;
  parent?: CategoryRef;
  adminTags?: string[];
  mark?: string;
}

export const appearances = { everywhere: 1, membersOnly: 3 } as const;
export const privacies = { all: 1, authenticated: 2, members: 3 } as const;
export const contributions = { all: 1, membersWithPermission: 2 } as const;
export const inheritances = { inherit: 1, manual: 2 } as const;
export const permissionLevels = { manager: 0, moderator: 1, contributor: 2, member: 3, none: 4 } as const;

const fields: readonly Field[] = [
  { input: "name", wire: "name", clear: "stay" },
  { input: "description", wire: "description", clear: { value: "" } },
  { input: "tags", wire: "tags", ...commaList, clear: { value: "" } },
  { input: "referenceId", wire: "referenceId", clear: "null" },
  { input: "owner", wire: "owner", clear: { value: "" } },
  { input: "privacyContext", wire: "privacyContext", clear: { value: "" } },
  { input: "privacy", wire: "privacy", ...choice(privacies), clear: { value: privacies.all } },
  {
    input: "appearInList",
    wire: "appearInList",
    ...choice(appearances),
    clear: { value: appearances.everywhere },
  },
  {
    input: "contributionPolicy",
    wire: "contributionPolicy",
    ...choice(contributions),
    clear: { value: contributions.all },
  },
  {
    input: "inheritance",
    wire: "inheritanceType",
    ...choice(inheritances),
    clear: { value: inheritances.manual },
  },
  {
    input: "defaultPermissionLevel",
    wire: "defaultPermissionLevel",
    ...choice(permissionLevels),
    clear: { value: permissionLevels.member },
  },
  {
    input: "moderation",
    wire: "moderation",
    to: (v: boolean) => Number(v),
    from: (v: unknown) => v === true || v === 1,
    clear: { value: 0 },
  },
  { input: "defaultOrderBy", wire: "defaultOrderBy", clear: "null" },
  { input: "partnerSortValue", wire: "partnerSortValue", clear: { value: 0 } },
  { input: "partnerData", wire: "partnerData", clear: "null" },
];

const KEY = "category";
/** Whether another of the same name and place was seen, when it was looked for. */
const NAMESAKE = "category:namesake";

const wish = (inputs: Partial<CategoryInputs>, previous?: Partial<CategoryInputs>): TagWish => ({
  constant: [],
  own: inputs.adminTags,
  previous: previous?.adminTags,
  mark: inputs.mark,
});

/** For people: `category 4711 ("site>channels>Summit")`. */
const titleOf = ({ id, name, fullName }: Category) => `category ${id} ("${fullName ?? name}")`;

/** By its mark alone: people rename categories, and move them. */
async function markedCategory(site: Site, mark: string | undefined): Promise<Category | undefined> {
  const [, own] = markTags(mark);
  if (own === undefined) return undefined;
  return (await site.runtime.load.categories()).find(one => marksIn(one.adminTags).includes(own));
}

/** The one of that name in that place, letter case aside as for the server. */
const namesake = async (name: string, parent: number, site: Site): Promise<Category | undefined> =>
  (await site.runtime.load.categoryChildren(parent)).find(one =>
    sameText((one.name ?? "").toLowerCase(), name.toLowerCase()),
  );

/** What to do about a sibling of that name which this resource did not make. */
async function aboutSibling(name: string, parent: number, own: string | undefined, site: Site) {
  const there = await namesake(name, parent, site);
  if (there === undefined) return undefined;
  const id = String(there.id);
  return (
    refusalOf(titleOf(there), id, marksIn(there.adminTags), own, undefined) ??
    `${titleOf(there)} is there already, and not this program's: it was left alone. To take it over, add ${adoptLine(id)}; or choose another name`
  );
}

/** 0 is the top of the tree. */
const parentId = async (parent: CategoryRef | undefined, site: Site): Promise<number> =>
  parent === undefined ? 0 : categoryId(parent, "parent", site);

export const category: Part<CategoryInputs, Category> = {
  key: KEY,
  label: "category",
  permissions: ["CONTENT_MANAGE_EDIT_CATEGORIES", "CONTENT_MANAGE_CATEGORY_USERS"],

  begun: async (site, want) => (await markedCategory(site, want.mark)) !== undefined,

  async candidates({ id, referenceId }, site) {
    const { load } = site.runtime;
    const known = id === undefined ? undefined : await categoryIdIfThere(id, site);
    const found =
      id === undefined
        ? await load.categoriesByReferenceId(referenceId!)
        : [known === undefined ? undefined : await load.category(known)];
    return found
      .filter(one => one !== undefined)
      .map((one): Candidate => ({ id: String(one.id), title: titleOf(one) }));
  },

  marked: markedCategories,

  marks: observed => marksIn(observed.adminTags),

  async observe(site, want) {
    const { load } = site.runtime;
    const id = knownId(site, KEY);
    if (id !== undefined) return load.category(id);
    load.invalidate("categories");
    const found = await markedCategory(site, want.mark);
    if (found?.id !== undefined) site.handles.set(KEY, String(found.id));
    else if (want.name !== undefined) {
      const sibling = await namesake(want.name, await parentId(want.parent, site), site);
      site.seen.set(NAMESAKE, sibling !== undefined);
    }
    return found;
  },

  async plan({ inputs, previous }, observed, site) {
    const inputOf = (property: string) =>
      inputFinder([...fields, { input: "parent", wire: "parentId", clear: "stay" }])(property);
    // Where a parent was never set, the category stays where people have put it.
    const unmanaged = observed !== undefined && inputs.parent === undefined && previous?.parent === undefined;
    const parent = unmanaged ? Number(observed.parentId ?? 0) : await parentId(inputs.parent, site);
    const adminTags = tagsToWrite(
      wish(inputs, previous),
      observed === undefined ? undefined : (observed.adminTags ?? ""),
    );
    const note = (answer: Category) => {
      site.handles.set(KEY, String(answer.id));
      site.seen.set(KEY, answer);
    };
    if (observed === undefined) {
      const call = calls.category.add({
        objectType: "KalturaCategory",
        ...toAdd(fields, inputs as unknown as Props),
        ...(parent === 0 ? {} : { parentId: parent }),
        ...(adminTags === "" || adminTags === undefined ? {} : { adminTags }),
      } as Category);
      site.handles.set(KEY, new Reference(call, "id"));
      return [
        {
          call,
          purpose: `make the category "${inputs.name}"`,
          inputOf,
          done: note,
          // It may be ours, made by a run that was killed. One that is not ours stays refused. The refusal is the
          // database's; while the search index, which lags, shows none of this name, it is too early to tell.
          recover: error => {
            if (error.kind !== "exists" || site.seen.get(NAMESAKE) === true) return false;
            return site.seen.has(NAMESAKE) ? "later" : true;
          },
          advice: async error =>
            error.kind === "exists" ? aboutSibling(inputs.name, parent, inputs.mark, site) : undefined,
        },
      ];
    }
    const patch = {
      ...toUpdate(fields, inputs as unknown as Props, previous as Props | undefined, observed as Props),
      ...(Number(observed.parentId ?? 0) === parent ? {} : { parentId: parent }),
      ...(adminTags === undefined ? {} : { adminTags }),
    };
    if (Object.keys(patch).length === 0) return [];
    return [
      {
        call: calls.category.update(observed.id!, { objectType: "KalturaCategory", ...patch } as Category),
        purpose: `update the category "${inputs.name}"`,
        inputOf,
        done: note,
      },
    ];
  },

  async drift(inputs, observed, site) {
    if (observed === undefined) return { inputs: {}, missing: true };
    const drift = driftOf(fields, inputs as unknown as Props, observed as Props);
    const tags = tagDrift(wish(inputs), observed.adminTags);
    if (tags.own !== undefined) drift.adminTags = tags.own;
    const now = Number(observed.parentId ?? 0);
    if (inputs.parent !== undefined && (await categoryIdIfThere(inputs.parent, site)) !== now) {
      drift.parent = now === 0 ? undefined : String(now);
    }
    return { inputs: drift, missing: tags.missing };
  },

  // An import may name it by its full name.
  async seek(site) {
    const id = await categoryIdIfThere(knownId(site, KEY)!, site);
    if (id !== undefined) site.handles.set(KEY, String(id));
  },

  async fill(observed, _site, known) {
    if (observed === undefined) return {};
    const found = inputsFrom(fields, observed as Props, known);
    // Every category has an owner; where members are inherited it is no setting.
    if (found.inheritance === "inherit") delete found.owner;
    const adminTags = ownTags(wish({}), observed.adminTags);
    const parent = Number(observed.parentId ?? 0);
    return {
      ...found,
      ...(parent === 0 ? {} : { parent }),
      ...(adminTags.length > 0 ? { adminTags } : {}),
    };
  },

  async remove(observed, site) {
    if (observed === undefined) return [];
    const children = await childrenThere(observed.id!, site);
    if (children.length > 0) {
      const names = children.map(c => `"${c.fullName ?? c.name}" (${c.id})`).join(", ");
      throw new OperationError(
        `category "${observed.fullName ?? observed.name}" (${observed.id}) has categories in it that this program does not manage: ${names}. Kaltura would delete them too, so nothing was deleted. Move them in Kaltura's console, or delete them there first`,
      );
    }
    return [
      {
        call: calls.category.delete(observed.id!, 0),
        purpose: `delete the category "${observed.name}"`,
        fine: ["gone"],
      },
    ];
  },

  outputs: seen => ({ fullName: seen.fullName }),
};

/**
 * The children that are still there. Those of this program went before their parent, as they depend on it;
 * lists of categories may lag behind, so each is asked for by its id.
 */
async function childrenThere(id: number, site: Site): Promise<Category[]> {
  const { load } = site.runtime;
  const listed = await load.categoryChildren(id);
  const there = await Promise.all(listed.map(child => load.category(child.id!)));
  return there.filter(child => child !== undefined && Number(child.parentId ?? 0) === id) as Category[];
}
