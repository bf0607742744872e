/** A task as handlers see it: the field's words, no session, no key. */
import {
  type CatalogItem,
  isYes,
  type ListResponse,
  type ReachProfile,
  type VendorTask,
  type VendorTaskData,
  type Wire,
} from "../provider/kaltura/wire";
import type { ServiceName } from "./services";

/** How the customer wants the work done: from its REACH profile. */
export interface Wishes {
  readonly captionFormat: "srt" | "dfxp" | "vtt";
  /** Show captions in the player without somebody releasing them. */
  readonly displayOnPlayer: boolean;
  /** Characters of a line at most; undefined when it was left open. */
  readonly maxCharactersPerLine: number | undefined;
  readonly speakerChanges: boolean;
  readonly audioTags: boolean;
  readonly profanityRemoval: boolean;
  /** Topics are wanted, as tags of the entry. */
  readonly topics: boolean;
  /** Renditions to work from, best first. */
  readonly flavorParamsIds: readonly number[];
  /** Words of the customer's, by language. */
  readonly dictionaries: readonly { readonly language: string; readonly words: string }[];
  /** Kaltura's numbers for where the data may be processed, and how long it may be kept. */
  readonly processingRegion: number | undefined;
  readonly deletionPolicy: number | undefined;
}

export interface Task<S extends ServiceName = ServiceName> {
  /** Kaltura's id, digits. The same in every try, so it can name the work in your systems. */
  readonly id: string;
  readonly service: S;
  readonly serviceType: "human" | "machine";
  /** The customer's account. */
  readonly partnerId: number;
  readonly entryId: string;
  /** English names of languages. */
  readonly sourceLanguage: string | undefined;
  readonly targetLanguage: string | undefined;
  /** When Kaltura expects it. */
  readonly due: Date | undefined;
  /** Seconds of media. */
  readonly duration: number | undefined;
  readonly notes: string | undefined;
  readonly context: string | undefined;
  /** Words of the customer's for this task. */
  readonly dictionary: string | undefined;
  /** The captions to work from (translation, alignment). */
  readonly captionAssetId: string | undefined;
  /** The transcript to work from (alignment). */
  readonly transcriptAssetId: string | undefined;
  readonly wishes: Wishes;
  /** Kaltura's own properties of the order, for services whose details are not named here. */
  readonly jobData: Readonly<Record<string, unknown>>;
}

/** What delivering needs beside. */
export interface Order {
  readonly task: Task;
  readonly item: CatalogItem;
  readonly jobData: VendorTaskData | undefined;
}

const FORMATS = { 1: "srt", 2: "dfxp", 3: "vtt" } as const;
const HUMAN = 1;

/** A task as Kaltura answers it with the response profile for vendors, for handlers. */
export function orderOf<S extends ServiceName>(
  wire: VendorTask,
  service: S,
): Order & { readonly task: Task<S> } {
  // By class, not by name: how the answer names them is a matter of the profile.
  const related = Object.values(wire.relatedObjects ?? {}).flatMap(list => objectsOf(list));
  const profile: ReachProfile = related.find(one => one.objectType === "KalturaReachProfile") ?? {};
  const item: CatalogItem =
    related.find(one => /^KalturaVendor\w*CatalogItem$/.test(one.objectType ?? "")) ?? {};
  const serviceType = wire.serviceType === HUMAN ? "human" : "machine";
  const data = wire.taskJobData;
  const task: Task<S> = {
    id: String(wire.id),
    service,
    serviceType,
    partnerId: Number(wire.partnerId),
    entryId: wire.entryId ?? "",
    sourceLanguage: item.sourceLanguage,
    targetLanguage: item.targetLanguage,
    due: wire.expectedFinishTime === undefined ? undefined : new Date(wire.expectedFinishTime * 1000),
    duration: data?.entryDuration === undefined ? undefined : data.entryDuration / 1000,
    notes: wire.notes,
    context: wire.context,
    dictionary: wire.dictionary,
    captionAssetId: data?.captionAssetId,
    transcriptAssetId: data?.jsonTranscriptAssetId ?? data?.textTranscriptAssetId,
    wishes: wishesOf(profile, serviceType),
    jobData: Object.fromEntries(Object.entries(data ?? {}).filter(([name]) => name !== "objectType")),
  };
  return { task, item, jobData: data };
}

const objectsOf = (list: ListResponse<Wire>): Wire[] => list.objects ?? [];

function wishesOf(profile: ReachProfile, serviceType: "human" | "machine"): Wishes {
  const most = profile.maxCharactersPerCaptionLine;
  return {
    captionFormat: FORMATS[Number(profile.defaultOutputFormat) as keyof typeof FORMATS] ?? "vtt",
    displayOnPlayer: isYes(
      serviceType === "human"
        ? profile.autoDisplayHumanCaptionsOnPlayer
        : profile.autoDisplayMachineCaptionsOnPlayer,
    ),
    maxCharactersPerLine: most !== undefined && most > 0 ? most : undefined,
    speakerChanges: isYes(profile.enableSpeakerChangeIndication),
    audioTags: isYes(profile.enableAudioTags),
    profanityRemoval: isYes(profile.enableProfanityRemoval),
    topics: isYes(profile.enableMetadataExtraction),
    flavorParamsIds: (profile.flavorParamsIds ?? "")
      .split(",")
      .filter(text => /^\d+$/.test(text.trim()))
      .map(Number),
    dictionaries: (profile.dictionaries ?? []).map(({ language = "", data = "" }) => ({
      language,
      words: data,
    })),
    processingRegion: profile.vendorTaskProcessingRegion,
    deletionPolicy: profile.contentDeletionPolicy,
  };
}
