/** Files as spreadsheets and other programs save them, as text. */

/**
 * UTF-8, or UTF-16 with a byte order mark, as "Unicode text" has it.
 * @throws Error for any other encoding: a guess would turn up as wrong letters in titles
 */
export function decoded(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(
      'is not in UTF-8; save it as "CSV UTF-8", or convert it (iconv -f WINDOWS-1252 -t UTF-8)',
    );
  }
}
