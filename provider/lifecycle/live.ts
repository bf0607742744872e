/**
 * Sessions that are on air, or in their time: a run does not delete them, replace them, move them away from now or
 * take from them what they show, unless the input allowChangesWhileLive says so. The server is the judge, as it was
 * seen right before the write; a preview judges by the times in the state alone.
 */
import { type ApiError, LOCKED_WHILE_LIVE } from "../kaltura/errors";
import { type Slot, widened } from "../slots";
import { epochOf, TimeError, writeLike } from "../time";
import type { Definition } from "./define";
import { OperationError } from "./failure";
import type { AnyPart, Site, Step } from "./part";
import { getPath, type Props } from "./values";

/** What a call does to a session that is on. */
export interface Disruption {
  /** "moves it away from now", "takes away what it shows". */
  readonly what: string;
  /** Inputs that ask for it. */
  readonly inputs: readonly string[];
  /** When what it disrupts is on, as the server has it; without it that is the session's own time. */
  readonly slot?: Slot;
  /** It also disrupts what is on air at another time. */
  readonly whileOnAir: boolean;
}

/** Whether resources of this kind can be on air, and so are guarded. */
export const isGuarded = <I>({ inputs }: Definition<I>): boolean => "allowChangesWhileLive" in inputs.shape;

export const isIn = (slot: Slot, epoch: number): boolean => {
  const { start, end } = widened(slot);
  return start <= epoch && epoch < end;
};

/** Names it for people: `webcast session "Opening keynote" (1_abc)`. */
export function titleOf<I>({ label }: Definition<I>, props: Props, id: string | undefined): string {
  const name = typeof props.name === "string" ? ` "${props.name}"` : "";
  return `${label}${name}${id === undefined ? "" : ` (${id})`}`;
}

/** `from 09:50 to 10:00`, in the words of the inputs' own times. */
function spelled(slot: Slot, inputs: Props): string {
  const { start, end } = widened(slot);
  const like = typeof inputs.start === "string" ? inputs.start : undefined;
  const zone = typeof inputs.timezone === "string" ? inputs.timezone : undefined;
  return `from ${writeLike(start, like, zone)} to ${writeLike(end, like, zone)}`;
}

/** `webcast session "Talk" (1_x) is on air`, and when to try again. */
function words<I>(definition: Definition<I>, site: Site, inputs: Props, on: Slot | "air") {
  const id = site.handles.get(definition.root);
  const title = titleOf(definition, inputs, typeof id === "string" ? id : undefined);
  if (on === "air") return { is: `${title} is on air`, again: "Run again when the broadcast is over" };
  const more = (on.lead ?? 0) > 0 || (on.tail ?? 0) > 0 ? ", lead-in and lead-out counted" : "";
  return { is: `${title} is on ${spelled(on, inputs)}${more}`, again: "Run again after that" };
}

const allowed = (inputs: Props) => inputs.allowChangesWhileLive === true;

const onAir = (parts: readonly AnyPart[], site: Site): boolean =>
  parts.some(part => {
    const seen = site.seen.get(part.key);
    return seen !== undefined && part.onAir?.(seen as never) === true;
  });

const slotsOf = (parts: readonly AnyPart[], site: Site): Slot[] =>
  parts.flatMap(part => {
    const seen = site.seen.get(part.key);
    return seen === undefined ? [] : (part.slots?.(seen as never) ?? []);
  });

/**
 * Before the calls of an update are sent.
 * @throws OperationError when one of them would disrupt a session that is on
 */
export function guardUpdate<I>(
  definition: Definition<I>,
  site: Site,
  steps: readonly Step[],
  inputs: Props,
): void {
  if (!isGuarded(definition) || allowed(inputs)) return;
  const now = site.runtime.now() / 1000;
  const air = onAir(definition.parts, site);
  for (const { disrupts } of steps) {
    if (disrupts === undefined) continue;
    const slots = disrupts.slot === undefined ? slotsOf(definition.parts, site) : [disrupts.slot];
    // A time says more than "on air": until when.
    const on = slots.find(slot => isIn(slot, now)) ?? (air && disrupts.whileOnAir ? "air" : undefined);
    if (on === undefined) continue;
    const { is, again } = words(definition, site, inputs, on);
    const by = disrupts.inputs.length > 0 ? ` (${disrupts.inputs.join(", ")})` : "";
    throw new OperationError(
      `${is}, and this ${disrupts.what}${by}; nothing was changed. ${again}, or set allowChangesWhileLive: true to do it all the same`,
    );
  }
}

