/**
 * The journal as files of this machine, one a process, in a folder of the user's own. They hold marks and ids,
 * nothing secret, and matter for seconds. Where they can't be written, runs go on without: then a run that comes
 * right after one that was killed waits for nothing, and `pulumi-kaltura recover` waits in its place.
 */
import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Journal, Trace } from "./lifecycle/journal";

export interface JournalSettings {
  readonly folder: string;
  /** Milliseconds after which the search index knows what was made. */
  readonly indexLagMs: number;
  /** Of the process that writes. */
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One line of a file; without a trace the mark is forgotten. */
interface Line extends Partial<Trace> {
  readonly mark: string;
  readonly at: number;
}

interface Known extends Line {
  readonly pid: number;
}

/** Milliseconds after which a file is of no use to anybody. */
const OLD = 3_600_000;
const NAME = /^(\d+)-\d+\.jsonl$/;

export class FileJournal implements Journal {
  private readonly known = new Map<string, Known>();
  /** Bytes read of each file. */
  private readonly sizes = new Map<string, number>();
  private file: number | undefined;
  /** Name of the own file; an earlier process may have had the same number. */
  private own: string | undefined;

  constructor(private readonly settings: JournalSettings) {}

  find(mark: string): (Trace & { readonly busy: boolean }) | undefined {
    this.catchUp();
    const last = this.known.get(mark);
    if (last?.open === undefined || last.ids === undefined) return undefined;
    const { pid, isAlive, now, indexLagMs } = this.settings;
    const busy = last.open.length > 0 && last.pid !== pid && isAlive(last.pid);
    if (!busy && now() - last.at > indexLagMs) return undefined;
    return { ids: last.ids, open: last.open, busy };
  }

  note(mark: string, { ids, open }: Trace): void {
    this.write({ mark, at: this.settings.now(), ids, open });
  }

  forget(mark: string): void {
    if (this.known.has(mark)) this.write({ mark, at: this.settings.now() });
  }

  private write(line: Line): void {
    const { folder, pid, now } = this.settings;
    this.known.set(line.mark, { ...line, pid });
    try {
      this.own ??= `${pid}-${now()}.jsonl`;
      this.file ??= openSync(join(ownFolder(folder), this.own), "a", 0o600);
      writeSync(this.file, `${JSON.stringify(line)}\n`);
    } catch {
      // A full or forbidden disk must not keep anybody from making an event.
    }
  }

  /** Reads what other processes wrote since. */
  private catchUp(): void {
    const { folder, now } = this.settings;
    let names: string[];
    try {
      names = readdirSync(ownFolder(folder));
    } catch {
      return;
    }
    for (const name of names) {
      const writer = Number(NAME.exec(name)?.[1]);
      if (Number.isNaN(writer) || name === this.own) continue;
      const path = join(folder, name);
      try {
        const { size, mtimeMs } = statSync(path);
        if (now() - mtimeMs > OLD) unlinkSync(path);
        else if (size !== this.sizes.get(path)) {
          this.sizes.set(path, size);
          this.take(readFileSync(path, "utf8"), writer);
        }
      } catch {
        // Another process cleared it away.
      }
    }
  }

  private take(text: string, pid: number): void {
    for (const written of text.split("\n")) {
      let line: Line;
      try {
        line = JSON.parse(written) as Line;
      } catch {
        continue; // The last one, cut off when its writer was killed.
      }
      const known = this.known.get(line.mark);
      if (known === undefined || known.at <= line.at) this.known.set(line.mark, { ...line, pid });
    }
  }
}

/** Nobody else may write there, or they could have us take their objects for ours. @throws when they may */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0)) {
    throw new Error(`${folder} belongs to others, too`);
  }
  return folder;
}

/** The journal of this machine for one account. */
export function journalFor(serviceUrl: string, partnerId: number, indexLagMs: number): Journal {
  const account = createHash("sha256").update(`${serviceUrl}\n${partnerId}`).digest("hex").slice(0, 16);
  return new FileJournal({
    folder: join(tmpdir(), `pulumi-kaltura-${userInfo().uid}-${account}`),
    indexLagMs,
    pid: process.pid,
    isAlive,
    now: Date.now,
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
