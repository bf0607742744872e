/** The house rules that a compiler doesn't know. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect } from "chai";

const ROOT = join(__dirname, "..", "..");

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(e => {
    const path = join(folder, e.name);
    return e.isDirectory() ? sources(path) : e.name.endsWith(".ts") ? [path] : [];
  });

/** Repository paths and package names a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import|import\(|require\()\s*"([^"]+)"/g)].map(m =>
    m[1]!.startsWith(".") ? normalize(join(dirname(file), m[1]!)) : m[1]!,
  );
}

const folderOf = (path: string) => /^provider\/([a-z]+)\//.exec(path)?.[1] ?? path;

/** What each floor of provider/ may lean on, besides itself and the files right under provider/. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  outputs: [],
  kaltura: [],
  lifecycle: ["kaltura", "outputs"],
  parts: ["kaltura", "lifecycle"],
  resources: ["lifecycle", "parts", "outputs"],
  dynamic: ["lifecycle", "resources", "outputs"],
  queries: ["kaltura", "lifecycle", "resources"],
  plugin: ["lifecycle", "resources", "outputs", "queries"],
};

/** What each folder of the product may lean on, besides itself. */
const PRODUCT: Readonly<Record<string, readonly string[]>> = {
  emulator: [],
  provider: [],
  embed: ["provider"],
  reach: ["provider"],
  event: ["provider"],
  site: ["event", "provider"],
  rehearsal: ["event", "site", "provider", "emulator", "cli/run"],
  cli: ["embed", "reach", "event", "site", "rehearsal", "provider", "emulator"],
};

