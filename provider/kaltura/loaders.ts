/**
 * Look-ups that share requests: what many resources ask for in the same moment is asked as one list, and the
 * lists of the moment share a multirequest. Nothing is remembered from one moment to the next, so nothing is
 * stale, but for what belongs to the account and not to a resource (profiles), asked once a run.
 *
 * "Not there" is never taken from a list alone: lists hide things (by status, moderation, search index). What a
 * list of ids lacks is asked for by itself, and only the server's "not found" counts.
 */
import DataLoader from "dataloader";
import { ApiError } from "./errors";
import type { Gateway } from "./gateway";
import type { Call } from "./types";
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
  ListResponse,
  LiveRedirectScheduleEvent,
  LiveStreamEntry,
  LiveStreamScheduleEvent,
  MediaEntry,
  MeetingScheduleEvent,
  Metadata,
  MetadataProfile,
  Pager,
  ReachProfile,
  RoomEntry,
  ThumbAsset,
  VendorTask,
  Wire,
} from "./wire";

/** Kaltura's cap on a page; it cuts larger ones in silence. */
const PAGE = 500;
/** Ids per list: far below the cap of 500, so that their metadata (3 each) fit one page too. */
const IDS = 100;
/** All but DELETED: the default would hide rooms (NO_CONTENT) and media in the making. */
const ANY_STATUS = "-2,-1,0,1,2,4,5,6,7";
/** All but DELETED: the default hides what awaits moderation or was rejected. */
const ANY_MODERATION = "1,2,3,5,6";

/** Any schedule event; which fields it has, its objectType tells. */
export type AnyScheduleEvent = LiveStreamScheduleEvent & MeetingScheduleEvent & LiveRedirectScheduleEvent;

/** The types of event that belong to an entry; each has a filter class of its own. */
export type EventType = "LiveStream" | "Meeting" | "LiveRedirect";

export interface LoaderSettings {
  /** Milliseconds in which look-ups gather; 2. */
  readonly windowMs?: number;
}

/** What belongs to the account and not to a resource; asked once a run. */
export type AccountList =
  | "metadataProfiles"
  | "conversionProfiles"
  | "mediaConversionProfiles"
  | "accessControls"
  | "appTokens"
  | "catalogItems"
  | "reachProfiles";

