import { listEntries } from "../entries/list.js";
import { ROOM, requireEntry } from "../entries/model.js";
import { entryAnswer } from "../entries/read.js";
import { addRoom, updateRoom } from "../entries/room.js";
import { deleteEntry } from "../entries/write.js";
import { listAnswer } from "../types/answer.js";
import "../types/room.js";
import { action, defineService, optional, required } from "./define.js";

const CLASS = "KalturaRoomEntry";

/** `room`: interactive rooms. */
export const room = defineService({
  name: "room_room",
  access: "session",
  actions: {
    add: action({
      params: { entry: required.object(CLASS) },
      access: "user",
      run: (ctx, args) => entryAnswer(ctx, addRoom(ctx, args.entry), CLASS),
    }),

    get: action({
      params: { roomId: required.string() },
      run: (ctx, args) => entryAnswer(ctx, requireEntry(ctx.store, ctx.partnerId, args.roomId, ROOM), CLASS),
    }),

    update: action({
      params: { roomId: required.string(), room: required.object(CLASS) },
      access: "user",
      run(ctx, args) {
        const found = requireEntry(ctx.store, ctx.partnerId, args.roomId, ROOM);
        return entryAnswer(ctx, updateRoom(ctx, found, args.room), CLASS);
      },
    }),

    delete: action({
      params: { roomId: required.string() },
      access: "user",
      run(ctx, args) {
        deleteEntry(ctx, requireEntry(ctx.store, ctx.partnerId, args.roomId, ROOM));
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaRoomEntryFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const page = listEntries(ctx, args.filter, args.pager, entry => entry.type === ROOM);
        const objects = page.objects.map(entry => entryAnswer(ctx, entry, CLASS));
        return listAnswer("KalturaRoomEntryListResponse", objects, page.totalCount);
      },
    }),

    attachRecordedEntry: action({
      params: { roomEntryId: required.string(), mediaEntryId: required.string() },
      access: "nobody",
      run: () => null,
    }),
  },
});
