/**
 * Look-ups that share requests: what many resources ask for in the same moment is asked as one list, and the
 * lists of the moment share a multirequest. In a run over many resources they are made in advance (readAhead.ts).
 * Nothing is remembered from one moment to the next, so nothing is stale, but for what belongs to the account and
 * not to a resource (profiles) and what an earlier run may have left (tokens, categories), asked once a run, and the
 * ids of categories by their names.
 *
 * "Not there" is never taken from a list alone: lists hide things (by status, moderation, search index). What a
 * list of ids lacks is asked for by itself, and only the server's "not found" counts.
 */
import type DataLoader from "dataloader";
import type { Gateway } from "./gateway";
import { type List, Lists } from "./lists";
import * as questions from "./questions";
import { type AnyScheduleEvent, anyEntry } from "./questions";
import { ReadAhead, type ReadAheadSettings, type Reader } from "./readAhead";
import { type Ahead, aheadOf, type Foreseen, tagsOf } from "./stackAhead";
import { calls } from "./vocabulary";
import type {
  AccessControlProfile,
  AppToken,
  BaseEntry,
  CatalogItem,
  Category,
  CategoryEntry,
  CategoryUser,
  ConversionProfile,
  Filter,
  LiveStreamEntry,
  MediaEntry,
  Metadata,
  MetadataProfile,
  ReachProfile,
  RoomEntry,
  ThumbAsset,
  VendorTask,
  Wire,
} from "./wire";
import type { Stamp } from "./writes";

/** The types of event that belong to an entry; each has a filter class of its own. */
export type EventType = "LiveStream" | "Meeting" | "LiveRedirect";

export interface LoaderSettings {
  /** Milliseconds in which look-ups gather; 2. */
  readonly windowMs?: number;
  readonly readAhead?: ReadAheadSettings;
}

/** Lists of the whole account that are asked for once a run. */
export type AccountList =
  | "metadataProfiles"
  | "conversionProfiles"
  | "mediaConversionProfiles"
  | "accessControls"
  | "appTokens"
  | "categories"
  | "catalogItems"
  | "reachProfiles";

export class Loaders {
  private readonly entries: DataLoader<string, BaseEntry | undefined>;
  private readonly events: DataLoader<string, AnyScheduleEvent | undefined>;
  private readonly categoriesById: DataLoader<string, Category | undefined>;
  private readonly metadataByEntry: DataLoader<string, Metadata[]>;
  private readonly linksByEntry: DataLoader<string, CategoryEntry[]>;
  private readonly entriesByMark: DataLoader<string, BaseEntry[]>;
  private readonly appTokensById: DataLoader<string, AppToken | undefined>;
  private readonly besideTag = new Map<string, Promise<ReadonlySet<string>>>();
  private readonly tasksById: DataLoader<string, VendorTask | undefined>;
  private readonly tasksByEntry: DataLoader<string, VendorTask[]>;
  private readonly ofAccount = new Map<AccountList, Promise<unknown[]>>();
  private readonly categoryNames = new Map<string, { id: number; stamp: Stamp; at: number }>();
  private readonly shown = new Map<string, { entry: BaseEntry; stamp: Stamp; at: number }>();
  private readonly lists: Lists;
  private readonly readAhead: ReadAhead<Ahead>;
  private reader: Reader | undefined;
  private foresaw = false;
  private asking = new Map<string, Promise<unknown>>();

