import type { CallContext } from "../context.js";
import { type Asset, DELETED, FIRST_VERSION, QUEUED, READY, VERSION_STEP } from "../entries/assets.js";
import { findEntry, MEDIA } from "../entries/model.js";
import { apiError } from "../errors.js";
import { objectId } from "../ids.js";
import type { Collection, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import "../types/captionAsset.js";
import { validateForAdd, validateForUpdate } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import { languageCode } from "../types/languages.js";
import { changesOf, deleteWithEntry, listAction, takeContent } from "./assets.js";
import { action, defineService, required } from "./define.js";

const CLASS = "KalturaCaptionAsset";
/** File endings by format. */
const ENDINGS: Readonly<Record<string, string>> = {
  "1": "srt",
  "2": "dfxp",
  "3": "webvtt",
  "4": "cap",
  "5": "scc",
};

interface CaptionAsset extends Asset {
  size: number;
  tags: string;
  format: string;
  version?: number;
  isDefault?: boolean;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

deleteWithEntry(assetsOf);

/** `captionAsset`: captions of recordings. */
export const captionAsset = defineService({
  name: "caption_captionasset",
  access: "user",
  actions: {
    add: action({
      params: { entryId: required.string(), captionAsset: required.object(CLASS) },
      run(ctx, args) {
        requireRecording(ctx, args.entryId);
        validateForAdd(args.captionAsset);
        const asset: CaptionAsset = {
          id: objectId(),
          entryId: args.entryId,
          partnerId: ctx.partnerId,
          status: QUEUED,
          size: 0,
          tags: "",
          format: "1",
          displayOnPlayer: true,
          usage: 0,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          ...ownChangesOf(args.captionAsset),
        };
        if (ctx.privilege("enablecaptionmoderation") !== undefined) asset.displayOnPlayer = false;
        return toAnswer(assetsOf(ctx.store).insert(asset), true);
      },
    }),

    setContent: action({
      params: { id: required.string(), contentResource: required.object("KalturaContentResource") },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.id);
        requireRecording(ctx, asset.entryId);
        const content = takeContent(ctx, args.contentResource);
        if (content === undefined) return toAnswer(asset);
        const version = asset.version === undefined ? FIRST_VERSION : asset.version + VERSION_STEP;
        const fileExt = ENDINGS[asset.format];
        const changes = { status: READY, size: content.size, version, fileExt, updatedAt: ctx.now };
        const text = content.text === undefined ? {} : { content: content.text };
        return toAnswer(assetsOf(ctx.store).update(asset, { ...changes, ...text }));
      },
    }),

    get: action({
      params: { captionAssetId: required.string() },
      access: "session",
      run: (ctx, args) => toAnswer(requireAsset(ctx, args.captionAssetId)),
    }),

    update: action({
      params: { id: required.string(), captionAsset: required.object(CLASS) },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.id);
        requireRecording(ctx, asset.entryId);
        validateForUpdate(args.captionAsset, toAnswer(asset));
        if (args.captionAsset.bool("isDefault") === true) setAsDefault(ctx, asset);
        const changes = { ...ownChangesOf(args.captionAsset), updatedAt: ctx.now };
        return toAnswer(assetsOf(ctx.store).update(asset, changes));
      },
    }),

    setAsDefault: action({
      params: { captionAssetId: required.string() },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.captionAssetId);
        requireRecording(ctx, asset.entryId);
        setAsDefault(ctx, asset);
        return null;
      },
    }),

    delete: action({
      params: { captionAssetId: required.string() },
      run(ctx, args) {
        const asset = requireAsset(ctx, args.captionAssetId);
        requireRecording(ctx, asset.entryId);
        assetsOf(ctx.store).update(asset, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: listAction(CLASS, assetsOf, toAnswer),
  },
});

/** Captions are for what has a picture or a sound of its own; live entries count as unknown. */
function requireRecording(ctx: CallContext, entryId: string): void {
  const entry = findEntry(ctx.store, ctx.partnerId, entryId);
  const isRecording = entry?.type === MEDIA && (entry.mediaType === 1 || entry.mediaType === 5);
  if (!isRecording) throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: entryId });
}

function setAsDefault(ctx: CallContext, asset: CaptionAsset): void {
  const assets = assetsOf(ctx.store);
  for (const one of assets.where(other => other.entryId === asset.entryId && other.status !== DELETED)) {
    assets.update(one, { isDefault: one.id === asset.id, updatedAt: ctx.now });
  }
}

/** What is set of a caption; the default one is marked for all of the entry's at once, by `setAsDefault`. */
function ownChangesOf(input: InputObject): Record<string, unknown> {
  const { isDefault: _marked, ...changes } = changesOf(input);
  return changes;
}

function assetsOf(store: Store): Collection<CaptionAsset> {
  return store.collection<CaptionAsset>("captionAssets");
}

function requireAsset(ctx: CallContext, id: string): CaptionAsset {
  const asset = assetsOf(ctx.store).get(id);
  if (asset?.partnerId !== ctx.partnerId || asset.status === DELETED) {
    throw apiError("CAPTION_ASSET_ID_NOT_FOUND", { ASSET_ID: id });
  }
  return asset;
}

/** An asset as it is answered; what the database adds is not there right after add. */
function toAnswer(asset: CaptionAsset, isNew = false): Answer {
  const fromDatabase = isNew ? {} : { description: "", captionParamsId: 0 };
  const language = asset.language === undefined ? undefined : languageCode(String(asset.language));
  const out = answer(CLASS, { ...fromDatabase, ...asset, languageCode: language, sizeInBytes: asset.size });
  // Without a file the number of bytes is a number, with one a text.
  if (asset.version === undefined) out.sizeInBytes = 0;
  return out;
}
