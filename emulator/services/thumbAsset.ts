import { extname } from "node:path";
import type { CallContext } from "../context.js";
import { type Asset, DELETED, FIRST_VERSION, QUEUED, READY, VERSION_STEP } from "../entries/assets.js";
import { onEntryDeleted, onThumbnail } from "../entries/hooks.js";
import { type Entry, findEntry, NO_CONTENT, requireEntry } from "../entries/model.js";
import { fetchPicture, type Picture, pictureOf } from "../entries/pictures.js";
import { raiseThumbnailVersion } from "../entries/thumbnail.js";
import { apiError } from "../errors.js";
import { objectId } from "../ids.js";
import { splitList } from "../lists/filter.js";
import type { Collection, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { validateForAdd, validateForUpdate } from "../types/cast.js";
import "../types/thumbAsset.js";
import type { InputObject } from "../types/input.js";
import { listAction } from "./assets.js";
import { action, defineService, required } from "./define.js";
import { takeUpload } from "./uploadToken.js";

/** Marks the asset that is the entry's thumbnail. */
const DEFAULT_TAG = "default_thumb";

interface ThumbAsset extends Asset {
  tags: string;
  fileExt?: string;
  version?: number;
  size: number;
  sizeInBytes: number;
  width?: number;
  height?: number;
  description: string;
  thumbParamsId: number;
  partnerData?: string;
  partnerDescription?: string;
  createdAt: number;
  updatedAt: number;
  deletedAt?: number;
}

onEntryDeleted((ctx, entry) => {
  const assets = assetsOf(ctx.store);
  for (const asset of assets.where(one => one.entryId === entry.id && one.status !== DELETED)) {
    assets.update(asset, { status: DELETED, deletedAt: ctx.now });
  }
});

onThumbnail((ctx, entry, assetId) => {
  const assets = assetsOf(ctx.store);
  for (const asset of assets.where(one => one.entryId === entry.id && one.status !== DELETED)) {
    const others = splitList(asset.tags).filter(tag => tag !== DEFAULT_TAG);
    const tags = asset.id === assetId ? [...others, DEFAULT_TAG] : others;
    if (tags.join(",") !== asset.tags) assets.update(asset, { tags: tags.join(",") });
  }
});

/** `thumbAsset`: an entry's pictures, one of which may be its thumbnail. */
export const thumbAsset = defineService({
  name: "thumbAsset",
  access: "user",
  actions: {
    add: action({
      params: { entryId: required.string(), thumbAsset: required.object("KalturaThumbAsset") },
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        validateForAdd(args.thumbAsset);
        const asset = insert(ctx, entry, "jpg", changesOf(args.thumbAsset));
        const { description: _description, thumbParamsId: _params, ...fresh } = asset;
        // What the database adds is not there yet, and the number of bytes is still a number.
        return { ...answer("KalturaThumbAsset", { ...fresh, width: 0, height: 0 }), sizeInBytes: 0 };
      },
    }),

    addFromImage: action({
      params: { entryId: required.string(), fileData: required.file() },
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        const { bytes, name } = args.fileData;
        if (bytes.length === 0) throw apiError("FILE_CONTENT_NOT_SECURE");
        const asset = insert(ctx, entry, extname(name).slice(1), {});
        attach(ctx, asset, pictureOf(bytes));
        return toAnswer(asset);
      },
    }),

    addFromUrl: action({
      params: { entryId: required.string(), url: required.string() },
      async run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        const picture = await download(args.url);
        const asset = insert(ctx, entry, extname(new URL(args.url).pathname).slice(1), {});
        fill(ctx, asset, picture);
        return toAnswer(asset);
      },
    }),

    setContent: action({
      params: { id: required.string(), contentResource: required.object("KalturaContentResource") },
      async run(ctx, args) {
        const asset = requireAsset(ctx, args.id);
        requireEntry(ctx.store, ctx.partnerId, asset.entryId);
        attach(ctx, asset, await resolve(ctx, args.contentResource));
        return toAnswer(asset);
      },
    }),

    get: action({
      params: { thumbAssetId: required.string() },
      access: "session",
      run: (ctx, args) => toAnswer(requireAsset(ctx, args.thumbAssetId)),
    }),

    update: action({
      params: { id: required.string(), thumbAsset: required.object("KalturaThumbAsset") },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.id);
        requireEntry(ctx.store, ctx.partnerId, asset.entryId);
        validateForUpdate(args.thumbAsset, { ...asset });
        return toAnswer(
          assetsOf(ctx.store).update(asset, { ...changesOf(args.thumbAsset), updatedAt: ctx.now }),
        );
      },
    }),

    setAsDefault: action({
      params: { thumbAssetId: required.string() },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.thumbAssetId);
        setAsDefault(ctx, requireEntry(ctx.store, ctx.partnerId, asset.entryId), asset);
        return null;
      },
    }),

    delete: action({
      params: { thumbAssetId: required.string() },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.thumbAssetId);
        if (isDefault(asset)) throw apiError("THUMB_ASSET_IS_DEFAULT", { ASSET: asset.id });
        requireEntry(ctx.store, ctx.partnerId, asset.entryId);
        assetsOf(ctx.store).update(asset, { status: DELETED, deletedAt: ctx.now, updatedAt: ctx.now });
        return null;
      },
    }),

    getByEntryId: action({
      params: { entryId: required.string() },
      access: "session",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        return assetsOf(ctx.store)
          .where(asset => asset.entryId === entry.id && asset.status !== DELETED)
          .map(toAnswer);
      },
    }),

    getUrl: action({
      params: { id: required.string() },
      access: "session",
      run(ctx, args) {
        const asset = requireAsset(ctx, args.id);
        if (asset.status !== READY) throw apiError("THUMB_ASSET_IS_NOT_READY");
        return `${ctx.host}/api_v3/index.php/service/thumbAsset/action/serve/thumbAssetId/${asset.id}`;
      },
    }),

    list: listAction("KalturaThumbAsset", assetsOf, toAnswer),
  },
});

