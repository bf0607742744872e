/**
 * States as the engine keeps them, recorded with a released version: `node tools/run.mjs test/support/records.js` adds those
 * of this one to test/states. They are never recorded anew: people have such states.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "../../provider/lifecycle/operations";
import { secretsOf } from "../../provider/lifecycle/schema";
import { getPath, type Props, setPath } from "../../provider/lifecycle/values";
import { definitionOf, registry } from "../../provider/resources/registry";
import { furnish, type Things, withThings } from "./account";
import { frontEnds, ProtocolClient, secret } from "./protocol";
import { samples } from "./samples";
import { World } from "./world";

export type FrontEndName = keyof typeof frontEnds;

/** A resource in a state: what the program said, and what the engine kept. */
export interface Recorded {
  readonly frontEnd: FrontEndName;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  /** Of the program. */
  readonly said: Props;
  readonly inputs: Props;
  readonly outputs: Props;
}

const FOLDER = join(__dirname, "..", "..", "..", "test", "states");

/** All recorded states by version. */
export const recordings = (): Array<readonly [string, Recorded[]]> =>
  readdirSync(FOLDER)
    .filter(file => file.endsWith(".json"))
    .map(
      file =>
        [
          file.replace(/\.json$/, ""),
          JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Recorded[],
        ] as const,
    );

/** Whether a value names a file of this machine. */
const isLocal = (value: unknown) => typeof value === "string" && /^([A-Za-z]:)?[\\/]/.test(value);

/** As many inputs as go together, each with its first sample. */
function richest(kind: string, things: Things): Props {
  const own = samples[kind]!;
  const fits = (inputs: Props) => core.check(definitionOf(kind), inputs).failures.length === 0;
  let inputs = withThings(own.base, things) as Props;
  for (const [path, [value]] of Object.entries(own.values)) {
    if (isLocal(value) || getPath(inputs, path) !== undefined) continue;
    const more = withThings({ ...own.needs?.[path] }, things) as Props;
    const lacking = Object.fromEntries(Object.entries(more).filter(([key]) => inputs[key] === undefined));
    const next = setPath({ ...inputs, ...lacking }, path, withThings(value, things));
    if (fits(next)) inputs = next;
  }
  return inputs;
}

/** What is secret is not kept in fixtures; no diff looks at it. */
function masked(kind: string, outputs: Props): Props {
  const { inputs, outputs: made } = definitionOf(kind);
  const secrets = [...secretsOf(inputs), ...secretsOf(made)];
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, secrets.includes(key) ? secret("masked") : value]),
  );
}

/** Makes every kind, once with the least and once with the most that can be said. */
async function record(frontEnd: FrontEndName): Promise<Recorded[]> {
  const world = await World.withProfiles();
  const client = await ProtocolClient.start(frontEnds[frontEnd]);
  const things = await furnish(world);
  await client.configure({
    serviceUrl: world.emulator.url,
    partnerId: String(world.emulator.partnerId),
    adminSecret: world.emulator.adminSecret,
    playerId: "4711",
  });
  const recorded: Recorded[] = [];
  for (const { kind, warnOnCreate } of registry) {
    const least = withThings(samples[kind]!.base, things) as Props;
    // Of orders only some can be placed, as the account has it.
    const most = warnOnCreate === undefined ? richest(kind, things) : undefined;
    for (const [name, said] of Object.entries({ least, most })) {
      if (said === undefined) continue;
      const { inputs, reasons } = await client.check(kind, name, said);
      if (reasons.length > 0) throw new Error(`${kind} ${name}: ${reasons.join("; ")}`);
      const { id, outputs } = await client.create(kind, name, inputs);
      recorded.push({ frontEnd, kind, name, id, said, inputs, outputs: masked(kind, outputs) });
      await client.delete(kind, name, { id, inputs, outputs });
    }
  }
  await client.stop();
  await world.stop();
  return recorded;
}

async function main(): Promise<void> {
  const { version } = require("pulumi-kaltura/package.json") as { version: string };
  const recorded = [...(await record("dynamic")), ...(await record("plugin"))];
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${version}.json`), `${JSON.stringify(recorded, null, 1)}\n`);
  console.log(`test/states/${version}.json: ${recorded.length} resources`);
}

if (require.main === module) void main();
