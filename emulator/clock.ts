/**
 * The emulator's clock. Everything that the server stamps or compares goes through it, so that a test can
 * move time (an expired KS, an event that starts) and the contract runner can sit at a recording's time.
 */
export class Clock {
  #offsetMs = 0;
  #frozenMs: number | undefined;

  /** Now, in milliseconds. */
  nowMs(): number {
    return (this.#frozenMs ?? Date.now()) + this.#offsetMs;
  }

  /** Now, in whole epoch seconds, as the API speaks. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** Jump to a time; the clock runs on from there. */
  set(epochSeconds: number): void {
    this.#frozenMs = undefined;
    this.#offsetMs = epochSeconds * 1000 - Date.now();
  }

  /** Stand still at a time until set, freeze again or reset. */
  freeze(epochSeconds: number): void {
    this.#frozenMs = epochSeconds * 1000;
    this.#offsetMs = 0;
  }

  /** Move forward (or, with a negative number, back). */
  advance(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }

  /** Back to the machine's time. */
  reset(): void {
    this.#frozenMs = undefined;
    this.#offsetMs = 0;
  }
}
