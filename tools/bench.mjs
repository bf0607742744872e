// npm run bench: measures the provider on the real engine. Arguments go to bench/main.ts; --help shows them.
import { join } from "node:path";
import { main, runInFront } from "./lib/process.mjs";
import { root } from "./lib/repo.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  const { env } = await setup();
  // Its accounts are its own.
  for (const name of Object.keys(env)) if (name.startsWith("KALTURA_")) delete env[name];
  return runInFront(process.execPath, [join(root, "dist", "bench", "main.js"), ...process.argv.slice(2)], {
    env: { ...env, TZ: "UTC" },
  });
});
