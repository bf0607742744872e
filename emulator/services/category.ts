import { refuseWhenLocked } from "../categories/check.js";
import "../categories/filters.js";
import { listCategories } from "../categories/list.js";
import { CATEGORY_COLUMNS, type Category, categoriesOf, requireCategory } from "../categories/model.js";
import "../categories/onEntries.js";
import { categoryAnswer } from "../categories/read.js";
import { addCategory, deleteCategory, moveCategories, updateCategory } from "../categories/write.js";
import { fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { listAnswer } from "../types/answer.js";
import "../types/category.js";
import { NullableBoolean } from "../types/define.js";
import { action, defineService, optional, required } from "./define.js";

/** `category`: the tree in which entries are sorted. */
export const category = defineService({
  name: "category",
  access: "admin",
  actions: {
    add: action({
      params: { category: required.object("KalturaCategory") },
      run: (ctx, args) => categoryAnswer(ctx.store, asSent(ctx, addCategory(ctx, args.category)), true),
    }),

    get: action({
      params: { id: required.int() },
      access: "session",
      run: (ctx, args) => categoryAnswer(ctx.store, requireCategory(ctx.store, ctx.partnerId, args.id)),
    }),

    update: action({
      params: { id: required.int(), category: required.object("KalturaCategory") },
      run(ctx, args) {
        const found = requireCategory(ctx.store, ctx.partnerId, args.id);
        return categoryAnswer(ctx.store, asSent(ctx, updateCategory(ctx, found, args.category)));
      },
    }),

    delete: action({
      params: {
        id: required.int(),
        moveEntriesToParentCategory: optional.enum({ type: "nullableBool", enum: NullableBoolean }),
      },
      run(ctx, args) {
        refuseWhenLocked(ctx);
        const found = requireCategory(ctx.store, ctx.partnerId, args.id);
        deleteCategory(ctx, found, args.moveEntriesToParentCategory !== 0);
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaCategoryFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      access: "session",
      run(ctx, args) {
        const page = listCategories(ctx, args.filter, args.pager);
        const objects = page.objects.map(found => categoryAnswer(ctx.store, found));
        return listAnswer("KalturaCategoryListResponse", objects, page.totalCount);
      },
    }),

    move: action({
      params: { categoryIds: required.string(), targetCategoryParentId: required.int() },
      run(ctx, args) {
        moveCategories(ctx, args.categoryIds, args.targetCategoryParentId);
        return true;
      },
    }),

    index: action({ params: { id: required.int() }, access: "nobody", run: () => null }),
    unlockCategories: action({ access: "nobody", run: () => null }),
  },
});

/** The answer to a write: values as they were sent, before the database has cut them. */
function asSent(ctx: CallContext, found: Category): Category {
  return fitColumns(categoriesOf(ctx.store), found, CATEGORY_COLUMNS);
}
