/**
 * Where the KS of each request comes from. One KS is shared by all; it is renewed well before it ends, and once
 * for all who wait when the server says it is over. It lives in memory only.
 */
import { ApiError, type Redactor } from "./errors";
import { mintKs, parsePrivileges } from "./ks";
import { type Ask, type HashType, startTokenSession, startWidgetSession } from "./tokenSession";
import type { RefusalKind } from "./types";

/** The account's admin secret: can do everything and can't be rotated. KSs are made here, without a call. */
export interface AdminSecret {
  readonly adminSecret: string;
  /** Owner of what is made; empty for none. */
  readonly userId?: string;
  /** Besides `disableentitlement`: `list:*,…`. */
  readonly privileges?: string;
  /** Seconds a KS lives; 3600 by default. */
  readonly sessionSeconds?: number;
}

/** An app token: may do what it was made for; the better choice for pipelines. Two calls start a session. */
export interface AppTokenCredentials {
  readonly appTokenId: string;
  readonly appToken: string;
  /** SHA256 by default. */
  readonly hashType?: HashType;
  /** For tokens which leave the user open. */
  readonly userId?: string;
  /** Asked for besides the token's own; Kaltura grants those which are not reserved to tokens. */
  readonly privileges?: string;
}

/** A session that somebody else made: the key of a REACH task. It can't be renewed here. */
export interface GivenSession {
  readonly ks: string;
}

export type Credentials = AdminSecret | AppTokenCredentials | GivenSession;

/** Times in milliseconds since 1970. */
interface Session {
  readonly ks: string;
  readonly began: number;
  readonly ends: number;
}

export interface SessionSettings {
  readonly partnerId: number;
  readonly credentials: Credentials;
  readonly redactor: Redactor;
  /** Makes a call of its own with this KS, or none; its failures are thrown. */
  readonly ask: Ask;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const SESSION_SECONDS = 3600;
/** By then it is the credentials, and no accident. */
const MOST_DENIED = 4;

/** The privilege without which accounts with entitlement hide private objects, even from an admin. */
const SEES_ALL = "disableentitlement";

export class SessionSource {
  private current: Session | undefined;
  private renewing: Promise<Session> | undefined;
  /** Why no session can be had, ever: asked once, not once per resource. */
  private refused: ApiError | undefined;
  private readonly over = new Set<string>();
  /** New sessions that were refused, with none taken between. */
  private denied = 0;

  constructor(private readonly settings: SessionSettings) {
    const { credentials, redactor } = settings;
    if ("adminSecret" in credentials) redactor.add(credentials.adminSecret);
    if ("appToken" in credentials) redactor.add(credentials.appToken);
  }

  /** A KS with time left. @throws ApiError kind permission when the credentials are refused; TransportError */
  async ks(): Promise<string> {
    if (this.refused) throw this.refused;
    const session = this.current;
    if (session && this.settings.now() < renewalOf(session)) return session.ks;
    this.renewing ??= this.start().finally(() => {
      this.renewing = undefined;
    });
    return (await this.renewing).ks;
  }

  /** Says that the server does not take this KS (any more). Of many who say so of one KS, one renews. */
  invalidate(ks: string): void {
    // One that was given is the only one there is: whoever waits for another would wait for ever.
    if (!("ks" in this.settings.credentials)) this.over.add(ks);
    if (this.current?.ks === ks) this.current = undefined;
  }

  isOver(ks: string): boolean {
    return this.over.has(ks);
  }

  /** Why no session can be had any more in this run. */
  get refusal(): ApiError | undefined {
    return this.refused;
  }

  /** Says that the server took a session. */
  accepted(): void {
    this.denied = 0;
  }

