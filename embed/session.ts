/** A visitor's session: from an app token, with what came back held against what was asked for; or made here. */
import { ApiError, KalturaError } from "../provider/kaltura/errors";
import { Gateway } from "../provider/kaltura/gateway";
import { mintKs } from "../provider/kaltura/ks";
import { type StartedSession, startTokenSession, startWidgetSession } from "../provider/kaltura/tokenSession";
import { EmbedError } from "./errors";
import { privilegesText } from "./privileges";
import type { EmbedSettings, EmbedToken } from "./settings";

export interface SessionWish {
  readonly userId: string;
  readonly privileges: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** Privileges that must not be in it, each with the reason. */
  readonly unwanted: Readonly<Record<string, string>>;
}

export interface VisitorSession {
  /** For the path of a URL. */
  readonly ks: string;
  /** Epoch seconds. */
  readonly expiry: number;
}

/** @throws EmbedError */
export async function visitorSession(wish: SessionWish, settings: EmbedSettings): Promise<VisitorSession> {
  const { credentials, partnerId, now = Date.now } = settings;
  if ("adminSecret" in credentials) {
    const expiry = Math.floor(now() / 1000) + wish.seconds;
    const { userId, privileges } = wish;
    return {
      ks: mintKs(credentials.adminSecret, { partnerId, type: 0, expiry, userId, privileges }),
      expiry,
    };
  }
  const session = await start(wish, settings, credentials);
  const problems = shortcomings(session, wish, credentials);
  if (problems.length > 0) {
    throw new EmbedError(
      "token",
      `The app token ${credentials.appTokenId} is none for this link: ${problems.join("; ")}`,
      "credentials.appTokenId",
    );
  }
  return { ks: forPath(session.ks), expiry: Number(session.expiry) };
}

/**
 * A session of the first version is base64 with + and /, which would cut a path. The back end reads - and _ for
 * them in both versions.
 */
const forPath = (ks: string) => ks.replaceAll("+", "-").replaceAll("/", "_");

/** Why a session for anybody but a pipeline must not see everything. */
export const SEES_ALL = {
  disableentitlement:
    "its sessions see everything in the account (disableentitlement): it is the token of a pipeline; make one of its own for links",
} as const;

/** What a token made of a wish, where it is not what was wished: Kaltura says nothing of it. */
function shortcomings(session: StartedSession, wish: SessionWish, token: EmbedToken): string[] {
  const problems: string[] = [];
  if (Number(session.sessionType) !== 0) {
    problems.push(
      "its sessions are of admin type, whatever is asked for, and every visitor would be an administrator (set the token's sessionType to user)",
    );
  }
  if ((session.userId ?? "") !== (token.tokenUser ?? wish.userId)) {
    problems.push(
      token.tokenUser === undefined
        ? "it is fixed to a user, and every visitor would be that one (make a token without sessionUserId; if your account can't have one, name its user as tokenUser)"
        : "it is not fixed to the user that tokenUser names",
    );
  }
  const got = parse(session.privileges ?? "");
  for (const [name, value] of Object.entries(wish.privileges)) {
    const has = got.get(name);
    if (has === value) continue;
    const written = value === "" ? name : `${name}:${value}`;
    if (has !== undefined) {
      problems.push(
        `it has ${name} with another value, which Kaltura keeps (take ${name} off the token, or put ${written} on it)`,
      );
    } else if (name === "actionslimit") {
      problems.push(
        `${name} is missing: a caller's is dropped in silence, so ${written} must be on the token, among its privileges`,
      );
    } else {
      problems.push(
        `Kaltura dropped ${name}, as it is reserved to tokens (put ${name}:* or ${written} on the token)`,
      );
    }
  }
  for (const [name, why] of Object.entries(wish.unwanted)) if (got.has(name)) problems.push(why);
  return problems;
}

