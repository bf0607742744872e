/** A real Redis of a test's own: on a free port, in a folder that goes with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** @throws Error that says what to install when there is no redis-server */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "reach-redis-"));
  const port = await freePort();
  const nothing = ["--save", "", "--appendonly", "no", "--daemonize", "no", "--logfile", ""];
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, ...nothing],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  await ready(child);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const gone = new Promise(resolve => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", (error: Error) =>
      reject(
        new Error(`redis-server can't be started (${error.message}): install Debian's package redis-server`),
      ),
    );
    child.once("exit", code => reject(new Error(`redis-server ended with ${code}: ${said.slice(-500)}`)));
    const listen = (chunk: Buffer) => {
      said += String(chunk);
      if (/ready to accept connections/i.test(said)) resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
  });
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
