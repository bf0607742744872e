import { endOfToken, isNameStart, nameAt } from "./unclosed.js";

/** A document cut into its root element's children, as they were written. */
export interface Slices {
  /** Up to and with the root's start tag. */
  head: string;
  children: { name: string; inner: string }[];
  /** The root's end tag and what follows. */
  tail: string;
}

/** Cut a well-formed document; undefined when its root is empty. */
export function childElements(xml: string): Slices | undefined {
  const children: Slices["children"] = [];
  let depth = 0;
  let head = "";
  let start = { name: "", contentAt: 0 };
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const end = endOfToken(xml, at);
    if (end < 0) return undefined;
    const first = xml[at + 1] ?? "";
    const isEmpty = xml[end - 2] === "/";
    if (isNameStart(first)) {
      if (depth === 0 && isEmpty) return undefined;
      if (depth === 0) head = xml.slice(0, end);
      if (depth === 1) start = { name: localName(nameAt(xml, at + 1)), contentAt: end };
      if (depth === 1 && isEmpty) children.push({ name: start.name, inner: "" });
      if (!isEmpty) depth += 1;
    } else if (first === "/") {
      depth -= 1;
      if (depth === 0) return { head, children, tail: xml.slice(at) };
      if (depth === 1) children.push({ name: start.name, inner: xml.slice(start.contentAt, at) });
    }
    at = xml.indexOf("<", end);
  }
  return undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
