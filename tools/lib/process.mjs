// Running other programs, and ending this one.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "./repo.mjs";

/** Something the reader can mend: printed as it stands, without a stack. */
export class Failure extends Error {}

/** Words about the set-up go to stderr: stdout belongs to the program that is being set up. */
export const say = text => process.stderr.write(`${text}\n`);

/** Runs a script's body; a number from it becomes the exit code. */
export async function main(body) {
  endWithNpm();
  try {
    process.exitCode = (await body()) ?? process.exitCode;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** A signal sent to npm ends npm and its shell, but never gets here: whoever stops `npm start` would leave us running. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

function ended(child, command) {
  return new Promise((resolve, reject) => {
    child.on("error", error => reject(new Failure(`${command} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a program out of sight and gives its exit code and what it printed. */
export async function run(command, args, { onLine = () => {}, ...options } = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
  const lines = { stdout: [], stderr: [] };
  for (const name of ["stdout", "stderr"]) {
    createInterface({ input: child[name] }).on("line", line => {
      lines[name].push(line);
      onLine(line);
    });
  }
  const code = await ended(child, command);
  return {
    code,
    stdout: lines.stdout.join("\n"),
    output: [...lines.stdout, ...lines.stderr].join("\n"),
  };
}

/**
 * Runs a program in front of the user, who may interrupt it. This process waits until the program has ended, since it
 * may be serving it. Ctrl-C in a terminal reaches the program by itself; a second copy of it would mean "stop at once"
 * to Pulumi, so only signals that were sent to this process alone are passed on.
 */
export async function runInFront(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
  const pass = signal => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  try {
    return await ended(child, command);
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

/** Says every 15 seconds how long a piece of work has been going on, and how far it is. */
export async function withProgress(log, progress, work) {
  const started = Date.now();
  const timer = setInterval(() => log(`  ${minutes(Date.now() - started)}  ${progress()}`), 15_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const minutes = ms => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")} min`;
