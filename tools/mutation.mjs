// npm run test:mutation: does a test fail when the code is broken? Of what every resource shares and is made of.
//   npm run test:mutation -- values orders
// All of it takes hours on two cores, so the result of each group of files is kept in MUTATION_RESULTS (by default a
// folder for temporary files), and a run that is broken off goes on from there: only groups without one are tried.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Failure, main, runInFront } from "./lib/process.mjs";
import { packageBin, root } from "./lib/repo.mjs";

const results = resolve(process.env.MUTATION_RESULTS ?? join(tmpdir(), "pulumi-kaltura-mutation-results"));

/** Files that are tried together, with the tests that speak of them: unit tests (test/lifecycle, test/parts), behaviour. */
const GROUPS = [
  {
    name: "values",
    files: [
      "lifecycle/values",
      "lifecycle/diff",
      "lifecycle/check",
      "lifecycle/fields",
      "lifecycle/schema",
      "lifecycle/detail",
    ],
  },
  {
    name: "flow",
    files: [
      "lifecycle/reconcile",
      "lifecycle/plan",
      "lifecycle/send",
      "lifecycle/readBack",
      "lifecycle/takeDown",
      "lifecycle/operations",
      "lifecycle/failure",
      "lifecycle/part",
      "lifecycle/takeUp",
      "lifecycle/observe",
      "lifecycle/site",
      "lifecycle/define",
    ],
    // What the toy of the unit tests does not have: adoption, what is on, parts that are made alone.
    behaviour: ["afterFailure", "adopt", "liveGuard", "studioSession", "interactiveRoom"],
  },
  {
    name: "guards",
    files: [
      "lifecycle/live",
      "lifecycle/adopt",
      "lifecycle/adoptionDiff",
      "lifecycle/remarks",
      "lifecycle/held",
      "lifecycle/limit",
      "lifecycle/importing",
      "lifecycle/perform",
      "lifecycle/progress",
      "lifecycle/adoptionRemark",
    ],
    behaviour: ["liveGuard", "adopt", "remarks", "mediaAsset"],
  },
  { name: "texts", files: ["parts/tags", "parts/markedText", "parts/metadataXml"] },
  {
    name: "entries",
    files: [
      "parts/entry",
      "parts/liveEntry",
      "parts/mediaEntry",
      "parts/begun",
      "parts/bySystemName",
      "parts/categoryLinks",
      "parts/categoryRef",
      "parts/entryTitle",
      "parts/marked",
    ],
  },
  {
    name: "events",
    files: [
      "parts/scheduleEvent",
      "parts/eventFields",
      "parts/eventOfSession",
      "parts/moment",
      "parts/redirect",
      "parts/airing",
      "parts/liveFeatures",
    ],
  },
  {
    name: "pages",
    files: ["parts/sessionMetadata", "parts/entryMetadata", "parts/thumbnail", "parts/localFile"],
  },
  {
    name: "categories",
    files: ["parts/category", "parts/categoryMember", "parts/appToken", "parts/metadataProfile"],
  },
  { name: "channels", files: ["parts/restreams", "parts/restreamFeature", "parts/lineUp"] },
  { name: "orders", files: ["parts/vendorTask", "parts/catalogItem", "parts/orderMark"] },
  { name: "rooms", files: ["parts/room", "parts/nested"] },
  { name: "media", files: ["parts/mediaContent", "parts/upload"] },
].map(({ name, files, behaviour = [] }) => ({
  name,
  files: files.map(file => `provider/${file}.ts`),
  tests: [
    `dist/test/${files[0].split("/")[0]}/*.test.js`,
    ...behaviour.map(test => `dist/test/behaviour/${test}.test.js`),
  ],
}));

const resultOf = group => join(results, `${group.name}.json`);

async function tryMutants(group) {
  const config = join(results, `${group.name}.config.mjs`);
  writeFileSync(
    config,
    `import base from ${JSON.stringify(join(root, "stryker.config.mjs"))};
export default { ...base, mutate: ${JSON.stringify(group.files)}, mochaOptions: ${JSON.stringify({ spec: group.tests })},
  jsonReporter: { fileName: ${JSON.stringify(resultOf(group))} } };\n`,
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
  if (code !== 0) throw new Failure(`Stryker ended with ${code} at ${group.name}; see above.`);
}

const FOUND = ["Killed", "Timeout"];
const MISSED = ["Survived", "NoCoverage"];

/** Found and missed mutants of a group by file; those that don't run at all count for nothing. */
function scoresOf(group) {
  const { files } = JSON.parse(readFileSync(resultOf(group), "utf8"));
  return Object.entries(files).map(([file, { mutants, source }]) => {
    const lines = source.split("\n");
    const missed = mutants.filter(m => MISSED.includes(m.status));
    return {
      file,
      found: mutants.filter(m => FOUND.includes(m.status)).length,
      missed: missed.map(({ location, mutatorName, replacement = "", status }) => {
        const { line } = location.start;
        const reached = status === "NoCoverage" ? ", where no test gets" : "";
        return `${file}:${line}${reached}: ${mutatorName} ${JSON.stringify(replacement)} in ${lines[line - 1].trim()}`;
      }),
    };
  });
}

const percent = (found, missed) => `${((100 * found) / Math.max(1, found + missed)).toFixed(1)} %`;

await main(async () => {
  mkdirSync(results, { recursive: true });
  const named = process.argv.slice(2);
  for (const name of named)
    if (!GROUPS.some(group => group.name === name))
      throw new Failure(
        `There is no group ${name}; there are ${GROUPS.map(group => group.name).join(", ")}.`,
      );
  const groups = GROUPS.filter(({ name }) => named.length === 0 || named.includes(name));
  for (const group of groups) if (!existsSync(resultOf(group))) await tryMutants(group);
  const scores = groups.flatMap(scoresOf);
  for (const { file, found, missed } of scores) {
    console.log(
      `${percent(found, missed.length).padStart(7)}  ${file}: ${found} noticed, ${missed.length} not`,
    );
    for (const line of missed) console.log(`           ${line}`);
  }
  const found = scores.reduce((sum, score) => sum + score.found, 0);
  const missed = scores.reduce((sum, score) => sum + score.missed.length, 0);
  console.log(
    `${percent(found, missed)} of ${found + missed} mutants in ${scores.length} files were noticed`,
  );
  return found / (found + missed) >= 0.85 ? 0 : 1;
});
