/** What importers share: reading fields of other people's data, which are texts, numbers, empty or absent. */
import { epochOf, isTimezone, TimeError, writeLike } from "../../provider/time";
import { id } from "../definition";
import { hasForeignOffset, lengthText } from "../times";

/** Names and ids as text; undefined for what is neither text nor number, and for blanks. */
export const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? undefined : text;
};

/** "US / Eastern" can only be US/Eastern. Any other misspelling is left as it is, to be refused. */
export const zoneName = <T>(zone: T): T | string =>
  typeof zone === "string" ? zone.trim().replace(/\s*\/\s*/g, "/") : zone;

/** Fields that an item has, without those that are not known. */
export const known = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** An id for what has only a name: the same for the same name. */
export const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100) || "unnamed";

/** Ids of one list, no two the same: the one that an item has on the account, or one made of its name. */
export class Ids {
  private readonly taken: Set<string>;
  private readonly own: ReadonlySet<string>;

  /** @param own those that the items have; one that several have, or that can't be an id, is nobody's */
  constructor(own: readonly (string | undefined)[] = []) {
    const fit = own.filter(id => id !== undefined).filter(Ids.fits);
    this.own = new Set(fit.filter(id => fit.indexOf(id) === fit.lastIndexOf(id)));
    this.taken = new Set(this.own);
  }

  static fits = (text: string): boolean => id.safeParse(text).success;

  of(name: string, own?: string): string {
    if (own !== undefined && this.own.has(own)) return own;
    const plain = slug(name);
    let made = plain;
    for (let n = 2; this.taken.has(made); n++) made = `${plain}-${n}`;
    this.taken.add(made);
    return made;
  }
}

/** Things that sessions name (tracks, rooms), collected as lists of the event: an id and a name each. */
export class Named {
  private readonly byName = new Map<string, string>();
  private readonly ids = new Ids();

  /** The id of this name. */
  id(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const id = this.byName.get(name) ?? this.ids.of(name);
    this.byName.set(name, id);
    return id;
  }

  get list(): Array<{ id: string; name: string }> {
    return [...this.byName].map(([name, id]) => ({ id, name }));
  }
}

/** Tags of fields with one or several values; Kaltura makes several of one with commas, and so do we. */
export const tagsOf = (...values: readonly (string | undefined)[]): string[] => [
  ...new Set(
    values
      .flatMap(value => value?.split(",") ?? [])
      .map(tag => tag.trim())
      .filter(tag => tag !== ""),
  ),
];

/**
 * A time as the clocks of the event's timezone show it, as people edit it: of one in UTC, and of one with the offset
 * that this timezone has. Any other offset may be meant, and is left.
 */
export function asLocal(time: string, zone: string | undefined): string {
  if (zone === undefined || !isTimezone(zone) || !/(Z|[+-]\d{2}:\d{2})$/.test(time)) return time;
  try {
    if (!time.endsWith("Z") && hasForeignOffset(time, zone)) return time;
    return writeLike(epochOf(time, zone), undefined, zone);
  } catch (error) {
    if (error instanceof TimeError) return time;
    throw error;
  }
}

/** A length as the event file has it: of `01:30`, `1:30:00`, `90` (minutes), `PT1H30M`; undefined for anything else. */
export function lengthOf(text: string): string | undefined {
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(text);
  const iso = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  const [, h, m, s] = clock ?? iso ?? (/^\d+$/.test(text) ? ["", "0", text] : []);
  if (h === undefined && m === undefined && s === undefined) return undefined;
  const seconds = Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
  return seconds === 0 ? undefined : lengthText(seconds);
}

/** In a programme made elsewhere these are no mistake of whoever deploys it. */
export const RULES = { roomOverlap: "warn", presenterTwice: "warn" } as const;
