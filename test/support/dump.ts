/** The account as its owner sees it: objects by their marks, without ids, times of making and what is empty. */
import type { Props } from "../../provider/lifecycle/values";
import { isMark } from "../../provider/mark";
import { parseMetadata } from "../../provider/parts/metadataXml";
import { PROFILES, type World } from "./world";

/** What differs between two deployments of the same definition, and means nothing. */
const INCIDENTAL =
  /^(id|createdAt|updatedAt|version|rootEntryId|searchText|sequence|objectId|entryId|categoryId|parentId|fullIds|categoryFullIds|templateEntryId|streamPassword|metadataProfileVersion|operationAttributes|liveStreamConfigurations|categories|categoriesIds|capabilities|membersCount|scheduledEventId|token|accessKey|queueTime|expectedFinishTime|turnAroundTime|dictionary|downloadUrl|thumbnailUrl)$|Url$|SrtStreamId$|Count$/;
/** Where one object names another's ingest point: compared by whose it is. */
const INGEST = /^(primaryUrl|secondaryUrl|streamKey)$/;

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

const listed = (text: unknown) =>
  String(text ?? "")
    .split(",")
    .map(t => t.trim())
    .filter(Boolean);

const markIn = (tags: unknown): string | undefined => listed(tags).find(t => isMark(t) && t.includes("x"));

/** A mark anywhere in a text: app tokens and orders have no tags. */
const markBehind = (text: unknown): string | undefined =>
  /pulumi[0-9a-f]{10}x[0-9a-f]{12}/.exec(String(text ?? ""))?.[0];

const isCaptions = (object: object) =>
  "objectType" in object && object.objectType === "KalturaLiveCaptionFeature";

const PAGER = { objectType: "KalturaFilterPager", pageSize: 500 };

const ABORTED = 7;

/** Everything of the account that a stack can have made. Objects without a mark stand under `unmarked`. */
export async function dump(world: World): Promise<Record<string, unknown>> {
  const all = async (service: string, filter: Props) =>
    ((await world.must(service, "list", { filter, pager: PAGER })).objects ?? []) as Props[];
  const out: Record<string, unknown> = {};
  const put = (key: string, value: unknown) => {
    // Two under one name are a double: never merge them.
    const name = key in out ? `${key} AGAIN` : key;
    out[name] = value;
  };

  const entries = await all("baseEntry", {
    objectType: "KalturaBaseEntryFilter",
    statusIn: "-2,-1,0,1,2,4,5,6,7",
  });
  const nameOf = new Map(
    // A studio's room has the mark of its webcast.
    entries.map(e => [
      String(e.id),
      `${e.objectType === "KalturaRoomEntry" ? "room " : ""}${markIn(e.adminTags) ?? `unmarked ${String(e.name)}`}`,
    ]),
  );
  /** Texts by which objects are named whose own id, address or key differs each time. */
  const labels = new Map<string, string>();
  for (const entry of entries)
    for (const [property, value] of Object.entries(entry))
      if (/BroadcastingUrl$/.test(property) && typeof value === "string" && value !== "")
        labels.set(value, `${property} of ${nameOf.get(String(entry.id))}`);
  const anonymous = (text: string) =>
    labels.get(text) ??
    text
      .replace(/\b[01]_[a-z0-9]{8}\b/g, id => nameOf.get(id) ?? "an entry that is gone")
      .replace(/-reach-\d+/, "-reach-task");
  const plain = (value: unknown): unknown => {
    if (typeof value === "string") return anonymous(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, v]) => (INGEST.test(key) || !INCIDENTAL.test(key)) && !isEmpty(v))
        // As the session's lead-in was when its captions were ordered; a later one has no part in the order.
        .filter(([key]) => !(isCaptions(value) && /^(preStartTime|postEndTime)$/.test(key)))
        .map(([key, v]) => [key, /tags$/i.test(key) ? listed(v).sort().join() : plain(v)] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  };

  for (const entry of entries) {
    const { streamName: _, ...rest } = entry;
    put(`entry ${nameOf.get(String(entry.id))}`, plain(rest));
  }
  const profiles = await all("metadata_metadataprofile", { objectType: "KalturaMetadataProfileFilter" });
  for (const profile of profiles) {
    if (PROFILES.every(p => p.systemName !== profile.systemName))
      put(`profile ${String(profile.systemName)}`, plain(profile));
  }
  if (entries.length > 0) {
    const names = new Map(profiles.map(p => [p.id, p.systemName]));
    for (const m of await all("metadata_metadata", {
      objectType: "KalturaMetadataFilter",
      objectIdIn: [...nameOf.keys()].join(","),
    })) {
      const elements = parseMetadata(String(m.xml));
      if (elements.length > 0)
        put(`metadata ${names.get(m.metadataProfileId)} ${nameOf.get(String(m.objectId))}`, plain(elements));
    }
    for (const task of await all("reach_entryvendortask", {
      objectType: "KalturaEntryVendorTaskFilter",
      entryIdIn: [...nameOf.keys()].join(","),
    })) {
      if (task.status === ABORTED) continue;
      put(
        `order ${markBehind(task.partnerData) ?? "unmarked"} for ${nameOf.get(String(task.entryId))}`,
        plain(task),
      );
    }
  }
  for (const event of await all("schedule_scheduleevent", { objectType: "KalturaScheduleEventFilter" })) {
    put(
      `event ${String(event.objectType)} ${String(event.startDate)} ${nameOf.get(String(event.templateEntryId)) ?? "of no entry"}`,
      plain(event),
    );
  }
  const categories = await all("category", { objectType: "KalturaCategoryFilter" });
  for (const category of categories)
    put(`category ${markIn(category.adminTags) ?? category.fullName}`, plain(category));
  const categoryOf = new Map(categories.map(c => [c.id, markIn(c.adminTags) ?? c.fullName]));
  for (const entryId of nameOf.keys()) {
    for (const link of await all("categoryEntry", {
      objectType: "KalturaCategoryEntryFilter",
      entryIdEqual: entryId,
    })) {
      put(`link ${nameOf.get(entryId)} in ${String(categoryOf.get(link.categoryId))}`, true);
    }
  }
  for (const category of categories) {
    for (const member of await all("categoryUser", {
      objectType: "KalturaCategoryUserFilter",
      categoryIdEqual: category.id,
    })) {
      put(`member ${String(member.userId)} of ${String(categoryOf.get(category.id))}`, plain(member));
    }
  }
  for (const token of await all("appToken", { objectType: "KalturaAppTokenFilter" }))
    put(`app token ${markBehind(token.description) ?? "unmarked"}`, plain(token));
  for (const upload of await all("uploadToken", {
    objectType: "KalturaUploadTokenFilter",
    statusIn: "0,1,2",
  }))
    put(`open upload ${String(upload.fileName)}`, true);
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => a.localeCompare(b)));
}

/** What differs between two accounts, a line each. */
export function differences(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  const show = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .sort()
    .filter(key => show(one[key]) !== show(other[key]))
    .map(key => `${key}: ${show(one[key])} instead of ${show(other[key])}`);
}
