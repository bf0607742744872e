/** A REACH vendor's worker, from the command line. */
import { Command, InvalidArgumentError } from "commander";
import { readSettings, SettingError, wholeNumber } from "../provider/config";
import { credentialsOf, serviceUrlOf } from "../provider/credentials";
import {
  createVendor,
  deadLetters,
  loadHandlers,
  type QueueChoice,
  readable,
  reviveDeadLetter,
  type ServiceName,
  type VendorSettings,
} from "../reach";

interface QueueOptions {
  readonly journal: string;
  readonly redis?: string;
  readonly prefix?: string;
  readonly lease: number;
}

interface Options extends QueueOptions {
  readonly handler?: string;
  readonly name?: string;
  readonly concurrency: VendorSettings["concurrency"];
  readonly poll: number;
  readonly attempts: number;
  readonly timeout: number;
  readonly grace: number;
  readonly lead: number;
  readonly look: number;
  readonly keyMargin: number;
  readonly port?: number;
  readonly host: string;
  readonly json?: boolean;
}

export const reachVendorCommand = () =>
  withQueue(new Command("reach-vendor"))
    .description("for REACH vendors: take tasks from Kaltura, have handlers do them, bring back the results")
    .option("-H, --handler <file>", "JavaScript file with a handler for each service")
    .option("-n, --name <name>", "the vendor's name as agreed with Kaltura; or KALTURA_VENDOR_NAME")
    .option(
      "-c, --concurrency <n>",
      "tasks at a time of each service, or by service: captions=8,dubbing=1",
      concurrency,
      4,
    )
    .option("--poll <seconds>", "between looks for tasks", number, 30)
    .option("--attempts <n>", "tries of a task", number, 5)
    .option("--timeout <minutes>", "for one try of a handler", number, 360)
    .option(
      "--grace <seconds>",
      "for work under way when the worker is stopped; then it is handed back",
      number,
      60,
    )
    .option("--lead <seconds>", "before a live event at which its time has come", number, 60)
    .option("--look <seconds>", "between looks at a live event", number, 60)
    .option("--key-margin <minutes>", "before the end of an access key at which it is extended", number, 60)
    .option("--port <n>", "of /healthz, /tasks and /metrics; 0 takes a free one (default: none)", number)
    .option("--host <address>", "on which that port is opened", "127.0.0.1")
    .option("--json", "write the log as lines of JSON, also to a terminal")
    .addHelpText(
      "after",
      `
The vendor's account comes from the environment: KALTURA_PARTNER_ID, and an app token with the privilege
disableentitlement in KALTURA_APP_TOKEN_ID and KALTURA_APP_TOKEN. KALTURA_SERVICE_URL is another Kaltura than
https://www.kaltura.com. A Redis with credentials in its address goes into KALTURA_REDIS_URL. See docs/reach-vendor.md.`,
    )
    // Options behind dead-letters are its own.
    .enablePositionalOptions()
    .action((options: Options) => work(options))
    .addCommand(deadLettersCommand());

const withQueue = (command: Command) =>
  command
    .option("--journal <folder>", "where tasks are kept, for one worker on one machine", "reach-journal")
    .option("--redis <url>", "keep tasks in Redis, for several workers; or KALTURA_REDIS_URL")
    .option("--prefix <text>", "of the keys in Redis: workers with the same one share their tasks")
    .option(
      "--lease <seconds>",
      "in Redis: after so long without a sign of life another worker takes a task",
      number,
      30,
    );

async function work(options: Options): Promise<void> {
  const { handler, concurrency, poll, attempts, timeout, grace, lead, look, keyMargin, port, host } = options;
  const name = options.name ?? process.env.KALTURA_VENDOR_NAME;
  if (name === undefined) throw new Error("Say the vendor's name: --name, or KALTURA_VENDOR_NAME");
  if (handler === undefined) throw new Error("Say which file has the handlers: --handler FILE");
  const account = accountFrom(process.env);
  const asJson = options.json === true || !process.stderr.isTTY;
  const worker = createVendor({
    ...account,
    name,
    handlers: await loadHandlers(handler),
    queue: queueOf(options),
    ...(concurrency !== undefined && { concurrency }),
    ...{ pollSeconds: poll, attempts, timeoutMinutes: timeout, graceSeconds: grace },
    ...{ leadSeconds: lead, lookSeconds: look, keyMarginMinutes: keyMargin, host },
    ...(port !== undefined && { port }),
    log: line => process.stderr.write(`${asJson ? JSON.stringify(line) : readable(line)}\n`),
  });
  let asked = 0;
  const stop = () => {
    // Who asks twice does not want to wait.
    if (++asked > 1) process.exit(1);
    void worker.stop();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  await worker.start();
  if (worker.port !== undefined) console.error(`health: http://${host}:${worker.port}/healthz`);
  await worker.stopped;
  // A handler that was given up may still hold the process.
  process.exit(0);
}

const deadLettersCommand = () =>
  withQueue(new Command("dead-letters"))
    .description("show tasks that were given up, and why; with --revive put one back")
    .option("--revive <task>", "id of a task to try again from its first try")
    .action(async (options: QueueOptions & { readonly revive?: string }) => {
      const partnerId = accountFrom(process.env).partnerId;
      const queue = queueOf(options);
      if (options.revive !== undefined) {
        const found = await reviveDeadLetter(queue, partnerId, options.revive);
        if (!found) throw new Error(`There is no dead letter of task ${options.revive}`);
        console.log(
          `Task ${options.revive} is tried again. What Kaltura has as ERROR stays so: it is looked at first.`,
        );
        return;
      }
      const letters = await deadLetters(queue, partnerId);
      for (const { ticket, reason, at } of letters) {
        console.log(`${new Date(at).toISOString()}  ${ticket.id}  ${ticket.service}  ${reason}`);
      }
      if (letters.length === 0) console.error("There are none.");
    });

function queueOf({
  journal,
  redis = process.env.KALTURA_REDIS_URL,
  prefix,
  lease,
}: QueueOptions): QueueChoice {
  if (redis === undefined || redis === "") return { journal };
  if (!/^rediss?:\/\//.test(redis)) throw new Error("The Redis must be given as redis://… or rediss://…");
  return { redis, leaseSeconds: lease, ...(prefix !== undefined && { prefix }) };
}

/** Whose worker it is. @throws Error that names the variable to set */
function accountFrom(env: NodeJS.ProcessEnv) {
  const values = readSettings(() => undefined, env);
  try {
    return {
      serviceUrl: serviceUrlOf(values),
      partnerId: wholeNumber(values, "partnerId"),
      credentials: credentialsOf(values),
    };
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    // A worker has no stack to configure.
    throw new Error(error.message.replace(/, or run: pulumi config set .*$/, ""));
  }
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}

function concurrency(text: string): number | Partial<Record<ServiceName, number>> {
  if (/^\d+$/.test(text)) return Number(text);
  const pairs = text.split(",").map(pair => /^(\w+)=(\d+)$/.exec(pair.trim()));
  if (pairs.some(pair => pair === null)) {
    throw new InvalidArgumentError("It must be a number, or numbers by service: captions=8,dubbing=1.");
  }
  return Object.fromEntries(pairs.map(pair => [pair![1], Number(pair![2])]));
}
