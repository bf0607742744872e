import type { Core } from "../core.js";
import { featureOf } from "../types/catalogItem.js";
import { ACTIVE, enabledOf, itemsOf } from "./catalog.js";
import { type Credit, UNLIMITED } from "./credit.js";
import { profilesOf } from "./profiles.js";

/** The vendor's account that every emulator has. */
const VENDOR_PARTNER_ID = 103;

/** What an account gets of REACH. Everything has a default. */
export interface ReachSetup {
  /** Default: the emulator's own account. */
  partnerId?: number;
  /** What may be spent; default: as much as one likes. */
  credit?: number;
  /** Orders of users wait for an administrator. */
  moderated?: boolean;
  /** Properties of single items, by their names here. */
  items?: Partial<Record<ReachItem, Record<string, unknown>>>;
}

/** Items that an account gets. */
export type ReachItem = keyof typeof ITEMS;

/** What was made: ids for orders. */
export interface ReachIds {
  profileId: number;
  items: Record<ReachItem, number>;
}

const HUMAN = 1;
const MACHINE = 2;
const live = { minimalOrderTime: 60, minimalRefundTime: 3600, durationLimit: 720 };

/** Renditions for the sound that is made, and for the original one. */
const SOUND = { flavorParamsId: 91, clearAudioFlavorParamsId: 92 };

const ITEMS = {
  machineCaptions: { kind: "Captions", serviceType: MACHINE, turnAroundTime: 1800, price: 1 },
  humanCaptions: { kind: "Captions", serviceType: HUMAN, turnAroundTime: 86_400, price: 5 },
  machineTranslation: {
    ...{
      kind: "Translation",
      serviceType: MACHINE,
      turnAroundTime: 7200,
      price: 2,
      targetLanguage: "French",
    },
  },
  alignment: { kind: "Alignment", serviceType: MACHINE, turnAroundTime: 7200, price: 1 },
  audioDescription: {
    ...{ kind: "AudioDescription", serviceType: HUMAN, turnAroundTime: 86_400, price: 8 },
    ...SOUND,
  },
  extendedAudioDescription: {
    ...{ kind: "ExtendedAudioDescription", serviceType: HUMAN, turnAroundTime: 86_400, price: 9 },
    ...SOUND,
  },
  dubbing: {
    ...{ kind: "Dubbing", serviceType: MACHINE, turnAroundTime: 7200, price: 4, targetLanguage: "French" },
    ...SOUND,
  },
  intelligentTagging: { kind: "IntelligentTagging", serviceType: MACHINE, turnAroundTime: 7200, price: 1 },
  summary: { kind: "Summary", serviceType: MACHINE, turnAroundTime: 7200, price: 1 },
  chapters: { kind: "Chaptering", serviceType: MACHINE, turnAroundTime: 7200, price: 1 },
  liveCaptions: { kind: "LiveCaption", serviceType: MACHINE, turnAroundTime: -1, price: 2, ...live },
  liveTranslation: {
    ...{ kind: "LiveTranslation", serviceType: MACHINE, turnAroundTime: -1, price: 3, ...live },
    targetLanguage: "French",
  },
} as const;

/**
 * Let an account order, as the platform's administration would: catalog items of the vendor, and a profile with
 * credit. On a real server no account can do that by itself.
 */
export function seedReach(core: Core, setup: ReachSetup & { partnerId: number }): ReachIds {
  const { store, clock } = core;
  const { partnerId } = setup;
  const made = { createdAt: clock.now(), updatedAt: clock.now(), status: ACTIVE, system: true };
  const ids = Object.entries(ITEMS).map(([name, { kind, price, ...own }]): [string, number] => {
    const objectType = `KalturaVendor${kind}CatalogItem`;
    const id = store.nextNumber("catalogItem");
    itemsOf(store).insert({
      ...made,
      ...{ id, partnerId: 0, objectType, vendorPartnerId: VENDOR_PARTNER_ID, systemName: `${name}-${id}` },
      ...{ name, serviceFeature: featureOf(objectType), sourceLanguage: "English" },
      ...{ allowResubmission: false, payPerUse: false },
      pricing: { pricePerUnit: price, priceFunction: "kReachUtils::calcPricePerMinute" },
      ...own,
      ...setup.items?.[name as ReachItem],
    });
    const enabled = { ...made, id: store.nextNumber("partnerCatalogItem"), partnerId, catalogItemId: id };
    enabledOf(store).insert(enabled);
    return [name, id];
  });
  const fromDate = clock.now() - (clock.now() % 86_400);
  const credit: Credit =
    setup.credit === undefined
      ? { objectType: "KalturaUnlimitedVendorCredit", credit: UNLIMITED, fromDate }
      : { objectType: "KalturaVendorCredit", credit: setup.credit, fromDate };
  const profile = profilesOf(store).insert({
    ...made,
    ...{
      id: store.nextNumber("reachProfile"),
      partnerId,
      name: "REACH",
      profileType: 2,
      usedCredit: 0,
      credit,
    },
    enableMachineModeration: setup.moderated ?? false,
    enableHumanModeration: setup.moderated ?? false,
  });
  return { profileId: profile.id, items: Object.fromEntries(ids) as Record<ReachItem, number> };
}
