/**
 * The customer's account, for the time of one task and with its access key: a client that no other task has, closed with
 * the task. When the key nears its end it is extended, and a new client takes the place of the old one.
 */
import type { Gateway } from "../provider/kaltura/gateway";
import type { Call, Outcome } from "../provider/kaltura/types";
import type { VendorTask } from "../provider/kaltura/wire";
import { endOfKey } from "./accessKey";
import { taskTag, type Vendor } from "./clientTags";
import { CannotDo, isKeyEnded, isOutage, TaskIsGone, TryFailed, wordsOf } from "./failures";
import { type Kaltura, sendAll } from "./kaltura";
import type { VendorClient } from "./vendorClient";

export interface SessionSettings {
  readonly kaltura: Kaltura;
  readonly vendor: Vendor;
  readonly client: VendorClient;
  /** Milliseconds before its end at which a key is extended. */
  readonly marginMs: number;
  /** Takes the task, if it isn't yet: the key of one that waits can't be extended. */
  readonly hold?: () => Promise<unknown>;
  readonly onExtended: (task: VendorTask) => void;
  readonly now: () => number;
}

/** The key of a task has run out, and Kaltura gives no other. */
export class KeyRanOut extends CannotDo {
  constructor(taskId: string, why: string) {
    super(`The access key of task ${taskId} has run out, and can't be extended: ${why}`);
    this.name = "KeyRanOut";
  }
}

/** Between tries to extend a key that is about to end. */
const RETRY_MS = 5000;
/** Longer ones overflow Node's timers. */
const LONGEST_TIMER_MS = 2_000_000_000;

export class TaskSession {
  /** The access key, for addresses of media. A secret. */
  key = "";

  private gateway: Gateway;
  private readonly before: Gateway[] = [];
  private ends: number;
  private extending: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly taskId: string,
    private readonly partnerId: number,
    task: VendorTask,
    private readonly settings: SessionSettings,
  ) {
    this.gateway = this.open(task);
    this.ends = endOfKey(task);
  }

  /** Asks something of the customer's account. */
  read<R>(call: Call<R>): Promise<R> {
    return this.withKey(gateway => gateway.read(call));
  }

  /** Sends calls as one request. @throws the first refusal */
  send(calls: readonly Call[]): Promise<unknown[]> {
    return this.withKey(gateway => sendAll(gateway, calls));
  }

  /** The same, each call with its own outcome. */
  outcomes(calls: readonly Call[]): Promise<Outcome[]> {
    return this.withKey(async gateway => {
      const outcomes = await gateway.send(calls);
      const ended = outcomes.find(outcome => !outcome.ok && isKeyEnded(outcome.error));
      if (ended && !ended.ok) throw ended.error;
      return outcomes;
    });
  }

  /** Sends one call. @throws its refusal */
  async sendOne<R>(call: Call<R>): Promise<R> {
    const [value] = await this.send([call]);
    return value as R;
  }

  /** Sees to it that the key holds for a while. @throws KeyRanOut */
  async ensure(): Promise<void> {
    if (this.settings.now() < this.ends - this.settings.marginMs) return;
    await this.extend();
  }

  /**
   * From now on the key is extended in time, all by itself.
   * @param lost told when it has run out for good
   */
  keepAlive(lost: (error: KeyRanOut) => void): void {
    const { now, marginMs } = this.settings;
    const wait = Math.max(RETRY_MS, this.ends - marginMs - now());
    this.timer = setTimeout(() => this.renew(lost), Math.min(wait, LONGEST_TIMER_MS));
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await Promise.all([...this.before, this.gateway].map(gateway => gateway.close()));
  }

  private renew(lost: (error: KeyRanOut) => void): void {
    this.ensure().then(
      () => this.timer && this.keepAlive(lost),
      (error: unknown) => {
        if (this.timer === undefined) return;
        if (error instanceof KeyRanOut) lost(error);
        else this.timer = setTimeout(() => this.renew(lost), RETRY_MS);
      },
    );
  }

  private open(task: VendorTask): Gateway {
    const { kaltura, vendor } = this.settings;
    const ks = task.accessKey ?? "";
    if (ks === "") throw new TryFailed(`Kaltura gave no access key for task ${this.taskId}`);
    this.key = ks;
    return kaltura.client(this.partnerId, { ks }, taskTag(vendor, this.taskId));
  }

  private async withKey<T>(work: (gateway: Gateway) => Promise<T>): Promise<T> {
    const used = this.gateway;
    try {
      return await work(used);
    } catch (error) {
      if (!isKeyEnded(error)) throw error;
      if (this.gateway === used) {
        this.ends = Math.min(this.ends, this.settings.now());
        await this.extend();
      }
      return work(this.gateway);
    }
  }

  /** Once for all who need it. @throws KeyRanOut when the key has ended and there is no other */
  private extend(): Promise<void> {
    this.extending ??= this.extendOnce().finally(() => {
      this.extending = undefined;
    });
    return this.extending;
  }

  private async extendOnce(): Promise<void> {
    const { client, hold, onExtended, now } = this.settings;
    let task: VendorTask;
    try {
      await hold?.();
      task = await client.extendKey(this.taskId);
    } catch (error) {
      if (error instanceof TaskIsGone) throw error;
      // While it holds, there is time for another try.
      if (isOutage(error) || now() < this.ends) {
        if (now() < this.ends) return;
        throw error;
      }
      throw new KeyRanOut(this.taskId, wordsOf(error));
    }
    // What is under way goes on with the old key.
    this.before.push(this.gateway);
    this.gateway = this.open(task);
    this.ends = endOfKey({ ...task, createdAt: Math.floor(now() / 1000) });
    onExtended(task);
  }
}
