/** The categories an entry is in: an event, its tracks, channels. Links that others made are left alone. */
import { calls } from "../kaltura/vocabulary";
import type { CategoryEntry } from "../kaltura/wire";
import { knownId, type Part } from "../lifecycle/part";
import { type CategoryRef, categoryId, categoryIdIfThere } from "./categoryRef";

export interface CategoryLinksInputs {
  categories?: CategoryRef[];
}

const KEY = "categories";

export const categoryLinks: Part<CategoryLinksInputs, readonly CategoryEntry[]> = {
  key: KEY,
  label: "category links",
  permissions: [], // any user session may

  async observe(site) {
    const entry = knownId(site, "entry");
    return entry === undefined ? undefined : site.runtime.load.categoryLinksOf(entry);
  },

  async plan({ inputs, previous }, observed, site) {
    const { categories = [] } = inputs;
    const wanted = new Set(await Promise.all(categories.map(ref => categoryId(ref, "categories", site))));
    const has = new Set((observed ?? []).map(link => Number(link.categoryId)));
    // A category that is gone can't be looked up by name any more; its links went with it.
    const former = await Promise.all((previous?.categories ?? []).map(ref => categoryIdIfThere(ref, site)));
    const before = new Set(former.filter(id => id !== undefined));
    const entry = site.handles.get("entry")!;
    const change = (add: boolean) => (link: number) => {
      const links = (site.seen.get(KEY) as CategoryEntry[] | undefined) ?? [];
      site.seen.set(
        KEY,
        add ? [...links, { categoryId: link }] : links.filter(l => Number(l.categoryId) !== link),
      );
    };
    return [
      ...[...wanted]
        .filter(id => !has.has(id))
        .map(id => ({
          call: calls.categoryEntry.add(id, entry),
          purpose: `put the entry into category ${id}`,
          inputOf: () => "categories",
          fine: ["exists" as const],
          done: () => change(true)(id),
        })),
      ...[...before]
        .filter(id => !wanted.has(id) && has.has(id))
        .map(id => ({
          call: calls.categoryEntry.delete(entry, id),
          purpose: `take the entry out of category ${id}`,
          inputOf: () => "categories",
          fine: ["gone" as const],
          done: () => change(false)(id),
        })),
    ];
  },

  async drift(inputs, observed, site) {
    if (inputs.categories === undefined) return { inputs: {} };
    const has = new Set((observed ?? []).map(link => Number(link.categoryId)));
    const there: CategoryRef[] = [];
    for (const ref of inputs.categories) {
      const id = await categoryIdIfThere(ref, site);
      if (id !== undefined && has.has(id)) there.push(ref);
    }
    return there.length === inputs.categories.length ? { inputs: {} } : { inputs: { categories: there } };
  },

  async fill(observed) {
    const ids = (observed ?? []).map(link => Number(link.categoryId)).sort((a, b) => a - b);
    return ids.length > 0 ? { categories: ids } : {};
  },

  // Kaltura drops an entry's links with the entry, but only later, and then they can't be deleted by hand.
  async remove(observed, site) {
    const entry = knownId(site, "entry");
    if (entry === undefined) return [];
    return (observed ?? []).map(link => ({
      call: calls.categoryEntry.delete(entry, Number(link.categoryId)),
      purpose: `take the entry out of category ${link.categoryId}`,
      fine: ["gone" as const],
    }));
  },
};
