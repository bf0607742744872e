/** What is said while something takes long: few lines, each naming its object. */
import type { Site } from "./part";

/** Says how it stands, when it is time to. The text is only made when it is. */
export type Report = (text: () => string) => void;

/** Milliseconds before the first line, so that what is quick says nothing, and between two lines. */
const EVERY_MS = 10_000;

/**
 * Lines like `Opening film: 40 % of 2.1 GB uploaded`, one in ten seconds at most.
 * @param now milliseconds; by default the machine's
 */
export function reporter(site: Site, subject: string, now: () => number = Date.now): Report {
  let last = now();
  return text => {
    if (now() - last < EVERY_MS) return;
    last = now();
    site.runtime.say(`${subject}: ${text()}`);
  };
}

export const percent = (part: number, whole: number): string => `${Math.floor((100 * part) / whole)} %`;