describe("the architecture", () => {
  it("lets imports between the folders of the product point downwards only", () => {
    const wrong = Object.entries(PRODUCT).flatMap(([folder, below]) =>
      sources(folder).flatMap(file =>
        importsOf(file)
          .filter(i => i.includes("/") && !/^(node:|@)/.test(i) && existsSync(join(ROOT, i.split("/")[0]!)))
          .filter(i => ![folder, ...below].some(allowed => i === allowed || i.startsWith(`${allowed}/`)))
          .map(i => `${file} imports ${i}`),
      ),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("puts together what the floors of provider/ need above them, not beside", () => {
    const beside = sources("provider").filter(file => /^provider\/[^/]+$/.test(file));
    const floors = Object.keys(MAY_USE).map(floor => `provider/${floor}/`);
    const made = beside
      .filter(file => importsOf(file).some(i => floors.some(floor => i.startsWith(floor))))
      .map(file => file.replace(/\.ts$/, ""));
    expect(made).to.include.members(["provider/runtime", "provider/journal", "provider/credentials"]);
    const wrong = sources("provider")
      .filter(file => !/^provider\/([^/]+$|dynamic\/|plugin\/)/.test(file))
      .flatMap(file =>
        importsOf(file)
          .filter(i => made.includes(i))
          .map(i => `${file} imports ${i}`),
      );
    expect(wrong).to.deep.equal([]);
  });

  it("lets imports inside provider/ point downwards only", () => {
    const wrong = sources("provider").flatMap(file => {
      const floor = MAY_USE[folderOf(file)];
      if (!floor) return [];
      return importsOf(file)
        .filter(i => /^provider\/[a-z]+\//.test(i))
        .filter(i => folderOf(i) !== folderOf(file) && !floor.includes(folderOf(i)))
        .map(i => `${file} imports ${i}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it("keeps the emulator, the tests and the examples out of the provider, and the provider out of the emulator", () => {
    const wrong = [
      ...sources("provider").flatMap(f =>
        importsOf(f)
          .filter(i => /^(emulator|test|examples|tools)\//.test(i))
          .map(i => `${f}: ${i}`),
      ),
      ...sources("emulator").flatMap(f =>
        importsOf(f)
          .filter(i => /^(provider|test|examples|tools)\//.test(i))
          .map(i => `${f}: ${i}`),
      ),
    ];
    expect(wrong).to.deep.equal([]);
  });

  it("builds the vendor's worker on the gateway alone, and the provider on nothing of it", () => {
    const wrong = [
      ...sources("reach").flatMap(file =>
        importsOf(file)
          .filter(i => /^[a-z]+\//.test(i) && !/^(node:|reach\/|provider\/kaltura\/)/.test(i))
          .map(i => `${file} imports ${i}`),
      ),
      ...[...sources("provider"), ...sources("emulator")].flatMap(file =>
        importsOf(file)
          .filter(i => i.startsWith("reach/"))
          .map(i => `${file} imports ${i}`),
      ),
    ];
    expect(wrong).to.deep.equal([]);
  });

  it("loads what only some vendors need when they need it", () => {
    const lazy = /^import (?!type)[^;]*from "(bullmq|ioredis|classic-level|prom-client)"/m;
    for (const file of sources("reach"))
      expect(readFileSync(join(ROOT, file), "utf8"), file).not.to.match(lazy);
  });

  it("builds events on the provider, and the provider on no event; the agenda's reader on neither", () => {
    const event = sources("event");
    expect(
      event.flatMap(importsOf).filter(i => /^(emulator|test|examples|tools|cli)\//.test(i)),
    ).to.deep.equal([]);
    const calls = event.flatMap(importsOf).filter(i => /^provider\/(kaltura|parts)\//.test(i));
    expect(calls).to.deep.equal([]);
    expect(sources("provider").filter(f => importsOf(f).some(i => i.startsWith("event/")))).to.deep.equal([]);
    const text = readFileSync(join(ROOT, "event", "readAgenda.ts"), "utf8");
    expect(text.match(/^import .*$/gm)).to.satisfy((lines: string[]) =>
      lines.every(l => l.startsWith("import type")),
    );
  });

  it("knows kaltura-client in one file, and Pulumi in the front ends only", () => {
    const uses = (name: string) =>
      sources("provider").filter(f => importsOf(f).some(i => i === name || i.startsWith(`${name}/`)));
    expect(uses("kaltura-client")).to.deep.equal(["provider/kaltura/vocabulary.ts"]);
    for (const file of uses("@pulumi/pulumi")) expect(file).to.match(/^provider\/(dynamic|plugin)\//);
  });

  it("builds the library of embeds on the way to Kaltura, not on resources or Pulumi", () => {
    const wrong = sources("embed").flatMap(file =>
      importsOf(file)
        .filter(
          i => !/^(node:|embed\/|provider\/(kaltura|outputs)\/|provider\/(config|credentials)$)/.test(i),
        )
        .map(i => `${file}: ${i}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("loads neither zod nor the client into a user's program", () => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const line of readFileSync(join(ROOT, file), "utf8").split("\n")) {
        const found = /^(?:import|export)\s(?!type)(?:[^"]*\sfrom\s)?"([^"]+)"/.exec(line)?.[1];
        if (found === undefined) continue;
        if (!found.startsWith("."))
          expect(found, `${file} is loaded by programs`).to.match(/^(@pulumi\/pulumi|node:.*)$/);
        else {
          const base = normalize(join(dirname(file), found));
          visit(sources("provider").find(s => s === `${base}.ts` || s === join(base, "index.ts"))!);
        }
      }
    };
    visit("provider/index.ts");
    expect(seen.size).to.be.greaterThan(3);
  });

  it("names no machine's path and no registry in what is checked in", () => {
    const lock = readFileSync(join(ROOT, "package-lock.json"), "utf8");
    expect(lock).to.not.include('"resolved"');
    for (const file of [
      ...sources("provider"),
      ...sources("embed"),
      ...sources("site"),
      ...sources("emulator"),
      ...sources("test"),
      ...sources("tools"),
    ]) {
      expect(relative(ROOT, file)).to.be.a("string");
      expect(readFileSync(join(ROOT, file), "utf8"), file).to.not.match(/\/(work|root|home)\/[a-z]+\//);
    }
  });
});
