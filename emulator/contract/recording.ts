import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Json } from "../types/cast.js";

/** One recorded call. */
export interface RecordedLine {
  file: string;
  /** From 1. */
  line: number;
  service: string;
  action: string;
  request: Record<string, Json>;
  response: Json;
  note: string;
  /** json, form, get, multipart or raw. */
  encoding: string;
  /** Epoch seconds, as far as the answers tell. */
  at: number;
}

/** A file: one story. */
export interface RecordedFile {
  name: string;
  lines: RecordedLine[];
}

/** All recordings of a folder, in the order in which their answers say they were made: later ones use ids of earlier ones. */
export function readRecordings(folder: string): RecordedFile[] {
  const files = readdirSync(folder)
    .filter(name => name.endsWith(".jsonl"))
    .sort()
    .map(name => readRecording(join(folder, name)));
  const start = (file: RecordedFile): number => file.lines[0]?.at ?? 0;
  return files.sort((a, b) => start(a) - start(b));
}

function readRecording(path: string): RecordedFile {
  const file = basename(path);
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter(text => text.trim() !== "")
    .map((text, index) => parseLine(file, index + 1, text));
  datePoints(lines);
  return { name: file, lines };
}

function parseLine(file: string, line: number, text: string): RecordedLine {
  const raw = readLine(file, line, text);
  return {
    file,
    line,
    service: String(raw.service ?? ""),
    action: String(raw.action ?? ""),
    request: (raw.request ?? {}) as Record<string, Json>,
    response: raw.response ?? null,
    note: typeof raw.note === "string" ? raw.note : "",
    encoding: typeof raw.encoding === "string" ? raw.encoding : "json",
    at: 0,
  };
}

function readLine(file: string, line: number, text: string): Record<string, Json> {
  try {
    return JSON.parse(text) as Record<string, Json>;
  } catch (error) {
    throw new Error(`${file}:${line} is not a line of JSON: ${String(error)}`);
  }
}

/**
 * When was each call made? An answer to an add holds its time as createdAt, one to an update as updatedAt; in
 * between time stands still here.
 */
function datePoints(lines: RecordedLine[]): void {
  let last: number | undefined;
  for (const line of lines) {
    const seen = timeOf(line.service, line.action, line.request, line.response);
    if (seen !== undefined && (last === undefined || seen > last)) last = seen;
    line.at = last ?? 0;
  }
  const first =
    lines.find(line => line.at > 0)?.at ?? Math.max(0, ...lines.flatMap(line => timesIn(line.response)));
  for (const line of lines) if (line.at === 0) line.at = first;
}

/** Times at which the objects of an answer were made or changed: none of them lies after the call. */
function timesIn(value: Json): number[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    /^(createdAt|updatedAt)$/.test(name) && typeof item === "number" ? [item] : timesIn(item),
  );
}

function timeOf(
  service: string,
  action: string,
  request: Record<string, Json>,
  response: Json,
): number | undefined {
  if (service === "multirequest" && Array.isArray(response)) {
    const times = response.map((item, index) => {
      const call = (request[String(index + 1)] ?? {}) as Record<string, Json>;
      return timeOf(String(call.service), String(call.action), call, item);
    });
    return times.find(time => time !== undefined);
  }
  if (action.toLowerCase() === "gettime") return typeof response === "number" ? response : undefined;
  if (typeof response !== "object" || response === null || Array.isArray(response)) return undefined;
  const field = /^add/.test(action)
    ? response.createdAt
    : /^update/.test(action)
      ? response.updatedAt
      : undefined;
  return typeof field === "number" ? field : undefined;
}
