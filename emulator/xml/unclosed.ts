import type { Complaint } from "./complaints.js";

/** After these the server's parser stops, too. */
const HALTS =
  /amplification factor|Excessive depth|XML_PARSE_HUGE|entity reference loop|Premature end|Start tag expected|Document is empty/;

const FAILED_START = /^Couldn't find end of Start Tag (.+) line (\d+)$/;

/**
 * The complaint about an element that is still open where the text ends. The server's libxml2 goes on after most
 * errors and then also complains of the premature end; the one used here says nothing of it any more.
 */
export function prematureEnd(xml: string, complaints: readonly Complaint[]): Complaint | undefined {
  if (complaints.some(({ message }) => HALTS.test(message))) return undefined;
  const last = openElement(xml, failedStarts(complaints));
  if (!last) return undefined;
  return {
    message: `Premature end of data in tag ${last.name} line ${last.line}`,
    line: 1 + linesBetween(xml, 0, xml.length),
    isOfSchema: false,
  };
}

/** Start tags that the parser gave up: they open nothing. How many of a name on a line. */
function failedStarts(complaints: readonly Complaint[]): Map<string, number> {
  const failed = new Map<string, number>();
  for (const { message } of complaints) {
    const match = FAILED_START.exec(message);
    if (!match) continue;
    const key = `${match[1]}:${match[2]}`;
    failed.set(key, (failed.get(key) ?? 0) + 1);
  }
  return failed;
}

/** The innermost element that is open at the end. Any end tag closes the innermost one, whatever its name. */
function openElement(xml: string, failed: Map<string, number>): { name: string; line: number } | undefined {
  const open: { name: string; line: number }[] = [];
  let line = 1;
  let counted = 0;
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const end = endOfToken(xml, at);
    const kind = xml[at + 1] ?? "";
    const isStart = isNameStart(kind);
    if (kind === "/") open.pop();
    else if (isStart && end > 0 && xml[end - 2] !== "/") {
      const name = nameAt(xml, at + 1);
      line += linesBetween(xml, counted, at);
      counted = at;
      if (!takeOne(failed, `${name}:${line}`)) open.push({ name, line });
    }
    // What follows the root element is another error.
    if ((kind === "/" || isStart) && open.length === 0) return undefined;
    if (end < 0) break;
    at = xml.indexOf("<", end);
  }
  return open.at(-1);
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count === 0) return false;
  counts.set(key, count - 1);
  return true;
}

/** Index behind the comment, tag or the like that starts here; -1 when it has no end. */
export function endOfToken(xml: string, at: number): number {
  for (const [start, end] of [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
    ["</", ">"],
  ] as const) {
    if (xml.startsWith(start, at)) return after(xml, end, at + start.length);
  }
  if (xml.startsWith("<!DOCTYPE", at)) return endOfDoctype(xml, at);
  // A lone angle bracket is text once the parser has complained of it.
  if (!isNameStart(xml[at + 1] ?? "")) return at + 1;
  let quote = "";
  for (let index = at + 1; index < xml.length; index++) {
    const char = xml[index]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return index + 1;
  }
  return -1;
}

function endOfDoctype(xml: string, at: number): number {
  const bracket = xml.indexOf("[", at);
  const end = xml.indexOf(">", at);
  if (bracket < 0 || bracket > end) return end < 0 ? -1 : end + 1;
  const close = /\]\s*>/g;
  close.lastIndex = bracket;
  return close.exec(xml) ? close.lastIndex : -1;
}

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

/** Can a name begin so? */
export function isNameStart(char: string): boolean {
  return /^[A-Za-z_:\u0080-\uFFFF]$/.test(char);
}

/** The name that begins here. */
export function nameAt(xml: string, from: number): string {
  return /^[^\s/>]+/.exec(xml.slice(from, from + 1000))?.[0] ?? "";
}

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
