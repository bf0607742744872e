/**
 * The ownership mark in a text for people, for objects that have no tags: `What people wrote [mark]`. It stands
 * at the end and in brackets, so the text still reads, and what people see of it in the program is the text alone.
 */
import { isMark } from "../mark";

const ENDING = /\s?\[(pulumi[0-9a-f]{10}x[0-9a-f]{12})\]$/;

/** The text with its mark; only the mark when there is no text. */
export function withMark(text: string, mark: string | undefined): string {
  if (mark === undefined || !isMark(mark)) return text;
  return text === "" ? `[${mark}]` : `${text} [${mark}]`;
}

/** What people wrote, and the mark behind it. */
export function splitMark(text: string | undefined): { text: string; mark: string | undefined } {
  const found = ENDING.exec(text ?? "");
  return { text: (text ?? "").replace(ENDING, ""), mark: found?.[1] };
}

/** The mark of a text, as a list like that of tags. */
export function marksOf(text: string | undefined): string[] {
  const { mark } = splitMark(text);
  return mark === undefined ? [] : [mark];
}

/**
 * A text to write, with the mark behind it.
 * @param text as the program has it; undefined for one that is somebody else's to write
 * @param cleared it was the program's, and is to go
 */
export function markedText(
  text: string | undefined,
  cleared: boolean,
  observed: string | undefined,
  mark: string | undefined,
): string {
  return withMark(text ?? (cleared ? "" : splitMark(observed).text), mark);
}
