import type { ServerResponse } from "node:http";
import type { Core } from "../core.js";
import { findEntry, MEDIA, READY } from "../entries/model.js";

/** Samples a second: enough to be a sound, and little to send. */
const RATE = 1000;

/** Where the player, and whoever fetches media, asks for an entry. */
export const isPlayManifest = (path: string): boolean => /^\/p\/-?\d+\/sp\/\d+\/playManifest\//.test(path);

/**
 * Answer a playManifest address: `format/url` and `format/download` with a file, `applehttp` with a playlist of it.
 * The file is silence as long as the entry. What can't be played is answered with nothing at all, and a header that
 * tells why.
 */
export function servePlayManifest(core: Core, path: string, response: ServerResponse): void {
  const answer = answerTo(core, path);
  if (typeof answer === "number") {
    response.writeHead(200, { "X-Kaltura": `error-${answer}`, "content-length": "0" });
    response.end();
    return;
  }
  const { type, body } = answer;
  response.writeHead(200, { "content-type": type, "content-length": String(body.length) });
  response.end(body);
}

const [UNKNOWN, BAD_SESSION, NO_CONTENT] = [1, 2, 36];

/** A file, or the number of an error. */
function answerTo(core: Core, path: string): { type: string; body: Buffer } | number {
  const steps = path.split("/").filter(Boolean);
  const after = (name: string): string | undefined => {
    const at = steps.indexOf(name);
    return at < 0 ? undefined : steps[at + 1];
  };
  const entry = findEntry(core.store, Number(steps[1]), after("entryId") ?? "");
  if (!entry) return UNKNOWN;
  if (entry.type !== MEDIA || entry.status !== READY) return NO_CONTENT;
  const ks = after("ks");
  if (ks !== undefined && !isOpen(core, decodeURIComponent(ks))) return BAD_SESSION;
  if (after("format") !== "applehttp") return { type: "audio/wav", body: silence(entry.duration) };
  const file = `${core.url}${path.replace("/format/applehttp/", "/format/url/").replace(/\.m3u8$/, ".wav")}`;
  const head = ["#EXTM3U", `#EXT-X-TARGETDURATION:${entry.duration}`, `#EXTINF:${entry.duration},`];
  const text = [...head, file, "#EXT-X-ENDLIST", ""].join("\n");
  return { type: "application/vnd.apple.mpegurl", body: Buffer.from(text) };
}

function isOpen(core: Core, ks: string): boolean {
  try {
    core.sessions.open(ks);
    return true;
  } catch {
    return false;
  }
}

/** A WAV file of silence, 8 bits a sample. */
function silence(seconds: number): Buffer {
  const size = Math.ceil(seconds * RATE);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + size, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(size, 40);
  return Buffer.concat([head, Buffer.alloc(size, 128)]);
}
