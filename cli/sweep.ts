/**
 * Everything on the account that carries our marks: what a destroy should have left nothing of. With --delete it is
 * taken down, as far as it belongs to the stacks that were named, is in no state and not on air.
 */
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { readSettings, type Values } from "../provider/config";
import { type Marked, markedObjects, takeDownMarked } from "../provider/queries/marked";
import { openRuntime } from "../provider/runtime";
import { projectIn, type State, stackConfig, stateIn, wordOf } from "./pulumi";
import { run } from "./run";

export interface SweepOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly mark?: readonly string[];
  readonly delete?: boolean;
  readonly yes?: boolean;
}

/** Where it says what, and how it asks; tests have their own. */
export interface Terminal {
  readonly say: (line: string) => void;
  /** Undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** Exit code for objects that are in no state. */
const FOUND = 2;

const WORD = /^pulumi[0-9a-f]{10}(x[0-9a-f]{12})?$/;

export const sweepCommand = () =>
  new Command("sweep")
    .description(
      "list everything on the account that carries this package's ownership marks; --delete takes down what a stack left behind",
    )
    .option(
      "-s, --stack <name>",
      "of one stack: its name in the project, or organization/project/stack without a project",
    )
    .option("-C, --cwd <folder>", "of the selected stack of the Pulumi project in this folder")
    .option("-m, --mark <word...>", "of stacks by the word of their marks (pulumi and ten digits)")
    .option("--delete", "take it down, after asking: what is in a state or on air is left")
    .option("-y, --yes", "don't ask")
    .addHelpText(
      "after",
      `\nWithout a stack: of all stacks, listed only. Exit code: 0 nothing was found, ${FOUND} something is there that no given state holds, 1 it could not be found out.`,
    )
    .action(async (options: SweepOptions) => {
      const ask = async (question: string) => {
        const lines = createInterface({ input: process.stdin, output: process.stdout });
        try {
          return await lines.question(question);
        } finally {
          lines.close();
        }
      };
      const terminal = {
        say: (line: string) => console.log(line),
        ask: process.stdin.isTTY ? ask : undefined,
      };
      process.exitCode = await sweep(options, terminal);
    });

interface Scope {
  /** Words of stacks' marks; undefined for all. */
  readonly words: string[] | undefined;
  /** For people. */
  readonly name: string;
  readonly state: State | undefined;
  readonly settings: Values;
}

/** Of which stacks, and what their state holds. */
async function scopeOf({ stack, cwd, mark }: SweepOptions, env: NodeJS.ProcessEnv): Promise<Scope> {
  const settings = readSettings(() => undefined, env);
  if (mark !== undefined && mark.length > 0) {
    const wrong = mark.find(word => !WORD.test(word));
    if (wrong !== undefined)
      throw new Error(`--mark ${wrong} is no word of a mark: those are pulumi and ten hexadecimal digits`);
    const words = mark.map(word => word.slice(0, 16));
    return { words, name: `the stacks of ${words.join(", ")}`, state: undefined, settings };
  }
  const full = stack?.split("/").length === 3 ? stack : undefined;
  if (stack === undefined && cwd === undefined)
    return { words: undefined, name: "all stacks", state: undefined, settings };
  if (full !== undefined && cwd === undefined)
    return { words: [wordOf(full)], name: full, state: undefined, settings };
  const folder = resolve(cwd ?? ".");
  const project = projectIn(folder);
  const named = stack === undefined ? [] : ["--stack", stack];
  const exported = await run("pulumi", ["stack", "export", "--non-interactive", ...named], folder);
  if (exported.code !== 0) throw new Error(`the stack's state can't be read:\n${exported.output.trim()}`);
  const state = stateIn(exported.stdout);
  const own =
    stack ?? (await run("pulumi", ["stack", "--show-name", "--non-interactive"], folder)).stdout.trim();
  const lookup = await stackConfig(folder, stack);
  const values = readSettings(lookup, env);
  // Whose organization it is, only Pulumi knows for sure; the marks in the state tell, while there are any.
  const parts = own.split("/");
  const organizations = [parts.length > 1 ? parts[0]! : undefined, values.organization, "organization"];
  const guesses = organizations.flatMap(o =>
    o === undefined ? [] : wordOf(`${o}/${project}/${parts.at(-1)}`),
  );
  const told = state.resources.flatMap(r =>
    typeof r.outputs?.mark === "string" && WORD.test(r.outputs.mark) ? r.outputs.mark.slice(0, 16) : [],
  );
  return {
    words: [...new Set([...told, ...guesses])],
    name: `stack ${own} of project ${project}`,
    state,
    settings: values,
  };
}

/** Ids that a state holds: of its resources, and in their outputs of what belongs to them. */
function idsIn({ resources }: State): Set<string> {
  const ids = new Set<string>();
  for (const { id, outputs = {} } of resources) {
    if (id !== undefined) ids.add(id);
    for (const [name, value] of Object.entries(outputs)) {
      if (/Id$/.test(name) && (typeof value === "string" || typeof value === "number"))
        ids.add(String(value));
      if (name === "restreams" && Array.isArray(value)) {
        for (const { eventId } of value as Array<{ eventId?: unknown }>) ids.add(String(eventId));
      }
    }
  }
  return ids;
}

/** @returns exit code: 0 when nothing is left over, 2 when something is, 1 when it could not be found out */
export async function sweep(
  options: SweepOptions,
  { say, ask }: Terminal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const scope = await scopeOf(options, env);
  if (options.delete && scope.words === undefined) {
    throw new Error(
      "--delete needs to know whose: name a stack (--stack, --cwd), or the word of its marks (--mark)",
    );
  }
  const runtime = { ...openRuntime(scope.settings), say };
  try {
    const { objects, unasked } = await markedObjects(runtime, scope.words);
    for (const line of unasked) say(`Not looked at: ${line}`);
    const held = scope.state === undefined ? new Set<string>() : idsIn(scope.state);
    const left = objects.filter(object => !held.has(object.id));
    show(objects, left, scope, say);
    if (left.length === 0) return 0;
    if (!options.delete) {
      say(
        scope.words === undefined
          ? "sweep --mark WORD --delete takes down those of one stack."
          : "sweep --delete takes them down.",
      );
      return FOUND;
    }
    if (!options.yes) {
      if (ask === undefined) throw new Error("nobody can be asked here: say --yes to have them deleted");
      const answer = await ask(`Delete these ${left.length} for good? Type yes: `);
      if (answer.trim() !== "yes") {
        say("Nothing was deleted.");
        return FOUND;
      }
    }
    const taken = await takeDownMarked(runtime, left);
    say(`Deleted: ${taken.gone.length}.`);
    for (const { object, why } of taken.left) say(`Left: ${object.title}: ${why}.`);
    return taken.left.length === 0 ? 0 : FOUND;
  } finally {
    await runtime.gateway.close();
  }
}

function show(
  objects: readonly Marked[],
  left: readonly Marked[],
  { name, words }: Scope,
  say: Terminal["say"],
): void {
  if (objects.length === 0) {
    say(`Nothing on the account carries the marks of ${name}.`);
    return;
  }
  const stackIn = ({ marks }: Marked) => marks[0]!.slice(0, 16);
  for (const stack of new Set(objects.map(stackIn))) {
    say(words === undefined || words.length > 1 ? `Of ${stack}:` : `Of ${name} (${stack}):`);
    for (const object of objects.filter(o => stackIn(o) === stack)) {
      const notes = [
        left.includes(object) ? undefined : "in the state",
        object.onAir ? "on air, or in its time" : undefined,
      ].filter(Boolean);
      say(`  ${object.title}${notes.length > 0 ? ` · ${notes.join(", ")}` : ""}`);
    }
  }
  const managed = objects.length - left.length;
  say(
    `${objects.length} found${managed > 0 ? `, ${managed} of them in the stack's state, which pulumi destroy takes down` : ""}.`,
  );
}
