// EXAMPLE. Captions by a program of your own: it gets the path of the recording and the language as arguments, and
// prints WebVTT. Set it with REACH_COMMAND, for instance REACH_COMMAND="python3 transcribe.py".
const { spawn } = require("node:child_process");

/** @type {import("pulumi-kaltura/reach-vendor").Handlers} */
module.exports = {
  async captions(task, tools) {
    const [program, ...args] = (process.env.REACH_COMMAND ?? "").split(" ").filter(Boolean);
    if (program === undefined) throw new Error("REACH_COMMAND is not set");
    const media = await tools.download();
    const language = task.sourceLanguage ?? "English";
    const content = await run(program, [...args, media, language], tools);
    return { captions: [{ language, format: "vtt", content }] };
  },
};

/** What a program prints; lines on stderr such as `42%` are its progress. It is ended when its work is of no use any more. */
function run(program, args, { signal, progress, log }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { signal, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    child.stdout.on("data", chunk => chunks.push(chunk));
    child.stderr.on("data", chunk => {
      for (const line of String(chunk).split("\n").filter(Boolean)) {
        const percent = /^(\d{1,3})%/.exec(line)?.[1];
        if (percent !== undefined) progress(Number(percent));
        else log(line);
      }
    });
    child.on("error", reject);
    child.on("close", code => {
      if (code === 0) resolve(Buffer.concat(chunks).toString("utf8"));
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}
