import type { Clock } from "./clock.js";

/** Anything kept in the store: plain JSON with an id. */
export interface Entity {
  id: string | number;
  /** Account it belongs to. */
  partnerId: number;
  /** Made by the emulator itself (default profiles and the like): not counted as a user's object. */
  system?: boolean;
}

/** How a kind of object is kept. */
export interface CollectionOptions<T extends Entity> {
  /** Is it still there for a user? Default: `status` is not 3 (DELETED). */
  isLive?: (item: T) => boolean;
}

interface PendingWrite<T> {
  atMs: number;
  id: string | number;
  document: T;
}

/**
 * One kind of object. Reads hand out the live object (change it only through `update`), `index()` hands out
 * what the search index knows, which is older while the index lags.
 */
export class Collection<T extends Entity> {
  readonly #items = new Map<string | number, T>();
  readonly #indexed = new Map<string | number, T>();
  /** What the index still believes of objects that were changed behind its back. */
  readonly #stale = new Map<string | number, T>();
  #pending: PendingWrite<T>[] = [];

  constructor(
    readonly kind: string,
    private readonly store: Store,
    private readonly options: CollectionOptions<T> = {},
  ) {}

  /** The object, deleted or not. */
  get(id: string | number): T | undefined {
    return this.#items.get(id);
  }

  /** Add an object. */
  insert(item: T): T {
    this.#items.set(item.id, item);
    this.#written(item);
    return item;
  }

  /** Change an object: `undefined` in the patch removes the field. */
  update(item: T, patch: Partial<{ [K in keyof T]: T[K] | undefined }>): T {
    const target = item as Record<string, unknown>;
    for (const [field, value] of Object.entries(patch)) {
      if (value === undefined) delete target[field];
      else target[field] = value;
    }
    this.#written(item);
    return item;
  }

  /** Change an object behind the search index's back, as someone with access to the database can. */
  updateUnindexed(item: T, patch: Partial<{ [K in keyof T]: T[K] | undefined }>): T {
    const before = this.#stale.get(item.id) ?? structuredClone(item);
    this.update(item, patch);
    this.#pending = this.#pending.filter(write => write.id !== item.id);
    this.#stale.set(item.id, before);
    return item;
  }

  /** Take an object out altogether (rows which the server really deletes). */
  remove(id: string | number): void {
    if (!this.#items.delete(id)) return;
    this.#indexed.delete(id);
    this.#pending = this.#pending.filter(write => write.id !== id);
    this.store.changed();
  }

  /** All objects in order of creation, deleted ones included. */
  all(): T[] {
    return [...this.#items.values()];
  }

  /** Objects that satisfy a test, read from the database. */
  where(test: (item: T) => boolean): T[] {
    return this.all().filter(test);
  }

  /** First object that satisfies a test, read from the database. */
  find(test: (item: T) => boolean): T | undefined {
    for (const item of this.#items.values()) if (test(item)) return item;
    return undefined;
  }

  /** The search index's view: documents as they were when last indexed, in order of creation. */
  index(): T[] {
    if (this.store.indexLagMs <= 0 && this.#pending.length === 0) {
      return this.#stale.size === 0 ? this.all() : this.all().map(item => this.#stale.get(item.id) ?? item);
    }
    this.#catchUp();
    return [...this.#indexed.values()];
  }

  /** Number of live objects that users made. */
  count(): number {
    return this.where(item => item.system !== true && this.isLive(item)).length;
  }

  /** Is it still there for a user? */
  isLive(item: T): boolean {
    if (this.options.isLive) return this.options.isLive(item);
    return (item as { status?: unknown }).status !== 3;
  }

  /** Forget everything. */
  clear(): void {
    this.#items.clear();
    this.#indexed.clear();
    this.#stale.clear();
    this.#pending = [];
  }

  /** For the snapshot. */
  load(items: T[]): void {
    this.clear();
    for (const item of items) {
      this.#items.set(item.id, item);
      this.#indexed.set(item.id, structuredClone(item));
    }
  }

  /** The index starts to lag: what it knows now is what is stored now. */
  startLagging(): void {
    this.#indexed.clear();
    for (const item of this.#items.values()) this.#indexed.set(item.id, structuredClone(item));
  }

  #written(item: T): void {
    this.#stale.delete(item.id);
    if (this.store.indexLagMs > 0 || this.#pending.length > 0) {
      this.#pending.push({
        atMs: this.store.clock.nowMs() + this.store.indexLagMs,
        id: item.id,
        document: structuredClone(item),
      });
    }
    this.store.changed();
  }

  #catchUp(): void {
    const now = this.store.clock.nowMs();
    const due = this.#pending.filter(write => write.atMs <= now);
    this.#pending = this.#pending.filter(write => write.atMs > now);
    for (const write of due) this.#indexed.set(write.id, write.document);
    // Once nothing waits and nothing lags, reads go to the stored objects again.
  }
}

/** What a snapshot file holds. */
export interface StoreImage {
  version: 1;
  collections: Record<string, Entity[]>;
  counters: Record<string, number>;
  values: Record<string, unknown>;
}

/** All state of the emulated server: collections, id counters and some named values. All of it is plain JSON. */
export class Store {
  readonly #collections = new Map<string, Collection<Entity>>();
  #counters = new Map<string, number>();
  #values = new Map<string, unknown>();
  #indexLagMs = 0;
  #listeners: (() => void)[] = [];
  readonly #waiting = new Map<string, Entity[]>();

