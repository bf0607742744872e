/** The pages as HTML: complete without a script, in the event's timezone. The script finds its way by data-*. */
import { type Html, html } from "./html";
import type { Site, SiteSession } from "./model";
import { clock, dayKey, dayName, isoOf, span } from "./times";

/** The policy of a page: nothing but the site's own files, pictures, and frames of the player and KAF. */
export function policy(sessions: readonly SiteSession[]): string {
  const frames = origins(sessions.flatMap(({ embed }) => embed?.origins ?? []));
  const pictures = origins(sessions.flatMap(({ thumbnail }) => thumbnail?.origin ?? []));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self'${pictures}`,
    `frame-src${frames || " 'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const origins = (all: readonly string[]) =>
  [...new Set(all)]
    .sort()
    .map(origin => ` ${origin}`)
    .join("");

interface Frame {
  readonly site: Site;
  readonly title: string;
  /** Way from the page to the site's root. */
  readonly root: string;
  readonly csp: string;
  readonly ownStyle: boolean;
  /** Name of the page's own style and script. */
  readonly kind: "agenda" | "session";
  readonly body: Html;
}

const frame = ({ site, title, root, csp, ownStyle, kind, body }: Frame): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="strict-origin-when-cross-origin">
<title>${title}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}page.css">
<link rel="stylesheet" href="${root}${kind}.css">
<link rel="stylesheet" href="${root}print.css" media="print">
${ownStyle && html`<link rel="stylesheet" href="${root}own.css">\n`}<script src="${root}times.js" defer></script>
<script src="${root}${kind}.js" defer></script>
</head>
<body data-zone="${site.timezone}">
<a class="skip" href="#content">Skip to the content</a>
${body}
<footer class="foot">
<p>${site.title} · <a href="${root}calendar.ics" download>Calendar of all sessions (.ics)</a></p>
</footer>
</body>
</html>
`.text;

// ---- the agenda ------------------------------------------------------------------------------------------

export function indexPage(site: Site, ownStyle: boolean): string {
  const { sessions, timezone } = site;
  const first = sessions[0]!.start;
  const last = Math.max(...sessions.map(({ end }) => end - 1));
  const body = html`<header class="hero">
<div class="wrap">
<h1>${site.title}</h1>
<p class="facts"><span>${span(first, last, timezone)}</span> <span>${count(sessions.length, "session")}</span> ${site.tracks.length > 1 && html`<span>${count(site.tracks.length, "track")}</span>`}</p>
<p class="actions"><a class="button" href="calendar.ics" download>Add all to your calendar</a></p>
</div>
</header>
<main id="content" tabindex="-1">
<div class="wrap">
${tools(site)}
<p class="zone-note" id="zone-note">Times are those of <strong>${timezone}</strong>.</p>
<p class="status" id="status" role="status" aria-live="polite"></p>
<div id="agenda">
${days(site).map(day => daySection(day, timezone))}
</div>
<p class="empty" id="empty" hidden>Nothing in the programme fits. <button type="button" class="link" data-clear>Show all sessions</button></p>
</div>
</main>`;
  // No frames here: their hosts are allowed on the pages of sessions only.
  const csp = policy(sessions.map(session => ({ ...session, embed: undefined })));
  return frame({ site, title: site.title, root: "", csp, ownStyle, kind: "agenda", body });
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** Shown by the script, which they need. */
const tools = (
  site: Site,
): Html => html`<form class="tools" id="tools" role="search" aria-label="Sessions" hidden>
<div class="row">
<p class="field grow"><label for="q">Search</label><input id="q" name="q" type="search" autocomplete="off" placeholder="Title, speaker, topic"></p>
<p class="field"><label for="zone">Timezone</label><select id="zone" name="zone"><option value="${site.timezone}">${site.timezone}</option></select></p>
<p class="field now" id="now-field" hidden><button type="button" class="button quiet" id="go-now">Go to what’s on now</button></p>
</div>
<fieldset class="chips" id="days"><legend>Day</legend></fieldset>
${filters(site)}<p id="clear" hidden><button type="button" class="link" data-clear>Clear all filters</button></p>
</form>`;

/** Folded on narrow screens, and on all when there are many: they would hide the programme. */
function filters({ tracks, kinds }: Site): Html | false {
  const byTrack = tracks.map(({ name, number }) => ({ value: String(number), label: name, track: number }));
  const byKind = kinds.map(kind => ({ value: kind, label: kind }));
  const many = tracks.length > 12;
  const sets = [
    tracks.length > 1 && chips("track", "Track", byTrack),
    kinds.length > 1 && chips("kind", "Kind", byKind),
  ].filter(set => set !== false);
  return (
    sets.length > 0 &&
    html`<details class="filters${many && " many"}" id="filters"${!many && " open"}>
<summary>Filter by ${[tracks.length > 1 && "track", kinds.length > 1 && "kind"].filter(Boolean).join(" and ")}</summary>
<div class="sets">
${sets}
</div>
</details>
`
  );
}

interface Chip {
  readonly value: string;
  readonly label: string;
  readonly track?: number;
}

function chips(name: string, legend: string, list: readonly Chip[]): Html {
  const boxes = list.map(
    ({ value, label, track }) =>
      html`<label class="chip${track !== undefined && ` track-${track % TRACK_COLOURS}`}"><input type="checkbox" name="${name}" value="${value}"><span>${label}</span></label>\n`,
  );
  return html`<fieldset class="chips" id="${name}s"><legend>${legend}</legend>
${boxes}</fieldset>
`;
}

/** As many as the style sheet has. */
const TRACK_COLOURS = 10;

interface Day {
  readonly key: string;
  readonly slots: ReadonlyMap<number, readonly SiteSession[]>;
}

/** Sessions by day and start, in order. */
function days({ sessions, timezone }: Site): Day[] {
  const days = new Map<string, Map<number, SiteSession[]>>();
  for (const session of sessions) {
    const key = dayKey(session.start, timezone);
    const slots = days.get(key) ?? new Map<number, SiteSession[]>();
    days.set(key, slots);
    slots.set(session.start, [...(slots.get(session.start) ?? []), session]);
  }
  return [...days].map(([key, slots]) => ({ key, slots }));
}

const daySection = ({ key, slots }: Day, zone: string): Html => {
  const [first] = slots.keys();
  return html`<section class="day" data-day="${key}" aria-labelledby="day-${key}">
<h2 id="day-${key}">${dayName(first!, zone)}</h2>
<ol class="slots">
${[...slots].map(
  ([start, sessions]) => html`<li class="slot" data-start="${start}">
<p class="slot-time"><time datetime="${isoOf(start)}">${clock(start, zone)}</time></p>
<ul class="cards">
${sessions.map(session => card(session, zone))}
</ul>
</li>
`,
)}
</ol>
</section>
`;
};

const card = (session: SiteSession, zone: string): Html => {
  const { item, slug, start, end, tracks, kind, thumbnail } = session;
  return html`<li class="card${tracks[0] && ` track-${tracks[0].number % TRACK_COLOURS}`}" data-start="${start}" data-end="${end}" data-kind="${kind}" data-tracks="${tracks.map(({ number }) => number).join(" ")}">
${thumbnail && html`<img class="picture" src="${thumbnail.href}" alt="" width="320" height="180" loading="lazy" decoding="async">\n`}<div class="card-text">
<h3><a href="sessions/${slug}.html">${item.title}</a></h3>
<p class="when"><span class="phase" data-phase></span> <span data-range>${range(session, zone)}</span></p>
${people(item)}<p class="tags">${tracks.map(
    ({ name, number }) => html`<span class="tag track-${number % TRACK_COLOURS}">${name}</span> `,
  )}<span class="tag kind">${kind}</span></p>
</div>
</li>
`;
};

const range = ({ start, end }: SiteSession, zone: string): string =>
  `${clock(start, zone)}–${clock(end, zone)}`;

const people = ({ presenters = [] }: SiteSession["item"]): Html | false =>
  presenters.length > 0 && html`<p class="people">${presenters.map(({ name }) => name).join(", ")}</p>\n`;

// ---- a session -------------------------------------------------------------------------------------------

export function sessionPage(site: Site, session: SiteSession, ownStyle: boolean): string {
  const { item, slug, start, end, tracks, kind, paragraphs } = session;
  const { timezone: zone } = site;
  const at = site.sessions.indexOf(session);
  const body = html`<header class="hero small${tracks[0] && ` track-${tracks[0].number % TRACK_COLOURS}`}">
<div class="wrap">
<p class="crumb"><a href="../index.html"><span aria-hidden="true">←</span> ${site.title}</a></p>
<h1>${item.title}</h1>
<p class="facts"><span>${dayName(start, zone)}</span> <span><time datetime="${isoOf(start)}">${clock(start, zone)}</time>–<time datetime="${isoOf(end)}">${clock(end, zone)}</time> ${zone}</span></p>
<p class="facts own-time" data-own-time data-start="${start}" data-end="${end}" hidden></p>
</div>
</header>
<main id="content" tabindex="-1">
<div class="wrap session">
${player(session)}
<div class="about${paragraphs.length === 0 && " bare"}">
${
  paragraphs.length > 0 &&
  html`<div class="text">
<h2 class="only-read">About this session</h2>
${paragraphs.map(text => html`<p>${text}</p>\n`)}</div>
`
}<div class="side">
<dl class="details">
${item.presenters && item.presenters.length > 0 && html`<div><dt>${item.presenters.length === 1 ? "Speaker" : "Speakers"}</dt>${item.presenters.map(({ name, title }) => html`<dd><strong>${name}</strong>${title && html`<br>${title}`}</dd>`)}</div>\n`}${tracks.length > 0 && html`<div><dt>${tracks.length === 1 ? "Track" : "Tracks"}</dt><dd class="tags">${tracks.map(({ name, number }) => html`<a class="tag track-${number % TRACK_COLOURS}" href="../index.html#track=${number}">${name}</a> `)}</dd></div>\n`}<div><dt>Kind</dt><dd>${kind}</dd></div>
${item.room && html`<div><dt>On site</dt><dd>${item.room}</dd></div>\n`}</dl>
<p class="actions"><a class="button" href="${slug}.ics" download>Add to your calendar</a></p>
</div>
</div>
<nav class="neighbours" aria-label="Other sessions">
${neighbour("Previous", site.sessions[at - 1], zone)}${neighbour("Next", site.sessions[at + 1], zone)}</nav>
</div>
</main>`;
  return frame({
    site,
    title: `${item.title} · ${site.title}`,
    root: "../",
    csp: policy([{ ...session, thumbnail: undefined }]),
    ownStyle,
    kind: "session",
    body,
  });
}

const PLAYER_MAY = "autoplay; fullscreen; encrypted-media; picture-in-picture";
const ROOM_MAY = `${PLAYER_MAY}; camera; microphone; display-capture; speaker-selection`;

const player = ({ embed, item }: SiteSession): Html =>
  embed === undefined
    ? html`<div class="embed none"><p><strong>This session takes place in a room.</strong> It opens for people who have signed in on the event’s own website.</p></div>`
    : html`<div class="embed${embed.tall && " tall"}"><iframe src="${embed.src}" title="${item.title}" allow="${embed.room ? ROOM_MAY : PLAYER_MAY}"></iframe></div>`;

const neighbour = (what: string, session: SiteSession | undefined, zone: string): Html | undefined =>
  session &&
  html`<a class="neighbour" href="${session.slug}.html"><span class="quiet">${what}: ${dayName(session.start, zone)}, ${clock(session.start, zone)}</span> <span>${session.item.title}</span></a>
`;
