/** What only the plugin can do: previews of outputs, changes by place, secrets, import, an end before time, functions. */
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { markOf, markTags } from "../../provider/mark";
import { pack } from "../../provider/packed";
import { emptyMessage, toSend } from "../../provider/plugin/wire";
import { failureOf } from "../support/failure";
import { type CallFailed, type Held, ProtocolClient, secret } from "../support/protocol";
import { World } from "../support/world";

const KIND = "WebcastSession";
const TALK: Props = {
  name: "Talk",
  start: "2027-05-04T09:00",
  end: "2027-05-04T10:00",
  timezone: "Europe/Berlin",
};
const { Kind } = proto.PropertyDiff;

/** An engine that keeps what it is told. */
async function listener() {
  const said: Array<{ urn: string; message: string; severity: number }> = [];
  const server = new grpc.Server();
  server.addService(EngineService as unknown as grpc.ServiceDefinition, {
    log: (call: { request: LogRequest }, callback: (e: null, answer: unknown) => void) => {
      const { request } = call;
      said.push({
        urn: request.getUrn(),
        message: request.getMessage(),
        severity: request.getSeverity(),
      });
      callback(null, emptyMessage());
    },
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (e, bound) =>
      e === null ? resolve(bound) : reject(e),
    ),
  );
  return { said, address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

const until = async (done: () => boolean) => {
  while (!done()) await new Promise(resolve => setTimeout(resolve, 5));
};

describe("the plugin", function () {
  this.timeout(60_000);
  let world: World;
  let client: ProtocolClient;
  let settings: Props;

  const configured = async (address = "") => {
    const fresh = await ProtocolClient.start();
    await fresh.call("handshake", new proto.ProviderHandshakeRequest().setEngineAddress(address));
    await fresh.configure(settings);
    return fresh;
  };

  before(async () => {
    world = await World.withProfiles();
    settings = {
      serviceUrl: world.emulator.url,
      partnerId: String(world.emulator.partnerId),
      adminSecret: secret(world.emulator.adminSecret),
      playerId: "4711",
    };
    client = await configured();
  });
  after(async () => {
    await client.stop();
    await world.stop();
  });
  beforeEach(() => world.emulator.clearCalls());

  const checked = async (news: Props, name = "talk", kind = KIND) => {
    const { inputs, reasons } = await client.check(kind, name, news);
    expect(reasons).to.deep.equal([]);
    return inputs;
  };
  const made = async (news: Props, name = "talk") => client.create(KIND, name, await checked(news, name));
  const details = (diff: proto.DiffResponse) => {
    const kinds: Record<string, number> = {};
    diff.getDetaileddiffMap().forEach((detail, path) => {
      kinds[path] = detail.getKind();
    });
    return kinds;
  };

  describe("in a preview", () => {
    it("shows of a new resource what is known, and asks nobody", async () => {
      const { id, outputs } = await client.create(KIND, "talk", await checked(TALK), { preview: true });
      expect(id).to.equal("");
      expect(outputs.name).to.equal("Talk");
      expect(outputs.kafUrlTemplate).to.equal("https://107.kaf.kaltura.com/hosted/index/view-entry/ks/{KS}");
      for (const minted of ["entryId", "playerUrl", "iframe", "thumbnailUrl", "scheduleEventId"]) {
        expect(outputs[minted], minted).to.equal(UNKNOWN);
      }
      expect(outputs.ingest).to.deep.equal(secret(UNKNOWN));
      expect(world.emulator.calls).to.have.length(0);
    });

    it("shows of an update all that it doesn't change", async () => {
      const talk = await made(TALK);
      world.emulator.clearCalls();
      const { outputs } = await client.update(
        KIND,
        "talk",
        talk,
        await checked({ ...TALK, name: "Talk two" }),
        true,
      );
      for (const kept of ["entryId", "playerUrl", "thumbnailUrl", "manifestUrl", "ingest"]) {
        expect(outputs[kept], kept).to.deep.equal(talk.outputs[kept]);
      }
      expect(outputs.name).to.equal("Talk two");
      expect(outputs.iframe).to.include('title="Talk two"');
      expect(world.emulator.calls).to.have.length(0);
      await client.delete(KIND, "talk", talk);
    });

    it("doesn't take an unknown name for one", async () => {
      const inputs = await checked({ ...TALK, name: UNKNOWN });
      const { outputs } = await client.update(
        KIND,
        "talk",
        { id: "0_x", inputs: TALK, outputs: TALK },
        inputs,
        true,
      );
      expect(outputs.iframe).to.equal(UNKNOWN);
      expect(outputs.playerUrl).to.include("0_x");
    });

    it("takes unknowns of every type, outputs and resources for what they are", async () => {
      const { inputs, reasons } = await client.check(KIND, "talk", {
        ...TALK,
        previewMode: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        tags: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        chat: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
        description: { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
        referenceId: {
          "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
          value: "code-1",
          secret: true,
        },
        categories: [
          {
            "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
            urn: "urn:pulumi:test::summit::kaltura:index:EventCategory::track",
            id: "17",
          },
        ],
      });
      expect(reasons).to.deep.equal([]);
      expect(inputs).to.deep.include({
        previewMode: UNKNOWN,
        tags: UNKNOWN,
        chat: UNKNOWN,
        description: UNKNOWN,
        referenceId: secret("code-1"),
        categories: ["17"],
      });
    });

    it("warns of an order that would cost", async () => {
      const engine = await listener();
      const telling = await configured(engine.address);
      const { inputs } = await telling.check("CaptionOrder", "captions", {
        entryId: "0_film",
        service: "chapters",
      });
      await telling.create("CaptionOrder", "captions", inputs, { preview: true });
      await until(() => engine.said.length > 0);
      expect(engine.said[0]!.message).to.match(/credit/);
      expect(engine.said[0]!.urn).to.equal(telling.urn("CaptionOrder", "captions"));
      await telling.stop();
      engine.stop();
    });
  });

  describe("a diff", () => {
    const diff = async (olds: Props, news: Props) => {
      const inputs = await checked(olds);
      return client.diff(KIND, "talk", { id: "0_x", inputs, outputs: inputs }, await checked(news));
    };

    it("names each place that differs, and how", async () => {
      const olds = {
        ...TALK,
        description: "About",
        presenters: [{ name: "Ann" }, { name: "Bob", title: "CTO" }],
        dvr: { enabled: true, windowMinutes: 60 },
        tags: ["one", "two"],
      };
      const news = {
        ...TALK,
        end: "2027-05-04T10:15",
        presenters: [{ name: "Ann" }, { name: "Bob", title: "CEO" }, { name: "Cy" }],
        dvr: { enabled: true },
        tags: ["Two", "three"],
        chat: { enabled: true },
      };
      expect(details(await diff(olds, news))).to.deep.equal({
        description: Kind.DELETE,
        end: Kind.UPDATE,
        "presenters[1].title": Kind.UPDATE,
        "presenters[2]": Kind.ADD,
        "dvr.windowMinutes": Kind.DELETE,
        tags: Kind.UPDATE,
        chat: Kind.ADD,
      });
    });

    it("is none for another spelling of the same", async () => {
      const answer = await diff(
        { ...TALK, tags: ["One", "two"] },
        { ...TALK, start: "2027-05-04T09:00+02:00", tags: ["two", "one"] },
      );
      expect(answer.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_NONE);
      expect(details(answer)).to.deep.equal({});
    });

    it("says which change makes it anew", async () => {
      const answer = await diff(TALK, { ...TALK, name: "Talk two", pushPublish: true });
      expect(details(answer)).to.deep.equal({ name: Kind.UPDATE, pushPublish: Kind.ADD_REPLACE });
      expect(answer.getReplacesList()).to.deep.equal(["pushPublish"]);
    });

    it("always has the old one go first, also where the engine replaces by itself", async () => {
      expect((await diff(TALK, { ...TALK, name: "Talk two" })).getDeletebeforereplace()).to.equal(true);
    });

    it("tells what an earlier run left open", async () => {
      const inputs = await checked(TALK);
      const held: Held = { id: "0_x", inputs, outputs: { ...inputs, unfinished: ["event"] } };
      const answer = await client.diff(KIND, "talk", held, inputs);
      expect(answer.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_SOME);
      expect(details(answer)).to.deep.equal({ unfinished: Kind.DELETE });
    });

    it("is of nothing, and yet one, for the state of a dynamic resource: it is written anew, without a call", async () => {
      const inputs = await checked(TALK);
      const held: Held = {
        id: "0_x",
        inputs: { ...inputs, __provider: "text" },
        outputs: { ...inputs, __provider: "text", ingest: pack({ streamKey: "k" }), scheduleEventId: "7" },
      };
      const answer = await client.diff(KIND, "talk", held, inputs);
      expect(answer.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_SOME);
      expect(details(answer)).to.deep.equal({});
      expect(answer.getReplacesList()).to.deep.equal([]);
      world.emulator.clearCalls();
      for (const preview of [true, false]) {
        const { outputs } = await client.update(KIND, "talk", held, inputs, preview);
        expect(outputs).to.deep.include({ entryId: "0_x", scheduleEventId: "7" });
        expect(outputs.playerUrl).to.include("0_x");
        expect(outputs.ingest).to.deep.equal(secret({ streamKey: "k" }));
        expect(outputs).to.not.have.property("__provider");
      }
      expect(world.emulator.calls).to.deep.equal([]);
    });
  });

  describe("an adoption", () => {
    const theirs = async (name: string) => {
      const entry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name };
      return String((await world.must("liveStream", "add", { liveStreamEntry: entry, sourceType: "32" })).id);
    };

    it("shows in the preview what it takes over, at the resource, and what stays: id and embeds", async () => {
      const engine = await listener();
      const telling = await configured(engine.address);
      const id = await theirs("By hand");
      world.emulator.clearCalls();
      const { inputs } = await telling.check(KIND, "adopted", { ...TALK, adopt: id });
      const { outputs } = await telling.create(KIND, "adopted", inputs, { preview: true });
      expect(outputs.entryId).to.equal(id);
      expect(outputs.playerUrl).to.include(id);
      await until(() => engine.said.length > 0);
      expect(engine.said[0]!.urn).to.equal(telling.urn(KIND, "adopted"));
      expect(engine.said[0]!.message).to.include('name: "By hand" → "Talk"');
      expect(world.called().filter(c => !/\.(list|get|startSession)$/.test(c))).to.deep.equal([]);
      const adopted = await telling.create(KIND, "adopted", inputs);
      expect(adopted.id).to.equal(id);
      await telling.delete(KIND, "adopted", adopted);
      await telling.stop();
      engine.stop();
    });

    it("is refused in the preview when there is nothing to adopt", async () => {
      const { inputs } = await client.check(KIND, "adopted", { ...TALK, adopt: "0_nothere" });
      const error = await failureOf(client.create(KIND, "adopted", inputs, { preview: true }));
      expect(String(error)).to.include("input adopt:").and.include("0_nothere");
    });

    it("is previewed without credentials, too", async () => {
      const poor = await ProtocolClient.start();
      await poor.configure({ partnerId: settings.partnerId });
      const { inputs } = await poor.check(KIND, "adopted", { ...TALK, adopt: "0_x" });
      const { outputs } = await poor.create(KIND, "adopted", inputs, { preview: true });
      expect(outputs.entryId).to.equal(UNKNOWN);
      await poor.stop();
    });
  });

  it("never deletes what it made in the same run: the old one of a replacement that found itself", async () => {
    const engine = await listener();
    const telling = await configured(engine.address);
    const talk = await made(TALK, "twice");
    // As pulumi up --replace: the new one first, which finds the old one by its mark.
    const again = await telling.create(KIND, "twice", talk.inputs);
    expect(again.id).to.equal(talk.id);
    await telling.call(
      "delete",
      new proto.DeleteRequest()
        .setUrn(telling.urn(KIND, "twice"))
        .setId(talk.id)
        .setProperties(toSend(talk.outputs)),
    );
    await until(() => engine.said.some(s => s.message.includes("deleteBeforeReplace")));
    expect((await world.must("liveStream", "get", { entryId: talk.id })).id).to.equal(talk.id);
    await telling.delete(KIND, "twice", again);
    await telling.stop();
    engine.stop();
  });

  describe("secrets", () => {
    it("stay secret from input to output, at their place", async () => {
      const talk = await made({
        ...TALK,
        description: secret("Nobody knows"),
        scheduleEvent: { organizer: secret("Team X"), location: "Hall" },
        presenters: [{ name: secret("Mystery guest") }],
      });
      expect(talk.inputs.description).to.deep.equal(secret("Nobody knows"));
      for (const held of [talk, (await client.read(KIND, "talk", talk.id, talk))!]) {
        expect(held.outputs.description).to.deep.equal(secret("Nobody knows"));
        expect(held.outputs.scheduleEvent).to.deep.equal({
          organizer: secret("Team X"),
          location: "Hall",
        });
        expect(held.outputs.presenters).to.deep.equal(secret([{ name: "Mystery guest" }]));
        expect(held.inputs.presenters).to.deep.equal(secret([{ name: "Mystery guest" }]));
      }
      await client.delete(KIND, "talk", talk);
    });

    it("of the schema are secret whatever they come from", async () => {
      const talk = await made(TALK);
      expect(Object.keys(talk.outputs.ingest as Props)).to.include("4dabf18193072939515e22adb298388d");
      expect(JSON.stringify({ ...talk.outputs, ingest: "" })).to.not.include("srt://");
      await client.delete(KIND, "talk", talk);
    });

    it("in a title make the embed that shows it one", async () => {
      const talk = await made({ ...TALK, name: secret("Surprise act") });
      expect(JSON.stringify(talk.outputs.iframe)).to.match(/^\{"4dabf18193072939515e22adb298388d"/);
      expect(talk.outputs.playerUrl).to.be.a("string");
      await client.delete(KIND, "talk", talk);
    });

    it("are signed addresses, too", async () => {
      const url = "https://media.example.com/a.jpg?sig=abcd";
      const inputs = await checked({ ...TALK, thumbnail: url });
      expect(inputs.thumbnail).to.deep.equal(secret(url));
    });

    it("are in no reason of a check", async () => {
      const { reasons } = await client.check(KIND, "talk", { ...TALK, end: secret("never-to-be-shown") });
      expect(reasons.join())
        .to.match(/^end: is not an ISO 8601 time/)
        .and.not.include("never");
    });
  });

  describe("an import", () => {
    it("needs nothing but the id, writes nothing, and leaves nothing to do", async () => {
      const talk = await made({ ...TALK, chat: { enabled: true }, presenters: [{ name: "Ann" }] }, "theirs");
      world.emulator.clearCalls();
      const found = (await client.read(KIND, "mine", talk.id))!;
      expect(world.called().filter(c => !/\.(list|get|startSession)$/.test(c))).to.deep.equal([]);
      expect(found.inputs).to.deep.include({
        ...TALK,
        chat: { enabled: true },
        presenters: [{ name: "Ann" }],
      });
      expect(found.inputs).to.not.have.property("mark");
      const inputs = await checked(found.inputs, "mine");
      const diff = await client.diff(KIND, "mine", found, inputs);
      expect(diff.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_NONE);

      // With the first change its mark becomes this resource's.
      const own = markOf("organization/summit/test", KIND, "mine");
      const renamed = await client.update(KIND, "mine", found, { ...inputs, name: "Mine" });
      const { adminTags } = await world.must("liveStream", "get", { entryId: talk.id });
      expect(String(adminTags)).to.include(own);
      expect(renamed.outputs.mark).to.equal(own);
      await client.delete(KIND, "mine", renamed);
    });

    it("warns of a mark of another stack, and keeps its own", async () => {
      const engine = await listener();
      const telling = await configured(engine.address);
      const theirs = await world.must("liveStream", "add", {
        liveStreamEntry: {
          objectType: "KalturaLiveStreamEntry",
          mediaType: 201,
          name: "Theirs",
          adminTags: markTags(markOf("organization/other/test", KIND, "x")).join(),
        },
        sourceType: "32",
      });
      await telling.read(KIND, "mine", String(theirs.id));
      await until(() => engine.said.length > 0);
      expect(engine.said[0]!.message).to.include("carries the mark of another resource or stack");

      const talk = await made(TALK, "lost");
      const found = (await telling.read(KIND, "lost", talk.id))!;
      expect(found.inputs.mark).to.equal(markOf("organization/summit/test", KIND, "lost"));
      await telling.delete(KIND, "lost", talk);
      await telling.stop();
      engine.stop();
    });

    it("of what is not there says so", async () => {
      expect(await client.read(KIND, "mine", "0_nothere")).to.equal(undefined);
    });

    it("takes a category by its full name, a member by both", async () => {
      const parent = await client.create(
        "EventCategory",
        "site",
        await checked({ name: "site" }, "site", "EventCategory"),
      );
      const summit = await client.create(
        "EventCategory",
        "summit",
        await checked({ name: "Summit", parent: parent.id }, "summit", "EventCategory"),
      );
      const found = (await client.read("EventCategory", "x", "site>Summit"))!;
      expect(found).to.deep.include({ id: summit.id });
      expect(found.inputs).to.deep.include({ name: "Summit", parent: Number(parent.id) });
      await world.must("categoryUser", "add", {
        categoryUser: {
          objectType: "KalturaCategoryUser",
          categoryId: Number(summit.id),
          userId: "ann@example.com",
          permissionLevel: 1,
        },
      });
      const member = (await client.read("CategoryMember", "ann", "site>Summit|ann@example.com"))!;
      expect(member.id).to.equal(`${summit.id}|ann@example.com`);
      expect(member.inputs).to.deep.equal({
        category: Number(summit.id),
        userId: "ann@example.com",
        permissionLevel: "moderator",
      });
    });
  });

  describe("before its time", () => {
    /** An account that never gets done with converting. */
    let slow: World;
    before(async () => {
      slow = await World.withProfiles({ jobDelayMs: 3_600_000 });
    });
    after(() => slow.stop());

    const film = async (own: ProtocolClient) =>
      (await own.check("MediaAsset", "film", { name: "Film", url: "https://media.example.com/film.mp4" }))
        .inputs;
    const provider = async () => {
      const own = await ProtocolClient.start();
      await own.configure({ ...settings, serviceUrl: slow.emulator.url });
      return own;
    };

    it("ends when the run is cancelled: what was made is kept, and nothing more is sent", async () => {
      const own = await provider();
      const running = failureOf(own.create("MediaAsset", "film", await film(own)));
      await until(() => slow.called().includes("media.addContent"));
      await own.call("cancel", emptyMessage());
      const error = (await running) as CallFailed;
      expect(error.half!.id).to.match(/^0_/);
      expect(error.half!.reasons.join()).to.include("the run was cancelled; nothing more was sent");

      slow.emulator.clearCalls();
      const refused = await failureOf(own.create("MediaAsset", "other", await film(own)));
      expect(String(refused)).to.include("the run was cancelled");
      expect(slow.emulator.calls).to.have.length(0);
      await own.stop();
    });

    it("ends when its own time is over (customTimeouts), and the next run takes it up", async () => {
      const own = await provider();
      const inputs = await film(own);
      const error = (await failureOf(own.create("MediaAsset", "film", inputs, { timeout: 1 }))) as CallFailed;
      expect(error.half!.reasons.join()).to.include("longer than the 1 s that customTimeouts give it");
      const half: Held = { id: error.half!.id, inputs, outputs: error.half!.properties };
      const diff = await own.diff("MediaAsset", "film", half, inputs);
      expect(diff.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_SOME);
      await own.delete("MediaAsset", "film", half);
      await own.stop();
    });
  });

  describe("functions", () => {
    const invoke = async (name: string, args: Props) => {
      const answer = await client.call<proto.InvokeResponse>(
        "invoke",
        new proto.InvokeRequest().setTok(`kaltura:index:${name}`).setArgs(toSend(args)),
      );
      return {
        answer: (answer.getReturn()?.toJavaScript() ?? {}) as Props,
        reasons: answer.getFailuresList().map(f => f.getReason()),
      };
    };
    const names = ({ answer }: { answer: Props }) => (answer.sessions as Props[]).map(s => s.name);

    let event: Held;
    let track: Held;
    let held: Held[];
    before(async () => {
      const category = async (name: string, more: Props = {}) =>
        client.create("EventCategory", name, await checked({ name, ...more }, name, "EventCategory"));
      event = await category("Open Stages");
      track = await category("Workshops", { parent: event.id, tags: ["hands on"] });
      held = [
        await made(
          {
            ...TALK,
            name: "Late",
            start: "2027-05-05T09:00",
            end: "2027-05-05T10:00",
            categories: [track.id],
          },
          "late",
        ),
        await made({ ...TALK, name: "Early", categories: [event.id] }, "early"),
      ];
      // Somebody else's.
      const entry = { objectType: "KalturaLiveStreamEntry", mediaType: 201, name: "Foreign" };
      const foreign = await world.must("liveStream", "add", { liveStreamEntry: entry, sourceType: "32" });
      await world.must("categoryEntry", "add", {
        categoryEntry: {
          objectType: "KalturaCategoryEntry",
          categoryId: Number(track.id),
          entryId: foreign.id,
        },
      });
    });
    after(async () => {
      for (const [i, name] of ["late", "early"].entries()) await client.delete(KIND, name, held[i]!);
    });

    it("list the sessions of a category and of all below it, by their start", async () => {
      const found = await invoke("listSessions", { category: "Open Stages" });
      expect(names(found)).to.deep.equal(["Early", "Late", "Foreign"]);
      expect((found.answer.sessions as Props[])[0]).to.deep.include({
        kind: "WebcastSession",
        start: "2027-05-04T07:00Z",
        end: "2027-05-04T08:00Z",
        categoryIds: [Number(event.id)],
        managed: true,
      });
      expect((found.answer.sessions as Props[])[2]).to.deep.include({ managed: false });
      expect(names(await invoke("listSessions", { category: Number(track.id) }))).to.deep.equal([
        "Late",
        "Foreign",
      ]);
    });

    it("list those of this stack, and those of a time", async () => {
      expect(names(await invoke("listSessions", { ofThisStack: true }))).to.include.members([
        "Early",
        "Late",
      ]);
      expect(names(await invoke("listSessions", { ofThisStack: true }))).to.not.include("Foreign");
      const day = { from: "2027-05-05T00:00Z", until: "2027-05-06T00:00Z" };
      expect(names(await invoke("listSessions", day))).to.deep.equal(["Late"]);
      expect(names(await invoke("listSessions", { category: "Open Stages", ...day }))).to.deep.equal([
        "Late",
      ]);
    });

    it("get an entry, and a category", async () => {
      const entry = await invoke("getEntry", { id: held[1]!.id });
      expect(entry.answer).to.deep.include({
        name: "Early",
        scheduleEventId: held[1]!.outputs.scheduleEventId,
      });
      const category = await invoke("getCategory", { category: "Open Stages>Workshops" });
      expect(category.answer).to.deep.equal({
        id: Number(track.id),
        name: "Workshops",
        fullName: "Open Stages>Workshops",
        parentId: Number(event.id),
        tags: ["hands on"],
      });
    });

    it("mint a visitor's link, as a secret", async () => {
      const { answer } = await invoke("mintEmbedUrl", { entryId: held[0]!.id, user: { id: "ann" } });
      expect((answer.url as Props).value).to.match(
        /^https:\/\/107\.kaf\.kaltura\.com\/hosted\/index\/view-entry\/ks\/.+/,
      );
      expect(answer.url).to.have.property("4dabf18193072939515e22adb298388d");
    });

    it("say what is wrong with their arguments, and what is not there", async () => {
      expect((await invoke("getEntry", { id: 7 })).reasons).to.deep.equal([
        "id: 7 is a number; give a string",
      ]);
      const what = async (name: string, args: Props) => String(await failureOf(invoke(name, args)));
      expect(await what("getEntry", { id: "0_no" })).to.include("the account has no entry 0_no");
      expect(await what("getCategory", { category: "No>Where" })).to.include(
        'no category of full name "No>Where"',
      );
      expect(await what("listSessions", {})).to.include("say which sessions");
      expect(await what("listSessions", { from: "soon", until: "later" })).to.include(
        'argument from: "soon"',
      );
      expect(await what("getWeather", {})).to.include("has no function kaltura:index:getWeather");
    });
  });
});
