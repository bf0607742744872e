import { createHash } from "node:crypto";
import type { CallContext } from "../context.js";
import type { ConversionProfile } from "../seeds.js";
import type { Entry } from "./model.js";
import { onAirValues } from "./onAir.js";

/** Sources that run through Kaltura's own media servers. */
const KALTURA_SOURCES = new Set(["32", "33", "42"]);

/** Is the stream ingested by Kaltura itself? */
export function isKalturaSource(sourceType: unknown): boolean {
  return KALTURA_SOURCES.has(String(sourceType));
}

const MANIFESTS: readonly [protocol: string, path: string][] = [
  ["hds", "hds/a.f4m"],
  ["hls", "applehttp/a.m3u8"],
  ["applehttp", "applehttp/a.m3u8"],
  ["applehttp_to_mc", "applehttp_to_mc/a.m3u8"],
  ["sl", "sl/Manifest"],
  ["mpegdash", "mpegdash/manifest.mpd"],
];

/** What the server computes for a live entry when it is read. */
export function liveValues(ctx: CallContext, entry: Entry): Record<string, unknown> {
  const kaltura = isKalturaSource(entry.sourceType);
  const explicit = entry.explicitLive === true;
  const recordStatus = entry.recordStatus ?? 0;
  return {
    lastElapsedRecordingTime: 0,
    currentBroadcastStartTime: 0,
    lastBroadcastEndTime: 0,
    segmentDuration: 6000,
    streamName: "%i",
    bitrates: bitratesOf(ctx, entry),
    ...ingestUrls(entry, kaltura),
    ...entry,
    ...onAirValues(entry),
    recordStatus,
    liveStreamConfigurations: kaltura ? manifests(ctx, entry) : (entry.liveStreamConfigurations ?? []),
    explicitLive: explicit,
    // Without explicit live these two are not what was stored but what is in force.
    viewMode: explicit ? (entry.viewMode ?? 0) : 1,
    recordingStatus: explicit ? (entry.recordingStatus ?? 0) : recordStatus === 0 ? 3 : 2,
    flavorParamsIds: profileOf(ctx, entry)?.flavorParamsIds,
  };
}

/** The entry's live profile. */
function profileOf(ctx: CallContext, entry: Entry): ConversionProfile | undefined {
  if (entry.conversionProfileId === undefined) return undefined;
  return ctx.store.collection<ConversionProfile>("conversionProfile").get(entry.conversionProfileId);
}

function manifests(ctx: CallContext, entry: Entry): object[] {
  const base = `${ctx.host}/p/${entry.partnerId}/sp/${entry.partnerId}00/playManifest/entryId/${entry.id}`;
  return MANIFESTS.map(([protocol, path]) => ({
    protocol,
    url: `${base}/protocol/http/format/${path}`,
    backupUrl: "",
  }));
}

/** A quality in which a stream is sent or shown. */
interface Rendition {
  bitrate: number;
  width: number;
  height: number;
  tags: string;
}

const INGESTED = { tags: "mbr,ingest,web,mobile,ipad,ipadnew" };
const TRANSCODED = { height: 0, tags: "mbr,ipad,ipadnew,web,mobile" };

/** Renditions of live streams by id. Those with the tag "ingest" are sent by the encoder. */
const RENDITIONS: Readonly<Record<string, Rendition>> = {
  "32": { bitrate: 900, width: 640, height: 480, tags: "source,ingest,web,mobile,ipad,ipadnew" },
  "33": { bitrate: 400, width: 480, ...TRANSCODED },
  "34": { bitrate: 600, width: 640, ...TRANSCODED },
  "35": { bitrate: 900, width: 640, ...TRANSCODED },
  "36": { bitrate: 400, width: 480, height: 360, ...INGESTED },
  "37": { bitrate: 600, width: 640, height: 480, ...INGESTED },
};

/** All renditions of an entry's profile; reads of the entry list only those that the encoder sends. */
export function allRenditions(ctx: CallContext, entry: Entry): Rendition[] {
  const ids = profileOf(ctx, entry)?.flavorParamsIds.split(",") ?? [];
  return ids.flatMap(id => RENDITIONS[id] ?? []);
}

function bitratesOf(ctx: CallContext, entry: Entry): object[] {
  if (!isKalturaSource(entry.sourceType)) return [{ bitrate: 300, width: 320, height: 240 }];
  return allRenditions(ctx, entry).filter(({ tags }) => tags.split(",").includes("ingest"));
}

const INGEST: readonly [name: string, scheme: string, authority: string, path: string][] = [
  ["BroadcastingUrl", "rtmp", "127.0.0.1:1935", "kLive"],
  ["SecuredBroadcastingUrl", "rtmps", "127.0.0.1:443", "kLive"],
  ["RtspBroadcastingUrl", "rtsp", "127.0.0.1:1554", "kLive/@_%i"],
];

/** Where an encoder sends the stream. The stream's password is part of every address. */
function ingestUrls(entry: Entry, kaltura: boolean): Record<string, string> {
  const token = entry.streamPassword ?? "";
  const urls: Record<string, string> = {};
  for (const [side, number] of [
    ["primary", 0],
    ["secondary", 1],
  ] as const) {
    for (const [name, scheme, authority, path] of INGEST) {
      const query = `p=${entry.partnerId}&e=-${entry.id}&i=${number}&t=${token}`;
      urls[side + name] = kaltura ? `${scheme}://${authority}/${path.replace("@", entry.id)}?${query}` : "";
    }
    urls[`${side}SrtBroadcastingUrl`] = "srt://127.0.0.1:7045";
    urls[`${side}SrtStreamId`] = `#:::e=-${entry.id},st=${number},${srtKey(entry, token)}`;
  }
  return urls;
}

/** With an SRT passphrase the stream's password is replaced by an encrypted one. */
function srtKey(entry: Entry, token: string): string {
  if (typeof entry.srtPass !== "string" || entry.srtPass === "") return `p=${token}`;
  return `ep=${createHash("md5").update(`${token}:${entry.srtPass}`).digest("base64url")}`;
}
