/** Links to pages of a KAF instance, each for one visitor. */
import { hostOf, SettingError } from "../provider/config";
import { kafPage } from "../provider/outputs/embeds";
import { EmbedError } from "./errors";
import { type Shown, type Visit, visitorPrivileges } from "./privileges";
import { SEES_ALL, visitorSession } from "./session";
import { type EmbedKind, type EmbedSettings, pathOf } from "./settings";

export interface EmbedRequest extends Visit, Shown {
  /**
   * - `session`: a session with its chat, of whatever kind; also a room. By default.
   * - `room`: a room by itself, for those on stage.
   * - `gallery`: all that is in the category `contextId`.
   * - `myMedia`: what the visitor has uploaded; needs another role than viewerRole.
   * - `agenda`: the instance's page of a whole event or track, whose path is in the settings.
   */
  readonly kind?: EmbedKind;
  /** The session's entry, of a room the room; needed for these two kinds. */
  readonly entryId?: string;
  /** Seconds the link works, 86,400 by default; the app token may have less. */
  readonly expiresInSeconds?: number;
}

/** A link for one visitor: give it to nobody else, keep it nowhere. */
export interface EmbedUrl {
  readonly url: string;
  /** ISO 8601 in UTC; after it the link opens nothing. */
  readonly expiresAt: string;
}

const A_DAY = 86_400;
const LONGEST = 30 * A_DAY;

/**
 * The address of a page for one visitor. It holds a session that names them: make one for each visit, on your
 * server, after you know who asks, and never put one into stack outputs, a cache or a log.
 * @throws EmbedError when a field can't be sent safely, the token makes other sessions than asked for, or Kaltura
 *   gives none
 */
export async function mintEmbedUrl(request: EmbedRequest, settings: EmbedSettings): Promise<EmbedUrl> {
  const { kind = "session", entryId, contextId } = request;
  const path = pathOf(kind, settings.pages);
  if ((kind === "session" || kind === "room") && entryId === undefined) missing("entryId", kind);
  if (kind === "gallery" && contextId === undefined) missing("contextId", kind);
  const privileges = visitorPrivileges(request, {
    ...(entryId !== undefined && { entryId }),
    ...(contextId !== undefined && { contextId }),
  });
  const { ks, expiry } = await visitorSession(
    {
      userId: privileges.userId!,
      privileges,
      seconds: secondsOf(request.expiresInSeconds),
      unwanted: SEES_ALL,
    },
    settings,
  );
  return { url: kafPage(kafHostOf(settings), path).replace("{KS}", ks), expiresAt: timeOf(expiry) };
}

function missing(field: string, kind: EmbedKind): never {
  throw new EmbedError("input", `${field} is missing: it says which ${kind} to show`, field);
}

/** @throws EmbedError */
export function secondsOf(seconds: number | undefined, usual = A_DAY): number {
  if (seconds === undefined) return usual;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST) return seconds;
  throw new EmbedError(
    "input",
    `expiresInSeconds is ${seconds}, not a whole number from 1 to ${LONGEST}`,
    "expiresInSeconds",
  );
}

/** Epoch seconds as ISO 8601 without a fraction. */
export const timeOf = (expiry: number): string => new Date(expiry * 1000).toISOString().replace(".000Z", "Z");

function kafHostOf({ kafHost, partnerId }: EmbedSettings): string {
  try {
    return hostOf("kafHost", kafHost ?? `${partnerId}.kaf.kaltura.com`);
  } catch (error) {
    throw error instanceof SettingError ? new EmbedError("settings", error.message, "kafHost") : error;
  }
}
