// What runs Pulumi programs in YAML and Python. The official CLI ships both; here they are built when they are asked for.
import { chmodSync, copyFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { exe, goBuild, goCompiler, goEnv, intoCache, onPath } from "./go-build.mjs";
import { Failure, run } from "./process.mjs";
import { cacheDir, root } from "./repo.mjs";

const HOSTS = {
  yaml: {
    version: "1.38.0",
    files: [exe("pulumi-language-yaml")],
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    ldflags: "-X github.com/pulumi/pulumi-yaml/pkg/version.Version=1.38.0",
  },
  python: {
    version: "3.66.0",
    files: [exe("pulumi-language-python"), "pulumi-language-python-exec"],
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    // A script beside the program's source.
    copies: { "pulumi-language-python-exec": ["github.com/pulumi/pulumi/sdk/v3", "python/cmd"] },
  },
};

/**
 * The folder of a language host, for the engine's PATH.
 * @param name yaml or python
 */
export async function languageHost(name, log) {
  const { version, files, package: packagePath, ldflags, copies = {} } = HOSTS[name];
  const [found, ...others] = files.map(onPath);
  if (found && !others.includes(undefined)) return dirname(found);
  const place = join(cacheDir, `pulumi-language-${name}-${version}`);
  const whole = folder => files.every(file => existsSync(join(folder, file)));
  if (whole(place)) return place;
  const go = goCompiler(`Pulumi's language host for ${name}`);
  log(`Building Pulumi's language host for ${name} with Go. This is done once and takes about a minute …`);
  await intoCache(place, whole, async folder => {
    await goBuild(go, `pulumi/${name}-host`, packagePath, join(folder, files[0]), log, ldflags);
    for (const [file, [module, path]] of Object.entries(copies)) {
      copyFileSync(join(await moduleDir(go, `pulumi/${name}-host`, module), path, file), join(folder, file));
      chmodSync(join(folder, file), 0o755); // Go keeps sources read-only
    }
  });
  return place;
}

/** Where Go keeps the source of a module that one of ours depends on. */
async function moduleDir(go, own, module) {
  const { code, stdout, output } = await run(go, ["list", "-m", "-f", "{{.Dir}}", module], {
    cwd: join(root, "tools", own),
    env: goEnv(),
  });
  if (code !== 0 || stdout === "") throw new Failure(`Go does not tell where ${module} is:\n${output}`);
  return stdout.trim();
}
