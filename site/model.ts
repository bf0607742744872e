/** What the pages show: the agenda in order, with names for files, checked addresses and plain texts. */

import type { AgendaItem, SessionKind } from "../event/agenda";
import { textOfHtml } from "../event/calendar";
import { isLoopback } from "../provider/config";
import { holdsSession } from "../provider/kaltura/errors";

export interface SiteOptions {
  /** Shown on every page. */
  readonly title: string;
  /** IANA timezone of the event; by default the one most sessions are in. */
  readonly timezone?: string | undefined;
  /**
   * Address that shows visitors a page of their own, before the session's id: `/embed/`, or a whole one. Then every
   * session is embedded from there; without it the public player is, and rooms are not.
   */
  readonly embeds?: string | undefined;
}

export interface SiteTrack {
  readonly name: string;
  /** From 0, in order of first appearance. */
  readonly number: number;
}

export interface SiteEmbed {
  readonly src: string;
  /** Origins that the frame may show, a redirect's target included; `'self'` for the site's own. */
  readonly origins: readonly string[];
  /** Camera and microphone are for rooms. */
  readonly room: boolean;
  /** Pages of KAF have chat beside the video, rooms a stage: they want height. */
  readonly tall: boolean;
}

export interface SiteSession {
  readonly item: AgendaItem;
  /** Name of its files. */
  readonly slug: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly tracks: readonly SiteTrack[];
  readonly kind: string;
  /** Of the description. */
  readonly paragraphs: readonly string[];
  readonly embed: SiteEmbed | undefined;
  readonly thumbnail: URL | undefined;
}

export interface Site {
  readonly title: string;
  readonly timezone: string;
  readonly sessions: readonly SiteSession[];
  readonly tracks: readonly SiteTrack[];
  /** In words, those that there are. */
  readonly kinds: readonly string[];
}

/** Words for visitors, who care how a session feels and not how it is made. */
const KINDS: Readonly<Record<SessionKind, string>> = {
  webcast: "Live",
  simulive: "Premiere",
  studio: "Live from the studio",
  interactive: "Interactive room",
  webinar: "Webinar",
};

/** @throws Error that names the session, when a time, an address or a text can't be shown */
export function siteOf(agenda: readonly AgendaItem[], options: SiteOptions): Site {
  if (agenda.length === 0) throw new Error("The agenda has no sessions yet, so there is no page to write");
  if (options.embeds !== undefined && !/^(https?:\/\/|\.{0,2}\/)/i.test(options.embeds)) {
    throw new Error("embeds is no address such as /embed/ or https://www.example.com/embed/");
  }
  const timed = agenda
    .map(item => {
      for (const [field, text] of textsOf(item)) refuseSecret(text, item, field);
      const [start, end] = [timeIn(item, "start"), timeIn(item, "end")];
      if (end < start) throw problem(item, "end", "is before its start");
      return { item, start, end };
    })
    .sort(
      (a, b) =>
        a.start - b.start ||
        a.end - b.end ||
        compare(a.item.title, b.item.title) ||
        compare(a.item.id, b.item.id),
    );
  const tracks = new Map<string, SiteTrack>();
  for (const name of timed.flatMap(({ item }) => item.tracks)) {
    if (!tracks.has(name)) tracks.set(name, { name, number: tracks.size });
  }
  const slugs = new Set<string>();
  const sessions = timed.map(
    ({ item, start, end }): SiteSession => ({
      item,
      slug: slugOf(item.id, slugs),
      start,
      end,
      tracks: item.tracks.map(name => tracks.get(name)!),
      kind: KINDS[item.kind] ?? item.kind,
      paragraphs: paragraphsOf(item.description),
      embed: embedOf(item, options.embeds),
      thumbnail:
        item.thumbnailUrl === undefined ? undefined : addressIn(item, "thumbnailUrl", item.thumbnailUrl),
    }),
  );
  const kinds = Object.values(KINDS).filter(kind => sessions.some(session => session.kind === kind));
  return {
    title: options.title,
    timezone:
      options.timezone === undefined ? zoneOf(timed.map(({ item }) => item)) : checkedZone(options.timezone),
    sessions,
    tracks: [...tracks.values()],
    kinds,
  };
}

