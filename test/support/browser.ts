/** A real Chromium, Debian's, driven by playwright-core. `npm test` sees to it that there is one. */
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Without these it looks for its maker's hosts at every start; the sandbox takes no root. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Visit extends BrowserContextOptions {
  /** The visitor's clock stands still there. */
  readonly at?: string;
}

/** A page, and what it complained about. */
export interface Visited {
  readonly page: Page;
  /** Lines of the console that are errors or warnings, uncaught errors, violations of the page's policy. */
  readonly complaints: string[];
}

const WATCH_POLICY = `addEventListener("securitypolicyviolation",
  v => console.error("violates " + v.violatedDirective + ": " + v.blockedURI), true)`;

export class Chromium {
  private constructor(private readonly browser: Browser) {}

  /** @throws Error that says what to install */
  static async start(): Promise<Chromium> {
    const options = { executablePath: installed(), headless: true, args: QUIET };
    return new Chromium(await chromium.launch(options));
  }

  /** A visitor who was never here before, in New York unless said otherwise; watched from the first request on. */
  async open(url: string, { at, ...options }: Visit = {}): Promise<Visited> {
    const context = await this.browser.newContext({
      locale: "en-GB",
      timezoneId: "America/New_York",
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", message => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", error => complaints.push(String(error)));
    await page.addInitScript(WATCH_POLICY);
    if (at !== undefined) await page.clock.setFixedTime(new Date(at));
    await page.goto(url);
    return { page, complaints };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** What axe finds wrong with a page for people who use it otherwise, one line each: WCAG 2.2 AA and good practice. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(`axe.run(document, { iframes: false }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(n => id + ": " + n.target.join(" ") + " " + n.failureSummary)))`);
}

function installed(): string {
  const path = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"]
    .map(folder => join(folder, "chromium"))
    .find(existsSync);
  if (path !== undefined) return path;
  throw new Error(
    "There is no chromium on PATH: npm test installs Debian's package where it may; install it",
  );
}
