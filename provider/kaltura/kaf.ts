/**
 * The one call that goes to the KAF instance (Kaltura's pages for signed-in users) and not to the API: making a
 * room. KAF gives it the instance's default template and its moderators, which the API has no way to do.
 * Source: knowledge.kaltura.com, "Create and embed Kaltura Rooms using the API (KAF environment)". How KAF says
 * no is not written there: an answer without an id is a no, in KAF's own words.
 */
import { ApiError, TransportError } from "./errors";
import type { Call, Json, Outcome } from "./types";

/** What KAF's create-room takes, by its names there. The session's user becomes the owner. */
export interface KafRoom {
  readonly name: string;
  readonly description?: string;
  /** Comma list. */
  readonly tags?: string;
  readonly templateRoomEntryId?: string;
  readonly roomModeratorUserIds?: readonly string[];
  readonly chatModeratorUserIds?: readonly string[];
}

const SERVICE = "kaf";
export const CREATE_ROOM = "/embeddedrooms/index/create-room";

/**
 * Makes a room. Goes in a request of its own, takes a session of admin type, and must not be repeated blindly: each
 * makes another room.
 */
export const createRoom = (room: KafRoom): Call<{ id: string }> => ({
  service: SERVICE,
  action: "createRoom",
  args: { ...room },
});

export const isKaf = (call: Pick<Call, "service">): boolean => call.service === SERVICE;

const HINT =
  'Check kaltura:kafHost, that the instance has the module embeddedrooms, and that the credentials make admin sessions; createdBy "api" makes rooms without KAF';

/** KAF's answer, `{success, message, data: {id}}`, as the outcome of the call. @param clean takes secrets out */
export function kafOutcome(value: Json, clean: (text: string) => string): Outcome {
  const { success, message, data } = objectOf(value);
  const { id } = objectOf(data);
  if (success !== false && typeof id === "string" && id !== "") return { ok: true, value: { id } };
  const words =
    typeof message === "string" && message !== "" ? message : "it gave no reason, and no id of a room";
  return refusal("KAF_REFUSED", clean(words).slice(0, 300));
}

/**
 * The failure of a request to KAF in words about KAF. A web page is taken for a no: KAF shows its sign-in page, or
 * one that it lacks the module, before it does anything.
 */
export function kafFailure(error: TransportError): Outcome {
  if (error.what === "page") return refusal("KAF_ANSWERED_A_PAGE", error.message);
  const { what, happened, message, status, retryAfter, sessionId } = error;
  throw new TransportError(what, happened, message, { hint: HINT, status, retryAfter, sessionId });
}

const refusal = (code: string, message: string): Outcome => ({
  ok: false,
  error: new ApiError({
    code,
    message,
    args: {},
    service: SERVICE,
    action: "createRoom",
    kind: "input",
    hint: HINT,
  }),
});

const objectOf = (value: Json | undefined): { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
