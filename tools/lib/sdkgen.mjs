// SDKs of other languages, written from the package schema by Pulumi's own generators; see tools/pulumi/sdkgen.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { exe, goBuild, goCompiler, intoCache } from "./go-build.mjs";
import { Failure, run } from "./process.mjs";
import { cacheDir, root } from "./repo.mjs";

const schema = join(root, "schema", "kaltura.package.json");
const python = join(root, "sdk", "python");

/** The generator for the version of Pulumi that its module names. */
async function sdkgen(log) {
  const module = readFileSync(join(root, "tools", "pulumi", "sdkgen", "go.mod"), "utf8");
  const version = /pulumi\/pkg\/v3 v(\S+)/.exec(module)[1];
  // A generator that was changed is another one.
  const source = ["go.mod", "go.sum", "main.go"].map(name =>
    readFileSync(join(root, "tools", "pulumi", "sdkgen", name)),
  );
  const digest = createHash("sha256").update(Buffer.concat(source)).digest("hex").slice(0, 12);
  const place = join(cacheDir, `sdkgen-${version}-${digest}`);
  const file = exe("sdkgen");
  const whole = folder => existsSync(join(folder, file));
  if (!whole(place)) {
    const go = goCompiler("the generator of SDKs");
    await intoCache(place, whole, folder => goBuild(go, "pulumi/sdkgen", ".", join(folder, file), log));
  }
  return join(place, file);
}

/** Checks the schema by the engine's own rules, and writes the SDKs. @throws Failure when the schema is not right */
export async function writeSdks(log, { pythonDir = python } = {}) {
  const { code, output } = await run(await sdkgen(log), ["-schema", schema, "-python", pythonDir]);
  if (code !== 0) throw new Failure(output);
}

/** @throws Failure naming files that are not what the schema gives */
export async function checkSdks(log) {
  const fresh = mkdtempSync(join(tmpdir(), "pulumi-kaltura-sdk-"));
  try {
    await writeSdks(log, { pythonDir: fresh });
    const [is, was] = [contents(fresh), contents(python)];
    const names = [...new Set([...is.keys(), ...was.keys()])];
    const stale = names.filter(name => is.get(name) !== was.get(name));
    if (stale.length > 0) {
      throw new Failure(
        `sdk/python is not what the schema gives; run npm run sdk. ${stale.length} files: ${stale.slice(0, 5).join(", ")}`,
      );
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function contents(folder) {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(
      file => statSync(file).isFile() && !/__pycache__|\.egg-info|\bbuild\b/.test(relative(folder, file)),
    );
  return new Map(files.map(file => [relative(folder, file), readFileSync(file, "utf8")]));
}
