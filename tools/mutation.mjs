// npm run test:mutation: does a test fail when the code is broken? Of what every resource shares and is made of.
//   npm run test:mutation -- provider/parts/tags.ts provider/parts/entry.ts
// All of it takes hours on two cores, so each file's result is kept in MUTATION_RESULTS (by default a folder for
// temporary files), and a run that is broken off goes on from there: only files that have no result yet are tried.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Failure, main, runInFront, say } from "./lib/process.mjs";
import { packageBin, root } from "./lib/repo.mjs";

const results = resolve(process.env.MUTATION_RESULTS ?? join(tmpdir(), "pulumi-kaltura-mutation-results"));

/** The kinds of resources whose conformance tests have something to say of a part; of all others it is the webcast. */
const KINDS = {
  appToken: "AppToken",
  catalogItem: "CaptionOrder|LiveCaptions",
  category: "EventCategory",
  categoryMember: "CategoryMember",
  lineUp: "RestreamerChannel",
  mediaContent: "MediaAsset",
  mediaEntry: "MediaAsset",
  metadataProfile: "MetadataProfile",
  nested: "StudioSession",
  redirect: "SimuliveSession",
  airing: "SimuliveSession",
  restreams: "RestreamerChannel",
  room: "InteractiveRoom|StudioSession",
  vendorTask: "CaptionOrder|LiveCaptions",
  markedText: "AppToken",
  upload: "MediaAsset",
  localFile: "MediaAsset",
  tags: "MediaAsset",
  entry: "MediaAsset|InteractiveRoom",
  begun: "MediaAsset",
};

/** Tests that can tell whether this file is broken, the fastest first: the first that fails ends the trial. */
function testsFor(file) {
  const name = file.replace(/^.*\/|\.ts$/g, "");
  const kinds = file.includes("/parts/") ? (KINDS[name] ?? "WebcastSession") : "none";
  const folders = ["lifecycle", "parts", "behaviour", "conformance"].filter(folder =>
    existsSync(join(root, "test", folder)),
  );
  return {
    spec: folders.map(folder => `dist/test/${folder}/*.test.js`),
    grep: `^(?!every property)|^every property (${kinds}) `,
  };
}

const resultOf = file => join(results, `${file.replaceAll("/", "-")}.json`);

async function tryMutants(file) {
  const config = join(results, "config.mjs");
  writeFileSync(
    config,
    `import base from ${JSON.stringify(join(root, "stryker.config.mjs"))};
export default { ...base, mutate: [${JSON.stringify(file)}], mochaOptions: ${JSON.stringify(testsFor(file))},
  jsonReporter: { fileName: ${JSON.stringify(resultOf(file))} } };\n`,
  );
  const code = await runInFront(
    process.execPath,
    [packageBin("@stryker-mutator/core", "bin/stryker.js"), "run", config],
    {
      env: {
        ...process.env,
        TZ: "UTC",
        NODE_OPTIONS: `--require ${join(root, "tools/mutation/mocha12.cjs")}`,
      },
    },
  );
  if (code !== 0) throw new Failure(`Stryker ended with ${code} at ${file}; see above.`);
}

const FOUND = ["Killed", "Timeout"];
const MISSED = ["Survived", "NoCoverage"];

/** Found and missed mutants of a file's result; those that don't compile or run count for nothing. */
function scoreOf(file) {
  const { files } = JSON.parse(readFileSync(resultOf(file), "utf8"));
  const { mutants, source } = files[file];
  const lines = source.split("\n");
  return {
    found: mutants.filter(m => FOUND.includes(m.status)).length,
    missed: mutants
      .filter(m => MISSED.includes(m.status))
      .map(m => {
        const { line } = m.location.start;
        return `${file}:${line} ${m.mutatorName} → ${JSON.stringify(m.replacement ?? "")}${m.status === "NoCoverage" ? " (no test gets there)" : ""}: ${lines[line - 1].trim()}`;
      }),
  };
}

const percent = (found, missed) => `${((100 * found) / Math.max(1, found + missed)).toFixed(1)} %`;

await main(async () => {
  mkdirSync(results, { recursive: true });
  const named = process.argv.slice(2);
  const all = ["provider/lifecycle", "provider/parts"].flatMap(folder =>
    readdirSync(join(root, folder)).map(name => `${folder}/${name}`),
  );
  const files = named.length > 0 ? named : all;
  for (const file of files) if (!existsSync(resultOf(file))) await tryMutants(file);
  let [found, missed] = [0, 0];
  for (const file of files) {
    const score = scoreOf(file);
    found += score.found;
    missed += score.missed.length;
    say(
      `${percent(score.found, score.missed.length).padStart(8)}  ${file} (${score.missed.length} of ${score.found + score.missed.length} not noticed)`,
    );
    for (const line of score.missed) console.log(`            ${line}`);
  }
  console.log(`${percent(found, missed)} of ${found + missed} mutants in ${files.length} files were noticed`);
  return found / (found + missed) >= 0.85 ? 0 : 1;
});
