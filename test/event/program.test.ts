import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type EventDefinition, EventProgram, type EventProgramArgs } from "../../event";
import type { Registered } from "../examples/mocks";
import { Folder, session } from "./support";

const EVENT: EventDefinition = {
  name: "Summit",
  timezone: "Europe/Berlin",
  team: ["mira"],
  website: "https://summit.example",
  embeds: { playerId: 42, kafHost: "kaf.summit.example", agendaPath: "/hosted/index/agenda/ks/{KS}" },
  channels: [
    { id: "hall", name: "Hall" },
    {
      id: "stage",
      name: "Stage",
      feeds: "restream",
      targets: [{ session: "0_other", from: "2027-06-08T20:00Z", until: "2027-06-08T21:00Z" }],
    },
  ],
  videos: [
    { id: "film", name: "Film", url: "https://films.example/1.mp4", captions: {} },
    { id: "intro", entryId: "0_intro" },
  ],
  tracks: [{ id: "main", name: "Main" }],
  sessions: [
    {
      id: "opening",
      title: "Opening",
      track: "main",
      start: "2027-06-08T09:00",
      duration: "1h",
      captions: {},
    },
    {
      id: "aired",
      kind: "simulive",
      title: "Aired",
      start: "2027-06-08T10:00",
      duration: "1h",
      video: "film",
      simulive: { preStartEntry: "intro", postEndEntry: "0_foreign", redirectAfter: "film" },
    },
    { id: "panel", kind: "studio", title: "Panel", track: "main", start: "2027-06-08T11:00", duration: "1h" },
    { id: "workshop", kind: "interactive", title: "Workshop", start: "2027-06-08T12:00", duration: "1h" },
    { id: "lounge", kind: "interactive", title: "Lounge" },
    { id: "shown", title: "Shown", start: "2027-06-08T13:00", duration: "1h", channel: "hall" },
    { id: "fed", title: "Fed", start: "2027-06-08T14:00", duration: "1h", channel: "stage" },
  ],
};

interface Ran {
  readonly resources: Map<string, Registered>;
  readonly event: EventProgram | undefined;
  readonly error: Error | undefined;
  /** What it warned of, and its errors. */
  readonly said: string[];
}

/** What the resources know that only a server does. */
type Served = (kind: string, name: string) => object;

interface RunOptions {
  readonly opts?: () => pulumi.ComponentResourceOptions;
  readonly served?: Served;
  readonly preview?: boolean;
  /** In a preview: of what is there already. */
  readonly deployed?: boolean;
}

