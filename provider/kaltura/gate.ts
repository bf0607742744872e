/**
 * How many requests run at a time. Starts at the setting, halves when the server says it is too much, and grows
 * by one with every 20 good answers until it is back. (Queues such as p-queue, and cockatiel's bulkhead, let a
 * fixed number through: none halves once for all the requests that were told "too much" at the same time.)
 */
export class Gate {
  private running = 0;
  private limit: number;
  private good = 0;
  /** Grows with each halving: answers to requests from before it don't halve again. */
  private epoch = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {
    this.limit = Math.max(1, most);
  }

  /** How many may run now. */
  get width(): number {
    return this.limit;
  }

  get idle(): boolean {
    return this.running === 0;
  }

  /** Runs when there is room, first come first served. */
  async pass<T>(work: (epoch: number) => Promise<T>): Promise<T> {
    if (this.running < this.limit) this.running++;
    // Whoever leaves hands its place over, so `running` stays.
    else await new Promise<void>(resolve => this.waiting.push(resolve));
    try {
      return await work(this.epoch);
    } finally {
      this.running--;
      while (this.running < this.limit && this.waiting.length > 0) {
        this.running++;
        this.waiting.shift()?.();
      }
    }
  }

  /** The server wants less. `epoch` as given to the request that was told so. */
  narrow(epoch: number): void {
    if (epoch !== this.epoch) return;
    this.epoch++;
    this.good = 0;
    this.limit = Math.max(1, Math.floor(this.limit / 2));
  }

  /** A request was answered well. */
  widen(): void {
    if (this.limit >= this.most) return;
    this.good++;
    if (this.good < 20) return;
    this.good = 0;
    this.limit++;
  }
}
