// Compiling TypeScript into dist/, only when there is something to compile.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Failure, run } from "./process.mjs";
import { packageBin, root } from "./repo.mjs";

const dist = join(root, "dist");
/** Dated to the start of the last build without errors. (tsc's own record is also written when there were errors.) */
const stamp = join(dist, ".built");

/**
 * PULUMI_KALTURA_BUILD=skip uses dist/ as it is; =warn shows type errors and goes on with what was compiled.
 * `always` compiles even if nothing seems to have changed.
 */
export async function ensureBuilt(log, { always = false } = {}) {
  const mode = process.env.PULUMI_KALTURA_BUILD;
  if (mode === "skip" || (!always && upToDate())) return;
  log("Compiling TypeScript …");
  const started = new Date();
  removeOrphans();
  const { code, output } = await run(process.execPath, [packageBin("typescript", "bin/tsc"), "-p", root]);
  if (code === 0) {
    mkdirSync(dist, { recursive: true });
    writeFileSync(stamp, "");
    utimesSync(stamp, started, started);
  } else if (mode === "warn") log(output);
  else throw new Failure(`The TypeScript sources do not compile:\n${output}`);
}

function upToDate() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const { include } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
  const settings = ["tsconfig.json", "package-lock.json"].map(file => join(root, file));
  return (
    !settings.some(file => statSync(file).mtimeMs > built) &&
    !include.some(dir => newerIn(join(root, dir), built))
  );
}

/** Whether a source, or a folder (a file came, went or was renamed), has changed since. */
function newerIn(dir, since) {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  return (
    stat.mtimeMs > since ||
    readdirSync(dir, { withFileTypes: true }).some(item => {
      const path = join(dir, item.name);
      if (item.isDirectory()) return item.name !== "node_modules" && newerIn(path, since);
      return item.name.endsWith(".ts") && statSync(path).mtimeMs > since;
    })
  );
}

/** tsc leaves the output of a source that is gone: a test deleted months ago would still run. */
function removeOrphans() {
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true })) {
    const compiled = /^(.+)\.(js|js\.map|d\.ts)$/.exec(file);
    if (compiled && !existsSync(join(root, `${compiled[1]}.ts`))) rmSync(join(dist, file));
  }
}
