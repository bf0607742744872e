// The npm packages of this checkout.
import { readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Failure, run } from "./process.mjs";
import { root, windows } from "./repo.mjs";

export async function ensureInstalled(log) {
  if (!installed()) {
    log("Installing npm packages (npm ci) …");
    // --ignore-scripts: no package here needs its install script, and none gets to run one.
    const { code, output } = await npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
    if (code !== 0) throw new Failure(`npm ci failed:\n${output}`);
  }
  linkSelf();
}

/** Whether node_modules holds what package-lock.json asks for, going by the record npm keeps there. */
function installed() {
  try {
    const wanted = packages("package-lock.json");
    const present = packages("node_modules/.package-lock.json");
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

const packages = file => JSON.parse(readFileSync(join(root, file), "utf8")).packages;

function npm(...args) {
  const script = process.env.npm_execpath; // set when npm started us; then the very same npm is used
  return script ? run(process.execPath, [script, ...args]) : run("npm", args, { shell: windows });
}

/**
 * node_modules/pulumi-kaltura → this checkout, so that programs and the engine's provider process find the package here
 * by its name, as they do in a user's repository. npm removes the link whenever it installs, so it is looked at each time.
 */
function linkSelf() {
  const link = join(root, "node_modules", "pulumi-kaltura");
  try {
    if (realpathSync(link) === realpathSync(root)) return;
  } catch {} // missing, or pointing nowhere
  rmSync(link, { recursive: true, force: true });
  symlinkSync(windows ? root : "..", link, "junction");
}
