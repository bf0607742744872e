/** An event with everything worked out: defaults filled in, references followed, times placed. What rules look at. */
import type { SessionKind } from "./agenda";
import type { Path } from "./findings";

/** Inputs of a resource, as plain values. */
export type Inputs = Readonly<Record<string, unknown>>;

export interface PlannedPresenter {
  /** Its id in the event file; undefined for one that is written into a session. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly title?: string | undefined;
}

export interface PlannedTrack {
  readonly id: string;
  /** As it is written; the category's may differ, as Kaltura takes no `, < >` in names. */
  readonly name: string;
  /** Inputs of its category but the parent. */
  readonly category: Inputs;
}

export interface PlannedVideo {
  readonly id: string;
  /** Of an entry that is there already, and is not managed here. */
  readonly entryId?: string | undefined;
  /** Length in seconds, where the file says it. */
  readonly seconds?: number | undefined;
  /** Inputs of its MediaAsset; undefined with an entryId. */
  readonly inputs?: Inputs | undefined;
  /** Inputs of its CaptionOrder but the entry. */
  readonly captions?: Inputs | undefined;
}

export interface PlannedChannel {
  readonly id: string;
  readonly name: string;
  /** See {@link PlannedSession.channel}. */
  readonly feeds: "source" | "restream";
  readonly inputs: Inputs;
}

export interface PlannedSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly description?: string | undefined;
  /** Its tracks, in the order the session names them. */
  readonly tracks: readonly PlannedTrack[];
  /** Name of the room on site. */
  readonly room?: string | undefined;
  readonly presenters: readonly PlannedPresenter[];
  readonly timezone: string;
  /** With the offset of its timezone, `2027-06-08T09:00+02:00`. Undefined for a room that is always open. */
  readonly start?: string | undefined;
  /** As start. Also undefined for a simulive that ends when its video does. */
  readonly end?: string | undefined;
  /** Epoch seconds. */
  readonly startsAt?: number | undefined;
  /** Epoch seconds; of a simulive without end, from its video's length where the file says it. */
  readonly endsAt?: number | undefined;
  /** Id of the channel that feeds it. */
  readonly channel?: string | undefined;
  /** Id of the video that is aired. */
  readonly video?: string | undefined;
  /** Inputs of its LiveCaptions but what follows from the session. */
  readonly captions?: Inputs | undefined;
  /** All other inputs of its resource: no categories, channel, source. */
  readonly inputs: Inputs;
  /** Its times as the definition says them; an end may follow from a duration. */
  readonly written: { readonly start?: string | undefined; readonly end?: string | undefined };
  /** Where it stands in the definition. */
  readonly path: Path;
}

export interface PlannedMember {
  readonly userId: string;
  readonly permissionLevel: string;
}

export interface PlannedEvent {
  readonly name: string;
  readonly timezone: string;
  /** Days in the event's timezone, `2027-06-08`; none where the file doesn't say. */
  readonly days: readonly string[];
  /** Inputs of the event's category. */
  readonly category: Inputs;
  readonly members: readonly PlannedMember[];
  /** Address of the website that gets an app token for embeds. */
  readonly website?: string | undefined;
  readonly embeds: EmbedSettings;
  readonly calendarRevision: number;
  readonly tracks: readonly PlannedTrack[];
  readonly videos: readonly PlannedVideo[];
  readonly channels: readonly PlannedChannel[];
  /** In order of time; rooms that are always open come last. */
  readonly sessions: readonly PlannedSession[];
}

/** What stands in place of the account's settings for the embeds of this event. */
export interface EmbedSettings {
  readonly playerId?: string | undefined;
  readonly kafHost?: string | undefined;
  readonly cdnHost?: string | undefined;
  /** Path of the agenda page on the KAF instance. */
  readonly agendaPath?: string | undefined;
}
