/** Collects findings while an event is worked out, and knows which items of it are good. */
import { dotted, type Finding, type Path, type Severity, type Source } from "../findings";

export class Report {
  private readonly found = new Map<string, Finding & { sessions: string[] }>();
  /** Items with errors: `sessions[3]`. */
  private readonly bad = new Set<string>();
  /** What was understood differently than it is written. */
  readonly notes: string[] = [];

  constructor(private readonly source: Source) {}

  /** @param options.of whether the place is that of a field's value or of its name */
  add(
    path: Path,
    rule: string,
    message: string,
    options: { severity?: Severity; sessions?: readonly string[]; of?: "value" | "name" } = {},
  ): void {
    const { severity = "error", sessions = [], of = "value" } = options;
    const key = `${dotted(path)}\n${message}`;
    const before = this.found.get(key);
    // A mistake in what sessions share is one mistake.
    if (before !== undefined) before.sessions.push(...sessions.filter(id => !before.sessions.includes(id)));
    else {
      const at = this.source.locate(path, of);
      this.found.set(key, { rule, severity, sessions: [...sessions], message, path, at });
    }
    if (severity === "error") this.bad.add(dotted(path.slice(0, 2)));
  }

  /** Whether nothing is wrong with an item of a list. */
  isGood = (item: Path): boolean => !this.bad.has(dotted(item.slice(0, 2)));

  /** Whether another rule has found something at, or under, this path. */
  hasOther(path: Path, rule: string): boolean {
    const own = dotted(path);
    return [...this.found.values()].some(found => found.rule !== rule && dotted(found.path).startsWith(own));
  }

  get findings(): Finding[] {
    return [...this.found.values()];
  }
}
