// Where things live. Everything else in tools/ asks here.
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** State of the demo: the engine's file backend and the embedded account. Not in git. */
export const stateDir = join(root, ".pulumi-state");

/** What is dear to make and the same for every checkout (the Pulumi CLI). Outside the work tree. */
export const cacheDir = resolve(
  process.env.PULUMI_KALTURA_CACHE ||
    join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-kaltura"),
);

export const windows = process.platform === "win32";

export const packageBin = (name, file) => join(root, "node_modules", name, file);
