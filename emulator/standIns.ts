/**
 * Objects under ids or names that an account has already and a new emulator lacks: template rooms, recordings, channels,
 * categories, profiles. They say in their names that they stand in, and count as nobody's.
 */
import { categoriesOf } from "./categories/model.js";
import { addPlainCategory } from "./categories/write.js";
import { CallContext } from "./context.js";
import type { Core } from "./core.js";
import { type Entry, entriesOf, LIVE_STREAM, MEDIA, NO_CONTENT, READY, ROOM } from "./entries/model.js";
import type { AccessControl, ConversionProfile } from "./seeds.js";

/** What is needed, by its id, its full name (categories) or its system name (profiles). */
export interface StandIn {
  readonly kind: "room" | "video" | "live" | "category" | "accessControl" | "conversionProfile";
  readonly id: string;
}

/** Length of a recording that stands in: an hour. */
const SECONDS = 3600;

/** @returns false when there is one already */
export function addStandIn(core: Core, { kind, id }: StandIn): boolean {
  switch (kind) {
    case "category":
      return addCategoryPath(core, id);
    case "accessControl":
      return addNamed(core, core.store.collection<AccessControl>("accessControl"), id, {});
    case "conversionProfile":
      return addNamed(core, core.store.collection<ConversionProfile>("conversionProfile"), id, {
        type: 2,
        status: 2,
        description: "",
        flavorParamsIds: "32",
      });
    default:
      return addEntry(core, kind, id);
  }
}

const ENTRIES = {
  room: { type: ROOM, status: NO_CONTENT, duration: 0 },
  video: { type: MEDIA, status: READY, mediaType: 1, duration: SECONDS },
  live: { type: LIVE_STREAM, status: READY, mediaType: 201, sourceType: "32", duration: 0 },
} as const;

function addEntry(core: Core, kind: keyof typeof ENTRIES, id: string): boolean {
  const entries = entriesOf(core.store);
  if (entries.get(id) !== undefined) return false;
  const account = core.accounts.get(core.options.partnerId)!;
  const now = core.clock.now();
  const entry: Entry = {
    ...ENTRIES[kind],
    id,
    partnerId: account.id,
    system: true,
    moderationStatus: 6,
    name: `Stand-in for ${id}`,
    description: "",
    tags: "",
    userId: "",
    creatorId: "",
    createdAt: now,
    updatedAt: now,
    categories: "",
    categoriesIds: "",
    capabilities: "",
    accessControlId: account.defaults.accessControlId,
    displayInSearch: 1,
    msDuration: ENTRIES[kind].duration * 1000,
  };
  entries.insert(entry);
  return true;
}

function addCategoryPath(core: Core, path: string): boolean {
  const categories = categoriesOf(core.store);
  const context = new CallContext(core, core.accounts.get(core.options.partnerId)!, undefined, "stand-in");
  if (/^\d+$/.test(path)) {
    if (categories.get(Number(path)) !== undefined) return false;
    const made = addPlainCategory(context, `Stand-in for ${path}`, 0);
    categories.update(made, { status: 3 });
    categories.insert({ ...made, id: Number(path), fullIds: path, status: 2, system: true });
    return true;
  }
  let parentId = 0;
  let added = false;
  for (const name of path.split(">")) {
    const there = categories.find(
      c =>
        (c.parentId ?? 0) === parentId &&
        c.name.toLowerCase() === name.trim().toLowerCase() &&
        c.status !== 3,
    );
    const category = there ?? addPlainCategory(context, name.trim(), parentId);
    if (there === undefined) categories.update(category, { system: true });
    added ||= there === undefined;
    parentId = Number(category.id);
  }
  return added;
}

function addNamed<T extends AccessControl | ConversionProfile>(
  core: Core,
  profiles: ReturnType<typeof core.store.collection<T>>,
  systemName: string,
  more: object,
): boolean {
  const { partnerId } = core.options;
  if (profiles.find(p => p.partnerId === partnerId && p.systemName === systemName) !== undefined)
    return false;
  profiles.insert({
    id: core.store.nextNumber(profiles.kind),
    partnerId,
    system: true,
    name: `Stand-in for ${systemName}`,
    systemName,
    isDefault: false,
    createdAt: core.clock.now(),
    ...more,
  } as unknown as T);
  return true;
}
