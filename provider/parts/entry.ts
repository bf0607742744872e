/** What entries of all types share as parts: texts, tags, users, mark; found again, made, kept and taken down alike. */
import type { ApiError } from "../kaltura/errors";
import { type Call, Reference } from "../kaltura/types";
import type { Id } from "../kaltura/vocabulary";
import type { BaseEntry } from "../kaltura/wire";
import type { Candidate } from "../lifecycle/adopt";
import {
  commaList,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  sameTexts,
  toAdd,
  toUpdate,
} from "../lifecycle/fields";
import { knownId, type Part, type Site, type Step } from "../lifecycle/part";
import { normalTags, type Props } from "../lifecycle/values";
import { isMark } from "../mark";
import { entryBegun } from "./begun";
import { idsToWrite, type Named, nameDrift, namesIn } from "./bySystemName";
import { titleOf } from "./entryTitle";
import { timesShown } from "./eventOfSession";
import { markedEntries } from "./marked";
import { alienTag, marksIn, ownTags, type TagWish, tagDrift, tagsToWrite } from "./tags";

/** The inputs that every entry has, beside those in its table. */
export interface EntryInputs {
  name: string;
  adminTags?: string[];
  mark?: string;
}

/** Inputs that every type of entry keeps in the same properties. */
export const entryFields: readonly Field[] = [
  { input: "name", wire: "name", clear: "stay" },
  { input: "description", wire: "description", clear: { value: "" } },
  {
    input: "tags",
    wire: "tags",
    to: commaList.to,
    from: commaList.from,
    same: (has, want) => sameTexts(tagsOf(has), tagsOf(want)),
    clear: { value: "" },
  },
  { input: "referenceId", wire: "referenceId", clear: "null" },
  { input: "owner", wire: "userId", clear: "stay" },
];

const tagsOf = (list: unknown) => normalTags(commaList.from(String(list ?? "")));

export interface EntrySpec<I, E extends BaseEntry> {
  readonly key: string;
  readonly label: string;
  /** Handle name of the entry's id. */
  readonly handle: string;
  readonly product?: string;
  readonly permissions: readonly string[];
  readonly outlivesRoot?: true;
  /** `KalturaLiveStreamEntry`. */
  readonly objectType: string;
  /** Wire properties of a new one that no input decides. */
  readonly constant: Props;
  readonly fields: readonly Field[];
  /** Admin tags that make the entry what it is. */
  readonly adminTags: readonly string[];
  /** Admin tags that would make it something else: taken away. */
  readonly notAdminTags?: readonly string[];
  /** Properties that an entry of such another kind gets when it becomes this one, though no input decides them. */
  readonly becoming?: (inputs: I, site: Site) => Props;
  /** A refusal of an update that another way can mend; see {@link Step.recover}. */
  readonly recover?: (error: ApiError, site: Site) => boolean;
  readonly calls: {
    readonly add: (entry: E) => Call<E>;
    readonly update: (id: Id, entry: E) => Call<E>;
    readonly delete: (id: Id) => Call<null>;
  };
  /** The entry as the database has it; undefined when it is gone or of another type. */
  readonly load: (id: string, site: Site) => Promise<E | undefined>;
  /** Why an entry of the type can't be adopted all the same. */
  readonly unfit?: (entry: E) => string | undefined;
  /** Properties that hold the id of something which an input names by its system name. */
  readonly named?: readonly Named[];
  /** Last touch to what is sent: properties that are replaced as a whole, or follow from what is there. */
  readonly fold?: (patch: Props, observed: Props | undefined, site: Site) => Props;
  /** What may be ours when its id is not known, oldest first; default: entries with the mark among the admin tags. */
  readonly search?: (mark: string, want: Partial<I>, site: Site) => Promise<BaseEntry[]>;
  /** When it must be made by a step that goes alone; `by` is the call that makes it in place of `calls.add`. */
  readonly alone?: (inputs: I, site: Site) => { readonly by?: Call<{ id: string }> } | undefined;
  /** Sessions may show it as their source. */
  readonly isSource?: true;
  readonly onAir?: (observed: E) => boolean;
  readonly mayStay?: (observed: E, now: number) => boolean;
  readonly outputs?: (observed: E) => Props;
}

