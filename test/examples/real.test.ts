import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { examine, leftOut, load } from "../../event";
import { root } from "./files";

// Programmes of real conferences, kept beside the checkout and not in it. Their kinds of dirt are tested by
// themselves in test/event.
const folder = join(root, "..", "shared", "conferences");

describe("Programmes of real conferences", () => {
  const read = (context: Mocha.Context, name: string, shiftTo?: string) => {
    const file = join(folder, `${name}.json`);
    if (!existsSync(file)) context.skip();
    const loaded = load(file);
    const { event, findings, notes } = examine(loaded, { shiftTo });
    return {
      event: event!,
      findings,
      notes: [...loaded.notes, ...notes],
      skipped: leftOut(loaded, findings),
    };
  };
  const reasons = (skipped: ReturnType<typeof leftOut>) =>
    Object.fromEntries(skipped.map(({ row, problems }) => [row, problems.join("; ")]));

  it("Red Hat Summit 2017: all 181 rows, a timezone with blanks, offsets of another coast", function () {
    const { event, skipped, notes } = read(this, "RedHatSummit17");
    expect(event.sessions).to.have.length(181);
    expect(skipped).to.deep.equal([]);
    expect(event.timezone).to.equal("US/Eastern");
    expect(notes).to.have.length(3);
  });

  it("FOSSASIA Summit 2018: 233 of 234 rows, one of no length; three tracks with commas", function () {
    const { event, skipped, notes } = read(this, "FOSSASIASummit2018");
    expect(event.sessions).to.have.length(233);
    expect(Object.keys(reasons(skipped))).to.deep.equal(["47"]);
    expect(reasons(skipped)[47]).to.match(/^end: .* is not after start/);
    expect(event.tracks.map(track => track.category.name)).to.include("Cloud; Container; DevOps");
    expect(notes).to.have.length(4);
  });

  it("PyCon 2017: 136 of 147 rows; seven end before they start, four name tracks that are not there", function () {
    const { event, skipped } = read(this, "PyCon17");
    expect(event.sessions).to.have.length(136);
    const bad = reasons(skipped);
    for (const row of [18, 21, 38, 56, 82, 85, 99]) expect(bad[row]).to.match(/^end: .* is not after start/);
    for (const row of [144, 145, 146]) expect(bad[row]).to.match(/^track: .* is no track of this event/);
    expect(bad[147]).to.match(/^track: .*; id: .* has the id of "Python Education Summit" \(402\)/);
    expect(Object.keys(bad)).to.have.length(11);
  });

  it("keep their times of day when they move over a change of the clocks", function () {
    const timeOfDay = (text?: string) => text!.slice(11, 16);
    const as = read(this, "PyCon17").event.sessions;
    // The clocks go forward on 14 March, the last day.
    const moved = read(this, "PyCon17", "2027-03-10").event.sessions;
    expect(moved.map(({ id, start }) => [id, timeOfDay(start)])).to.deep.equal(
      as.map(({ id, start }) => [id, timeOfDay(start)]),
    );
    expect(new Set(moved.map(({ start }) => start!.slice(16)))).to.have.keys("-08:00", "-07:00");
  });
});
