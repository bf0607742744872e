import { expect } from "chai";
import { event, Folder, look, plan, problems, session } from "./support";

const videos = [{ id: "v1", name: "Film", url: "https://films.example/1.mp4" }];
const channels = [{ id: "hall", name: "Hall" }];
const people = [
  { id: "mira", name: "Mira Okafor", title: "Chair" },
  { id: 7, name: "Jonas" },
];

describe("An event's definition", () => {
  describe("that is right", () => {
    it("gives a session the inputs of its resource", () => {
      const { a1 } = plan(
        event(
          [
            session({
              description: "About.",
              tags: ["Talk"],
              room: "Hall",
              track: "main",
              presenters: [{ name: "Mira" }],
            }),
          ],
          { tracks: [{ id: "main", name: "Main" }] },
        ),
      );
      expect(a1!.inputs).to.deep.equal({
        name: "First talk",
        description: "About.",
        start: "2027-06-08T09:00+02:00",
        end: "2027-06-08T09:45+02:00",
        timezone: "Europe/Berlin",
        tags: ["Talk"],
        presenters: [{ name: "Mira" }],
        scheduleEvent: { location: "Hall" },
      });
      expect(a1!.tracks.map(({ name }) => name)).to.deep.equal(["Main"]);
    });

    it("becomes sessions in order of time, whatever the order of the rows; rooms that are always open come last", () => {
      const { event: planned } = look(
        event([
          session({ id: "late", start: "2027-06-08T11:00+02:00", end: "2027-06-08T12:00+02:00" }),
          { id: "lounge", kind: "interactive", title: "Lounge" },
          session({ id: "early", start: "2027-06-08T08:30Z", end: "2027-06-08T08:45Z" }),
          session(),
        ]),
      );
      expect(planned!.sessions.map(({ id }) => id)).to.deep.equal(["a1", "early", "late", "lounge"]);
      expect(planned!.sessions.at(-1)!.inputs).to.deep.equal({ mode: "interactive", name: "Lounge" });
    });

    it("takes a duration for an end, over a change of the clocks, too", () => {
      const { a1 } = plan(event([session({ end: undefined, duration: "1h30m" })]));
      expect(a1!.end).to.equal("2027-06-08T10:30+02:00");
      const night = plan(event([session({ start: "2027-03-28T01:30", end: undefined, duration: "1h" })]));
      expect(night.a1!.end).to.equal("2027-03-28T03:30+02:00");
    });

    it("takes times with a blank in place of the T", () => {
      expect(plan(event([session({ start: "2027-06-08 09:15" })])).a1!.start).to.equal(
        "2027-06-08T09:15+02:00",
      );
    });

    it("takes ids of odd characters, and numbers", () => {
      const ids = ["talk/7 ü, 1::2", "a b", "日本", 'q"uote', "…"];
      const sessions = [...ids, 12].map((id, i) =>
        session({ id, start: `2027-06-0${i + 1}T09:00`, end: undefined, duration: "1h" }),
      );
      expect(Object.keys(plan(event(sessions)))).to.have.members([...ids, "12"]);
    });

    it("places local times by the timezone of session, track or event", () => {
      const tracks = [{ id: "ny", name: "New York", timezone: "America/New_York" }];
      const planned = plan(
        event(
          [
            session(),
            session({ id: "b", track: "ny" }),
            session({ id: "c", track: "ny", timezone: "Asia/Tokyo" }),
          ],
          { tracks },
        ),
      );
      expect(["a1", "b", "c"].map(id => planned[id]!.start)).to.deep.equal([
        ...["2027-06-08T09:00+02:00", "2027-06-08T09:00-04:00", "2027-06-08T09:00+09:00"],
      ]);
    });

    it("names categories without , < > and says so; names that Kaltura would write alike stay apart", () => {
      const tracks = ["a,b", "a<b", "a>b"].map((name, i) => ({ id: i, name }));
      const { event: planned, notes } = look(event([], { tracks }));
      expect(planned!.tracks.map(({ category }) => category.name)).to.deep.equal(["a;b", "a‹b", "a›b"]);
      expect(notes[0]).to.match(/the category of "a,b" is named "a;b"/);
    });

    it("says when offsets are not those of the timezone", () => {
      const { notes } = look(
        event([session({ start: "2027-06-08T09:00-07:00", end: "2027-06-08T10:00-07:00" })]),
      );
      expect(notes[0]).to.match(
        /^1 of 1 sessions have an offset .* a1 starts at 2027-06-08T09:00-07:00, which is 2027-06-08T18:00\+02:00/,
      );
    });

    it("makes moderators of its team, unless a role is given", () => {
      const { event: planned } = look(event([], { team: ["mira", { user: "jonas", role: "manager" }] }));
      expect(planned!.members).to.deep.equal([
        { userId: "mira", permissionLevel: "moderator" },
        { userId: "jonas", permissionLevel: "manager" },
      ]);
    });
  });

  describe("with what sessions share", () => {
    it("takes each input from the nearest: session, template, track, event, program", () => {
      const { a1 } = plan(
        event(
          [
            session({
              template: ["first", "second"],
              track: ["main", "other"],
              webcast: { dvr: { enabled: false } },
            }),
          ],
          {
            defaults: {
              webcast: { dvr: { enabled: true }, selfServe: false, offlineMessage: "event" },
              tags: ["event"],
            },
            tracks: [
              { id: "other", name: "Other", defaults: { webcast: { selfServe: false, previewMode: true } } },
              { id: "main", name: "Main", defaults: { webcast: { selfServe: true } } },
            ],
            templates: {
              first: { webcast: { offlineMessage: "first", dvr: { enabled: true, windowMinutes: 5 } } },
              second: { webcast: { offlineMessage: "second" }, tags: ["template"] },
            },
          },
        ),
        { defaults: { webcast: { offlineMessage: "program", slidesEntryId: "0_slides" } } },
      );
      expect(a1!.inputs).to.deep.include({
        dvr: { enabled: false },
        selfServe: true,
        previewMode: true,
        offlineMessage: "second",
        slidesEntryId: "0_slides",
        tags: ["template"],
      });
    });

    it("gives each kind its own settings and no other's", () => {
      const { a1, b } = plan(
        event([session({ kind: "simulive", video: "v1" }), session({ id: "b" })], {
          videos,
          defaults: { webcast: { selfServe: true }, simulive: { redirectAfter: true } },
        }),
      );
      expect([a1!.inputs.redirectAfter, a1!.inputs.selfServe]).to.deep.equal([true, undefined]);
      expect([b!.inputs.redirectAfter, b!.inputs.selfServe]).to.deep.equal([undefined, true]);
    });

    it("lets a template say the kind", () => {
      expect(
        plan(event([session({ template: "t" })], { templates: { t: { kind: "interactive" } } })).a1!.kind,
      ).to.equal("interactive");
    });

    it("feeds webcasts from the channel of their room, unless something nearer says another; other kinds not at all", () => {
      const planned = plan(
        event(
          [
            session({ room: "r1" }),
            session({
              id: "b",
              room: "r1",
              channel: "stage",
              start: "2027-06-08T10:00",
              end: "2027-06-08T11:00",
            }),
            session({
              id: "c",
              kind: "interactive",
              room: "r1",
              start: "2027-06-08T11:00",
              end: "2027-06-08T12:00",
            }),
          ],
          {
            channels: [...channels, { id: "stage", name: "Stage" }],
            rooms: [{ id: "r1", name: "Great hall", channel: "hall" }],
          },
        ),
      );
      expect(["a1", "b", "c"].map(id => planned[id]!.channel)).to.deep.equal(["hall", "stage", undefined]);
      expect(planned.a1!.room).to.equal("Great hall");
    });

    it("orders captions for webcasts and studio sessions, whatever else has them by default", () => {
      const planned = plan(
        event(
          [
            session(),
            session({ id: "b", kind: "interactive" }),
            session({ id: "c", captions: { catalogItemId: 7 } }),
          ],
          {
            defaults: { captions: {} },
          },
        ),
      );
      expect(["a1", "b", "c"].map(id => planned[id]!.captions)).to.deep.equal([
        ...[{ service: "captions" }, undefined, { catalogItemId: 7 }],
      ]);
    });
  });

  describe("with people", () => {
    it("describes each once, and sessions name them by id", () => {
      const { a1 } = plan(
        event([session({ presenters: [7, "mira", { name: "Guest" }] })], { presenters: people }),
      );
      expect(a1!.inputs.presenters).to.deep.equal([
        ...[
          { id: "7", name: "Jonas" },
          { id: "mira", name: "Mira Okafor", title: "Chair" },
          { name: "Guest" },
        ],
      ]);
    });

    it("takes texts for names where no people are described", () => {
      expect(plan(event([session({ presenters: ["Mira"] })])).a1!.presenters).to.deep.equal([
        { name: "Mira" },
      ]);
    });
  });

  describe("with videos", () => {
    it("lets a simulive end with its video, and knows when where the file says its length", () => {
      const aired = session({ kind: "simulive", video: "v1", end: undefined });
      expect(plan(event([aired], { videos })).a1).to.include({ end: undefined, endsAt: undefined });
      const { a1 } = plan(event([aired], { videos: [{ ...videos[0], duration: "29m30s" }] }));
      expect(a1!.end).to.equal(undefined);
      expect(a1!.endsAt! - a1!.startsAt!).to.equal(29 * 60 + 30);
    });

    it("may name an entry that is there already", () => {
      const { event: planned } = look(
        event([], { videos: [{ id: "v", entryId: "0_there", duration: "1h" }] }),
      );
      expect(planned!.videos).to.deep.equal([{ id: "v", entryId: "0_there", seconds: 3600 }]);
    });

    it("finds a recording beside the file", () => {
      const folder = new Folder();
      const file = folder.put("film.mp4", "film");
      const { event: planned } = look(event([], { videos: [{ id: "v", name: "F", file }] }));
      expect(planned!.videos[0]!.inputs!.file).to.match(/^\.\.\/.*\/film\.mp4$/);
      folder.remove();
    });
  });

  describe("with mistakes", () => {
    const more = { videos, channels, presenters: people, tracks: [{ id: "main", name: "Main" }] };
    for (const [what, changes, expected] of [
      ["a session of no length", { end: "2027-06-08T09:00" }, /sessions\[1\].end: .* is not after start/],
      ["one of more than a day", { end: "2027-06-09T09:01" }, /end: .* at most 24/],
      ["no start", { start: undefined }, /start: is missing/],
      ["no end", { end: undefined }, /end: is missing/],
      ["a time in words", { start: "tomorrow" }, /start: "tomorrow" is not an ISO 8601 time/],
      [
        "a day that does not exist",
        { start: "2027-02-30T09:00" },
        /start: .* is not a date and time that exists/,
      ],
      ["an unknown timezone", { timezone: "Mars/Olympus" }, /timezone: "Mars\/Olympus" is not a timezone/],
      ["a timezone with blanks", { timezone: "US / Eastern" }, /timezone: .*write "US\/Eastern"/],
      ["no title", { title: "" }, /title: "" is empty/],
      ["a title that is no text", { title: 12 }, /title: 12 is a number/],
      ["a title of over 256 bytes", { title: "ü".repeat(129) }, /title: .* has 258 bytes/],
      ["control characters", { description: "a\u0000b" }, /description: .* control character/],
      [
        "what Kaltura would take for a reference",
        { description: "{1:result:id}" },
        /description: .*\{N:result/,
      ],
      ["no id", { id: undefined }, /id: is missing/],
      ["an id with blanks at its ends", { id: " a" }, /id: " a" can't be an id/],
      ["an id on two lines", { id: "a\nb" }, /id: .*can't be an id/],
      [
        "a track that is not there",
        { track: "x" },
        /track: "x" is no track of this event; add it to tracks, or name one of them: main for "Main"/,
      ],
      ["a misspelt track", { track: "mian" }, /track: .* did you mean "main"\?/],
      ["one of two tracks that is not there", { track: ["main", "x"] }, /track\[1\]: "x" is no track/],
      ["a template that is not there", { template: "x" }, /template: "x" is the name of no template/],
      [
        "a template by the name of what every object has",
        { template: "constructor" },
        /template: "constructor" is the name of no template/,
      ],
      [
        "a presenter that is not there",
        { presenters: ["mira", "x"] },
        /presenters\[1\]: "x" is no presenter/,
      ],
      ["a presenter without name", { presenters: [{ title: "Dr" }] }, /presenters\[0\].name: is missing/],
      ["a kind that there is none of", { kind: "seminar" }, /kind: "seminar" is not one of webcast/],
      ["a simulive without video", { kind: "simulive" }, /video: is missing; a simulive airs a video/],
      [
        "a video that is not there",
        { kind: "simulive", video: "v2" },
        /video: "v2" is no video.*did you mean "v1"/,
      ],
      ["a webcast with a video", { video: "v1" }, /video: is for simulives, and this is a webcast/],
      ["a channel that is not there", { channel: "x" }, /channel: "x" is no channel/],
      [
        "captions of a room",
        { kind: "interactive", captions: {} },
        /captions: are for webcasts and studio sessions/,
      ],
      ["misspelt captions", { captions: { languge: "x" } }, /captions.languge: .* is not a property/],
      [
        "captions ordered in two ways",
        { captions: { service: "captions", catalogItemId: 7 } },
        /captions.service: .* both say what/,
      ],
      [
        "settings of another kind",
        { interactive: {} },
        /interactive: is for sessions of kind interactive, and this is a webcast/,
      ],
      [
        "a setting that its kind lacks",
        { kind: "simulive", video: "v1", simulive: { recording: {} } },
        /simulive.recording: .* is not a property/,
      ],
      [
        "a setting that has a field of its own",
        { webcast: { start: "x" } },
        /webcast.start: .* is not a property/,
      ],
      [
        "a misspelt setting of a studio's room",
        { kind: "studio", studio: { room: { nam: "x" } } },
        /studio.room.nam: .* is not a property/,
      ],
      [
        "settings that contradict each other",
        { webcast: { accessControl: "a", accessControlId: 1 } },
        /webcast.accessControl: .* name the same thing/,
      ],
      [
        "a picture that is not there",
        { webcast: { thumbnail: "no.jpg" } },
        /webcast.thumbnail: .* can't be read/,
      ],
      ["a tag of one letter", { tags: ["X"] }, /tags\[0\]: .* too short/],
      ["end and duration", { duration: "1h" }, /duration: is given beside end/],
      ["a duration in words", { end: undefined, duration: "an hour" }, /duration: "an hour" is not a length/],
      ["a duration of nothing", { end: undefined, duration: "0m" }, /duration: .* is not after start/],
      ["a duration of too much", { end: undefined, duration: "25h" }, /duration: .*at most 24/],
      [
        "a webinar without template room",
        { kind: "webinar" },
        /webinar.templateRoomEntryId: .* made from a template/,
      ],
      [
        "a room with half a schedule",
        { kind: "interactive", end: undefined },
        /start: .*give both, or neither/,
      ],
    ] as const) {
      it(`refuses ${what}`, () => {
        const text = problems(event([session(), session({ id: "a2", ...changes })], more));
        expect(text).to.match(expected);
        expect(text.split("\n").every(line => line.startsWith("sessions[1]"))).to.equal(true, text);
      });
    }

    for (const [what, changes, expected] of [
      ["no name", { name: undefined }, /^name: is missing/],
      ["no timezone", { timezone: undefined }, /^timezone: is missing/],
      ["an unknown timezone", { timezone: "Berlin" }, /^timezone: "Berlin" is not a timezone/],
      ["sessions that are no list", { sessions: {} }, /^sessions: .* give a list/],
      ["a field that there is none of", { sesions: [] }, /^sesions: .* is not a property/],
      [
        "wrong settings for all",
        { defaults: { webcast: { dvr: { enabled: 1 } } } },
        /^defaults.webcast.dvr.enabled: 1 is a number/,
      ],
      ["a day that is none", { days: ["2027-02-30"] }, /^days\[0\]: "2027-02-30" is not a date/],
      [
        "somebody twice in the team",
        { team: ["mira", { user: "mira" }] },
        /^team\[1\]: "mira" is in the team before/,
      ],
      ["an unknown rule", { rules: { roomOverlaps: "off" } }, /^rules.roomOverlaps: .* is not a property/],
      ["a rule that can't be chosen", { rules: { idTwice: "off" } }, /^rules.idTwice: .* is not a property/],
      [
        "a category without right",
        { category: { inheritance: "manual", privacyContext: "x" } },
        /^category.privacyContext: "x" is no privacy context/,
      ],
    ] as const) {
      it(`refuses ${what}; nothing of it can be deployed`, () => {
        const { event: planned, findings } = look(event([session()], changes));
        expect(planned).to.equal(undefined);
        expect(problems(event([session()], changes))).to.match(expected);
        expect(findings.length).to.be.greaterThan(0);
      });
    }

    it("tells of a mistake in what sessions share once, and of which they are", () => {
      const { findings } = look(
        event([session(), session({ id: "b" })], { defaults: { webcast: { thumbnail: "no.jpg" } } }),
      );
      expect(findings).to.have.length(1);
      expect(findings[0]!.sessions).to.deep.equal(["a1", "b"]);
      expect(findings[0]!.path).to.deep.equal(["defaults", "webcast", "thumbnail"]);
    });

    it("refuses what names an item that can't be deployed, and says so", () => {
      const text = problems(
        event(
          [session({ kind: "simulive", video: "v1" }), session({ id: "b", channel: "hall", track: "t" })],
          {
            videos: [{ id: "v1", name: "Lost", file: "lost.mp4" }],
            channels: [{ id: "hall", name: "" }],
            tracks: [
              { id: "t", name: "T" },
              { id: "t2", name: "t" },
              { id: "t", name: "U" },
            ],
          },
        ),
      );
      expect(text).to.match(/videos\[0\].file: "lost\.mp4" can't be read/);
      expect(text).to.match(/channels\[0\].name: "" is empty/);
      expect(text).to.match(/tracks\[1\].name: "t" is the name of track "t" already, whatever the case/);
      expect(text).to.match(/tracks\[2\].id: "t" is the id of another track already/);
      expect(text).to.match(/sessions\[0\].video: video "v1" can't be deployed itself/);
      expect(text).to.match(/sessions\[1\].channel: channel "hall" can't be deployed itself/);
    });

    it("refuses a channel's target that is a session of the event: it names its channel itself", () => {
      const times = { from: "2027-06-08T09:00Z", until: "2027-06-08T10:00Z" };
      const text = problems(
        event([session()], { channels: [{ id: "c", name: "C", targets: [{ session: "a1", ...times }] }] }),
      );
      expect(text).to.match(
        /^channels\[0\].targets\[0\].session: "a1" is a session of this event, and no entry id; name channel "c" in the session/,
      );
    });

    it("prints nothing of an address that may be signed", () => {
      for (const url of ["https://films.example/1.mp4?sig=key", "ftp://mira:key@films.example/1.mp4"]) {
        for (const more of [{}, { file: "none.mp4" }, { url: [url] }, { conversionProfile: 5 }]) {
          expect(problems(event([], { videos: [{ id: "v", name: "V", url, ...more }] }))).to.not.include(
            "key",
          );
        }
      }
    });

    it("refuses more fields beside the entry id of a video", () => {
      expect(problems(event([], { videos: [{ id: "v", entryId: "0_a", name: "x" }] }))).to.match(
        /^videos\[0\].name: says something of 0_a, which is in Kaltura already/,
      );
    });
  });

  describe("moved to other dates", () => {
    const at = (id: string, start: string, end: string, more = {}) => session({ id, start, end, ...more });
    const moved = (shiftTo: string, sessions: unknown[], more = {}) =>
      Object.fromEntries(
        Object.values(plan(event(sessions, more), { shiftTo, now: new Date(0) })).map(
          ({ id, start, end }) => [id, [start, end]],
        ),
      );

    it("begins on the given day, keeps the distance of its days, and its days move along", () => {
      const sessions = [
        at("second", "2027-06-09T09:00", "2027-06-09T10:00"),
        at("first", "2027-06-08T09:00", "2027-06-08T10:00"),
      ];
      const days = ["2027-06-08", "2027-06-09"];
      expect(moved("2027-09-14", sessions, { days })).to.deep.equal({
        first: ["2027-09-14T09:00+02:00", "2027-09-14T10:00+02:00"],
        second: ["2027-09-15T09:00+02:00", "2027-09-15T10:00+02:00"],
      });
    });

    it("keeps times of day over a change of the clocks, and lengths of what ends with a video", () => {
      // The clocks go forward in the night to 28 March, between the two days.
      const sessions = [
        at("before", "2027-06-08T09:00", "2027-06-08T10:00"),
        at("after", "2027-06-09T09:00", "2027-06-09T10:00"),
      ];
      expect(moved("2027-03-27", sessions)).to.deep.equal({
        before: ["2027-03-27T09:00+01:00", "2027-03-27T10:00+01:00"],
        after: ["2027-03-28T09:00+02:00", "2027-03-28T10:00+02:00"],
      });
      const aired = session({ kind: "simulive", video: "v1", end: undefined });
      const { a1 } = plan(event([aired], { videos: [{ ...videos[0], duration: "1h" }] }), {
        shiftTo: "2027-11-09",
      });
      expect(a1).to.include({ start: "2027-11-09T09:00+01:00", end: undefined });
      expect(a1!.endsAt! - a1!.startsAt!).to.equal(3600);
    });

    it("goes by the event's timezone, so that sessions of other timezones keep their place beside the others", () => {
      // On 20 March New York has its summer time already, Berlin not: 18:00 there is 13:00, not 12:00.
      const sessions = [
        session(),
        at("ny", "2027-06-08T12:00", "2027-06-08T13:00", { timezone: "America/New_York" }),
      ];
      expect(moved("2027-03-20", sessions).ny![0]).to.equal("2027-03-20T13:00-04:00");
    });

    it("takes the first day from the event's timezone", () => {
      // In Berlin it is the 9th already.
      expect(moved("2027-09-14", [at("a", "2027-06-08T23:30Z", "2027-06-08T23:45Z")]).a).to.deep.equal([
        ...["2027-09-14T01:30+02:00", "2027-09-14T01:45+02:00"],
      ]);
    });

    it("refuses times that the new date does not have, or has twice", () => {
      const night = event([session(), at("night", "2027-06-08T02:30", "2027-06-08T04:00")]);
      expect(problems(night, { shiftTo: "2027-03-28" })).to.match(
        /start: would move to 2027-03-28T02:30, which does not exist in/,
      );
      expect(problems(night, { shiftTo: "2027-10-31" })).to.match(
        /start: would move to 2027-10-31T02:30, which happens twice in/,
      );
    });

    it("refuses a session that the move makes too long", () => {
      const day = event([session(), at("day", "2027-06-08T00:00", "2027-06-09T00:00")]);
      expect(problems(day)).to.equal("");
      expect(problems(day, { shiftTo: "2027-10-31" })).to.match(/end: .* 25\.0 hours after start/);
    });

    it("changes nothing when the day is that of the file", () => {
      const twice = at("twice", "2027-10-31T02:30+01:00", "2027-10-31T03:30+01:00");
      expect(moved("2027-10-31", [twice]).twice).to.deep.equal([
        "2027-10-31T02:30+01:00",
        "2027-10-31T03:30+01:00",
      ]);
    });

    it("is refused for what is no date", () => {
      for (const shiftTo of ["2027-02-30", "tomorrow", "2027-6-8"]) {
        expect(() => look(event([session()]), { shiftTo })).to.throw("is not a date");
      }
    });
  });
});