  /** The error for a KS that was refused right after it was made. After a few of them no other is tried. */
  explain(error: ApiError): ApiError {
    const { credentials } = this.settings;
    if ("ks" in credentials) {
      return error.with({ kind: "session", hint: "The session given has ended, or was never valid" });
    }
    const secret = "adminSecret" in credentials;
    const hint =
      error.args.KSID === "EXPIRED"
        ? "A new session counts as expired: check this machine's clock"
        : secret
          ? "Check kaltura:partnerId and kaltura:adminSecret: Kaltura refuses sessions made with them"
          : "Kaltura refuses the sessions of this app token; check the token";
    const explained = error.with({ kind: "permission", hint });
    this.denied += 1;
    if (this.denied >= MOST_DENIED) this.refused = explained;
    return explained;
  }

  private async start(): Promise<Session> {
    const { credentials, redactor } = this.settings;
    const session =
      "ks" in credentials
        ? { ks: credentials.ks, began: 0, ends: Number.POSITIVE_INFINITY }
        : "adminSecret" in credentials
          ? this.mint(credentials)
          : await this.open(credentials);
    redactor.add(session.ks);
    this.current = session;
    return session;
  }

  private mint({
    adminSecret,
    userId = "",
    privileges = "",
    sessionSeconds = SESSION_SECONDS,
  }: AdminSecret): Session {
    const began = this.settings.now();
    const expiry = Math.floor(began / 1000) + sessionSeconds;
    const ks = mintKs(adminSecret, {
      partnerId: this.settings.partnerId,
      type: 2,
      expiry,
      userId,
      privileges: { ...parsePrivileges(privileges), [SEES_ALL]: "" },
    });
    return { ks, began, ends: expiry * 1000 };
  }

  private async open({
    appTokenId,
    appToken,
    hashType,
    userId,
    privileges = "",
  }: AppTokenCredentials): Promise<Session> {
    const { ask, partnerId, redactor, now } = this.settings;
    try {
      // Older servers grant SEES_ALL to any token, newer ones only to those that have it.
      const asked = [...privileges.split(",").map(privilege => privilege.trim()), SEES_ALL].filter(Boolean);
      const session = await startTokenSession(
        {
          appTokenId,
          appToken,
          hashType,
          privileges: [...new Set(asked)].join(","),
          ...(userId !== undefined && { userId }),
        },
        await startWidgetSession(partnerId, ask, redactor),
        ask,
      );
      const began = now();
      const { ks } = session;
      // The server compares whole words. An answer that tells no privileges proves nothing.
      if (session.privileges && !session.privileges.split(",").includes(SEES_ALL)) throw seesTooLittle();
      // By the server's clock; should ours be far ahead, the session is used for a minute at least.
      const ends = Math.max(Number(session.expiry) * 1000 || 0, began + 60_000);
      return { ks, began, ends };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const hint = OF_A_TOKEN[error.kind];
      const known = hint === undefined ? error : error.with({ kind: "permission", hint });
      if (known.kind !== "busy" && known.kind !== "server") this.refused = known;
      throw known;
    }
  }
}

/** What refusals of these kinds mean when a session is started with an app token. */
const OF_A_TOKEN: Readonly<Partial<Record<RefusalKind, string>>> = {
  gone: "Check kaltura:appTokenId: the account has no such app token",
  session: "Check kaltura:partnerId and kaltura:appTokenId: no session can be started with them",
};

/** What a token may not see would be taken for deleted, and made again. */
const seesTooLittle = () =>
  new ApiError({
    code: "APP_TOKEN_WITHOUT_DISABLEENTITLEMENT",
    message: `The app token's sessions lack the privilege ${SEES_ALL}: objects that Kaltura hides from them would look deleted`,
    args: {},
    service: "appToken",
    action: "startSession",
    kind: "permission",
    hint: `Add ${SEES_ALL} to the app token's sessionPrivileges, or set kaltura:appTokenId and kaltura:appToken of one that has it`,
  });

/** When to renew: five minutes before the end, of short sessions at three quarters of their life. */
const renewalOf = ({ began, ends }: Session) => ends - Math.min(300_000, (ends - began) / 4);
