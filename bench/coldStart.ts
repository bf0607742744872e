/** How long the provider process needs before it can work, and for what. */
import { join } from "node:path";
import { run } from "./processes";

export interface Loading {
  readonly what: string;
  /** Milliseconds, least of several. */
  readonly ms: number;
  /** Megabytes of memory that it adds. */
  readonly mb: number;
}

const MODULES = join(__dirname, "..", "..", "node_modules");

const STEPS: ReadonlyArray<readonly [what: string, code: string]> = [
  [
    "the provider of a webcast, as check and diff need it",
    'require("./provider.js").provider("WebcastSession")',
  ],
  ["kaltura-client, with the first call", 'require("../kaltura/vocabulary.js").clientLibrary()'],
  [
    "undici and cockatiel, with the first call",
    `require("${MODULES}/undici"); require("${MODULES}/cockatiel")`,
  ],
];

/** Each step in fresh processes, after those before it. */
export async function coldStart(): Promise<Loading[]> {
  const results: Loading[] = [];
  const folder = join(__dirname, "..", "provider", "dynamic");
  for (const [i, [what, code]] of STEPS.entries()) {
    const before = STEPS.slice(0, i)
      .map(([, c]) => `${c};`)
      .join("");
    const program = `${before} const m=process.memoryUsage().rss,t=process.hrtime.bigint(); ${code};
      console.log(JSON.stringify([Number(process.hrtime.bigint()-t)/1e6,(process.memoryUsage().rss-m)/1048576]))`;
    const tries: Array<[number, number]> = [];
    for (let n = 0; n < 5; n++) {
      const { output } = await run(process.execPath, ["-e", program], { cwd: folder });
      tries.push(JSON.parse(output.trim()) as [number, number]);
    }
    results.push({ what, ms: Math.min(...tries.map(t => t[0])), mb: Math.min(...tries.map(t => t[1])) });
  }
  return results;
}
