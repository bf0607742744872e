import { type Column, fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { READY as ENTRY_READY, type Entry, findEntry, LIVE_STREAM, MEDIA, ROOM } from "../entries/model.js";
import { apiError } from "../errors.js";
import { splitList } from "../lists/filter.js";
import { addEvent } from "../schedule/write.js";
import { requireField, validateForAdd } from "../types/cast.js";
import { InputObject, type InputValue } from "../types/input.js";
import { type CatalogItem, findEnabled, isA, requireItem } from "./catalog.js";
import { plainChanges } from "./changes.js";
import { covers, isActive, isSynced, synced } from "./credit.js";
import { checkAgainstItem, checkJobData, eventOf, isForATime, storedJobData } from "./jobData.js";
import { isPriced, priceOf, unitsOf } from "./pricing.js";
import {
  isModerated,
  isOutputModerated,
  profilesOf,
  type ReachProfile,
  requireActiveProfile,
} from "./profiles.js";
import { enterQueue, queued, saveTask } from "./status.js";
import {
  ABORTED,
  accessKeyFor,
  FOR_ASSET,
  FOR_ENTRY,
  FOR_EXTERNAL,
  type JobData,
  PENDING,
  PENDING_ENTRY_READY,
  PENDING_MODERATION,
  PROCESSING,
  READY,
  tasksOf,
  type VendorTask,
} from "./tasks.js";

const NO_CONTENT = 7;
const DOCUMENT = 10;
const VIDEO = 1;
const IMAGE = 2;
const AUDIO = 5;
const SHORTEST = 10;
const MANUAL = 1;

/** Columns of a task that may change a value. */
export const TASK_COLUMNS: Readonly<Record<string, Column>> = { context: { chars: 256 } };

/** What an order comes to, once its parts are found. */
interface Order {
  input: InputObject;
  forWhat: number;
  entry: Entry | undefined;
  item: CatalogItem;
  profile: ReachProfile;
  units: number | undefined;
  jobData: JobData | undefined;
}

/** Place an order. Gives back the task as the answer to the call shows it. */
export function addTask(ctx: CallContext, sent: InputObject): VendorTask {
  // What only vendors say, the state above all, is dropped without a word.
  const input = sent.with({
    ...{ status: undefined, errDescription: undefined, accuracy: undefined },
    ...{ outputObjectId: undefined, externalTaskId: undefined },
  });
  const order = readOrder(ctx, input);
  checkOrder(ctx, order);
  refuseDuplicate(ctx, order);
  const excluded = splitList(order.item.adminTagsToExclude ?? "");
  if (splitList(order.entry?.adminTags ?? "").some(tag => excluded.includes(tag))) {
    throw apiError("TASK_NOT_CREATED", { ENTRY_ID: order.entry?.id, CATALOG_ITEM_ID: order.item.id });
  }
  const task = makeTask(ctx, order);
  if (isForATime(input.object("taskJobData")) && !task.taskJobData?.scheduledEventId) {
    task.taskJobData = { ...task.taskJobData!, scheduledEventId: makeEvent(ctx, task) };
  }
  task.id = ctx.store.nextNumber("vendorTask");
  if (task.status === PENDING) Object.assign(task, queued(ctx, task));
  tasksOf(ctx.store).insert(task);
  if (task.status === PENDING) enterQueue(ctx, task);
  const shown = fitColumns(tasksOf(ctx.store), task, TASK_COLUMNS);
  // Where nothing is charged yet, the price comes from the database only.
  const price = order.item.payPerUse ? undefined : priceOf(order.item, order.units);
  if (price === undefined) delete (shown as Partial<VendorTask>).price;
  return shown;
}

/** The checks that the server makes before it looks what the account may order, in its order. */
function readOrder(ctx: CallContext, input: InputObject): Order {
  requireField(input, "catalogItemId");
  const forWhat = input.number("entryObjectType") || FOR_ENTRY;
  if (forWhat !== FOR_EXTERNAL) requireField(input, "entryId");
  const data = input.object("taskJobData");
  const entryId = input.string("entryId") ?? "";
  const entry = forWhat === FOR_ENTRY ? orderable(ctx, entryId, data) : undefined;
  if (forWhat === FOR_ASSET) throw apiError("ASSET_ID_NOT_FOUND", { ID: entryId });
  if (forWhat === FOR_EXTERNAL) requireField(input, "externalObjectId");
  checkPartnerData(input);
  if (data) checkJobData(ctx, data);
  const itemId = input.number("catalogItemId") ?? 0;
  const item = requireItem(ctx.store, itemId);
  if (forWhat === FOR_EXTERNAL && !item.payPerUse) {
    throw apiError("EXTERNAL_OBJECT_REQUIRES_PAY_PER_USE_CATALOG_ITEM", { CATALOG_ITEM_ID: itemId });
  }
  if (data) checkAgainstItem(ctx, data, item);
  validateForAdd(input);
  if (data) validateForAdd(data);

  const enabled = findEnabled(ctx.store, item.id, ctx.partnerId);
  if (!enabled) throw apiError("CATALOG_ITEM_NOT_ENABLED_FOR_ACCOUNT", { ID: item.id });
  const profileId = input.isSet("reachProfileId")
    ? input.number("reachProfileId")
    : enabled.defaultReachProfileId;
  if (profileId === undefined) requireField(input, "reachProfileId");
  const profile = requireActiveProfile(ctx.store, ctx.partnerId, profileId!);
  const jobData = data && storedJobData(ctx, data);
  const asked = input.number("unitsUsed");
  const units = isPriced(item) ? unitsOf(item, entry, jobData?.entryDuration, asked) : asked;
  return { input, forWhat, entry, item, profile, units, jobData };
}

/** An entry for which something can be ordered. */
function orderable(ctx: CallContext, id: string, data: InputObject | undefined): Entry {
  const entry = findEntry(ctx.store, ctx.partnerId, id);
  if (!entry) throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: id });
  const isUsable = entry.status === ENTRY_READY || (entry.type === ROOM && entry.status === NO_CONTENT);
  if (!isUsable) throw apiError("ENTRY_NOT_READY", { STATUS: entry.status });
  if (![MEDIA, LIVE_STREAM, DOCUMENT, ROOM].includes(entry.type)) {
    throw apiError("ENTRY_TYPE_NOT_SUPPORTED", { TYPE: entry.type });
  }
  const event = isForATime(data) ? eventOf(ctx, data) : undefined;
  if (event && event.templateEntryId !== id) {
    throw apiError("TASK_EVENT_ENTRY_ID_MISMATCH", { ENTRY_ID: id, EVENT_ID: event.id });
  }
  return entry;
}

