/** From settings to a way to Kaltura: made with the first call, shared by all kinds of resources of a process. */
import { kafHostOf, SettingError, type Values, wholeNumber } from "./config";
import { Gateway } from "./kaltura/gateway";
import { Loaders } from "./kaltura/loaders";
import type { Credentials, HashType } from "./kaltura/session";
import type { Runtime } from "./lifecycle/runtime";

const runtimes = new Map<string, Runtime>();

/**
 * A runtime that is made when it is first asked for. Nothing happens before: a preview has no credentials, and
 * Pulumi calls on without waiting for a configuration that takes time.
 * @throws SettingError on first use, when a setting is missing or wrong
 */
export function lazyRuntime(values: () => Values): () => Runtime {
  let own: Runtime | undefined;
  return () => {
    own ??= runtimeFor(values());
    return own;
  };
}

function runtimeFor(values: Values): Runtime {
  const key = JSON.stringify(values);
  const known = runtimes.get(key);
  if (known) return known;
  const gateway = new Gateway({
    serviceUrl: serviceUrl(values),
    partnerId: wholeNumber(values, "partnerId"),
    kafUrl: kafUrl(values),
    credentials: credentials(values),
    concurrency: wholeNumber(values, "concurrency"),
    timeoutMs: wholeNumber(values, "callTimeoutSeconds") * 1000,
    runTimeoutMs: wholeNumber(values, "runTimeoutSeconds") * 1000,
    log: line => console.error(line),
  });
  const runtime: Runtime = {
    gateway,
    load: new Loaders(gateway),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    // Pulumi shows it as an info line of the run.
    say: line => console.log(line),
  };
  runtimes.set(key, runtime);
  return runtime;
}

function serviceUrl(values: Values): string {
  const text = values.serviceUrl ?? "";
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SettingError("serviceUrl", "is not a URL such as https://www.kaltura.com");
  }
  if (url.username || url.password) throw new SettingError("serviceUrl", "must not hold a user or password");
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new SettingError(
      "serviceUrl",
      `is "${text}": credentials go over https only (http on this machine alone)`,
    );
  }
  return text.replace(/\/+$/, "");
}

/** The session goes there: over https only, but for this machine. */
function kafUrl(values: Values): string {
  const host = kafHostOf(values);
  return `${/^(127\.0\.0\.1|localhost)(:|$)/.test(host) ? "http" : "https"}://${host}`;
}

const HASHES: readonly HashType[] = ["SHA1", "MD5", "SHA256", "SHA512"];

function credentials(values: Values): Credentials {
  const common = {
    ...(values.userId !== undefined && { userId: values.userId }),
    ...(values.privileges !== undefined && { privileges: values.privileges }),
  };
  if (values.appTokenId !== undefined || values.appToken !== undefined) {
    if (values.appTokenId === undefined) throw new SettingError("appTokenId", "is not set, but appToken is");
    if (values.appToken === undefined) throw new SettingError("appToken", "is not set, but appTokenId is");
    const hashType = HASHES.find(h => h === values.appTokenHash?.toUpperCase());
    if (hashType === undefined) {
      throw new SettingError("appTokenHash", `is "${values.appTokenHash}", not one of ${HASHES.join(", ")}`);
    }
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
