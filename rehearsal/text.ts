/** The report of a rehearsal for a terminal. */
import { printable } from "../event/printable";
import { clock, dayName } from "../site/times";
import type { Rehearsal } from "./rehearse";
import { type Scene, type Sight, sharedFeeds } from "./scenes";

const SIGNS = { upcoming: "○", on: "●", over: "·", always: "●" } as const;

export function rehearsalText(rehearsal: Rehearsal): string {
  const { timezone, scenes } = rehearsal;
  const lines = [verdictOf(rehearsal), ""];
  for (const line of findingsOf(rehearsal)) lines.push(line);
  let day = "";
  for (const scene of scenes) {
    const name = dayName(scene.at * 1000, timezone);
    if (name !== day) lines.push("", `${name} (${timezone})`);
    day = name;
    lines.push(...sceneLines(scene, timezone));
  }
  // A title is one line, and steers no terminal.
  return `${lines.map(printable).join("\n")}\n`;
}

export function verdictOf({ problems, collisions, sessions, scenes }: Rehearsal): string {
  const counted = `${count(sessions, "session")}, looked at in ${count(scenes.length, "moment")}`;
  if (problems.length + collisions.length === 0) return `All went as planned: ${counted}`;
  const what = [
    ...(problems.length > 0 ? [`${problems.length} not live when they should be`] : []),
    ...(collisions.length > 0 ? [count(collisions.length, "collision")] : []),
  ];
  return `Not as planned: ${what.join(", ")} (${counted})`;
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** In sentences, what matters most first. */
export function findingsOf({ problems, collisions, gaps, standIns, timezone }: Rehearsal): string[] {
  const at = (seconds: number) => `${dayName(seconds * 1000, timezone)}, ${clock(seconds * 1000, timezone)}`;
  return [
    ...problems.map(p => `problem: ${at(p.at)}: “${p.sight.piece.title}” is not live: ${p.sight.problem}`),
    ...collisions.map(text => `collision: ${text}`),
    ...gaps.map(
      gap =>
        `gap: ${gap.track || "(no track)"}: ${Math.round(gap.seconds / 60)} min with nothing on, from ${at(gap.after.end!)} (“${gap.after.title}”) to “${gap.before.title}”`,
    ),
    ...(standIns.length > 0 ? [`taken for granted, as the account has it: ${standIns.join(", ")}`] : []),
  ];
}

function sceneLines(scene: Scene, timezone: string): string[] {
  const { at, sights } = scene;
  const time = clock(at * 1000, timezone);
  const shown = sights.map(
    (sight, i) =>
      `  ${i === 0 ? time : " ".repeat(time.length)}  ${SIGNS[sight.phase]} ${titleOf(sight)}  ${sight.shows}${mark(sight)}`,
  );
  const sent = sharedFeeds(scene).map(({ encoder, shownBy }) =>
    shownBy.length === 0
      ? `${" ".repeat(time.length + 4)}→ ${encoder} sends, and nothing shows it`
      : `${" ".repeat(time.length + 4)}→ ${encoder} is shown by ${shownBy.join(", ")}`,
  );
  return [...(shown.length > 0 ? shown : [`  ${time}  nothing is on`]), ...sent];
}

const titleOf = ({ piece }: Sight) => `${piece.title} (${piece.kind})`.padEnd(56);
const mark = ({ problem }: Sight) => (problem === undefined ? "" : `  ← ${problem}`);
