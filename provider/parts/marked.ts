/**
 * Everything on the account that carries an ownership mark, by the kind of object: what a destroy has to leave nothing
 * of. Lists find it, each item is checked, as a server lists all where it does not know a filter.
 */
import { calls } from "../kaltura/vocabulary";
import type { BaseEntry, VendorTask } from "../kaltura/wire";
import { isIn } from "../lifecycle/live";
import type { Marked, Site } from "../lifecycle/part";
import { isMark } from "../mark";
import { titleOf } from "./entryTitle";
import { eventSlot, isActive } from "./eventOfSession";
import { marksOf, splitMark } from "./markedText";
import { markOfOrder } from "./orderMark";
import { marksIn } from "./tags";

type Find = (site: Site, stacks: readonly string[] | undefined) => Promise<Marked[]>;

const isOf = (marks: readonly string[], stacks: readonly string[] | undefined) =>
  marks.length > 0 &&
  (stacks === undefined || marks.some(mark => stacks.some(stack => mark.startsWith(stack))));

/** Marks of an entry; one that KAF made has them among its visible tags at first. */
const marksOfEntry = (entry: BaseEntry) => [...marksIn(entry.adminTags), ...marksIn(entry.tags)];

export const markedEntries: Find = async (site, stacks) => {
  const { load } = site.runtime;
  const found =
    stacks === undefined
      ? await load.everyEntry()
      : (
          await Promise.all(stacks.flatMap(s => [load.entriesWithAdminTag(s), load.entriesWithTag(s)]))
        ).flat();
  return found
    .filter(entry => isOf(marksOfEntry(entry), stacks))
    .map(entry => ({
      what: "entry",
      rank: 1,
      id: entry.id!,
      title: titleOf(entry),
      marks: marksOfEntry(entry),
      onAir: Number((entry as { liveStatus?: number }).liveStatus ?? 0) !== 0,
      remove: calls.baseEntry.delete(entry.id!),
    }));
};

export const markedEvents: Find = async (site, stacks) => {
  const found = await site.runtime.load.all(calls.scheduleEvent.list, {
    objectType: "KalturaScheduleEventFilter",
    ...(stacks === undefined ? {} : { tagsMultiLikeOr: stacks.join(",") }),
  });
  const now = site.runtime.now() / 1000;
  return found
    .filter(event => event.status !== DELETED && isOf(marksIn(event.tags), stacks))
    .map(event => ({
      what: "event",
      rank: 2,
      id: String(event.id),
      title: `schedule event ${event.id} ("${event.summary ?? ""}")`,
      marks: marksIn(event.tags),
      ...(event.templateEntryId === undefined ? {} : { of: event.templateEntryId }),
      onAir:
        event.objectType !== "KalturaLiveRedirectScheduleEvent" &&
        isActive(event) &&
        isIn(eventSlot(event), now),
      remove: calls.scheduleEvent.delete(event.id!),
    }));
};

const DELETED = 3;

export const markedCategories: Find = async (site, stacks) =>
  (await site.runtime.load.categories())
    .filter(category => isOf(marksIn(category.adminTags), stacks))
    .map(category => ({
      what: "category",
      // The deepest first: Kaltura deletes what is in a category along with it.
      rank: 3 + 1 / (1 + (category.fullIds ?? "").split(">").length),
      id: String(category.id),
      title: `category ${category.id} ("${category.fullName ?? category.name}")`,
      marks: marksIn(category.adminTags),
      of: String(category.parentId ?? 0),
      remove: calls.category.delete(category.id!, 0),
    }));

export const markedTokens: Find = async (site, stacks) =>
  (await site.runtime.load.appTokens())
    .filter(token => isOf(marksOf(token.description), stacks))
    .map(token => ({
      what: "token",
      rank: 5,
      id: token.id!,
      title: `app token ${token.id} ("${splitMark(token.description).text}")`,
      marks: marksOf(token.description),
      remove: calls.appToken.delete(token.id!),
    }));

export const markedProfiles: Find = async (site, stacks) =>
  (await site.runtime.load.metadataProfiles())
    .filter(profile => isOf(marksOf(profile.description), stacks))
    .map(profile => ({
      what: "profile",
      rank: 6,
      id: String(profile.id),
      title: `metadata profile ${profile.id} ("${profile.name}")`,
      marks: marksOf(profile.description),
      remove: calls.metadataProfile.delete(profile.id!),
    }));

/** Orders that can still be taken back (pending, pendingModeration, scheduled); the others are a record of what was done. */
const OPEN = [1, 4, 9];

const marksOfOrder = (task: VendorTask): string[] => {
  const mark = markOfOrder(task);
  return typeof mark === "string" && isMark(mark) ? [mark] : [];
};

export const markedOrders: Find = async (site, stacks) => {
  const found = await site.runtime.load.all<VendorTask>(calls.entryVendorTask.list, {
    objectType: "KalturaEntryVendorTaskFilter",
  });
  return found
    .filter(task => OPEN.includes(task.status ?? 0) && isOf(marksOfOrder(task), stacks))
    .map(task => ({
      what: "order",
      rank: 0,
      id: String(task.id),
      title: `REACH order ${task.id} (for entry ${task.entryId})`,
      marks: marksOfOrder(task),
      remove: calls.entryVendorTask.abort(task.id!, "swept"),
    }));
};
