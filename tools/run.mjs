// node tools/run.mjs emulator/cli.js ARGS…: runs a compiled program of this checkout, compiling first if need be.
import { existsSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { Failure, main } from "./lib/process.mjs";
import { root } from "./lib/repo.mjs";
import { setupPrograms } from "./setup.mjs";

await main(async () => {
  const [node, , program, ...args] = process.argv;
  if (!program) throw new Failure("Say which program to run, e.g. node tools/run.mjs emulator/cli.js");
  await setupPrograms();
  const file = join(root, "dist", program);
  if (!existsSync(file))
    throw new Failure(`There is no program ${program} in this checkout (looked for ${file}).`);
  // In this very process, as node's own main module: nothing between the program and its signals, stdin and stdout.
  process.argv = [node, file, ...args];
  Module.runMain();
});
