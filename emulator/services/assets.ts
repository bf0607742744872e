import type { CallContext } from "../context.js";
import {
  type Asset,
  DELETED,
  FIRST_VERSION,
  listAssets,
  QUEUED,
  READY,
  VERSION_STEP,
} from "../entries/assets.js";
import { onEntryDeleted } from "../entries/hooks.js";
import { type Entry, requireEntry } from "../entries/model.js";
import { apiError, type ErrorCode } from "../errors.js";
import { objectId } from "../ids.js";
import type { Collection, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { validateForAdd, validateForUpdate } from "../types/cast.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required, type ServiceDef } from "./define.js";
import { takeUpload } from "./uploadToken.js";

/** What was put into an asset. */
export interface Content {
  size: number;
  /** Known when it came as a text. */
  text?: string;
}

/** The file of a resource; undefined when it lies elsewhere and is fetched later. */
export function takeContent(ctx: CallContext, resource: InputObject): Content | undefined {
  switch (resource.objectType) {
    case "KalturaStringResource": {
      const text = resource.string("content") ?? "";
      return { size: Buffer.byteLength(text), text };
    }
    case "KalturaUploadedFileTokenResource":
      return { size: takeUpload(ctx, resource.string("token") ?? "").size };
    case "KalturaUrlResource":
      return undefined;
    default:
      throw apiError("RESOURCE_TYPE_NOT_SUPPORTED", {
        RES_TYPE: resource.objectType.replace("Kaltura", "k"),
      });
  }
}

/** What a client may set of an asset, as it was sent; `undefined` for what it clears. */
export function changesOf(input: InputObject): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (property.readOnly === true || !input.has(name)) continue;
    changes[name] = input.isCleared(name) ? undefined : (input.value(name) ?? undefined);
  }
  return changes;
}

/** Assets go with their entry. */
export function deleteWithEntry<A extends Asset>(assetsOf: (store: Store) => Collection<A>): void {
  onEntryDeleted((ctx, entry) => {
    const assets = assetsOf(ctx.store);
    for (const asset of assets.where(one => one.entryId === entry.id && one.status !== DELETED)) {
      assets.update(asset, { status: DELETED } as Partial<A>);
    }
  });
}

/** `list` of a service of assets. */
export function listAction<A extends Asset>(
  objectType: string,
  assetsOf: (store: Store) => Collection<A>,
  toAnswer: (asset: A) => Answer,
) {
  return action({
    params: {
      filter: optional.object("KalturaAssetFilter"),
      pager: optional.object("KalturaFilterPager"),
    },
    access: "session",
    run: (ctx, args) =>
      listAssets(ctx, { objectType, assets: assetsOf(ctx.store), toAnswer }, args.filter, args.pager),
  });
}

/** What assets of all these services keep. */
export interface FileAsset extends Asset {
  objectType: string;
  size: number;
  tags: string;
  version?: number;
  content?: string;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

interface AssetKind {
  /** Wire name of the service. */
  service: string;
  /** Its objects' class, and the parameter of `add`. */
  className: string;
  param: string;
  /** Parameter of `get` and `delete`. */
  idParam: string;
  /** Where they are kept. */
  collection: string;
  notFound: ErrorCode;
  /** Checks the entry. */
  suits?: (entry: Entry) => boolean;
  defaults?: (input: InputObject) => Record<string, unknown>;
}

/** A service of files that hang on an entry: `add`, `setContent`, `get`, `update`, `delete`, `list`. */
export function assetService(kind: AssetKind): ServiceDef {
  const { className } = kind;
  const assetsOf = (store: Store): Collection<FileAsset> =>
    store.collection<FileAsset>(kind.collection, { isLive: asset => asset.status !== DELETED });
  const toAnswer = (asset: FileAsset): Answer =>
    answer(asset.objectType, { ...asset, sizeInBytes: asset.size });
  const requireAsset = (ctx: CallContext, id: string): FileAsset => {
    const asset = assetsOf(ctx.store).get(id);
    if (asset?.partnerId !== ctx.partnerId || asset.status === DELETED) {
      throw apiError(kind.notFound, { ASSET_ID: id });
    }
    return asset;
  };

  deleteWithEntry(assetsOf);

  return defineService({
    name: kind.service,
    access: "user",
    actions: {
      add: action({
        params: { entryId: required.string(), [kind.param]: required.object(className) },
        run(ctx, args) {
          const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId as string);
          if (kind.suits?.(entry) === false) throw apiError("ENTRY_ID_NOT_FOUND", { ENTRY_ID: entry.id });
          const input = args[kind.param] as InputObject;
          validateForAdd(input);
          const asset: FileAsset = {
            ...{ id: objectId(), objectType: input.objectType, entryId: entry.id, partnerId: ctx.partnerId },
            ...{ status: QUEUED, size: 0, tags: "", createdAt: ctx.now, updatedAt: ctx.now },
            ...kind.defaults?.(input),
            ...changesOf(input),
          };
          return toAnswer(assetsOf(ctx.store).insert(asset));
        },
      }),

      setContent: action({
        params: { id: required.string(), contentResource: required.object("KalturaContentResource") },
        run(ctx, args) {
          const asset = requireAsset(ctx, args.id);
          const content = takeContent(ctx, args.contentResource);
          if (content === undefined) return toAnswer(asset);
          const version = asset.version === undefined ? FIRST_VERSION : asset.version + VERSION_STEP;
          const changes = { status: READY, size: content.size, version, updatedAt: ctx.now };
          const text = content.text === undefined ? {} : { content: content.text };
          return toAnswer(assetsOf(ctx.store).update(asset, { ...changes, ...text }));
        },
      }),

      get: action({
        params: { [kind.idParam]: required.string() },
        access: "session",
        run: (ctx, args) => toAnswer(requireAsset(ctx, args[kind.idParam] as string)),
      }),

      update: action({
        params: { id: required.string(), [kind.param]: required.object(className) },
        run(ctx, args) {
          const asset = requireAsset(ctx, args.id as string);
          const input = args[kind.param] as InputObject;
          validateForUpdate(input, toAnswer(asset));
          return toAnswer(assetsOf(ctx.store).update(asset, { ...changesOf(input), updatedAt: ctx.now }));
        },
      }),

      delete: action({
        params: { [kind.idParam]: required.string() },
        run(ctx, args) {
          const asset = requireAsset(ctx, args[kind.idParam] as string);
          assetsOf(ctx.store).update(asset, { status: DELETED, updatedAt: ctx.now });
          return null;
        },
      }),

      list: listAction(className, assetsOf, toAnswer),
    },
  });
}
