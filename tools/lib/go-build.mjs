// Programs built from source with Go, once, into the cache: what works where only the package registries can be reached.
// Each has a Go module in tools/, which pins every version.
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Failure, run, withProgress } from "./process.mjs";
import { root, windows } from "./repo.mjs";

export const exe = name => (windows ? `${name}.exe` : name);

export function onPath(file) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map(dir => join(dir, file))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** @param what is to be built, for the complaint when there is no compiler */
export function goCompiler(what) {
  const go = onPath(exe("go"));
  if (!go) throw new Failure(`There is no Go compiler on PATH to build ${what} with.`);
  return go;
}

/**
 * @param module folder in tools
 * @param target file to write
 * @param ldflags more flags for the linker
 */
export async function goBuild(go, module, packagePath, target, log, ldflags = "") {
  const args = ["build", "-v", "-trimpath", "-ldflags", `-s -w ${ldflags}`.trim(), "-o", target, packagePath];
  let [downloaded, compiled] = [0, 0];
  const count = line => (line.startsWith("go: downloading") ? downloaded++ : compiled++);
  const { code, output } = await withProgress(
    log,
    () => `${module}: ${downloaded} modules downloaded, ${compiled} packages compiled`,
    () => run(go, args, { cwd: join(root, "tools", module), env: goEnv(), onLine: count }),
  );
  if (code !== 0)
    throw new Failure(`go build in tools/${module} failed:\n${output.split("\n").slice(-20).join("\n")}`);
}

/** No C compiler needed, and no settings of a workspace around this checkout. */
export const goEnv = () => ({ ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly" });

/** Fills a folder of its own and moves it into place whole, so set-ups may run side by side or be interrupted. */
export async function intoCache(place, isWhole, fill) {
  mkdirSync(dirname(place), { recursive: true });
  const folder = mkdtempSync(`${place}-`);
  try {
    await fill(folder);
    try {
      renameSync(folder, place);
    } catch (error) {
      if (!existsSync(place)) throw error;
      if (!isWhole(place)) {
        rmSync(place, { recursive: true, force: true });
        renameSync(folder, place);
      } // else another set-up was faster, with the same
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
