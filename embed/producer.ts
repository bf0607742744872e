/** Links for those who run the show. Each works for a while, names a person, and is kept nowhere. */
import { EmbedError } from "./errors";
import { entryIdOf, userIdOf, type Visit } from "./privileges";
import { SEES_ALL, visitorSession } from "./session";
import type { EmbedSettings } from "./settings";
import { type EmbedUrl, mintEmbedUrl, secondsOf, timeOf } from "./url";

export interface RoomModeratorRequest extends Pick<Visit, "user" | "role" | "locale"> {
  /** Of the room; of a studio session, its roomId. */
  readonly entryId: string;
  /** Seconds the link works; 28,800 by default. */
  readonly expiresInSeconds?: number;
}

const A_SHIFT = 8 * 3600;

/** A room for somebody who runs it: lets people on stage, mutes, ends, and moderates the chat. @throws EmbedError */
export const roomModeratorUrl = (request: RoomModeratorRequest, settings: EmbedSettings): Promise<EmbedUrl> =>
  mintEmbedUrl(
    { expiresInSeconds: A_SHIFT, ...request, kind: "room", roomModerator: true, chatModerator: true },
    settings,
  );

export interface ProducerRequest {
  /** Of the webcast or simulive. */
  readonly entryId: string;
  /** Who produces; Kaltura must know this user, and the entry be theirs or shared with them for editing. */
  readonly user: { readonly id: string };
  /** Of the session: ISO 8601 with an offset, as in the output agenda. */
  readonly start: string;
  readonly end: string;
  /** Seconds the link works; 28,800 by default. */
  readonly expiresInSeconds?: number;
}

export interface ProducerSettings extends EmbedSettings {
  /** Page of the browser's producer view, by default Kaltura's own. */
  readonly producerPage?: string;
}

const PRODUCER_PAGE = "https://www.kaltura.com/apps/webcast/vlatest/index.html";

/**
 * The producer's view of a webcast in the browser: questions, announcements, polls.
 *
 * Its session works on the API, unlike those of visitors, so it needs a token of its own: user type, without a user,
 * with `setrole:WEBCAST_PRODUCER_DEVICE_ROLE`, `sview:*`, `list:*` and `download:*`, which are narrowed here to the
 * one entry, and without actionslimit.
 * @throws EmbedError
 */
export async function webcastProducerUrl(
  request: ProducerRequest,
  settings: ProducerSettings,
): Promise<EmbedUrl> {
  const { ks, expiresAt } = await producerSession(request, settings);
  const query = new URLSearchParams({
    MediaEntryId: request.entryId,
    ks,
    ks_expiry: withOffset(expiresAt),
    qnaModeratorMode: "true",
    serverAddress: serverOf(settings),
    fromDate: timeIn("start", request.start),
    toDate: timeIn("end", request.end),
  });
  return { url: `${settings.producerPage ?? PRODUCER_PAGE}?${query}`, expiresAt };
}

export interface LauncherRequest extends ProducerRequest {
  /** Id of the uiConf of Webcast Studio for the producer's system, Windows or Mac. */
  readonly uiConfId: string | number;
  /** Ids of the account's metadata profiles KMS_EVENTS3 and KMS_KWEBCAST2. */
  readonly eventsMetadataProfileId: string | number;
  readonly kwebcastMetadataProfileId: string | number;
  /** Id of the conversion profile KMS54_NEW_DOC_CONV_IMAGE_WIDE, with which slides are converted. */
  readonly presentationConversionProfileId?: string | number;
  /** Your application's name. */
  readonly appName: string;
  readonly logoUrl?: string;
  /** Host of the page that launches it. */
  readonly referer?: string;
  /** Both on by default. */
  readonly questions?: boolean;
  readonly polls?: boolean;
  /** Broadcasting with the producer's own camera, without an encoder; off by default. */
  readonly selfServe?: boolean;
}

export interface Launcher {
  /** For KAppLauncher's startApp(); holds a session. */
  readonly parameters: Readonly<Record<string, string | boolean>>;
  readonly expiresAt: string;
}

/** What the desktop application Webcast Studio is started with; as {@link webcastProducerUrl}. @throws EmbedError */
export async function webcastLauncher(request: LauncherRequest, settings: EmbedSettings): Promise<Launcher> {
  const { ks, expiresAt } = await producerSession(request, settings);
  const parameters: Record<string, string | boolean | undefined> = {
    ks,
    ks_expiry: withOffset(expiresAt),
    MediaEntryId: request.entryId,
    uiConfID: String(request.uiConfId),
    serverAddress: serverOf(settings),
    eventsMetadataProfileId: String(request.eventsMetadataProfileId),
    kwebcastMetadataProfileId: String(request.kwebcastMetadataProfileId),
    appName: request.appName,
    logoUrl: request.logoUrl,
    fromDate: timeIn("start", request.start),
    toDate: timeIn("end", request.end),
    userId: request.user.id,
    QnAEnabled: request.questions ?? true,
    pollsEnabled: request.polls ?? true,
    userRole: "adminRole",
    presentationConversionProfileId:
      request.presentationConversionProfileId === undefined
        ? undefined
        : String(request.presentationConversionProfileId),
    referer: request.referer,
    debuggingMode: false,
    verifySSL: true,
    selfServeEnabled: request.selfServe ?? false,
    // Empty for pages that are embedded elsewhere.
    appHostUrl: "",
    instanceProfile: request.appName,
  };
  return {
    parameters: Object.fromEntries(
      Object.entries(parameters).filter(
        (entry): entry is [string, string | boolean] => entry[1] !== undefined,
      ),
    ),
    expiresAt,
  };
}

async function producerSession(
  { entryId, user, expiresInSeconds }: ProducerRequest,
  settings: EmbedSettings,
) {
  const id = entryIdOf(entryId);
  const { ks, expiry } = await visitorSession(
    {
      userId: userIdOf(user.id),
      privileges: { setrole: "WEBCAST_PRODUCER_DEVICE_ROLE", sview: "*", list: id, download: id },
      seconds: secondsOf(expiresInSeconds, A_SHIFT),
      unwanted: {
        ...SEES_ALL,
        actionslimit: "its sessions can't call the API (actionslimit), which the producer's view does",
      },
    },
    settings,
  );
  return { ks, expiresAt: timeOf(expiry) };
}

const serverOf = ({ serviceUrl = "https://www.kaltura.com" }: EmbedSettings) => serviceUrl;

/** The form that the applications read: an offset in digits. */
const withOffset = (time: string) => time.replace(/Z$/, "+00:00");

function timeIn(field: "start" | "end", time: string): string {
  const moment = /(Z|[+-]\d\d:\d\d)$/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(moment)) {
    throw new EmbedError("input", `${field} is no time with an offset such as 2027-06-08T09:00+02:00`, field);
  }
  return withOffset(timeOf(Math.floor(moment / 1000)));
}
