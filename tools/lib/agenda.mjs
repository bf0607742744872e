// The stack's outputs as a person wants to read them.

/** @param agenda the program's output: one item per session, in order of time */
export function agendaText(agenda, width) {
  const rows = agenda.map(item => ({
    day: part(item, item.start, { weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    cells: [
      `${part(item, item.start, HOUR)}–${part(item, item.end, HOUR)}`,
      clip(item.title ?? "", 44),
      item.kind ?? "",
      clip((item.tracks ?? []).join(", "), 20),
      item.entryId ?? "",
    ],
    // A room has no public player: its page is opened with a KS of the visitor.
    url: item.playerUrl ?? item.roomUrlTemplate ?? item.kafUrlTemplate ?? "",
  }));
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(0, ...rows.map(row => row.cells[column].length)));
  const table = widths.reduce((sum, cell) => sum + cell + 2, 2);
  const beside = rows.every(row => table + row.url.length <= width);

  const lines = [];
  for (const [index, { day, cells, url }] of rows.entries()) {
    if (day !== rows[index - 1]?.day) lines.push("", day);
    const line = `  ${cells.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`;
    lines.push(...(beside ? [`${line}  ${url}`.trimEnd()] : [line.trimEnd(), `      ${url}`.trimEnd()]));
  }
  return lines.filter((line, index) => line !== "" || index > 0).join("\n");
}

const HOUR = { hour: "2-digit", minute: "2-digit" };

/** A moment in the event's own time zone; as it is written, if it is no moment. */
function part({ timezone }, moment, format) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return String(moment ?? "");
  const zone = format === HOUR ? "" : ` (${timezone ?? "UTC"})`;
  return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: timezone ?? "UTC" }).format(date) + zone;
}

const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
