import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PartialError } from "../../provider/lifecycle/failure";
import { reporter } from "../../provider/lifecycle/progress";
import { siteFor } from "../../provider/lifecycle/site";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { sha256OfFile } from "../../provider/parts/localFile";
import { upload } from "../../provider/parts/upload";
import { mediaAsset } from "../../provider/resources/mediaAsset";
import { failureOf } from "../support/failure";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const MP4 = Buffer.concat([Buffer.from("\0\0\0\u0018ftypmp42"), Buffer.alloc(5000, 7)]);

describe("MediaAsset", () => {
  let world: World;
  let stack: Stack;
  let folder: string;
  let film: string;

  before(async () => {
    world = await World.start({ mediaNeedsContent: true });
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-media-"));
  });
  after(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    stack = new Stack(world.runtime);
    film = join(folder, "film.mp4");
    writeFileSync(film, MP4);
    Object.assign(world.emulator.core.options, { mediaStatus: 2, mediaSeconds: 120 });
    world.emulator.core.jobs.delayMs = 0;
    world.emulator.clearCalls();
  });
  afterEach(async () => {
    world.emulator.faults.clear();
    Object.assign(world.emulator.core.options, { mediaStatus: 2 });
    world.emulator.core.jobs.delayMs = 0;
    await stack.destroy();
    expect(world.emulator.counts().entries).to.equal(0);
  });

  const one = (inputs: Props): Program => ({ film: { kind: "MediaAsset", inputs } });
  const fromUrl = (more: Props = {}) => one({ name: "Film", url: "https://example.com/film.mp4", ...more });
  const fromFile = (more: Props = {}) => one({ name: "Film", file: film, ...more });
  const entryOf = () => world.must("media", "get", { entryId: stack.id("film") });
  const stored = () => world.emulator.store.collection<Props & { id: string; partnerId: number }>("entries");
  const written = () => world.called().filter(c => !/\.(list|get)$/.test(c));

  it("fetches a recording from an address, and is there when it is ready", async () => {
    await stack.up(fromUrl());
    expect(written()).to.deep.equal(["media.add", "media.addContent"]);
    expect(await entryOf()).to.include({ name: "Film", status: 2, mediaType: 1, duration: 120 });
    expect(stored().get(stack.id("film"))!.content).to.equal("https://example.com/film.mp4");
    expect(stack.outputs("film")).to.include({ status: "ready", durationSeconds: 120 });
  });

  it("uploads a file", async () => {
    await stack.up(fromFile({ mediaType: "audio" }));
    expect(written()).to.deep.equal([
      "media.add",
      "uploadtoken.add",
      "uploadtoken.upload",
      "media.addContent",
    ]);
    expect(stored().get(stack.id("film"))).to.include({ content: MP4.length, mediaType: 5 });
  });

  it("shows no change when nothing changed, before and after a refresh, and asks for nothing twice", async () => {
    for (const program of [fromUrl(), fromFile()]) {
      await stack.up(program);
      expect(stack.changes(program)).to.deep.equal({});
      await stack.refresh();
      expect(stack.changes(program)).to.deep.equal({});
      await stack.destroy();
    }
  });

  it("takes the same file under another name or date for no change of content", async () => {
    await stack.up(fromFile());
    utimesSync(film, 1, 1);
    expect(stack.changes(fromFile())).to.deep.equal({});
    const moved = join(folder, "moved.mp4");
    writeFileSync(moved, MP4);
    world.emulator.clearCalls();
    await stack.up(fromFile({ file: moved }));
    expect(written()).to.deep.equal([]);
  });

  it("replaces changed content under the same entry id, and waits for its new length", async () => {
    await stack.up(fromFile());
    const id = stack.id("film");
    writeFileSync(film, Buffer.concat([MP4, MP4]));
    world.emulator.core.options.mediaSeconds = 300;
    world.emulator.clearCalls();
    expect(await stack.up(fromFile())).to.deep.equal({ film: "update" });
    expect(stack.id("film")).to.equal(id);
    expect(written()).to.deep.equal(["uploadtoken.add", "uploadtoken.upload", "media.updateContent"]);
    expect(stack.outputs("film").durationSeconds).to.equal(300);
    await stack.up(fromUrl());
    expect(stack.id("film")).to.equal(id);
    expect(stored().get(id)!.content).to.equal("https://example.com/film.mp4");
    await stack.refresh();
    expect(stack.changes(fromUrl())).to.deep.equal({});
  });

  it("goes on with an upload that broke off, in the same run and in the next", async () => {
    const big = Buffer.alloc(1_000_000, 3);
    writeFileSync(film, big);
    const site = siteFor(mediaAsset, world.runtime, undefined, {});
    const file = {
      path: film,
      sha256: sha256OfFile(film),
      mark: "pulumi0123456789x0123456789ab",
      pieceBytes: 300_000,
    };
    world.emulator.faults.add({ service: "uploadToken", action: "upload", kind: "lostAnswer", nth: 2 });
    world.emulator.faults.add({ service: "uploadToken", action: "upload", kind: "reset", nth: 3 });
    world.emulator.faults.add({ service: "uploadToken", action: "upload", kind: "internalError", nth: 4 });
    const error = await failureOf(upload(site, file, () => {}));
    expect(error?.message).to.include("could not upload the file");
    world.emulator.faults.clear();
    const token = await upload(site, file, () => {});
    const { uploadedFileSize, status } = await world.must("uploadToken", "get", { uploadTokenId: token });
    expect({ uploadedFileSize, status }).to.deep.equal({ uploadedFileSize: String(big.length), status: 2 });
    expect(world.called().filter(c => c === "uploadtoken.add")).to.have.length(1);
    expect(await upload(site, file, () => {})).to.equal(token);
    expect(await upload(site, { ...file, mark: "pulumi0123456789xffffffffffff" }, () => {})).to.not.equal(
      token,
    );
  });

  it("goes on after a run that failed in the upload: the entry is kept, what is up is not sent again", async () => {
    world.emulator.faults.add({
      service: "media",
      action: "addContent",
      kind: "apiError",
      code: "SERVICE_FORBIDDEN",
      message: "no",
    });
    const error = await failureOf(stack.up(fromFile()));
    expect(error).to.be.instanceOf(PartialError);
    expect(error!.message).to.include('could not give "Film" its content').and.include("pulumi up again");
    const id = stack.id("film");
    expect(stack.changes(fromFile())).to.deep.equal({ film: "update" });
    world.emulator.clearCalls();
    await stack.up(fromFile());
    expect(stack.id("film")).to.equal(id);
    expect(written()).to.deep.equal(["media.addContent"]);
    expect(stack.changes(fromFile())).to.deep.equal({});
  });

  it("takes on the entry that a killed run left half made", async () => {
    const other = new Stack(world.freshRuntime());
    world.emulator.core.jobs.delayMs = "manual";
    world.emulator.faults.add({
      service: "media",
      action: "addContent",
      kind: "apiError",
      code: "SERVICE_FORBIDDEN",
      message: "no",
    });
    await failureOf(other.up(fromFile()));
    const id = other.id("film");
    world.emulator.core.jobs.delayMs = 0;
    // Nothing of it is in the state.
    stack = new Stack(world.freshRuntime());
    await stack.up(fromFile());
    expect(stack.id("film")).to.equal(id);
    expect(stack.outputs("film").status).to.equal("ready");
  });

  for (const [status, words] of [
    [-1, "could not convert https://example.com/film.mp4"],
    [-2, "could not fetch https://example.com/film.mp4"],
  ] as const) {
    it(`says so when Kaltura ${words.replace(/ https.*/, "")} it, and hands it over anew in the next run`, async () => {
      world.emulator.core.options.mediaStatus = status;
      const error = await failureOf(stack.up(fromUrl()));
      expect(error).to.be.instanceOf(PartialError);
      expect(error!.message).to.include(`input url: Kaltura ${words}`).and.include(stack.id("film"));
      expect(stack.outputs("film").status).to.equal("failed");
      const id = stack.id("film");
      await stack.refresh();
      expect(stack.changes(fromUrl())).to.deep.equal({ film: "update" });
      world.emulator.core.options.mediaStatus = 2;
      await stack.up(fromUrl());
      expect(stack.id("film")).to.equal(id);
      expect(stack.outputs("film").status).to.equal("ready");
      expect(stack.changes(fromUrl())).to.deep.equal({});
    });
  }

  it("keeps the old content when a replacement fails, and replaces it in the next run", async () => {
    await stack.up(fromUrl());
    world.emulator.core.options.mediaStatus = -1;
    const other = fromUrl({ url: "https://example.com/other.mp4" });
    const error = await failureOf(stack.up(other));
    expect(error?.message).to.include("could not convert https://example.com/other.mp4");
    expect((await entryOf()).status).to.equal(2);
    world.emulator.core.options.mediaStatus = 2;
    world.emulator.clearCalls();
    await stack.up(other);
    expect(written()).to.deep.equal(["media.cancelReplace", "media.updateContent"]);
    expect(stack.changes(other)).to.deep.equal({});
  });

  it("gives up waiting after waitMinutes, and waits again in the next run without another upload", async () => {
    world.emulator.core.jobs.delayMs = "manual";
    const program = fromFile({ waitMinutes: 1 });
    const error = await failureOf(stack.up(program));
    expect(error).to.be.instanceOf(PartialError);
    expect(error!.message).to.include('has not finished converting "Film"').and.include("after 1 minutes");
    await stack.refresh();
    expect(stack.outputs("film").status).to.equal("converting");
    world.emulator.core.jobs.delayMs = 0;
    world.emulator.clearCalls();
    await stack.up(program);
    expect(written()).to.deep.equal([]);
    expect(stack.outputs("film")).to.include({ status: "ready", durationSeconds: 120 });
    expect(stack.changes(program)).to.deep.equal({});
  });

  for (const kind of ["lostAnswer", "http502", "reset"] as const) {
    it(`gives content once when the answer to that is ${kind}`, async () => {
      world.emulator.faults.add({ service: "media", action: "addContent", kind, times: 1 });
      await stack.up(fromFile());
      writeFileSync(film, Buffer.concat([MP4, MP4]));
      world.emulator.faults.add({ service: "media", action: "updateContent", kind, times: 1 });
      await stack.up(fromFile());
      expect(world.emulator.faults.hits()).to.deep.equal([1, 1]);
      expect(stored().get(stack.id("film"))!.content).to.equal(2 * MP4.length);
      expect(stack.changes(fromFile())).to.deep.equal({});
    });

    it(`makes one entry when the answer to its creation is ${kind}`, async () => {
      world.emulator.faults.add({ service: "media", action: "add", kind, times: 1 });
      await stack.up(fromUrl());
      expect(world.emulator.faults.hits()).to.deep.equal([1]);
      expect(world.emulator.counts().entries).to.equal(1);
    });
  }

  it("mends what was changed by hand, and is made again when it was deleted", async () => {
    const program = fromUrl({ description: "About", tags: ["One"], referenceId: "film-1" });
    await stack.up(program);
    const id = stack.id("film");
    await world.must("media", "update", {
      entryId: id,
      mediaEntry: { objectType: "KalturaMediaEntry", name: "By hand", tags: "theirs" },
    });
    await stack.refresh();
    expect(stack.outputs("film")).to.deep.include({ name: "By hand", tags: ["theirs"] });
    expect(stack.changes(program)).to.deep.equal({ film: "update" });
    await stack.up(program);
    expect(await entryOf()).to.include({ name: "Film", tags: "one", description: "About" });
    await stack.up(fromUrl());
    expect((await entryOf()).description).to.equal("");
    await world.must("media", "delete", { entryId: id });
    await stack.refresh();
    expect(stack.changes(fromUrl())).to.deep.equal({ film: "create" });
    await stack.up(fromUrl());
  });

  it("refuses in preview what can't work", () => {
    const before = world.requests;
    for (const [inputs, words] of [
      [{ name: "Film" }, "url: is missing, and so is file"],
      [{ name: "Film", url: "https://x/y", file: film }, "is given beside file"],
      [{ name: "Film", url: "ftp://x/y" }, "is not a web address"],
      [{ name: "Film", file: join(folder, "none.mp4") }, "can't be read"],
      [{ name: "Film", file: folder }, "is not a file"],
    ] as const) {
      expect(() => stack.preview(one(inputs))).to.throw(Refused, words);
    }
    expect(stack.preview(one({ name: "Film", url: UNKNOWN }))).to.deep.equal({ film: "create" });
    expect(stack.preview(one({ name: "Film", file: UNKNOWN }))).to.deep.equal({ film: "create" });
    expect(world.requests).to.equal(before);
  });

  it("reads a large file once for many previews, and again when it changed", () => {
    const remember = { folder: join(folder, "cache"), from: 0 };
    const first = sha256OfFile(film, remember);
    expect(sha256OfFile(film, remember)).to.equal(first);
    // What is remembered is believed: nothing was read.
    const note = join(folder, "cache", readdirSync(join(folder, "cache"))[0]!);
    const text = readFileSync(note, "utf8");
    writeFileSync(note, text.replace(first, "a".repeat(64)));
    expect(sha256OfFile(film, remember)).to.equal("a".repeat(64));
    writeFileSync(film, Buffer.concat([MP4, Buffer.from("!")]));
    expect(sha256OfFile(film, remember)).to.not.be.oneOf([first, "a".repeat(64)]);
  });

  it("says how it stands, once in ten seconds at most, and nothing of what is quick", () => {
    let now = 0;
    const said = world.said.length;
    const report = reporter(siteFor(mediaAsset, world.runtime, undefined, {}), "Film", () => now);
    for (; now < 35_000; now += 100) report(() => `at ${now}`);
    expect(world.said.slice(said)).to.deep.equal(["Film: at 10000", "Film: at 20000", "Film: at 30000"]);
  });
});
