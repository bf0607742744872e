/** Where to go and as whom, from settings: for the provider's own runtime and for the library of embeds. */
import { isLoopback, SettingError, type Values } from "./config";
import type { AdminSecret, AppTokenCredentials } from "./kaltura/session";
import type { HashType } from "./kaltura/tokenSession";

/** Where the API answers. @throws SettingError when it is no address that credentials may go to */
export function serviceUrlOf(values: Values): string {
  const text = values.serviceUrl ?? "";
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SettingError("serviceUrl", "is not a URL such as https://www.kaltura.com");
  }
  if (url.username || url.password) throw new SettingError("serviceUrl", "must not hold a user or password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new SettingError(
      "serviceUrl",
      `is "${text}": credentials go over https only (http on this machine alone)`,
    );
  }
  return text.replace(/\/+$/, "");
}

const HASHES: readonly HashType[] = ["SHA1", "MD5", "SHA256", "SHA512"];

/** @throws SettingError when Kaltura has no such hash */
export function hashTypeOf(values: Values): HashType {
  const hashType = HASHES.find(h => h === values.appTokenHash?.toUpperCase());
  if (hashType !== undefined) return hashType;
  throw new SettingError("appTokenHash", `is "${values.appTokenHash}", not one of ${HASHES.join(", ")}`);
}

/** An app token, or else the admin secret. @throws SettingError when neither is whole */
export function credentialsOf(values: Values): AdminSecret | AppTokenCredentials {
  const common = {
    ...(values.userId !== undefined && { userId: values.userId }),
    ...(values.privileges !== undefined && { privileges: values.privileges }),
  };
  if (values.appTokenId !== undefined || values.appToken !== undefined) {
    if (values.appTokenId === undefined) throw new SettingError("appTokenId", "is not set, but appToken is");
    if (values.appToken === undefined) throw new SettingError("appToken", "is not set, but appTokenId is");
    const hashType = hashTypeOf(values);
    return { appTokenId: values.appTokenId, appToken: values.appToken, hashType, ...common };
  }
  if (values.adminSecret === undefined) {
    throw new SettingError(
      "appTokenId",
      "is not set, so there are no credentials (nor is kaltura:adminSecret)",
    );
  }
  return { adminSecret: values.adminSecret, ...common };
}
