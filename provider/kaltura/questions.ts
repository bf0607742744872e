/** How lists are asked for objects by id, and for what belongs to an entry: filters that hide nothing but what is deleted. */
import { calls } from "./vocabulary";
import type {
  CategoryEntry,
  Filter,
  LiveRedirectScheduleEvent,
  LiveStreamScheduleEvent,
  MeetingScheduleEvent,
  Metadata,
} from "./wire";

/** Any schedule event; which fields it has, its objectType tells. */
export type AnyScheduleEvent = LiveStreamScheduleEvent & MeetingScheduleEvent & LiveRedirectScheduleEvent;

/** Of entries: without it the default hides rooms (NO_CONTENT), media in the making, and what awaits moderation or was rejected. */
export const anyEntry = {
  objectType: "KalturaBaseEntryFilter",
  statusIn: "-2,-1,0,1,2,4,5,6,7",
  moderationStatusIn: "1,2,3,5,6",
} as const;

const byIds =
  (objectType: string) =>
  (ids: string): Filter => ({ objectType, idIn: ids });

/** List, filter for a comma list of ids, and call for one. */
export const entries = [
  calls.baseEntry.list,
  (ids: string): Filter => ({ ...anyEntry, idIn: ids }),
  calls.baseEntry.get,
] as const;

export const events = [
  calls.scheduleEvent.list,
  byIds("KalturaScheduleEventFilter"),
  calls.scheduleEvent.get,
] as const;

export const categories = [calls.category.list, byIds("KalturaCategoryFilter"), calls.category.get] as const;

export const appTokens = [calls.appToken.list, byIds("KalturaAppTokenFilter"), calls.appToken.get] as const;

export const vendorTasks = [
  calls.entryVendorTask.list,
  byIds("KalturaEntryVendorTaskFilter"),
  calls.entryVendorTask.get,
] as const;

/** List, filter for a comma list of entries, and how an object says whose it is. */
export const vendorTasksByEntry = [
  calls.entryVendorTask.list,
  (ids: string): Filter => ({ objectType: "KalturaEntryVendorTaskFilter", entryIdIn: ids }),
  (task: { entryId?: string }) => task.entryId,
] as const;

export const metadataByEntry = [
  calls.metadata.list,
  (ids: string): Filter => ({
    objectType: "KalturaMetadataFilter",
    objectIdIn: ids,
    metadataObjectTypeEqual: "1",
  }),
  (metadata: Metadata) => metadata.objectId,
] as const;

export const linksByEntry = [
  calls.categoryEntry.list,
  (ids: string): Filter => ({ objectType: "KalturaCategoryEntryFilter", entryIdIn: ids }),
  (link: CategoryEntry) => link.entryId,
] as const;
