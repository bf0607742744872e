/** What is read ahead of one stack: its entries and events, and the metadata and category links of its entries. */
import { type List, type Listed, type Lists, PAGE } from "./lists";
import * as questions from "./questions";
import { type AnyScheduleEvent, anyEntry } from "./questions";
import { Blocks, type IdPage, type Kind, OwnedIds, type ReadAheadSettings } from "./readAhead";
import { calls } from "./vocabulary";
import type { BaseEntry, CategoryEntry, Filter, Metadata } from "./wire";
import { numbered, type WriteLog } from "./writes";

/** What is read ahead for one stack. */
export interface Ahead {
  readonly entries: Blocks<BaseEntry>;
  readonly events: Blocks<AnyScheduleEvent>;
  readonly metadata: Blocks<Metadata[]>;
  readonly links: Blocks<CategoryEntry[]>;
}

/** What a look-up of this kind gives. */
export type Foreseen<K extends keyof Ahead> = Ahead[K] extends Blocks<infer T> ? T : never;

/** Asks for nothing yet. */
export function aheadOf(stack: string, lists: Lists, writes: WriteLog, settings: ReadAheadSettings): Ahead {
  /** Ids of what carries the stack's tag: with a filter that it does not know the server lists the whole account. */
  const owned = <T extends Listed>(
    list: List<T>,
    filter: Filter,
    tagsIn: (object: T) => string | undefined,
  ) => {
    const page: IdPage = async index => {
      const { objects = [] } = await lists.page(list, filter, index);
      const own = objects.filter(object => tagsOf(tagsIn(object)).includes(stack));
      return { ids: own.map(object => String(object.id)), last: objects.length < PAGE };
    };
    return new OwnedIds(page);
  };
  const entryIds = owned(
    calls.baseEntry.list,
    { ...anyEntry, adminTagsMultiLikeOr: stack },
    entry => entry.adminTags,
  );
  const eventIds = owned(
    calls.scheduleEvent.list,
    { objectType: "KalturaScheduleEventFilter", tagsMultiLikeOr: stack },
    event => event.tags,
  );
  const blocks = <T>(ids: OwnedIds, kind: Kind<T>) => new Blocks(ids, kind, writes, settings);
  const [listEntries, entriesIn] = questions.entries;
  const [listEvents, eventsIn] = questions.events;
  return {
    entries: blocks(entryIds, {
      load: ids => lists.keyed(listEntries, entriesIn, ids),
      touchedBy: id => [id],
    }),
    events: blocks(eventIds, {
      load: ids => lists.keyed<AnyScheduleEvent>(listEvents, eventsIn, ids),
      touchedBy: (id, event) => [numbered("schedule_scheduleevent", id), event.templateEntryId ?? ""],
    }),
    metadata: blocks(entryIds, {
      load: ids => lists.owned(...questions.metadataByEntry, ids),
      touchedBy: (id, objects) => [
        id,
        ...objects.map(metadata => numbered("metadata_metadata", metadata.id)),
      ],
    }),
    links: blocks(entryIds, {
      load: ids => lists.owned(...questions.linksByEntry, ids),
      touchedBy: id => [id],
    }),
  };
}

/** The words of a comma list of tags, in lower case as Kaltura compares them. */
export const tagsOf = (tags: string | undefined): string[] =>
  (tags ?? "").split(",").map(tag => tag.trim().toLowerCase());
