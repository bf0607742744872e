/** A resource that changes its kind but not what it is in Kaltura. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a resource that was of another kind before, and keeps its entry and so its embeds:
 * `new WebcastSession("talk", {…}, formerly("SimuliveSession"))` turns the simulive "talk" into a webcast. May stay
 * in the program for good. Combine it with other options by `pulumi.mergeOptions`.
 * @param kind the former one: its entry must be a live entry, too
 */
export const formerly = (kind: "SimuliveSession" | "WebcastSession"): pulumi.CustomResourceOptions => ({
  aliases: [{ type: `pulumi-nodejs:dynamic/kaltura:${kind}` }],
});
