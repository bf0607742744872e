import type { CallContext } from "../context.js";
import { apiError, type ErrorCode } from "../errors.js";
import { checkLength, requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import { isLocked } from "./jobs.js";
import { type Category, findCategory, INHERIT, inheritedFrom, MANUAL, requireCategory } from "./model.js";
import { categoryValues } from "./read.js";

const MAX_NAME_BYTES = 200;
const USER_ID = /^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]{1,320}$/;
const CONTEXT = /^[a-zA-Z\d]{4,}$/;

/** Values which a category without any privacy context must have, and the error when it is to have others. */
const NEEDS_CONTEXT: readonly [field: string, allowed: number | undefined, code: ErrorCode][] = [
  ["appearInList", 1, "CANNOT_SET_APPEAR_IN_LIST_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["inheritanceType", MANUAL, "CANNOT_SET_INHERITANCE_TYPE_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["privacy", 1, "CANNOT_SET_PRIVACY_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["owner", undefined, "CANNOT_SET_OWNER_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["userJoinPolicy", 3, "CANNOT_SET_USER_JOIN_POLICY_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["contributionPolicy", 1, "CANNOT_SET_CONTIRUBUTION_POLICY_FIELD_WITH_NO_PRIVACY_CONTEXT"],
  ["defaultPermissionLevel", 3, "CANNOT_SET_DEFAULT_PERMISSION_LEVEL_FIELD_WITH_NO_PRIVACY_CONTEXT"],
];

/** What an inheriting category cannot have of its own. */
const INHERITED: readonly [field: string, code: ErrorCode][] = [
  ["owner", "CANNOT_SET_OWNER_WHEN_CATEGORY_INHERIT_MEMBERS"],
  ["userJoinPolicy", "CANNOT_SET_USER_JOIN_POLICY_WHEN_CATEGORY_INHERIT_MEMBERS"],
  ["defaultPermissionLevel", "CANNOT_SET_DEFAULT_PERMISSION_LEVEL_WHEN_CATEGORY_INHERIT_MEMBERS"],
];

/** The server's checks of a new category, in its order. */
export function checkForAdd(ctx: CallContext, input: InputObject): void {
  if ((input.number("parentId") ?? 0) !== 0) refuseWhenLocked(ctx);
  checkContexts(input);
  requireField(input, "name");
  checkName(input);
  checkRules(ctx, input, undefined);
  if (input.has("parentId")) checkParent(ctx, input);
  else refuseInheriting(input);
  validateForAdd(input);
}

/** The same for a change. */
export function checkForUpdate(ctx: CallContext, input: InputObject, category: Category): void {
  const parentId = input.number("parentId") ?? 0;
  if (parentId !== 0 && parentId !== category.parentId) refuseWhenLocked(ctx);
  checkContexts(input);
  if (input.isSet("name")) checkName(input);
  if (input.has("parentId")) checkParent(ctx, input);
  else if (!category.parentId) refuseInheriting(input);
  checkRules(ctx, input, category);
  validateForUpdate(input, categoryValues(ctx.store, category));
}

/** Nothing may change in a tree that is being worked on. */
export function refuseWhenLocked(ctx: CallContext): void {
  if (isLocked(ctx.store, ctx.partnerId)) throw apiError("CATEGORIES_LOCKED");
}

function checkName(input: InputObject): void {
  checkLength(input.string("name") ?? "", "KalturaCategory::name", 1, MAX_NAME_BYTES);
}

function checkContexts(input: InputObject): void {
  const contexts = input.string("privacyContext") ?? "";
  if (contexts === "") return;
  for (const context of contexts.split(",")) {
    if (!CONTEXT.test(context)) throw apiError("PRIVACY_CONTEXT_INVALID_STRING", { CONTEXT: context });
  }
}

function checkParent(ctx: CallContext, input: InputObject): void {
  if (input.isCleared("parentId")) throw apiError("INTERNAL_SERVERL_ERROR");
  const id = input.number("parentId") ?? 0;
  if (id !== 0 && !findCategory(ctx.store, ctx.partnerId, id)) {
    throw apiError("PARENT_CATEGORY_NOT_FOUND", { ID: id });
  }
}

function refuseInheriting(input: InputObject): void {
  if (input.number("inheritanceType") === INHERIT) {
    throw apiError("CANNOT_INHERIT_MEMBERS_WHEN_PARENT_CATEGORY_IS_NOT_SET");
  }
}

/** Rules about privacy and ownership. */
function checkRules(ctx: CallContext, input: InputObject, category: Category | undefined): void {
  const context = input.string("privacyContext") ?? "";
  if (context === "" && (category?.privacyContexts ?? "") === "" && !parentHasContext(ctx, input)) {
    for (const [field, allowed, code] of NEEDS_CONTEXT) {
      const isEmptyOwner = field === "owner" && input.string("owner") === "";
      if (input.isSet(field) && !isEmptyOwner && input.value(field) !== allowed) throw apiError(code);
    }
  }
  if ((input.number("inheritanceType") ?? category?.inheritanceType) === INHERIT) {
    const source = category ? inheritedFrom(ctx.store, category) : undefined;
    for (const [field, code] of INHERITED) {
      // A zero or an empty text counts as not sent.
      const value = input.value(field);
      if (value && (!source || field === "owner" || value !== source[field])) throw apiError(code);
    }
  }
  if (category) refuseWhenLocked(ctx);
  const owner = input.string("owner") ?? "";
  if (owner !== "" && !USER_ID.test(owner)) {
    throw apiError("CANNOT_SET_OWNER_FIELD_WITH_USER_ID", { ID: owner });
  }
  checkAggregation(ctx, input, category);
}

function parentHasContext(ctx: CallContext, input: InputObject): boolean {
  const parentId = input.number("parentId") ?? 0;
  if (parentId === 0) return false;
  return requireCategory(ctx.store, ctx.partnerId, parentId).privacyContexts !== "";
}

/** An aggregation category stands for others and belongs to none itself. */
function checkAggregation(ctx: CallContext, input: InputObject, category: Category | undefined): void {
  const becomes = input.bool("isAggregationCategory") ?? false;
  const ids = input.string("aggregationCategories") ?? "";
  const isOne = category?.isAggregationCategory ?? false;
  const has = (category?.aggregationCategories ?? "") !== "";
  if ((becomes && (ids !== "" || has)) || (ids !== "" && isOne)) {
    throw apiError("AGGREGATION_CATEGORY_WRONG_ASSOCIATION");
  }
  for (const id of ids === "" ? [] : ids.split(",")) {
    const found = requireCategory(ctx.store, ctx.partnerId, Number.parseInt(id, 10) || 0);
    if (!found.isAggregationCategory) throw apiError("AGGREGATION_CATEGORY_WRONG_ASSOCIATION");
  }
}
