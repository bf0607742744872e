/** The files by which a run finds what one that was killed made a moment ago. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { FileJournal } from "../../provider/journal";

const MARK = "pulumi0123456789x0123456789ab";
const LAG_MS = 60_000;

describe("the journal of this machine", () => {
  let folder: string;
  let now: number;
  let alive: Set<number>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-journal-"));
    now = Date.now();
    alive = new Set();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const journalOf = (pid: number) =>
    new FileJournal({
      folder,
      indexLagMs: LAG_MS,
      pid,
      isAlive: other => alive.has(other),
      now: () => now,
    });
  const trace = { ids: { entry: "1_a" }, open: ["event"] };

  it("tells another process what was noted, and whether its writer may still be at it", () => {
    journalOf(1).note(MARK, trace);
    expect(journalOf(2).find(MARK)).to.deep.equal({ ...trace, busy: false });
    alive.add(1);
    expect(journalOf(2).find(MARK)).to.deep.equal({ ...trace, busy: true });
  });

  it("tells a process that has the number of the one that was killed, as in containers", () => {
    journalOf(7).note(MARK, trace);
    now += 1;
    alive.add(7);
    const next = journalOf(7);
    next.note("pulumi0123456789xba9876543210", { ids: {}, open: [] });
    expect(next.find(MARK)).to.deep.equal({ ...trace, busy: false });
  });

  it("knows the last that was noted, whoever noted it, and nothing of what was taken down", () => {
    journalOf(1).note(MARK, trace);
    now += 1;
    const second = journalOf(2);
    second.find(MARK);
    second.note(MARK, { ids: { entry: "1_a", event: "5" }, open: [] });
    expect(journalOf(3).find(MARK)).to.deep.include({ ids: { entry: "1_a", event: "5" }, open: [] });
    now += 1;
    second.forget(MARK);
    expect(journalOf(3).find(MARK)).to.equal(undefined);
  });

  it("is silent about what the search index knows by now, and clears files away that help nobody", () => {
    journalOf(1).note(MARK, trace);
    now += LAG_MS + 1;
    expect(journalOf(2).find(MARK)).to.equal(undefined);
    now += 3_600_000;
    journalOf(2).find(MARK);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("believes nothing in a folder that others may write to", () => {
    journalOf(1).note(MARK, trace);
    chmodSync(folder, 0o777);
    expect(journalOf(2).find(MARK)).to.equal(undefined);
  });
});
