import type { Json } from "../types/cast.js";
import { type Kind, kindOf } from "./kinds.js";

/** Ids of entries, assets, tokens and upload tokens. */
const OBJECT_ID = /(?<![0-9a-zA-Z])\d_(?:[0-9a-f]{32}|[0-9a-z]{8})(?![0-9a-zA-Z])/g;

/** Which of our ids stands for which recorded one, and the same for tokens. */
export class IdMap {
  readonly #numbers = new Map<string, string>();
  readonly #reverse = new Set<string>();
  readonly #texts = new Map<string, string>();
  readonly #textsReverse = new Set<string>();

  /** Do we have an object for a recorded id? */
  knows(kind: Kind | undefined, recorded: string): boolean {
    return kind === undefined ? this.#texts.has(recorded) : this.#numbers.has(`${kind}:${recorded}`);
  }

  /** Ours for a recorded id. */
  ours(kind: Kind | undefined, recorded: string): string | undefined {
    return kind === undefined ? this.#texts.get(recorded) : this.#numbers.get(`${kind}:${recorded}`);
  }

  /** Note a pair; a recorded id that is known already keeps its partner. */
  learn(kind: Kind | undefined, recorded: string, ours: string): void {
    if (kind === undefined) {
      if (!this.#texts.has(recorded)) this.#texts.set(recorded, ours);
      this.#textsReverse.add(ours);
      return;
    }
    if (this.#numbers.has(`${kind}:${recorded}`)) return;
    this.#numbers.set(`${kind}:${recorded}`, ours);
    this.#reverse.add(`${kind}:${ours}`);
  }

  /** Is one of our ids already somebody's partner? */
  isTaken(kind: Kind | undefined, ours: string): boolean {
    return kind === undefined ? this.#textsReverse.has(ours) : this.#reverse.has(`${kind}:${ours}`);
  }

  /** All numeric ids of ours that a recorded number may stand for. */
  anyOf(recorded: string): string[] {
    const found: string[] = [];
    for (const [key, ours] of this.#numbers) if (key.endsWith(`:${recorded}`)) found.push(ours);
    const text = this.#texts.get(recorded);
    if (text !== undefined) found.push(text);
    return found;
  }

  /** A recorded text with ids and tokens replaced by ours. */
  text(recorded: string): string {
    const replaced = recorded
      .replace(OBJECT_ID, id => this.#texts.get(id) ?? id)
      // Features that REACH adds to events bear the number of their task.
      .replace(/(?<=-reach-)\d+\b/g, id => this.ours("task", id) ?? id);
    return replaced.replace(/\b[0-9a-f]{8}(?:[0-9a-f]{24})?\b/g, token => this.#texts.get(token) ?? token);
  }

  /** A list of numeric ids ("1,2" or "1>2") or a single one, with ours in place. */
  numbers(kind: Kind, recorded: string): string {
    return recorded.replace(/\d+/g, id => this.ours(kind, id) ?? id);
  }

  /** A recorded request with our ids. */
  request(value: Json, service: string, field = "", objectType?: string): Json {
    if (Array.isArray(value)) return value.map(item => this.request(item, service, field, objectType));
    if (typeof value === "object" && value !== null) {
      const own = typeof value.objectType === "string" ? value.objectType : undefined;
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, this.request(item, service, name, own)]),
      );
    }
    const kind = kindOf(field, objectType, service);
    if (kind !== undefined && typeof value === "number")
      return Number(this.ours(kind, String(value)) ?? value);
    if (typeof value !== "string") return value;
    if (kind !== undefined && /^\d+([,>]\d+)*$/.test(value)) return this.numbers(kind, value);
    return this.text(value);
  }
}

/** Is it the id of an entry, asset or token? */
export function isObjectId(text: unknown): text is string {
  return typeof text === "string" && new RegExp(`^(?:${OBJECT_ID.source})$`).test(text);
}
