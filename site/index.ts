/** The event's agenda as static pages: no server, no framework, no stranger's script. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AgendaItem } from "../event/agenda";
import { calendarsOf, nameIn } from "./calendars";
import { type SiteOptions, siteOf } from "./model";
import { indexPage, policy, sessionPage } from "./pages";

export interface SiteInput extends Omit<SiteOptions, "title"> {
  readonly agenda: readonly AgendaItem[];
  /** The stack output `calendar`. */
  readonly calendar?: string | undefined;
  /** By default what the calendar is called. */
  readonly title?: string | undefined;
  /** A style sheet of the organiser's own, which comes after the page's. */
  readonly style?: string | undefined;
  /** Id of the event in calendars that are made here. */
  readonly eventId?: string | undefined;
}

export interface SiteFiles {
  /** Content by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly title: string;
  /** The policy that covers all pages, for a server that sends it as a header, too. */
  readonly policy: string;
}

/** Lies beside the compiled code, in a checkout as in the package. */
const ASSETS = join(__dirname, "..", "..", "site", "assets");

/** All files of the site, the same for the same outputs. @throws Error that names the session which can't be shown */
export function siteFiles(input: SiteInput): SiteFiles {
  const title = input.title ?? nameIn(input.calendar) ?? "Agenda";
  const site = siteOf(input.agenda, { ...input, title });
  const calendars = calendarsOf(site, input.calendar, input.eventId ?? "event");
  const ownStyle = input.style !== undefined;
  const files = new Map<string, string>([
    ["index.html", indexPage(site, ownStyle)],
    ["calendar.ics", calendars.all],
    ...readdirSync(ASSETS)
      .sort()
      .map((name): [string, string] => [name, readFileSync(join(ASSETS, name), "utf8")]),
  ]);
  if (input.style !== undefined) files.set("own.css", input.style);
  for (const session of site.sessions) {
    files.set(`sessions/${session.slug}.html`, sessionPage(site, session, ownStyle));
    files.set(`sessions/${session.slug}.ics`, calendars.of(session));
  }
  return { files, title, policy: policy(site.sessions) };
}

/** Says that a folder is ours to write, and which files are. */
const MARK = ".pulumi-kaltura-site.json";

/**
 * Writes the site into a folder. Pages of sessions that are gone go too; files that it did not write stay.
 * @throws Error when the folder holds other files and was never written by this
 */
export function writeSite({ files }: SiteFiles, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const before = readdirSync(folder);
  if (before.length > 0 && !before.includes(MARK)) {
    throw new Error(`${folder} holds other files; name a folder that is empty, or that this wrote before`);
  }
  const earlier = before.includes(MARK)
    ? (JSON.parse(readFileSync(join(folder, MARK), "utf8")) as { files: string[] }).files
    : [];
  for (const path of earlier) {
    if (!files.has(path) && !path.split("/").includes("..")) rmSync(join(folder, path), { force: true });
  }
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, MARK), `${JSON.stringify({ files: [...files.keys()].sort() }, undefined, 1)}\n`);
}
