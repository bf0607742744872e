/** The stack output `agenda`: what a website, a plan, a page and a rehearsal know of each session of an event. */

/** What a session is, in the words of event files. */
export type SessionKind = "webcast" | "simulive" | "studio" | "interactive" | "webinar";

export interface AgendaItem {
  /** From the event file: stable over edits, moves and re-imports. Unique in the event. */
  readonly id: string;
  readonly title: string;
  readonly kind: SessionKind;
  /** Names of the tracks it is in, in the file's order; none for a session of the event as a whole. */
  readonly tracks: readonly string[];
  /** ISO 8601 with the offset of {@link timezone}: `2027-06-08T09:00+02:00`. */
  readonly start: string;
  /** As start. Of a simulive without an end of its own, what its recording's length makes it. */
  readonly end: string;
  /** IANA name of the timezone that the organiser plans in. */
  readonly timezone: string;
  readonly description?: string;
  /** Name of the room on site, for those who are there and for calendars. */
  readonly room?: string;
  readonly presenters?: ReadonlyArray<{ readonly name: string; readonly title?: string }>;
  /** Id of the entry that viewers watch; of a room, of the room. */
  readonly entryId: string;
  /** Public player page; not of rooms, and not without kaltura:playerId. */
  readonly playerUrl?: string;
  /** HTML with the public player, to paste into a page; as playerUrl. */
  readonly iframe?: string;
  /** Page on the KAF instance, with `{KS}` where a session of the visitor goes. */
  readonly kafUrlTemplate?: string;
  /** The room's page on the KAF instance, with `{KS}` where a session of the visitor goes; rooms and studios. */
  readonly roomUrlTemplate?: string;
  readonly thumbnailUrl?: string;
  /** Id of the restreamer channel in the event file whose stream it shows. */
  readonly channel?: string;
}
