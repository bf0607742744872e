/** What can be ordered of REACH, as users name it: a service, its languages, who does it and how fast. */
import type { CatalogItem, ReachProfile } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";

/** Services for recorded entries: Kaltura's number of the feature (api-reference 10.1). Alignment needs a transcript, so it is none of them. */
export const recordedServices = {
  captions: 1,
  translation: 2,
  audioDescription: 4,
  chapters: 5,
  tagging: 6,
  dubbing: 7,
  extendedAudioDescription: 9,
  clips: 10,
  quiz: 12,
  summary: 13,
  videoAnalysis: 14,
  moderation: 15,
  metadataEnrichment: 16,
  sentimentAnalysis: 17,
  documentEnrichment: 18,
  signLanguage: 19,
} as const;

/** Services for live sessions. */
export const liveServices = { captions: 8, translation: 11 } as const;

export const serviceTypes = { human: 1, machine: 2 } as const;

/** Up to 7 these are business days, above seconds. */
export const turnarounds = {
  bestEffort: -1,
  immediate: 0,
  "1businessDay": 1,
  "2businessDays": 2,
  "3businessDays": 3,
  "4businessDays": 4,
  "5businessDays": 5,
  "6businessDays": 6,
  "7businessDays": 7,
  "30minutes": 1800,
  "2hours": 7200,
  "3hours": 10_800,
  "6hours": 21_600,
  "8hours": 28_800,
  "12hours": 43_200,
  "24hours": 86_400,
  "48hours": 172_800,
  "4days": 345_600,
  "5days": 432_000,
  "10days": 864_000,
} as const;

/** What an order is chosen by. */
export interface Choice {
  catalogItemId?: number | undefined;
  service?: string | undefined;
  serviceType?: keyof typeof serviceTypes | undefined;
  sourceLanguage?: string | undefined;
  targetLanguage?: string | undefined;
  turnaround?: keyof typeof turnarounds | undefined;
}

const nameIn = (names: Readonly<Record<string, number>>, value: number | undefined) =>
  Object.keys(names).find(name => names[name] === value);

/** `machine, English, 30minutes (catalogItemId 18)` */
function describeItem(item: CatalogItem): string {
  const languages = [item.sourceLanguage, item.targetLanguage].filter(l => l !== undefined).join(" to ");
  const facts = [
    nameIn(serviceTypes, item.serviceType),
    languages,
    nameIn(turnarounds, item.turnAroundTime),
  ].filter(Boolean);
  return [facts.join(", "), `(catalogItemId ${item.id})`].filter(Boolean).join(" ");
}

const several = (items: readonly CatalogItem[]) => items.map(describeItem).join("; ");

/** 2 is active. */
const orderable = (item: CatalogItem) => (item.status ?? 2) === 2;

/**
 * The id of what is ordered.
 * @param features number of each service
 * @throws OperationError when the account has none such enabled, or several: an order costs, so it is not guessed
 */
export async function catalogItemId(
  choice: Choice,
  features: Readonly<Record<string, number>>,
  site: Site,
): Promise<number> {
  if (choice.catalogItemId !== undefined) return choice.catalogItemId;
  const ofService = (await site.runtime.load.catalogItems()).filter(
    item => orderable(item) && item.serviceFeature === features[choice.service!],
  );
  const same = <T>(wished: T | undefined, has: T | undefined) => wished === undefined || wished === has;
  const found = ofService.filter(
    item =>
      same(choice.serviceType && serviceTypes[choice.serviceType], item.serviceType as never) &&
      same(choice.turnaround && turnarounds[choice.turnaround], item.turnAroundTime as never) &&
      same(choice.sourceLanguage, item.sourceLanguage) &&
      same(choice.targetLanguage, item.targetLanguage),
  );
  if (found.length === 1) return found[0]!.id!;
  if (found.length === 0) {
    throw new OperationError(
      `input service: the account can order no ${choice.service} like that; it can order: ${several(ofService) || "none; ask Kaltura to enable it"}`,
    );
  }
  throw new OperationError(
    `input service: the account can order several that fit: ${several(found)}. Set sourceLanguage, targetLanguage, serviceType or turnaround, or catalogItemId`,
  );
}

/** A profile is named by id or name; the account's only one need not be named. */
export async function reachProfileId(wished: string | number | undefined, site: Site): Promise<number> {
  if (typeof wished === "number" || /^\d+$/.test(wished ?? "")) return Number(wished);
  const active = (await site.runtime.load.reachProfiles()).filter(p => (p.status ?? 2) === 2);
  const found = wished === undefined ? active : active.filter(p => p.name === wished);
  if (found.length === 1) return found[0]!.id!;
  const known = active.map((p: ReachProfile) => `"${p.name}" (${p.id})`).join(", ") || "none";
  throw new OperationError(
    wished === undefined
      ? `input reachProfile: the account has not one reach profile but: ${known}; name the one that pays`
      : `input reachProfile: the account has ${found.length === 0 ? "no" : "more than one"} active reach profile of name "${wished}"; it has: ${known}`,
  );
}
