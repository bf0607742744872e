/** Which account and KAF instance links are made for, and with what credentials. */
import { hostOf, readSettings, SettingError, type Values, wholeNumber } from "../provider/config";
import { hashTypeOf, serviceUrlOf } from "../provider/credentials";
import type { HashType } from "../provider/kaltura/tokenSession";
import { kafPaths } from "../provider/outputs/embeds";
import { EmbedError } from "./errors";

/**
 * The app token for embeds: of user type, without a user of its own, with the privilege `actionslimit:-1`, and
 * nothing else on it. It can be limited in time and revoked, and what it makes opens pages of KAF only.
 */
export interface EmbedToken {
  readonly appTokenId: string;
  readonly appToken: string;
  /** SHA256 by default; as set on the token. */
  readonly hashType?: HashType;
  /**
   * The user that the token is fixed to, where the account can't have a token without one. Kaltura then takes all
   * sessions for this user's, and only the privilege userId tells visitors apart. Without this setting such a token
   * is refused.
   */
  readonly tokenUser?: string;
}

/**
 * The account's admin secret, for a back end that holds it anyway. Links are made without a call and without the
 * traps of app tokens; but whoever reads the secret can do everything in the account, and it can't be changed.
 */
export interface EmbedSecret {
  readonly adminSecret: string;
}

/** The pages of a KAF instance that links can open. */
export type EmbedKind = keyof typeof kafPaths | "agenda";

export interface EmbedSettings {
  readonly partnerId: number;
  readonly credentials: EmbedToken | EmbedSecret;
  /** Address of the Kaltura API; `https://www.kaltura.com` by default. */
  readonly serviceUrl?: string;
  /** Host of the KAF instance; `{partnerId}.kaf.kaltura.com` by default. */
  readonly kafHost?: string;
  /**
   * Paths on the KAF instance, where yours differ. The one of its agenda, a page with all sessions of an event or
   * track, is published nowhere: ask Kaltura, and set `agenda`.
   */
  readonly pages?: Partial<Record<EmbedKind, string>>;
  /** Milliseconds after which a link that can't be had is given up; 10,000. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/**
 * Settings as the provider reads them: environment first, then `config` (keys without `kaltura:`). The token for
 * embeds is one of its own: `KALTURA_EMBED_TOKEN_ID` and `KALTURA_EMBED_TOKEN` (`KALTURA_EMBED_TOKEN_HASH`,
 * `KALTURA_EMBED_TOKEN_USER`), else the provider's app token, else the admin secret. The path of the agenda page
 * is `KALTURA_KAF_AGENDA_PATH`.
 * @throws EmbedError saying what is missing
 */
export function embedSettings(
  env: NodeJS.ProcessEnv = process.env,
  config: (key: string) => string | undefined = () => undefined,
): EmbedSettings {
  try {
    const values = readSettings(config, env);
    const own = (name: string, key: string) => env[name] || config(key) || undefined;
    const agenda = own("KALTURA_KAF_AGENDA_PATH", "kafAgendaPath");
    return {
      partnerId: wholeNumber(values, "partnerId"),
      serviceUrl: serviceUrlOf(values),
      ...(values.kafHost !== undefined && { kafHost: hostOf("kafHost", values.kafHost) }),
      ...(agenda !== undefined && { pages: { agenda } }),
      credentials: credentialsFor(values, {
        id: own("KALTURA_EMBED_TOKEN_ID", "embedTokenId"),
        token: own("KALTURA_EMBED_TOKEN", "embedToken"),
        hash: own("KALTURA_EMBED_TOKEN_HASH", "embedTokenHash"),
        user: own("KALTURA_EMBED_TOKEN_USER", "embedTokenUser"),
      }),
    };
  } catch (error) {
    throw error instanceof SettingError ? new EmbedError("settings", error.message) : error;
  }
}

interface Own {
  readonly id: string | undefined;
  readonly token: string | undefined;
  readonly hash: string | undefined;
  readonly user: string | undefined;
}

function credentialsFor(values: Values, own: Own): EmbedToken | EmbedSecret {
  const forEmbeds = own.id !== undefined || own.token !== undefined;
  const appTokenId = forEmbeds ? own.id : values.appTokenId;
  const appToken = forEmbeds ? own.token : values.appToken;
  if (appTokenId !== undefined && appToken !== undefined) {
    const appTokenHash = (forEmbeds ? own.hash : values.appTokenHash) ?? "SHA256";
    return {
      appTokenId,
      appToken,
      hashType: hashTypeOf({ appTokenHash }),
      ...(own.user !== undefined && { tokenUser: own.user }),
    };
  }
  if (!forEmbeds && values.adminSecret !== undefined) return { adminSecret: values.adminSecret };
  throw new EmbedError(
    "settings",
    "There is no whole app token for embeds: set KALTURA_EMBED_TOKEN_ID and KALTURA_EMBED_TOKEN",
  );
}

/** Where a kind of page is. @throws EmbedError when nobody said where */
export function pathOf(kind: EmbedKind, pages: EmbedSettings["pages"]): string {
  const path = pages?.[kind] ?? (kind === "agenda" ? undefined : kafPaths[kind]);
  if (path === undefined) {
    throw new EmbedError(
      "settings",
      kind === "agenda"
        ? "pages.agenda is not set: ask Kaltura for the path of the agenda page on your KAF instance"
        : `kind is none of ${[...Object.keys(kafPaths), "agenda"].join(", ")}`,
      kind === "agenda" ? "pages.agenda" : "kind",
    );
  }
  if (!/^(\/[\w.~-]+)+$/.test(path)) {
    throw new EmbedError(
      "settings",
      `pages.${kind} is no path such as /hosted/index/view-entry`,
      `pages.${kind}`,
    );
  }
  return path;
}
