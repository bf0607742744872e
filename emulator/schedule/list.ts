import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { type FilterRule, passes, splitList } from "../lists/filter.js";
import { type Page, pageOf } from "../lists/page.js";
import { isKnownUser } from "../services/user.js";
import type { InputObject } from "../types/input.js";
import { DELETED, eventsOf, indexedEntryId, type ScheduleEvent, withInherited } from "./model.js";
import { indexed } from "./window.js";

const ORDERABLE = ["summary", "startDate", "endDate", "priority", "createdAt", "updatedAt"];

/** Filter classes of one class of events; the others find events of all classes. */
const CLASS_OF_FILTER: Readonly<Record<string, string>> = Object.fromEntries(
  ["LiveStream", "LiveRedirect", "Meeting", "Record", "Vod", "Blackout", "Virtual"].map(kind => [
    `Kaltura${kind}ScheduleEventFilter`,
    `Kaltura${kind}ScheduleEvent`,
  ]),
);

/** Fields that only the search index can answer: with them even a list by id goes there. */
const INDEX_ONLY = /^(templateEntry|entryIds|categoryIds|parentCategoryIds|resource|sourceEntry|tags)/;

/**
 * Events as a list call finds them, deleted ones never. Lists by id read the database, all others the search
 * index. Date filters compare the stored window.
 */
export function listEvents(
  ctx: CallContext,
  filter: InputObject | undefined,
  pager: InputObject | undefined,
): Page<ScheduleEvent> {
  checkOwners(ctx, filter);
  const events = eventsOf(ctx.store);
  const className = filter === undefined ? undefined : CLASS_OF_FILTER[filter.objectType];
  const rules = rulesFor(ctx);
  const source = readsDatabase(filter)
    ? events.where(event => event.partnerId === ctx.partnerId && event.status !== DELETED)
    : indexed(ctx);
  const found = source.filter(
    event =>
      (className === undefined || event.objectType === className) &&
      (filter === undefined || passes(filter, withInherited(ctx.store, event), rules)),
  );
  const page = pageOf(found, filter, pager, ORDERABLE);
  return { ...page, objects: page.objects.map(event => events.get(event.id) ?? event) };
}

/** Owners are looked up before events are: unknown ones are an error. */
function checkOwners(ctx: CallContext, filter: InputObject | undefined): void {
  const owners = [filter?.string("ownerIdEqual") ?? "", ...splitList(filter?.string("ownerIdIn") ?? "")];
  const isUnknown = owners.some(owner => owner !== "" && !isKnownUser(ctx, owner));
  if (isUnknown) throw apiError("INVALID_USER_ID");
}

function readsDatabase(filter: InputObject | undefined): boolean {
  if (!filter) return false;
  const given = [...filter.fields.keys()].filter(name => filter.isSet(name) && filter.value(name) !== "");
  return (
    given.some(name => name === "idEqual" || name === "idIn") && !given.some(name => INDEX_ONLY.test(name))
  );
}

function rulesFor(ctx: CallContext): Record<string, FilterRule<ScheduleEvent>> {
  const none: FilterRule<ScheduleEvent> = () => false;
  const categories = (event: ScheduleEvent): string[] => splitList(String(event.categoryIds ?? ""));
  return {
    templateEntryIdEqual: (value, event) => indexedEntryId(ctx.store, event) === value,
    // There are no resources here.
    resourceIdsLike: none,
    resourceIdsMultiLikeOr: none,
    resourceIdsMultiLikeAnd: none,
    resourceIdEqual: none,
    categoryIdsLike: (value, event) => categories(event).includes(String(value)),
    categoryIdsMultiLikeOr: (value, event) =>
      splitList(String(value)).some(id => categories(event).includes(id)),
    categoryIdsMultiLikeAnd: (value, event) =>
      splitList(String(value)).every(id => categories(event).includes(id)),
  };
}
