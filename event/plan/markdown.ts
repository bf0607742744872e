/** The plan as a comment on a pull request: verdict and counts first, details folded, cut by whole sessions. */
import type { Fate, Plan, SessionPlan } from "./plan";
import { type Between, betweenOf, byDay, detailsOf, fatesOf, timesOf, verdictOf } from "./verdict";

/** By it a pipeline finds its own comment again, to update it. */
export const MARKER = "<!-- pulumi-kaltura plan -->";

/** GitHub takes 65,536 characters in a comment. */
const LIMIT = 60_000;
/** Of these for what Pulumi and the rules have to say. */
const NOTES = 20_000;
/** Kept for the words about what is left out, and for closing what is open. */
const RESERVE = 500;

const ICONS: Readonly<Record<Fate, string>> = {
  "new embed": "🔴 new embed",
  removed: "➖ removed",
  added: "➕ added",
  moved: "🕑 moved",
  changed: "✏️ changed",
};

const TITLES = { failed: "❌", danger: "🔴", change: "🟢", same: "⚪" } as const;

/** @param limit characters at most */
export function planMarkdown(plan: Plan, limit = LIMIT): string {
  const verdict = verdictOf(plan);
  const between = betweenOf(plan);
  const page = new Page(limit - RESERVE);
  page.add(MARKER, `### ${TITLES[verdict.level]} ${verdict.title}`, "", `${capital(verdict.counts)}.`);
  broken(plan, between, page);
  notes(plan, page);
  let left = 0;
  for (const [day, sessions] of byDay(plan.sessions)) left += table(day, sessions, between, page);
  const around = plan.others.map(
    other =>
      `| ${other.fate === "new embed" ? "🔁 made anew" : ICONS[other.fate]} | ${other.label} ${escaped(other.id)} | ${details(other, between)} |`,
  );
  left += page.fold(
    `Around the sessions: ${plan.others.length}`,
    ["| | what | details |", "|---|---|---|"],
    around,
  );
  if (left > 0) page.force("", `_${left} more are not shown here: the whole plan is in the log of the job._`);
  if (plan.sessions.length > 0) page.force("", `<sub>Times are in ${escaped(plan.timezone)}.</sub>`);
  return `${page}\n`;
}

/** What breaks comes before anything that is folded. */
function broken(plan: Plan, between: Between, page: Page): void {
  const list = plan.sessions.filter(s => s.fate === "new embed" || s.fate === "removed");
  if (list.length === 0) return;
  page.add(
    "",
    "> [!CAUTION]",
    "> Links and iframes of these sessions stop working, and encoders lose their ingest point:",
  );
  const rows = list.map(session => {
    const because = session.because.filter(name => name !== "unfinished");
    const why = because.length > 0 ? ` (because of ${escaped(because.join(", "))})` : "";
    const when = session.when === undefined ? "" : `, ${session.when.day} ${timesOf(session, between)}`;
    const fate = session.fate === "removed" ? "removed" : "new embed";
    return `> - **${escaped(session.title)}**${escaped(when)}: ${fate}${why}`;
  });
  const shown = rows.filter(row => page.fits(row, LIMIT / 3) && page.add(row));
  if (shown.length < rows.length) page.add(`> - … and ${rows.length - shown.length} more`);
}

function notes(plan: Plan, page: Page): void {
  const lines = plan.notes.flatMap(note => {
    const icon = note.severity === "error" ? "❌" : note.severity === "warning" ? "⚠️" : "ℹ️";
    const about = note.about === undefined ? "" : `**${escaped(note.about)}**: `;
    const [first = "", ...more] = note.message.split("\n").map(escaped);
    return [`- ${icon} ${about}${first}`, ...more.map(line => `  ${line}  `)];
  });
  if (lines.length === 0) return;
  page.add("");
  const before = page.length;
  const shown = lines.filter(line => page.fits(line, before + NOTES) && page.add(line));
  if (shown.length < lines.length)
    page.add(`- … and ${lines.length - shown.length} more lines, in the log of the job`);
}

/** @returns how many sessions found no room */
function table(day: string, sessions: readonly SessionPlan[], between: Between, page: Page): number {
  const rows = sessions.map(session =>
    [
      "",
      ICONS[session.fate],
      escaped(timesOf(session, between)),
      `**${escaped(session.title)}** <sub>${session.kind} ${escaped(session.id)}</sub>`,
      escaped(session.track),
      details(session, between),
      "",
    ]
      .join(" | ")
      .trim(),
  );
  const head = ["| | time | session | track | details |", "|---|---|---|---|---|"];
  return page.fold(`${escaped(day)}: ${fatesOf(sessions)}`, head, rows);
}

const details = (item: Parameters<typeof detailsOf>[0], between: Between) =>
  detailsOf(item, between).map(escaped).join("<br>");

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines up to a number of characters. */
class Page {
  private readonly lines: string[] = [];
  length = 0;

  constructor(private readonly limit: number) {}

  fits(line: string, limit = this.limit): boolean {
    return this.length + line.length + 1 <= Math.min(limit, this.limit);
  }

  add(...lines: string[]): true {
    return this.force(...lines);
  }

  /** Also what is said when nothing more fits; room was kept for it. */
  force(...lines: string[]): true {
    for (const line of lines) {
      this.lines.push(line);
      this.length += line.length + 1;
    }
    return true;
  }

  /** A folded table. @returns how many rows found no room */
  fold(summary: string, head: readonly string[], rows: readonly string[]): number {
    if (rows.length === 0) return 0;
    const frame = ["", `<details><summary>${summary}</summary>`, "", ...head];
    const end = ["", "</details>"];
    const around = [...frame, ...end].join("\n").length + 1;
    if (!this.fits(" ".repeat(around + rows[0]!.length))) return rows.length;
    this.force(...frame);
    let left = 0;
    for (const row of rows) {
      // In order: a small row behind a large one that found no room would look as if nothing were between.
      if (left === 0 && this.fits(`${row}${end.join("\n")}`)) this.force(row);
      else left++;
    }
    this.force(...end);
    return left;
  }

  toString(): string {
    return this.lines.join("\n");
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  // Mentions and references are found after entities are: what parts them has no width.
  "@": "@&#8203;",
  "#": "#&#8203;",
};

/** Text of others as text: no formatting, no mention, no link to an issue, no address that is linked by itself. */
function escaped(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replace(/[&<>|@#]/g, char => ENTITIES[char]!)
      .replace(/[\\`*_{}[\]~]/g, "\\$&")
      .replace(/:\/\//g, "&#58;//")
      .replace(/\bwww\./gi, "www&#46;")
      .trim()
      // At a line's beginning: lists, headings, and GitLab's quick actions, as /close.
      .replace(/^[-+=/]/, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2")
  );
}
