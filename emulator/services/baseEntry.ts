import { filteredEntries, listEntries } from "../entries/list.js";
import { allRenditions, isKalturaSource } from "../entries/live.js";
import {
  type Entry,
  entriesOf,
  findEntry,
  LIVE_STREAM,
  MEDIA,
  NO_CONTENT,
  requireEntry,
} from "../entries/model.js";
import { playbackContext } from "../entries/playback.js";
import { entryAnswer, plainClassOf } from "../entries/read.js";
import { addRoom, checkRoom } from "../entries/room.js";
import { setThumbnail, setThumbnailFromUrl } from "../entries/thumbnail.js";
import { addEntry, deleteEntry, updateEntry } from "../entries/write.js";
import { hex, objectId } from "../ids.js";
import { splitList } from "../lists/filter.js";
import { listAnswer } from "../types/answer.js";
import "../types/entry.js";
import { isKindOf } from "../types/define.js";
import { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";
import { addLiveStream } from "./liveStream.js";

const list = {
  filter: optional.object("KalturaBaseEntryFilter"),
  pager: optional.object("KalturaFilterPager"),
};

/** What a clone does not take over. */
const NOT_CLONED = [
  ...["referenceId", "thumbnailVersion", "hasOfflineThumbnail"],
  ...["redirectEntryId", "recordedEntryId", "streaming", "recordingPending"],
];

/** `baseEntry`: entries of any type. */
export const baseEntry = defineService({
  name: "baseEntry",
  access: "session",
  actions: {
    add: action({
      params: { entry: required.object("KalturaBaseEntry"), type: optional.string() },
      access: "user",
      run(ctx, args) {
        const className = args.entry.objectType;
        const isRoom = isKindOf(className, "KalturaRoomEntry");
        const entry = isKindOf(className, "KalturaLiveStreamEntry")
          ? addLiveStream(ctx, args.entry, undefined)
          : isRoom
            ? addRoom(ctx, args.entry)
            : addEntry(ctx, args.entry, { type: MEDIA, status: NO_CONTENT, sourceType: "6" });
        return entryAnswer(ctx, entry, className);
      },
    }),

    get: action({
      params: { entryId: required.string(), version: optional.int() },
      run: (ctx, args) => entryAnswer(ctx, requireEntry(ctx.store, ctx.partnerId, args.entryId)),
    }),

    getPlaybackContext: action({
      params: {
        entryId: required.string(),
        contextDataParams: required.object("KalturaPlaybackContextOptions"),
      },
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        return playbackContext(ctx, entry, args.contextDataParams.string("streamerType"));
      },
    }),

    update: action({
      params: { entryId: required.string(), baseEntry: required.object("KalturaBaseEntry") },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        const isRoom = isKindOf(args.baseEntry.objectType, "KalturaRoomEntry");
        if (isRoom) checkRoom(ctx, args.baseEntry);
        // The answer is of the class that was sent, whatever the entry is.
        return entryAnswer(ctx, updateEntry(ctx, entry, args.baseEntry), args.baseEntry.objectType);
      },
    }),

    delete: action({
      params: { entryId: required.string() },
      access: "user",
      run(ctx, args) {
        deleteEntry(ctx, requireEntry(ctx.store, ctx.partnerId, args.entryId));
        return null;
      },
    }),

    list: action({
      params: list,
      run(ctx, args) {
        const page = listEntries(ctx, args.filter, args.pager);
        const objects = page.objects.map(entry => entryAnswer(ctx, entry));
        return listAnswer("KalturaBaseEntryListResponse", objects, page.totalCount);
      },
    }),

    count: action({
      params: { filter: list.filter },
      run: (ctx, args) => filteredEntries(ctx, args.filter).length,
    }),

    listByReferenceId: action({
      params: { refId: required.string(), pager: list.pager },
      run(ctx, args) {
        const filter = new InputObject("KalturaBaseEntryFilter", new Map([["referenceIdEqual", args.refId]]));
        const page = listEntries(ctx, filter, args.pager);
        const objects = page.objects.map(entry => entryAnswer(ctx, entry));
        return listAnswer("KalturaBaseEntryListResponse", objects, page.totalCount);
      },
    }),

    getByIds: action({
      params: { entryIds: required.string() },
      run: (ctx, args) =>
        splitList(args.entryIds)
          .map(id => findEntry(ctx.store, ctx.partnerId, id))
          .filter(entry => entry !== undefined)
          .map(entry => entryAnswer(ctx, entry)),
    }),

    clone: action({
      params: { entryId: required.string() },
      access: "user",
      run(ctx, args) {
        const source = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        const copy: Entry = {
          ...structuredClone(source),
          id: objectId(),
          createdAt: ctx.now,
          updatedAt: ctx.now,
        };
        copy.rootEntryId = source.rootEntryId ?? source.id;
        for (const own of NOT_CLONED) delete copy[own];
        if (copy.type === LIVE_STREAM) copy.streamPassword = hex(8);
        const made = entriesOf(ctx.store).insert(copy);
        // This one answer lists the transcoded renditions, too.
        const isPlain = isKalturaSource(made.sourceType) && made.bitrates === undefined;
        return entryAnswer(ctx, isPlain ? { ...made, bitrates: allRenditions(ctx, made) } : made);
      },
    }),

    updateThumbnailJpeg: action({
      params: { entryId: required.string(), fileData: required.file() },
      access: "user",
      run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        setThumbnail(ctx, entry, args.fileData);
        return entryAnswer(ctx, entry, plainClassOf(entry));
      },
    }),

    updateThumbnailFromUrl: action({
      params: { entryId: required.string(), url: required.string() },
      access: "user",
      async run(ctx, args) {
        const entry = requireEntry(ctx.store, ctx.partnerId, args.entryId);
        await setThumbnailFromUrl(ctx, entry, args.url);
        return entryAnswer(ctx, entry, plainClassOf(entry));
      },
    }),
  },
});
