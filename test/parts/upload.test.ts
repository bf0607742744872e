/** The upload of a file: under which name, where it goes on, what it says meanwhile, and what it leaves. */
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { TransportError } from "../../provider/kaltura/errors";
import type { Call } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import type { UploadToken } from "../../provider/kaltura/wire";
import { OperationError } from "../../provider/lifecycle/failure";
import type { Site } from "../../provider/lifecycle/part";
import { type Upload, upload } from "../../provider/parts/upload";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { desk, MARK, nameOf } from "./site";

const SHA = "0123456789abcdef".repeat(4);
const NAME = `${MARK}-0123456789abcdef.mp4`;
const [PENDING, PARTIAL, FULL, CLOSED] = [0, 1, 2, 3];
const LOST = new TransportError("reset", "unknown", "the connection broke");

/** A server of uploads; its tokens are those that the test put there and those that were made. */
class Uploads {
  readonly tokens: UploadToken[] = [];
  /** Calls that were sent, as `uploadtoken.add`. */
  readonly sent: string[] = [];
  readonly pieces: Props[] = [];
  readonly waits: number[] = [];
  readonly looks: unknown[] = [];
  /** What the next calls meet in place of their work; `undefined` lets one through. */
  readonly troubles: Array<Error | undefined> = [];
  /** Whether what a call does stays although its answer is lost. */
  keeps = false;
  /** Takes no byte of any piece. */
  stubborn = false;
  readonly site: Site;

  constructor() {
    const { site } = desk({ all: (list: unknown, filter: unknown) => this.list(list, filter) });
    const gateway = {
      send: async (all: readonly Call[]) => all.map(call => this.answer(call)),
      read: async ({ args }: Call) => this.tokens.find(t => t.id === args.uploadTokenId),
    };
    const sleep = async (ms: number) => {
      this.waits.push(ms);
    };
    this.site = { ...site, runtime: { ...site.runtime, gateway, sleep } } as unknown as Site;
  }

  /** All there is, whatever the filter says, as a server does that does not know it. */
  private list(list: unknown, filter: unknown): UploadToken[] {
    expect(list).to.equal(calls.uploadToken.list);
    this.looks.push(filter);
    return [...this.tokens];
  }

  private answer(call: Call) {
    this.sent.push(nameOf(call));
    const trouble = this.troubles.shift();
    if (trouble instanceof TransportError) {
      if (this.keeps) this.work(call);
      throw trouble;
    }
    return trouble === undefined ? { ok: true, value: this.work(call) } : { ok: false, error: trouble };
  }

  private work({ action, args, files }: Call): unknown {
    if (action === "add") {
      const token = { ...(args.uploadToken as UploadToken), id: `0_${this.tokens.length}`, status: PENDING };
      this.tokens.push(token);
      return token;
    }
    const at = this.tokens.findIndex(t => t.id === args.uploadTokenId);
    if (action === "delete") return this.tokens.splice(at, 1) && null;
    const { fileData } = files!;
    const from = Number(args.resumeAt ?? 0);
    this.pieces.push({ from, name: fileData!.name, text: fileData!.content.toString("latin1") });
    const uploadedFileSize = this.stubborn ? 0 : from + fileData!.content.length;
    const status = args.finalChunk && !this.stubborn ? FULL : PARTIAL;
    this.tokens[at] = { ...this.tokens[at], uploadedFileSize, status };
    return this.tokens[at];
  }
}
type Props = Record<string, unknown>;

