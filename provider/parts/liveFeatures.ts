/** Live features of an event: captions and restreams that others set on it, and that go over to one made in its place. */
import type { EntryScheduleEvent, LiveStreamScheduleEvent } from "../kaltura/wire";
import type { Site } from "../lifecycle/part";
import { markOfOrder } from "./orderMark";

/** REACH names the feature of an order for live captions by the order's number. */
const ORDERED = /-reach-(\d+)$/;

/**
 * What goes over, as properties of the new event. Not the captions of LiveCaptions resources: their order is for the
 * old event, so they place another for the new one, and taking the old one back would leave its captions here.
 */
export async function liveFeaturesOf(
  old: EntryScheduleEvent,
  site: Site,
): Promise<Pick<LiveStreamScheduleEvent, "liveFeatures">> {
  const { liveFeatures = [] } = old as LiveStreamScheduleEvent;
  const stay = await Promise.all(
    liveFeatures.map(async ({ systemName }) => {
      const order = ORDERED.exec(systemName ?? "")?.[1];
      const task = order === undefined ? undefined : await site.runtime.load.vendorTask(order);
      return task === undefined || markOfOrder(task) === undefined;
    }),
  );
  const kept = liveFeatures.filter((_, i) => stay[i]);
  return kept.length === 0 ? {} : { liveFeatures: kept };
}
