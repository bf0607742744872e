import { expect } from "chai";
import ICAL from "ical.js";
import { type AgendaItem, calendarText } from "../../event";

const item = (changes: Partial<AgendaItem> = {}): AgendaItem => ({
  id: "opening",
  title: "Opening",
  kind: "webcast",
  tracks: ["Main stage"],
  start: "2027-06-08T09:30+02:00",
  end: "2027-06-08T10:15+02:00",
  timezone: "Europe/Berlin",
  entryId: "0_aaaaaaaa",
  kafUrlTemplate: "https://kaf.example/{KS}",
  ...changes,
});

const OPTIONS = { id: "summit", name: "Summit 2027" };

/** The calendar, read by somebody who knows timezones from it alone. */
function read(items: readonly AgendaItem[], options = OPTIONS) {
  const calendar = new ICAL.Component(ICAL.parse(calendarText(items, options)));
  const zones = new Map(
    calendar.getAllSubcomponents("vtimezone").map(component => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone] as const;
    }),
  );
  const instant = (event: ICAL.Component, name: string) => {
    const property = event.getFirstProperty(name)!;
    const time = property.getFirstValue() as ICAL.Time;
    const tzid = property.getParameter("tzid") as string | undefined;
    if (tzid !== undefined) time.zone = zones.get(tzid)!;
    return new Date(time.toUnixTime() * 1000).toISOString();
  };
  const events = calendar.getAllSubcomponents("vevent").map(event => ({
    uid: event.getFirstPropertyValue("uid"),
    summary: event.getFirstPropertyValue("summary"),
    start: instant(event, "dtstart"),
    end: instant(event, "dtend"),
    value: (name: string) => event.getFirstPropertyValue(name) as unknown,
    all: (name: string) => event.getFirstProperty(name)?.getValues(),
  }));
  return { calendar, zones, events };
}

const iso = (text: string) => new Date(text).toISOString();