  constructor(
    private readonly gateway: Pick<Gateway, "read" | "writes">,
    settings: LoaderSettings = {},
  ) {
    this.lists = new Lists(gateway, settings.windowMs);
    const { lists } = this;
    this.entries = lists.byId(...questions.entries);
    this.events = lists.byId(...questions.events);
    this.categoriesById = lists.byId(...questions.categories);
    this.appTokensById = lists.byId(...questions.appTokens);
    this.tasksById = lists.byId(...questions.vendorTasks);
    this.tasksByEntry = lists.byOwner(...questions.vendorTasksByEntry);
    this.metadataByEntry = lists.byOwner(...questions.metadataByEntry);
    this.linksByEntry = lists.byOwner(...questions.linksByEntry);
    this.readAhead = new ReadAhead(settings.readAhead ?? {}, stack =>
      aheadOf(stack, lists, gateway.writes, settings.readAhead ?? {}),
    );
    this.entriesByMark = lists.together(async marks => {
      const found = await this.indexed({ adminTagsMultiLikeOr: marks.join(",") });
      return marks.map(mark => found.filter(entry => tagsOf(entry.adminTags).includes(mark.toLowerCase())));
    });
  }

  /**
   * The same look-ups for one operation on one resource, which may be answered from what was read ahead. Only its
   * first look at an object is.
   */
  forReader(reader: Reader): Loaders {
    // All that is shared is shared with this one by reference.
    const view = Object.create(this) as Loaders;
    view.reader = reader;
    view.foresaw = false;
    view.asking = new Map();
    return view;
  }

  /** Whether the operation was given something that was read ahead: some seconds old, perhaps. */
  get usedReadAhead(): boolean {
    return this.foresaw;
  }

  /** An entry of any kind as the database has it, deleted ones excepted; undefined when it is gone. */
  async entry(id: string): Promise<BaseEntry | undefined> {
    return there((await this.foreseen("entries", id)) ?? (await this.entries.load(id)));
  }

  /**
   * An entry that a resource only looks at, such as the recording that many simulives air: for five seconds they share
   * what one of them saw, unless this process writes to it. Whoever asks again asks the server.
   * @param asker mark of the resource
   */
  async entryToShow(id: string, asker: string): Promise<BaseEntry | undefined> {
    const { writes } = this.gateway;
    const known = this.shown.get(id);
    const first = this.readAhead.first(asker, `shown ${id}`);
    const young = known !== undefined && Date.now() - known.at < SHOWN_MS;
    if (first && young && !writes.since(known.stamp, [id])) return known.entry;
    // What was read ahead has an age of its own, and is not shared as if it were new.
    const foreseen = await this.foreseen("entries", id);
    if (foreseen !== undefined) return there(foreseen);
    const [at, stamp] = [Date.now(), writes.stamp()];
    const entry = there(await this.entries.load(id));
    if (entry !== undefined) this.shown.set(id, { entry, at, stamp });
    return entry;
  }

  /** A live entry with its ingest points; undefined when it is gone, or is no live entry. */
  async liveEntry(id: string): Promise<LiveStreamEntry | undefined> {
    const entry = await this.entry(id);
    return entry && Number(entry.type) === 7 ? entry : undefined;
  }

  /** A room; undefined when it is gone, or is no room. */
  async room(id: string): Promise<RoomEntry | undefined> {
    const entry = await this.entry(id);
    return entry?.type === "room.room" ? entry : undefined;
  }

  /** A media entry; undefined when it is gone, or is none. */
  async media(id: string): Promise<MediaEntry | undefined> {
    const entry = await this.entry(id);
    return entry && Number(entry.type) === 1 ? entry : undefined;
  }

  /**
   * Entries which carry this word among their admin tags, oldest first. Asks the search index, which lags by
   * seconds: what was made just now may be missing.
   */
  entriesWithAdminTag(tag: string): Promise<BaseEntry[]> {
    return this.entriesByMark.load(tag);
  }

  /**
   * All admin tags of the entries that carry this one. Asked once a run and remembered: it tells what was there
   * before the run, as far as the search index knew.
   */
  adminTagsBeside(tag: string): Promise<ReadonlySet<string>> {
    let asked = this.besideTag.get(tag);
    if (asked === undefined) {
      asked = this.entriesWithAdminTag(tag).then(found => new Set(found.flatMap(e => tagsOf(e.adminTags))));
      // A failure is not remembered.
      asked.catch(() => this.besideTag.delete(tag));
      this.besideTag.set(tag, asked);
    }
    return asked;
  }

