/** Texts of others for a terminal, which must not be steered by them. */

/** On one line: every control character, and every line break, is a blank. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, " ");

/** Line breaks stay: for what has several lines by itself. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
