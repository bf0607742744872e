import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { CATEGORY, deleteMetadataOfObject } from "../metadata/model.js";
import { mentionUser } from "../services/user.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { checkForAdd, checkForUpdate, refuseWhenLocked } from "./check.js";
import { ASYNC_DELETE, INDEX_CATEGORIES, MOVE_ENTRIES } from "./jobs.js";
import {
  ACTIVE,
  type Category,
  categoriesOf,
  DELETED,
  descendantsOf,
  findCategory,
  INHERIT,
  MANUAL,
  parentOf,
  requireCategory,
  storedName,
} from "./model.js";
import {
  countChildren,
  inheritedParentId,
  isWithin,
  joinContexts,
  openWithoutContext,
  placeInTree,
  refuseDuplicate,
} from "./tree.js";

/** Properties that need more than to be stored. */
const NOT_COPIED = new Set(["name", "parentId", "privacyContext", "inheritanceType", "owner"]);

/** Add a category. */
export function addCategory(ctx: CallContext, input: InputObject): Category {
  checkForAdd(ctx, input);
  const category = newCategory(ctx, ctx.store.nextNumber("category"), storedName(input.string("name") ?? ""));
  if (input.has("parentId")) category.parentId = input.number("parentId") ?? 0;
  const parent = parentOf(ctx.store, category);
  Object.assign(category, plainChanges(input));
  setContext(ctx, category, input);
  setInheritance(ctx, category, input);
  const hasContext = category.privacyContexts !== "";
  const owner = input.string("owner") || undefined;
  mentionUser(ctx, owner);
  if (owner !== undefined) category.owner = owner;
  else if (hasContext && category.inheritanceType !== INHERIT && ctx.userId !== "")
    category.owner = ctx.userId;
  placeInTree(ctx.store, category);
  refuseDuplicate(ctx.store, category);
  openWithoutContext(category);
  if (hasContext && category.owner !== undefined) addManager(category, category.owner);
  categoriesOf(ctx.store).insert(category);
  countChildren(ctx.store, parent, ctx.now);
  return category;
}

/** A category made by its name alone, as entries that name unknown categories do. */
export function addPlainCategory(ctx: CallContext, name: string, parentId: number): Category {
  const category = newCategory(ctx, ctx.store.nextNumber("category"), storedName(name));
  category.parentId = parentId;
  const parent = parentOf(ctx.store, category);
  category.privacyContexts = parent?.privacyContexts ?? "";
  placeInTree(ctx.store, category);
  categoriesOf(ctx.store).insert(category);
  countChildren(ctx.store, parent, ctx.now);
  return category;
}

/** Change a category. What is below it follows in the background. */
export function updateCategory(ctx: CallContext, category: Category, input: InputObject): Category {
  checkForUpdate(ctx, input, category);
  const next: Category = { ...category, members: [...category.members] };
  if (input.isSet("name")) next.name = storedName(input.string("name") ?? "");
  else if (input.isCleared("name")) next.name = "";
  const parentId = input.number("parentId");
  if (parentId !== undefined) {
    if (isWithin(ctx.store, category, parentId)) {
      throw apiError("PARENT_CATEGORY_IS_CHILD", {
        PARENT_CATEGORY: parentId,
        OTHER_CATEGORY: category.id,
      });
    }
    next.parentId = parentId;
  }
  for (const [field, value] of Object.entries(plainChanges(input))) {
    if (value === undefined) delete next[field];
    else next[field] = value;
  }
  setInheritance(ctx, next, input);
  setContext(ctx, next, input);
  mentionUser(ctx, input.string("owner"));
  setOwner(next, input);
  place(ctx, next, category);
  openWithoutContext(next);
  store(ctx, category, next);
  return category;
}

/** Move categories under another one, or with 0 to the root. */
export function moveCategories(ctx: CallContext, ids: string, targetId: number): void {
  refuseWhenLocked(ctx);
  const moved: Category[] = [];
  for (const id of ids.split(",").filter(text => text !== "")) {
    const category = requireCategory(ctx.store, ctx.partnerId, Number.parseInt(id, 10) || 0);
    if (moved[0] && (moved[0].parentId ?? 0) !== (category.parentId ?? 0)) {
      throw apiError("CANNOT_MOVE_CATEGORIES_FROM_DIFFERENT_PARENT_CATEGORIES");
    }
    moved.push(category);
  }
  if (targetId !== 0) requireCategory(ctx.store, ctx.partnerId, targetId);
  for (const category of moved) {
    // The service does not translate what the model finds wrong here.
    if (isWithin(ctx.store, category, targetId)) throw apiError("INTERNAL_SERVERL_ERROR");
    const next: Category = { ...category, parentId: targetId };
    try {
      place(ctx, next, category);
    } catch {
      throw apiError("INTERNAL_SERVERL_ERROR");
    }
    store(ctx, category, next);
  }
}

/**
 * Delete a category and all below it. Entries stay; their rows go, or go to the parent, in the background.
 */
