#!/usr/bin/env node
/**
 * The plugin's process: `pulumi-resource-kaltura ENGINE`, started by the engine. Its first line is the port that it listens
 * on; whatever it has to say after that goes to the engine, never to stdout.
 */
import { followEngine } from "../lifeline";
import { serve } from "./server";

const engine = process.argv.slice(2).find(argument => !argument.startsWith("-"));

// One that attaches by itself comes and goes.
if (engine !== undefined) followEngine();

serve(engine).then(
  ({ port }) => console.log(port),
  error => {
    console.error(error);
    process.exitCode = 1;
  },
);
