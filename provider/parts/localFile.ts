/** Files on the machine that runs Pulumi: their content decides what is a change, not their name or date. */
import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type Props, UNKNOWN } from "../lifecycle/values";

export const isUrl = (text: string): boolean => /^https?:\/\//i.test(text);

/** A path or an address as it may be shown: what stands in a query may be a signature. */
export const shown = (source: string): string =>
  isUrl(source) ? source.replace(/\/\/[^/]*@/, "//…@").replace(/\?.*/s, "?…") : source;

/** Why this can't be the path of a file to send; undefined when it can. */
export function fileProblem(path: string): string | undefined {
  try {
    const about = statSync(path);
    if (!about.isFile()) return "is not a file; give the path of one, seen from the project's folder";
    if (about.size === 0) return "is an empty file; give one with content";
    closeSync(openSync(path, "r"));
    return undefined;
  } catch {
    return "can't be read; give the path of a file, seen from the project's folder";
  }
}

const PIECE = 4 * 1024 * 1024;
/** Files below this are read in less time than it is worth to remember them (a quarter of a second). */
const WORTH_REMEMBERING = 64 * 1024 * 1024;

/** Where the hashes of large files are remembered: one small file each, for this user alone. */
const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-kaltura");

export interface Remembering {
  readonly folder?: string;
  /** Files of fewer bytes are always read. */
  readonly from?: number;
}

/**
 * SHA-256 of a file's content, read piece by piece. That of a large file is remembered with its size, times and
 * inode, so that only the first preview takes its time (2 GB: some seconds).
 * @throws when the file can't be read
 */
export function sha256OfFile(path: string, remember: Remembering = {}): string {
  const handle = openSync(path, "r");
  try {
    const about = fstatSync(handle, { bigint: true });
    if (about.size < (remember.from ?? WORTH_REMEMBERING)) return hashOf(handle);
    const key = [about.size, about.mtimeNs, about.ctimeNs, about.ino, about.dev].join(" ");
    const note = join(
      remember.folder ?? cacheFolder(),
      createHash("sha256").update(resolve(path)).digest("hex"),
    );
    const known = remembered(note, key);
    if (known !== undefined) return known;
    const hash = hashOf(handle);
    keep(note, `${key}\n${hash}\n`);
    return hash;
  } finally {
    closeSync(handle);
  }
}

/**
 * For {@link Definition.complete}: puts the hash of a local file beside its path, so that a changed file is a
 * changed input. A URL has none.
 */
export const withFileHash =
  (file: string, hash: string) =>
  <I>(inputs: I): I => {
    const { [hash]: _, ...rest } = inputs as Props;
    const path = rest[file];
    const isFile = typeof path === "string" && path !== UNKNOWN && !isUrl(path);
    return { ...rest, ...(isFile ? { [hash]: sha256OfFile(path) } : {}) } as I;
  };

/** One for all files: they are read one at a time, and a programme has one picture for hundreds of sessions. */
let buffer: Buffer | undefined;

function hashOf(handle: number): string {
  const hash = createHash("sha256");
  buffer ??= Buffer.allocUnsafe(PIECE);
  const piece = buffer;
  for (let at = 0; ; ) {
    const read = readSync(handle, piece, 0, PIECE, at);
    if (read === 0) return hash.digest("hex");
    hash.update(piece.subarray(0, read));
    at += read;
  }
}

function remembered(note: string, key: string): string | undefined {
  try {
    const [was, hash] = readFileSync(note, "utf8").split("\n");
    return was === key && /^[0-9a-f]{64}$/.test(hash ?? "") ? hash : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing depends on it: a machine without a writable home reads large files each time. */
function keep(note: string, text: string): void {
  try {
    mkdirSync(join(note, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(note, text, { mode: 0o600 });
  } catch {}
}
