import type { CallContext } from "../context.js";
import type { InputObject } from "../types/input.js";
import type { Entry } from "./model.js";

/**
 * Where other services join in what happens to entries, so that the entry files know none of them: metadata
 * goes with its entry, categories can be given by name, a schedule event overrides what a live entry reads.
 */
interface Hooks {
  deleted: ((ctx: CallContext, entry: Entry) => void)[];
  /** Overrides of answered properties. */
  read: ((ctx: CallContext, entry: Entry) => Record<string, unknown> | undefined)[];
  /** Assign the categories named by the deprecated fields `categories` and `categoriesIds`. */
  categories: ((ctx: CallContext, entry: Entry | undefined, input: InputObject) => (entry: Entry) => void)[];
  /** The thumbnail is another one: that asset of the entry, or none of its assets. */
  thumbnail: ((ctx: CallContext, entry: Entry, assetId: string | undefined) => void)[];
  /** Does an entry match an advanced search? */
  advancedSearch: ((ctx: CallContext, entry: Entry, search: InputObject) => boolean)[];
  /** Fields of entry filters that another service understands. */
  filters: Record<string, EntryFilter>;
}

/** Does an entry, as the index knows it, pass a field of a filter? */
export type EntryFilter = (ctx: CallContext, value: string, entry: Entry) => boolean;

const hooks: Hooks = {
  deleted: [],
  read: [],
  categories: [],
  thumbnail: [],
  advancedSearch: [],
  filters: {},
};

/** After an entry is deleted. */
export function onEntryDeleted(hook: Hooks["deleted"][number]): void {
  hooks.deleted.push(hook);
}

/** When an entry is answered. */
export function onEntryRead(hook: Hooks["read"][number]): void {
  hooks.read.push(hook);
}

/**
 * When `categories` or `categoriesIds` are sent with an entry. The hook checks them (and throws) and gives back
 * what is to be done once the entry is saved. The entry is undefined while it is being added.
 */
export function onEntryCategories(hook: Hooks["categories"][number]): void {
  hooks.categories.push(hook);
}

/** After an entry was given another thumbnail. */
export function onThumbnail(hook: Hooks["thumbnail"][number]): void {
  hooks.thumbnail.push(hook);
}

/** When entries are listed with `advancedSearch`. */
export function onAdvancedSearch(hook: Hooks["advancedSearch"][number]): void {
  hooks.advancedSearch.push(hook);
}

/** When entries are listed by a field that is another service's. */
export function onEntryFilter(field: string, filter: EntryFilter): void {
  hooks.filters[field] = filter;
}

/** The registered hooks, for the entry files. */
export const entryHooks: Readonly<Hooks> = hooks;
