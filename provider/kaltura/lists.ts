/** The mechanics of look-ups: whole lists page by page, and what many ask for in the same moment as one list. */
import { setTimeout as sleep } from "node:timers/promises";
import DataLoader from "dataloader";
import { ApiError } from "./errors";
import type { Gateway } from "./gateway";
import type { Call } from "./types";
import type { Filter, ListResponse, Pager, Wire } from "./wire";

/** Kaltura's cap on a page; it cuts larger ones in silence. */
export const PAGE = 500;
/** Ids per list: far below the cap of 500, so that their metadata (3 each) fit one page too. */
export const IDS = 100;

export type List<T> = (filter: Filter, pager: Pager) => Call<ListResponse<T>>;

/** What can be listed: by an id, or as a link by what it links. */
export type Listed = Wire & { id?: string | number; createdAt?: number };

export class Lists {
  /** @param windowMs milliseconds in which look-ups gather */
  constructor(
    private readonly gateway: Pick<Gateway, "read">,
    private readonly windowMs = 2,
  ) {}

  /** One page, oldest first. */
  async page<T extends Listed>(list: List<T>, filter: Filter, pageIndex: number): Promise<ListResponse<T>> {
    return this.gateway.read(list({ ...filter, orderBy: "+createdAt" }, { pageSize: PAGE, pageIndex }));
  }

  /**
   * Every object of a list, page by page; oldest first, so that what is made meanwhile comes last. The server's
   * count may be wrong: it counts what it does not show. So a page that brings nothing new is the last one, too.
   * A search ends at 10,000: then another begins where it ended.
   */
  async all<T extends Listed>(list: List<T>, filter: Filter): Promise<T[]> {
    const found = new Map<string | number, T>();
    let from: Filter = filter;
    let newest = 0;
    for (let pageIndex = 1; ; pageIndex++) {
      const before = found.size;
      let page: ListResponse<T>;
      try {
        page = await this.page(list, from, pageIndex);
      } catch (error) {
        const deep = error instanceof ApiError && error.code === "QUERY_EXCEEDED_MAX_MATCHES_ALLOWED";
        if (!deep || from.createdAtGreaterThanOrEqual === newest) throw error;
        from = { ...filter, createdAtGreaterThanOrEqual: newest };
        pageIndex = 0;
        continue;
      }
      const objects = page.objects ?? [];
      newest = Math.max(newest, objects.at(-1)?.createdAt ?? 0);
      // Between two pages objects may come and go, and move to a page already seen. Links have no id.
      for (const object of objects) found.set(object.id ?? JSON.stringify(object), object);
      const whole = objects.length < PAGE && found.size >= (page.totalCount ?? 0);
      // The first pages of another search bring what the one before it ended with.
      const last = found.size === before && (from === filter || objects.length < PAGE);
      if (whole || last) return [...found.values()];
    }
  }

  /** Work that asks along with the look-ups of this moment. */
  async inAMoment<T>(work: () => Promise<T>): Promise<T> {
    await sleep(this.windowMs);
    return work();
  }

  /** Asks for one object by itself; undefined only when the server says that it is gone. */
  async confirm<T>(get: Call<T>): Promise<T | undefined> {
    try {
      return await this.gateway.read(get);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "gone") return undefined;
      throw error;
    }
  }

  /** Keys that are asked for in the same moment, each once. */
  together<T>(batch: (keys: readonly string[]) => Promise<T[]>): DataLoader<string, T> {
    return new DataLoader<string, T>(
      async keys => {
        const distinct = [...new Set(keys)];
        const values = await batch(distinct);
        return keys.map(key => values[distinct.indexOf(key)] as T);
      },
      {
        cache: false,
        maxBatchSize: IDS,
        batchScheduleFn: flush => setTimeout(flush, this.windowMs),
      },
    );
  }

  /** Objects by their ids; what the list lacks is asked for by itself. */
  byId<T extends Listed>(
    list: List<T>,
    filter: (ids: string) => Filter,
    get: (id: string) => Call<T>,
  ): DataLoader<string, T | undefined> {
    return this.together(async ids => {
      const found = await this.keyed(list, filter, ids);
      return Promise.all(ids.map(id => found.get(id) ?? this.confirm(get(id))));
    });
  }

  /** What belongs to each owner. */
  byOwner<T extends Listed>(
    list: List<T>,
    filter: (ids: string) => Filter,
    ownerOf: (object: T) => string | undefined,
  ): DataLoader<string, T[]> {
    return this.together(async owners => {
      const found = await this.owned(list, filter, ownerOf, owners);
      return owners.map(owner => found.get(owner)!);
    });
  }

  /** Those of these ids that a list has. */
  async keyed<T extends Listed>(
    list: List<T>,
    filter: (ids: string) => Filter,
    ids: readonly string[],
  ): Promise<Map<string, T>> {
    const found = await this.all(list, filter(ids.join(",")));
    return new Map(found.map(object => [String(object.id), object]));
  }

  /** A list for each of these owners, empty ones too. */
  async owned<T extends Listed>(
    list: List<T>,
    filter: (ids: string) => Filter,
    ownerOf: (object: T) => string | undefined,
    owners: readonly string[],
  ): Promise<Map<string, T[]>> {
    const found = new Map<string, T[]>(owners.map(owner => [owner, []]));
    for (const object of await this.all(list, filter(owners.join(",")))) {
      found.get(ownerOf(object) ?? "")?.push(object);
    }
    return found;
  }
}
