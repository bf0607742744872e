/** What the engine may expect of both front ends, asked over gRPC: of the plugin's server and of Pulumi's for dynamic resources. */
import { deflateRawSync } from "node:zlib";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { unpack } from "../../provider/packed";
import { failureOf } from "../support/failure";
import { type CallFailed, frontEnds, type Held, ProtocolClient } from "../support/protocol";
import { World } from "../support/world";

const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
const KIND = "WebcastSession";
const TALK: Props = {
  name: "Talk",
  start: "2027-05-04T09:00",
  end: "2027-05-04T10:00",
  timezone: "Europe/Berlin",
  presenters: [{ name: "Ann" }],
};

for (const spec of Object.values(frontEnds)) {
  describe(`${spec.name}, over gRPC`, function () {
    this.timeout(60_000);
    let world: World;
    let client: ProtocolClient;
    let settings: Props;

    before(async () => {
      world = await World.withProfiles();
      client = await ProtocolClient.start(spec);
      settings = {
        serviceUrl: world.emulator.url,
        partnerId: String(world.emulator.partnerId),
        adminSecret: world.emulator.adminSecret,
        playerId: "4711",
      };
      await client.configure(settings);
    });
    after(async () => {
      await client.stop();
      await world.stop();
    });
    beforeEach(() => world.emulator.clearCalls());

    const checked = async (news: Props, name = "talk") => {
      const { inputs, reasons } = await client.check(KIND, name, news);
      expect(reasons).to.deep.equal([]);
      return inputs;
    };
    const made = async (news: Props, name = "talk") => client.create(KIND, name, await checked(news, name));

    it("check: names path, value and remedy, no property, and asks nobody", async () => {
      const { reasons, properties } = await client.check(KIND, "talk", {
        ...TALK,
        end: "2027-05-04T08:00",
        nmae: "Talk",
      });
      expect(reasons).to.deep.equal([
        'nmae: "Talk" is not a property of this resource; take it out or mend its spelling',
        'end: "2027-05-04T08:00" is not after start (2027-05-04T09:00); give the end a later time',
      ]);
      expect(properties).to.deep.equal(["", ""]);
      expect(world.emulator.calls).to.have.length(0);
    });

    it("check: lets pass what a preview doesn't know yet", async () => {
      const { reasons } = await client.check(KIND, "talk", {
        ...TALK,
        start: UNKNOWN,
        categories: [UNKNOWN],
      });
      expect(reasons).to.deep.equal([]);
    });

    it("check: gives the resource the mark of its place in the stack", async () => {
      expect((await checked(TALK)).mark).to.equal(markOf("organization/summit/test", KIND, "talk"));
    });

    it("makes, shows, changes and deletes, and what did not change is none", async () => {
      const inputs = await checked(TALK);
      const talk = await client.create(KIND, "talk", inputs);
      expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
      expect((await client.diff(KIND, "talk", talk, inputs)).getChanges()).to.equal(DIFF_NONE);

      const seen = (await client.read(KIND, "talk", talk.id, talk))!;
      expect(seen.inputs).to.deep.equal(inputs);
      expect((await client.diff(KIND, "talk", seen, inputs)).getChanges()).to.equal(DIFF_NONE);

      const later = await checked({ ...TALK, end: "2027-05-04T10:15" });
      const diff = await client.diff(KIND, "talk", seen, later);
      expect(diff.getChanges()).to.equal(DIFF_SOME);
      expect(diff.getReplacesList()).to.deep.equal([]);
      const changed = await client.update(KIND, "talk", seen, later);
      expect((await client.diff(KIND, "talk", changed, later)).getChanges()).to.equal(DIFF_NONE);

      await client.delete(KIND, "talk", changed);
      expect(world.emulator.counts()).to.include({ entries: 0, scheduleEvents: 0 });
      expect(await client.read(KIND, "talk", changed.id, changed)).to.equal(undefined);
      await client.delete(KIND, "talk", changed);
    });

    it("diff: replaces for what Kaltura can't change in place, the old one first", async () => {
      const inputs = await checked(TALK);
      const held: Held = { id: "0_x", inputs, outputs: inputs };
      const diff = await client.diff(KIND, "talk", held, { ...inputs, pushPublish: true });
      expect(diff.getReplacesList()).to.deep.equal(["pushPublish"]);
      expect(diff.getDeletebeforereplace()).to.equal(true);
    });

    it("diff: what isn't known yet is a change", async () => {
      const inputs = await checked(TALK);
      const held: Held = { id: "0_x", inputs, outputs: inputs };
      const diff = await client.diff(KIND, "talk", held, { ...inputs, description: UNKNOWN });
      expect(diff.getChanges()).to.equal(DIFF_SOME);
    });

    it("read: shows drift by input", async () => {
      const talk = await made(TALK);
      await world.must("liveStream", "update", {
        entryId: talk.id,
        liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Renamed by hand" },
      });
      const seen = (await client.read(KIND, "talk", talk.id, talk))!;
      expect(seen.inputs).to.deep.equal({ ...talk.inputs, name: "Renamed by hand" });
      const mended = await client.update(KIND, "talk", seen, talk.inputs);
      expect((await world.must("liveStream", "get", { entryId: talk.id })).name).to.equal("Talk");
      await client.delete(KIND, "talk", mended);
    });

    it("read and update: leave the ingest points as the state has them, however they are written there", async () => {
      const talk = await made(TALK);
      const { ingest } = talk.outputs;
      const written =
        typeof ingest === "string"
          ? `deflate:${deflateRawSync(JSON.stringify(unpack(ingest)), { level: 0 }).toString("base64")}`
          : ingest;
      const held: Held = { ...talk, outputs: { ...talk.outputs, ingest: written } };
      expect((await client.read(KIND, "talk", talk.id, held))!.outputs.ingest).to.deep.equal(written);
      const changed = await client.update(KIND, "talk", held, await checked({ ...TALK, name: "Talk two" }));
      expect(changed.outputs.ingest).to.deep.equal(written);
      await client.delete(KIND, "talk", changed);
    });

    it("keeps what is half made, with the reason, and completes it", async () => {
      world.emulator.faults.add({
        service: "schedule_scheduleevent",
        action: "add",
        kind: "apiError",
        code: "SCHEDULE_TIME_IN_USE",
        message: "Another event is already scheduled during this time",
        times: 1,
      });
      const inputs = await checked(TALK);
      const error = (await failureOf(client.create(KIND, "talk", inputs))) as CallFailed;
      expect(error.half!.reasons.join()).to.include("could not make the schedule event");
      const half: Held = { id: error.half!.id, inputs, outputs: error.half!.properties };
      expect((await client.diff(KIND, "talk", half, inputs)).getChanges()).to.equal(DIFF_SOME);
      const whole = await client.update(KIND, "talk", half, inputs);
      expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
      expect((await client.diff(KIND, "talk", whole, inputs)).getChanges()).to.equal(DIFF_NONE);
      await client.delete(KIND, "talk", whole);
    });

    it("finds again what it made though the answer was lost", async () => {
      world.emulator.faults.add({ service: "multirequest", kind: "lostAnswer", times: 1 });
      const talk = await made(TALK);
      expect(world.emulator.counts()).to.include({ entries: 1, scheduleEvents: 1 });
      await client.delete(KIND, "talk", talk);
    });

    it("says which setting is missing or wrong, once it is needed", async () => {
      const poor = await ProtocolClient.start(spec);
      await poor.configure({ partnerId: settings.partnerId, serviceUrl: settings.serviceUrl });
      const { inputs, reasons } = await poor.check(KIND, "talk", TALK);
      expect(reasons).to.deep.equal([]);
      const missing = await failureOf(poor.create(KIND, "talk", inputs));
      expect(String(missing)).to.include("kaltura:appTokenId is not set").and.include("KALTURA_APP_TOKEN_ID");
      await poor.stop();
      const odd = await ProtocolClient.start(spec);
      await odd.configure({ ...settings, serviceUrl: "http://kaltura.example.com" });
      const wrong = await failureOf(odd.create(KIND, "talk", inputs));
      expect(String(wrong)).to.include("credentials go over https only");
      await odd.stop();
    });
  });
}
