// EXAMPLE of a program for command.js: gets the path of the recording and its language, prints WebVTT. It recognises
// no speech either.
import { statSync } from "node:fs";

const [media, language] = process.argv.slice(2);
process.stderr.write("50%\n");
console.log(
  `WEBVTT\n\n00:00.000 --> 00:05.000\n[Example: ${statSync(media).size} bytes of ${language}, not recognised]`,
);
