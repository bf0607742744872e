/** A custom metadata profile: a name and the XSD that its metadata must follow. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { MetadataProfile } from "../kaltura/wire";
import { adoptLine, refusalOf } from "../lifecycle/adopt";
import {
  choice,
  driftOf,
  type Field,
  inputFinder,
  inputsFrom,
  sameText,
  toAdd,
  toUpdate,
} from "../lifecycle/fields";
import { knownId, type Part, type Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { markedProfiles } from "./marked";
import { markedText, marksOf, splitMark } from "./markedText";

export interface MetadataProfileInputs {
  name: string;
  systemName: string;
  xsd: string;
  description?: string;
  mark?: string;
}

export const objectTypes = {
  entry: 1,
  category: 2,
  user: 3,
  partner: 4,
  dynamicObject: 5,
  userEntry: 6,
} as const;
export const createModes = { api: 1, kmc: 2, app: 3 } as const;

const fields: readonly Field[] = [
  { input: "name", wire: "name", clear: "stay" },
  { input: "systemName", wire: "systemName", clear: "stay" },
  { input: "objectType", wire: "metadataObjectType", ...choice(objectTypes), clear: "stay" },
  { input: "createMode", wire: "createMode", ...choice(createModes), clear: "stay" },
];

const KEY = "profile";

const titleOf = ({ id, name, systemName }: MetadataProfile) =>
  `metadata profile ${id} ("${name}", system name ${systemName})`;

/** The one whose description carries our mark. */
const marked = async (site: Site, mark: string | undefined): Promise<MetadataProfile | undefined> =>
  mark === undefined
    ? undefined
    : (await site.runtime.load.metadataProfiles()).find(p => splitMark(p.description).mark === mark);

/** What to do about a profile of that system name which this resource did not make. */
async function aboutNamesake({ systemName, mark }: MetadataProfileInputs, site: Site) {
  site.runtime.load.invalidate("metadataProfiles");
  const there = (await site.runtime.load.metadataProfiles()).find(p => p.systemName === systemName);
  if (there === undefined) return undefined;
  const id = String(there.id);
  return (
    refusalOf(titleOf(there), id, marksOf(there.description), mark, undefined) ??
    `${titleOf(there)} is there already, and not this program's: it was left alone. Sessions use it as it is, without this resource; to take it over, which includes that to delete the resource deletes all metadata of it, add ${adoptLine(id)}`
  );
}

/** Kaltura decodes HTML entities before it stores a schema; white space around it means nothing. */
const meaningOf = (xsd: string | undefined) =>
  (xsd ?? "")
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .trim();

export const metadataProfile: Part<MetadataProfileInputs, MetadataProfile> = {
  key: KEY,
  label: "metadata profile",
  product: "Custom metadata (plugin metadata)",
  permissions: ["CUSTOM_DATA_PROFILE_ADD", "CUSTOM_DATA_PROFILE_UPDATE", "CUSTOM_DATA_PROFILE_DELETE"],

  begun: async (site, want) => (await marked(site, want.mark)) !== undefined,

  async candidates({ id }, site) {
    const found = (await site.runtime.load.metadataProfiles()).find(
      p => String(p.id) === id || p.systemName === id,
    );
    return found === undefined ? [] : [{ id: String(found.id), title: titleOf(found) }];
  },

  marked: markedProfiles,

  marks: ({ description }) => marksOf(description),

  async observe(site, want) {
    const { load } = site.runtime;
    load.invalidate("metadataProfiles");
    const id = knownId(site, KEY);
    if (id !== undefined) return (await load.metadataProfiles()).find(p => String(p.id) === id);
    const found = await marked(site, want.mark);
    if (found) site.handles.set(KEY, String(found.id));
    return found;
  },

  async plan({ inputs, previous }, observed, site) {
    const inputOf = inputFinder([...fields, { input: "description", wire: "description", clear: "stay" }]);
    const cleared = previous?.description !== undefined;
    const description = markedText(inputs.description, cleared, observed?.description, inputs.mark);
    const note = (answer: MetadataProfile) => {
      site.handles.set(KEY, String(answer.id));
      site.seen.set(KEY, answer);
    };
    if (observed === undefined) {
      const call = calls.metadataProfile.add(
        {
          objectType: "KalturaMetadataProfile",
          ...toAdd(fields, inputs as unknown as Props),
          ...(description === "" ? {} : { description }),
        } as MetadataProfile,
        inputs.xsd,
      );
      site.handles.set(KEY, new Reference(call, "id"));
      return [
        {
          call,
          purpose: `make the metadata profile "${inputs.name}"`,
          inputOf,
          done: note,
          advice: async error => (error.kind === "exists" ? aboutNamesake(inputs, site) : undefined),
        },
      ];
    }
    const patch = {
      ...toUpdate(fields, inputs as unknown as Props, previous as Props | undefined, observed as Props),
      ...(sameText(observed.description ?? "", description) ? {} : { description }),
    };
    if (Object.keys(patch).length === 0 && meaningOf(observed.xsd) === meaningOf(inputs.xsd)) return [];
    return [
      {
        // Without its schema an update answers well and saves nothing.
        call: calls.metadataProfile.update(
          observed.id!,
          { objectType: "KalturaMetadataProfile", ...patch } as MetadataProfile,
          inputs.xsd,
        ),
        purpose: `update the metadata profile "${inputs.name}"`,
        inputOf,
        done: note,
      },
    ];
  },

  async drift(inputs, observed) {
    if (observed === undefined) return { inputs: {}, missing: true };
    const drift = driftOf(fields, inputs as unknown as Props, observed as Props);
    if (meaningOf(observed.xsd) !== meaningOf(inputs.xsd)) drift.xsd = observed.xsd;
    const { text, mark } = splitMark(observed.description);
    if (inputs.description !== undefined && !sameText(text, inputs.description))
      drift.description = text || undefined;
    return { inputs: drift, missing: inputs.mark !== undefined && mark !== inputs.mark };
  },

  fill: async (observed, _site, known) =>
    observed === undefined
      ? {}
      : {
          ...inputsFrom(fields, observed as Props, known),
          description: splitMark(observed.description).text || undefined,
          xsd: observed.xsd,
        },

  async remove(observed) {
    if (observed === undefined) return [];
    return [
      {
        call: calls.metadataProfile.delete(observed.id!),
        purpose: `delete the metadata profile "${observed.name}"`,
        fine: ["gone"],
      },
    ];
  },
};
