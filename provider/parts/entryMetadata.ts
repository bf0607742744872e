/**
 * One custom metadata object of an entry. Kaltura's applications keep a session's times, presenters and
 * settings in such objects, whose profiles exist once a module is enabled on the account.
 */
import { calls } from "../kaltura/vocabulary";
import type { Metadata, MetadataProfile } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import type { Part, Site } from "../lifecycle/part";
import { canonical, type Props } from "../lifecycle/values";
import { buildMetadata, type Element, inOrder, orderIn, parseMetadata, sameElements } from "./metadataXml";

/** A profile by the names Kaltura gives it; never by a fixed id, which differs per account. */
export interface ProfileName {
  readonly systemName: string;
  readonly name: string;
  /** The module whose enabling makes the profile. */
  readonly module: string;
}

export interface MetadataSpec<I> {
  readonly key: string;
  readonly label: string;
  readonly profile: ProfileName;
  /** Our elements as the inputs ask for them; undefined when no object is needed. */
  readonly want: (inputs: I) => Element[] | undefined;
  /** A wanted element together with what others keep inside the one that is there. Default: as wanted. */
  readonly merged?: (wanted: Element, there: readonly Element[]) => Element;
  /** Elements of one name mean the same in whatever order they stand. */
  readonly anyOrder?: true;
  /** Elements that a new object gets beside the wanted ones, and that are not ours afterwards. */
  readonly initial?: (inputs: I) => Element[];
  /** The input an element belongs to, `true` for one that is always ours, undefined for a foreign one. */
  readonly owner: (element: Element) => (keyof I & string) | true | undefined;
  /** What the inputs would say of these elements; only inputs that are set, or that the want depends on. */
  readonly drift: (inputs: I, elements: readonly Element[]) => Record<string, unknown>;
  /** For an import: the inputs that these elements come from. */
  readonly fill: (elements: readonly Element[], known: Props) => Props;
  /** The inputs that end up here, for errors. */
  readonly inputs: readonly string[];
}

/** KalturaMetadataObjectType.ENTRY */
const ENTRY = 1;

export interface Seen {
  readonly id: number;
  /** What is written back is refused when somebody has written since. */
  readonly version: number | undefined;
  readonly elements: Element[];
}

const seenOf = (metadata: Metadata): Seen => ({
  id: metadata.id!,
  version: metadata.version,
  elements: parseMetadata(metadata.xml ?? ""),
});

/** The account's profile of that name, if there is one. */
async function findProfile(site: Site, name: ProfileName): Promise<MetadataProfile | undefined> {
  const find = (profiles: MetadataProfile[]) =>
    profiles.find(p => p.systemName === name.systemName) ?? profiles.find(p => p.name === name.name);
  const { load } = site.runtime;
  // A profile made in this very run, by a MetadataProfile resource, is not in the list read before.
  const found = find(await load.metadataProfiles());
  if (found !== undefined) return found;
  load.invalidate("metadataProfiles");
  return find(await load.metadataProfiles());
}

/** The same, where there must be one. @throws OperationError naming profile and module when there is none. */
async function profileOf(site: Site, name: ProfileName): Promise<MetadataProfile> {
  const found = await findProfile(site, name);
  if (found === undefined) {
    throw new OperationError(
      `the account has no metadata profile "${name.name}" (system name ${name.systemName}): have the module ${name.module} enabled on it, or make the profile with a MetadataProfile resource from pulumi-kaltura's schema folder`,
    );
  }
  return found;
}

/** By profile: all sessions of a run share it, and its schema is as long as a page. */
const orders = new WeakMap<MetadataProfile, readonly string[]>();

function orderOf(profile: MetadataProfile): readonly string[] {
  const order = orders.get(profile) ?? orderIn(profile.xsd);
  orders.set(profile, order);
  return order;
}

const byText = (a: Element, b: Element) => (canonical(a) < canonical(b) ? -1 : 1);

