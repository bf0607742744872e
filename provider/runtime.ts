/** From settings to a way to Kaltura: made with the first call, shared by all kinds of resources of a process. */
import { addressOf, kafHostOf, type Values, wholeNumber } from "./config";
import { credentialsOf, serviceUrlOf } from "./credentials";
import { journalFor } from "./journal";
import { Gateway } from "./kaltura/gateway";
import { Loaders } from "./kaltura/loaders";
import type { Runtime } from "./lifecycle/runtime";
import { engineGone, finishFirst } from "./lifeline";

const runtimes = new Map<string, Runtime>();

/**
 * A runtime that is made when it is first asked for. Nothing happens before: a preview has no credentials, and
 * Pulumi calls on without waiting for a configuration that takes time.
 * @throws SettingError on first use, when a setting is missing or wrong
 */
export function lazyRuntime(values: () => Values, voice: Voice = plainVoice): () => Runtime {
  let own: Runtime | undefined;
  return () => {
    own ??= runtimeFor(values(), voice);
    return own;
  };
}

/** How a front end tells the user something. */
export interface Voice {
  /** How something stands that takes long, or what is to be known of it. */
  readonly say: (line: string) => void;
  /** That everything waits, and why. */
  readonly wait: (line: string) => void;
}

/** Pulumi shows what a dynamic provider prints as lines of the run. */
const plainVoice: Voice = { say: line => console.log(line), wait: line => console.error(line) };

function runtimeFor(values: Values, voice: Voice): Runtime {
  const key = JSON.stringify(values);
  const known = runtimes.get(key) ?? openRuntime(values, voice);
  runtimes.set(key, known);
  return known;
}

/**
 * A runtime for whoever closes its gateway again.
 * @throws SettingError when a setting is missing or wrong
 */
export function openRuntime(values: Values, voice: Voice = plainVoice): Runtime {
  const partnerId = wholeNumber(values, "partnerId");
  const url = serviceUrlOf(values);
  const indexLagMs = wholeNumber(values, "indexLagSeconds") * 1000;
  const gateway = new Gateway({
    serviceUrl: url,
    partnerId,
    // The session goes there: over https only, but for this machine.
    kafUrl: addressOf(kafHostOf(values)),
    credentials: credentialsOf(values),
    concurrency: wholeNumber(values, "concurrency"),
    timeoutMs: wholeNumber(values, "callTimeoutSeconds") * 1000,
    runTimeoutMs: wholeNumber(values, "runTimeoutSeconds") * 1000,
    log: voice.wait,
    abandoned: engineGone,
  });
  finishFirst(() => gateway.idle);
  return {
    gateway,
    load: new Loaders(gateway),
    journal: journalFor(url, partnerId, indexLagMs),
    indexLagMs,
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    say: voice.say,
    now: Date.now,
  };
}