describe("the upload of a file", () => {
  let folder: string;
  let path: string;
  let server: Uploads;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-upload-"));
    path = join(folder, "film.mp4");
    writeFileSync(path, "0123456789");
    server = new Uploads();
    said = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const send = (more: Partial<Upload> = {}) =>
    upload(server.site, { path, sha256: SHA, mark: MARK, ...more }, line => said.push(line()));
  const begun = (more: UploadToken = {}): UploadToken => ({
    id: "0_begun",
    fileName: NAME,
    fileSize: "10",
    uploadedFileSize: "4",
    status: PARTIAL,
    ...more,
  });

  it("goes up piece by piece, and says how far it is", async () => {
    expect(await send({ pieceBytes: 4 })).to.equal("0_0");
    expect(server.sent).to.deep.equal(["uploadtoken.add", ...Array(3).fill("uploadtoken.upload")]);
    expect(server.tokens[0]).to.include({ fileName: NAME, fileSize: 10, status: FULL });
    expect(server.pieces).to.deep.equal([
      { from: 0, name: NAME, text: "0123" },
      { from: 4, name: NAME, text: "4567" },
      { from: 8, name: NAME, text: "89" },
    ]);
    expect(said).to.deep.equal(["0 % of 1 MB uploaded", "40 % of 1 MB uploaded", "80 % of 1 MB uploaded"]);
  });

  it("goes up in one piece when it is small", async () => {
    await send();
    expect(server.pieces).to.deep.equal([{ from: 0, name: NAME, text: "0123456789" }]);
  });

  it("is named after its owner and its content, with the ending that tells Kaltura its kind", async () => {
    const names = {
      "talk.MOV": "0123456789abcdef.mov",
      "talk.part.m4v": "0123456789abcdef.m4v",
      "talk.matroska": "0123456789abcdef.matroska",
      "talk.recording": "0123456789abcdef",
      "talk.m-4": "0123456789abcdef",
      talk: "0123456789abcdef",
    };
    for (const [file, name] of Object.entries(names)) {
      writeFileSync(join(folder, file), file);
      await send({ path: join(folder, file) });
      await send({ path: join(folder, file), mark: undefined });
      expect(server.tokens.slice(-2).map(t => t.fileName)).to.deep.equal([
        `${MARK}-${name}`,
        `pulumi-${name}`,
      ]);
    }
  });

  it("says how large it is in the unit that people use", async () => {
    const sizes: Array<[number, string]> = [
      [1_000_001, "2 MB"],
      [999_999_999, "1000 MB"],
      [1_000_000_000, "1.0 GB"],
      [2_160_000_000, "2.2 GB"],
    ];
    for (const [size, words] of sizes) {
      truncateSync(path, size);
      server = new Uploads();
      server.tokens.push(begun({ fileSize: size, uploadedFileSize: size - 1 }));
      await send();
      expect(said.pop()).to.equal(`99 % of ${words} uploaded`);
    }
  });

  it("goes on where an earlier run left it, whatever state that was in", async () => {
    server.tokens.push(begun());
    expect(await send()).to.equal("0_begun");
    expect(server.sent).to.deep.equal(["uploadtoken.upload"]);
    expect(server.pieces).to.deep.equal([{ from: 4, name: NAME, text: "456789" }]);
    expect(server.looks[0]).to.deep.equal({ objectType: "KalturaUploadTokenFilter", fileNameEqual: NAME });
    // All of it is up, and not used yet.
    server.sent.length = 0;
    expect(await send()).to.equal("0_begun");
    expect(server.sent).to.deep.equal([]);

    server = new Uploads();
    server.tokens.push(begun({ status: PENDING, uploadedFileSize: 0 }));
    expect(await send()).to.equal("0_begun");
    expect(server.sent).to.deep.equal(["uploadtoken.upload"]);
  });

  it("goes on with no upload of another file, of another owner, or one that was used", async () => {
    server.tokens.push(
      begun({ id: "0_name", fileName: NAME.toUpperCase() }),
      begun({ id: "0_size", fileSize: "11" }),
      begun({ id: "0_used", status: CLOSED }),
    );
    expect(await send()).to.equal("0_3");
    expect(server.tokens.map(t => t.id)).to.deep.equal(["0_name", "0_size", "0_used", "0_3"]);
  });

  it("takes away what a killed run began beside it, and only that", async () => {
    server.tokens.push(
      begun(),
      begun({ id: "0_full", status: FULL }),
      begun({ id: "0_pending", status: PENDING }),
      begun({ id: "0_size", fileSize: "11" }),
    );
    expect(await send()).to.equal("0_begun");
    expect(server.tokens.map(t => t.id)).to.deep.equal(["0_begun", "0_size"]);
    expect(server.sent.slice(1)).to.deep.equal(["uploadtoken.delete", "uploadtoken.delete"]);
  });

  it("finds by its name what was begun when the answer is lost, and begins nothing twice", async () => {
    server.keeps = true;
    server.troubles.push(LOST);
    expect(await send()).to.equal("0_0");
    expect(server.sent).to.deep.equal(["uploadtoken.add", "uploadtoken.upload"]);
    expect(server.waits).to.deep.equal([1000]);
    expect(server.tokens).to.have.length(1);
  });

  it("is begun anew when the answer is lost and nothing was made, four times at most", async () => {
    server.troubles.push(LOST, LOST, LOST);
    expect(await send()).to.equal("0_0");
    expect(server.sent).to.deep.equal([...Array(4).fill("uploadtoken.add"), "uploadtoken.upload"]);
    expect(server.waits).to.deep.equal([1000, 1000, 1000]);

    server = new Uploads();
    server.troubles.push(LOST, LOST, LOST, LOST);
    expect(await failureOf(send())).to.equal(LOST);
    expect(server.sent).to.have.length(4);
  });

  it("is not begun again when Kaltura refuses it, and says what it could not do", async () => {
    server.troubles.push(refusal("permission", "SERVICE_FORBIDDEN"));
    const error = await failureOf(send());
    expect(error).to.be.instanceOf(OperationError);
    expect(error?.message).to.equal(
      "could not begin the upload: do this (Kaltura: SERVICE_FORBIDDEN – said SERVICE_FORBIDDEN [toy.act])",
    );
    expect(server.sent).to.deep.equal(["uploadtoken.add"]);
    expect(server.waits).to.deep.equal([]);
  });

  it("asks the server what it has when the answer to a piece is lost", async () => {
    server.keeps = true;
    server.troubles.push(undefined, LOST);
    expect(await send({ pieceBytes: 5 })).to.equal("0_0");
    expect(server.pieces.map(({ text }) => text).join("")).to.equal("0123456789");
  });

  it("says what could not be done when a piece is refused", async () => {
    server.troubles.push(undefined, refusal("input", "UPLOAD_PROBLEM"));
    expect((await failureOf(send()))?.message).to.equal(
      "could not upload the file: do this (Kaltura: UPLOAD_PROBLEM – said UPLOAD_PROBLEM [toy.act])",
    );
  });

  it("is given up when Kaltura keeps nothing more of it", async () => {
    server.stubborn = true;
    const error = await failureOf(send());
    expect(error).to.be.instanceOf(OperationError);
    expect(error?.message).to.equal(`Kaltura keeps nothing of ${path} beyond 0 %`);
  });

  it("is given up when the file became shorter meanwhile", async () => {
    const error = await failureOf(
      upload(server.site, { path, sha256: SHA, mark: MARK, pieceBytes: 5 }, () => truncateSync(path, 3)),
    );
    expect(error).to.be.instanceOf(OperationError);
    expect(error?.message).to.equal(`input file: ${path} became shorter while it was uploaded`);
  });

  it("leaves no file open, whether it came to its end or not", async () => {
    const nextHandle = () => {
      const handle = openSync(folder, "r");
      closeSync(handle);
      return handle;
    };
    const before = nextHandle();
    await send();
    expect(nextHandle()).to.equal(before);
    server = new Uploads();
    server.stubborn = true;
    await failureOf(send());
    expect(nextHandle()).to.equal(before);
  });
});
