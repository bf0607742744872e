/** The picture of a live entry: when it is sent, by which call, and what happens when Kaltura refuses the plain one. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import type { Site } from "../../provider/lifecycle/part";
import {
  jpegProblem,
  type ThumbnailInputs,
  thumbnail,
  withThumbnailHash,
} from "../../provider/parts/thumbnail";
import { refusal } from "../lifecycle/toy";
import { desk, shown } from "./site";

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x10]);
const ADDRESS = "https://host/picture.jpg?sig=1";
const SHA = createHash("sha256").update(JPEG).digest("hex");

describe("the picture of a live entry", () => {
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-picture-"));
    path = join(folder, "picture.jpg");
    writeFileSync(path, JPEG);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const entryDesk = (state = {}) => desk({}, { handles: { entry: "1_e" }, state }).site;
  /** The plan of a refreshed look, as the lifecycle makes it. */
  const planned = async (
    site: Site,
    inputs: ThumbnailInputs,
    previous?: ThumbnailInputs,
    unfinished: readonly string[] = [],
  ) =>
    thumbnail.plan(
      { inputs, previous, unfinished: new Set(unfinished) },
      await thumbnail.observe(site, inputs),
      site,
    );

  describe("a file for a thumbnail", () => {
    it("has to be a JPEG file", () => {
      expect(jpegProblem(path)).to.equal(undefined);
      const put = (...bytes: number[]) => {
        const made = join(folder, "made.jpg");
        writeFileSync(made, Buffer.from(bytes));
        return jpegProblem(made);
      };
      const no = "is not a JPEG file; convert the picture to JPEG, or give its URL";
      expect(put(0xff, 0xd8, 0xff, 0)).to.equal(undefined);
      expect(put(0xff, 0xd8, 0xff)).to.equal(no);
      expect(put()).to.equal(no);
      for (const wrong of [0, 1, 2]) {
        const bytes = [...JPEG];
        bytes[wrong] = 0x12;
        expect(put(...bytes), `byte ${wrong}`).to.equal(no);
      }
      expect(jpegProblem(join(folder, "nowhere.jpg"))).to.equal(
        "can't be read; give the path of a JPEG file, seen from the project's folder, or a URL",
      );
    });

    it("has its hash beside it", () => {
      expect(withThumbnailHash({ thumbnail: path })).to.deep.equal({ thumbnail: path, thumbnailSha256: SHA });
      expect(withThumbnailHash({ thumbnail: ADDRESS, thumbnailSha256: SHA })).to.deep.equal({
        thumbnail: ADDRESS,
      });
    });
  });

  describe("a thumbnail", () => {
    const fromFile = (more: ThumbnailInputs = {}) => ({ thumbnail: path, thumbnailSha256: SHA, ...more });

    it("is fetched by Kaltura when it is an address, which is shown without its query", async () => {
      const [step, ...more] = await planned(entryDesk(), { thumbnail: ADDRESS });
      expect(more).to.deep.equal([]);
      expect(shown([step!])).to.deep.equal([
        {
          purpose: "set the thumbnail from https://host/picture.jpg?…",
          call: "livestream.updateOfflineThumbnailFromUrl",
          args: { entryId: "1_e", url: ADDRESS },
        },
      ]);
      expect(step?.inputOf?.("url")).to.equal("thumbnail");
    });

    it("is sent when it is a file", async () => {
      const [step, ...more] = await planned(entryDesk(), fromFile());
      expect(more).to.deep.equal([]);
      expect(shown([step!])).to.deep.equal([
        {
          purpose: `set the thumbnail from ${path}`,
          call: "livestream.updateOfflineThumbnailJpeg",
          args: { entryId: "1_e" },
        },
      ]);
      expect(step?.call.files).to.deep.equal({
        fileData: { name: "thumbnail.jpg", contentType: "image/jpeg", content: JPEG },
      });
      expect(step?.inputOf?.("fileData")).to.equal("thumbnail");
    });

    it("is sent to an entry that the same request makes", async () => {
      const { site } = desk();
      const entry = new Reference(calls.liveStream.get("1_e"), "id");
      site.handles.set("entry", entry);
      const [step] = await planned(site, { thumbnail: ADDRESS });
      expect(step?.call.args.entryId).to.equal(entry);
    });

    it("is sent again when its content or its address changed, and only then", async () => {
      const elsewhere = { thumbnail: "elsewhere.jpg" };
      const same: Array<[ThumbnailInputs, ThumbnailInputs | undefined]> = [
        [fromFile(), fromFile()],
        [fromFile(), fromFile(elsewhere)],
        [{ thumbnail: ADDRESS }, { thumbnail: ADDRESS }],
        [{}, undefined],
        [{}, fromFile()],
      ];
      for (const [inputs, previous] of same)
        expect(await planned(entryDesk(), inputs, previous), JSON.stringify(inputs)).to.deep.equal([]);
      const changed: Array<[ThumbnailInputs, ThumbnailInputs | undefined]> = [
        [fromFile(), fromFile({ thumbnailSha256: "of before" })],
        [fromFile(), {}],
        [fromFile(), { thumbnail: ADDRESS }],
        [{ thumbnail: ADDRESS }, { thumbnail: "https://host/other.jpg" }],
        [{ thumbnail: ADDRESS }, fromFile()],
        [{ thumbnail: ADDRESS }, {}],
      ];
      for (const [inputs, previous] of changed)
        expect(await planned(entryDesk(), inputs, previous), JSON.stringify(inputs)).to.have.length(1);
    });

    it("is sent again when the run before left it out, and once in a run", async () => {
      const site = entryDesk();
      const again = () => planned(site, fromFile(), fromFile(), ["thumbnail"]);
      expect(await planned(site, fromFile(), fromFile(), ["event"])).to.deep.equal([]);
      const [step] = await again();
      step!.done!({} as never);
      expect(await again()).to.deep.equal([]);
      const other = entryDesk();
      const [fetched] = await planned(other, { thumbnail: ADDRESS });
      fetched!.done!({} as never);
      expect(await planned(other, { thumbnail: ADDRESS })).to.deep.equal([]);
    });

    it("becomes the default of the entry's pictures where the server breaks over the plain way", async () => {
      const site = entryDesk();
      const [plain] = await planned(site, fromFile());
      expect(plain?.recover?.(refusal("input"))).to.equal(false);
      expect(await planned(site, fromFile())).to.have.length(1);
      expect(plain?.recover?.(refusal("server"))).to.equal(true);

      const steps = await planned(site, fromFile());
      const [add, choose] = steps;
      expect(shown(steps)).to.deep.equal([
        {
          purpose: "add the thumbnail as an asset",
          call: "thumbasset.addFromImage",
          args: { entryId: "1_e" },
        },
        {
          purpose: "make the thumbnail the default",
          call: "thumbasset.setAsDefault",
          args: { thumbAssetId: new Reference(add!.call, "id") },
        },
      ]);
      expect(add?.call.files).to.deep.equal(plain?.call.files);
      expect(steps.map(step => step.inputOf?.("any"))).to.deep.equal(["thumbnail", "thumbnail"]);
      // A picture that is there but not shown is still to come.
      expect(add?.done).to.equal(undefined);
      choose!.done!(null as never);
      expect(await planned(site, fromFile())).to.deep.equal([]);
    });

    it("is missing as long as the run before left it out, and never another one", async () => {
      const missing = (inputs: ThumbnailInputs, unfinished: string[]) =>
        thumbnail.drift(inputs, undefined, entryDesk({ unfinished }));
      expect(await missing(fromFile(), ["event", "thumbnail"])).to.deep.equal({ inputs: {}, missing: true });
      expect(await missing(fromFile(), ["event"])).to.deep.equal({ inputs: {}, missing: false });
      expect(await missing({}, ["thumbnail"])).to.deep.equal({ inputs: {}, missing: false });
    });

    it("goes with its entry", async () => {
      expect(await thumbnail.remove({ refused: true }, entryDesk())).to.deep.equal([]);
    });

    it("needs no permission, and is called what people call it", () => {
      expect(thumbnail).to.include({ key: "thumbnail", label: "thumbnail" });
      expect(thumbnail.permissions).to.deep.equal([]);
    });
  });
});
