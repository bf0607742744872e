/**
 * What an event puts out. Fields that follow from the definition are plain values, so that a preview knows them; those
 * that follow from a resource's id are outputs of their own, known as soon as the id is.
 */
import * as pulumi from "@pulumi/pulumi";
import type { RestreamerChannel, SimuliveSession, WebcastSession } from "../provider";
import {
  type EmbedConfig,
  iframe,
  kafViewEntry,
  kafViewRoom,
  playerUrl,
  thumbnailUrl,
} from "../provider/outputs/embeds";
import { epochOf } from "../provider/time";
import type { AgendaItem } from "./agenda";
import { calendarText } from "./calendar";
import type { SessionResource } from "./make";
import type { PlannedEvent, PlannedSession } from "./planned";
import { timeIn } from "./times";

/** A session with its resource. */
export interface MadeSession {
  readonly planned: PlannedSession;
  readonly resource: SessionResource;
}

/** An agenda item of which some fields are known once the resource is there. */
export type AgendaOutput = {
  readonly [K in keyof AgendaItem]: AgendaItem[K] | pulumi.Output<NonNullable<AgendaItem[K]>>;
};

export type Ingest = pulumi.Unwrap<WebcastSession["ingest"]>;

/** Where encoders send to. */
export interface IngestPoints {
  /** By session id: the webcasts with an encoder of their own. */
  readonly sessions: Readonly<Record<string, Ingest>>;
  /** By channel id. */
  readonly channels: Readonly<Record<string, Ingest>>;
}

/** The account's settings for embeds, and in their place the event's. */
export const embedsOf = (
  account: EmbedConfig,
  { playerId, kafHost, cdnHost }: PlannedEvent["embeds"],
): EmbedConfig => ({
  partnerId: account.partnerId,
  playerId: playerId ?? account.playerId,
  kafHost: kafHost ?? account.kafHost,
  cdnHost: cdnHost ?? account.cdnHost,
});

/** Sessions in order of time; rooms that are always open are in no agenda. */
export function agendaOf(sessions: readonly MadeSession[], config: EmbedConfig): AgendaOutput[] {
  return sessions
    .filter(({ planned }) => planned.start !== undefined)
    .map(({ planned, resource }): AgendaOutput => {
      const { id, title, kind, tracks, timezone, start, description, room, channel } = planned;
      const presenters = planned.presenters.map(({ name, title }) => ({
        name,
        ...(title !== undefined && { title }),
      }));
      const isRoom = kind === "interactive" || kind === "webinar";
      const entry = <T>(of: (entryId: string) => T) => resource.id.apply(of);
      return {
        ...{
          id,
          title,
          kind,
          tracks: tracks.map(({ name }) => name),
          start: start!,
          end: endOf(planned, resource),
          timezone,
        },
        ...(description !== undefined && { description }),
        ...(room !== undefined && { room }),
        ...(presenters.length > 0 && { presenters }),
        entryId: resource.id,
        ...(!isRoom &&
          config.playerId !== undefined && {
            playerUrl: entry(entryId => playerUrl(entryId, config)!),
            iframe: entry(entryId => iframe(entryId, title, config)!),
          }),
        kafUrlTemplate: kafViewEntry(config),
        ...((isRoom || kind === "studio") && { roomUrlTemplate: kafViewRoom(config) }),
        ...(!isRoom && { thumbnailUrl: entry(entryId => thumbnailUrl(entryId, config)) }),
        ...(channel !== undefined && { channel }),
      };
    });
}

/** The end that is given, or that follows from a length the file says; else from that of the video, once it is there. */
function endOf(planned: PlannedSession, resource: SessionResource): string | pulumi.Output<string> {
  const { end, endsAt, timezone } = planned;
  if (end !== undefined) return end;
  if (endsAt !== undefined) return timeIn(timezone, endsAt);
  return (resource as SimuliveSession).endsAt.apply(at =>
    // Kaltura has not said it yet: it is as long as nothing.
    at === undefined ? planned.start! : timeIn(timezone, epochOf(at, undefined)),
  );
}

/** HTML to paste into a page, by session id; of sessions with a public player. */
export function snippetsOf(agenda: readonly AgendaOutput[]): Record<string, string | pulumi.Output<string>> {
  return Object.fromEntries(
    agenda.flatMap(({ id, iframe }) => (iframe === undefined ? [] : [[id as string, iframe]])),
  );
}

export function ingestOf(
  sessions: readonly MadeSession[],
  channels: ReadonlyMap<string, RestreamerChannel>,
): pulumi.Output<IngestPoints> {
  // What a channel, a recording or a room feeds has no encoder.
  const own = sessions.filter(({ planned }) => planned.kind === "webcast" && planned.channel === undefined);
  return pulumi.secret({
    sessions: Object.fromEntries(
      own.map(({ planned, resource }) => [planned.id, (resource as WebcastSession).ingest]),
    ),
    channels: Object.fromEntries([...channels].map(([id, channel]) => [id, channel.ingest])),
  }) as pulumi.Output<IngestPoints>;
}

/** The text of a .ics file. */
export const calendarOf = (
  agenda: readonly AgendaOutput[],
  id: string,
  { name, calendarRevision: revision }: PlannedEvent,
): pulumi.Output<string> =>
  pulumi
    .output(agenda as readonly AgendaItem[])
    .apply(items => calendarText(items as readonly AgendaItem[], { id, name, revision }));
