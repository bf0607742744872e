// npm test: everything under test/, with a Pulumi engine at hand. Arguments go to mocha:
//   npm test -- --grep "adopt"        npm test -- test/agenda.test.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDebian } from "./lib/debian.mjs";
import { Failure, main, runInFront, say } from "./lib/process.mjs";
import { packageBin } from "./lib/repo.mjs";
import { setup } from "./setup.mjs";

/** Test files may be named by their source. Without any, all are run. */
function mochaArgs(args) {
  const file = /^(?:\.\/)?(?:dist\/)?(test\/.+)\.(?:ts|js)$/;
  const named = args.map(arg => arg.replace(file, "dist/$1.js"));
  return named.some(arg => arg.startsWith("dist/test/")) ? named : [...named, "dist/test/**/*.test.js"];
}

/** What tests in a folder run for real, when it is no part of this project. */
const PROGRAMS = [
  { tests: "test/reach", command: "redis-server", package: "redis-server" },
  { tests: "test/site", command: "chromium", package: "chromium" },
];

/** Sees to the programs that the chosen tests need. One that can't be had fails those tests, and no others. */
async function provide(files) {
  for (const { tests, ...program } of PROGRAMS) {
    if (!files.some(file => file.includes("*") || file.includes(tests))) continue;
    try {
      await ensureDebian(program, say);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(error.message);
    }
  }
}

await main(async () => {
  const state = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
  try {
    const { env } = await setup({ state });
    // Tests create and destroy: an account in the user's environment is not theirs to use.
    for (const name of Object.keys(env)) if (name.startsWith("KALTURA_")) delete env[name];
    const args = mochaArgs(process.argv.slice(2));
    await provide(args.filter(arg => arg.startsWith("dist/test/")));
    const mocha = [packageBin("mocha", "bin/mocha.js"), ...args];
    const failures = await runInFront(process.execPath, mocha, { env: { ...env, TZ: "UTC" } });
    return failures === 0 ? 0 : 1;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});
