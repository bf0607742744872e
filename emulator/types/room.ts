import { defineClass, defineEnum, p } from "./define.js";
import "./entry.js";

const RoomType = defineEnum("KalturaRoomType", [1, 2]);

defineClass("KalturaRoomEntry", {
  base: "KalturaBaseEntry",
  fields: {
    roomType: p.enum(RoomType),
    broadcastEntryId: p.string(),
    templateRoomEntryId: p.string(),
    recordedEntryId: p.string(),
  },
});
defineClass("KalturaRoomEntryFilter", {
  base: "KalturaBaseEntryFilter",
  fields: { roomTypeEqual: p.enum(RoomType) },
});
