/**
 * The words of Kaltura's API: builds calls, sends none.
 *
 * This is the only file that touches kaltura-client. Its services make a request of the right names, which is
 * read off ({service, action, data, files}) and sent by our own transport: the client's own sending may never
 * settle when a multirequest fails, logs secrets, and rounds and swallows answers. The client is loaded with
 * the first call (190 ms, 41 MB), so a preview, which makes none, does not pay for it.
 */
import { type Call, type FileArg, Reference } from "./types";
import type * as Wire from "./wire";
import type { Filter, ListResponse, Pager, Sent, SentObject } from "./wire";

/** As much of the untyped kaltura-client as is used here. */
interface ClientLibrary {
  readonly services: Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => Builder>>>>;
  readonly enums: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly Configuration: new () => unknown;
  readonly Client: new (configuration: unknown) => { getClientTag(): string };
}

/** What the client's services return. Single-use, and not to be told to send. */
interface Builder {
  readonly service: string;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, unknown>> | null;
}

let library: ClientLibrary | undefined;

/** kaltura-client itself; loads it. For the tests that pin what we lean on. */
export function clientLibrary(): ClientLibrary {
  library ??= require("kaltura-client") as ClientLibrary;
  return library;
}

/** How this package names itself in Kaltura's logs. Must not contain "kmc": then the server skips fields. */
export const clientTag = `pulumi-kaltura:${versionOf("pulumi-kaltura/package.json")}`;

/** How kaltura-client names itself: its language and the day it was built (`node:25-07-20`). Loads it. */
export function defaultClientTag(): string {
  const { Client, Configuration } = clientLibrary();
  return new Client(new Configuration()).getClientTag();
}

/** The API version which the client was generated for. */
export const apiVersion = versionOf("kaltura-client/package.json");

function versionOf(manifest: string): string {
  try {
    return String((require(manifest) as { version?: unknown }).version);
  } catch {
    // Bundled without its manifest: a tag without a version is better than no provider.
    return "0.0.0";
  }
}

/** Wire name to the name people use, filled as services are used below: `livestream` → `liveStream`. */
const spoken = new Map<string, string>();

/** `liveStream.add`, for messages. */
export function nameOf(call: Pick<Call, "service" | "action">): string {
  return `${spoken.get(call.service) ?? call.service}.${call.action}`;
}

/** The service as people write it. */
export const spokenService = (call: Pick<Call, "service">): string =>
  spoken.get(call.service) ?? call.service;

/**
 * Builds one call with the client. Only what the caller gave is kept, not the defaults which the client makes
 * up (`version: -1`) or its nulls: the server would cast a null to 0, false or "".
 */
function build<Result>(
  service: string,
  action: string,
  given: readonly (readonly [string, unknown])[],
): Call<Result> {
  const actions = clientLibrary().services[service];
  // "delete" and "list" are spelt deleteAction and listAction there.
  const make = actions?.[action] ?? actions?.[`${action}Action`];
  if (!make) throw new Error(`kaltura-client has no ${service}.${action}`);
  const builder = make(...given.map(([, value]) => value));
  spoken.set(builder.service, service);
  const args: Record<string, unknown> = {};
  const files: Record<string, FileArg> = {};
  for (const [name, value] of given) {
    if (value === undefined || value === null) continue;
    if (builder.files && name in builder.files) files[name] = value as FileArg;
    else if (name in builder.data) args[name] = entity(builder.data[name], `${service}.${action}(${name})`);
    else throw new Error(`kaltura-client's ${service}.${action} takes no ${name}`);
  }
  return {
    service: builder.service,
    action: builder.action,
    args,
    ...(Object.keys(files).length > 0 && { files }),
  };
}

/**
 * A call of plain values, spelt without the client: a website that starts sessions for its visitors makes no
 * other calls, and does without loading it. A test holds what is built here to the client's own.
 */
function spell<Result>(service: string, action: string, args: Record<string, unknown>): Call<Result> {
  const wire = service.toLowerCase();
  spoken.set(wire, service);
  return { service: wire, action, args: clean(args, `${service}.${action}`) as Record<string, unknown> };
}

