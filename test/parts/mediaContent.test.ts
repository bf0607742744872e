/** The content of a recording: when it is handed over and how, the wait for its conversion, and what is said of both. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type ApiError, TransportError } from "../../provider/kaltura/errors";
import type { Call } from "../../provider/kaltura/types";
import { enums } from "../../provider/kaltura/vocabulary";
import type { MediaEntry } from "../../provider/kaltura/wire";
import { OperationError } from "../../provider/lifecycle/failure";
import type { Site } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { type MediaContentInputs, mediaContent } from "../../provider/parts/mediaContent";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { desk, nameOf } from "./site";

const { EntryStatus: STATUS, EntryReplacementStatus } = enums;
const REPLACEMENT = Object.fromEntries(
  Object.entries(EntryReplacementStatus).map(([name, value]) => [name, Number(value)]),
) as Record<keyof typeof EntryReplacementStatus, number>;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const ADDRESS = "https://host/film.mp4?sig=1";
const BY_ADDRESS = `url:${sha256(ADDRESS)}`;
const OTHER = `url:${sha256("https://host/other.mp4")}`;
const fromUrl = (more: Partial<MediaContentInputs> = {}): MediaContentInputs => ({
  name: "Film",
  url: ADDRESS,
  ...more,
});

/** As Kaltura answers: the replacement of content by its number. */
const entry = (status: number, replacementStatus?: number, more: MediaEntry = {}): MediaEntry => ({
  id: "1_m",
  status,
  ...(replacementStatus === undefined ? {} : { replacementStatus }),
  ...more,
});
const EMPTY = entry(STATUS.NO_CONTENT);
const IMPORT = entry(STATUS.IMPORT);
const READY = entry(STATUS.READY);
const LOST = new TransportError("reset", "unknown", "the connection broke");
const refusedAs = (code: string) => `do this (Kaltura: ${code} – said ${code} [toy.act])`;

/** An entry's way through Kaltura as the test tells it. */
class Conversion {
  readonly sent: Props[] = [];
  readonly waits: number[] = [];
  /** What each look at the entry shows; the last stays. */
  looks: Array<MediaEntry | undefined> = [READY];
  /** What each call meets in place of its work; `undefined` lets one through. */
  readonly troubles: Array<ApiError | TransportError | undefined> = [];
  /** What the entry is after its content was handed over. */
  given = IMPORT;
  tokenStatus: number = enums.UploadTokenStatus.FULL_UPLOAD;
  readonly site: Site;
  readonly said: string[];
  /** Milliseconds of the machine's clock; waiting moves it. */
  clock = 0;

  constructor({ seen, events = [] }: { seen: Props; events?: Props[] }) {
    const { site, said } = desk(
      {
        media: () => (this.looks.length > 1 ? this.looks.shift() : this.looks[0]),
        eventsShowing: () => events,
        all: () => [],
      },
      { handles: { entry: "1_m" }, seen, now: 1_000_000 },
    );
    const gateway = {
      send: async (all: readonly Call[]) => all.map(call => this.answer(call)),
      read: async ({ args }: Call) => {
        expect(args, "what is asked for").to.deep.equal({ uploadTokenId: "0_t" });
        return { status: this.tokenStatus };
      },
    };
    const sleep = async (ms: number) => {
      this.waits.push(ms);
      this.clock += ms;
    };
    this.said = said;
    this.site = { ...site, runtime: { ...site.runtime, gateway, sleep } } as unknown as Site;
  }

  private answer(call: Call) {
    this.sent.push({ [nameOf(call)]: call.args });
    const trouble = this.troubles.shift();
    if (trouble instanceof TransportError) throw trouble;
    if (trouble !== undefined) return { ok: false, error: trouble };
    const token = { id: "0_t", status: enums.UploadTokenStatus.FULL_UPLOAD };
    return { ok: true, value: call.service === "uploadtoken" ? token : this.given };
  }

  get calls(): string[] {
    return this.sent.flatMap(Object.keys);
  }

  async settle(inputs: MediaContentInputs): Promise<void> {
    await mediaContent.settle!({ inputs, previous: undefined, unfinished: new Set() }, this.site);
  }