  constructor(readonly clock: Clock) {}

  /** Delay of the search index. */
  get indexLagMs(): number {
    return this.#indexLagMs;
  }

  /** Set the delay of the search index. */
  setIndexLag(ms: number): void {
    if (this.#indexLagMs === 0 && ms > 0) {
      for (const collection of this.#collections.values()) collection.startLagging();
    }
    this.#indexLagMs = ms;
  }

  /** The collection of one kind, made on first mention. */
  collection<T extends Entity>(kind: string, options?: CollectionOptions<T>): Collection<T> {
    let found = this.#collections.get(kind);
    if (!found) {
      found = new Collection<Entity>(kind, this, options as CollectionOptions<Entity> | undefined);
      this.#collections.set(kind, found);
      const waiting = this.#waiting.get(kind);
      if (waiting) {
        this.#waiting.delete(kind);
        found.load(waiting);
      }
      if (this.#indexLagMs > 0) found.startLagging();
    }
    return found as unknown as Collection<T>;
  }

  /** Next number of a series (ids of events, categories …). */
  nextNumber(series: string, first = 1): number {
    const next = this.#counters.get(series) ?? first;
    this.#counters.set(series, next + 1);
    return next;
  }

  /** A named value, for state that is no collection. */
  value<T>(name: string): T | undefined {
    return this.#values.get(name) as T | undefined;
  }

  /** Set a named value (plain JSON). */
  setValue(name: string, value: unknown): void {
    this.#values.set(name, value);
    this.changed();
  }

  /** Live objects that users made, by kind. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [kind, collection] of this.#collections) counts[kind] = collection.count();
    return counts;
  }

  /** Be told after each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Tell the listeners. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Forget everything. */
  clear(): void {
    for (const collection of this.#collections.values()) collection.clear();
    this.#counters = new Map();
    this.#values = new Map();
    this.#waiting.clear();
    this.changed();
  }

  /** Everything, for a file. */
  image(): StoreImage {
    const collections: Record<string, Entity[]> = {};
    for (const [kind, items] of this.#waiting) collections[kind] = items;
    for (const [kind, collection] of this.#collections) collections[kind] = collection.all();
    return {
      version: 1,
      collections,
      counters: Object.fromEntries(this.#counters),
      values: Object.fromEntries(this.#values),
    };
  }

  /** Take over what a file held. */
  restore(image: StoreImage): void {
    this.clear();
    for (const [kind, items] of Object.entries(image.collections)) {
      const collection = this.#collections.get(kind);
      if (collection) collection.load(items);
      else this.#waiting.set(kind, items);
    }
    this.#counters = new Map(Object.entries(image.counters));
    this.#values = new Map(Object.entries(image.values));
  }
}