/**
 * Before the calls of a delete are sent.
 * @throws OperationError when the session is on
 */
export async function guardRemoval<I>(definition: Definition<I>, site: Site, inputs: Props): Promise<void> {
  if (!isGuarded(definition) || allowed(inputs)) return;
  const now = site.runtime.now() / 1000;
  const shown = (await definition.parts[0]!.shownAt?.(site)) ?? [];
  const slot = [...slotsOf(definition.parts, site), ...shown].find(one => isIn(one, now));
  const on = slot ?? (onAir(definition.parts, site) ? "air" : undefined);
  if (on === undefined) return;
  const { is, again } = words(definition, site, inputs, on);
  throw new OperationError(
    `${is}; nothing was deleted. ${again}; to delete it all the same, set allowChangesWhileLive: true, run pulumi up, then this again`,
  );
}

/** Names of the inputs behind those properties of a call that Kaltura does not change while it is on air. */
function lockedInputs({ call, inputOf }: Step, { code, args }: ApiError): string[] {
  const locked = [...(LOCKED_WHILE_LIVE[code] ?? []), ...Object.values(args)];
  const sent = Object.values(call.args).flatMap(arg =>
    typeof arg === "object" && arg !== null ? Object.keys(arg) : [],
  );
  const wires = sent.map(name => name.replace(/__null$/, "")).filter(name => locked.includes(name));
  return [...new Set(wires.map(wire => inputOf?.(wire) ?? wire))];
}

/**
 * Before an object that sessions show is filled with something else.
 * @throws OperationError when one of them is on
 */
export async function guardContent(part: AnyPart, site: Site, what: string, inputs: Props): Promise<void> {
  if (allowed(inputs)) return;
  const now = site.runtime.now() / 1000;
  const slot = (await part.shownAt?.(site))?.find(one => isIn(one, now));
  if (slot === undefined) return;
  throw new OperationError(
    `${what} is shown by a session that is on ${spelled(slot, inputs)}, so its content was not changed. Run again after that, or set allowChangesWhileLive: true to do it all the same`,
  );
}

/** What to do when Kaltura itself refuses for a broadcast or its recording; undefined for other refusals. */
export function adviceOnLive<I>(
  definition: Definition<I>,
  site: Site,
  step: Step,
  error: ApiError,
  inputs: Props,
): string | undefined {
  if (error.kind !== "live") return undefined;
  const now = site.runtime.now() / 1000;
  const slot = [...slotsOf(definition.parts, site), ...timesIn(inputs)].find(one => isIn(one, now));
  const planned = slot === undefined ? "" : ` (planned ${spelled(slot, inputs)})`;
  const when = /RECORD/.test(error.code)
    ? "when Kaltura has the recording ready, mostly within an hour after the broadcast"
    : `when the broadcast is over${planned}`;
  const names = lockedInputs(step, error);
  const what =
    names.length === 0
      ? "Kaltura itself refuses this while it is on air or being recorded"
      : `Kaltura itself refuses to change ${names.length === 1 ? "input" : "inputs"} ${names.join(", ")} while it is on air or being recorded`;
  return `${what}${allowed(inputs) ? ", whatever allowChangesWhileLive says" : ""}; run again ${when}`;
}

/** When a session is on, as far as its state or inputs say. */
export function timesIn(props: Props): Slot[] {
  const { start, end, endsAt, timezone, targets } = props;
  const zone = typeof timezone === "string" ? timezone : undefined;
  const seconds = (value: unknown) => (typeof value === "number" ? value : 0);
  const slot = (
    from: unknown,
    until: unknown,
    inZone: string | undefined,
    lead: unknown,
    tail: unknown,
  ): Slot[] => {
    if (typeof from !== "string" || typeof until !== "string") return [];
    try {
      return [
        {
          start: epochOf(from, inZone),
          end: epochOf(until, inZone),
          lead: seconds(lead),
          tail: seconds(tail),
        },
      ];
    } catch (error) {
      if (error instanceof TimeError) return [];
      throw error;
    }
  };
  const own = slot(
    start,
    end ?? endsAt,
    zone,
    getPath(props, "scheduleEvent.preStartSeconds"),
    getPath(props, "scheduleEvent.postEndSeconds"),
  );
  const fed = (Array.isArray(targets) ? (targets as Props[]) : []).flatMap(t =>
    slot(t.from, t.until, t.timezone as string | undefined, t.preStartSeconds, t.postEndSeconds),
  );
  return [...own, ...fed];
}
