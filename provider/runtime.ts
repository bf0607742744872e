/** From settings to a way to Kaltura: made with the first call, shared by all kinds of resources of a process. */
import { addressOf, kafHostOf, type Values, wholeNumber } from "./config";
import { credentialsOf, serviceUrlOf } from "./credentials";
import { Gateway } from "./kaltura/gateway";
import { Loaders } from "./kaltura/loaders";
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
    serviceUrl: serviceUrlOf(values),
    partnerId: wholeNumber(values, "partnerId"),
    // The session goes there: over https only, but for this machine.
    kafUrl: addressOf(kafHostOf(values)),
    credentials: credentialsOf(values),
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
