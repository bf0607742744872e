/** Writes an imported programme as an event file: a new one, or into one that was written or edited by hand. */
import { Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";

type Fields = Readonly<Record<string, unknown>>;

export interface Merged {
  readonly text: string;
  /** Ids of sessions that came, that say something else now, and that the programme has no more. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
}

const LISTS = ["tracks", "rooms", "presenters", "sessions"] as const;

/** A source that has one of them decides all of them. */
const ENDS = ["end", "duration"];

/**
 * @param existing text of the event file as it is; its comments, its order and all that the programme says nothing of
 * stay: kinds, channels, settings …
 * @param drop takes out sessions that the programme has no more; without it they stay, and are named
 * @throws Error when the existing file is no map, or only a part of the event
 */
export function mergeInto(existing: string | undefined, definition: Fields, drop = false): Merged {
  const document = existing === undefined ? fresh(definition) : parseDocument(existing);
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`can't be read as YAML: ${error.message}`);
  const root = document.contents;
  if (!isMap(root)) throw new Error("is no event file; a map with name, timezone and sessions is needed");
  if (root.has("include")) {
    throw new Error(
      "has parts in other files (include), which are not written to: sessions there would be doubled. Import into a file of its own, and move over what is new",
    );
  }
  const before = new Set(idsIn(listOf(root, "sessions", document)));
  const changed: string[] = [];
  for (const [name, value] of Object.entries(definition)) {
    if ((LISTS as readonly string[]).includes(name)) {
      const items = mergeList(listOf(root, name, document, true)!, value as Fields[], document);
      if (name === "sessions") changed.push(...items.filter(id => before.has(id)));
    } else if (!root.has(name)) root.set(name, document.createNode(value));
  }
  const now = new Set(((definition.sessions as Fields[] | undefined) ?? []).map(s => String(s.id)));
  const missing = [...before].filter(id => !now.has(id));
  const sessions = listOf(root, "sessions", document);
  if (drop && sessions !== undefined) {
    sessions.items = sessions.items.filter(item => !missing.includes(idOf(item)));
  }
  return {
    text: document.toString({ lineWidth: 110 }),
    added: [...now].filter(id => !before.has(id)),
    changed,
    missing,
  };
}

function fresh(definition: Fields): Document {
  const scalars = Object.entries(definition).filter(([name]) => !(LISTS as readonly string[]).includes(name));
  const document = new Document(Object.fromEntries(scalars));
  document.commentBefore =
    " yaml-language-server: $schema=node_modules/pulumi-kaltura/schema/event.schema.json";
  return document;
}

function listOf(root: YAMLMap, name: string, document: Document, make = false): YAMLSeq | undefined {
  const list = root.get(name, true);
  if (isSeq(list)) return list;
  if (!make) return undefined;
  root.set(name, document.createNode([]));
  const made = root.get(name, true) as unknown as YAMLSeq;
  made.flow = false;
  return made;
}

const idOf = (item: unknown): string => (isMap(item) ? String(item.get("id")) : "");
const idsIn = (list: YAMLSeq | undefined): string[] => list?.items.map(idOf) ?? [];

/** @returns ids of the items that say something else than before */
function mergeList(list: YAMLSeq, items: readonly Fields[], document: Document): string[] {
  const byId = new Map(list.items.map(item => [idOf(item), item]));
  const changed: string[] = [];
  for (const item of items) {
    const id = String(item.id);
    const node = byId.get(id);
    if (!isMap(node)) list.add(document.createNode(item));
    else if (mergeItem(node, item, document)) changed.push(id);
  }
  return changed;
}

function mergeItem(node: YAMLMap, item: Fields, document: Document): boolean {
  const has = node.toJS(document) as Fields;
  let differs = false;
  for (const [name, value] of Object.entries(item)) {
    // What is the same keeps the form in which somebody wrote it.
    if (JSON.stringify(has[name]) === JSON.stringify(value) || String(has[name]) === value) continue;
    node.set(name, document.createNode(value));
    differs = true;
  }
  const own = ENDS.find(name => name in item);
  for (const name of ENDS) {
    if (own === undefined || name === own || !(name in has)) continue;
    node.delete(name);
    differs = true;
  }
  return differs;
}
