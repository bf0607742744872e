// Finding the Pulumi CLI, or making one.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Failure, run, withProgress } from "./process.mjs";
import { cacheDir, root, windows } from "./repo.mjs";

const VERSION = "3.259.0";
/** Older ones have no exit codes of their own for "there are changes", "no such stack" and the like. */
const OLDEST = "3.227.0";
const PACKAGES = {
  cli: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  "nodejs-host": "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
};

const exe = name => (windows ? `${name}.exe` : name);
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

function onPath(file) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map(dir => join(dir, file))
    .find(path => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
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
  return intoCache(log, async folder => {
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
  const go = onPath(exe("go"));
  if (!go) throw new Failure("There is no Go compiler on PATH to build Pulumi with.");
  return intoCache(log, async folder => {
    const bin = join(folder, "bin");
    log(`Building Pulumi ${VERSION} with Go. This is done once and takes about 5 minutes on two cores …`);
    await goBuild(go, "cli", join(bin, PULUMI), log);
    await goBuild(go, "nodejs-host", join(bin, HOST), log);
    writeFileSync(join(bin, DYNAMIC), LAUNCHER, { mode: 0o755 });
  });
}

async function goBuild(go, module, target, log) {
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${VERSION}`;
  const args = ["build", "-v", "-trimpath", "-ldflags", flags, "-o", target, PACKAGES[module]];
  // No C compiler needed, and no settings of a workspace around this checkout.
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly" };
  let [downloaded, compiled] = [0, 0];
  const count = line => (line.startsWith("go: downloading") ? downloaded++ : compiled++);
  const { code, output } = await withProgress(
    log,
    () => `${module}: ${downloaded} modules downloaded, ${compiled} packages compiled`,
    () => run(go, args, { cwd: join(root, "tools", "pulumi", module), env, onLine: count }),
  );
  if (code !== 0)
    throw new Failure(
      `go build in tools/pulumi/${module} failed:\n${output.split("\n").slice(-20).join("\n")}`,
    );
}

/** The official release ships the same: dynamic resources are run by the program's own @pulumi/pulumi. */
const LAUNCHER = windows
  ? `@echo off\r\nfor /f "delims=" %%i in ('node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')"') do node "%%i" %*\r\n`
  : `#!/bin/sh\nexec node "$(node -p "require.resolve('@pulumi/pulumi/cmd/dynamic-provider')")" "$@"\n`;

/** Fills a folder of its own and moves it into place whole, so set-ups may run side by side or be interrupted. */
async function intoCache(log, fill) {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(`${cached}-`);
  try {
    await fill(folder);
    await versionOf(join(folder, "bin", PULUMI));
    try {
      renameSync(folder, cached);
    } catch (error) {
      if (!existsSync(cached)) throw error;
      if (!complete(join(cached, "bin"))) {
        rmSync(cached, { recursive: true, force: true });
        renameSync(folder, cached);
      } // else another set-up was faster, with the same
    }
    log(`Pulumi ${VERSION} is ready in ${cached}`);
    return join(cached, "bin");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