export function deleteCategory(ctx: CallContext, category: Category, moveEntries: boolean): void {
  const parent = parentOf(ctx.store, category);
  const gone = [category, ...descendantsOf(ctx.store, category)];
  for (const one of gone) {
    categoriesOf(ctx.store).update(one, { status: DELETED, updatedAt: ctx.now });
    deleteMetadataOfObject(ctx.store, CATEGORY, String(one.id));
  }
  countChildren(ctx.store, parent, ctx.now);
  const tree = { partnerId: ctx.partnerId, fullIds: category.fullIds };
  if (moveEntries && parent) ctx.enqueue(MOVE_ENTRIES, { ...tree, targetId: parent.id });
  else ctx.enqueue(ASYNC_DELETE, tree);
}

function newCategory(ctx: CallContext, id: number, name: string): Category {
  return {
    id,
    partnerId: ctx.partnerId,
    depth: 0,
    name,
    fullName: name,
    fullIds: String(id),
    status: ACTIVE,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    entriesCount: 0,
    directEntriesCount: 0,
    directSubCategoriesCount: 0,
    membersCount: 0,
    pendingMembersCount: 0,
    appearInList: 1,
    privacy: 1,
    inheritanceType: MANUAL,
    userJoinPolicy: 3,
    defaultPermissionLevel: 3,
    contributionPolicy: 1,
    members: [],
    privacyContext: "",
    privacyContexts: "",
    partnerSortValue: 0,
    isAggregationCategory: false,
    aggregationCategories: "",
  };
}

/** Values that are stored as they come; undefined takes one away. */
function plainChanges(input: InputObject): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (NOT_COPIED.has(name) || property.readOnly === true || !input.has(name)) continue;
    if (input.isCleared(name)) changes[name] = CLEARED_TO[name];
    else if (property.type === "nullableBool") changes[name] = input.bool(name) ?? false;
    else changes[name] = input.value(name) ?? undefined;
  }
  return changes;
}

/** What reads a value even when cleared. */
const CLEARED_TO: Readonly<Record<string, unknown>> = {
  partnerSortValue: 0,
  isAggregationCategory: false,
  aggregationCategories: "",
};

function setContext(ctx: CallContext, category: Category, input: InputObject): void {
  if (input.has("privacyContext")) {
    category.privacyContext = input.string("privacyContext") ?? "";
    category.privacyContexts = joinContexts(ctx.store, category);
  } else if (categoriesOf(ctx.store).get(category.id) === undefined) {
    category.privacyContexts = parentOf(ctx.store, category)?.privacyContexts ?? "";
  }
}

function setInheritance(ctx: CallContext, category: Category, input: InputObject): void {
  const type = input.number("inheritanceType");
  if (type === undefined) return;
  category.inheritanceType = type;
  const source = type === INHERIT ? inheritedParentId(ctx.store, category) : undefined;
  if (source === undefined) delete category.inheritedParentId;
  else category.inheritedParentId = source;
}

function setOwner(category: Category, input: InputObject): void {
  const owner = input.string("owner") ?? "";
  if (input.isCleared("owner")) delete category.owner;
  if (owner === "" || owner === category.owner) return;
  category.owner = owner;
  addManager(category, owner);
}

/** An owner is a member; former ones stay. */
function addManager(category: Category, userId: string): void {
  if (category.members.includes(userId)) return;
  category.members.push(userId);
  category.membersCount += 1;
}

/** Path and depth after a new name or parent, unless another category is there. */
function place(ctx: CallContext, next: Category, before: Category): void {
  const isMoved = (next.parentId ?? 0) !== (before.parentId ?? 0);
  if (next.name === before.name && !isMoved) return;
  placeInTree(ctx.store, next);
  refuseDuplicate(ctx.store, next);
}

/** Save a changed category and put what follows from it on the list of background work. */
function store(ctx: CallContext, category: Category, next: Category): void {
  const before: Category = { ...category };
  const changed: Record<string, unknown> = { ...next };
  for (const field of Object.keys(category)) if (!(field in next)) changed[field] = undefined;
  categoriesOf(ctx.store).update(category, { ...changed, updatedAt: ctx.now });
  const { partnerId } = ctx;
  const isMoved = (before.parentId ?? 0) !== (next.parentId ?? 0);
  const isRenamed = before.name !== next.name;
  const isReopened = before.privacyContexts !== next.privacyContexts;
  if (isMoved) {
    countChildren(ctx.store, findCategory(ctx.store, partnerId, before.parentId ?? 0), ctx.now);
    countChildren(ctx.store, parentOf(ctx.store, category), ctx.now);
    ctx.enqueue(INDEX_CATEGORIES, { partnerId, ids: [...pathOf(before), ...pathOf(category)] });
  }
  const wasAbove = descendantsOf(ctx.store, category, before.fullIds).length > 0;
  const reaches = isMoved || isRenamed || isReopened || before.inheritanceType !== next.inheritanceType;
  if (reaches && wasAbove) {
    ctx.enqueue(INDEX_CATEGORIES, { partnerId, fullIds: before.fullIds, lock: isMoved });
  }
  if (isRenamed && !isMoved) ctx.enqueue(INDEX_CATEGORIES, { partnerId, ids: [category.id] });
  if (isReopened && next.privacyContexts === "" && next.inheritanceType !== INHERIT) {
    ctx.enqueue(ASYNC_DELETE, { usersOf: category.id });
  }
}

function pathOf(category: Category): number[] {
  return category.fullIds.split(">").map(Number);
}
