/**
 * Custom metadata as a list of elements: parsed, merged and written so that what other applications keep
 * in the same object stays, and in the order the account's own schema wants.
 */
import { XMLBuilder, XMLParser } from "fast-xml-parser";
import { canonical } from "../lifecycle/values";

/** An element: text, or children. */
export interface Element {
  readonly name: string;
  readonly text?: string;
  readonly children?: readonly Element[];
}

type Node = Record<string, unknown>;

const options = {
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
} as const;

const parser = new XMLParser(options);
const xsdParser = new XMLParser({ ...options, ignoreAttributes: false, removeNSPrefix: true });
const builder = new XMLBuilder({ ...options, suppressEmptyNode: false });

function toElement(node: Node): Element | undefined {
  const name = Object.keys(node).find(k => k !== ":@" && k !== "#text");
  if (name === undefined) return undefined;
  const inner = node[name] as Node[];
  const children = inner.map(toElement).filter(e => e !== undefined);
  if (children.length > 0) return { name, children };
  return { name, text: inner.map(n => String(n["#text"] ?? "")).join("") };
}

function toNode(element: Element): Node {
  const inner = element.children?.map(toNode) ?? (element.text ? [{ "#text": element.text }] : []);
  return { [element.name]: inner };
}

/** The elements inside `<metadata>`; none for an empty or unreadable document. */
export function parseMetadata(xml: string): Element[] {
  try {
    const root = (parser.parse(xml) as Node[]).map(toElement).find(e => e?.name === "metadata");
    return [...(root?.children ?? [])];
  } catch {
    return [];
  }
}

export function buildMetadata(elements: readonly Element[]): string {
  return String(builder.build([toNode({ name: "metadata", children: elements })]));
}

/** Names of the elements that a schema allows inside `<metadata>`, in its order; none when it can't be read. */
export function orderIn(xsd: string | undefined): string[] {
  if (xsd === undefined) return [];
  const attribute = (node: Node) => (node[":@"] as Record<string, string> | undefined)?.["@_name"];
  const inside = (nodes: Node[], tag: string) => nodes.flatMap(n => (n[tag] as Node[] | undefined) ?? []);
  try {
    const schema = inside(xsdParser.parse(xsd) as Node[], "schema");
    const root = schema.find(n => "element" in n && attribute(n) === "metadata");
    const type = inside((root?.element as Node[] | undefined) ?? [], "complexType");
    return [...inside(type, "sequence"), ...inside(type, "all")]
      .filter(n => "element" in n)
      .map(attribute)
      .filter(n => n !== undefined);
  } catch {
    return [];
  }
}

/** Kept elements and wanted ones together, sorted as the schema says; equals keep their order. */
export function inOrder(elements: readonly Element[], order: readonly string[]): Element[] {
  const rank = (e: Element) => {
    const at = order.indexOf(e.name);
    return at < 0 ? order.length : at;
  };
  return elements
    .map((element, i) => ({ element, i }))
    .sort((a, b) => rank(a.element) - rank(b.element) || a.i - b.i)
    .map(({ element }) => element);
}

/** True when both lists say the same: order across names and empty elements carry no meaning. */
export function sameElements(a: readonly Element[], b: readonly Element[]): boolean {
  return meaning(a) === meaning(b);
}

/** Text as an XML parser gives it back: line ends are one character, blanks around it are none. */
const asRead = (text: string) => text.replace(/\r\n?/g, "\n").trim();

function meaning(elements: readonly Element[]): string {
  const groups = new Map<string, unknown[]>();
  for (const { name, text, children } of elements) {
    const value = children ? JSON.parse(meaning(children)) : asRead(text ?? "");
    if (value === "" || canonical(value) === "{}") continue;
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return canonical(Object.fromEntries(groups));
}

/** Text of the first element of that name. */
export function textOf(elements: readonly Element[], name: string): string | undefined {
  const text = elements.find(e => e.name === name)?.text;
  return text === undefined ? undefined : asRead(text);
}
