// Compiles the copy of the sources that Stryker has mutated. Run by Stryker, in that copy; see stryker.config.mjs.
import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(process.argv[2]);
symlinkSync(join(root, "node_modules"), "node_modules", "junction");
// Mutants need not be right by their types: no checks.
const flags = ["--noCheck", "--incremental", "false", "--tsBuildInfoFile", "null", "--declaration", "false"];
const { status } = spawnSync(
  process.execPath,
  [join("node_modules", "typescript", "bin", "tsc"), "-p", ".", ...flags],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
