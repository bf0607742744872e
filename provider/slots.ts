/** Times that must not overlap: the events of one entry, the sessions fed by one channel. */

/** A time in epoch seconds, with what counts as on before its start and after its end. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  /** Seconds before the start; 0. */
  readonly lead?: number;
  /** Seconds after the end; 0. */
  readonly tail?: number;
}

/**
 * Whether Kaltura refuses one beside the other (SCHEDULE_TIME_IN_USE): it counts the one that is written without
 * its lead-in and lead-out, and the one that is there with them. Touching is fine.
 */
export const inTheWay = (written: Slot, there: Slot): boolean =>
  written.start < there.end + (there.tail ?? 0) && written.end > there.start - (there.lead ?? 0);

/** Whether two can't both be there, whichever is written first. */
export const clash = (a: Slot, b: Slot): boolean => inTheWay(a, b) || inTheWay(b, a);

/** The time with its lead-in and lead-out. */
export const widened = ({ start, end, lead = 0, tail = 0 }: Slot): Slot => ({
  start: start - lead,
  end: end + tail,
});

export const sameSlot = (a: Slot, b: Slot): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  (a.lead ?? 0) === (b.lead ?? 0) &&
  (a.tail ?? 0) === (b.tail ?? 0);

/** For each that clashes with one before it in the list: the two. */
export function clashes<S extends { readonly slot: Slot }>(list: readonly S[]): Array<readonly [S, S]> {
  return list.flatMap((later, i) => {
    const earlier = list.slice(0, i).find(other => clash(other.slot, later.slot));
    return earlier === undefined ? [] : [[earlier, later] as const];
  });
}

const utc = (epoch: number) => `${new Date(epoch * 1000).toISOString().slice(0, 16)}Z`;

/** `"Keynote" (2027-05-04T07:00Z to 2027-05-04T08:00Z, with lead-in and lead-out)`. */
export function spell(name: string, { start, end, lead = 0, tail = 0 }: Slot): string {
  const widened = lead > 0 || tail > 0 ? ", with lead-in and lead-out" : "";
  return `"${name}" (${utc(start - lead)} to ${utc(end + tail)}${widened})`;
}
