/** What things are called on Pulumi's wire. */

export const PACKAGE = "kaltura";

/** `kaltura:index:WebcastSession`. */
export const tokenOf = (name: string): string => `${PACKAGE}:index:${name}`;

/** The last part of a token: the kind of a resource, the name of a function. */
export const nameIn = (token: string): string => token.slice(token.lastIndexOf(":") + 1);