  /** The same for the tags that users see. */
  async entriesWithTag(tag: string): Promise<BaseEntry[]> {
    const found = await this.indexed({ tagsMultiLikeOr: tag });
    return found.filter(entry => tagsOf(entry.tags).includes(tag.toLowerCase()));
  }

  /** Entries with this reference id, oldest first; there may be several. Asks the search index, which lags. */
  async entriesByReferenceId(referenceId: string): Promise<BaseEntry[]> {
    const found = await this.indexed({ referenceIdEqual: referenceId });
    return found.filter(entry => entry.referenceId === referenceId);
  }

  /** All rooms of the account, oldest first. Asks the search index, which lags. */
  async rooms(): Promise<RoomEntry[]> {
    const rooms: RoomEntry[] = await this.indexed({ typeEqual: "room.room" });
    return rooms.filter(room => room.type === "room.room");
  }

  /** All entries of the account. Asks the search index, which lags. */
  everyEntry(): Promise<BaseEntry[]> {
    return this.indexed({});
  }

  /** Rooms whose broadcast goes to this live entry, oldest first. Asks the search index for all rooms, which lags. */
  async roomsFor(entryId: string): Promise<RoomEntry[]> {
    return (await this.rooms()).filter(room => room.broadcastEntryId === entryId);
  }

  /** The metadata of an entry, of all profiles. */
  async metadataOf(entryId: string): Promise<Metadata[]> {
    return (await this.foreseen("metadata", entryId)) ?? this.metadataByEntry.load(entryId);
  }

  /** The categories an entry is in. For a while after an entry is deleted its links are still there. */
  async categoryLinksOf(entryId: string): Promise<CategoryEntry[]> {
    return (await this.foreseen("links", entryId)) ?? this.linksByEntry.load(entryId);
  }

  /** A schedule event, cancelled ones too; undefined when it is deleted. */
  async scheduleEvent(id: string | number): Promise<AnyScheduleEvent | undefined> {
    return there((await this.foreseen("events", String(id))) ?? (await this.events.load(String(id))));
  }

  /**
   * The events of one type which belong to an entry, cancelled ones too, oldest first. Asks the search index,
   * which lags by seconds.
   * Each item is checked: with a filter it does not know the server lists every event of the account.
   */
  async scheduleEventsOf(entryId: string, type: EventType = "LiveStream"): Promise<AnyScheduleEvent[]> {
    const found = await this.lists.all(calls.scheduleEvent.list, {
      objectType: `Kaltura${type}ScheduleEventFilter`,
      templateEntryIdEqual: entryId,
    });
    return found.filter(
      event =>
        event.templateEntryId === entryId &&
        event.objectType === `Kaltura${type}ScheduleEvent` &&
        event.status !== DELETED,
    );
  }

  /** The events that show an entry in place of their own stream. Asks the search index; each item is checked. */
  async eventsShowing(entryId: string): Promise<AnyScheduleEvent[]> {
    const found = await this.all(calls.scheduleEvent.list, {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      sourceEntryIdEqual: entryId,
    });
    return found.filter(event => event.sourceEntryId === entryId && event.status !== DELETED);
  }

  /** A category; undefined when it is gone. */
  async category(id: string | number): Promise<Category | undefined> {
    return there(await this.categoriesById.load(String(id)));
  }

  /**
   * A category by its full name (`MediaSpace>site>channels`), letter case aside as for the server. Asks the
   * search index, and full names of children follow a rename later.
   */
  async categoryByFullName(fullName: string): Promise<Category | undefined> {
    const found = await this.lists.all(calls.category.list, {
      objectType: "KalturaCategoryFilter",
      fullNameEqual: fullName,
    });
    const same = found.filter(category => category.fullName?.toLowerCase() === fullName.toLowerCase());
    return same.find(category => category.fullName === fullName) ?? same[0];
  }

