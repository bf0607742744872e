import { type Column, fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { type FilterRule, passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import {
  ACTIVE,
  type CatalogItem,
  DELETED,
  enabledOf,
  findEnabled,
  HUMAN,
  itemAnswer,
  itemsOf,
  requireItem,
} from "../reach/catalog.js";
import { plainChanges } from "../reach/changes.js";
import { AUTO_DETECT } from "../reach/languages.js";
import { type Answer, listAnswer } from "../types/answer.js";
import { checkLength, validateForAdd, validateForUpdate } from "../types/cast.js";
import { CatalogItemStatus, featureOf, featureOfFilter } from "../types/catalogItem.js";
import { isKindOf, p } from "../types/define.js";
import { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

const CLASS = "KalturaVendorCatalogItem";
const LIST = "KalturaVendorCatalogItemListResponse";
const COLUMNS: Readonly<Record<string, Column>> = { name: { chars: 256 }, systemName: { chars: 256 } };

/** `vendorCatalogItem`: what vendors offer. Only the platform's administration writes here. */
export const reachCatalogItem = defineService({
  name: "reach_vendorcatalogitem",
  access: "console",
  plugin: { name: "reach", feature: "reach" },
  actions: {
    add: action({
      params: { vendorCatalogItem: required.object(CLASS) },
      run(ctx, args) {
        const input = args.vendorCatalogItem;
        checkForAdd(ctx, input);
        const item: CatalogItem = {
          id: ctx.store.nextNumber("catalogItem"),
          partnerId: 0,
          // The platform's, not a user's.
          system: true,
          objectType: input.objectType,
          vendorPartnerId: 0,
          name: "",
          systemName: "",
          status: ACTIVE,
          serviceType: 0,
          serviceFeature: featureOf(input.objectType),
          turnAroundTime: 0,
          allowResubmission: false,
          payPerUse: false,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          ...plainChanges(input),
        };
        itemsOf(ctx.store).insert(item);
        const shown = itemAnswer(ctx, fitColumns(itemsOf(ctx.store), item, COLUMNS));
        // What was not sent gets its value from the database only.
        for (const name of ["name", "systemName", "serviceType", "turnAroundTime"]) {
          if (!input.isSet(name)) delete shown[name];
        }
        return shown;
      },
    }),

    get: action({
      params: { id: required.int() },
      access: "user",
      run: (ctx, args) => itemAnswer(ctx, requireItem(ctx.store, args.id)),
    }),

    update: action({
      params: { id: required.int(), vendorCatalogItem: required.object(CLASS) },
      run(ctx, args) {
        const item = requireItem(ctx.store, args.id);
        const input = args.vendorCatalogItem;
        checkForUpdate(ctx, input, item);
        // These two have a value in every input, so each update sets them.
        const always = { allowResubmission: false, payPerUse: false };
        itemsOf(ctx.store).update(item, { ...always, ...plainChanges(input), updatedAt: ctx.now });
        return itemAnswer(ctx, fitColumns(itemsOf(ctx.store), item, COLUMNS));
      },
    }),

    updateStatus: action({
      params: { id: required.int(), status: required.enum(p.enum(CatalogItemStatus)) },
      run(ctx, args) {
        const item = requireItem(ctx.store, args.id);
        if (args.status === ACTIVE) refuseKnownName(ctx, item.systemName, item.id);
        return itemAnswer(ctx, itemsOf(ctx.store).update(item, { status: args.status, updatedAt: ctx.now }));
      },
    }),

    delete: action({
      params: { id: required.int() },
      run(ctx, args) {
        const item = requireItem(ctx.store, args.id);
        const used = enabledOf(ctx.store).find(
          one => one.catalogItemId === item.id && one.status !== DELETED,
        );
        if (used) throw apiError("CATALOG_ITEM_CANNOT_BE_DELETED", { ID: item.id });
        itemsOf(ctx.store).update(item, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: { filter: optional.object(`${CLASS}Filter`), pager: optional.object("KalturaFilterPager") },
      access: "user",
      run: (ctx, args) => list(ctx, args.filter, args.pager),
    }),
  },
});

function checkForAdd(ctx: CallContext, input: InputObject): void {
  const { objectType } = input;
  const demanded = ["Captions", "Alignment", "Chaptering", "AudioDescription"].some(kind =>
    isKindOf(objectType, `KalturaVendor${kind}CatalogItem`),
  );
  if (/Vendor(Translation|SignLanguage)CatalogItem/.test(objectType)) demand(input, ["targetLanguage"]);
  if (demanded) demand(input, ["sourceLanguage"]);
  // Of these one is enough.
  demand(input, ["vendorPartnerId", "serviceType", "turnAroundTime", "pricing"]);
  check(ctx, input, undefined);
  validateForAdd(input);
}

function checkForUpdate(ctx: CallContext, input: InputObject, item: CatalogItem): void {
  check(ctx, input, item);
  validateForUpdate(input, item);
}

/** The error names the fields without their class. */
function demand(input: InputObject, names: readonly string[]): void {
  if (names.some(name => input.isSet(name))) return;
  throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: names.join("/") });
}

function check(ctx: CallContext, input: InputObject, item: CatalogItem | undefined): void {
  if (/Vendor(Live)?TranslationCatalogItem/.test(input.objectType)) {
    const language = input.string("targetLanguage");
    if (language === AUTO_DETECT) throw apiError("TARGET_LANGUAGE_NOT_SUPPORTED", { LANGUAGE: language });
  }
  checkVendor(ctx, input.number("vendorPartnerId"), item);
  const systemName = input.string("systemName");
  if (systemName !== undefined) {
    checkLength(systemName, `${input.objectType}::systemName`, 3);
    if (systemName.trim() !== "") refuseKnownName(ctx, systemName, item?.id);
  }
  const serviceType = [input.number("serviceType"), item?.serviceType];
  if (input.bool("allowResubmission") === true && serviceType.includes(HUMAN)) {
    throw apiError("CATALOG_ITEM_ONLY_MACHINE_ALLOWED_RESUBMISSION");
  }
}

/** An update that does not name the vendor again fails as one that names nobody. */
function checkVendor(ctx: CallContext, vendorId: number | undefined, item: CatalogItem | undefined): void {
  if (item && vendorId === item.vendorPartnerId) return;
  const vendor = vendorId === undefined ? undefined : ctx.core.accounts.get(vendorId);
  if (!vendor) throw apiError("VENDOR_PARTNER_ID_NOT_FOUND", { PARTNER_ID: vendorId });
  if (!vendor.isVendor) throw apiError("PARTNER_NOT_VENDOR", { PARTNER_ID: vendorId });
}

function refuseKnownName(ctx: CallContext, systemName: string, except: number | undefined): void {
  const other = itemsOf(ctx.store).find(
    item => item.systemName === systemName && item.id !== except && item.status !== DELETED,
  );
  if (other) throw apiError("VENDOR_CATALOG_ITEM_DUPLICATE_SYSTEM_NAME", { NAME: systemName });
}

/** Fields of the filter that are no properties of an item. */
const NO_PROPERTY: Readonly<Record<string, FilterRule<CatalogItem>>> = {
  partnerIdEqual: () => true,
  catalogItemIdEqual: () => true,
};

function list(ctx: CallContext, filter: InputObject | undefined, pager: InputObject | undefined): Answer {
  const caller = ctx.requireSession().partnerId;
  const byConsole = ctx.core.accounts.get(caller)?.isConsole === true;
  const asked = filter?.number("partnerIdEqual") || undefined;
  // Nobody but the administration sees what another account may order.
  if (asked !== undefined && asked !== caller && !byConsole) return listAnswer(LIST, []);
  const ofAccount = asked ?? (byConsole || (filter?.number("idEqual") ?? 0) !== 0 ? undefined : caller);
  const itemId = filter?.number("catalogItemIdEqual") || undefined;
  if (ofAccount === undefined && itemId !== undefined) return accountsOf(ctx, itemId, pager);

  const feature = filter === undefined ? undefined : featureOfFilter(filter.objectType);
  const found = itemsOf(ctx.store).where(
    item =>
      item.status !== DELETED &&
      (feature === undefined || item.serviceFeature === feature) &&
      (ofAccount === undefined || findEnabled(ctx.store, item.id, ofAccount) !== undefined) &&
      (filter === undefined || passes(filter, item, NO_PROPERTY)),
  );
  // The newest first, unless the caller says otherwise.
  const ordered = filter ?? new InputObject(`${CLASS}Filter`, new Map());
  const order = ordered.has("orderBy") ? ordered : ordered.with({ orderBy: "-id" });
  const page = pageOf(found, order, pager, ["id", "createdAt", "updatedAt"], { searched: false });
  const objects = page.objects.map(item => {
    if (ofAccount === undefined) return itemAnswer(ctx, item);
    const { defaultReachProfileId } = findEnabled(ctx.store, item.id, ofAccount)!;
    return itemAnswer(ctx, item, {
      defaultReachProfileId,
      ...(byConsole ? { partnerId: ofAccount } : {}),
    });
  });
  return listAnswer(LIST, objects, page.totalCount);
}

/** One item once for each account that may order it. */
function accountsOf(ctx: CallContext, itemId: number, pager: InputObject | undefined): Answer {
  const item = requireItem(ctx.store, itemId);
  const found = enabledOf(ctx.store).where(one => one.catalogItemId === itemId && one.status === ACTIVE);
  const page = pageOf(found, undefined, pager, [], { searched: false });
  const objects = page.objects.map(({ partnerId, defaultReachProfileId }) =>
    itemAnswer(ctx, item, { partnerId, defaultReachProfileId }),
  );
  return listAnswer(LIST, objects, page.totalCount);
}
