import type { CallContext } from "../context.js";
import { listEntries } from "../entries/list.js";
import { addContent, cancelReplace, MEDIA_READY, updateContent } from "../entries/media.js";
import { MEDIA, NO_CONTENT, requireEntry } from "../entries/model.js";
import { entryAnswer } from "../entries/read.js";
import { addEntry, deleteEntry, updateEntry } from "../entries/write.js";
import { listAnswer } from "../types/answer.js";
import { requireField } from "../types/cast.js";
import "../types/entry.js";
import type { InputObject } from "../types/input.js";
import "../types/resource.js";
import { action, defineService, optional, required } from "./define.js";
import { takeUpload } from "./uploadToken.js";

/** Source of media entries that were made by an API client. */
const SOURCE_URL = "6";

/** `media`: uploaded recordings. */
export const media = defineService({
  name: "media",
  access: "session",
  actions: {
    add: action({
      params: { entry: required.object("KalturaMediaEntry") },
      access: "user",
      run(ctx, args) {
        requireField(args.entry, "mediaType", "KalturaMediaEntry::mediaType");
        const entry = addEntry(ctx, args.entry, { type: MEDIA, status: NO_CONTENT, sourceType: SOURCE_URL });
        if (!ctx.core.options.mediaNeedsContent) ctx.enqueue(MEDIA_READY, { entryId: entry.id });
        return entryAnswer(ctx, entry, "KalturaMediaEntry");
      },
    }),

    addContent: action({
      params: { entryId: required.string(), resource: optional.object("KalturaResource") },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId, MEDIA);
        if (args.resource) addContent(ctx, entry, args.resource, uploadOf(ctx, args.resource));
        return entryAnswer(ctx, entry, "KalturaMediaEntry");
      },
    }),

    updateContent: action({
      params: {
        entryId: required.string(),
        resource: required.object("KalturaResource"),
        conversionProfileId: optional.int(),
      },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId, MEDIA);
        updateContent(ctx, entry, args.resource, uploadOf(ctx, args.resource));
        return entryAnswer(ctx, entry, "KalturaMediaEntry");
      },
    }),

    cancelReplace: action({
      params: { entryId: required.string() },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId, MEDIA);
        return entryAnswer(ctx, cancelReplace(ctx, entry), "KalturaMediaEntry");
      },
    }),

    get: action({
      params: { entryId: required.string(), version: optional.int() },
      run: (ctx, args) => entryAnswer(ctx, requireEntry(ctx.store, ctx.partnerId, args.entryId)),
    }),

    update: action({
      params: { entryId: required.string(), mediaEntry: required.object("KalturaMediaEntry") },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId, MEDIA);
        return entryAnswer(ctx, updateEntry(ctx, entry, args.mediaEntry), "KalturaMediaEntry");
      },
    }),

    delete: action({
      params: { entryId: required.string() },
      access: "user",
      run(ctx, args) {
        deleteEntry(ctx, requireEntry(ctx.store, ctx.partnerId, args.entryId, MEDIA));
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaMediaEntryFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const page = listEntries(ctx, args.filter, args.pager, entry => entry.type === MEDIA);
        const objects = page.objects.map(entry => entryAnswer(ctx, entry));
        return listAnswer("KalturaMediaListResponse", objects, page.totalCount);
      },
    }),
  },
});

/** Uses up the token of an uploaded file, which tells its size; undefined for content from elsewhere. */
function uploadOf(ctx: CallContext, resource: InputObject): () => number | undefined {
  if (resource.objectType !== "KalturaUploadedFileTokenResource") return () => undefined;
  return () => takeUpload(ctx, resource.string("token") ?? "").size;
}
