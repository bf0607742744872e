// Mutation tests of what every resource shares and is made of: npm run test:mutation. See CONTRIBUTING.md.
import { tmpdir } from "node:os";
import { join } from "node:path";

export default {
  mutate: ["provider/lifecycle/*.ts", "provider/parts/*.ts"],
  testRunner: "mocha",
  testRunnerNodeArgs: ["--require", join(process.cwd(), "tools/mutation/mocha12.cjs")],
  coverageAnalysis: "perTest",
  buildCommand: `node tools/mutation/build.mjs ${process.cwd()}`,
  symlinkNodeModules: false,
  // Outside of the tree: compilers and linters look at all that is in it.
  tempDirName: join(tmpdir(), "pulumi-kaltura-mutation"),
  ignorePatterns: ["dist", "bench/results", "reports", ".pulumi"],
  concurrency: 2,
  timeoutMS: 20_000,
  timeoutFactor: 3,
  reporters: ["json", "progress-append-only"],
  allowConsoleColors: false,
  disableTypeChecks: false,
};
