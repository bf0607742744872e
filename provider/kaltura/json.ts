/**
 * Reads JSON without rounding. JSON.parse turns 9007199254740993 into …992, which as an id is another object;
 * here an integer that a JavaScript number can't hold arrives as a string of its digits, the way Kaltura itself
 * writes its 64-bit ids (`"size": "978"`). The scan runs only over texts which hold such a long run of digits,
 * which hardly any answer does. (lossless-json would wrap every number of every answer for this one case.)
 */
import type { Json } from "./types";

/** @throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): Json {
  return JSON.parse(/\d{16}/.test(text) ? quoteLongIntegers(text) : text);
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function quoteLongIntegers(text: string): string {
  let out = "";
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const char = text.charCodeAt(at);
    if (char === 34 /* " */) {
      at = endOfString(text, at);
    } else if (char === 45 /* - */ || (char >= 48 && char <= 57)) {
      NUMBER.lastIndex = at;
      const token = NUMBER.exec(text)?.[0] ?? text.charAt(at);
      if (/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))) {
        out += `${text.slice(copied, at)}"${token}"`;
        copied = at + token.length;
      }
      at += token.length;
    } else {
      at++;
    }
  }
  return out + text.slice(copied);
}

/** The place after the closing quote of the string that opens at `at`. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 92 /* \ */) i++;
    else if (char === 34) return i + 1;
  }
  return text.length;
}