/** @throws for an object without a class: the server would ignore it in silence */
function entity(value: unknown, where: string): unknown {
  const copy = clean(value, where);
  if (typeof copy === "object" && copy !== null && !Array.isArray(copy) && !(copy instanceof Reference)) {
    if (!("objectType" in copy) || typeof copy.objectType !== "string") {
      throw new TypeError(`${where}: an object without objectType`);
    }
  }
  return copy;
}

/**
 * A copy without null and undefined at any depth; `field__null: ""` and references stay.
 * @throws on what JSON would change in silence: a Date (the wire wants epoch seconds), NaN, a function
 */
function clean(value: unknown, where: string): unknown {
  if (value instanceof Reference) return value;
  if (Array.isArray(value)) {
    return value
      .filter(item => item !== null && item !== undefined)
      .map((item, i) => clean(item, `${where}[${i}]`));
  }
  if (typeof value === "object" && value !== null) {
    if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) {
      throw new TypeError(`${where}: a ${value.constructor.name} can't go over the wire`);
    }
    const copy: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      if (item !== null && item !== undefined) copy[name] = clean(item, `${where}.${name}`);
    }
    return copy;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw new TypeError(`${where}: ${value} is no number`);
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw new TypeError(`${where}: a ${typeof value} can't go over the wire`);
  }
  return value;
}

/**
 * An id: known, or a reference to the result of an earlier call of the same request. The server takes the digits
 * of a numeric id as well as the number.
 */
export type Id = string | number | Reference;

const page = (pager: Pager | undefined) => pager && { objectType: "KalturaFilterPager", ...pager };

/** `list` of a service. */
const lister =
  <T>(service: string) =>
  (filter?: Filter, pager?: Pager): Call<ListResponse<T>> =>
    build(service, "list", [
      ["filter", filter],
      ["pager", page(pager)],
    ]);

/** A call whose parameters all are single values. */
const one = <Result>(service: string, action: string, name: string, value: unknown): Call<Result> =>
  build(service, action, [[name, value]]);

/** `add` and `list` of a service of assets: files that belong to an entry. */
const assets = <T extends Wire.Asset>(service: "captionAsset" | "attachmentAsset" | "flavorAsset") => ({
  /** The asset without its file, which setContent brings. */
  add: (entryId: Id, asset: SentObject<T>): Call<T> =>
    build(service, "add", [
      ["entryId", entryId],
      [service, asset],
    ]),
  /** Needs entryIdEqual or entryIdIn. */
  list: lister<T>(service),
});

const setContent =
  <T extends Wire.Asset>(service: string) =>
  (id: Id, resource: SentObject<Wire.ContentResource>): Call<T> =>
    build(service, "setContent", [
      ["id", id],
      ["contentResource", resource],
    ]);

/**
 * The call, to be answered by a response profile that the server keeps under this name: an object of the answer then
 * brings its `relatedObjects`. It holds for this one call.
 */
export const withResponseProfile = <Result>(call: Call<Result>, systemName: string): Call<Result> => ({
  ...call,
  args: { ...call.args, responseProfile: { objectType: "KalturaResponseProfileHolder", systemName } },
});

/** The call, named otherwise in Kaltura's logs than those around it. */
export const withClientTag = <Result>(call: Call<Result>, clientTag: string): Call<Result> => ({
  ...call,
  args: { ...call.args, clientTag },
});

type LiveStreamEntry = Wire.LiveStreamEntry;
type AnyEvent = Wire.LiveStreamScheduleEvent & Wire.MeetingScheduleEvent & Wire.LiveRedirectScheduleEvent;

/**
 * Every call this package makes. Parameters in Kaltura's order; what they may hold and how they fail is told at
 * the objects in wire.ts and the codes in errors.ts.
 */
