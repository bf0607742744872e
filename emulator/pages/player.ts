/** The public player's page and pictures of entries, as far as their addresses say what they show. */
import type { Core } from "../core.js";
import { type Entry, findEntry, ROOM } from "../entries/model.js";
import { decoded, escapeHtml, type Page, page, refusal } from "./html.js";
import { showingHtml, showingOf } from "./showing.js";

const PLAYER = /^\/p\/(\d+)(?:\/sp\/\d+)?\/embedPlaykitJs(?:\/partner_id\/\d+)?\/uiconf_id\/([^/]+)$/;
const THUMBNAIL = /^\/p\/(\d+)(?:\/sp\/\d+)?\/thumbnail\/entry_id\/([^/]+)((?:\/[a-z_]+\/[^/]+)*)$/;

/** The player in an iframe; undefined when the path is none of its. */
export function playerPage(core: Core, path: string, query: URLSearchParams): Page | undefined {
  const [, partnerId, uiConf] = PLAYER.exec(path) ?? [];
  if (uiConf === undefined) return undefined;
  if (query.get("iframeembed") !== "true") {
    return refusal(404, "Only the page is here", "The player's script is not: add iframeembed=true.");
  }
  const id = query.get("entry_id") ?? "";
  const entry = findEntry(core.store, Number(partnerId), id);
  if (entry === undefined) return refusal(404, "There is no such video", `The account has no entry ${id}.`);
  if (entry.type === ROOM) return refusal(404, "This is a room", "The player shows no rooms; KAF does.");
  return page(
    200,
    entry.name || id,
    `${showingHtml(showingOf(core, entry))}\n<dl><dt>Entry</dt><dd>${escapeHtml(id)}</dd><dt>Player</dt><dd>${escapeHtml(decoded(uiConf))}</dd></dl>`,
  );
}

/** A drawing in place of an entry's picture, whose bytes are not kept here. */
export function thumbnailPage(core: Core, path: string): Page | undefined {
  const [, partnerId, id, more] = THUMBNAIL.exec(path) ?? [];
  if (id === undefined) return undefined;
  const entry = findEntry(core.store, Number(partnerId), id);
  if (entry === undefined) return refusal(404, "There is no such picture", `The account has no entry ${id}.`);
  const width = Math.min(4000, Math.max(1, Number(/\/width\/(\d+)/.exec(more ?? "")?.[1] ?? 120)));
  return { status: 200, contentType: "image/svg+xml", body: drawing(entry, width) };
}

function drawing(entry: Entry, width: number): string {
  const hue = [...entry.id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
  // Characters of control are no XML.
  const title = [...(entry.name || entry.id).replace(/\p{Cc}|\p{Cs}/gu, " ")];
  const text = title.length > 44 ? `${title.slice(0, 43).join("")}…` : title.join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="${width}" height="${Math.round((width * 9) / 16)}" role="img">
<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue} 55% 38%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 60% 20%)"/></linearGradient></defs>
<rect width="640" height="360" fill="url(#g)"/>
<circle cx="560" cy="70" r="150" fill="#fff" opacity=".07"/><circle cx="90" cy="330" r="110" fill="#fff" opacity=".06"/>
<text x="36" y="300" font-family="system-ui,sans-serif" font-size="26" font-weight="600" fill="#fff">${escapeHtml(text)}</text>
<text x="36" y="332" font-family="system-ui,sans-serif" font-size="16" fill="#fff" opacity=".8">stand-in picture</text>
</svg>
`;
}
