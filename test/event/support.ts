/** Events for tests: written as YAML or as objects, and what is found in them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type Examined,
  type ExamineOptions,
  examine,
  type Finding,
  type PlannedSession,
  readEvent,
} from "../../event";
import { dotted } from "../../event/findings";
import { load } from "../../event/load";

type Json = Record<string, unknown>;

/** A moment before all sessions of these tests. */
const NOW = new Date("2027-01-01T00:00:00Z");

/** A session without faults, with what a test wants to be different. */
export const session = (changes: Json = {}): Json => ({
  id: "a1",
  title: "First talk",
  start: "2027-06-08T09:00",
  end: "2027-06-08T09:45",
  ...changes,
});

/** An event without faults. */
export const event = (sessions: unknown, changes: Json = {}): Json => ({
  name: "Summit",
  timezone: "Europe/Berlin",
  sessions,
  ...changes,
});

/** An event that a program wrote. */
export const look = (definition: Json, options: ExamineOptions = {}): Examined =>
  examine(load(definition as never), { now: NOW, ...options });

/** The sessions of an event that has to be right, by id. */
export function plan(definition: Json, options: ExamineOptions = {}): Record<string, PlannedSession> {
  const { event, findings } = look(definition, options);
  if (findings.length > 0) throw new Error(said(findings).join("\n"));
  return Object.fromEntries(event!.sessions.map(session => [session.id, session]));
}

/** `path: message (rule)` of each finding; warnings say so. */
export const said = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ path, message, rule, severity }) =>
      `${severity === "warning" ? "warning: " : ""}${dotted(path)}: ${message} (${rule})`,
  );

export const problems = (definition: Json, options: ExamineOptions = {}): string =>
  said(look(definition, options).findings).join("\n");

/** Files in a folder of their own, until {@link Folder.remove}. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "pulumi-kaltura-event-"));

  put(name: string, content: string | Buffer): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** What is found in the event file, as `file:line:column: message`, with the folder left out. */
  found(file: string, options: ExamineOptions = {}): string[] {
    const { findings } = examine(readEvent(join(this.path, file)), { now: NOW, ...options });
    return findings.map(
      ({ at, message }) => `${at?.file.replace(`${this.path}/`, "")}:${at?.line}:${at?.column}: ${message}`,
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
