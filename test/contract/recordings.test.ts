import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type LineResult, replayFolder } from "../../emulator/contract/run";

const ROOT = join(__dirname, "..", "..", "..");
const FOLDER = join(ROOT, "test", "recordings");

interface Exception {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

const exceptions = JSON.parse(
  readFileSync(join(ROOT, "emulator", "contract", "exceptions.json"), "utf8"),
) as Exception[];

describe("the embedded Kaltura answers like the recorded server", function () {
  this.timeout(60_000);
  let results: readonly LineResult[];
  const of = (file: string) => results.filter(r => r.line.file === file);

  before(async () => {
    results = await replayFolder(FOLDER);
  });

  it("in all files, and for every line but those whose reason lies in the recording", () => {
    const files = [...new Set(results.map(r => r.line.file))];
    expect(files.length).to.be.greaterThan(24);
    const excepted = (r: LineResult) =>
      exceptions.some(e => e.file === r.line.file && e.line === r.line.line);
    const wrong = files
      .flatMap(of)
      .filter(r => r.differences.length > 0 && !excepted(r))
      .map(
        r =>
          `${r.line.file}:${r.line.line} ${r.line.service}.${r.line.action} ${JSON.stringify(r.differences[0])}`,
      );
    expect(wrong).to.deep.equal([]);
  });

  it("with no exception that is none, and each with its reason", () => {
    for (const { file, line, reason } of exceptions) {
      const result = of(file).find(r => r.line.line === line);
      expect(result?.differences, `${file}:${line}`).to.not.be.empty;
      expect(reason.length).to.be.greaterThan(20);
    }
  });

  it("with at most three lines in a hundred excepted in any file", () => {
    for (const file of new Set(exceptions.map(e => e.file))) {
      const all = of(file).length;
      const out = exceptions.filter(e => e.file === file).length;
      // A short file may have one.
      expect(out, file).to.be.at.most(Math.max(1, Math.floor(all * 0.03)));
    }
  });
});