export function entryMetadata<I>(spec: MetadataSpec<I>): Part<I, Seen> {
  const note = (site: Site) => (metadata: Metadata) => {
    site.seen.set(spec.key, seenOf(metadata));
  };
  /** An element is ours while its input is set, or was: what was never set is left to others. */
  const isOurs =
    (...inputs: Array<Partial<I> | undefined>) =>
    (element: Element): boolean => {
      const owner = spec.owner(element);
      return owner === true || (owner !== undefined && inputs.some(i => i?.[owner] !== undefined));
    };
  const merge = (want: readonly Element[] | undefined, { elements }: Seen): readonly Element[] =>
    (want ?? []).map(element => spec.merged?.(element, elements) ?? element);
  const arranged = (elements: readonly Element[]) => (spec.anyOrder ? [...elements].sort(byText) : elements);
  const same = (a: readonly Element[], b: readonly Element[]) => sameElements(arranged(a), arranged(b));
  return {
    key: spec.key,
    label: spec.label,
    product: `module ${spec.profile.module}`,
    permissions: [], // any user session may

    async observe(site, want) {
      const entry = site.handles.get("entry");
      if (typeof entry !== "string") return undefined;
      const wanted = spec.want(want as I) !== undefined;
      // Without the profile there is no metadata of it. Looking must not fail: a session can be taken down all the same.
      const [objects, early] = await Promise.all([
        site.runtime.load.metadataOf(entry),
        wanted ? findProfile(site, spec.profile) : undefined,
      ]);
      if (objects.length === 0) return undefined;
      const profile = early ?? (await findProfile(site, spec.profile));
      const own = objects.find(m => m.metadataProfileId === profile?.id);
      return own === undefined ? undefined : seenOf(own);
    },

    async plan({ inputs, previous }, observed, site) {
      const want = spec.want(inputs);
      if (observed === undefined && want === undefined) return [];
      const profile = await profileOf(site, spec.profile);
      const order = orderOf(profile);
      const inputOf = () => spec.inputs.find(name => (inputs as Props)[name] !== undefined);
      if (observed === undefined) {
        return [
          {
            call: calls.metadata.add(
              profile.id!,
              ENTRY,
              site.handles.get("entry")!,
              buildMetadata(inOrder([...want!, ...(spec.initial?.(inputs) ?? [])], order)),
            ),
            purpose: `make the ${spec.label} metadata`,
            inputOf,
            done: note(site),
            // Somebody made it meanwhile: look again, and update that one.
            recover: error => error.kind === "exists",
          },
        ];
      }
      const owned = isOurs(inputs, previous);
      const ours = merge(want, observed);
      if (same(observed.elements.filter(owned), ours)) return [];
      const left = [...observed.elements.filter(e => !owned(e)), ...ours];
      if (left.length === 0) {
        return [
          {
            call: calls.metadata.delete(observed.id),
            purpose: `delete the ${spec.label} metadata`,
            fine: ["gone"],
            keepsOthers: true,
            done: () => {
              site.seen.delete(spec.key);
            },
          },
        ];
      }
      return [
        {
          call: calls.metadata.update(observed.id, buildMetadata(inOrder(left, order)), observed.version),
          purpose: `update the ${spec.label} metadata`,
          inputOf,
          done: note(site),
          // Somebody wrote since we looked: look again, and keep theirs.
          recover: error => error.code === "INVALID_METADATA_VERSION",
        },
      ];
    },

    async drift(inputs, observed) {
      const want = spec.want(inputs);
      if (observed === undefined) return { inputs: {}, missing: want !== undefined };
      const ours = observed.elements.filter(isOurs(inputs));
      if (same(ours, merge(want, observed))) return { inputs: {} };
      const drift = spec.drift(inputs, ours);
      return { inputs: drift, missing: Object.keys(drift).length === 0 };
    },

    fill: async (observed, _site, known) => spec.fill(observed?.elements ?? [], known),

    // Kaltura deletes an entry's metadata with the entry.
    remove: async () => [],
  };
}
