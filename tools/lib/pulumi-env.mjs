// The environment in which the engine runs here: no login, no questions, and nothing of the user's own Pulumi touched.
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheDir, stateDir } from "./repo.mjs";

/**
 * @param bin the folder of the Pulumi CLI
 * @param options.state folder for the file backend. When it is given, it is used whatever the user's settings are;
 *   otherwise a backend that the user has chosen (PULUMI_BACKEND_URL, PULUMI_ACCESS_TOKEN) is left alone.
 */
export function pulumiEnv(bin, { state } = {}) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const path = Object.keys(env).find(name => name.toUpperCase() === "PATH") ?? "PATH"; // "Path" on Windows
  if (!(env[path] ?? "").split(delimiter).includes(bin))
    env[path] = [bin, env[path]].filter(Boolean).join(delimiter);
  if (state === undefined && (env.PULUMI_BACKEND_URL || env.PULUMI_ACCESS_TOKEN)) return env;

  const folder = state ?? stateDir;
  const home = join(cacheDir, "home");
  for (const dir of [folder, home]) mkdirSync(dir, { recursive: true });
  env.PULUMI_BACKEND_URL = fileUrl(folder);
  env.PULUMI_HOME = home;
  delete env.PULUMI_ACCESS_TOKEN;
  if (!env.PULUMI_CONFIG_PASSPHRASE_FILE) env.PULUMI_CONFIG_PASSPHRASE ??= "";
  return env;
}

const fileUrl = folder => decodeURI(pathToFileURL(folder).href);
