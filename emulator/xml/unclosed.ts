import type { Complaint } from "./complaints.js";

/**
 * The element that is still open where the text ends. The server's libxml2 goes on after mismatched tags and
 * then also complains of the premature end; the one used here says nothing of it any more.
 */
export function unclosedElement(xml: string): Complaint | undefined {
  const open: { name: string; at: number }[] = [];
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const end = endOfToken(xml, at);
    // The text ends within a tag: that is another error.
    if (end < 0) return undefined;
    const kind = xml[at + 1]!;
    if (kind === "/") open.pop();
    else if (isNameStart(kind) && xml[end - 2] !== "/") open.push({ name: nameAt(xml, at + 1), at });
    const isElement = kind === "/" || isNameStart(kind);
    // What follows the root element is another error, too.
    if (isElement && open.length === 0) return undefined;
    at = xml.indexOf("<", end);
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const started = lineAt(xml, last.at);
  return {
    message: `Premature end of data in tag ${last.name} line ${started}`,
    line: lineAt(xml, xml.length),
    isParserError: true,
  };
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

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
