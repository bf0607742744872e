/**
 * What only the program knows of channels: when the sessions are that are given to one, though their ids, in a
 * first preview, are not there yet.
 */
import * as pulumi from "@pulumi/pulumi";
import { clashes, type Slot, spell } from "../slots";

/** As much of a session's inputs as says when it is. */
interface Timed {
  readonly name?: pulumi.Input<string> | undefined;
  readonly start?: pulumi.Input<string> | undefined;
  readonly end?: pulumi.Input<string> | undefined;
  readonly timezone?: pulumi.Input<string> | undefined;
  readonly scheduleEvent?:
    | pulumi.Input<{
        readonly preStartSeconds?: pulumi.Input<number>;
        readonly postEndSeconds?: pulumi.Input<number>;
      }>
    | undefined;
}

/** Inputs of the resources of this run, by the resource and by the outputs that are its id. */
const inputsOf = new WeakMap<object, object>();

/** Resources by the outputs that are their ids. */
const behind = new WeakMap<object, pulumi.CustomResource>();

/** Keeps the inputs of a resource for channels that it is given to, or that are given to it. */
export function remember(resource: pulumi.CustomResource, args: object): void {
  const { id, entryId } = resource as pulumi.CustomResource & { readonly entryId?: object };
  for (const key of [resource, id, entryId]) if (key !== undefined) inputsOf.set(key, args);
  for (const key of [id, entryId]) if (key !== undefined) behind.set(key, resource);
}

/** The inputs as the provider is to get them. @throws RunError for sessions that overlap on one channel */
export function withChannels(kind: string, args: object): object {
  if (kind === "RestreamerChannel") return withTimes(args);
  const { channel } = args as { readonly channel?: unknown };
  if (channel !== undefined) shareChannel(channel, args as Timed);
  return args;
}

// ---- restream: targets are on at their sessions' times ---------------------------------------------------

function withTimes(args: { readonly targets?: unknown }): object {
  const { targets } = args;
  return Array.isArray(targets) ? { ...args, targets: targets.map(withOwnTimes) } : args;
}

function withOwnTimes(target: unknown): unknown {
  const { session } = (isObject(target) ? target : {}) as { readonly session?: unknown };
  const own = isObject(session) ? (inputsOf.get(session) as Timed | undefined) : undefined;
  if (own === undefined) return target;
  const seconds = (which: "preStartSeconds" | "postEndSeconds") =>
    own.scheduleEvent === undefined ? undefined : pulumi.output(own.scheduleEvent).apply(e => e[which]);
  return {
    name: own.name,
    from: own.start,
    until: own.end,
    timezone: own.timezone,
    preStartSeconds: seconds("preStartSeconds"),
    postEndSeconds: seconds("postEndSeconds"),
    ...target!,
  };
}

// ---- source: sessions that show one channel --------------------------------------------------------------

interface Showing {
  readonly name: string;
  readonly slot: Slot;
}

const showing = new WeakMap<object, Showing[]>();
/** What stands for a channel that is given by its id, in one run of a program. */
const byId = new WeakMap<object, Map<string, object>>();

/** Notes that a session shows a channel. Times that a preview doesn't know pass. */
function shareChannel(channel: unknown, args: Timed): void {
  const key = keyOf(channel);
  if (key === undefined) return;
  const { name, start, end, timezone, scheduleEvent } = args;
  const values = { name, start, end, timezone, scheduleEvent };
  const title = isObject(key) ? (inputsOf.get(key) as Timed | undefined)?.name : undefined;
  const note = (known: pulumi.Unwrap<typeof values>) => {
    const slot = slotOf(known);
    if (slot === undefined) return;
    const others = showing.get(key) ?? [];
    showing.set(key, [...others, { name: known.name ?? "", slot }]);
    const clash = clashes(showing.get(key)!).at(-1);
    if (clash === undefined) return;
    const [a, b] = clash.map(s => spell(s.name, s.slot));
    const which = typeof title === "string" ? `channel "${title}"` : "one channel";
    throw new pulumi.RunError(
      `${a} and ${b} are on ${which} at once; a channel feeds one session at a time, so move one of them, or give it another channel`,
    );
  };
  // At once where it can be: then nothing of the session is registered.
  if (isPlain(values)) note(values as pulumi.Unwrap<typeof values>);
  else pulumi.output(values).apply(note);
}

function keyOf(channel: unknown): object | undefined {
  if (pulumi.CustomResource.isInstance(channel)) return channel;
  if (isObject(channel)) return behind.get(channel);
  if (typeof channel !== "string") return undefined;
  const run = pulumi.runtime.getStackResource() ?? byId;
  const channels = byId.get(run) ?? new Map<string, object>();
  byId.set(run, channels);
  const key = channels.get(channel) ?? {};
  channels.set(channel, key);
  return key;
}

function slotOf(session: pulumi.Unwrap<Timed>): Slot | undefined {
  // Loaded when it is needed: programs without channels needn't know calendars.
  const { epochOf, TimeError } = require("../time") as typeof import("../time");
  try {
    return {
      start: epochOf(session.start ?? "", session.timezone),
      end: epochOf(session.end ?? "", session.timezone),
      lead: session.scheduleEvent?.preStartSeconds ?? 0,
      tail: session.scheduleEvent?.postEndSeconds ?? 0,
    };
  } catch (error) {
    // The provider's check says what is wrong with it.
    if (error instanceof TimeError) return undefined;
    throw error;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Whether there is nothing in it that is known later only. */
export const isPlain = (value: unknown): boolean =>
  !isObject(value) ||
  (!pulumi.Output.isInstance(value) && !(value instanceof Promise) && Object.values(value).every(isPlain));
