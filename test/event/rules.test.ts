import { expect } from "chai";
import { check, type OwnRule, rules } from "../../event";
import { event, look, problems, said, session } from "./support";

const at = (id: string, start: string, end: string, more = {}) =>
  session({ id, title: id.toUpperCase(), start: `2027-06-08T${start}`, end: `2027-06-08T${end}`, ...more });

const found = (sessions: unknown[], more = {}, options = {}) =>
  said(look(event(sessions, more), options).findings);

const videos = [{ id: "v1", name: "Film", url: "https://films.example/1.mp4", duration: "45m" }];
const channels = [
  { id: "hall", name: "Hall" },
  { id: "other", name: "Other" },
];

/** For each rule: what it lets pass, and what it finds. */
const CASES: Record<
  string,
  ReadonlyArray<{
    readonly what: string;
    readonly sessions: unknown[];
    readonly more?: object;
    readonly finds?: readonly (RegExp | string)[];
  }>
> = {
  idTwice: [
    { what: "sessions of different ids", sessions: [at("a", "09:00", "10:00"), at("b", "09:00", "10:00")] },
    {
      what: "the second of two sessions of one id, be it a text or a number",
      sessions: [at("7", "09:00", "10:00"), session({ id: 7, title: "Again" })],
      finds: ['sessions[1].id: "Again" has the id of "7" (7); give it one of its own (idTwice)'],
    },
  ],
  timeExists: [
    {
      what: "a time beside a change of the clocks",
      sessions: [session({ start: "2027-03-28T03:00", end: "2027-03-28T04:00" })],
    },
    {
      what: "a time that is clear by its offset",
      sessions: [session({ start: "2027-10-31T02:30+02:00", end: "2027-10-31T02:30+01:00" })],
    },
    {
      what: "a time that the clocks skip",
      sessions: [session({ start: "2027-03-28T02:30", end: "2027-03-28T04:00" })],
      finds: [/^sessions\[0\].start: "2027-03-28T02:30" does not exist in Europe\/Berlin.* \(timeExists\)$/],
    },
    {
      what: "a time that happens twice",
      sessions: [session({ start: "2027-10-31T01:30", end: "2027-10-31T02:30" })],
      finds: [/^sessions\[0\].end: "2027-10-31T02:30" happens twice in .*write 2027-10-31T02:30\+02:00 or/],
    },
    {
      what: "a time that its own timezone skips",
      sessions: [
        session({ timezone: "America/New_York", start: "2027-03-14T02:30", end: "2027-03-14T04:00" }),
      ],
      finds: [/does not exist in America\/New_York/],
    },
  ],
  channelFeedsWebcast: [
    { what: "webcasts", sessions: [at("a", "09:00", "10:00", { channel: "hall" })], more: { channels } },
    {
      what: "a session that is none",
      sessions: [at("a", "09:00", "10:00", { channel: "hall", kind: "studio" })],
      more: { channels },
      finds: [
        /^sessions\[0\].channel: channel "hall" can't feed "A" \(a\), which is of kind studio: .*\(channelFeedsWebcast\)$/,
      ],
    },
  ],
  channelOverlap: [
    {
      what: "sessions one after the other, and sessions of two channels",
      sessions: [
        at("a", "09:00", "10:00", { channel: "hall" }),
        at("b", "10:00", "11:00", { channel: "hall" }),
        at("c", "09:30", "10:30", { channel: "other" }),
      ],
      more: { channels },
    },
    {
      what: "the later row of two at once, whatever their order in time",
      sessions: [
        at("b", "09:30", "10:30", { channel: "hall" }),
        at("a", "09:00", "10:00", { channel: "hall" }),
      ],
      more: { channels },
      finds: [
        'sessions[1].channel: channel "hall" feeds "B" (b, 2027-06-08 09:30 to 10:30) and "A" (a, 2027-06-08 09:00 to 10:00) at once, lead-in and lead-out counted; move one of them, or give it another channel (channelOverlap)',
      ],
    },
    {
      what: "a lead-out that reaches into the next",
      sessions: [
        at("a", "09:00", "10:00", { channel: "hall", webcast: { scheduleEvent: { postEndSeconds: 60 } } }),
        at("b", "10:00", "11:00", { channel: "hall" }),
      ],
      more: { channels },
      finds: [/channelOverlap/],
    },
    {
      what: "sessions of one channel that sends to them",
      sessions: [at("a", "09:00", "10:00", { channel: "r" }), at("b", "09:30", "10:00", { channel: "r" })],
      more: { channels: [{ id: "r", name: "R", feeds: "restream" }] },
      finds: [/channelOverlap/],
    },
  ],
  roomOverlap: [
    {
      what: "sessions one after the other in any order, in two rooms, and at the same time of day in other timezones",
      sessions: [
        at("0", "10:00", "11:00", { room: "t" }),
        at("1", "11:00", "12:00", { room: "t" }),
        at("2", "09:00", "10:00", { room: "t" }),
        at("a", "09:00", "10:00", { room: "r" }),
        at("b", "10:00", "11:00", { room: "r" }),
        at("c", "09:00", "11:00", { room: "s" }),
        at("d", "09:00", "10:00", { room: "r", timezone: "America/New_York" }),
      ],
    },
    {
      what: "sessions in one room at once, by its name",
      sessions: [at("a", "09:00", "10:00", { room: "r" }), at("b", "09:59", "11:00", { room: "r" })],
      more: { rooms: [{ id: "r", name: "Great hall" }] },
      finds: [/^sessions\[1\].room: .* are in room "Great hall" at once; .*\(roomOverlap\)$/],
    },
  ],
  presenterTwice: [
    {
      what: "people in one session after the other, or beside a recording of theirs",
      sessions: [
        at("a", "09:00", "10:00", { presenters: ["mira"] }),
        at("b", "10:00", "11:00", { presenters: ["mira"] }),
        at("c", "09:00", "09:45", { presenters: ["mira"], kind: "simulive", video: "v1" }),
      ],
      more: { videos, presenters: [{ id: "mira", name: "Mira" }] },
    },
    {
      what: "somebody in two places, by id",
      sessions: [
        at("a", "09:00", "10:00", { presenters: ["jo", "mira"] }),
        at("b", "09:30", "11:00", { presenters: ["mira"] }),
      ],
      more: {
        presenters: [
          { id: "mira", name: "Mira" },
          { id: "jo", name: "Jo" },
        ],
      },
      finds: [
        /^sessions\[1\].presenters: Mira presents "A" \(a, .*\) and "B" \(b, .*\) at once; move one of them \(presenterTwice\)$/,
      ],
    },
    {
      what: "somebody in two places, by id and by name",
      sessions: [
        at("a", "09:00", "10:00", { presenters: ["mira"] }),
        at("b", "09:30", "11:00", { presenters: [{ name: "Mira" }] }),
      ],
      more: { presenters: [{ id: "mira", name: "Mira" }] },
      finds: [/presenterTwice/],
    },
    {
      what: "two people of one name",
      sessions: [
        at("a", "09:00", "10:00", { presenters: [1] }),
        at("b", "09:30", "11:00", { presenters: [2] }),
        at("c", "09:30", "11:00", { presenters: [{ name: "Alex" }] }),
      ],
      more: { presenters: [1, 2].map(id => ({ id, name: "Alex" })) },
    },
    {
      what: "somebody in two places, by name",
      sessions: [
        at("a", "09:00", "10:00", { presenters: ["Mira"] }),
        at("b", "09:30", "11:00", { presenters: [{ name: "mira " }] }),
      ],
      finds: [/presenterTwice/],
    },
  ],
  simuliveTooLong: [
    {
      what: "a video that fits, one of unknown length, and one that says the end itself",
      sessions: [
        at("a", "09:00", "09:45", { kind: "simulive", video: "v1" }),
        at("b", "10:00", "10:01", { kind: "simulive", video: "v2" }),
        session({ id: "c", kind: "simulive", video: "v1", end: undefined }),
      ],
      more: { videos: [...videos, { id: "v2", name: "Unknown", url: "https://films.example/2.mp4" }] },
    },
    {
      what: "a video that its slot cuts",
      sessions: [at("a", "09:00", "09:30", { kind: "simulive", video: "v1" })],
      more: { videos },
      finds: [
        /^sessions\[0\].end: "A" ends after 30m, but its video "v1" is 45m long, so the last 15m would be cut; .*\(simuliveTooLong\)$/,
      ],
    },
  ],
  outsideDays: [
    { what: "any day, where the event has none", sessions: [session()] },
    {
      what: "its days in its timezone, also for a session that ends in the night after",
      sessions: [
        session({ start: "2027-06-07T22:00Z", end: "2027-06-07T23:00Z" }),
        session({ id: "b", start: "2027-06-08T23:00", end: "2027-06-09T01:00" }),
      ],
      more: { days: ["2027-06-08"] },
    },
    {
      what: "another day",
      sessions: [session({ start: "2028-06-08T09:00", end: "2028-06-08T10:00" })],
      more: { days: ["2027-06-08", "2027-06-09"] },
      finds: [
        /^sessions\[0\].start: "First talk" starts on 2028-06-08 in Europe\/Berlin, which is none of the event's days \(2027-06-08, 2027-06-09\)/,
      ],
    },
  ],
  startInPast: [
    {
      what: "what is to come",
      sessions: [session({ start: "2027-01-01T01:00:01", end: "2027-01-01T02:00" })],
    },
    {
      what: "what has begun, in one sentence for all",
      sessions: [
        session({ start: "2026-12-31T09:00", end: "2026-12-31T10:00" }),
        session({ id: "b", start: "2026-12-30T09:00", end: "2026-12-30T10:00" }),
      ],
      finds: [
        'warning: sessions[1].start: 2 sessions start in the past: "First talk" (b) starts at 2026-12-30T09:00+01:00, which is in the past; give them times to come (startInPast)',
      ],
    },
  ],
};

