#!/usr/bin/env node
/** `npx pulumi-kaltura …`: what helps around `pulumi up`. One file a command; here is the list. */
import { Command } from "commander";
import { checkCommand } from "./check";
import { embedUrlCommand } from "./embedUrl";
import { importCommand } from "./import";
import { importEventCommand } from "./importEvent";
import { planCommand } from "./plan";
import { reachVendorCommand } from "./reachVendor";
import { recoverCommand } from "./recover";
import { rehearseCommand } from "./rehearse";
import { siteCommand } from "./site";
import { sweepCommand } from "./sweep";

const version = (require("pulumi-kaltura/package.json") as { version: string }).version;

const program = new Command("pulumi-kaltura").description("Kaltura video events as code").version(version);

for (const command of [
  checkCommand,
  importCommand,
  planCommand,
  importEventCommand,
  recoverCommand,
  sweepCommand,
  embedUrlCommand,
  siteCommand,
  rehearseCommand,
  reachVendorCommand,
])
  program.addCommand(command());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