export const calls = {
  liveStream: {
    /** @param sourceType the wire's string, see `enums.SourceType` */
    add: (entry: SentObject<LiveStreamEntry>, sourceType?: string): Call<LiveStreamEntry> =>
      build("liveStream", "add", [
        ["liveStreamEntry", entry],
        ["sourceType", sourceType],
      ]),
    get: (entryId: Id): Call<LiveStreamEntry> => one("liveStream", "get", "entryId", entryId),
    update: (entryId: Id, entry: SentObject<LiveStreamEntry>): Call<LiveStreamEntry> =>
      build("liveStream", "update", [
        ["entryId", entryId],
        ["liveStreamEntry", entry],
      ]),
    /** Leaves its schedule events and category links behind: delete those first. */
    delete: (entryId: Id): Call<null> => one("liveStream", "delete", "entryId", entryId),
    list: lister<LiveStreamEntry>("liveStream"),
    updateOfflineThumbnailFromUrl: (entryId: Id, url: string): Call<LiveStreamEntry> =>
      build("liveStream", "updateOfflineThumbnailFromUrl", [
        ["entryId", entryId],
        ["url", url],
      ]),
    /** The second time on one entry fails on some servers (INTERNAL_SERVERL_ERROR); bytes are not checked. */
    updateOfflineThumbnailJpeg: (entryId: Id, fileData: FileArg): Call<LiveStreamEntry> =>
      build("liveStream", "updateOfflineThumbnailJpeg", [
        ["entryId", entryId],
        ["fileData", fileData],
      ]),
  },
  baseEntry: {
    get: (entryId: Id): Call<Wire.BaseEntry> => one("baseEntry", "get", "entryId", entryId),
    /** Without statusIn only READY ones, so no rooms. */
    list: lister<Wire.BaseEntry>("baseEntry"),
    update: (entryId: Id, entry: SentObject<Wire.BaseEntry>): Call<Wire.BaseEntry> =>
      build("baseEntry", "update", [
        ["entryId", entryId],
        ["baseEntry", entry],
      ]),
    delete: (entryId: Id): Call<null> => one("baseEntry", "delete", "entryId", entryId),
    /** Where the media can be had, for this session. */
    getPlaybackContext: (
      entryId: Id,
      options: Omit<SentObject<Wire.PlaybackContextOptions>, "objectType">,
    ): Call<Wire.PlaybackContext> =>
      build("baseEntry", "getPlaybackContext", [
        ["entryId", entryId],
        ["contextDataParams", { ...options, objectType: "KalturaPlaybackContextOptions" }],
      ]),
  },
  media: {
    add: (entry: SentObject<Wire.MediaEntry>): Call<Wire.MediaEntry> => one("media", "add", "entry", entry),
    get: (entryId: Id): Call<Wire.MediaEntry> => one("media", "get", "entryId", entryId),
    update: (entryId: Id, entry: SentObject<Wire.MediaEntry>): Call<Wire.MediaEntry> =>
      build("media", "update", [
        ["entryId", entryId],
        ["mediaEntry", entry],
      ]),
    delete: (entryId: Id): Call<null> => one("media", "delete", "entryId", entryId),
    list: lister<Wire.MediaEntry>("media"),
    /** The first content of an entry; refused (ENTRY_ALREADY_WITH_CONTENT) when it has some. */
    addContent: (entryId: Id, resource: SentObject<Wire.ContentResource>): Call<Wire.MediaEntry> =>
      build("media", "addContent", [
        ["entryId", entryId],
        ["resource", resource],
      ]),
    /** Other content for the same entry: the old one stays until the new one is ready. First content too. */
    updateContent: (entryId: Id, resource: SentObject<Wire.ContentResource>): Call<Wire.MediaEntry> =>
      build("media", "updateContent", [
        ["entryId", entryId],
        ["resource", resource],
      ]),
    /** Gives up a replacement of content, a failed one too. */
    cancelReplace: (entryId: Id): Call<Wire.MediaEntry> => one("media", "cancelReplace", "entryId", entryId),
    /** Lets a replacement of content happen, on accounts where somebody has to. */
    approveReplace: (entryId: Id): Call<Wire.MediaEntry> =>
      one("media", "approveReplace", "entryId", entryId),
  },
  uploadToken: {
    add: (token: SentObject<Wire.UploadToken>): Call<Wire.UploadToken> =>
      one("uploadToken", "add", "uploadToken", token),
    /**
     * One piece of a file.
     * @param at bytes before it; 0 starts anew
     * @param last whether the file is complete with it
     */
    upload: (token: Id, piece: FileArg, at: number, last: boolean): Call<Wire.UploadToken> =>
      build("uploadToken", "upload", [
        ["uploadTokenId", token],
        ["fileData", piece],
        ["resume", at > 0],
        ["finalChunk", last],
        ["resumeAt", at > 0 ? at : undefined],
      ]),
    get: (token: Id): Call<Wire.UploadToken> => one("uploadToken", "get", "uploadTokenId", token),
    delete: (token: Id): Call<null> => one("uploadToken", "delete", "uploadTokenId", token),
    list: lister<Wire.UploadToken>("uploadToken"),
  },
  room: {
    add: (room: SentObject<Wire.RoomEntry>): Call<Wire.RoomEntry> => one("room", "add", "entry", room),
    get: (roomId: Id): Call<Wire.RoomEntry> => one("room", "get", "roomId", roomId),
    update: (roomId: Id, room: SentObject<Wire.RoomEntry>): Call<Wire.RoomEntry> =>
      build("room", "update", [
        ["roomId", roomId],
        ["room", room],
      ]),
    /** Leaves its schedule events behind. */
    delete: (roomId: Id): Call<null> => one("room", "delete", "roomId", roomId),
  },
  metadata: {
    /** @param objectType 1 entry, 2 category */
    add: (profileId: Id, objectType: 1 | 2, objectId: Id, xml: string): Call<Wire.Metadata> =>
      build("metadata", "add", [
        ["metadataProfileId", profileId],
        // The enum's values are strings on the wire.
        ["objectType", String(objectType)],
        ["objectId", objectId],
        ["xmlData", xml],
      ]),
    /** @param version refuses (INVALID_METADATA_VERSION) when the stored one is another */
    update: (id: Id, xml: string, version?: number): Call<Wire.Metadata> =>
      build("metadata", "update", [
        ["id", id],
        ["xmlData", xml],
        ["version", version],
      ]),
    delete: (id: Id): Call<null> => one("metadata", "delete", "id", id),
    /** Takes objectIdEqual or objectIdIn. */
    list: lister<Wire.Metadata>("metadata"),
  },
  metadataProfile: {
    add: (profile: SentObject<Wire.MetadataProfile>, xsd: string): Call<Wire.MetadataProfile> =>
      build("metadataProfile", "add", [
        ["metadataProfile", profile],
        ["xsdData", xsd],
      ]),
    /** Saves nothing without the schema, whatever it answers. */
    update: (id: Id, profile: SentObject<Wire.MetadataProfile>, xsd: string): Call<Wire.MetadataProfile> =>
      build("metadataProfile", "update", [
        ["id", id],
        ["metadataProfile", profile],
        ["xsdData", xsd],
      ]),
    /** Deletes all metadata of the profile. */
    delete: (id: Id): Call<null> => one("metadataProfile", "delete", "id", id),
    get: (id: Id): Call<Wire.MetadataProfile> => one("metadataProfile", "get", "id", id),
    list: lister<Wire.MetadataProfile>("metadataProfile"),
  },
  scheduleEvent: {
    add: <E extends Wire.ScheduleEvent = AnyEvent>(event: SentObject<E>): Call<E> =>
      one("scheduleEvent", "add", "scheduleEvent", event),
    /** Send start and end together always; duration alone moves the start. */
    update: <E extends Wire.ScheduleEvent = AnyEvent>(id: Id, event: SentObject<E>): Call<E> =>
      build("scheduleEvent", "update", [
        ["scheduleEventId", id],
        ["scheduleEvent", event],
      ]),
    delete: (id: Id): Call<AnyEvent> => one("scheduleEvent", "delete", "scheduleEventId", id),
    get: (id: Id): Call<AnyEvent> => one("scheduleEvent", "get", "scheduleEventId", id),
    /** Changes one feature of a live-stream event, found by its system name; what is not given stays. */
    updateLiveFeature: (
      id: Id,
      featureName: string,
      feature: SentObject<Wire.LiveCaptionFeature>,
    ): Call<AnyEvent> =>
      build("scheduleEvent", "updateLiveFeature", [
        ["scheduledEventId", id],
        ["featureName", featureName],
        ["liveFeature", feature],
      ]),
    /** templateEntryIdEqual works with the filter class of the event's own type only; others list everything. */
    list: lister<AnyEvent>("scheduleEvent"),
  },
  category: {
    add: (category: SentObject<Wire.Category>): Call<Wire.Category> =>
      one("category", "add", "category", category),
    update: (id: Id, category: SentObject<Wire.Category>): Call<Wire.Category> =>
      build("category", "update", [
        ["id", id],
        ["category", category],
      ]),
    /**
     * Deletes its children too; entries stay.
     * @param moveEntries 1 (the server's own default) puts its entries into the parent, 0 does not
     */
    delete: (id: Id, moveEntries: 0 | 1): Call<null> =>
      build("category", "delete", [
        ["id", id],
        ["moveEntriesToParentCategory", moveEntries],
      ]),
    get: (id: Id): Call<Wire.Category> => one("category", "get", "id", id),
    list: lister<Wire.Category>("category"),
    /** @param targetParentId 0 for the top */
    move: (ids: readonly number[], targetParentId: Id): Call<unknown> =>
      build("category", "move", [
        ["categoryIds", ids.join(",")],
        ["targetCategoryParentId", targetParentId],
      ]),
  },
  categoryEntry: {
    add: (categoryId: Id, entryId: Id): Call<Wire.CategoryEntry> =>
      one("categoryEntry", "add", "categoryEntry", {
        objectType: "KalturaCategoryEntry",
        categoryId,
        entryId,
      }),
    delete: (entryId: Id, categoryId: Id): Call<null> =>
      build("categoryEntry", "delete", [
        ["entryId", entryId],
        ["categoryId", categoryId],
      ]),
    list: lister<Wire.CategoryEntry>("categoryEntry"),
  },
  /** Key is the pair of category and user; there is no id. */
  categoryUser: {
    add: (member: SentObject<Wire.CategoryUser>): Call<Wire.CategoryUser> =>
      one("categoryUser", "add", "categoryUser", member),
    get: (categoryId: number, userId: string): Call<Wire.CategoryUser> =>
      build("categoryUser", "get", [
        ["categoryId", categoryId],
        ["userId", userId],
      ]),
    update: (
      categoryId: number,
      userId: string,
      member: SentObject<Wire.CategoryUser>,
    ): Call<Wire.CategoryUser> =>
      build("categoryUser", "update", [
        ["categoryId", categoryId],
        ["userId", userId],
        ["categoryUser", member],
      ]),
    /** Makes one active that waits, or was put to rest. */
    activate: (categoryId: number, userId: string): Call<null> =>
      build("categoryUser", "activate", [
        ["categoryId", categoryId],
        ["userId", userId],
      ]),
    delete: (categoryId: number, userId: string): Call<null> =>
      build("categoryUser", "delete", [
        ["categoryId", categoryId],
        ["userId", userId],
      ]),
  },
  accessControlProfile: {
    list: lister<Wire.AccessControlProfile>("accessControlProfile"),
  },
  conversionProfile: {
    list: lister<Wire.ConversionProfile>("conversionProfile"),
    get: (id: number): Call<Wire.ConversionProfile> => one("conversionProfile", "get", "id", id),
  },
  thumbAsset: {
    addFromImage: (entryId: Id, fileData: FileArg): Call<Wire.ThumbAsset> =>
      build("thumbAsset", "addFromImage", [
        ["entryId", entryId],
        ["fileData", fileData],
      ]),
    addFromUrl: (entryId: Id, url: string): Call<Wire.ThumbAsset> =>
      build("thumbAsset", "addFromUrl", [
        ["entryId", entryId],
        ["url", url],
      ]),
    setAsDefault: (thumbAssetId: Id): Call<null> =>
      one("thumbAsset", "setAsDefault", "thumbAssetId", thumbAssetId),
    list: lister<Wire.ThumbAsset>("thumbAsset"),
    /** The default one can't be deleted (THUMB_ASSET_IS_DEFAULT). */
    delete: (thumbAssetId: Id): Call<null> => one("thumbAsset", "delete", "thumbAssetId", thumbAssetId),
  },
  appToken: {
    add: (appToken: SentObject<Wire.AppToken>): Call<Wire.AppToken> =>
      one("appToken", "add", "appToken", appToken),
    get: (id: Id): Call<Wire.AppToken> => one("appToken", "get", "id", id),
    update: (id: Id, appToken: SentObject<Wire.AppToken>): Call<Wire.AppToken> =>
      build("appToken", "update", [
        ["id", id],
        ["appToken", appToken],
      ]),
    delete: (id: Id): Call<null> => one("appToken", "delete", "id", id),
    list: lister<Wire.AppToken>("appToken"),
    /** With the KS of a widget session; `tokenHash` is the hash of that KS + token in hex. */
    startSession: (
      id: string,
      tokenHash: string,
      more: { userId?: string; type?: 0 | 2; expiry?: number; sessionPrivileges?: string } = {},
    ): Call<Wire.SessionInfo> => spell("appToken", "startSession", { id, tokenHash, ...more }),
  },
  vendorCatalogItem: {
    /** Only what the account has enabled. */
    list: lister<Wire.CatalogItem>("vendorCatalogItem"),
  },
  reachProfile: {
    list: lister<Wire.ReachProfile>("reachProfile"),
  },
  entryVendorTask: {
    /** Costs credit. */
    add: (task: SentObject<Wire.VendorTask>): Call<Wire.VendorTask> =>
      one("entryVendorTask", "add", "entryVendorTask", task),
    get: (id: Id): Call<Wire.VendorTask> => one("entryVendorTask", "get", "id", id),
    update: (id: Id, task: SentObject<Wire.VendorTask>): Call<Wire.VendorTask> =>
      build("entryVendorTask", "update", [
        ["id", id],
        ["entryVendorTask", task],
      ]),
    /** Only of one that is pending, pending moderation or scheduled. There is no delete. */
    abort: (id: Id, abortReason: string): Call<Wire.VendorTask> =>
      build("entryVendorTask", "abort", [
        ["id", id],
        ["abortReason", abortReason],
      ]),
    /** Of a vendor's session all tasks for that vendor, whoever ordered them. */
    list: lister<Wire.VendorTask>("entryVendorTask"),
    /** Vendors only: what waits to be taken. Takes statusEqual 1 or 9; locks nothing. */
    getJobs: (filter?: Filter, pager?: Pager): Call<ListResponse<Wire.VendorTask>> =>
      build("entryVendorTask", "getJobs", [
        ["filter", filter],
        ["pager", page(pager)],
      ]),
    /** Vendors only: says how far a task is. */
    updateJob: (id: Id, task: Omit<SentObject<Wire.VendorTask>, "objectType">): Call<Wire.VendorTask> =>
      build("entryVendorTask", "updateJob", [
        ["id", id],
        ["entryVendorTask", { ...task, objectType: "KalturaEntryVendorTask" }],
      ]),
    /** Vendors only, of a task scheduled or in work: another access key, with all its time ahead. */
    extendAccessKey: (id: Id): Call<Wire.VendorTask> => one("entryVendorTask", "extendAccessKey", "id", id),
  },
  /** Captions of recordings; live entries have none (ENTRY_ID_NOT_FOUND). */
  captionAsset: {
    ...assets<Wire.CaptionAsset>("captionAsset"),
    setContent: setContent<Wire.CaptionAsset>("captionAsset"),
    delete: (id: Id): Call<null> => one("captionAsset", "delete", "captionAssetId", id),
  },
  /** Files that hang on an entry; transcripts are of the class KalturaTranscriptAsset. */
  attachmentAsset: {
    ...assets<Wire.AttachmentAsset>("attachmentAsset"),
    setContent: setContent<Wire.AttachmentAsset>("attachmentAsset"),
    delete: (id: Id): Call<null> => one("attachmentAsset", "delete", "attachmentAssetId", id),
  },
  /** Renditions: pictures with sound, or sound alone. */
  flavorAsset: {
    ...assets<Wire.FlavorAsset>("flavorAsset"),
    setContent: setContent<Wire.FlavorAsset>("flavorAsset"),
    delete: (id: Id): Call<null> => one("flavorAsset", "delete", "id", id),
  },
  /** Marks on the time line of an entry. A system name is unique on its entry. */
  cuePoint: {
    add: (point: SentObject<Wire.CuePoint>): Call<Wire.CuePoint> => one("cuePoint", "add", "cuePoint", point),
    /** Needs entryIdEqual or idEqual. Asks the search index. */
    list: lister<Wire.CuePoint>("cuePoint"),
    delete: (id: Id): Call<null> => one("cuePoint", "delete", "id", id),
  },
  session: {
    /** Needs no KS. @param widgetId `_{partnerId}` */
    startWidgetSession: (widgetId: string): Call<Wire.WidgetSession> =>
      spell("session", "startWidgetSession", { widgetId }),
    /** What a KS says; of the call's own when none is given. */
    get: (session?: string): Call<Wire.SessionInfo> => one("session", "get", "session", session),
  },
  system: {
    ping: (): Call<boolean> => build("system", "ping", []),
  },
} as const;

export { enums } from "./wire";
export type { Sent, SentObject };
