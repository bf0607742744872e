import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MARKER, planMarkdown } from "../../event/plan/markdown";
import { type Plan, planOf } from "../../event/plan/plan";
import { against, PreviewError, readPreview } from "../../event/plan/preview";
import { planText } from "../../event/plan/text";
import { verdictOf } from "../../event/plan/verdict";
import type { Props } from "../../provider/lifecycle/values";
import { UNKNOWN } from "../../provider/lifecycle/values";

const SESSION = {
  name: "Opening",
  start: "2027-06-08T09:00",
  end: "2027-06-08T10:00",
  timezone: "Europe/Berlin",
};

const urn = (kind: string, name: string, stack = "prod") =>
  `urn:pulumi:${stack}::event::pulumi-nodejs:dynamic/kaltura:${kind}::${name}`;

interface Item {
  readonly op?: string;
  readonly kind?: string;
  readonly name: string;
  readonly before?: Props;
  readonly after?: Props;
  readonly outputs?: Props;
  readonly from?: Record<string, string[]>;
  readonly because?: string[];
  readonly reasons?: string[];
  readonly stack?: string;
}

const stateOf = ({ kind = "WebcastSession", name, from = {}, stack }: Item, inputs: Props, outputs = {}) => ({
  urn: urn(kind, name, stack),
  type: `pulumi-nodejs:dynamic/kaltura:${kind}`,
  custom: true,
  inputs,
  outputs: { ...inputs, ...outputs },
  propertyDependencies: from,
});

/** A preview as the engine writes it, of these items. */
const previewJson = (items: Item[], diagnostics: object[] = []): string =>
  JSON.stringify({
    steps: items.map(item => ({
      op: item.op ?? "create",
      urn: urn(item.kind ?? "WebcastSession", item.name, item.stack),
      ...(item.before === undefined ? {} : { oldState: stateOf(item, item.before, item.outputs) }),
      ...(item.after === undefined ? {} : { newState: stateOf(item, item.after) }),
      ...(item.reasons === undefined ? {} : { diffReasons: item.reasons }),
      ...(item.because === undefined ? {} : { replaceReasons: item.because }),
    })),
    diagnostics,
  });

const planned = (items: Item[], diagnostics: object[] = []): Plan =>
  planOf(readPreview(previewJson(items, diagnostics), "preview.json"));

