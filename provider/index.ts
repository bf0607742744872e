/**
 * pulumi-kaltura: Kaltura video events as code.
 *
 * What a program imports: the resource classes, and helpers for embeds. Nothing here opens a socket.
 */
export * from "./dynamic/classes";
export { formerly } from "./dynamic/formerly";
export { type BundledSchema, bundledSchema } from "./schemas";
