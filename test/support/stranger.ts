/** What somebody finds of us on the account who shares no code with the provider: plain list calls, and a word to look for. */
import type { World } from "./world";

const LISTS: ReadonlyArray<readonly [service: string, filter: string, more?: object]> = [
  [
    "baseEntry",
    "KalturaBaseEntryFilter",
    { statusIn: "-2,-1,0,1,2,4,5,6,7", moderationStatusIn: "1,2,3,5,6" },
  ],
  ["schedule_scheduleevent", "KalturaScheduleEventFilter"],
  ["category", "KalturaCategoryFilter"],
  ["appToken", "KalturaAppTokenFilter"],
  ["metadata_metadataprofile", "KalturaMetadataProfileFilter"],
  ["reach_entryvendortask", "KalturaEntryVendorTaskFilter"],
];

/** Objects that hold an ownership mark anywhere, as `service id`; of one stack, or of any. */
export async function marksSeen(world: World, word = "pulumi[0-9a-f]{10}"): Promise<string[]> {
  const seen: string[] = [];
  for (const [service, objectType, more] of LISTS) {
    const answer = await world.ask(service, "list", {
      filter: { objectType, ...more },
      pager: { objectType: "KalturaFilterPager", pageSize: 500 },
    });
    for (const object of (answer.objects ?? []) as Array<{ id: unknown }>) {
      if (new RegExp(word).test(JSON.stringify(object))) seen.push(`${service} ${object.id}`);
    }
  }
  return seen;
}
