// npm run check: all that can be said about the sources without running them. Tests are apart: npm test.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { exe, onPath } from "./lib/go-build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { Failure, main, run, say } from "./lib/process.mjs";
import { packageBin, root } from "./lib/repo.mjs";
import { checkSdks } from "./lib/sdkgen.mjs";

async function expectClean(...command) {
  const { code, output } = await run(process.execPath, command);
  if (code !== 0) throw new Failure(output);
}

const generate = join(root, "dist", "tools", "generate.js");

const checks = {
  types: () => ensureBuilt(() => {}, { always: true }),
  "lint and format": () =>
    expectClean(
      packageBin("@biomejs/biome", "bin/biome"),
      "ci",
      "--colors=off",
      "--diagnostic-level=warn",
      ".",
    ),
  "generated files": () => (existsSync(generate) ? expectClean(generate, "--check") : undefined),
  // Their generator is built with Go; without it, npm test or CI says it.
  "SDKs of other languages": () => (onPath(exe("go")) ? checkSdks(say) : undefined),
};

await main(async () => {
  await ensureInstalled(say);
  const verdicts = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      verdicts.push(`ok      ${name}`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.log(`${error.message}\n`);
      verdicts.push(`FAILED  ${name}`);
    }
  }
  console.log(`${verdicts.join("\n")}\n(tests are run by npm test)`);
  return verdicts.some(verdict => verdict.startsWith("FAILED")) ? 1 : 0;
});
