import type { CallContext } from "../context.js";
import { eventsOf, findEvent, type LiveFeature, type ScheduleEvent } from "../schedule/model.js";
import { save } from "../schedule/write.js";
import { isA } from "./catalog.js";
import { threeLetterCode } from "./languages.js";
import { itemOf, type VendorTask } from "./tasks.js";

/** Captions and translations of a live event are a feature of the event, by which vendor and player meet. */
export function addLiveFeature(ctx: CallContext, task: VendorTask): void {
  const event = eventOfTask(ctx, task);
  const item = itemOf(ctx.store, task);
  const data = task.taskJobData;
  if (!event || !data || !isA(item, "Live")) return;
  const spoken = isA(item, "LiveTranslation") ? item.targetLanguage : item.sourceLanguage;
  const language = threeLetterCode(spoken);
  const feature: LiveFeature = {
    objectType: "KalturaLiveCaptionFeature",
    systemName: nameOf(task),
    preStartTime: event.startDate - (data.startDate ?? 0),
    postEndTime: (data.endDate ?? 0) - event.endDate,
    ...(language === undefined ? {} : { language }),
  };
  write(ctx, event, [...without(event, task), feature]);
}

/** Take the feature away again. */
export function removeLiveFeature(ctx: CallContext, task: VendorTask): void {
  const event = eventOfTask(ctx, task);
  if (event) write(ctx, event, without(event, task));
}

function without(event: ScheduleEvent, task: VendorTask): LiveFeature[] {
  return (event.liveFeatures ?? []).filter(feature => feature.systemName !== nameOf(task));
}

function write(ctx: CallContext, event: ScheduleEvent, liveFeatures: LiveFeature[]): void {
  eventsOf(ctx.store).update(event, { liveFeatures });
  save(ctx, event);
}

function nameOf(task: VendorTask): string {
  return `LiveCaptionFeature-reach-${task.id}`;
}

function eventOfTask(ctx: CallContext, task: VendorTask): ScheduleEvent | undefined {
  const id = task.taskJobData?.scheduledEventId;
  return id === undefined ? undefined : findEvent(ctx.store, task.partnerId, id);
}
