/**
 * Pages of a KAF instance, as far as Kaltura's guides tell what they ask of a session. KAF itself can't be reached
 * from here: these hold a link to what is published, and show whom it is for and what it would open.
 */
import type { Core } from "../core.js";
import { findEntry, ROOM } from "../entries/model.js";
import { ApiError } from "../errors.js";
import { privilegeOf, type Session } from "../ks.js";
import { decoded, escapeHtml, type Page, page, refusal } from "./html.js";
import { showingHtml, showingOf } from "./showing.js";

const PATH = /^\/(hosted|embeddedrooms)\/index\/([a-z-]+)\/ks\/([^/]*)$/;
const ROLES = ["viewerRole", "privateOnlyRole", "adminRole", "unmoderatedAdminRole"];
const VIEWS = new Set(["hosted/view-entry", "embeddedrooms/view-room"]);
const OTHERS: Readonly<Record<string, string>> = {
  "hosted/course-gallery": "Gallery",
  "hosted/my-media": "My media",
};

/** The page at a path; undefined when the path is none of KAF's. */
export function kafPage(core: Core, path: string): Page | undefined {
  const [, module, name, ks] = PATH.exec(path) ?? [];
  const route = `${module}/${name}`;
  if (ks === undefined || !(VIEWS.has(route) || route in OTHERS)) return undefined;
  const session = open(core, decoded(ks));
  if (typeof session === "string") return refusal(403, "You are not signed in", session);
  const problem = shortcoming(session);
  if (problem !== undefined) return refusal(403, "You are not signed in", problem);
  return VIEWS.has(route) ? view(core, session, route) : gallery(session, OTHERS[route]!);
}

function open(core: Core, ks: string): Session | string {
  try {
    return core.sessions.open(ks);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const reason = String(error.args.KSID ?? "");
    if (reason === "EXPIRED") return "The session in the address has expired. Open the page again.";
    if (reason === "LOGOUT") return "The session in the address was ended.";
    return "The address holds no session of this account, or a part of one.";
  }
}

/** What a session lacks to be a visitor's. */
function shortcoming(session: Session): string | undefined {
  if (session.type !== 0) return "The session is an administrator's; pages take sessions of users.";
  const limit = privilegeOf(session, "actionslimit");
  if (limit === undefined) return "The session lacks the privilege actionslimit, which must be -1.";
  if (!privilegeOf(session, "userid") && session.userId === "") return "The session names no user.";
  const role = privilegeOf(session, "role");
  if (role === undefined || !ROLES.includes(role)) return "The session names no role that there is.";
  return undefined;
}

function view(core: Core, session: Session, route: string): Page {
  const id = privilegeOf(session, "entryid");
  if (!id) return refusal(403, "Nothing to show", "The session names no entry (privilege entryId).");
  const entry = findEntry(core.store, session.partnerId, id);
  if (entry === undefined) return refusal(404, "There is no such session", `The account has no entry ${id}.`);
  if (route === "embeddedrooms/view-room" && entry.type !== ROOM) {
    return refusal(404, "There is no such room", `The entry ${id} is no room; view-entry shows it.`);
  }
  const kind = entry.type === ROOM ? "Room" : "Session, with chat";
  return page(
    200,
    entry.name || id,
    `${showingHtml(showingOf(core, entry))}\n${visitor(session, [
      ["Shown", kind],
      ["Entry", id],
    ])}`,
  );
}

function gallery(session: Session, title: string): Page {
  const category = privilegeOf(session, "contextid");
  return page(
    200,
    title,
    `<p class="state">${title}</p>\n<h1>${escapeHtml(category ?? title)}</h1>\n${visitor(session, [])}`,
  );
}

function visitor(session: Session, first: [string, string][]): string {
  const name = [privilegeOf(session, "firstname"), privilegeOf(session, "lastname")]
    .filter(Boolean)
    .join(" ");
  const rows: [string, string | undefined][] = [
    ...first,
    ["Visitor", [name, `(${privilegeOf(session, "userid") || session.userId})`].filter(Boolean).join(" ")],
    ["E-mail", privilegeOf(session, "email")],
    ["Role", privilegeOf(session, "role")],
    ["Language", privilegeOf(session, "locale")],
    ["Chat", privilegeOf(session, "chatmoderator") ? "moderator" : undefined],
    ["Room", privilegeOf(session, "roommoderator") ? "moderator" : undefined],
    ["Link works until", new Date(session.expiry * 1000).toISOString()],
  ];
  const html = rows
    .filter((row): row is [string, string] => Boolean(row[1]))
    .map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${html.join("")}</dl>`;
}
