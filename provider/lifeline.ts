/**
 * Whether the engine that started this process is still there. Pulumi tells providers neither that it was killed nor
 * that it was cancelled, but it is their parent and holds the other end of their
 * standard input: both end with the engine.
 *
 * A provider without an engine has nobody to tell what it makes. It finishes the calls that are under way, makes no
 * more, and ends.
 */
import { fstatSync } from "node:fs";

let gone = false;
const watched = new Set<() => boolean>();

/** True once the engine has ended. Always false where nobody watches. */
export const engineGone = (): boolean => gone;

/** This work has to be over before the process ends; `idle` tells whether it is. */
export const finishFirst = (idle: () => boolean): void => {
  watched.add(idle);
};

/** Milliseconds between looks whether all work is over. */
const LOOK = 200;

/** Watches the engine, and ends the process after it. Only for a process that an engine started. */
export function followEngine(): void {
  const { stdin, ppid } = process;
  const ended = () => {
    if (gone) return;
    gone = true;
    clearInterval(adopted);
    let idleBefore = false;
    setInterval(() => {
      const idle = [...watched].every(isIdle => isIdle());
      // Twice, so that what the last answer brought is noted.
      if (idle && idleBefore) process.exit(0);
      idleBefore = idle;
    }, LOOK);
  };
  // Started by the engine itself it is also adopted by another process then; under a shell it is not.
  const adopted = setInterval(() => process.ppid !== ppid && ended(), LOOK).unref();
  if (!isPipe(0)) return;
  stdin.once("end", ended).once("close", ended).once("error", ended);
  stdin.resume();
  (stdin as { unref?: () => void }).unref?.();
}

function isPipe(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
