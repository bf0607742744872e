import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { findEvent, LIVE_STREAM_EVENT, type ScheduleEvent } from "../schedule/model.js";
import { checkRange, requireField } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import { type CatalogItem, isA } from "./catalog.js";
import { plainChanges } from "./changes.js";
import type { JobData } from "./tasks.js";

const SCHEDULED = "KalturaScheduledVendorTaskData";
const MINUTE = 60;
/** How far before and after its event a task may reach. */
const MARGIN = 6 * 3600;

/** Is it the data of a task for a time? */
export function isForATime(data: InputObject | undefined): data is InputObject {
  return data?.objectType === SCHEDULED;
}

/** The event that the data name. */
export function eventOf(ctx: CallContext, data: InputObject): ScheduleEvent | undefined {
  const id = data.number("scheduledEventId");
  return id === undefined ? undefined : findEvent(ctx.store, ctx.partnerId, id);
}

/** The server's checks of what an order says beside entry and item. */
export function checkJobData(ctx: CallContext, data: InputObject): void {
  checks[data.objectType]?.(ctx, data);
}

const checks: Readonly<Record<string, (ctx: CallContext, data: InputObject) => void>> = {
  [SCHEDULED]: checkTimes,
  KalturaTranslationVendorTaskData: checkCaption,
  KalturaAlignmentVendorTaskData(_, data) {
    requireField(data, "textTranscriptAssetId");
    // There are no transcripts here, so none is found.
    throw apiError("ATTACHMENT_ASSET_ID_NOT_FOUND", { ASSET_ID: data.string("textTranscriptAssetId") });
  },
  KalturaSummaryVendorTaskData(_, data) {
    requireField(data, "typeOfSummary");
    requireField(data, "writingStyle");
  },
  KalturaClipsVendorTaskData: (_, data) => requireField(data, "clipsDuration"),
  KalturaIntelligentTaggingVendorTaskData(_, data) {
    const assetId = data.string("assetId");
    if (assetId) throw apiError("ASSET_ID_NOT_FOUND", { ID: assetId });
  },
};

function checkTimes(ctx: CallContext, data: InputObject): void {
  if (!data.isSet("startDate") || !data.isSet("endDate")) requireField(data, "scheduledEventId");
  if (!data.isSet("scheduledEventId")) return;
  const event = eventOf(ctx, data);
  if (!event) throw apiError("SCHEDULE_EVENT_ID_NOT_FOUND", { ID: data.number("scheduledEventId") });
  const start = data.number("startDate") || undefined;
  const end = data.number("endDate") || undefined;
  const title = (name: string): string => `${SCHEDULED}::${name}`;
  if (start) checkRange(start, title("startDate"), event.startDate - MARGIN, event.endDate);
  if (end) checkRange(end, title("endDate"), event.startDate, event.endDate + MARGIN);
  if (start && end) checkRange(start, title("startDate"), undefined, end);
}

function checkCaption(ctx: CallContext, data: InputObject): void {
  const id = data.string("captionAssetId");
  if (!id) return;
  const caption = ctx.store
    .collection<{ id: string; partnerId: number; status: number }>("captionAssets")
    .get(id);
  if (caption?.partnerId !== ctx.partnerId || caption.status === 3) {
    throw apiError("CAPTION_ASSET_ID_NOT_FOUND", { ASSET_ID: id });
  }
}

/** Does the item take an order for this time? */
export function checkAgainstItem(ctx: CallContext, data: InputObject, item: CatalogItem): void {
  if (!isForATime(data)) return;
  const kind = (className: string): string => className.replace(/^Kaltura/, "");
  if (!isA(item, "Live")) {
    throw apiError("CATALOG_ITEM_AND_JOB_DATA_MISMATCH", {
      CATALOG_ITEM_TYPE: kind(item.objectType),
      TASK_DATA_TYPE: SCHEDULED,
    });
  }
  const event = eventOf(ctx, data);
  if (isA(item, "LiveCaption") && event && event.objectType !== LIVE_STREAM_EVENT) {
    throw apiError("CATALOG_ITEM_DOES_NOT_SUPPORT_EVENT_TYPE", {
      CATALOG_ITEM_TYPE: kind(item.objectType),
      EVENT_TYPE: kind(event.objectType),
    });
  }
  const { startDate, endDate } = timesOf(data, event);
  if (startDate - ctx.now < (item.minimalOrderTime ?? 0) * MINUTE) {
    throw apiError("TOO_LATE_ORDER", {
      EVENT_ID: data.number("scheduledEventId"),
      CATALOG_ITEM_ID: item.id,
      MINIMAL_ORDER_TIME: item.minimalOrderTime,
    });
  }
  const limit = (item.durationLimit ?? 0) * MINUTE;
  if (endDate - startDate > limit) {
    throw apiError("TOO_LONG_SCHEDULED_TASK", {
      TASK_DURATION: endDate - startDate,
      DURATION_LIMIT: limit,
      CATALOG_ITEM_ID: item.id,
    });
  }
}

/** The data as they are stored: times that were not sent are those of the event, pre and post times included. */
export function storedJobData(ctx: CallContext, data: InputObject): JobData {
  const plain: JobData = { objectType: data.objectType, ...plainChanges(data) };
  if (!isForATime(data)) return plain;
  const times = timesOf(data, eventOf(ctx, data));
  return { ...plain, ...times, entryDuration: (times.endDate - times.startDate) * 1000 };
}

function timesOf(
  data: InputObject,
  event: ScheduleEvent | undefined,
): { startDate: number; endDate: number } {
  return {
    startDate: data.number("startDate") || (event?.startDate ?? 0),
    endDate: data.number("endDate") || (event?.endDate ?? 0),
  };
}
