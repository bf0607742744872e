import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Imported, ImportOptions } from "../../event/import/importer";
import { importers } from "../../event/import/registry";

/** What the importer that recognises a text makes of it. */
function read(file: string, text: string, options: ImportOptions = {}): Imported & { readonly by: string } {
  const importer = importers.find(i => i.recognises(text, file));
  if (importer === undefined) throw new Error(`nobody recognises ${file}`);
  return { by: importer.name, ...importer.read(text, options) };
}

const sessionsOf = (imported: Imported) =>
  imported.definition.sessions as ReadonlyArray<Record<string, unknown>>;

describe("importers", () => {
  describe("of CSV", () => {
    const table = (...rows: string[]) =>
      read("programme.csv", rows.join("\n"), { timezone: "Europe/Berlin" });

    it("take headings in any spelling, and commas, semicolons or tabs between cells", () => {
      for (const d of [",", ";", "\t"]) {
        const { by, definition } = table(
          ["Session ID", "TITLE", "Track", "Starts at", "End", "Speakers", "Type", "Room"].join(d),
          [
            "k1",
            "Keynote",
            "Main stage",
            "2027-06-08 09:00",
            "2027-06-08T09:45",
            '"Ann Example"',
            "Talk",
            "Hall 1",
          ].join(d),
        );
        expect(by).to.equal("csv");
        expect(definition).to.deep.include({
          tracks: [{ id: "main-stage", name: "Main stage" }],
          rooms: [{ id: "hall-1", name: "Hall 1" }],
          sessions: [
            {
              id: "k1",
              title: "Keynote",
              track: "main-stage",
              room: "hall-1",
              start: "2027-06-08T09:00",
              end: "2027-06-08T09:45",
              presenters: [{ name: "Ann Example" }],
              tags: ["Talk"],
            },
          ],
        });
      }
    });

    it("join a day and a time of day, and take lengths for ends", () => {
      const rows = ["9:30", "09:30", "9:30 am", "2:05 PM"].map(
        (time, i) => `s${i},T${i},2027-06-08,${time},90`,
      );
      const sessions = sessionsOf(table("id,title,date,start,duration", ...rows));
      expect(sessions.map(s => s.start)).to.deep.equal([
        "2027-06-08T09:30",
        "2027-06-08T09:30",
        "2027-06-08T09:30",
        "2027-06-08T14:05",
      ]);
      expect(sessions[0]!.duration).to.equal("1h30m");
    });

    it("refuse times that could mean two things, by row, and take the others", () => {
      const { bad, rows, definition } = table(
        "id,title,start,end",
        "a,A,08/06/2027 09:00,2027-06-08T10:00",
        "b,B,2027-06-08T09:00,2027-06-08T10:00",
        "c,C,46546.395,2027-06-08T10:00",
        "d,D,,2027-06-08T10:00",
        "e,E,09:00,10:00",
        "f,F,2027-06-08T09:00,",
      );
      expect(bad.map(({ row, path }) => [row, path])).to.deep.equal([
        [2, "start"],
        [4, "start"],
        [5, "start"],
        [6, "start"],
        [7, "end"],
      ]);
      expect(bad[0]!.reason).to.include(
        '"08/06/2027 09:00" is no time that is clear; write 2027-06-08T09:30',
      );
      expect(rows.sessions).to.deep.equal([3]);
      expect((definition.sessions as object[]).length).to.equal(1);
    });

    it("keep an offset that the timezone does not have, as it is another instant", () => {
      const [here, there] = sessionsOf(
        table(
          "id,title,start,end",
          "a,A,2027-06-08T09:00:00+02:00,2027-06-08T10:00+02:00",
          "b,B,2027-06-08T09:00:00-07:00,2027-06-08T10:00-07:00",
        ),
      );
      expect([here!.start, there!.start]).to.deep.equal(["2027-06-08T09:00", "2027-06-08T09:00:00-07:00"]);
    });

    it("count rows as a spreadsheet does, line breaks inside cells or not", () => {
      const { bad } = table(
        "id,title,start,end",
        'a,"A\nwith a break",2027-06-08T09:00,2027-06-08T10:00',
        "b,B,soon,",
      );
      expect(bad.map(b => b.row)).to.deep.equal([3]);
    });

    it("count empty rows, and take none of them for a session", () => {
      const { bad, definition } = table(
        "",
        "id,title,start,end",
        ",,,",
        "",
        "a,A,2027-06-08T09:00,2027-06-08T10:00",
        "b,B,soon,",
        ",,,",
      );
      expect(bad.map(b => b.row)).to.deep.equal([6]);
      expect(definition.sessions).to.have.length(1);
    });

    it("say of a row with too many cells that commas want quotes", () => {
      const { bad } = table("id,title,start,end", "a,Hello, world,2027-06-08T09:00,2027-06-08T10:00");
      expect(bad[0]).to.deep.include({ row: 2, path: "cells" });
      expect(bad[0]!.reason).to.include("are 5 under 4 headings");
    });

    it("name what they do not use, and say that ids follow titles where there is no column for them", () => {
      const { notes, definition } = table(
        "title,start,end,Catering",
        "Größe zählt!,2027-06-08T09:00,2027-06-08T10:00,yes",
      );
      expect(notes.join("\n")).to.include("not used: Catering").and.include("add a column id");
      expect((definition.sessions as Array<{ id: string }>)[0]!.id).to.equal("große-zahlt");
    });

    it("refuse a table without titles or starts, and one with two columns for the same", () => {
      const csv = importers.find(i => i.name === "csv")!;
      expect(() => csv.read("a,b\n1,2", {})).to.throw("no column for the title");
      expect(() => csv.read("title,name,start\n1,2,3", {})).to.throw("two columns for the title");
    });
  });

  describe("of calendars", () => {
    const calendar = (events: string[][], more: string[] = []) =>
      read(
        "cal.ics",
        [
          "BEGIN:VCALENDAR",
          "VERSION:2.0",
          "PRODID:-//test//EN",
          "X-WR-CALNAME:Summit",
          ...more,
          ...events.flatMap(event => ["BEGIN:VEVENT", ...event, "END:VEVENT"]),
          "END:VCALENDAR",
        ].join("\r\n"),
      );
    const ZONE = ["X-WR-TIMEZONE:Europe/Berlin"];

    it("make sessions of events, tracks of first categories, rooms of locations", () => {
      const { by, definition } = calendar(
        [
          [
            "UID:key@summit",
            "SUMMARY:Keynote\\, the first",
            "DTSTART;TZID=Europe/Berlin:20270608T090000",
            "DTEND;TZID=Europe/Berlin:20270608T094500",
            "CATEGORIES:Main stage,video",
            "LOCATION:Hall 1",
            "DESCRIPTION:Welcome",
          ],
        ],
        ZONE,
      );
      expect(by).to.equal("ics");
      expect(definition).to.deep.include({ name: "Summit", timezone: "Europe/Berlin" });
      expect(definition.sessions).to.deep.equal([
        {
          id: "key@summit",
          title: "Keynote, the first",
          description: "Welcome",
          track: "main-stage",
          room: "hall-1",
          start: "2027-06-08T09:00",
          end: "2027-06-08T09:45",
          tags: ["video"],
        },
      ]);
    });

    it("understand UTC, other IANA timezones, times without any, and timezones that the calendar describes", () => {
      const vtimezone = [
        "BEGIN:VTIMEZONE",
        "TZID:Office Time",
        "BEGIN:STANDARD",
        "DTSTART:20200101T000000",
        "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300",
        "END:STANDARD",
        "END:VTIMEZONE",
      ];
      const sessions = sessionsOf(
        calendar(
          [
            ["UID:a1", "SUMMARY:A", "DTSTART:20270608T070000Z", "DURATION:PT45M"],
            ["UID:b1", "SUMMARY:B", "DTSTART;TZID=America/New_York:20270608T090000", "DURATION:PT1H"],
            ["UID:c1", "SUMMARY:C", "DTSTART:20270608T090000", "DURATION:PT1H"],
            ["UID:d1", "SUMMARY:D", "DTSTART;TZID=Office Time:20270608T120000", "DURATION:PT1H"],
          ],
          [...ZONE, ...vtimezone],
        ),
      );
      expect(sessions.map(s => [s.start, s.timezone])).to.deep.equal([
        ["2027-06-08T09:00", undefined],
        ["2027-06-08T09:00", "America/New_York"],
        ["2027-06-08T09:00", undefined],
        ["2027-06-08T11:00", undefined],
      ]);
      expect(sessions[0]!.duration).to.equal("45m");
    });

    it("write an end in another timezone than the start by the clocks of the start", () => {
      const start = "DTSTART;TZID=America/New_York:20270608T090000";
      const ends = [
        "DTEND:20270608T140000Z",
        "DTEND;TZID=Asia/Tokyo:20270608T230000",
        "DTEND:20270608T160000",
      ];
      const sessions = sessionsOf(
        calendar(
          ends.map((end, i) => [`UID:s${i}`, "SUMMARY:S", start, end]),
          ZONE,
        ),
      );
      for (const session of sessions)
        expect(session).to.include({ end: "2027-06-08T10:00", timezone: "America/New_York" });
      expect(sessions).to.have.length(3);
    });

    it("name what is no time or length, or on no date there is, by its row, and take the others", () => {
      const { bad, definition } = calendar(
        [
          ["UID:a1", "SUMMARY:A", "DTSTART:soon", "DURATION:PT1H"],
          ["UID:b1", "SUMMARY:B", "DTSTART:20270230T090000Z", "DURATION:PT1H"],
          ["UID:c1", "SUMMARY:C", "DTSTART:20270608T090000Z", "DURATION:long"],
          ["UID:d1", "SUMMARY:D", "DTSTART:20270608T090000Z", "DURATION:PT1H"],
        ],
        ZONE,
      );
      expect(bad.map(({ row, path }) => [row, path])).to.deep.equal([
        [1, '"A" dtstart'],
        [2, '"B" dtstart'],
        [3, '"C" duration'],
      ]);
      expect(bad[1]!.reason).to.equal('"2027-02-30T09:00:00Z" is no time');
      expect(definition.sessions).to.have.length(1);
    });

    it("read all calendars of a file", () => {
      const event = (id: string) =>
        `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:${id}\r\nSUMMARY:S\r\nDTSTART:20270608T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
      const sessions = sessionsOf(read("cal.ics", event("a1") + event("b1"), { timezone: "UTC" }));
      expect(sessions.map(s => s.id)).to.deep.equal(["a1", "b1"]);
    });

    it("refuse what is no single session, or at no time that can be known, and say which", () => {
      const when = ["DTSTART;TZID=Europe/Berlin:20270608T090000", "DURATION:PT1H"];
      const { bad, definition } = calendar([
        ["UID:a1", "SUMMARY:Day", "DTSTART;VALUE=DATE:20270608", "DTEND;VALUE=DATE:20270609"],
        ["UID:b1", "SUMMARY:Weekly", ...when, "RRULE:FREQ=WEEKLY"],
        ["UID:c1", "SUMMARY:Floating", "DTSTART:20270608T090000", "DURATION:PT1H"],
        ["UID:d1", "SUMMARY:Odd", "DTSTART;TZID=Moon/Base:20270608T090000", "DURATION:PT1H"],
        ["SUMMARY:Nameless", ...when],
        ["UID:f1", "SUMMARY:Endless", when[0]!],
        ["UID:g1", "SUMMARY:Good", ...when],
      ]);
      expect(bad.map(({ row, path }) => [row, path])).to.deep.equal([
        [1, '"Day" dtstart'],
        [2, '"Weekly" rrule'],
        [3, '"Floating" dtstart'],
        [4, '"Odd" dtstart'],
        [5, '"Nameless" uid'],
        [6, '"Endless" dtend'],
      ]);
      expect(bad[3]!.reason).to.include('"Moon/Base"');
      expect((definition.sessions as Array<{ id: string }>).map(s => s.id)).to.deep.equal(["g1"]);
    });

    it("leave out what was cancelled, and say so", () => {
      const { notes, definition } = calendar(
        [["UID:a1", "SUMMARY:Gone", "STATUS:CANCELLED", "DTSTART:20270608T090000Z"]],
        ZONE,
      );
      expect(definition.sessions).to.equal(undefined);
      expect(notes).to.deep.equal(["cancelled events are left out: Gone"]);
    });
  });

  describe("of frab and pretalx", () => {
    const xml = (events: string, conference = "<time_zone_name>Europe/Berlin</time_zone_name>") =>
      read(
        "schedule.xml",
        `<?xml version="1.0"?><schedule><version>1</version><conference><title>Camp</title>${conference}</conference>
         <day index="1" date="2027-06-08"><room name="Saal 1">${events}</room></day></schedule>`,
      );
    const EVENT = `<event id="17" guid="8f-1"><date>2027-06-08T09:00:00+02:00</date><start>09:00</start><duration>00:45</duration>
      <room>Saal 1</room><title>R&amp;D</title><track>Hardware</track><type>talk</type><language>en</language>
      <abstract>About it</abstract><persons><person id="5">Ann Example</person><person>No Id</person></persons></event>`;
    const SESSION = {
      id: "17",
      title: "R&D",
      description: "About it",
      track: "hardware",
      room: "saal-1",
      start: "2027-06-08T09:00",
      duration: "45m",
      presenters: ["5", { name: "No Id" }],
      tags: ["talk", "en"],
    };

    it("read schedule.xml", () => {
      const { by, definition } = xml(EVENT);
      expect(by).to.equal("frab-xml");
      expect(definition).to.deep.include({
        name: "Camp",
        timezone: "Europe/Berlin",
        presenters: [{ id: "5", name: "Ann Example" }],
        sessions: [SESSION],
      });
    });

    it("read schedule.json to the same", () => {
      const event = {
        id: 17,
        guid: "8f-1",
        date: "2027-06-08T09:00:00+02:00",
        start: "09:00",
        duration: "00:45",
        room: "Saal 1",
        title: "R&D",
        track: "Hardware",
        type: "talk",
        language: "en",
        abstract: "About it",
        persons: [{ id: 5, public_name: "Ann Example" }, { public_name: "No Id" }],
      };
      const days = [{ index: 1, date: "2027-06-08", rooms: { "Saal 1": [event] } }];
      const conference = { title: "Camp", time_zone_name: "Europe/Berlin", days };
      const { by, definition } = read(
        "schedule.json",
        JSON.stringify({ schedule: { version: "1", conference } }),
      );
      expect(by).to.equal("frab-json");
      expect(definition.sessions).to.deep.equal([SESSION]);
    });

    it("understand characters that are written by their numbers, once", () => {
      const [session] = sessionsOf(xml(EVENT.replace("R&amp;D", "M&#252;ller &#x26; &amp;#252;")));
      expect(session!.title).to.equal("Müller & &#252;");
    });

    it("place what is on after midnight on the day that it is", () => {
      const night = EVENT.replace(/<date>.*<\/date>/, "").replace("<start>09:00", "<start>00:30");
      const [session] = sessionsOf(xml(night, "<day_change>06:00</day_change>"));
      expect(session!.start).to.equal("2027-06-09T00:30");
    });

    it("refuse events without a time, a length or an id, by their number", () => {
      const { bad } = xml(
        [
          EVENT.replace(/<duration>.*<\/duration>/, ""),
          EVENT.replace("00:45", "soon"),
          EVENT.replace('id="17" guid="8f-1"', ""),
          EVENT.replace(/<date>.*<\/date><start>.*<\/start>/, "<start>late</start>"),
        ].join(""),
      );
      expect(bad.map(({ row, path, reason }) => `${row} ${path} ${reason}`)).to.deep.equal([
        '1 "R&D" duration is missing',
        '2 "R&D" duration "soon" is no length',
        '3 "R&D" id is missing, and so is its guid: nothing to know it by the next time',
        '4 "R&D" date "2027-06-08" is no time',
      ]);
    });

    it("say how many offsets are not those of the timezone", () => {
      const { notes } = xml(EVENT.replace("+02:00", "-07:00"));
      expect(notes.join()).to.include(
        "1 of 1 sessions have an offset that Europe/Berlin does not have then (17)",
      );
    });
  });

  it("give the same ids for the same programme, whatever the order of its rows", () => {
    const rows = ["Café,2027-06-08T09:00,2027-06-08T10:00", "Bar,2027-06-08T11:00,2027-06-08T12:00"];
    const ids = (list: string[]) =>
      sessionsOf(read("p.csv", ["title,start,end", ...list].join("\n"))).map(s => [s.id, s.title]);
    expect(ids([...rows].reverse())).to.deep.equal(ids(rows).reverse());
  });

  it("leave event files and other texts alone", () => {
    for (const [file, text] of [
      ["event.yaml", "name: Summit\ntimezone: Europe/Berlin\nsessions: []\n"],
      ["event.json", '{"name":"S","timezone":"UTC","sessions":[{"id":"a","title":"A"}]}'],
      ["notes.txt", "hello"],
      ["empty.csv", ""],
    ] as const) {
      expect(importers.find(i => i.recognises(text, file))?.name, file).to.equal(undefined);
    }
  });

  // Beside the project where there are some; the conversion of each row is shown by the tests above.
  const folder = join(__dirname, "..", "..", "..", "..", "shared", "conferences");
  const files = (() => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  })();
  for (const file of files) {
    it(`read every row of ${file}`, () => {
      const text = readFileSync(join(folder, file), "utf8");
      const imported = read(file, text, { timezone: "America/Los_Angeles" });
      const count = file.endsWith(".csv")
        ? text.trim().split("\n").length - 1
        : (JSON.parse(text) as { sessions: unknown[] }).sessions.length;
      expect(sessionsOf(imported).length + imported.bad.length).to.equal(count);
      expect(new Set(sessionsOf(imported).map(s => s.id)).size).to.be.greaterThan(0);
    });
  }
});
