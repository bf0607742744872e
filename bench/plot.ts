/** Seconds over sessions as an SVG, both axes logarithmic. */
import type { Row } from "./main";
import type { Part } from "./project";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 420, 60, 45, 40, 170];
const COLOURS = [
  "#888888",
  "#bbbbbb",
  "#0b6e4f",
  "#5cc8a1",
  "#b23a48",
  "#e8909c",
  "#d8c27a",
  "#1f5fa8",
  "#86b6e6",
];

interface Line {
  readonly name: string;
  readonly points: ReadonlyArray<readonly [size: number, seconds: number]>;
}

function linesOf(rows: readonly Row[], part: Part): Line[] {
  const names: Record<Row["who"], string> = {
    floor: "engine's floor",
    floorFull: "floor, same data",
    ours: "ours",
    script: "script",
    floorAtEnd: "floor, at the end",
    oursAtEnd: "ours at the end",
  };
  const lines = new Map<string, Map<number, number>>();
  for (const { who, size, latencyMs, measured } of rows) {
    const seconds = measured.parts[part]?.seconds;
    if (seconds === undefined) continue;
    const name = who.startsWith("floor") ? names[who] : `${names[who]}, ${latencyMs} ms`;
    const line = lines.get(name) ?? new Map<number, number>();
    line.set(size, Math.min(seconds, line.get(size) ?? Number.POSITIVE_INFINITY));
    lines.set(name, line);
  }
  const order = Object.values(names);
  return [...lines]
    .map(([name, points]) => ({ name, points: [...points].sort((a, b) => a[0] - b[0]) }))
    .sort(
      (a, b) =>
        order.findIndex(n => a.name.startsWith(n)) - order.findIndex(n => b.name.startsWith(n)) ||
        (a.name < b.name ? -1 : 1),
    );
}

/** Powers of ten, and twice and five times those, that lie between. */
function ticks(from: number, to: number): number[] {
  const all: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(from)); power <= to; power *= 10)
    all.push(power, 2 * power, 5 * power);
  return all.filter(tick => tick >= from && tick <= to);
}

export function plot(rows: readonly Row[], part: Part): string {
  const lines = linesOf(rows, part);
  const points = lines.flatMap(line => line.points);
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values) / 1.1, Math.max(...values) * 1.1];
    const at = (value: number) =>
      from + ((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (to - from);
    return { at, ticks: ticks(low, high) };
  };
  const x = scale(
    points.map(p => p[0]),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = scale(
    points.map(p => p[1]),
    HEIGHT - BOTTOM,
    TOP,
  );
  const text = (left: number, top: number, words: string, anchor = "middle", more = "") =>
    `<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" text-anchor="${anchor}"${more}>${words}</text>`;
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>pulumi ${part}: seconds over sessions</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(LEFT, 22, `pulumi ${part}: seconds over sessions`, "start", ' font-size="15"'),
  ];
  for (const tick of y.ticks) {
    out.push(
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y.at(tick).toFixed(1)}" y2="${y.at(tick).toFixed(1)}" stroke="#eeeeee"/>`,
      text(LEFT - 6, y.at(tick) + 4, String(tick), "end"),
    );
  }
  for (const size of [...new Set(points.map(p => p[0]))])
    out.push(text(x.at(size), HEIGHT - BOTTOM + 18, String(size)));
  out.push(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "sessions"));
  lines.forEach((line, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const path = line.points.map(([size, seconds]) => `${x.at(size).toFixed(1)},${y.at(seconds).toFixed(1)}`);
    out.push(
      `<polyline points="${path.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...line.points.map(
        ([size, seconds]) =>
          `<circle cx="${x.at(size).toFixed(1)}" cy="${y.at(seconds).toFixed(1)}" r="3" fill="${colour}"/>`,
      ),
      `<rect x="${WIDTH - RIGHT + 14}" y="${TOP + i * 20}" width="12" height="12" fill="${colour}"/>`,
      text(WIDTH - RIGHT + 32, TOP + i * 20 + 10, line.name, "start"),
    );
  });
  return `${out.join("\n")}\n</svg>\n`;
}
