import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import type { Collection, Entity, Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { HUMAN, MACHINE } from "./catalog.js";
import type { Credit } from "./credit.js";

/** States of a profile. */
export const ACTIVE = 2;
export const DELETED = 3;

/** How an account uses REACH: what it may spend, what is moderated, how captions are made. */
export interface ReachProfile extends Entity {
  id: number;
  name?: string;
  status: number;
  profileType: number;
  credit: Credit;
  usedCredit: number;
  enableMachineModeration?: boolean;
  enableHumanModeration?: boolean;
  autoDisplayMachineCaptionsOnPlayer?: boolean;
  autoDisplayHumanCaptionsOnPlayer?: boolean;
  labelAdditionForMachineServiceType?: string;
  labelAdditionForHumanServiceType?: string;
  dictionaries?: { language?: string; data?: string }[];
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** What a profile says that was never told. */
const DEFAULTS = {
  defaultOutputFormat: 1,
  enableMachineModeration: false,
  enableHumanModeration: false,
  autoDisplayMachineCaptionsOnPlayer: false,
  autoDisplayHumanCaptionsOnPlayer: false,
  enableMetadataExtraction: true,
  enableSpeakerChangeIndication: false,
  enableAudioTags: false,
  enableProfanityRemoval: true,
  contentDeletionPolicy: 1,
  rules: [],
  dictionaries: [],
  vendorTaskProcessingRegion: 1,
};
const CHARACTERS_PER_LINE = 26;

/** All profiles. */
export function profilesOf(store: Store): Collection<ReachProfile> {
  return store.collection<ReachProfile>("reachProfiles");
}

/** A profile that the caller may see; the platform's administration sees those of all accounts. */
export function requireProfile(ctx: CallContext, id: number): ReachProfile {
  const profile = profilesOf(ctx.store).get(id);
  const mine = ctx.account.isConsole || profile?.partnerId === ctx.partnerId;
  if (!profile || profile.status === DELETED || !mine) throw apiError("REACH_PROFILE_NOT_FOUND", { ID: id });
  return profile;
}

/** A profile that can be ordered with. */
export function requireActiveProfile(store: Store, partnerId: number, id: number): ReachProfile {
  const profile = profilesOf(store).get(id);
  if (profile?.partnerId !== partnerId || profile.status !== ACTIVE) {
    throw apiError("REACH_PROFILE_NOT_FOUND", { ID: id });
  }
  return profile;
}

/** Must somebody approve orders of this kind? */
export function isModerated(profile: ReachProfile, serviceType: number): boolean {
  if (serviceType === HUMAN) return profile.enableHumanModeration ?? false;
  return serviceType === MACHINE && (profile.enableMachineModeration ?? false);
}

/** Do captions of this kind wait for somebody before the player shows them? */
export function isOutputModerated(profile: ReachProfile, serviceType: number): boolean {
  if (serviceType === HUMAN) return !(profile.autoDisplayHumanCaptionsOnPlayer ?? false);
  return !(serviceType === MACHINE && (profile.autoDisplayMachineCaptionsOnPlayer ?? false));
}

/** Charge a profile, or with a negative number give back. */
export function charge(store: Store, profileId: number, price: number, now: number): void {
  const profile = profilesOf(store).get(profileId);
  if (!profile || price === 0) return;
  profilesOf(store).update(profile, { usedCredit: profile.usedCredit + price, updatedAt: now });
}

/** A profile as it is answered. */
export function profileAnswer(profile: ReachProfile): Answer {
  return answer("KalturaReachProfile", {
    ...DEFAULTS,
    ...profile,
    maxCharactersPerCaptionLine: profile.maxCharactersPerCaptionLine || CHARACTERS_PER_LINE,
  });
}
