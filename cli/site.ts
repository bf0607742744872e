/** The agenda as a web page, from the stack's outputs; and a look at it. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import type { AgendaItem } from "../event/agenda";
import { run } from "./run";

interface Options {
  readonly out: string;
  readonly outputs?: string;
  readonly title?: string;
  readonly timezone?: string;
  readonly embeds?: string;
  readonly style?: string;
  readonly serve?: boolean;
  readonly port: string;
  readonly as?: string;
  readonly stack?: string;
  readonly cwd: string;
}

export const siteCommand = () =>
  new Command("site")
    .description("write the event's agenda as a static web page, from the stack's outputs")
    .option("-o, --out <folder>", "where to write it", "site")
    .option("--outputs <file>", "outputs in a file, as pulumi stack output --json prints them; - for stdin")
    .option("--title <text>", "name of the event; default: what the output calendar says")
    .option("--timezone <zone>", "the event's timezone; default: that of most sessions")
    .option(
      "--embeds <address>",
      "show sessions from here, a page per visitor: /embed/, behind which your site's handler is; default: the public player",
    )
    .option("--style <file>", "a style sheet of your own, to come after the page's")
    .option("--serve", "show it on this machine until it is interrupted")
    .option("--port <number>", "port to show it on; default: a free one", "0")
    .option("--as <user>", "with --serve: open sessions as this visitor, with links as embed-url makes them")
    .option("-s, --stack <name>", "stack; default: the selected one")
    .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
    .action(site);

async function site(options: Options): Promise<void> {
  // Loaded with the command, not with every command.
  const { siteFiles, writeSite } = await import("../site/index.js");
  const { readAgenda } = await import("../event/readAgenda.js");
  const outputs = await outputsOf(options);
  const agenda = readAgenda(outputs);
  const { calendar } = JSON.parse(outputs) as { calendar?: unknown };
  const folder = resolve(options.cwd, options.out);
  // Below the pages of sessions, wherever the site lies.
  const embeds = options.embeds ?? (options.as === undefined ? undefined : "../embed/");
  const files = siteFiles({
    agenda,
    calendar: typeof calendar === "string" && calendar !== "" ? calendar : undefined,
    title: options.title,
    timezone: options.timezone,
    embeds,
    style: options.style === undefined ? undefined : readFileSync(options.style, "utf8"),
  });
  writeSite(files, folder);
  console.log(`${files.title}: ${agenda.length} sessions, written to ${join(folder, "index.html")}`);
  if (options.serve) await serve(options, folder, files.policy, agenda);
  else
    console.log(`Header for your server:\nContent-Security-Policy: ${files.policy}; frame-ancestors 'self'`);
}

/** Outputs as text. Secrets among them are not shown by Pulumi, and not read here. */
async function outputsOf({ outputs, stack, cwd }: Options): Promise<string> {
  if (outputs === "-") return readFileSync(0, "utf8");
  if (outputs !== undefined) return readFileSync(outputs, "utf8");
  const args = ["stack", "output", "--json", "--non-interactive"];
  const { code, stdout, output } = await run(
    "pulumi",
    stack === undefined ? args : [...args, "--stack", stack],
    cwd,
  );
  if (code !== 0) throw new Error(`The stack's outputs can't be read:\n${output.trim()}`);
  return stdout;
}

async function serve(options: Options, folder: string, policy: string, agenda: AgendaItem[]): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("--port is no number of a port");
  const { serveSite } = await import("../site/serve.js");
  const { as: visitor } = options;
  const { url, server } = await serveSite({
    folder,
    port,
    policy,
    embeds: visitor === undefined ? undefined : await embedsFor(visitor, agenda),
  });
  console.log(`${url} shows it${visitor === undefined ? "" : ` as ${visitor} sees it`}. Stop with Ctrl-C.`);
  await new Promise<void>(stopped => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        server.closeAllConnections();
        server.close(() => stopped());
      });
    }
  });
}

async function embedsFor(visitor: string, sessions: AgendaItem[]) {
  const { embedHandler, embedSettings } = await import("../embed/index.js");
  return embedHandler({
    settings: embedSettings(),
    sessions,
    authorize: () => ({ user: { id: visitor, firstName: visitor.split("@")[0]! } }),
    onError: error => console.error(error instanceof Error ? error.message : String(error)),
  });
}
