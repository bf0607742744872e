import { Command } from "commander";
import { DEFAULTS, type EmulatorOptions, startEmulator } from "./emulator.js";

interface Flags {
  port: number;
  partner: number;
  adminSecret: string;
  userSecret: string;
  snapshot?: string;
  latency: number;
  indexLag: number;
  provision?: boolean;
}

async function main(): Promise<void> {
  const whole = (text: string): number => {
    if (!/^\d+$/.test(text)) throw new Error(`"${text}" is not a whole number`);
    return Number(text);
  };
  const port = (text: string): number => {
    const number = whole(text);
    if (number > 65_535) throw new Error(`there is no port ${text}: ports end at 65535`);
    return number;
  };
  const flags = new Command("emulator")
    .description("an embedded Kaltura on loopback")
    .option("--port <n>", "port to listen on; 0 takes a free one", port, 0)
    .option("--partner <id>", "account number", whole, DEFAULTS.partnerId)
    .option("--admin-secret <text>", "admin secret of the account", DEFAULTS.adminSecret)
    .option("--user-secret <text>", "user secret of the account", DEFAULTS.userSecret)
    .option("--snapshot <file>", "keep the state in this file")
    .option("--latency <ms>", "delay of every answer", whole, 0)
    .option("--index-lag <ms>", "delay of the search index", whole, 0)
    .option("--provision", "set up what Kaltura's people would: REACH, and a template room for webinars")
    .parse()
    .opts<Flags>();
  const options: EmulatorOptions = {
    port: flags.port,
    partnerId: flags.partner,
    adminSecret: flags.adminSecret,
    userSecret: flags.userSecret,
    latencyMs: flags.latency,
    indexLagMs: flags.indexLag,
  };
  if (flags.snapshot !== undefined) options.snapshot = flags.snapshot;
  const emulator = await startEmulator(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`port ${flags.port} is taken: give another with --port (0 takes a free one)`);
  });
  if (flags.provision) emulator.provision();
  // Callers wait for this line: it is the only one.
  process.stdout.write(`${emulator.url}\n`);
  const end = (): void => {
    emulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
