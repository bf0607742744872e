/** The look of pages that stand in for others, which each says of itself. */

/** What a page is answered with. */
export interface Page {
  status: number;
  contentType: string;
  body: string;
}

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);

/** A part of an address as it was meant; as it is, when it was cut. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A page in the style of all stand-ins; `main` is HTML. */
export function page(status: number, title: string, main: string): Page {
  return {
    status,
    contentType: "text/html; charset=utf-8",
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
<footer>Stand-in of the embedded Kaltura: no media is played here.</footer>
</body>
</html>
`,
  };
}

/** A page that says why there is nothing to see. */
export const refusal = (status: number, title: string, why: string): Page =>
  page(
    status,
    title,
    `<p class="state">Not shown</p>\n<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(why)}</p>`,
  );

const STYLE = `
html{height:100%;color-scheme:dark}
body{margin:0;min-height:100%;display:flex;flex-direction:column;background:#10182b;color:#f2f5fb;font:16px/1.5 system-ui,sans-serif}
main{flex:1;display:flex;flex-direction:column;justify-content:center;gap:.5rem;padding:6vmin;max-width:60rem}
h1{margin:0;font-size:clamp(1.2rem,5vmin,2.6rem);line-height:1.2;overflow-wrap:anywhere}
p,dl{margin:0}
.state{align-self:flex-start;padding:.15rem .7rem;border-radius:1rem;background:#2b3a5e;font-size:.85rem;font-weight:600}
.on{background:#b3261e}
.quiet{color:#b9c4dc}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin-top:.8rem;color:#b9c4dc;font-size:.9rem}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
ul{margin:.5rem 0 0;padding-left:1.2rem}
@media (max-height:18rem){dl{display:none}main{padding:4vmin 6vmin}}
footer{padding:.6rem 6vmin;background:#e8b931;color:#1d1600;font-size:.85rem;font-weight:600}
`.trim();
