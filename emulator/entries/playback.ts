import { createHash } from "node:crypto";
import type { CallContext } from "../context.js";
import { type Answer, answer } from "../types/answer.js";
import "../types/playback.js";
import { type Entry, MEDIA, READY } from "./model.js";

const FORMATS: Readonly<Record<string, { format: string; file: string; profile: number }>> = {
  http: { format: "url", file: "a.mp4", profile: 301 },
  applehttp: { format: "applehttp", file: "a.m3u8", profile: 302 },
};

/**
 * Where a recording can be had. The emulator knows no conversions: the one rendition stands for the original.
 * @param streamerType only this way of delivery
 */
export function playbackContext(ctx: CallContext, entry: Entry, streamerType: string | undefined): Answer {
  const isThere = entry.type === MEDIA && entry.status === READY;
  const flavorId = sourceFlavorOf(entry);
  const ways = Object.entries(FORMATS).filter(([type]) => !streamerType || type === streamerType);
  const base = `${ctx.host}/p/${entry.partnerId}/sp/${entry.partnerId}00/playManifest/entryId/${entry.id}`;
  const sources = ways.map(([, { format, file, profile }]) => ({
    deliveryProfileId: profile,
    format,
    protocols: "http,https",
    flavorIds: flavorId,
    url: `${base}/protocol/http/format/${format}/flavorIds/${flavorId}/${file}`,
  }));
  const flavor = {
    ...{ id: flavorId, entryId: entry.id, partnerId: entry.partnerId, status: 2, fileExt: "mp4" },
    ...{ flavorParamsId: 0, isOriginal: true, isWeb: true, tags: "source,web" },
  };
  return answer("KalturaPlaybackContext", {
    sources: isThere ? sources : [],
    flavorAssets: isThere ? [flavor] : [],
    actions: [],
    messages: [],
  });
}

/** The id of an entry's one rendition follows from the entry's. */
export function sourceFlavorOf(entry: Entry): string {
  const digits = createHash("sha1").update(entry.id).digest();
  return `0_${[...digits.subarray(0, 8)].map(byte => (byte % 36).toString(36)).join("")}`;
}
