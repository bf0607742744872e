/**
 * What this process has written, and when: by it the read-ahead knows what may have changed since it asked. Better
 * too much than too little: a write touches every id that it names, and one whose effect its ids don't tell, all.
 */
import type { Call } from "./types";

/** Services whose writes change the objects they name, those of the same session, and nothing else. */
const BY_ID: ReadonlySet<string> = new Set([
  "baseentry",
  "categoryentry",
  "livestream",
  "media",
  "metadata_metadata",
  "room_room",
  "schedule_scheduleevent",
  "thumbasset",
]);

/** Services whose writes change no entry, no event, no metadata of an entry and no category link. */
const ASIDE: ReadonlySet<string> = new Set([
  "apptoken",
  "categoryuser",
  "reach_entryvendortask",
  "uploadtoken",
]);

/** A moment in the order of writes. */
export type Stamp = number;

/** A write that may still happen: its answer was lost. */
const NEVER_OVER = Number.POSITIVE_INFINITY;

export class WriteLog {
  private clock: Stamp = 0;
  private readonly touched = new Map<string, Stamp>();
  private readonly underWay = new Map<string, number>();
  private allTouched: Stamp = 0;
  private allUnderWay = 0;

  /** Now: for what is asked from here on. */
  stamp(): Stamp {
    return this.clock;
  }

  /**
   * Notes that a request is about to be sent.
   * @param entries ids of entries beside those the calls name: those of the session that they belong to
   * @returns to be called when it is over; `lost` when it may still be carried out
   */
  begin(calls: readonly Call[], entries: Iterable<string>): (lost: boolean) => void {
    const writes = calls.filter(({ service }) => !ASIDE.has(service.toLowerCase()));
    if (writes.length === 0) return () => {};
    const all = writes.some(({ service }) => !BY_ID.has(service.toLowerCase()));
    const ids = new Set(entries);
    for (const { service, args } of writes) collectIds(service.toLowerCase(), args, ids);
    const mark = (at: Stamp, by: 1 | -1) => {
      for (const id of ids) {
        if (this.touched.get(id) !== NEVER_OVER) this.touched.set(id, at);
        const open = (this.underWay.get(id) ?? 0) + by;
        if (open > 0) this.underWay.set(id, open);
        else this.underWay.delete(id);
      }
      if (all) {
        this.allTouched = Math.max(this.allTouched, at);
        this.allUnderWay += by;
      }
    };
    mark(++this.clock, 1);
    return lost => mark(lost ? NEVER_OVER : ++this.clock, -1);
  }

  /** Whether something that was asked then may have been changed since, or while it was answered. */
  since(then: Stamp, ids: readonly string[]): boolean {
    if (this.allUnderWay > 0 || this.allTouched > then) return true;
    return ids.some(id => this.underWay.has(id) || (this.touched.get(id) ?? 0) > then);
  }
}

/** How the log names an object with a number for its id: other services have the same numbers. */
export const numbered = (service: string, id: string | number | undefined): string => `${service} ${id}`;

/** Whatever may be an id, at any depth. */
function collectIds(service: string, value: unknown, into: Set<string>): void {
  if (typeof value === "number") into.add(numbered(service, value));
  else if (typeof value === "string") {
    if (/^\d+$/.test(value)) into.add(numbered(service, value));
    else if (/^[\w-]{1,64}$/.test(value)) into.add(value);
  } else if (Array.isArray(value)) for (const item of value) collectIds(service, item, into);
  else if (typeof value === "object" && value !== null) {
    // A reference points into the same request, where the call that it points to has ids of its own.
    for (const item of Object.values(value)) collectIds(service, item, into);
  }
}
