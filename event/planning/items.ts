/** Items of a definition's lists, which others name by their ids. */
import type { Path } from "../findings";
import type { Report } from "./report";

/** An item as it is written, if its form is right. */
export interface Item<T> {
  readonly id: string;
  readonly path: Path;
  /** Not to be relied on unless the report finds the item good. */
  readonly raw: T;
}

export const textOf = (id: unknown): string => (id === undefined ? "" : String(id));

export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

export class Items<T extends { readonly id?: unknown; readonly name?: string | undefined }> {
  readonly all: readonly Item<T>[];
  private readonly byId = new Map<string, Item<T>>();

  /**
   * @param list name of the list in the definition
   * @param one what to call one of them
   */
  constructor(
    readonly list: string,
    private readonly one: string,
    values: readonly T[] | undefined,
    private readonly report: Report,
  ) {
    this.all = Array.from(values ?? [], (raw, i) => ({ id: textOf(raw?.id), path: [list, i], raw }));
    for (const item of this.all) {
      const before = this.byId.get(item.id);
      if (item.id === "") continue;
      if (before === undefined) this.byId.set(item.id, item);
      else if (list !== "sessions") {
        report.add(
          [...item.path, "id"],
          "idTwice",
          `"${item.id}" is the id of another ${one} already; give it one of its own`,
        );
      }
    }
  }

  get good(): readonly Item<T>[] {
    return this.all.filter(item => this.report.isGood(item.path));
  }

  has = (id: string): boolean => this.byId.has(id);

  /** The one that is named, if it is there and good; if not, that is noted at `path`. */
  named(id: string, path: Path, sessions: readonly string[]): Item<T> | undefined {
    const found = this.byId.get(id);
    if (found === undefined) {
      this.report.add(path, "reference", `"${id}" is no ${this.one} of this event; ${this.advice(id)}`, {
        sessions,
      });
      return undefined;
    }
    if (!this.report.isGood(found.path)) {
      this.report.add(path, "reference", `${this.one} "${id}" can't be deployed itself`, { sessions });
      return undefined;
    }
    return found;
  }

  private advice(id: string): string {
    const near = [...this.byId.keys()].find(other => isNear(other.toLowerCase(), id.toLowerCase()));
    if (near !== undefined) return `did you mean "${near}"?`;
    if (this.byId.size === 0) return `add it to ${this.list}`;
    // Whose form is wrong may be anything.
    const named = [...this.byId].map(([id, { raw }]) =>
      raw?.name === undefined ? id : `${id} for "${raw.name}"`,
    );
    const more = named.length > 5 ? " …" : "";
    return `add it to ${this.list}, or name one of them: ${named.slice(0, 5).join(", ")}${more}`;
  }
}

/** Whether two words differ by one letter, or by two that changed places. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB || // one more
    restA === restB.slice(1) || // one less
    restA.slice(1) === restB.slice(1) || // another
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
