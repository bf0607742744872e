import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import type { UploadedFile } from "../services/define.js";
import { type Entry, entriesOf } from "./model.js";

/** Versions of thumbnails start here and grow by ten, as they do in the first data centre. */
const FIRST_VERSION = 100_002;

/** Give an entry another thumbnail. */
export function setThumbnail(ctx: CallContext, entry: Entry, file: UploadedFile): void {
  if (file.bytes.length === 0) throw apiError("FILE_CONTENT_NOT_SECURE");
  raiseThumbnailVersion(ctx, entry);
}

/** A new version of the thumbnail, whatever its picture. */
export function raiseThumbnailVersion(ctx: CallContext, entry: Entry): void {
  const version = entry.thumbnailVersion === undefined ? FIRST_VERSION : entry.thumbnailVersion + 10;
  entriesOf(ctx.store).update(entry, { thumbnailVersion: version, updatedAt: ctx.now });
}
