/**
 * The queue of a single machine: in this process, with a journal on disk (LevelDB) that is written before anything is
 * done. LevelDB lets one process in, so a task has one worker; whoever comes after a crash finds how far it got.
 */
import type { ClassicLevel } from "classic-level";
import { HandedBack, wordsOf } from "../failures";
import { optional } from "../optional";
import type { ServiceName } from "../services";
import {
  backoff,
  type Counts,
  type DeadLetter,
  Failed,
  type Job,
  type Notes,
  type Queue,
  type QueueSettings,
  type Ticket,
  type Verdict,
} from "./queue";

type State = "waiting" | "active" | "delayed" | "done" | "dead";

interface Entry {
  readonly ticket: Ticket;
  state: State;
  notes: Notes;
  failures: number;
  crashes: number;
  /** Delayed: until then. Done and dead: since then. Epoch milliseconds. */
  at: number;
  reason?: string;
}

type Db = ClassicLevel<string, Entry>;

/** Written so that they survive the machine's crash, too; not only this process's. */
const DURABLE = { sync: true };
/** Between looks for what can be forgotten. */
const SWEEP_MS = 60_000;

export class Journal implements Queue {
  /** By task id; what is done is here too, until it is forgotten. */
  private readonly entries = new Map<string, Entry>();
  private readonly running = new Map<ServiceName, number>();
  private readonly waiting = new Map<ServiceName, string[]>();
  private readonly active = new Set<Promise<void>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private perform: ((job: Job) => Promise<Verdict>) | undefined;
  private draining = false;
  private sweeper: NodeJS.Timeout | undefined;

  private constructor(
    private readonly db: Db,
    private readonly settings: QueueSettings,
  ) {}

  /** @param folder made when it is not there. @throws Error when another worker has it */
  static async open(folder: string, settings: QueueSettings): Promise<Journal> {
    const { ClassicLevel } = optional("classic-level", "the journal");
    const db: Db = new ClassicLevel(folder, { valueEncoding: "json" });
    try {
      await db.open();
    } catch (error) {
      const { code, message } = ((error as { cause?: unknown }).cause ?? error) as NodeJS.ErrnoException;
      if (code === "LEVEL_LOCKED") {
        throw new Error(
          `The journal ${folder} is in use by another worker: one worker a journal, or a queue on Redis for several`,
        );
      }
      throw new Error(`The journal ${folder} can't be opened: ${message}`);
    }
    const journal = new Journal(db, settings);
    await journal.load();
    return journal;
  }

  async offer(tickets: readonly Ticket[]): Promise<readonly Ticket[]> {
    const fresh = [...new Map(tickets.map(ticket => [ticket.id, ticket])).values()].filter(
      ticket => !this.entries.has(ticket.id),
    );
    const made = fresh.map((ticket): Entry => {
      const { id, service } = ticket;
      return {
        ticket: { id, service },
        state: "waiting",
        notes: {},
        failures: 0,
        crashes: 0,
        at: Date.now(),
      };
    });
    for (const entry of made) this.entries.set(entry.ticket.id, entry);
    await this.db.batch(
      made.map(entry => ({ type: "put" as const, key: entry.ticket.id, value: entry })),
      DURABLE,
    );
    for (const entry of made) this.enqueue(entry);
    this.pump();
    return fresh;
  }

  async work(perform: (job: Job) => Promise<Verdict>): Promise<void> {
    this.perform = perform;
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
    this.sweeper.unref();
    for (const entry of this.entries.values()) {
      if (entry.state === "delayed") this.wake(entry);
      else if (entry.state === "waiting") this.enqueue(entry);
    }
    this.pump();
  }

  async counts(): Promise<Counts> {
    const counts = { waiting: 0, active: 0, delayed: 0, dead: 0 };
    for (const { state } of this.entries.values()) if (state !== "done") counts[state] += 1;
    return counts;
  }

  async deadLetters(): Promise<readonly DeadLetter[]> {
    return [...this.entries.values()]
      .filter(entry => entry.state === "dead")
      .map(({ ticket, reason = "", at }) => ({ ticket, reason, at }));
  }

  async revive(id: string): Promise<boolean> {
    const entry = this.entries.get(id);
    if (entry?.state !== "dead") return false;
    await this.save(entry, { state: "waiting", failures: 0, crashes: 0, at: Date.now() });
    this.enqueue(entry);
    this.pump();
    return true;
  }

  async drain(): Promise<void> {
    this.draining = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    clearInterval(this.sweeper);
    await Promise.all(this.active);
  }

