import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** What a session string says, once its signature is checked. */
export interface Session {
  /** The session string itself. */
  ks: string;
  partnerId: number;
  userId: string;
  /** 0 USER, 2 ADMIN. */
  type: number;
  /** Epoch seconds. */
  expiry: number;
  /** As written: "name:value,name". */
  privileges: string;
}

/** What goes into a session string. */
export type SessionSpec = Omit<Session, "ks">;

const V2_PREFIX = Buffer.from("v2|");
const NO_IV = Buffer.alloc(16);

/** A v1 session string: SHA-1 of secret and text, then the text, in base64. */
export function signV1(spec: SessionSpec, secret: string): string {
  const rand = `${Math.floor(Date.now() / 1000)}.${randomBytes(2).readUInt16BE()}`;
  const fields = [spec.partnerId, spec.partnerId, spec.expiry, spec.type, rand, spec.userId, spec.privileges];
  const info = [...fields, "", ""].join(";");
  const signature = createHash("sha1")
    .update(secret + info)
    .digest("hex");
  return Buffer.from(`${signature}|${info}`).toString("base64");
}

/** A v2 session string: fields and SHA-1 encrypted with a key made from the secret. */
export function signV2(spec: SessionSpec, secret: string): string {
  const pairs: [string, string][] = [];
  for (const privilege of spec.privileges.split(",").filter(text => text !== "")) {
    const colon = privilege.indexOf(":");
    if (privilege === "*") pairs.push(["all", "*"]);
    else if (colon < 0) pairs.push([privilege, ""]);
    else pairs.push([privilege.slice(0, colon), privilege.slice(colon + 1)]);
  }
  pairs.push(["_e", String(spec.expiry)], ["_t", String(spec.type)], ["_u", spec.userId]);
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const body = Buffer.concat([randomBytes(16), Buffer.from(query.join("&"))]);
  const signed = Buffer.concat([createHash("sha1").update(body).digest(), body]);
  const padded = Buffer.concat([signed, Buffer.alloc((16 - (signed.length % 16)) % 16)]);
  const cipher = createCipheriv("aes-128-cbc", keyOf(secret), NO_IV).setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]);
  const whole = Buffer.concat([V2_PREFIX, Buffer.from(`${spec.partnerId}|`), encrypted]);
  return whole.toString("base64").replace(/\+/g, "-").replace(/\//g, "_");
}

/**
 * Read a session string and check its signature against an account's secrets. Undefined when it is no session
 * string or nobody's secret fits. Expiry is for the caller to judge.
 */
export function openSession(
  ks: string,
  secretsOf: (partnerId: number) => readonly string[],
): Session | undefined {
  const bytes = Buffer.from(ks.replace(/-/g, "+").replace(/_/g, "/"), "base64");
  return bytes.subarray(0, 3).equals(V2_PREFIX) ? openV2(ks, bytes, secretsOf) : openV1(ks, bytes, secretsOf);
}

function openV1(
  ks: string,
  bytes: Buffer,
  secretsOf: (partnerId: number) => readonly string[],
): Session | undefined {
  const text = bytes.toString("utf8");
  const bar = text.indexOf("|");
  if (bar !== 40) return undefined;
  const info = text.slice(bar + 1);
  const [partner, , expiry, type, , userId, ...rest] = info.split(";");
  const partnerId = Number(partner);
  if (!Number.isInteger(partnerId) || expiry === undefined || type === undefined) return undefined;
  const signature = text.slice(0, bar);
  const fits = secretsOf(partnerId).some(
    secret =>
      createHash("sha1")
        .update(secret + info)
        .digest("hex") === signature,
  );
  if (!fits) return undefined;
  return {
    ks,
    partnerId,
    userId: userId ?? "",
    type: Number(type) >= 1 ? 2 : 0,
    expiry: Number(expiry),
    privileges: rest[0] ?? "",
  };
}

function openV2(
  ks: string,
  bytes: Buffer,
  secretsOf: (partnerId: number) => readonly string[],
): Session | undefined {
  const bar = bytes.indexOf("|", 3);
  const encrypted = bytes.subarray(bar + 1);
  const partnerId = Number(bytes.subarray(3, bar).toString());
  if (bar < 0 || !Number.isInteger(partnerId) || encrypted.length === 0 || encrypted.length % 16 !== 0) {
    return undefined;
  }
  for (const secret of secretsOf(partnerId)) {
    const decipher = createDecipheriv("aes-128-cbc", keyOf(secret), NO_IV).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(encrypted), decipher.final()]);
    const fields = signedFields(plain);
    if (fields === undefined) continue;
    return { ks, partnerId, ...fields };
  }
  return undefined;
}

/** The padding is zeros and the length is not written, so take trailing zeros off until the SHA-1 fits. */
function signedFields(plain: Buffer): Omit<Session, "ks" | "partnerId"> | undefined {
  const signature = plain.subarray(0, 20);
  for (let end = plain.length; end > plain.length - 16 && end > 36; end--) {
    const body = plain.subarray(20, end);
    if (createHash("sha1").update(body).digest().equals(signature)) return parseFields(body.subarray(16));
    if (plain[end - 1] !== 0) break;
  }
  return undefined;
}

function parseFields(query: Buffer): Omit<Session, "ks" | "partnerId"> {
  const privileges: string[] = [];
  let expiry = 0;
  let type = 0;
  let userId = "";
  for (const [name, value] of new URLSearchParams(query.toString())) {
    if (name === "_e") expiry = Number(value);
    else if (name === "_t") type = Number(value) >= 1 ? 2 : 0;
    else if (name === "_u") userId = value;
    else if (name === "all" && value === "*") privileges.push("*");
    else if (!name.startsWith("_")) privileges.push(value === "" ? name : `${name}:${value}`);
  }
  return { expiry, type, userId, privileges: privileges.join(",") };
}

function keyOf(secret: string): Buffer {
  return createHash("sha1").update(secret).digest().subarray(0, 16);
}

/** Value of a privilege, "" when it has none, undefined when the session does not hold it. */
export function privilegeOf(session: Pick<Session, "privileges">, name: string): string | undefined {
  for (const privilege of session.privileges.split(",")) {
    const colon = privilege.indexOf(":");
    const own = colon < 0 ? privilege : privilege.slice(0, colon);
    if (own.trim().toLowerCase() === name) return colon < 0 ? "" : privilege.slice(colon + 1);
  }
  return undefined;
}
