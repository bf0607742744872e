/** Files as spreadsheets, shells and other programs write them, as text. */
import { readFileSync } from "node:fs";

/**
 * UTF-8, or UTF-16 with a byte order mark, as "Unicode text" and PowerShell have it.
 * @param file path, or a file descriptor: 0 for standard input
 * @throws Error naming the file, also for any other encoding: a guess would turn up as wrong letters in titles
 */
export function readText(file: string | 0): string {
  try {
    return decoded(readFileSync(file));
  } catch (error) {
    throw new Error(`${file === 0 ? "standard input" : file} can't be read: ${(error as Error).message}`);
  }
}

function decoded(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(
      'it is not in UTF-8; save it so (a spreadsheet as "CSV UTF-8"), or convert it: iconv -f WINDOWS-1252 -t UTF-8',
    );
  }
}
