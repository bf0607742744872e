/** The live entry of a session: what an encoder sends to and viewers watch. */

import { calls } from "../kaltura/vocabulary";
import type { LiveStreamEntry } from "../kaltura/wire";
import { choice, commaList, type Field } from "../lifecycle/fields";
import type { Part } from "../lifecycle/part";
import { getPath, type Props } from "../lifecycle/values";
import type { Named } from "./bySystemName";
import { type EntryInputs, entryFields, entryPart } from "./entry";

/** Constants of the wire: KalturaMediaType.LIVE_STREAM_FLASH and KalturaSourceType.LIVE_STREAM. */
const MEDIA_TYPE = 201;
const SOURCE_TYPE = "32";

/** Seen when the account turned out to have no recording. */
const CANNOT_RECORD = "entry:cannotRecord";

export const recordModes = { disabled: 0, appended: 1, perSession: 2 } as const;

/** The inputs this part reads beside its tables. */
export type LiveEntryInputs = EntryInputs;

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
  ...entryFields,
  { input: "coEditors", wire: "entitledUsersEdit", ...commaList, clear: "null" },
  { input: "coPublishers", wire: "entitledUsersPublish", ...commaList, clear: "null" },
  { input: "coViewers", wire: "entitledUsersView", ...commaList, clear: "null" },
  { ...flag("dvr.enabled", "dvrStatus"), leads: true },
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

/** Sources that run through Kaltura's own media servers, and so have ingest points (KalturaSourceType). */
const OWN_SOURCES = ["32", "33", "42"];

/** Wire properties that are not as the kind of session fixes them: numbers, some of which the server answers as booleans. */
const mended = (fixed: Readonly<Record<string, number>>, observed: Props | undefined): Props =>
  observed === undefined
    ? fixed
    : Object.fromEntries(
        Object.entries(fixed).filter(([wire, value]) => Number(observed[wire] ?? 0) !== value),
      );

/**
 * @param adminTags those that make the entry this kind of session (seed: `kms-webcast-event`).
 * @param notAdminTags those that would make it another kind.
 * @param constant wire properties that the kind fixes.
 */
export function liveEntry(spec: {
  adminTags: readonly string[];
  notAdminTags?: readonly string[];
  constant?: Readonly<Record<string, number>>;
  /** Sessions show it as their source. */
  isSource?: true;
}): Part<LiveEntryInputs, LiveStreamEntry> {
  return entryPart<LiveEntryInputs, LiveStreamEntry>({
    key: "entry",
    label: "live entry",
    handle: "entry",
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
    objectType: "KalturaLiveStreamEntry",
    constant: { mediaType: MEDIA_TYPE, sourceType: SOURCE_TYPE },
    fields,
    adminTags: spec.adminTags,
    notAdminTags: spec.notAdminTags ?? [],
    calls: { ...calls.liveStream, add: entry => calls.liveStream.add(entry, SOURCE_TYPE) },
    load: (id, site) => site.runtime.load.liveEntry(id),
    unfit: entry =>
      OWN_SOURCES.includes(String(entry.sourceType))
        ? undefined
        : `its stream comes from elsewhere (sourceType ${entry.sourceType}), so it has no ingest points of Kaltura`,
    named,
    fold: (patch, observed) => ({ ...fold(patch, observed), ...mended(spec.constant ?? {}, observed) }),
    // A simulive is not recorded. What becomes a webcast is, where the account can, like a webcast made as one.
    becoming: (inputs, site) =>
      getPath(inputs, "recording.mode") === undefined && !site.seen.has(CANNOT_RECORD)
        ? { recordStatus: recordModes.appended }
        : {},
    recover(error, site) {
      if (error.code !== "RECORDING_DISABLED" || site.seen.has(CANNOT_RECORD)) return false;
      site.seen.set(CANNOT_RECORD, true);
      return true;
    },
    ...(spec.isSource ? { isSource: true as const } : {}),
    onAir,
    mayStay: (entry, now) => onAir(entry) || (Number(entry.recordStatus ?? 0) !== 0 && wasOn(entry, now)),
    outputs: entry => ({ ingest: ingestOf(entry) }),
  });
}

/** Somebody is sending to it, or its schedule event shows something. */
const onAir = (entry: LiveStreamEntry): boolean => Number(entry.liveStatus ?? 0) !== 0;

/** Milliseconds after a broadcast in which Kaltura may refuse to delete it, as it still works on the recording. */
const RECORDING_MS = 7 * 86_400_000;

const wasOn = (entry: LiveStreamEntry, now: number): boolean =>
  Math.max(entry.lastBroadcast ?? 0, entry.lastBroadcastEndTime ?? 0) * 1000 > now - RECORDING_MS;

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
