/** The way from the events that an entry has to those it should have: which event serves which session, in what order. */
import { expect } from "chai";
import { type Aim, lineUp, type Move, type Place } from "../../provider/parts/lineUp";
import type { Slot } from "../../provider/slots";

type At = readonly [start: number, end: number, lead?: number, tail?: number];

const slot = ([start, end, lead, tail]: At): Slot => ({
  start,
  end,
  ...(lead ? { lead } : {}),
  ...(tail ? { tail } : {}),
});
const place = (session: string | undefined, ...at: At): Place => ({ session, slot: slot(at) });
const aim = (session: string, ...at: At): Aim => ({ session, slot: slot(at) });

const DAY = 86_400;
/** Midnight of 2000, where events wait that are in the way. */
const PARKING = Date.parse("2000-01-01T00:00Z") / 1000;

const said = (move: Move<Place, Aim>): string => {
  if (move.kind === "add") return `add ${move.aim.session}@${move.aim.slot.start}`;
  const from = `${move.place.session ?? "?"}@${move.place.slot.start}`;
  if (move.kind === "delete") return `delete ${from}`;
  if (move.kind === "change") return `${from} to ${move.aim.session}@${move.aim.slot.start}`;
  return `${move.kind} ${from} on day ${(move.slot.start - PARKING) / DAY} for ${move.slot.end - move.slot.start} s`;
};

const way = (...given: Parameters<typeof lineUp<Place, Aim>>) => lineUp(...given).map(said);

describe("which event serves a session", () => {
  it("is the one that did, also where it moves far", () => {
    expect(way([place("A", 0, 10)], [aim("A", 0, 10)])).to.deep.equal(["A@0 to A@0"]);
    expect(way([place("A", 0, 10)], [aim("A", 500, 510)])).to.deep.equal(["A@0 to A@500"]);
    expect(way([place("A", 0, 10)], [aim("B", 0, 10), aim("A", 20, 30)])).to.deep.equal([
      "A@0 to A@20",
      "add B@0",
    ]);
  });

  it("is the one that is right already, where it has two", () => {
    expect(way([place("A", 0, 10), place("A", 20, 30)], [aim("A", 20, 30)])).to.deep.equal([
      "delete A@0",
      "A@20 to A@20",
    ]);
  });

  it("is another's of about that time, where it had none", () => {
    expect(way([place("A", 0, 10)], [aim("B", 5, 15)])).to.deep.equal(["A@0 to B@5"]);
    expect(way([place(undefined, 0, 10)], [aim("B", 5, 15)])).to.deep.equal(["?@0 to B@5"]);
    expect(way([place("A", 0, 10, 0, 5), place("B", 10, 20)], [aim("C", 10, 20)])).to.deep.equal([
      "delete A@0",
      "B@10 to C@10",
    ]);
  });

  it("is never another's of another time: what was ordered for that time belongs to it", () => {
    expect(way([place("A", 0, 10)], [aim("B", 10, 20)])).to.deep.equal(["delete A@0", "add B@10"]);
    expect(way([place("A", 20, 30)], [aim("B", 10, 20)])).to.deep.equal(["delete A@20", "add B@10"]);
  });

  it("stands for those before and behind it, too", () => {
    expect(way([place("A", 20, 30)], [aim("B", 0, 10), aim("C", 22, 32)])).to.deep.equal([
      "A@20 to C@22",
      "add B@0",
    ]);
    expect(way([place("A", 0, 10), place("B", 20, 30)], [aim("C", 22, 32)])).to.deep.equal([
      "delete A@0",
      "B@20 to C@22",
    ]);
    expect(way([place("A", 0, 10), place("B", 20, 30)], [aim("C", 2, 12)])).to.deep.equal([
      "delete B@20",
      "A@0 to C@2",
    ]);
    expect(way([place("A", 0, 10)], [aim("B", 2, 12), aim("C", 22, 32)])).to.deep.equal([
      "A@0 to B@2",
      "add C@22",
    ]);
  });

  it("does not depend on the order in which the program or the server lists them", () => {
    const [first, second] = [place("A", 0, 10), place("B", 20, 30)];
    const [early, late] = [aim("C", 2, 12), aim("D", 22, 32)];
    const both = ["A@0 to C@2", "B@20 to D@22"];
    expect(way([second, first], [early, late])).to.deep.equal(both);
    expect(way([first, second], [late, early])).to.deep.equal(both);
    // Two that start together: the one without a length is over first.
    const long = place("A", 10, 20);
    const none = place("B", 10, 10);
    const same = ["B@10 to B@10", "A@10 to A@10"];
    expect(way([long, none], [aim("B", 10, 10), aim("A", 10, 20)])).to.deep.equal(same);
    expect(way([none, long], [aim("A", 10, 20), aim("B", 10, 10)])).to.deep.equal(same);
  });

  it("leaves the lists it was given as they are", () => {
    const places = [place("B", 20, 30), place("A", 0, 10)];
    const aims = [aim("B", 20, 30), aim("A", 0, 10)];
    way(places, aims);
    expect([places, aims].map(list => list.map(one => one.session))).to.deep.equal([
      ["B", "A"],
      ["B", "A"],
    ]);
  });

  it("makes and deletes what has no counterpart", () => {
    expect(way([], [aim("A", 0, 10)])).to.deep.equal(["add A@0"]);
    expect(way([place("A", 0, 10)], [])).to.deep.equal(["delete A@0"]);
    expect(way([], [])).to.deep.equal([]);
  });
});

