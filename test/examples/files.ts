/** Data files for tests of the examples. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(__dirname, "..", "..", "..");

/** The conference's own event file; sources of examples are not copied into dist/. */
export const summit = join(root, "examples", "conference", "event.yaml");

let folder: string | undefined;

export function writeFile(name: string, content: string | Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), "pulumi-kaltura-event-"));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

export function removeFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
}

type Json = Record<string, unknown>;

/** A session without faults, with what a test wants to be different. */
export const session = (changes: Json = {}): Json => ({
  id: "a1",
  title: "First talk",
  track: "1",
  start: "2027-06-08T09:00",
  end: "2027-06-08T09:45",
  ...changes,
});

export const event = (sessions: unknown, changes: Json = {}): Json => ({
  name: "Summit",
  timezone: "Europe/Berlin",
  tracks: [{ id: "1", name: "Main" }],
  sessions,
  ...changes,
});
