/** What customers order of a vendor, by the names used here, and Kaltura's numbers for it. */
import { enums } from "../provider/kaltura/wire";

const F = enums.VendorServiceFeature;

interface ServiceRule {
  /** Kaltura's serviceFeature. */
  readonly feature: number;
  /** Work on a recording that can't be done without the recording itself. */
  readonly media?: true;
  /** For the time of a live event, not for a recording. */
  readonly live?: true;
}

/** Every service there is a handler for. */
export const services = {
  captions: { feature: F.CAPTIONS, media: true },
  translation: { feature: F.TRANSLATION },
  alignment: { feature: F.ALIGNMENT, media: true },
  audioDescription: { feature: F.AUDIO_DESCRIPTION, media: true },
  extendedAudioDescription: { feature: F.EXTENDED_AUDIO_DESCRIPTION, media: true },
  dubbing: { feature: F.DUBBING, media: true },
  chapters: { feature: F.CHAPTERING },
  tagging: { feature: F.INTELLIGENT_TAGGING },
  summary: { feature: F.SUMMARY },
  clips: { feature: F.CLIPS },
  quiz: { feature: F.QUIZ },
  metadata: { feature: F.METADATA_ENRICHMENT },
  liveCaptions: { feature: F.LIVE_CAPTION, live: true },
  liveTranslation: { feature: F.LIVE_TRANSLATION, live: true },
} as const satisfies Record<string, ServiceRule>;

export type ServiceName = keyof typeof services;

/** Services for the time of a live event. */
export type LiveServiceName = "liveCaptions" | "liveTranslation";

/** Services for recordings. */
export type RecordingServiceName = Exclude<ServiceName, LiveServiceName>;

export const serviceNames = Object.keys(services) as readonly ServiceName[];

const byFeature = new Map<number, ServiceName>(serviceNames.map(name => [services[name].feature, name]));

/** The name of one of Kaltura's features; undefined when there is none here. */
export const serviceOf = (feature: number | undefined): ServiceName | undefined =>
  feature === undefined ? undefined : byFeature.get(feature);

const ruleOf = (name: ServiceName): ServiceRule => services[name];

export const isLive = (name: ServiceName): name is LiveServiceName => ruleOf(name).live === true;

export const needsMedia = (name: ServiceName): boolean => ruleOf(name).media === true;
