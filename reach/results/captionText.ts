/** A first look at caption files: what a player could not read is not sent. */

const HEADS = {
  vtt: /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/,
  srt: /^\uFEFF?\s*\d+\s*\r?\n/,
  dfxp: /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<tt[\s>]/,
} as const;

const NAMES = { vtt: "WebVTT", srt: "SRT", dfxp: "DFXP" } as const;

/** Start and end of a cue. WebVTT may leave the hours out. */
const TIMES =
  /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})(?:[ \t].*)?$/;

/** What is wrong with a caption file; undefined when nothing is. */
export function checkCaptions(format: "vtt" | "srt" | "dfxp", text: string): string | undefined {
  if (!HEADS[format].test(text)) return `is no ${NAMES[format]}: its beginning is not one's`;
  if (format === "dfxp") return /<p[\s>]/.test(text) ? undefined : "holds no captions";
  let cues = 0;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!line.includes("-->")) continue;
    const at = `line ${i + 1}`;
    const match = TIMES.exec(line.trimEnd());
    if (match === null) return `has no times that can be read in ${at}`;
    const [start, end] = [ms(match.slice(1, 5)), ms(match.slice(5, 9))];
    if (end <= start) return `has a caption that ends before it starts in ${at}`;
    cues += 1;
  }
  return cues === 0 ? "holds no captions" : undefined;
}

const ms = ([hours = "0", minutes = "0", seconds = "0", rest = "0"]: (string | undefined)[]) =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);
