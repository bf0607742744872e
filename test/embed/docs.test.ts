/** What docs/embeds.md shows, as users would compile it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";

const ROOT = join(__dirname, "..", "..", "..");

describe("the code in docs/embeds.md", function () {
  this.timeout(60_000);

  it("is right, as far as types tell", () => {
    const text = readFileSync(join(ROOT, "docs", "embeds.md"), "utf8");
    const blocks = [...text.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, code]) => code!);
    expect(blocks.length).to.be.greaterThan(3);
    // As modules of this package's own folder: "pulumi-kaltura/embed" is found as users find it. Never written.
    const files = new Map(blocks.map((code, i) => [join(ROOT, "docs", `embeds-${i}.mts`), code]));
    const options: ts.CompilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
    };
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists, getSourceFile } = host;
    host.readFile = name => files.get(name) ?? readFile(name);
    host.fileExists = name => files.has(name) || fileExists(name);
    host.getSourceFile = (name, languageVersion, ...rest) => {
      const code = files.get(name);
      return code === undefined
        ? getSourceFile.call(host, name, languageVersion, ...rest)
        : ts.createSourceFile(name, code, languageVersion);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName.split("/").pop()}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    expect(problems).to.deep.equal([]);
  });
});
