/** Pictures of entries: thumbnails, assets and uploads. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { Client } from "./client";

const PICTURE = new Uint8Array(readFileSync(join(__dirname, "../../../test/support/blue.jpg")));

describe("the embedded Kaltura's pictures", () => {
  let client: Client;
  let entryId: string;
  let server: Server;
  let requests: string[];
  const local = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const version = async () => {
    const { thumbnailUrl } = await client.call("liveStream.get", { entryId });
    return Number(/\/version\/(\d+)$/.exec(thumbnailUrl)![1]);
  };

  beforeEach(async () => {
    client = await Client.start();
    entryId = await client.liveEntry();
    requests = [];
    server = createServer((request, response) => {
      requests.push(request.url!);
      response.writeHead(request.url === "/picture.jpg" ? 200 : 404);
      response.end(request.url === "/picture.jpg" ? PICTURE : "");
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    server.close();
    await client.stop();
  });

  it("come from this machine, or are believed to be where a URL says", async () => {
    const from = (url: string, id: string) =>
      client.call("liveStream.updateOfflineThumbnailFromUrl", { entryId: id, url });
    expect((await from(local("/picture.jpg"), entryId)).id).to.equal(entryId);
    expect(requests).to.deep.equal(["/picture.jpg"]);
    for (const url of [local("/none.jpg"), "ftp://example.com/x.jpg", "https://cdn.invalid/x.jpg", "x", ""]) {
      expect((await from(url, await client.liveEntry())).code, url).to.equal("THUMB_ASSET_DOWNLOAD_FAILED");
    }
    const id = await client.liveEntry();
    expect((await from("https://cdn.example.com/x.jpg", id)).thumbnailUrl).to.match(/\/version\/100002$/);
  });

  it("fail the second time while off the air, but not otherwise", async () => {
    const offline = () => client.upload("liveStream.updateOfflineThumbnailJpeg", { entryId }, PICTURE);
    const plain = () => client.upload("baseEntry.updateThumbnailJpeg", { entryId }, PICTURE);
    expect((await plain()).id).to.equal(entryId);
    expect((await offline()).id).to.equal(entryId);
    expect((await offline()).code).to.equal("INTERNAL_SERVERL_ERROR");
    expect((await plain()).id).to.equal(entryId);
    expect(await version()).to.equal(100_032);
  });

  it("can be made the thumbnail one after the other", async () => {
    const add = async () => (await client.upload("thumbAsset.addFromImage", { entryId }, PICTURE)).id;
    const [first, second] = [await add(), await add()];
    const tags = async () => {
      const filter = { objectType: "KalturaThumbAssetFilter", entryIdEqual: entryId };
      const { objects } = await client.call("thumbAsset.list", { filter });
      return Object.fromEntries(objects.map((asset: { id: string; tags: string }) => [asset.id, asset.tags]));
    };
    await client.call("thumbAsset.setAsDefault", { thumbAssetId: first });
    await client.call("thumbAsset.setAsDefault", { thumbAssetId: second });
    expect(await tags()).to.deep.equal({ [first]: "", [second]: "default_thumb" });
    expect(await client.refused("thumbAsset.delete", { thumbAssetId: second })).to.equal(
      "THUMB_ASSET_IS_DEFAULT",
    );
    expect(await client.call("thumbAsset.delete", { thumbAssetId: first })).to.equal(null);
    await client.upload("baseEntry.updateThumbnailJpeg", { entryId }, PICTURE);
    expect(await tags()).to.deep.equal({ [second]: "" });
    await client.call("liveStream.delete", { entryId });
    expect(client.emulator.counts().thumbAssets).to.equal(0);
  });

  it("are uploaded in pieces, and used once", async () => {
    const token = await client.call("uploadToken.add");
    const upload = (bytes: Uint8Array<ArrayBuffer>, more: object) =>
      client.upload("uploadToken.upload", { uploadTokenId: token.id, ...more }, bytes);
    expect((await upload(PICTURE.slice(0, 100), { finalChunk: false })).status).to.equal(1);
    const full = await upload(PICTURE.slice(100), { resume: true, resumeAt: 100 });
    expect([full.status, full.uploadedFileSize]).to.deep.equal([2, String(PICTURE.length)]);
    const asset = await client.call("thumbAsset.add", {
      entryId,
      thumbAsset: { objectType: "KalturaThumbAsset" },
    });
    const contentResource = { objectType: "KalturaUploadedFileTokenResource", token: token.id };
    const filled = await client.call("thumbAsset.setContent", { id: asset.id, contentResource });
    expect([filled.status, filled.sizeInBytes]).to.deep.equal([2, String(PICTURE.length)]);
    expect(await client.refused("thumbAsset.setContent", { id: asset.id, contentResource })).to.equal(
      "UPLOAD_TOKEN_INVALID_STATUS_FOR_ADD_ENTRY",
    );
  });
});
