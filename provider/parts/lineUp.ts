/**
 * The way from the events that an entry has to those it should have, though Kaltura refuses every step on which
 * two of them overlap.
 *
 * An event is a place in a line. Places need not pass one another: what passes is the session, from one place to
 * the next. Matched in their order, each place can go to its new time by one update, in an order that never
 * overlaps, however the sessions were swapped or rotated. (Let m be the first of those that wait in a circle. It
 * waits for a later one, so it ends later than now; a later one waits for it, so that one starts before m's end of
 * now, hence before m's new end: two new times would overlap.)
 */
import { inTheWay, type Slot, sameSlot } from "../slots";

/** An event that is there. */
export interface Place {
  readonly slot: Slot;
  /** The session it serves; undefined when it can't be told. */
  readonly session: string | undefined;
}

/** What should be there. */
export interface Aim {
  readonly slot: Slot;
  readonly session: string;
}

export type Move<P, A> =
  | { readonly kind: "delete"; readonly place: P }
  /** Out of the way for a moment. Another move of the same place follows. */
  | { readonly kind: "park"; readonly place: P; readonly slot: Slot }
  /** Also for a place that is right already: what else it says may differ. */
  | { readonly kind: "change"; readonly place: P; readonly aim: A }
  | { readonly kind: "add"; readonly aim: A };

interface Pair<P, A> {
  readonly place: P;
  readonly aim: A;
}

/** Calls that a match costs; ties go to the event that served the session before. */
function cost(place: Place, aim: Aim): number {
  const same = sameSlot(place.slot, aim.slot);
  if (place.session === aim.session) return same ? 0 : 1;
  // Captions that others ordered for an event belong to its time: a session of another time gets an event of its own.
  if (!inTheWay(aim.slot, place.slot)) return Number.POSITIVE_INFINITY;
  return same ? 1.001 : 1.002;
}

const byStart = (a: { readonly slot: Slot }, b: { readonly slot: Slot }) =>
  a.slot.start - b.slot.start || a.slot.end - b.slot.end;

/** The cheapest match that keeps the order: the alignment of two texts, with places and aims for letters. */
function align<P extends Place, A extends Aim>(places: readonly P[], aims: readonly A[]): Pair<P, A>[] {
  const width = aims.length + 1;
  const costs = new Float64Array((places.length + 1) * width);
  const at = (i: number, j: number) => costs[i * width + j]!;
  for (let i = places.length; i >= 0; i--) {
    for (let j = aims.length; j >= 0; j--) {
      const [place, aim] = [places[i], aims[j]];
      const options = [
        ...(place ? [1 + at(i + 1, j)] : []),
        ...(aim ? [1 + at(i, j + 1)] : []),
        ...(place && aim ? [cost(place, aim) + at(i + 1, j + 1)] : []),
      ];
      costs[i * width + j] = options.length === 0 ? 0 : Math.min(...options);
    }
  }
  const pairs: Pair<P, A>[] = [];
  for (let i = 0, j = 0; i < places.length && j < aims.length; ) {
    if (at(i, j) === cost(places[i]!, aims[j]!) + at(i + 1, j + 1)) {
      pairs.push({ place: places[i++]!, aim: aims[j++]! });
    } else if (at(i, j) === 1 + at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/** Pairs whose present time is in the way of this one's new time. */
const blockers = <P extends Place, A extends Aim>(pair: Pair<P, A>, pairs: readonly Pair<P, A>[]) =>
  pairs.filter(other => other !== pair && inTheWay(pair.aim.slot, other.place.slot));

/** Whether some order of changes never overlaps. */
function canBeOrdered<P extends Place, A extends Aim>(pairs: readonly Pair<P, A>[]): boolean {
  let open = pairs;
  while (open.length > 0) {
    const left = open.filter(pair => blockers(pair, open).length > 0);
    if (left.length === open.length) return false;
    open = left;
  }
  return true;
}

/** Midnight of 2000, long past: nothing shows there, and Kaltura takes no time before 1980 literally. */
const PARKING = 946_684_800;
const PARKING_SPACE = 30 * 86_400;

/**
 * The moves, in an order in which none overlaps what is there at that moment.
 * @param aims none may clash with another
 * @param others what else is there and stays
 * @param careful the server's index lags, so a moved event still stands in the way where it was: get everything
 * out of the way at once, in place of one waiting for the other in a chain
 */
export function lineUp<P extends Place, A extends Aim>(
  places: readonly P[],
  aims: readonly A[],
  others: readonly Slot[] = [],
  careful = false,
): Move<P, A>[] {
  const pairs = align([...places].sort(byStart), [...aims].sort(byStart));
  let spare = places.filter(place => !pairs.some(pair => pair.place === place));
  let lacking = aims.filter(aim => !pairs.some(pair => pair.aim === aim));
  // A session that jumps over others keeps its event, if the way is free.
  for (const place of spare) {
    const aim = lacking.find(a => a.session === place.session);
    if (aim === undefined || !canBeOrdered([...pairs, { place, aim }])) continue;
    pairs.push({ place, aim });
    spare = spare.filter(p => p !== place);
    lacking = lacking.filter(a => a !== aim);
  }
  return [
    ...spare.map(place => ({ kind: "delete" as const, place })),
    ...inOrder(pairs, [...others, ...places.map(p => p.slot)], careful),
    ...lacking.map(aim => ({ kind: "add" as const, aim })),
  ];
}

function inOrder<P extends Place, A extends Aim>(
  pairs: readonly Pair<P, A>[],
  taken: readonly Slot[],
  careful: boolean,
): Move<P, A>[] {
  const moves: Move<P, A>[] = [];
  let space = PARKING;
  const freeSpace = (): Slot => {
    const slot = { start: space, end: space + 3600 };
    space += PARKING_SPACE;
    return taken.some(other => inTheWay(slot, other)) ? freeSpace() : slot;
  };
  /** Those that still stand where they stood. */
  let standing = pairs;
  const park = (pair: Pair<P, A>) => {
    moves.push({ kind: "park", place: pair.place, slot: freeSpace() });
    standing = standing.filter(other => other !== pair);
  };
  if (careful) {
    const waits = (pair: Pair<P, A>) => blockers(pair, pairs).length > 0;
    const blocks = (pair: Pair<P, A>) => pairs.some(other => blockers(other, pairs).includes(pair));
    pairs.filter(pair => waits(pair) && blocks(pair)).forEach(park);
  }
  for (let open = pairs; open.length > 0; ) {
    const free = open.filter(pair => blockers(pair, standing).length === 0);
    moves.push(...free.map(({ place, aim }) => ({ kind: "change" as const, place, aim })));
    open = open.filter(pair => !free.includes(pair));
    standing = standing.filter(pair => !free.includes(pair));
    // A circle, which a lead-out over the next event can make, or events that were moved by hand.
    if (free.length === 0) park(blockers(open[0]!, standing)[0]!);
  }
  return moves;
}
