/** The entry of a room, where speakers (and in an interactive room all) meet with camera and microphone. */
import { createRoom, type KafRoom } from "../kaltura/kaf";
import { calls } from "../kaltura/vocabulary";
import type { RoomEntry } from "../kaltura/wire";
import { AdoptionRefused, marksOfOthers } from "../lifecycle/adopt";
import { choice, commaList, type Field } from "../lifecycle/fields";
import type { Disruption } from "../lifecycle/live";
import { knownId, type Part, type Site, type Want } from "../lifecycle/part";
import { sameValue } from "../lifecycle/values";
import { isMark, markTags } from "../mark";
import { type EntryInputs, entryFields, entryPart } from "./entry";
import { titleOf } from "./entryTitle";
import { marksIn } from "./tags";

/** The inputs this part reads beside its table. */
export interface RoomInputs extends EntryInputs {
  description?: string;
  tags?: string[];
  templateRoomEntryId?: string;
  roomModerators?: string[];
  chatModerators?: string[];
  createdBy?: "api" | "kaf";
}

export const roomTypes = { room: 1, breakout: 2 } as const;

// Of the two ids, `__null` breaks the server; an empty one clears them (api-reference 7).
const fields: readonly Field[] = [
  ...entryFields,
  { input: "roomType", wire: "roomType", ...choice(roomTypes), clear: { value: roomTypes.room } },
  { input: "templateRoomEntryId", wire: "templateRoomEntryId", clear: { value: "" } },
  { input: "recordedEntryId", wire: "recordedEntryId", clear: { value: "" } },
];

/**
 * @param spec.broadcasts handle name of the live entry that the room goes on air with; such a room is no root
 */
export function room(
  spec: { key?: string; label?: string; handle?: string; broadcasts?: string } = {},
): Part<RoomInputs, RoomEntry> {
  const { key = "entry", label = "room", handle = "entry", broadcasts } = spec;
  const part = entryPart<RoomInputs, RoomEntry>({
    key,
    label,
    handle,
    product: "Kaltura Rooms (plugin room); with createdBy kaf also the KAF module embeddedrooms",
    // Any user session may make rooms; the property is dropped in silence without this one.
    permissions: ["CONTENT_INGEST_REFERENCE_MODIFY"],
    ...(broadcasts === undefined ? {} : { outlivesRoot: true as const }),
    objectType: "KalturaRoomEntry",
    constant: { roomType: roomTypes.room },
    fields,
    adminTags: [],
    calls: calls.room,
    load: (id, site) => site.runtime.load.room(id),

    search,

    fold(patch, observed, site) {
      const live = broadcasts === undefined ? undefined : site.handles.get(broadcasts);
      const tags = commaList.from(String(observed?.tags ?? ""));
      return {
        ...patch,
        ...(live === undefined || observed?.broadcastEntryId === live ? {} : { broadcastEntryId: live }),
        ...(tags.some(isMark) && !("tags" in patch) ? { tags: tags.filter(t => !isMark(t)).join(",") } : {}),
      };
    },

    alone(inputs, site) {
      if (inputs.createdBy === "kaf") return { by: createRoom(forKaf(inputs)) };
      // Kaltura does not check broadcastEntryId: with a live entry that failed, the room would be an orphan.
      const early = broadcasts !== undefined && typeof site.handles.get(broadcasts) !== "string";
      return early ? {} : undefined;
    },
  });
  const remade = `${key}:remade`;
  return {
    ...part,

    async plan(want, observed, site) {
      const outdated =
        broadcasts !== undefined && observed !== undefined && otherModerators(want) && !site.seen.has(remade);
      if (!outdated) return part.plan(want, observed, site);
      const done = () => {
        site.seen.set(remade, true);
      };
      const [step] = await part.remove(observed, site);
      return [
        {
          ...step!,
          purpose: `${step!.purpose}, as it gets other moderators`,
          alone: true,
          done,
          disrupts: REMADE,
        },
      ];
    },

    ...(broadcasts === undefined
      ? {}
      : {
          async seek(site) {
            const live = knownId(site, broadcasts);
            const [one] = live === undefined ? [] : await site.runtime.load.roomsFor(live);
            if (one?.id !== undefined) site.handles.set(handle, one.id);
          },
        }),
    // The room that goes on air with an adopted webcast is adopted with it.
    async claim(site, want, { from }) {
      const live = broadcasts === undefined ? undefined : knownId(site, broadcasts);
      if (live === undefined) return;
      const rooms = await site.runtime.load.roomsFor(live);
      const ours = rooms.find(one => want.mark !== undefined && marksIn(one.adminTags).includes(want.mark));
      const free = rooms.filter(one => marksOfOthers(marksIn(one.adminTags), want.mark, from).length === 0);
      if (ours === undefined && free.length > 1) {
        throw new AdoptionRefused(
          `input adopt: entry ${live} has ${free.length} rooms that broadcast to it: ${free.map(titleOf).join(", ")}. In Kaltura's console take broadcastEntryId from all but one, or delete them`,
        );
      }
      const room = ours ?? free[0];
      if (room?.id !== undefined) site.handles.set(handle, room.id);
    },

    // KAF has no second chance: its own search is asked, too.
    begun: async (site, want) =>
      (await part.begun!(site, want)) ||
      (want.createdBy === "kaf" &&
        want.mark !== undefined &&
        (await search(want.mark, want, site)).length > 0),
  };
}

const REMADE: Disruption = {
  what: "makes its room anew",
  inputs: ["room.roomModerators", "room.chatModerators"],
  whileOnAir: true,
};

/** KAF takes moderators of a new room only. */
function otherModerators({ inputs, previous }: Want<RoomInputs>): boolean {
  if (previous === undefined) return false;
  return (["roomModerators", "chatModerators"] as const).some(
    name => inputs[name] !== undefined && !sameValue("set", previous[name] ?? [], inputs[name]),
  );
}

/** KAF takes no admin tags: until its first update such a room carries the mark among the tags that users see. */
const search = async (mark: string, { createdBy }: Partial<RoomInputs>, site: Site) => [
  ...(await site.runtime.load.entriesWithAdminTag(mark)),
  ...(createdBy === "kaf" ? await site.runtime.load.entriesWithTag(mark) : []),
];

const forKaf = ({ name, description, templateRoomEntryId, tags, mark, ...rest }: RoomInputs): KafRoom => ({
  name,
  tags: [...(tags ?? []), ...markTags(mark)].join(","),
  ...(description === undefined ? {} : { description }),
  ...(templateRoomEntryId === undefined ? {} : { templateRoomEntryId }),
  ...(rest.roomModerators === undefined ? {} : { roomModeratorUserIds: rest.roomModerators }),
  ...(rest.chatModerators === undefined ? {} : { chatModeratorUserIds: rest.chatModerators }),
});