async function run(
  from: EventProgramArgs | EventDefinition,
  { opts, served = () => ({}), preview = false, deployed = false }: RunOptions = {},
): Promise<Ran> {
  const resources = new Map<string, Registered>();
  const said: string[] = [];
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource(args) {
        const kind = args.type.replace("pulumi-nodejs:dynamic/kaltura:", "");
        resources.set(args.name, { ...args, kind, dependsOn: [] });
        // In a preview, an id is not there yet.
        return {
          id: preview && !deployed ? undefined : `id-${args.name}`,
          state: { ...args.inputs, ...served(kind, args.name) },
        };
      },
    },
    "summit",
    "test",
    preview,
    "organization",
  );
  const { warn, error: logError } = pulumi.log;
  const keep = async (text: string) => void said.push(text);
  Object.assign(pulumi.log, { warn: keep, error: keep });
  const settings = { KALTURA_PARTNER_ID: "107", KALTURA_PLAYER_ID: "7" };
  const before = Object.keys(settings).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    let event: EventProgram | undefined;
    let error: Error | undefined;
    try {
      event = new EventProgram("summit", from, opts?.());
    } catch (thrown) {
      error = thrown as Error;
    }
    await pulumi.runtime.disconnect();
    return { resources, event, error, said };
  } finally {
    Object.assign(pulumi.log, { warn, error: logError });
    // Not a copy of it in its place: the system would no longer hear of changes.
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

const known = <T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> =>
  new Promise(resolve => pulumi.output(value).apply(resolve as never));

describe("An event program", () => {
  describe("registers", () => {
    let ran: Ran;
    before(async () => {
      const ingest = (_: string, name: string) => ({
        ingest: { streamKey: `key of ${name}` },
        scheduleEventId: "1",
      });
      ran = await run(EVENT, { served: ingest });
    });
    const inputs = (name: string) => ran.resources.get(name)!.inputs;

    it("everything there is, by names that follow from ids", () => {
      expect(ran.error).to.equal(undefined);
      expect([...ran.resources].map(([name, { kind }]) => `${kind} ${name}`)).to.have.members([
        "EventCategory summit",
        "EventCategory summit-track-main",
        "CategoryMember summit-member-mira",
        "AppToken summit-website",
        "MediaAsset summit-video-film",
        "CaptionOrder summit-captions-film",
        "RestreamerChannel summit-channel-hall",
        "RestreamerChannel summit-channel-stage",
        "WebcastSession summit-opening",
        "LiveCaptions summit-captions-opening",
        "SimuliveSession summit-aired",
        "StudioSession summit-panel",
        "InteractiveRoom summit-workshop",
        "InteractiveRoom summit-lounge",
        "WebcastSession summit-shown",
        "WebcastSession summit-fed",
      ]);
    });

    it("sessions in the categories of their tracks, or else in the event's", () => {
      expect(inputs("summit-opening").categories).to.deep.equal(["id-summit-track-main"]);
      expect(inputs("summit-workshop").categories).to.deep.equal(["id-summit"]);
      expect(inputs("summit-track-main").parent).to.equal("id-summit");
    });

    it("simulives with their videos, of the file and from elsewhere", () => {
      expect(inputs("summit-aired")).to.include({
        source: "id-summit-video-film",
        preStartEntry: "0_intro",
        postEndEntry: "0_foreign",
        redirectAfter: "id-summit-video-film",
      });
    });

    it("channels that are shown, and channels that send to their sessions beside others", () => {
      expect(inputs("summit-shown").channel).to.equal("id-summit-channel-hall");
      expect(inputs("summit-channel-hall").targets).to.equal(undefined);
      expect(inputs("summit-fed").channel).to.equal(undefined);
      expect(inputs("summit-channel-stage").targets).to.deep.equal([
        { session: "0_other", from: "2027-06-08T20:00Z", until: "2027-06-08T21:00Z" },
        {
          session: "id-summit-fed",
          name: "Fed",
          from: "2027-06-08T14:00+02:00",
          until: "2027-06-08T15:00+02:00",
          timezone: "Europe/Berlin",
        },
      ]);
      expect(inputs("summit-channel-stage")).to.not.have.property("feeds");
    });

    it("captions at the times of their session", () => {
      const { start, end, timezone } = inputs("summit-opening");
      expect(inputs("summit-captions-opening")).to.include({
        start,
        end,
        timezone,
        service: "captions",
        entryId: "id-summit-opening",
      });
      expect(inputs("summit-captions-film")).to.include({
        service: "captions",
        entryId: "id-summit-video-film",
      });
    });

    it("and puts out an agenda in order of time, with the embeds of this event", async () => {
      const agenda = (await known(ran.event!.agenda as never)) as unknown as Array<Record<string, string>>;
      expect(agenda.map(({ id }) => id)).to.deep.equal([
        "opening",
        "aired",
        "panel",
        "workshop",
        "shown",
        "fed",
      ]);
      const [opening, , panel, workshop, shown] = agenda;
      expect(opening!.playerUrl).to.match(
        /\/p\/107\/embedPlaykitJs\/uiconf_id\/42\?.*entry_id=id-summit-opening$/,
      );
      expect(opening!.kafUrlTemplate).to.equal("https://kaf.summit.example/hosted/index/view-entry/ks/{KS}");
      expect(opening).to.not.have.any.keys("roomUrlTemplate", "room", "channel", "description");
      expect(panel).to.include.keys("playerUrl", "roomUrlTemplate");
      expect(workshop).to.not.have.any.keys("playerUrl", "iframe", "thumbnailUrl");
      expect(workshop!.roomUrlTemplate).to.contain("kaf.summit.example/embeddedrooms");
      expect(shown!.channel).to.equal("hall");
      expect(ran.event!.agendaUrlTemplate).to.equal("https://kaf.summit.example/hosted/index/agenda/ks/{KS}");
    });

    it("and puts out snippets of what has a public player, and a calendar", async () => {
      const embeds = (await known(ran.event!.embeds as never)) as unknown as Record<string, string>;
      expect(embeds).to.have.all.keys("opening", "aired", "panel", "shown", "fed");
      expect(embeds.opening).to.match(/^<iframe .*title="Opening"/);
      expect(await known(ran.event!.calendar)).to.match(/^BEGIN:VCALENDAR.*UID:fed@summit\.pulumi-kaltura/s);
    });

    it("and puts out as a secret where encoders send to: not for what a channel, a video or a room feeds", async () => {
      expect(await pulumi.isSecret(ran.event!.ingest)).to.equal(true);
      const { sessions, channels } = await known(ran.event!.ingest);
      expect(sessions).to.deep.equal({ opening: { streamKey: "key of summit-opening" } });
      expect(channels).to.have.all.keys("hall", "stage");
    });
  });

  it("knows in the preview of a new event what doesn't follow from ids", async () => {
    const { event } = await run(EVENT, { preview: true });
    const [opening] = event!.agenda;
    expect(opening).to.deep.include({
      id: "opening",
      title: "Opening",
      tracks: ["Main"],
      start: "2027-06-08T09:00+02:00",
      end: "2027-06-08T10:00+02:00",
    });
    expect(pulumi.Output.isInstance(opening!.entryId)).to.equal(true);
  });

  it("takes a file, a definition, or a definition with options", async () => {
    const folder = new Folder();
    const small: EventDefinition = { name: "S", timezone: "UTC", sessions: [] };
    const file = folder.put("event.yaml", "name: S\ntimezone: UTC\n");
    for (const from of [small, { definition: small }, { file }]) {
      const { error, resources } = await run(from);
      expect(error).to.equal(undefined);
      expect(resources.get("summit")!.inputs).to.deep.include({ name: "S" });
    }
    expect((await run({} as EventProgramArgs)).error!.message).to.match(/^name: error: is missing/m);
    expect((await run({ file, definition: small })).error!.message).to.include(
      "takes a file or a definition",
    );
    folder.remove();
  });

  it("orders no captions when it is told so, and says how many", async () => {
    const { resources, said } = await run({ definition: EVENT, orderCaptions: false });
    expect([...resources.values()].filter(({ kind }) => /Caption/.test(kind))).to.deep.equal([]);
    expect(said).to.deep.equal([
      "2 orders of captions left out, as orderCaptions is off; captions cost credit",
    ]);
  });

  it("puts the event under a parent that the program has", async () => {
    expect(
      (await run({ definition: EVENT, parent: "site>channels" })).resources.get("summit")!.inputs.parent,
    ).to.equal("site>channels");
  });

  it("is registered with all its resources after what it depends on", async () => {
    const { error } = await run(EVENT, {
      opts: () => ({ dependsOn: [new pulumi.ComponentResource("test:x:Y", "before")] }),
    });
    expect(error).to.equal(undefined);
  });

  describe("of an event with mistakes", () => {
    const broken = {
      ...EVENT,
      sessions: [...(EVENT.sessions ?? []), session({ id: "opening" }), session({ id: "x", track: "y" })],
    } as EventDefinition;

    it("registers nothing and says all of them, without a stack trace", async () => {
      const { error, resources } = await run(broken);
      expect(pulumi.RunError.isInstance(error)).to.equal(true);
      expect(error!.message).to.match(
        /^2 things are wrong with the event, so nothing is deployed:\nsessions\[7\]\.id: error: .*\nsessions\[8\]\.track: error: /,
      );
      expect(resources.size).to.equal(0);
    });

    it("deploys the rest when it is told to, with a warning; what was left out can be put out", async () => {
      const { event, resources, said } = await run({ definition: broken, skipBad: true });
      expect(resources.has("summit-opening")).to.equal(true);
      expect(resources.has("summit-x")).to.equal(false);
      expect(said[0]).to.match(
        /^Left out, as skipBad asks\. What was deployed of it before is taken down\.\n/,
      );
      expect(event!.skipped.map(({ list, row, id }) => [list, row, id])).to.deep.equal([
        ["sessions", 8, "opening"],
        ["sessions", 9, "x"],
      ]);
    });

    it("is refused in any case when nothing would be left: that would take down what is deployed", async () => {
      const bare = { ...EVENT, sessions: [session({ track: "y" })] } as EventDefinition;
      const { error, resources } = await run({ definition: bare, skipBad: true });
      expect(error!.message).to.include("Nothing would be left to deploy");
      expect(resources.size).to.equal(0);
    });

    it("warns of what is a warning by choice, and asks rules of the program's own", async () => {
      const clash = {
        name: "S",
        timezone: "UTC",
        sessions: [session({ room: "r" }), session({ id: "b", room: "r" })],
      } as EventDefinition;
      const { error, said } = await run({ definition: clash, severities: { roomOverlap: "warn" } });
      expect(error).to.equal(undefined);
      expect(said).to.have.length(1);
      expect(said[0]).to.match(/^sessions\[1\]\.room: warning: .*\(roomOverlap\)$/);
      const own = await run({
        definition: clash,
        severities: { roomOverlap: "off" },
        rules: [() => [{ rule: "mine", message: "no", sessions: ["b"] }]],
      });
      expect(own.error!.message).to.include("sessions[1]: error: no (mine)");
    });

    it("says so when its file can't be read", async () => {
      expect((await run({ file: "/nowhere/event.yaml" })).error!.message).to.match(
        /^\/nowhere\/event\.yaml can't be read: ENOENT/,
      );
    });
  });

  describe("of sessions in the past", () => {
    const past = {
      name: "S",
      timezone: "UTC",
      sessions: [session({ start: "2020-06-08T09:00", end: "2020-06-08T10:00" })],
    } as EventDefinition;

    it("warns in a preview of those that are new, and not in the run itself", async () => {
      const { said } = await run(past, { preview: true });
      expect(said).to.have.length(1);
      expect(said[0]).to.match(
        /^"First talk" \(a1\) starts at 2020-06-08T09:00\+00:00, which is in the past.*\(startInPast\)$/,
      );
      expect((await run(past)).said).to.deep.equal([]);
    });

    it("says nothing in a preview of what is deployed: it may have begun", async () => {
      expect((await run(past, { preview: true, deployed: true })).said).to.deep.equal([]);
    });

    it("says nothing by choice", async () => {
      expect(
        (await run({ ...past, rules: { startInPast: "off" } } as EventDefinition, { preview: true })).said,
      ).to.deep.equal([]);
    });
  });

  describe("of a simulive whose video has a length that only Kaltura knows", () => {
    const aired = (rules: object) =>
      ({
        ...{
          name: "S",
          timezone: "UTC",
          rules,
          videos: [{ id: "v", name: "V", url: "https://v.example/1.mp4" }],
        },
        sessions: [session({ kind: "simulive", video: "v" })], // 45 minutes
      }) as unknown as EventDefinition;
    const seconds = (durationSeconds: number) => (kind: string) =>
      kind === "MediaAsset" ? { durationSeconds } : {};

    it("says so as soon as it is known that it is cut", async () => {
      const { said } = await run(aired({}), { served: seconds(3600) });
      expect(said).to.deep.equal([
        '"First talk" ends after 45m, but its video "v" is 1h long, so the last 15m would be cut; end it later, or take end and duration out (simuliveTooLong)',
      ]);
      expect((await run(aired({}), { served: seconds(2700) })).said).to.deep.equal([]);
      expect((await run(aired({ simuliveTooLong: "off" }), { served: seconds(3600) })).said).to.deep.equal(
        [],
      );
    });
  });
});
