import { activateLink, findLink, rejectLink, removeLink, saveLink } from "../categories/links.js";
import { listLinks } from "../categories/list.js";
import { ACTIVE, type Category, type CategoryEntry, linksOf, requireCategory } from "../categories/model.js";
import "../categories/onEntries.js";
import type { CallContext } from "../context.js";
import { findEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { answer, listAnswer } from "../types/answer.js";
import { requireField, validateForAdd } from "../types/cast.js";
import "../types/category.js";
import { touchEvents } from "../schedule/touch.js";
import { action, defineService, optional, required } from "./define.js";

const PENDING = 1;
const MAX_CATEGORIES = 32;

const pair = { entryId: required.string(), categoryId: required.int() };

/** `categoryEntry`: which entries are in which categories. */
export const categoryEntry = defineService({
  name: "categoryEntry",
  access: "user",
  actions: {
    add: action({
      params: { categoryEntry: required.object("KalturaCategoryEntry") },
      run(ctx, args) {
        const input = args.categoryEntry;
        requireField(input, "categoryId");
        requireField(input, "entryId");
        validateForAdd(input);
        const entryId = (input.string("entryId") ?? "").trim();
        requireEntryOf(ctx, entryId);
        const category = requireCategory(ctx.store, ctx.partnerId, input.number("categoryId") ?? 0);
        const link = addLink(ctx, category, entryId);
        touchEvents(ctx, entryId);
        return answer("KalturaCategoryEntry", { ...link });
      },
    }),

    delete: action({
      params: pair,
      run(ctx, args) {
        const link = findLink(ctx.store, args.categoryId, args.entryId);
        if (!link) throw apiError("ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY");
        requireEntryOf(ctx, args.entryId);
        requireCategory(ctx.store, ctx.partnerId, args.categoryId);
        removeLink(ctx.store, link, ctx.now);
        touchEvents(ctx, args.entryId);
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaCategoryEntryFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const names = ["entryIdEqual", "entryIdIn", "categoryIdEqual", "categoryIdIn"];
        const isNarrow = names.some(name => args.filter?.isSet(name) && args.filter.value(name));
        if (!isNarrow && !ctx.isAdmin) throw apiError("MUST_FILTER_ON_ENTRY_OR_CATEGORY");
        const page = listLinks(ctx, args.filter, args.pager);
        const objects = page.objects.map(link => answer("KalturaCategoryEntry", { ...link }));
        return listAnswer("KalturaCategoryEntryListResponse", objects, page.totalCount);
      },
    }),

    activate: action({
      params: pair,
      run(ctx, args) {
        const { category, link } = requireLink(ctx, args);
        if (link?.status !== PENDING) throw apiError("ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY");
        activateLink(ctx.store, category, link, ctx.now);
        touchEvents(ctx, args.entryId);
        return null;
      },
    }),

    reject: action({
      params: pair,
      run(ctx, args) {
        const { category, link } = requireLink(ctx, args);
        if (!link) throw apiError("ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY");
        if (link.status !== PENDING) throw apiError("CANNOT_REJECT_CATEGORY_ENTRY_SINCE_IT_IS_NOT_PENDING");
        rejectLink(ctx.store, category, link);
        return null;
      },
    }),

    syncPrivacyContext: action({ params: pair, access: "nobody", run: () => null }),
    index: action({ params: pair, access: "nobody", run: () => null }),
  },
});

/** A new row, or an old one that was waiting or refused taken up again. */
function addLink(ctx: CallContext, category: Category, entryId: string): CategoryEntry {
  const own = linksOf(ctx.store).where(link => link.entryId === entryId);
  if (own.filter(link => link.status === ACTIVE || link.status === PENDING).length >= MAX_CATEGORIES) {
    throw apiError("MAX_CATEGORIES_FOR_ENTRY_REACHED", { CATEGORIES: MAX_CATEGORIES });
  }
  const known = own.find(link => link.categoryId === category.id);
  if (known?.status === ACTIVE) throw apiError("CATEGORY_ENTRY_ALREADY_EXISTS");
  if (known) linksOf(ctx.store).remove(known.id);
  const waits = category.moderation === true && ctx.privilege("enablecategorymoderation") !== undefined;
  const link: Omit<CategoryEntry, "id"> = {
    partnerId: ctx.partnerId,
    categoryId: category.id,
    entryId,
    createdAt: ctx.now,
    categoryFullIds: category.fullIds,
    status: waits ? PENDING : ACTIVE,
  };
  if (ctx.userId !== "") link.creatorUserId = ctx.userId;
  return saveLink(ctx.store, link, ctx.now);
}

function requireLink(
  ctx: CallContext,
  args: { entryId: string; categoryId: number },
): { category: Category; link: CategoryEntry | undefined } {
  requireEntryOf(ctx, args.entryId);
  const category = requireCategory(ctx.store, ctx.partnerId, args.categoryId);
  return { category, link: findLink(ctx.store, args.categoryId, args.entryId) };
}

function requireEntryOf(ctx: CallContext, entryId: string): void {
  if (!findEntry(ctx.store, ctx.partnerId, entryId)) throw apiError("INVALID_ENTRY_ID", { ID: entryId });
}