const problem = (item: AgendaItem, field: string, why: string) =>
  new Error(`Session ${JSON.stringify(item.id)}: ${field} ${why}`);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function timeIn(item: AgendaItem, field: "start" | "end"): number {
  const time = /(Z|[+-]\d\d:\d\d)$/.test(item[field]) ? Date.parse(item[field]) : Number.NaN;
  if (Number.isNaN(time))
    throw problem(item, field, `is no time with an offset: ${JSON.stringify(item[field])}`);
  return time;
}

/** The timezone of most sessions; of two as frequent, that of the earlier in the list. */
function zoneOf(agenda: readonly AgendaItem[]): string {
  const counts = new Map<string, number>();
  for (const { timezone } of agenda) counts.set(timezone, (counts.get(timezone) ?? 0) + 1);
  return checkedZone([...counts].reduce((best, zone) => (zone[1] > best[1] ? zone : best))[0]);
}

function checkedZone(zone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    throw new Error(`${JSON.stringify(zone)} is no timezone such as Europe/Berlin`);
  }
}

/** Lower-case letters, digits and dashes: a name for a file on every system and in every address. */
function slugOf(id: string, taken: Set<string>): string {
  const plain =
    id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 80) || "session";
  let slug = plain;
  for (let n = 2; taken.has(slug); n++) slug = `${plain}-${n}`;
  taken.add(slug);
  return slug;
}

function paragraphsOf(description: string | undefined): string[] {
  return textOfHtml(description ?? "")
    .split(/\n+/)
    .map(line => line.trim())
    .filter(line => line !== "");
}

const isRoom = ({ kind }: AgendaItem) => kind === "interactive" || kind === "webinar";

function embedOf(item: AgendaItem, embeds: string | undefined): SiteEmbed | undefined {
  if (embeds !== undefined) {
    const whole = /^https?:/i.test(embeds) ? addressIn(item, "embeds", embeds) : undefined;
    const template = isRoom(item) ? (item.roomUrlTemplate ?? item.kafUrlTemplate) : item.kafUrlTemplate;
    const kaf = template === undefined ? [] : [addressIn(item, "kafUrlTemplate", template).origin];
    return {
      src: `${embeds.replace(/\/*$/, "/")}${encodeURIComponent(item.id)}`,
      origins: [...new Set([whole?.origin ?? "'self'", ...kaf])],
      room: isRoom(item),
      tall: true,
    };
  }
  if (item.playerUrl === undefined) return undefined;
  const player = addressIn(item, "playerUrl", item.playerUrl);
  return { src: player.href, origins: [player.origin], room: false, tall: false };
}

/** An address that a page may load from: https, or http on this machine. */
function addressIn(item: AgendaItem, field: string, text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const safe = address?.protocol === "https:" || (address?.protocol === "http:" && isLoopback(address.host));
  if (!safe || address.username || address.password) {
    throw problem(item, field, "is no address that a page may show (https://…)");
  }
  return address;
}

// ---- secrets ---------------------------------------------------------------------------------------------

/** All texts of an item with the names of their fields. */
function textsOf(item: AgendaItem): [string, string][] {
  const found: [string, string][] = [];
  const visit = (value: unknown, field: string): void => {
    if (typeof value === "string") found.push([field, value]);
    else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        visit(inner, Array.isArray(value) ? field : field === "" ? name : `${field}.${name}`);
      }
    }
  };
  visit(item, "");
  return found;
}

/** Where encoders send to, a session of anybody's, and what Pulumi writes in a secret's place. */
function refuseSecret(text: string, item: AgendaItem, field: string): void {
  const what = /\b(rtmps?|srt|rtsps?):\/\//i.test(text)
    ? "an ingest point"
    : holdsSession(text)
      ? "a Kaltura session"
      : text === "[secret]" || text.includes("4dabf18193072939515e22adb298388d")
        ? "a secret of the stack"
        : undefined;
  if (what !== undefined) throw problem(item, field, `holds ${what}; nothing was written`);
}
