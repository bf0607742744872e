/** A custom metadata profile: a name and the XSD that its metadata must follow. */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { MetadataProfile } from "../kaltura/wire";
import { choice, driftOf, type Field, inputFinder, inputsFrom, toAdd, toUpdate } from "../lifecycle/fields";
import { knownId, type Part } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";

export interface MetadataProfileInputs {
  name: string;
  systemName: string;
  xsd: string;
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
  { input: "description", wire: "description", clear: { value: "" } },
  { input: "objectType", wire: "metadataObjectType", ...choice(objectTypes), clear: "stay" },
  { input: "createMode", wire: "createMode", ...choice(createModes), clear: "stay" },
];

const KEY = "profile";

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

  async observe(site, want) {
    const { load } = site.runtime;
    load.invalidate("metadataProfiles");
    const profiles = await load.metadataProfiles();
    const id = knownId(site, KEY);
    if (id !== undefined) return profiles.find(p => String(p.id) === id);
    // After a lost answer: system names are unique in an account, so one with our very schema is the one we made.
    const found = profiles.find(
      p => p.systemName === want.systemName && meaningOf(p.xsd) === meaningOf(want.xsd),
    );
    if (found) site.handles.set(KEY, String(found.id));
    return found;
  },

  async plan({ inputs, previous }, observed, site) {
    const inputOf = inputFinder(fields);
    const note = (answer: MetadataProfile) => {
      site.handles.set(KEY, String(answer.id));
      site.seen.set(KEY, answer);
    };
    if (observed === undefined) {
      const call = calls.metadataProfile.add(
        {
          objectType: "KalturaMetadataProfile",
          ...toAdd(fields, inputs as unknown as Props),
        } as MetadataProfile,
        inputs.xsd,
      );
      site.handles.set(KEY, new Reference(call, "id"));
      return [{ call, purpose: `make the metadata profile "${inputs.name}"`, inputOf, done: note }];
    }
    const patch = toUpdate(
      fields,
      inputs as unknown as Props,
      previous as Props | undefined,
      observed as Props,
    );
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
    return { inputs: drift };
  },

  fill: async (observed, _site, known) =>
    observed === undefined ? {} : { ...inputsFrom(fields, observed as Props, known), xsd: observed.xsd },

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
