import { apiError } from "../errors.js";
import type { Store } from "../store.js";
import { type Entry, entriesOf, LIVE_STREAM, requireEntry } from "./model.js";

/**
 * Being on air: an encoder sends to the entry. No recording of a server has it, so its rules follow the back end's
 * source as far as it is known: what can't be changed or deleted meanwhile, and while the recording is worked on.
 */

/** KalturaLiveEntryStatus.PLAYABLE, and STOPPED. */
const PLAYABLE = 1;
const STOPPED = 0;

/** Refused while the entry says that it is live, if the value differs. */
const LOCKED = [
  ...["dvrStatus", "dvrWindow", "recordStatus", "conversionProfileId"],
  ...["segmentDuration", "explicitLive", "recordingOptions"],
];
/** Refused while the recording is worked on. */
const LOCKED_BY_RECORDING = ["recordStatus", "conversionProfileId", "recordingOptions"];

/** An encoder begins to send. */
export function putOnAir(store: Store, partnerId: number, entryId: string, now: number): void {
  const entry = requireEntry(store, partnerId, entryId, LIVE_STREAM);
  entriesOf(store).update(entry, {
    streaming: true,
    recordingPending: undefined,
    firstBroadcast: entry.firstBroadcast ?? now,
    lastBroadcast: now,
    currentBroadcastStartTime: now,
  });
}

/**
 * It ends. The page shows the recording from then on, if there is one.
 * @param recordingPending Kaltura still works on the recording, until it is taken off the air again without this
 */
export function takeOffAir(
  store: Store,
  partnerId: number,
  entryId: string,
  now: number,
  recordingPending = false,
): void {
  const entry = requireEntry(store, partnerId, entryId, LIVE_STREAM);
  entriesOf(store).update(entry, {
    streaming: undefined,
    recordingPending: recordingPending || undefined,
    currentBroadcastStartTime: undefined,
    lastBroadcastEndTime: now,
    viewMode: undefined,
    ...(entry.recordedEntryId ? { redirectEntryId: entry.recordedEntryId } : {}),
  });
}

/** What being on air makes an entry say of itself. */
export const onAirValues = (entry: Entry): Record<string, unknown> =>
  entry.streaming === true ? { liveStatus: PLAYABLE, redirectEntryId: undefined } : { liveStatus: STOPPED };

/** @param liveStatus as the entry reads, its schedule event taken into account */
export function checkChanges(entry: Entry, changes: Record<string, unknown>, liveStatus: unknown): void {
  const differs = (name: string) =>
    name in changes && JSON.stringify(changes[name]) !== JSON.stringify(entry[name]);
  const field = liveStatus === STOPPED ? undefined : LOCKED.find(differs);
  if (field !== undefined) throw apiError("CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING", { FIELD: field });
  const recorded = entry.recordingPending === true ? LOCKED_BY_RECORDING.find(differs) : undefined;
  if (recorded !== undefined) {
    throw apiError("CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY", { FIELD: recorded });
  }
}

export function checkDeletion(entry: Entry): void {
  if (entry.streaming === true) {
    throw apiError("CANNOT_DELETE_LIVE_ENTRY_WHILE_STREAMING", { ENTRY_ID: entry.id });
  }
  if (entry.recordingPending === true) throw apiError("RECORDING_FLOW_NOT_COMPLETE", { ENTRY_ID: entry.id });
}
