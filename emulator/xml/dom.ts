import { XMLParser } from "fast-xml-parser";

/** An element, known by its local name. Comments and processing instructions are left out. */
export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Element[];
  parent: Element | undefined;
  /** All text within. */
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

type Raw = Record<string, unknown>;

/** Root element of a document; undefined when it cannot be read. Whether it is well-formed libxml2 says. */
export function parseXml(xml: string): Element | undefined {
  try {
    const nodes = parser.parse(xml) as Raw[];
    for (const node of nodes) {
      const element = elementOf(node, undefined);
      if (element) return element;
    }
  } catch {
    // Not readable.
  }
  return undefined;
}

function elementOf(raw: Raw, parent: Element | undefined): Element | undefined {
  const name = Object.keys(raw).find(key => key !== ":@" && key !== "#text" && !/^[?!]/.test(key));
  if (name === undefined) return undefined;
  const attributes = new Map(
    Object.entries((raw[":@"] ?? {}) as Raw).map(([key, value]) => [key, String(value)]),
  );
  const element: Element = { name, attributes, children: [], parent, text: "" };
  for (const child of raw[name] as Raw[]) {
    if ("#text" in child) element.text += String(child["#text"]);
    const nested = elementOf(child, element);
    if (!nested) continue;
    element.children.push(nested);
    element.text += nested.text;
  }
  return element;
}

/** All elements within one, itself excluded, in document order. */
export function descendants(element: Element): Element[] {
  return element.children.flatMap(child => [child, ...descendants(child)]);
}
