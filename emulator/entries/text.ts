const MAX_TAG_BYTES = 100;

/**
 * Tags as entries keep them: lower case, no doubles, no words of one byte, none longer than 100 bytes, joined
 * by comma and blank.
 */
export function entryTags(sent: string): string {
  const tags = sent
    .split(",")
    .map(tag => cutBytes(tag.trim().toLowerCase(), MAX_TAG_BYTES))
    .filter(tag => Buffer.byteLength(tag) >= 2);
  return [...new Set(tags)].join(", ");
}

/** Text cut to a number of bytes, as a database column does. */
export function cutBytes(text: string, bytes: number): string {
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) return text;
  return encoded
    .subarray(0, bytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}

/** The recorded server's database has no characters of four bytes: each becomes four question marks. */
export function databaseText(text: string): string {
  return text.replace(/[\u{10000}-\u{10FFFF}]/gu, "????");
}

/** What the server puts together for its text search. */
export function searchText(partnerId: number, mediaType: number | undefined, texts: string[]): string {
  const words = ` ${texts.join(" ")}`.replace(/["']/g, "").replace(/\s+/g, " ");
  return `_PAR_ONLY_ _${partnerId}_ _MEDIA_TYPE_${mediaType ?? ""}| ${words}`;
}
