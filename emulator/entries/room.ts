import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { requireField } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import { type Entry, findEntry, NO_CONTENT, ROOM, requireEntry } from "./model.js";
import { addEntry, updateEntry } from "./write.js";

/** Add a room; it never has content, so it stays in that state. */
export function addRoom(ctx: CallContext, input: InputObject): Entry {
  requireField(input, "roomType");
  checkRoom(ctx, input);
  return addEntry(ctx, input, { type: ROOM, status: NO_CONTENT });
}

/** Change a room. */
export function updateRoom(ctx: CallContext, room: Entry, input: InputObject): Entry {
  checkRoom(ctx, input);
  return updateEntry(ctx, room, input);
}

/** The template must be a room and the recording an entry; the broadcast entry is anybody's guess. */
export function checkRoom(ctx: CallContext, input: InputObject): void {
  for (const name of ["templateRoomEntryId", "recordedEntryId"]) {
    // The server looks up what stands for "empty" as if it were an id, and fails.
    if (input.isCleared(name)) throw apiError("INTERNAL_SERVERL_ERROR");
  }
  const templateId = input.string("templateRoomEntryId") ?? "";
  if (templateId !== "" && requireEntry(ctx.store, ctx.partnerId, templateId).type !== ROOM) {
    throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: "templateRoomEntryId" });
  }
  const recordedId = input.string("recordedEntryId") ?? "";
  if (recordedId !== "" && !findEntry(ctx.store, ctx.partnerId, recordedId)) {
    throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: `recordedEntryId - ${recordedId}` });
  }
}
