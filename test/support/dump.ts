/** The account as its owner sees it: objects by their marks, without ids, times of making and what is empty. */
import type { Props } from "../../provider/lifecycle/values";
import { isMark } from "../../provider/mark";
import { parseMetadata } from "../../provider/parts/metadataXml";
import type { World } from "./world";

/** What differs between two deployments of the same definition, and means nothing. */
const INCIDENTAL =
  /^(id|createdAt|updatedAt|version|rootEntryId|searchText|sequence|objectId|entryId|categoryId|parentId|fullIds|templateEntryId|streamPassword|metadataProfileVersion|operationAttributes|liveStreamConfigurations|categories|categoriesIds|capabilities|membersCount)$|Url$|SrtStreamId$|Count$/;

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

const plain = (object: Props): Props =>
  Object.fromEntries(
    Object.entries(object)
      .filter(([key, value]) => !INCIDENTAL.test(key) && !isEmpty(value))
      .map(([key, value]) => [
        key,
        /tags$/i.test(key)
          ? String(value)
              .split(",")
              .map(t => t.trim())
              .sort()
              .join()
          : value,
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );

const markIn = (tags: unknown): string | undefined =>
  String(tags ?? "")
    .split(",")
    .map(t => t.trim())
    .find(t => isMark(t) && t.includes("x"));

const PAGER = { objectType: "KalturaFilterPager", pageSize: 500 };

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
    entries.map(e => [String(e.id), markIn(e.adminTags) ?? `unmarked ${String(e.name)}`]),
  );
  for (const entry of entries) put(`entry ${nameOf.get(String(entry.id))}`, plain(entry));
  if (entries.length > 0) {
    const profiles = new Map(
      (await all("metadata_metadataprofile", { objectType: "KalturaMetadataProfileFilter" })).map(p => [
        p.id,
        p.systemName,
      ]),
    );
    for (const m of await all("metadata_metadata", {
      objectType: "KalturaMetadataFilter",
      objectIdIn: [...nameOf.keys()].join(","),
    })) {
      const elements = parseMetadata(String(m.xml));
      if (elements.length > 0)
        put(`metadata ${profiles.get(m.metadataProfileId)} ${nameOf.get(String(m.objectId))}`, elements);
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
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => a.localeCompare(b)));
}