function parse(privileges: string): Map<string, string> {
  const parsed = new Map<string, string>();
  for (const privilege of privileges.split(",")) {
    const colon = privilege.indexOf(":");
    if (colon < 0) parsed.set(privilege, "");
    else parsed.set(privilege.slice(0, colon), privilege.slice(colon + 1));
  }
  return parsed;
}

/** What Kaltura's refusals say of a token, in the words of this library's settings. */
const OF_TOKENS: Readonly<Record<string, string>> = {
  APP_TOKEN_ID_NOT_FOUND: "Check appTokenId (KALTURA_EMBED_TOKEN_ID) and partnerId",
  INVALID_APP_TOKEN_HASH:
    "Check appToken (KALTURA_EMBED_TOKEN), and that hashType (KALTURA_EMBED_TOKEN_HASH) is the token's own: Kaltura's default is SHA1, the one here SHA256",
  APP_TOKEN_NOT_ACTIVE: "The token is switched off",
  APP_TOKEN_EXPIRED: "Give the token a later expiry, or make another",
};

/** What visits share: a way to an account's server, and the session of nobody that proves a token's hash. */
interface Account {
  readonly gateway: Gateway;
  /** Tokens that are out of its messages. */
  readonly hidden: Set<string>;
  widget: { readonly ks: Promise<string>; readonly began: number } | undefined;
}

const accounts = new Map<string, Account>();

/** A session of nobody lives for a day; it is taken anew after half of one. */
const WIDGET_MS = 12 * 3600 * 1000;

async function start(wish: SessionWish, settings: EmbedSettings, token: EmbedToken): Promise<StartedSession> {
  const account = accountOf(settings, token);
  const { now = Date.now, partnerId, timeoutMs = 10_000 } = settings;
  const ask: Gateway["ask"] = (call, ks) => account.gateway.ask(call, ks);
  const widgetKs = () => {
    if (account.widget === undefined || now() - account.widget.began > WIDGET_MS) {
      const ks = startWidgetSession(partnerId, ask);
      account.widget = { ks, began: now() };
      const mine = account.widget;
      ks.then(
        known => account.gateway.hide(known),
        () => {
          if (account.widget === mine) account.widget = undefined;
        },
      );
    }
    return account.widget.ks;
  };
  const once = async () =>
    startTokenSession(
      {
        ...token,
        userId: wish.userId,
        type: 0,
        seconds: wish.seconds,
        privileges: privilegesText(wish.privileges),
      },
      await widgetKs(),
      ask,
    );
  const work = once().catch(error => {
    // The session of nobody may have been ended, or the server set up anew.
    if (!(error instanceof ApiError) || error.kind !== "session") throw error;
    account.widget = undefined;
    return once();
  });
  try {
    return await within(timeoutMs, work);
  } catch (error) {
    if (!(error instanceof KalturaError)) throw error;
    const hint = error instanceof ApiError ? OF_TOKENS[error.code] : undefined;
    if (hint === undefined) throw new EmbedError("kaltura", `${error.message}. ${error.hint}`);
    throw new EmbedError("token", `${error.message}. ${hint}`, "credentials");
  }
}

function accountOf(settings: EmbedSettings, token: EmbedToken): Account {
  const { partnerId, serviceUrl = "https://www.kaltura.com", timeoutMs = 10_000 } = settings;
  const key = `${partnerId} ${serviceUrl}`;
  let account = accounts.get(key);
  if (account === undefined) {
    const gateway = new Gateway({
      serviceUrl,
      partnerId,
      credentials: token,
      timeoutMs,
      // A website runs for months: each visit has a limit of its own, below.
      runTimeoutMs: Number.POSITIVE_INFINITY,
    });
    account = { gateway, hidden: new Set(), widget: undefined };
    accounts.set(key, account);
  }
  if (!account.hidden.has(token.appToken)) {
    account.hidden.add(token.appToken);
    account.gateway.hide(token.appToken);
  }
  return account;
}

/** @throws EmbedError when it takes longer; the work is left to end by itself */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new EmbedError("kaltura", `Kaltura gave no session within ${Math.round(ms / 100) / 10} s`)),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
