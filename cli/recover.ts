/**
 * Puts a stack in order after a run that was killed, by the engine's own commands. Nothing is made or deleted on
 * Kaltura: what a killed run made without noting it is found by its mark when `pulumi up` comes to it.
 */
import { Command } from "commander";
import { type Ran, run } from "./run";

export interface RecoverOptions {
  readonly stack?: string;
  readonly cwd: string;
}

interface Deployment {
  readonly deployment: {
    readonly pending_operations?: ReadonlyArray<{
      readonly type: string;
      readonly resource: { readonly urn: string };
    }>;
  };
}

export const recoverCommand = () =>
  new Command("recover")
    .description(
      "after a run that was killed: clear its lock and its unfinished creates, look what is there, and say what is next",
    )
    .option("-s, --stack <name>", "stack; default: the selected one")
    .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
    .action(async (options: RecoverOptions) => {
      process.exitCode = await recover(options);
    });

/** The last part of a URN, which is the name its owner gave. */
const nameIn = (urn: string) => urn.split("::").pop()!;

/** @returns the exit code: 0 when the stack is in order */
export async function recover({ stack, cwd }: RecoverOptions): Promise<number> {
  const pulumi = (...args: string[]) =>
    run("pulumi", [...args, "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])], cwd);

  // A lock can't be asked for: whoever holds none has nothing to cancel, and says so.
  const cancelled = await pulumi("cancel", "--yes");
  say(cancelled.code === 0 ? "Lock: cleared, if there was one." : `Lock: ${lastLine(cancelled.output)}`);

  const before = await pulumi("stack", "export");
  if (before.code !== 0) return give(before, "The stack can't be read");
  const pending = (JSON.parse(before.stdout) as Deployment).deployment.pending_operations ?? [];
  const creating = pending.filter(p => p.type === "creating").map(p => nameIn(p.resource.urn));
  say(
    creating.length === 0
      ? "Unfinished creates: none."
      : `Unfinished creates: ${creating.join(", ")}. What they made, if anything, is found by its mark on the next pulumi up.`,
  );

  say("Looking at Kaltura (pulumi refresh) …");
  const refreshed = await pulumi("refresh", "--yes", "--clear-pending-creates", "--skip-preview");
  if (refreshed.code !== 0) return give(refreshed, "Kaltura can't be looked at");

  const preview = await pulumi("preview", "--json");
  if (preview.code !== 0) return give(preview, "The preview failed");
  const { changeSummary } = JSON.parse(preview.stdout) as { changeSummary?: Record<string, number> };
  const changes = Object.entries(changeSummary ?? {}).filter(([op]) => op !== "same");
  say(
    changes.length === 0
      ? "In order: nothing is left to do."
      : `Left to do: ${changes.map(([op, n]) => `${n} to ${op}`).join(", ")}. Run pulumi preview to see it, pulumi up to do it.`,
  );
  return 0;
}

const say = (line: string) => console.log(line);

const lastLine = (text: string) => text.trim().split("\n").pop() ?? "";

function give(ran: Ran, what: string): number {
  console.error(`${what}:\n${ran.output.trim()}`);
  return 1;
}
