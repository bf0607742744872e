/** The entry of a recording; what it shows is a part of its own. */
import { calls } from "../kaltura/vocabulary";
import type { MediaEntry } from "../kaltura/wire";
import { choice } from "../lifecycle/fields";
import { type EntryInputs, entryFields, entryPart } from "./entry";

export const mediaTypes = { video: 1, audio: 5 } as const;

export const mediaEntry = entryPart<EntryInputs, MediaEntry>({
  key: "entry",
  label: "media entry",
  handle: "entry",
  // For single properties, which Kaltura drops in silence without them (api-reference 1.4).
  permissions: ["CONTENT_MANAGE_DELETE", "CONTENT_INGEST_REFERENCE_MODIFY"],
  objectType: "KalturaMediaEntry",
  constant: { mediaType: mediaTypes.video },
  fields: [...entryFields, { input: "mediaType", wire: "mediaType", ...choice(mediaTypes), clear: "stay" }],
  adminTags: [],
  calls: calls.media,
  isSource: true,
  load: (id, site) => site.runtime.load.media(id),
  unfit: entry =>
    (Object.values(mediaTypes) as unknown[]).includes(Number(entry.mediaType))
      ? undefined
      : `it is no video or audio (mediaType ${entry.mediaType})`,
  named: [
    {
      input: "conversionProfile",
      wire: "conversionProfileId",
      what: "media conversion profile",
      all: load => load.mediaConversionProfiles(),
    },
  ],
});