  get noted(): unknown {
    return this.site.seen.get("content");
  }
}

/** A new entry, as the call that made it answered. */
const made = (entry: MediaEntry = EMPTY, events: Props[] = []) => new Conversion({ seen: { entry }, events });
/** An entry that was looked at, with what it was given last. */
const there = (entry: MediaEntry, delivered: string | undefined = BY_ADDRESS, events: Props[] = []) =>
  new Conversion({ seen: { content: { entry, delivered } }, events });

const ADD = {
  "media.addContent": { entryId: "1_m", resource: { objectType: "KalturaUrlResource", url: ADDRESS } },
};
const UPDATE = { "media.updateContent": ADD["media.addContent"] };

describe("the content of a recording", () => {
  const { now } = Date;
  afterEach(() => {
    Date.now = now;
  });

  describe("when it is handed over", () => {
    it("is added to a new entry, and then looked at until it is ready", async () => {
      const conversion = made();
      conversion.looks = [entry(STATUS.PRECONVERT), READY];
      await conversion.settle(fromUrl());
      expect(conversion.sent).to.deep.equal([ADD]);
      expect(conversion.waits).to.deep.equal([1000, 2000]);
      expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
    });

    it("is left alone when it is there and nothing changed", async () => {
      for (const conversion of [there(READY), made(READY)]) {
        await conversion.settle(fromUrl());
        expect(conversion.sent).to.deep.equal([]);
        expect(conversion.waits).to.deep.equal([]);
        expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
      }
    });

    it("is only waited for when an earlier run handed it over", async () => {
      const ways = [
        entry(STATUS.IMPORT),
        entry(STATUS.PRECONVERT),
        entry(STATUS.PENDING),
        entry(STATUS.READY, REPLACEMENT.APPROVED_BUT_NOT_READY),
        // A failed entry is mended by a replacement.
        entry(STATUS.ERROR_CONVERTING, REPLACEMENT.APPROVED_BUT_NOT_READY),
      ];
      for (const way of ways) {
        const conversion = there(way);
        await conversion.settle(fromUrl());
        expect(conversion.sent, JSON.stringify(way)).to.deep.equal([]);
        expect(conversion.waits, JSON.stringify(way)).to.deep.equal([1000]);
        expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
      }
    });

    it("is added where an entry lost it, or never got it", async () => {
      const conversion = there(EMPTY);
      await conversion.settle(fromUrl());
      expect(conversion.sent).to.deep.equal([ADD]);
    });

    it("takes the place of other content, as it is another", async () => {
      const conversion = there(READY, OTHER);
      conversion.given = entry(STATUS.READY, REPLACEMENT.NOT_READY_AND_NOT_APPROVED);
      await conversion.settle(fromUrl());
      expect(conversion.sent[0]).to.deep.equal(UPDATE);
      expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
    });

    it("takes the place of what failed", async () => {
      for (const failed of [STATUS.ERROR_CONVERTING, STATUS.ERROR_IMPORTING]) {
        const conversion = there(entry(failed));
        await conversion.settle(fromUrl());
        expect(conversion.sent).to.deep.equal([UPDATE]);
      }
    });

    it("gives up first what was to take its place before", async () => {
      for (const [conversion, inputs] of [
        [there(entry(STATUS.READY, REPLACEMENT.FAILED)), fromUrl()],
        [there(entry(STATUS.READY, REPLACEMENT.APPROVED_BUT_NOT_READY), OTHER), fromUrl()],
      ] as const) {
        await conversion.settle(inputs);
        expect(conversion.sent).to.deep.equal([{ "media.cancelReplace": { entryId: "1_m" } }, UPDATE]);
      }
      const refused = there(entry(STATUS.READY, REPLACEMENT.FAILED));
      refused.troubles.push(refusal("input", "NO_WAY"));
      expect((await failureOf(refused.settle(fromUrl())))?.message).to.equal(
        `could not give up the content that was to come before: ${refusedAs("NO_WAY")}`,
      );
    });

    it("stays as it is while a session that shows it is on", async () => {
      const events = [{ status: 2, startDate: 900, endDate: 1100 }];
      const conversion = there(READY, OTHER, events);
      const error = await failureOf(conversion.settle(fromUrl()));
      expect(error).to.be.instanceOf(OperationError);
      expect(error?.message).to.equal(
        'entry 1_m ("Film") is shown by a session that is on from 1970-01-01T00:15Z to 1970-01-01T00:18:20Z, so its content was not changed. Run again after that, or set allowChangesWhileLive: true to do it all the same',
      );
      expect(conversion.sent).to.deep.equal([]);
      expect(conversion.noted).to.deep.equal({ entry: READY, delivered: OTHER });

      const allowed = there(READY, OTHER, events);
      await allowed.settle({ ...fromUrl(), allowChangesWhileLive: true } as MediaContentInputs);
      expect(allowed.calls).to.deep.equal(["media.updateContent"]);
      // Nothing that anybody sees is taken away here.
      for (const harmless of [
        made(EMPTY, events),
        there(entry(STATUS.ERROR_CONVERTING), BY_ADDRESS, events),
      ]) {
        await harmless.settle(fromUrl());
        expect(harmless.calls).to.have.length(1);
      }
    });
  });

  describe("when the handing over fails", () => {
    it("is refused in words that name it, and handed over by the next run", async () => {
      for (const [conversion, delivered] of [
        [made(), undefined],
        [there(READY, OTHER), OTHER],
      ] as const) {
        conversion.troubles.push(refusal("input", "NO_WAY"));
        const error = await failureOf(conversion.settle(fromUrl()));
        expect(error?.message).to.equal(`could not give "Film" its content: ${refusedAs("NO_WAY")}`);
        expect(conversion.sent).to.have.length(1);
        expect(conversion.noted).to.have.property("delivered", delivered);
      }
    });

    it("goes on when the answer is lost but the content is on its way", async () => {
      const conversion = made();
      conversion.troubles.push(LOST);
      conversion.looks = [IMPORT, READY];
      await conversion.settle(fromUrl());
      expect(conversion.sent).to.have.length(1);
      expect(conversion.waits).to.deep.equal([1000]);
    });

    it("goes on when a call of an earlier run came in between", async () => {
      const conversion = made();
      conversion.troubles.push(refusal("input", "ENTRY_ALREADY_WITH_CONTENT"));
      conversion.looks = [IMPORT, READY];
      await conversion.settle(fromUrl());
      expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
    });

    it("is tried four times when no answer comes and the entry knows nothing of it", async () => {
      const conversion = made();
      conversion.looks = [EMPTY, EMPTY, EMPTY, READY];
      conversion.troubles.push(LOST, LOST, LOST);
      await conversion.settle(fromUrl());
      expect(conversion.sent).to.deep.equal([ADD, ADD, ADD, ADD]);

      const hopeless = made();
      hopeless.looks = [EMPTY];
      hopeless.troubles.push(LOST, LOST, LOST, LOST);
      expect(await failureOf(hopeless.settle(fromUrl()))).to.equal(LOST);
      expect(hopeless.sent).to.have.length(4);
    });

    it("fails as Kaltura says when the entry is gone", async () => {
      const conversion = made();
      conversion.looks = [undefined];
      conversion.troubles.push(refusal("gone", "ENTRY_ID_NOT_FOUND"));
      expect((await failureOf(conversion.settle(fromUrl())))?.message).to.equal(
        `could not give "Film" its content: ${refusedAs("ENTRY_ID_NOT_FOUND")}`,
      );
    });
  });

  describe("as a file", () => {
    let folder: string;
    let file: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-content-"));
      file = join(folder, "film.mp4");
      writeFileSync(file, "film");
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });
    const fromFile = (more: Partial<MediaContentInputs> = {}): MediaContentInputs => ({
      name: "Film",
      file,
      fileSha256: sha256("film"),
      mark: "pulumi0123456789x0123456789ab",
      ...more,
    });
    const BY_FILE = `file:${sha256("film")}`;

    it("is uploaded under the resource's mark, and the upload handed over", async () => {
      const conversion = made();
      await conversion.settle(fromFile());
      expect(conversion.sent).to.deep.equal([
        {
          "uploadtoken.add": {
            uploadToken: {
              objectType: "KalturaUploadToken",
              fileName: `pulumi0123456789x0123456789ab-${sha256("film").slice(0, 16)}.mp4`,
              fileSize: 4,
            },
          },
        },
        {
          "media.addContent": {
            entryId: "1_m",
            resource: { objectType: "KalturaUploadedFileTokenResource", token: "0_t" },
          },
        },
      ]);
      expect(conversion.noted).to.deep.equal({ entry: READY, delivered: BY_FILE });
    });

    it("is known by what is in it", async () => {
      const same = there(READY, BY_FILE);
      await same.settle(fromFile());
      expect(same.sent).to.deep.equal([]);
      const changed = there(READY, `file:${sha256("old")}`);
      await changed.settle(fromFile());
      expect(changed.calls).to.deep.equal(["uploadtoken.add", "media.updateContent"]);
    });

    it("is not uploaded when it changed after the preview", async () => {
      const conversion = made();
      const error = await failureOf(conversion.settle(fromFile({ fileSha256: sha256("old") })));
      expect(error).to.be.instanceOf(OperationError);
      expect(error?.message).to.equal(`input file: ${file} changed after the preview; run pulumi up again`);
      expect(conversion.sent).to.deep.equal([]);
    });

    it("was taken when its upload was used, though the answer is lost and the entry shows nothing yet", async () => {
      const { CLOSED, FULL_UPLOAD } = enums.UploadTokenStatus;
      for (const [tokenStatus, times] of [
        [CLOSED, 1],
        [FULL_UPLOAD, 2],
      ] as const) {
        const conversion = there(READY, OTHER);
        conversion.tokenStatus = tokenStatus;
        conversion.troubles.push(undefined, LOST);
        await conversion.settle(fromFile());
        const given = conversion.calls.filter(call => call === "media.updateContent");
        expect(given, `token of status ${tokenStatus}`).to.have.length(times);
      }
    });

    it("is named when Kaltura can't convert it", async () => {
      const conversion = made();
      conversion.looks = [entry(STATUS.ERROR_CONVERTING)];
      expect((await failureOf(conversion.settle(fromFile())))?.message).to.equal(
        `input file: Kaltura could not convert ${file}; it must be a recording that plays, and fit the conversion profile ("Film", entry 1_m). Mend it; the next run hands it over anew`,
      );
    });
  });

  describe("while Kaltura converts it", () => {
    /** Ready after so many looks. */
    const readyAfter = (looks: number) => {
      const conversion = made();
      conversion.looks = [...Array(looks - 1).fill(IMPORT), READY];
      return conversion;
    };

    it("is looked at less and less often", async () => {
      const conversion = readyAfter(8);
      await conversion.settle(fromUrl());
      expect(conversion.waits).to.deep.equal([1000, 2000, 3000, 5000, 10_000, 15_000, 15_000, 15_000]);
    });

    it("is spoken of every ten seconds", async () => {
      const conversion = readyAfter(7);
      Date.now = () => conversion.clock;
      await conversion.settle(fromUrl());
      expect(conversion.said).to.deep.equal([
        "Film: Kaltura is converting it, for 11 s so far",
        "Film: Kaltura is converting it, for 21 s so far",
        "Film: Kaltura is converting it, for 36 s so far",
        "Film: Kaltura is converting it, for 51 s so far",
      ]);
    });

    it("is waited for as long as the program says, or half an hour", async () => {
      const waited = async (inputs: MediaContentInputs) => {
        const conversion = made();
        conversion.looks = [IMPORT];
        const error = await failureOf(conversion.settle(inputs));
        expect(error).to.be.instanceOf(OperationError);
        expect(conversion.noted).to.deep.equal({ entry: IMPORT, delivered: BY_ADDRESS });
        return [conversion.clock / 1000, error?.message] as const;
      };
      const words = (minutes: number) =>
        `Kaltura has not finished converting "Film" (entry 1_m) after ${minutes} minutes; it goes on by itself, and the next run waits again (input waitMinutes says how long)`;
      expect(await waited(fromUrl({ waitMinutes: 2 }))).to.deep.equal([126, words(2)]);
      expect(await waited(fromUrl())).to.deep.equal([1806, words(30)]);
      // To the second: no look more than asked for.
      expect(await waited(fromUrl({ waitMinutes: 0.1 }))).to.deep.equal([6, words(0)]);
    });

    it("is approved on an account where somebody has to", async () => {
      const { READY_BUT_NOT_APPROVED, NOT_READY_AND_NOT_APPROVED, APPROVED_BUT_NOT_READY } = REPLACEMENT;
      for (const status of [READY_BUT_NOT_APPROVED, NOT_READY_AND_NOT_APPROVED]) {
        const conversion = there(entry(STATUS.READY, status));
        conversion.looks = [entry(STATUS.READY, APPROVED_BUT_NOT_READY), READY];
        await conversion.settle(fromUrl());
        expect(conversion.sent).to.deep.equal([{ "media.approveReplace": { entryId: "1_m" } }]);
        expect(conversion.waits).to.deep.equal([1000, 2000]);
      }
      const refused = there(entry(STATUS.READY, READY_BUT_NOT_APPROVED));
      refused.troubles.push(refusal("permission", "NO_WAY"));
      expect((await failureOf(refused.settle(fromUrl())))?.message).to.equal(
        `could not approve the new content: ${refusedAs("NO_WAY")}`,
      );
    });

    it("ends when somebody deletes the entry", async () => {
      const conversion = made();
      conversion.looks = [undefined];
      const error = await failureOf(conversion.settle(fromUrl()));
      expect(error).to.be.instanceOf(OperationError);
      expect(error?.message).to.equal("entry 1_m was deleted while Kaltura converted it");
    });

    it("ends when it fails, with what is wrong with the address, shown without its query", async () => {
      const failing = async (...failed: Parameters<typeof entry>) => {
        const conversion = made();
        conversion.looks = [entry(...failed)];
        const error = await failureOf(conversion.settle(fromUrl()));
        expect(error).to.be.instanceOf(OperationError);
        expect(conversion.noted).to.have.property("delivered", BY_ADDRESS);
        return error?.message;
      };
      expect(await failing(STATUS.ERROR_IMPORTING)).to.equal(
        'input url: Kaltura could not fetch https://host/film.mp4?…; it must be public and answer with the recording itself ("Film", entry 1_m). Mend it; the next run hands it over anew',
      );
      const converting =
        'input url: Kaltura could not convert https://host/film.mp4?…; it must be a recording that plays, and fit the conversion profile ("Film", entry 1_m). Mend it; the next run hands it over anew';
      expect(await failing(STATUS.ERROR_CONVERTING)).to.equal(converting);
      expect(await failing(STATUS.READY, REPLACEMENT.FAILED)).to.equal(converting);
    });
  });

  describe("when it is looked at", () => {
    const look = (
      answer: MediaEntry | undefined,
      { handles = { entry: "1_m" } as Props, seen = {}, state = {} } = {},
    ) => {
      const { site } = desk({ media: () => answer }, { handles, seen, state });
      return mediaContent.observe(site, {});
    };

    it("is what the entry shows, and what the state says was handed over", async () => {
      expect(await look(READY, { state: { content: OTHER } })).to.deep.equal({
        entry: READY,
        delivered: OTHER,
      });
      expect(await look(READY, { state: { content: 7 } })).to.deep.equal({
        entry: READY,
        delivered: undefined,
      });
      expect(
        await look(READY, {
          state: { content: OTHER },
          seen: { content: { entry: READY, delivered: BY_ADDRESS } },
        }),
      ).to.deep.equal({ entry: READY, delivered: BY_ADDRESS });
      expect(
        await look(READY, {
          state: { content: OTHER },
          seen: { content: { entry: READY, delivered: undefined } },
        }),
      ).to.deep.equal({ entry: READY, delivered: OTHER });
    });

    it("is nothing without the entry", async () => {
      expect(await look(undefined)).to.equal(undefined);
      const { site } = desk();
      expect(await mediaContent.observe(site, {})).to.equal(undefined);
    });

    it("needs no call of its own, and goes with its entry", async () => {
      const { site } = desk();
      const want = { inputs: fromUrl(), previous: undefined, unfinished: new Set<string>() };
      expect(await mediaContent.plan(want, undefined, site)).to.deep.equal([]);
      expect(await mediaContent.remove({ entry: READY, delivered: OTHER }, site)).to.deep.equal([]);
      expect(mediaContent).to.include({ key: "content", label: "content" });
      expect(mediaContent.permissions).to.deep.equal([]);
    });

    it("is missing in a refresh when it is another one, or not ready", async () => {
      const missing = async (seen: MediaEntry | undefined, delivered?: string) =>
        mediaContent.drift(fromUrl(), seen && { entry: seen, delivered }, desk().site);
      const not = { inputs: {}, missing: false };
      const yes = { inputs: {}, missing: true };
      expect(await missing(READY, BY_ADDRESS)).to.deep.equal(not);
      expect(await missing(READY)).to.deep.equal(not);
      expect(await missing(READY, OTHER)).to.deep.equal(yes);
      expect(await missing(undefined)).to.deep.equal(yes);
      expect(await missing(EMPTY, BY_ADDRESS)).to.deep.equal(yes);
      expect(await missing(IMPORT, BY_ADDRESS)).to.deep.equal(yes);
      expect(await missing(entry(STATUS.READY, REPLACEMENT.FAILED), BY_ADDRESS)).to.deep.equal(yes);
    });

    it("is ready, converting or failed, and has a length when it is ready", () => {
      const outputs = (entry: MediaEntry) => mediaContent.outputs!({ entry, delivered: OTHER });
      const length = { msDuration: 61_001 };
      const { NONE, FAILED, APPROVED_BUT_NOT_READY } = REPLACEMENT;
      const cases: Array<[MediaEntry, string, number | undefined]> = [
        [entry(STATUS.READY, undefined, length), "ready", 62],
        [entry(STATUS.READY, NONE, { duration: 61 }), "ready", 61],
        [entry(STATUS.MODERATE), "ready", 0],
        [entry(STATUS.IMPORT, NONE, length), "converting", undefined],
        [entry(STATUS.PRECONVERT), "converting", undefined],
        [entry(STATUS.PENDING), "converting", undefined],
        [entry(STATUS.READY, APPROVED_BUT_NOT_READY, length), "converting", undefined],
        [entry(STATUS.ERROR_CONVERTING, APPROVED_BUT_NOT_READY), "converting", undefined],
        [entry(STATUS.READY, FAILED, length), "failed", undefined],
        [entry(STATUS.IMPORT, FAILED), "failed", undefined],
        [entry(STATUS.ERROR_CONVERTING), "failed", undefined],
        [entry(STATUS.ERROR_IMPORTING), "failed", undefined],
        [EMPTY, "failed", undefined],
      ];
      for (const [one, status, durationSeconds] of cases)
        expect(outputs(one), JSON.stringify(one)).to.deep.equal({ content: OTHER, status, durationSeconds });
    });
  });

  describe("in an import", () => {
    const downloadUrl = "https://host/download/1_m";
    const fill = async (seen: MediaEntry | undefined) => {
      const { site } = desk();
      const inputs = await mediaContent.fill!(seen && { entry: seen, delivered: undefined }, site, {});
      return { inputs, noted: site.seen.get("content") };
    };

    it("stands for itself by the address that Kaltura gives it out at", async () => {
      const there = { ...READY, downloadUrl };
      for (const seen of [{ ...there, name: "Film" }, there])
        expect(await fill(seen)).to.deep.equal({
          inputs: { url: downloadUrl },
          noted: { entry: seen, delivered: `url:${sha256(downloadUrl)}` },
        });
    });

    it("is nothing where there is none", async () => {
      for (const seen of [undefined, { ...EMPTY, downloadUrl }, READY, { ...READY, downloadUrl: "" }])
        expect(await fill(seen)).to.deep.equal({ inputs: {}, noted: undefined });
    });
  });
});
