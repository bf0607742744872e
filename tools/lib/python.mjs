// Pulumi's SDK for Python, for programs in Python.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { intoCache, onPath } from "./go-build.mjs";
import { Failure, run } from "./process.mjs";
import { cacheDir } from "./repo.mjs";

/** Of the SDK; runs under the older language host as well. */
const VERSION = "3.272.0";

/** The folder that PYTHONPATH has to name; undefined where there is no Python. */
export async function pulumiForPython(log) {
  const python = ["python3", "python"].map(onPath).find(Boolean);
  if (!python) return undefined;
  const place = join(cacheDir, `python-pulumi-${VERSION}`);
  const whole = folder => existsSync(join(folder, "pulumi", "__init__.py"));
  if (!whole(place)) {
    log(`Installing Pulumi's SDK for Python ${VERSION} …`);
    await intoCache(place, whole, async folder => {
      const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder];
      // Also what the generated SDK needs.
      const { code, output } = await run(python, [...install, `pulumi==${VERSION}`, "parver", "semver"]);
      if (code !== 0) throw new Failure(`pip could not install Pulumi's SDK for Python:\n${output}`);
    });
  }
  return place;
}
