import type { ServerResponse } from "node:http";
import type { Core } from "../core.js";
import type { Page } from "./html.js";
import { kafPage } from "./kaf.js";
import { playerPage, thumbnailPage } from "./player.js";

const BASE = "http://emulator";

/** The page at an address: of the player, of its pictures, or of a KAF instance. Undefined when there is none. */
export function pageAt(core: Core, url: string): Page | undefined {
  if (!URL.canParse(url, BASE)) return undefined;
  const { pathname, searchParams } = new URL(url, BASE);
  return kafPage(core, pathname) ?? playerPage(core, pathname, searchParams) ?? thumbnailPage(core, pathname);
}

/** Pages may be shown in frames of any site, load nothing, and are never kept: some addresses hold a session. */
export function sendPage(response: ServerResponse, { status, contentType, body }: Page): void {
  response.writeHead(status, {
    "content-type": contentType,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(body);
}