  /** The id alone: remembered for half a minute, and no longer than until this process changes a category. */
  async categoryIdByFullName(fullName: string): Promise<number | undefined> {
    const { writes } = this.gateway;
    const known = this.categoryNames.get(fullName);
    const young = known !== undefined && Date.now() - known.at < NAMES_MS;
    if (young && !writes.since(known.stamp, [])) return known.id;
    const [at, stamp] = [Date.now(), writes.stamp()];
    const id = (await this.categoryByFullName(fullName))?.id;
    if (id !== undefined) this.categoryNames.set(fullName, { id, stamp, at });
    return id;
  }

  /** Categories with this reference id, oldest first; there may be several. Asks the search index. */
  async categoriesByReferenceId(referenceId: string): Promise<Category[]> {
    const found = await this.all(calls.category.list, {
      objectType: "KalturaCategoryFilter",
      referenceIdEqual: referenceId,
    });
    return found.filter(category => category.referenceId === referenceId && category.status !== DELETED);
  }

  /** The categories right under one; 0 for the top. Asks the search index. */
  async categoryChildren(parentId: string | number): Promise<Category[]> {
    const found = await this.lists.all(calls.category.list, {
      objectType: "KalturaCategoryFilter",
      parentIdEqual: Number(parentId),
    });
    return found.filter(category => Number(category.parentId ?? 0) === Number(parentId));
  }

  /** All categories of the account, oldest first. Asks the search index, which lags; asked once a run. */
  async categories(): Promise<Category[]> {
    const found = await this.once("categories", calls.category.list, { objectType: "KalturaCategoryFilter" });
    return found.filter(category => category.status !== DELETED);
  }

  /** The thumbnails of an entry. */
  async thumbAssetsOf(entryId: string): Promise<ThumbAsset[]> {
    const found = await this.lists.all(calls.thumbAsset.list, {
      objectType: "KalturaThumbAssetFilter",
      entryIdEqual: entryId,
    });
    return found.filter(asset => asset.entryId === entryId);
  }

  /** An app token, switched off or expired ones too; undefined when it is gone. Holds the token: a secret. */
  async appToken(id: string): Promise<AppToken | undefined> {
    return there(await this.appTokensById.load(id));
  }

  /** All app tokens of the account, from the database; asked once a run. */
  appTokens(): Promise<AppToken[]> {
    return this.once("appTokens", calls.appToken.list, { objectType: "KalturaAppTokenFilter" });
  }

  /** A member of a category; undefined when either is gone. */
  async categoryUser(categoryId: number, userId: string): Promise<CategoryUser | undefined> {
    const member = await this.lists.confirm(calls.categoryUser.get(categoryId, userId));
    return member?.status === MEMBER_DELETED ? undefined : member;
  }

  /** A REACH order, whatever became of it; undefined when there is none of this id. */
  vendorTask(id: string): Promise<VendorTask | undefined> {
    return this.tasksById.load(id);
  }

  /** The REACH orders for an entry, oldest first, from the database. */
  vendorTasksOf(entryId: string): Promise<VendorTask[]> {
    return this.tasksByEntry.load(entryId);
  }

  /** What the account may order of REACH; asked once a run. */
  catalogItems(): Promise<CatalogItem[]> {
    return this.once("catalogItems", calls.vendorCatalogItem.list, {
      objectType: "KalturaVendorCatalogItemFilter",
    });
  }

  /** What the account's REACH orders are paid from; asked once a run. */
  reachProfiles(): Promise<ReachProfile[]> {
    return this.once("reachProfiles", calls.reachProfile.list, { objectType: "KalturaReachProfileFilter" });
  }

  /** All metadata profiles of the account; asked once a run. */
  metadataProfiles(): Promise<MetadataProfile[]> {
    return this.once("metadataProfiles", calls.metadataProfile.list, {
      objectType: "KalturaMetadataProfileFilter",
    });
  }

