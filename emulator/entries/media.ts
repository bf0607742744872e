import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { objectId } from "../ids.js";
import { onJob } from "../jobs.js";
import type { InputObject } from "../types/input.js";
import { DELETED, type Entry, entriesOf, IMPORT, NO_CONTENT, PRECONVERT, READY } from "./model.js";

/** Kind of the job that stands for import and transcoding. */
export const MEDIA_READY = "mediaReady";

/** States of a replacement of content; none at all while nothing is replaced. */
const APPROVED_BUT_NOT_READY = 1;
const FAILED = 4;

/** The emulator has no transcoder: a media entry becomes ready, or fails, with a length that the options say. */
onJob(MEDIA_READY, (core, data) => {
  const entries = entriesOf(core.store);
  const entry = entries.get(String(data.entryId));
  const { mediaSeconds, mediaStatus, mediaUnindexed } = core.options;
  const ready = mediaStatus === READY;
  const length = { duration: mediaSeconds, msDuration: mediaSeconds * 1000 };
  if (!entry || entry.status === DELETED) return;
  if (data.replaces === true) {
    if (entry.replacingEntryId === undefined) return;
    entries.update(entry, {
      ...(ready ? { ...length, status: READY, replacingEntryId: undefined } : {}),
      replacementStatus: ready ? undefined : FAILED,
      updatedAt: core.clock.now(),
    });
    return;
  }
  if (entry.status === READY) return;
  const patch = { status: mediaStatus, ...(ready ? length : {}) };
  if (mediaUnindexed) entries.updateUnindexed(entry, patch);
  else entries.update(entry, { ...patch, updatedAt: core.clock.now() });
});

/** Takes the uploaded file and tells its size; undefined for content from elsewhere. */
type Upload = () => number | undefined;

/**
 * Gives an entry its first content. One which became ready without any (see `mediaNeedsContent`) takes it, too:
 * a real server would still be waiting for it.
 */
export function addContent(ctx: CallContext, entry: Entry, resource: InputObject, upload: Upload): Entry {
  if (entry.status !== NO_CONTENT && !(entry.status === READY && entry.content === undefined)) {
    throw apiError("ENTRY_ALREADY_WITH_CONTENT");
  }
  const bytes = upload();
  entriesOf(ctx.store).update(entry, {
    status: bytes === undefined ? IMPORT : PRECONVERT,
    content: resource.string("url") ?? bytes,
    updatedAt: ctx.now,
  });
  ctx.enqueue(MEDIA_READY, { entryId: entry.id });
  return entry;
}

/** Gives an entry other content; the old one stays until the new one is ready. */
export function updateContent(ctx: CallContext, entry: Entry, resource: InputObject, upload: Upload): Entry {
  if (entry.status === NO_CONTENT) return addContent(ctx, entry, resource, upload);
  if (entry.replacingEntryId !== undefined) throw apiError("ENTRY_REPLACEMENT_ALREADY_EXISTS");
  entriesOf(ctx.store).update(entry, {
    replacementStatus: APPROVED_BUT_NOT_READY,
    // On the server it is an entry of its own, out of sight.
    replacingEntryId: objectId(),
    content: resource.string("url") ?? upload(),
    updatedAt: ctx.now,
  });
  ctx.enqueue(MEDIA_READY, { entryId: entry.id, replaces: true });
  return entry;
}

/** Gives a replacement up. */
export function cancelReplace(ctx: CallContext, entry: Entry): Entry {
  entriesOf(ctx.store).update(entry, { replacementStatus: undefined, replacingEntryId: undefined });
  return entry;
}
