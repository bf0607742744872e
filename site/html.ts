/** HTML as values: whatever is put into a template is text, and escaped, unless it is HTML itself. */

export class Html {
  constructor(readonly text: string) {}
}

export type Value = Html | string | number | undefined | null | false | readonly Value[];

/** Characters that mean something in HTML, in text as well as in attributes with quotes. */
const SPECIAL: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** html`<p title="${title}">${text}</p>`: undefined, null and false are nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((part, i) => part + (i < values.length ? rendered(values[i]) : "")).join(""));
}

function rendered(value: Value): string {
  if (value instanceof Html) return value.text;
  if (value === undefined || value === null || value === false) return "";
  if (typeof value === "object") return value.map(rendered).join("");
  // What HTML can't hold at all is left out.
  return String(value)
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "")
    .replace(/[&<>"']/g, char => SPECIAL[char]!);
}
