/** The plan for a terminal. */
import { printable, printableLines } from "../printable";
import type { Fate, Plan, SessionPlan } from "./plan";
import { type Between, betweenOf, byDay, detailsOf, timesOf, verdictOf } from "./verdict";

const SIGNS: Readonly<Record<Fate, string>> = {
  "new embed": "!",
  removed: "−",
  added: "+",
  moved: "↷",
  changed: "~",
};

const COLOURS: Readonly<Record<Fate | "bold" | "dim" | "warning", string>> = {
  "new embed": "1;31",
  removed: "31",
  added: "32",
  moved: "36",
  changed: "33",
  bold: "1",
  dim: "2",
  warning: "33",
};

/** @param colour whether the terminal shows colours */
export function planText(plan: Plan, colour: boolean): string {
  const paint = (how: keyof typeof COLOURS, text: string) =>
    colour ? `\u001b[${COLOURS[how]}m${text}\u001b[0m` : text;
  const verdict = verdictOf(plan);
  const between = betweenOf(plan);
  const alarming = verdict.level === "danger" || verdict.level === "failed";
  const lines = [paint(alarming ? "new embed" : "bold", verdict.title), verdict.counts];
  for (const note of plan.notes) {
    const about = note.about === undefined ? "" : `${printable(note.about)}: `;
    const how = note.severity === "error" ? "new embed" : note.severity === "warning" ? "warning" : "dim";
    lines.push("", paint(how, `${note.severity}: ${about}${printableLines(note.message)}`));
  }
  if (plan.sessions.length > 0) lines.push("", paint("dim", `Times are in ${plan.timezone}.`));
  for (const [day, sessions] of byDay(plan.sessions)) {
    lines.push("", paint("bold", day));
    let track: string | undefined;
    for (const session of sessions) {
      if (session.track !== track) lines.push(`  ${printable(session.track || "(no track)")}`);
      track = session.track;
      lines.push(...sessionLines(session, between, paint));
    }
  }
  if (plan.others.length > 0) {
    lines.push("", paint("bold", "Around the sessions"));
    for (const other of plan.others) {
      const fate = other.fate === "new embed" ? "made anew" : other.fate;
      lines.push(paint(other.fate, `  ${SIGNS[other.fate]} ${other.label} ${printable(other.id)} ${fate}`));
      lines.push(...detailsOf(other, between).map(text => `      ${printable(text)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

function sessionLines(
  session: SessionPlan,
  between: Between,
  paint: (how: Fate, text: string) => string,
): string[] {
  const { fate, title, kind, id } = session;
  const head = [SIGNS[fate], timesOf(session, between), printable(title), `(${kind} ${printable(id)})`];
  const breaks = fate === "new embed" ? "  NEW EMBED: links and encoders must be set anew" : "";
  return [
    paint(fate, `    ${head.filter(Boolean).join("  ")}${breaks}`),
    ...detailsOf(session, between).map(text => `          ${printable(text)}`),
  ];
}
