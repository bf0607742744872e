/** Tags of an object that others write too: ours must be there, theirs are left alone. */
import { sameText, splitList } from "../lifecycle/fields";
import { isMark, markTags } from "../mark";

export interface TagWish {
  /** What makes the object what it is: `kms-webcast-event`. */
  readonly constant: readonly string[];
  /** What would make the object something else: taken away, unless the user wants it. */
  readonly unwanted?: readonly string[];
  /** The user's own. */
  readonly own: readonly string[] | undefined;
  readonly previous: readonly string[] | undefined;
  readonly mark: string | undefined;
}

const lower = (tags: readonly string[]) => tags.map(t => t.trim().toLowerCase());

/** The comma list to write, or undefined when the observed one will do. Foreign tags keep their place. */
export function tagsToWrite(wish: TagWish, observed: string | undefined): string | undefined {
  const wanted = [...wish.constant, ...(wish.own ?? []), ...markTags(wish.mark)];
  if (observed === undefined) return wanted.join(",");
  const has = splitList(observed);
  const dropped = [...lower(wish.previous ?? []).filter(t => !lower(wanted).includes(t)), ...alien(wish)];
  const stale = (tag: string) =>
    isAmong([tag], ...dropped) ||
    (wish.mark !== undefined && isMark(tag) && !markTags(wish.mark).includes(tag));
  const kept = has.filter(t => !stale(t));
  const lacking = wanted.filter(t => !isAmong(kept, t));
  if (kept.length === has.length && lacking.length === 0) return undefined;
  return [...kept, ...lacking].join(",");
}

/** Whether one of the wished tags is among those on the server. */
const isAmong = (has: readonly string[], ...wished: readonly string[]) =>
  lower(wished).some(wish => lower(has).some(tag => sameText(tag, wish)));

const alien = (wish: TagWish) => {
  const own = lower(wish.own ?? []);
  return lower(wish.unwanted ?? []).filter(tag => !own.includes(tag));
};

/** A tag on the server that makes the object something else, which the user does not want; undefined without one. */
export const alienTag = (wish: TagWish, observed: string | undefined): string | undefined =>
  alien(wish).find(tag => isAmong(splitList(observed), tag));

/** The user's tags that are still there; and whether something else is not as it must be. */
export function tagDrift(wish: TagWish, observed: string | undefined): { own?: string[]; missing: boolean } {
  const there = (tag: string) => isAmong(splitList(observed), tag);
  const lacking = [...wish.constant, ...markTags(wish.mark)].some(t => !there(t));
  const missing = lacking || alienTag(wish, observed) !== undefined;
  if (wish.own === undefined || wish.own.every(there)) return { missing };
  return { own: wish.own.filter(there), missing };
}

/** Of the tags on the server those that are neither constant nor part of a mark: what their owner wrote. */
export const ownTags = (wish: TagWish, observed: string | undefined): string[] =>
  splitList(observed).filter(
    tag => !isMark(tag.toLowerCase()) && !isAmong([...wish.constant, ...(wish.unwanted ?? [])], tag),
  );
/** Words of ownership marks in a comma list, this resource's and others'. */
export const marksIn = (tags: string | undefined): string[] =>
  splitList(tags)
    .map(t => t.toLowerCase())
    .filter(isMark);
