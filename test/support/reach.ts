/** What the platform's administration sets up before an account can order of REACH. */
import type { Props } from "../../provider/lifecycle/values";
import type { World } from "./world";

const ADMINISTRATION = -2;
export const VENDOR = 103;

const ITEMS = {
  machine: { kind: "Captions", serviceType: 2, turnAroundTime: 1800, sourceLanguage: "English" },
  human: { kind: "Captions", serviceType: 1, turnAroundTime: 86_400, sourceLanguage: "English" },
  french: { kind: "Captions", serviceType: 2, turnAroundTime: 1800, sourceLanguage: "French" },
  slow: { kind: "Captions", serviceType: 2, turnAroundTime: 86_400, sourceLanguage: "French" },
  chapters: { kind: "Chaptering", serviceType: 2, turnAroundTime: 1800, sourceLanguage: "English" },
  tagging: { kind: "IntelligentTagging", serviceType: 2, turnAroundTime: 1800, sourceLanguage: "English" },
  toFrench: {
    kind: "Translation",
    serviceType: 2,
    turnAroundTime: 1800,
    sourceLanguage: "English",
    targetLanguage: "French",
    requireSource: false,
  },
  toGerman: {
    kind: "Translation",
    serviceType: 2,
    turnAroundTime: 1800,
    sourceLanguage: "English",
    targetLanguage: "German",
    requireSource: false,
  },
  live: { kind: "LiveCaption", serviceType: 2, turnAroundTime: 0, sourceLanguage: "English", ...limits() },
  liveHuman: {
    kind: "LiveCaption",
    serviceType: 1,
    turnAroundTime: 0,
    sourceLanguage: "English",
    ...limits(),
  },
  liveSlow: {
    kind: "LiveCaption",
    serviceType: 2,
    turnAroundTime: 1800,
    sourceLanguage: "English",
    ...limits(),
  },
  liveInFrench: {
    kind: "LiveCaption",
    serviceType: 2,
    turnAroundTime: 0,
    sourceLanguage: "French",
    ...limits(),
  },
  liveGerman: {
    kind: "LiveTranslation",
    serviceType: 2,
    turnAroundTime: 0,
    sourceLanguage: "English",
    targetLanguage: "German",
    ...limits(),
  },
  liveFrench: {
    kind: "LiveTranslation",
    serviceType: 2,
    turnAroundTime: 0,
    sourceLanguage: "English",
    targetLanguage: "French",
    ...limits(),
  },
} as const;

/** Minutes, but for the last: seconds. */
function limits() {
  return { minimalOrderTime: 60, durationLimit: 600, minimalRefundTime: 60 };
}

export interface Reach {
  readonly items: Readonly<Record<keyof typeof ITEMS, number>>;
  readonly profile: number;
}

/** Enables all of the above on the account, with a profile of 1000 credits. */
export async function withReach(world: World): Promise<Reach> {
  const administration = (service: string, action: string, args: Props) =>
    world.must(service, action, args, ADMINISTRATION);
  const items: Record<string, number> = {};
  for (const [name, { kind, ...item }] of Object.entries(ITEMS)) {
    const made = await administration("reach_vendorcatalogitem", "add", {
      vendorCatalogItem: {
        objectType: `KalturaVendor${kind}CatalogItem`,
        vendorPartnerId: VENDOR,
        name,
        systemName: `item-${name}`,
        pricing: {
          objectType: "KalturaVendorCatalogItemPricing",
          pricePerUnit: 1,
          priceFunction: "kReachUtils::calcPricePerMinute",
        },
        ...item,
      },
    });
    items[name] = Number(made.id);
    await administration("reach_partnercatalogitem", "add", {
      id: made.id,
      partnerId: world.emulator.partnerId,
    });
  }
  return { items: items as Reach["items"], profile: await addProfile(world, "Main") };
}

/** A reach profile by this name. */
export async function addProfile(world: World, name: string, more: Props = {}): Promise<number> {
  const made = await world.must(
    "reach_reachprofile",
    "add",
    {
      reachProfile: {
        objectType: "KalturaReachProfile",
        name,
        profileType: 2,
        credit: {
          objectType: "KalturaVendorCredit",
          credit: 100_000,
          fromDate: 1_700_000_000,
          overageCredit: 0,
        },
        ...more,
      },
      partnerId: world.emulator.partnerId,
    },
    ADMINISTRATION,
  );
  return Number(made.id);
}

/** A recording that is ready. */
export async function recording(world: World, name = "Recording"): Promise<string> {
  const { id } = await world.must("media", "add", {
    entry: { objectType: "KalturaMediaEntry", mediaType: 1, name },
  });
  await world.emulator.runJobs();
  return String(id);
}

/** What the samples of orders name: entries, events, catalog items, profiles and captions. */
export async function orderable(world: World): Promise<Record<string, unknown>> {
  const { items, profile } = await withReach(world);
  await addProfile(world, "Second");
  const recorded = await recording(world);
  const live = async () =>
    (
      await world.must("liveStream", "add", {
        liveStreamEntry: {
          objectType: "KalturaLiveStreamEntry",
          name: "Live",
          mediaType: 201,
          sourceType: "32",
        },
      })
    ).id;
  const event = async (entryId: unknown) => {
    const { id } = await world.must("schedule_scheduleevent", "add", {
      scheduleEvent: {
        objectType: "KalturaLiveStreamScheduleEvent",
        summary: "Live",
        startDate: Date.parse("2027-05-04T09:00+02:00") / 1000,
        endDate: Date.parse("2027-05-04T10:00+02:00") / 1000,
        recurrenceType: 0,
        templateEntryId: entryId,
      },
    });
    return String(id);
  };
  const caption = async () =>
    (
      await world.must("caption_captionasset", "add", {
        entryId: recorded,
        captionAsset: {
          objectType: "KalturaCaptionAsset",
          language: "English",
          label: "English",
          format: "1",
        },
      })
    ).id;
  const [$live, $live2] = [await live(), await live()];
  return {
    $recorded: recorded,
    $recorded2: await recording(world),
    $machine: items.machine,
    $human: items.human,
    $liveItem: items.live,
    $liveItem2: items.liveHuman,
    $profile: profile,
    $caption: await caption(),
    $caption2: await caption(),
    $live,
    $live2,
    $event: await event($live),
    $event2: await event($live2),
  };
}
