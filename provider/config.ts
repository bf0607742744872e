/**
 * The provider's settings: one table for the program (embed URLs), the provider process (credentials) and the
 * docs. The environment comes first: what is in stack config is kept by Pulumi in the state of the provider and
 * used again by a plain refresh or destroy, even after it was changed.
 */

export interface Setting {
  /** Stack config: `pulumi config set kaltura:<key>`. */
  readonly key: string;
  /** Environment variable; it wins over stack config. */
  readonly env: string;
  readonly doc: string;
  readonly secret?: true;
  readonly default?: string;
}

export const settings = {
  serviceUrl: {
    env: "KALTURA_SERVICE_URL",
    doc: "Address of the Kaltura API.",
    default: "https://www.kaltura.com",
  },
  partnerId: {
    env: "KALTURA_PARTNER_ID",
    doc: "Number of the account. Needed in previews too: embed URLs hold it.",
  },
  appTokenId: {
    env: "KALTURA_APP_TOKEN_ID",
    doc: "Id of the app token to work with: the recommended credential. Its session privileges must hold disableentitlement, or lists would hide objects, which then look deleted; a token without it is refused.",
  },
  appToken: { env: "KALTURA_APP_TOKEN", doc: "The app token itself.", secret: true },
  appTokenHash: {
    env: "KALTURA_APP_TOKEN_HASH",
    doc: "Hash type of the app token: SHA1, MD5, SHA256 or SHA512.",
    default: "SHA256",
  },
  adminSecret: {
    env: "KALTURA_ADMIN_SECRET",
    doc: "The account's admin secret, in place of an app token. It can't be rotated and may do everything: prefer an app token.",
    secret: true,
  },
  userId: { env: "KALTURA_USER_ID", doc: "User to act as; owns what is made without an owner." },
  privileges: {
    env: "KALTURA_PRIVILEGES",
    doc: "More privileges for the Kaltura session, with commas between. disableentitlement is always asked for; with an app token, those that Kaltura reserves must be on the token itself.",
  },
  kafHost: {
    env: "KALTURA_KAF_HOST",
    doc: "Host of the KAF instance that shows sessions to signed-in users, and makes rooms where createdBy says so (it gets the Kaltura session then). Default: {partnerId}.kaf.kaltura.com.",
  },
  organization: {
    env: "KALTURA_ORGANIZATION",
    doc: "Only for the plugin, which Pulumi doesn't tell: the organization of the stack, part of the ownership marks. Set it when stacks are kept in Pulumi Cloud.",
    default: "organization",
  },
  cdnHost: {
    env: "KALTURA_CDN_HOST",
    doc: "Host of player, thumbnails and manifests.",
    default: "cdnapisec.kaltura.com",
  },
  playerId: {
    env: "KALTURA_PLAYER_ID",
    doc: "Id of the player (uiConf) for public embeds; without it there is no player URL.",
  },
  callTimeoutSeconds: {
    env: "KALTURA_CALL_TIMEOUT_SECONDS",
    doc: "Longest time for one call.",
    default: "30",
  },
  runTimeoutSeconds: {
    env: "KALTURA_RUN_TIMEOUT_SECONDS",
    doc: "Longest time for all calls of one Pulumi command.",
    default: "3600",
  },
  indexLagSeconds: {
    env: "KALTURA_INDEX_LAG_SECONDS",
    doc: "How far Kaltura's search index may be behind. After a call whose answer was lost, and after a run that was killed, what may have been made is looked for so long before it is made.",
    default: "15",
  },
  concurrency: { env: "KALTURA_CONCURRENCY", doc: "Most requests at a time.", default: "16" },
} as const satisfies Record<string, Omit<Setting, "key">>;

export type SettingName = keyof typeof settings;

export type Values = Partial<Record<SettingName, string>>;

/** Where a value comes from: stack config by its key, without the namespace. */
export type Lookup = (key: string) => string | undefined;

/** All settings that are there: environment first, then stack config, then the default. */
export function readSettings(config: Lookup, env: NodeJS.ProcessEnv = process.env): Values {
  const values: Values = {};
  for (const [key, setting] of Object.entries(settings) as Array<[SettingName, Omit<Setting, "key">]>) {
    const value = env[setting.env] || config(key) || setting.default;
    if (value !== undefined && value !== "") values[key] = value;
  }
  return values;
}

/** A setting that is missing or wrong; says both ways to set it. Never holds a value of a secret. */
export class SettingError extends Error {
  constructor(name: SettingName, problem: string) {
    const secret = "secret" in settings[name] ? "--secret " : "";
    super(
      `kaltura:${name} ${problem}; set ${settings[name].env} in the environment, or run: pulumi config set ${secret}kaltura:${name} VALUE`,
    );
    this.stack = this.message;
  }
}

/** A setting that must be a whole number above zero. */
export function wholeNumber(values: Values, name: SettingName): number {
  const value = values[name];
  if (value === undefined) throw new SettingError(name, "is not set");
  if (!/^[1-9]\d*$/.test(value)) throw new SettingError(name, `is "${value}", not a whole number above zero`);
  return Number(value);
}

/** A setting that must be a host, with a port perhaps. */
export function hostOf(name: "cdnHost" | "kafHost", value: string): string {
  if (!/^[a-z0-9.-]+(:\d+)?$/i.test(value)) {
    throw new SettingError(name, `is "${value}", not a host name (no https://, no path)`);
  }
  return value;
}

/** Host of the KAF instance; every account has its own name in Kaltura's domain. */
export const kafHostOf = (values: Values): string =>
  hostOf("kafHost", values.kafHost ?? `${wholeNumber(values, "partnerId")}.kaf.kaltura.com`);

/** Address of a host: over https, but for this machine's own, where an embedded Kaltura listens. */
export const addressOf = (host: string): string => `${isLoopback(host) ? "http" : "https"}://${host}`;

/** Whether a host, with a port perhaps, is this machine itself. */
export const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
