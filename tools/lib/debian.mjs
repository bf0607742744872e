// Programs that tests run for real, from Debian's packages.
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure, run, withProgress } from "./process.mjs";

/**
 * The path of a program; installs its package when it is missing and this is a Debian system where we may.
 * Services of the package are not started.
 * @throws Failure that says what to install
 */
export async function ensureDebian({ command, package: name }, log) {
  const known = onPath(command);
  if (known) return known;
  const missing = why =>
    new Failure(`There is no ${command} on PATH (${why}): install it (Debian's package is ${name}).`);
  if (!onPath("apt-get")) throw missing("and no apt-get to install it with");
  if (process.getuid?.() !== 0) throw missing("and only root may install it");
  log(`Installing ${name} …`);
  // Another set-up may be installing something at the same time.
  const apt = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-qq"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const install = () => run("apt-get", [...apt, "install", "-y", "--no-install-recommends", name], { env });
  const step = (words, work) => withProgress(log, () => words, work);
  let { code, output } = await step(`installing ${name}`, install);
  if (code !== 0) {
    // The list of packages may be missing or old.
    await step("asking for the list of packages", () => run("apt-get", [...apt, "update"], { env }));
    ({ code, output } = await step(`installing ${name}`, install));
  }
  const installed = onPath(command);
  if (code === 0 && installed) return installed;
  throw missing(`apt-get could not install it: ${output.trim().split("\n").slice(-3).join(" / ")}`);
}

function onPath(command) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  return folders
    .filter(Boolean)
    .map(folder => join(folder, command))
    .find(path => existsSync(path) && isRunnable(path));
}

function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
