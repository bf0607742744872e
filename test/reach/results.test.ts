import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Handlers } from "../../reach";
import { checkCaptions } from "../../reach/results/captionText";
import { checkResult, isInline } from "../../reach/results/results";
import { captions, Market, STATUS, VTT } from "./support";

describe("what a handler returns", () => {
  let market: Market;
  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  /** Orders, has it done and gives the task as it ended. */
  const done = async (item: Parameters<Market["order"]>[0], handlers: Handlers, more = {}) => {
    const id = await market.order(item, more);
    await market.work({ handlers });
    return market.until(id, STATUS.READY);
  };

  it("becomes captions that know their transcript", async () => {
    const transcript = { language: "English", content: "Hello", accuracy: 90, humanVerified: true };
    const task = await done("machineCaptions", { captions: () => ({ ...captions(), transcript }) });
    const [caption] = market.assets("captionAssets", task.entryId);
    const [attachment] = market.assets("attachmentAssets", task.entryId);
    expect(attachment).to.include({
      ...{ objectType: "KalturaTranscriptAsset", language: "English", content: "Hello", format: "1" },
      ...{ accuracy: 0.9, humanVerified: 1, filename: `transcript-${task.id}.txt`, status: 2 },
    });
    expect(caption!.associatedTranscriptIds).to.equal(attachment!.id);
    expect(task.outputObjectId).to.equal(caption!.id);
  });

  it("becomes tags of the entry where the customer wants topics, and nowhere else", async () => {
    const handlers: Handlers = { captions: () => ({ ...captions(), tags: ["Pulumi", "video, live"] }) };
    const tagsOf = (entryId: string) =>
      market.emulator.store.collection<never>("entries").get(entryId) as unknown as { tags: string };
    const wanted = await done("machineCaptions", handlers);
    expect(tagsOf(wanted.entryId).tags).to.equal("pulumi, video  live");
    await market.world.must("reach_reachprofile", "update", {
      id: market.reach.profileId,
      reachProfile: { objectType: "KalturaReachProfile", enableMetadataExtraction: false },
    });
    const id = await market.order();
    const other = await market.until(id, STATUS.READY);
    expect(tagsOf(other.entryId).tags).to.equal("");
  });

  it("becomes translated captions", async () => {
    const entryId = await market.recording();
    const { id: captionAssetId } = await market.world.must("caption_captionasset", "add", {
      entryId,
      captionAsset: { objectType: "KalturaCaptionAsset", language: "English" },
    });
    let from: string | undefined;
    const french = [
      { language: "French", format: "srt" as const, content: "1\n00:00:00,000 --> 00:00:02,000\nSalut\n" },
    ];
    const task = await done(
      "machineTranslation",
      {
        translation: ({ captionAssetId: id, targetLanguage }) => {
          from = id;
          expect(targetLanguage).to.equal("French");
          return { captions: french };
        },
      },
      { entryId, taskJobData: { objectType: "KalturaTranslationVendorTaskData", captionAssetId } },
    );
    expect(from).to.equal(captionAssetId);
    expect(market.assets("captionAssets", task.entryId).map(one => one.language)).to.deep.equal([
      "English",
      "French",
    ]);
  });

  it("becomes chapters, in the milliseconds of Kaltura", async () => {
    const task = await done("chapters", {
      chapters: () => ({
        chapters: [
          { start: 0, title: "Welcome" },
          { start: 61.5, title: "Keynote", description: "What is new", tags: ["news"] },
        ],
      }),
    });
    const points = market.assets("cuePoints", task.entryId);
    expect(points.map(({ startTime, title, subType }) => [startTime, title, subType])).to.deep.equal([
      [0, "Welcome", 2],
      [61_500, "Keynote", 2],
    ]);
    expect(task.outputObjectId).to.equal(points[0]!.id);
  });

  it("becomes sound tracks for the renditions that the order names, the original one too", async () => {
    const path = join(market.folder, "track.mp3");
    writeFileSync(path, Buffer.alloc(300_000, 1));
    const task = await done("dubbing", {
      dubbing: () => ({
        tracks: [{ language: "French", label: "Français", content: { path } }],
        original: { language: "English", content: Buffer.alloc(1000, 2), fileExt: "aac" },
      }),
    });
    const [track, original] = market.assets("flavorAssets", task.entryId);
    expect(track).to.include({
      flavorParamsId: 91,
      language: "French",
      label: "Français",
      size: 300_000,
      status: 2,
    });
    expect(original).to.include({ flavorParamsId: 92, language: "English", fileExt: "aac", size: 1000 });
    expect(task.outputObjectId).to.equal(track!.id);
  });

  it("becomes what the player knows as extended audio description", async () => {
    const task = await done("extendedAudioDescription", {
      extendedAudioDescription: () => ({ description: { language: "English", content: VTT } }),
    });
    expect(market.assets("attachmentAssets", task.entryId)[0]).to.include({
      ...{ objectType: "KalturaTranscriptAsset", tags: "AAD", content: VTT, status: 2 },
    });
  });

  it("becomes the entry's title, description and further tags", async () => {
    const entryId = await market.recording("Old");
    await market.world.must("baseEntry", "update", {
      entryId,
      baseEntry: { objectType: "KalturaBaseEntry", tags: "one,two" },
    });
    await done(
      "intelligentTagging",
      { tagging: () => ({ tags: ["Two", "three"], title: "New", description: "About" }) },
      { entryId },
    );
    const entry = market.emulator.store.collection<never>("entries").get(entryId) as unknown;
    expect(entry).to.include({ name: "New", description: "About", tags: "one, two, three" });
  });

  it("becomes the output of a summary", async () => {
    const task = await done(
      "summary",
      { summary: () => ({ output: { summary: "Short" } }) },
      {
        taskJobData: {
          objectType: "KalturaSummaryVendorTaskData",
          typeOfSummary: "concise",
          writingStyle: "formal",
        },
      },
    );
    expect(task.taskJobData).to.include({
      summaryOutputJson: '{"summary":"Short"}',
      typeOfSummary: "concise",
    });
  });

  it("may be large: what does not fit into a call goes up in pieces", async () => {
    const cue = (i: number) =>
      `${String(Math.floor(i / 60)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
    const content = `WEBVTT\n\n${Array.from({ length: 3599 }, (_, i) => `${cue(i)}.000 --> ${cue(i + 1)}.000\n${"word ".repeat(20)}\n`).join("\n")}`;
    const task = await done("machineCaptions", { captions: () => captions(content) });
    expect(market.assets("captionAssets", task.entryId)[0]).to.include({
      size: Buffer.byteLength(content),
      status: 2,
    });
  });

  it("may lie at an address from where Kaltura fetches it", async () => {
    const task = await done("machineCaptions", {
      captions: () => ({
        captions: [{ language: "English", format: "vtt", content: { url: "https://vendor.example/8.vtt" } }],
        externalTaskId: "job-77",
        accuracy: 98,
      }),
    });
    expect(market.assets("captionAssets", task.entryId)).to.have.length(1);
    expect(task).to.include({ externalTaskId: "job-77", accuracy: 98 });
  });

  it("leaves nothing behind when the task ends with ERROR half way", async () => {
    const id = await market.order("dubbing");
    await market.work({
      attempts: 2,
      handlers: {
        dubbing: () => ({
          tracks: [
            { language: "French", content: Buffer.from("sound") },
            { language: "German", content: { path: join(market.folder, "missing.mp3") } },
          ],
        }),
      },
    });
    await market.until(id, STATUS.ERROR);
    expect(market.assets("flavorAssets", market.task(id).entryId)).to.deep.equal([]);
  });

  describe("is looked at first", () => {
    const problem = (service: Parameters<typeof checkResult>[0], value: unknown) => {
      try {
        checkResult(service, value);
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    };
    for (const [service, value, words] of [
      [
        "chapters",
        {
          chapters: [
            { start: 5, title: "B" },
            { start: 5, title: "C" },
          ],
        },
        "in order of their starts",
      ],
      ["chapters", { chapters: [{ start: -1, title: "A" }] }, "chapters[0].start"],
      ["dubbing", { tracks: [{ language: "French", content: "" }] }, "tracks[0].content"],
      ["dubbing", { tracks: [{ language: "French", content: Buffer.alloc(0) }] }, "tracks[0].content"],
      ["dubbing", { tracks: [{ language: "French", content: { url: "file:///etc/passwd" } }] }, "content"],
      ["tagging", {}, "must hold tags, a title or a description"],
      ["summary", { output: undefined }, "output"],
      ["captions", { ...captions(), accuracy: 101 }, "accuracy"],
    ] as const) {
      it(`and refused for ${words}`, () => {
        expect(problem(service, value))
          .to.include(`The handler of ${service} returned`)
          .and.to.include(words);
      });
    }

    it("and kept until it is in place, when it is whole as JSON", () => {
      expect(isInline(checkResult("captions", captions()))).to.equal(true);
      const path = { tracks: [{ language: "French", content: { path: "/x" } }] };
      expect(isInline(checkResult("dubbing", path))).to.equal(false);
      const bytes = { tracks: [{ language: "French", content: Buffer.from("x") }] };
      expect(isInline(checkResult("dubbing", bytes))).to.equal(false);
    });
  });

  describe("as caption files", () => {
    for (const [format, text, problem] of [
      ["vtt", VTT, undefined],
      ["vtt", "\uFEFFWEBVTT - title\r\n\r\n100:00:00.000 --> 100:00:01.000 line:0\r\nx\r\n", undefined],
      ["vtt", "WEBVTT\n", "holds no captions"],
      ["vtt", "WEBVTTX\n\n00:00.000 --> 00:01.000\nx", "is no WebVTT: its beginning is not one's"],
      ["vtt", "WEBVTT\n\n0:00.0 --> 00:01.000\nx", "has no times that can be read in line 3"],
      ["srt", "1\n00:00:00,000 --> 00:00:01,000\nx\n", undefined],
      ["srt", "hello", "is no SRT: its beginning is not one's"],
      [
        "dfxp",
        '<?xml version="1.0"?>\n<tt xmlns="x"><body><div><p begin="0s">x</p></div></body></tt>',
        undefined,
      ],
      ["dfxp", "<tt></tt>", "holds no captions"],
    ] as const) {
      it(`finds ${problem ?? "nothing wrong"} in ${JSON.stringify(text.slice(0, 24))}`, () => {
        expect(checkCaptions(format, text)).to.equal(problem);
      });
    }
  });
});
