// Makes a checkout ready to run. Every other script here calls this first; done twice it does nothing.
// By itself it prints the environment for a shell:  eval "$(node tools/setup.mjs)" && pulumi stack ls
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main, say } from "./lib/process.mjs";
import { PULUMI, pulumiBin } from "./lib/pulumi-cli.mjs";
import { pulumiEnv } from "./lib/pulumi-env.mjs";

/** Packages and dist/ only: all that a program without the engine needs. */
export async function setupPrograms({ log = say } = {}) {
  await ensureInstalled(log);
  await ensureBuilt(log);
}

/** Also the Pulumi CLI: gives its path, and the environment to run it in (see pulumiEnv for `state`). */
export async function setup({ log = say, state } = {}) {
  await setupPrograms({ log });
  const bin = await pulumiBin(log);
  return { pulumi: join(bin, PULUMI), env: pulumiEnv(bin, { state }) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    const { env } = await setup();
    for (const [name, value] of Object.entries(env)) {
      if (value !== process.env[name]) console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
    }
  });
}
