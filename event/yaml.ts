/** One YAML or JSON file as a plain value, and where each part of it stands. JSON is YAML, too. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Finding, Path, Position } from "./findings";

export interface Parsed {
  readonly file: string;
  /** Without what is empty: an empty field says as much as none. Undefined for an empty file. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Where this is, or the innermost thing around it. */
  locate(path: Path, of?: "value" | "name"): Position;
}

/** Fields that hold ids: 0012 is one, and not the number 12. */
const IDS = new Set(["id", "track", "template", "room", "channel", "video", "presenters"]);

/** @param file its name, as positions say it */
export function parseFile(file: string, text: string): Parsed {
  const lines = new LineCounter();
  // Spreadsheets put a byte order mark in front.
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings = document.errors.map(
    (error): Finding => ({
      rule: "form",
      severity: "error",
      sessions: [],
      message: `can't be read as YAML or JSON: ${error.message}`,
      path: [],
      at: at(error.pos[0]),
    }),
  );
  const root = document.contents as Node | null;
  return {
    file,
    value: findings.length > 0 ? undefined : plainValue(root, document),
    findings,
    locate: (path, of = "value") => at(offsetOf(root, document, path, of)),
  };
}

/** So that a file of a few lines can't become a value that fills the memory. */
const MOST = 1_000_000;

function plainValue(root: Node | null, document: Document): unknown {
  let count = 0;
  const convert = (node: unknown, key: string): unknown => {
    count += 1;
    if (count > MOST)
      throw new Error("the event file holds more than a million values, its aliases followed");
    const real = isAlias(node) ? node.resolve(document) : node;
    if (isMap(real)) {
      const entries = real.items.map(pair => {
        const own = keyOf(pair.key);
        return [own, convert(pair.value, own)] as const;
      });
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    if (isSeq(real)) return real.items.map(item => convert(item, key)).filter(value => value !== undefined);
    if (!isScalar(real)) return undefined;
    const { value, source } = real;
    if (value === null) return undefined;
    return typeof value === "number" && IDS.has(key) ? (source ?? String(value)) : value;
  };
  return convert(root, "");
}

const isNull = (node: unknown): boolean => node === null || (isScalar(node) && node.value === null);

const keyOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

function offsetOf(root: Node | null, document: Document, path: Path, of: "value" | "name"): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [i, step] of path.entries()) {
    const real = isAlias(node) ? node.resolve(document) : node;
    if (isMap(real)) {
      const pair = real.items.find(item => keyOf(item.key) === String(step));
      if (pair === undefined) return offset;
      const key = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
      // What is empty has no place of its own.
      const named = (of === "name" && i === path.length - 1) || isNull(node);
      offset = named ? key : ((node as Node | null)?.range?.[0] ?? key);
    } else if (isSeq(real) && typeof step === "number") {
      // As in the value: what is empty doesn't count.
      node = real.items.filter(item => !isNull(item))[step];
      if (node === undefined) return offset;
      offset = (node as Node).range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
