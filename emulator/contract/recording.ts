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

/** Order in which the recordings were made; later files use ids of earlier ones. */
const ORDER = [
  ...[
    "session",
    "apptoken",
    "metadata-profile",
    "livestream",
    "metadata",
    "schedule-event",
    "category",
    "room",
  ],
  ...["reach", "multirequest", "base-entry-list-and-pager", "thumbnail", "json-null", "concurrency"],
  ...["eventual-consistency", "readback", "reach-moderation", "ts-client-shape", "schedule-overlap"],
  ...["feature-off", "internal-errors", "thumbnail-repeat", "profile-delete-in-use"],
  ...["prestart-filter-and-misc", "cuepoint-caption-virtualevent", "user-and-conversion-profile"],
];

/** All recordings of a folder, in the order in which they were made as far as that is known. */
export function readRecordings(folder: string): RecordedFile[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith(".jsonl"))
    .sort();
  const files = names.map(name => readRecording(join(folder, name)));
  const rank = (file: RecordedFile): number => ORDER.indexOf(file.name.replace(/\.jsonl$/, ""));
  if (files.every(file => rank(file) >= 0)) return files.sort((a, b) => rank(a) - rank(b));
  return files;
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
  const raw = JSON.parse(text) as Record<string, Json>;
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
  const first = lines.find(line => line.at > 0)?.at ?? 0;
  for (const line of lines) if (line.at === 0) line.at = first;
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
