/**
 * Puts a stack in order after a run that was killed, by the engine's own commands. Nothing is made or deleted on
 * Kaltura: what a killed run made without noting it is found by its mark when `pulumi up` comes to it.
 */
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { readSettings, wholeNumber } from "../provider/config";
import { registry } from "../provider/resources/registry";
import { kindIn, nameIn, type State, stateIn } from "./pulumi";
import { type Ran, run } from "./run";

export interface RecoverOptions {
  readonly stack?: string;
  readonly cwd: string;
  readonly force?: boolean;
}

export const recoverCommand = () =>
  new Command("recover")
    .description(
      "after a run that was killed: clear its lock and its unfinished creates, look what is there, and say what is next",
    )
    .option("-s, --stack <name>", "stack; default: the selected one, or PULUMI_STACK")
    .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
    .option("--force", "clear the lock even of a run that still goes on on this machine")
    .action(async (options: RecoverOptions) => {
      process.exitCode = await recover(options);
    });

/** For people: `webcast session "keynote"`. */
function titleOf(urn: string): string {
  const label = registry.find(({ kind }) => kind === kindIn(urn))?.label ?? kindIn(urn);
  return `${label} "${nameIn(urn)}"`;
}

const MANY = 20;
const listed = (titles: readonly string[]): string =>
  titles.length <= MANY
    ? titles.join(", ")
    : `${titles.slice(0, MANY).join(", ")} and ${titles.length - MANY} more`;

/** What a killed run left in the middle, and what becomes of it. */
const PENDING: Readonly<Record<string, { readonly what: string; readonly outcome: string }>> = {
  creating: {
    what: "Unfinished creates",
    outcome:
      "What they made, if anything, is found by its mark on the next pulumi up, and not made twice; pulumi destroy would not know of it.",
  },
  deleting: {
    what: "Unfinished deletes",
    outcome: "What is gone is gone; the next run takes down the rest.",
  },
  updating: { what: "Unfinished updates", outcome: "The next pulumi up sends what still differs." },
};

interface Holder {
  readonly text: string;
  readonly alive: boolean;
}

