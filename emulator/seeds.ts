import type { Account, AccountDefaults, Features } from "./accounts.js";
import type { Core } from "./core.js";
import type { Entity } from "./store.js";

/** What an account is made with; everything but its id and secrets has a default. */
export interface AccountSetup {
  id: number;
  adminSecret: string;
  userSecret: string;
  name?: string;
  features?: Partial<Features>;
  isVendor?: boolean;
  isConsole?: boolean;
  /** An account without a live profile: live entries have no bitrates. */
  withoutLiveProfile?: boolean;
}

/** A conversion profile: which renditions the server makes. */
export interface ConversionProfile extends Entity {
  id: number;
  /** 1 MEDIA, 2 LIVE_STREAM. */
  type: number;
  /** 2 ENABLED, 3 DELETED. */
  status: number;
  name: string;
  systemName: string;
  description: string;
  flavorParamsIds: string;
  isDefault: boolean;
  createdAt: number;
}

/** An access control profile. */
export interface AccessControl extends Entity {
  id: number;
  name: string;
  systemName: string;
  isDefault: boolean;
  createdAt: number;
}

/** Make an account with the profiles that every account has from the start. */
export function setUpAccount(core: Core, setup: AccountSetup & { features: Features }): Account {
  const account: Account = {
    id: setup.id,
    name: setup.name ?? "Emulated account",
    adminSecret: setup.adminSecret,
    userSecret: setup.userSecret,
    features: setup.features,
    isVendor: setup.isVendor ?? false,
    isConsole: setup.isConsole ?? false,
    defaults: existingDefaults(core, setup.id) ?? newDefaults(core, setup),
    createdAt: core.clock.now(),
  };
  return account;
}

function existingDefaults(core: Core, partnerId: number): AccountDefaults | undefined {
  const control = core.store
    .collection<AccessControl>("accessControl")
    .find(item => item.partnerId === partnerId);
  if (!control) return undefined;
  const profiles = core.store
    .collection<ConversionProfile>("conversionProfile")
    .where(item => item.partnerId === partnerId && item.isDefault);
  return {
    accessControlId: control.id,
    conversionProfileId: profiles.find(item => item.type === 1)?.id ?? 0,
    liveConversionProfileId: profiles.find(item => item.type === 2)?.id,
  };
}

function newDefaults(core: Core, setup: AccountSetup): AccountDefaults {
  const { store, clock } = core;
  const createdAt = clock.now();
  const common = { partnerId: setup.id, system: true, createdAt };
  const control = store.collection<AccessControl>("accessControl").insert({
    ...common,
    id: store.nextNumber("accessControl", 7),
    name: "Default",
    systemName: "Default",
    isDefault: true,
  });
  const profiles = store.collection<ConversionProfile>("conversionProfile");
  const add = (
    profile: Pick<ConversionProfile, "type" | "name" | "systemName" | "description"> & {
      flavorParamsIds: string;
      isDefault: boolean;
    },
  ): ConversionProfile =>
    profiles.insert({ ...common, id: store.nextNumber("conversionProfile", 29), status: 2, ...profile });
  if (setup.withoutLiveProfile !== true) {
    add({
      type: 2,
      name: "Passthrough",
      systemName: "Passthrough_Live",
      description: "Publish only the broadcasted stream",
      flavorParamsIds: "32,36,37",
      isDefault: false,
    });
  }
  const media = add({
    type: 1,
    name: "Default",
    systemName: "Default",
    description:
      "The default set of flavors. If not specified otherwise all media uploaded will be converted based on the definition in this profile",
    flavorParamsIds: "0,2,3,4,5,6,7,19",
    isDefault: true,
  });
  const live =
    setup.withoutLiveProfile === true
      ? undefined
      : add({
          type: 2,
          name: "Cloud transcode",
          systemName: "Default_Live",
          description: "The default set of live renditions",
          flavorParamsIds: "32,33,34,35",
          isDefault: true,
        });
  return {
    accessControlId: control.id,
    conversionProfileId: media.id,
    liveConversionProfileId: live?.id,
  };
}
