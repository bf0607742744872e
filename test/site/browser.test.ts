/** The agenda page in a real browser, as visitors use it. */

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { serveSite } from "../../site/serve";
import { barriers, Chromium } from "../support/browser";
import { Show } from "../support/show";

describe("the agenda page in a browser", function () {
  this.timeout(240_000);
  let show: Show;
  let browser: Chromium;
  let url: string;

  before(async () => {
    browser = await Chromium.start();
    show = await Show.start();
    url = await show.serve();
  });
  after(async () => {
    await browser?.close();
    await show?.stop();
  });

  const titles = (page: Page) =>
    page.locator(".card:visible h3").evaluateAll(all => all.map(one => one.textContent));
  const days = (page: Page) => page.locator(".day:visible h2").allTextContents();
  const status = (page: Page) => page.locator("#status").textContent();
  const chip = (page: Page, name: string) => page.getByLabel(name, { exact: true });

  it("leads with a click to a session, whose video is the player's page of its entry", async () => {
    const { page, complaints } = await browser.open(url);
    await page.getByRole("link", { name: "Opening: the stage is a network" }).click();
    expect(new URL(page.url()).pathname).to.equal("/sessions/opening.html");
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: "Opening: the stage is a network" }).waitFor();
    const { entryId, playerUrl } = show.agenda[0]!;
    expect(page.frames()[1]!.url()).to.equal(playerUrl);
    expect(playerUrl).to.equal(
      `${show.world.emulator.url}/p/107/embedPlaykitJs/uiconf_id/4711?iframeembed=true&entry_id=${entryId}`,
    );
    expect(await frame.locator("footer").textContent()).to.include("Stand-in");
    await page.getByRole("link", { name: "Open Stages 2027", exact: true }).click();
    expect(await titles(page)).to.have.length(10);
    expect(complaints).to.deep.equal([]);
  });

  it("shows times where the visitor is, and anywhere they choose, on all pages from then on", async () => {
    const { page, complaints } = await browser.open(url);
    expect(await page.locator("#zone-note").textContent()).to.equal(
      "Times are those of America/New_York (GMT-4).",
    );
    expect(await days(page)).to.deep.equal(["Tuesday, 8 June 2027", "Wednesday, 9 June 2027"]);
    const times = () => page.locator(".slot-time:visible").allTextContents();
    expect((await times()).map(text => text.trim()).slice(0, 2)).to.deep.equal(["03:30", "04:30"]);
    const opening = page.locator(".card").first();
    expect(await opening.locator("[data-range]").textContent()).to.equal("03:30–04:15");

    await page.getByLabel("Timezone").selectOption("Europe/Berlin");
    expect(await opening.locator("[data-range]").textContent()).to.equal("09:30–10:15");
    const concert = page.locator(".card", { hasText: "After hours" });
    expect(await concert.locator("xpath=ancestor::section//h2").textContent()).to.equal(
      "Wednesday, 9 June 2027",
    );

    await page.getByLabel("Timezone").selectOption("Pacific/Kiritimati");
    expect(await days(page)).to.deep.equal([
      "Tuesday, 8 June 2027",
      "Wednesday, 9 June 2027",
      "Thursday, 10 June 2027",
    ]);
    await page.reload();
    expect(await page.getByLabel("Timezone").inputValue()).to.equal("Pacific/Kiritimati");
    await page.getByRole("link", { name: "Closing" }).click();
    expect(await page.locator("[data-own-time]").textContent()).to.equal(
      "Pacific/Kiritimati: Thursday, 10 June 2027, 04:00–04:45",
    );
    expect(complaints).to.deep.equal([]);
  });

  it("filters by search, track, kind and day, says how many are left, and keeps it in the address", async () => {
    const { page, complaints } = await browser.open(url);
    expect(await status(page)).to.equal("10 sessions");
    await page.getByLabel("Search").fill("okafor");
    expect(await titles(page)).to.deep.equal([
      "Opening: the stage is a network",
      "Panel: who pays for a seat in the living room?",
      "Closing",
    ]);
    expect(await status(page)).to.equal("3 of 10 sessions");
    await page.getByLabel("Search").fill("SIMUNKOVA light"); // without the accents of her name
    expect(await titles(page)).to.deep.equal(["Light for cameras and for people at the same time"]);
    await page.getByRole("button", { name: "Clear all filters" }).click();
    expect(await status(page)).to.equal("10 sessions");

    await chip(page, "Workshops").check();
    await chip(page, "From New York").check();
    expect(await titles(page)).to.have.length(4);
    await chip(page, "Webinar").check();
    expect(await titles(page)).to.deep.equal(["Captions that arrive before the applause"]);
    await chip(page, "Wed 9 Jun").check();
    expect(await titles(page)).to.deep.equal([]);
    expect(await days(page)).to.deep.equal([]);
    expect(await status(page)).to.equal("0 of 10 sessions");
    expect(await page.locator("#empty").isVisible()).to.equal(true);
    await page.getByRole("button", { name: "Show all sessions" }).click();
    expect(await titles(page)).to.have.length(10);

    await chip(page, "From New York").check();
    const address = page.url();
    expect(address).to.match(/#track=\d$/);
    const other = await browser.open(address, { timezoneId: "Europe/Berlin" });
    expect(await titles(other.page)).to.deep.equal([
      "Good noon, New York",
      "After hours: a concert across the ocean",
    ]);
    expect([...complaints, ...other.complaints]).to.deep.equal([]);
  });

  it("folds filters away where they are many or the screen is narrow, but not while they are in use", async () => {
    const agenda = show.agenda.flatMap((item, i) => [
      { ...item, tracks: [`Track ${i}`] },
      { ...item, id: `${item.id}-2`, tracks: [`Other track ${i}`] },
    ]);
    const many = await show.serve({ agenda });
    const { page, complaints } = await browser.open(many);
    const track = page.getByLabel("Other track 3", { exact: true });
    expect(await track.isVisible()).to.equal(false);
    await page.getByText("Filter by track and kind").click();
    await track.check();
    await page.reload();
    expect([await track.isVisible(), await track.isChecked()]).to.deep.equal([true, true]);
    const phone = await browser.open(url, { viewport: { width: 390, height: 844 } });
    expect(await chip(phone.page, "Workshops").isVisible()).to.equal(false);
    const desktop = await browser.open(url);
    expect(await chip(desktop.page, "Workshops").isVisible()).to.equal(true);
    expect(complaints).to.deep.equal([]);
  });

  it("takes a session's track for a filter from its page", async () => {
    const { page } = await browser.open(`${url}sessions/lighting.html`);
    await page.getByRole("link", { name: "Workshops" }).click();
    await page.locator("#status").filter({ hasText: "2 of 10 sessions" }).waitFor();
  });

  it("can be used with the keyboard alone", async () => {
    const { page, complaints } = await browser.open(url);
    const focused = () =>
      page.evaluate<string>(
        "document.activeElement.id || document.activeElement.value || document.activeElement.textContent",
      );
    const press = async (key: string, times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press("Tab");
    expect(await focused()).to.equal("Skip to the content");
    expect(
      await page
        .locator(".skip")
        .boundingBox()
        .then(box => box!.y),
    ).to.be.at.least(0);
    await press("Enter");
    expect(await focused()).to.equal("content");
    await press("Tab");
    expect(await focused()).to.equal("q");
    await page.keyboard.type("stage");
    expect(await status(page)).to.equal("6 of 10 sessions");
    await press("Tab");
    expect(await focused()).to.equal("zone");
    await press("ArrowDown");
    expect(await page.locator("#zone-note").textContent()).to.include("Europe/Berlin");
    await press("Tab"); // the days: one stop, arrows choose
    await press("ArrowRight");
    expect(await page.locator(".day:visible").count()).to.equal(1);
    await press("ArrowLeft");
    await press("Tab");
    const [track] = await page.locator("#tracks label").allTextContents();
    await press("Space");
    expect(track).to.equal("Main stage");
    expect(await status(page)).to.match(/^\d of 10 sessions$/);
    for (let i = 0; i < 20 && !(await focused()).startsWith("Opening"); i++) await press("Tab");
    const outline = await page
      .locator(".card")
      .first()
      .evaluate(card =>
        (
          globalThis as never as {
            getComputedStyle: (e: unknown) => { outlineStyle: string; outlineWidth: string };
          }
        ).getComputedStyle(card),
      );
    expect([outline.outlineStyle, outline.outlineWidth]).to.deep.equal(["solid", "3px"]);
    await press("Enter");
    await page.waitForURL("**/sessions/opening.html");
    expect(complaints).to.deep.equal([]);
  });

  it("says what is on now, and goes there", async () => {
    const { page } = await browser.open(url, { at: "2027-06-08T08:40:00Z" });
    const on = page.locator('.card[data-phase="now"]');
    expect(await on.locator("h3").allTextContents()).to.deep.equal([
      "Where your latency budget goes",
      "Light for cameras and for people at the same time",
    ]);
    expect(await on.first().locator("[data-phase]").textContent()).to.equal("On now");
    expect(await page.locator('.card[data-phase="over"] h3').allTextContents()).to.deep.equal([
      "Opening: the stage is a network",
    ]);
    await page.getByRole("button", { name: "Go to what’s on now" }).click();
    expect(await page.evaluate("document.activeElement.textContent")).to.equal(
      "Where your latency budget goes",
    );
    const before = await browser.open(url, { at: "2027-06-01T00:00:00Z" });
    expect(await before.page.locator("#go-now").isVisible()).to.equal(false);
  });

  it("writes times as visitors from the United States do, for those", async () => {
    const { page } = await browser.open(url, { locale: "en-US", timezoneId: "America/Chicago" });
    expect(await page.locator(".card [data-range]").first().textContent()).to.equal("02:30 AM–03:15 AM");
    expect((await days(page))[0]).to.equal("Tuesday, June 8, 2027");
  });

  it("is the whole programme in the event's time where scripts are off", async () => {
    const { page, complaints } = await browser.open(url, { javaScriptEnabled: false });
    expect(await page.locator(".card h3").allTextContents()).to.have.length(10);
    expect(await page.locator("#tools").isVisible()).to.equal(false);
    expect(await page.locator("#zone-note").textContent()).to.equal("Times are those of Europe/Berlin.");
    expect((await page.locator(".slot-time").first().textContent())?.trim()).to.equal("09:30");
    await page.getByRole("link", { name: "Closing" }).click();
    expect(await page.locator("iframe").getAttribute("src")).to.include("embedPlaykitJs");
    expect(complaints).to.deep.equal([]);
  });

  it("works from a folder, and from below another site's address", async () => {
    const { folder, policy } = show.write();
    const opened = await browser.open(pathToFileURL(join(folder, "index.html")).href);
    await opened.page.getByLabel("Timezone").selectOption("Asia/Tokyo");
    await chip(opened.page, "Workshops").check();
    expect(await titles(opened.page)).to.have.length(2);
    await opened.page.getByRole("link", { name: "Captions" }).click();
    expect(await opened.page.locator("h1").textContent()).to.include("Captions");
    await opened.page.goto(pathToFileURL(join(folder, "sessions", "opening.html")).href);
    await opened.page.frameLocator("iframe").locator("h1").waitFor();

    const outer = mkdtempSync(join(tmpdir(), "pulumi-kaltura-outer-"));
    const { url: root, server } = await serveSite({ folder: outer, policy });
    try {
      cpSync(folder, join(outer, "summit-2027", "agenda"), { recursive: true });
      const below = await browser.open(`${root}summit-2027/agenda/index.html`);
      expect(await status(below.page)).to.equal("10 sessions");
      await below.page.getByRole("link", { name: "Opening" }).click();
      await below.page.frameLocator("iframe").locator("h1").waitFor();
      await below.page.getByRole("link", { name: "Open Stages 2027", exact: true }).click();
      await below.page.waitForURL("**/summit-2027/agenda/index.html");
      expect([...opened.complaints, ...below.complaints]).to.deep.equal([]);
    } finally {
      server.closeAllConnections();
      server.close();
      rmSync(outer, { recursive: true, force: true });
    }
  });

  it("shows each visitor a page of their own, rooms too, where the website makes links", async () => {
    const own = await show.serve({ embeds: "../embed/" }, "ann@example.com");
    const { page, complaints } = await browser.open(`${own}sessions/opening.html`);
    const frame = page.frameLocator("iframe");
    expect(await frame.locator("dl").textContent())
      .to.include("Ann (ann@example.com)")
      .and.include("viewerRole");
    expect(new URL(page.frames()[1]!.url()).pathname).to.match(/^\/hosted\/index\/view-entry\/ks\//);
    await page.goto(`${own}sessions/lighting.html`);
    await frame.getByRole("heading", { name: "Light for cameras" }).waitFor();
    expect(new URL(page.frames()[1]!.url()).pathname).to.match(/^\/embeddedrooms\/index\/view-room\/ks\//);
    expect(await page.content()).to.not.include("/ks/");
    expect(complaints).to.deep.equal([]);
  });

  it("lets in no frame of another host, no script of the page's own, and no picture of a stranger", async () => {
    const stranger = createServer((_, response) => response.end("<h1>stranger</h1>"));
    await new Promise<void>(done => stranger.listen(0, "127.0.0.1", done));
    const { port } = stranger.address() as AddressInfo;
    try {
      const { page, complaints } = await browser.open(`${url}sessions/opening.html`);
      expect(complaints).to.deep.equal([]);
      await page.evaluate(`
        globalThis.violations = new Set();
        addEventListener("securitypolicyviolation", v => violations.add(v.violatedDirective), true);
        const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
        add("iframe", { src: "http://127.0.0.1:${port}/frame" });
        add("img", { src: "http://127.0.0.1:${port}/picture" });
        add("script", { textContent: "globalThis.injected = true" });
        add("script", { src: "http://127.0.0.1:${port}/script" });
        document.body.setAttribute("style", "display: none");
        document.body.insertAdjacentHTML("beforeend", '<button id="evil" onclick="globalThis.injected = true">x</button>');
        document.getElementById("evil").click();`);
      await page.waitForFunction("violations.size >= 5");
      expect(await page.evaluate("globalThis.injected")).to.equal(undefined);
      const violated = complaints.flatMap(line => /^violates ([a-z-]+):/.exec(line)?.[1] ?? []);
      expect(new Set(violated)).to.deep.equal(
        new Set(["frame-src", "img-src", "script-src-elem", "style-src-attr", "script-src-attr"]),
      );
    } finally {
      stranger.closeAllConnections();
      stranger.close();
    }
  });

  it("shows hostile words as words", async () => {
    const evil = `<img src=x onerror="globalThis.injected=1"><script>globalThis.injected=1</script>`;
    const agenda = show.agenda.map((item, i) =>
      i === 0 ? { ...item, title: evil, tracks: [evil, "B"] } : item,
    );
    const { page, complaints } = await browser.open(await show.serve({ agenda, title: evil }));
    expect((await titles(page))[0]).to.equal(evil);
    await chip(page, evil).check();
    expect(await titles(page)).to.deep.equal([evil]);
    await page.getByRole("link", { name: evil }).click();
    expect(await page.locator("h1").textContent()).to.equal(evil);
    expect(await page.evaluate("globalThis.injected")).to.equal(undefined);
    expect(complaints).to.deep.equal([]);
  });

  it("drops pictures that can't be had", async () => {
    const agenda = show.agenda.map(item => ({
      ...item,
      thumbnailUrl: `${show.world.emulator.url}/nothing.jpg`,
    }));
    const { page } = await browser.open(await show.serve({ agenda }));
    await page.waitForFunction("![...document.querySelectorAll('img')].some(i => i.complete)");
    expect(await page.locator("img.picture:visible").count()).to.equal(0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [screen, viewport] of [
      ["a desktop", { width: 1280, height: 900 }],
      ["a phone", { width: 320, height: 640 }],
    ] as const) {
      it(`puts nothing in anybody's way, in ${colorScheme} colours on ${screen}`, async () => {
        const visit = { colorScheme, viewport, at: "2027-06-08T08:40:00Z" };
        for (const path of ["", "sessions/opening.html", "sessions/lighting.html"]) {
          const { page } = await browser.open(url + path, visit);
          if (path === "") {
            await page.locator("#filters").evaluate(details => details.setAttribute("open", ""));
            await chip(page, "Main stage").check();
          }
          expect(await barriers(page), path).to.deep.equal([]);
          const tooWide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          expect(tooWide, `${path}: pixels beyond the screen`).to.be.at.most(0);
          const landmarks = await page
            .locator("header, main, footer")
            .evaluateAll(all => all.map(one => one.nodeName));
          expect(landmarks).to.deep.equal(["HEADER", "MAIN", "FOOTER"]);
        }
      });
    }
  }

  it("has white words on nothing that is too light for them, which axe can't tell of gradients", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await browser.open(url, { colorScheme });
      const colours = await page.evaluate<string[]>(
        `["--hero-1", "--hero-2", "--hero-3"].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))`,
      );
      expect(colours).to.have.length(3);
      for (const colour of colours) expect(contrastWithWhite(colour), colour).to.be.at.least(4.5);
    }
  });

  it("is a programme on paper, without controls and pictures", async () => {
    const { page } = await browser.open(url, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    for (const hidden of ["#tools", ".actions", ".picture", ".skip"]) {
      expect(await page.locator(hidden).first().isVisible(), hidden).to.equal(false);
    }
    expect(await titles(page)).to.have.length(10);
    expect(await page.evaluate("getComputedStyle(document.body).color")).to.equal("rgb(0, 0, 0)");
  });
});

/** WCAG's contrast of #rrggbb with the softest of the whites used on it, #e9e7ff. */
function contrastWithWhite(colour: string): number {
  const light = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map(at => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  return (light("#e9e7ff") + 0.05) / (light(colour.trim()) + 0.05);
}