/** Who holds the lock, as Pulumi says it; undefined when it is not about a lock. */
function holderIn(output: string): Holder | undefined {
  if (!/is currently locked|Another update is currently in progress/i.test(output)) return undefined;
  const found = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/.exec(output);
  if (found === null) return { text: "another run", alive: false };
  const [, user, host, pid, time] = found as unknown as [string, string, string, string, string];
  return {
    text: `${user}@${host} (process ${pid}), since ${time}`,
    alive: host === hostname() && isRunning(Number(pid)),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** @returns the exit code: 0 when the stack is in order, whatever is left to do */
export async function recover({ stack, cwd, force }: RecoverOptions): Promise<number> {
  const named = stack ?? process.env.PULUMI_STACK;
  const pulumi = (...args: string[]) =>
    run(
      "pulumi",
      [...args, "--non-interactive", "--color=never", ...(named === undefined ? [] : ["--stack", named])],
      cwd,
    );
  const again = `npx pulumi-kaltura recover${named === undefined ? "" : ` --stack ${named}`}`;

  const began = Date.now();
  const before = await pulumi("stack", "export");
  if (before.code !== 0) {
    return give(before, "The stack's state can't be read", [
      "Nothing was changed.",
      await whichStack(before, cwd),
      `Then run again: ${again}`,
    ]);
  }
  sayPending(stateIn(before.stdout));

  const refresh = () => pulumi("refresh", "--yes", "--clear-pending-creates", "--skip-preview");
  say("Looking at Kaltura (pulumi refresh) …");
  let refreshed = await refresh();
  const holder = refreshed.code === 0 ? undefined : holderIn(refreshed.output);
  if (holder === undefined) say("Lock: none.");
  else {
    if (holder.alive && !force) {
      console.error(
        `Lock: held by ${holder.text}. That run still goes on on this machine, so nothing was changed. Wait for it, or end it first; --force clears its lock all the same.`,
      );
      return 1;
    }
    const cancelled = await pulumi("cancel", "--yes");
    if (cancelled.code !== 0) {
      return give(cancelled, `Lock: held by ${holder.text}, and it can't be cleared`, [
        "Nothing was changed.",
        `When that run has ended, run again: ${again}`,
      ]);
    }
    say(`Lock: cleared; it was held by ${holder.text}.`);
    refreshed = await refresh();
  }
  if (refreshed.code !== 0) {
    return give(refreshed, "Kaltura can't be looked at", [
      `Done so far: ${holder === undefined ? "nothing was changed" : "the lock was cleared"}. On Kaltura nothing was touched.`,
      whatToMend(refreshed),
      `Then run again: ${again}. pulumi up is safe before that, too: what the killed run made is found, and not made twice.`,
    ]);
  }

  const after = await pulumi("stack", "export");
  if (after.code === 0) sayFound(stateIn(before.stdout), stateIn(after.stdout));

  const preview = await pulumi("preview", "--json");
  if (preview.code !== 0) {
    return give(preview, "The preview failed", [
      "Done so far: the lock and the unfinished creates are cleared, and the state is what Kaltura has.",
      "Mend what the preview complains of; then run pulumi up.",
    ]);
  }
  if (stateIn(before.stdout).pending.some(p => p.type === "creating")) {
    const setting = await pulumi("config", "get", "kaltura:indexLagSeconds");
    await letIndexCatchUp(began, setting.code === 0 ? setting.stdout.trim() : undefined);
  }
  sayPlan(preview.stdout);
  return 0;
}

/**
 * The machine that a run was killed on knows what it was about to make. Another one finds it by Kaltura's search index
 * alone, which lags.
 * @param configured seconds, from the stack's config
 */
async function letIndexCatchUp(began: number, configured: string | undefined): Promise<void> {
  const values = readSettings(key => (key === "indexLagSeconds" ? configured : undefined));
  const left = began + wholeNumber(values, "indexLagSeconds") * 1000 - Date.now();
  if (left <= 0) return;
  say(`Waiting ${Math.ceil(left / 1000)} s, until Kaltura's search index knows all that was made …`);
  await sleep(left);
}

function sayPending({ pending }: State): void {
  for (const [type, { what, outcome }] of Object.entries(PENDING)) {
    const titles = pending.filter(p => p.type === type).map(p => titleOf(p.urn));
    if (titles.length > 0) say(`${what}: ${listed(titles)}. ${outcome}`);
    else if (type === "creating") say(`${what}: none.`);
  }
}

/** What the look at Kaltura found to be other than the state said. */
function sayFound(before: State, after: State): void {
  const there = new Map(after.resources.map(r => [r.urn, r]));
  const ours = before.resources.filter(r => /kaltura/.test(r.type) && r.id !== undefined);
  const gone = ours.filter(r => !there.has(r.urn)).map(r => titleOf(r.urn));
  if (gone.length > 0) say(`Not on Kaltura any more: ${listed(gone)}. The next pulumi up makes them anew.`);
  const half = after.resources.filter(r => {
    const { unfinished } = r.outputs ?? {};
    return Array.isArray(unfinished) && unfinished.length > 0;
  });
  if (half.length > 0) {
    say(`Not whole: ${listed(half.map(r => titleOf(r.urn)))}. The next pulumi up completes them.`);
  }
}

/** In what order of weight changes are told, and what they are called. */
const OPS: ReadonlyArray<readonly [op: string, words: string]> = [
  ["create", "make"],
  ["update", "change"],
  ["replace", "make anew, with other embeds"],
  ["delete", "delete"],
];

function sayPlan(json: string): void {
  const { steps = [], changeSummary = {} } = JSON.parse(json) as {
    steps?: ReadonlyArray<{ op: string; urn: string }>;
    changeSummary?: Record<string, number>;
  };
  // The stack itself is no object of Kaltura's.
  const stack = steps.find(s => s.urn.includes("pulumi:pulumi:Stack"))?.op;
  const changes = Object.entries(changeSummary)
    .map(([op, n]) => [op, op === stack ? n - 1 : n] as const)
    .filter(([op, n]) => op !== "same" && n > 0);
  if (changes.length === 0) {
    say("In order: nothing is left to do.");
    return;
  }
  say(`Left to do: ${changes.map(([op, n]) => `${n} to ${op}`).join(", ")}.`);
  for (const [op, words] of OPS) {
    const titles = steps
      .filter(s => s.op === op && !s.urn.includes("pulumi:pulumi:Stack"))
      .map(s => titleOf(s.urn));
    if (titles.length > 0) say(`  ${words}: ${listed(titles)}`);
  }
  if (changes.some(([op]) => op === "create"))
    say("What a killed run made of these is found by its mark, and not made again.");
  say("Next: pulumi preview shows it in full, pulumi up does it.");
}

/** Where no stack is selected, which there are. */
async function whichStack({ output }: Ran, cwd: string): Promise<string> {
  if (/no stack selected|no stack named/i.test(output)) {
    const asked = await run("pulumi", ["stack", "ls", "--json", "--non-interactive"], cwd);
    const stacks =
      asked.code === 0 ? (JSON.parse(asked.stdout) as Array<{ name: string }>).map(s => s.name) : [];
    return stacks.length === 0
      ? "The project has no stack here; check PULUMI_BACKEND_URL, or run pulumi login."
      : `Name the stack by --stack: ${stacks.join(", ")}.`;
  }
  if (/no Pulumi\.yaml|no Pulumi project/i.test(output)) return "Name the project's folder by --cwd.";
  return whatToMend({ output });
}

function whatToMend({ output }: { readonly output: string }): string {
  if (/passphrase must be set|incorrect passphrase/i.test(output)) {
    return "Set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) to the stack's passphrase, as the pipeline has it.";
  }
  if (/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i.test(output))
    return "Log in: pulumi login, or PULUMI_ACCESS_TOKEN.";
  if (/no credentials|KALTURA_/.test(output)) {
    return "Give it Kaltura's credentials as the run had them (KALTURA_APP_TOKEN_ID and KALTURA_APP_TOKEN, or KALTURA_ADMIN_SECRET).";
  }
  return "Mend what it complains of.";
}

const say = (line: string) => console.log(line);

/** A failure: what Pulumi said, what was done, and what to do next. */
function give(ran: Ran, what: string, next: readonly string[]): number {
  console.error(`${what}:\n${ran.output.trim()}\n\n${next.join("\n")}`);
  return 1;
}
