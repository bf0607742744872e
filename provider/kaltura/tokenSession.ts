/** Starting a session with an app token: two calls, the first of which anybody may make. */
import { createHash } from "node:crypto";
import { type Redactor, TransportError } from "./errors";
import type { SessionType } from "./ks";
import type { Call } from "./types";
import { calls } from "./vocabulary";
import type * as Wire from "./wire";

/** How an app token's hash is made; as set on the token. */
export type HashType = "MD5" | "SHA1" | "SHA256" | "SHA512";

/** Makes a call with this KS, or none; its refusal is thrown. */
export type Ask = <R>(call: Call<R>, ks: string | undefined) => Promise<R>;

export interface TokenSessionRequest {
  readonly appTokenId: string;
  readonly appToken: string;
  /** SHA256 by default. */
  readonly hashType?: HashType | undefined;
  /** Counts where the token names no user of its own. */
  readonly userId?: string;
  /** Counts where the token has no type of its own. */
  readonly type?: SessionType;
  /** Seconds it lives at most; the token may say less. By default as long as the token says. */
  readonly seconds?: number;
  /** `name:value,name`. Names that Kaltura knows or the token has are dropped in silence. */
  readonly privileges?: string;
}

/** A session of which the KS is known. */
export type StartedSession = Wire.SessionInfo & { readonly ks: string };

/**
 * A session of nobody, which proves an app token's hash. It lasts a day and may serve for any number of them.
 * @throws ApiError; TransportError
 */
export async function startWidgetSession(partnerId: number, ask: Ask, redactor?: Redactor): Promise<string> {
  const { ks } = withKs(await ask(calls.session.startWidgetSession(`_${partnerId}`), undefined));
  redactor?.add(ks);
  return ks;
}

/**
 * A session of an app token. What the answer says of it counts, not what was asked for.
 * @param widgetKs of {@link startWidgetSession}
 * @throws ApiError; TransportError
 */
export async function startTokenSession(
  { appTokenId, appToken, hashType = "SHA256", userId, type, seconds, privileges }: TokenSessionRequest,
  widgetKs: string,
  ask: Ask,
): Promise<StartedSession> {
  const hash = createHash(hashType.toLowerCase())
    .update(widgetKs + appToken)
    .digest("hex");
  const call = calls.appToken.startSession(appTokenId, hash, {
    ...(userId !== undefined && { userId }),
    ...(type !== undefined && { type }),
    ...(seconds !== undefined && { expiry: seconds }),
    ...(privileges !== undefined && { sessionPrivileges: privileges }),
  });
  return withKs(await ask(call, widgetKs));
}

function withKs<Answer extends { ks?: string }>(answer: Answer | null): Answer & { readonly ks: string } {
  if (typeof answer?.ks === "string" && answer.ks !== "") return answer as Answer & { readonly ks: string };
  throw new TransportError("garbled", "no", "Kaltura started a session without saying which");
}