describe("The calendar of an event", () => {
  it("reads back as it was written: titles, times, places, tracks, addresses", () => {
    const { calendar, events } = read([
      item({
        room: "Great hall",
        playerUrl: "https://cdn.example/p?a=1&b=2",
        presenters: [{ name: "Mira", title: "Chair" }, { name: "Jo" }],
      }),
    ]);
    expect(calendar.getFirstPropertyValue("x-wr-calname")).to.equal("Summit 2027");
    const [event] = events;
    expect(event).to.include({ uid: "opening@summit.pulumi-kaltura", summary: "Opening" });
    expect([event!.start, event!.end]).to.deep.equal([iso("2027-06-08T07:30Z"), iso("2027-06-08T08:15Z")]);
    expect(["location", "url"].map(event!.value)).to.deep.equal([
      "Great hall",
      "https://cdn.example/p?a=1&b=2",
    ]);
    expect(event!.value("description")).to.equal("Mira, Chair\nJo\n\nhttps://cdn.example/p?a=1&b=2");
    expect(event!.all("categories")).to.deep.equal(["Main stage"]);
  });

  for (const [zone, start, end] of [
    ["Europe/Berlin", "2027-06-08T09:30+02:00", "2027-06-08T10:15+02:00"],
    ["Europe/Berlin", "2027-12-08T09:30+01:00", "2027-12-08T10:15+01:00"],
    ["Europe/Berlin", "2027-03-28T01:30+01:00", "2027-03-28T03:30+02:00"], // over the change
    ["Europe/Berlin", "2027-03-28T03:00+02:00", "2027-03-28T04:00+02:00"], // at the change
    ["America/New_York", "2027-11-07T00:30-04:00", "2027-11-07T03:30-05:00"],
    ["Australia/Sydney", "2027-01-08T09:30+11:00", "2027-07-08T10:15+10:00"],
    ["Australia/Lord_Howe", "2027-04-03T09:30+11:00", "2027-04-04T09:30+10:30"], // half an hour of summer time
    ["Asia/Kolkata", "2027-06-08T09:30+05:30", "2027-06-08T10:15+05:30"],
    ["America/Argentina/Buenos_Aires", "2027-06-08T09:30-03:00", "2027-06-08T10:15-03:00"],
    ["Europe/Dublin", "2027-06-08T09:30+01:00", "2027-12-08T09:30+00:00"],
    ["Africa/Casablanca", "2027-02-01T09:30+01:00", "2027-02-20T09:30+00:00"], // Ramadan
    ["US/Eastern", "2017-05-02T13:15-04:00", "2017-05-02T14:00-04:00"],
    ["UTC", "2027-06-08T09:30+00:00", "2027-06-08T10:15+00:00"],
  ] as const) {
    it(`means the right moments in ${zone}, ${start} to ${end}`, () => {
      const [event] = read([item({ timezone: zone, start, end })]).events;
      expect([event!.start, event!.end]).to.deep.equal([iso(start), iso(end)]);
    });
  }

  it("shows the clocks of each session's timezone, of which it explains each once", () => {
    const text = calendarText(
      [
        item(),
        item({ id: "winter", start: "2027-12-08T09:30+01:00", end: "2027-12-08T10:15+01:00" }),
        item({
          id: "ny",
          timezone: "America/New_York",
          start: "2027-06-08T12:00-04:00",
          end: "2027-06-08T13:00-04:00",
        }),
      ],
      OPTIONS,
    );
    expect(text).to.include("DTSTART;TZID=Europe/Berlin:20270608T093000");
    expect(text).to.include("DTSTART;TZID=America/New_York:20270608T120000");
    expect(text.match(/BEGIN:VTIMEZONE/g)).to.have.length(2);
    expect(text.match(/BEGIN:STANDARD/g)).to.have.length(1); // Berlin's, in October: New York's is not needed
  });

  it("keeps its ids when a session moves or is renamed, and its text when nothing changes", () => {
    const text = calendarText([item()], OPTIONS);
    expect(calendarText([item()], OPTIONS)).to.equal(text);
    const [moved] = read([
      item({ title: "Welcome", start: "2027-06-09T09:30+02:00", end: "2027-06-09T10:15+02:00" }),
    ]).events;
    expect(moved!.uid).to.equal(read([item()]).events[0]!.uid);
  });

  it("says by its revision that it is newer", () => {
    const values = (revision?: number) => {
      const [event] = read([item()], { ...OPTIONS, ...(revision !== undefined && { revision }) }).events;
      return ["sequence", "dtstamp"].map(name => String(event!.value(name)));
    };
    expect(values()).to.deep.equal(["0", "2020-01-01T00:00:00Z"]);
    expect(values(3)).to.deep.equal(["3", "2020-01-01T00:00:03Z"]);
  });

  it("escapes and folds what it must: no line is longer than 75 bytes, none breaks a letter, all end in CRLF", () => {
    const title = `${"ü日本🎭".repeat(20)}, a; b\\c\nnext: "quoted"`;
    const text = calendarText([item({ title, description: "x".repeat(500) })], OPTIONS);
    const lines = text.split("\r\n");
    expect(lines.at(-1)).to.equal("");
    expect(text.replaceAll("\r\n", "")).to.not.match(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).to.be.at.most(75);
    expect(text).to.not.include("\uFFFD");
    expect(read([item({ title })]).events[0]!.summary).to.equal(title);
  });

  it("can't be broken out of by control characters in a text", () => {
    const title = "a\r\nEND:VEVENT\rb\u0000c\td";
    const { events } = read([item({ title, id: "x\r\nATTENDEE:y" })]);
    expect(events).to.have.length(1);
    expect(events[0]!.summary).to.equal("a\nEND:VEVENT\nb c d");
  });

  it("has the text of descriptions that are HTML", () => {
    const description =
      "<p>Bring a <b>laptop</b> &amp; a cable.</p><ul><li>One</li><li>Two &lt; 3</li></ul>caf&#233; &unknown; 1 < 2";
    expect(read([item({ description })]).events[0]!.value("description")).to.equal(
      "Bring a laptop & a cable.\nOne\nTwo < 3\ncafé &unknown; 1 < 2",
    );
  });

  it("of no sessions is a calendar, too", () => {
    expect(read([]).events).to.deep.equal([]);
  });
});