  async close(): Promise<void> {
    await this.drain();
    await this.db.close();
  }

  /** What an earlier process left. What it was working on when it died waits again. */
  private async load(): Promise<void> {
    const crashed: Entry[] = [];
    for await (const [id, entry] of this.db.iterator()) {
      this.entries.set(id, entry);
      if (entry.state === "active") crashed.push(entry);
    }
    for (const entry of crashed) {
      await this.save(entry, { state: "waiting", crashes: entry.crashes + 1, at: Date.now() });
    }
    await this.sweep();
  }

  private async save(entry: Entry, change: Partial<Entry>): Promise<void> {
    Object.assign(entry, change);
    await this.db.put(entry.ticket.id, { ...entry }, DURABLE);
  }

  private enqueue({ ticket }: Entry): void {
    const line = this.waiting.get(ticket.service);
    if (line === undefined) this.waiting.set(ticket.service, [ticket.id]);
    else line.push(ticket.id);
  }

  /** Starts what there is room for. */
  private pump(): void {
    if (this.perform === undefined || this.draining) return;
    for (const [service, line] of this.waiting) {
      const most = this.settings.concurrency[service] ?? 0;
      while (line.length > 0 && (this.running.get(service) ?? 0) < most) {
        const entry = this.entries.get(line.shift()!);
        if (entry?.state !== "waiting") continue;
        this.running.set(service, (this.running.get(service) ?? 0) + 1);
        const run = this.run(entry, this.perform)
          .catch((error: unknown) =>
            this.settings.onTrouble(`The journal can't be written: ${wordsOf(error)}`),
          )
          .finally(() => {
            this.active.delete(run);
            this.running.set(service, (this.running.get(service) ?? 1) - 1);
            this.pump();
          });
        this.active.add(run);
      }
    }
  }

  private async run(entry: Entry, perform: (job: Job) => Promise<Verdict>): Promise<void> {
    await this.save(entry, { state: "active", at: Date.now() });
    const { attempts } = this.settings;
    const job: Job = {
      ticket: entry.ticket,
      get notes() {
        return entry.notes;
      },
      failures: entry.failures,
      crashes: entry.crashes,
      isLastTry: entry.failures + 1 >= attempts,
      // Nobody else gets in while this process lives.
      signal: new AbortController().signal,
      note: async notes => {
        if (entry.state !== "active") throw new HandedBack("the try is over");
        await this.save(entry, { notes: { ...entry.notes, ...notes } });
      },
      ensureHeld: async () => {},
    };
    try {
      const verdict = await perform(job);
      if (verdict.kind === "done") await this.save(entry, { state: "done", notes: {}, at: Date.now() });
      else if (verdict.kind === "back") await this.save(entry, { state: "waiting", at: Date.now() });
      else await this.delay(entry, { at: verdict.at, crashes: 0 });
      if (verdict.kind === "back") this.enqueue(entry);
    } catch (error) {
      const failures = entry.failures + 1;
      const reason = wordsOf(error);
      if ((error instanceof Failed && error.isFinal) || failures >= attempts) {
        await this.save(entry, { state: "dead", notes: {}, failures, reason, at: Date.now() });
      } else await this.delay(entry, { at: Date.now() + backoff(failures, this.settings), failures, reason });
    }
  }

  private async delay(entry: Entry, change: Partial<Entry>): Promise<void> {
    await this.save(entry, { ...change, state: "delayed" });
    this.wake(entry);
  }

  /** Puts a delayed task in line when its time has come. */
  private wake(entry: Entry): void {
    if (this.draining) return;
    const { id } = entry.ticket;
    clearTimeout(this.timers.get(id));
    const left = entry.at - Date.now();
    const timer = setTimeout(
      () => {
        this.timers.delete(id);
        if (entry.state !== "delayed") return;
        // Timers end at 24 days; a live event may be further off.
        if (entry.at > Date.now()) return this.wake(entry);
        entry.state = "waiting";
        this.enqueue(entry);
        this.pump();
      },
      Math.max(0, Math.min(left, 2_000_000_000)),
    );
    this.timers.set(id, timer);
  }

  /** Forgets what is over for long. */
  private async sweep(): Promise<void> {
    const until = Date.now() - this.settings.keepMs;
    const over = [...this.entries.values()].filter(
      ({ state, at }) => (state === "done" || state === "dead") && at < until,
    );
    for (const { ticket } of over) this.entries.delete(ticket.id);
    await this.db.batch(over.map(({ ticket }) => ({ type: "del" as const, key: ticket.id })));
  }
}
