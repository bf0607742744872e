import { expect } from "chai";
import { loadProgramme } from "../../examples/conference/definition";
import { load, problemOf, programme, refusal, removeFiles, row, summit, writeFile } from "./files";

describe("A conference's data file", () => {
  afterEach(removeFiles);

  describe("that is right", () => {
    it("becomes sessions in order of time, whatever the order of the rows", () => {
      const { sessions } = load(
        programme([
          row({ id: "late", start: "2027-06-08T11:00+02:00", end: "2027-06-08T12:00+02:00" }),
          row({ id: "early", start: "2027-06-08T08:30Z", end: "2027-06-08T08:45Z" }),
          row({ id: "first" }),
        ]),
      );
      expect(sessions.map(session => session.id)).to.deep.equal(["first", "early", "late"]);
    });

    it("gives a webcast its inputs", () => {
      const { sessions } = load(
        programme([row({ type: "Talk, Demo", speakers: ["Mira", { name: "Jonas" }] })]),
      );
      expect(sessions[0]!.inputs).to.deep.include({
        name: "First talk",
        description: "About something.",
        start: "2027-06-08T09:00+02:00",
        end: "2027-06-08T09:45+02:00",
        timezone: "Europe/Berlin",
        tags: ["Talk", "Demo", "English"],
        presenters: [{ name: "Mira" }, { name: "Jonas" }],
        scheduleEvent: { location: "Hall" },
      });
    });

    it("may leave out, or leave empty, what is not known", () => {
      const bare = {
        id: 7,
        title: "Talk",
        track: "Main",
        start: "2027-06-08T09:00",
        end: "2027-06-08T10:00",
      };
      const empty = row({ id: "8", abstract: "", room: "", type: null, language: " ", speakers: null });
      const { sessions, skipped } = load(programme([bare, empty]));
      expect(skipped).to.deep.equal([]);
      expect(sessions.map(({ id, inputs }) => [id, inputs.tags, inputs.scheduleEvent])).to.deep.equal([
        ["7", [], undefined],
        ["8", [], undefined],
      ]);
    });

    it("may have HTML in abstracts", () => {
      const abstract = "<p>Bring a <b>laptop</b> &amp; a cable</p>";
      expect(load(programme([row({ abstract })])).sessions[0]!.inputs.description).to.equal(abstract);
    });

    it("shares inputs of webcasts by file, track and row, the narrower one deciding", () => {
      const { sessions } = load(
        programme(
          [
            row(),
            row({ id: "a2", webcast: { dvr: { enabled: false }, scheduleEvent: { organizer: "Mira" } } }),
          ],
          {
            webcast: { dvr: { enabled: true }, selfServe: false, calendarReminder: "none" },
            tracks: [{ id: "1", name: "Main", webcast: { selfServe: true } }],
          },
        ),
      );
      const [first, second] = sessions.map(session => session.inputs);
      expect(first).to.deep.include({
        dvr: { enabled: true },
        selfServe: true,
        calendarReminder: "none",
      });
      expect(second).to.deep.include({
        dvr: { enabled: false },
        scheduleEvent: { organizer: "Mira", location: "Hall" },
      });
    });

    it("places local times by the timezone of session, track or event", () => {
      const local = { start: "2027-06-08T09:00", end: "2027-06-08T10:00" };
      const { sessions } = load(
        programme(
          [
            row({ id: "event", ...local }),
            row({ id: "track", track: "New York", ...local }),
            row({ id: "session", track: "New York", timezone: "Asia/Tokyo", ...local }),
          ],
          {
            tracks: [
              { id: "1", name: "Main" },
              { id: "2", name: "New York", timezone: "America/New_York" },
            ],
          },
        ),
      );
      expect(Object.fromEntries(sessions.map(({ id, start }) => [id, start]))).to.deep.equal({
        event: "2027-06-08T09:00+02:00",
        track: "2027-06-08T09:00-04:00",
        session: "2027-06-08T09:00+09:00",
      });
    });

    it("finds a thumbnail beside the file", () => {
      writeFile("stage.jpg", Buffer.from("ffd8ffe000104a464946", "hex"));
      const { sessions } = load(programme([row()], { webcast: { thumbnail: "stage.jpg" } }));
      expect(sessions[0]!.inputs.thumbnail).to.match(/^\.\.\/.*\/stage\.jpg$/);
    });

    it("may begin with a byte order mark, as spreadsheets write it", () => {
      const file = writeFile("bom.json", `\uFEFF${JSON.stringify(programme([row()]))}`);
      expect(loadProgramme(file).sessions).to.have.length(1);
    });

    it("is the summit that comes with the example", () => {
      const { sessions, tracks, skipped, notes } = loadProgramme(summit, { webinarTemplate: "1_template" });
      expect(sessions).to.have.length(15);
      expect(tracks).to.have.length(3);
      expect(skipped).to.deep.equal([]);
      expect(notes).to.deep.equal([]);
      expect(new Set(sessions.map(session => session.timezone))).to.have.keys(
        "Europe/Berlin",
        "America/New_York",
      );
    });
  });

  describe("with bad rows", () => {
    const dirty = programme([
      row(),
      row({ id: "a2", title: "Goes backwards", end: "2027-06-08T08:00:00+02:00" }),
      row({ id: "a3", title: "Lost", track: "Basement" }),
    ]);

    it("is refused with all of them: row, id, title and reason, and the choice there is", () => {
      const text = refusal(dirty);
      expect(text).to.contain("programme.json: 2 of 3 rows can't be deployed");
      expect(text).to.match(
        /row 2, a2 "Goes backwards": end: .* is not after start .*; give the end a later/,
      );
      expect(text).to.contain('row 3, a3 "Lost": track: "Basement" is not in the list of tracks');
      expect(text).to.contain("npm start -- --skip-bad-rows");
    });

    it("is deployed without them on request, and says which they were", () => {
      const { sessions, skipped } = load(dirty, { skipBadRows: true });
      expect(sessions.map(session => session.id)).to.deep.equal(["a1"]);
      expect(skipped.map(({ row, id, title }) => [row, id, title])).to.deep.equal([
        [2, "a2", "Goes backwards"],
        [3, "a3", "Lost"],
      ]);
    });

    it("is refused in any case when nothing would be left: that would take down what is deployed", () => {
      const text = refusal(programme([row({ title: "" })]), { skipBadRows: true });
      expect(text).to.contain("Nothing would be left to deploy");
    });

    const times = (start: unknown, end: unknown) => ({ start, end });
    for (const [what, changes, reason] of [
      [
        "a session of no length",
        times("2027-06-08T09:00Z", "2027-06-08T09:00Z"),
        /end: .* is not after start/,
      ],
      ["one of more than a day", times("2027-06-08T09:00Z", "2027-06-09T09:01Z"), /end: .* at most 24/],
      ["no start", { start: "" }, /start: is missing/],
      ["no end", { end: undefined }, /end: is missing/],
      ["a time in words", { start: "tomorrow at nine" }, /start: "tomorrow at nine" is not an ISO 8601 time/],
      [
        "a day that does not exist",
        { start: "2027-02-30T09:00" },
        /start: .* is not a date and time that exists/,
      ],
      [
        "a local time that the clocks skip",
        { start: "2027-03-28T02:30" },
        /start: .* does not exist in Europe/,
      ],
      ["a local time that happens twice", { start: "2027-10-31T02:30" }, /start: .* happens twice in Europe/],
      ["an unknown timezone", { timezone: "Mars/Olympus" }, /timezone: "Mars\/Olympus" is not a timezone/],
      ["a misspelt timezone", { timezone: "US / Estern" }, /timezone: "US\/Estern" is not a timezone/],
      ["no title", { title: "  " }, /title: is missing/],
      ["a title that is no text", { title: 12 }, /title: 12 /],
      ["a title of over 256 bytes", { title: "ü".repeat(129) }, /title: .* has 258 bytes.*Kaltura keeps 256/],
      ["control characters", { abstract: "a\u0000b" }, /abstract: .* control character/],
      [
        "text that Kaltura would take for a reference",
        { abstract: "{1:result:id}" },
        /abstract: .*\{N:result/,
      ],
      ["no track", { track: "" }, /track: is missing/],
      ["an id that can't name a resource", { id: "a b" }, /id: "a b" can't name a resource/],
      ["no id", { id: null }, /id: is missing/],
      ["the id of a row before", { id: "a1" }, /id: is that of row 1 already/],
      ["an object as id", { id: { $: 1 } }, /id: is missing/],
      ["a presenter without name", { speakers: [{ title: "Dr" }] }, /speakers\[0\].name: is missing/],
      ["a misspelt input", { webcast: { recordng: {} } }, /webcast.recordng: .* is not a property/],
      [
        "an input out of place",
        { webcast: { start: "x" } },
        /webcast.start: has a field of its own; .* start/,
      ],
      ["webcast as a list", { webcast: [] }, /webcast: is not an object/],
      [
        "a picture that is not there",
        { webcast: { thumbnail: "no.jpg" } },
        /webcast.thumbnail: .* can't be read/,
      ],
      ["a tag of one letter", { type: "X" }, /type and language, as tags\[0\]: .* too short/],
      ["a room of control characters", { room: "\u0007" }, /room: .* control character/],
    ] as const) {
      it(`refuses ${what}`, () => expect(problemOf(changes)).to.match(reason));
    }

    it("tells of everything that is wrong with a row", () => {
      expect(problemOf({ id: "", title: "", end: "never" })).to.match(/^id: .*; title: .*; end: /);
    });

    it("refuses rows that are no objects, without stumbling", () => {
      const { skipped } = load(programme([row(), null, "talk", 3, [], true]), { skipBadRows: true });
      expect(skipped.map(({ row, problems }) => [row, problems])).to.deep.equal(
        [2, 3, 4, 5, 6].map(number => [number, ["is not an object"]]),
      );
    });

    it("cuts long titles where it lists them", () => {
      expect(refusal(programme([row({ title: "x".repeat(5000) })])).split("\n")[1]!.length).to.be.below(300);
    });
  });

  describe("with sessions of several kinds", () => {
    const videos = [{ id: "v1", title: "Film", url: "https://films.example/1.mp4" }];
    const channels = [{ id: "hall", title: "Hall" }];
    const more = { videos, channels };
    const one = (changes: object, file: object = more) =>
      load(programme([row({ ...changes })], { ...file })).sessions[0]!;

    it("takes a row without kind for a webcast", () => {
      expect(one({})).to.include({ kind: "webcast", video: undefined, channel: undefined });
      expect(one({ kind: " " })).to.include({ kind: "webcast" });
    });

    it("lets a simulive end with its video", () => {
      expect(one({ kind: "simulive", video: "v1", end: undefined })).to.include({
        ...{ kind: "simulive", video: "v1", start: "2027-06-08T09:00+02:00", end: undefined },
      });
      expect(one({ kind: "simulive", video: "v1" })).to.include({ end: "2027-06-08T09:45+02:00" });
    });

    it("moves a simulive without end, too", () => {
      const content = programme([row({ kind: "simulive", video: "v1", end: "" })], more);
      expect(load(content, { shiftTo: "2027-11-09" }).sessions[0]).to.include({
        ...{ start: "2027-11-09T09:00+01:00", end: undefined },
      });
    });

    it("gives each kind the inputs that file, track and row have for it, and no other's", () => {
      const file = {
        ...more,
        webcast: { dvr: { enabled: true } },
        simulive: { contentInterruptible: true, redirectAfter: true },
        tracks: [{ id: "1", name: "Main", simulive: { redirectAfter: false } }],
      };
      const { inputs } = one({ kind: "simulive", video: "v1", simulive: { selfServe: undefined } }, file);
      expect(inputs).to.include({ contentInterruptible: true, redirectAfter: false });
      expect(inputs).not.to.have.property("dvr");
      expect(one({ kind: "interactive" }, file).inputs).to.include({ mode: "interactive" });
    });

    it("makes webinars from the template of the file, or else the one it is told", () => {
      const content = (webinar: object) => programme([row({ kind: "webinar", webinar })]);
      const template = (webinar: object, webinarTemplate?: string) =>
        load(content(webinar), { webinarTemplate }).sessions[0]!.inputs.templateRoomEntryId;
      expect(template({}, "1_told")).to.equal("1_told");
      expect(template({ templateRoomEntryId: "1_own" }, "1_told")).to.equal("1_own");
      expect(refusal(content({}))).to.match(
        /row 1.*webinar.templateRoomEntryId, or pulumi config set webinarTemplate ENTRY_ID: .* is made from a template/,
      );
    });

    it("finds a video beside the file", () => {
      writeFile("film.mp4", Buffer.from("film"));
      const { videos } = load(programme([row()], { videos: [{ id: "v1", title: "F", file: "film.mp4" }] }));
      expect(videos[0]!.inputs.file).to.match(/^\.\.\/.*\/film\.mp4$/);
    });

    it("orders captions of the service that the file says, or else just captions", () => {
      expect(one({ captions: {} }).captions).to.deep.equal({ service: "captions" });
      expect(one({ captions: { catalogItemId: 7 } }).captions).to.deep.equal({ catalogItemId: 7 });
      const french = { service: "translation", targetLanguage: "French" };
      expect(one({ captions: french }).captions).to.deep.equal(french);
    });

    for (const [what, changes, reason] of [
      ["a kind that there is none of", { kind: "seminar" }, /kind: "seminar" is no kind .* simulive, studio/],
      ["a simulive without video", { kind: "simulive" }, /video: is missing/],
      [
        "a video that is not there",
        { kind: "simulive", video: "v2" },
        /video: "v2" is not in the list of videos/,
      ],
      ["a webcast with a video", { video: "v1" }, /video: is for simulive sessions, and this is a webcast/],
      ["a channel that is not there", { channel: "x" }, /channel: "x" is not in the list of channels/],
      ["a room on a channel", { kind: "interactive", channel: "hall" }, /channel: is for webcast sessions/],
      [
        "captions of a room",
        { kind: "webinar", captions: {} },
        /captions: is for webcast and studio sessions/,
      ],
      ["captions that are no order", { captions: "yes" }, /captions: is not an object/],
      ["misspelt captions", { captions: { languge: "x" } }, /captions.languge: .* is not a property/],
      ["captions at times of their own", { captions: { start: "x" } }, /captions.start: follows from/],
      [
        "inputs of another kind",
        { webinar: {} },
        /webinar: is for sessions of that kind, and this is a webcast/,
      ],
      [
        "an input that its kind lacks",
        { kind: "simulive", video: "v1", simulive: { recording: {} } },
        /simulive.recording: .* is not a property/,
      ],
      [
        "a source beside the video",
        { kind: "simulive", video: "v1", simulive: { source: "0_a" } },
        /simulive.source: has a field of its own; write it as video/,
      ],
      ["a webcast without end", { end: "" }, /end: is missing/],
      [
        "a studio session of no length",
        { kind: "studio", end: "2027-06-08T09:00+02:00" },
        /end: .* not after/,
      ],
      [
        "a misspelt input of a studio's room",
        { kind: "studio", studio: { room: { nam: "x" } } },
        /studio.room.nam: .* is not a property/,
      ],
    ] as const) {
      it(`refuses ${what}`, () => expect(problemOf(changes, more)).to.match(reason));
    }

    it("refuses the later of two rows that a channel would feed at once, lead-in and lead-out counted", () => {
      const on = (id: string, start: string, end: string, channel = "hall") =>
        row({ id, channel, start: `2027-06-08T${start}Z`, end: `2027-06-08T${end}Z` });
      const long = { webcast: { scheduleEvent: { postEndSeconds: 60 } } };
      const content = programme(
        [
          on("a", "08:00", "09:00"),
          on("b", "08:30", "08:45", "other"),
          on("c", "08:59", "10:00"),
          { ...on("d", "09:00", "10:00"), ...long },
          on("e", "10:00", "11:00"),
        ],
        { channels: [...channels, { id: "other", title: "Other" }] },
      );
      const { sessions, skipped } = load(content, { skipBadRows: true });
      expect(sessions.map(({ id }) => id)).to.have.members(["a", "b", "d"]);
      expect(skipped.map(({ row, problems }) => [row, problems[0]!.split(";")[0]])).to.deep.equal([
        [3, 'channel: "hall" feeds row 1 at that time'],
        [5, 'channel: "hall" feeds row 4 at that time'],
      ]);
    });

    it("refuses bad videos and channels by their numbers, and the sessions that need them", () => {
      const content = programme(
        [row(), row({ id: "a2", kind: "simulive", video: "v2" }), row({ id: "a3", channel: "hall" })],
        {
          videos: [...videos, { id: "v2", title: "Lost", file: "lost.mp4" }, { id: "v1", title: "Twice" }, 5],
          channels: [{ id: "hall", title: "", captions: {} }],
        },
      );
      const text = refusal(content);
      expect(text).to.contain("3 of the videos and 1 of the channels and 2 of 3 rows can't be deployed");
      expect(text).to.match(/video 2, v2 "Lost": file: .*lost\.mp4" can't be read/);
      expect(text).to.match(/video 3, v1 "Twice": url: is missing, .*; id: is that of video 1 already/);
      expect(text).to.match(/video 4: id: is missing/);
      expect(text).to.match(/channel 1, hall: title: .*; captions: are ordered for sessions and videos/);
      expect(text).to.contain('video: "v2" can\'t be deployed itself; see video 2');
      expect(text).to.contain('channel: "hall" can\'t be deployed itself; see channel 1');
      const { sessions, videos: kept } = load(content, { skipBadRows: true });
      expect([sessions, kept].map(list => list.map(({ id }) => id))).to.deep.equal([["a1"], ["v1"]]);
    });

    for (const [what, changes, reason] of [
      ["videos that are no list", { videos: {} }, /videos: is not a list/],
      ["a team that is no list", { team: "mira" }, /team: is not a list/],
      ["somebody twice in the team", { team: ["mira", "mira"] }, /team\[1\]: is in the list before/],
      ["somebody without name", { team: [""] }, /team\[0\]: .* empty/],
      ["a website that is no text", { website: 7 }, /website: 7 /],
      ["wrong inputs of a kind", { studio: { dvr: { enabled: 1 } } }, /studio.dvr.enabled: 1 /],
    ] as const) {
      it(`refuses ${what}, bad rows skipped or not`, () =>
        expect(refusal(programme([row()], changes), { skipBadRows: true })).to.match(reason));
    }
  });

  describe("with tracks", () => {
    const tracks = (...names: string[]) => ({
      tracks: names.map((name, i) => ({ id: String(i + 1), name })),
    });

    it("names their categories without , < > and says so", () => {
      const { tracks: read, notes } = load(
        programme([row({ track: "Cloud, Container" })], tracks("Cloud, Container", "a<b>")),
      );
      expect(read.map(track => [track.name, track.category.name])).to.deep.equal([
        ["Cloud, Container", "Cloud; Container"],
        ["a<b>", "a‹b›"],
      ]);
      expect(notes.join("\n")).to.contain('"Cloud, Container" is named "Cloud; Container"');
    });

    it("keeps apart names that Kaltura would write alike", () => {
      // Kaltura makes "a_b" of all three.
      const { tracks: read } = load(programme([row({ track: "a,b" })], tracks("a,b", "a<b", "a>b")));
      expect(new Set(read.map(track => track.category.name)).size).to.equal(3);
    });

    it("refuses the second of two whose categories differ in case only, and goes on with the first", () => {
      const content = programme([row({ track: "Web" })], tracks("Web", "WEB"));
      expect(refusal(content)).to.contain(
        '1 of the tracks can\'t be deployed:\n  track 2, 2 "WEB": name: is that',
      );
      const { tracks: read, sessions } = load(content, { skipBadRows: true });
      expect(read.map(track => track.id)).to.deep.equal(["1"]);
      expect(sessions).to.have.length(1);
    });

    it("refuses the sessions of a track that is refused", () => {
      const content = programme([row(), row({ id: "a2", track: "Bad" })], {
        tracks: [
          { id: "1", name: "Main" },
          { id: "2", name: "Bad", timezone: "Nowhere" },
        ],
      });
      expect(refusal(content)).to.match(/track 2, 2 "Bad": timezone: "Nowhere" is not a timezone/);
      expect(refusal(content)).to.contain('track: "Bad" can\'t be deployed itself; see track 2');
    });

    it("can be named by their ids", () => {
      expect(load(programme([row({ track: 1 })])).sessions[0]!.track.name).to.equal("Main");
    });

    it("refuses tracks without id or name, with ids twice, and things that are no tracks", () => {
      const list = [{ id: "1", name: "Main" }, { name: "No id" }, { id: "3" }, { id: "1", name: "Twice" }, 5];
      const { skipped } = load(programme([row()], { tracks: list }), { skipBadRows: true });
      expect(skipped.map(({ list, row, problems }) => `${list} ${row}: ${problems[0]}`)).to.deep.equal([
        "track 2: id: is missing; it is required",
        "track 3: name: is missing; it is required",
        "track 4: id: is that of track 1 already; give it one of its own",
        "track 5: id: is missing; it is required",
      ]);
    });
  });

  describe("as a whole", () => {
    it("may write its timezone with blanks, which is said", () => {
      const { timezone, notes } = load(
        programme([row({ start: "2027-06-08T09:00", end: "2027-06-08T10:00" })], {
          timezone: "US / Eastern",
        }),
      );
      expect(timezone).to.equal("US/Eastern");
      expect(notes).to.deep.equal(['timezone "US / Eastern" is read as US/Eastern']);
    });

    it("is told when offsets are not those of its timezone; the offset decides", () => {
      const { sessions, notes } = load(programme([row({ start: "2027-06-08T07:00Z" })]));
      expect(sessions[0]!.start).to.equal("2027-06-08T09:00+02:00");
      expect(notes.join()).to.match(
        /1 of 1 rows .* row 1 starts at 2027-06-08T07:00Z, which is 2027-06-08T09:00/,
      );
    });

    it("is told which of its fields nobody reads", () => {
      const { notes } = load(programme([row({ titel: "x" })], { sponsor: "x" }));
      expect(notes).to.deep.equal([
        "fields of the file that are not used: sponsor",
        "fields of sessions that are not used: titel",
      ]);
    });

    for (const [what, changes, reason] of [
      ["without name", { name: "" }, /name: is missing/],
      ["without timezone", { timezone: undefined }, /timezone: is missing/],
      ["with an unknown timezone", { timezone: "Berlin" }, /timezone: "Berlin" is not a timezone/],
      ["without tracks", { tracks: undefined }, /tracks: is not a list/],
      ["with sessions that are no list", { sessions: {} }, /sessions: is not a list/],
      ["with wrong shared inputs", { webcast: { dvr: { enabled: 1 } } }, /webcast.dvr.enabled: 1 /],
    ] as const) {
      it(`is refused ${what}, bad rows skipped or not`, () => {
        expect(refusal(programme([row()], changes), { skipBadRows: true })).to.match(reason);
      });
    }

    it("is refused when it is no JSON, no object or not there", () => {
      for (const content of ["id,title\n1,First", "[]", "null", ""]) {
        expect(() => loadProgramme(writeFile("bad.json", content))).to.throw(/bad\.json/);
      }
      expect(() => loadProgramme("/nowhere/at-all.json")).to.throw(
        /at-all\.json can't be read as JSON: ENOENT/,
      );
    });
  });

  describe("moved to other dates", () => {
    const at = (id: string, start: string, end: string) => row({ id, start, end });
    const moved = (shiftTo: string, ...rows: unknown[]) =>
      Object.fromEntries(
        load(programme(rows), { shiftTo, skipBadRows: true }).sessions.map(({ id, start, end }) => [
          id,
          [start, end],
        ]),
      );

    it("begins on the given day and keeps the distance of its days", () => {
      expect(
        moved(
          "2027-09-14",
          at("second", "2027-06-09T09:00+02:00", "2027-06-09T10:00+02:00"),
          at("first", "2027-06-08T09:00+02:00", "2027-06-08T10:00+02:00"),
        ),
      ).to.deep.equal({
        first: ["2027-09-14T09:00+02:00", "2027-09-14T10:00+02:00"],
        second: ["2027-09-15T09:00+02:00", "2027-09-15T10:00+02:00"],
      });
    });

    it("keeps times of day over a change of the clocks, and writes the new offsets", () => {
      // The clocks go forward in the night to 28 March, between the two days.
      expect(
        moved(
          "2027-03-27",
          at("before", "2027-06-08T09:00+02:00", "2027-06-08T10:00+02:00"),
          at("after", "2027-06-09T09:00+02:00", "2027-06-09T10:00+02:00"),
        ),
      ).to.deep.equal({
        before: ["2027-03-27T09:00+01:00", "2027-03-27T10:00+01:00"],
        after: ["2027-03-28T09:00+02:00", "2027-03-28T10:00+02:00"],
      });
    });

    it("goes by the event's timezone, so that sessions of other timezones keep their place beside the others", () => {
      // On 20 March New York has its summer time already, Berlin not: 18:00 there is 13:00, not 12:00.
      const { sessions } = load(
        programme([
          row(),
          row({
            id: "ny",
            timezone: "America/New_York",
            start: "2027-06-08T12:00",
            end: "2027-06-08T13:00",
          }),
        ]),
        { shiftTo: "2027-03-20" },
      );
      expect(sessions.map(session => session.start)).to.deep.equal([
        "2027-03-20T09:00+01:00",
        "2027-03-20T13:00-04:00",
      ]);
    });

    it("takes the first day from the event's timezone", () => {
      // In Berlin it is the 9th already.
      expect(moved("2027-09-14", at("a", "2027-06-08T23:30Z", "2027-06-08T23:45Z")).a).to.deep.equal([
        "2027-09-14T01:30+02:00",
        "2027-09-14T01:45+02:00",
      ]);
    });

    it("refuses times that the new date does not have, or has twice", () => {
      const night = programme([row(), at("night", "2027-06-08T02:30+02:00", "2027-06-08T04:00+02:00")]);
      expect(refusal(night, { shiftTo: "2027-03-28" })).to.match(
        /row 2, night .*: start: would move to 2027-03-28T02:30, which does not exist in Europe\/Berlin/,
      );
      expect(refusal(night, { shiftTo: "2027-10-31" })).to.match(
        /start: would move to 2027-10-31T02:30, which happens twice in Europe\/Berlin/,
      );
    });

    it("refuses a session that the move makes too long", () => {
      const day = programme([row(), at("day", "2027-06-08T00:00+02:00", "2027-06-09T00:00+02:00")]);
      expect(load(day).skipped).to.deep.equal([]);
      expect(refusal(day, { shiftTo: "2027-10-31" })).to.match(/row 2, day .* 25\.0 hours after start/);
    });

    it("leaves bad rows out of account", () => {
      const early = at("early", "2027-01-01T10:00Z", "2027-01-01T09:00Z");
      const good = at("good", "2027-06-08T09:00+02:00", "2027-06-08T10:00+02:00");
      expect(moved("2027-09-14", early, good))
        .to.have.property("good")
        .that.includes("2027-09-14T09:00+02:00");
    });

    it("changes nothing when the day is that of the file", () => {
      const twice = at("twice", "2027-10-31T02:30+01:00", "2027-10-31T03:30+01:00");
      expect(moved("2027-10-31", twice).twice).to.deep.equal([
        "2027-10-31T02:30+01:00",
        "2027-10-31T03:30+01:00",
      ]);
    });

    it("is refused for what is no date", () => {
      for (const shiftTo of ["2027-02-30", "tomorrow", "2027-6-8", "2027-06-08T09:00"]) {
        expect(refusal(programme([row()]), { shiftTo, skipBadRows: true })).to.contain("is not a date");
      }
    });

    it("is refused where Kaltura would not take the times", () => {
      expect(refusal(programme([row()]), { shiftTo: "1975-01-01" })).to.contain("lies before 1980");
    });
  });
});