/** Only an object in JSON will do. */
export function checkPartnerData(input: InputObject): void {
  const text = input.string("partnerData");
  if (text === undefined) return;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  } catch {
    // No JSON at all.
  }
  throw apiError("PARTNER_DATA_NOT_VALID_JSON_STRING");
}

function checkOrder(ctx: CallContext, { entry, item, profile, units, jobData, input }: Order): void {
  const entryId = entry?.id ?? input.string("externalObjectId");
  const isLive = isA(item, "Live");
  const hasMinimum = isA(item, "Captions") || /Dubbing|AudioDescription/.test(item.objectType);
  if (entry && hasMinimum && !isLive && entry.duration < SHORTEST) {
    throw apiError("ENTRY_TOO_SHORT", { ENTRY_ID: entry.id });
  }
  if (
    entry &&
    !(suits(item, entry) && entry.duration <= (item.maxVideoDuration ?? Number.POSITIVE_INFINITY))
  ) {
    throw apiError("FEATURE_TYPE_NOT_SUPPORTED_FOR_ENTRY", { FEATURE: item.serviceFeature, ID: entry.id });
  }
  const hasCaption = jobData?.objectType === "KalturaTranslationVendorTaskData" && jobData.captionAssetId;
  if (isA(item, "Translation") && (item.requireSource ?? true) && !hasCaption) {
    throw apiError("REQUIRE_CAPTION", { CATALOG_ITEM_ID: item.id });
  }
  if (!isPriced(item)) return;
  const args = { ENTRY_ID: entryId, CATALOG_ITEM_ID: item.id };
  countAfresh(ctx, profile);
  if (!isActive(profile.credit, ctx.now)) throw apiError("CREDIT_EXPIRED", args);
  if (!item.payPerUse && units === undefined) {
    throw apiError("MISSING_MANDATORY_PARAMETER", { PARAM_NAME: "unitsUsed" });
  }
  const price = priceOf(item, units) ?? 0;
  if (!covers(profile.credit, profile.usedCredit, price, item.payPerUse, ctx.now)) {
    throw apiError("EXCEEDED_MAX_CREDIT_ALLOWED", args);
  }
}

/** Once a day, with the first order, the profile's spent credit is counted afresh. */
function countAfresh(ctx: CallContext, profile: ReachProfile): void {
  if (isSynced(profile.credit, ctx.now)) return;
  const finished = (from: number, queuedUntil: number | undefined): number =>
    tasksOf(ctx.store)
      .where(
        task =>
          task.reachProfileId === profile.id &&
          task.status === READY &&
          (task.finishTime ?? 0) >= from &&
          (queuedUntil === undefined || (task.queueTime ?? 0) <= queuedUntil),
      )
      .reduce((sum, task) => sum + task.price, 0);
  const { credit, used } = synced(profile.credit, finished, ctx.now);
  profilesOf(ctx.store).update(profile, { credit, usedCredit: used, updatedAt: ctx.now });
}

