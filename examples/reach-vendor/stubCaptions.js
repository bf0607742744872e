// EXAMPLE. Captions without a recogniser of speech: the recording is fetched and its length is read, and every five
// seconds get a caption that says that this is an example. What comes out is real WebVTT (or SRT, as the customer wants
// it); put your own recogniser in the place of `recogniseNothing`.
const { open } = require("node:fs/promises");
const { CannotDo } = require("pulumi-kaltura/reach-vendor");

/** @type {import("pulumi-kaltura/reach-vendor").Handlers} */
module.exports = {
  async captions(task, tools) {
    const path = await tools.download();
    tools.progress(50, "fetched");
    const seconds = await lengthOf(path);
    if (seconds < 1) throw new CannotDo("The recording is shorter than a second");
    const lines = recogniseNothing(seconds).map(line => ({
      ...line,
      text: folded(line.text, task.wishes.maxCharactersPerLine ?? 42),
    }));
    const format = task.wishes.captionFormat === "srt" ? "srt" : "vtt";
    const content = format === "srt" ? srt(lines) : vtt(lines);
    return { captions: [{ language: task.sourceLanguage ?? "English", format, content }] };
  },
};

/** STUB: no speech is recognised. */
function recogniseNothing(seconds) {
  const lines = [];
  for (let start = 0; start < seconds; start += 5) {
    const end = Math.min(start + 5, seconds);
    lines.push({ start, end, text: `[Example caption ${lines.length + 1}: no speech was recognised]` });
  }
  return lines;
}

/** Seconds of a WAV file, from its header. Other kinds of files count as ten seconds: this is an example. */
async function lengthOf(path) {
  const file = await open(path);
  try {
    const head = Buffer.alloc(44);
    await file.read(head, 0, 44, 0);
    if (head.toString("latin1", 0, 4) !== "RIFF") return 10;
    return head.readUInt32LE(40) / head.readUInt32LE(28);
  } finally {
    await file.close();
  }
}

/** Broken into lines between words. */
function folded(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= most || lines.at(-1) === "") lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.join("\n");
}

const vtt = lines =>
  `WEBVTT\n\n${lines.map(({ start, end, text }) => `${clock(start, ".")} --> ${clock(end, ".")}\n${text}\n`).join("\n")}`;

const srt = lines =>
  lines
    .map(({ start, end, text }, i) => `${i + 1}\n${clock(start, ",")} --> ${clock(end, ",")}\n${text}\n`)
    .join("\n");

function clock(seconds, point) {
  const ms = Math.round(seconds * 1000);
  const part = (value, digits = 2) => String(Math.floor(value)).padStart(digits, "0");
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}${point}${part(ms % 1000, 3)}`;
}
