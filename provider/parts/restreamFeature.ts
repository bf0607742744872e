/** The live feature by which a channel's event feeds a webcast; which one stands in its name. */
import type { LiveStreamScheduleEvent as Event, LiveRestreamFeature, LiveStreamEntry } from "../kaltura/wire";
import type { Site } from "../lifecycle/part";
import { canonical } from "../lifecycle/values";

/** Live features of one event have names of their own; ours begin so. All others belong to others. */
const OURS = "pulumi-restream-";
export const isOurs = (feature: { readonly systemName?: string }) =>
  feature.systemName?.startsWith(OURS) === true;

/** Entry id of the webcast that the event serves; undefined when it can't be told. */
export const sessionOf = (event: Event): string | undefined =>
  event.liveFeatures?.find(isOurs)?.systemName?.slice(OURS.length);

/** The feature that sends the channel's stream to a webcast. Its addresses let their holder go on air. */
export function featureFor(entry: LiveStreamEntry, site: Site): LiveRestreamFeature {
  const secret = {
    primaryUrl: entry.primarySecuredBroadcastingUrl || entry.primaryBroadcastingUrl,
    secondaryUrl: entry.secondarySecuredBroadcastingUrl || entry.secondaryBroadcastingUrl,
    streamKey: entry.streamName,
  };
  const { gateway } = site.runtime;
  for (const text of [secret.primaryUrl, secret.secondaryUrl, entry.streamPassword]) gateway.hide(text);
  const known = Object.entries(secret).filter(([, value]) => value !== undefined);
  return {
    objectType: "KalturaLiveRestreamFeature",
    systemName: `${OURS}${entry.id}`,
    ...Object.fromEntries(known),
  };
}

/** The whole list to write, or undefined when the observed one will do. Features of others go along. */
export function featuresToWrite(
  wanted: LiveRestreamFeature,
  observed: Event["liveFeatures"] = [],
): NonNullable<Event["liveFeatures"]> | undefined {
  const own = observed.filter(isOurs);
  const same = own.find(feature => feature.systemName === wanted.systemName);
  const merged = { ...same, ...wanted };
  if (own.length === 1 && canonical(same) === canonical(merged)) return undefined;
  return [...observed.filter(feature => !isOurs(feature)), merged];
}
