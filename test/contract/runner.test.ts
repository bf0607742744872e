import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { compareAnswers } from "../../emulator/contract/compare";
import { IdMap } from "../../emulator/contract/ids";
import { replayFolder } from "../../emulator/contract/run";
import type { Json } from "../../emulator/types/cast";

/** Stories written here: the runner must replay what it has never seen. */
describe("contract runner", () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Differences of stories, by file name. */
  async function replay(files: Record<string, object[]>): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), "contract-"));
    folders.push(folder);
    for (const [name, lines] of Object.entries(files)) {
      writeFileSync(join(folder, `${name}.jsonl`), lines.map(line => JSON.stringify(line)).join("\n"));
    }
    const results = await replayFolder(folder);
    return results.flatMap(({ line, differences }) =>
      differences.map(({ path, expected, got }) => {
        const shown = `${JSON.stringify(expected)} / ${JSON.stringify(got)}`;
        return `${line.file}:${line.line} ${path} ${shown}`;
      }),
    );
  }

  const call = (service: string, action: string, request: object, response: unknown, note?: string) => ({
    service,
    action,
    request: { ...request, format: 1, ks: "KS" },
    httpStatus: 200,
    response,
    note,
  });
  const error = (code: string, message: string, args: object) => ({
    code,
    message,
    objectType: "KalturaAPIException",
    args,
  });
  const link = (categoryId: number, entryId: string, createdAt = 1_795_500_000) => ({
    categoryId,
    entryId,
    createdAt,
    categoryFullIds: String(categoryId),
    status: 2,
    creatorUserId: "judge@example.com",
    objectType: "KalturaCategoryEntry",
  });
  const add = (categoryId: number, entryId: string, createdAt?: number) =>
    call(
      "categoryEntry",
      "add",
      { categoryEntry: { objectType: "KalturaCategoryEntry", categoryId, entryId } },
      link(categoryId, entryId, createdAt),
    );
  const gone = (id: string) => error("ENTRY_ID_NOT_FOUND", `Entry id "${id}" not found`, { ENTRY_ID: id });

  it("makes entries and categories that a story uses and none has made", async () => {
    expect(await replay({ story: [add(999, "0_abcd1234")] })).to.deep.equal([]);
  });

  it("makes nothing of which the first answer says that it is not there", async () => {
    const lines = [
      call("liveStream", "get", { entryId: "0_abcd1234" }, gone("0_abcd1234")),
      call("liveStream", "delete", { entryId: "0_abcd1234" }, gone("0_abcd1234")),
    ];
    expect(await replay({ story: lines })).to.deep.equal([]);
  });

  it("does not make again what the story deletes", async () => {
    const lines = [
      call("liveStream", "delete", { entryId: "0_abcd1234" }, null),
      call("liveStream", "get", { entryId: "0_abcd1234" }, gone("0_abcd1234")),
    ];
    expect(await replay({ story: lines })).to.deep.equal([]);
  });

  it("plays files of any name in the order of their times", async () => {
    const first = [add(999, "0_abcd1234")];
    const again = call(
      "categoryEntry",
      "add",
      { categoryEntry: { objectType: "KalturaCategoryEntry", categoryId: 999, entryId: "0_abcd1234" } },
      error("CATEGORY_ENTRY_ALREADY_EXISTS", "Entry already assigned to this category", []),
    );
    const later = [call("system", "getTime", {}, 1_795_500_900), again];
    expect(await replay({ "a-later": later, "z-first": first })).to.deep.equal([]);
  });

  it("sends a recorded file with its call of a multirequest", async () => {
    const ks = { ks: "KS" };
    const upload = { service: "uploadToken", action: "upload", uploadTokenId: "{1:result:id}", ...ks };
    const gone = { service: "uploadToken", action: "delete", uploadTokenId: "{1:result:id}", ...ks };
    const make = { service: "uploadToken", action: "add", ...ks };
    const folder = {
      story: [call("multirequest", "", { 1: make, 2: { ...upload, fileData: "<978 bytes>" }, 3: gone }, [])],
    };
    const [differs] = await replay(folder);
    expect(differs).to.contain("3 answers");
    const answers = [{ objectType: "none" }, { uploadedFileSize: "978" }, null];
    folder.story[0]!.response = answers;
    expect((await replay(folder)).filter(text => text.includes("uploadedFileSize"))).to.deep.equal([]);
  });

  it("finds the numbers of an error's arguments as words, not inside of ids", () => {
    const ids = new IdMap();
    ids.learn(undefined, "0_abcd1234", "0_23bbbbbb");
    ids.learn("catalogItem", "23", "1");
    const refusal = (entry: string, item: string) =>
      error("TOO_MUCH", `too much for entry [${entry}] and item [${item}]`, { ENTRY: entry, ITEM: item });
    const context = { ids, service: "x", url: "", request: {}, ignore: new Set<string>() };
    const expected = refusal("0_abcd1234", "23") as unknown as Json;
    expect(compareAnswers(expected, refusal("0_23bbbbbb", "1"), context)).to.deep.equal([]);
  });
});
