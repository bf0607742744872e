/** The report of a rehearsal as one HTML file: no script, nothing to load. */
import { type Html, html } from "../site/html";
import { clock, dayName, isoOf } from "../site/times";
import type { Rehearsal } from "./rehearse";
import { type Scene, type Sight, sharedFeeds } from "./scenes";
import { findingsOf, verdictOf } from "./text";

export function rehearsalPage(rehearsal: Rehearsal): string {
  const { timezone, scenes } = rehearsal;
  const days = [...new Set(scenes.map(s => dayName(s.at * 1000, timezone)))];
  const findings = findingsOf(rehearsal);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rehearsal</title>
${STYLE}
</head>
<body>
<header><h1>Rehearsal</h1><p class="verdict">${verdictOf(rehearsal)}</p><p>Times are in ${timezone}.</p></header>
<main>
${
  findings.length > 0 &&
  html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2><ul>
${findings.map(text => html`<li>${text}</li>\n`)}</ul></section>`
}
${days.map(
  day => html`<section><h2>${day}</h2>
${scenes.filter(s => dayName(s.at * 1000, timezone) === day).map(scene => sceneHtml(scene, timezone))}</section>
`,
)}
</main>
</body>
</html>
`.text;
}

function sceneHtml(scene: Scene, timezone: string): Html {
  const { at, sights } = scene;
  const feeds = sharedFeeds(scene).map(
    ({ encoder, shownBy }) => `${encoder} → ${shownBy.join(", ") || "nothing"}`,
  );
  return html`<table>
<caption><time datetime="${isoOf(at * 1000)}">${clock(at * 1000, timezone)}</time></caption>
<thead><tr><th scope="col">Session</th><th scope="col">Track</th><th scope="col">State</th><th scope="col">What a viewer gets</th></tr></thead>
<tbody>
${sights.map(rowHtml)}${sights.length === 0 && html`<tr><td colspan="4">Nothing is on.</td></tr>`}</tbody>
</table>
${feeds.length > 0 && html`<p class="feeds">Feeds: ${feeds.join("; ")}</p>`}
`;
}

const STATES = { upcoming: "upcoming", on: "on", over: "over", always: "open" } as const;

const rowHtml = ({ piece, phase, live, shows, problem }: Sight): Html =>
  html`<tr class="${problem === undefined ? phase : "problem"}"><th scope="row">${piece.title} <small>${piece.kind} ${piece.id}</small></th><td>${piece.track}</td><td>${problem === undefined && live && phase === "on" ? "live" : STATES[phase]}</td><td>${shows}${problem !== undefined && html` <strong>${problem}</strong>`}</td></tr>
`;

const STYLE = html`<style>
:root{color-scheme:light dark;--line:#8884;--quiet:#555}
@media (prefers-color-scheme:dark){:root{--quiet:#bbb}}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem 1rem 4rem}
.verdict{font-size:1.2rem;font-weight:600}
table{width:100%;table-layout:fixed;border-collapse:collapse;margin:1.5rem 0 .25rem}
th:nth-child(1){width:40%}th:nth-child(2){width:16%}th:nth-child(3){width:11%}
caption{text-align:left;font-weight:700;font-size:1.1rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:.85rem}
tbody th{font-weight:600}
small,.feeds{color:var(--quiet);font-weight:400}
.over th,.upcoming th{font-weight:400}
.problem td,.problem th{background:#c0392b22}
</style>`;
