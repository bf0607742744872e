/**
 * What follows from an id, inputs and configuration alone: embed URLs and the like. They are computed in the
 * program, so that a preview shows them, and they stay as long as the id does.
 * Forms of the URLs: Kaltura's embed guide and back-end source (playManifest, thumbnail, embedPlaykitJs).
 */
import { addressOf, isLoopback } from "../config";

export interface EmbedConfig {
  readonly partnerId: number;
  readonly cdnHost: string;
  readonly kafHost: string;
  /** Id of the player; without it there is no public player. */
  readonly playerId: string | undefined;
}

/** An output computed in the program. */
export interface Computed<T = unknown> {
  readonly doc: string;
  readonly type: "string" | "number";
  /** It may be undefined. */
  readonly maybe?: true;
  /** Undefined where the configuration lacks what it needs. */
  readonly of: (id: string, inputs: { readonly name?: string }, config: EmbedConfig) => T | undefined;
}

export type ComputedOutputs = Readonly<Record<string, Computed>>;

const escapeHtml = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Public player page of an entry. */
export function playerUrl(entryId: string, config: EmbedConfig): string | undefined {
  const { cdnHost, partnerId, playerId } = config;
  if (playerId === undefined) return undefined;
  return `${addressOf(cdnHost)}/p/${partnerId}/embedPlaykitJs/uiconf_id/${encodeURIComponent(playerId)}?iframeembed=true&entry_id=${encodeURIComponent(entryId)}`;
}

/** HTML to paste into a page: the public player in an iframe of 16:9. */
export function iframe(entryId: string, title: string, config: EmbedConfig): string | undefined {
  const url = playerUrl(entryId, config);
  if (url === undefined) return undefined;
  return `<iframe src="${escapeHtml(url)}" title="${escapeHtml(title)}" style="width:100%;aspect-ratio:16/9;border:0" allow="autoplay; fullscreen; encrypted-media; picture-in-picture" allowfullscreen></iframe>`;
}

/** Paths of a KAF instance's pages, by what they show. */
export const kafPaths = {
  session: "/hosted/index/view-entry",
  room: "/embeddedrooms/index/view-room",
  gallery: "/hosted/index/course-gallery",
  myMedia: "/hosted/index/my-media",
} as const;

/** A page of the KAF instance; the website puts a fresh KS of its visitor in place of {KS}. */
export const kafPage = (kafHost: string, path: string): string => `${addressOf(kafHost)}${path}/ks/{KS}`;

/** Page of a session on the KAF instance. */
export const kafViewEntry = (config: EmbedConfig): string => kafPage(config.kafHost, kafPaths.session);

/** Page of a room on the KAF instance. */
export const kafViewRoom = (config: EmbedConfig): string => kafPage(config.kafHost, kafPaths.room);

export const thumbnailUrl = (entryId: string, config: EmbedConfig): string =>
  `${addressOf(config.cdnHost)}/p/${config.partnerId}/thumbnail/entry_id/${encodeURIComponent(entryId)}/width/640`;

export const manifestUrl = (entryId: string, config: EmbedConfig): string =>
  `${addressOf(config.cdnHost)}/p/${config.partnerId}/sp/${config.partnerId}00/playManifest/entryId/${encodeURIComponent(entryId)}/format/applehttp/protocol/${isLoopback(config.cdnHost) ? "http" : "https"}/a.m3u8`;

export const sessionOutputs = {
  entryId: { type: "string", doc: "Id of the entry that viewers watch.", of: id => id },
  playerUrl: {
    type: "string",
    maybe: true,
    doc: "Public player page; undefined without kaltura:playerId.",
    of: (id, _, config) => playerUrl(id, config),
  },
  iframe: {
    type: "string",
    maybe: true,
    doc: "HTML with the public player, to paste into a page; undefined without kaltura:playerId.",
    of: (id, { name }, config) => iframe(id, name ?? "", config),
  },
  kafUrlTemplate: {
    type: "string",
    doc: "Address of the session, with chat, on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the entry in its privilege entryId.",
    of: (_id, _, config) => kafViewEntry(config),
  },
  thumbnailUrl: {
    type: "string",
    doc: "Address of the session's picture.",
    of: (id, _, config) => thumbnailUrl(id, config),
  },
  manifestUrl: {
    type: "string",
    doc: "Address of the HLS manifest.",
    of: (id, _, config) => manifestUrl(id, config),
  },
} as const satisfies ComputedOutputs;

export const channelOutputs = {
  entryId: { type: "string", doc: "Id of the channel's entry.", of: id => id },
} as const satisfies ComputedOutputs;

/** Of a recording: as of a session, but for the page with chat. */
export const mediaOutputs = {
  entryId: { ...sessionOutputs.entryId, doc: "Id of the entry, for example as the source of a simulive." },
  playerUrl: sessionOutputs.playerUrl,
  iframe: sessionOutputs.iframe,
  thumbnailUrl: { ...sessionOutputs.thumbnailUrl, doc: "Address of the video's picture." },
  manifestUrl: sessionOutputs.manifestUrl,
} as const satisfies ComputedOutputs;

export const roomOutputs = {
  entryId: {
    type: "string",
    doc: "Id of the room's entry; the KS names it in its privilege entryId.",
    of: id => id,
  },
  roomUrlTemplate: {
    type: "string",
    doc: "Address of the room on the KAF instance. Put a KS of the visitor in place of {KS}; the KS names the room in its privilege entryId.",
    of: (_id, _, config) => kafViewRoom(config),
  },
  kafUrlTemplate: {
    type: "string",
    doc: "Address of the room as a session's page, with what KAF shows around it. Put a KS of the visitor in place of {KS}.",
    of: (_id, _, config) => kafViewEntry(config),
  },
} as const satisfies ComputedOutputs;

export const studioOutputs = {
  ...sessionOutputs,
  roomUrlTemplate: {
    type: "string",
    doc: "Address of the speakers' room on the KAF instance. Put a KS of the speaker in place of {KS}; the KS names roomId in its privilege entryId.",
    of: (_id, _, config) => kafViewRoom(config),
  },
} as const satisfies ComputedOutputs;

export const categoryOutputs = {
  categoryId: { type: "number", doc: "The category's id as a number.", of: id => Number(id) },
} as const satisfies ComputedOutputs;

export const profileOutputs = {
  profileId: { type: "number", doc: "The profile's id as a number.", of: id => Number(id) },
} as const satisfies ComputedOutputs;

/** Of resources whose id says all there is to compute. */
export const noOutputs = {} as const satisfies ComputedOutputs;