describe("the plan of an event", () => {
  it("says of each session whether it is added, moved, changed, removed or gets a new embed", () => {
    const { sessions } = planned([
      { name: "added", after: SESSION },
      { op: "update", name: "moved", before: SESSION, after: { ...SESSION, start: "2027-06-08T09:30" } },
      { op: "update", name: "renamed", before: SESSION, after: { ...SESSION, name: "Welcome" } },
      { op: "delete", name: "removed", before: SESSION },
      {
        op: "replace",
        name: "anew",
        before: SESSION,
        after: { ...SESSION, pushPublish: true },
        because: ["pushPublish"],
      },
      { op: "same", name: "kept", before: SESSION, after: SESSION },
    ]);
    expect(Object.fromEntries(sessions.map(s => [s.id, s.fate]))).to.deep.equal({
      added: "added",
      moved: "moved",
      renamed: "changed",
      removed: "removed",
      anew: "new embed",
    });
  });

  it("shows a move from the old time to the new one, with the day where that changes too", () => {
    const plan = planned([
      {
        op: "update",
        name: "within",
        before: SESSION,
        after: { ...SESSION, start: "2027-06-08T09:30", end: "2027-06-08T10:30" },
      },
      {
        op: "update",
        name: "across",
        before: SESSION,
        after: { ...SESSION, start: "2027-06-09T09:00", end: "2027-06-09T10:00" },
      },
    ]);
    const text = planText(plan, false);
    expect(text).to.match(/09:00–10:00 → 09:30–10:30 {2}Opening {2}\(webcast within\)/);
    expect(text).to.match(/Tue,? 8 June 2027, 09:00–10:00 → 09:00–10:00 {2}Opening {2}\(webcast across\)/);
  });

  it("takes another spelling of the same instant for no move", () => {
    const plan = planned([
      {
        op: "update",
        name: "s",
        before: SESSION,
        after: { ...SESSION, start: "2027-06-08T07:00Z", description: "New" },
      },
    ]);
    expect(plan.sessions[0]).to.deep.include({ fate: "changed", before: undefined });
    expect(plan.sessions[0]!.differences.map(d => d.what)).to.deep.equal(["description"]);
  });

  it("shows times in the timezone of most sessions, or in the one it is told", () => {
    const items = [
      { name: "a", after: SESSION },
      { name: "b", after: SESSION },
      { name: "c", after: { ...SESSION, timezone: "America/New_York", start: "2027-06-08T20:00" } },
    ];
    const plan = planned(items);
    expect(plan.timezone).to.equal("Europe/Berlin");
    expect(plan.sessions.map(s => s.when?.date)).to.deep.equal(["2027-06-08", "2027-06-08", "2027-06-09"]);
    const there = planOf(readPreview(previewJson(items), "p"), { timezone: "America/New_York" });
    expect(there.sessions.map(s => s.when?.time.slice(0, 5))).to.deep.equal(["03:00", "03:00", "20:00"]);
  });

  it("names the track by the category's name, also where that is known in the program only", () => {
    const from = { categories: [urn("EventCategory", "track-main")] };
    const after = { ...SESSION, categories: [UNKNOWN] };
    const event = { kind: "EventCategory", name: "event", after: { name: "Summit" } };
    const track = {
      kind: "EventCategory",
      name: "track-main",
      after: { name: "Main stage", parent: UNKNOWN },
      from: { parent: [urn("EventCategory", "event")] },
    };
    expect(planned([event, track, { name: "s", after, from }]).sessions[0]!.track).to.equal("Main stage");
    // A preview without --show-sames leaves the category out.
    expect(planned([{ name: "s", after, from }]).sessions[0]!.track).to.equal("main");
    const literal = { ...SESSION, categories: ["site>channels>Summit>Talks"] };
    expect(planned([{ name: "s", after: literal }]).sessions[0]!.track).to.equal("Talks");
  });

  it("gives the words of presenters who come and go, and of settings by their innermost names", () => {
    const { sessions } = planned([
      {
        op: "update",
        name: "s",
        before: {
          ...SESSION,
          presenters: [{ name: "Ann", title: "CTO" }],
          dvr: { enabled: true, windowMinutes: 60 },
        },
        after: { ...SESSION, presenters: [{ name: "Bob" }], dvr: { enabled: true, windowMinutes: 120 } },
      },
    ]);
    expect(sessions[0]!.differences).to.deep.equal([
      { what: "presenters", before: "Ann, CTO", after: "Bob" },
      { what: "dvr.windowMinutes", before: "60", after: "120" },
    ]);
  });

  it("never shows a secret's value", () => {
    const cipher = { "4dabf18193072939515e22adb298388d": "1b47", ciphertext: "v1:abc" };
    const state = JSON.stringify({
      deployment: { resources: [stateOf({ name: "s" }, { ...SESSION, thumbnail: cipher })] },
    });
    const head = readPreview(
      previewJson([{ name: "s", after: { ...SESSION, thumbnail: "https://x.example/new.jpg" } }]),
      "p",
    );
    const text = planText(planOf(against(head, state, "state.json")), false);
    expect(text).to.include("thumbnail: [secret] → ").and.not.include("v1:abc");
  });

  it("never shows what a link is signed with", () => {
    const [before, after] = ["https://u:p@x.example/a.jpg", "https://x.example/b.jpg?sig=abc"];
    const text = planText(
      planned([
        {
          op: "update",
          name: "s",
          before: { ...SESSION, thumbnail: before },
          after: { ...SESSION, thumbnail: after },
        },
      ]),
      false,
    );
    expect(text).to.include("thumbnail: https://[secret]@x.example/a.jpg → https://x.example/b.jpg?[secret]");
  });

  it("says that a secret is another, where the engine does", () => {
    const inputs = { ...SESSION, thumbnail: "[secret]" };
    const { sessions } = planned([
      { op: "update", name: "s", before: inputs, after: inputs, reasons: ["thumbnail"] },
    ]);
    expect(sessions[0]!.differences).to.deep.equal([{ what: "thumbnail" }]);
  });

  it("takes no timezone that is not known yet for that of the event", () => {
    const plan = planned([
      { name: "a", after: { ...SESSION, timezone: UNKNOWN } },
      { name: "b", after: { ...SESSION, timezone: UNKNOWN } },
      { name: "c", after: SESSION },
    ]);
    expect(plan.timezone).to.equal("Europe/Berlin");
  });

  it("says of what a refresh did not find that it is not in Kaltura", () => {
    const json = previewJson([{ name: "s", after: SESSION }]);
    const text = planText(planOf(readPreview(json, "p"), { drift: true }), false);
    expect(text).to.include("is not in Kaltura: deleted there, or never deployed");
  });

  it("counts one thing as one", () => {
    const plan = planned([{ op: "same", name: "s", before: SESSION, after: SESSION }]);
    expect(verdictOf({ ...plan, foreign: 1 }).counts).to.equal(
      "no session changes; 1 stays as it is; 1 change outside Kaltura",
    );
  });

  it("says what an earlier run left unfinished, and why an entry that is gone is made anew", () => {
    const text = planText(
      planned([
        { op: "update", name: "half", before: SESSION, after: SESSION, outputs: { unfinished: ["event"] } },
        {
          op: "replace",
          name: "gone",
          before: SESSION,
          after: SESSION,
          outputs: { unfinished: ["(gone)"] },
          because: ["unfinished"],
        },
      ]),
      false,
    );
    expect(text).to.include("completes what is missing: event");
    expect(text).to.include("it was deleted in Kaltura, so it is made anew");
  });

  describe("beside a preview of the base branch", () => {
    const base = previewJson([
      { name: "kept", after: SESSION, stack: "base" },
      { name: "moved", after: SESSION, stack: "base" },
      { name: "gone", after: SESSION, stack: "base" },
      { kind: "SimuliveSession", name: "turned", after: { ...SESSION, source: "0_abcdefgh" }, stack: "base" },
      {
        name: "fed",
        after: { ...SESSION, channel: UNKNOWN, categories: [UNKNOWN] },
        from: {
          channel: [urn("RestreamerChannel", "hall", "base")],
          categories: [urn("EventCategory", "t", "base")],
        },
        stack: "base",
      },
    ]);
    const head = (items: Item[]) => planOf(against(readPreview(previewJson(items), "head"), base, "base"));
    const items: Item[] = [
      { name: "kept", after: { ...SESSION, start: "2027-06-08T09:00+02:00" } },
      { name: "moved", after: { ...SESSION, end: "2027-06-08T11:00" } },
      { name: "turned", after: SESSION },
      { name: "new", after: SESSION },
      {
        name: "fed",
        after: { ...SESSION, channel: UNKNOWN, categories: [UNKNOWN] },
        from: { channel: [urn("RestreamerChannel", "hall")], categories: [urn("EventCategory", "t")] },
      },
    ];

    it("drops what is the same, whatever the stack, and finds what is not", () => {
      const plan = head(items);
      expect(Object.fromEntries(plan.sessions.map(s => [s.id, s.fate]))).to.deep.equal({
        moved: "moved",
        turned: "changed",
        new: "added",
        gone: "removed",
      });
      expect(plan.same).to.equal(2);
    });

    it("tells references apart by the resource they come from", () => {
      const other = items.map(item =>
        item.name === "fed"
          ? { ...item, from: { ...item.from, channel: [urn("RestreamerChannel", "studio")] } }
          : item,
      );
      expect(head(other).sessions.find(s => s.id === "fed")?.differences).to.deep.equal([
        { what: "channel" },
      ]);
    });

    it("says on what it depends that a session of another kind keeps its embed", () => {
      expect(planText(head(items), false)).to.include(
        "the embed stays if the program says formerly(), else it is a new one",
      );
    });

    it("says so of the plugin's sessions, too", () => {
      const plugin = (text: string) => text.replaceAll("pulumi-nodejs:dynamic/kaltura:", "kaltura:index:");
      const before = plugin(previewJson([{ kind: "SimuliveSession", name: "s", after: SESSION }]));
      const after = readPreview(plugin(previewJson([{ name: "s", after: SESSION }])), "head");
      expect(planOf(against(after, before, "base")).sessions.map(s => s.fate)).to.deep.equal(["changed"]);
    });

    it("does not take for removed what a preview that failed says nothing of", () => {
      const failed = previewJson(items.slice(0, 1), [{ severity: "error", message: "no such track" }]);
      const plan = planOf(against(readPreview(failed, "head"), base, "base"));
      expect([plan.failed, plan.sessions]).to.deep.equal([true, []]);
      expect(planMarkdown(plan)).to.not.include("CAUTION");
    });

    it("warns when the preview of the base failed", () => {
      const failed = previewJson([], [{ severity: "error", message: "no such track" }]);
      const plan = planOf(against(readPreview(previewJson(items), "head"), failed, "base.json"));
      expect(plan.failed).to.equal(false);
      expect(planText(plan, false)).to.include("warning: base.json is of a preview that failed");
    });

    it("takes an exported state, whose references are ids, for the same", () => {
      const state = JSON.stringify({
        deployment: {
          resources: [
            stateOf(
              {
                name: "fed",
                from: {
                  channel: [urn("RestreamerChannel", "hall")],
                  categories: [urn("EventCategory", "t")],
                },
              },
              { ...SESSION, channel: "0_abcdefgh", categories: ["12"] },
            ),
          ],
        },
      });
      const plan = planOf(against(readPreview(previewJson([items[4]!]), "head"), state, "state"));
      expect([plan.sessions, plan.same]).to.deep.equal([[], 1]);
    });
  });

  describe("its verdict", () => {
    const verdict = (items: Item[], diagnostics: object[] = []) => verdictOf(planned(items, diagnostics));

    it("is an alarm when embeds break", () => {
      expect(verdict([{ op: "delete", name: "s", before: SESSION }])).to.deep.include({
        level: "danger",
        title: "Links break: 1 session is removed",
      });
    });
    it("is calm when they stay", () => {
      const after = { ...SESSION, name: "Other" };
      expect(verdict([{ op: "update", name: "s", before: SESSION, after }])).to.deep.include({
        level: "change",
        title: "No embed changes",
      });
    });
    it("says when nothing changes", () => {
      expect(verdict([{ op: "same", name: "s", before: SESSION, after: SESSION }]).title).to.equal(
        "Nothing changes",
      );
    });
    it("says first that the preview failed", () => {
      const diagnostics = [{ severity: "error", message: "error: row 3: no such track\n" }];
      expect(verdict([], diagnostics).level).to.equal("failed");
      expect(planText(planned([], diagnostics), false)).to.include("error: row 3: no such track");
    });
  });

  describe("as a comment", () => {
    it("starts with its marker, the verdict and the counts, and folds the details", () => {
      const lines = planMarkdown(planned([{ name: "s", after: SESSION }])).split("\n");
      expect(lines[0]).to.equal(MARKER);
      expect(lines[1]).to.equal("### 🟢 No embed changes");
      expect(lines[3]).to.equal("Sessions: 1 added.");
      expect(lines.findIndex(l => l.startsWith("<details>"))).to.be.greaterThan(3);
    });

    it("names what breaks in an alert above the details", () => {
      const text = planMarkdown(
        planned([
          {
            op: "replace",
            name: "s",
            before: SESSION,
            after: { ...SESSION, pushPublish: true },
            because: ["pushPublish"],
          },
        ]),
      );
      expect(text).to.match(
        /> \[!CAUTION\]\n(> .*\n)*> - \*\*Opening\*\*.*: new embed \(because of pushPublish\)\n/,
      );
      expect(text.indexOf("[!CAUTION]")).to.be.lessThan(text.indexOf("<details>"));
    });

    it("lets no title format, mention, link or break the table", () => {
      const hostile =
        "</details> @everyone | **x** `y` #1 [a](https://evil.example) \n\n# head ![i](x) <img src=x>";
      const text = planMarkdown(planned([{ name: "s", after: { ...SESSION, name: hostile } }]));
      const row = text.split("\n").filter(l => l.includes("evil"));
      expect(row).to.have.length(1);
      expect(row[0]!.split(/(?<!\\)\|/)).to.have.length(7);
      expect(row[0]).to.not.match(/@\w|(?<!&)#\w|https:\/\/|<img|<\/details>|(?<!\\)`|(?<!\\)\[/);
    });

    it("lets no line of a complaint begin a list, a heading or a quick action of GitLab", () => {
      const diagnostics = [{ severity: "error", message: "is wrong:\n/close\n---\n- x\n1. y" }];
      const lines = planMarkdown(planned([], diagnostics)).split("\n");
      const from = lines.findIndex(line => line.includes("is wrong"));
      expect(lines.slice(from + 1, from + 5).map(line => line.trim())).to.deep.equal([
        "\\/close",
        "\\---",
        "\\- x",
        "1\\. y",
      ]);
    });

    it("stays below 60,000 characters by whole sessions, and says how many are left out", () => {
      const many = Array.from({ length: 900 }, (_, i) => ({
        op: "update",
        name: `session-${i}`,
        before: SESSION,
        after: {
          ...SESSION,
          name: `A title that is long enough to fill the page, number ${i}`,
          start: "2027-06-08T09:05",
        },
      }));
      const text = planMarkdown(planned(many));
      expect(text.length).to.be.lessThan(60_000);
      const shown = text.match(/<sub>webcast session-\d+<\/sub>/g)!.length;
      expect(text).to.include(`_${900 - shown} more are not shown here`);
      expect(text.match(/<details>/g)).to.have.length(text.match(/<\/details>/g)!.length);
    });

    it("cuts long complaints and long lists of removed sessions, too", () => {
      const removed = Array.from({ length: 2000 }, (_, i) => ({
        op: "delete",
        name: `s${i}`,
        before: SESSION,
      }));
      const diagnostics = [{ severity: "error", message: Array(3000).fill("row: is wrong").join("\n") }];
      const text = planMarkdown(planned(removed, diagnostics));
      expect(text.length).to.be.lessThan(60_000);
      expect(text)
        .to.match(/… and \d+ more\n/)
        .and.match(/… and \d+ more lines/);
    });
  });

  it("lets no title and no name steer the terminal, or make lines of their own", () => {
    const hostile = "\u001b[2Jgone\u0007\nNothing changes";
    const text = planText(
      planned(
        [{ name: "s\u001b[1A", after: { ...SESSION, name: hostile } }],
        [{ severity: "warning", message: "two\nlines", urn: urn("WebcastSession", "s\u001b[1A") }],
      ),
      false,
    );
    expect(text)
      .to.not.include("\u001b")
      .and.not.include("\u0007")
      .and.not.match(/^Nothing/m);
    expect(text).to.include("two\nlines");
  });

  it("reads a preview as PowerShell writes it", () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-plan-"));
    try {
      const file = join(folder, "preview.json");
      writeFileSync(file, Buffer.from(`\uFEFF${previewJson([{ name: "s", after: SESSION }])}`, "utf16le"));
      const cli = join(__dirname, "..", "..", "cli", "main.js");
      expect(execFileSync(process.execPath, [cli, "plan", file], { encoding: "utf8" })).to.include("Opening");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses what is no preview, and says what to give", () => {
    expect(() => readPreview("", "p.json")).to.throw(
      PreviewError,
      "p.json is empty; give it the output of pulumi",
    );
    expect(() => readPreview("oops", "p.json")).to.throw(PreviewError, "not JSON");
    expect(() => readPreview("null", "p.json")).to.throw(PreviewError, "no preview");
    expect(() => against(readPreview(previewJson([]), "p"), "null", "b.json")).to.throw(
      PreviewError,
      "no preview",
    );
    expect(() => readPreview("{}", "p.json")).to.throw(PreviewError, "no preview");
  });
});
