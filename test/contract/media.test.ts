/** Rules of recordings, of which the recorded calls have none: theirs were made ready outside the API. */
import { expect } from "chai";
import { Client } from "./client";

describe("the embedded Kaltura's recordings", () => {
  let client: Client;
  const url = (address: string) => ({ objectType: "KalturaUrlResource", url: address });
  const add = async (): Promise<string> =>
    (
      await client.call("media.add", {
        entry: { objectType: "KalturaMediaEntry", mediaType: 1, name: "Film" },
      })
    ).id;
  const get = (entryId: string) => client.call("media.get", { entryId });

  beforeEach(async () => {
    client = await Client.start({ mediaNeedsContent: true });
  });
  afterEach(() => client.stop());

  it("wait for content, and are ready once it is converted", async () => {
    const entryId = await add();
    client.emulator.runJobs();
    expect((await get(entryId)).status).to.equal(7);
    const given = await client.call("media.addContent", {
      entryId,
      resource: url("https://example.com/a.mp4"),
    });
    expect(given.status).to.equal(0);
    client.emulator.runJobs();
    expect(await get(entryId)).to.include({ status: 2, duration: 120, replacementStatus: 0 });
  });

  it("take a first content once; other content takes its place when it is ready", async () => {
    const entryId = await add();
    const resource = url("https://example.com/a.mp4");
    await client.call("media.addContent", { entryId, resource });
    client.emulator.runJobs();
    expect(await client.refused("media.addContent", { entryId, resource })).to.equal(
      "ENTRY_ALREADY_WITH_CONTENT",
    );
    client.emulator.core.options.mediaSeconds = 60;
    const given = await client.call("media.updateContent", { entryId, resource });
    expect(given).to.include({ status: 2, duration: 120, replacementStatus: 1 });
    expect(await client.refused("media.updateContent", { entryId, resource })).to.equal(
      "ENTRY_REPLACEMENT_ALREADY_EXISTS",
    );
    client.emulator.runJobs();
    const now = await get(entryId);
    expect(now).to.include({ status: 2, duration: 60, replacementStatus: 0 });
    expect(now).to.not.have.property("replacingEntryId");
  });

  it("fail when they are to; a failed replacement leaves the old content and has to be given up", async () => {
    const entryId = await add();
    const resource = url("https://example.com/a.mp4");
    client.emulator.core.options.mediaStatus = -2;
    await client.call("media.addContent", { entryId, resource });
    client.emulator.runJobs();
    expect((await get(entryId)).status).to.equal(-2);
    client.emulator.core.options.mediaStatus = 2;
    await client.call("media.updateContent", { entryId, resource });
    client.emulator.runJobs();
    expect(await get(entryId)).to.include({ status: 2, replacementStatus: 0 });
    client.emulator.core.options.mediaStatus = -1;
    await client.call("media.updateContent", { entryId, resource });
    client.emulator.runJobs();
    expect(await get(entryId)).to.include({ status: 2, replacementStatus: 4 });
    expect(await client.refused("media.updateContent", { entryId, resource })).to.equal(
      "ENTRY_REPLACEMENT_ALREADY_EXISTS",
    );
    expect(await client.call("media.cancelReplace", { entryId })).to.include({ replacementStatus: 0 });
  });

  it("use up the upload they are made of, but not when they refuse it", async () => {
    const entryId = await add();
    const token = await client.call("uploadToken.add", {
      uploadToken: { objectType: "KalturaUploadToken", fileName: "a.mp4", fileSize: 5 },
    });
    const uploadTokenId = token.id;
    await client.upload("uploadToken.upload", { uploadTokenId }, new Uint8Array([1, 2, 3, 4, 5]));
    const resource = { objectType: "KalturaUploadedFileTokenResource", token: uploadTokenId };
    await client.call("media.addContent", { entryId, resource: url("https://example.com/a.mp4") });
    expect(await client.refused("media.addContent", { entryId, resource })).to.equal(
      "ENTRY_ALREADY_WITH_CONTENT",
    );
    expect((await client.call("uploadToken.get", { uploadTokenId })).status).to.equal(2);
    await client.call("media.updateContent", { entryId, resource });
    expect((await client.call("uploadToken.get", { uploadTokenId })).status).to.equal(3);
  });
});