  /** All conversion profiles for live streams; asked once a run. */
  conversionProfiles(): Promise<ConversionProfile[]> {
    return this.once("conversionProfiles", calls.conversionProfile.list, {
      objectType: "KalturaConversionProfileFilter",
      typeEqual: "2",
    });
  }

  /** All conversion profiles for recordings; asked once a run. */
  mediaConversionProfiles(): Promise<ConversionProfile[]> {
    return this.once("mediaConversionProfiles", calls.conversionProfile.list, {
      objectType: "KalturaConversionProfileFilter",
      typeEqual: "1",
    });
  }

  /** All access control profiles of the account; asked once a run. */
  accessControls(): Promise<AccessControlProfile[]> {
    return this.once("accessControls", calls.accessControlProfile.list, {
      objectType: "KalturaAccessControlProfileFilter",
    });
  }

  /** The live conversion profile of a system name (`Default_Live`). */
  async conversionProfile(systemName: string): Promise<ConversionProfile | undefined> {
    return (await this.conversionProfiles()).find(profile => profile.systemName === systemName);
  }

  /** Forgets what is asked once a run. */
  invalidate(what?: AccountList): void {
    if (what === undefined) this.ofAccount.clear();
    else this.ofAccount.delete(what);
  }

  /** All objects of a list, oldest first. */
  all: Lists["all"] = (list, filter) => this.lists.all(list, filter);

  /** What was read ahead; undefined says nothing. Parts that ask in the same moment share the answer. */
  private foreseen<K extends keyof Ahead>(kind: K, id: string): Promise<Foreseen<K> | undefined> {
    const { reader, asking } = this;
    if (reader === undefined) return NOTHING;
    const what = `${kind} ${id}`;
    const asked = asking.get(what) ?? this.foresee(reader, kind, id).finally(() => asking.delete(what));
    asking.set(what, asked);
    return asked as Promise<Foreseen<K> | undefined>;
  }

  private async foresee(reader: Reader, kind: keyof Ahead, id: string): Promise<unknown> {
    const ahead = this.readAhead.for(reader);
    if (!this.readAhead.first(reader.resource, `${kind} ${id}`)) return undefined;
    const found = await ahead?.[kind].take(id, reader.maxAgeMs);
    if (found !== undefined) this.foresaw = true;
    return found;
  }

  /** Entries in any state but deleted, oldest first; the index still finds some that are. */
  private async indexed(filter: Omit<Filter, "objectType">): Promise<BaseEntry[]> {
    const found = await this.lists.all(calls.baseEntry.list, {
      ...anyEntry,
      ...filter,
    });
    return found.filter(entry => entry.status !== DELETED);
  }

  private once<T extends Wire & { id?: string | number }>(
    what: AccountList,
    list: List<T>,
    filter: Filter,
  ): Promise<T[]> {
    const known = this.ofAccount.get(what) as Promise<T[]> | undefined;
    if (known !== undefined) return known;
    const asked = this.lists.inAMoment(() => this.lists.all(list, filter));
    this.ofAccount.set(what, asked);
    // A failure is not remembered.
    asked.catch(() => {
      if (this.ofAccount.get(what) === asked) this.ofAccount.delete(what);
    });
    return asked;
  }
}

const NOTHING = Promise.resolve(undefined);

/** Milliseconds for which resources share what they only look at. */
const SHOWN_MS = 5_000;
/** Milliseconds for which the name of a category is remembered. */
const NAMES_MS = 30_000;
/** The status of what is deleted, the same number for all kinds of objects. */
const DELETED = 3;
/** … but for members of a category. */
const MEMBER_DELETED = 4;

/** The object, unless it is deleted. */
const there = <T extends { readonly status?: number | string }>(object: T | undefined): T | undefined =>
  object?.status === DELETED ? undefined : object;
