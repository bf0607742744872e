/**
 * The ownership mark: two words in an object's admin tags (an event's tags) by which a stack finds what it
 * made, even when the answer to the creation was lost. Letters and digits only, as search indexes split at
 * anything else, and lower case, as Kaltura lower-cases tags.
 */
import { createHash } from "node:crypto";

const digest = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

const STACK = /^pulumi[0-9a-f]{10}$/;
const MARK = /^pulumi[0-9a-f]{10}x[0-9a-f]{12}$/;

/**
 * A resource's name in its stack, out of what its URN holds: resources of one kind may share a name in components of
 * different types. The same for both front ends, whose types differ for what is of this package.
 * @param types of all that the resource lies in, the outermost first
 */
export const placeOf = (name: string, types: readonly string[]): string =>
  [
    ...types
      .filter(type => type !== "pulumi:pulumi:Stack")
      .map(type => type.replace(/^(pulumi-nodejs:dynamic\/kaltura|kaltura:index):/, "")),
    name,
  ].join("/");

/**
 * The mark of one resource: stable for its stack, kind and place.
 * @param stack organization/project/stack
 * @param name as {@link placeOf} has it
 */
export function markOf(stack: string, kind: string, name: string): string {
  return `pulumi${digest(stack, 10)}x${digest(`${kind}\n${name}`, 12)}`;
}

/** The tags to put on an object: that of the stack and that of the resource. */
export function markTags(mark: string | undefined): string[] {
  return mark !== undefined && MARK.test(mark) ? [mark.slice(0, 16), mark] : [];
}

/** True for a tag that is part of a mark, ours or another stack's. */
export const isMark = (tag: string): boolean => STACK.test(tag) || MARK.test(tag);
