/** Moments at which a run can be broken off, and how. */
import type { Emulator, Moment } from "../../emulator";

/** A moment of an undisturbed run, found again in a disturbed one by what is called for the how-manieth time. */
export interface Point {
  /** The request's calls. */
  readonly calls: readonly string[];
  /** How many requests with these very calls came before. */
  readonly nth: number;
  /** How many of its calls were carried out. */
  readonly done: number;
}

/** Counts requests by their calls. */
function counter(): (moment: Moment) => number {
  const numbers = new Map<string, number[]>();
  return ({ request, calls }) => {
    const name = calls.join();
    const same = numbers.get(name) ?? [];
    if (!same.includes(request)) same.push(request);
    numbers.set(name, same);
    return same.indexOf(request);
  };
}

/** All points of one run: before each request, after each of its calls. */
export async function pointsOf(emulator: Emulator, run: () => Promise<unknown>): Promise<Point[]> {
  const points: Point[] = [];
  const nthOf = counter();
  emulator.onMoment = async moment => {
    points.push({ calls: moment.calls, nth: nthOf(moment), done: moment.done });
    return undefined;
  };
  await run();
  emulator.onMoment = undefined;
  return points;
}

/** Does something when a run comes to a point, once; what that answers, the server obeys. */
export function at(
  emulator: Emulator,
  point: Point,
  act: (moment: Moment) => Promise<"cut" | undefined>,
): void {
  const nthOf = counter();
  let acted = false;
  emulator.onMoment = async moment => {
    const there =
      nthOf(moment) === point.nth && moment.done === point.done && moment.calls.join() === point.calls.join();
    if (acted || !there) return undefined;
    acted = true;
    return act(moment);
  };
}

/** A promise with its switch. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

/** `after 2 of 4: livestream.add, metadata_metadata.add …` */
export const spell = ({ calls, done }: Point): string =>
  `${done === 0 ? "before" : `after ${done} of ${calls.length} of`} ${[...new Set(calls)].join(", ")}`;