type List<T> = (filter: Filter, pager: Pager) => Call<ListResponse<T>>;

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

  constructor(
    private readonly gateway: Pick<Gateway, "read">,
    private readonly settings: LoaderSettings = {},
  ) {
    this.entries = this.byId(
      calls.baseEntry.list,
      ids => ({
        objectType: "KalturaBaseEntryFilter",
        idIn: ids,
        statusIn: ANY_STATUS,
        moderationStatusIn: ANY_MODERATION,
      }),
      calls.baseEntry.get,
    );
    this.events = this.byId(
      calls.scheduleEvent.list,
      ids => ({ objectType: "KalturaScheduleEventFilter", idIn: ids }),
      id => calls.scheduleEvent.get(id),
    );
    this.categoriesById = this.byId(
      calls.category.list,
      ids => ({ objectType: "KalturaCategoryFilter", idIn: ids }),
      calls.category.get,
    );
    this.appTokensById = this.byId(
      calls.appToken.list,
      ids => ({ objectType: "KalturaAppTokenFilter", idIn: ids }),
      calls.appToken.get,
    );
    this.tasksById = this.byId(
      calls.entryVendorTask.list,
      ids => ({ objectType: "KalturaEntryVendorTaskFilter", idIn: ids }),
      calls.entryVendorTask.get,
    );
    this.tasksByEntry = this.byOwner(
      calls.entryVendorTask.list,
      ids => ({ objectType: "KalturaEntryVendorTaskFilter", entryIdIn: ids }),
      task => task.entryId,
    );
    this.metadataByEntry = this.byOwner(
      calls.metadata.list,
      ids => ({ objectType: "KalturaMetadataFilter", objectIdIn: ids, metadataObjectTypeEqual: "1" }),
      metadata => metadata.objectId,
    );
    this.linksByEntry = this.byOwner(
      calls.categoryEntry.list,
      ids => ({ objectType: "KalturaCategoryEntryFilter", entryIdIn: ids }),
      link => link.entryId,
    );
    this.entriesByMark = this.loader(async marks => {
      const found = await this.indexed({ adminTagsMultiLikeOr: marks.join(",") });
      return marks.map(mark => found.filter(entry => tagsOf(entry.adminTags).includes(mark.toLowerCase())));
    });
  }

  /** An entry of any kind as the database has it, deleted ones excepted; undefined when it is gone. */
  async entry(id: string): Promise<BaseEntry | undefined> {
    const entry = await this.entries.load(id);
    return entry?.status === DELETED ? undefined : entry;
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

  /** Rooms whose broadcast goes to this live entry, oldest first. Asks the search index for all rooms, which lags. */
  async roomsFor(entryId: string): Promise<RoomEntry[]> {
    const rooms: RoomEntry[] = await this.indexed({ typeEqual: "room.room" });
    return rooms.filter(room => room.type === "room.room" && room.broadcastEntryId === entryId);
  }

  /** The metadata of an entry, of all profiles. */
  metadataOf(entryId: string): Promise<Metadata[]> {
    return this.metadataByEntry.load(entryId);
  }

  /** The categories an entry is in. For a while after an entry is deleted its links are still there. */
  categoryLinksOf(entryId: string): Promise<CategoryEntry[]> {
    return this.linksByEntry.load(entryId);
  }

  /** A schedule event, cancelled ones too; undefined when it is deleted. */
  async scheduleEvent(id: string | number): Promise<AnyScheduleEvent | undefined> {
    const event = await this.events.load(String(id));
    return event?.status === DELETED ? undefined : event;
  }

  /**
   * The events of one type which belong to an entry, cancelled ones too, oldest first. Asks the search index,
   * which lags by seconds.
   * Each item is checked: with a filter it does not know the server lists every event of the account.
   */
  async scheduleEventsOf(entryId: string, type: EventType = "LiveStream"): Promise<AnyScheduleEvent[]> {
    const found = await this.all(calls.scheduleEvent.list, {
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

  /** A category; undefined when it is gone. */
  async category(id: string | number): Promise<Category | undefined> {
    const category = await this.categoriesById.load(String(id));
    return category?.status === DELETED ? undefined : category;
  }

  /**
   * A category by its full name (`MediaSpace>site>channels`), letter case aside as for the server. Asks the
   * search index, and full names of children follow a rename later.
   */
  async categoryByFullName(fullName: string): Promise<Category | undefined> {
    const found = await this.all(calls.category.list, {
      objectType: "KalturaCategoryFilter",
      fullNameEqual: fullName,
    });
    const same = found.filter(category => category.fullName?.toLowerCase() === fullName.toLowerCase());
    return same.find(category => category.fullName === fullName) ?? same[0];
  }

  /** The categories right under one; 0 for the top. Asks the search index. */
  async categoryChildren(parentId: string | number): Promise<Category[]> {
    const found = await this.all(calls.category.list, {
      objectType: "KalturaCategoryFilter",
      parentIdEqual: Number(parentId),
    });
    return found.filter(category => Number(category.parentId ?? 0) === Number(parentId));
  }

  /** The thumbnails of an entry. */
  async thumbAssetsOf(entryId: string): Promise<ThumbAsset[]> {
    const found = await this.all(calls.thumbAsset.list, {
      objectType: "KalturaThumbAssetFilter",
      entryIdEqual: entryId,
    });
    return found.filter(asset => asset.entryId === entryId);
  }

  /** An app token, switched off or expired ones too; undefined when it is gone. Holds the token: a secret. */
  async appToken(id: string): Promise<AppToken | undefined> {
    const token = await this.appTokensById.load(id);
    return token?.status === DELETED ? undefined : token;
  }

  /** All app tokens of the account, from the database; asked once a run. */
  appTokens(): Promise<AppToken[]> {
    return this.once("appTokens", calls.appToken.list, { objectType: "KalturaAppTokenFilter" });
  }

  /** A member of a category; undefined when either is gone. */
  async categoryUser(categoryId: number, userId: string): Promise<CategoryUser | undefined> {
    const member = await this.confirm(calls.categoryUser.get(categoryId, userId));
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

  /** Entries in any state but deleted, oldest first; the index still finds some that are. */
  private async indexed(filter: Omit<Filter, "objectType">): Promise<BaseEntry[]> {
    const found = await this.all(calls.baseEntry.list, {
      ...filter,
      objectType: "KalturaBaseEntryFilter",
      statusIn: ANY_STATUS,
      moderationStatusIn: ANY_MODERATION,
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
    const asked = this.all(list, filter);
    this.ofAccount.set(what, asked);
    // A failure is not remembered.
    asked.catch(() => {
      if (this.ofAccount.get(what) === asked) this.ofAccount.delete(what);
    });
    return asked;
  }

  /**
   * Every object of a list, page by page; oldest first, so that what is made meanwhile comes last. The server's
   * count may be wrong: it counts what it does not show. So a page that brings nothing new is the last one, too.
   */
  async all<T extends Wire & { id?: string | number }>(list: List<T>, filter: Filter): Promise<T[]> {
    const found = new Map<string | number, T>();
    for (let pageIndex = 1; ; pageIndex++) {
      const before = found.size;
      const page = await this.gateway.read(
        list({ ...filter, orderBy: "+createdAt" }, { pageSize: PAGE, pageIndex }),
      );
      const objects = page.objects ?? [];
      // Between two pages objects may come and go, and move to a page already seen. Links have no id.
      for (const object of objects) found.set(object.id ?? JSON.stringify(object), object);
      const whole = objects.length < PAGE && found.size >= (page.totalCount ?? 0);
      if (whole || found.size === before) return [...found.values()];
    }
  }

  private loader<T>(batch: (keys: readonly string[]) => Promise<T[]>): DataLoader<string, T> {
    const { windowMs = 2 } = this.settings;
    return new DataLoader<string, T>(
      async keys => {
        const distinct = [...new Set(keys)];
        const values = await batch(distinct);
        return keys.map(key => values[distinct.indexOf(key)] as T);
      },
      {
        cache: false,
        maxBatchSize: IDS,
        batchScheduleFn: flush => setTimeout(flush, windowMs),
      },
    );
  }

  private byId<T extends Wire & { id?: string | number }>(
    list: List<T>,
    filter: (ids: string) => Filter,
    get: (id: string) => Call<T>,
  ): DataLoader<string, T | undefined> {
    return this.loader(async ids => {
      const found = new Map<string, T>();
      for (const object of await this.all(list, filter(ids.join(",")))) found.set(String(object.id), object);
      return Promise.all(ids.map(id => found.get(id) ?? this.confirm(get(id))));
    });
  }

  /** Asks for one object by itself; undefined only when the server says that it is gone. */
  private async confirm<T>(get: Call<T>): Promise<T | undefined> {
    try {
      return await this.gateway.read(get);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "gone") return undefined;
      throw error;
    }
  }

  private byOwner<T extends Wire & { id?: string | number }>(
    list: List<T>,
    filter: (ids: string) => Filter,
    ownerOf: (object: T) => string | undefined,
  ): DataLoader<string, T[]> {
    return this.loader(async owners => {
      const found = await this.all(list, filter(owners.join(",")));
      return owners.map(owner => found.filter(object => ownerOf(object) === owner));
    });
  }
}

/** The status of what is deleted, the same number for all kinds of objects. */
const DELETED = 3;
/** … but for members of a category. */
const MEMBER_DELETED = 4;

const tagsOf = (tags: string | undefined) => (tags ?? "").split(",").map(tag => tag.trim().toLowerCase());
