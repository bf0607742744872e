import type { CallContext } from "../context.js";
import { type Answer, answer } from "../types/answer.js";
import { entryHooks } from "./hooks.js";
import { liveValues } from "./live.js";
import { type Entry, LIVE_STREAM, ROOM } from "./model.js";
import { searchText } from "./text.js";

/** An entry as an object of a class; without one, the class that the entry's type has for this session. */
export function entryAnswer(ctx: CallContext, entry: Entry, className = classOf(ctx, entry)): Answer {
  const out = answer(className, entryValues(ctx, entry));
  // The stream's password is for those who may manage the account.
  if (!ctx.isAdmin) delete out.streamPassword;
  return out;
}

/** Class of an entry: admins read live entries as the admin class. */
export function classOf(ctx: CallContext, entry: Entry): string {
  return entry.type === LIVE_STREAM && ctx.isAdmin ? "KalturaLiveStreamAdminEntry" : plainClassOf(entry);
}

/** Class of an entry for everybody. */
export function plainClassOf(entry: Entry): string {
  if (entry.type === LIVE_STREAM) return "KalturaLiveStreamEntry";
  return entry.type === ROOM ? "KalturaRoomEntry" : "KalturaMediaEntry";
}

/** All values of an entry, stored and computed, by property. */
export function entryValues(ctx: CallContext, entry: Entry): Record<string, unknown> {
  const base = `${ctx.host}/p/${entry.partnerId}/sp/${entry.partnerId}00`;
  const isVideo = entry.mediaType === 1 || entry.mediaType === 5;
  const values: Record<string, unknown> = {
    moderationCount: 0,
    rank: 0,
    totalRank: 0,
    votes: 0,
    licenseType: -1,
    version: 0,
    replacementStatus: 0,
    partnerSortValue: 0,
    operationAttributes: [],
    entitledUsersEdit: "",
    entitledUsersPublish: "",
    entitledUsersView: "",
    blockAutoTranscript: false,
    plays: 0,
    views: 0,
    ...entry,
    downloadUrl: isVideo
      ? `${base}/playManifest/entryId/${entry.id}/format/download/protocol/http/flavorParamIds/0`
      : `${base}/raw/entry_id/${entry.id}/version/0`,
    searchText: searchText(entry.partnerId, entry.mediaType, [
      ...[entry.name, entry.tags, entry.description],
      entry.adminTags ?? "",
    ]),
    thumbnailUrl: `${base}/thumbnail/entry_id/${entry.id}/version/${entry.thumbnailVersion ?? 0}`,
    rootEntryId: entry.rootEntryId ?? entry.id,
  };
  if (isVideo) values.dataUrl = `${base}/playManifest/entryId/${entry.id}/format/url/protocol/http`;
  if (entry.type === LIVE_STREAM) Object.assign(values, liveValues(ctx, { ...entry, ...values } as Entry));
  for (const hook of entryHooks.read) Object.assign(values, hook(ctx, entry));
  return values;
}
