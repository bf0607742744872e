// What the demo's scripts share: which Kaltura they work against, which stack, and Pulumi with both in place.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setup } from "../setup.mjs";
import { Failure, run, runInFront, say } from "./process.mjs";
import { root, stateDir } from "./repo.mjs";

/** The embedded account between runs. It belongs to the stack `demo`. */
export const snapshot = join(stateDir, "kaltura.json");

/**
 * Sets up, starts the embedded Kaltura unless a real account is configured, and calls body with
 * - stack: name of the stack for that account
 * - pulumi(...args): runs Pulumi in front of the user, gives its exit code
 * - output(...args): runs it out of sight, gives { code, stdout, output }
 * - emulator: the embedded Kaltura, undefined with a real account
 * The embedded Kaltura lives in this process, so everything here must stay asynchronous while Pulumi runs.
 */
export async function withKaltura(body) {
  const { pulumi, env } = await setup();
  const { stack, emulator, settings } = realAccount(env) ?? (await embeddedAccount());
  const options = { env: { ...env, ...settings } };
  try {
    return await body({
      stack,
      emulator,
      env: options.env,
      pulumi: (...args) => runInFront(pulumi, args, options),
      output: (...args) => run(pulumi, args, options),
    });
  } finally {
    await emulator?.stop();
  }
}

/** An account of the user's own, from the environment or the stack's configuration. */
function realAccount(env) {
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_SERVICE_URL: url } = env;
  const at = url ? ` at ${url}` : "";
  if (partnerId) {
    say(`Kaltura: account ${partnerId}${at}, from the environment`);
    return { stack: `account-${partnerId}` }; // of its own, apart from the embedded account's
  }
  const file = join(root, "Pulumi.demo.yaml");
  const config = existsSync(file) ? readFileSync(file, "utf8") : "";
  const configured = /^\s*["']?kaltura:partnerId["']?:\s*["']?([^\s"']+)/m.exec(config)?.[1];
  if (!configured) {
    if (!url) return undefined;
    throw new Failure(
      "KALTURA_SERVICE_URL is set without KALTURA_PARTNER_ID. Set both, or neither to use the embedded Kaltura.",
    );
  }
  if (existsSync(snapshot)) {
    throw new Failure(
      `Pulumi.demo.yaml names account ${configured}, but the stack "demo" still describes the embedded Kaltura.
Take kaltura:partnerId out of the file, run "npm run destroy", and put it back; or set KALTURA_PARTNER_ID instead,
which uses a stack of its own.`,
    );
  }
  say(`Kaltura: account ${configured}${at}, from Pulumi.demo.yaml`);
  return { stack: "demo" };
}

async function embeddedAccount() {
  const { startEmulator } = await import(pathToFileURL(join(root, "dist", "emulator", "index.js")).href);
  // It has no transcoder: whatever is uploaded, it takes to be half an hour long.
  const emulator = await startEmulator({ snapshot, mediaSeconds: 1800, mediaNeedsContent: true });
  const { webinarTemplate } = emulator.provision();
  say(`Kaltura: the embedded one, at ${emulator.url} while this runs (account ${emulator.partnerId})`);
  const settings = {
    KALTURA_SERVICE_URL: emulator.url,
    KALTURA_PARTNER_ID: String(emulator.partnerId),
    KALTURA_ADMIN_SECRET: emulator.adminSecret,
    // Embed URLs as a real account's would be, on a host that can't be mistaken for one.
    KALTURA_CDN_HOST: "cdn.embedded-kaltura.example",
    KALTURA_KAF_HOST: "kaf.embedded-kaltura.example",
    KALTURA_PLAYER_ID: "1",
    // A real account has its metadata profiles from Kaltura; here the program makes them.
    KALTURA_MAKE_PROFILES: "1",
    KALTURA_ORDER_CAPTIONS: "1", // here they cost nothing
    // A real account's is told by Kaltura, and configured.
    KALTURA_WEBINAR_TEMPLATE: webinarTemplate,
    // Half an account from the user's environment would be mixed into this one.
    KALTURA_APP_TOKEN_ID: undefined,
    KALTURA_APP_TOKEN: undefined,
    KALTURA_USER_ID: undefined,
  };
  return { stack: "demo", emulator, settings };
}

/** Ends the script if Pulumi did not succeed. Pulumi has said why; this says what can be done here. */
export function expectSuccess(code, command) {
  if (code === 0) return;
  throw new Failure(
    `pulumi ${command} failed with exit code ${code}; the reason is above.
Any Pulumi command runs here as: npm run -s pulumi -- COMMAND, for example "cancel --yes" after an interrupted run.`,
  );
}