describe("The rules of events", () => {
  it("are all tested here", () => {
    expect(Object.keys(CASES)).to.have.members(rules.map(({ name }) => name));
  });

  for (const [name, cases] of Object.entries(CASES)) {
    describe(name, () => {
      for (const { what, sessions, more, finds = [] } of cases) {
        it(`${finds.length === 0 ? "lets pass" : "finds"} ${what}`, () => {
          const list = found(sessions, more);
          expect(list, list.join("\n")).to.have.length(finds.length);
          for (const [i, expected] of finds.entries()) {
            if (typeof expected === "string") expect(list[i]).to.equal(expected);
            else expect(list[i]).to.match(expected);
          }
        });
      }
    });
  }

  describe("by choice", () => {
    const clash = [at("a", "09:00", "10:00", { room: "r" }), at("b", "09:30", "11:00", { room: "r" })];

    it("are errors, warnings, or off", () => {
      expect(found(clash, { rules: { roomOverlap: "error" } })[0]).to.match(/^sessions/);
      expect(found(clash, { rules: { roomOverlap: "warn" } })[0]).to.match(/^warning: sessions/);
      expect(found(clash, { rules: { roomOverlap: "off" } })).to.deep.equal([]);
      expect(
        found([session({ start: "2026-06-08T09:00", end: "2026-06-08T10:00" })], {
          rules: { startInPast: "error" },
        })[0],
      ).to.match(/^sessions/);
    });

    it("are what the program says, if it says something else than the file", () => {
      expect(
        found(clash, { rules: { roomOverlap: "error" } }, { severities: { roomOverlap: "off" } }),
      ).to.deep.equal([]);
    });

    it("can't be chosen by a name that there is none of, or where there is no choice", () => {
      for (const name of ["roomOverlaps", "idTwice"]) {
        expect(() => look(event([]), { severities: { [name]: "off" } })).to.throw(
          `severities: there is no choice of ${name}; there is one of roomOverlap, `,
        );
      }
    });

    it("leave the event as it is when they only warn, and sessions out when they are errors", () => {
      const sessions = (more: Record<string, unknown>) =>
        look(event(clash, more)).event!.sessions.map(({ id }) => id);
      expect(sessions({ rules: { roomOverlap: "warn" } })).to.deep.equal(["a", "b"]);
      expect(sessions({})).to.deep.equal(["a"]);
    });
  });

  it("don't blame a session for another that can't be deployed anyway", () => {
    const list = found([at("a", "09:00", "08:00", { room: "r" }), at("b", "07:30", "11:00", { room: "r" })]);
    expect(list).to.have.length(1);
    expect(list[0]).to.match(/^sessions\[0\].end/);
  });

  it("find all there is at once", () => {
    const text = problems(
      event(
        [
          at("a", "09:00", "10:00", { room: "r", presenters: ["Mira"] }),
          at("b", "09:00", "10:00", { room: "r", presenters: ["Mira"] }),
          at("c", "12:00", "13:00", { start: "2027-06-07T12:00", end: "2027-06-07T13:00" }),
        ],
        { days: ["2027-06-08"] },
      ),
    );
    for (const rule of ["roomOverlap", "presenterTwice", "outsideDays"]) expect(text).to.include(`(${rule})`);
  });

  describe("of an organiser's own", () => {
    const needsPresenter: OwnRule = ({ sessions }) =>
      sessions
        .filter(({ presenters }) => presenters.length === 0)
        .map(({ id, title }) => ({
          message: `"${title}" has no presenter`,
          sessions: [id],
          field: "presenters",
        }));

    it("are asked with the rest, by the name of their function, and stop the deployment", () => {
      expect(found([session()], {}, { rules: [needsPresenter] })).to.deep.equal([
        'sessions[0].presenters: "First talk" has no presenter (needsPresenter)',
      ]);
      expect(found([session({ presenters: ["Mira"] })], {}, { rules: [needsPresenter] })).to.deep.equal([]);
    });

    it("may have a name and a severity, and speak of the event as a whole", () => {
      const short: OwnRule = () => [
        { rule: "short", severity: "warning", message: "is short", sessions: [], path: ["sessions"] },
      ];
      expect(found([session()], {}, { rules: [short] })).to.deep.equal([
        "warning: sessions: is short (short)",
      ]);
    });
  });

  it("can be asked by themselves, without Pulumi", () => {
    const findings = check(event([session({ end: "2027-06-08T08:00" })]) as never);
    expect(findings.map(({ rule, sessions, severity }) => ({ rule, sessions, severity }))).to.deep.include({
      ...{ rule: "inputs", sessions: ["a1"], severity: "error" },
    });
  });
});
