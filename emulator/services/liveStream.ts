import type { CallContext } from "../context.js";
import { listEntries } from "../entries/list.js";
import { type Entry, entriesOf, findEntry, LIVE_STREAM, READY, requireEntry } from "../entries/model.js";
import { entryAnswer } from "../entries/read.js";
import { keepOfflineThumbnail, setThumbnail, setThumbnailFromUrl } from "../entries/thumbnail.js";
import { addEntry, deleteEntry, updateEntry } from "../entries/write.js";
import { apiError } from "../errors.js";
import { hex } from "../ids.js";
import { listAnswer } from "../types/answer.js";
import { requireField } from "../types/cast.js";
import { p } from "../types/define.js";
import { SourceType } from "../types/entry.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

/** Source of entries that name none: an external network that wants an encoder's address. */
const AKAMAI = "29";
const UNSUPPORTED_SOURCE = "31";

/** `liveStream`: live entries. */
export const liveStream = defineService({
  name: "liveStream",
  needs: "liveStream",
  access: "session",
  actions: {
    add: action({
      params: {
        liveStreamEntry: required.object("KalturaLiveStreamEntry"),
        sourceType: optional.stringEnum(p.stringEnum(SourceType)),
      },
      access: "admin",
      run(ctx, args) {
        const source = args.sourceType === undefined ? undefined : String(args.sourceType);
        return entryAnswer(ctx, addLiveStream(ctx, args.liveStreamEntry, source), "KalturaLiveStreamEntry");
      },
    }),

    get: action({
      params: { entryId: required.string(), version: optional.int() },
      run: (ctx, args) => entryAnswer(ctx, requireLive(ctx, args.entryId)),
    }),

    update: action({
      params: { entryId: required.string(), liveStreamEntry: required.object("KalturaLiveStreamEntry") },
      access: "admin",
      run(ctx, args) {
        const entry = requireLive(ctx, args.entryId);
        const urlManager = args.liveStreamEntry.string("urlManager");
        const changed = updateEntry(ctx, entry, args.liveStreamEntry);
        // This one is answered once and stored nowhere.
        const shown = urlManager === undefined ? changed : { ...changed, urlManager };
        return entryAnswer(ctx, shown, "KalturaLiveStreamEntry");
      },
    }),

    delete: action({
      params: { entryId: required.string() },
      access: "admin",
      run(ctx, args) {
        deleteEntry(ctx, requireLive(ctx, args.entryId));
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaLiveStreamEntryFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const page = listEntries(ctx, args.filter, args.pager, entry => entry.type === LIVE_STREAM);
        const objects = page.objects.map(entry => entryAnswer(ctx, entry, "KalturaLiveStreamEntry"));
        return listAnswer("KalturaLiveStreamListResponse", objects, page.totalCount);
      },
    }),

    isLive: action({
      params: { id: required.string(), protocol: optional.string() },
      access: "open",
      run(ctx, args) {
        const entry = entriesOf(ctx.store).get(args.id);
        if (entry?.type !== LIVE_STREAM || entry.status !== READY)
          throw apiError("INVALID_ENTRY_ID", { ID: args.id });
        return entryAnswer(ctx, entry, "KalturaLiveStreamEntry").liveStatus !== 0;
      },
    }),

    regenerateStreamToken: action({
      params: { entryId: required.string() },
      access: "admin",
      run(ctx, args) {
        const entry = findEntry(ctx.store, ctx.partnerId, args.entryId);
        if (entry?.type !== LIVE_STREAM) throw apiError("INVALID_ENTRY_ID", { ID: args.entryId });
        entriesOf(ctx.store).update(entry, { streamPassword: hex(8), updatedAt: ctx.now });
        return entryAnswer(ctx, entry, "KalturaLiveStreamEntry");
      },
    }),

    updateOfflineThumbnailJpeg: action({
      params: { entryId: required.string(), fileData: required.file() },
      access: "admin",
      run(ctx, args) {
        const entry = requireLive(ctx, args.entryId);
        setThumbnail(ctx, entry, args.fileData);
        keepOfflineThumbnail(ctx, entry);
        return entryAnswer(ctx, entry, "KalturaLiveStreamEntry");
      },
    }),

    updateOfflineThumbnailFromUrl: action({
      params: { entryId: required.string(), url: required.string() },
      access: "admin",
      async run(ctx, args) {
        const entry = requireLive(ctx, args.entryId);
        await setThumbnailFromUrl(ctx, entry, args.url);
        keepOfflineThumbnail(ctx, entry);
        return entryAnswer(ctx, entry, "KalturaLiveStreamEntry");
      },
    }),

    getLiveStreamStats: action({
      params: { entryId: required.string() },
      access: "admin",
      run: () => {
        throw apiError("INTERNAL_SERVERL_ERROR");
      },
    }),
  },
});

/** Add a live entry; baseEntry.add comes here too. */
export function addLiveStream(ctx: CallContext, input: InputObject, sourceType: string | undefined): Entry {
  const source = sourceType ?? input.string("sourceType") ?? AKAMAI;
  requireField(input, "mediaType", "KalturaLiveStreamEntry::mediaType");
  if (source === AKAMAI) requireField(input, "encodingIP1", "KalturaLiveStreamEntry::encodingIP1");
  if (source === UNSUPPORTED_SOURCE) throw apiError("ENTRY_SOURCE_TYPE_NOT_SUPPORTED", { TYPE: source });
  return addEntry(ctx, input.with({ sourceType: source }), {
    type: LIVE_STREAM,
    status: READY,
    sourceType: source,
  });
}

function requireLive(ctx: CallContext, id: string): Entry {
  return requireEntry(ctx.store, ctx.partnerId, id, LIVE_STREAM);
}
