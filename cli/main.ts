#!/usr/bin/env node
/** `npx pulumi-kaltura …`: what helps around `pulumi up`. */
import { Command } from "commander";
import { recover } from "./recover";

const version = (require("pulumi-kaltura/package.json") as { version: string }).version;

const program = new Command("pulumi-kaltura").description("Kaltura video events as code").version(version);

program
  .command("recover")
  .description(
    "after a run that was killed: clear its lock and its unfinished creates, look what is there, and say what is next",
  )
  .option("-s, --stack <name>", "stack; default: the selected one")
  .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
  .action(async (options: { stack?: string; cwd: string }) => {
    process.exitCode = await recover(options);
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
