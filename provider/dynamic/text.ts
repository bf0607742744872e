/** What Pulumi keeps of a dynamic resource beside its properties. */

/** Before the kind, in a resource's type. */
export const TYPE = "pulumi-nodejs:dynamic/kaltura:";

/**
 * The text Pulumi keeps as the resource's provider: a constant that loads this package. Nothing is captured, so
 * no code and no secret gets into the state, and an update of the package takes effect at once.
 */
export const providerText = (kind: string): string =>
  `exports.handler=()=>require("pulumi-kaltura/dynamic").provider("${kind}");`;
