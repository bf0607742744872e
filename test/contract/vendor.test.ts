/** The vendor's side of REACH, which no recording shows: what Kaltura's guide for vendors says of it. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { World } from "../support/world";

const VENDOR = 103;
const TASK = "reach_entryvendortask";

describe("the embedded Kaltura towards vendors", () => {
  let world: World;
  let entryId: string;
  let ks: string;
  let id: string;

  beforeEach(async () => {
    world = await World.start();
    const reach = world.emulator.addReach();
    const entry = { objectType: "KalturaMediaEntry", mediaType: 1, name: "Recording" };
    entryId = String((await world.must("media", "add", { entry })).id);
    world.emulator.runJobs();
    const task = await world.must(TASK, "add", {
      entryVendorTask: {
        objectType: "KalturaEntryVendorTask",
        ...{ entryId, catalogItemId: reach.items.dubbing, reachProfileId: reach.profileId },
      },
    });
    ks = String(task.accessKey);
    id = String(task.id);
  });
  afterEach(() => world.stop());

  const asTask = (service: string, action: string, args: Props = {}) =>
    world.ask(service, action, { ks, ...args });
  const asVendor = (action: string, args: Props = {}) => world.ask(TASK, action, args, VENDOR);

  it("gives a task with what its customer wants, for the response profile reach_vendor", async () => {
    const responseProfile = { objectType: "KalturaResponseProfileHolder", systemName: "reach_vendor" };
    const task = await asTask(TASK, "get", { id, responseProfile });
    const related = task.relatedObjects as Record<string, { objects: Props[] }>;
    expect(related.reach_vendor_profile!.objects[0]).to.include({ objectType: "KalturaReachProfile" });
    expect(related.reach_vendor_catalog_item!.objects[0]).to.include({ flavorParamsId: 91 });
    expect(await asTask(TASK, "get", { id })).not.to.have.property("relatedObjects");
    const unknown = { ...responseProfile, systemName: "no_such" };
    expect(await asTask(TASK, "get", { id, responseProfile: unknown })).to.include({
      code: "RESPONSE_PROFILE_NAME_NOT_FOUND",
    });
  });

  it("opens one entry with a task's key, and only what a vendor needs of it", async () => {
    const other = String(
      (await world.must("media", "add", { entry: { objectType: "KalturaMediaEntry", mediaType: 1 } })).id,
    );
    const captionAsset = { objectType: "KalturaCaptionAsset", language: "English" };
    expect(await asTask("caption_captionasset", "add", { entryId, captionAsset })).to.have.property("id");
    for (const refused of [
      await asTask("caption_captionasset", "add", { entryId: other, captionAsset }),
      await asTask("baseEntry", "delete", { entryId }),
      await asTask("media", "add", { entry: { objectType: "KalturaMediaEntry", mediaType: 1 } }),
      await asTask(TASK, "updateJob", { id, entryVendorTask: { objectType: "KalturaEntryVendorTask" } }),
    ]) {
      expect(refused).to.include({ code: "SERVICE_FORBIDDEN" });
    }
  });

  it("says where a recording can be had, and gives it to whoever has the key", async () => {
    const options = { objectType: "KalturaPlaybackContextOptions", streamerType: "http", ks };
    const context = await asTask("baseEntry", "getPlaybackContext", { entryId, contextDataParams: options });
    const [source, ...more] = context.sources as Props[];
    expect(more).to.deep.equal([]);
    expect(source).to.include({ format: "url", protocols: "http,https" });
    const url = String(source!.url);
    const media = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect([media.toString("latin1", 0, 4), media.length]).to.deep.equal(["RIFF", 44 + 120_000]);
    const wrong = await fetch(url.replace("/a.mp4", "/ks/no-session/a.mp4"));
    expect([wrong.status, await wrong.text(), wrong.headers.get("x-kaltura")]).to.deep.equal([
      200,
      "",
      "error-2",
    ]);
    const playlist = await fetch(url.replace("format/url", "format/applehttp"));
    expect(await playlist.text()).to.match(/^#EXTM3U\n/);
  });

  it("keeps transcripts and renditions until the entry goes", async () => {
    const attachmentAsset = { objectType: "KalturaTranscriptAsset", language: "English", accuracy: 0.5 };
    const { id: transcript } = await asTask("attachment_attachmentasset", "add", {
      entryId,
      attachmentAsset,
    });
    const contentResource = { objectType: "KalturaStringResource", content: "Hello" };
    await asTask("attachment_attachmentasset", "setContent", { id: transcript, contentResource });
    const read = await asTask("attachment_attachmentasset", "get", { attachmentAssetId: transcript });
    expect(read).to.include({ objectType: "KalturaTranscriptAsset", status: 2, size: 5, accuracy: 0.5 });
    const flavorAsset = { objectType: "KalturaFlavorAsset", flavorParamsId: 91, language: "French" };
    const { id: flavor } = await asTask("flavorAsset", "add", { entryId, flavorAsset });
    await world.must("baseEntry", "delete", { entryId });
    expect(await asTask("flavorAsset", "get", { id: flavor })).to.include({
      code: "FLAVOR_ASSET_ID_NOT_FOUND",
    });
    expect(
      await asTask("attachment_attachmentasset", "delete", { attachmentAssetId: transcript }),
    ).to.include({
      code: "ATTACHMENT_ASSET_ID_NOT_FOUND",
    });
  });

  it("extends the key of a task in work, and of no other", async () => {
    expect(await asVendor("extendAccessKey", { id })).to.include({ code: "CANNOT_EXTEND_ACCESS_KEY" });
    const entryVendorTask = { objectType: "KalturaEntryVendorTask", status: 3 };
    await asVendor("updateJob", { id, entryVendorTask });
    const extended = await asVendor("extendAccessKey", { id });
    expect(extended.accessKey).to.be.a("string").that.does.not.equal(ks);
    // The old one holds until its own end; both end with the task.
    expect(await asTask(TASK, "get", { id })).to.include({ status: 3 });
    await asVendor("updateJob", { id, entryVendorTask: { ...entryVendorTask, status: 2 } });
    ks = String(extended.accessKey);
    expect(await asTask(TASK, "get", { id })).to.include({ code: "INVALID_KS" });
  });
});
