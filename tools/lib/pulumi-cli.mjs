// Finding the Pulumi CLI, or making one.
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exe, goBuild, goCompiler, intoCache, onPath } from "./go-build.mjs";
import { Failure, run, withProgress } from "./process.mjs";
import { cacheDir, windows } from "./repo.mjs";

const VERSION = "3.259.0";
/** Older ones have no exit codes of their own for "there are changes", "no such stack" and the like. */
const OLDEST = "3.227.0";

export const PULUMI = exe("pulumi");
const HOST = exe("pulumi-language-nodejs");
const DYNAMIC = `pulumi-resource-pulumi-nodejs${windows ? ".cmd" : ""}`;
/** The engine, what runs a program in JavaScript, and what runs dynamic resources. */
const FILES = [PULUMI, HOST, DYNAMIC];

const cached = join(cacheDir, `pulumi-${VERSION}`);

/** The folder of a working CLI. A way that finds nothing gives undefined; one that fails says why, and the next is tried. */
export async function pulumiBin(log) {
  for (const way of [fromPath, fromCache, fromRelease, fromGo]) {
    try {
      const bin = await way(log);
      if (bin) return bin;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      log(error.message);
    }
  }
  throw new Failure(
    `There is no Pulumi CLI: none that fits on PATH, none in ${cacheDir}, and none could be made (see above).
Install Pulumi (https://www.pulumi.com/docs/install/), or Go 1.25 or newer to build it with (https://go.dev/dl/), and run this again.`,
  );
}

async function fromPath() {
  const [pulumi, ...others] = FILES.map(onPath);
  if (!pulumi) return undefined;
  if (others.includes(undefined))
    throw new Failure(`Not using ${pulumi}: ${HOST} or ${DYNAMIC} is not on PATH with it.`);
  const version = await versionOf(pulumi);
  if (older(version, OLDEST))
    throw new Failure(`Not using ${pulumi}: it is ${version}, and ${OLDEST} or newer is needed.`);
  return dirname(pulumi);
}

async function versionOf(pulumi) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { code, stdout, output } = await run(pulumi, ["version"], { env });
  if (code !== 0) throw new Failure(`${pulumi} does not run:\n${output}`);
  return stdout.trim().replace(/^v/, "");
}

function older(version, than) {
  const [a, b] = [version, than].map(text => text.split(".").map(Number.parseFloat));
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && a[at] < b[at];
}

async function fromCache() {
  const bin = join(cached, "bin");
  return complete(bin) ? bin : undefined;
}

const complete = bin => FILES.every(file => existsSync(join(bin, file)));

/** The official release, unpacked into the cache. (The official install script would also edit the shell's profile.) */
async function fromRelease(log) {
  const system = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const url = `https://get.pulumi.com/releases/sdk/pulumi-v${VERSION}-${system}-${process.arch}.${windows ? "zip" : "tar.gz"}`;
  return fillCache(log, async folder => {
    const archive = join(folder, "archive");
    log(`Downloading Pulumi ${VERSION} from get.pulumi.com …`);
    // Gives up after 5 s without a connection, or half a minute with next to no data.
    const patience = ["--connect-timeout", "5", "--speed-limit", "1000", "--speed-time", "30"];
    const curl = ["-fsSL", ...patience, "-o", archive, url];
    const got = await withProgress(
      log,
      () => "downloading",
      () => run("curl", curl),
    );
    if (got.code !== 0) throw new Failure(`That did not work: ${got.output.trim()}`);
    const unpacked = await run("tar", ["-xf", archive, "-C", folder]);
    if (unpacked.code !== 0) throw new Failure(`${url} cannot be unpacked:\n${unpacked.output}`);
    rmSync(archive);
    const inner = join(folder, "pulumi"); // its bin/ on Windows, the programs themselves elsewhere
    renameSync(existsSync(join(inner, "bin")) ? join(inner, "bin") : inner, join(folder, "bin"));
  });
}

/** Built from source: what works where only the package registries can be reached. tools/pulumi/ pins every version. */
async function fromGo(log) {
  const go = goCompiler("Pulumi");
  return fillCache(log, async folder => {
    const bin = join(folder, "bin");
    log(`Building Pulumi ${VERSION} with Go. This is done once and takes about 5 minutes on two cores …`);
    const ldflags = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${VERSION}`;
    await goBuild(
      go,
      "pulumi/cli",
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      join(bin, PULUMI),
      log,
      ldflags,
    );
    const host = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs";
    await goBuild(go, "pulumi/nodejs-host", host, join(bin, HOST), log, ldflags);
    writeFileSync(join(bin, DYNAMIC), LAUNCHER, { mode: 0o755 });
  });
}

/** The official release ships the same: dynamic resources are run by the program's own @pulumi/pulumi. */
const LAUNCHER = windows
  ? `@echo off\r\nfor /f "delims=" %%i in ('node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')"') do node "%%i" %*\r\n`
  : `#!/bin/sh\nexec node "$(node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')")" "$@"\n`;

async function fillCache(log, fill) {
  const whole = folder => complete(join(folder, "bin"));
  await intoCache(cached, whole, async folder => {
    await fill(folder);
    await versionOf(join(folder, "bin", PULUMI));
  });
  log(`Pulumi ${VERSION} is ready in ${cached}`);
  return join(cached, "bin");
}