/** The part for one entry; a resource finds its own by the mark among the admin tags. */
export function entryPart<I extends EntryInputs, E extends BaseEntry>(spec: EntrySpec<I, E>): Part<I, E> {
  const { key, handle, label, objectType, fields } = spec;
  const { named = [], fold = (patch: Props) => patch } = spec;
  const inputOf = inputFinder([...fields, ...named.map(n => ({ ...n, clear: "stay" as const }))]);
  const wish = (inputs: Partial<I>, previous?: Partial<I>): TagWish => ({
    constant: spec.adminTags,
    unwanted: spec.notAdminTags ?? [],
    own: inputs.adminTags,
    previous: previous?.adminTags,
    mark: inputs.mark,
  });
  /** The tag by which it is another kind of session. */
  const otherKind = (entry: E, inputs: Partial<I>) => alienTag(wish(inputs), entry.adminTags);

  return {
    key,
    label,
    permissions: spec.permissions,
    ...(spec.product === undefined ? {} : { product: spec.product }),
    ...(spec.outlivesRoot ? { outlivesRoot: true as const } : {}),

    begun: (site, want) => entryBegun(site, want as EntryInputs),

    async candidates({ id, referenceId }, site) {
      const { load } = site.runtime;
      const found = id === undefined ? await load.entriesByReferenceId(referenceId!) : [await load.entry(id)];
      return Promise.all(
        found
          .filter(entry => entry !== undefined)
          .map(async (entry): Promise<Candidate> => {
            const own = await spec.load(entry.id!, site);
            const unfit =
              own === undefined
                ? `a ${label} is needed`
                : (wordsFor(otherKind(own, {})) ?? spec.unfit?.(own));
            return { id: entry.id!, title: titleOf(entry), unfit };
          }),
      );
    },

    marked: markedEntries,

    marks: entry => [...marksIn(entry.adminTags), ...marksIn(entry.tags)],

    async observe(site, want) {
      const known = knownId(site, handle);
      if (known !== undefined) {
        const entry = await spec.load(known, site);
        if (entry !== undefined) return entry;
        // The root's id is the resource's and stays; any other entry may have been made again meanwhile.
        if (spec.outlivesRoot === undefined) return undefined;
        site.handles.delete(handle);
      }
      return findMarked(spec, want, site);
    },

    async plan(want, observed, site) {
      const { inputs, previous } = want;
      const note = (entry: E) => {
        site.handles.set(handle, entry.id!);
        site.seen.set(key, entry);
      };
      const adminTags = tagsToWrite(
        wish(inputs, previous),
        observed === undefined ? undefined : (observed.adminTags ?? ""),
      );
      const patch = {
        ...(observed === undefined
          ? toAdd(fields, inputs as unknown as Props)
          : toUpdate(fields, inputs as unknown as Props, previous as Props | undefined, observed as Props)),
        ...(adminTags === undefined || (observed === undefined && adminTags === "") ? {} : { adminTags }),
        ...(await idsToWrite(named, inputs as unknown as Props, observed as Props | undefined, site)),
        ...(observed !== undefined && otherKind(observed, inputs) !== undefined
          ? spec.becoming?.(inputs, site)
          : {}),
      };
      const whole = fold(patch, observed as Props | undefined, site);
      if (observed === undefined) {
        const entry = { objectType, ...spec.constant, ...whole } as unknown as E;
        const alone = spec.alone?.(inputs, site);
        const call = alone?.by ?? spec.calls.add(entry);
        if (alone === undefined) site.handles.set(handle, new Reference(call, "id"));
        const step: Step = { call, purpose: `make the ${label}`, inputOf, done: note, searched: true };
        return [alone === undefined ? step : { ...step, alone: true }];
      }
      if (Object.keys(whole).length === 0) return [];
      return [
        {
          call: spec.calls.update(observed.id!, { objectType, ...whole } as unknown as E),
          purpose: `update the ${label}`,
          inputOf,
          done: note,
          ...(spec.recover === undefined ? {} : { recover: (error: ApiError) => spec.recover!(error, site) }),
          keepsOthers: "adminTags" in whole || "recordingOptions" in whole,
        },
      ];
    },

    async drift(inputs, observed, site) {
      if (observed === undefined) return { inputs: {}, missing: true };
      const drift = driftOf(fields, inputs as unknown as Props, observed as Props);
      const tags = tagDrift(wish(inputs), observed.adminTags);
      if (tags.own !== undefined) drift.adminTags = tags.own;
      Object.assign(drift, await nameDrift(named, inputs as unknown as Props, observed as Props, site));
      // What must be there whatever the inputs say.
      const folded = Object.keys(fold({}, observed as Props, site)).length > 0;
      return { inputs: drift, missing: tags.missing || folded };
    },

    async fill(observed, site, known) {
      if (observed === undefined) return {};
      const found = inputsFrom(fields, observed as Props, known);
      const tags = commaList.from(observed.tags ?? "").filter(tag => !isMark(tag));
      const ids = new Set(fields.filter(f => f.input in found).map(f => f.wire));
      const names = await namesIn(
        named.filter(n => !ids.has(n.wire)),
        observed as Props,
        site,
      );
      const adminTags = ownTags(wish({}), observed.adminTags);
      return {
        ...found,
        ...names,
        ...(tags.length > 0 ? { tags } : { tags: undefined }),
        ...(adminTags.length > 0 ? { adminTags } : {}),
      };
    },

    async remove(observed) {
      if (observed === undefined) return [];
      return [{ call: spec.calls.delete(observed.id!), purpose: `delete the ${label}`, fine: ["gone"] }];
    },

    ...(spec.isSource
      ? {
          async shownAt(site: Site) {
            const id = knownId(site, handle);
            return id === undefined ? [] : timesShown(site, id);
          },
        }
      : {}),
    ...(spec.onAir === undefined ? {} : { onAir: spec.onAir }),
    ...(spec.mayStay === undefined ? {} : { mayStay: spec.mayStay }),
    ...(spec.outputs === undefined ? {} : { outputs: spec.outputs }),
  };
}

/** Why an entry of the same type is unfit all the same: the tag says so. */
const wordsFor = (tag: string | undefined): string | undefined =>
  tag === undefined ? undefined : `its admin tag ${tag} says that it is of another kind`;

/** The entry of this type that carries the mark, although its id was never learnt. */
async function findMarked<I extends EntryInputs, E extends BaseEntry>(
  { handle, load, search = mark => site.runtime.load.entriesWithAdminTag(mark) }: EntrySpec<I, E>,
  want: Partial<I>,
  site: Site,
): Promise<E | undefined> {
  if (want.mark === undefined) return undefined;
  for (const { id } of await search(want.mark, want, site)) {
    const entry = await load(id!, site);
    if (entry === undefined) continue;
    site.handles.set(handle, id!);
    return entry;
  }
  return undefined;
}