describe("sessions that change their order", () => {
  it("pass from event to event when they swap or rotate, so nothing overlaps on the way", () => {
    const [a, b, c] = [place("A", 0, 10), place("B", 20, 30), place("C", 40, 50)];
    expect(way([a, b], [aim("B", 0, 10), aim("A", 20, 30)])).to.deep.equal(["A@0 to B@0", "B@20 to A@20"]);
    expect(way([a, b, c], [aim("B", 0, 10), aim("C", 20, 30), aim("A", 40, 50)])).to.deep.equal([
      "A@0 to B@0",
      "B@20 to C@20",
      "C@40 to A@40",
    ]);
  });

  it("keep their event when they jump over others to where it is free", () => {
    const [a, b, c] = [place("A", 0, 10), place("B", 20, 30), place("C", 42, 52)];
    expect(way([a, b], [aim("B", 20, 30), aim("A", 40, 50)])).to.deep.equal(["B@20 to B@20", "A@0 to A@40"]);
    // Not those that are gone or new beside it.
    const gone = place("X", -20, -10);
    expect(way([a, b, gone], [aim("B", 20, 30), aim("A", 40, 50), aim("Y", 80, 90)])).to.deep.equal([
      "delete X@-20",
      "B@20 to B@20",
      "A@0 to A@40",
      "add Y@80",
    ]);
    // Where it gets free on the way.
    expect(way([a, b, c], [aim("B", 20, 30), aim("A", 40, 50), aim("C", 60, 70)])).to.deep.equal([
      "B@20 to B@20",
      "C@42 to C@60",
      "A@0 to A@40",
    ]);
  });

  it("get a new event when the way there is not free", () => {
    const there = [place("A", 0, 10), place("B", 20, 30), place("D", 40, 50)];
    expect(way(there, [aim("B", 0, 10), aim("D", 12, 18), aim("A", 20, 30)])).to.deep.equal([
      "delete A@0",
      "B@20 to B@0",
      "D@40 to D@12",
      "add A@20",
    ]);
  });
});

describe("the order of the moves", () => {
  const chain = [place("A", 0, 10), place("B", 20, 30), place("C", 40, 50)];
  const later = [aim("A", 20, 30), aim("B", 40, 50), aim("C", 60, 70)];

  it("deletes first, then lets each wait for what is in its way, then makes the new", () => {
    const gone = place("X", -20, -10);
    expect(way([gone, ...chain], [...later, aim("Y", 80, 90)])).to.deep.equal([
      "delete X@-20",
      "C@40 to C@60",
      "B@20 to B@40",
      "A@0 to A@20",
      "add Y@80",
    ]);
  });

  it("needs no detour to where the event itself stands", () => {
    expect(way([place("A", 0, 10)], [aim("A", 5, 15)])).to.deep.equal(["A@0 to A@5"]);
    expect(way([place("A", 0, 10)], [aim("A", 5, 15)], [], true)).to.deep.equal(["A@0 to A@5"]);
  });

  it("takes those that wait and are waited for out of the way at once while the index lags", () => {
    expect(way(chain, later, [], true)).to.deep.equal([
      "park B@20 on day 0 for 3600 s",
      "A@0 to A@20",
      "C@40 to C@60",
      "B@20 to B@40",
    ]);
  });

  it("parks each in a place of its own, where nothing else stands", () => {
    const longer = [...chain, place("D", 60, 70)];
    const all = [...later, aim("D", 80, 90)];
    const parked = (others: Slot[], more: Place[] = []) =>
      way([...more, ...longer], all, others, true).filter(move => move.startsWith("park"));
    expect(parked([])).to.deep.equal(["park B@20 on day 0 for 3600 s", "park C@40 on day 30 for 3600 s"]);
    const elsewhere = slot([0, 5]);
    expect(parked([slot([PARKING + 30 * DAY, PARKING + 30 * DAY + 60]), elsewhere])).to.deep.equal([
      "park B@20 on day 0 for 3600 s",
      "park C@40 on day 60 for 3600 s",
    ]);
    // Left there by a run that was broken off.
    expect(parked([], [place("X", PARKING, PARKING + 3600)])).to.deep.equal([
      "park B@20 on day 30 for 3600 s",
      "park C@40 on day 60 for 3600 s",
    ]);
    expect(parked([slot([PARKING + 3600, PARKING + 7200])])[0]).to.equal("park B@20 on day 0 for 3600 s");
  });

  it("parks one of those that wait for each other, which a lead-out over the next event can make", () => {
    const there = [place("A", 0, 10, 0, 20), place("B", 10, 20)];
    expect(way(there, [aim("A", 0, 12), aim("B", 12, 22)])).to.deep.equal([
      "park B@10 on day 0 for 3600 s",
      "A@0 to A@0",
      "B@10 to B@12",
    ]);
  });
});