/** Can the feature be made of such an entry? */
function suits(item: CatalogItem, entry: Entry): boolean {
  const { type, mediaType = 0 } = entry;
  const isMedia = type === MEDIA;
  if (isA(item, "Live")) return isMedia || type === LIVE_STREAM || type === ROOM;
  if (isA(item, "SignLanguage") || isA(item, "IntelligentTagging")) return isMedia || type === LIVE_STREAM;
  if (isA(item, "VideoAnalysis")) return isMedia && mediaType === VIDEO;
  if (isA(item, "SpeechToVideo")) return isMedia && mediaType === AUDIO;
  if (isA(item, "AvatarVod")) return isMedia;
  if (isA(item, "DocumentEnrichment")) return isMedia && mediaType === IMAGE;
  return isMedia && (mediaType === VIDEO || mediaType === AUDIO);
}

/** One order at a time for an entry and an item, and no second one for what is done, unless the item allows it. */
function refuseDuplicate(ctx: CallContext, { forWhat, entry, item, input }: Order): void {
  if (forWhat === FOR_EXTERNAL || !entry) return;
  const open = [PENDING, PENDING_MODERATION, PROCESSING];
  const known = tasksOf(ctx.store)
    .where(
      task =>
        task.partnerId === ctx.partnerId &&
        task.entryId === entry.id &&
        task.catalogItemId === item.id &&
        [...open, READY, PENDING_ENTRY_READY].includes(task.status),
    )
    .at(-1);
  if (!known) return;
  const maybeAgain = item.allowResubmission || isForATime(input.object("taskJobData"));
  if (maybeAgain && !open.includes(known.status)) return;
  throw apiError("ENTRY_VENDOR_TASK_DUPLICATION", {
    ENTRY_ID: entry.id,
    CATALOG_ITEM_ID: item.id,
    VERSION: known.version,
  });
}

function makeTask(
  ctx: CallContext,
  { input, forWhat, entry, item, profile, units, jobData }: Order,
): VendorTask {
  const externalId = input.string("externalObjectId") ?? "";
  const moderated = isOutputModerated(profile, item.serviceType);
  const dictionary = profile.dictionaries?.find(one => one.language === item.sourceLanguage)?.data;
  const task: VendorTask = {
    id: 0,
    partnerId: profile.partnerId,
    vendorPartnerId: item.vendorPartnerId,
    entryId: entry?.id ?? externalId.slice(0, 31),
    entryObjectType: forWhat,
    status: firstStatus(ctx, entry, item, profile),
    reachProfileId: profile.id,
    catalogItemId: item.id,
    price: item.payPerUse ? 0 : (priceOf(item, units) ?? 0),
    userId: ctx.userId,
    isOutputModerated: moderated,
    // There are no renditions here whose versions could be counted.
    version: 0,
    creationMode: MANUAL,
    serviceType: item.serviceType,
    serviceFeature: item.serviceFeature,
    turnAroundTime: item.turnAroundTime,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    ...plainChanges(input, new Set(["taskJobData", "entryId", "reachProfileId", "entryObjectType"])),
  };
  if (units !== undefined) task.unitsUsed = units;
  if (jobData) task.taskJobData = jobData;
  if (dictionary !== undefined) task.dictionary = dictionary;
  if (entry) task.accessKey = accessKeyFor(ctx.core, ctx.partnerId, entry.id, item, moderated);
  return task;
}

/** Orders of administrators need nobody's approval. */
function firstStatus(
  ctx: CallContext,
  entry: Entry | undefined,
  item: CatalogItem,
  profile: ReachProfile,
): number {
  if (entry && entry.status !== ENTRY_READY) return PENDING_ENTRY_READY;
  return !ctx.isAdmin && isModerated(profile, item.serviceType) ? PENDING_MODERATION : PENDING;
}

/** A task for a time that names no event gets one of its own. */
function makeEvent(ctx: CallContext, task: VendorTask): number {
  const fields: [string, InputValue][] = [
    ["summary", "Auto generated reach event"],
    ["startDate", task.taskJobData?.startDate ?? 0],
    ["endDate", task.taskJobData?.endDate ?? 0],
    ["recurrenceType", 0],
    ["templateEntryId", task.entryId],
  ];
  return addEvent(ctx, new InputObject("KalturaLiveStreamScheduleEvent", new Map(fields))).id;
}

/** Stop a task, with a reason. */
export function abortTask(ctx: CallContext, task: VendorTask, reason: string | undefined): VendorTask {
  return saveTask(ctx, task, {
    status: ABORTED,
    ...(reason === undefined ? {} : { errDescription: reason }),
  });
}
