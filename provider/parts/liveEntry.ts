/** The live entry of a session: what an encoder sends to and viewers watch. */

import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { LiveStreamEntry } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import { choice, commaList, driftOf, type Field, inputFinder, toAdd, toUpdate } from "../lifecycle/fields";
import { knownId, type Part, type Step } from "../lifecycle/part";
import { getPath, normalTags, type Props } from "../lifecycle/values";
import { entryBegun } from "./begun";
import { idsToWrite, type Named, nameDrift } from "./bySystemName";
import { type TagWish, tagDrift, tagsToWrite } from "./tags";

/** Constants of the wire: KalturaMediaType.LIVE_STREAM_FLASH and KalturaSourceType.LIVE_STREAM. */
const MEDIA_TYPE = 201;
const SOURCE_TYPE = "32";

export const recordModes = { disabled: 0, appended: 1, perSession: 2 } as const;

/** The inputs this part reads. */
export interface LiveEntryInputs {
  name: string;
  description?: string;
  tags?: string[];
  adminTags?: string[];
  conversionProfile?: string;
  mark?: string;
}

const options = (input: string, wire: string): Field => ({
  input: `recording.${input}`,
  wire: `recordingOptions.${wire}`,
  to: (v: boolean) => Number(v),
  from: (v: unknown) => v === true || v === 1,
  // The server can't clear recordingOptions, and its defaults differ by account (api-facts, "Live entry").
  clear: "stay",
});

const flag = (input: string, wire: string, clear: Field["clear"] = { value: 0 }): Field => ({
  input,
  wire,
  to: (v: boolean) => Number(v),
  from: (v: unknown) => v === true || v === 1,
  clear,
});

const fields: readonly Field[] = [
  { input: "name", wire: "name", clear: "stay" },
  { input: "description", wire: "description", clear: { value: "" } },
  {
    input: "tags",
    wire: "tags",
    to: commaList.to,
    from: commaList.from,
    same: (has, want) =>
      normalTags(commaList.from(String(has ?? "")))
        .sort()
        .join() ===
      normalTags(commaList.from(String(want)))
        .sort()
        .join(),
    clear: { value: "" },
  },
  { input: "referenceId", wire: "referenceId", clear: "null" },
  { input: "owner", wire: "userId", clear: "stay" },
  { input: "coEditors", wire: "entitledUsersEdit", ...commaList, clear: "null" },
  { input: "coPublishers", wire: "entitledUsersPublish", ...commaList, clear: "null" },
  { input: "coViewers", wire: "entitledUsersView", ...commaList, clear: "null" },
  flag("dvr.enabled", "dvrStatus"),
  { input: "dvr.windowMinutes", wire: "dvrWindow", clear: "null" },
  { input: "recording.mode", wire: "recordStatus", ...choice(recordModes), clear: "stay" },
  options("copyEntitlement", "shouldCopyEntitlement"),
  options("copyScheduling", "shouldCopyScheduling"),
  options("copyThumbnail", "shouldCopyThumbnail"),
  options("hidden", "shouldMakeHidden"),
  options("autoArchive", "shouldAutoArchive"),
  flag("previewMode", "explicitLive"),
  { input: "accessControlId", wire: "accessControlId", clear: "stay" },
  { ...flag("pushPublish", "pushPublishEnabled", "stay"), writeOnly: true },
  { input: "offlineMessage", wire: "offlineMessage", clear: "null" },
  flag("blockAutoTranscript", "blockAutoTranscript"),
];

/** Set by system name. */
const named: readonly Named[] = [
  {
    input: "conversionProfile",
    wire: "conversionProfileId",
    what: "live conversion profile",
    all: load => load.conversionProfiles(),
  },
  {
    input: "accessControl",
    wire: "accessControlId",
    what: "access control profile",
    all: load => load.accessControls(),
  },
];

/** `recordingOptions` is replaced as a whole: what is not ours of it goes along. */
function fold(patch: Props, observed: Props | undefined): Props {
  const own = Object.entries(patch).filter(([k]) => k.startsWith("recordingOptions."));
  if (own.length === 0) return patch;
  const rest = Object.fromEntries(Object.entries(patch).filter(([k]) => !k.startsWith("recordingOptions.")));
  const current = (getPath(observed, "recordingOptions") as Props | undefined) ?? {};
  const recordingOptions = {
    ...current,
    ...Object.fromEntries(own.map(([k, v]) => [k.slice("recordingOptions.".length), v])),
    objectType: "KalturaLiveEntryRecordingOptions",
  };
  return { ...rest, recordingOptions };
}

/**
 * @param adminTags those that make the entry this kind of session (seed: `kms-webcast-event`).
 * @param constant wire properties that the kind fixes.
 */
