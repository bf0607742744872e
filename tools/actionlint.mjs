// node tools/actionlint.mjs FILE…: checks GitHub workflow files, with the actionlint on PATH or one built with Go.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { exe, goBuild, goCompiler, intoCache, onPath } from "./lib/go-build.mjs";
import { main, runInFront, say } from "./lib/process.mjs";
import { cacheDir } from "./lib/repo.mjs";

const VERSION = "1.7.12";
const FILE = exe("actionlint");

async function actionlint() {
  const found = onPath(FILE);
  if (found) return found;
  const place = join(cacheDir, `actionlint-${VERSION}`);
  const whole = folder => existsSync(join(folder, FILE));
  if (!whole(place)) {
    const go = goCompiler("actionlint");
    await intoCache(place, whole, folder =>
      goBuild(go, "actionlint", "github.com/rhysd/actionlint/cmd/actionlint", join(folder, FILE), say),
    );
  }
  return join(place, FILE);
}

// Its own rules only: shellcheck may be on PATH here and not there.
await main(async () =>
  runInFront(await actionlint(), ["-shellcheck=", "-pyflakes=", "-no-color", ...process.argv.slice(2)]),
);
