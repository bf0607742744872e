/** What an account has that samples speak of: words that start with $ stand for the ids of such things. */
import type { AccessControl } from "../../emulator/seeds";
import type { Entity } from "../../emulator/store";
import type { Props } from "../../provider/lifecycle/values";
import { isMark, markOf, markTags } from "../../provider/mark";
import { splitMark } from "../../provider/parts/markedText";
import { orderable } from "./reach";
import { Stack } from "./stack";
import type { World } from "./world";

export type Things = Readonly<Record<string, unknown>>;

/** Furnishes an account, by another stack and by hand; what each word stands for. */
export async function furnish(world: World): Promise<Things> {
  const others = new Stack(world.runtime, "organization/others/test");
  await others.up({
    root: { kind: "EventCategory", inputs: { name: "Root", privacyContext: "rootcontext" } },
    other: { kind: "EventCategory", inputs: { name: "Other root", privacyContext: "othercontext" } },
    channel: { kind: "RestreamerChannel", inputs: { name: "Hall 1" } },
    channel2: { kind: "RestreamerChannel", inputs: { name: "Hall 2" } },
  });
  const room = async (name: string) => {
    const entry = { objectType: "KalturaRoomEntry", roomType: 1, name };
    return (await world.must("room_room", "add", { entry })).id;
  };
  const media = async (name: string) => {
    const entry = { objectType: "KalturaMediaEntry", mediaType: 1, name };
    return (await world.must("media", "add", { entry })).id;
  };
  await world.must("conversionProfile", "add", {
    conversionProfile: {
      objectType: "KalturaConversionProfile",
      type: "1",
      name: "Archive",
      systemName: "Archive",
      flavorParamsIds: "0",
    },
  });
  const controls = world.emulator.store.collection<AccessControl>("accessControl");
  const control = (name: string) =>
    controls.insert({
      partnerId: world.emulator.partnerId,
      id: world.emulator.store.nextNumber("accessControl", 7),
      name,
      systemName: name,
      isDefault: false,
      createdAt: 1_800_000_000,
    }).id;
  return {
    $root: others.id("root"),
    $room: await room("Template"),
    $room2: await room("Other template"),
    $other: others.id("other"),
    $media: await media("Film"),
    $media2: await media("Other film"),
    $channel: others.id("channel"),
    $channel2: others.id("channel2"),
    $accessControl: control("one"),
    $accessControl2: control("two"),
    ...(await orderable(world)),
  };
}

/** A sample with the things that it speaks of. */
export const withThings = (value: unknown, things: Things): unknown =>
  Array.isArray(value)
    ? value.map(item => withThings(item, things))
    : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withThings(v, things)]))
      : typeof value === "string" && value.startsWith("$")
        ? things[value]
        : value;

type Marked = Entity & Record<"tags" | "adminTags" | "description", string | undefined>;

/** Takes a stack's marks off everything, as if people had made it by hand. */
export function unmark(world: World, stack: string): void {
  const [word] = markTags(markOf(stack, "", ""));
  const isTheirs = (tag: string) => isMark(tag) && tag.startsWith(word!);
  for (const kind of ["entries", "scheduleEvents", "categories", "appTokens", "metadataProfiles"]) {
    const objects = world.emulator.store.collection<Marked>(kind);
    for (const object of objects.all()) {
      const patch: Props = {};
      for (const tags of ["tags", "adminTags"] as const) {
        const text = object[tags];
        if (text === undefined) continue;
        patch[tags] = text
          .split(",")
          .map(t => t.trim())
          .filter(t => !isTheirs(t))
          .join(",");
      }
      const { text, mark } = splitMark(object.description);
      if (mark !== undefined && isTheirs(mark)) patch.description = text;
      objects.update(object, patch as never);
    }
  }
}
