import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import ICAL from "ical.js";
import { signV1, signV2 } from "../../emulator/ks";
import type { AgendaItem } from "../../event/agenda";
import { calendarText } from "../../event/calendar";
import { siteFiles, writeSite } from "../../site";
import { sampleAgenda } from "./sample";

const agenda = sampleAgenda();
const site = (items: readonly AgendaItem[] = agenda, more: object = {}) =>
  siteFiles({ agenda: items, title: "Open Stages 2027", ...more });
const pageOf = (path: string, ...from: Parameters<typeof site>) => site(...from).files.get(path)!;
const withFirst = (change: object) => [{ ...agenda[0]!, ...change } as AgendaItem, ...agenda.slice(1)];

describe("the site of an agenda", () => {
  it("has a page and a calendar for each session beside the agenda, and is the same each time", () => {
    const { files, title } = site();
    expect(title).to.equal("Open Stages 2027");
    expect([...files.keys()].slice(0, 12)).to.deep.equal([
      ...["index.html", "calendar.ics", "agenda.css", "agenda.js", "icon.svg", "page.css", "print.css"],
      ...["session.css", "session.js", "times.js", "sessions/opening.html", "sessions/opening.ics"],
    ]);
    expect(files.size).to.equal(10 + 2 * agenda.length);
    expect([...site([...agenda].reverse()).files]).to.deep.equal([...files]);
  });

  it("shows the whole programme without a script, by day and time of the event", () => {
    const text = pageOf("index.html");
    const order = [
      "Tuesday, 8 June 2027",
      ">09:30<",
      "Opening",
      ">10:30<",
      "Light for",
      "Wednesday, 9 June 2027",
    ];
    expect(order.map(part => text.indexOf(part))).to.satisfy((at: number[]) =>
      at.every((n, i) => n > (at[i - 1] ?? 0)),
    );
    // Half past seven in New York is half past one of the next day in Berlin.
    expect(text.indexOf("After hours")).to.be.greaterThan(text.indexOf("Wednesday, 9 June"));
    expect(text).to.include("8–9 June 2027").and.include("Mira Okafor, Jonas Weil");
    expect(text).to.match(/id="tools"[^>]* hidden/);
    expect(pageOf("sessions/opening.html"))
      .to.include("09:30</time>–<time")
      .and.include("<strong>Mira Okafor</strong><br>Chair, Open Stages")
      .and.include("With a welcome from the house &amp; the city.</p>")
      .and.not.include("&lt;p&gt;");
  });

  it("embeds the public player, and says of rooms where they open", () => {
    expect(pageOf("sessions/opening.html")).to.include(
      `<iframe src="https://cdn.example/p/107/embedPlaykitJs/uiconf_id/4711?iframeembed=true&amp;entry_id=1_sample00" title="Opening: the stage is a network"`,
    );
    const room = pageOf("sessions/lighting.html");
    expect(room).to.not.include("<iframe");
    expect(room).to.include("takes place in a room").and.include("frame-src &#39;none&#39;");
  });

  it("embeds a page per visitor where the website has one, rooms too", () => {
    const more = { embeds: "/embed" };
    expect(pageOf("sessions/opening.html", agenda, more))
      .to.include(`<iframe src="/embed/opening"`)
      .and.include("frame-src &#39;self&#39; https://kaf.example;");
    expect(pageOf("sessions/lighting.html", agenda, more)).to.include("camera; microphone");
    expect(pageOf("sessions/opening.html", agenda, { embeds: "https://www.example.com/e/" }))
      .to.include(`src="https://www.example.com/e/opening"`)
      .and.include("frame-src https://kaf.example https://www.example.com;");
    expect(() => site(agenda, { embeds: "javascript:alert(1)//" })).to.throw("no address");
  });

  it("allows frames of the player and KAF alone, and no script or style but its own", () => {
    const policyOf = (text: string) =>
      /Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!.replaceAll("&#39;", "'");
    const strict = "base-uri 'none'; form-action 'none'";
    expect(policyOf(pageOf("sessions/opening.html"))).to.equal(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src https://cdn.example; ${strict}`,
    );
    expect(policyOf(pageOf("index.html"))).to.equal(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://cdn.example; frame-src 'none'; ${strict}`,
    );
    expect(site().policy).to.include("img-src 'self' https://cdn.example; frame-src https://cdn.example;");
    for (const [path, text] of site().files) {
      if (!path.endsWith(".html")) continue;
      expect(text, path).to.not.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    }
  });

  it("escapes whatever a programme says", () => {
    const EVIL = `"><img src=x onerror=alert(1)><script>alert(2)</script>'&</title></style>`;
    const items = withFirst({
      title: EVIL,
      description: `<p>Good</p><script>alert(3)</script>&lt;script&gt;alert(4)&lt;/script&gt;`,
      presenters: [{ name: EVIL, title: EVIL }],
      tracks: [EVIL],
      room: EVIL,
      id: `../../${EVIL}`,
    });
    const { files } = siteFiles({ agenda: items, title: EVIL });
    for (const [path, text] of files) {
      expect(path).to.match(/^(sessions\/)?[a-z0-9-]+\.(html|ics|css|js|svg)$/);
      if (!path.endsWith(".html")) continue;
      expect(text, path).to.not.match(
        /<img src=x|<script>|<\/script>alert|<script(?! src="(\.\.\/)?[a-z]+\.js" defer>)/,
      );
      expect(text.match(/<script/g), path).to.have.length(2);
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, id) => {
        const all = siteFiles({ agenda: withFirst({ title, id, description: title }), title });
        for (const [path, text] of all.files) {
          if (path.endsWith(".html")) expect(text.match(/<script/g)).to.have.length(2);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("refuses addresses that are none of the web, and times that are none, naming the session", () => {
    const bad: [object, string][] = [
      [{ playerUrl: "javascript:alert(1)" }, "playerUrl is no address"],
      [{ playerUrl: "http://cdn.example/" }, "playerUrl is no address"],
      [{ playerUrl: "https://user:pass@cdn.example/" }, "playerUrl is no address"],
      [{ thumbnailUrl: "data:text/html,x" }, "thumbnailUrl is no address"],
      [{ start: "2027-06-08T09:30" }, "start is no time with an offset"],
      [{ end: "later+00:00" }, "end is no time"],
      [{ end: "2027-06-08T09:00+02:00" }, "end is before its start"],
    ];
    for (const [change, words] of bad) {
      expect(() => site(withFirst(change))).to.throw(`Session "opening": ${words}`);
    }
    expect(() => site([])).to.throw("no sessions yet");
    expect(() => site(agenda, { timezone: "Mars/Olympus" })).to.throw("no timezone");
    expect(pageOf("sessions/opening.html", withFirst({ playerUrl: "http://127.0.0.1:4000/p" }))).to.include(
      "frame-src http://127.0.0.1:4000;",
    );
  });

  it("writes nothing when a secret slipped in", () => {
    const spec = { partnerId: 107, userId: "ann", type: 0, expiry: 2e9, privileges: "sview:*" };
    for (const [change, what] of [
      [{ description: "rtmps://live.example/kLive?t=abc" }, "an ingest point"],
      [{ presenters: [{ name: "srt://127.0.0.1:7045" }] }, "an ingest point"],
      [{ playerUrl: `https://cdn.example/?ks=${signV2(spec, "secret")}` }, "a Kaltura session"],
      [{ kafUrlTemplate: `https://kaf.example/ks/${signV1(spec, "secret")}` }, "a Kaltura session"],
      [{ title: "[secret]" }, "a secret of the stack"],
      [{ iframe: { "4dabf18193072939515e22adb298388d": "x", value: "[secret]" } }, "a secret of the stack"],
    ] as [object, string][]) {
      expect(() => site(withFirst(change)), what).to.throw(`holds ${what}; nothing was written`);
    }
    expect(() => site(withFirst({ title: "[secret]" }))).to.throw(`Session "opening": title holds`);
  });

  it("gives files names that differ, whatever the ids", () => {
    const ids = ["Talk 1", "talk-1", "TALK_1", "日本", "会議", "a".repeat(300)];
    const items = agenda.slice(0, ids.length).map((item, i) => ({ ...item, id: ids[i]! }));
    const pages = [...site(items).files.keys()].filter(path => /^sessions.*html$/.test(path)).sort();
    expect(pages).to.have.length(6);
    expect(pages).to.include.members([
      "sessions/talk-1.html",
      "sessions/talk-1-2.html",
      "sessions/session.html",
    ]);
  });

  it("hands out the stack's calendar, and each session's entry of it", () => {
    const calendar = calendarText(agenda, { id: "open-stages", name: "Open Stages", revision: 3 });
    const { files, title } = siteFiles({ agenda, calendar });
    expect(title).to.equal("Open Stages");
    expect(files.get("calendar.ics")).to.equal(calendar);
    const one = new ICAL.Component(ICAL.parse(files.get("sessions/ny-welcome.ics")!));
    const events = one.getAllSubcomponents("vevent");
    expect(events).to.have.length(1);
    expect(events[0]!.getFirstPropertyValue("uid")).to.equal("ny-welcome@open-stages.pulumi-kaltura");
    expect(events[0]!.getFirstPropertyValue("sequence")).to.equal(3);
    const zones = one.getAllSubcomponents("vtimezone").map(zone => zone.getFirstPropertyValue("tzid"));
    expect(zones).to.deep.equal(["America/New_York"]);
    expect(() => siteFiles({ agenda: withFirst({ id: "new" }), calendar })).to.throw(
      'no entry for session "new"',
    );
    expect(() => siteFiles({ agenda, calendar: "hello" })).to.throw("no iCalendar text");
  });

  it("makes calendars of the agenda where the stack has none", () => {
    const text = pageOf("sessions/opening.ics");
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent")!;
    expect(new ICAL.Event(event).startDate.toJSDate().toISOString()).to.equal("2027-06-08T07:30:00.000Z");
    expect(new ICAL.Event(event).summary).to.equal("Opening: the stage is a network");
  });
});

describe("writing a site", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-site-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("takes away pages of sessions that are gone, and leaves what others put there", () => {
    const out = join(folder, "site");
    writeSite(site(), out);
    writeFileSync(join(out, "robots.txt"), "");
    writeSite(site(agenda.slice(1)), out);
    expect(readdirSync(out).sort()).to.include("robots.txt").and.include("index.html");
    expect(existsSync(join(out, "sessions", "opening.html"))).to.equal(false);
    expect(existsSync(join(out, "sessions", "closing.html"))).to.equal(true);
    expect(readFileSync(join(out, "index.html"), "utf8")).to.equal(pageOf("index.html", agenda.slice(1)));
  });

  it("refuses a folder with files of others", () => {
    writeFileSync(join(folder, "precious.html"), "mine");
    expect(() => writeSite(site(), folder)).to.throw("holds other files");
    expect(readdirSync(folder)).to.deep.equal(["precious.html"]);
  });

  it("links a style sheet of the organiser's own after its own", () => {
    const text = pageOf("sessions/opening.html", agenda, { style: "h1 { color: red }" });
    expect(text.indexOf("../own.css")).to.be.greaterThan(text.indexOf("../print.css"));
    expect(site(agenda, { style: "x" }).files.get("own.css")).to.equal("x");
  });
});