export function liveEntry(spec: {
  adminTags: readonly string[];
  constant?: Props;
}): Part<LiveEntryInputs, LiveStreamEntry> {
  const wish = (inputs: Partial<LiveEntryInputs>, previous?: Partial<LiveEntryInputs>): TagWish => ({
    constant: spec.adminTags,
    own: inputs.adminTags,
    previous: previous?.adminTags,
    mark: inputs.mark,
  });

  return {
    key: "entry",
    label: "live entry",
    product: "Live streaming (FEATURE_LIVE_STREAM)",
    // The last three are for single properties, which Kaltura drops in silence without them (api-reference 1.4).
    permissions: [
      "LIVE_STREAM_ADD",
      "LIVE_STREAM_UPDATE",
      "CONTENT_MANAGE_DELETE",
      "CONTENT_INGEST_REFERENCE_MODIFY",
      "CONTENT_MANAGE_ACCESS_CONTROL",
      "CONTENT_MANAGE_ENTRY_USERS",
    ],

    begun: entryBegun,

    async observe(site, want) {
      const { load } = site.runtime;
      let id = knownId(site, "entry");
      if (id === undefined) {
        if (want.mark === undefined) return undefined;
        id = (await load.entriesWithAdminTag(want.mark))[0]?.id;
        if (id === undefined) return undefined;
      }
      const entry = await load.liveEntry(id);
      if (entry) site.handles.set("entry", id);
      return entry;
    },

    async plan({ inputs, previous }, observed, site) {
      const inputOf = inputFinder([...named.map(n => ({ ...n, clear: "stay" as const })), ...fields]);
      const adminTags = tagsToWrite(
        wish(inputs, previous),
        observed === undefined ? undefined : (observed.adminTags ?? ""),
      );
      const extra = {
        ...(adminTags === undefined ? {} : { adminTags }),
        ...(await idsToWrite(named, inputs as unknown as Props, observed as Props | undefined, site)),
      };
      if (observed === undefined) {
        const call = calls.liveStream.add(
          {
            objectType: "KalturaLiveStreamEntry",
            mediaType: MEDIA_TYPE,
            sourceType: SOURCE_TYPE,
            ...fold(toAdd(fields, inputs as unknown as Props), undefined),
            ...extra,
            ...spec.constant,
          } as LiveStreamEntry,
          SOURCE_TYPE,
        );
        site.handles.set("entry", new Reference(call, "id"));
        return [
          {
            call,
            purpose: "make the live entry",
            inputOf,
            done: (entry: LiveStreamEntry) => {
              site.handles.set("entry", entry.id!);
              site.seen.set("entry", entry);
            },
          } satisfies Step,
        ];
      }
      const patch = {
        ...fold(
          toUpdate(fields, inputs as unknown as Props, previous as Props | undefined, observed as Props),
          observed as Props,
        ),
        ...extra,
      };
      if (Object.keys(patch).length === 0) return [];
      return [
        {
          call: calls.liveStream.update(observed.id!, {
            objectType: "KalturaLiveStreamEntry",
            ...patch,
          } as LiveStreamEntry),
          purpose: "update the live entry",
          inputOf,
          done: (entry: LiveStreamEntry) => site.seen.set("entry", entry),
        },
      ];
    },

    async drift(inputs, observed, site) {
      if (observed === undefined) return { inputs: {}, missing: true };
      const drift = driftOf(fields, inputs as unknown as Props, observed as Props);
      const tags = tagDrift(wish(inputs), observed.adminTags);
      if (tags.own !== undefined) drift.adminTags = tags.own;
      Object.assign(drift, await nameDrift(named, inputs as unknown as Props, observed as Props, site));
      return { inputs: drift, missing: tags.missing };
    },

    async remove(observed) {
      if (observed === undefined) return [];
      if (Number(observed.liveStatus ?? 0) !== 0) {
        throw new OperationError(
          `${observed.name ?? "the session"} (entry ${observed.id}) is on air; nothing was deleted. Stop the broadcast first, then run the command again`,
        );
      }
      return [
        { call: calls.liveStream.delete(observed.id!), purpose: "delete the live entry", fine: ["gone"] },
      ];
    },

    outputs: entry => ({ ingest: ingestOf(entry) }),
  };
}

/** Where an encoder sends to. All of it lets its holder go on air. */
export function ingestOf(entry: LiveStreamEntry): Props {
  const all: Record<string, string | undefined> = {
    rtmpPrimary: entry.primaryBroadcastingUrl,
    rtmpSecondary: entry.secondaryBroadcastingUrl,
    rtmpsPrimary: entry.primarySecuredBroadcastingUrl,
    rtmpsSecondary: entry.secondarySecuredBroadcastingUrl,
    rtspPrimary: entry.primaryRtspBroadcastingUrl,
    rtspSecondary: entry.secondaryRtspBroadcastingUrl,
    srtPrimary: entry.primarySrtBroadcastingUrl,
    srtPrimaryStreamId: entry.primarySrtStreamId,
    srtSecondary: entry.secondarySrtBroadcastingUrl,
    srtSecondaryStreamId: entry.secondarySrtStreamId,
    streamName: entry.streamName,
    streamKey: entry.streamPassword,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined));
}
