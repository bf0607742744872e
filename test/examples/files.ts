/** Data files for tests of the conference example. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProgramme, type Options, type Programme } from "../../examples/conference/definition";

export const root = join(__dirname, "..", "..", "..");

/** The example's own data file; its sources are not copied into dist/. */
export const summit = join(root, "examples", "conference", "summit.json");

let folder: string | undefined;

export function writeFile(name: string, content: string | Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), "pulumi-kaltura-programme-"));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

export function removeFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
}

type Json = Record<string, unknown>;

/** A row without faults, with what a test wants to be different. */
export const row = (changes: Json = {}): Json => ({
  id: "a1",
  title: "First talk",
  abstract: "About something.",
  track: "Main",
  room: "Hall",
  type: "Talk",
  start: "2027-06-08T09:00:00+02:00",
  end: "2027-06-08T09:45:00+02:00",
  language: "English",
  speakers: 1,
  ...changes,
});

export const programme = (sessions: unknown, changes: Json = {}): Json => ({
  name: "Summit",
  timezone: "Europe/Berlin",
  tracks: [{ id: "1", name: "Main" }],
  sessions,
  ...changes,
});

export const load = (content: unknown, options?: Options): Programme =>
  loadProgramme(writeFile("programme.json", JSON.stringify(content)), options);

/** What the loader says when it stops. */
export function refusal(content: unknown, options?: Options): string {
  try {
    load(content, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the programme was taken");
}

/** What is wrong with the second of two rows, of which the first is right. */
export function problemOf(changes: Json, more: Json = {}): string {
  const { skipped } = load(programme([row(), row({ id: "a2", ...changes })], more), { skipBadRows: true });
  return skipped.map(({ problems }) => problems.join("; ")).join("\n");
}
