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
 * tells why: 1 is an unknown entry, 36 one without content.
 */
export function servePlayManifest(core: Core, path: string, response: ServerResponse): void {
  const steps = path.split("/").filter(Boolean);
  const valueOf = (name: string): string | undefined => {
    const at = steps.indexOf(name);
    return at < 0 ? undefined : steps[at + 1];
  };
  const nothing = (code: number): void => {
    response.writeHead(200, { "X-Kaltura": `error-${code}`, "content-length": "0" });
    response.end();
  };
  const entry = findEntry(core.store, Number(steps[1]), valueOf("entryId") ?? "");
  if (!entry) return nothing(1);
  if (entry.type !== MEDIA || entry.status !== READY) return nothing(36);
  const ks = valueOf("ks");
  if (ks !== undefined && !isOpen(core, decodeURIComponent(ks))) return nothing(2);
  if (valueOf("format") === "applehttp") {
    const file = `${core.url}${path.replace("/format/applehttp/", "/format/url/").replace(/\.m3u8$/, ".wav")}`;
    const lines = ["#EXTM3U", `#EXT-X-TARGETDURATION:${entry.duration}`, `#EXTINF:${entry.duration},`, file];
    return send(
      response,
      "application/vnd.apple.mpegurl",
      Buffer.from(`${lines.join("\n")}\n#EXT-X-ENDLIST\n`),
    );
  }
  send(response, "audio/wav", silence(entry.duration));
}

function isOpen(core: Core, ks: string): boolean {
  try {
    core.sessions.open(ks);
    return true;
  } catch {
    return false;
  }
}

function send(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { "content-type": type, "content-length": String(body.length) });
  response.end(body);
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
