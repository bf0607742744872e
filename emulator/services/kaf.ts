import { addRoom } from "../entries/room.js";
import { castObject } from "../types/cast.js";
import "../types/room.js";
import { action, defineService, optional, required } from "./define.js";

/**
 * Not of the API: what a KAF instance answers at `/embeddedrooms/index/create-room` (`wire/kaf.ts`). No recording
 * of one exists; this follows knowledge.kaltura.com, "Create and embed Kaltura Rooms using the API".
 */
export const kaf = defineService({
  name: "kaf",
  access: "admin",
  actions: {
    createRoom: action({
      params: {
        name: required.string(),
        description: optional.string(),
        tags: optional.string(),
        templateRoomEntryId: optional.string(),
      },
      run(ctx, args) {
        const entry = { ...args, objectType: "KalturaRoomEntry", roomType: 1 };
        const given = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
        const room = addRoom(ctx, castObject(given as Record<string, string>, "KalturaRoomEntry", ctx.now));
        return { id: room.id, name: room.name };
      },
    }),
  },
});
