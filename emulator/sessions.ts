import { createHash } from "node:crypto";
import type { Core } from "./core.js";
import { type ApiError, apiError } from "./errors.js";
import { openSession, privilegeOf, type Session, type SessionSpec, signV1 } from "./ks.js";

const ENDED = "endedSessions";

/** Make, check and end sessions. */
export class Sessions {
  constructor(private readonly core: Core) {}

  /** A new session string, signed with the account's admin secret. */
  mint(spec: SessionSpec): string {
    const account = this.core.accounts.get(spec.partnerId);
    if (!account) throw new Error(`no account ${spec.partnerId}`);
    return signV1(spec, account.adminSecret);
  }

  /** Check a session string; throws INVALID_KS with the server's reason. */
  open(ks: string): Session {
    const session = openSession(ks, id => {
      const account = this.core.accounts.get(id);
      return account ? [account.adminSecret, account.userSecret] : [];
    });
    if (!session) throw invalidKs(ks);
    if (session.type >= 1 && !this.#signedByAdmin(ks, session)) throw invalidKs(ks);
    if (session.expiry <= this.core.clock.now()) throw invalidKs("EXPIRED");
    if (this.#isEnded(session)) throw invalidKs("LOGOUT");
    return session;
  }

  /** End a session. */
  end(session: Session): void {
    this.#markEnded(createHash("sha1").update(session.ks).digest("hex"), session.expiry);
  }

  /** End every session that an app token started. */
  endOfToken(tokenId: string): void {
    this.#markEnded(`sessionid:${tokenId}`, Number.MAX_SAFE_INTEGER);
  }

  /** The user secret signs user sessions only. */
  #signedByAdmin(ks: string, session: Session): boolean {
    const account = this.core.accounts.get(session.partnerId);
    return account !== undefined && openSession(ks, () => [account.adminSecret]) !== undefined;
  }

  #isEnded(session: Session): boolean {
    const ended = this.core.store.value<Record<string, number>>(ENDED) ?? {};
    const tokenId = privilegeOf(session, "sessionid");
    if (tokenId !== undefined && ended[`sessionid:${tokenId}`] !== undefined) return true;
    return ended[createHash("sha1").update(session.ks).digest("hex")] !== undefined;
  }

  #markEnded(key: string, until: number): void {
    const now = this.core.clock.now();
    const ended = this.core.store.value<Record<string, number>>(ENDED) ?? {};
    const kept = Object.fromEntries(Object.entries(ended).filter(([, expiry]) => expiry > now));
    this.core.store.setValue(ENDED, { ...kept, [key]: until });
  }
}

function invalidKs(reason: string): ApiError {
  return apiError("INVALID_KS", { KSID: reason, ERR_CODE: "-1", ERR_DESC: "INVALID_STR" });
}
