/**
 * Kaltura sessions (KS) of version 2, made and read without a call.
 *
 * A KS says who one is, until when and with which privileges, signed and encrypted with the account's admin
 * secret. The recipe was verified against a real server (`session.get` took such a KS for what it says).
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** 0 user, 2 admin: the wire's numbers. */
export type SessionType = 0 | 2;

/** What a KS says. */
export interface KsFields {
  readonly partnerId: number;
  readonly type: SessionType;
  /** Epoch seconds. */
  readonly expiry: number;
  /** Empty for none. */
  readonly userId: string;
  /** By name; a privilege without a value has "". */
  readonly privileges: Readonly<Record<string, string>>;
}

/**
 * Makes a KS.
 * @param secret the account's admin secret; a wrong one gives a KS that the server answers with INVALID_KS
 * @param random 16 bytes; for tests
 */
export function mintKs(secret: string, fields: KsFields, random: Buffer = randomBytes(16)): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields.privileges)) query.set(name, value);
  query.set("_e", String(fields.expiry));
  query.set("_t", String(fields.type));
  query.set("_u", fields.userId);
  const payload = Buffer.concat([random, Buffer.from(query.toString())]);
  const signed = Buffer.concat([createHash("sha1").update(payload).digest(), payload]);
  const padded = Buffer.concat([signed, Buffer.alloc((16 - (signed.length % 16)) % 16)]);
  const cipher = createCipheriv("aes-128-cbc", keyOf(secret), Buffer.alloc(16)).setAutoPadding(false);
  const text = Buffer.concat([cipher.update(padded), cipher.final()]);
  return toUrlSafe(Buffer.concat([Buffer.from(`v2|${fields.partnerId}|`), text]));
}

/** Reads a KS of version 2; undefined when it is none, or not signed with this secret. */
export function readKs(secret: string, ks: string): KsFields | undefined {
  const raw = Buffer.from(ks.replaceAll("-", "+").replaceAll("_", "/"), "base64");
  const head = /^v2\|(\d+)\|/.exec(raw.toString("latin1"));
  if (!head) return undefined;
  const text = raw.subarray(head[0].length);
  if (text.length === 0 || text.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv("aes-128-cbc", keyOf(secret), Buffer.alloc(16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(text), decipher.final()]);
  // Zeros at the end are padding: the fields are URL-encoded and hold none.
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end--;
  const payload = padded.subarray(20, Math.max(20, end));
  if (!createHash("sha1").update(payload).digest().equals(padded.subarray(0, 20))) return undefined;
  const query = new URLSearchParams(payload.subarray(16).toString());
  const privileges: Record<string, string> = {};
  for (const [name, value] of query) if (!/^_[etumd]$/.test(name)) privileges[name] = value;
  return {
    partnerId: Number(head[1]),
    type: Number(query.get("_t") ?? 0) >= 1 ? 2 : 0,
    expiry: Number(query.get("_e") ?? 0),
    userId: query.get("_u") ?? "",
    privileges,
  };
}

/**
 * Reads privileges as Kaltura writes them: `disableentitlement,list:*,sview:1_abc/1_def`.
 * `*` alone stands for all, which a KS of version 2 spells `all=*`.
 */
export function parsePrivileges(text: string): Record<string, string> {
  const privileges: Record<string, string> = {};
  for (const item of text.split(",")) {
    const privilege = item.trim();
    if (!privilege) continue;
    if (privilege === "*") {
      privileges.all = "*";
      continue;
    }
    const colon = privilege.indexOf(":");
    if (colon < 0) privileges[privilege] = "";
    else privileges[privilege.slice(0, colon)] = privilege.slice(colon + 1);
  }
  return privileges;
}

const keyOf = (secret: string) => createHash("sha1").update(secret).digest().subarray(0, 16);

/** base64url with its padding kept, as PHP's strtr makes it. */
const toUrlSafe = (bytes: Buffer) => bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
