import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import type { UploadedFile } from "../services/define.js";
import { entryHooks } from "./hooks.js";
import { type Entry, entriesOf } from "./model.js";
import { fetchPicture } from "./pictures.js";

/** Versions of thumbnails start here and grow by ten, as they do in the first data centre. */
const FIRST_VERSION = 100_002;

/** Give an entry another thumbnail. */
export function setThumbnail(ctx: CallContext, entry: Entry, file: UploadedFile): void {
  if (file.bytes.length === 0) throw apiError("FILE_CONTENT_NOT_SECURE");
  raiseThumbnailVersion(ctx, entry);
}

/** Give an entry the picture at a URL as its thumbnail. */
export async function setThumbnailFromUrl(ctx: CallContext, entry: Entry, url: string): Promise<void> {
  if (!(await fetchPicture(url))) throw apiError("THUMB_ASSET_DOWNLOAD_FAILED", { URL_PATH: url });
  raiseThumbnailVersion(ctx, entry);
}

/**
 * The picture shown while a live entry is off the air. The recorded build keeps it under a name without a
 * version: from the second time on it fails, though the entry's version has risen by then.
 */
export function keepOfflineThumbnail(ctx: CallContext, entry: Entry): void {
  if (entry.hasOfflineThumbnail === true) throw apiError("INTERNAL_SERVERL_ERROR");
  entriesOf(ctx.store).update(entry, { hasOfflineThumbnail: true });
}

/** A new version of the thumbnail, whatever its picture; the asset, if it is one of the entry's. */
export function raiseThumbnailVersion(ctx: CallContext, entry: Entry, assetId?: string): void {
  const version = entry.thumbnailVersion === undefined ? FIRST_VERSION : entry.thumbnailVersion + 10;
  entriesOf(ctx.store).update(entry, { thumbnailVersion: version, updatedAt: ctx.now });
  for (const hook of entryHooks.thumbnail) hook(ctx, entry, assetId);
}
