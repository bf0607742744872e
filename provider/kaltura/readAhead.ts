/**
 * Look-ups that are answered before they are made. The engine works on a few resources at a time (four for each
 * core), so sharing requests among those alone leaves a request for every eight or so. Once a run has looked at more
 * than that, what the stack owns is listed by the stack's mark, and looked up a hundred at a time.
 *
 * Why nothing stale gets in:
 * - The search index, which lags, is asked for ids alone: which are likely to be looked up. The objects come from the
 *   same lists by id as without reading ahead, which read the database. What they lack is looked up by itself.
 * - A resource gets each object once. Whoever looks again wants to see what became of it, and asks the server.
 * - What this process writes is dropped, while the request is under way and for good (see writes.ts).
 * - Objects age: after `maxAgeMs`, counted from the question, they are not used. A change by somebody else shows at
 *   worst as late as if it had been made that much later.
 *
 * It is only ever an advance: when it fails, or brings little, look-ups go their own way.
 */
import type { Stamp, WriteLog } from "./writes";

/** Who looks, on behalf of which stack; both by their marks. */
export interface Reader {
  /** The tag that all objects of the stack carry. */
  readonly stack: string;
  readonly resource: string;
  /** Milliseconds that an object may be old. */
  readonly maxAgeMs: number;
}

/** One kind of look-up. */
export interface Kind<T> {
  /** The objects of these ids; those that are not there are left out. */
  readonly load: (ids: readonly string[]) => Promise<Map<string, T>>;
  /** Ids whose writes change what was loaded. */
  readonly touchedBy: (id: string, object: T) => readonly string[];
}

/** One page of ids, from the index; `last` when there is no use in asking for more. */
export type IdPage = (index: number) => Promise<{ readonly ids: readonly string[]; readonly last: boolean }>;

export interface ReadAheadSettings {
  /** Resources that are looked up as they come before it begins; 8. */
  readonly after?: number;
  /** Objects looked up at once; 100. */
  readonly block?: number;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/** Ids that the stack owns, in the order in which they were made. */
export class OwnedIds {
  private readonly ids: string[] = [];
  private readonly positions = new Map<string, number>();
  private asking: Promise<void> | undefined;
  private pages = 0;
  private whole = false;

  constructor(private readonly page: IdPage) {}

  /** Where an id is in the list; undefined when it isn't there. Asks on until it is found. */
  async position(id: string): Promise<number | undefined> {
    while (!this.positions.has(id) && !this.whole) {
      this.asking ??= this.ask();
      await this.asking;
    }
    return this.positions.get(id);
  }

  between(from: number, to: number): readonly string[] {
    return this.ids.slice(from, to);
  }

  private async ask(): Promise<void> {
    try {
      const { ids, last } = await this.page(++this.pages);
      const before = this.ids.length;
      for (const id of ids) {
        if (this.positions.has(id)) continue;
        this.positions.set(id, this.ids.length);
        this.ids.push(id);
      }
      this.whole = last || this.ids.length === before;
    } catch {
      // Whoever looks for its object by itself will tell what is wrong.
      this.whole = true;
    } finally {
      this.asking = undefined;
    }
  }
}

/** Look-ups that a block must have answered to be worth it: without it each may take a request of its own. */
const WORTH = 3;
/** Blocks that need not have been worth it. */
const FREE = 2;

interface Block<T> {
  readonly stamp: Stamp;
  readonly askedAt: number;
  readonly objects: Promise<ReadonlyMap<string, T>>;
}

/** Objects of one kind, looked up a block at a time. */
export class Blocks<T> {
  private readonly blocks = new Map<number, Block<T>>();
  private readonly given = new Set<string>();
  private loads = 0;

  constructor(
    private readonly ids: OwnedIds,
    private readonly kind: Kind<T>,
    private readonly writes: WriteLog,
    private readonly settings: ReadAheadSettings,
  ) {}

  /** The object, if it was looked up in advance or can be; undefined otherwise, which says nothing about it. */
  async take(id: string, maxAgeMs: number): Promise<T | undefined> {
    const position = await this.ids.position(id);
    if (position === undefined) return undefined;
    const size = this.settings.block ?? 100;
    const block = this.blockOf(Math.floor(position / size), size, id, maxAgeMs);
    if (block === undefined) return undefined;
    const object = (await block.objects).get(id);
    if (object === undefined || this.age(block) > maxAgeMs) return undefined;
    if (this.writes.since(block.stamp, this.kind.touchedBy(id, object))) return undefined;
    this.given.add(id);
    return object;
  }

  private blockOf(number: number, size: number, id: string, maxAgeMs: number): Block<T> | undefined {
    const known = this.blocks.get(number);
    if (known !== undefined && this.age(known) <= maxAgeMs) return known;
    this.forgetOld(maxAgeMs);
    const ids = this.ids.between(number * size, (number + 1) * size).filter(i => !this.given.has(i));
    const worthwhile = this.given.size >= WORTH * (this.loads - FREE);
    if (!worthwhile || !ids.includes(id)) return undefined;
    this.loads += 1;
    const block = {
      stamp: this.writes.stamp(),
      askedAt: this.now(),
      objects: this.kind.load(ids).catch(() => new Map<string, T>()),
    };
    this.blocks.set(number, block);
    return block;
  }

  /** Memory is for what is still of use. */
  private forgetOld(maxAgeMs: number): void {
    for (const [number, block] of this.blocks) if (this.age(block) > maxAgeMs) this.blocks.delete(number);
  }

  private age(block: Block<T>): number {
    return this.now() - block.askedAt;
  }

  private now(): number {
    return (this.settings.now ?? Date.now)();
  }
}

/** Decides who is served from what was read ahead. */
export class ReadAhead<A> {
  private readonly stacks = new Map<string, A>();
  private readonly resources = new Set<string>();
  private readonly looked = new Set<string>();

  constructor(
    private readonly settings: ReadAheadSettings,
    private readonly make: (stack: string) => A,
  ) {}

  /** What was read ahead for the reader's stack; undefined while the run has looked at few resources only. */
  for(reader: Reader): A | undefined {
    this.resources.add(reader.resource);
    if (this.resources.size <= (this.settings.after ?? 8)) return undefined;
    let ahead = this.stacks.get(reader.stack);
    if (ahead === undefined) {
      ahead = this.make(reader.stack);
      this.stacks.set(reader.stack, ahead);
    }
    return ahead;
  }

  /** Whether the resource looks at this for the first time. Every look has to pass here. */
  first(resource: string, what: string): boolean {
    const look = `${resource} ${what}`;
    if (this.looked.has(look)) return false;
    this.looked.add(look);
    return true;
  }
}
