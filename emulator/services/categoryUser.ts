import { type Category, categoriesOf, DELETED, INHERIT, requireCategory } from "../categories/model.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import "../types/categoryUser.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

/** No recording has this service: it follows the back end's source as far as that is known. */

const ACTIVE = 1;
const NOT_ACTIVE = 3;
const GONE = 4;

const MANAGER = 0;

/** By level: manager, moderator, contributor, member, none. */
const NAMES = [
  "CATEGORY_EDIT,CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  "CATEGORY_MODERATE,CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  "CATEGORY_CONTRIBUTE,CATEGORY_VIEW",
  "CATEGORY_VIEW",
  "",
];

interface Member extends Entity {
  id: number;
  categoryId: number;
  userId: string;
  permissionNames: string;
  status: number;
  createdAt: number;
  updatedAt: number;
  updateMethod: number;
  categoryFullIds: string;
}

const key = { categoryId: required.int(), userId: required.string() };

/** `categoryUser`: who is a member of which category. */
export const categoryUser = defineService({
  name: "categoryUser",
  access: "user",
  actions: {
    add: action({
      params: { categoryUser: required.object("KalturaCategoryUser") },
      run(ctx, args) {
        const input = args.categoryUser;
        requireField(input, "categoryId");
        requireField(input, "userId");
        validateForAdd(input);
        const category = requireCategory(ctx.store, ctx.partnerId, input.number("categoryId") ?? 0);
        if (category.inheritanceType === INHERIT) {
          throw apiError("CATEGORY_INHERIT_MEMBERS", { CATEGORY_ID: category.id });
        }
        const userId = input.string("userId") ?? "";
        if (find(ctx, category, userId)) throw apiError("CATEGORY_USER_ALREADY_EXISTS");
        const member = insert(
          ctx,
          category,
          userId,
          namesIn(input) ?? NAMES[category.defaultPermissionLevel]!,
        );
        return toAnswer(membersOf(ctx).update(member, { updateMethod: input.number("updateMethod") ?? 0 }));
      },
    }),

    get: action({
      params: key,
      run: (ctx, args) => toAnswer(requireMember(ctx, args).member),
    }),

    update: action({
      params: { ...key, categoryUser: required.object("KalturaCategoryUser"), override: optional.bool() },
      run(ctx, args) {
        const { member, category } = requireMember(ctx, args);
        validateForUpdate(args.categoryUser, { ...member });
        if (member.userId === category.owner) throw apiError("CANNOT_UPDATE_CATEGORY_USER_OWNER");
        const names = namesIn(args.categoryUser);
        const method = args.categoryUser.number("updateMethod");
        return toAnswer(
          membersOf(ctx).update(member, {
            ...(names === undefined ? {} : { permissionNames: names }),
            ...(method === undefined ? {} : { updateMethod: method }),
            updatedAt: ctx.now,
          }),
        );
      },
    }),

    delete: action({
      params: key,
      run(ctx, args) {
        const { member, category } = requireMember(ctx, args);
        if (member.userId === category.owner) throw apiError("CANNOT_UPDATE_CATEGORY_USER_OWNER");
        membersOf(ctx).update(member, { status: GONE, updatedAt: ctx.now });
        count(ctx, category, -1);
        return null;
      },
    }),

    activate: action({
      params: key,
      run(ctx, args) {
        membersOf(ctx).update(requireMember(ctx, args).member, { status: ACTIVE, updatedAt: ctx.now });
        return null;
      },
    }),

    deactivate: action({
      params: key,
      run(ctx, args) {
        membersOf(ctx).update(requireMember(ctx, args).member, { status: NOT_ACTIVE, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaCategoryUserFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const needed = ["categoryIdEqual", "categoryIdIn", "userIdEqual", "userIdIn"];
        const filter = args.filter;
        if (!filter || !needed.some(name => filter.isSet(name))) {
          throw apiError("MUST_FILTER_USERS_OR_CATEGORY");
        }
        const ids = [filter.number("categoryIdEqual"), ...splitList(filter.string("categoryIdIn") ?? "")];
        for (const id of ids) {
          const category = id === undefined ? undefined : categoriesOf(ctx.store).get(Number(id));
          if (category) owners(ctx, category);
        }
        const found = membersOf(ctx)
          .index()
          .filter(
            one => one.partnerId === ctx.partnerId && one.status !== GONE && passes(filter, valuesOf(one)),
          );
        const page = pageOf(found, filter, args.pager, ["createdAt", "updatedAt"]);
        return listAnswer("KalturaCategoryUserListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),
  },
});

function membersOf(ctx: CallContext): Collection<Member> {
  const categories = categoriesOf(ctx.store);
  return ctx.store.collection<Member>("categoryUsers", {
    isLive: one => one.status !== GONE && categories.get(one.categoryId)?.status !== DELETED,
  });
}

function insert(ctx: CallContext, category: Category, userId: string, permissionNames: string): Member {
  count(ctx, category, 1);
  return membersOf(ctx).insert({
    id: ctx.store.nextNumber("categoryUser"),
    partnerId: ctx.partnerId,
    categoryId: category.id,
    userId,
    permissionNames,
    status: ACTIVE,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    updateMethod: 0,
    categoryFullIds: category.fullIds,
  });
}

/** Who owns a category is its manager, without having been added. */
function owners(ctx: CallContext, category: Category): void {
  for (const userId of category.members) {
    if (membersOf(ctx).find(one => one.categoryId === category.id && one.userId === userId)) continue;
    insert(ctx, category, userId, NAMES[MANAGER]!).system = true;
    count(ctx, category, -1);
  }
}

function find(ctx: CallContext, category: Category, userId: string): Member | undefined {
  owners(ctx, category);
  return membersOf(ctx).find(
    one =>
      one.categoryId === category.id &&
      one.status !== GONE &&
      one.userId.toLowerCase() === userId.toLowerCase(),
  );
}

function requireMember(
  ctx: CallContext,
  args: { categoryId: number; userId: string },
): { member: Member; category: Category } {
  const category = requireCategory(ctx.store, ctx.partnerId, args.categoryId);
  const member = find(ctx, category, args.userId);
  if (!member) {
    throw apiError("INVALID_CATEGORY_USER_ID", { CATEGORY_ID: args.categoryId, USER_ID: args.userId });
  }
  return { member, category };
}

/** Names decide; a level stands for some. */
function namesIn(input: InputObject): string | undefined {
  const level = input.number("permissionLevel");
  return input.string("permissionNames") ?? (level === undefined ? undefined : NAMES[level]);
}

function count(ctx: CallContext, category: Category, by: number): void {
  categoriesOf(ctx.store).update(category, { membersCount: category.membersCount + by });
}

function valuesOf(member: Member): Record<string, unknown> {
  const level = NAMES.indexOf(member.permissionNames);
  return { ...member, ...(level < 0 ? {} : { permissionLevel: level }) };
}

function toAnswer(member: Member): Answer {
  return answer("KalturaCategoryUser", valuesOf(member));
}