function insert(ctx: CallContext, entry: Entry, fileExt: string, changes: Partial<ThumbAsset>): ThumbAsset {
  return assetsOf(ctx.store).insert({
    id: objectId(),
    entryId: entry.id,
    partnerId: entry.partnerId,
    status: QUEUED,
    tags: "",
    fileExt,
    size: 0,
    sizeInBytes: 0,
    description: "",
    thumbParamsId: 0,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    ...changes,
  });
}

/** Give an asset its picture; it becomes the thumbnail if it is meant to be, or of an entry without any. */
function attach(ctx: CallContext, asset: ThumbAsset, picture: Picture): void {
  fill(ctx, asset, picture);
  const entry = findEntry(ctx.store, ctx.partnerId, asset.entryId);
  if (!entry) return;
  const assets = assetsOf(ctx.store).where(one => one.entryId === entry.id && one.status !== DELETED);
  const isFirst = entry.status === NO_CONTENT && assets.length === 1 && entry.thumbnailVersion === undefined;
  if (isDefault(asset) || isFirst) setAsDefault(ctx, entry, asset);
}

function fill(ctx: CallContext, asset: ThumbAsset, picture: Picture): void {
  assetsOf(ctx.store).update(asset, {
    status: READY,
    version: asset.version === undefined ? FIRST_VERSION : asset.version + VERSION_STEP,
    size: picture.size,
    sizeInBytes: picture.size,
    width: picture.width,
    height: picture.height,
    updatedAt: ctx.now,
  });
}

async function resolve(ctx: CallContext, resource: InputObject): Promise<Picture> {
  switch (resource.objectType) {
    case "KalturaUploadedFileTokenResource":
      return takeUpload(ctx, resource.string("token") ?? "");
    case "KalturaUrlResource":
      return download(resource.string("url") ?? "");
    case "KalturaStringResource":
      return pictureOf(Buffer.from(resource.string("content") ?? ""));
    default:
      throw apiError("RESOURCE_TYPE_NOT_SUPPORTED", {
        RES_TYPE: resource.objectType.replace("Kaltura", "k"),
      });
  }
}

async function download(url: string): Promise<Picture> {
  const picture = await fetchPicture(url);
  if (!picture) throw apiError("THUMB_ASSET_DOWNLOAD_FAILED", { URL_PATH: url });
  return picture;
}

function setAsDefault(ctx: CallContext, entry: Entry, asset: ThumbAsset): void {
  raiseThumbnailVersion(ctx, entry, asset.id);
}

function isDefault(asset: ThumbAsset): boolean {
  return splitList(asset.tags).includes(DEFAULT_TAG);
}

function changesOf(input: InputObject): Partial<ThumbAsset> {
  const changes: Record<string, unknown> = {};
  for (const name of ["tags", "fileExt", "partnerData", "partnerDescription", "thumbParamsId"]) {
    if (input.isSet(name)) changes[name] = input.value(name);
  }
  if (input.isCleared("tags")) changes.tags = "";
  return changes as Partial<ThumbAsset>;
}

function assetsOf(store: Store): Collection<ThumbAsset> {
  return store.collection<ThumbAsset>("thumbAssets");
}

function requireAsset(ctx: CallContext, id: string): ThumbAsset {
  const asset = assetsOf(ctx.store).get(id);
  if (!asset || asset.partnerId !== ctx.partnerId || asset.status === DELETED) {
    throw apiError("THUMB_ASSET_ID_NOT_FOUND", { ID: id });
  }
  return asset;
}

function toAnswer(asset: ThumbAsset): Answer {
  return answer("KalturaThumbAsset", { ...asset });
}
