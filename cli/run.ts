/** Other programs that commands run: the Pulumi CLI above all. */
import { spawn } from "node:child_process";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** What it printed on both streams, in order. */
  readonly output: string;
}

/** Runs a program to its end, with its output out of sight. @throws when it can't be started */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let output = "";
    // By whole characters, wherever a piece ends.
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", error => {
      reject(new Error(`${command} can't be started (${error.message}): is the Pulumi CLI on the PATH?`));
    });
    child.on("close", code => resolve({ code: code ?? 1, stdout, output }));
  });
}
